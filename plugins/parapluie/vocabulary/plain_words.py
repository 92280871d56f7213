"""Plain language: what to look for in authors' sentences, and what to say of it.

The advice is that of public guides; the sources stand below. The pairs marked with a guide are
given by it; the others are ours, in its spirit, and a town may refuse any of them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A guide that gives the advice."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Something that makes a text harder to read than it needs to be."""

    key: str  # in the reports that programs read
    title: str
    message: str
    advice: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A word of the administration, with the plain one; `*` stands for any end of a word."""

    heavy: str
    plain: str
    source: str


SOURCES = {
    "rediger-simplement": Source(
        "Rédiger… simplement, gouvernement du Québec, 2006 (ISBN 2-550-47076-1)"
    ),
    "cles": Source(
        "Clés de la rédaction, Bureau de la traduction du Canada",
        "https://www.noslangues-ourlanguages.gc.ca/navigateur-navigator/outils-tools/clefsfp/"
        "9FUR3DczpIM8.html",
    ),
    "edsc": Source(
        "Langage clair, Rédaction, Emploi et Développement social Canada",
        "https://www.canada.ca/fr/emploi-developpement-social/programmes/"
        "directives-reglements-canadien-accessibilite/langage/redaction.html",
    ),
    "plain-train": Source(
        "Plain Train, Usage de mots appropriés",
        "http://www.lisibilite.net/PlainTrain/Francais/index4.html",
    ),
    "oqlf": Source(
        "Doublets abrégés, Banque de dépannage linguistique, Office québécois de la langue "
        "française",
        "https://vitrinelinguistique.oqlf.gouv.qc.ca/25345/banque-de-depannage-linguistique/"
        "la-redaction-et-la-communication/feminisation-et-redaction-epicene/redaction-epicene/"
        "doublets/doublets-abreges/signes-non-retenus-pour-former-des-doublets-abreges",
    ),
    "maison": Source("Nos propres paires de mots, dans l’esprit de ces guides"),
}

SENTENCE = Check(
    "phrase",
    "Phrases longues",
    "cette phrase compte {number} mots (repère : {limit}) : « {words}… »",
    "Coupez-la, ou faites une liste de ce qu’elle énumère.",
    ("rediger-simplement",),
)
PARAGRAPH = Check(
    "paragraphe",
    "Paragraphes longs",
    "ce paragraphe compte {number} mots (repère : {limit}) : « {words}… »",
    "Gardez une idée par paragraphe, et laissez tomber ce dont on peut se passer.",
    ("rediger-simplement",),
)
NOUNS = Check(
    "noms",
    "Noms enfilés",
    "« {words} » enfile {number} noms",
    "Mettez un verbe à la place d’un des noms : « mettre en œuvre la planification » devient « "
    "faire ce qui est prévu ».",
    ("rediger-simplement",),
)
WORD = Check(
    "mot",
    "Mots de l’administration",
    "« {words} » : « {plain} » se comprend plus vite",
    "Prenez le mot de tous les jours, s’il dit bien la même chose. Un mot à garder s’ajoute à "
    "l’option « mots_admis ».",
    ("rediger-simplement", "cles", "edsc", "plain-train", "maison"),
)
ACRONYM = Check(
    "sigle",
    "Sigles inexpliqués",
    "« {words} » n’est expliqué ni sur cette page ni dans les mots expliqués",
    "Écrivez-le en toutes lettres la première fois, ou ajoutez-le au glossaire : le site "
    "l’expliquera partout.",
    ("edsc",),
)
SUMMARY = Check(
    "en-bref",
    "Pages sans « en_bref »",
    "il manque « en_bref »",
    "Dites l’essentiel en une phrase, dans des mots de tous les jours.",
)
INCLUSIVE = Check(
    "epicene",
    "Écriture inclusive mêlée",
    "« {words} » ici, « {other} » {where}",
    "Tenez-vous-en à une seule façon. Dans un texte suivi, l’Office québécois de la langue "
    "française conseille les mots qui valent pour tout le monde (« la population ») et les "
    "doublets complets (« les citoyennes et les citoyens »).",
    ("oqlf",),
)
CHECKS = (SENTENCE, PARAGRAPH, NOUNS, WORD, ACRONYM, SUMMARY, INCLUSIVE)
ON_THIS_PAGE = "à la ligne {line}"
ELSEWHERE = "dans {file}"

# What a remark shows of a sentence, in words.
SHOWN_WORDS = 6

_CLES = (
    ("préalablement à", "avant"),
    ("dans le but de", "pour"),
    ("dans la mesure où", "si"),
    ("au sein de", "dans"),
    ("nonobstant", "malgré"),
    ("un nombre excessif de", "trop de"),
)
_EDSC = (
    ("subséquemment", "ensuite"),
    ("ladite", "la"),
    ("en tant que", "comme"),
    ("à titre de", "comme"),
    ("sur une période de", "pendant"),
    ("en matière de", "en, de, sur"),
    ("de nature scientifique", "scientifique"),
    ("une accumulation excessive de", "trop de"),
)
_PLAIN_TRAIN = (
    ("un nombre suffisant de", "assez de"),
    ("postérieurement à", "après"),
    ("relativement à", "quant à"),
    ("compte tenu de", "à cause de"),
)
_OURS = (
    # Little words
    ("à cet effet", "pour cela"),
    ("à ce titre", "pour cela"),
    ("à compter de", "à partir de"),
    ("à des fins de", "pour"),
    ("à l’effet que", "que"),
    ("à l’encontre de", "contre"),
    ("à l’exception de", "sauf"),
    ("à l’instar de", "comme"),
    ("à l’issue de", "après"),
    ("à titre d’exemple", "par exemple"),
    ("à titre gracieux", "gratuitement"),
    ("à titre indicatif", "pour information"),
    ("advenant", "si"),
    ("afin de", "pour"),
    ("afin que", "pour que"),
    ("antérieurement", "avant"),
    ("attendu que", "comme"),
    ("au préalable", "d’abord"),
    ("aux fins de", "pour"),
    ("ci-haut", "plus haut"),
    ("concernant", "sur"),
    ("conformément à", "selon"),
    ("conjointement avec", "avec"),
    ("considérant que", "comme"),
    ("d’ores et déjà", "déjà"),
    ("dans l’éventualité où", "si"),
    ("dans l’optique de", "pour"),
    ("dans la mesure du possible", "si possible"),
    ("dans le cadre de", "pendant, pour, avec"),
    ("dans les meilleurs délais", "vite"),
    ("dans un deuxième temps", "ensuite"),
    ("dans un premier temps", "d’abord"),
    ("de concert avec", "avec"),
    ("du fait que", "parce que"),
    ("dûment", "bien"),
    ("en ce qui a trait à", "pour"),
    ("en ce qui concerne", "pour"),
    ("en conformité avec", "selon"),
    ("en l’occurrence", "ici"),
    ("en regard de", "par rapport à"),
    ("en sus de", "en plus de"),
    ("en temps opportun", "au bon moment"),
    ("en vertu de", "selon"),
    ("en vue de", "pour"),
    ("eu égard à", "à cause de"),
    ("hormis", "sauf"),
    ("le cas échéant", "si c’est le cas"),
    ("moyennant", "contre, pour"),
    ("par l’entremise de", "par"),
    ("par l’intermédiaire de", "par"),
    ("par le biais de", "par"),
    ("par voie de", "par"),
    ("pour ce faire", "pour cela"),
    ("pour ce qui est de", "pour"),
    ("préalablement", "d’abord"),
    ("prioritairement", "d’abord"),
    ("sous réserve de", "sauf si"),
    ("subséquent*", "suivant"),
    ("suite à", "après"),
    ("sur une base annuelle", "chaque année"),
    ("sur une base régulière", "régulièrement"),
    ("sur une base volontaire", "librement"),
    ("tel que stipulé", "comme le dit"),
    ("ultérieurement", "plus tard"),
    ("susmentionné*", "nommé plus haut"),
    ("ledit", "le"),
    ("lesdit*", "les"),
    ("dudit", "du"),
    ("desdit*", "des"),
    ("y afférent*", "qui va avec"),
    ("un certain nombre de", "plusieurs"),
    ("un nombre important de", "beaucoup de"),
    ("une quantité importante de", "beaucoup de"),
    ("la totalité de", "tout"),
    # Turns
    ("il appert que", "il semble que"),
    ("il convient de", "il faut"),
    ("il importe de", "il faut"),
    ("il incombe à", "c’est le travail de"),
    ("il y a lieu de", "il faut"),
    ("il est à noter que", "notez que"),
    ("en mesure de", "pouvoir"),
    ("être à même de", "pouvoir"),
    ("dans l’obligation de", "devoir"),
    ("f(aire|ait|ont|era|eront|asse|assent) l’objet d*", "être"),
    ("porter à la connaissance de", "dire à"),
    ("prendre en considération", "tenir compte de"),
    ("donner suite à", "répondre à"),
    ("apporter (une|des) modification*", "changer"),
    ("apporter un soutien à", "aider"),
    ("procéd* à", "faire"),
    # Verbs
    ("achemin(er|e|ent|é|és|ée|ées)", "envoyer"),
    ("actualis(er|e|ent|é|és|ée|ées)", "mettre à jour"),
    ("allou(er|e|ent|é|és|ée|ées)", "accorder"),
    ("arrim(er|e|ent|é|és|ée|ées|age|ages)", "accorder, lier"),
    ("assujett*", "soumettre"),
    ("bonifi*", "améliorer"),
    ("collig*", "rassembler"),
    ("concrétis*", "réaliser"),
    ("défrayer", "payer"),
    ("diligenter", "faire"),
    ("entérin*", "approuver"),
    ("escompté*", "attendu"),
    ("finalis*", "terminer"),
    ("impuls(er|e|ent|é|ée)", "lancer"),
    ("initi(er|e|ent|é|ée) (un|une|le|la) (projet|démarche|processus)", "lancer"),
    ("maximis*", "augmenter"),
    ("minimis*", "réduire"),
    ("mise* en œuvre", "réaliser, appliquer"),
    ("m(ettre|et|ettent|ettra|ettront|is|ettant) en œuvre", "réaliser, appliquer"),
    ("opérationnalis*", "appliquer"),
    ("optimis(er|e|ent|é|és|ée|ées|ation)", "améliorer"),
    ("parach(ever|ève|èvent|evé|evée|èvement)", "terminer"),
    ("pérennis*", "faire durer"),
    ("perdur*", "durer"),
    ("préconis*", "conseiller"),
    ("prioris*", "choisir d’abord"),
    ("requérir", "demander"),
    ("requi(s|se|ses|ert|èrent)", "demander, exiger"),
    ("solutionn*", "régler"),
    ("statuer sur", "décider"),
    ("stipul*", "dire"),
    ("s’avér(er|ait|aient|é|és|ée|ées)", "être"),
    ("s’av(ère|èrent|érera)", "être"),
    ("visualis*", "voir"),
    # Nouns and adjectives
    ("adéquat*", "bon"),
    ("axe* d’intervention", "priorité"),
    ("extrant*", "résultat"),
    ("idoine*", "qui convient"),
    ("inhérent* à", "propre à"),
    ("intersectoriel*", "entre plusieurs domaines"),
    ("intrant*", "ce dont on a besoin"),
    ("livrable*", "résultat"),
    ("modalité*", "façon de faire"),
    ("multisectoriel*", "de plusieurs domaines"),
    ("obsolète*", "dépassé"),
    ("paradigme*", "façon de voir"),
    ("partie* prenante*", "les gens concernés"),
    ("pécuniaire*", "d’argent"),
    ("la problématique", "le problème"),
    ("une problématique", "un problème"),
    ("les problématiques", "les problèmes"),
    ("des problématiques", "des problèmes"),
    ("quinquennal*", "de cinq ans"),
    ("reddition* de compte*", "rendre des comptes"),
    ("ressources financières", "argent"),
    ("ressources humaines", "personnel"),
    ("susceptible* de", "qui peut"),
    ("synergie*", "travail en commun"),
    ("la thématique", "le sujet"),
    ("une thématique", "un sujet"),
    ("les thématiques", "les sujets"),
    ("des thématiques", "des sujets"),
    ("transversal*", "commun à tous"),
    ("tributaire* de", "qui dépend de"),
)
PLAIN_WORDS = tuple(
    PlainWord(heavy, plain, source)
    for source, pairs in (
        ("cles", _CLES),
        ("edsc", _EDSC),
        ("plain-train", _PLAIN_TRAIN),
        ("maison", _OURS),
    )
    for heavy, plain in pairs
)

# The ends of sentences: a point, its closing quotes, then a capital or nothing. A semicolon too:
# what it parts reads as two sentences.
STOP = r"[.!?…]+(?:[ \u00a0\u202f]*[»)”\]])*(?=\s+[«“(\[]?[\s\u00a0]*[A-ZÀ-ÖØ-Þ0-9]|\s*$)|;(?=\s)"
# How « de », « à » and « que » are written after a word.
WRITTEN = {
    "de": r"(?:de|du|des|d['’])",
    "à": r"(?:à|aux?)",
    "que": r"qu(?:e|['’])",
}
# Points that end no sentence.
ABBREVIATIONS = frozenset(
    "al art av boul c chap cf dr ex env fig hab inc janv juill m max min mlle mm mme n no nos nov "
    "num obs oct p par pp pr prof réf sept st ste suppl tél univ vol vs".split()
)

# What joins nouns: « de la », « d’un », « des ».
LINKING = frozenset("de du des d".split())
DETERMINERS = frozenset(
    "la l le les un une leur leurs son sa ses notre nos votre vos ce cet cette ces chaque tout "
    "toute tous toutes".split()
)
# « mise en œuvre », « prise en charge »: one noun with its locution.
LOCUTIONS = frozenset("en à".split())
# What stands before « de » and is no noun, so that « plus de », « afin de » start no chain.
NO_NOUNS = frozenset(
    """
    afin ainsi alors après assez aucun aucune aujourd aussi autant autour autre autres aux avant
    avec beaucoup bien bientôt car ce ceci cela celle celles celui cependant certain certaine
    certaines certains ces cet cette ceux chacun chacune chez combien comme comment contre dans
    davantage debout dehors depuis derrière des dessous dessus devant deux dix dont du déjà elle
    elles encore ensemble ensuite entre environ est et eux faute grâce hors ici ils jamais jusqu
    jusque le les leur leurs loin lors lorsque lui ma mais malgré me mes mieux moi moins mon même
    mêmes ne ni non nos notre nous on or ou où par parce parmi pas pendant peu plus plusieurs plutôt
    point pour pourquoi pourtant près presque puis puisque quand quant quatre que quel quelle
    quelles quelque quelques quels qui quoi rien sa sans sauf se selon ses seulement si sinon six
    soi soit son sous souvent suite sur surtout ta tandis tant tard te tes toi ton toujours tous
    tout toute toutes toutefois trois trop très tôt un une vers voici voilà vos votre vous
    """.split()
)
# Verbs that « de » follows, so that what comes before them and after them makes no chain.
VERBS_WITH_OF = frozenset(
    """
    a abonde accepte acceptent aide aident ai ait arrête arrêtent aura auront avait avaient
    bénéficie bénéficient cesse cessent change changent charge chargent choisi choisissent choisit
    convient craint dit disent donne donnent décide décident découle découlent dépend dépendent
    dépendra dispose disposent doit doivent décidé empêche empêchent essaie essaient est est-ce fait
    faire finit finissent font fut hérite héritent jouit manque manquent naît naissent né née nés
    nées offre offrent ont parle parlent part partent permet permettent permis plein pleine profite
    profitent propose proposent provient proviennent refuse refusent relève relèvent résulte
    résultent rêve rêvent semble sera seront sert servent serait sont sort sortent souffre tient
    tiennent tire tirent tâche va vaut vient viennent vit vivent vont était étaient été venir
    """.split()
)
# Nouns that end as infinitives do.
NOUNS_LIKE_INFINITIVES = frozenset(
    """
    affaire anniversaire arbre atelier avenir bar beurre bénévolat cadre cahier calendrier cancer
    caractère cavalier cahier centre chambre chantier chapitre chemin cimetière cidre commissaire
    conseiller commentaire contraire courrier cuisinier danger denier dernier désir devoir dossier
    dîner déjeuner escalier espoir exemplaire fer fermier fermière fichier foyer frontière grenier
    histoire hiver honoraire horaire inventaire itinéraire janvier février fleuve laboratoire
    lettre livre loisir loyer lumière maire manière matière membre mer mercier mesure métier
    mobilier monastère mystère mémoire ministère miroir nature notaire nombre noir novembre octobre
    décembre septembre œuvre offre ombre ordre ouvrage panier papier partenaire particulier
    parterre pépinière pierre plaisir poivre pouvoir première premier prière primaire propriétaire
    quartier questionnaire repère registre répertoire rivière rosier réservoir salaire savoir
    secondaire secrétaire sentier semestre sinistre soir souper souvenir sucre sucrier
    scolaire séminaire tarier terre territoire théâtre titre titulaire tonnerre trésor trimestre
    trottoir univers verger verre ventre vestiaire victoire vocabulaire voilier voiture
    volontaire
    """.split()
)
INFINITIVE = r"(?:er|ir|oir|re)$"
DIRECTLY = frozenset("de d".split())  # without an article, so that a verb may follow

# Ways of shortening a word for a man and for a woman into one: what follows its letters, as regular
# expressions, by what the sign is called.
_END = r"(?:e|ne|le|te|se|sse|ère|ière|trice|euse|ive|ve|ale|elle|enne)s?"
_AFTER = r"(?:(?<=n){0}ne|(?<=l){0}le|(?<=[éitulndsr]){0}e|(?<=r){0}(?:ère|trice|euse))"
INCLUSIVE_FORMS = {
    "parentheses": rf"\(-?{_END}\)s?",
    "crochets": rf"\[-?{_END}\]s?",
    "point-median": r"[·•‧⋅∙][^\W\d_]{1,6}(?:[·•‧⋅∙]s)?",
    "point": _AFTER.format(r"\.") + r"(?:\.?s)?(?![^\W_]|\.\w)",
    "barre": _AFTER.format("/") + r"(?:/?s)?(?![^\W_])",
    "trait": _AFTER.format("-") + r"(?:-?s)?(?![^\W_]|-)",
}
CAPITALISED = "majuscule"
# What every such form holds, and few texts do. It begins with a sign, which is searched for much
# faster than a letter.
SHORTENED = (
    r"[./(\[·•‧⋅∙ENLTÈ-](?<=[^\W\d_].)"
    r"(?:(?<=[./-])[enltèiv]|(?<=[(\[])-?[enltsèiva]|(?<=[·•‧⋅∙])|(?<=[a-zà-ÿ][ENLTÈ]))"
)
CAPITALISED_FORM = r"\b[^\W\d_]*[a-zà-ÿ]{2}(?:E|NE|LE|TE|TRICE|EUSE|ÈRE)s?\b"
# « les citoyennes et les citoyens », « celles et ceux »: two words, held against each other.
PAIR = r"\s+(?:et|ou)\s+(?:(?:les|des|aux|la|le|une|un|à la|au|de la|du)\s+)?"
PAIR += r"(?:l['’]|d['’])?([^\W\d_]{3,})\b"
PAIRS = "doublets"
PRONOUNS = frozenset(
    frozenset(pair.split("/"))
    for pair in "celles/ceux celle/celui toutes/tous elles/ils elle/lui elles/eux".split()
)
# Ends of a word for a man and for a woman.
ENDINGS = (
    ("", "e"),
    ("n", "nne"),
    ("l", "lle"),
    ("t", "tte"),
    ("er", "ère"),
    ("eur", "euse"),
    ("eur", "eure"),
    ("teur", "trice"),
    ("f", "ve"),
    ("x", "se"),
    ("e", "esse"),
    ("eau", "elle"),
)
