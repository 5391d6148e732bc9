"""A page as a test reads it: its forms are filled in and sent as a browser would, with all that the page put in."""

from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Pairs = list[tuple[str, str]]


class Forms(HTMLParser):
    """The forms of a page: {action: the name and value of every control as it stands}."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, Pairs] = {}
        self.form: Pairs = []
        self.name = ""
        self.text: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.form = self.found.setdefault(at.get("action", ""), [])
        elif tag == "input" and "name" in at and (at.get("type") not in ("checkbox", "radio") or "checked" in at):
            self.form.append((at["name"], at.get("value", "")))
        elif tag == "select":
            self.name = at["name"]
        elif tag == "option" and (self.name not in dict(self.form) or "selected" in at):
            self.form[:] = [pair for pair in self.form if pair[0] != self.name] + [(self.name, at.get("value", ""))]
        elif tag == "textarea":
            self.name, self.text = at["name"], ""

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.text is not None:
            self.form.append((self.name, self.text.removeprefix("\r\n").removeprefix("\n")))
            self.text = None


def form_on(page: str, action: str) -> Pairs:
    """What the page's form with this action would send if nothing were changed."""
    return Forms(page).found[action]


def send(client: FlaskClient, where: str, action: str, **values: str | list[str]) -> TestResponse:
    """Open the page, fill `values` in its form with this action, and send it. Names go without the form's prefix."""
    return send_form(client, client.get(where).text, action, **values)


def send_form(client: FlaskClient, page: str, action: str, **values: str | list[str]) -> TestResponse:
    """As `send`, with a page that was opened before."""
    pairs = form_on(page, action)
    prefix = next((name.rpartition("-")[0] + "-" for name, _value in pairs if "-" in name), "")
    given = {f"{prefix}{name}": [value] if isinstance(value, str) else value for name, value in values.items()}
    kept = [(name, value) for name, value in pairs if name not in given]
    data: dict[str, list[str]] = {}
    for name, value in [*kept, *((name, value) for name, all_ in given.items() for value in all_)]:
        data.setdefault(name, []).append(value)
    return client.post(action, data=data)
