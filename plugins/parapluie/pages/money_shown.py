"""What pages show of money: of one entry, and of all of them as charts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parapluie.meaning.money import Amounts, Holding, Line, Money, announced_by, lines_of
from parapluie.meaning.progress import Progress
from parapluie.model import Entry
from parapluie.vocabulary.grammar import Noun
from parapluie.vocabulary.links import PLANS

from .charts import Segment, bar


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts for something, beside how many could be documented."""

    holding: Holding
    total: int  # of what is done one day
    is_under: bool = False  # only through what stands under it

    @property
    def amounts(self) -> Amounts:
        """The sums of it."""
        return self.holding.amounts

    @property
    def done(self) -> list[Entry]:
        """The documented that are done one day."""
        return [entry for entry in self.holding.documented if entry.kind.is_done]

    @property
    def others(self) -> list[str]:
        """How many documented are no such thing, by what they are: « 2 objectifs »."""
        found: dict[Noun, int] = {}
        for entry in self.holding.documented:
            if not entry.kind.is_done:
                found[entry.subkind.noun] = found.get(entry.subkind.noun, 0) + 1
        return [noun.count(number) for noun, number in found.items()]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of an entry shows of its money."""

    lines: Sequence[Line]  # its own
    own: Amounts
    announced: Decimal | None
    counted: tuple[Counted, ...]  # with what it is made of

    def has(self, key: str) -> bool:
        """Tell whether any line of its own says something under *key*."""
        return any(getattr(line, key) is not None for line in self.lines)


def shown(money: Money, progress: Progress, entry: Entry) -> Shown | None:
    """Return what the page of an entry shows, if there is anything."""
    announced, lines = announced_by(entry), lines_of(entry)
    made_of = counted(money, progress, entry)
    parts = tuple(part for part in made_of if set(part.holding.entries) - {entry})
    if not lines and not parts and announced is None:
        return None
    return Shown(lines, Holding((entry,)).amounts, announced, parts)


def counted(money: Money, progress: Progress, entry: Entry) -> list[Counted]:
    """Return what counts for an entry; for a policy, what only stands under it apart."""
    if entry.kind.key not in PLANS:
        # A project is one of those whose lines count for it.
        total = progress.every(entry).total + entry.kind.is_done
        return [Counted(money.every(entry), total)]
    return [
        Counted(money.own(entry), progress.own(entry).total),
        Counted(money.under(entry), progress.under(entry).total, is_under=True),
    ]


@dataclass(frozen=True, slots=True)
class Bars:
    """A line of a chart and of its table."""

    id: str  # of its drawings in the page
    entry: Entry | None
    label: str  # where it is of no entry
    amounts: Amounts
    planned: tuple[Segment, ...]
    real: tuple[Segment, ...]
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class MoneyChart:
    """What is planned and spent, line by line, all on the scale of the largest."""

    key: str
    lines: tuple[Bars, ...]
    silent: tuple[Entry, ...] = ()  # of which nothing is known

    @property
    def has_real(self) -> bool:
        """Whether any amount spent is known."""
        return any(line.amounts.real.known for line in self.lines)

    @property
    def has_days(self) -> bool:
        """Whether any time of people is known."""
        return any(line.amounts.has_days for line in self.lines)


def chart(
    key: str,
    rows: Iterable[tuple[Entry | None, str, Amounts, Counted | None]],
    silent: Iterable[Entry] = (),
) -> MoneyChart:
    """Return the chart of *rows*: an entry or else a label, its sums and what they are of."""
    kept = list(rows)
    scale = int(max((amounts.largest for _, _, amounts, _ in kept), default=Decimal(0))) or 1
    return MoneyChart(
        key,
        tuple(
            Bars(
                f"{key}-{number}",
                entry,
                label,
                amounts,
                bar((("during", int(amounts.planned.total or 0)),), scale),
                bar((("done", int(amounts.real.total or 0)),), scale),
                counted,
            )
            for number, (entry, label, amounts, counted) in enumerate(kept, start=1)
        ),
        tuple(silent),
    )
