"""The JSON Schemas of a site, published with it."""

import json
from typing import TYPE_CHECKING

from parapluie.schemas import schemas

from .data import SiteFile

if TYPE_CHECKING:
    from .writer import Writer

FOLDER = "schemas"


def published_schemas(writer: "Writer") -> list[SiteFile]:
    """Return a file for each schema."""
    return [
        SiteFile(f"{FOLDER}/{name}.json", json.dumps(schema, ensure_ascii=False, indent=1) + "\n")
        for name, schema in schemas(writer.graph.vocabulary).items()
    ]
