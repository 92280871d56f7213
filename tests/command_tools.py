"""The command run in this very process, for tests that ask it many times."""

import contextlib
import io
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from parapluie.cli import main
from site_tools import DAY, environment


class Said(NamedTuple):
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


def command(*arguments: str | Path, cwd: Path, typed: str = "", **variables: str) -> Said:
    """Run the command in a folder, with what someone types and no terminal."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        for name, value in (environment(DAY) | variables).items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdin", io.StringIO(typed))
        patch.chdir(cwd)
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Said(code, out.getvalue(), err.getvalue())
