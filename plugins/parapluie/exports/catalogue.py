"""DCAT 2: the card of the data set, for the catalogues of open data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from parapluie.site.publication import Publication
from parapluie.site.site_file import SiteFile
from parapluie.vocabulary import exports_words as words

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonld": "application/ld+json",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "ics": "text/calendar",
}


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file that a person or a catalogue may take."""

    form: str  # its key among the forms
    label: str
    note: str
    path: str
    size: int  # bytes
    rows: int = 0  # of a table

    @property
    def media_type(self) -> str:
        """What it is, as hosts say it."""
        return MEDIA_TYPES[self.path.rpartition(".")[2]]


def catalogue(
    publication: Publication, distributions: Sequence[Distribution], updated: str
) -> dict[str, Any]:
    """Return the catalogue as JSON-LD."""
    options = publication.options

    def iri(address: str) -> dict[str, str]:
        return _iri(publication, address)

    publisher = {
        **iri(f"{words.DATA_FOLDER}/#editeur"),
        "@type": "foaf:Agent",
        "foaf:name": options.site_name,
    }
    about: dict[str, Any] = {
        **iri(f"{words.DATA_FOLDER}/"),
        "@type": "dcat:Dataset",
        "dcterms:title": words.DATASET_TITLE.format(site=options.site_name),
        "dcterms:description": " ".join(
            filter(None, (words.DATASET_DESCRIPTION.format(site=options.site_name), options.notice))
        ),
        "dcterms:publisher": iri(f"{words.DATA_FOLDER}/#editeur"),
        "dcterms:language": {"@id": "http://id.loc.gov/vocabulary/iso639-1/fr"},
        "dcat:keyword": list(words.KEYWORDS),
        "dcat:landingPage": iri(publication.page_at(words.DATA_PATH)),
        "dcat:distribution": [_distribution(publication, each) for each in distributions],
        **_licence(publication),
    }
    if updated:
        about["dcterms:modified"] = {"@type": "xsd:date", "@value": updated}
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dcterms": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "@language": "fr",
        },
        "@graph": [
            {
                **iri(f"{words.DATA_FOLDER}/#catalogue"),
                "@type": "dcat:Catalog",
                "dcterms:title": words.DATA_TITLE,
                "dcterms:publisher": iri(f"{words.DATA_FOLDER}/#editeur"),
                "dcat:dataset": iri(f"{words.DATA_FOLDER}/"),
            },
            about,
            publisher,
        ],
    }


def _iri(publication: Publication, address: str) -> dict[str, str]:
    return {"@id": publication.reference(address, words.CATALOGUE)}


def _distribution(publication: Publication, each: Distribution) -> dict[str, Any]:
    return {
        **_iri(publication, each.path),
        "@type": "dcat:Distribution",
        "dcterms:title": each.label,
        "dcterms:description": each.note,
        "dcat:downloadURL": _iri(publication, each.path),
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{each.media_type}"
        },
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(each.size)},
        **_licence(publication),
    }


def _licence(publication: Publication) -> dict[str, Any]:
    address = publication.licence[1]
    return {"dcterms:license": {"@id": address}} if address else {}


def distribution(form: str, label: str, note: str, file: SiteFile, rows: int = 0) -> Distribution:
    """Return what is said of a file."""
    return Distribution(form, label, note, file.path, file.size, rows)
