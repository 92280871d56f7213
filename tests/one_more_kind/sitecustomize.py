"""Every process that has this folder in its path finds one more kind, as if its file stood there.

The package is left as it is: its folder of kinds is given a second place to look in.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

KINDS = "parapluie.vocabulary.kinds"
MORE = Path(__file__).parent / "kinds"


class _More(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != KINDS:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(str(MORE))
        return spec


sys.meta_path.insert(0, _More())
