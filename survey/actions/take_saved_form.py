"""Open a form that was saved half-way. It stays saved until it is sent, for the second device may fail too."""

import json
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from survey.actions.save_form import NONCE, Pairs
from survey.database import Database
from survey.models import SavedForm, SurveyVersion
from survey.saved_code import saved_hash, saved_key


@dataclass(frozen=True)
class TakenForm:
    """What was typed, in which survey."""

    slug: str
    pairs: Pairs


def take_saved_form(database: Database, secret: str, code: str, now: datetime) -> TakenForm | None:
    """The form under this code; None when there is none, or no longer."""
    with database.session() as session:
        saved = session.get(SavedForm, saved_hash(secret, code))
        if saved is None or saved.expires_at <= now:
            return None
        slug = session.get_one(SurveyVersion, saved.survey_version_id).survey.slug
        sealed = saved.sealed
    try:
        pairs = AESGCM(saved_key(secret, code)).decrypt(sealed[:NONCE], sealed[NONCE:], None)
    except InvalidTag:
        return None
    return TakenForm(slug, [(name, value) for name, value in json.loads(pairs)])
