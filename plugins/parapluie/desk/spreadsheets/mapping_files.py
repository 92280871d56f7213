"""What the columns and values of a town's own sheet answer to, as a file that a person corrects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from parapluie.problems import suggestion
from parapluie.source.editing import opened
from parapluie.source.key_paths import value_at
from parapluie.source.options import Options
from parapluie.source.yaml_nodes import Data, read_yaml
from parapluie.vocabulary import foreign_sheets as said
from parapluie.vocabulary.grammar import a, contract
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.words import OF

from .workbook_reader import Book

ASIDE = (said.AS_TEXT, said.AS_PLAIN_TEXT, said.IGNORE)


@dataclass(slots=True)
class SheetMapping:
    """What the columns and the values of a sheet answer to."""

    sheet: str
    subkind: Subkind
    header: int  # number of the row of headings
    columns: dict[str, str]  # heading, and key of a field or one of ASIDE
    values: dict[str, dict[str, str]] = field(default_factory=dict)


def mapping_file(mappings: Sequence[SheetMapping], before: bytes | None = None) -> bytes:
    """Return the mapping file; values that are new to the one *before* are added to it."""
    if before is None:
        data = {
            said.SHEETS: [
                {
                    said.SHEET: mapping.sheet,
                    said.TYPE: mapping.subkind.key,
                    said.HEADER: mapping.header,
                    said.COLUMNS: mapping.columns,
                    said.VALUES: mapping.values,
                }
                for mapping in mappings
            ]
        }
        written = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
        return (said.MAPPING_HEAD + written).encode()
    file = opened(before, page=False)
    for index, mapping in enumerate(mappings):
        for key, values in mapping.values.items():
            for value, target in values.items():
                path = (said.SHEETS, index, said.VALUES, key, value)
                if file.data != file.put(path, target).data and value_at(file.data, path) is None:
                    file = file.put(path, target)
    return file.raw


class MappingError(ValueError):
    """What is wrong with a mapping file, in French."""


def mappings_of(raw: bytes, book: Book, options: Options) -> Iterator[SheetMapping]:
    """Yield what a mapping file says of each sheet. Raises `MappingError`."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MappingError(said.UNREADABLE) from None
    document, problems = read_yaml(text, "")
    if document is None or problems:
        raise MappingError(problems[0].message if problems else said.UNREADABLE)
    listed = document.data.get(said.SHEETS)
    if not isinstance(listed, list):
        raise MappingError(said.UNREADABLE)
    titles = {sheet.title for sheet in book.sheets}
    for item in listed:
        if not isinstance(item, dict):
            raise MappingError(said.UNREADABLE)
        name = str(item.get(said.SHEET))
        if name not in titles:
            raise MappingError(said.UNKNOWN_SHEET.format(name=name))
        key = str(item.get(said.TYPE))
        subkind = options.vocabulary.named(key)
        if subkind is None or not subkind.folder:
            known = [s.key for s in options.vocabulary.subkinds if s.folder]
            near = suggestion(key, known)
            raise MappingError(said.UNKNOWN_TYPE.format(name=key, suggestion=near))
        header = str(item.get(said.HEADER))
        if not header.isascii() or not header.isdigit():
            raise MappingError(said.BAD_HEADER)
        columns = _texts(item.get(said.COLUMNS))
        known = [f.key for f in subkind.kind.fields if not f.entries]
        for wanted in columns.values():
            if wanted not in (*known, *ASIDE):
                near = suggestion(wanted, [*known, *ASIDE])
                of_kind = contract(OF, a(subkind.noun))
                raise MappingError(
                    said.UNKNOWN_FIELD.format(name=wanted, of_kind=of_kind, suggestion=near)
                )
        if "titre" not in columns.values():
            raise MappingError(said.TITLE_MISSING.format(sheet=name))
        values = item.get(said.VALUES)
        by_field = values if isinstance(values, dict) else {}
        yield SheetMapping(
            name,
            subkind,
            int(header),
            columns,
            {key: _texts(known_values) for key, known_values in by_field.items()},
        )


def _texts(data: Data) -> dict[str, str]:
    """Return a mapping of texts; a value that is not there leaves its column or value aside."""
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise MappingError(said.UNREADABLE)
    return {
        key: value if isinstance(value, str) else said.IGNORE
        for key, value in data.items()
        if value is None or isinstance(value, str)
    }
