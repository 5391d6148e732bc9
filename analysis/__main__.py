"""``python -m analysis tag IN OUT``: the analysis as a command, for any table of comments; ``train`` learns anew."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.comment_table import Columns, TagError
from analysis.tag import tag

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every row was coded, 1 when some were left out, 2 when the input cannot be used."""
    asked = _parser().parse_args(arguments)
    if asked.command == "train":
        return _train(asked.MODEL, asked.FILES)
    progress, finish = _progress()
    columns = Columns(asked.text, asked.id, asked.language)
    try:
        broken = tag(Path(asked.IN), asked.OUT, columns, asked.processes, progress)
    except TagError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    finally:
        finish()
    if broken:
        print(f"{broken} rows were left out, see above.", file=sys.stderr)
    return 1 if broken else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description="Codes tables of community comments.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("tag", help="code every comment of a table")
    command.add_argument("IN", help="a .tsv or .csv file with a header, in UTF-8")
    command.add_argument("OUT", help="the .tsv or .csv file to write; - for standard output")
    command.add_argument("--text", default="text", metavar="COLUMN", help="the column of comments (text)")
    command.add_argument("--id", metavar="COLUMN", help="the column of ids (id, else the row number)")
    command.add_argument("--language", metavar="COLUMN", help="a column that hints at the language")
    command.add_argument(
        "--processes", type=_count, default=1, metavar="N", help="how many processes share the work (1)"
    )
    command = commands.add_parser("train", help="learn a model anew; MODEL_CARD.md tells from what")
    command.add_argument("MODEL", choices=sorted(path.stem[6:] for path in Path(__file__).parent.glob("train_*.py")))
    command.add_argument(
        "FILES", nargs="*", type=Path, help="labelled texts and word lists, for models learned from such"
    )
    return parser


def _train(name: str, files: list[Path]) -> int:
    """What ``train_<name>.py`` does; one that learns from files of one's own says ``READS_FILES``."""
    trainer = import_module(f"analysis.train_{name}")
    reads_files = getattr(trainer, "READS_FILES", False)
    if reads_files != bool(files):
        print(f"{name}: name the files to learn from." if reads_files else f"{name} takes no files.", file=sys.stderr)
        return 2
    try:
        for line in trainer.train(files) if reads_files else trainer.train():
            print(line)
    except trainer.ExamplesError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _count(typed: str) -> int:
    if not typed.isdecimal() or not 1 <= int(typed) <= 256:
        raise argparse.ArgumentTypeError("must be a whole number from 1 to 256")
    return int(typed)


def _progress() -> tuple[Callable[[int], None], Callable[[], None]]:
    """A count on standard error while somebody watches, else nothing."""
    if not sys.stderr.isatty():
        return lambda done: None, lambda: None
    from tqdm import tqdm

    bar = tqdm(unit=" comments", file=sys.stderr)

    def show(done: int) -> None:
        bar.update(done - bar.n)

    return show, bar.close


if __name__ == "__main__":
    sys.exit(main())
