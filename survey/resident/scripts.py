"""The form's script, and the service worker that answers when there is no network."""

from flask import Response, abort

from survey.headers import POLICY
from survey.phone_script import fingerprint, page_script, worker_script
from survey.resident.pages import room

A_YEAR = "public, max-age=31536000, immutable"


@room.get("/<any(phone, kiosk):page>.<version>.js")
def form_script(page: str, version: str) -> Response:
    known = {fingerprint(page, has_logic): has_logic for has_logic in (False, True)}
    if version not in known:
        abort(404)
    return script(page_script(page, known[version]), A_YEAR)


@room.get("/sw.js")
def worker() -> Response:
    """At the root, for it speaks for the whole site; fetched anew so that a new version is found."""
    answer = script(worker_script(), "no-cache")
    answer.headers["Content-Security-Policy"] = POLICY  # it runs on its own
    return answer


def script(source: str, kept: str) -> Response:
    return Response(source, mimetype="text/javascript", headers={"Cache-Control": kept})
