"""Forms in the browser for a town's entries: the configuration of Decap CMS, from our field tables.

What Sveltia CMS reads too, and no more. A value that may be written in several shapes (sourced
values, counts, a record alone) stays out of the forms, which would force one of them upon it: Decap
keeps the keys that it does not know.
"""

import html
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from parapluie.meaning.graph import Graph
from parapluie.pictures.originals import FORMATS
from parapluie.vocabulary import cms_words as words
from parapluie.vocabulary.field_types.value_type import Widget
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.file_fields import ILLUSTRATION_FIELDS
from parapluie.vocabulary.grammar import capitalize, enumerate_words
from parapluie.vocabulary.kinds import KIND_BY_KEY
from parapluie.vocabulary.local_words import Subkind, Vocabulary
from parapluie.vocabulary.words import OR

FOLDER = "admin"
# What npm brings, at the versions that our tests drive.
DECAP, DECAP_SERVER, EXPRESS = "3.16.3", "3.11.3", "4.22.3"
FOLDER_OF_PICTURES = "illustrations"
_SERVER = Path(__file__).parent.parent / "redaction" / "serveur.cjs"
_TOWN = "const town = null;"  # as it stands there before a town's own is written
_PACKAGE = "parapluie-redaction"
_DECAP_FOLDER = "decap"
_UNSHOWN = frozenset(("type",))  # the folder says it


def files(
    graph: Graph,
    illustrations: Iterable[str],
    *,
    site_name: str,
    content: str,
    pictures: str,
    host: str,
    project: str,
    branch: str,
) -> dict[str, str]:
    """Return what to write beside `mkdocs.yml`, by path."""
    found = configuration(
        graph,
        illustrations,
        content=content,
        pictures=pictures,
        host=host,
        project=project,
        branch=branch,
    )
    dumped = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=100)
    return {
        f"{FOLDER}/config.yml": f"# {words.MARK}\n{dumped}",
        f"{FOLDER}/index.html": _page(site_name),
        f"{FOLDER}/serveur.cjs": _server(content=content, pictures=pictures, branch=branch),
        "package.json": _package(),
    }


def is_ours(text: str) -> bool:
    """Tell whether we wrote a file, so that writing it again loses nothing."""
    return words.MARK in text or f'"name": "{_PACKAGE}"' in text


def configuration(
    graph: Graph,
    illustrations: Iterable[str],
    *,
    content: str,
    pictures: str,
    host: str,
    project: str,
    branch: str,
) -> dict[str, Any]:
    """Return the configuration of the forms."""
    told = {"branch": branch, "commit_messages": dict(words.COMMITS)}
    local = {"name": "proxy", "proxy_url": "/api/v1", **told}
    elsewhere = {"name": host, "repo": project, **told}
    said = {link.key for entry in graph.entries for link in entry.links if link.reason}
    forms = _Forms(graph.vocabulary, pictures=sorted(illustrations), said=said)
    return {
        "backend": local if host == words.HOSTS[0] else elsewhere,
        **({} if host == words.HOSTS[0] else {"local_backend": {"url": "/api/v1"}}),
        "locale": "fr",
        "media_folder": pictures,
        "public_folder": "/",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "editor": {"preview": False},
        "collections": [
            *(
                forms.collection(subkind, content)
                for subkind in graph.vocabulary.subkinds
                if subkind.folder
            ),
            forms.pictures_collection(pictures),
        ],
    }


class _Forms:
    def __init__(
        self, vocabulary: Vocabulary, *, pictures: Iterable[str], said: Collection[str]
    ) -> None:
        """*said* are the keys of links that somewhere say why: a picker would lose it."""
        self.vocabulary, self.pictures, self.said = vocabulary, tuple(pictures), said

    def collection(self, subkind: Subkind, content: str) -> dict[str, Any]:
        return {
            "name": subkind.key,
            "label": subkind.title,
            "label_singular": subkind.noun.singular,
            "description": subkind.introduction,
            "folder": f"{content}/{subkind.folder}",
            "create": True,
            "extension": "md",
            "format": "yaml-frontmatter",
            "identifier_field": "titre",
            "slug": "{{slug}}",
            "summary": "{{titre}}",
            "fields": [
                *self._naming("titre", subkind.kind.fields),
                {
                    "name": "body",
                    "label": words.BODY,
                    "widget": "markdown",
                    # As typed: the other mode writes the text again in its own way.
                    "modes": ["raw"],
                    "required": False,
                    "hint": words.BODY_HINT,
                },
            ],
        }

    def pictures_collection(self, folder: str) -> dict[str, Any]:
        """Return the collection of pictures, each in a file of its own beside it.

        Its suffix is not that of the file that holds several, which no form could show.
        """
        return {
            "name": FOLDER_OF_PICTURES,
            "label": words.PICTURES,
            "label_singular": words.PICTURE,
            "description": words.PICTURES_HINT,
            "folder": folder,
            "create": True,
            "extension": "yaml",
            "format": "yaml",
            "identifier_field": "alt",
            "slug": "{{slug}}",
            "summary": "{{alt}}",
            "media_folder": "",
            "public_folder": "",
            "fields": [
                field
                | (
                    {"widget": "image", "choose_url": False, "required": True}
                    if field["name"] == "fichier"
                    else {"required": field["name"] in ("alt", "credit")}
                )
                for field in self._naming("alt", ILLUSTRATION_FIELDS)
                if field["name"] not in ("reperes", "decorative")
            ],
        }

    def _naming(self, key: str, fields: Iterable[Field]) -> Iterator[Widget]:
        """Yield the fields, that of *key* refused what would name a file as no system may."""
        pattern = {"pattern": list(words.PATTERNS["naming"])}
        for widget in self.fields(fields):
            yield widget | (pattern if widget["name"] == key else {})

    def fields(self, fields: Iterable[Field]) -> Iterator[Widget]:
        """Yield what asks for each of *fields*, those left out that a form would spoil."""
        for item in fields:
            widget = item.type.widget(item, self)
            if widget and item.key not in _UNSHOWN:
                yield {
                    "name": item.key,
                    "label": capitalize(self.vocabulary.say(item.label)),
                    "required": item.required,
                    "hint": capitalize(self.vocabulary.say(item.help)) + self._more(item),
                    **widget,
                }

    def relation(self, item: Field) -> Widget | None:
        """Return a picker where links lead to one collection, or else a place to write."""
        if item.fields and item.key in self.said:
            return None
        subkinds = self._targets(item)
        if len(subkinds) != 1 or not subkinds[0].folder:
            return {"widget": "list"} if item.many else {"widget": "string"}
        return {
            "widget": "relation",
            "collection": subkinds[0].key,
            "value_field": "{{slug}}",
            "search_fields": ["titre"],
            "display_fields": ["titre"],
            "multiple": item.many,
            "options_length": 500,
        }

    def _targets(self, item: Field) -> list[Subkind]:
        keys = item.link.targets if item.link else ()
        return [s for key in keys for s in self.vocabulary.of(KIND_BY_KEY[key])]

    def _more(self, item: Field) -> str:
        """Return what else to tell of a key whose links are written."""
        asked = self.relation(item) if item.link is not None else None
        if asked is None or asked["widget"] == "relation":
            return ""
        nouns = [s.noun.singular for s in self._targets(item)]
        text = words.OF_KINDS.format(nouns=enumerate_words(nouns, OR)) if nouns else ""
        return text + (words.MANY_KINDS if item.many else words.ONE_OF_MANY)


def _server(*, content: str, pictures: str, branch: str) -> str:
    """Return the program that serves the forms, with what it may read and write."""
    town = {
        "content": content,
        "pictures": pictures,
        "formats": ["jpg", "svg", *(name.lower() for name in FORMATS)],
        "branch": branch,
        "words": {key: text.replace("{branch}", branch) for key, text in words.SERVER.items()},
    }
    before, _, after = _SERVER.read_text("utf-8").partition(_TOWN)
    told = json.dumps(town, ensure_ascii=False, indent=2)
    return f"// {words.MARK}\n{before}const town = {told};{after}"


def _page(site_name: str) -> str:
    title = html.escape(words.TITLE.format(site=site_name))
    return (
        "<!doctype html>\n"
        f"<!-- {words.MARK} -->\n"
        '<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{title}</title>\n"
        '<link href="config.yml" type="text/yaml" rel="cms-config-url">\n</head>\n<body>\n'
        f"<noscript><p>{words.NO_SCRIPT}</p></noscript>\n"
        f'<script src="{_DECAP_FOLDER}/decap-cms.js"></script>\n</body>\n</html>\n'
    )


def _package() -> str:
    """Return what npm brings and runs: of Decap the bundle alone, without its 700 packages."""
    archive = f"{FOLDER}/decap-cms-{DECAP}.tgz"
    folder = f"{FOLDER}/{_DECAP_FOLDER}"
    unpack = f"tar -xzf {archive} -C {folder} --strip-components=2 package/dist"
    pack = f"npm pack decap-cms@{DECAP} --silent --pack-destination {FOLDER}"
    make = f"node -e \"require('fs').mkdirSync('{folder}', {{recursive: true}})\""
    package: Mapping[str, Any] = {
        "name": _PACKAGE,
        "private": True,
        "scripts": {
            "postinstall": f"{pack} && {make} && {unpack}",
            "editer": f"node {FOLDER}/serveur.cjs",
        },
        "dependencies": {"decap-server": DECAP_SERVER, "express": EXPRESS},
        "engines": {"node": ">=18"},
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"
