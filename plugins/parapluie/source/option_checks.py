"""What is wrong with options whose types are right, and how any of it is said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import islice

from parapluie.model import Place
from parapluie.problems import Problem, problem, suggestion
from parapluie.source.colours import MARK, contrast, is_colour, rgb
from parapluie.vocabulary import exports_words, messages
from parapluie.vocabulary.exports_words import EXPORTS, LICENCES
from parapluie.vocabulary.file_names import fault, kept_name
from parapluie.vocabulary.grammar import decimal
from parapluie.vocabulary.hidden_signs import hidden_words
from parapluie.vocabulary.kinds import KIND_BY_KEY
from parapluie.vocabulary.links import APPLIES
from parapluie.vocabulary.local_words import Vocabulary
from parapluie.vocabulary.rules import RULE_BY_CODE
from parapluie.vocabulary.web_addresses import may_mislead, misleading_in

from .option_schema import CONFIG_FILE, HOLDERS, KindWord, Written
from .option_values import is_contact, is_licence, local_word, pairs, palette_of


def check(parsed: Written) -> list[Problem]:
    """Return what is wrong with options whose types are right."""
    problems = [
        option_problem(
            "vocabulaire",
            messages.OPTION_KIND_UNKNOWN.format(value=key, suggestion=suggestion(key, KIND_BY_KEY)),
        )
        for key in parsed.vocabulaire
        if key not in KIND_BY_KEY
    ]
    problems += [
        option_problem("regles", messages.OPTION_RULE_UNKNOWN.format(value=code))
        for code in parsed.regles
        if code not in RULE_BY_CODE
    ]
    problems += [*_check_palette(parsed), *_check_hues(parsed)]
    if not is_contact(parsed.contact):
        reason = messages.OPTION_CONTACT.format(value=parsed.contact)
        problems.append(option_problem("contact", reason))
    problems += [
        option_problem(
            "exports",
            exports_words.OPTION_EXPORT_UNKNOWN.format(
                value=form, suggestion=suggestion(form, EXPORTS)
            ),
        )
        for form in parsed.exports
        if form not in EXPORTS
    ]
    if not is_licence(parsed.licence):
        reason = exports_words.OPTION_LICENCE_UNKNOWN.format(
            value=parsed.licence, suggestion=suggestion(parsed.licence, LICENCES)
        )
        problems.append(option_problem("licence", reason))
    return problems + _check_words(parsed)


def _check_words(parsed: Written) -> list[Problem]:
    """P401: words that cross what does not, or that make folders which cannot be."""
    problems = []
    words = {k: local_word(k, w) for k, w in parsed.vocabulaire.items() if k in KIND_BY_KEY}
    crossed = [Vocabulary(words).named(key) for key in parsed.croisement]
    if parsed.croisement and (
        len(crossed) != 2 or any(s is None or s.kind.key not in APPLIES.targets for s in crossed)
    ):
        kind = Vocabulary(words).names[APPLIES.targets[0]].plural
        problems.append(option_problem("croisement", messages.OPTION_CROSSING.format(plural=kind)))
    folders: set[str] = set()
    for subkind in Vocabulary(words).subkinds:
        for name in dict.fromkeys((subkind.list_folder, subkind.key)):
            if refused := fault(name):
                reason = messages.OPTION_FOLDER_REFUSED.format(
                    value=name, reason=refused, other=kept_name(name, messages.OTHER_NAME)
                )
                problems.append(option_problem("vocabulaire", reason))
        if subkind.list_folder and subkind.list_folder in folders:
            reason = messages.OPTION_FOLDER_TAKEN.format(value=subkind.list_folder)
            problems.append(option_problem("vocabulaire", reason))
        folders.add(subkind.list_folder)
    return problems


def strings(written: object) -> Iterator[str]:
    """Yield each text of the options, at any depth."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, Mapping):
        for key, value in written.items():
            yield from (*strings(key), *strings(value))
    elif isinstance(written, list):
        for value in written:
            yield from strings(value)


def unseen(texts: Iterable[str]) -> Iterator[Problem]:
    """P116, P117: invisible signs and addresses that mislead."""
    for text in dict.fromkeys(texts):
        for where, sign in islice(hidden_words(text), 1):
            yield problem("P116", Place(CONFIG_FILE), where=where, sign=sign)
        for _, value, reason in misleading_in(text) if may_mislead(text) else ():
            yield problem("P117", Place(CONFIG_FILE), value=value, reason=reason)


def _check_palette(parsed: Written) -> list[Problem]:
    problems = [
        option_problem(f"{option}.{name}", messages.OPTION_COLOUR.format(value=colour))
        for option in ("palette", "palette_sombre")
        for name, colour in pairs(getattr(parsed, option))
        if colour and not is_colour(colour)
    ]
    for option, dark in (("palette", False), ("palette_sombre", True)):
        for text, ground, ratio, owed in palette_of(parsed).faults(dark=dark):
            reason = messages.OPTION_CONTRAST.format(
                text=messages.COLOUR_NAMES[text],
                ground=messages.COLOUR_NAMES[ground],
                ratio=decimal(ratio),
                owed=decimal(owed),
            )
            problems.append(option_problem(option, reason))
    return problems


def _check_hues(parsed: Written) -> list[Problem]:
    """P401: a colour of a part of the vocabulary that is none, or that nobody would see.

    It is a mark beside the words that say the same, and so owes the contrast of 1.4.11.
    """
    problems = []
    for key, kind in parsed.vocabulaire.items():
        words = {key: kind} | {f"{key}.sous_types.{k}": w for k, w in kind.sous_types.items()}
        for place, word in words.items():
            light, dark = word.couleur, word.couleur_sombre
            option = f"vocabulaire.{place}.couleur"
            for name, colour in ((option, light), (f"{option}_sombre", dark)):
                if colour and not is_colour(colour):
                    reason = messages.OPTION_COLOUR.format(value=colour)
                    problems.append(option_problem(name, reason))
            palettes = ((light, palette_of(parsed).light), (dark or light, palette_of(parsed).dark))
            for (colour, tokens), name in zip(palettes, ("", "_sombre"), strict=True):
                if not is_colour(colour):
                    continue
                ratio = contrast(rgb(colour), rgb(tokens["paper"]))
                if ratio < MARK:
                    reason = messages.OPTION_HUE.format(
                        value=colour,
                        ground=messages.COLOUR_NAMES["paper"],
                        ratio=decimal(ratio),
                        owed=decimal(MARK),
                    )
                    problems.append(option_problem(f"{option}{name}", reason))
    return problems


def problem_of(key: str, kind: str) -> Problem:
    """Return what an error of the schema says, at the option *key*."""
    if kind == "unexpected_keyword_argument":
        group, _, name = key.rpartition(".")
        holder = HOLDERS.get(group, KindWord if group else Written)
        near = suggestion(name, [item.name for item in fields(holder)])
        return option_problem(key, messages.OPTION_UNKNOWN.format(suggestion=near))
    reason = messages.OPTION_REASONS.get(kind, messages.OPTION_WRONG)
    return option_problem(key, reason)


def option_problem(key: str, reason: str) -> Problem:
    """P401: an option that cannot be what it is."""
    return problem("P401", Place(CONFIG_FILE), key=key, reason=reason)
