"""Sign in: an address and a password against the accounts."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from survey import passwords
from survey.database import Database
from survey.models import User
from survey.plain_text import clean_line


def sign_in(database: Database, email: str, password: str) -> User | None:
    """The person with an open account, this address and this password; else None, never saying which was wrong."""
    with database.session() as session:
        query = select(User).where(User.email == clean_line(email).lower(), User.is_open)
        user = session.scalar(query.options(selectinload(User.memberships)))
    is_right = passwords.verify(user.password_hash if user else None, password)
    return user if is_right else None
