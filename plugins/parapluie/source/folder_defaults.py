"""What a folder gives to all entries under it (`_defauts.yml`)."""

from pathlib import Path

from parapluie.problems import problem, suggestion
from parapluie.vocabulary.grammar import a, contract
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.kinds.page import PAGE
from parapluie.vocabulary.local_words import Vocabulary
from parapluie.vocabulary.words import OF

from .content_files import ContentFiles
from .yaml_nodes import Document


class FolderDefaults:
    """The values that each folder gives, and the texts that give them."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []
        self._by_folder: dict[str, Document] = {}

    def read(self, files: ContentFiles, vocabulary: Vocabulary, path: str, file: Path) -> None:
        """Read those of the folder that holds *path*."""
        name = f"{files.roots.content_name}/{path}"
        text = files.text_of(file, name)
        document = files.document(text, name) if text is not None else None
        if text is None or document is None:
            return
        self.texts.append((path, text))
        folder = path.rpartition("/")[0]
        top = vocabulary.in_folder(folder.partition("/")[0])
        known = {
            item.key for kind in ([top.kind] if top else vocabulary.kinds) for item in kind.fields
        }
        for key in document.data:
            if key not in known:
                files.problems.append(
                    problem(
                        "P201",
                        document.place([key], of_key=True),
                        key=key,
                        of_kind=contract(OF, a((top or vocabulary.of(PAGE)[0]).noun)),
                        suggestion=suggestion(key, sorted(known)),
                    )
                )
        self._by_folder[folder] = document

    def given_to(self, path: str, kind: Kind) -> list[Document]:
        """Return what the folders of *path* give to entries of *kind*, the nearest folder first."""
        documents = []
        folder = path.rpartition("/")[0]
        while True:
            if folder in self._by_folder:
                documents.append(self._by_folder[folder].only(kind.keys))
            if not folder:
                return documents
            folder = folder.rpartition("/")[0]
