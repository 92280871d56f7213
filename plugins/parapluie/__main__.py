"""Run the command with `python -m parapluie`."""

from parapluie.cli import main

main()
