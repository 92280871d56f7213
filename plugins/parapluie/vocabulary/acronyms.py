"""Acronyms that Québec municipalities write, with what they stand for.

Those that have one meaning in a municipal text, by the names that the bodies give themselves. A
town's glossary comes first: its terms take the place of these.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym in full, after a word in the singular and after one in the plural.

    A name has no plural.
    """

    short: str
    singular: str
    plural: str = ""


ACRONYMS = (
    Acronym("ADS+", "analyse différenciée selon les sexes dans une perspective intersectionnelle"),
    Acronym("CCU", "comité consultatif d’urbanisme", "comités consultatifs d’urbanisme"),
    Acronym(
        "CDC",
        "corporation de développement communautaire",
        "corporations de développement communautaire",
    ),
    Acronym(
        "CHSLD",
        "centre d’hébergement et de soins de longue durée",
        "centres d’hébergement et de soins de longue durée",
    ),
    Acronym(
        "CISSS",
        "centre intégré de santé et de services sociaux",
        "centres intégrés de santé et de services sociaux",
    ),
    Acronym(
        "CIUSSS",
        "centre intégré universitaire de santé et de services sociaux",
        "centres intégrés universitaires de santé et de services sociaux",
    ),
    Acronym("CLD", "centre local de développement", "centres locaux de développement"),
    Acronym(
        "CLSC",
        "centre local de services communautaires",
        "centres locaux de services communautaires",
    ),
    Acronym("CMM", "Communauté métropolitaine de Montréal"),
    Acronym("CPE", "centre de la petite enfance", "centres de la petite enfance"),
    Acronym("CPTAQ", "Commission de protection du territoire agricole du Québec"),
    Acronym("FQM", "Fédération québécoise des municipalités"),
    Acronym("GES", "gaz à effet de serre", "gaz à effet de serre"),
    Acronym("HLM", "habitation à loyer modique", "habitations à loyer modique"),
    Acronym("INSPQ", "Institut national de santé publique du Québec"),
    Acronym("LAU", "Loi sur l’aménagement et l’urbanisme"),
    Acronym("MADA", "municipalité amie des aînés", "municipalités amies des aînés"),
    Acronym("MAMH", "ministère des Affaires municipales et de l’Habitation"),
    Acronym("MAPAQ", "ministère de l’Agriculture, des Pêcheries et de l’Alimentation du Québec"),
    Acronym("MCC", "ministère de la Culture et des Communications"),
    Acronym(
        "MELCCFP",
        "ministère de l’Environnement, de la Lutte contre les changements climatiques, de la "
        "Faune et des Parcs",
    ),
    Acronym("MIFI", "ministère de l’Immigration, de la Francisation et de l’Intégration"),
    Acronym("MRC", "municipalité régionale de comté", "municipalités régionales de comté"),
    Acronym("MRNF", "ministère des Ressources naturelles et des Forêts"),
    Acronym("MSP", "ministère de la Sécurité publique"),
    Acronym("MSSS", "ministère de la Santé et des Services sociaux"),
    Acronym("MTMD", "ministère des Transports et de la Mobilité durable"),
    Acronym("OBNL", "organisme à but non lucratif", "organismes à but non lucratif"),
    Acronym("ODD", "objectif de développement durable", "objectifs de développement durable"),
    Acronym("OMH", "office municipal d’habitation", "offices municipaux d’habitation"),
    Acronym("ONU", "Organisation des Nations unies"),
    Acronym("OQLF", "Office québécois de la langue française"),
    Acronym("OSBL", "organisme sans but lucratif", "organismes sans but lucratif"),
    Acronym(
        "PDCN",
        "plan de développement d’une communauté nourricière",
        "plans de développement d’une communauté nourricière",
    ),
    Acronym(
        "PDZA",
        "plan de développement de la zone agricole",
        "plans de développement de la zone agricole",
    ),
    Acronym("PFM", "politique familiale municipale", "politiques familiales municipales"),
    Acronym(
        "PGMR",
        "plan de gestion des matières résiduelles",
        "plans de gestion des matières résiduelles",
    ),
    Acronym(
        "PIIA",
        "plan d’implantation et d’intégration architecturale",
        "plans d’implantation et d’intégration architecturale",
    ),
    Acronym(
        "PPCMOI",
        "projet particulier de construction, de modification ou d’occupation d’un immeuble",
        "projets particuliers de construction, de modification ou d’occupation d’un immeuble",
    ),
    Acronym("PPU", "programme particulier d’urbanisme", "programmes particuliers d’urbanisme"),
    Acronym(
        "PTI", "programme triennal d’immobilisations", "programmes triennaux d’immobilisations"
    ),
    Acronym("RCI", "règlement de contrôle intérimaire", "règlements de contrôle intérimaire"),
    Acronym("RPA", "résidence privée pour aînés", "résidences privées pour aînés"),
    Acronym(
        "SAD",
        "schéma d’aménagement et de développement",
        "schémas d’aménagement et de développement",
    ),
    Acronym("SAAQ", "Société de l’assurance automobile du Québec"),
    Acronym("SHQ", "Société d’habitation du Québec"),
    Acronym("SOPFEU", "Société de protection des forêts contre le feu"),
    Acronym("TNO", "territoire non organisé", "territoires non organisés"),
    Acronym("UMQ", "Union des municipalités du Québec"),
    Acronym("UPA", "Union des producteurs agricoles"),
    Acronym("UQAC", "Université du Québec à Chicoutimi"),
    Acronym("UQAM", "Université du Québec à Montréal"),
    Acronym("UQAR", "Université du Québec à Rimouski"),
    Acronym("UQTR", "Université du Québec à Trois-Rivières"),
)

# Letters that everybody reads without their words, and signs that are no acronyms.
FAMILIAR = frozenset(
    "CSV CV DVD FM GPS HTML ISBN ISSN JSON OK PC PDF PME QR REER SMS SOS SVG TV UNESCO UNICEF URL "
    "USB VTT WC".split()
)

# Words that come before a noun in the plural, on which the number of an acronym is read.
PLURAL_DETERMINERS = frozenset(
    "les des ces ses mes tes nos vos leurs aux plusieurs quelques certains certaines divers "
    "diverses différents différentes deux trois quatre cinq six sept huit neuf dix onze douze "
    "autres nombreux nombreuses tous toutes".split()
)
# What comes before an apostrophe without being a part of the word that follows.
ELIDED = frozenset("l d j m t s n c qu lorsqu puisqu quoiqu jusqu".split())
# Words of a term that stay the same in the plural.
INVARIABLE = frozenset(
    "aux avec chez dans des les par pas pour puis que qui sans selon ses sous sur une vers à au de "
    "du en et la le ou un d l".split()
)
# What may stand between a word and the name that makes a name of both: « la MRC du Fjord ».
NAMING = r"(?:(?:de la|du|des|de)\s+|de l['’]|d['’])?"
