"""Show in a text the words that its codes rest on."""

from collections.abc import Iterable

from markupsafe import Markup, escape


def marked(text: str, spans: Iterable[Iterable[int]]) -> Markup:
    """`text` escaped, with each [start, end] in characters inside a mark element; spans that touch become one."""
    result, at = Markup(), 0
    for start, end in joined(spans, len(text)):
        result += escape(text[at:start]) + Markup("<mark>{}</mark>").format(text[start:end])
        at = end
    return result + escape(text[at:])


def joined(spans: Iterable[Iterable[int]], length: int) -> list[tuple[int, int]]:
    """The spans inside the text, in order, without overlaps."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in spans):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def quoted(text: str, spans: Iterable[Iterable[int]]) -> list[str]:
    """The marked words themselves, each once."""
    return list(dict.fromkeys(text[start:end] for start, end in joined(spans, len(text))))
