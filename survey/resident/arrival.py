"""How somebody came to a form: by the short address of a poster or a message, or with an invitation of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from flask import request, url_for

from survey.invitation_code import read_invitation_code
from survey.reference import new_key
from survey.short_code import read_short_code


@dataclass(frozen=True)
class Arrival:
    """The short address's code and the invitation's; "" when somebody came without."""

    source: str = ""
    invitation: str = ""

    def marked(self) -> "Arrival":
        """With marks in the place of codes, for the page that is kept for all who come in this way."""
        return Arrival(**{name: MARKS[name] for name, code in self.codes() if code})

    def values(self) -> Mapping[str, str]:
        """What comes in the place of each mark."""
        return {MARKS[name]: code for name, code in self.codes() if code}

    def codes(self) -> list[tuple[str, str]]:
        return [(part.name, getattr(self, part.name)) for part in fields(self)]

    def home(self, slug: str) -> str:
        """Where the form is opened anew, in another language for instance."""
        if self.invitation:
            return url_for("resident.invited", code=self.invitation)
        query: dict[str, Any] = {"from": self.source} if self.source else {}
        return url_for("resident.form", slug=slug, **query)


#: As hard to guess as a key, so that no text can hold them by chance
MARKS = {part.name: new_key() for part in fields(Arrival)}


def opened() -> Arrival:
    """As the address of the page says."""
    return Arrival(source=read_short_code(request.args.get("from", "")) or "")


def sent() -> Arrival:
    """As the form that was sent says."""
    source, invitation = request.form.get("form_source", ""), request.form.get("form_invitation", "")
    return Arrival(read_short_code(source) or "", read_invitation_code(invitation) or "")
