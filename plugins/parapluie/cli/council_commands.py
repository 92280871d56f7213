"""Commands for a council's work: what to read again, what was adopted."""

from dataclasses import replace
from pathlib import Path

import click

from parapluie.build.understanding import understand
from parapluie.cli.frame import FAULTS, GOOD, Refusal, Town, cli, configuration_option, load, report
from parapluie.cli.paper_command import built, put_on_paper
from parapluie.cli.writing import about_to_write
from parapluie.desk.earlier_words import since
from parapluie.meaning.graph import Graph
from parapluie.meaning.plan_state import state_of
from parapluie.meaning.screening import draft, lenses
from parapluie.meaning.versions import Change, snapshot
from parapluie.meaning.wordings import ToRead, acknowledged, reasons_about, to_read, wording
from parapluie.model import Entry
from parapluie.outlets.pdf import browser
from parapluie.problems import Problem, errors, judged, suggestion
from parapluie.site.paths import file_path, has_file
from parapluie.site.publication import page_address
from parapluie.source.readings_file import written
from parapluie.source.snapshots import written as frozen
from parapluie.vocabulary import council_words as words
from parapluie.vocabulary.council_fields import READINGS_FILE
from parapluie.vocabulary.dates import Period, on_date, parse_date
from parapluie.vocabulary.file_names import name_for
from parapluie.vocabulary.grammar import quoted
from parapluie.vocabulary.kinds.decision import DECISION
from parapluie.vocabulary.links import EXAMINES


@cli.command(name="relire", help=words.CLI_REREAD)
@click.argument("name", metavar="TYPE:ID", default="")
@click.option("--tout", "everything", is_flag=True, help=words.CLI_REREAD_ALL)
@configuration_option
def reread_command(name: str, configuration: Path, *, everything: bool) -> int:
    """Say what is to be read again, or note that it was."""
    town = load(configuration)
    options, roots = town.options, town.roots
    content, graph, found = understand(roots, options)
    waiting = to_read(graph, content.readings)
    if not name and not everything:
        for one in waiting:
            _tell(graph, one)
        number = len({entry.key for one in waiting for entry in one.by})
        if waiting:
            click.echo(words.CLI_REREAD_NUMBER.format(number=words.ENTRIES.count(number)))
        else:
            started = bool(content.readings)
            click.echo(words.CLI_REREAD_NOTHING if started else words.CLI_REREAD_NOT_STARTED)
        return GOOD
    entries = graph.resolver.find(name) if name else []
    if name and len(entries) != 1:
        near = suggestion(name, (f"{e.kind.key}:{e.id}" for e in graph.entries))
        raise Refusal(words.CLI_REREAD_UNKNOWN.format(value=name, suggestion=near))
    if _is_broken(town, found, len(graph.entries), words.CLI_REREAD_BROKEN):
        return FAULTS
    readers = None if everything else {entry.key for entry in entries}
    readings = acknowledged(graph, content.readings, options.today, readers)
    about_to_write()
    (roots.content / READINGS_FILE).write_text(written(readings), "utf-8", newline="\n")
    click.echo(words.CLI_REREAD_WRITTEN.format(file=f"{roots.content_name}/{READINGS_FILE}"))
    return GOOD


def _is_broken(town: Town, found: list[Problem], entries: int, said: str) -> bool:
    """Report the errors, if any: what is broken is not to be kept as it stands."""
    wrong = errors(judged([*town.problems, *found], town.options.severities))
    if wrong:
        report(wrong, entries, "texte", strict=False)
        click.echo(said, err=True)
    return bool(wrong)


def _tell(graph: Graph, found: ToRead) -> None:
    place = f"{found.source.place.file}:{found.source.place.line}"
    click.echo(words.CLI_REREAD_SOURCE.format(place=place, entry=found.source.title))
    if found.before:
        before, after = (" ".join(text.split()) for text in (found.before, wording(found.source)))
        click.echo(words.CLI_REREAD_BEFORE.format(text=before))
        click.echo(words.CLI_REREAD_AFTER.format(text=after))
    for entry in found.by:
        name = f"{entry.kind.key}:{entry.id}"
        click.echo(words.CLI_REREAD_ONE.format(name=name, title=entry.title))
        for link in reasons_about(graph, entry, found.source):
            click.echo(words.CLI_REREAD_REASON.format(title=link.target.title, text=link.why))


@cli.command(name="figer", help=words.CLI_FREEZE)
@click.option(
    "--resolution",
    "number",
    metavar=words.CLI_FREEZE_METAVAR,
    required=True,
    help=words.CLI_FREEZE_NUMBER,
)
@click.option("--malgre", "anyway", is_flag=True, help=words.CLI_FREEZE_ANYWAY)
@configuration_option
def freeze_command(number: str, configuration: Path, *, anyway: bool) -> int:
    """Keep the content as it stands on the day of a decision."""
    town = load(configuration)
    roots = town.roots
    content, graph, found = understand(roots, town.options)
    decision = _decision(graph.where(lambda kind: kind.is_decision), number)
    if _is_broken(town, found, len(graph.entries), words.CLI_FREEZE_BROKEN):
        return FAULTS
    period = decision.fields["quand"]
    day = (period.start or period.end).first
    name = f"{decision.kind.key}:{decision.id}"
    number = decision.fields.get("numero") or ""
    changed = since(roots, town.options, content, graph, decision)
    if changed.changes and not anyway:
        raise Refusal(_changed(changed.changes, number or decision.title, period))
    later = tuple(dict.fromkeys(change.item.name for change in changed.changes))
    kept = replace(snapshot(graph, day, number, decision.title, name), later=later)
    text = frozen(kept)
    path = f"{words.VERSIONS_FOLDER}/{day.isoformat()}-{name_for(number or decision.id)}.json"
    file, shown = roots.content / path, f"{roots.content_name}/{path}"
    if file.exists() and file.read_text("utf-8") != text:
        raise Refusal(words.CLI_FREEZE_TAKEN.format(file=shown))
    about_to_write()
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
    click.echo(words.CLI_FROZEN.format(number=words.ENTRIES.count(len(kept.items)), file=shown))
    if changed.known is None:
        click.echo(words.CLI_FREEZE_NOT_KNOWN.format(day=period), err=True)
    elif changed.known > (period.end or period.start).last and not later:
        known = on_date(parse_date(changed.known.isoformat()))
        click.echo(words.CLI_FREEZE_KNOWN_SINCE.format(since=known), err=True)
    return GOOD


def _changed(changes: list[Change], number: str, period: Period) -> str:
    """Return what changed, word by word, and the ways out."""
    lines = [words.CLI_FREEZE_CHANGED.format(number=number, day=period)]
    for change in changes:
        said = "".join(p if isinstance(p, str) else quoted(p.title) for p in change.sentence)
        lines.append(words.CLI_FREEZE_ONE.format(name=change.item.name, sentence=said))
        for form, sign in ((words.CLI_REREAD_BEFORE, "+"), (words.CLI_REREAD_AFTER, "-")):
            text = " ".join(piece.text for piece in change.pieces if piece.sign != sign)
            if text:
                lines.append(f"  {form.format(text=' '.join(text.split()))}")
    return "\n".join([*lines, words.CLI_FREEZE_WAY_OUT])


def _decision(decisions: list[Entry], number: str) -> Entry:
    for decision in decisions:
        if number in (decision.fields.get("numero"), decision.id):
            return decision
    known = [name for one in decisions for name in (one.fields.get("numero"), one.id) if name]
    raise Refusal(
        words.CLI_FREEZE_UNKNOWN.format(value=number, suggestion=suggestion(number, known))
    )


def prepare_lenses(town: Town, title: str, examined: str) -> int:
    """Prepare the file of a project to run through the framework."""
    _, options, roots, _ = town
    _, graph, _ = understand(roots, options)
    if not lenses(graph):
        raise Refusal(words.CLI_NO_LENS)
    if examined and len(graph.resolver.find(examined, EXAMINES.targets)) != 1:
        near = suggestion(examined, graph.resolver.names(EXAMINES.targets))
        raise Refusal(words.CLI_REREAD_UNKNOWN.format(value=examined, suggestion=near))
    folder = graph.vocabulary.of(DECISION)[0].folder
    path = f"{folder}/{name_for(title) or words.NEW_LENSES}.md"
    file, shown = roots.content / path, f"{roots.content_name}/{path}"
    about_to_write()
    file.parent.mkdir(exist_ok=True)
    text = draft(graph, title, options.today, examined)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise Refusal(words.CLI_NEW_TAKEN.format(file=shown)) from None
    click.echo(words.CLI_NEW_WRITTEN.format(file=shown))
    return GOOD


@cli.command(name="dossier", help=words.CLI_FILE)
@click.argument("name", metavar="ID")
@click.argument(
    "file", metavar=words.CLI_FILE_METAVAR, type=click.Path(path_type=Path), required=False
)
@click.option("--suivi", "follow", is_flag=True, help=words.CLI_FILE_FOLLOW)
@configuration_option
def file_command(name: str, file: Path | None, configuration: Path, *, follow: bool) -> int:
    """Print the council's file of an entry, or say where it is."""
    settings, options, roots, _ = load(configuration)
    _, graph, _ = understand(roots, options)
    found = [entry for entry in graph.resolver.find(name) if has_file(graph, entry)]
    if len(found) != 1:
        known = [f"{e.kind.key}:{e.id}" for e in graph.entries if has_file(graph, e)]
        raise Refusal(words.CLI_FILE_UNKNOWN.format(value=name, suggestion=suggestion(name, known)))
    if follow and state_of(graph, found[0], options.today) is None:
        raise Refusal(words.CLI_FILE_NOTHING_UNDER.format(title=found[0].title))
    part = f"#{words.FOLLOW_PART}" if follow else ""
    address = page_address(file_path(found[0]), directory_urls=options.directory_urls)
    program = browser()
    if program is None:
        click.echo(f"{options.site_url}{address}{part}")
        click.echo(words.CLI_FILE_NO_BROWSER, err=True)
        return GOOD
    page = built(settings.site, address).resolve().as_uri() + part
    named = Path(f"{words.FOLLOW_PART if follow else words.FILE_PAGE}-{found[0].id}.pdf")
    return put_on_paper(program, page, file or named)
