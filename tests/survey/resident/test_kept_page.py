"""A page that is compressed once reads the same as one that is compressed anew."""

import gzip

import pytest
from flask.testing import FlaskClient

from survey.database import Database
from survey.resident.kept_page import KeptPage
from tests.builders import add_survey


@pytest.mark.parametrize(
    "page", ["", "<K>", "a<K>b", "å" * 40_000 + "<K>" + "å" * 40_000 + "<S>é", "<S><K>", "<K>" * 3]
)
@pytest.mark.parametrize("value", ["", "key", "ключ" * 5000])
def test_compressed_and_plain_are_the_same(page: str, value: str) -> None:
    kept, values = KeptPage(page, ("<K>", "<S>")), {"<K>": value, "<S>": "stamp"}
    wanted = page.replace("<K>", value).replace("<S>", "stamp").encode()
    assert kept.plain(values) == gzip.decompress(kept.gzipped(values)) == wanted


def test_a_browser_gets_it_compressed(client: FlaskClient, database: Database) -> None:
    add_survey(database)
    plain = client.get("/s/test")
    packed = client.get("/s/test", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(gzip.decompress(packed.data)) == len(plain.data)
    assert packed.data != client.get("/s/test", headers={"Accept-Encoding": "gzip"}).data
