"""`lyhord analysis`: learn from what people have reviewed, and choose what codes."""

from typing import Any

import click

from survey.actions.learn_from_reviews import Learning, TooFewExamples, learn_from_reviews
from survey.actions.use_learned_model import ModelRefused, ModelRow, learned_models, use_learned_model
from survey.commands.database import open_database

BUILT_IN = "none"
NAMES = {"themes": "Themes (F1)", "feelings": "Sentiment (macro-F1)"}
SHARES = {"cross_validation": "cross-validation", "held_back": "held back"}
REFUSED = {
    "unknown": "There is no version {version}. See: lyhord analysis models",
    "damaged": "The weights of version {version} are damaged and cannot be used. Learn again: lyhord analysis learn",
}
RECODED = "What nobody has reviewed is coded anew in the background; at once: lyhord analyse --all"


@click.group()
def analysis() -> None:
    """What people teach the analysis by reviewing."""


@analysis.command("learn")
@click.option("--dry-run", is_flag=True, help="Only show how well it would do; nothing is kept.")
def learn(dry_run: bool) -> None:
    """Learn themes and sentiment from the reviewed records; used if better on records held back."""
    try:
        learning = learn_from_reviews(open_database(), keep=not dry_run)
    except TooFewExamples as few:
        click.echo(
            f"Too little to learn from yet: {few.have} records have been reviewed, {few.wanted} are needed, "
            "not counting those of audit samples. Nothing was changed."
        )
        return
    for line in told(learning.lesson.report):
        click.echo(line)
    click.echo(outcome(learning, dry_run))


@analysis.command("models")
def models() -> None:
    """List what was learned, the newest first, tab-separated: version, made at, by, reviewed records, state, F1 of
    themes and of sentiment on the records held back (built-in, before, this version)."""
    with open_database().session() as session:
        for row in learned_models(session):
            click.echo("\t".join(cells(row)))


@analysis.command("use")
@click.argument("version")
def use(version: str) -> None:
    """Put VERSION in force; with the word none go back to the built-in rules. Reviewed records keep people's codes."""
    if version != BUILT_IN and not (version.isascii() and version.isdecimal() and len(version) < 10):
        raise click.UsageError(f"{version} is no version: give a number of lyhord analysis models, or {BUILT_IN}.")
    try:
        changed = use_learned_model(open_database(), None if version == BUILT_IN else int(version))
    except ModelRefused as refused:
        raise click.UsageError(REFUSED[refused.reason].format(version=version)) from refused
    name = "The built-in rules alone are" if version == BUILT_IN else f"Version {version} is"
    click.echo(f"{name} in force. {RECODED}" if changed else f"{name} in force already.")


def told(report: dict[str, Any]) -> list[str]:
    """The figures of a lesson, a line each."""
    held, fewest = report["held_back"], report["fewest_held_back"]
    wanted = f"; {fewest} are needed before anything is put in force" if held < fewest else ""
    lines = [f"Learned from {report['learned_from']} reviewed records, {held} held back to judge by{wanted}."]
    for part, name in NAMES.items():
        for share, where in SHARES.items():
            lines.append(f"{name}, {where}: {figures(report[part][share])}")
    for language, found in report["languages"].items():
        parts = (f"{part} {found[part]['built_in']:.3f} -> {found[part]['new']:.3f}" for part in NAMES)
        lines.append(f"{language}, {found['n']} records in cross-validation: {', '.join(parts)}")
    return lines


def figures(found: dict[str, Any]) -> str:
    """`built-in 0.712, before 0.712, learned 0.744 (0.701 to 0.786), gain 0.032 (0.004 to 0.061), n 120`."""
    new, gain = found["new"], found["gain"]
    if new is None:
        return "no records"
    return (
        f"built-in {found['built_in']['value']:.3f}, before {found['before']['value']:.3f}, "
        f"learned {spread(new)}, gain {spread(gain)}, n {new['n']}"
    )


def spread(figure: dict[str, float]) -> str:
    return f"{figure['value']:.3f} ({figure['low']:.3f} to {figure['high']:.3f})"


def outcome(learning: Learning, dry_run: bool) -> str:
    parts = [name for part, name in NAMES.items() if learning.lesson.report["in_use"][part] == "new"]
    proved = f"Proved better: {', '.join(parts)}." if parts else "Nothing proved better than what is in force."
    if dry_run:
        return f"{proved} This was only shown; nothing was kept."
    if learning.in_force:
        return f"{proved} Version {learning.version} is in force. {RECODED}"
    beside = " Somebody has put another version in force meanwhile." if parts else ""
    return f"{proved}{beside} Version {learning.version} is kept, not in force."


def cells(row: ModelRow) -> list[str]:
    state = "in force" if row.in_force else "retired" if row.retired_at else "kept"
    scores = (scores_of(row.report.get(part, {}).get("held_back", {})) for part in NAMES)
    return [str(row.version), f"{row.made_at:%Y-%m-%d %H:%M}", row.made_by or "", str(row.examples), state, *scores]


def scores_of(held_back: dict[str, Any]) -> str:
    ways = (held_back.get(way) for way in ("built_in", "before", "new"))
    return " ".join(f"{figure['value']:.3f}" if figure else "-" for figure in ways)


COMMANDS = [analysis]
