"""What several tests share: a town, from the text of its files to its graph."""

from collections.abc import Callable
from pathlib import Path

import pytest
from case_files import read_blocks, read_test_options, write
from parapluie.graph import Graph
from parapluie.reader import read

Town = Callable[[str], Graph]


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return what makes a graph of blocks written as in a case file, which must read well."""

    def make(blocks: str) -> Graph:
        files, written = read_blocks(blocks)
        options, wrong = read_test_options(written)
        content, problems = read(write(files, tmp_path), options.vocabulary)
        assert [*map(str, wrong), *map(str, problems)] == []
        return Graph(content, options.vocabulary)

    return make
