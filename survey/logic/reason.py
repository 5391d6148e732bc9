"""Why an expression cannot be read, in words for its author: the usual slips by name, else where reading stopped."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise

from survey.language import gettext as _
from survey.language import ngettext

TOKEN = re.compile(
    r"""(?P<text>'[^']*'|"[^"]*")|(?P<question>\$\{[^{}]*\})|(?P<number>\d+(?:\.\d*)?|\.\d+)"""
    r"""|(?P<word>[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?)"""
    r"""|(?P<sign>==|&&|\|\||<>|<=|>=|=>|=<|!=|[^\s\w])"""
)
#: What other languages write, and what is written here
FOREIGN = {
    "==": "=", "&&": "and", "||": "or", "<>": "!=", "=>": ">=", "=<": "<=", "!": "not(…)", "×": "*", "÷": "div",
    "≠": "!=", "≤": "<=", "≥": ">=", "−": "-", "–": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"',
}  # fmt: skip
WORDS = ("and", "or", "div", "mod")
BETWEEN = frozenset(("=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "|", ",", *WORDS))
OPEN, CLOSED = "(", ")"
Token = tuple[str, str, int]  # kind, words, where it begins


def reason(expression: str, functions: frozenset[str], stopped_at: int) -> str:
    """One sentence. `functions` are the names of those there are, `stopped_at` the place of what was not understood."""
    tokens = list(read(expression))
    if not tokens:
        return _("nothing is written here.")
    found = slip(tokens) or brackets(tokens) or bare(tokens, functions) or gap(tokens) or side_by_side(tokens)
    found = found or unknown(tokens, functions)
    return found or stopped(expression, stopped_at)


def read(expression: str) -> Iterator[Token]:
    for found in TOKEN.finditer(expression):
        yield str(found.lastgroup), found[0], found.start()


def slip(tokens: list[Token]) -> str:
    """A quote without its other half, a sign of another language, an operator in capitals."""
    for kind, words, _place in tokens:
        if words in ("'", '"'):
            return _("a text in quotes has no end. Write a quote before it and the same quote after it.")
        right = FOREIGN.get(words) if kind == "sign" else None
        if kind == "word" and words.lower() in (*WORDS, "not") and words != words.lower():
            right = words.lower()
        if right:
            return _("write “%(right)s” in the place of “%(wrong)s”.", right=right, wrong=words)
    return ""


def brackets(tokens: list[Token]) -> str:
    """Brackets that do not come in pairs."""
    deep = 0
    for _kind, words, place in tokens:
        deep += (words == OPEN) - (words == CLOSED)
        if deep < 0:
            return _("the “)” at character %(number)s closes nothing. Take it out, or write a “(” before it.",
                     number=place + 1)  # fmt: skip
    if deep:
        return ngettext("%(num)s “(” is not closed. Write a “)” for it.",
                        "%(num)s “(” are not closed. Write a “)” for each.", deep)  # fmt: skip
    return ""


def unknown(tokens: list[Token], functions: frozenset[str]) -> str:
    """A function that XLSForm does not have, or that cannot be followed here."""
    for (kind, name, _place), (_kind, after, _after) in pairwise(tokens):
        if kind != "word" or after != OPEN or name in (*functions, *WORDS):
            continue
        return no_function(name[:40], functions)
    return ""


def no_function(name: str, functions: frozenset[str]) -> str:
    if meant := get_close_matches(name.lower(), functions, 1, 0.8):
        return _("there is no function “%(name)s”. Did you mean “%(other)s”?", name=name, other=meant[0])
    known = ", ".join(sorted(functions))
    return _("there is no function “%(name)s”. These can be used: %(known)s.", name=name, known=known)


def bare(tokens: list[Token], functions: frozenset[str]) -> str:
    """A function without its brackets."""
    for (kind, name, _place), (_kind, after, _after) in pairwise([*tokens, ("sign", "", 0)]):
        if kind == "word" and name in functions and after != OPEN:
            return _("“%(part)s” needs brackets: %(part)s().", part=name)
    return ""


def gap(tokens: list[Token]) -> str:
    """An operator that lacks what stands before it or after it."""
    ends = [("sign", "", 0), *tokens, ("sign", "", 0)]
    for (_kind, before, _before), (kind, words, _place) in pairwise(ends):
        if is_between(before) and (not words or words == CLOSED or (is_between(words) and words != "-")):
            return _("something is missing after “%(part)s”.", part=before)
        if kind in ("sign", "word") and is_between(words) and words != "-" and before in ("", OPEN):
            return _("something is missing before “%(part)s”.", part=words)
    return ""


def side_by_side(tokens: list[Token]) -> str:
    """Two things with nothing between them."""
    for (kind, first, _first), (after, second, _second) in pairwise(tokens):
        is_end = first == CLOSED or (kind != "sign" and first not in WORDS)
        is_start = after != "sign" and second not in WORDS
        if is_end and (is_start or (second == OPEN and kind != "word")):
            return _("nothing stands between “%(first)s” and “%(second)s”. Write and, or, a sign or a comma there.",
                     first=first[:40], second=second[:40])  # fmt: skip
    return ""


def is_between(words: str) -> bool:
    return words in BETWEEN


def stopped(expression: str, place: int) -> str:
    """Where it stopped making sense."""
    part = expression[place : place + 20].strip()
    if not part:
        return _("it ends too early.")
    return _("it is not understood from character %(number)s on: “%(part)s”.", number=place + 1, part=part)
