"""The invented town of `sites/conseil`, built by MkDocs once for every test."""

from datetime import date
from pathlib import Path

import pytest
from site_tools import ROOT, copy_site, made_once, run

COUNCIL = ROOT / "tests" / "sites" / "conseil"
# What its content says is of that time.
COUNCIL_DAY = date(2026, 11, 23)


def council_site(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site."""

    def make(folder: Path) -> None:
        copy_site(COUNCIL, folder)
        command = ("-m", "mkdocs", "build", "-q", "--strict")
        done = run(*command, cwd=folder, day=COUNCIL_DAY)
        assert done.returncode == 0, done.stderr

    return made_once(factory, "council", make) / "site"
