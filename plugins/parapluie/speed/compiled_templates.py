"""Templates compiled once for all builds, as Python does for our modules, and in the same place.

Compiling ours and the theme's takes as long as reading a thousand entries.
"""

import os
import sys
import tempfile
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from parapluie.speed.earlier_results import digest, running
from parapluie.speed.reasons import TEMPLATES, Reason


def keep_compiled(environment: Environment) -> None:
    """Have the templates of *environment* compiled once; those compiled already are left alone.

    Its extensions must be those of every environment that has the same templates.
    """
    # What a filter makes of a constant is compiled in: other code, other templates.
    asked = sorted(environment.filters), sorted(environment.tests)
    key = TEMPLATES.parts({Reason.CODE: running(), Reason.TEMPLATE_TOOLS: asked})
    environment.bytecode_cache = _Compiled(digest(*key).encode("ascii"))


class _Compiled(BytecodeCache):
    """A file for each template, beside our modules' own; what cannot be written costs only time."""

    def __init__(self, seal: bytes) -> None:
        """Read what was written under the same *seal*, which stands at the start of each file."""
        self._seal = seal
        self._folder = Path(cache_from_source(__file__)).parent

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            stream = self._file(bucket).open("rb")
        except OSError:
            return
        with stream:
            if stream.read(len(self._seal)) == self._seal:
                bucket.load_bytecode(stream)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        try:
            self._folder.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as stream:
                stream.write(self._seal + bucket.bytecode_to_string())
            Path(name).replace(self._file(bucket))
        except OSError:
            return

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"template-{bucket.key}.pyc"
