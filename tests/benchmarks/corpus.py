"""A large invented town: the same entries for us and for the peers we measure ourselves against.

Twenty principles, a policy for twenty entries, the rest actions; two to five typed links each and
about 250 words of French. The same number always gives the same town.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Block = tuple[str, str | Sequence[str]]  # "p", "h2" or "ul", with what it holds

PRINCIPLES = 20
# How links between principles are called; none of them carries dependence, so that none loops.
TENSION, APPLIES, SERVES = "tension_avec", "principes", "realise"
FOLDERS = {"principe": "principes", "politique": "politiques", "action": "actions"}

_SUBJECTS = (
    "la municipalité|le conseil municipal|le service de l’urbanisme|le service des parcs|"
    "le comité de citoyens|la bibliothèque|la maison des jeunes|l’office d’habitation|"
    "l’organisme du bassin versant|le comité de la famille|la maison des aînés|"
    "le centre communautaire|le service des loisirs|la coop du village|l’équipe du projet"
).split("|")
_VERBS = (
    "met en œuvre|accompagne|finance|évalue chaque année|coordonne|propose aux gens d’ici|renforce|"
    "simplifie|étend peu à peu|essaie|publie|protège|rénove|planifie|soutient|ouvre à tout le monde"
).split("|")
_OBJECTS = (
    "la rénovation des écoles|le réseau cyclable|la végétalisation des cours|"
    "le transport collectif|"
    "la tarification sociale|la collecte des matières organiques|la trame verte|"
    "le budget participatif|la prévention des inondations|l’accueil des nouvelles familles|"
    "les îlots de fraîcheur|la restauration des milieux humides|le logement abordable|"
    "l’éclairage sobre|les circuits courts|la littératie numérique|l’apaisement de la circulation|"
    "les arts de proximité|le soutien aux commerces|l’accessibilité universelle"
).split("|")
_COMPLEMENTS = (
    "dans chaque quartier|d’ici à 2030|avec une enveloppe réservée|sous l’œil d’un comité|"
    "de concert avec la MRC|sans hausser les taxes|à partir d’un portrait partagé|"
    "pour chaque âge|d’abord près des écoles|selon un calendrier public|"
    "au moyen d’indicateurs simples|au profit des ménages modestes"
).split("|")
_JOINTS = "De plus,|Ainsi,|Par ailleurs,|À terme,|Concrètement,|En parallèle,|Depuis 2024,".split(
    "|"
)
_EMPHASIS = ("**{}**", "*{}*", "{}", "{}", "{}", "{}", "{}", "{}")
_STATUSES = ("a-venir", "en-cours", "en-continu", "realisee", "reportee")


@dataclass(frozen=True, slots=True)
class Item:
    """An entry, whichever tool will read it."""

    kind: str
    id: str
    title: str
    summary: str
    status: str
    links: tuple[tuple[str, str], ...]  # the name of each link, and the id it leads to
    blocks: tuple[Block, ...]
    policy: str = ""  # the first policy of an action

    @property
    def path(self) -> str:
        """Where its page stands, without an extension."""
        folder = FOLDERS[self.kind]
        return f"{folder}/{self.policy}/{self.id}" if self.policy else f"{folder}/{self.id}"

    def targets(self, name: str) -> list[str]:
        """Return where its links of a name lead."""
        return [target for link, target in self.links if link == name]


def corpus(number: int) -> list[Item]:
    """Return *number* entries, at least 40."""
    dice = random.Random(number)
    principles = [f"principe-{n:02}" for n in range(1, PRINCIPLES + 1)]
    policies = [f"politique-{n:03}" for n in range(1, max(5, number // 20) + 1)]
    actions = number - len(principles) - len(policies)
    items = []
    for n, key in enumerate(principles, start=1):
        others = dice.sample([other for other in principles if other != key], 2)
        links = [(TENSION, other) for other in others]
        items.append(_item(dice, "principe", key, f"Principe {n} : {dice.choice(_OBJECTS)}", links))
    for n, key in enumerate(policies, start=1):
        links = [(APPLIES, other) for other in dice.sample(principles, dice.randint(2, 4))]
        title = f"Politique {n} : {dice.choice(_OBJECTS)} {dice.choice(_COMPLEMENTS)}"
        items.append(_item(dice, "politique", key, title, links))
    for n in range(actions):
        policy = policies[n * len(policies) // actions]
        also = dice.sample([other for other in policies if other != policy], dice.randint(0, 1))
        links = [(SERVES, other) for other in (policy, *also)]
        links += [(APPLIES, other) for other in dice.sample(principles, dice.randint(1, 3))]
        title = f"Action {n + 1} : {dice.choice(_VERBS)} {dice.choice(_OBJECTS)}"
        items.append(_item(dice, "action", f"action-{n + 1:05}", title, links, policy))
    return items


def _item(
    dice: random.Random,
    kind: str,
    key: str,
    title: str,
    links: Sequence[tuple[str, str]],
    policy: str = "",
) -> Item:
    blocks: list[Block] = [
        ("p", _paragraph(dice, 45)),
        ("h2", "Pourquoi"),
        ("p", _paragraph(dice, 48)),
        ("h2", "Comment"),
        ("ul", [_sentence(dice) for _ in range(4)]),
        ("p", _paragraph(dice, 45)),
        ("h2", "Échéances"),
        ("p", _paragraph(dice, 28)),
    ]
    status = dice.choice(_STATUSES)
    return Item(kind, key, title, _sentence(dice), status, tuple(links), tuple(blocks), policy)


def _sentence(dice: random.Random) -> str:
    what = dice.choice(_EMPHASIS).format(dice.choice(_OBJECTS))
    words = f"{dice.choice(_SUBJECTS)} {dice.choice(_VERBS)} {what} {dice.choice(_COMPLEMENTS)}"
    if dice.random() < 0.35:
        words += f", et {dice.choice(_SUBJECTS)} {dice.choice(_VERBS)} {dice.choice(_OBJECTS)}"
    if dice.random() < 0.4:
        return f"{dice.choice(_JOINTS)} {words}."
    return f"{words[0].upper()}{words[1:]}."


def _paragraph(dice: random.Random, least: int) -> str:
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < least:
        sentences.append(_sentence(dice))
    return " ".join(sentences)


def markdown(blocks: Sequence[Block]) -> str:
    """Return blocks as Markdown."""
    return "\n\n".join(map("".join, _blocks(blocks))) + "\n"


def _blocks(blocks: Sequence[Block]) -> Iterator[Sequence[str]]:
    for kind, held in blocks:
        if kind == "ul":
            yield ["\n".join(f"- {line}" for line in held)]
        else:
            yield ["## " if kind == "h2" else "", *held]


# --- Our format ---


def write_ours(items: Sequence[Item], folder: Path) -> None:
    """Write a site of ours, without its configuration."""
    for item in items:
        write_entry(item, folder)
    home = folder / "contenu" / "index.md"
    home.write_text(
        "---\ntitre: Nos politiques\nen_bref: Ce que la municipalité fait, et pourquoi.\n---\n"
        "Une ville inventée pour mesurer.\n",
        "utf-8",
    )


def write_entry(item: Item, folder: Path) -> Path:
    """Write an entry in our format and return its file."""
    header = [f'titre: "{item.title}"', f'en_bref: "{item.summary}"', "verifie_le: 2026-10"]
    if item.kind == "action":
        header.append(f"statut: {item.status}")
    names = dict.fromkeys(name for name, _ in item.links)
    header += (f"{name}: [{', '.join(item.targets(name))}]" for name in names)
    file = folder / "contenu" / f"{item.path}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(["---", *header, "---", "", markdown(item.blocks)]), "utf-8")
    return file
