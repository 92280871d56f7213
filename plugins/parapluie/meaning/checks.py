"""What the content says as a whole: one function per rule, each yielding problems.

What differs between kinds (which should have dependents, which should lead to a principle) is in
the vocabulary.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from parapluie.meaning.awaited import KEY, awaited
from parapluie.meaning.chronology_check import impossible_orders
from parapluie.meaning.graph import Graph
from parapluie.meaning.indistinct_check import indistinct_principles
from parapluie.meaning.money_checks import announced_total_against_lines, spent_out_of_time
from parapluie.meaning.needs import lost_needs
from parapluie.meaning.numbering import same_number
from parapluie.meaning.progress import is_out
from parapluie.meaning.screening import lenses, owed, screened, sheet, tensions
from parapluie.meaning.sentences import named
from parapluie.meaning.tracking import percent, stale_since
from parapluie.meaning.wordings import to_read
from parapluie.problems import Problem, problem, suggestion
from parapluie.source.options import Options
from parapluie.vocabulary import council_words, messages
from parapluie.vocabulary.dates import Period, by_day, from_date, months_before, on_date
from parapluie.vocabulary.delays import since
from parapluie.vocabulary.fields import Phase
from parapluie.vocabulary.grammar import contract, quoted, spell
from parapluie.vocabulary.links import JOINS
from parapluie.vocabulary.rules import Severity
from parapluie.vocabulary.words import OF

_MOST_STEPS = 50  # of a chain; towns have five

Check = Callable[[Graph, Options], Iterator[Problem]]


def check(graph: Graph, options: Options) -> list[Problem]:
    """Return the problems of every rule that looks at the whole.

    What a page that could not be read may hold is not said to be missing.
    """
    rules = CHECKS if graph.is_whole else tuple(rule for rule in CHECKS if rule not in OF_ABSENCE)
    return [found for rule in rules for found in rule(graph, options)]


def principle_without_dependents(graph: Graph, options: Options) -> Iterator[Problem]:
    """P302: nothing depends on an entry of a kind that wants dependents."""
    for entry in graph.entries:
        if entry.kind.wants_dependents and not any(
            link.type.carries_dependence for link in graph.into(entry)
        ):
            yield problem("P302", entry.place, of_entry=contract(OF, named(entry)))


def leads_nowhere(graph: Graph, options: Options) -> Iterator[Problem]:
    """P303 and P305: a policy or an action that leads to no principle."""
    for entry in graph.entries:
        if entry.kind.leads_to and not graph.reaches(entry, entry.kind.leads_to[1]):
            code, key = entry.kind.leads_to
            none = graph.vocabulary.names[key].none
            yield problem(code, entry.place, entry=named(entry), none=none)


def too_far(graph: Graph, options: Options) -> Iterator[Problem]:
    """P330: an entry whose reasons nobody would read to their end, nor any machine print."""
    depths = graph.depths()
    for entry in graph.entries:
        if depths.get(entry.key) == _MOST_STEPS + 1:
            yield problem("P330", entry.place, entry=named(entry), limit=_MOST_STEPS)


def objective_without_action(graph: Graph, options: Options) -> Iterator[Problem]:
    """P304: nothing carries out an entry of a kind that wants it."""
    for entry in graph.entries:
        for code, keys in entry.kind.wants_links:
            leading = (link for key in keys for link in graph.into(entry, key))
            carried = any(not is_out(link.origin) for link in leading)
            if not carried and not graph.inside(entry) and not entry.fields.get("sans_suite"):
                yield problem(code, entry.place, entry=named(entry))


def without_value(graph: Graph, options: Options) -> Iterator[Problem]:
    """P331: an entry of a kind that wants it lacks a value."""
    for entry in graph.entries:
        for code, key in entry.kind.wants_values:
            if not entry.fields.get(key):
                yield problem(code, entry.place, title=entry.title)


def without_summary(graph: Graph, options: Options) -> Iterator[Problem]:
    """P306: no sentence in everyday words."""
    for entry in graph.entries:
        if entry.kind.wants_summary and not entry.summary:
            yield problem("P306", entry.place)


def stale(graph: Graph, options: Options) -> Iterator[Problem]:
    """P307: read again longer ago than the town allows."""
    limit = months_before(options.today, options.review_months)
    one, many = messages.MONTHS_LIMIT
    words = one if options.review_months == 1 else many.format(number=options.review_months)
    for entry in graph.entries:
        if stale_since(entry, limit) is not None:
            place = entry.places["verifie_le"]
            yield problem("P307", place, of_date=from_date(entry.fields["verifie_le"]), limit=words)


def status_against_period(graph: Graph, options: Options) -> Iterator[Problem]:
    """P308 and P309: the status says one thing and the dates another."""
    for entry in graph.entries:
        status, period = entry.fields.get("statut"), entry.fields.get("periode")
        if status is None or period is None:
            continue
        code = _contradiction(status.phase, period, options.today)
        if code:
            label = status.agreed(entry.noun.gender)
            late_for = since(period.end.last, options.today) if code == "P308" else ""
            found = problem(
                code, entry.places["statut"], status=label, period=period, since=late_for
            )
            # What has not begun when it should is late, as what is not done: the day passed.
            late = status.phase is Phase.BEFORE
            yield replace(found, severity=Severity.GAP) if late else found


def status_without_what_it_owes(graph: Graph, options: Options) -> Iterator[Problem]:
    """P319: a status that owes something the entry does not say, as what would unblock it."""
    for entry in graph.entries:
        status = entry.fields.get("statut")
        if status is None:
            continue
        for code, key in status.wants:
            if not entry.fields.get(key):
                label = status.agreed(entry.noun.gender)
                yield problem(code, entry.places["statut"], status=label, key=key)


def percent_against_status(graph: Graph, options: Options) -> Iterator[Problem]:
    """P320: the percentage says one thing and the status another."""
    for entry in graph.entries:
        done, status = percent(entry), entry.fields.get("statut")
        if done is None or status is None:
            continue
        whole = done == 100
        if (whole and status.phase is Phase.BEFORE) or (not whole and status.phase is Phase.DONE):
            label = status.agreed(entry.noun.gender)
            yield problem("P320", entry.places["avancement"], percent=done, status=label)


def announced_exceeded(graph: Graph, options: Options) -> Iterator[Problem]:
    """P310: more is documented than is said to exist."""
    for entry in graph.entries:
        for subkind, documented, announced in graph.announced(entry):
            if documented > announced:
                yield problem(
                    "P310",
                    entry.places["annonce"],
                    announced=spell(announced),
                    documented=subkind.noun.count(documented),
                )


def named_without_consent(graph: Graph, options: Options) -> Iterator[Problem]:
    """P311: a person is named without saying that they agree."""
    for entry in graph.entries:
        for citation in entry.fields.get("citations") or ():
            if citation.nom and not citation.consentement:
                yield problem("P311", entry.places["citations"], value=citation.nom)


def only_online(graph: Graph, options: Options) -> Iterator[Problem]:
    """P312: what one may still take part in leaves out those who are not online."""
    for entry in graph.entries:
        how = entry.fields.get("participer")
        if how is None or how.jusqu_au.last < options.today:
            continue
        if not (how.telephone or how.adresse or how.lieu):
            yield problem("P312", entry.places["participer"])


def heard_without_answer(graph: Graph, options: Options) -> Iterator[Problem]:
    """P313 and P314: what was heard is answered without what the answer owes."""
    for entry in graph.entries:
        for index, heard in enumerate(entry.fields.get("apports") or ()):
            for code, key in heard.suite.wants if heard.suite else ():
                if not getattr(heard, key):
                    place = entry.places[f"apports.{index}"]
                    yield problem(code, place, value=heard.texte, suite=heard.suite.label)


def incomplete_combination(graph: Graph, options: Options) -> Iterator[Problem]:
    """P315: a combination of itself, or of one group."""
    for entry in (one for key in JOINS.targets for one in graph.of(key)):
        written = {link.target for link in entry.links if link.type is JOINS}
        known = graph.out(entry, JOINS.key)
        if entry in graph.follow(entry, JOINS.key):
            reason = messages.COMBINATION_OF_ITSELF
        elif len(written) == 1 and known:  # one that leads nowhere is told by itself
            reason = messages.COMBINATION_OF_ONE.format(two=entry.subkind.noun.count(2))
        else:
            continue
        yield problem("P315", entry.places[JOINS.key], reason=reason)


def within_itself(graph: Graph, options: Options) -> Iterator[Problem]:
    """P327: a group or a theme is within itself."""
    for entry in graph.where(lambda kind: any(link.narrows for link in kind.links)):
        for link in (link for link in graph.out(entry) if link.type.narrows):
            if entry in (link.target, *graph.wider(link.target)):
                yield problem("P327", link.place, key=link.type.key, entry=named(entry))


def to_read_again(graph: Graph, options: Options) -> Iterator[Problem]:
    """P601: a wording changed and what depends on it was not read again."""
    for found in to_read(graph, graph.readings):
        place = found.source.places.get("texte_adopte", found.source.place)
        yield problem(
            "P601",
            place,
            number=council_words.ENTRIES.count(len(found.by)),
        )


def unanswered(graph: Graph, options: Options) -> Iterator[Problem]:
    """P603, P604 and P605: a project run through the framework by halves."""
    for decision in screened(graph):
        records = decision.fields["crible"]
        looks = sheet(graph, decision)
        seen = {look.index for look in looks}
        for index, record in enumerate(records):
            place = decision.places[f"crible.{index}"]
            if index not in seen and not record.principe:
                known = [lens.id for lens in lenses(graph)]
                near = suggestion(record.lentille or "", known)
                reason = council_words.NO_LENS
                if record.lentille:
                    reason = council_words.LENS_UNKNOWN.format(
                        value=record.lentille, suggestion=near
                    )
                yield problem("P605", place, reason=reason)
            for code, key in record.reponse.wants if record.reponse else ():
                if not getattr(record, key):
                    yield problem(code, place)
        left = owed(looks)
        if len(left) == len(looks) > 1:
            number = council_words.LENSES.count(len(left))
            yield problem("P603", decision.places["crible"], lens=number)
            continue
        for look in left:
            where = "crible" if look.index is None else f"crible.{look.index}"
            yield problem("P603", decision.places[where], lens=quoted(look.lens.title))


def arbitration_over(graph: Graph, options: Options) -> Iterator[Problem]:
    """P607: the day to come back to an arbitration is past."""
    for tension in tensions(graph):
        if tension.place and tension.until and tension.is_due(options.today):
            yield problem("P607", tension.place, until=on_date(tension.until))


def awaited_too_long(graph: Graph, options: Options) -> Iterator[Problem]:
    """P321: the day by which something was needed is past."""
    for one in awaited(graph, options.today):
        if one.is_late and one.by is not None:
            place = one.entry.places.get(KEY, one.entry.place)
            yield problem("P321", place, what=one.what, until=by_day(one.by))


def unaccounted(graph: Graph, options: Options) -> Iterator[Problem]:
    """P606: a former measure that does not say what it became."""
    for entry in graph.entries:
        if entry.kind.is_concordance:
            outcome = entry.fields["suite"]
            missing = next((k for k in outcome.owes if not entry.fields[k]), "") if outcome else ""
            if outcome is None:
                yield problem("P606", entry.place, reason=council_words.NO_OUTCOME)
            elif missing:
                reason = council_words.OUTCOME_OWES.format(
                    outcome=outcome.agreed(entry.noun.gender), key=missing
                )
                yield problem("P606", entry.places["suite"], reason=reason)


CHECKS: tuple[Check, ...] = (
    principle_without_dependents,
    leads_nowhere,
    too_far,
    objective_without_action,
    without_value,
    without_summary,
    stale,
    status_against_period,
    status_without_what_it_owes,
    percent_against_status,
    announced_exceeded,
    named_without_consent,
    only_online,
    heard_without_answer,
    incomplete_combination,
    within_itself,
    spent_out_of_time,
    announced_total_against_lines,
    same_number,
    to_read_again,
    unanswered,
    arbitration_over,
    unaccounted,
    awaited_too_long,
    indistinct_principles,
    impossible_orders,
    lost_needs,
)
OF_ABSENCE = frozenset((principle_without_dependents, leads_nowhere, objective_without_action))


def _contradiction(phase: Phase | None, period: Period, today: date) -> str:
    over = period.end is not None and period.end.last < today
    begun = period.start is not None and period.start.last < today
    if phase in (Phase.BEFORE, Phase.DURING, Phase.ONGOING, Phase.HELD_UP) and over:
        return "P308"
    if phase is Phase.BEFORE and begun:
        return "P309"
    if phase is Phase.DONE:
        ends_later = period.end is None or period.end.first > today
        return "P309" if ends_later else ""
    if phase in (Phase.DURING, Phase.ONGOING) and period.start and period.start.first > today:
        return "P309"
    return ""
