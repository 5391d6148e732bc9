"""What people read for each stored code, in their language."""

from collections.abc import Collection

from analysis.theme import load_categories, load_residual_codes, load_themes
from survey.actions.coding_in_use import OwnTheme
from survey.form_content import spoken
from survey.language import SOURCE, current, gettext, sort_key
from survey.language import lazy_gettext as _
from survey.markdown_text import plain_line
from survey.models import Survey
from survey.own_themes import own_themes

STATUS = {
    "received": _("Received"),
    "acknowledged": _("Acknowledged"),
    "assigned": _("Assigned"),
    "in_progress": _("In progress"),
    "waiting_for_person": _("Waiting for the person"),
    "referred": _("Referred"),
    "resolved": _("Resolved"),
    "closed": _("Closed"),
    "reopened": _("Reopened"),
}
OUTCOME = {
    "information_given": _("Information given"),
    "action_taken": _("Action taken"),
    "action_planned": _("Action planned"),
    "not_adopted_with_reason": _("Not adopted, with a reason"),
    "referred_outside_remit": _("Referred to the body responsible"),
    "duplicate": _("Duplicate"),
    "withdrawn": _("Withdrawn"),
    "no_contact_possible": _("No contact possible"),
}
SENTIMENT = {
    "negative": _("Negative"),
    "neutral": _("Neutral"),
    "positive": _("Positive"),
    "mixed": _("Mixed"),
    "not_scored": _("Not scored"),
}
TYPE = {
    "question": _("Question"),
    "request": _("Request for service or help"),
    "suggestion": _("Suggestion"),
    "observation": _("Observation, perception or belief"),
    "rumour": _("Rumour or hearsay"),
    "praise": _("Encouragement or praise"),
    "concern": _("Concern"),
    "complaint": _("Complaint"),
}
SENSITIVITY = {
    "S0": _("Routine"),
    "S1": _("Personal details"),
    "S2": _("Integrity concern"),
    "S3": _("Protection concern"),
    "S4": _("Immediate danger"),
    "unknown": _("Not analysed yet"),
}
SENSITIVITY_TYPE = {
    "sexual_exploitation_abuse": _("Sexual exploitation or abuse"),
    "sexual_harassment": _("Sexual harassment"),
    "gender_based_or_domestic_violence": _("Gender-based or domestic violence"),
    "child_at_risk": _("Child at risk"),
    "adult_at_risk": _("Adult at risk"),
    "self_harm_suicide": _("Self-harm or suicide"),
    "threat_or_violence": _("Threat or physical violence"),
    "trafficking_forced_labour": _("Trafficking or forced labour"),
    "retaliation": _("Retaliation for speaking up"),
    "hate_discrimination": _("Hate or discrimination"),
    "fraud_corruption": _("Fraud, theft or corruption"),
    "abuse_of_position": _("Abuse of position or favouritism"),
    "code_of_conduct": _("Staff misconduct or harassment"),
    "privacy_breach": _("Privacy or confidentiality breach"),
    "health_safety_hazard": _("Serious health or safety hazard"),
    "community_tension": _("Community tension or incitement"),
    "suspected": _("Suspected by the machine, no named matter"),
    "marked_by_resident": _("Marked as sensitive by the resident"),
}
CHANNEL = {
    "web": _("Web form"),
    "paper": _("Paper"),
    "phone": _("Phone"),
    "meeting": _("Meeting"),
    "other": _("Another way"),
}
FLAG = {
    "speeder": _("Sent sooner than the questions can be read"),
    "too_fast": _("Filled in within three seconds"),
    "straight_line": _("The same answer to every statement"),
    "honeypot": _("A field that people do not see was filled in"),
    "late": _("Came after the survey had closed"),
    "conflict": _("Differs from what was sent with the same form before"),
}
ROLE = {
    "administrator": _("Administrator"),
    "reviewer": _("Reviewer"),
    "analyst": _("Analyst"),
    "integrity": _("Integrity focal point"),
    "protection": _("Protection focal point"),
}
SURVEY_STATE = {"draft": _("Draft"), "open": _("Open"), "closed": _("Closed")}


def theme(code: str) -> str:
    """The theme's or residual code's label; the code itself for a theme that no longer exists."""
    if own := own_themes().get(code):
        return own_label(own)
    known = load_themes().get(code) or load_residual_codes().get(code)
    return gettext(known.label) if known else code


def own_label(own: OwnTheme) -> str:
    """In the language of the moment, else in English, else in the first language it has."""
    return own.labels.get(current()) or spoken(own.labels, SOURCE) or own.code


def definition(code: str) -> str:
    """What the theme is about; empty where nobody has said so."""
    if own := own_themes().get(code):
        return own.definitions.get(current()) or spoken(own.definitions, SOURCE)
    known = load_themes().get(code)
    return gettext(known.definition) if known else ""


def category(code: str) -> str:
    known = load_categories().get(code)
    return gettext(known.label) if known else code


def category_codes() -> list[str]:
    return list(load_categories())


def theme_codes() -> set[str]:
    """Every code that a record may have: the themes, the organisation's own (retired ones too), the residual codes."""
    return {*load_themes(), *own_themes(), *load_residual_codes()}


def themes_by_category(also: Collection[str] = ()) -> list[tuple[str, list[tuple[str, str]]]]:
    """(category label, [(theme code, theme label)]) in the codebook's order, for menus; last the residual codes.

    Retired themes are left out, but for those in `also`, which still stand on records.
    """
    own = [(one.code, one.category) for one in own_themes().values() if not one.retired or one.code in also]
    themes = [*((one.code, one.category) for one in load_themes().values()), *own]
    found = [
        (gettext(kind.label), sorted(((code, theme(code)) for code, of in themes if of == kind.code), key=by_label))
        for kind in load_categories().values()
    ]
    residual = [(code.code, gettext(code.label)) for code in load_residual_codes().values()]
    return [*found, (gettext("No theme fits"), residual)]


def survey(found: Survey) -> str:
    """The newest title in the reader's language, or in the survey's first."""
    return plain_line(spoken(found.latest.content["title"], current())) or found.slug


def by_label(pair: tuple[str, str]) -> list[tuple[int, str]]:
    return sort_key(pair[1])
