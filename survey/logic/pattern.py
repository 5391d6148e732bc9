"""Patterns of regex(): whether the server can read them, and how a phone would write them.

The server's are those of the library regex; JavaScript refuses half of what people write for it (needless escapes,
[[:alpha:]], (?i)) and takes letters for English ones.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

import regex

from survey.language import gettext as _
from survey.logic.tree import LogicError, Tree

UNREADABLE = (regex.error, OverflowError, RecursionError)
WORD = r"\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c\u200d"
EDGE = f"(?<=[{WORD}])(?![{WORD}])|(?<![{WORD}])(?=[{WORD}])"
#: What stands for many letters or for a place, outside of a set
OUTSIDE = {"w": f"[{WORD}]", "W": f"[^{WORD}]", "b": f"(?:{EDGE})", "A": "^", "Z": "$"}
#: The same inside of a set too
MANY = {"d": r"\p{Nd}", "D": r"\P{Nd}", "s": r"\p{White_Space}", "S": r"\P{White_Space}"}
POSIX = {"alpha": r"\p{Alphabetic}", "digit": "0-9", "alnum": r"\p{Alphabetic}0-9", "space": r"\p{White_Space}",
         "upper": r"\p{Uppercase}", "lower": r"\p{Lowercase}", "xdigit": "0-9A-Fa-f", "word": WORD}  # fmt: skip
ESCAPE = r"\\(?P<escaped>x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[pP]\{(?:[LMNPSZ][a-z]?|Alphabetic|Lowercase|Uppercase)\}|.)"
PART = re.compile(
    r"(?P<same>[|)^$]|[*+?]\??|\{\d+(?:,\d*)?\}\??|\((?:\?(?:[:=!]|<[=!])|(?!\?)))"
    r"|\{,(?P<most>\d+)\}"
    r"|\(\?P?<(?P<name>[A-Za-z_]\w*)>|\(\?P=(?P<again>[A-Za-z_]\w*)\)"
    r"|(?P<flag>\(\?[iu]\))"
    r"|\[(?P<not>\^?)(?P<set>\]?(?:\[:\w+:\]|\\.|[^\]\\])*)\]"
    rf"|{ESCAPE}|(?P<any>\.)|(?P<plain>[^\\(\[{{*+?])",
    re.DOTALL,
)
MEMBER = re.compile(rf"\[:(?P<posix>\w+):\]|{ESCAPE}|(?P<plain>.)", re.DOTALL)


class Untold(Exception):
    """JavaScript has no words for it."""


def check_patterns(tree: Tree) -> None:
    """Raises LogicError for a pattern that matches nothing because nobody can read it."""
    for pattern in written_in(tree):
        try:
            regex.compile(pattern)
        except UNREADABLE as error:
            place = (getattr(error, "pos", None) or 0) + 1
            why = _("the pattern “%(pattern)s” of regex() cannot be read from character %(number)s on. Write \\ before "
                    "a sign that stands for itself, and close each bracket.", pattern=pattern[:80],
                    number=place)  # fmt: skip
            raise LogicError(why) from error


def written_in(tree: Tree) -> Iterator[str]:
    """The patterns that stand in an expression as they are."""
    if isinstance(tree, list):
        if tree[0] == "regex" and isinstance(tree[2], str):
            yield tree[2]
        for part in tree[1:]:
            yield from written_in(part)


def tree_for_phone(tree: Tree) -> Tree:
    """The tree with its patterns as JavaScript writes them; ["untold"] where it cannot, and the server decides."""
    if not isinstance(tree, list):
        return tree
    if tree[0] == "regex":
        told = as_javascript(tree[2]) if isinstance(tree[2], str) else None
        return ["regex", tree_for_phone(tree[1]), *told] if told else ["untold"]
    return [tree[0], *map(tree_for_phone, tree[1:])]


def as_javascript(pattern: str) -> tuple[str, str] | None:
    """(source, flags) for a RegExp with the flag u; None when it cannot be said."""
    parts, flags, place = [], "", 0
    while place < len(pattern):
        found = PART.match(pattern, place)
        if found is None:
            return None
        try:
            parts.append(part(found))
        except Untold:
            return None
        flags = "i" if found["flag"] == "(?i)" else flags
        place = found.end()
    return "".join(parts), flags


def part(found: re.Match[str]) -> str:
    kind = str(found.lastgroup)
    if kind in ("set", "not"):
        return f"[{found['not']}{''.join(members(found['set']))}]"
    match kind:
        case "most":
            return f"{{0,{found['most']}}}"
        case "name":
            return f"(?<{found['name']}>"
        case "again":
            return rf"\k<{found['again']}>"
        case "flag":
            return ""
        case "any":
            return r"[^\n]"
        case "escaped":
            return escaped(found["escaped"])
    return found["same"] or (rf"\{found['plain']}" if found["plain"] in "]}/" else found["plain"])


def escaped(said: str) -> str:
    """What stands after a backslash, outside of a set."""
    if said in OUTSIDE:
        return OUTSIDE[said]
    return rf"\{said}" if said in "123456789" else one(said)


def one(said: str) -> str:
    """A letter or a class, outside of a set and inside."""
    if said in MANY or said in "nrtfv" or len(said) > 1:
        return MANY.get(said) or rf"\{said}"
    if said.isalnum():
        raise Untold
    return rf"\{said}" if said in r"^$\.*+?()[]{}|/" else said


def members(said: str) -> Iterator[str]:
    """What stands in a set; a hyphen that joins no two letters stands for itself."""
    found = list(MEMBER.finditer(said))
    free = joined = False  # whether a letter stands before, and whether it ends a range already
    for member, after in zip_longest(found, found[1:]):
        if member["plain"] == "-" and free and after and is_letter(after):
            yield "-"
            free, joined = False, True
        else:
            yield of_set(member)
            free, joined = is_letter(member) and not joined, False


def is_letter(member: re.Match[str]) -> bool:
    """One letter, and no class of them."""
    return not member["posix"] and (member["escaped"] or "-")[0] not in "dDsSwWpP"


def of_set(member: re.Match[str]) -> str:
    if member["posix"]:
        if member["posix"] not in POSIX:
            raise Untold
        return POSIX[member["posix"]]
    if member["plain"]:
        return rf"\{member['plain']}" if member["plain"] in r"^-[]\/" else member["plain"]
    said = member["escaped"]
    return WORD if said == "w" else r"\-" if said == "-" else one(said)
