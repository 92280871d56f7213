"""StratML (ISO 17469-1): vision, values, goals, objectives and stakeholders.

The story is the vision, principles are values, policies are goals. The order of the elements is
that of the standard's schema, where a goal must have a description.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from parapluie.model import Entry
from parapluie.site.publication import Publication, identifier
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary.grammar import capitalize
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.kinds.chapter import CHAPTER
from parapluie.vocabulary.kinds.policy import POLICY
from parapluie.vocabulary.kinds.principle import PRINCIPLE
from parapluie.vocabulary.links import CARRIED_BY, FOR_GROUPS, SUPPORTED_BY

_NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
# Each link that leads to a stakeholder, and what sort of one that is.
_STAKES = {
    FOR_GROUPS.key: "Generic_Group",
    CARRIED_BY.key: "Organization",
    SUPPORTED_BY.key: "Organization",
}


def strategic_plan(publication: Publication, updated: str) -> str:
    """Return the plan as XML; nothing where the site has no policy, which the standard asks for."""
    graph, options = publication.graph, publication.options
    policies = graph.of(POLICY.key)
    if not policies:
        return ""
    plan = Element("StrategicPlan", {"xmlns": _NAMESPACE})
    _add(plan, "Name", options.site_name)
    _add(plan, "Description", options.notice)
    core = SubElement(plan, "StrategicPlanCore")
    _add(SubElement(core, "Organization"), "Name", capitalize(options.organisation))
    chapters = graph.of(CHAPTER.key)
    if chapters:
        vision = SubElement(core, "Vision")
        said = "\n".join(chapter.summary or chapter.title for chapter in chapters)
        _add(vision, "Description", said)
        _add(vision, "Identifier", CHAPTER.code)
    for principle in graph.of(PRINCIPLE.key):
        value = SubElement(core, "Value")
        _add(value, "Name", principle.title)
        _add(value, "Description", principle.summary)
    for number, policy in enumerate(policies, start=1):
        _goal(publication, core, policy, number)
    about = SubElement(plan, "AdministrativeInformation")
    _add(about, "PublicationDate", updated)
    _add(about, "Source", options.site_url)
    indent(plan)
    written: str = tostring(plan, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _goal(publication: Publication, core: Element, policy: Entry, number: int) -> None:
    graph = publication.graph
    goal = SubElement(core, "Goal")
    _describe(goal, policy, number, policy.summary or policy.title)
    _stakeholders(publication, goal, policy)
    _actions(publication, goal, policy, (k.origin for k in graph.into(policy, "realise")))
    objectives = [link.origin for link in graph.into(policy, "objectifs")]
    for rank, objective in enumerate(sorted(objectives, key=lambda o: o.sort_key), start=1):
        element = SubElement(goal, "Objective")
        _describe(element, objective, rank, objective.summary or objective.adopted)
        _stakeholders(publication, element, objective)
        _actions(publication, element, objective, graph.counted(objective, ACTION.key))


def _describe(element: Element, entry: Entry, number: int, description: str) -> None:
    _add(element, "Name", entry.title)
    _add(element, "Description", description)
    # An XML name, which has no slash.
    _add(element, "Identifier", identifier(entry.key).replace("/", "."))
    _add(element, "SequenceIndicator", str(number))


def _stakeholders(publication: Publication, element: Element, entry: Entry) -> None:
    for link in publication.out(entry):
        sort = _STAKES.get(link.type.key)
        if sort:
            holder = SubElement(element, "Stakeholder", {"StakeholderTypeType": sort})
            _add(holder, "Name", link.target.title)
            _add(holder, "Description", link.target.summary)


def _actions(
    publication: Publication, element: Element, entry: Entry, actions: Iterable[Entry]
) -> None:
    titles = [action.title for action in actions]
    if titles:
        nouns = capitalize(publication.graph.vocabulary.names[ACTION.key].plural)
        said = words.PLAN_ACTIONS.format(nouns=nouns, titles="; ".join(titles))
        _add(element, "OtherInformation", said)


def _add(parent: Element, name: str, text: str) -> None:
    if text:
        SubElement(parent, name).text = text
