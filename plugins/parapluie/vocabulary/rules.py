"""Every rule that content is held to: its code, its message, and its section of the guide.

A code never changes meaning. Texts are format strings, with the words of the municipality for the
kinds (`Vocabulary.say`), and those of the case for a message; the guard in the tests holds that
each rule has a case file, and the guide prints each `explanation`.
"""

from dataclasses import dataclass
from enum import StrEnum

from parapluie.vocabulary import messages


class Severity(StrEnum):
    """What a broken rule stops.

    An error cannot be published, and always stops a build. A warning is what its author can mend by
    writing (a mistake, a contradiction, something owed and at hand); it stops a build under
    `--strict`. A gap is true: something is missing, in the town or in what is known of it, that
    only acts, other people or time can fill; or a date passed. It is told, and stops who asks.
    """

    ERROR = "erreur"
    WARNING = "avertissement"
    GAP = "lacune"
    IGNORED = "ignorer"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, the words in which it is broken, and what to do about it."""

    code: str
    title: str
    message: str
    explanation: str
    severity: Severity = Severity.ERROR


_W = Severity.WARNING
_G = Severity.GAP

RULES: tuple[Rule, ...] = (
    # P1: files
    Rule(
        "P101",
        "Fichier illisible",
        "le fichier ne se lit pas : {reason}",
        "Le fichier n’est pas du texte UTF-8, contient un caractère interdit ou dépasse 1 Mo. "
        "Enregistrez-le de nouveau en UTF-8 depuis votre éditeur.",
    ),
    Rule(
        "P102",
        "En-tête mal écrit",
        "l’en-tête ne se lit pas : {reason}",
        "L’en-tête, entre les deux lignes de trois tirets, suit la notation YAML. Le message dit "
        "l’endroit. La cause la plus fréquente : un deux-points dans un titre, qu’il faut mettre "
        'entre guillemets droits, comme dans `titre: "Cadre : vie"`.',
    ),
    Rule(
        "P103",
        "En-tête absent",
        "{reason}",
        "Chaque entrée commence par une ligne de trois tirets, son en-tête, puis une autre ligne "
        "de trois tirets.",
    ),
    Rule(
        "P104",
        "Clé écrite deux fois",
        "« {key} » est écrit deux fois (d’abord à la ligne {line}); gardez une des deux lignes",
        "Une clé ne se trouve qu’une fois dans l’en-tête; autrement, une des deux valeurs se "
        "perdrait sans bruit.",
    ),
    Rule(
        "P105",
        "Nom de fichier",
        "le nom « {name} » {reason}; prenez plutôt « {suggestion} »",
        "Le nom du fichier, sans `.md`, est l’identifiant de l’entrée et son adresse : des "
        "minuscules sans accent, des chiffres et des traits d’union. Tout nom de fichier ou de "
        "dossier doit aussi pouvoir exister sur chaque ordinateur : Windows garde pour lui `con`, "
        "`prn`, `aux`, `nul`, `com1` ou `lpt1`, quelle que soit l’extension, et refuse `:`, `?`, "
        "`*`, `|`, `<`, `>`, les guillemets droits et un point ou une espace à la fin.",
    ),
    Rule(
        "P106",
        "Type d’entrée",
        "{reason}",
        "Le dossier d’une entrée dit son type. Un fichier rangé ailleurs dit son type par la clé "
        "`type`.",
    ),
    Rule(
        "P107",
        "Fichier hors du dossier",
        "ce lien symbolique n’est pas suivi; mettez le fichier lui-même dans le dossier",
        "Les liens symboliques ne sont pas suivis, pour que rien d’extérieur au contenu ne soit "
        "publié.",
    ),
    Rule(
        "P108",
        "Contenu actif",
        "{reason}",
        "Un texte peut contenir du Markdown et des balises simples, sans rien qui s’exécute, qui "
        "se charge d’ailleurs ou qui change l’allure de la page. Parapluie refuse plutôt que de "
        "corriger en silence, pour que la page dise exactement ce que vous avez écrit.",
    ),
    Rule(
        "P109",
        "Lien non protégé",
        "le lien « {value} » n’est pas protégé; s’il existe aussi en https, prenez celui-là",
        "Une adresse en `http:` passe en clair : quelqu’un peut la lire ou la changer en chemin.",
        _G,
    ),
    Rule(
        "P110",
        "Fichier qui ne se publie pas",
        "un fichier {suffix} ne se publie pas; gardez-le hors du dossier, ou donnez-lui un nom qui "
        "commence par un trait de soulignement",
        "À côté des textes, on publie des documents (PDF, traitement de texte, tableur, texte, "
        "agenda, son), jamais des pages ni des programmes qui échapperaient aux vérifications.",
    ),
    Rule(
        "P111",
        "Fichier spécial",
        "ce n’est pas un fichier ordinaire; retirez-le du dossier",
        "Un tube, une prise ou un périphérique ne se lit pas comme un fichier; le lire pourrait ne "
        "jamais finir.",
    ),
    Rule(
        "P112",
        "Texte trop enchevêtré",
        "ce passage est trop long ou trop enchevêtré pour être lu; coupez-le en paragraphes et "
        "fermez ses crochets, ses parenthèses et ses balises",
        "Un paragraphe compte au plus 20 000 signes et une soixantaine de crochets, de parenthèses "
        "ou de chevrons ouverts sans être fermés, et un texte au plus 1 000 titres et filets, "
        "30 000 lignes et 30 000 signes de mise en forme, sans ceux des tableaux : au-delà, la "
        "construction du site n’en finirait pas.",
    ),
    Rule(
        "P113",
        "Nom de fichier illisible",
        "le nom de ce fichier ne se lit pas; renommez-le en lettres ordinaires",
        "Le nom contient des octets qui ne sont d’aucune écriture (il vient souvent d’une vieille "
        "archive), ou un retour de ligne.",
    ),
    Rule(
        "P114",
        "Noms presque pareils",
        "ce nom ne diffère de {other} que par les majuscules ou la façon d’écrire les accents; "
        "renommez un des deux",
        "Sur bien des ordinateurs, ces deux noms désignent le même fichier : l’un effacerait "
        "l’autre.",
    ),
    Rule(
        "P115",
        "Ajout que les navigateurs refusent",
        "la politique de sécurité des pages arrête « {value} »; la page « Publier le site » du "
        "guide dit comment l’admettre",
        "Chaque page demande aux navigateurs de n’exécuter aucun programme écrit dans la page et "
        "de ne rien prendre d’un autre site, sauf ceux que nomment `extra_javascript` et "
        "`extra_css`. Un gabarit à vous, un réglage ou une autre extension ajoute ici ce qui n’est "
        "pas admis.",
        _W,
    ),
    Rule(
        "P116",
        "Signe invisible",
        "un signe que personne ne voit se trouve {where} ({sign}); effacez-le et retapez le mot",
        "Un signe invisible dans un titre, un nom ou une adresse vient souvent d’un copier-coller. "
        "On ne trouve plus le mot en le cherchant, un lien ne mène plus où il le semble, et un "
        "signe de direction fait lire autre chose que ce qui est écrit. Ceux dont une écriture a "
        "besoin (émojis, arabe, hébreu, langues de l’Inde) ne sont pas visés.",
        _W,
    ),
    Rule(
        "P117",
        "Adresse trompeuse",
        "l’adresse « {value} » trompe : {reason}",
        "Une adresse doit mener là où elle semble mener. Celle qui porte un nom avant « @ », ou "
        "dont le nom de site mêle des lettres de plusieurs écritures qui se ressemblent, sert "
        "d’habitude à imiter un autre site; un mot de passe écrit là serait publié.",
        _W,
    ),
    Rule(
        "P118",
        "Dossier hors du projet",
        "ce dossier est un lien qui mène hors du projet; mettez-y le dossier lui-même ou, dans "
        "mkdocs.yml, écrivez où il se trouve avec « {key} »",
        "Rien d’extérieur au projet n’est publié par un lien. `mkdocs.yml` peut nommer un dossier "
        "qui se trouve ailleurs : qui peut changer ce fichier peut tout changer.",
    ),
    Rule(
        "P119",
        "Tableau trop grand",
        "ce tableau est trop grand pour une page; mettez le classeur à côté du texte, donnez-en le "
        "lien, et gardez ici les rangées qui comptent",
        "Les tableaux d’un texte comptent ensemble au plus 5 000 rangées et 30 000 cases. Au-delà, "
        "personne ne les lit à l’écran, et la construction du site n’en finirait pas : un classeur "
        "ou un fichier CSV, qui se trie et se filtre, rend mieux service.",
    ),
    # P2: keys, values and links
    Rule(
        "P201",
        "Clé inconnue",
        "« {key} » n’est pas une clé {of_kind}{suggestion}",
        "La clé n’existe pas pour ce type d’entrée; elle est sans doute mal écrite. Le guide donne "
        "les clés de chaque type.",
    ),
    Rule(
        "P202",
        "Entrée introuvable",
        "« {key} » : aucune entrée « {value} »{suggestion}",
        "Le lien ne mène à aucune entrée. Vérifiez l’identifiant, qui est le nom du fichier visé "
        "sans `.md`.",
    ),
    Rule(
        "P203",
        "Valeur mal écrite",
        "« {key} » : {reason}",
        "La valeur n’a pas la forme attendue pour cette clé.",
    ),
    Rule(
        "P204",
        "Clé obligatoire absente",
        "il manque « {key} » ({label})",
        "Cette clé est obligatoire pour ce type d’entrée.",
    ),
    Rule(
        "P205",
        "Mauvais type de cible",
        "« {key} » doit mener {expected}, mais « {value} » est {found}",
        "Le lien mène à une entrée d’un autre type que ceux que la clé admet.",
    ),
    Rule(
        "P206",
        "Identifiant en double",
        "l’identifiant « {value} » sert déjà à {other}; renommez un des deux",
        "Deux entrées du même type ne peuvent pas porter le même identifiant, même dans des "
        "sous-dossiers différents.",
    ),
    Rule(
        "P207",
        "Ancien identifiant déjà pris",
        "« anciens_ids » : « {value} » est déjà un identifiant de {other}",
        "Un ancien identifiant mène à une seule entrée.",
    ),
    Rule(
        "P208",
        "Lien du texte brisé",
        "le lien « {value} » ne mène à rien{suggestion}",
        "Un lien du texte ne trouve pas sa cible : une entrée (`[[identifiant]]`), un fichier du "
        "contenu (`[le plan](documents/plan.pdf)`, `[l’action](../actions/parc.md)`), une ancre "
        "(`parc.md#budget`), ou une page publiée quand le lien est écrit en HTML.",
    ),
    Rule(
        "P209",
        "Identifiant ambigu",
        "« {key} » : « {value} » peut être {candidates}; écrivez le type devant, comme "
        "« {example} »",
        "Plusieurs entrées de types différents portent cet identifiant; le type devant le "
        "deux-points dit laquelle.",
    ),
    Rule(
        "P210",
        "Illustration introuvable",
        "« {key} » : aucune illustration « {value} » dans illustrations.yml{suggestion}",
        "L’identifiant ne se trouve pas dans `illustrations.yml`.",
    ),
    Rule(
        "P211",
        "Source introuvable",
        "« {key} » : la page n’a pas de source de clé « {value} »{suggestion}",
        "Une valeur cite une source par sa clé, ou par une adresse complète. La clé doit se "
        "trouver dans les `sources` de la même entrée.",
    ),
    Rule(
        "P212",
        "Texte de remplacement absent",
        "l’illustration « {value} » n’a pas de texte de remplacement; {fix}",
        "Le texte de remplacement est ce que lit une personne qui ne voit pas l’image. Il est "
        "obligatoire, aussi pour les images placées dans le texte.",
    ),
    Rule(
        "P213",
        "Fichier d’illustration absent",
        "l’illustration « {value} » nomme « {file} », qui n’est pas dans le dossier",
        "`illustrations.yml` nomme un fichier qui n’existe pas à côté de lui.",
    ),
    Rule(
        "P214",
        "Adresse de page en double",
        "cette page aurait la même adresse que {other}; renommez un des deux fichiers",
        "Deux fichiers donneraient la même page, et l’un effacerait l’autre.",
    ),
    Rule(
        "P215",
        "Image illisible",
        "l’image « {file} » ne se lit pas; enregistrez-la de nouveau en JPEG, PNG, WebP ou SVG",
        "Le fichier n’est pas une image que Parapluie sait lire, ou il est abîmé.",
    ),
    Rule(
        "P216",
        "Image trop lourde",
        "l’image « {file} » pèse {size}; la limite est de {limit}",
        "Une photographie pèse au plus 25 Mo, et un dessin SVG, qui est publié en entier, au plus "
        "2 Mo. Réduisez-la dans votre logiciel d’images.",
    ),
    Rule(
        "P217",
        "Image trop grande",
        "l’image « {file} » {size}; la limite est de {limit}",
        "Au-delà, l’ordinateur qui construit le site manquerait de mémoire, et personne ne verrait "
        "la différence : le site montre au plus 1440 pixels de large.",
    ),
    Rule(
        "P218",
        "Image animée",
        "l’image « {file} » est animée; enregistrez-en une seule image",
        "Une animation qu’on ne peut pas arrêter empêche de lire. Gardez l’image qui raconte le "
        "mieux.",
    ),
    Rule(
        "P219",
        "Dessin refusé",
        "le dessin « {file} » est refusé : {reason}",
        "Un dessin SVG peut contenir des programmes et des liens. Parapluie ne corrige pas un "
        "dessin : il refuse ceux qui contiennent un script, un événement, un lien vers "
        "l’extérieur, une image ou une police incorporée, du HTML, une animation ou un DOCTYPE "
        "inhabituel. Le plus souvent, enregistrer en « SVG simple » dans Inkscape, ou vectoriser "
        "les textes et les images, suffit.",
    ),
    Rule(
        "P220",
        "Texte de remplacement mal écrit",
        "le texte de remplacement de « {value} » {reason}",
        "Le texte de remplacement se lit à la place de l’image : il dit ce que l’on voit, en une "
        "phrase d’au plus 150 caractères, sans « image de » ni « photo de », que les lecteurs "
        "d’écran ajoutent déjà. La clé `description` peut en dire plus.",
    ),
    Rule(
        "P221",
        "Crédit absent",
        "l’illustration « {value} » n’a pas de crédit; dites qui l’a faite avec « credit »",
        "Qui a fait une image a le droit d’être nommé, et qui veut la reprendre doit savoir à qui "
        "le demander.",
        _W,
    ),
    Rule(
        "P222",
        "Illustration inutilisée",
        "aucune page ne montre l’illustration « {value} »",
        "Donnez-la à une entrée avec `illustration`, ou retirez-la d’`illustrations.yml` et du "
        "dossier.",
        _W,
    ),
    Rule(
        "P223",
        "Image sans description",
        "« illustrations.yml » ne dit rien de ce fichier; nommez-le avec « fichier », ou "
        "retirez-le du dossier",
        "Une image qui se trouve dans le dossier sans être nommée dans `illustrations.yml` n’est "
        "pas publiée.",
        _W,
    ),
    Rule(
        "P224",
        "Image hors du dossier des illustrations",
        "cette image serait publiée telle quelle, sans le contrôle qui en retire le lieu et la "
        "date; mettez-la dans le dossier « {folder} »",
        "Les images vont dans le dossier des illustrations, d’où elles sortent allégées et sans "
        "trace du lieu, de la date ni de l’appareil. Dans un texte, on les place par leur nom de "
        "fichier : `![Ce que l’on voit](parc.jpg)`.",
    ),
    Rule(
        "P225",
        "Adresse complète qui ne mène à rien",
        "« {value} » commence par l’adresse de ce site et ne mène à aucune de ses pages"
        "{suggestion}; vérifiez-la, ou nommez le fichier, comme [les mots](page.md)",
        "Une adresse complète qui commence comme `site_url` devrait mener à une page du site. Un "
        "lien qui nomme le fichier suit la page partout où le site est publié.",
        _W,
    ),
    Rule(
        "P226",
        "Image du texte introuvable",
        "l’image « {value} » n’est pas une illustration{suggestion}; mettez-la dans le dossier des "
        "illustrations, décrivez-la dans illustrations.yml et nommez son fichier",
        "Un texte ne montre que des illustrations, qui sont décrites, allégées et sans trace du "
        "lieu ni de l’appareil. On les place par leur nom de fichier : `![Ce que l’on "
        "voit](parc.jpg)`.",
    ),
    Rule(
        "P227",
        "Ancienne adresse impossible",
        "« anciennes_adresses » : « {value} » ne peut pas mener ici : {reason}",
        "Une ancienne adresse mène à une page d’aujourd’hui. Elle ne peut pas être celle d’un "
        "fichier que le site publie (une donnée, une feuille de style), ni passer par ce fichier "
        "comme par un dossier, ni n’en différer que par les majuscules, ni finir par `.md`.",
    ),
    Rule(
        "P228",
        "Chemin trop long",
        "ce chemin, dossiers compris, dépasse {limit} octets; rangez le fichier dans moins de "
        "dossiers, ou raccourcissez leurs noms",
        "Le site publie chaque page et chaque document sous les mêmes dossiers que le contenu, et "
        "bien des disques ne savent pas écrire un chemin aussi long.",
    ),
    Rule(
        "P229",
        "Année lointaine",
        "« {key} » : l’année {year} est hors de 1900 à 2100; corrigez-la ou, si elle est juste, "
        "ajoutez « P229: ignorer » sous « regles » dans mkdocs.yml",
        "Une année aussi lointaine est presque toujours une faute de frappe, comme 2204 pour 2024. "
        "Une municipalité qui date ce qui s’est passé avant 1900 écrit `P229: ignorer` sous "
        "`regles`, dans les options de `parapluie`.",
        _W,
    ),
    Rule(
        "P230",
        "Dessin allégé",
        "le dessin « {file} » est publié sans {lost}",
        "Un logiciel de dessin garde dans le fichier des notes pour lui-même, parfois le nom d’une "
        "personne, d’un ordinateur ou de ses dossiers. On ne les voit pas; la copie publiée ne les "
        "contient pas, et votre fichier ne change pas. Pour ne plus lire ce message, enregistrez "
        "le dessin en « SVG simple » ou en « SVG optimisé ».",
        _G,
    ),
    # P3: what the whole says
    Rule(
        "P301",
        "Boucle",
        "cette entrée dépend d’elle-même : {chain}",
        "En suivant les liens, on revient au point de départ. Retirez un des liens de la chaîne.",
    ),
    Rule(
        "P302",
        "{principe.singular} sans suite",
        "rien ne dépend {of_entry}; reliez-y ce qui l’applique",
        "Rien ne mène ici, {politique.none} ni {action.none} : ce n’est encore qu’un beau mot.",
        _G,
    ),
    Rule(
        "P303",
        "{politique.singular} sans {principe.singular}",
        "{entry} n’applique {none}, ni directement ni par ce qui l’encadre",
        "Ajoutez `principes`, ou `releve_de` vers ce qui l’encadre.",
        _G,
    ),
    Rule(
        "P304",
        "{objectif.singular} sans {action.singular}",
        "rien ne réalise encore {entry}",
        "C’est écrit, mais {action.none} ne le réalise encore.",
        _G,
    ),
    Rule(
        "P305",
        "{action.singular} sans {principe.singular}",
        "{entry} ne mène à {none}; ajoutez « realise » ou « principes »",
        "On ne peut pas dire pourquoi cela existe.",
        _G,
    ),
    Rule(
        "P306",
        "Sans phrase d’accroche",
        "il manque « en_bref » : une phrase dans les mots de tous les jours",
        "La phrase `en_bref` est ce que la plupart des gens liront.",
        _G,
    ),
    Rule(
        "P307",
        "À vérifier",
        "« verifie_le » date {of_date}, il y a plus de {limit}; relisez l’entrée et changez la "
        "date",
        "L’entrée n’a pas été relue depuis plus longtemps que ne l’admet l’option "
        "`verification_mois`.",
        _G,
    ),
    Rule(
        "P308",
        "Période terminée",
        "la période « {period} » est terminée depuis {since}, mais le statut est « {status} »",
        "L’échéance est passée : dites si c’est réalisé, reporté ou abandonné, ou changez la "
        "période.",
        _G,
    ),
    Rule(
        "P309",
        "Statut et dates contradictoires",
        "le statut « {status} » contredit la période « {period} »",
        "Ce qui est à venir n’a pas commencé; ce qui est réalisé n’est ni ouvert ni futur. Ce qui "
        "devait commencer et qui attend encore n’est qu’une lacune : le temps a passé.",
        _W,
    ),
    Rule(
        "P310",
        "Nombre annoncé dépassé",
        "« annonce » dit {announced}, mais on trouve ici {documented}",
        "Le nombre annoncé est plus petit que ce qui se trouve ici : l’un des deux est faux.",
        _W,
    ),
    Rule(
        "P311",
        "Nom sans consentement",
        "« {value} » est nommé sans « consentement: oui »; retirez le nom ou obtenez l’accord",
        "On ne publie le nom d’une personne qu’avec son accord, que la clé `consentement: oui` "
        "atteste.",
    ),
    Rule(
        "P312",
        "Participation en ligne seulement",
        "« participer » ne donne aucun moyen sans Internet; ajoutez « telephone », « adresse » ou "
        "« lieu »",
        "Tout le monde n’a pas Internet, ou ne s’en sert pas. Tant que l’on peut participer, dites "
        "aussi comment le faire par téléphone, sur papier ou en personne.",
        _W,
    ),
    Rule(
        "P313",
        "Apport non retenu sans raison",
        "« {value} » : la suite est « {suite} », mais « raison » manque; dites pourquoi",
        "La personne qui a parlé a droit à une raison quand son idée n’est pas retenue, ou "
        "seulement en partie. Une phrase dans la clé `raison` suffit.",
        _G,
    ),
    Rule(
        "P314",
        "Apport retenu sans effet nommé",
        "« {value} » : la suite est « {suite} », mais « nourrit » manque; dites ce que c’est "
        "devenu",
        "Dire qu’une idée est retenue, c’est dire où on la retrouve : la clé `nourrit` de l’apport "
        "mène à ce qu’il a nourri.",
        _G,
    ),
    Rule(
        "P315",
        "Combinaison incomplète",
        "« reunit » : {reason}",
        "Une combinaison réunit au moins deux {groupe.plural}, et jamais elle-même.",
    ),
    Rule(
        "P316",
        "Numéro en double",
        "le numéro « {value} » est déjà celui de {other} ({where}); corrigez l’un des deux",
        "Dans une même {politique.singular}, un numéro ne nomme qu’une seule chose de chaque "
        "sorte : qui cherche « 1.2 » doit savoir laquelle. Si le document adopté recommence à 1 "
        "dans chaque partie, écrivez le numéro en entier : « 2.1 » plutôt que « 1 ».",
        _W,
    ),
    Rule(
        "P317",
        "Dépense hors du temps",
        "une dépense réelle est écrite pour {when}, qui {reason}; corrigez l’année ou, si ce n’est "
        "que prévu, écrivez « prevu »",
        "`reel` et `jours_reels` disent ce qui a été dépensé : pas ce qui le sera, ni dans une "
        "année que la `periode` de l’entrée ne couvre pas.",
        _W,
    ),
    Rule(
        "P318",
        "Total annoncé et lignes contraires",
        "« budget_annonce » dit {announced}, mais les montants prévus font {planned}{parts}; "
        "corrigez l’un ou les autres",
        "Le total annoncé se compare à la somme des montants `prevu`, avec ceux de ce qui en fait "
        "partie. Une somme plus petite n’est signalée que si tout est documenté : chaque année de "
        "la `periode`, chaque ligne et chaque partie.",
        _W,
    ),
    Rule(
        "P319",
        "Statut sans ce qu’il appelle",
        "le statut « {status} » appelle « {key} », qui manque : dites ce que l’on attend, de qui "
        "et d’ici quand",
        "Ce qui attend attend quelque chose : la clé `attend` dit `quoi`, de `qui` et `d_ici` "
        "quand. Sans elle, personne ne sait ce qui débloquerait la suite.",
        _W,
    ),
    Rule(
        "P320",
        "Avancement et statut contradictoires",
        "l’avancement est de {percent} %, mais le statut est « {status} »; corrigez l’un ou "
        "l’autre",
        "Ce qui est à venir n’est pas fait à 100 %, et ce qui est réalisé l’est entièrement.",
        _W,
    ),
    Rule(
        "P321",
        "Attente dépassée",
        "on attendait « {what} » {until}; si c’est arrivé, retirez « attend », sinon changez "
        "« d_ici »",
        "Le jour que dit `d_ici`, dans `attend`, est passé. Si ce qui était attendu est arrivé, "
        "retirez `attend`; sinon, donnez-lui un nouveau jour, et dites-le à qui on l’attend.",
        _G,
    ),
    Rule(
        "P324",
        "Lien vers ce qui n’est pas publié",
        "« {key} » mène à « {value} », qui {why} : le site publié ne montre ni ne compte ce lien",
        "Un brouillon (`brouillon: oui`) et ce qui se trouve dans un dossier `interne` ne sont pas "
        "publiés, et rien n’y mène. Publiez ce qui est prêt, ou laissez : l’aperçu et le site "
        "intérieur montrent ces liens.",
        _G,
    ),
    Rule(
        "P325",
        "Rien ne les distingue",
        "rien ne distingue encore {first} {others} : tout ce qui en dépend les nomme ensemble, à "
        "commencer par {origins}; dites pourquoi (« parce_que ») sur un seul de ces liens, ou "
        "ajoutez-en un qui ne mène qu’à une de ces pages",
        "Deux entrées qui ont les mêmes liens disent la même chose à qui les lit. Une raison "
        "(`parce_que`) sur un seul de ces liens les distingue, ou quelque chose qui ne sert que "
        "l’une d’elles. N’inventez rien : si les sources ne disent pas plus, la page l’avoue.",
        _G,
    ),
    Rule(
        "P326",
        "Dates impossibles ensemble",
        "« {key} » : {entry} date d’avant {other}, qui commence {begins}; corrigez une des dates, "
        "ou retirez le lien",
        "Ce qui était fini ne pouvait pas réaliser ce qui n’existait pas encore, et rien ne "
        "remplace ce qui vient après. Une date qui manque, qui est approximative ou que les "
        "sources disputent ne fait pas de faute. Ce qui a commencé avant mais durait encore a pu "
        "être repris : ce n’est pas une faute non plus.",
        _W,
    ),
    Rule(
        "P327",
        "Contenu en soi-même",
        "« {key} » : {entry} ferait partie de soi-même; retirez un de ces liens",
        "On fait partie de plus large que soi, jamais de soi-même, même par d’autres.",
    ),
    Rule(
        "P328",
        "{besoin.singular} sans réponse",
        "{entry} n’a pas encore de réponse",
        "On sait ce dont des personnes ont besoin, et rien n’y répond : ajoutez `repond_a` dans ce "
        "qui y répond ou, si c’est voulu, dites pourquoi dans `sans_suite`.",
        _G,
    ),
    Rule(
        "P329",
        "{besoin.singular} perdu en chemin",
        "{old} répondait {to_need}, et rien n’y répond depuis que {new} en tient lieu; ajoutez "
        "« repond_a » dans ce qui y répond, ou « sans_suite » dans sa page pour dire pourquoi",
        "Quand un document en remplace d’autres, personne ne doit y perdre ce qui était à soi : "
        "ce à quoi répondaient les anciens trouve une réponse, ou la raison de ne plus y répondre.",
        _W,
    ),
    Rule(
        "P330",
        "Chaîne trop longue",
        "{entry} dépend d’autre chose par plus de {limit} liens à la suite; retirez-en",
        "Chaque entrée dit pourquoi elle existe, lien après lien. Plus de cinquante liens ne se "
        "lisent pas et feraient des pages énormes.",
    ),
    Rule(
        "P331",
        "{question.singular} sans réponse",
        "« {title} » n’a pas encore de réponse",
        "Qui demande quelque chose attend une réponse, même courte : écrivez-la dans `reponse`.",
        _G,
    ),
    # P4: the options in mkdocs.yml
    Rule(
        "P401",
        "Option mal écrite",
        "« {key} » : {reason}",
        "Une option de `parapluie` dans `mkdocs.yml` n’a pas la forme attendue.",
    ),
    Rule(
        "P402",
        "Contenu introuvable",
        "le dossier « {value} » n’existe pas; vérifiez « docs_dir » dans mkdocs.yml",
        "Le dossier du contenu n’est pas là où `mkdocs.yml` le dit.",
    ),
    Rule(
        "P403",
        "Réglage inconnu",
        "« {key} » n’est pas un réglage du site{suggestion}",
        "Une ligne de `mkdocs.yml` nomme un réglage que le moteur ne connaît pas; elle est sans "
        "doute mal écrite. Avec `--strict`, le moteur s’arrêterait.",
        _W,
    ),
    Rule(
        "P404",
        "Jour de construction mal écrit",
        "{reason}; le site est construit pour aujourd’hui. Corrigez la variable ou retirez-la",
        "La variable d’environnement `SOURCE_DATE_EPOCH` dit pour quel jour construire le site : "
        "un nombre entier de secondes depuis le 1er janvier 1970, sans signe ni espace. Sans elle, "
        "c’est aujourd’hui.",
        _W,
    ),
    # P5: what is published and what comes from other sites
    Rule(
        "P501",
        "Adresse perdue",
        "« {value} » a été publiée et ne mène plus nulle part; ajoutez-la à « anciennes_adresses » "
        "de la page qui la remplace, ou retirez cette ligne si elle ne doit plus exister",
        "`_adresses.txt`, dans le dossier du contenu, garde les adresses publiées; `parapluie "
        "construire` y ajoute les nouvelles, sauf celles des exemples d’un site nouveau. Une "
        "adresse est imprimée, partagée, citée : quand une page change de nom ou de dossier, "
        "`anciens_ids` ou `anciennes_adresses` y laissent une redirection.",
        _W,
    ),
    Rule(
        "P502",
        "Données d’une autre municipalité",
        "« {value} » : {reason}; épinglez de nouveau ses données avec « parapluie federer »",
        "`federation.yml` nomme les municipalités dont le site montre ce qu’elles partagent avec "
        "nous. La copie de leurs données est gardée avec son empreinte : rien ne change ici sans "
        "que vous l’ayez voulu, et la construction n’a pas besoin du réseau.",
    ),
    Rule(
        "P503",
        "Lien brisé dans le site construit",
        "« {value} » {reason}{also}; {advice}",
        "`parapluie construire` suit toutes les adresses du nouveau site avant de le publier : "
        "liens, ancres, images, documents, fils, données. Une adresse brisée par le contenu laisse "
        "le site d’avant en place; celle que `mkdocs.yml`, vos gabarits ou un autre module ont "
        "apportée est seulement signalée.",
    ),
    Rule(
        "P504",
        "Contenu actif dans le site construit",
        "« {value} » {reason}{also}; {advice}",
        "Une page publiée ne contient que les scripts du site, ne charge rien d’un autre site que "
        "`mkdocs.yml` ne nomme, et n’a ni cadre, ni événement, ni formulaire d’ailleurs. "
        "`parapluie construire` le vérifie sur les pages finies, avant de les publier; ce que vos "
        "gabarits ou un autre module ont apporté est seulement signalé.",
    ),
    # P6: what a council is owed
    Rule(
        "P601",
        "Entrées à relire",
        "la formulation a changé : {number} à relire; « parapluie relire » les nomme",
        "La formulation d’une entrée (son texte adopté ou, à défaut, son titre et son « en bref ») "
        "n’est plus celle qu’avait lue ce qui en dépend. Relisez chaque entrée, corrigez-la s’il "
        "le faut, puis notez-le : `parapluie relire action:parc`. La typographie et les espaces ne "
        "comptent pas.",
        _G,
    ),
    Rule(
        "P602",
        "État gardé illisible",
        "cet état gardé ne se lit pas; remettez le fichier que « parapluie figer » avait écrit",
        "Les fichiers de `contenu/versions/` sont écrits par `parapluie figer` et ne se corrigent "
        "pas à la main : ils disent ce qui était adopté ce jour-là.",
    ),
    Rule(
        "P603",
        "Lentille sans réponse",
        "{lens} : personne n’a répondu; écrivez « reponse » : contribue, neutre, tension ou "
        "sans-objet",
        "Un projet passé au crible se regarde à travers chaque lentille : les {principe.plural} "
        "qui posent des questions ou, s’il existe, le fichier `lentilles.yml`. Tant que "
        "personne n’a commencé, un seul message les compte.",
        _G,
    ),
    Rule(
        "P604",
        "Tension sans arbitrage",
        "la réponse est « En tension », mais « arbitrage » manque; dites ce qui a été tranché",
        "Un projet en tension avec une lentille demande que quelqu’un tranche : `arbitrage` dit "
        "quoi, `arbitre_par` dit qui, `jusqu_au` dit quand y revenir.",
        _G,
    ),
    Rule(
        "P605",
        "Lentille inconnue",
        "{reason}",
        "Chaque point d’un crible nomme un `principe` ou une `lentille` du fichier "
        "`lentilles.yml`.",
    ),
    Rule(
        "P606",
        "Mesure dont on ne rend pas compte",
        "la mesure ne dit pas ce qu’elle est devenue : {reason}",
        "Une mesure d’avant est maintenue, fusionnée ou modifiée, et `devient` dit en quoi; ou "
        "elle est abandonnée, et `raison` dit pourquoi. Aucune ne se perd.",
    ),
    Rule(
        "P607",
        "Arbitrage échu",
        "l’arbitrage était à revoir {until}; revoyez-le, puis changez « jusqu_au »",
        "Un arbitrage vaut jusqu’au jour que dit `jusqu_au`. Ce jour passé, la tension attend de "
        "nouveau que quelqu’un tranche : gardez l’arbitrage et donnez-lui une autre date, ou "
        "écrivez-en un nouveau.",
        _G,
    ),
)
RULE_BY_CODE = {rule.code: rule for rule in RULES}

# What a value should have been, by pydantic's error type or by ours. `{value}` is the author's own
# word.
REASONS = {
    "expected_line": "on attend du texte sur une ligne, pas {found}",
    "expected_text": "on attend du texte, pas {found}",
    "empty": "la valeur est vide; écrivez-la ou retirez la clé",
    "expected_record": "on attend un groupe de clés ({keys}), pas {found}",
    "expected_integer": "« {value} » n’est pas un nombre entier",
    "expected_count": "« {value} » n’est pas un nombre entier d’au moins 0",
    "expected_number": "« {value} » n’est pas un nombre",
    "expected_amount": (
        "« {value} » n’est pas un montant en dollars; écrivez 240 000 ou 1,2 M$, et rien si le "
        "montant n’est pas connu"
    ),
    "expected_dollars": (
        "« {value} » n’est pas en dollars canadiens; convertissez le montant et dites-le dans la "
        "précision"
    ),
    "expected_possible": (
        "« {value} » dépasse 100 milliards de dollars; comptez les zéros, et vérifiez k$ ou M$"
    ),
    "expected_days": (
        "« {value} » n’est pas un nombre de jours-personnes; écrivez 12 ou 4,5, et rien si ce "
        "n’est pas connu"
    ),
    "expected_percent": "« {value} » n’est pas un pourcentage; écrivez un nombre entier de 0 à 100",
    "expected_moment": (
        "« {value} » n’est pas un moment d’un enregistrement; écrivez 1:02:30, 62:30 ou 1 h 02"
    ),
    "expected_boolean": "« {value} » n’est ni « oui » ni « non »",
    "expected_date": "« {value} » n’est pas une date; écrivez 2023, 2023-02 ou 2023-02-06",
    "expected_period": (
        "« {value} » n’est pas une période; écrivez 2023, 2023-02-06, 2023/2028 ou 2018/.."
    ),
    "expected_choice": "« {value} » n’est pas une valeur admise{suggestion}; on admet {choices}",
    "expected_identifier": (
        "« {value} » n’est pas un identifiant : minuscules sans accent, chiffres, traits d’union"
    ),
    "expected_shorter": (
        "« {value} » est trop long pour faire une adresse : au plus 200 signes d’une barre oblique "
        "à l’autre, et 1000 en tout"
    ),
    "expected_address": (
        "« {value} » n’est pas une adresse de ce site, comme projets/ecoquartier.html"
    ),
    "expected_url": "« {value} » n’est pas une adresse Web qui commence par https://",
    "expected_kept": (
        "« {value} » {fault}; prenez plutôt « {other} » ou, si c’est un ancien nom, retirez-le"
    ),
    "expected_sourced": "on attend une valeur, {{valeur, source}}, ou une liste de ces deux formes",
    "expected_later": "« jusqu_a » ({value}) vient avant « depuis » ({other})",
    "expected_source": "on attend la clé d’une source de la page, une adresse, ou une source "
    "avec son titre",
    "expected_point": "on attend deux nombres de 0 à 100, comme [50, 40]",
    "expected_word": "« {value} » ne contient aucun mot que l’on puisse chercher",
}

# What YAML complains of, as PyYAML words it, and what an author can do about it.
YAML_REASONS: tuple[tuple[str, str], ...] = (
    ("mapping values are not allowed", messages.YAML_COLON),
    (
        "block sequence entries are not allowed",
        "un tiret commence la valeur; mettez-la entre guillemets droits ou commencez la liste à la "
        "ligne suivante",
    ),
    (
        "unknown escape character",
        "une barre oblique inverse se trouve entre guillemets droits; retirez-la ou doublez-la",
    ),
    (
        "while parsing a block node",
        "ce caractère ne peut pas commencer une valeur; mettez-la entre guillemets droits",
    ),
    (
        "cannot start any token",
        "ce caractère ne peut pas commencer une valeur; mettez-la entre guillemets droits",
    ),
    ("while scanning a quoted scalar", "un guillemet droit ouvert n’est pas fermé"),
    ("while scanning a double-quoted scalar", "un guillemet droit ouvert n’est pas fermé"),
    (
        "while scanning a single-quoted scalar",
        "une apostrophe ouverte n’est pas fermée; mettez le texte entre guillemets droits",
    ),
    ("while parsing a flow sequence", "un crochet [ ouvert n’est pas fermé"),
    ("while parsing a flow mapping", "une accolade { ouverte n’est pas fermée"),
    ("while parsing a flow node", "il manque une valeur entre les crochets ou les accolades"),
    (
        "while parsing a block mapping",
        "le retrait ou un caractère de cette ligne ne suit pas ce qui précède",
    ),
    ("while parsing a block collection", "le retrait de cette ligne ne suit pas celui de la liste"),
    ("could not find expected ':'", messages.YAML_NO_COLON),
    ("while scanning an alias", "une étoile commence la valeur; mettez-la entre guillemets droits"),
    ("while scanning an anchor", "un « & » commence la valeur; mettez-la entre guillemets droits"),
    ("undefined alias", "une étoile commence la valeur; mettez-la entre guillemets droits"),
    (
        "while scanning a tag",
        "un point d’exclamation commence la valeur; mettez-la entre guillemets droits",
    ),
    (
        "while scanning a block scalar",
        "après « | » ou « > », le texte va à la ligne suivante, en retrait",
    ),
    (
        "special characters are not allowed",
        "un caractère invisible s’y trouve; effacez-le et retapez la ligne",
    ),
)
