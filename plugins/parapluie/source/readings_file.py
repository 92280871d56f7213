"""The file of readings, as it is written."""

from collections.abc import Iterable
from typing import Any

import yaml

from parapluie.model import Reading
from parapluie.vocabulary.council_fields import READING_KEYS, READINGS_KEY
from parapluie.vocabulary.council_words import READINGS_HEAD


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        # The reader refuses them: each value is written where it stands.
        return True

    def increase_indent(self, *arguments: Any, **options: Any) -> None:
        # A list stands under its key, further in, as authors write it.
        super().increase_indent(*arguments, **options | {"indentless": False})


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(tuple, lambda dumper, data: dumper.represent_list(list(data)))


def written(readings: Iterable[Reading]) -> str:
    """Return the file: a line for each entry, so that two people's changes seldom meet."""
    records = [
        dict(
            zip(READING_KEYS, (one.of, one.fingerprint, one.read_on, one.text, one.by), strict=True)
        )
        for one in readings
    ]
    body = yaml.dump(
        {READINGS_KEY: records}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=96
    )
    return READINGS_HEAD + body
