"""The command that puts a page on paper."""

from pathlib import Path

import click

from parapluie.build.understanding import found_by
from parapluie.cli.frame import FAULTS, GOOD, Refusal, Town, cli, configuration_option, load
from parapluie.cli.writing import about_to_write
from parapluie.outlets.pdf import browser, print_pdf
from parapluie.problems import suggestion
from parapluie.site.paths import whole_path
from parapluie.site.publication import page_address, permanent
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary.system_words import system_reason

_PAGE, _POSTER, _COUPON, _WHOLE = words.PRINT_FORMS


@cli.command(name="imprimer", help=words.CLI_PRINT)
@click.argument("what", metavar="QUOI")
@click.argument("file", metavar="FICHIER", type=click.Path(path_type=Path))
@click.option(
    "--forme",
    "form",
    type=click.Choice(words.PRINT_FORMS),
    default=_PAGE,
    metavar="|".join(words.PRINT_FORMS),
    help=words.CLI_PRINT_FORM,
)
@configuration_option
def print_command(what: str, file: Path, form: str, configuration: Path) -> int:
    """Print a page as PDF."""
    program = browser()
    if program is None:
        click.echo(words.CLI_PRINT_NO_BROWSER, err=True)
        return FAULTS
    address = what
    if not what.startswith(("https://", "http://")):
        address = _page(load(configuration), what, form).resolve().as_uri()
    return put_on_paper(program, address, file)


def put_on_paper(program: str, address: str, file: Path) -> int:
    """Print the page at *address* into *file*; say how it went and return the exit code."""
    about_to_write()
    try:
        printed = print_pdf(program, address, file)
    except OSError as error:
        click.echo(f"{file}: {system_reason(error)}", err=True)
        return FAULTS
    if not printed:
        click.echo(words.CLI_PRINT_FAILED, err=True)
        return FAULTS
    click.echo(words.CLI_PRINTED.format(file=file))
    return GOOD


def _page(town: Town, what: str, form: str) -> Path:
    """Return the file of the built site that *what* names; raises `Refusal` where none is."""
    site = town.settings.site
    written = site / what.lstrip("/")
    for file in (written, written / "index.html"):
        # A name that leads out of the site is no page of it.
        if file.is_file() and file.resolve().is_relative_to(site.resolve()):
            return file
    # « action/parc », as coupons have it, is « action:parc » to authors.
    found, names = found_by(town.roots, town.options, what.replace("/", ":", 1))
    if len(found) > 1:
        example = f"{found[0].subkind.key}:{what}"
        raise Refusal(words.CLI_PRINT_MANY.format(value=what, example=example))
    if not found:
        near = suggestion(what, names)
        raise Refusal(words.CLI_PRINT_NOTHING.format(value=what, suggestion=near))
    entry = found[0]
    urls = town.options.directory_urls
    paths = {
        _PAGE: page_address(entry.path, directory_urls=urls),
        _POSTER: f"{permanent(entry.key)}/{words.POSTER_PAGE}",
        _COUPON: f"{permanent(entry.key)}/{words.COUPON_PAGE}",
        _WHOLE: page_address(whole_path(entry), directory_urls=urls),
    }
    return built(site, paths[form])


def built(site: Path, address: str) -> Path:
    """Return the file of the page at *address* of a site; raises `Refusal` where none is built."""
    file = site / address
    file = file / "index.html" if file.is_dir() else file
    if not file.is_file():
        raise Refusal(words.CLI_PRINT_NO_FILE.format(file=address))
    return file
