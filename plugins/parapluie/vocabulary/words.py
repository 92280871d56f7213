"""French words that content itself uses and that the code must know."""

from parapluie.vocabulary.grammar import Gender, Noun

DEFAULT_ORGANISATION = "la Municipalité"
ADOPTED_HEADING = "Texte adopté"
DEFAULTS_FILE = "_defauts.yml"
GLOSSARY_FILE = "glossaire.yml"
FRAMEWORKS_FOLDER = "referentiels"
GLOSSARY_FOLDER = "glossaire"
ILLUSTRATIONS_FILE = "illustrations.yml"
GUIDE_FOLDER = "guide"

COUNTS_HERE = " compte ici "
WHICH = "qui"
OF = "de"
TO = "à"
AND = "et"
THE_PLURAL = "les"
OR = "ou"
AS_WELL_AS = "ainsi que"
EVERY = "chaque"
NO = "aucun"
NO_FEMININE = "aucune"
NOR = "ni"

# Nouns that titles begin with, so that sentences say « la *Politique de …* » and not « la politique
# *Politique de …* ».
TITLE_NOUNS = tuple(
    Noun(singular, plural, gender)
    for singular, plural, gender in (
        ("politique", "politiques", Gender.FEMININE),
        ("plan", "plans", Gender.MASCULINE),
        ("programme", "programmes", Gender.MASCULINE),
        ("stratégie", "stratégies", Gender.FEMININE),
        ("cadre", "cadres", Gender.MASCULINE),
        ("règlement", "règlements", Gender.MASCULINE),
        ("charte", "chartes", Gender.FEMININE),
        ("vision", "visions", Gender.FEMININE),
        ("comité", "comités", Gender.MASCULINE),
        ("conseil", "conseils", Gender.MASCULINE),
        ("service", "services", Gender.MASCULINE),
        ("projet", "projets", Gender.MASCULINE),
    )
)

MENU_HOME = "Accueil"
MENU_OTHERS = "Repères"
MENU_ABOUT = "À propos"
MENU_FRAMEWORKS = "Référentiels"
MENU_GLOSSARY = "Les mots expliqués"
MENU_RULES = "Les règles"
