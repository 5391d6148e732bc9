"""What codes the comments now: the framework's themes, the organisation's own, and what people's reviews have taught,
under one version.

The version changes with them, so that records coded otherwise are found. What it stands for is kept in memory: as long
as nothing changes, asking costs one small query.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Any, Optional

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis import ANALYSIS_VERSION
from analysis.added_themes import AddedThemes
from analysis.tagging import ThemeSet, built_in
from analysis.theme import Theme, theme_from
from survey.models import LearnedModel, LocalTheme

if TYPE_CHECKING:
    from analysis.learned import Learned

NOTHING_OWN = (0, None, None)
KEPT = 4  # sets in memory: the one in use, and those that a running analysis may still hold


@dataclass(frozen=True)
class OwnTheme:
    """A theme of the organisation's own as people read it; `labels` and `definitions` are by language."""

    code: str
    category: str
    labels: dict[str, str]
    definitions: dict[str, str]
    retired: bool


@dataclass(frozen=True)
class CodingInUse:
    """`themes` is None while only the framework's code; `learned` while nothing has been learned from reviews.

    `own` holds the organisation's themes by code, retired ones too: what they have coded is still to be named.
    """

    version: str = ANALYSIS_VERSION
    themes: ThemeSet | None = None
    learned: Optional["Learned"] = None
    own: dict[str, OwnTheme] = field(default_factory=dict)


_kept: OrderedDict[tuple[Any, ...], CodingInUse] = OrderedDict()
_lock = Lock()


def coding_in_use(session: Session) -> CodingInUse:
    """What codes the comments now; from memory, unless it has changed since."""
    state = state_of(session)
    if state[1:] == NOTHING_OWN:
        return CodingInUse()
    with _lock:
        if (found := _kept.get(state)) is not None:
            _kept.move_to_end(state)
            return found
    made = compile_coding(session)
    with _lock:
        _kept[state] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def state_of(session: Session) -> tuple[Any, ...]:
    """Differs whenever anything that codes, or its label, does; also from one database to another."""
    theme = LocalTheme
    newest: datetime | None
    learned = select(LearnedModel.made_at).where(LearnedModel.in_force).scalar_subquery()
    revisions, newest, learned_at = session.execute(
        select(func.sum(theme.revision), func.max(theme.changed_at, type_=theme.changed_at.type), learned)
    ).one()
    return str(session.get_bind().engine.url), revisions or 0, newest, learned_at


def compile_coding(session: Session) -> CodingInUse:
    own = session.scalars(select(LocalTheme).order_by(LocalTheme.id)).all()
    used = [theme_of(theme) for theme in own if theme.retired_at is None]
    model, learned = learned_in_force(session)
    return CodingInUse(
        version=version_of(own) + (f"+l{model}" if learned else ""),
        learned=learned,
        themes=AddedThemes(built_in(), used) if used else None,
        own={theme.code: as_read(theme) for theme in own},
    )


def learned_in_force(session: Session) -> tuple[int | None, Optional["Learned"]]:
    """The version of the learned model and the model; weights that cannot be read leave the coding to the rules."""
    model = session.scalar(select(LearnedModel).where(LearnedModel.in_force))
    if model is None:
        return None, None
    from analysis.learned_file import LearnedFileError, from_bytes  # loads NumPy: only where something was learned

    try:
        return model.version, from_bytes(model.weights)
    except LearnedFileError:
        return None, None


def version_of(own: Sequence[LocalTheme]) -> str:
    """The analysis' own version, and behind a plus what an organisation has changed: `2026.1+t3`.

    The sum of revisions never takes the same value again, for no theme is ever deleted.
    """
    if all(theme.retired_at for theme in own):
        return ANALYSIS_VERSION
    return f"{ANALYSIS_VERSION}+t{sum(theme.coding_revision for theme in own)}"


def theme_of(theme: LocalTheme) -> Theme:
    """As the analysis takes it; its label plays no part there."""
    return theme_from({"code": theme.code, "category": theme.category, "label": theme.code, "words": theme.words})


def as_read(theme: LocalTheme) -> OwnTheme:
    return OwnTheme(theme.code, theme.category, theme.labels, theme.definitions, theme.retired_at is not None)
