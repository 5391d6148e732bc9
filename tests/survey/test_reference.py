"""Form keys and the codes that people write down."""

import pytest

from survey.reference import ALPHABET, code_hash, is_key, key_hash, new_key, read_code, reference_code

SECRET = "a secret for tests"


@pytest.mark.parametrize(
    ("key", "fits"),
    [
        ("a" * 22, True),
        ("A-_9" * 16, True),
        ("a" * 21, False),
        ("a" * 65, False),
        ("", False),
        ("a" * 30 + "\n", False),
        ("a" * 30 + "é", False),
        ("a" * 30 + "\x00", False),
        ("' OR 1=1 -- aaaaaaaaaaaa", False),
    ],
)
def test_key(key: str, fits: bool) -> None:
    assert is_key(key) is fits


def test_new_keys_fit_and_differ() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(map(is_key, keys))


def test_code_has_no_letters_that_look_alike() -> None:
    assert not set("0O1IL5S2Z8BUVQGAE") & set(ALPHABET)
    code = reference_code(SECRET, "k" * 22)
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert set(code) <= {*ALPHABET, "-"}


def test_code_is_the_same_for_the_same_key_and_secret_only() -> None:
    codes = {reference_code(secret, key) for secret in (SECRET, "other") for key in ("a" * 22, "b" * 22)}
    assert len(codes) == 4
    assert reference_code(SECRET, "a" * 22) in codes


def test_nothing_stored_tells_the_key_or_the_code() -> None:
    key = "k" * 22
    code = reference_code(SECRET, key)
    assert len({key_hash(SECRET, key), code_hash(SECRET, code), code_hash("other", code), code_hash(SECRET, key)}) == 4


@pytest.mark.parametrize(
    "typed",
    [
        "FHTK-4W7M-XR3D",
        "fhtk4w7mxr3d",
        " fhtk 4w7m xr3d ",
        "FHTK–4W7M—XR3D",
        "ＦＨＴＫ４Ｗ７ＭＸＲ３Ｄ",
        "fhtk_4w7m.xr3d\n",
    ],
)
def test_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == "FHTK-4W7M-XR3D"


@pytest.mark.parametrize("typed", ["", "FHTK", "FHTK-4W7M-XR30", "FHTK-4W7M-XR3DD", "\x00", "<script>", "' OR 1=1 --"])
def test_what_is_no_code(typed: str) -> None:
    assert read_code(typed) is None
