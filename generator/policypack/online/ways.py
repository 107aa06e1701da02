"""Ways of putting an output online, as data, and where one organisation puts its own: ``site_config/publish.yml``.

The file says where, which way and by which user name. None of that is secret. A password stands in no file of ours.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from policypack.base.problems import Problem, one_problem, raise_if_any, shown_path
from policypack.content.rows import Row, load_row
from policypack.files.atomic import write_whole

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from policypack.base.workspace import Workspace

Output = Literal["site", "staff"]
WayId = Literal["folder", "zip", "git", "sftp", "bucket", "webdav"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way of putting files online.

    name: as it is offered. fits: whom it fits, in a sentence. wanted: what its address looks like. packages: what it
    needs beside policypack. secret: what its password is called, or "" where it takes none from us.
    """

    id: WayId
    name: str
    fits: str
    wanted: str
    packages: tuple[str, ...] = ()
    secret: str = ""


WAYS: dict[str, Way] = {
    way.id: way
    for way in (
        Way(
            "folder",
            "A folder",
            "A shared drive, or a folder that is the website itself.",
            "a folder, such as /srv/www",
        ),
        Way("zip", "A zip file", "A host with an upload page.", "a file that ends in .zip, such as upload/site.zip"),
        Way(
            "git", "A git branch", "GitHub Pages or GitLab Pages.", "a repository, such as git@github.com:club/site.git"
        ),
        Way(
            "sftp",
            "SFTP",
            "The web host of most clubs, in place of FTP, which sends passwords in the open.",
            "an address such as sftp://ftp.example.org/htdocs",
            ("asyncssh",),
            "Password",
        ),
        Way(
            "bucket",
            "A bucket",
            "A host that speaks S3, such as Amazon, Cloudflare R2 or Scaleway.",
            "an address such as s3://our-club/safety",
            ("s3fs",),
            "Secret access key",
        ),
        Way(
            "webdav",
            "WebDAV",
            "A host or cloud drive that is reached by WebDAV.",
            "an address such as https://dav.example.org/safety",
            ("webdav4",),
            "Password",
        ),
    )
}


class Place(Row):
    """Where an output is put.

    way: the id of a way. to: its address. user: the user name, or access key id. branch: of git. endpoint: the address
    of a bucket's host, where it is not Amazon. public: the address at which readers find it.
    """

    way: str
    to: str
    user: str = ""
    branch: str = "gh-pages"
    endpoint: str = ""
    public: str = ""


class _File(Row):
    site: Place | None = None
    staff: Place | None = None


_HOST_NEEDED = {"sftp": ("sftp",), "bucket": ("s3",), "webdav": ("https", "http")}
_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.-]*")


def read_places(workspace: Workspace) -> dict[str, Place]:
    """Return where each output is put, by its name; empty before anybody said it.

    Raises ProblemsFoundError with everything that is wrong with the file.
    """
    file = workspace.publish_file
    if not file.is_file():
        return {}
    row, node = load_row(workspace, file, _File)
    problems = []
    places = {name: place for name in ("site", "staff") if (place := getattr(row, name)) is not None}
    for output, place in places.items():
        for field, wanted in faults_of(place).items():
            given = str(getattr(place, field))
            shown = None if _has_secret(given) else given
            line = node.line_of((output, field))
            problems.append(Problem(shown_path(file, workspace.root), line, f"{output}.{field}", shown, wanted))
    raise_if_any(problems)
    return places


def faults_of(place: Place) -> dict[str, str]:
    """Return what is wrong with a place, by the field, in words for whoever filled it in."""
    way = WAYS.get(place.way)
    if way is None:
        return {"way": f"one of these is wanted: {', '.join(WAYS)}"}
    found = {
        field: "no password is wanted here; leave it out, and it is asked for"
        for field in ("to", "public", "endpoint")
        if _has_secret(getattr(place, field))
    }
    if "to" not in found:
        parts = _parts(place.to)
        schemes = _HOST_NEEDED.get(place.way)
        is_right = bool(place.to) and not place.to.startswith("-") and place.to.isprintable()
        if schemes:
            is_right = is_right and parts is not None and parts.scheme in schemes and bool(parts.hostname)
        if place.way == "zip":
            is_right = is_right and place.to.casefold().endswith(".zip")
        if not is_right or ".." in place.to.split("/"):
            found["to"] = f"{way.wanted} is wanted"
    for field in ("public", "endpoint"):
        value = getattr(place, field)
        parts = _parts(value)
        if (
            value
            and field not in found
            and (parts is None or parts.scheme not in {"http", "https"} or not parts.hostname)
        ):
            found[field] = "an address that begins with https:// is wanted"
    if not _BRANCH.fullmatch(place.branch) or ".." in place.branch:
        found["branch"] = "the name of a branch is wanted, such as gh-pages"
    return found


def write_place(workspace: Workspace, output: Output, place: Place) -> None:
    """Note where an output is put. Raises ProblemsFoundError where it is wrong, or cannot be written."""
    wrong = faults_of(place)
    raise_if_any(Problem(f"--{field}", None, "", None, wanted) for field, wanted in wrong.items())
    places = read_places(workspace) | {output: place}
    lines = ["# Where policypack puts the outputs online. No password stands here: it is asked for, or in the keyring."]
    for name in sorted(places):
        lines.append(f"{name}:")
        said = places[name].model_dump()
        lines += [f"  {field}: {json.dumps(value)}" for field, value in said.items() if value]
    write_whole(workspace.publish_file, workspace.root, "\n".join(lines) + "\n", like=workspace.answers_file)


def place_of(workspace: Workspace, output: Output) -> Place:
    """Return where an output is put. Raises ProblemsFoundError where nobody said it, or the file is wrong."""
    place = read_places(workspace).get(output)
    if place is None:
        one_problem(
            shown_path(workspace.publish_file, workspace.root),
            f"where {output}/ is to be put is not said yet; run `policypack publish` "
            f"with {'--staff, ' * (output == 'staff')}--way ({', '.join(WAYS)}) and --to",
        )
    return place


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _has_secret(address: str) -> bool:
    """Say whether somebody wrote a password into an address."""
    authority = address.partition("://")[2].partition("/")[0]
    return ":" in authority.rpartition("@")[0]
