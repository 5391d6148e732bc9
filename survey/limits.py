"""How often one address may try: sign-in and reference codes. Counted in this process's memory."""

from hashlib import sha256

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from survey import web

limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=False)


def init_app(app: Flask) -> None:
    limiter.init_app(app)


def sign_in_limit() -> str:
    return web.settings().sign_in_limit


def status_limit() -> str:
    return web.settings().status_limit


def account() -> str:
    """The account that somebody tries to sign in to, so that many addresses together try no oftener than one."""
    email = request.form.get("signin-email", "").strip().lower()
    return f"account:{sha256(email.encode('utf-8', 'replace')).hexdigest()}"
