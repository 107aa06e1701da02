"""Passwords lie in the system's keyring, each under its own place, or nowhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from policypack.online.passwords import keep_password, kept_password
from policypack.online.ways import Place


class InMemory(KeyringBackend):
    """A keyring that holds what it is given, or one that somebody has not unlocked."""

    priority = 1.0

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring gives it no types
        self.locked = locked
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise keyring.errors.KeyringLocked
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@pytest.fixture
def ring() -> Iterator[InMemory]:
    before, here = keyring.get_keyring(), InMemory()
    keyring.set_keyring(here)
    yield here
    keyring.set_keyring(before)


ONE = Place(way="sftp", to="sftp://host.example/www", user="club")


def test_a_password_that_was_kept_is_found_again_for_its_own_place_and_user_alone(ring: InMemory) -> None:
    assert kept_password(ONE) is None
    assert keep_password(ONE, "secret")
    assert kept_password(ONE) == "secret"
    assert kept_password(Place(way="sftp", to="sftp://host.example/www", user="other")) is None
    assert kept_password(Place(way="sftp", to="sftp://other.example/www", user="club")) is None
    assert [service for service, _ in ring.held] == ["policypack"]


def test_where_the_keyring_is_locked_nothing_is_kept_and_somebody_is_asked_each_time(ring: InMemory) -> None:
    ring.locked = True
    assert not keep_password(ONE, "secret")
    assert kept_password(ONE) is None


def test_without_a_keyring_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert not keep_password(ONE, "secret")
    assert kept_password(ONE) is None
