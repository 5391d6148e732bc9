"""Only a stamp of ours says when a form was opened; nothing that a page can bring back is an error."""

from datetime import UTC, datetime, timedelta

import pytest

from survey.start_stamp import make_stamp, read_stamp, sign

SECRET = "a secret for tests"
NOW = datetime(2026, 11, 20, 12, 0, 0, 500_000, tzinfo=UTC)
WHOLE = NOW.replace(microsecond=0)


@pytest.mark.parametrize(
    ("opened", "read"),
    [
        (NOW, WHOLE),
        (NOW - timedelta(minutes=4), WHOLE - timedelta(minutes=4)),
        (NOW - timedelta(days=59), WHOLE - timedelta(days=59)),
        (NOW - timedelta(days=61), None),
        (NOW + timedelta(seconds=30), NOW),  # the other server's clock is a little ahead
        (NOW + timedelta(minutes=2), None),
    ],
)
def test_stamp_is_read_back_in_whole_seconds(opened: datetime, read: datetime | None) -> None:
    assert read_stamp(SECRET, make_stamp(SECRET, opened), NOW) == read


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        "-",
        "0",
        str(int(NOW.timestamp())),
        make_stamp("another secret", NOW),
        make_stamp(SECRET, NOW) + "0",
        make_stamp(SECRET, NOW).upper(),
        " " + make_stamp(SECRET, NOW),
        make_stamp(SECRET, NOW) + "\n",
        "2" + make_stamp(SECRET, NOW)[1:],
        "١٧٦٣٦٤٠٠٠٠-" + "0" * 24,
        "9" * 11 + "-" + sign(SECRET, "9" * 11),
        "0-" + sign(SECRET, "0"),
        "9" * 400 + "-" + "a" * 24,
        "\x00" * 30,
        "<script>-" + "a" * 24,
    ],
)
def test_anything_else_is_no_stamp(stamp: str) -> None:
    assert read_stamp(SECRET, stamp, NOW) is None
