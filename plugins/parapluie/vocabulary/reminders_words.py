"""French of the reminders: what the staff has to come back to, as a text to send."""

from enum import StrEnum

COMMAND = (
    "Dire à quoi revenir, service par service : ce qui est en retard, en attente, à revoir ou à "
    "compléter. Rien n’est envoyé : le texte se copie dans un courriel."
)
SERVICE = "Seulement ce que porte ce service, par son identifiant."
AS_JSON = "Donne les rappels en JSON, pour un autre programme."
NOTHING = "Rien à rappeler."
NOTHING_OF = "Rien à rappeler à « {title} »."
HEADING = "{title} : {number}"
NOBODY = "Sans responsable"
COUNT = ("aucun rappel", "un rappel", "{number} rappels")
LINE = "- {title} ({place}) : {what}"
SHARE = "{filled} sur {expected}"


class Why(StrEnum):
    """Why someone is reminded of an entry, the most pressing first."""

    LATE = "en-retard"
    AWAITING = "en-attente"
    STALE = "a-revoir"
    INCOMPLETE = "a-completer"


TITLES = {
    Why.LATE: "En retard",
    Why.AWAITING: "En attente",
    Why.STALE: "À revoir",
    Why.INCOMPLETE: "À compléter",
}
LATE_START = "devait commencer {when}, en retard {by}"
LATE_END = "devait finir {when}, en retard {by}"
LATE_STEP = "« {step} » était prévu {when}, en retard {by}"
AWAITED = "{what}{of}{until}"
AWAITED_OF = ", de « {title} »"
AWAITED_COUNCIL = ", du conseil"
STALE = "vérifié {when}"
INCOMPLETE = "il manque {fields} ({share})"
