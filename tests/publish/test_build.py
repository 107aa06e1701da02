"""The outputs: each for its readers, swapped in whole, the same bytes for the same answers, from any folder."""

from __future__ import annotations

import hashlib
import html
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.pack.pack import load_pack
from policypack.publish.build import OUTPUTS, Built, build_all
from policypack.publish.embed import EMBED
from policypack.publish.markdown_export import write_markdown
from policypack.publish.messages import built_text
from policypack.publish.phone_file import PHONE_FILE
from policypack.publish.proof_file import PROOF_FILE
from tests.hardening.rounds import SOAK
from tests.organisations import CHECKOUT, workspace_of

TODAY = date(2026, 11, 22)
BIN = Path(sys.executable).parent


@pytest.fixture(scope="module", params=["swimming-club", "gaming-charity", "angling-club"])
def built(request: pytest.FixtureRequest, built_of: Callable[[str], Built]) -> Built:
    return built_of(request.param)


def pages_in(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def bytes_of(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_each_output_holds_the_pages_of_its_readers_and_no_others(built: Built) -> None:
    public = {page.path.replace(".md", ".html") for page in built.pack.pages_of("public")}
    staff = {page.path.replace(".md", ".html") for page in built.pack.pages_of("staff")}
    leaders = {page.path.replace(".md", ".html") for page in built.pack.pages_of("leaders")}
    assert set(pages_in(built.folders["site"])) == public | {"404.html", EMBED}
    assert set(pages_in(built.folders["staff"])) == staff | {"404.html", PHONE_FILE}
    assert set(pages_in(built.folders["report"])) == leaders | {PROOF_FILE}
    assert staff > public


def test_the_sign_that_a_line_of_a_template_goes_on_stands_on_no_page(built: Built) -> None:
    for folder in built.folders.values():
        for path, page in pages_in(folder).items():
            assert " \\\n" not in page, path


def test_search_engines_are_asked_to_stay_away_from_drafts_staff_pages_and_the_report(built: Built) -> None:
    for folder in built.folders.values():
        for path, page in pages_in(folder).items():
            assert re.search(r'<meta name="robots" content="noindex', page), path


def test_a_sitemap_and_canonical_links_stand_only_where_the_address_is_known(built: Built) -> None:
    known = built.pack.answers.get("brand.address") not in (None, "none")
    assert (built.folders["site"] / "sitemap.xml").exists() == known
    home = pages_in(built.folders["site"])["index.html"]
    assert ('rel="canonical"' in home) == known


def test_the_name_of_the_organisation_stands_in_the_title_of_every_page(built: Built) -> None:
    name = str(built.pack.answers.get("organisation.name"))
    for path, page in pages_in(built.folders["site"]).items():
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title, path
        assert name in html.unescape(title[1]), path


def test_the_report_lists_every_finding_in_order_of_urgency(built: Built) -> None:
    text = html.unescape(re.sub(r"<[^>]+>", "", pages_in(built.folders["report"])["index.html"]))
    titles = [finding.title for finding in built.pack.findings if finding.severity == "urgent"]
    places = [" ".join(text.split()).find(" ".join(title.split())) for title in titles]
    assert -1 not in places
    assert places == sorted(places)


def test_the_angling_club_is_a_draft_with_urgent_findings_that_invents_nobody(
    built_of: Callable[[str], Built],
) -> None:
    built = built_of("angling-club")
    assert {f.id for f in built.pack.findings if f.severity == "urgent"} >= {"no-lead", "nobody-takes-reports"}
    report = pages_in(built.folders["site"])["report-a-worry.html"]
    for number in ("999", "0800 1111", "0808 800 5000"):
        assert number in report
    words = html.unescape(re.sub(r"<[^>]+>", " ", "".join(pages_in(built.folders["site"]).values())))
    assert "welfare officer" not in words.casefold()


def test_a_build_that_fails_leaves_the_last_good_one_byte_for_byte(copy_of: Callable[[str], Path]) -> None:
    folder = copy_of("swimming-club")
    before = {name: bytes_of(folder / name) for name in OUTPUTS}
    own = folder / "site_config" / "pages" / "public" / "galas.md"
    own.parent.mkdir(parents=True)
    own.write_text("# Galas\n\n[Dates](dates.md) and [rules](rules/index.md#nothing-here)\n", encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as found:
        build_all(folder, TODAY)
    said = str(found.value)
    assert "dates.md" in said
    assert "nothing-here" in said
    assert {name: bytes_of(folder / name) for name in OUTPUTS} == before
    assert not (folder / ".policypack-build").exists()


LINKED = "\n".join(f"## About {name} {{: #{name} }}" for name in ("families", "cannot-go-on", "children-talk"))
"""The passages of the page on help that our other pages link to: an own page in its place has them too."""


def test_own_pages_go_to_their_readers_and_win_over_ours(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    pages = folder / "site_config" / "pages"
    for path, text in {
        "public/galas.md": "# Galas\n\nAll are welcome.\n",
        "public/who-can-help.md": f"# Who can help\n\n{LINKED}\n\nOur own list.\n",
        "staff/rota.md": "# Rota\n\nTuesdays.\n",
        "elsewhere.md": "# Not for a site\n",
        "public/.hidden.md": "# Hidden\n",
    }.items():
        (pages / path).parent.mkdir(parents=True, exist_ok=True)
        (pages / path).write_text(text, encoding="utf-8")
    (pages / "public" / "linked.md").symlink_to(folder / "site_config" / "answers.yml")
    built = build_all(folder, TODAY)
    site, staff = pages_in(built.folders["site"]), pages_in(built.folders["staff"])
    assert "All are welcome." in site["galas.html"]
    assert "Our own list." in site["who-can-help.html"]
    assert "galas.html" in staff
    assert "rota.html" in staff
    assert not {"rota.html", "elsewhere.html", "linked.html", ".hidden.html"} & set(site)
    assert "rota" not in (built.folders["site"] / "search" / "index.js").read_text(encoding="utf-8")


NOTED = ("START-HERE.md", "site_config/last_build/", "site_config/history.jsonl", "site_config/.policypack.lock")
"""What a build notes in the workspace, for whoever comes next and for the next build."""


def test_nothing_in_the_workspace_but_the_outputs_and_notes_is_written_by_a_build(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    before = bytes_of(folder)
    build_all(folder, TODAY)
    after = {path: code for path, code in bytes_of(folder).items() if path.split("/")[0] not in Built.__annotations__}
    ours = ("site/", "staff/", "report/", *NOTED)
    assert {path: code for path, code in after.items() if not path.startswith(ours)} == before


@pytest.mark.parametrize("organisation", ["gaming-charity", *(["swimming-club", "angling-club"] if SOAK else [])])
def test_plain_markdown_builds_with_stock_mkdocs_and_has_the_same_pages(organisation: str, tmp_path: Path) -> None:
    pack = load_pack(workspace_of(organisation, tmp_path / "ws"), TODAY)
    for folder, audience in zip(write_markdown(pack, tmp_path / "md"), ("public", "staff"), strict=True):
        assert "policypack" not in (folder / "mkdocs.yml").read_text(encoding="utf-8")
        run = subprocess.run(
            [BIN / "mkdocs", "build", "--strict"],
            cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        wanted = {page.path.replace(".md", ".html") for page in pack.pages_of(audience)}  # type: ignore[arg-type]
        phone = {PHONE_FILE} if audience == "staff" else set()
        assert set(pages_in(folder / "site")) == wanted | {"404.html"} | phone


def test_plain_markdown_is_not_written_over_something_else(tmp_path: Path) -> None:
    pack = load_pack(workspace_of("swimming-club", tmp_path / "ws"), TODAY)
    (tmp_path / "md" / "public").mkdir(parents=True)
    (tmp_path / "md" / "public" / "letter.txt").write_text("mine")
    with pytest.raises(ProblemsFoundError, match="an empty folder"):
        write_markdown(pack, tmp_path / "md")


def test_mkdocs_itself_builds_the_public_site_in_a_workspace(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    run = subprocess.run([BIN / "mkdocs", "build"], cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "report-a-worry.html" in pages_in(folder / "site")
    assert not (folder / "site" / "staff").exists()


def test_mkdocs_itself_says_what_is_wrong_without_a_traceback(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    (folder / "site_config" / "answers.yml").write_text("organisation:\n  knid: x\n", encoding="utf-8")
    run = subprocess.run([BIN / "mkdocs", "build"], cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "site_config/answers.yml:2: organisation.knid" in run.stderr
    assert "Traceback" not in run.stderr


def test_the_wheel_makes_and_builds_a_workspace_away_from_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a new environment: its own package, and the dependencies of this one by a path file."""
    monkeypatch.delenv("PYTHONPATH", raising=False)  # else Python would find this checkout after all
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheels = tmp_path / "wheels"
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", wheels, CHECKOUT], check=True, capture_output=True
    )
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    wheel = next(wheels.glob("*.whl"))
    subprocess.run([*pip, "--python", python, "install", "--no-deps", wheel], check=True, capture_output=True)
    packages = next((tmp_path / "venv" / "lib").glob("python*/site-packages"))
    dependencies = Path(sys.executable).parent.parent / "lib" / packages.parent.name / "site-packages"
    (packages / "dependencies.pth").write_text(f"{dependencies}\n")
    command = tmp_path / "venv" / "bin" / "policypack"
    folder = tmp_path / "our club"
    answers = CHECKOUT / "tests" / "orgs" / "gaming-charity.yml"
    script = "import policypack; print(policypack.__file__)"
    where = subprocess.run([python, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert str(packages) in where.stdout
    assert (packages / "policypack" / "py.typed").is_file()  # else a type checker takes what it imports for untyped
    new = subprocess.run([command, "new", folder, "--answers", answers], capture_output=True, text=True, check=False)
    assert new.returncode in (0, 1), new.stderr
    run = subprocess.run([command, "-C", folder, "build"], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "report-a-worry.html" in pages_in(folder / "site")


def test_the_staff_folder_opens_with_the_way_to_the_staff_pages(built_of: Callable[[str], Built]) -> None:
    """It is what somebody double-clicks. Everybody's site has no such line; the page itself is the same in both."""
    built = built_of("swimming-club")
    line = re.compile(r'<p class="pp-card pp-staff-start">.*?</p>', re.DOTALL)
    staff = (built.folders["staff"] / "index.html").read_text(encoding="utf-8")
    found = line.search(staff)
    assert found is not None
    link = re.search(r'href="([^"]*)"', found[0])
    assert link is not None
    start = built.folders["staff"] / link[1] / ("" if link[1].endswith(".html") else "index.html")
    assert "<title>For staff and volunteers" in start.read_text(encoding="utf-8")
    assert str(start) in built_text(built.renderer, built.folders, built.changes), "and the build names the same file"
    public = (built.folders["site"] / "index.html").read_text(encoding="utf-8")
    assert "pp-staff-start" not in public
    words = [re.search(r"<h2 id=.*(?=<p class=\"pp-as-of)", line.sub("", html), re.DOTALL) for html in (staff, public)]
    assert words[0] is not None
    assert words[1] is not None
    assert words[0][0] == words[1][0]
