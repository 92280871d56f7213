"""The kinds of entries, their fields and their links: what differs between kinds is data here.

One literal per fact. The reader makes its schemas from these tables, the graph its edges, the
pages their labels. Adding a field, a link or a kind touches this module and, for a kind, a
template.
"""

from dataclasses import dataclass, replace
from enum import StrEnum, auto

from parapluie.vocabulary.grammar import Gender, Noun

MASCULINE, FEMININE = Gender.MASCULINE, Gender.FEMININE


class FieldType(StrEnum):
    """What the value of a field looks like."""

    LINE = auto()  # plain text on one line
    TEXT = auto()  # plain text, paragraphs allowed
    INTEGER = auto()
    NUMBER = auto()
    BOOLEAN = auto()
    DATE = auto()  # EDTF date
    PERIOD = auto()  # EDTF date or interval
    CHOICE = auto()  # one of `choices`
    LINK = auto()  # the id of another entry
    SOURCED = auto()  # a value, or several with their sources where these disagree
    COUNTS = auto()  # a number, or numbers by kind
    PICTURE = auto()  # the id of an illustration
    POINT = auto()  # two percentages
    IDENTIFIER = auto()  # ASCII kebab-case
    URL = auto()
    ADDRESS = auto()  # of a page of this site, from its root
    RECORD = auto()  # a mapping with `fields`


class Phase(StrEnum):
    """Where a status stands in time, for checking it against dates."""

    BEFORE = auto()
    DURING = auto()
    ONGOING = auto()  # without an end
    DONE = auto()
    STOPPED = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of a field; `feminine` is the form that agrees with a feminine noun."""

    key: str
    label: str
    feminine: str = ""
    noun: Noun | None = None  # what an entry with this choice is called
    phase: Phase | None = None
    hidden: bool = False  # the unmarked choice, which pages do not print
    wants: tuple[tuple[str, str], ...] = ()  # rule code and the key that the same record owes
    owes: tuple[str, ...] = ()  # keys that the same entry cannot do without
    hears: bool = False  # people speak there, so that what they said is missed

    def agreed(self, gender: Gender, *, plural: bool = False) -> str:
        """Return the label in the given gender and number; without a feminine it is invariable."""
        if not self.feminine:
            return self.label
        word = self.feminine if gender is Gender.FEMININE else self.label
        return f"{word}s" if plural else word


@dataclass(frozen=True, slots=True)
class LinkType:
    """A typed link, declared by the side that knows and read from both with a verb each way."""

    key: str
    targets: tuple[str, ...]  # keys of kinds; empty for any kind
    verb: str
    reverse: str
    label: str  # heading over the targets on the page of the side that declares
    reverse_label: str  # heading over the origins on the target's page
    carries_dependence: bool = False
    is_part: bool = False  # the origin is counted among what the target comprises
    symmetric: bool = False
    sibling: bool = False  # the target is a record of the same entry, named by its short id
    holds: bool = False  # the target is counted among what the origin announces
    direct_verb: str = ""  # the verb where the link is the whole reason


@dataclass(frozen=True, slots=True)
class Field:
    """A front matter key: what it holds, what it is called and what to tell those who fill it."""

    key: str
    type: FieldType
    label: str
    help: str  # in the local words once `say` has read it
    required: bool = False
    many: bool = False
    choices: tuple[Choice, ...] = ()
    fields: tuple["Field", ...] = ()
    link: LinkType | None = None
    entries: str = ""  # key of the kind that each record becomes an entry of
    leads: bool = True  # someone may follow it; an address may also be but a name
    dates: bool = False  # a year or a date, of another type


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry. Behaviour follows the kind; words follow the municipality."""

    key: str  # French, in content
    code: str  # English, names its templates
    noun: Noun
    folder: str  # empty for kinds without files of their own
    fields: tuple[Field, ...]
    introduction: str = ""  # what these entries are, over their list
    introduction_alone: str = ""  # the same where kinds that it names are not used
    in_menu: bool = False  # its list stands in the menu by itself, not among the others
    in_navigation: bool = False  # each entry stands in the menu under its list
    counts: str = ""  # key of the kind that an announced bare number counts
    wants_summary: bool = True  # a missing `en_bref` is a gap
    wants_dependents: bool = False  # nothing depending on it is a gap
    wants_links: tuple[tuple[str, str], ...] = ()  # rule code and the link key it wants
    leads_to: tuple[str, str] | None = None  # rule code and key of the kind it should lead to
    inside: LinkType | None = None  # link from a record's entry to the entry that holds it
    # The link by which a record hangs on another of them, instead of on what holds it.
    inside_parent: LinkType | None = None
    # The fields that stand for the adopted text where there is none.
    worded_by: tuple[str, ...] = ()
    is_versioned: bool = False  # what a council adopts keeps its words and its links
    by_date: bool = False  # lists sort by `quand`, not by `ordre` and title
    is_concordance: bool = False  # its list is a table of what became of each
    is_process: bool = False  # its list is a time line, with what was heard and what it became

    @property
    def links(self) -> tuple[LinkType, ...]:
        """Every link that an entry of this kind may declare, in records too."""
        return tuple(_links(self.fields))

    @property
    def keys(self) -> frozenset[str]:
        """Every front matter key of this kind."""
        return frozenset(item.key for item in self.fields)

    def field(self, key: str) -> Field | None:
        """Return the field named *key*, if the kind has it."""
        return next((item for item in self.fields if item.key == key), None)


def _links(fields: tuple[Field, ...]) -> list[LinkType]:
    found: list[LinkType] = []
    for item in fields:
        if item.link and item.link not in found:
            found.append(item.link)
        found += [link for link in _links(item.fields) if link not in found and not item.entries]
    return found


# --- Links -----------------------------------------------------------------------------------

APPLIES = LinkType(
    "principes",
    ("principe",),
    "applique",
    "est appliqué par",
    "Applique",
    "Ce qui l’applique",
    carries_dependence=True,
    holds=True,
    direct_verb="applique directement",
)
TELLS = LinkType(
    "principes",
    ("principe",),
    "raconte",
    "est raconté dans",
    "Ce que cette scène raconte",
    "Où le récit le raconte",
)
SPECIFIES = LinkType(
    "parent",
    ("principe",),
    "précise",
    "se précise en",
    "Précise",
    "Se précise en",
    carries_dependence=True,
    is_part=True,
)
UNDER = LinkType(
    "releve_de",
    ("politique",),
    "relève de",
    "encadre",
    "Relève de",
    "Encadre",
    carries_dependence=True,
)
PART_OF_POLICY = LinkType(
    "objectifs",
    ("politique",),
    "fait partie de",
    "comprend",
    "Fait partie de",
    "Comprend",
    carries_dependence=True,
    is_part=True,
)
# An orientation in an axis: between the policy and the objective, as many levels as a town has.
PART_OF_OBJECTIVE = LinkType(
    "dans",
    ("objectif",),
    "fait partie de",
    "comprend",
    "Fait partie de",
    "Comprend",
    carries_dependence=True,
    is_part=True,
    sibling=True,
)
ACHIEVES = LinkType(
    "realise",
    ("objectif", "politique"),
    "réalise",
    "est réalisé par",
    "Réalise",
    "Ce qui le réalise",
    carries_dependence=True,
    is_part=True,
)
PART_OF_ACTION = LinkType(
    "fait_partie_de",
    ("action",),
    "fait partie de",
    "regroupe",
    "Fait partie de",
    "Regroupe",
    carries_dependence=True,
    is_part=True,
)
# A consultation belongs to a project without depending on what the project depends on.
PART_OF_PROCESS = LinkType(
    "fait_partie_de",
    ("action", "activite"),
    "fait partie de",
    "comprend",
    "Fait partie de",
    "Les activités",
    is_part=True,
)
BORN_OF = LinkType(
    "issu_de", (), "est issu de", "a donné naissance à", "D’où ça vient", "A donné naissance à"
)
FOR_GROUPS = LinkType(
    "groupes",
    ("groupe",),
    "s’adresse à",
    "est visé par",
    "Pour qui",
    "Ce qui s’adresse à ce groupe",
)
JOINS = LinkType(
    "reunit",
    ("groupe",),
    "réunit",
    "fait partie de la combinaison",
    "Réunit",
    "Fait partie des combinaisons",
)
ABOUT = LinkType(
    "themes", ("theme",), "porte sur", "est abordé par", "Thèmes", "Ce qui porte sur ce thème"
)
CARRIED_BY = LinkType(
    "responsable", ("acteur",), "est porté par", "porte", "Qui s’en occupe", "Porte"
)
SUPPORTED_BY = LinkType(
    "partenaires", ("acteur",), "est appuyé par", "appuie", "Avec qui", "Appuie"
)
FEEDS = LinkType("nourrit", (), "a nourri", "est né de", "Ce que c’est devenu", "Dans la démarche")
ADOPTS = LinkType(
    "adopte", ("politique", "action"), "adopte", "est adopté par", "Adopte", "Adoption"
)
REPLACES = LinkType(
    "remplace", ("politique", "action"), "remplace", "est remplacé par", "Remplace", "Remplacement"
)
_DECIDED = ("principe", "politique", "objectif", "action")
AMENDS = LinkType("modifie", _DECIDED, "modifie", "est modifié par", "Modifie", "Modifications")
ENDS = LinkType("met_fin_a", _DECIDED, "met fin à", "prend fin par", "Met fin à", "Prend fin par")
MEASURES = LinkType(
    "mesure",
    ("principe", "politique", "objectif", "action"),
    "mesure",
    "est mesuré par",
    "Ce qu’il mesure",
    "Comment on le mesure",
)
BECOMES = LinkType(
    "devient",
    ("politique", "objectif", "action"),
    "devient",
    "vient de",
    "Ce que c’est devenu",
    "Vient de",
)
SHOWN_AT = LinkType("entree", (), "montre", "est montré dans", "Montre", "Montré dans")
HEARD_AT = LinkType(
    "entendu", ("activite",), "cite", "est cité dans", "Entendu à", "Cité dans le récit"
)
TOLD = LinkType(
    "passage",
    (),
    "raconte",
    "est raconté dans",
    "Ce qui le rend vrai",
    "Dans le récit",
)
IN_TENSION = LinkType(
    "tension_avec",
    (),
    "est en tension avec",
    "est en tension avec",
    "En tension avec",
    "En tension avec",
    symmetric=True,
)
EXAMINES = LinkType(
    "examine", ("politique", "action"), "examine", "est examiné par", "Examine", "Examen"
)
ARBITRATED_BY = LinkType(
    "decision", ("decision",), "est arbitré par", "arbitre", "Arbitrage", "Arbitre"
)
ARBITRATED_WITH = LinkType(
    "arbitre_par", ("acteur",), "est arbitré par", "arbitre", "Arbitrage", "Arbitre"
)
CORRESPONDS = LinkType(
    "referentiels",
    ("reference",),
    "correspond à",
    "correspond à",
    "Correspond à",
    "Ce qui y correspond ici",
)
# Two actions that look alike and that someone has compared; no link of the graph.
COMPARED = LinkType(
    "arrimages",
    ("action",),
    "a été comparé à",
    "a été comparé à",
    "Comparé à",
    "Comparé à",
    symmetric=True,
)
MENTIONS = LinkType(
    "mention", (), "mentionne", "est mentionné dans", "Mentionne", "Aussi mentionné dans"
)


def _link(link: LinkType, help_text: str, *, many: bool = True, required: bool = False) -> Field:
    return Field(
        link.key, FieldType.LINK, link.label, help_text, required=required, many=many, link=link
    )


# --- Statuses and genres ---------------------------------------------------------------------

STATUSES = (
    Choice("a-venir", "À venir", phase=Phase.BEFORE),
    Choice("en-cours", "En cours", phase=Phase.DURING),
    Choice("en-continu", "En continu", phase=Phase.ONGOING),
    Choice("realisee", "Réalisé", "Réalisée", phase=Phase.DONE),
    Choice("reportee", "Reporté", "Reportée", phase=Phase.STOPPED),
    Choice("abandonnee", "Abandonné", "Abandonnée", phase=Phase.STOPPED),
)
POLICY_STATUSES = (
    Choice("en-preparation", "En préparation", phase=Phase.BEFORE),
    Choice("en-vigueur", "En vigueur", phase=Phase.DURING),
    Choice("echue", "Échu", "Échue", phase=Phase.DONE),
    Choice("remplacee", "Remplacé", "Remplacée", phase=Phase.DONE),
)
NATURES = (
    Choice("principe", "Principe", hidden=True),
    Choice("valeur", "Valeur", noun=Noun("valeur", "valeurs", FEMININE)),
    Choice("finalite", "Finalité"),
    Choice("moyen", "Moyen"),
    Choice("condition", "Condition"),
)
POLICY_GENRES = (
    Choice("politique", "Politique", hidden=True),
    Choice("cadre", "Cadre", noun=Noun("cadre", "cadres", MASCULINE)),
    Choice("strategie", "Stratégie", noun=Noun("stratégie", "stratégies", FEMININE)),
    Choice("plan", "Plan", noun=Noun("plan", "plans", MASCULINE)),
    Choice("reglement", "Règlement", noun=Noun("règlement", "règlements", MASCULINE)),
)
ACTION_GENRES = (
    Choice("action", "Action", hidden=True),
    Choice("projet", "Projet", noun=Noun("projet", "projets", MASCULINE)),
    Choice(
        "projet-structurant",
        "Projet structurant",
        noun=Noun("projet structurant", "projets structurants", MASCULINE),
    ),
    Choice("service", "Service", noun=Noun("service", "services", MASCULINE)),
)
ACTOR_GENRES = (
    Choice("conseil", "Conseil municipal", noun=Noun("conseil", "conseils", MASCULINE)),
    Choice("service", "Service municipal", noun=Noun("service", "services", MASCULINE)),
    Choice("comite", "Comité", noun=Noun("comité", "comités", MASCULINE)),
    Choice("partenaire", "Partenaire", noun=Noun("partenaire", "partenaires", MASCULINE)),
)
ACTIVITY_GENRES = (
    Choice(
        "consultation",
        "Consultation",
        noun=Noun("consultation", "consultations", FEMININE),
        hears=True,
    ),
    Choice("atelier", "Atelier", noun=Noun("atelier", "ateliers", MASCULINE), hears=True),
    Choice("synthese", "Synthèse", noun=Noun("synthèse", "synthèses", FEMININE)),
    Choice("lancement", "Lancement", noun=Noun("lancement", "lancements", MASCULINE)),
    Choice("jalon", "Jalon", noun=Noun("jalon", "jalons", MASCULINE)),
)
DECISION_GENRES = (
    Choice("resolution", "Résolution", noun=Noun("résolution", "résolutions", FEMININE)),
    Choice(
        "crible",
        "Projet passé au crible",
        noun=Noun("passage au crible", "passages au crible", MASCULINE),
    ),
)
ANSWERS = (
    Choice("contribue", "Contribue", phase=Phase.DONE),
    Choice("neutre", "Neutre", phase=Phase.ONGOING),
    Choice("tension", "En tension", phase=Phase.STOPPED, wants=(("P604", "arbitrage"),)),
    Choice("sans-objet", "Sans objet", phase=Phase.BEFORE),
)
RESULTS = (
    Choice("fait", "Fait", "Faite", phase=Phase.DONE),
    Choice("en-partie", "Fait en partie", "Faite en partie", phase=Phase.DURING),
    Choice("pas-fait", "Pas fait", "Pas faite", phase=Phase.BEFORE),
    Choice("reporte", "Reporté", "Reportée", phase=Phase.STOPPED),
)
OUTCOMES = (
    Choice("maintenue", "Maintenu", "Maintenue", owes=("devient",)),
    Choice("fusionnee", "Fusionné", "Fusionnée", owes=("devient",)),
    Choice("modifiee", "Modifié", "Modifiée", owes=("devient",)),
    Choice("abandonnee", "Abandonné", "Abandonnée", owes=("raison",)),
)
RECEPTIONS = (
    Choice("retenu", "Retenu", phase=Phase.DONE, wants=(("P314", "nourrit"),)),
    Choice(
        "en-partie",
        "Retenu en partie",
        phase=Phase.DURING,
        wants=(("P313", "raison"), ("P314", "nourrit")),
    ),
    Choice("a-l-etude", "À l’étude", phase=Phase.BEFORE),
    Choice("non-retenu", "Non retenu", phase=Phase.STOPPED, wants=(("P313", "raison"),)),
)

# --- Fields ----------------------------------------------------------------------------------

SOURCE_FIELDS = (
    Field("cle", FieldType.IDENTIFIER, "Clé", "Mot court pour citer cette source dans une valeur."),
    Field("titre", FieldType.LINE, "Titre", "Titre du document ou de l’article.", required=True),
    Field("url", FieldType.URL, "Adresse", "Adresse Web de la source."),
    Field("date", FieldType.DATE, "Date", "Date de publication."),
    Field("note", FieldType.LINE, "Note", "Ce que la source établit ou ce dont il faut se méfier."),
)
_SOURCE_KEY = Field("source", FieldType.LINE, "Source", "Clé d’une des sources de la page.")


def _sources(help_text: str) -> Field:
    record = FieldType.RECORD
    return Field("sources", record, "Sources", help_text, many=True, fields=SOURCE_FIELDS)


def _genre(help_text: str, choices: tuple[Choice, ...]) -> Field:
    return Field("genre", FieldType.CHOICE, "Genre", help_text, choices=choices)


TITLE = Field("titre", FieldType.LINE, "Titre", "Nom court, en casse de phrase.", required=True)
SUMMARY = Field(
    "en_bref",
    FieldType.TEXT,
    "En bref",
    "L’essentiel en une phrase, dans les mots de tous les jours.",
)
FORMER_IDS = Field(
    "anciens_ids",
    FieldType.IDENTIFIER,
    "Anciens identifiants",
    "Identifiants d’avant, pour que les anciens liens mènent encore ici.",
    many=True,
)
TYPE = Field(
    "type", FieldType.IDENTIFIER, "Type", "Le type d’entrée, quand le dossier ne le dit pas."
)
COMMON = (
    TITLE,
    SUMMARY,
    TYPE,
    Field(
        "aussi_nomme",
        FieldType.LINE,
        "Aussi nommé",
        "Autres noms sous lesquels on trouve la même chose.",
        many=True,
    ),
    FORMER_IDS,
    Field(
        "anciennes_adresses",
        FieldType.ADDRESS,
        "Anciennes adresses",
        "Adresses où cette page a déjà été publiée, depuis la racine du site; elles mènent ici.",
        many=True,
    ),
    Field("ordre", FieldType.INTEGER, "Ordre", "Rang dans les listes; sinon, ordre alphabétique."),
    Field("illustration", FieldType.PICTURE, "Illustration", "Identifiant dans illustrations.yml."),
    Field("avis", FieldType.TEXT, "Avis", "Mise en garde affichée en haut de la page."),
    Field("verifie_le", FieldType.DATE, "Vérifié le", "Dernière fois que la page a été relue."),
    Field(
        "faits",
        FieldType.RECORD,
        "Faits et chiffres",
        "Un libellé et une valeur, ou plusieurs quand les sources divergent.",
        many=True,
        fields=(
            Field("libelle", FieldType.LINE, "Libellé", "Ce que dit la valeur.", required=True),
            Field(
                "valeur",
                FieldType.SOURCED,
                "Valeur",
                "Une valeur, ou une liste de {{valeur, source}}.",
                required=True,
            ),
        ),
    ),
    _sources("D’où vient ce que dit la page."),
)
ANNOUNCED = Field(
    "annonce",
    FieldType.COUNTS,
    "Nombre annoncé",
    "Nombre annoncé d’éléments, même si tous ne sont pas documentés ici.",
)
PERIOD = Field("periode", FieldType.PERIOD, "Période", "Quand : 2023/2028, 2018/.., 2022-02.")
_TENSION = _link(IN_TENSION, "Ce avec quoi il faut arbitrer.")
_TENSIONS = Field(
    "tensions",
    FieldType.RECORD,
    "Tensions arbitrées",
    "Ce avec quoi cela est en tension, et comment le conseil a tranché.",
    many=True,
    fields=(
        _link(
            replace(IN_TENSION, key="avec"),
            "Ce avec quoi il faut arbitrer.",
            many=False,
            required=True,
        ),
        Field("arbitrage", FieldType.LINE, "Arbitrage", "Ce qui a été tranché."),
        _link(ARBITRATED_BY, "La décision qui a tranché.", many=False),
        Field("jusqu_au", FieldType.DATE, "Jusqu’au", "Le jour où il faudra y revenir."),
    ),
)
_REFERENCES = _link(CORRESPONDS, "Éléments d’un cadre extérieur, comme ldd:prevention ou odd:11.")
_GROUPS = _link(FOR_GROUPS, "{groupe.all} à qui cela s’adresse.")
_THEMES = _link(ABOUT, "Les thèmes dont il est question.")
_RESPONSIBLE = _link(CARRIED_BY, "Le service, le comité ou l’organisme qui porte cela.", many=False)
_PARTNERS = _link(SUPPORTED_BY, "Les services et organismes qui appuient.")
_BORN_OF = _link(
    BORN_OF, "Ce qui a fait naître cela : {politique.one}, {activite.one}, {action.one}."
)
_APPLIES = _link(APPLIES, "Ce qui s’applique ici directement : {principe.one}, ou plusieurs.")

OBJECTIVE = Kind(
    "objectif",
    "objective",
    Noun("objectif", "objectifs", MASCULINE),
    "",
    fields=(
        Field(
            "id",
            FieldType.IDENTIFIER,
            "Identifiant",
            "Nom court, unique dans la page.",
            required=True,
        ),
        TITLE,
        SUMMARY,
        TYPE,
        _link(
            PART_OF_OBJECTIVE,
            "Ce dont cela fait partie : {objectif.one} plus large, par son nom dans la page.",
            many=False,
        ),
        ANNOUNCED,
        Field("texte_adopte", FieldType.TEXT, "Texte adopté", "La formulation officielle."),
        FORMER_IDS,
        _APPLIES,
        _GROUPS,
        _THEMES,
        _REFERENCES,
        _TENSION,
        _TENSIONS,
    ),
    introduction="Ce que cherche à atteindre {politique.every}.",
    introduction_alone="Ce que l’on cherche à atteindre.",
    counts="action",
    wants_summary=False,
    wants_links=(("P304", "realise"),),
    worded_by=("titre", "en_bref"),
    inside=PART_OF_POLICY,
    inside_parent=PART_OF_OBJECTIVE,
    is_versioned=True,
)
CHAPTER = Kind(
    "chapitre",
    "chapter",
    Noun("chapitre", "chapitres", MASCULINE),
    "recit",
    fields=(
        *COMMON,
        _link(TELLS, "{principe.all} que cette scène donne à voir."),
        Field(
            "citations",
            FieldType.RECORD,
            "Paroles entendues",
            "Ce que des gens ont dit, mis en valeur dans la scène.",
            many=True,
            fields=(
                Field("texte", FieldType.LINE, "Parole", "Ce qui a été dit.", required=True),
                Field("qui", FieldType.LINE, "Qui", "Comme « une élève »; jamais un nom."),
                Field("nom", FieldType.LINE, "Nom", "Le nom, avec le consentement de la personne."),
                Field(
                    "consentement",
                    FieldType.BOOLEAN,
                    "Consentement",
                    "« oui » si la personne accepte que son nom soit publié.",
                ),
                _link(HEARD_AT, "L’activité où cela a été dit.", many=False),
            ),
        ),
    ),
    in_menu=True,
    introduction="La vision, scène par scène.",
)
PRINCIPLE = Kind(
    "principe",
    "principle",
    Noun("principe", "principes", MASCULINE),
    "principes",
    fields=(
        *COMMON,
        Field(
            "nature",
            FieldType.CHOICE,
            "Nature",
            "De quelle sorte il s’agit.",
            choices=NATURES,
        ),
        _link(SPECIFIES, "Ce que cette entrée précise : {principe.one} plus large.", many=False),
        Field(
            "questions",
            FieldType.LINE,
            "Questions à se poser",
            "Les questions que l’on pose à un projet en son nom.",
            many=True,
        ),
        ANNOUNCED,
        _REFERENCES,
        _TENSION,
        _TENSIONS,
        _BORN_OF,
    ),
    in_menu=True,
    introduction="Ce à quoi {politique.every} et {action.every} doivent répondre.",
    introduction_alone="Ce qui guide tout le reste.",
    in_navigation=True,
    counts="principe",
    wants_dependents=True,
    worded_by=("titre", "en_bref"),
    is_versioned=True,
)
POLICY = Kind(
    "politique",
    "policy",
    Noun("politique", "politiques", FEMININE),
    "politiques",
    fields=(
        *COMMON,
        _genre("De quelle sorte de document il s’agit.", POLICY_GENRES),
        Field(
            "statut", FieldType.CHOICE, "Statut", "Où en est le document.", choices=POLICY_STATUSES
        ),
        Field(
            "adoption",
            FieldType.SOURCED,
            "Adoption",
            "Date de l’adoption par le conseil.",
            dates=True,
        ),
        PERIOD,
        _link(
            UNDER,
            "Ce qui encadre cette entrée et dont elle hérite : {politique.one}, ou plusieurs.",
        ),
        Field(
            "s_impose_a_tout",
            FieldType.BOOLEAN,
            "S’impose à tout",
            "Oui si {principe.all} qui s’y appliquent valent pour tout ce que l’on fait ici.",
        ),
        _APPLIES,
        Field(
            "objectifs",
            FieldType.RECORD,
            "{objectif.plural}",
            "{objectif.all} que l’on se donne.",
            many=True,
            fields=OBJECTIVE.fields,
            entries=OBJECTIVE.key,
        ),
        ANNOUNCED,
        _GROUPS,
        _THEMES,
        _RESPONSIBLE,
        _PARTNERS,
        _BORN_OF,
        _link(REPLACES, "Ce que cette entrée remplace."),
        _REFERENCES,
        _TENSION,
        _TENSIONS,
    ),
    in_menu=True,
    introduction="Les engagements que la municipalité a pris par écrit.",
    in_navigation=True,
    counts="action",
    leads_to=("P303", "principe"),
    is_versioned=True,
)
ACTION = Kind(
    "action",
    "action",
    Noun("action", "actions", FEMININE),
    "actions",
    fields=(
        *COMMON,
        _genre("De quelle sorte il s’agit.", ACTION_GENRES),
        Field("statut", FieldType.CHOICE, "Statut", "Où l’on en est.", choices=STATUSES),
        PERIOD,
        Field(
            "etapes",
            FieldType.RECORD,
            "Étapes",
            "Les moments marquants.",
            many=True,
            fields=(
                Field("quand", FieldType.PERIOD, "Quand", "Date ou période.", required=True),
                Field("titre", FieldType.LINE, "Titre", "Ce qui se passe.", required=True),
                _SOURCE_KEY,
            ),
        ),
        Field(
            "bilans",
            FieldType.RECORD,
            "Bilans",
            "Année par année, ce qui était prévu et ce qui a été fait, dans les mots de l’équipe.",
            many=True,
            fields=(
                Field(
                    "annee",
                    FieldType.INTEGER,
                    "Année",
                    "L’année du bilan.",
                    required=True,
                    dates=True,
                ),
                Field("prevu", FieldType.LINE, "Prévu", "Ce qui était prévu cette année-là."),
                Field("resultat", FieldType.CHOICE, "Résultat", "Où on en est.", choices=RESULTS),
                Field("fait", FieldType.LINE, "Fait", "Ce qui a été fait."),
                Field(
                    "ecart", FieldType.LINE, "Écart", "Pourquoi ce n’est pas ce qui était prévu."
                ),
                _SOURCE_KEY,
            ),
        ),
        _link(
            ACHIEVES,
            "Ce que cela réalise : {objectif.one}, qui s’écrit `page#id`, ou {politique.one}.",
        ),
        _link(PART_OF_ACTION, "Le projet plus large dont cela fait partie."),
        _APPLIES,
        ANNOUNCED,
        _GROUPS,
        _THEMES,
        _RESPONSIBLE,
        _PARTNERS,
        _BORN_OF,
        _REFERENCES,
        _TENSION,
        _TENSIONS,
    ),
    in_menu=True,
    introduction="Ce qui se fait sur le terrain.",
    counts="action",
    leads_to=("P305", "principe"),
    is_versioned=True,
)
GROUP = Kind(
    "groupe",
    "group",
    Noun("groupe", "groupes", MASCULINE),
    "groupes",
    fields=(
        *COMMON,
        Field(
            "en_phrase",
            FieldType.LINE,
            "Dans une phrase",
            "Le nom avec son article, comme « les familles », quand le titre ne suffit pas.",
        ),
        _link(JOINS, "{groupe.all} dont on fait partie à la fois, pour une combinaison."),
    ),
    introduction="Les personnes à qui s’adressent {politique.all}; on fait souvent partie de "
    "plusieurs {groupe.plural}.",
    introduction_alone="Les personnes à qui s’adresse ce qui se fait ici.",
    is_versioned=True,
)
THEME = Kind(
    "theme",
    "theme",
    Noun("thème", "thèmes", MASCULINE),
    "themes",
    fields=COMMON,
    introduction="De quoi parlent {politique.all} et {action.all}.",
    introduction_alone="De quoi il est question ici.",
    wants_summary=False,
)
ACTOR = Kind(
    "acteur",
    "actor",
    Noun("acteur", "acteurs", MASCULINE),
    "acteurs",
    fields=(
        *COMMON,
        _genre("Conseil, service, comité ou partenaire.", ACTOR_GENRES),
        Field("courriel", FieldType.LINE, "Courriel", "Adresse du service, jamais d’une personne."),
        Field("telephone", FieldType.LINE, "Téléphone", "Numéro du service."),
    ),
    introduction="Les services, les comités et les partenaires qui portent {action.all}.",
    introduction_alone="Les services, les comités et les partenaires.",
)
ACTIVITY = Kind(
    "activite",
    "activity",
    Noun("activité", "activités", FEMININE),
    "demarche",
    fields=(
        *COMMON,
        _genre("Consultation, atelier, synthèse, lancement ou jalon.", ACTIVITY_GENRES),
        Field("quand", FieldType.PERIOD, "Quand", "Date ou période.", required=True),
        Field("participants", FieldType.SOURCED, "Participation", "Combien de personnes."),
        Field(
            "participer",
            FieldType.RECORD,
            "Participer",
            "Jusqu’à quand on peut participer, et comment; sans Internet aussi.",
            fields=(
                Field(
                    "jusqu_au",
                    FieldType.DATE,
                    "Jusqu’au",
                    "Le dernier jour pour participer.",
                    required=True,
                ),
                Field("telephone", FieldType.LINE, "Téléphone", "Le numéro où donner son avis."),
                Field("adresse", FieldType.LINE, "Sur papier", "Où déposer ou poster son avis."),
                Field("lieu", FieldType.LINE, "En personne", "Où se rendre, et quand."),
                Field("courriel", FieldType.LINE, "Par courriel", "Adresse où écrire."),
                Field("en_ligne", FieldType.URL, "En ligne", "Adresse Web du questionnaire."),
                Field(
                    "precisions",
                    FieldType.TEXT,
                    "Précisions",
                    "Ce qui aide à participer : garde d’enfants, transport, interprète.",
                ),
            ),
        ),
        _GROUPS,
        _THEMES,
        _RESPONSIBLE,
        _PARTNERS,
        _link(
            PART_OF_PROCESS,
            "Ce dont cela fait partie : {action.one}, ou {activite.one} plus large.",
        ),
        _link(FEEDS, "Ce que cela a nourri."),
        Field(
            "apports",
            FieldType.RECORD,
            "Ce qui a été entendu",
            "Ce que les gens ont dit et ce que c’est devenu.",
            many=True,
            fields=(
                Field(
                    "texte",
                    FieldType.LINE,
                    "Ce qui a été dit",
                    "Sans nommer personne.",
                    required=True,
                ),
                Field(
                    "suite", FieldType.CHOICE, "Suite", "Ce qui en a été fait.", choices=RECEPTIONS
                ),
                Field(
                    "raison", FieldType.LINE, "Raison", "Pourquoi, surtout si ce n’est pas retenu."
                ),
                _link(FEEDS, "Ce que l’apport a nourri."),
            ),
        ),
        ANNOUNCED,
    ),
    in_menu=True,
    introduction="Comment on a écrit la vision et {politique.all}, étape par étape.",
    introduction_alone="Comment on en est arrivé là, étape par étape.",
    counts="activite",
    wants_summary=False,
    by_date=True,
    is_process=True,
)
DECISION = Kind(
    "decision",
    "decision",
    Noun("décision", "décisions", FEMININE),
    "decisions",
    fields=(
        *COMMON,
        _genre("Résolution ou projet passé au crible.", DECISION_GENRES),
        Field("numero", FieldType.LINE, "Numéro", "Numéro de la résolution."),
        Field("quand", FieldType.PERIOD, "Quand", "Date de la décision.", required=True),
        _link(ADOPTS, "Ce que la décision adopte."),
        _link(AMENDS, "Ce que la décision modifie."),
        _link(REPLACES, "Ce que la décision remplace."),
        _link(ENDS, "Ce à quoi la décision met fin."),
        _link(EXAMINES, "Le projet ou le document passé au crible."),
        _APPLIES,
        Field(
            "crible",
            FieldType.RECORD,
            "Passage au crible",
            "Ce que l’on a trouvé, et ce qui manque, au regard de ce que l’on applique.",
            many=True,
            fields=(
                Field(
                    "principe",
                    FieldType.LINK,
                    "Principe",
                    "Ce au nom de quoi l’on regarde : {principe.one}.",
                    link=APPLIES,
                ),
                Field(
                    "lentille",
                    FieldType.IDENTIFIER,
                    "Lentille",
                    "Ou la lentille de lentilles.yml à travers laquelle on regarde.",
                ),
                Field(
                    "reponse",
                    FieldType.CHOICE,
                    "Réponse",
                    "Contribue, neutre, en tension ou sans objet.",
                    choices=ANSWERS,
                ),
                Field("constat", FieldType.LINE, "Constat", "Ce que l’on a trouvé, et pourquoi."),
                Field("manque", FieldType.LINE, "Ce qui manque", "Ce que l’on ne sait pas encore."),
                Field(
                    "arbitrage", FieldType.LINE, "Arbitrage", "Comment une tension a été tranchée."
                ),
                _link(ARBITRATED_WITH, "Qui a tranché.", many=False),
                Field("jusqu_au", FieldType.DATE, "Jusqu’au", "Le jour où il faudra y revenir."),
                _SOURCE_KEY,
            ),
        ),
        _RESPONSIBLE,
        _PARTNERS,
        _GROUPS,
        _BORN_OF,
    ),
    introduction="Ce que le conseil a décidé, et au nom de quoi.",
    by_date=True,
)
INDICATOR = Kind(
    "indicateur",
    "indicator",
    Noun("indicateur", "indicateurs", MASCULINE),
    "indicateurs",
    fields=(
        *COMMON,
        Field("unite", FieldType.LINE, "Unité", "Ce que l’on compte : %, personnes, tonnes."),
        Field("depart", FieldType.SOURCED, "Départ", "Valeur de départ."),
        Field("cible", FieldType.SOURCED, "Cible", "Valeur visée, avec son échéance."),
        Field(
            "valeurs",
            FieldType.RECORD,
            "Valeurs",
            "Les valeurs mesurées, datées et sourcées.",
            many=True,
            fields=(
                Field("quand", FieldType.PERIOD, "Quand", "Date ou période.", required=True),
                Field("valeur", FieldType.SOURCED, "Valeur", "La valeur.", required=True),
                Field("note", FieldType.LINE, "Note", "Ce qu’il faut savoir pour la lire."),
            ),
        ),
        _link(
            MEASURES,
            "Ce que l’on mesure : {principe.one}, {politique.one}, {objectif.one} ou {action.one}.",
        ),
        _RESPONSIBLE,
    ),
    introduction="Ce que l’on mesure pour savoir si l’on avance.",
)
FORMER_MEASURE = Kind(
    "mesure_ancienne",
    "former_measure",
    Noun("mesure ancienne", "mesures anciennes", FEMININE),
    "concordance",
    fields=(
        *COMMON,
        Field("politique_ancienne", FieldType.LINE, "Ancien texte", "D’où vient la mesure."),
        Field("suite", FieldType.CHOICE, "Suite", "Ce qu’elle est devenue.", choices=OUTCOMES),
        Field("raison", FieldType.LINE, "Raison", "Pourquoi."),
        _link(BECOMES, "Ce que la mesure est devenue."),
        _GROUPS,
        _THEMES,
    ),
    introduction="Ce à quoi on s’était engagé avant, et ce que c’est devenu.",
    is_concordance=True,
    wants_summary=False,
)
TERM = Kind(
    "terme",
    "term",
    Noun("terme", "termes", MASCULINE),
    "",
    fields=(
        TITLE,
        Field(
            "definition", FieldType.TEXT, "Définition", "Le mot expliqué simplement.", required=True
        ),
        Field("aussi_nomme", FieldType.LINE, "Aussi nommé", "Autres formes du mot.", many=True),
        _sources("D’où vient la définition."),
    ),
    introduction="Les mots de la vision et de ses textes, expliqués simplement.",
    wants_summary=False,
)
REFERENCE = Kind(
    "reference",
    "reference",
    Noun("élément de référence", "éléments de référence", MASCULINE),
    "",
    fields=(
        TITLE,
        SUMMARY,
        Field("numero", FieldType.LINE, "Numéro", "Numéro ou lettre dans le cadre."),
    ),
    introduction="Les cadres extérieurs auxquels la municipalité se compare.",
    wants_summary=False,
)
PAGE = Kind(
    "page",
    "page",
    Noun("page", "pages", FEMININE),
    "",
    fields=COMMON,
    wants_summary=False,
)

KINDS: tuple[Kind, ...] = (
    CHAPTER,
    PRINCIPLE,
    POLICY,
    OBJECTIVE,
    ACTION,
    GROUP,
    THEME,
    ACTOR,
    ACTIVITY,
    DECISION,
    INDICATOR,
    FORMER_MEASURE,
    TERM,
    REFERENCE,
    PAGE,
)
KIND_BY_KEY = {kind.key: kind for kind in KINDS}

# A record of a framework file: what a town writes to add an outside framework of its own.
FRAMEWORK_FIELDS = (
    Field(
        "cle",
        FieldType.IDENTIFIER,
        "Clé",
        "Ce qui précède le deux-points dans un lien.",
        required=True,
    ),
    TITLE,
    SUMMARY,
    Field("nom_court", FieldType.LINE, "Nom court", "Nom pour les listes."),
    Field("avis", FieldType.TEXT, "Avis", "Portée et limites du cadre."),
    Field(
        "iri",
        FieldType.URL,
        "Identifiant public",
        "Ce par quoi commence l’identifiant public de chaque élément, avant le sien, pour les "
        "données liées.",
        leads=False,
    ),
    _sources("D’où viennent les libellés."),
    Field(
        "elements",
        FieldType.RECORD,
        "Éléments",
        "Les éléments du cadre, dans l’ordre.",
        required=True,
        many=True,
        fields=(
            Field(
                "id",
                FieldType.IDENTIFIER,
                "Identifiant",
                "Ce qui suit le deux-points.",
                required=True,
            ),
            *REFERENCE.fields,
        ),
        entries=REFERENCE.key,
    ),
)

ILLUSTRATION_FIELDS = (
    Field(
        "fichier",
        FieldType.LINE,
        "Fichier",
        "Nom du fichier dans le dossier des illustrations.",
        required=True,
    ),
    Field("alt", FieldType.LINE, "Texte de remplacement", "Ce que l’on voit, en une phrase."),
    Field("description", FieldType.TEXT, "Description", "La scène racontée à qui ne la voit pas."),
    Field("legende", FieldType.LINE, "Légende", "Phrase imprimée sous l’image."),
    Field("credit", FieldType.LINE, "Crédit", "Qui a fait l’image."),
    Field("licence", FieldType.LINE, "Licence", "À quelles conditions on peut la reprendre."),
    Field(
        "foyer",
        FieldType.POINT,
        "Point d’intérêt",
        "Où regarder, en % de la largeur et de la hauteur.",
    ),
    Field("decorative", FieldType.BOOLEAN, "Décorative", "Oui si l’image n’apprend rien."),
    Field(
        "reperes",
        FieldType.RECORD,
        "Repères",
        "Des liens posés sur l’image, qui en font une carte.",
        many=True,
        fields=(
            Field(
                "x", FieldType.NUMBER, "x", "En % de la largeur, depuis la gauche.", required=True
            ),
            Field("y", FieldType.NUMBER, "y", "En % de la hauteur, depuis le haut.", required=True),
            _link(SHOWN_AT, "L’entrée où mène le repère.", many=False, required=True),
            Field("libelle", FieldType.LINE, "Libellé", "Ce que l’on voit à cet endroit."),
        ),
    ),
)
