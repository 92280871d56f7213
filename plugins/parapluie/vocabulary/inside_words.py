"""Words of what stays inside: drafts, notes between colleagues, the interior site."""

from enum import StrEnum

INTERIOR_FOLDER = "interne"  # anywhere in the content: what it holds never leaves


class Audience(StrEnum):
    """Whom a site is made for."""

    PUBLIC = "public"
    PREVIEW = "apercu"  # who writes: drafts are shown, marked
    INSIDE = "interne"  # colleagues: all that was read


AUDIENCE = "PARAPLUIE_PUBLIC"  # the variable by which `construire` tells the engine for whom
SITE_SUFFIX = "-interne"  # of the folder of the interior site, beside that of the site
DRAFT_WORD = "brouillon"
WHY_DRAFT = "est en brouillon"
WHY_INTERIOR = "reste à l’intérieur"
# What a text says of what it names, where that is not shown and the link has no words of its own.
UNNAMED_DRAFT = "{a} en préparation"
UNNAMED_INTERIOR = "{a} qui reste à l’intérieur"
CLI_INSIDE = (
    "Fait le site des collègues, avec les brouillons et les notes internes, dans un dossier à part "
    "que git ignore; il ne se publie pas."
)
CLI_SERVE_INSIDE = "Montre le site des collègues, avec les brouillons et les notes internes."
CLI_SERVED_INSIDE = "Cet aperçu est pour les collègues : il montre ce qui ne se publie pas."
CLI_BUILT_INSIDE = "Ce site est pour les collègues : ne le publiez pas."
INSIDE_TITLE = "À l’intérieur"
INSIDE_PATH = "a-l-interieur.md"
