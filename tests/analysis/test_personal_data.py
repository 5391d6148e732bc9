"""Personal data leaves the redacted text; buses, paragraphs, years and streets stay in it."""

import pytest

from analysis.personal_data import redact
from analysis.words import tokens

TAKEN = [
    ("en", "Call me at 270-555-0143 please", "Call me at [phone] please"),
    ("en", "or (270) 555-0199", "or [phone]"),
    ("en", "write to a.b@example.com", "write to [email]"),
    ("en", "My name is Maria Lopez and I care", "My name is [name] and I care"),
    ("en", "my name is maria lopez and my street floods", "my name is [name] and my street floods"),
    ("en", "Mr. Peterson at 12 Main St", "Mr. [name] at [address]"),
    ("en", "SSN 123-45-6789 was printed", "SSN [id] was printed"),
    ("en", "card 4111 1111 1111 1111 twice", "card [card] twice"),
    ("en", "born 03/14/1941", "born [date]"),
    ("sv", "Ring 070-174 06 88 dagtid", "Ring [phone] dagtid"),
    ("sv", "Mitt personnummer är 19900602-2397.", "Mitt personnummer är [id]."),
    ("sv", "samordningsnummer 640883-3224", "samordningsnummer [id]"),
    ("sv", "Jag heter Åsa Påhitt och bor på Storgatan 5 B", "Jag heter [name] och bor på [address]"),
    ("sv", "konto SE45 5000 0000 0583 9825 7466", "konto [iban]"),
    ("vi", "Tôi tên là Lê Thị Giả Định", "Tôi tên là [name]"),
    ("vi", "tôi tên nguyễn văn thử ở đây", "tôi tên [name] ở đây"),
    ("vi", "Nguyễn Văn Nam than phiền", "[name] than phiền"),
    ("vi", "Gọi 0912 345 678 nha", "Gọi [phone] nha"),
    ("vi", "đt +84 300 000 456", "đt [phone]"),
    ("vi", "CCCD 079185001234 bị sai", "CCCD [id] bị sai"),
    ("vi", "CMND 025123456 bị sai", "CMND [id] bị sai"),
    ("vi", "nhà ở 12B hẻm 10 đường Lê Lợi", "nhà [address]"),
]
KEPT = [
    ("en", "Bus 47 never stops at 5th Street"),
    ("en", "Martin Luther King Boulevard needs lights"),
    ("en", "Project 270-2024-0143 was due in June 2026"),
    ("en", "House numbers between 100 and 180 on Park Street are hard to read"),
    ("en", "Contact City Hall for permits"),
    ("sv", "9 kap. 4 § plan- och bygglagen, 2026"),
    ("sv", "Husnumren på Ekvägen från 18 till 30"),
    ("sv", "Riksväg 40 och buss 4"),
    ("sv", "Storgatan 30 km/h tack"),
    ("sv", "Diarienummer 2024-0701740"),
    ("vi", "Xe buýt số 47 đường Lê Lợi trễ"),
    ("vi", "Đường Nguyễn Văn Linh kẹt xe"),
    ("vi", "Trường Trần Thị Lý cần sơn lại"),
    ("vi", "Số nhà từ 120 đến 186 đường Nguyễn Trãi"),
    ("vi", "Dự án mã số 0900-2024-123"),
    ("vi", "Gọi 113 hoặc tổng đài 1022"),
]


@pytest.mark.parametrize(("language", "text", "redacted"), TAKEN)
def test_personal_data_is_taken_out(language, text, redacted):
    assert redact(text, language) == (redacted, True)


@pytest.mark.parametrize(("language", "text"), KEPT)
def test_other_numbers_and_names_stay(language, text):
    assert redact(text, language) == (text, False)


def test_a_wrong_check_digit_is_no_personal_number():
    assert redact("nummer 900602-2390", "sv") == ("nummer 900602-2390", False)


AFTER_ODD_SIGNS = [
    ("en", "O'mister John Smith", "O'mister [name]"),
    ("en", "see www.mister John Smith", "see www.mister [name]"),
    ("en", "MR.Dr John Smith", "MR.Dr [name]"),
    ("sv", "(jag heter Åsa Påhitt)", "(jag heter [name])"),
]


@pytest.mark.parametrize(("language", "text", "redacted"), [*TAKEN, *AFTER_ODD_SIGNS])
def test_words_at_hand_hide_no_cue(language, text, redacted):
    assert redact(text, language, tokens(text)) == redact(text, language) == (redacted, True)
