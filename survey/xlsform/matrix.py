"""Questions with the same choices, asked as one table: the appearance table-list of their group."""

from typing import Any

from survey.language import gettext as _
from survey.xlsform.report import Report
from survey.xlsform.sheet import Row

TABLE = "table-list"
HEADING, BARE = "label", "list-nolabel"


def check_table(row: Row, group: dict[str, Any], report: Report) -> None:
    """The columns of a table are the choices of one list."""
    if TABLE not in group.get("appearance", "").split():
        return
    lists = {item["list"] for item in group["items"] if "list" in item}
    if len(lists) > 1:
        what = _("the questions of a table choose from one list, not from %(lists)s.", lists=", ".join(sorted(lists)))
        row.refuse(report, "appearance", what)


def fold_legacy(group: dict[str, Any]) -> None:
    """An older way to write a table: a question that only shows the choices, then questions without them. The first
    becomes a note, and the group a table."""
    choosing = [item for item in group["items"] if item["type"] == "one_choice"]
    first, *rest = choosing or [{}]
    if first.get("appearance") != HEADING or not rest or any(item.get("appearance") != BARE for item in rest):
        return
    place = group["items"].index(first)
    group["items"][place] = {"type": "note", "name": first["name"], "label": first["label"]}
    for item in rest:
        del item["appearance"]
    group["appearance"] = f"{group.get('appearance', '')} {TABLE}".strip()
