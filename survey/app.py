"""create_app: opens each room, nothing more."""

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from survey import analyst, csrf, error_pages, headers, limits, login, pages, resident, staff, web
from survey.database import Database
from survey.secret_key import secret_key
from survey.settings import Settings, read_settings


def create_app(settings: Settings | None = None) -> Flask:
    """The web application. `settings` default to the environment's; the database must have been upgraded before."""
    settings = settings or read_settings()
    app = Flask(__name__)
    app.config.update(flask_config(settings))
    web.init_app(app, settings, Database(settings.database_url))
    for part in (pages, headers, csrf, limits, login, error_pages):
        part.init_app(app)
    Compress(app)
    for room in (resident, staff, analyst):
        app.register_blueprint(room.room)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    return app


def flask_config(settings: Settings) -> dict[str, object]:
    """A form of long answers fits in the request limits; the longest answer is refused by its own field, kindly."""
    return {
        "SECRET_KEY": secret_key(settings),
        "MAX_CONTENT_LENGTH": 8 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 8 * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.https,
        "SEND_FILE_MAX_AGE_DEFAULT": 31536000,
        "WTF_CSRF_TIME_LIMIT": None,
        "COMPRESS_MIMETYPES": ["text/html", "text/css", "text/javascript", "image/svg+xml"],
        "COMPRESS_MIN_SIZE": 500,
        "COMPRESS_ALGORITHM": ["br", "gzip"],  # as fast as zstd at its own level, and a tenth smaller
        "COMPRESS_ALGORITHM_STREAMING": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 5,
    }
