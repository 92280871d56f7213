"""The command that checks the content, apart from those that need what makes pages."""

from pathlib import Path

import click

from parapluie.build.verdict import verify
from parapluie.cli.frame import (
    FORMATS,
    cli,
    configuration_option,
    gapless_option,
    load,
    report,
    strict_option,
)
from parapluie.problems import judged
from parapluie.source.options import CACHE_FOLDER
from parapluie.vocabulary import messages


@cli.command(name="verifier", help=messages.CLI_VERIFY)
@configuration_option
@strict_option
@gapless_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="texte",
    metavar="texte|github|json",
    help=messages.CLI_FORMAT,
)
def verify_command(configuration: Path, form: str, *, strict: bool, gapless: bool) -> int:
    """Check the content alone."""
    settings, options, roots, problems = load(configuration, form, strict=strict)
    found, entries = verify(roots, options, cache=settings.base / CACHE_FOLDER)
    every = judged([*problems, *found], options.severities)
    code = report(every, entries, form, strict=strict or settings.strict, gapless=gapless)
    if form == "texte" and settings.unseen:
        click.echo(messages.CLI_UNSEEN.format(names=", ".join(settings.unseen)), err=True)
    return code
