"""Alternative texts: what makes one useless to a person who does not see the picture.

Source: W3C, « An alt Decision Tree »; screen readers already say that a picture is one.
"""

import re

from parapluie.vocabulary import messages
from parapluie.vocabulary.words import ALT_OPENING, PICTURE_SUFFIXES

LONGEST = 150  # characters; more belongs in the description
_FILE_NAME = re.compile(rf"\S+\.({'|'.join(PICTURE_SUFFIXES)})", re.IGNORECASE)
_CAMERA_NAME = re.compile(r"[a-z]{0,5}[-_ ]?\d[\d_-]{3,}", re.IGNORECASE)
_OPENING = re.compile(ALT_OPENING, re.IGNORECASE)


def fault(alt: str, file: str) -> str:
    """Return what is wrong with the alternative text of the picture in *file*, or nothing."""
    alt = alt.strip()
    stem = file.rpartition("/")[2].rpartition(".")[0]
    if alt and (alt == stem or _FILE_NAME.fullmatch(alt) or _CAMERA_NAME.fullmatch(alt)):
        return messages.ALT_FILE_NAME
    if found := _OPENING.match(alt):
        return messages.ALT_OPENS.format(words=found[0].strip())
    if len(alt) > LONGEST:
        return messages.ALT_LONG.format(length=len(alt), limit=LONGEST)
    return ""
