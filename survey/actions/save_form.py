"""Keep a half-finished form for two weeks, for whoever has its code."""

import json
import secrets
from datetime import datetime, timedelta
from typing import Any, cast

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import CursorResult, delete

from survey.database import Database
from survey.models import SavedForm
from survey.reference import key_hash
from survey.saved_code import new_saved_code, saved_hash, saved_key

KEPT_FOR = timedelta(days=14)
NONCE = 12  # bytes

#: What was typed: name and value of each control, in order
Pairs = list[tuple[str, str]]


def save_form(database: Database, secret: str, version_id: int, form_key: str, pairs: Pairs, now: datetime) -> str:
    """The code. A form that was saved before is kept as it is now, under the new code alone."""
    code, key = new_saved_code(), key_hash(secret, form_key)
    saved = SavedForm(
        code_hash=saved_hash(secret, code),
        key_hash=key,
        survey_version_id=version_id,
        sealed=seal(saved_key(secret, code), pairs),
        expires_at=now + KEPT_FOR,
    )
    with database.change() as session:
        session.execute(delete(SavedForm).where(SavedForm.key_hash == key))
        session.add(saved)
    return code


def seal(key: bytes, pairs: Pairs) -> bytes:
    """A nonce, then the encrypted pairs (AES-256-GCM)."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, json.dumps(pairs).encode(), None)


def expire_saved_forms(database: Database, now: datetime) -> int:
    """Delete those that nobody has finished in time; how many."""
    with database.change() as session:
        done = session.execute(delete(SavedForm).where(SavedForm.expires_at <= now))
    return cast(CursorResult[Any], done).rowcount
