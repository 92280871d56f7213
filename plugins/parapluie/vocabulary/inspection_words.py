"""French words of what is found in a finished site, before it takes the place of the last one."""

# What is wrong with an address.
NO_FILE = "ne mène à aucun fichier du site"
NO_PLACE = "mène à une page qui n’a pas d’ancre « {place} »"
LEAVES = "mène hors du site"
NOT_FROM_ANYWHERE = (
    "doit commencer par « / » : cette page se lit à la place de n’importe quelle autre"
)

# What is wrong with what a page holds.
SCRIPT = "est un script qui n’est pas du site"
EVENT = "est un événement, donc un script"
SCHEME = "est une adresse qui agit"
ELEMENT = "est un élément qu’aucun texte ne peut contenir"
STYLE = "est un style en ligne"
RESERVED = "est une marque réservée aux scripts du site"
OUTSIDE = "serait demandé à un autre site"

# What to do about it.
IN_ENTRY = "corrigez {file}"
IN_CONTENT = "cherchez d’où vient cette adresse dans le contenu que reprend la page"
IN_SETTINGS = "vérifiez mkdocs.yml, vos gabarits et vos greffons"

ALSO = " (et sur {number} autres pages)"
ALSO_ONE = " (et sur une autre page)"
