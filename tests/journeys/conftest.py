"""What a browser does is the same on every database: journeys run on SQLite, the resident's main one on both."""

import pytest


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url
