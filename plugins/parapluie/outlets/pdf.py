"""Print a page as PDF with the Chromium that is installed: tagged, in the language of the page."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_PATIENCE = 180  # seconds


def browser() -> str | None:
    """Return the browser to print with, if one is installed."""
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


def print_pdf(program: str, address: str, file: Path) -> bool:
    """Print the page at *address* into *file*; tell whether it is there. Raises `OSError`.

    The file is put in its place once it is whole.
    """
    with tempfile.TemporaryDirectory(prefix="parapluie-") as folder:
        made = Path(folder) / "page.pdf"
        command = [
            program,
            "--headless",
            "--disable-gpu",
            "--disable-extensions",
            "--disable-background-networking",
            "--no-first-run",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            # Tags tell a reader's voice what is a title, a list, a table.
            "--export-tagged-pdf",
            "--generate-pdf-document-outline",
            f"--print-to-pdf={made}",
        ]
        if address.startswith("file:"):
            # A page of the site needs nothing of the network.
            command.append("--host-resolver-rules=MAP * ~NOTFOUND")
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium refuses root otherwise
        try:
            subprocess.run([*command, address], capture_output=True, timeout=_PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            return False
        if not made.is_file() or not made.read_bytes().startswith(b"%PDF"):
            return False
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.partial")
        shutil.copyfile(made, beside)
        beside.replace(file)
    return True
