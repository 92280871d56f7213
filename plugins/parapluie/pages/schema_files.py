"""The JSON Schemas of a site, published with it."""

import json
from typing import Any

from parapluie.site.json_schemas import schemas
from parapluie.site.site_file import later

from .page_data import SiteFile
from .press import Press

FOLDER = "schemas"


def published_schemas(press: Press) -> list[SiteFile]:
    """Return a file for each schema."""
    return [
        SiteFile(f"{FOLDER}/{name}.json", later(_written, schema))
        for name, schema in schemas(press.graph.vocabulary).items()
    ]


def _written(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
