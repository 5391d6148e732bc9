import io

import pytest

from translations.extract_toml import extract_toml


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('code = "roads"\nlabel = "Roads"', [(2, "Roads", ["label"])]),
        ('definition = """Buses\nand trains"""', [(1, "Buses\nand trains", ["definition"])]),
        ('[words]\nen = ["bus"]\nlabels = ["x"]', []),
        ('[[category]]\nlabel = "A"\n[[category]]\nlabel = "B"', [(2, "A", ["label"]), (4, "B", ["label"])]),
        ("", []),
    ],
)
def test_what_people_read_is_found(source: str, found: list[tuple[int, str, list[str]]]) -> None:
    messages = extract_toml(io.BytesIO(source.encode()), (), (), None)
    assert [
        (line, text, [comment.removeprefix(": ") for comment in comments]) for line, _, text, comments in messages
    ] == found
