"""What the system answers, in French: its own words are in the language of the C library.

And what stands for a sign on a stream that cannot say it.
"""

import errno

# By the names of the codes, which are the same on every system.
_REASONS = {
    "EACCES": "l’accès est refusé; vérifiez les droits, ou si un autre programme tient ce fichier",
    "EBUSY": "un autre programme s’en sert",
    "ECONNREFUSED": "la connexion est refusée",
    "ECONNRESET": "la connexion a été coupée",
    "EDQUOT": "l’espace qui vous est accordé sur le disque est plein",
    "EEXIST": "ce nom est déjà pris",
    "EFBIG": "le fichier serait trop gros pour ce disque",
    "EHOSTUNREACH": "l’autre ordinateur ne se rejoint pas",
    "EILSEQ": "ce disque n’admet pas ce nom",
    "EINVAL": "ce nom ou cette demande n’est pas admis ici",
    "EIO": "le disque ne répond pas bien; il est peut-être abîmé ou débranché",
    "EISDIR": "c’est un dossier, pas un fichier",
    "ELOOP": "des liens symboliques tournent en rond",
    "EMFILE": "trop de fichiers sont ouverts à la fois",
    "EMLINK": "trop de liens mènent à ce fichier",
    "ENAMETOOLONG": "le nom ou le chemin est trop long",
    "ENETUNREACH": "le réseau ne se rejoint pas",
    "ENFILE": "trop de fichiers sont ouverts à la fois sur cet ordinateur",
    "ENODEV": "le disque n’est pas là",
    "ENOENT": "ce fichier ou ce dossier n’existe pas",
    "ENOMEM": "la mémoire de l’ordinateur est pleine",
    "ENOSPC": "il ne reste plus de place sur le disque",
    "ENOTDIR": "une partie du chemin n’est pas un dossier",
    "ENOTEMPTY": "le dossier n’est pas vide",
    "ENXIO": "ce fichier n’est pas de ceux qui se lisent",
    "EPERM": "cette opération n’est pas permise",
    "EPIPE": "le programme qui lisait s’est arrêté",
    "EROFS": "ce disque ne peut qu’être lu",
    "ESTALE": "le disque partagé a changé entre-temps",
    "ETIMEDOUT": "la réponse n’est pas venue à temps",
    "ETXTBSY": "un programme qui tourne se sert de ce fichier",
    "EXDEV": "les deux endroits sont sur des disques différents",
}
# Windows tells more than the code that Python makes of it; see « System Error Codes ».
_ON_WINDOWS = {
    5: "EACCES",
    19: "EROFS",
    21: "ENODEV",
    32: "EBUSY",
    33: "EBUSY",
    39: "ENOSPC",
    53: "EHOSTUNREACH",
    67: "EHOSTUNREACH",
    112: "ENOSPC",
    123: "EINVAL",
    145: "ENOTEMPTY",
    183: "EEXIST",
    206: "ENAMETOOLONG",
    1224: "EBUSY",
}
# Errors of the network have codes of their own, or none.
_BY_NAME = {
    "gaierror": "ce nom n’est celui d’aucun ordinateur du réseau",
    "SSLCertVerificationError": "le certificat du site n’est pas valable",
    "SSLError": "la connexion protégée n’a pas pu se faire",
    "TimeoutError": _REASONS["ETIMEDOUT"],
}
_ANSWER = "l’autre site répond par le code {code}"
_OTHER = "une erreur qu’il appelle {code}"

# Signs that a reader recognises in others. Letters lose their accents, and the rest is escaped.
ALIKE = {
    "→": "->", "←": "<-", "↔": "<->", "≥": ">=", "≤": "<=", "≠": "!=", "−": "-", "×": "x", "÷": "/",
    "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "…": "...", "–": "-", "—": "-",
    "‑": "-", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "·": "-", "•": "*", "ø": "o", "Ø": "O",
}  # fmt: skip


def system_reason(error: OSError) -> str:
    """Return in French why the system refused; what has no words of ours gives its code."""
    kind = type(error).__name__
    if kind == "HTTPError":
        return _ANSWER.format(code=getattr(error, "code", ""))
    code = errno.errorcode.get(error.errno or 0, "")
    code = _ON_WINDOWS.get(getattr(error, "winerror", None) or 0, code)
    return _REASONS.get(code) or _BY_NAME.get(kind) or _OTHER.format(code=code or kind)
