"""A page as a reader of its structure sees it."""

from html.parser import HTMLParser

UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """The facts that every page must have right; `faults` are sentences about what is wrong."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root: dict[str, str | None] = {}
        self.title = ""
        self.headings = 0
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.controls: list[dict[str, str | None]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(html)
        self.judge()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "html":
            self.root = values
        self.headings += tag == "h1"
        if identifier := values.get("id"):
            self.ids.append(identifier)
        if tag == "label" and (target := values.get("for")):
            self.labelled.add(target)
        if tag in ("input", "select", "textarea") and values.get("type", "text") not in UNLABELLED:
            self.controls.append({**values, "inside label": "yes" if "label" in self.open else None})
        if tag == "img" and "alt" not in values:
            self.faults.append(f"picture without alt: {values.get('src')}")
        if tag == "form" and values.get("method", "get").lower() not in ("get", "post"):
            self.faults.append("form with an unknown method")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        else:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title":
            self.title += data

    def judge(self) -> None:
        if self.headings != 1:
            self.faults.append(f"{self.headings} h1")
        if not self.title.strip():
            self.faults.append("no title")
        if doubled := {name for name in self.ids if self.ids.count(name) > 1}:
            self.faults.append(f"ids used twice: {sorted(doubled)}")
        self.faults += [
            f"control without label: {control.get('name')}" for control in self.controls if not self.has_label(control)
        ]

    def has_label(self, control: dict[str, str | None]) -> bool:
        named = control.get("inside label") or control.get("aria-label") or control.get("aria-labelledby")
        return bool(named) or control.get("id") in self.labelled
