"""A page with the phone's logic alone, to be asked what it makes of trees, numbers and forms."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.logic_cases import NOW, TODAY

FOLDER = Path(__file__).parents[2] / "survey" / "static" / "phone"
#: what only the server can tell
UNTOLD = "untold"
#: the value of each (tree, answers, `.`)
SAY = (
    """cases => cases.map(([tree, answers, here]) => {
    let value;
    try { value = evaluate(tree, answers, here, {today: 'TODAY', now: 'NOW'}); } catch { return "UNTOLD"; }
    return typeof value === "number" && !isFinite(value) ? String(value) : value;
})""".replace("TODAY", TODAY)
    .replace("NOW", NOW)
    .replace("UNTOLD", UNTOLD)
)


@contextmanager
def logic_page(browser: Browser) -> Iterator[Page]:
    """`evaluate`, `text`, `readNumber` and `settle` are there for everybody."""
    context = browser.new_context()
    page = context.new_page()
    source = "\n".join((FOLDER / f"{part}.js").read_text(encoding="utf-8") for part in ("logic", "settle", "answers"))
    names = "evaluate, text, readNumber, settle"
    page.add_script_tag(type="module", content=f"{source}\nObject.assign(globalThis, {{{names}}});")
    page.wait_for_function("'settle' in globalThis")
    yield page
    context.close()
