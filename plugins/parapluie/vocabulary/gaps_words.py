"""French of what is missing: each kind of gap, why it matters, and what to do next.

In texts, `{action.plural}` and the like are the town's own words; other braces hold an entry or a
number of the finding.
"""

from dataclasses import dataclass

PAGE_TITLE = "Failles"
PAGE_PATH = "failles.md"
REVIEWED_FILE = "arrimages.yml"


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind of gap."""

    key: str
    title: str
    why: str


IDLE = Gap(
    "principes",
    "Des {principe.plural} que rien ne fait vivre aujourd’hui",
    "Un engagement qui n’a plus que du passé, ou que de l’avenir, finit par ne plus se voir.",
)
UNSERVED = Gap(
    "objectifs",
    "Des {objectif.plural} que rien ne réalise",
    "On s’y est engagé par écrit, et rien ici ne dit comment on y arrivera.",
)
FORGOTTEN = Gap(
    "groupes",
    "Des {groupe.plural} à qui rien ne s’adresse",
    "Vos textes parlent de ces personnes, et rien de ce qui se fait ne les nomme.",
)
APART = Gap(
    "services",
    "Des {acteur.plural} qui ne travaillent jamais ensemble",
    "Ils visent la même chose chacun de son côté, ou n’ont jamais personne à leurs côtés.",
)
ALIKE = Gap(
    "arrimer",
    "À arrimer?",
    "Ces {action.plural} disent presque la même chose, et ne relèvent pas du même service ou du "
    "même texte.",
)
INDISTINCT = Gap(
    "distinguer",
    "Des {principe.plural} que rien ne distingue",
    "Les mêmes liens mènent à chacun : leurs pages disent la même chose.",
)
THIN = Gap(
    "fiches",
    "Des {action.plural} dont il manque l’essentiel",
    "Sans responsable, sans période, sans public ou sans relecture récente, on ne peut ni suivre "
    "ni rendre compte.",
)
UNPROVEN = Gap(
    "preuves",
    "Des {action.plural} dites réalisées, sans preuve",
    "Une phrase et une source suffisent pour que chaque personne puisse le constater. Cela ne se "
    "demande que là où d’autres pages donnent déjà leur preuve.",
)
STRUCTURING = Gap(
    "structurants",
    "Des projets structurants",
    "Ce ne sont pas des failles, mais des appuis : ce qui sert le plus de {politique.plural} et "
    "d’{objectif.plural} à la fois.",
)
# In the order in which the page shows them.
GAPS = (IDLE, UNSERVED, FORGOTTEN, APART, ALIKE, INDISTINCT, THIN, UNPROVEN)

# --- Reasons and next steps ---

NO_ACTION = "{action.none} ne dépend de {entry}."
ALL_IDLE = "Tout ce qui sert {entry} attend, est terminé ou s’est arrêté : {statuses}."
IDLE_STEP = (
    "Reliez-y ce qui se fait déjà, ou préparez autre chose. S’il est normal d’attendre, dites-le "
    "dans la page."
)
NOT_ACHIEVED = "Rien ne réalise {entry} de {policy}."
ACHIEVE_STEP = "Reliez-y ce qui se fait déjà, par la clé `realise`, ou préparez autre chose."
NOBODY = "Rien ne s’adresse à {entry}."
NOBODY_STEP = (
    "Nommez ces personnes, par la clé `groupes`, dans ce qui les concerne déjà; ou demandez-leur "
    "ce qui leur manque."
)
SEPARATE = "{entry} et {other} servent {target}, sans rien faire ensemble."
SEPARATE_STEP = (
    "Nommez l’un parmi les `partenaires` de ce que l’autre porte, ou dites ce qui les distingue."
)
ALONE = "{entry} porte {number}, toujours sans autre service ni partenaire."
ALONE_STEP = "Demandez-vous qui d’autre s’en sert ou y contribue déjà, et nommez-le."
NEARLY_SAME = "{entry} et {other} se ressemblent à {percent} %, et n’ont pas {difference}."
DIFFERENT = {"responsable": "le même service", "realise": "les mêmes engagements"}
ALIKE_STEP = (
    "Reliez-les (`fait_partie_de`, `partenaires`) ou n’en gardez qu’une page. Si elles sont "
    "bien distinctes, écrivez-le dans `contenu/{file}` : `{first}: [{second}]`"
)
SAME_LINKS = "Rien ne distingue {gaps} : {origins} les nomment ensemble."
SAME_LINKS_ONE = "Rien ne distingue {gaps} : {origins} les nomme ensemble."
SAME_LINKS_STEP = (
    "Dites pourquoi (`parce_que`) sur un seul de ces liens, ou reliez-y ce qui ne sert que l’un "
    "de ces engagements. Si les sources ne disent pas plus, laissez : la page l’avoue."
)
MISSING = "Il manque à {entry} : {fields}."
MISSING_FIELDS = {
    "statut": "où l’on en est",
    "responsable": "qui s’en occupe",
    "periode": "quand",
    "groupes": "pour qui",
    "verifie_le": "une relecture récente",
}
MISSING_STEP = "Remplissez {fields} dans `{file}`."
NO_PROOF = "Rien ne montre encore que {entry} est chose faite."
PROOF_STEP = "Écrivez ce que l’on peut constater sous `preuve`, dans `{file}`."
SERVES = "{entry} sert {served}."
SERVES_STEP = (
    "Protégez-le quand vient le budget, racontez-le, et cherchez qui d’autre pourrait y gagner."
)

# --- Small sets ---

SET_TITLE = "Peu de gestes, plusieurs failles"
SET_WHY = (
    "Ce qui existe déjà tout près pourrait combler plus d’une faille. À chaque tour, on prend ce "
    "qui est proche du plus grand nombre de failles qui restent : même {politique.singular}, même "
    "{groupe.singular}, ou {principe.singular} d’à côté. Ce n’est qu’une piste : vous seuls savez "
    "si le rapprochement est vrai."
)
SET_SUM = "{actions} combleraient {closed} failles sur {total}."
SET_SUM_ONE = "{actions} comblerait {closed} failles sur {total}."
SET_REASON = "{entry} est proche de {gaps}."
SET_STEP = "Si c’est vrai, reliez-les dans `{file}`."

# --- Reasons that are said ---

REASONS_TITLE = "Ce qui dit pourquoi"
REASONS_SAID = (
    "aucun lien sur {number} ne dit pourquoi",
    "1 lien sur {number} dit pourquoi",
    "{said} liens sur {number} disent pourquoi",
)
REASONS_ALONE = ("le seul lien ne dit pas pourquoi", "le seul lien dit pourquoi")
REASONS_BY = ("Par {principe.singular}", "Par {politique.singular}", "Par {acteur.singular}")
REASONS_ALL = "{title} : {said}"
REASONS_GROUP = "  {title}"
REASONS_ONE = "    {file} : {title} : {said}"

COMMAND_JSON = "Donne tout en JSON, pour une autre machine."
COMMAND_HEADING = "{title} : {number}"
COMMAND_FINDING = "  {place} : {reason}"
COMMAND_STEP = "    → {step}"
