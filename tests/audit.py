"""Check the pinned packages against known vulnerabilities: `python -m tests.audit`, or `make audit`.

One question to OSV, the open database of vulnerabilities that also holds the Python Packaging Advisory Database. Where
it cannot be reached, this says so and passes: a check that was not made is never reported as one that found nothing.
Source: https://google.github.io/osv.dev/post-v1-querybatch/.
"""

from __future__ import annotations

import json
import sys
import urllib.request
from typing import TYPE_CHECKING

from tests.organisations import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable

SERVICE = "https://api.osv.dev/v1/querybatch"
LONGEST_WAIT = 20
"""Seconds."""


def pins(text: str) -> dict[str, str]:
    """Return the version of each package that constraints.txt pins."""
    rows = (line.strip().partition("==") for line in text.splitlines() if "==" in line)
    return {name: version for name, _, version in rows}


def asked(question: bytes) -> bytes:
    """Send a question to the service and return its answer. Raises OSError where it cannot be reached."""
    request = urllib.request.Request(SERVICE, question, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=LONGEST_WAIT) as answer:  # noqa: S310 - https, above
        return bytes(answer.read())


def audit(pinned: dict[str, str], ask: Callable[[bytes], bytes]) -> tuple[int, list[str]]:
    """Ask about every pin at once; return the exit code (1 where something is known) and what to say, by lines."""
    queries = [{"package": {"ecosystem": "PyPI", "name": name}, "version": version} for name, version in pinned.items()]
    try:
        results = json.loads(ask(json.dumps({"queries": queries}).encode()))["results"]
        found = [
            f"{name} {version}: {vulnerability['id']}: https://osv.dev/vulnerability/{vulnerability['id']}"
            for (name, version), result in zip(pinned.items(), results, strict=True)
            for vulnerability in result.get("vulns", [])
        ]
    except OSError as error:
        return 0, [f"not checked: {SERVICE} could not be reached ({error})"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return 0, [f"not checked: {SERVICE} gave an answer that cannot be read"]
    if found:
        return 1, [*found, f"{len(found)} known vulnerabilities: choose other versions in constraints.txt"]
    return 0, [f"checked: {len(pinned)} packages, no known vulnerability"]


def main() -> int:
    """Check constraints.txt, and return the exit code."""
    code, lines = audit(pins((CHECKOUT / "constraints.txt").read_text(encoding="utf-8")), asked)
    for line in lines:
        sys.stdout.write(f"{line}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
