"""A form's script as one small file, put together from survey/static/phone/; its name changes with its content.

Sources are plain modules: `export` and comments go, the order below stands for imports.
"""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from rjsmin import jsmin

from survey.headers import POLICY

FOLDER = Path(__file__).parent / "static" / "phone"
WALK = ("answers", "sections", "steps")
#: what each kind of page is put together of
PAGES = {
    "phone": ("draft", "outbox", "outbox_list", *WALK, "sending", "phone"),
    "kiosk": (*WALK, "kiosk"),
}
EXPORT = re.compile("^export ", re.MULTILINE)
LOGIC = ("logic", "settle")
#: stands for them, a third of it all, on pages of forms that have none
NO_LOGIC = """const isTrue = () => true, tellTime = () => {};
const said = (question) => [question.dataset.question, answerTo(question)];
const settle = (form) => Object.fromEntries(questionsOf(form).map(said).filter(([, answer]) => answer));"""


@lru_cache(maxsize=2 * len(PAGES))
def page_script(page: str, has_logic: bool) -> str:
    """What a page with a form loads; `page` is one of PAGES."""
    logic = map(read, LOGIC) if has_logic else [NO_LOGIC]
    return small("\n".join([*logic, *map(read, PAGES[page])]))


@lru_cache(maxsize=1)
def worker_script() -> str:
    """The service worker; what it has kept under an older script is let go."""
    return small(f'const CACHE = "lyhord-{fingerprint("phone", True)}", POLICY = "{POLICY}";\n{read("worker")}')


def fingerprint(page: str, has_logic: bool) -> str:
    return sha256(page_script(page, has_logic).encode()).hexdigest()[:8]


def read(part: str) -> str:
    return EXPORT.sub("", (FOLDER / f"{part}.js").read_text(encoding="utf-8"))


def small(source: str) -> str:
    made: str = jsmin(source)
    return made
