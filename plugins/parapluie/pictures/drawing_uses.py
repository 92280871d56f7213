"""How many elements of a drawing are drawn, each as often as it is used."""

from dataclasses import dataclass, field

MAX_ELEMENTS = 200_000  # drawn, each as often as it is used


@dataclass(slots=True)
class Uses:
    """Which elements use which, to count what is drawn: a few lines may ask for billions."""

    own: dict[int, int] = field(default_factory=dict)  # elements that stand in each one
    used: dict[int, list[str]] = field(default_factory=dict)
    by_id: dict[str, int] = field(default_factory=dict)

    def drawn(self) -> int:
        """Return how many elements are drawn in all, or more than the limit when a use loops."""
        totals: dict[int, int] = {}
        pending, begun = [0], set[int]()
        while pending:
            element = pending[-1]
            targets = [self.by_id[name] for name in self.used[element] if name in self.by_id]
            missing = {target for target in targets if target not in totals}
            if element in totals:
                pending.pop()
            elif not missing or element in begun:
                # What is still missing the second time is an element that uses itself.
                found = sum(totals.get(target, MAX_ELEMENTS) for target in targets)
                totals[pending.pop()] = self.own[element] + found
            else:
                begun.add(element)
                pending += missing
        return totals[0]
