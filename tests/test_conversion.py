"""What two processes convert and print is what one would, warnings too."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hamlet_site import hamlet
from site_tools import DAY, contents, environment, share_pictures

# Of these addresses, one cannot be taken apart and the engine warns of the other.
_TEXT = "\n[Ici](https://[y]) et [là](/ailleurs), puis [un lieu](index.md#nulle-part).\n"
_SETTINGS = "validation: {absolute_links: warn, anchors: warn}\n"
_OPTIONS = "organisation: le Hameau, regles: {P108: ignorer, P208: ignorer}"


def town(folder: Path) -> Path:
    hamlet(folder)
    share_pictures(folder)
    file = folder / "contenu" / "politiques" / "eau.md"
    file.write_text(file.read_text("utf-8") + _TEXT, "utf-8")
    settings = folder / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("organisation: le Hameau", _OPTIONS)
    settings.write_text(text + _SETTINGS, "utf-8")
    return folder


def built(folder: Path, *, cores: int) -> tuple[dict[str, bytes], list[str]]:
    """Build a site on some cores; return its files and what the engine warned of."""
    few = set(sorted(os.sched_getaffinity(0))[:cores])
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=folder,
        env=environment(DAY),
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=lambda: os.sched_setaffinity(0, few),
    )
    assert done.returncode == 0, done.stderr
    told = [re.sub(" +", " ", line) for line in done.stderr.splitlines() if "Doc file" in line]
    return contents(folder / "site"), told


@pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2,
    reason="a second process needs Linux and a second core",
)
def test_two_processes_make_the_site_and_the_warnings_of_one(tmp_path: Path) -> None:
    folder = town(tmp_path / "hameau")
    one, two = built(folder, cores=1), built(folder, cores=2)
    assert [path for path in one[0] if one[0][path] != two[0].get(path)] == []
    assert one[0].keys() == two[0].keys()
    assert sorted(one[1]) == sorted(two[1])
    assert [line for line in two[1] if "'/ailleurs'" in line] != []
    assert [line for line in two[1] if "#nulle-part" in line] != []
    page = one[0]["politiques/eau/index.html"].decode()
    assert 'href="https://[y]"' in page
