"""What all shipped text has to keep to, for the tests of each kind of data."""

from __future__ import annotations

import re

import phonenumbers

from policypack.base.workspace import Workspace, shipped

OURS = Workspace.at(shipped("content").parent)
"""A workspace without content of its own: what policypack ships."""

SHORT_CODES = {"999", "101", "111", "116 123", "116 000", "85258", "84001"}
"""Numbers that are valid in the UK but are no subscriber numbers, so phonenumbers cannot check them."""

HOURS = re.compile(
    r"24/7|24[ -]hours?|round the clock|around the clock|day and night|\b\d{1,2}([.:]\d\d)? ?[ap]m\b|\b\d{1,2}:\d\d\b",
    re.IGNORECASE,
)
NOT_OUR_VOICE = re.compile(
    r"\b(in)?appropriate|\butilis|\bin line with\b|\be\.g\.|\bi\.e\.|\bcomplian|\bguarantee|\bzero tolerance"
    r"|\bfully safe\b|\bplease\b|\bsorry\b",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"[\[\]{}<>]|\bTODO\b|\bTBC\b|unverified|\bgk\b")


def is_uk_number(number: str) -> bool:
    """Return whether a number can be called or texted in the UK."""
    return number in SHORT_CODES or phonenumbers.is_valid_number(phonenumbers.parse(number, "GB"))


def faults_of(text: str) -> list[str]:
    """Return what a reader must not meet in a passage: opening hours, words that are not our voice, gaps."""
    return [found.group() for pattern in (HOURS, NOT_OUR_VOICE, PLACEHOLDER) if (found := pattern.search(text))]


def sentences(text: str) -> list[str]:
    """Split a passage into sentences."""
    return re.split(r"(?<=[.?!:;])\s+", text)
