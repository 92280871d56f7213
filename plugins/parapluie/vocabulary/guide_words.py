"""French of the guide that is not in its templates: examples of each key and of each option."""

GUIDE_TITLE = "Guide de rédaction"
GUIDE_DESCRIPTION = "Tout ce qu’il faut pour écrire, vérifier et publier ce site."
# The pages of the guide that stand in its index, in order: name, title, what one finds there.
PAGES = (
    ("premiere-heure", "La première heure", "De rien à un site que l’on peut montrer."),
    ("entree", "Écrire une entrée", "L’en-tête, le texte, les liens, les fichiers à côté."),
    ("cles", "Toutes les clés", "Ce qui s’écrit dans chaque en-tête, avec un exemple."),
    ("mots", "Vos mots et vos niveaux", "Parler du cadre avec les mots d’ici."),
    ("recit", "Écrire le récit", "Les scènes, et les passages que les gestes rendent vrais."),
    ("illustrations", "Les illustrations", "Les textes de remplacement, les crédits, les repères."),
    ("conseil", "Ce que demande un conseil", "Numéros, argent, avancement, attentes, séances."),
    ("verifier", "Vérifier et relire", "Les problèmes, ce qui manque, ce qui se dirait mieux."),
    ("regles", "Les règles", "Chaque code de problème, et quoi faire."),
    (
        "tableur",
        "Avec un tableur",
        "Sortir le contenu en colonnes, le remettre, renommer, retirer.",
    ),
    ("navigateur", "Dans le navigateur", "Des formulaires plutôt que des fichiers."),
    ("editeur", "Dans votre éditeur", "Les clés proposées, les fautes soulignées."),
    ("recherche", "La recherche", "Lui apprendre les mots des gens d’ici."),
    ("reglages", "Les réglages", "Tout ce que mkdocs.yml peut dire à Parapluie."),
    ("publier", "Publier le site", "Ce que l’hébergeur doit savoir."),
)

LIST = "{what}; ou une liste"
REQUIRED = "obligatoire"

# An example of each key, by key, or by kind and key where one kind has its own.
EXAMPLES = {
    "titre": "titre: Budget participatif",
    "en_bref": "en_bref: Chaque année, les gens d’ici choisissent un projet.",
    "type": "type: page",
    "aussi_nomme": "aussi_nomme: [BP, budget citoyen]",
    "anciens_ids": "anciens_ids: [budget-citoyen]",
    "anciennes_adresses": "anciennes_adresses: [projets/budget-2018.html]",
    "ordre": "ordre: 3",
    "numero": "numero: 1.2.3",
    "illustration": "illustration: parc-en-hiver",
    "avis": "avis: Le calendrier de cette page est provisoire.",
    "verifie_le": "verifie_le: 2026-10",
    "faits": (
        "faits:\n"
        "  - libelle: Enveloppe de chaque édition\n"
        "    valeur: {valeur: 20 000 $, source: bilan}\n"
        "  - libelle: Projets présentés\n"
        "    valeur:\n"
        "      - {valeur: 5, source: bilan}\n"
        "      - {valeur: 4, source: journal}"
    ),
    "sources": (
        "sources:\n"
        "  - cle: bilan\n"
        "    titre: Bilan de la première édition\n"
        '    url: "https://exemple.ca/bilan"\n'
        "    date: 2026-06\n"
        "  - cle: journal\n"
        "    titre: Article du journal local"
    ),
    "annonce": "annonce: 12",
    "referentiels": "referentiels: [ldd:prevention, odd:11]",
    "tension_avec": "tension_avec: [patrimoine]",
    "tensions": (
        "tensions:\n"
        "  - avec: patrimoine\n"
        "    arbitrage: On répare d’abord, on remplace ensuite.\n"
        "    decision: resolution-2026-034\n"
        "    jusqu_au: 2028"
    ),
    "issu_de": "issu_de: [soiree-de-consultation]",
    "principes": "principes: [participation, equite]",
    "groupes": "groupes: [familles, jeunes]",
    "themes": "themes: [mobilite]",
    "responsable": "responsable: service-des-loisirs",
    "partenaires": "partenaires: [maison-des-jeunes, club-de-marche]",
    "remplace": "remplace: [plan-2018]",
    "fusionnee_dans": "fusionnee_dans: [navette]",
    "participation": "participation: concertation",
    "mene_a": "mene_a: [action:abri]",
    "reponse": "reponse: Oui, dès l’automne.",
    "ou": "ou: À la séance de mars",
    "repond_a": "repond_a: [se-deplacer]",
    "sans_suite": "sans_suite: Un autre organisme y répond déjà.",
    "periode": "periode: 2026/2030",
    "quand": "quand: 2026-04-12",
    "suite": "suite: retenu",
    "raison": "raison: Le terrain appartient à un autre organisme.",
    "fait_partie_de": "fait_partie_de: [parc-riverain]",
    "telephone": "telephone: 555 555-0100",
    "courriel": "courriel: loisirs@exemple.ca",
    "chapitre.citations": (
        "citations:\n"
        "  - texte: On aimerait un banc à mi-côte.\n"
        "    qui: une personne aînée\n"
        "    entendu: marche-discussion"
    ),
    "principe.nature": "nature: valeur",
    "principe.parent": "parent: participation",
    "principe.questions": (
        "questions:\n  - Qui sera touché par ce projet?\n  - Qui n’a pas été entendu?"
    ),
    "competence": (
        "competence:\n"
        "  seule: Entretenir les berges de ses parcs.\n"
        "  avec:\n"
        "    - {qui: la MRC, quoi: Décider de ce qui se construit près des cours d’eau.}\n"
        "  ne_veut_pas_dire: Que chaque berge sera reboisée."
    ),
    "politique.genre": "genre: plan",
    "politique.statut": "statut: en-vigueur",
    "politique.adoption": "adoption: 2026-02-06",
    "politique.s_impose_a_tout": "s_impose_a_tout: oui",
    "politique.releve_de": "releve_de: [developpement-durable]",
    "politique.annonce": "annonce: {action: 12, objectif: 4}",
    "politique.objectifs": (
        "objectifs:\n"
        "  - id: decider-ensemble\n"
        "    titre: Décider ensemble\n"
        "    en_bref: Chaque voix compte, même celle qui parle bas.\n"
        "    texte_adopte: La municipalité décide avec sa population.\n"
        "    groupes: [jeunes]"
    ),
    "action.genre": "genre: projet-structurant",
    "action.statut": "statut: en-continu",
    "action.periode": "periode: 2018/..",
    "action.etapes": (
        "etapes:\n"
        "  - {quand: 2026-04-12, titre: Premier vote, fait: oui, source: bilan}\n"
        "  - {quand: 2026-09, titre: Inauguration}"
    ),
    "action.realise": "realise: [participation-citoyenne#decider-ensemble]",
    "attend": ("attend:\n  quoi: Une décision sur le terrain\n  qui: conseil\n  d_ici: 2027-03-15"),
    "enregistrement": (
        'enregistrement:\n  url: "https://exemple.ca/seance-du-2-mars"\n  moment: "1:02:30"'
    ),
    "action.bilans": (
        "bilans:\n"
        "  - annee: 2026\n"
        "    prevu: Installer six bancs.\n"
        "    resultat: en-partie\n"
        "    fait: Quatre bancs sont posés.\n"
        "    ecart: Le fournisseur a livré en retard."
    ),
    "avancement": "avancement: {pourcentage: 60, le: 2026-09-30, mot: Le toit est posé.}",
    "preuve": "preuve: {texte: Les douze bancs sont posés., le: 2026-10-20, source: bilan}",
    "suivi": (
        "suivi:\n"
        "  - {quand: 2026-05-12, texte: La terre est drainée.}\n"
        "  - {quand: 2026-09-30, texte: Les premiers arbres sont plantés.}"
    ),
    "priorite": "priorite: haute",
    "groupe.en_phrase": "en_phrase: les personnes qui vivent seules",
    "groupe.reunit": "reunit: [aines, benevoles]",
    "acteur.genre": "genre: comite",
    "activite.genre": "genre: consultation",
    "activite.participants": (
        "participants:\n  - {valeur: 200, source: bilan}\n  - {valeur: 300, source: journal}"
    ),
    "activite.participer": (
        "participer:\n"
        "  jusqu_au: 2026-12-15\n"
        "  telephone: 555 555-0100\n"
        "  adresse: Boîte aux lettres de la mairie, 1, rue Principale\n"
        "  lieu: Salle communautaire, le mardi de 13 h à 16 h\n"
        "  courriel: avis@exemple.ca\n"
        '  en_ligne: "https://exemple.ca/questionnaire"\n'
        "  precisions: La salle est accessible, et l’on garde les enfants."
    ),
    "activite.nourrit": "nourrit: [participation-citoyenne]",
    "activite.apports": (
        "apports:\n"
        "  - texte: On aimerait un banc à mi-côte.\n"
        "    suite: retenu\n"
        "    nourrit: [bancs-publics]\n"
        "  - texte: Fermons la rue tout l’été.\n"
        "    suite: non-retenu\n"
        "    raison: Les secours doivent pouvoir passer."
    ),
    "decision.genre": "genre: crible",
    "decision.crible": (
        "crible:\n"
        "  - principe: equite\n"
        "    reponse: contribue\n"
        "    constat: On se rend au parc à pied de tous les quartiers.\n"
        "    manque: Rien n’est prévu pour qui se déplace en fauteuil roulant."
    ),
    "decision.modifie": "modifie: [participation-citoyenne]",
    "decision.met_fin_a": "met_fin_a: [plan-2018]",
    "decision.examine": "examine: [parc-riverain]",
    "decision.numero": "numero: 2026-02-034",
    "decision.adopte": "adopte: [participation-citoyenne]",
    "indicateur.unite": "unite: personnes",
    "indicateur.depart": "depart: 70",
    "indicateur.cible": "cible: 150 en 2030",
    "indicateur.valeurs": (
        "valeurs:\n"
        "  - {quand: 2024, valeur: 75}\n"
        "  - {quand: 2026, valeur: 176, note: Le vote se faisait aussi par la poste.}"
    ),
    "indicateur.mesure": "mesure: [budget-participatif]",
    "mesure_ancienne.politique_ancienne": "politique_ancienne: Plan familial 2012-2017",
    "mesure_ancienne.suite": "suite: fusionnee",
    "mesure_ancienne.raison": "raison: Deux mesures disaient la même chose.",
    "mesure_ancienne.devient": "devient: [action:maison-des-familles]",
    "terme.definition": "definition: Un mot expliqué comme on le dirait à quelqu’un.",
}
# The files that hold several entries or none: what they are, and an example of the whole.
FILES = (
    (
        "glossaire.yml",
        "Les mots expliqués. Le site explique chacun là où une page l’emploie d’abord.",
        "mada:\n"
        "  titre: MADA\n"
        "  definition: Municipalité amie des aînés, qui s’adapte au vieillissement.\n"
        "  aussi_nomme: [municipalité amie des aînés]\n",
    ),
    (
        "synonymes.yml",
        "Les mots des gens, et ceux de vos textes, pour la recherche.",
        "garderie: petite enfance\n",
    ),
    (
        "arrimages.yml",
        "Ce que « Failles » dit semblable et que vous avez comparé : on n’en parle plus.",
        "navette-nord: [navette-sud]\n",
    ),
    (
        "_defauts.yml",
        "Dans un dossier, ce que ses entrées ont en commun; chaque entrée peut dire autre chose.",
        "verifie_le: 2026-10\n",
    ),
    (
        "referentiels/mrc.yml",
        "Un cadre extérieur à vous, à côté de la Loi sur le développement durable et du Programme "
        "2030 des Nations unies, qui sont fournis.",
        "cle: mrc\n"
        "titre: Plan d’action de la MRC\n"
        "nom_court: MRC\n"
        "en_bref: Ce que la MRC demande.\n"
        "avis: Seuls les titres sont repris ici.\n"
        "sources:\n"
        "  - titre: Plan d’action\n"
        "elements:\n"
        "  - {id: eau, titre: Protéger l’eau, numero: 1, en_bref: Rivières et puits.}\n",
    ),
)

# What each option of the plugin does, and an example of it.
OPTIONS = {
    "organisation": (
        "Comment les phrases vous nomment, avec l’article.",
        "organisation: le Village",
    ),
    "avis": (
        "Une mise en garde, en haut de chaque page.",
        "avis: Site en préparation; ses textes ne sont pas encore adoptés.",
    ),
    "contact": (
        "Un courriel ou l’adresse d’une page : à qui écrire au sujet du site.",
        "contact: politiques@exemple.ca",
    ),
    "illustrations": ("Le dossier des images d’origine.", "illustrations: illustrations"),
    "verification_mois": (
        "Après combien de mois une page devrait être relue.",
        "verification_mois: 24",
    ),
    "referentiels": (
        "Les cadres extérieurs à montrer même si rien n’y correspond encore.",
        "referentiels: [ldd, odd]",
    ),
    "croisement": (
        "Deux listes qui se croisent : un tableau montre ce qui s’appuie sur l’une et sur l’autre.",
        "croisement: [orientation, echelle]\n"
        "vocabulaire:\n"
        "  principe:\n"
        "    sous_types:\n"
        "      orientation: {dossier: orientations}\n"
        "      echelle: {dossier: echelles}",
    ),
    "exports": (
        "Les formes à publier à côté des pages; sans cette option, toutes le sont.",
        "exports: [json, csv, xlsx, jsonld, stratml, atom, ics, affiches, partage]",
    ),
    "licence": (
        "À quelles conditions on peut reprendre les données : CC-BY-4.0, par exemple, ou l’adresse "
        "d’une licence.",
        "licence: CC-BY-4.0",
    ),
    "palette": (
        "Vos couleurs. Un contraste trop faible est une erreur : tout le monde doit pouvoir lire.",
        "palette:\n"
        '  principale: "#12324a"\n'
        '  accent: "#a8432f"\n'
        '  rehaut: "#e0a23b"\n'
        '  papier: "#fdfaf2"\n'
        '  lien: "#1a5276"',
    ),
    "palette_sombre": (
        "Les mêmes, pour qui préfère un fond sombre.",
        'palette_sombre:\n  lien: "#9fd0f0"',
    ),
    "vocabulaire": (
        "Vos propres mots. Un type se renomme, ou se divise en sous-types; le site parle alors vos "
        "mots partout, et la commande aussi. Sous `statuts`, vous renommez les statuts et vous en "
        "ajoutez.",
        "vocabulaire:\n"
        "  politique:\n"
        "    singulier: levier\n"
        "    pluriel: leviers\n"
        "    genre: m\n"
        "    elision: false\n"
        "    dossier: leviers\n"
        "    presentation: Ce par quoi le cadre agit.\n"
        "    menu: onglet\n"
        "    rang: 2\n"
        '    couleur: "#2f6f4e"\n'
        '    couleur_sombre: "#8fd3ae"\n'
        "  principe:\n"
        "    sous_types:\n"
        "      rouage: {dossier: rouages, genre: m}\n"
        "      facteur: {dossier: facteurs, genre: m}\n"
        "  statuts:\n"
        "    en-cours: {libelle: En chantier}\n"
        "    amorcee: {libelle: Amorcé, feminin: Amorcée, phase: pendant}",
    ),
    "champs": (
        "Vos propres champs, type d’entrée par type d’entrée. Chacun a un `libelle` et un `type` : "
        "texte, nombre, date, choix, oui-non ou lien. Le site le vérifie, l’affiche, le filtre et "
        "l’exporte comme les siens; les classeurs et les formulaires l’ont aussi.",
        "champs:\n"
        "  action:\n"
        "    quartier: {libelle: Quartier, type: choix, choix: [Nord, Sud]}\n"
        "    suivi_par: {libelle: Suivi par, type: lien, vers: acteur, plusieurs: oui}\n"
        "  objectif:\n"
        "    echeance: {libelle: Échéance, type: date, aide: Pour quand.}",
    ),
    "priorites": (
        "Vos mots pour `priorite`, ce qui presse le plus d’abord; les listes de l’équipe les "
        "suivent. Sans cette option, elles suivent l’alphabet.",
        "priorites: [haute, moyenne, basse]",
    ),
    "regles": (
        "La sévérité d’une règle : erreur, avertissement, lacune ou ignorer.",
        "regles: {P307: erreur, P222: ignorer}",
    ),
    "lisibilite": (
        "À partir de combien de mots une phrase, un paragraphe ou une suite de noms fait l’objet "
        "d’une remarque, et les mots que vous gardez.",
        "lisibilite:\n  phrase: 25\n  paragraphe: 90\n  noms: 4\n  mots_admis: [LOBE]",
    ),
    "guide": ("Faire ce guide, ou non.", "guide: true"),
    "publier_outils": (
        "Publier aussi les pages de l’équipe : le guide, les failles, les angles morts, la "
        "lisibilité, ce qui est à relire. Sans cela, seuls l’aperçu et le site intérieur les ont.",
        "publier_outils: non",
    ),
    "avif": (
        "Publier aussi les photos en AVIF : plus légères à lire, plus longues à préparer.",
        "avif: false",
    ),
    "images_generees": (
        "Dessiner un paysage pour ce qui n’a pas d’image, et des cartes de partage.",
        "images_generees: true",
    ),
}
