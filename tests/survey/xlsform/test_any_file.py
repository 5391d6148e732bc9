"""Whatever stands in a file, it becomes a survey that can be asked, or its problems are told."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from survey.form_content import read_content
from survey.logic import Now
from survey.survey_form import SurveyForm
from survey.survey_problem import SurveyProblem
from survey.xlsform import WRITERS, read_xlsform, to_sheets

HEADERS = [
    "type", "name", "label::en", "label::vi", "label", "hint::en", "relevant", "required", "constraint", "calculation",
    "choice_filter", "default", "parameters", "appearance", "constraint_message::en", "required_message", "disabled",
]  # fmt: skip
CELLS = [
    "", "", "text", "integer", "note", "select_one a", "select_multiple a or_other", "rank a", "range", "calculate",
    "begin_group", "end_group", "begin group", "hidden", "date", "a", "b", "c", "yes", "no", "A **b**", "${a} = 'x'",
    "${b} > 1", "if(${a}, 1, 2)", "(", "today()", "start=0 end=5", "randomize=true", "table-list", "likert", "label",
    "list-nolabel", "{organisation}", "name = ${a}", "count-selected(.) < 2", "{", "\\|", "<br>", "-1", "multiline",
]  # fmt: skip
ROW = st.lists(st.sampled_from(CELLS), min_size=1, max_size=10)


@settings(max_examples=400, deadline=None)
@given(
    headers=st.lists(st.sampled_from(HEADERS), unique=True, max_size=8),
    rows=st.lists(ROW, max_size=8),
    choices=st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(CELLS), st.sampled_from(CELLS)), max_size=4),
)
def test_a_survey_or_its_problems(headers: list[str], rows: list[list[str]], choices: list[tuple[str, ...]]) -> None:
    header = ["type", "name", "label::en", *(one for one in headers if one not in ("type", "name", "label::en"))]
    lines = ["| survey |", f"| | {' | '.join(header)} |", *(f"| | {' | '.join(row[: len(header)])} |" for row in rows)]
    lines += ["| choices |", "| | list_name | name | label::en |", *(f"| | {' | '.join(row)} |" for row in choices)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "form.md"
        path.write_text("\n".join(lines), "utf-8")
        try:
            form = read_xlsform(path)
        except SurveyProblem as problem:
            assert all(problem.problems)
            return
        asked = SurveyForm(read_content(form.content), form.content["languages"][0], {}, Now(datetime.now(UTC)))
        asked.validate()
        path.write_bytes(WRITERS[".md"](to_sheets(form.content, form.slug)))
        assert read_xlsform(path).content == form.content
