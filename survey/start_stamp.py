"""When a form was opened, by the server's clock: a signed stamp that the page carries and brings back.

The page itself is kept and the same for all, so nothing is stored when somebody opens it. Whole seconds; not who.
"""

import hmac
import re
from datetime import UTC, datetime, timedelta

from survey.reference import keyed

STAMP = re.compile("([0-9]{1,11})-([0-9a-f]{24})")
#: A draft is kept on the phone for two weeks, a finished form until there is a network
COUNTS_FOR = timedelta(days=60)
#: Several servers whose clocks differ a little
SKEW = timedelta(minutes=1)


def make_stamp(secret: str, now: datetime) -> str:
    seconds = str(int(now.timestamp()))
    return f"{seconds}-{sign(secret, seconds)}"


def read_stamp(secret: str, stamp: str, now: datetime) -> datetime | None:
    """The moment in a stamp of ours, never later than `now`; None for anything else."""
    found = STAMP.fullmatch(stamp)
    if found is None or not hmac.compare_digest(found[2], sign(secret, found[1])):
        return None
    moment = datetime.fromtimestamp(int(found[1]), UTC)
    return min(moment, now) if now - COUNTS_FOR <= moment <= now + SKEW else None


def sign(secret: str, seconds: str) -> str:
    return keyed(secret, "started", seconds).hex()[:24]
