"""The kinds of entries: a file each, and what differs between them is said there.

A module of this folder that holds a `Kind` is a kind: nothing else names it.
"""

from importlib import import_module
from pkgutil import iter_modules

from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.kinds.facts import Kind


def _found() -> list[Kind]:
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    kinds = {
        value.key: value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Kind)
    }
    return sorted(kinds.values(), key=lambda kind: kind.place)


KINDS: tuple[Kind, ...] = tuple(_found())
KIND_BY_KEY = {kind.key: kind for kind in KINDS}


def holders(kind: Kind) -> list[tuple[Kind, Field]]:
    """Return the kinds whose records are entries of *kind*, each with the field that holds them."""
    return [(one, item) for one in KINDS for item in one.fields if item.entries == kind.key]
