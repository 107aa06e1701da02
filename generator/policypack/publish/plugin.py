"""The MkDocs plugin: hands the pages of a pack to MkDocs as virtual files. It only adapts; the logic is in the core."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from markupsafe import escape
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from policypack.base.problems import ProblemsFoundError, shown_path
from policypack.pack.own_pages import own_pages
from policypack.pages.render import Renderer
from policypack.publish.build_faults import abort_for
from policypack.publish.documents.links import on_paper
from policypack.publish.faster.shared_work import Kept
from policypack.publish.files_beside import Site, files_beside
from policypack.publish.mkdocs_settings import SITEMAP, settle_address, settle_markdown, settle_theme
from policypack.publish.only_here import for_this_machine
from policypack.publish.page_html import finished, is_needed, with_content_policy, without_days, without_source_map
from policypack.publish.trial import require_quick_pages
from policypack.text.page_sections import sections_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

    from policypack.content.questions import Audience
    from policypack.pack.pack import Pack
    from policypack.text.page_sections import Section

_LOOKS_EVERY = 0.05
"""Seconds between two looks for a change, while serving. A workspace has few files."""


class PolicypackConfig(Config):
    """The plugin's settings in mkdocs.yml. The audience is public; `policypack build` makes the staff site as well."""

    audience = config_options.Choice(("public", "staff"), default="public")
    today = config_options.Optional(config_options.Type(str))


class PolicypackPlugin(BasePlugin[PolicypackConfig]):
    """Builds one organisation's pages from its answers, with its name, menu, logo and colour."""

    serving = False
    given: Renderer | None = None
    """Of the pack to build, where that is loaded already; else it is loaded from the folder of mkdocs.yml."""
    with_documents = False
    """Whether documents are put beside the pages, for these to link to."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = Kept()
        """What an earlier build of the same process leaves to this one."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs names them
        """Remember whether it serves: then a problem becomes a page, for a raised error would hang every request.

        MkDocs keeps the plugin from one build to the next when it has this method; nothing else is kept on it.
        """
        self.serving = command == "serve"

    @event_priority(100)  # before the search plugin's, which asks for the theme's templates
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the pack, and settle the site's name, menu, colours and Markdown."""
        self.renderer: Renderer | None = None
        self.problems: ProblemsFoundError | None = None
        self.pages: dict[str, str] = {}
        self.found: dict[str, tuple[str, list[Section]]] = {}
        self.own: dict[str, str] = {}
        self.own_page: str | None = None
        self.root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        try:
            renderer, self.given = self.given or Renderer(self.kept.pack(self.root, self._today())), None
            self.pages = renderer.markdown(self._audience)
            require_quick_pages(renderer.pack.workspace)
            self.renderer = renderer
        except ProblemsFoundError as error:
            if not self.serving:
                raise PluginError(f"The answers cannot be built yet.\n{error}") from error
            self.problems = error
        settle_markdown(config)
        settle_theme(config, self._pack, self._audience)
        if self.with_documents and self._pack is not None:
            config.extra["policypack"]["on_paper"] = on_paper(self._pack, self._audience)
        if not self.serving:
            settle_address(config, self._pack)
        self.kept.environment.hand_to(config.theme, renew=self.serving)
        self.kept.begin(config)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put the pack's pages and the files beside them among the site's; take out what is for other audiences."""
        for file in [file for file in files if file.src_dir == config.docs_dir]:
            files.remove(file)
        if self.problems is not None:
            files.append(File.generated(config, "index.md", content=_problem_page(self.problems)))
        if self.renderer is None:
            return files
        pack = self.renderer.pack
        _lighten(files, config)
        sitemap = files.get_file_from_path(SITEMAP)
        if sitemap is not None:  # the theme's template, which stands among its files once it is not to be filled in
            files.remove(sitemap)
        for path, source in own_pages(pack.workspace, self._audience).items():
            _append(files, File.generated(config, path, abs_src_path=str(source)))
            self.own[path] = shown_path(source, self.root)
        for path, markdown in self.pages.items():
            _append(files, File.generated(config, path, content=markdown))
        titles = {page.path: page.title for page in pack.pages_of(self._audience)}
        for file in files.documentation_pages():
            self.kept.page(titles.get(file.src_uri), file, config)
        for path, content in files_beside(Site(self.renderer, self._audience, html=self.kept.html_of)):
            if theirs := files.get_file_from_path(path):
                files.remove(theirs)
            files.append(File.generated(config, path, content=content))
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs names them
        """Frame the tables of a page, mark its boxes to tick, and say where its email addresses may break."""
        return finished(html)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs names them
        """Say in the page what it may load. Not while serving: MkDocs' own script reloads the page then."""
        self.own_page = None
        return output if self.serving else with_content_policy(output, page.content or "")

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs names them
        """Do the same for the page that is shown where an address leads nowhere. Leave the days out of the sitemap."""
        if template_name == SITEMAP:
            return without_days(output_content)
        return output_content if self.serving or template_name != "404.html" else with_content_policy(output_content)

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs names them
        """Note which own page is about to be read."""
        self.own_page = self.own.get(page.file.src_uri)

    @event_priority(100)  # before the search plugin's, which then has nothing left to do
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> None:  # noqa: ARG002 - MkDocs names them
        """Take down what search looks through, in the search plugin's place."""
        self.own_page = self.own.get(page.file.src_uri)
        if self.own_page is not None:
            for name in {"description", "author"} & page.meta.keys():  # Material writes them into the page as they are
                page.meta[name] = escape(page.meta[name])
        wishes = page.meta.get("search")
        wishes = wishes if isinstance(wishes, dict) else {}
        if not wishes.get("exclude"):
            self.found[page.url] = str(page.meta.get("title", page.title)), sections_of(page.content or "")
        if page.meta:  # of a page without settings, the theme sees that it has none
            page.meta["search"] = wishes | {"exclude": True}

    @event_priority(-100)  # after the search plugin, which has written an index without pages
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the files that are made of the pages' HTML, such as what our own script searches in."""
        if self.renderer is None:
            return
        empty = Path(config.site_dir) / "search" / "search_index.json"
        found = self.found if empty.is_file() else None
        empty.unlink(missing_ok=True)
        packed = Path(config.site_dir) / f"{SITEMAP}.gz"
        packed.unlink(missing_ok=True)  # the day of the build is in it, and nobody is told of it
        for path, content in files_beside(Site(self.renderer, self._audience, found), after_html=True):
            written = Path(config.site_dir) / path
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_bytes(content)

    def on_build_error(self, *, error: Exception) -> None:
        """Keep nothing of a build that has failed, for a link in it may have led nowhere; name an own file's fault."""
        self.kept = Kept()
        own_templates = pack.workspace.folders("templates")[:-1] if (pack := self._pack) is not None else []
        if (abort := abort_for(error, self.own_page, own_templates)) is not None:
            raise abort

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the answers and what the organisation overrides, with a server that looks for changes more often.

        It answers nobody who calls this machine by another name.
        """
        host, port = server.server_address[:2]
        quick = type(server)(builder, str(host), port, server.root, server.mount_path, polling_interval=_LOOKS_EVERY)
        quick.build_delay = _LOOKS_EVERY
        quick.error_handler = server.error_handler
        quick.set_app(for_this_machine(quick.serve_request, str(host)))
        server.server_close()
        places = [Path(config.docs_dir), Path(str(config.config_file_path))]
        for place in [*places, *(self.root / name for name in ("site_config", "content", "templates"))]:
            if place.exists():
                quick.watch(str(place))
        return quick

    @property
    def _pack(self) -> Pack | None:
        return None if self.renderer is None else self.renderer.pack

    @property
    def _audience(self) -> Audience:
        return cast("Audience", self.config.audience)

    def _today(self) -> Any:
        from policypack.answers.types.date import read_day

        return None if self.config.today is None else read_day(self.config.today)


def _append(files: Files, file: File) -> None:
    """Add a file, unless the organisation has a page of its own at the same place: its page wins."""
    if files.get_file_from_path(file.src_uri) is None:
        files.append(file)


def _lighten(files: Files, config: MkDocsConfig) -> None:
    """Leave out what the theme brings and no page of ours asks for."""
    for file in list(files):
        if file.src_dir is None or file.src_dir == config.docs_dir:
            continue
        if not is_needed(file.src_uri):
            files.remove(file)
        elif file.src_uri.endswith(".css"):
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content=without_source_map(file.content_string)))


def _problem_page(error: ProblemsFoundError) -> str:
    from policypack.text.escaping import escape_markdown

    rows = "\n".join(f"- {escape_markdown(str(problem))}" for problem in error.problems)
    heading = "Your answers need a look"
    first_step = "Mend these, save, and this page turns into your site."
    return f"---\ntitle: {heading}\n---\n\n# {heading}\n\n{first_step}\n\n{rows}\n"
