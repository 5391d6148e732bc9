"""An expression as a tree of plain lists, which the server compiles and the phone reads.

Numbers and texts are themselves; ["$", name] is the answer to a question, ["."] the answer just given, and [operator
or function, argument, …] all else. In a choice filter, ["$", "@state"] is the column `state` of a choice. elementpath
reads the grammar; XLSForm's functions are added to it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from math import isinf
from threading import Lock
from typing import Any

from survey.language import gettext as _
from survey.logic.functions import FUNCTIONS, Arity
from survey.logic.reason import no_function, reason

Tree = Any  # lists of lists, texts and numbers, as JSON has them

REFERENCE = re.compile(r"\$\{\s*([^\W\d][\w.-]*)\s*\}")
UNREAD = re.compile(r"\$\s*\{")
LITERALS = ("(string)", "(integer)", "(decimal)", "(float)")
OPERATORS = frozenset(("and", "or", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod"))
#: XPath's own functions that an expression without paths can use
CORE: dict[str, Arity] = {
    "string": (0, 1),
    "concat": (2, None),
    "starts-with": 2,
    "contains": 2,
    "substring-before": 2,
    "substring-after": 2,
    "substring": (2, 3),
    "string-length": (0, 1),
    "normalize-space": (0, 1),
    "translate": 3,
    "boolean": 1,
    "not": 1,
    "true": 0,
    "false": 0,
    "number": (0, 1),
    "floor": 1,
    "ceiling": 1,
}
CLOCKS = ("today", "now")
#: Every function, and how many values it takes
ARITIES: dict[str, Arity] = {**CORE, **{name: arity for name, (arity, _does) in FUNCTIONS.items()},
                             **dict.fromkeys(CLOCKS, 0)}  # fmt: skip
_reading = Lock()  # a parser of elementpath reads one source at a time
LONGEST = 2000  # characters
DEEPEST = 60


class LogicError(ValueError):
    """An expression that cannot be read; the message says what is wrong, in the reader's language."""


@lru_cache(maxsize=4096)
def parse(expression: str, of_choices: bool = False) -> Tree:
    """The tree of an expression as XLSForm writes it. Raises LogicError. The tree is shared: never change it.

    With `of_choices` it is a choice filter, in which a word alone is a column of the choices.
    """
    if len(expression) > LONGEST:
        raise LogicError(_("the expression is longer than %(longest)s characters.", longest=LONGEST))
    source = REFERENCE.sub(lambda found: f"${found[1]}".ljust(len(found[0])), expression)  # places stay
    if UNREAD.search(source):
        raise LogicError(_("write a question in an expression as ${name}."))
    from elementpath import ElementPathError

    try:
        with _reading:
            return _plain(_read(source), of_choices)
    except (ElementPathError, ArithmeticError, ValueError) as error:
        if isinstance(error, LogicError):
            raise
        raise LogicError(_unread(expression, error)) from error
    except RecursionError as error:
        raise LogicError(_("the expression has too many brackets inside brackets.")) from error


def names(tree: Tree) -> Iterator[str]:
    """The questions whose answers a tree asks for."""
    if isinstance(tree, list):
        if tree[0] == "$":
            yield tree[1]
        else:
            for part in tree[1:]:
                yield from names(part)


def tells_time(tree: Tree) -> bool:
    """Whether its value hangs on the moment."""
    return isinstance(tree, list) and (tree[0] in CLOCKS or any(map(tells_time, tree[1:])))


def _plain(token: Any, of_choices: bool, depth: int = 0) -> Tree:
    symbol = token.symbol
    if depth > DEEPEST:
        raise LogicError(_("the expression has too many brackets inside brackets."))
    if symbol in LITERALS:
        return token.value if isinstance(token.value, str) else _number(token.value)
    if symbol == "$":
        return ["$", token[0].value]
    if symbol == "(" and len(token) == 1:
        return _plain(token[0], of_choices, depth)
    if symbol == ".":
        return ["."]
    if symbol == "(name)" and of_choices:
        return ["$", f"@{token.value}"]
    if symbol in ARITIES or (symbol in OPERATORS and len(token)):
        return [symbol, *(_plain(part, of_choices, depth + 1) for part in token)]
    raise LogicError(_misplaced(token, _said(token)))


def _misplaced(token: Any, part: str) -> str:
    if token.label in ("function", "kind test"):
        return no_function(part, frozenset(ARITIES))
    if token.symbol != "(name)":
        return _("“%(part)s” cannot be used here. Name a question as ${name}.", part=part)
    if part in ("true", "false", *CLOCKS):
        return _("“%(part)s” needs brackets: %(part)s().", part=part)
    return _("“%(part)s” stands without quotes. Write a question as ${name}, and a choice or a text in quotes: 'yes'.",
             part=part)  # fmt: skip


def _number(value: Any) -> int | float:
    exact = float(str(value))  # infinite where float() of a whole number would raise
    if isinf(exact):
        raise LogicError(_("a number in it is too large."))
    return int(value) if exact.is_integer() and abs(value) < 2**53 else exact


def _said(token: Any) -> str:
    return str(token.value if token.symbol == "(name)" else token.symbol)[:40]


def _unread(expression: str, error: Exception) -> str:
    token = getattr(error, "token", None)
    name = _said(token).removeprefix("fn:") if token is not None else ""
    if getattr(error, "code", "") == "err:XPST0017" and name in ARITIES:
        why = _wrong_number(name, ARITIES[name])
    else:
        why = reason(expression, frozenset(ARITIES), token.span[0] if token is not None else 0)
    return _("“%(expression)s” cannot be read: %(reason)s", expression=expression[:80], reason=why)


def _wrong_number(name: str, arity: Arity) -> str:
    least, most = arity if isinstance(arity, tuple) else (arity, arity)
    number = f"{least} +" if most is None else f"{least}" if most == least else f"{least}–{most}"
    return _("“%(name)s” needs another number of values in its brackets, with commas between: %(number)s.",
             name=name, number=number)  # fmt: skip


def _read(source: str) -> Any:
    """The grammar alone: elementpath's own parser of XPath would go on to evaluate what stands without a question."""
    from elementpath.tdop import Parser

    parser = _parser()
    if parser.tokenizer is None:
        parser.tokenizer = parser.create_tokenizer(parser.symbol_table)
    return Parser.parse(parser, source)


@lru_cache(maxsize=1)
def _parser() -> Any:
    """Built when an expression is first read: elementpath takes a third of a second to import."""
    from elementpath import XPath1Parser

    class Parser(XPath1Parser):
        """XPath 1.0 with XLSForm's functions, of which only the grammar is used."""

    for name, arity in ARITIES.items():
        if name in CORE:
            continue
        if name in Parser.symbol_table:
            Parser.unregister(name)
        Parser.function(name, nargs=arity, label="function")
    Parser.build()
    return Parser()
