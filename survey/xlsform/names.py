"""How questions may be called: answers are kept, and asked for in expressions, by these names."""

import re

from survey.language import gettext as _

#: Names of the form's own controls, of which a question would take the place
CONTROLS = (
    *("form_key", "form_version", "form_language", "form_sensitive", "form_started", "form_waited", "form_source"),
    *("form_invitation", "form_website", "switch_language", "save", "csrf_token"),
)
#: What a form and an object can do in a browser: the script asks this of them, and would meet the question instead
MEMBERS = (
    *("addEventListener", "closest", "getAttribute", "lastElementChild", "querySelector", "querySelectorAll"),
    *("replaceWith", "setAttribute", "__proto__", "constructor", "hasOwnProperty", "isPrototypeOf"),
    *("propertyIsEnumerable", "toLocaleString", "toString", "valueOf"),
)
RESERVED = (*CONTROLS, *MEMBERS)
NAME = re.compile(r"[^\W\d][\w.-]*")
LONGEST_NAME = 64


def misnamed(name: str) -> str:
    """What is wrong with a name; "" when nothing is."""
    if not NAME.fullmatch(name):
        return _(
            "“%(name)s” is no name. Use letters, digits, _ and -, and begin with a letter, as in %(other)s.",
            name=name[:80], other=made_name(name),
        )  # fmt: skip
    if len(name) > LONGEST_NAME:
        return _("the name must have at most %(longest)s characters.", longest=LONGEST_NAME)
    return _("the form itself uses the name “%(name)s”. Choose another.", name=name) if name in RESERVED else ""


def made_name(written: str) -> str:
    """The nearest name that could stand."""
    plain = re.sub(r"[^\w.-]+", "_", written).strip("_")[:LONGEST_NAME]
    return plain if NAME.fullmatch(plain) else f"q_{plain}"[:LONGEST_NAME] if plain else "q_1"
