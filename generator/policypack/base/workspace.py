"""Where things lie: the workspace of an organisation, and what policypack ships.

What lies in a workspace's ``content/`` or ``templates/`` wins over ours, file by file. Between them lies what the
workspaces have that it stands on: its region's, then its body's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policypack.base.extends import MOST_ABOVE, folder_above

PACKAGE = Path(__file__).resolve().parent.parent
"""The folder of our code."""
_CHECKOUT = PACKAGE.parent.parent


def shipped(name: str) -> Path:
    """Return one of our own folders or files: ``content``, ``templates``, ``site_config`` or ``mkdocs.yml``.

    A checkout's folder beside generator/ is read first: an editable install may leave stale copies in the package.
    """
    beside = _CHECKOUT / name
    if (_CHECKOUT / "generator" / "policypack").is_dir() and beside.exists():
        return beside
    return PACKAGE / "shipped" / name


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder an organisation keeps. `root` is absolute."""

    root: Path

    @classmethod
    def at(cls, folder: Path | str) -> Workspace:
        """Return the workspace in `folder`, which need not exist yet."""
        return cls(Path(folder).resolve())

    @property
    def site_config(self) -> Path:
        """The folder with what the organisation said: answers, logo, approval, its own pages."""
        return self.root / "site_config"

    @property
    def answers_file(self) -> Path:
        """The file with the organisation's answers."""
        return self.site_config / "answers.yml"

    @property
    def agreed(self) -> Path:
        """The folder with a record of each approval, and the words that were agreed; missing while none was given."""
        return self.site_config / "agreed"

    @property
    def history_file(self) -> Path:
        """The file with every change of the answers; missing until the first."""
        return self.site_config / "history.jsonl"

    @property
    def approval_file(self) -> Path:
        """The record of an approval as version 0.1.0 wrote it, without the words; each of ours lies in `agreed`."""
        return self.site_config / "approval.yml"

    @property
    def last_build(self) -> Path:
        """The folder with what the last build was made from, and what its pages said."""
        return self.site_config / "last_build"

    @property
    def journal(self) -> Path:
        """The file with what has changed on the pages from build to build."""
        return self.site_config / "changes.txt"

    @property
    def put_up(self) -> Path:
        """The file with what is put up: the words of posters, cards and pasted texts on the day they were made."""
        return self.site_config / "put_up.txt"

    @property
    def read_by(self) -> Path:
        """The leaders' list of who has confirmed that they have read what; missing while nobody keeps one."""
        return self.site_config / "read_by.yml"

    @property
    def review_begun(self) -> Path:
        """The file with how far a yearly review has come that was stopped; missing while none is under way."""
        return self.site_config / "review_begun.json"

    @property
    def publish_file(self) -> Path:
        """The file that says where the outputs are put online; missing until somebody says it. It holds no secret."""
        return self.site_config / "publish.yml"

    @property
    def published_file(self) -> Path:
        """The record of what was put online, and when; missing until something was."""
        return self.site_config / "published.json"

    @property
    def own_pages(self) -> Path:
        """The folder of the organisation's own pages (MkDocs' docs_dir)."""
        return self.site_config / "pages"

    @property
    def layer_file(self) -> Path:
        """The file with what a workspace stands on and what it lays down for others; missing for most."""
        return self.site_config / "layer.yml"

    @property
    def above(self) -> tuple[Workspace, ...]:
        """The workspaces of the bodies that it stands on, the nearest first; most stand on none."""
        found: list[Workspace] = []
        one = self
        while (said := folder_above(one.layer_file)) and len(found) < MOST_ABOVE:
            one = Workspace.at(one.root / said)
            if one in (self, *found):  # a circle, which whoever reads the settings names
                break
            found.append(one)
        return tuple(found)

    def folders(self, name: str) -> list[Path]:
        """Return the folders in which ``content`` or ``templates`` are looked up, the organisation's first."""
        ours = shipped(name)
        places = (place.root / name for place in (self, *self.above))
        return [*(place for place in places if place != ours and place.is_dir()), ours]

    def find(self, folder: str, name: str) -> Path:
        """Return the file `name` of ``content`` or ``templates``: the organisation's where it has one, else ours."""
        candidates = [place / name for place in self.folders(folder)]
        return next((path for path in candidates if path.is_file()), candidates[-1])

    def find_all(self, folder: str, pattern: str) -> list[Path]:
        """Return the files that match a glob pattern, one a name, sorted by name."""
        found: dict[str, Path] = {}
        for place in reversed(self.folders(folder)):
            for path in place.glob(pattern):
                found[path.relative_to(place).as_posix()] = path
        return [found[name] for name in sorted(found)]
