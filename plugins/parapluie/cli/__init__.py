"""The command. It alone prints; it decides nothing about our domain.

A module for each family of commands, which add themselves to `frame.cli` and stand in
`frame.COMMANDS`; `frame` is what they share. Exit codes: 0 good, 1 faults in the content, 2 wrong
usage, 3 busy, 70 our own fault, 74 all done but not all told.
"""

import sys
from typing import Any

import click

from parapluie.cli import writing
from parapluie.cli.frame import COMMANDS, FAULTS, GOOD, OURS, UNSAID, USAGE, Refusal, cli
from parapluie.cli.streams import lasting
from parapluie.crash import noted
from parapluie.problems import suggestion
from parapluie.speed.memory import collect_seldom
from parapluie.vocabulary import messages
from parapluie.vocabulary.system_words import system_reason


def _usage(error: click.ClickException) -> str:
    """Say in French what click says in English."""
    if isinstance(error, click.NoSuchOption):
        return messages.CLI_NO_OPTION.format(name=error.option_name)
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return messages.CLI_MISSING.format(name=name)
    if isinstance(error, click.BadParameter):
        name = error.param.opts[0] if error.param else ""
        return messages.CLI_BAD_VALUE.format(name=name)
    if isinstance(error, click.BadOptionUsage):
        return messages.CLI_BAD_OPTION.format(name=error.option_name)
    if isinstance(error, click.NoSuchCommand):
        near = suggestion(error.command_name, COMMANDS)
        return messages.CLI_NO_COMMAND.format(name=error.command_name, suggestion=near)
    return error.message if isinstance(error, Refusal) else messages.CLI_BAD_USAGE


def main(arguments: list[str] | None = None) -> Any:
    """Run the command and exit with its code."""
    collect_seldom()
    with lasting() as streams:
        code = _run(arguments) or GOOD
        sys.stdout.flush()
        if streams.lost is not None and code == GOOD:
            reason = system_reason(streams.lost)
            click.echo(messages.CLI_NOT_SAID.format(reason=reason), err=True)
            code = UNSAID
    sys.exit(code)


def _run(arguments: list[str] | None) -> Any:
    """Run the command, tell what stopped it and return its code."""
    writing.begin()
    try:
        with noted():
            return cli.main(arguments, prog_name="parapluie", standalone_mode=False)
    except click.ClickException as error:
        click.echo(f"{_usage(error)}\n{messages.CLI_SEE_HELP}", err=True)
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo(messages.CLI_STOPPED, err=True)
        return 130
    except OSError as error:
        reason = messages.FILE_SYSTEM.format(reason=system_reason(error))
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"{place}{reason}", err=True)
        return FAULTS
    except Exception:  # noqa: BLE001 - the last line of defence: say that the fault is ours
        import traceback  # heavy, and nobody should need it

        traceback.print_exc()
        changed = messages.CLI_PERHAPS_CHANGED if writing.begun() else messages.CLI_NOTHING_CHANGED
        click.echo(messages.CLI_OUR_FAULT.format(changed=changed), err=True)
        return OURS
