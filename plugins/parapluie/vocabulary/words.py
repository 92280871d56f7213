"""French words that content itself uses and that the code must know."""

from parapluie.vocabulary.grammar import Gender, Noun

DEFAULT_ORGANISATION = "la Municipalité"
ADOPTED_HEADING = "Texte adopté"
DEFAULTS_FILE = "_defauts.yml"
GLOSSARY_FILE = "glossaire.yml"
FRAMEWORKS_FOLDER = "referentiels"
GLOSSARY_FOLDER = "glossaire"
ILLUSTRATIONS_FILE = "illustrations.yml"
# Files that a folder of illustrations may hold, whether Parapluie reads them or not.
PICTURE_SUFFIXES = "jpg jpeg png webp avif gif svg heic heif tif tiff bmp".split()
# Documents that the content folder may publish beside its texts: none that a browser runs.
DOCUMENT_SUFFIXES = frozenset(
    ".pdf .txt .csv .tsv .json .geojson .ics .vcf .odt .ods .odp .docx .xlsx .pptx .rtf .epub .zip "
    ".mp3 .ogg .oga .opus .m4a .flac .wav .vtt .srt".split()
)
# What an alternative text need not begin with, as a regular expression.
ALT_OPENING = (
    r"(?:l['’]|une? |cette )?(?:image|photo(?:graphie)?|illustration)s? ?(?:de |du |des |d['’]|:)"
)
GUIDE_FOLDER = "guide"
GUIDE_RULES = "regles"
GUIDE_STORY = "recit"
GUIDE_PICTURES = "illustrations"
PASSAGE_KEY = "{…}"  # how messages call the braces of a passage
STORY_PAGE = "en-une-page"
COVERAGE_PAGE = "du-reve-aux-gestes"

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
MENU_GUIDE = (
    (GUIDE_STORY, "Écrire le récit"),
    (GUIDE_PICTURES, "Les illustrations"),
    (GUIDE_RULES, "Les règles"),
)
