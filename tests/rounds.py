"""How far tests go: a little on every change, to the end under `./faire endurance`.

`PARAPLUIE_ENDURANCE` is the share of the whole that is asked for, in per cent.
"""

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings

VARIABLE = "PARAPLUIE_ENDURANCE"


def rounds(few: int, all_of_them: int) -> int:
    """Return how many times to try something."""
    share = os.environ.get(VARIABLE)
    return max(few, all_of_them * int(share) // 100) if share else few


def law(examples: int = 60) -> Callable[[Any], Any]:
    """Return what tries a property on examples: a third on each change, forty times on demand.

    Those of each change are always the same ones: more of them would find what is new but once.
    """
    return settings(
        max_examples=rounds(max(min(examples, 10), examples // 3), 40 * examples),
        derandomize=VARIABLE not in os.environ,
        deadline=None,  # a busy machine is slow, not wrong
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
