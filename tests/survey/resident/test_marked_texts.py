"""Marks in what authors write are drawn where they can be, and gone where only text fits."""

from flask.testing import FlaskClient

from survey.database import Database
from tests.builders import add_survey

CONTENT = {
    "languages": ["en"],
    "title": {"en": "A **new** park"},
    "items": [
        {
            "type": "note",
            "name": "hello",
            "label": {"en": "Two things:\n\n- *one*\n- two"},
            "hint": {"en": "_quietly_"},
        },
        {
            "type": "group",
            "name": "table",
            "label": {"en": "How *easy*?"},
            "appearance": "table-list",
            "items": [
                {
                    "type": "one_choice",
                    "name": "find",
                    "label": {"en": "Find **it** <here>"},
                    "hint": {"en": "See [us](https://example.org)"},
                    "required": True,
                    "messages": {"required": {"en": "Answer **this**"}},
                    "parameters": {"randomize": "true", "seed": "7"},
                    "choices": [{"code": "1", "label": {"en": "*Very*"}}, {"code": "2", "label": {"en": "Not"}}],
                }
            ],
        },
    ],
}


def page(client: FlaskClient, database: Database) -> str:
    add_survey(database, "park", CONTENT)
    return client.get("/s/park").text


def test_marks_are_drawn(client: FlaskClient, database: Database) -> None:
    html = page(client, database)
    assert "<p>Two things:</p>\n<ul>\n<li><em>one</em></li>\n<li>two</li>\n</ul>" in html
    assert '<p class="hint"><em>quietly</em></p>' in html
    assert "How <em>easy</em>?</h2>" in html
    assert "<legend>Find <strong>it</strong> &lt;here&gt;</legend>" in html
    assert 'See <a href="https://example.org" rel="noopener">us</a></p>' in html
    assert "<span><em>Very</em></span></label>" in html
    assert ">Not</label>" in html


def test_only_words_where_only_text_fits(client: FlaskClient, database: Database) -> None:
    html = page(client, database)
    assert "<title>A new park ·" in html and ">A new park</h1>" in html
    assert 'data-required="Answer this"' in html
    refused = client.post("/s/park/answers", data={"form_version": "1", "form_language": "en"}).text
    assert ">Find it &lt;here&gt;<" in refused and "Answer this</a>" in refused
    assert "A new park" in client.get("/").text and "**" not in client.get("/").text


def test_a_table_and_an_order_drawn_by_lot_are_marked(client: FlaskClient, database: Database) -> None:
    html = page(client, database)
    assert 'class="matrix"' in html
    assert 'data-shuffle="7"' in html
