"""Fields that several kinds have."""

from dataclasses import replace

from parapluie.vocabulary.field_types.link_type import TO, WHY
from parapluie.vocabulary.fields import Choice, Field, FieldType, LinkType
from parapluie.vocabulary.links import (
    ABOUT,
    ANSWERS,
    APPLIES,
    ARBITRATED_BY,
    BORN_OF,
    CARRIED_BY,
    CORRESPONDS,
    FOR_GROUPS,
    IN_TENSION,
    SUPPORTED_BY,
)

SOURCE_FIELDS = (
    Field("cle", FieldType.IDENTIFIER, "Clé", "Mot court pour citer cette source dans une valeur."),
    Field("titre", FieldType.LINE, "Titre", "Titre du document ou de l’article.", required=True),
    Field("url", FieldType.URL, "Adresse", "Adresse Web de la source."),
    Field("date", FieldType.DATE, "Date", "Date de publication."),
    Field("note", FieldType.LINE, "Note", "Ce que la source établit ou ce dont il faut se méfier."),
)
SOURCE_KEY = Field("source", FieldType.LINE, "Source", "Clé d’une des sources de la page.")
SUPPORTS = (Choice("principal", "Principal"), Choice("secondaire", "Secondaire"))
REASON = (
    Field(
        WHY,
        FieldType.TEXT,
        "Parce que",
        "Pourquoi ce lien existe, en une phrase que la population lira; elle peut contenir "
        "des liens [[…]].",
    ),
    Field("depuis", FieldType.DATE, "Depuis", "Quand ce lien commence, s’il n’a pas toujours été."),
    Field("jusqu_a", FieldType.DATE, "Jusqu’à", "Quand ce lien a pris fin."),
    Field(
        "preuve",
        FieldType.CITED,
        "Preuve",
        "Ce qui le montre : la clé d’une source de la page, une adresse, ou une source.",
        # Its key last: what a cell of a spreadsheet holds begins with the title.
        fields=tuple(replace(i, required=False) for i in (*SOURCE_FIELDS[1:], SOURCE_FIELDS[0])),
    ),
    Field("appui", FieldType.CHOICE, "Appui", "Principal ou secondaire.", choices=SUPPORTS),
)


def link_field(
    link: LinkType,
    help_text: str,
    *,
    many: bool = True,
    required: bool = False,
    says_why: bool = True,
) -> Field:
    """Return the field that declares a link; in a record, the record itself says why."""
    target = Field(TO, FieldType.LINK, "Vers", "Ce que le lien désigne.", required=True, link=link)
    return Field(
        link.key,
        FieldType.LINK,
        link.label,
        help_text,
        required=required,
        many=many,
        fields=(target, *REASON) if says_why else (),
        link=link,
        dates=says_why,
    )


DRAFT = Field(
    "brouillon",
    FieldType.BOOLEAN,
    "Brouillon",
    "Oui tant que cela n’est pas prêt : les aperçus le montrent, le site publié non.",
)
INSIDE_NOTE = Field(
    "note_interne",
    FieldType.TEXT,
    "Note interne",
    "Pour les collègues : jamais publiée. Un dépôt public la montre tout de même.",
    private=True,
)
KEPT_INSIDE = (DRAFT, INSIDE_NOTE)


def sources_field(help_text: str) -> Field:
    """Return the field that says where things come from."""
    record = FieldType.RECORD
    return Field("sources", record, "Sources", help_text, many=True, fields=SOURCE_FIELDS)


def genre_field(help_text: str, choices: tuple[Choice, ...]) -> Field:
    """Return the field that says of what sort an entry is."""
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
    Field(
        "ordre",
        FieldType.INTEGER,
        "Ordre",
        "Rang dans les listes; sinon, l’ordre des numéros, puis des titres.",
    ),
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
    sources_field("D’où vient ce que dit la page."),
    *KEPT_INSIDE,
)
ANNOUNCED = Field(
    "annonce",
    FieldType.COUNTS,
    "Nombre annoncé",
    "Nombre annoncé d’éléments, même si tous ne sont pas documentés ici.",
)
PERIOD = Field("periode", FieldType.PERIOD, "Période", "Quand : 2023/2028, 2018/.., 2022-02.")
TENSION_FIELD = link_field(IN_TENSION, "Ce avec quoi il faut arbitrer.")
TENSIONS_FIELD = Field(
    "tensions",
    FieldType.RECORD,
    "Tensions arbitrées",
    "Ce avec quoi cela est en tension, et comment le conseil a tranché.",
    many=True,
    fields=(
        link_field(
            replace(IN_TENSION, key="avec"),
            "Ce avec quoi il faut arbitrer.",
            many=False,
            required=True,
            says_why=False,
        ),
        Field("arbitrage", FieldType.LINE, "Arbitrage", "Ce qui a été tranché."),
        link_field(ARBITRATED_BY, "La décision qui a tranché.", many=False, says_why=False),
        Field("jusqu_au", FieldType.DATE, "Jusqu’au", "Le jour où il faudra y revenir."),
    ),
)
REFERENCES_FIELD = link_field(
    CORRESPONDS, "Éléments d’un cadre extérieur, comme ldd:prevention ou odd:11."
)
GROUPS_FIELD = link_field(FOR_GROUPS, "{groupe.all} à qui cela s’adresse.")
ANSWERS_FIELD = link_field(ANSWERS, "{besoin.one} à quoi cela répond, ou plusieurs.")
THEMES_FIELD = link_field(ABOUT, "Les thèmes dont il est question.")
RESPONSIBLE_FIELD = link_field(
    CARRIED_BY, "Le service, le comité ou l’organisme qui porte cela.", many=False
)
PARTNERS_FIELD = link_field(SUPPORTED_BY, "Les services et organismes qui appuient.")
BORN_OF_FIELD = link_field(
    BORN_OF, "Ce qui a fait naître cela : {politique.one}, {activite.one}, {action.one}."
)
APPLIES_FIELD = link_field(
    APPLIES, "Ce qui s’applique ici directement : {principe.one}, ou plusieurs."
)
