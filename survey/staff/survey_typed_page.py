"""A page of the editor: what is stored, and over it what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from survey import web
from survey.actions.edit_survey_texts import Content, Text
from survey.models import SurveyVersion, User

TEXTS = ("title", "heading", "label", "hint", "required", "constraint", "choice", "new", "add")


@dataclass(frozen=True)
class EditorPage:
    """`section` is a group's name; `typed` are the fields as they were sent, if they were."""

    version: SurveyVersion
    content: Content
    section: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    is_conflict: bool = False
    opened: str = ""

    def value(self, name: str, stored: str) -> str:
        """What a field shows."""
        return self.typed.get(name, stored)

    def differs(self, name: str, stored: str) -> bool:
        """Whether somebody else has stored something other than what was typed here."""
        return self.is_conflict and " ".join(self.value(name, stored).split()) != " ".join(stored.split())

    def is_ticked(self, field: str, shown_with: str, stored: object) -> bool:
        """Whether a box is ticked: as sent if the field beside it was sent too, else as stored."""
        return field in self.typed if shown_with in self.typed else bool(stored)

    def lost(self, present: list[Text], names: list[str]) -> list[str]:
        """What was typed into fields that are not there any more. `names` are the questions on the page."""
        if not self.is_conflict:
            return []
        known = {text.field(code) for text in present for code in self.content["languages"]}
        known |= {name for name in self.typed if name.split(":")[0] == "new" and name.split(":")[1] in names}
        known |= {name for name in self.typed if name.split(":")[0] == "add"}
        sent = ((name, said) for name, said in self.typed.items() if said and name.count(":") > 2)
        return [said for name, said in sent if name.split(":")[0] in TEXTS and name not in known]

    def changed_by(self) -> str:
        found = web.session().get(User, self.version.changed_by) if self.version.changed_by else None
        return found.name if found else ""
