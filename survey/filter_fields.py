"""A record filter as people meet it: a field for each part of it, and words for each part that is set."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import labels
from survey.flagged import ANY, NONE
from survey.language import format_day, gettext
from survey.language import lazy_gettext as _
from survey.language import name as language_name
from survey.models import Survey
from survey.record_filter import CONFIRMED, LANGUAGES, NO_THEME, ONCE, SUGGESTED, RecordFilter

LABELS = {
    "search": _("Words in the text"),
    "status": _("Status"),
    "theme": _("Theme"),
    "sentiment": _("Feeling"),
    "type": _("Kind of feedback"),
    "language": _("Language"),
    "sensitivity": _("Sensitivity"),
    "survey": _("Survey"),
    "channel": _("Channel"),
    "coded": _("Codes"),
    "quality": _("Answer quality"),
    "copies": _("Prepared texts"),
    "alike": _("Copies of record number"),
    "sample": _("Audit sample number"),
    "since": _("First day"),
    "until": _("Last day"),
}
CODED = {CONFIRMED: _("Confirmed by a person"), SUGGESTED: _("Suggested by the machine")}
QUALITY = {ANY: _("Something to beware of"), NONE: _("Nothing to beware of"), **labels.FLAG}
COPIES = {ONCE: _("Each text once")}
DAYS = ("since", "until")

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class FilterField:
    """One control. `groups` are (heading, [(value, label)]); without groups it is an input of `kind`."""

    name: str
    label: Any
    value: str
    kind: str
    groups: list[tuple[str, Options]]


@dataclass(frozen=True)
class SetPart:
    """One part of the filter that is set: `words` say it, `rest` is the filter without it."""

    label: Any
    words: str
    rest: RecordFilter


def filter_fields(session: Session, chosen: RecordFilter, levels: list[str]) -> list[FilterField]:
    """The controls, filled in. `levels` are the sensitivity levels this person may ask for."""
    groups = options(session, levels)
    kinds = {"search": "search", "since": "date", "until": "date", "alike": "number", "sample": "number"}
    return [
        FilterField(name, label, getattr(chosen, name), kinds.get(name, "select"), groups.get(name, []))
        for name, label in LABELS.items()
    ]


def options(session: Session, levels: list[str]) -> dict[str, list[tuple[str, Options]]]:
    languages = sorted(((code, language_name(code)) for code in LANGUAGES[:-2]), key=labels.by_label)
    named = {
        "status": listed(labels.STATUS),
        "sentiment": listed(labels.SENTIMENT),
        "type": listed(labels.TYPE),
        "language": [*languages, *((code, language_name(code)) for code in LANGUAGES[-2:])],
        "sensitivity": [(level, str(labels.SENSITIVITY[level])) for level in levels],
        "survey": sorted(
            ((survey.slug, labels.survey(survey)) for survey in session.scalars(select(Survey))), key=labels.by_label
        ),
        "channel": listed(labels.CHANNEL),
        "coded": listed(CODED),
        "quality": listed(QUALITY),
        "copies": listed(COPIES),
    }
    none = ("", [(NO_THEME, gettext("No theme"))])
    themes = labels.themes_by_category(labels.theme_codes())
    return {**{name: [("", pairs)] for name, pairs in named.items()}, "theme": [none, *themes]}


def listed(words: dict[str, Any]) -> Options:
    return [(code, str(label)) for code, label in words.items()]


def set_parts(session: Session, chosen: RecordFilter, levels: list[str]) -> list[SetPart]:
    """What is set, in words, each with the filter that is left when it is taken out."""
    known = {name: dict(pair for _heading, pairs in groups for pair in pairs)
             for name, groups in options(session, levels).items()}  # fmt: skip
    return [
        SetPart(LABELS[name], in_words(known, name, value), chosen.but(**{name: ""}))
        for name, value in chosen.values().items()
    ]


def in_words(known: dict[str, dict[str, str]], name: str, value: str) -> str:
    return format_day(date.fromisoformat(value)) if name in DAYS else known.get(name, {}).get(value, value)
