"""Copies of a prepared text, told from people who happen to say the same."""

import pytest

from analysis.copies import BANDS, alike, bands, runs

LETTER = (
    "I write as a worried parent. The crossing at Mill Road is dangerous and three children were nearly hit this year. "
    "Please put up traffic lights before the winter, and lower the speed limit past the school to thirty."
)
THU = (
    "Tôi là phụ huynh học sinh. Ngã tư trước cổng trường rất nguy hiểm, năm nay đã ba lần suýt có tai nạn. "
    "Đề nghị thành phố lắp đèn giao thông trước mùa mưa và giảm tốc độ xe qua trường."
)


@pytest.mark.parametrize(
    ("one", "other", "copies"),
    [
        (LETTER, LETTER, True),
        (LETTER, LETTER.upper() + "!!", True),
        (LETTER, LETTER.replace("worried", "tired"), True),
        (LETTER, "Hello. " + LETTER + " Anna", True),
        (LETTER, LETTER.replace(" ", "\u200b \n"), True),
        (THU, THU.replace("ba lần", "hai lần"), True),
        (LETTER, THU, False),
        (LETTER, "The crossing at Mill Road is dangerous for children. Could we have lights there, please?", False),
        (LETTER, LETTER[:110], False),
        ("More buses please", "More buses please", False),
        ("", "", False),
        ("🙂" * 40, "🙂" * 40, False),
    ],
)
def test_copies(one: str, other: str, copies: bool) -> None:
    assert alike(runs(one), runs(other)) is copies


@pytest.mark.parametrize("change", ["worried", "dangerous", "winter", "thirty"])
def test_copies_meet_in_a_band(change: str) -> None:
    changed = runs(LETTER.replace(change, "very"))
    assert alike(runs(LETTER), changed)
    assert set(bands(runs(LETTER))) & set(bands(changed))


def test_what_is_too_short_has_no_band() -> None:
    assert bands(runs("More buses please")) == []


def test_bands_are_whole_numbers_that_every_database_can_keep() -> None:
    found = bands(runs(LETTER))
    assert len(set(found)) == BANDS
    assert all(0 <= band < 2**62 for band in found)


def test_a_huge_text_is_read_in_part() -> None:
    assert len(runs(" ".join(str(n) for n in range(100_000)))) <= 2_000
