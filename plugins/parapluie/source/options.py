"""The plugin's options, read from `mkdocs.yml` by whichever outlet runs.

One schema for the MkDocs plugin and for the command, with messages of our own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from pydantic_core import ValidationError

from parapluie.model import Place
from parapluie.problems import Problem, problem
from parapluie.source.colours import Palette
from parapluie.vocabulary import messages
from parapluie.vocabulary.dates import LAST_YEAR
from parapluie.vocabulary.exports_words import EXPORTS
from parapluie.vocabulary.inside_words import AUDIENCE, Audience
from parapluie.vocabulary.kinds import KIND_BY_KEY
from parapluie.vocabulary.local_fields import LocalField
from parapluie.vocabulary.local_values import LocalStatus
from parapluie.vocabulary.local_words import Vocabulary
from parapluie.vocabulary.rules import RULE_BY_CODE, Severity
from parapluie.vocabulary.words import DEFAULT_ORGANISATION

from .option_checks import check, option_problem, problem_of, strings, unseen
from .option_fields import read_fields
from .option_schema import Written, written_validator
from .option_statuses import read_statuses
from .option_values import is_contact, is_licence, local_word, palette_of

CACHE_FOLDER = ".cache/parapluie"  # beside the configuration file; may be deleted at any time
BUILD_DAY = "SOURCE_DATE_EPOCH"  # in the environment
_SECONDS = re.compile(r"[0-9]{1,11}")


@dataclass(frozen=True, slots=True)
class Readability:
    """From how many words a sentence or a paragraph is long, from how many nouns they are strung.

    The figures are house marks: no guide sets them.
    """

    sentence: int = 25
    paragraph: int = 90
    nouns: int = 4
    allowed: tuple[str, ...] = ()  # words that the town keeps


@dataclass(frozen=True, slots=True)
class Options:
    """What the core needs to know besides the content."""

    site_name: str = "Parapluie"
    site_url: str = ""  # where the site is published, with its last slash; may not be known
    organisation: str = DEFAULT_ORGANISATION  # with its article, as sentences say it
    notice: str = ""  # printed on every page
    contact: str = ""  # an email, or the address of a page
    illustrations: str = "illustrations"  # folder, relative to the configuration file
    review_months: int = 24
    frameworks: tuple[str, ...] = ()  # shown even when nothing corresponds to them
    crossing: tuple[str, ...] = ()  # two parts of the vocabulary that cross
    priorities: tuple[str, ...] = ()  # the town's words for `priorite`, what presses most first
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    readability: Readability = Readability()
    guide: bool = True
    drawn_pictures: bool = True  # landscapes and sharing cards, where there is a cache
    licence: str = ""  # of the open data: a key of `LICENCES` or an address
    exports: tuple[str, ...] = EXPORTS  # what is published beside the pages
    avif: bool = False  # publish pictures in this format too: lighter, slower to make
    palette: Palette = field(default_factory=Palette)
    audience: Audience = Audience.PUBLIC
    shows_tools: bool = False  # the pages of the staff, on the public site too
    today: date = date(1970, 1, 1)  # the edge gives the day: the core has no clock
    directory_urls: bool = False  # pages are published as folders
    # The engine makes relative addresses in HTML follow the page that it moves into a folder.
    engine_moves_addresses: bool = False

    @property
    def for_staff(self) -> "Options":
        """The same for colleagues, who see drafts and what stays inside."""
        return replace(self, audience=Audience.INSIDE)

    @property
    def has_tools(self) -> bool:
        """Whether the pages of the staff are made: residents do without."""
        return self.shows_tools or self.audience is not Audience.PUBLIC

    @property
    def has_guide(self) -> bool:
        """Whether the guide for those who write is made, which is one of them."""
        return self.guide and self.has_tools


def audience(environment: Mapping[str, str]) -> Audience:
    """Return whom `construire` has the site made for; the public where it does not say."""
    known = {one.value: one for one in Audience}
    return known.get(environment.get(AUDIENCE, ""), Audience.PUBLIC)


def build_day(environment: Mapping[str, str]) -> tuple[date, list[Problem]]:
    """Return the day to build for: that of `SOURCE_DATE_EPOCH` (seconds, UTC) or else today.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification. Where anything is told of the
    variable, engines must not see it: they end on what they cannot read.
    """
    written = environment.get(BUILD_DAY)
    if written is None:
        return date.today(), []
    if _SECONDS.fullmatch(written):
        day = datetime.fromtimestamp(int(written), UTC).date()
        if day.year <= LAST_YEAR:
            return day, []
    shown = "".join(sign if sign.isprintable() else "?" for sign in written[:40])
    reason = messages.DAY_WRONG.format(value=shown) if written else messages.DAY_EMPTY
    return date.today(), [problem("P404", Place(BUILD_DAY), reason=reason)]


def read_options(
    written: object, *, site_name: str, today: date, directory_urls: bool, site_url: str = ""
) -> tuple[Options, list[Problem]]:
    """Return the options that *written* states, and what is wrong with them.

    What is wrong is left out, so that the rest can be checked in the same run.
    """
    if not isinstance(written, Mapping):
        options, _ = read_options(
            {},
            site_name=site_name,
            today=today,
            directory_urls=directory_urls,
            site_url=site_url,
        )
        return options, [option_problem("parapluie", messages.OPTION_REASONS["dict_type"])]
    statuses, rest, problems = read_statuses(written)
    own, rest, wrong = read_fields(rest)
    parsed, others = _parsed(rest)
    problems += [*wrong, *others, *check(parsed), *unseen([*strings(written), site_name, site_url])]
    options = _options(
        parsed,
        statuses,
        own,
        site_name=site_name,
        today=today,
        directory_urls=directory_urls,
        site_url=site_url,
    )
    return options, problems


def _parsed(written: Mapping[object, object]) -> tuple[Written, list[Problem]]:
    """Return what is right in *written*, and what is wrong with the rest."""
    validator = written_validator()
    parsed: Written
    try:
        parsed, problems = validator.validate_python(dict(written)), []
    except ValidationError as error:
        problems = [
            problem_of(".".join(str(step) for step in detail["loc"]), detail["type"])
            for detail in error.errors(include_url=False)
        ]
        wrong = {str(detail["loc"][0]) for detail in error.errors(include_url=False)}
        right = {key: value for key, value in written.items() if key not in wrong}
        parsed = validator.validate_python(right)
    return parsed, problems


def _options(
    parsed: Written,
    statuses: tuple[LocalStatus, ...],
    own_fields: tuple[LocalField, ...],
    *,
    site_name: str,
    today: date,
    directory_urls: bool,
    site_url: str,
) -> Options:
    return Options(
        site_name=site_name,
        site_url=f"{site_url.rstrip('/')}/" if site_url else "",
        organisation=parsed.organisation,
        notice=parsed.avis,
        contact=parsed.contact if is_contact(parsed.contact) else "",
        illustrations=parsed.illustrations,
        review_months=parsed.verification_mois,
        frameworks=tuple(parsed.referentiels),
        crossing=tuple(parsed.croisement),
        priorities=tuple(parsed.priorites),
        vocabulary=Vocabulary(
            {
                key: local_word(key, word)
                for key, word in parsed.vocabulaire.items()
                if key in KIND_BY_KEY
            },
            statuses,
            own_fields,
        ),
        severities={k: v for k, v in parsed.regles.items() if k in RULE_BY_CODE},
        readability=Readability(
            parsed.lisibilite.phrase,
            parsed.lisibilite.paragraphe,
            parsed.lisibilite.noms,
            tuple(parsed.lisibilite.mots_admis),
        ),
        guide=parsed.guide,
        shows_tools=parsed.publier_outils,
        licence=parsed.licence if is_licence(parsed.licence) else "",
        exports=tuple(form for form in EXPORTS if form in parsed.exports),
        avif=parsed.avif,
        drawn_pictures=parsed.images_generees,
        palette=palette_of(parsed),
        today=today,
        directory_urls=directory_urls,
    )
