"""Passwords: in the system's keyring, by the address and the user, or asked for each time. Nowhere else."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policypack.online.ways import Place

_SERVICE = "policypack"


def kept_password(place: Place) -> str | None:
    """Return the password that the keyring has for a place; None where it has none, or there is no keyring."""
    keyring = _keyring()
    if keyring is None:
        return None
    with suppress(keyring.errors.KeyringError):
        found = keyring.get_password(_SERVICE, _name(place))
        return None if found is None else str(found)
    return None


def keep_password(place: Place, secret: str) -> bool:
    """Put a password into the keyring. Returns whether that went well."""
    keyring = _keyring()
    if keyring is None:
        return False
    try:
        keyring.set_password(_SERVICE, _name(place), secret)
    except keyring.errors.KeyringError:
        return False
    return True


def _name(place: Place) -> str:
    return f"{place.user}@{place.to}"


def _keyring() -> Any:
    try:
        import keyring
        import keyring.errors
    except ImportError:
        return None
    return keyring
