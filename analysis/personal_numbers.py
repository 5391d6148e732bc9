"""Numbers and dates that point at a person: telephones, identities, bank accounts and cards, days of birth.

Judged by their shape, their check digits and the words before them, so that bus 47, § 12, 2026 and a case number stay.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.personal_data import Span

REGIONS = ("SE", "VN", "US", "GB")
_LONG = re.compile(r"\d[\d \u00a0().+\-–/]{4}")  # all of these but accounts with letters, and dates
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_CARD = re.compile(r"(?<![\d-])\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\d-])")
_SWEDISH_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)")
_SOCIAL_SECURITY = re.compile(r"(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])")
_CITIZEN_CARD = re.compile(r"(?<!\d)0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)")
_AFTER_CUE = re.compile(
    r"\b(?:cmnd|cccd|cmt|căn cước(?: công dân)?|can cuoc|chứng minh(?: nhân dân| thư)?|chung minh|số định danh|"
    r"hộ chiếu|"
    r"personnumm?e?ret|personnummer|personnr|pers\.?nr|pnr|samordningsnum(?:mer|ret)|samordningsnr|"
    r"ssn|social security(?: number)?|passport(?: number| no)?|passnummer|"
    r"driver'?s licen[cs]e(?: number)?|bhyt|dni|nie|pasaporte)\b[\s:.#]{0,3}(?:là |is |är |số |so |no\.? |nr\.? )?"
    r"(?P<value>[A-Z]{0,3}[- ]?\d[\d -]{4,16}\d[A-Z]?)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\b(?:stk|số tài khoản|so tai khoan|account(?: number| no\.?)?|kontonum(?:mer|ret)|kontonr|konto nr|konto|"
    r"bankgiro|plusgiro|número de cuenta|cuenta)\b[\s:.#]{0,3}(?:là |is |är |es )?(?P<value>\d[\d ,-]{6,22}\d)",
    re.IGNORECASE,
)
_SPANISH_CARD = re.compile(r"(?<![\w.-])(?:\d{1,2}\.?\d{3}\.?\d{3}|[XYZ]-?\d{7})[- ]?[A-Z](?!\w)", re.IGNORECASE)
_SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_CALLED = re.compile(
    r"\b(?:tel|tel[eé]fono|tfno|celular|cel|móvil|movil|whatsapp|zalo|phone|cell|mobile|telefon|tfn|mobil|sđt|sdt|"
    r"điện thoại|dien thoai|llámen?me al|call me (?:on|at)|ring mig på)\b[\s:.]{0,3}"
    r"(?:is |är |là |es |number |nummer )?"
    r"(?P<value>\+?\d[\d .-]{5,16}\d)",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:born|birth ?(?:day|date)|date of birth|d\.?o\.?b\.?|sinh(?: ngày| năm)?|ngày sinh|sn|"
    r"född|födelsedatum|nacid[oa]|nac(?:í|ió|io))\b"
    r"[\s:,.]{0,3}(?:on |is |in |the |den |är |là |ngày |el |en )?"
    r"(?P<value>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{8}|\d{1,2}(?:st|nd|rd|th)? \w{3,9},? \d{4}|"
    r"[A-Z]\w{2,8} \d{1,2},? \d{4}|\d{1,2} de \w{3,10} (?:de |del )?\d{4}|"
    r"(?:(?<=sinh năm )|(?<=born in )|(?<=född )|(?<=nacida en )|(?<=nacido en )|(?<=nací en ))(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w§.,/-])(?:\+|00)?\(?\d[\d \u00a0().\-–/]{5,20}\d(?![\w-])")
_AMERICAN = re.compile(r"(?:\+?1[ .-]?)?(?:\(?[2-9]\d{2}(?:\) ?|[ .-])\d{3}[ .-]\d{4}|[2-9]\d{9})")
_SPANISH_PHONE = re.compile(r"[6-9]\d{2}([ .-]?)\d{3}\1(?!000)\d{3}|[6-9]\d{1,2} \d{2,3} \d{2} \d{2}")
_PHONE_SHAPES = (
    re.compile(r"(?:\+|00)\d{8,15}"),
    re.compile(r"0[35789]\d{8}|02\d{9}"),  # Viet Nam
    re.compile(r"07[02369]\d{7}|0(?:8|10|[1-6]\d{1,2}|9\d{1,2})\d{5,8}"),  # Sweden
    re.compile(r"0[1237]\d{9}"),  # United Kingdom
    re.compile(r"0[1-79]\d{8}"),  # France
    re.compile(r"0[45]\d{7,9}"),  # Finland
)
_NO_PHONE = re.compile(
    r"(?:project|projekt\w*|case|permit|invoice|item|ticket|order|docket|file|lot|bid|contract|request|serial|tracking|"
    r"artikel\w*|art\.?nr|order\w*|kvitto\w*|biljett\w*|plan\w*|beslut\w*|fastighet\w*|inventarie\w*|"
    r"biên lai|hóa đơn|hoá đơn|gói thầu|thửa(?: đất)?|lô(?: đất)?|phiếu|đơn hàng|"
    r"factura|referencia|contrato|lote|licitación|solicitud|folio|"
    r"ref(?:erence)?|dự án|mã số|mã|hồ sơ(?: số)?|diarie\w*|dnr|ärende\w*|"
    r"faktura\w*|số hiệu|quyết định(?: số)?|công văn(?: số)?|ordinance|act|bill|"
    r"§|expediente)(?: number| no\.?| nr\.?| số)?[\s:#.]*$",
    re.IGNORECASE,
)


def numbers(text: str) -> Iterator[Span]:
    """Where such numbers and dates stand; the more certain kind first, to name what two kinds fit."""
    yield from ((*match.span(), "iban") for match in _IBAN.finditer(text) if _is_iban(match.group()))
    if not _LONG.search(text):
        yield from _births(text)
        return
    yield from ((*match.span(), "card") for match in _CARD.finditer(text) if _is_card(match.group()))
    yield from ((*match.span("value"), "id") for match in _AFTER_CUE.finditer(text))
    yield from _births(text)
    yield from ((*match.span(), "id") for match in _SWEDISH_NUMBER.finditer(text) if _is_swedish(match.group()))
    yield from ((*match.span(), "id") for match in _SOCIAL_SECURITY.finditer(text))
    yield from ((*match.span(), "id") for match in _CITIZEN_CARD.finditer(text))
    yield from ((*match.span("value"), "account") for match in _ACCOUNT.finditer(text))
    yield from ((*match.span(), "id") for match in _SPANISH_CARD.finditer(text) if _is_spanish(match.group()))
    yield from ((*match.span("value"), "phone") for match in _CALLED.finditer(text))
    for match in _PHONE.finditer(text):
        if not _NO_PHONE.search(text[max(0, match.start() - 40) : match.start()]) and _is_phone(match.group()):
            yield (*match.span(), "phone")


def _births(text: str) -> Iterator[Span]:
    return ((*match.span("value"), "date") for match in _BORN.finditer(text))


@lru_cache(maxsize=4096)
def _is_phone(typed: str) -> bool:
    """True for a number that could be called from here: by common shapes, else by the phone plans of ``REGIONS``."""
    if re.fullmatch(r"\d{4}\s*[-–/]\s*\d{4}", typed) or re.fullmatch(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", typed):
        return False  # years, dates
    if re.fullmatch(r"\d{1,2}[.:]\d{2}\s*[-–]\s*\d{1,2}[.:]\d{2}", typed):
        return False  # hours
    digits = re.sub(r"[^\d+]", "", typed)
    plain = "".join(c if c == "+" else str(int(c)) for c in digits)
    if (
        _AMERICAN.fullmatch(typed)
        or _SPANISH_PHONE.fullmatch(typed)
        or (any(shape.fullmatch(plain) for shape in _PHONE_SHAPES) and _grouped(typed))
    ):
        return True
    return plain.startswith(("+", "00", "0")) and _in_a_plan(plain)


def _grouped(typed: str) -> bool:
    """Groups of digits as phones are written: "0900-2024-123" is a file number, "2024-0701740" too."""
    return not re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", typed) or typed.startswith("+")


def _in_a_plan(plain: str) -> bool:
    import phonenumbers  # a few tens of milliseconds to import

    for region in REGIONS:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(plain, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _is_iban(typed: str) -> bool:
    from stdnum import iban

    return iban.is_valid(typed)


def _is_card(typed: str) -> bool:
    from stdnum import luhn

    digits = re.sub(r"\D", "", typed)
    return 13 <= len(digits) <= 19 and luhn.is_valid(digits)


def _is_swedish(typed: str) -> bool:
    """A personnummer or samordningsnummer (day plus 60): a possible date and the right check digit."""
    from stdnum import luhn

    digits = re.sub(r"\D", "", typed)[-10:]
    month, day = int(digits[2:4]), int(digits[4:6])
    return 1 <= month <= 12 and 1 <= day % 60 <= 31 and luhn.is_valid(digits)


def _is_spanish(typed: str) -> bool:
    """A DNI or NIE: eight digits, or a letter and seven, with the letter that checks them."""
    plain = re.sub(r"[. -]", "", typed.upper())
    digits = plain[:-1].translate(str.maketrans("XYZ", "012"))
    return len(digits) == 8 and plain[-1] == _SPANISH_LETTERS[int(digits) % 23]
