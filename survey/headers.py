"""Headers that keep a page to itself: nothing from elsewhere, nothing in a frame, nothing private kept by a cache."""

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
#: A page's policy holds for the stylesheet and the script it asks for; on a slow network the same words thrice are felt
PARTS_OF_PAGES = ("text/css", "text/javascript")
SNIFFING = "X-Content-Type-Options"
HEADERS = {
    "Content-Security-Policy": POLICY,
    SNIFFING: "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
}


def init_app(app: Flask) -> None:
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    for name in (SNIFFING,) if response.mimetype in PARTS_OF_PAGES else HEADERS:
        response.headers.setdefault(name, HEADERS[name])
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
