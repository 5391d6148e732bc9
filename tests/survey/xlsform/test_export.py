"""A survey written as an XLSForm and read again is the same survey."""

from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from survey.xlsform import WRITERS, read_xlsform, to_sheets

FORMS = sorted((Path(__file__).parent / "forms").iterdir())
BUILT_IN = Path(__file__).parents[3] / "survey" / "builtin" / "community.md"


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("form", [*FORMS, BUILT_IN], ids=lambda form: form.stem)
def test_written_and_read_again(tmp_path: Path, form: Path, ending: str) -> None:
    first = read_xlsform(form)
    (tmp_path / f"again{ending}").write_bytes(WRITERS[ending](to_sheets(first.content, first.slug)))
    again = read_xlsform(tmp_path / f"again{ending}")
    assert again.content == first.content
    assert again.slug == first.slug


@pytest.mark.parametrize("form", [*FORMS, BUILT_IN], ids=lambda form: form.stem)
def test_other_tools_read_what_is_written(form: Path) -> None:
    first = read_xlsform(form)
    made = convert(WRITERS[".xlsx"](to_sheets(first.content, first.slug)), file_type=".xlsx", validate=False)
    assert "<h:html" in made.xform
