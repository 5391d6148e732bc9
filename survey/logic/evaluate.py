"""What an expression says of some answers, by libxml2: the answer that counts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from lxml import etree

from survey.logic.functions import FUNCTIONS, Value, amount, equal, number, size, text, truth
from survey.logic.tree import Tree, names, parse

UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: libxml2 would take text for no number where XLSForm means a date
RECKONED = ("<", "<=", ">", ">=", "+", "-")
MULTIPLIED = ("*", "div", "mod")
OPERATORS = (*RECKONED, *MULTIPLIED, "and", "or")
#: What a function of libxml2 takes: it reads and writes numbers a little differently
TAKES = {"floor": "number", "ceiling": "number"} | dict.fromkeys(
    ("concat", "starts-with", "contains", "substring-before", "substring-after", "normalize-space", "translate"),
    "string",
)
OURS = "ours"


@dataclass(frozen=True)
class Now:
    """The moment an expression is evaluated at, in the organisation's time zone."""

    moment: datetime

    @property
    def today(self) -> str:
        return self.moment.date().isoformat()

    @property
    def now(self) -> str:
        return self.moment.replace(tzinfo=None).isoformat(timespec="milliseconds")


def evaluate(expression: str, answers: Mapping[str, str], now: Now, this: str = "", of_choices: bool = False) -> Value:
    """The value for `answers` by question name, an absent one being empty; `this` is what `.` stands for.

    In a choice filter (`of_choices`) the columns of the choice stand among the answers as "@column".

    Raises LogicError for an expression that cannot be read. Any answers have a value, "" where reckoning fails.
    """
    compiled, asked = _compiled(expression, of_choices)
    here = etree.Element("answer", today=now.today, now=now.now)
    here.text = _sayable(this)
    try:
        found = compiled(here, **{_variable(name): _sayable(answers.get(name, "")) for name in asked})
    except ArithmeticError:
        return ""
    return found if isinstance(found, bool | float) else str(found)


def is_true(expression: str, answers: Mapping[str, str], now: Now, this: str = "") -> bool:
    """Whether a condition holds; an empty one always does."""
    return not expression or truth(evaluate(expression, answers, now, this))


@lru_cache(maxsize=4096)
def _compiled(expression: str, of_choices: bool) -> tuple[Any, frozenset[str]]:
    tree = parse(expression, of_choices)
    return etree.XPath(_written(tree), namespaces={OURS: OURS}, extensions=_extensions()), frozenset(names(tree))


def _written(tree: Tree) -> str:
    """The tree as XPath for libxml2, every part in brackets."""
    if isinstance(tree, str):
        return _literal(tree)
    if not isinstance(tree, list):
        return f"ours:number('{tree!r}')" if isinstance(tree, float) else str(tree)
    symbol, *parts = tree
    if symbol == "$":
        return f"${_variable(parts[0])}"
    if symbol in ("today", "now"):
        return f"string(@{symbol})"
    if symbol == ".":
        return "string(.)"
    if symbol in ("string", "number", "string-length", "normalize-space") and not parts:
        return f"{_called(symbol)}(string(.))"
    if symbol in ("=", "!="):
        same = f"ours:equal({_written(parts[0])}, {_written(parts[1])})"
        return same if symbol == "=" else f"not({same})"
    return (
        _operation(symbol, parts) if symbol in OPERATORS else f"{_called(symbol)}({', '.join(_given(symbol, parts))})"
    )


def _operation(symbol: str, parts: list[Tree]) -> str:
    kind = "amount" if symbol in RECKONED else "number" if symbol in MULTIPLIED else ""
    sides = [_as(kind, part) for part in parts]
    return f"({symbol}{sides[0]})" if len(sides) == 1 else f"({sides[0]} {symbol} {sides[1]})"


def _given(symbol: str, parts: list[Tree]) -> list[str]:
    if symbol == "substring":
        return [_as("string", parts[0]), *(_as("number", part) for part in parts[1:])]
    return [_as(TAKES.get(symbol, ""), part) for part in parts]


def _as(kind: str, part: Tree) -> str:
    return f"ours:{kind}({_written(part)})" if kind else _written(part)


def _called(symbol: str) -> str:
    return f"ours:{symbol}" if symbol in FUNCTIONS or symbol in OWN else symbol


def _variable(name: str) -> str:
    """Names may be words of the language of `evaluate`'s own call; a prefix keeps them apart."""
    return f"c_{name[1:]}" if name.startswith("@") else f"q_{name}"


def _literal(text: str) -> str:
    """XPath 1.0 has no way to write both quotes in one text."""
    if "'" not in text:
        return f"'{text}'"
    return f'"{text}"' if '"' not in text else "concat(" + ', "\'", '.join(f"'{p}'" for p in text.split("'")) + ")"


def _sayable(text: str) -> str:
    """libxml2 takes no control characters."""
    return UNSAYABLE.sub(" ", text)


#: Further functions of ours that an expression may call, or that stand between
OWN: dict[str, Callable[..., Value]] = {
    "string": text, "number": number, "string-length": size, "amount": amount, "equal": equal
}  # fmt: skip


@lru_cache(maxsize=1)
def _extensions() -> dict[tuple[str, str], Callable[..., Value]]:
    does = {name: work for name, (_arity, work) in FUNCTIONS.items()} | OWN
    return {(OURS, name): (lambda _context, *given, work=work: work(*given)) for name, work in does.items()}
