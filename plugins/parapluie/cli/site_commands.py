"""Commands that check the content and make the site."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from parapluie.build.unchanged_site import build_or_recall
from parapluie.build.understanding import addresses
from parapluie.cli.frame import (
    BUSY,
    FAULTS,
    GOOD,
    OURS,
    Refusal,
    Town,
    cli,
    configuration_option,
    gapless_option,
    load,
    report,
    strict_option,
)
from parapluie.cli.writing import about_to_write
from parapluie.outlets import inspection
from parapluie.outlets.engine_process import Run, run_engine
from parapluie.outlets.exchange import BusyError, LossError, NotASiteError, publish
from parapluie.outlets.folder import is_ours, options_here, render
from parapluie.problems import Problem, as_text, judged, stops
from parapluie.source.options import CACHE_FOLDER
from parapluie.speed import phases
from parapluie.vocabulary import exports_words, inside_words, messages
from parapluie.vocabulary.exports_words import ADDRESSES_FILE
from parapluie.vocabulary.grammar import decimal
from parapluie.vocabulary.inside_words import Audience
from parapluie.vocabulary.system_words import system_reason


def _address(context: click.Context, option: click.Parameter, written: str | None) -> str | None:
    """Refuse what is no host and port."""
    if written is None:
        return None
    host, _, port = written.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise click.BadParameter(written, param=option)
    return written


@cli.command(name="rendre", help=messages.CLI_RENDER)
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path))
@configuration_option
@strict_option
@gapless_option
def render_command(folder: Path, configuration: Path, *, strict: bool, gapless: bool) -> int:
    """Write the finished Markdown to disk."""
    if not is_ours(folder):
        raise Refusal(messages.CLI_NOT_OURS.format(folder=folder))
    settings, options, roots, problems = load(configuration, strict=strict)
    for root in (roots.content, roots.illustrations):
        if folder.resolve().is_relative_to(root.resolve()):
            raise Refusal(messages.CLI_INSIDE.format(folder=folder))
    site = build_or_recall(roots, options_here(options), settings.base / CACHE_FOLDER)
    found = judged([*problems, *site.problems], options.severities)
    code = report(found, site.entries, "texte", strict=strict, gapless=gapless)
    if code == GOOD:
        about_to_write()
        render(site, settings, folder)
        click.echo(messages.CLI_RENDERED.format(number=len(site.files), folder=folder))
    return code


@cli.command(name="construire", help=messages.CLI_BUILD)
@configuration_option
@strict_option
@gapless_option
@click.option("--interne", "inside", is_flag=True, help=inside_words.CLI_INSIDE)
@click.option("--forcer", "force", is_flag=True, help=messages.CLI_FORCE)
@click.option("--profil", "profiled", is_flag=True, help=messages.CLI_PROFILE)
def build_command(
    configuration: Path, *, strict: bool, gapless: bool, inside: bool, force: bool, profiled: bool
) -> int:
    """Build the site beside the last good one and exchange them."""
    town = load(configuration, strict=strict)
    audience = Audience.INSIDE if inside else Audience.PUBLIC
    site = town.settings.interior_site if inside else town.settings.site
    spent: dict[str, float] | None = {} if profiled else None
    faults: list[str] = []

    def make(folder: Path) -> bool:
        run = partial(run_engine, configuration, folder, strict=strict, gapless=gapless)
        if not _run(partial(run, audience=audience), spent, faults):
            return False
        if not _is_sound(folder, town, configuration, strict=strict):
            return False
        about_to_write()
        if inside:  # of whatever repository it stands in
            (folder / ".gitignore").write_text("*\n", "utf-8", newline="\n")
        return True

    try:
        pages = publish(site, make, force=force)
    except NotASiteError:
        raise Refusal(messages.CLI_NOT_A_SITE.format(folder=site)) from None
    except (BusyError, LossError) as error:
        return _kept_from(error)
    if pages is None:
        click.echo(messages.CLI_UNCHANGED, err=True)
        return OURS if faults else FAULTS
    click.echo(messages.CLI_BUILT.format(number=pages, folder=site))
    if inside:
        click.echo(inside_words.CLI_BUILT_INSIDE)
    else:
        _keep_addresses(town)
    if spent is not None:
        _tell_phases(spent)
    return GOOD


def _run(engine: Callable[..., Run], spent: dict[str, float] | None, faults: list[str]) -> bool:
    """Run an engine and tell what it said; *spent* takes its seconds, *faults* where it failed."""
    with TemporaryDirectory() as beside, phases.phase(phases.ENGINE):
        told = Path(beside) / "phases.json"
        run = engine(profile=None if spent is None else told)
        if spent is not None and told.is_file():
            spent.update(json.loads(told.read_text("utf-8")))
    for line in run.told:
        click.echo(line)
    if run.trace:
        click.echo(run.trace, err=True)
        faults.append(run.trace)
    if run.crash:
        click.echo(messages.CLI_CRASH.format(reason=run.crash), err=True)
    return run.good


def _kept_from(error: BusyError | LossError) -> int:
    """Tell why the new site did not take the place of the old; return what to end with."""
    if isinstance(error, BusyError):
        click.echo(messages.CLI_BUSY, err=True)
        return BUSY
    click.echo(messages.CLI_LOSS.format(before=error.before, after=error.after), err=True)
    return FAULTS


def _is_sound(folder: Path, town: Town, configuration: Path, *, strict: bool) -> bool:
    """Tell whether a finished site may be published, and print what is wrong with it."""
    settings = town.settings
    about = inspection.Town(
        settings.site.name,
        settings.site_url,
        settings.content,
        town.roots.content_name,
        configuration.read_text("utf-8"),
        has_own_look=settings.has_own_look,
        has_others=settings.has_others,
    )
    with phases.phase(phases.INSPECTION):
        found = judged(inspection.inspect(folder, about), town.options.severities)
    click.echo(as_text(found), nl=False)
    return not stops(found, strict=strict)


def _tell_phases(spent: dict[str, float]) -> None:
    """Print how long each phase took, *spent* being those inside the engine's process."""
    here = phases.seconds()
    here[phases.ENGINE] -= sum(spent.values())
    spent = spent | here
    whole = sum(spent.values())
    for name, label in messages.PHASES.items():
        seconds = spent.get(name, 0.0)
        share = round(100 * seconds / whole)
        click.echo(messages.CLI_PHASE.format(label=label, seconds=decimal(seconds), share=share))


@cli.command(name="servir", help=messages.CLI_SERVE)
@configuration_option
@click.option(
    "--adresse",
    "address",
    metavar=messages.CLI_ADDRESS_FORM,
    callback=_address,
    help=messages.CLI_SERVE_ADDRESS,
)
@click.option("--interne", "inside", is_flag=True, help=inside_words.CLI_SERVE_INSIDE)
@click.option("--ouvrir", "shown", is_flag=True, help=messages.CLI_SERVE_OPEN)
def serve_command(configuration: Path, address: str | None, *, inside: bool, shown: bool) -> int:
    """Show the site as it is being written."""
    load(configuration)
    # Here, since it brings the engine with it, which the other commands do without.
    from parapluie.mkdocs.preview import (
        OtherEngineError,
        OtherPluginsError,
        PortTakenError,
        Preview,
        serve,
    )

    def tell(problems: list[Problem], entries: int) -> None:
        report(problems, entries, "texte", strict=False)

    try:
        audience = Audience.INSIDE if inside else None
        preview = Preview(configuration, tell, address=address, shown_to=audience)
        if inside:
            click.echo(inside_words.CLI_SERVED_INSIDE)
        serve(
            preview,
            ready=lambda url: click.echo(messages.CLI_SERVE_READY.format(url=url)),
            open_in_browser=shown,
        )
    except OtherEngineError as error:
        raise Refusal(str(error)) from None
    except OtherPluginsError as error:
        raise Refusal(messages.CLI_SERVE_OTHERS.format(names=", ".join(error.args))) from None
    except PortTakenError as error:
        click.echo(messages.CLI_SERVE_TAKEN.format(url=error.args[0]), err=True)
        return BUSY
    return GOOD


def _keep_addresses(town: Town) -> None:
    """Add what is now published to the list that the content keeps; the site is there anyway."""
    file = town.roots.content / ADDRESSES_FILE
    text = addresses(town.roots, town.options)
    try:
        if not file.is_file() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        reason = system_reason(error)
        click.echo(exports_words.CLI_ADDRESSES.format(file=file, reason=reason), err=True)
