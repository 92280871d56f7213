"""The command. It alone prints; it decides nothing about our domain.

A module for each family of commands, which add themselves to `frame.cli` and stand in
`frame.COMMANDS`; `frame` is what they share. Exit codes: 0 good, 1 faults in the content, 2 wrong
usage, 3 busy, 70 our own fault.
"""

import sys
from typing import Any

import click

from parapluie.cli.frame import COMMANDS, FAULTS, GOOD, OURS, USAGE, Refusal, cli
from parapluie.garbage import collect_seldom
from parapluie.in_hand import noted
from parapluie.problems import suggestion
from parapluie.vocabulary import messages


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
    try:
        with noted():
            code = cli.main(arguments, prog_name="parapluie", standalone_mode=False)
    except click.ClickException as error:
        click.echo(f"{_usage(error)}\n{messages.CLI_SEE_HELP}", err=True)
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo(messages.CLI_STOPPED, err=True)
        code = 130
    except OSError as error:
        reason = messages.FILE_SYSTEM.format(reason=error.strerror)
        click.echo(f"{error.filename}: {reason}", err=True)
        code = FAULTS
    except Exception:  # noqa: BLE001 - the last line of defence: say that the fault is ours
        import traceback  # heavy, and nobody should need it

        traceback.print_exc()
        click.echo(messages.CLI_OUR_FAULT, err=True)
        code = OURS
    sys.exit(code or GOOD)
