"""Several processes count together where the settings say so; a store that is away turns nobody away."""

import logging
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from limits import parse
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from survey.app import create_app
from survey.database import Database
from survey.settings import Settings, SettingsError, read_settings
from survey.tries import Tries
from tests.builders import add_survey
from tests.databases import free_port

TWICE = parse("2 per minute")


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    """The address of a Redis server that lives as long as the test."""
    with free_port() as port:
        words = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
        server = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        try:
            with Redis(port=port) as client:
                while not answers(client):
                    assert server.poll() is None
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait()


def answers(client: Redis) -> bool:
    try:
        return bool(client.ping())
    except RedisConnectionError:
        return False


def hits(*all_of_them: Tries) -> list[bool]:
    return [tries.hit(TWICE, "someone") for tries in all_of_them]


def test_alone_each_process_counts_for_itself() -> None:
    one, other = Tries("memory://"), Tries("memory://")
    assert hits(one, one, one, other) == [True, True, False, True]
    assert not one.is_shared


@pytest.mark.redis
def test_together_they_count_as_one(redis: str) -> None:
    one, other = Tries(redis), Tries(redis)
    assert hits(one, other, one, other) == [True, True, False, False]
    assert one.is_shared and not one.test(TWICE, "someone") and one.test(TWICE, "another")


@pytest.mark.redis
def test_two_applications_slow_a_network_together_and_store_no_address(
    redis: str, settings: Settings, database: Database
) -> None:
    add_survey(database)
    shared = replace(settings, rate_limit_store=redis, form_limit="3 per minute")
    apps = [create_app(shared), create_app(shared)]
    clients = [app.test_client() for app in apps]
    assert [send(clients[number % 2], number) for number in range(5)] == [303, 303, 303, 429, 429]
    with Redis.from_url(redis) as client:
        kept = client.keys()
    assert kept and not any(b"192.0.2" in key for key in kept)
    for app in apps:
        app.extensions["database"].close()


def send(client: FlaskClient, number: int) -> int:
    fields = {"form_key": f"{number:022}", "O1": "Words"}
    return client.post("/s/test", data=fields, environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code


def test_while_the_store_is_away_each_counts_for_itself(caplog: pytest.LogCaptureFixture) -> None:
    with free_port() as nobody, caplog.at_level(logging.WARNING):
        tries = Tries(f"redis://:secret@127.0.0.1:{nobody}/0")
        assert hits(tries, tries, tries) == [True, True, False]
    assert len(caplog.records) == 1 and "secret" not in caplog.text


@pytest.mark.parametrize("address", ["", "nowhere", "redis://:secret@[", "ftp://secret@host"])
def test_an_address_that_cannot_be_used_is_named_without_its_password(address: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="rate_limit_store cannot be used") as refused:
        read_settings(instance=str(tmp_path), rate_limit_store=address)
    assert "secret" not in str(refused.value)
