"""How often one address may try: sign-in and reference codes; how many forms one network may send. Where it is
counted, the setting rate_limit_store says.

A library or a school sends from one address, so forms are counted generously, by network, and nobody waits longer than
the time the setting names. What is counted under is a keyed hash with a key of the day. Only
memory holds it, unless several processes count together.
"""

import secrets
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from functools import partial, wraps
from hashlib import blake2b, sha256
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from time import time
from typing import cast

from flask import Flask, abort, after_this_request, current_app, g, request
from flask.typing import ResponseReturnValue
from limits import RateLimitItem, parse_many
from werkzeug.wrappers import Response

from survey import web
from survey.reference import keyed
from survey.tries import Tries

View = Callable[..., ResponseReturnValue]

#: how much of an address tells the network: an operator gives a household or a library at least so much
IPV4_PREFIX, IPV6_PREFIX = 24, 48
EVERYBODY = "forms:everybody"
_key_of_the_day: tuple[date, bytes] = (date.min, b"")


def init_app(app: Flask) -> None:
    app.extensions["tries"] = Tries(app.extensions["settings"].rate_limit_store)


def tries() -> Tries:
    return cast(Tries, current_app.extensions["tries"])


def limited(
    setting: str,
    by: Callable[[], str] | None = None,
    counts: Callable[[Response], bool] | None = None,
    methods: Collection[str] = ("GET", "HEAD", "POST"),
) -> Callable[[View], View]:
    """Lets the view be asked as often as `setting` says, each address (or `by`) on its own; 429 beyond.

    Every try counts, or those alone whose answer `counts`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(**arguments: object) -> ResponseReturnValue:
            if request.method not in methods:
                return view(**arguments)
            key = f"{request.endpoint}:{by() if by else request.remote_addr}"
            limits = parse_many(getattr(web.settings(), setting))
            may = tries().test if counts else tries().hit
            if not all([may(each, key) for each in limits]):
                abort(429)
            if counts:
                after_this_request(partial(count, limits, key, counts))
            return view(**arguments)

        return asked

    return decorate


def count(limits: list[RateLimitItem], key: str, counts: Callable[[Response], bool], answer: Response) -> Response:
    for each in limits if counts(answer) else ():
        tries().hit(each, key)
    return answer


def account() -> str:
    """The account that somebody tries to sign in to, so that many addresses together try no oftener than one."""
    email = request.form.get("signin-email", "").strip().lower()
    return f"account:{sha256(email.encode('utf-8', 'replace')).hexdigest()}"


def wait_before_sending() -> int:
    """Seconds until this network may send another form; 0 when it may now, and this one is counted, once."""
    if "wait" not in g:
        g.wait = wait_for_network()
    return cast(int, g.wait)


def wait_for_network() -> int:
    settings = web.settings()
    secret = current_app.config["SECRET_KEY"] if tries().is_shared else ""
    own = f"forms:{hashed(network(request.remote_addr or ''), datetime.now(UTC).date(), secret)}"
    return wait(settings.form_limit, own) or wait(settings.all_forms_limit, EVERYBODY)


def wait(limit: str, key: str) -> int:
    for item in parse_many(limit):
        if not tries().hit(item, key):
            return max(1, ceil(tries().over_at(item, key) - time()))
    return 0


def network(address: str) -> str:
    """The network an address lies in, as 192.0.2.0/24; what is no address is one network of its own."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    found = (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
    return str(ip_network((found, IPV4_PREFIX if found.version == 4 else IPV6_PREFIX), strict=False))


def hashed(name: str, day: date, secret: str = "") -> str:
    """Tells networks apart for a day, and nothing else: the key of the day before is forgotten. Processes that count
    together have their `secret` in common, and what they count is gone with the time of the limit."""
    if secret:
        return keyed(secret, f"network of {day}", name).hex()[:32]
    global _key_of_the_day
    if _key_of_the_day[0] != day:
        _key_of_the_day = (day, secrets.token_bytes(32))
    return blake2b(name.encode(), key=_key_of_the_day[1], digest_size=16).hexdigest()
