"""The links that several kinds declare, with a verb each way."""

from dataclasses import replace

from parapluie.vocabulary.fields import LinkType

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
# What was asked of a project in the name of a principle says nothing yet of what was answered.
LOOKED_FOR = LinkType(
    "regarde",
    ("principe",),
    "a été regardé au nom de",
    "a servi à regarder",
    "Regardé au nom de",
    "Ce que l’on a regardé en son nom",
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
# An objective of another plan is answered: what answers is not among what achieves it.
UNDER = LinkType(
    "releve_de",
    ("politique", "objectif"),
    "relève de",
    "encadre",
    "Relève de",
    "Ce qui en relève",
    carries_dependence=True,
    verbs=(("objectif", "répond à"),),
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
PLANS = PART_OF_POLICY.targets  # what holds objectives, and what others hang on
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
    verbs=(("politique", "met en œuvre"),),
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
ANSWERS = LinkType(
    "repond_a",
    ("besoin",),
    "répond à",
    "trouve réponse dans",
    "Répond à",
    "Ce qui y répond",
)
CHANGES = LinkType(
    "mene_a",
    (),
    "a mené à",
    "vient de la question",
    "Ce que cela a changé",
    "Questions reçues",
)
JOINS = LinkType(
    "reunit",
    ("groupe",),
    "réunit",
    "fait partie de la combinaison",
    "Réunit",
    "Fait partie des combinaisons",
)
# Who is meant: what is for the wider group is for the narrower one.
PART_OF_GROUP = LinkType(
    "fait_partie_de",
    ("groupe",),
    "fait partie de",
    "comprend",
    "Fait partie de",
    "Comprend",
    narrows=True,
)
PART_OF_THEME = LinkType(
    "parent",
    ("theme",),
    "fait partie de",
    "comprend",
    "Fait partie de",
    "Comprend",
    narrows=True,
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
REPLACES = LinkType(
    "remplace", ("politique", "action"), "remplace", "est remplacé par", "Remplace", "Remplacement"
)
REPLACES_POLICY = replace(REPLACES, targets=("politique",))
REPLACES_ACTION = replace(REPLACES, targets=("action",))
MERGED_INTO = LinkType(
    "fusionnee_dans",
    ("action",),
    "est fusionné dans",
    "regroupe ce qui était",
    "Maintenant dans",
    "Regroupe ce qui était",
)
_DECIDED = ("principe", "politique", "objectif", "action")
ADOPTS = LinkType(
    "adopte",
    _DECIDED,
    "adopte",
    "est adopté par",
    "Adopte",
    "Adoption",
    # A council adopts policies far more often.
    yielding=("principe",),
)
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
    "decision", ("decision",), "est arbitré par", "arbitre", "Tranché par", "Arbitre"
)
AWAITED_FROM = LinkType(
    "qui",
    ("acteur",),
    "attend",
    "est attendu par",
    "Attend une réponse de",
    "Ce qu’on en attend",
    said=("conseil",),
)
ARBITRATED_WITH = LinkType(
    "arbitre_par", ("acteur",), "est arbitré par", "arbitre", "Tranché par", "Arbitre"
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
