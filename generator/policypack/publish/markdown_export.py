"""Write the pages as plain Markdown with a plain mkdocs.yml each, so that another generator can take them.

Material for MkDocs ends on 5 May 2027; an organisation's pack does not.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import yaml

from policypack.base.problems import one_problem
from policypack.pack.own_pages import own_pages
from policypack.pages.render import Renderer
from policypack.publish.files_beside import SITES, Site, files_beside
from policypack.publish.site_settings import logo_path, menu, site_address, site_name
from policypack.text.markdown import EXTENSIONS

if TYPE_CHECKING:
    from pathlib import Path

    from policypack.content.questions import Audience
    from policypack.pack.pack import Pack


def write_markdown(pack: Pack, target: Path) -> list[Path]:
    """Write ``public/`` and ``staff/`` into the folder `target`: each a mkdocs.yml, and the pages in docs/.

    target: made where it is missing; what an earlier call wrote there is replaced.
    Returns the two folders. Raises ProblemsFoundError where something else stands in their place.
    """
    for audience in SITES:
        place = target / audience
        is_link = place.is_symlink() or (place / "docs").is_symlink()
        is_ours = not place.exists() or (place / "mkdocs.yml").is_file()
        if is_link or not (is_ours or (place.is_dir() and not any(place.iterdir()))):
            one_problem(place.as_posix(), "an empty folder, or one that an earlier call wrote, is wanted here")
    renderer = Renderer(pack)
    return [_write(renderer, target / audience, audience) for audience in SITES]


def _write(renderer: Renderer, target: Path, audience: Audience) -> Path:
    pack = renderer.pack
    docs = target / "docs"
    if docs.is_dir():
        shutil.rmtree(docs)
    pages = renderer.markdown(audience)
    own = own_pages(pack.workspace, audience)
    for path, markdown in pages.items():
        if path not in own:
            _save(docs / path, markdown.encode())
    for path, source in own.items():
        _save(docs / path, source.read_bytes())
    for path, content in files_beside(Site(renderer, audience), our_theme=False):
        _save(docs / path, content)
    theme: dict[str, Any] = {"name": "material", "font": False}
    if picture := logo_path(pack):
        theme["logo"] = picture
    address = site_address(pack)
    extra = [path for path in own if path.endswith(".md") and path not in pages]
    settings: dict[str, Any] = {
        "site_name": site_name(pack),
        **({"site_url": address} if address else {}),
        "use_directory_urls": False,
        "theme": theme,
        "plugins": ["search"],
        "markdown_extensions": [{name: options} if options else name for name, options in EXTENSIONS.items()],
        "nav": menu(pack, audience, {"More from us": extra}),
    }
    _save(target / "mkdocs.yml", yaml.safe_dump(settings, sort_keys=False, allow_unicode=True).encode())
    return target


def _save(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
