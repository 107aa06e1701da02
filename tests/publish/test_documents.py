"""Documents: PDF and Word of pages that are rendered already, for their readers alone, and for every reader."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import docx
import pypdf
import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.cli.extras import require_documents
from policypack.content.documents import load_documents
from policypack.pack.pack import Pack, load_pack
from policypack.pages.render import Renderer
from policypack.publish.build import Built, build_all
from policypack.publish.documents import chosen as chosen_module
from policypack.publish.documents import tools
from policypack.publish.documents.chosen import Chosen, Source, chosen_documents, documents_of
from policypack.publish.documents.cover import cover_of
from policypack.publish.documents.pdf import drawn, pdf_of, written
from policypack.publish.documents.tree import trees_of
from policypack.publish.documents.typesetting import typeset
from policypack.publish.documents.word import word_of
from tests.hardening.rounds import SOAK, SOME
from tests.organisations import put, workspace_of
from tests.publish.pdf_faults import faults_of
from tests.shipped_text import OURS

TODAY = date(2026, 11, 22)
LOOKED_AT = ("swimming-club", *(SOME[:3] if SOAK else ()))
"""The organisations all of whose documents are looked through: one in a short round, four in a long one."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ONE_FORM = """\
- id: handover
  path: staff/documents/handover-log
  title: Handover log
  audience: staff
  pages: [handover]
  is_form: true
"""


@pytest.fixture(scope="module", params=LOOKED_AT)
def built(request: pytest.FixtureRequest, built_of: Callable[..., Built]) -> Built:
    """Build an organisation with its documents, once a run."""
    return built_of(request.param, documents=True)


def files_of(built: Built, ending: str) -> dict[str, Path]:
    """Return the documents of a pack by their ids, each once."""
    outputs = {"public": "site", "staff": "staff", "leaders": "report"}
    return {
        document.id: built.folders[outputs[document.audience]] / f"{document.path}.{ending}"
        for document, _ in documents_of(built.pack)
    }


def has_logo(built: Built) -> bool:
    return built.pack.answers.get("brand.logo") not in (None, "none")


def one_form(root: Path, name: str = "handover") -> tuple[Pack, Chosen]:
    """Return a pack and one document of it."""
    pack = load_pack(root, TODAY)
    return pack, next(one for one in chosen_documents(Renderer(pack)) if one.document.id == name)


def both_of(pack: Pack, chosen: Chosen) -> tuple[bytes, bytes]:
    """Return one document as PDF and as Word."""
    trees = trees_of(pack, chosen.pages)
    cover, pages = cover_of(pack, chosen, pack.today), [page.id for page in chosen.pages]
    pictures = drawn(cover, trees.pictures)
    texts = written(trees)
    pdf = pdf_of(cover, [texts[page] for page in pages], trees.pictures)
    return pdf, word_of(cover, pages, trees, pictures)


def read(file: Path) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages))


def test_every_pdf_can_be_read_aloud(built: Built) -> None:
    """All is in the structure or decoration; headers have a scope, links their text, pictures their words."""
    files = files_of(built, "pdf")
    assert {"pack", "policies", "handbook", "report", "incident", "sign-off"} <= files.keys()
    for name, file in files.items():
        faults, kinds = faults_of(file)
        assert faults == [], name
        assert kinds["/H1"] >= 1
        assert kinds["/Link"] >= 1
        assert kinds["/Figure"] >= has_logo(built), name
        assert bool(pypdf.PdfReader(file).outline), f"{name}: no bookmarks"


def test_a_fault_is_found_where_there_is_one(tmp_path: Path) -> None:
    """What looks through a PDF finds fault with one that was made without structure, language or title."""
    import typst

    source = b'#table(columns: 2, [a], [b]) #link("https://example.org")[here]'
    made = typst.compile(source, format="pdf", pdf_tags=False, ignore_system_fonts=True)
    (tmp_path / "bare.pdf").write_bytes(made)
    faults, _ = faults_of(tmp_path / "bare.pdf")
    assert {"no structure", "no language", "no title", "not said to be PDF/UA-1"} <= set(faults)
    assert any("outside the structure" in fault for fault in faults)


def test_every_document_says_whose_it_is_how_it_stands_and_of_which_day(built: Built) -> None:
    name = str(built.pack.answers.get("organisation.name"))
    for file in files_of(built, "pdf").values():
        pages = [re.sub(r"\s+", " ", page.extract_text()) for page in pypdf.PdfReader(file).pages]
        for number, page in enumerate(pages, 1):
            assert name in page
            assert "Draft of version 1" in page
            assert "22 November 2026" in page
            assert f"Page {number} of {len(pages)}" in page
    pages = [page.extract_text() for page in pypdf.PdfReader(files_of(built, "pdf")["pack"]).pages]
    for title, number in re.findall(r"^(\S.*?)[ .]{3,}(\d+)$", pages[1], re.MULTILINE):
        assert title in pages[int(number) - 1], f"{title}: not on page {number}"


def test_every_page_is_in_its_document_with_its_words(built: Built) -> None:
    """No second set of words: the first heading and the numbers of each page stand in the document that holds it."""
    files = files_of(built, "pdf")
    for document, pages in documents_of(built.pack):
        text = read(files[document.id])
        for page in pages:
            assert page.title in text, (document.id, page.id)
    assert "0800 1111" in read(files["pack"]).replace("\xa0", " ")


def test_every_word_file_has_headings_headers_fields_and_words_for_its_pictures(built: Built) -> None:
    for name, file in files_of(built, "docx").items():
        with zipfile.ZipFile(file) as archive:
            parts = {part: archive.read(part) for part in archive.namelist() if part.endswith((".xml", ".rels"))}
        for data in parts.values():
            ElementTree.fromstring(data)  # noqa: S314 - made here
        document = docx.Document(str(file))
        body = ElementTree.fromstring(parts["word/document.xml"])  # noqa: S314 - made here
        assert document.core_properties.language == "en-GB"
        assert str(built.pack.answers.get("organisation.name")) in document.core_properties.title
        headings = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
        pages = next(pages for document, pages in documents_of(built.pack) if document.id == name)
        assert headings == [page.title for page in pages]
        assert "Draft of version 1" in parts["word/header1.xml"].decode()
        for table in body.iter(f"{W}tbl"):
            assert next(table.iter(f"{W}tblHeader"), None) is not None, f"{name}: a table without a header row"
        pictures = [one for one in body.iter() if one.tag.endswith("}docPr")]
        assert len(pictures) >= has_logo(built), name
        assert all(one.get("descr") for one in pictures)
        anchors = {one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink")} - {None}
        assert anchors <= {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}, name
        if name in {"incident", "sign-off"}:
            assert len(list(body.iter(f"{W}sdt"))) >= 10, f"{name}: no fields to fill in"


def test_documents_lie_with_their_readers_alone_and_pages_link_to_what_is_there(built: Built) -> None:
    """site/ has public documents and no other; every link of every page to a document leads to a file."""
    found = {
        name: {path.stem for path in built.folders[name].rglob("*") if path.suffix in {".pdf", ".docx"}}
        for name in built.folders
    }
    public = {"online-safety-pack", "policies-and-codes"}
    assert found["site"] == public
    assert public < found["staff"]
    assert found["report"] == {"leaders-report"}
    linked: dict[str, set[str]] = {}
    for name, folder in built.folders.items():
        for page in folder.rglob("*.html"):
            for link in re.findall(r'href="([^":]+\.(?:pdf|docx))"', page.read_text(encoding="utf-8")):
                assert (page.parent / link).is_file(), (page, link)
                linked.setdefault(name, set()).add(Path(link).stem)
    assert linked == found


def test_a_build_without_documents_links_to_none_and_takes_those_of_before_away(tmp_path: Path) -> None:
    root = put(workspace_of("scout-group", tmp_path), "content/documents.yml", ONE_FORM)
    assert (build_all(root, TODAY, documents=True).folders["staff"] / "staff/documents/handover-log.pdf").is_file()
    folders = build_all(root, TODAY, documents=False).folders
    assert not (folders["staff"] / "staff" / "documents").exists()
    assert all("handover-log.pdf" not in page.read_text("utf-8") for page in folders["staff"].rglob("*.html"))


def test_only_what_changed_is_written_anew(tmp_path: Path) -> None:
    """A day later the same words are the same file, with the day since which it says so; other words are another."""
    root = put(workspace_of("scout-group", tmp_path), "content/documents.yml", ONE_FORM)
    file = build_all(root, TODAY, documents=True).folders["staff"] / "staff/documents/handover-log.pdf"
    first, time = file.read_bytes(), file.stat().st_mtime_ns
    changes = build_all(root, date(2026, 11, 23), documents=True).changes["staff"]
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (first, time)
    assert not any("handover-log" in path for paths in changes for path in paths)
    file.write_bytes(first + b"damaged")
    build_all(root, date(2026, 11, 23), documents=True)
    assert "23 November 2026" in read(file)
    template = root / "templates" / "pages" / "handover.md.j2"
    template.parent.mkdir(parents=True)
    template.write_text("Call 999.\n", encoding="utf-8")
    changes = build_all(root, date(2026, 11, 24), documents=True).changes["staff"]
    assert "staff/documents/handover-log.pdf" in changes.changed
    assert "24 November 2026" in read(file)


def test_the_same_words_on_the_same_day_are_the_same_bytes(tmp_path: Path) -> None:
    pack, chosen = one_form(workspace_of("scout-group", tmp_path))
    assert both_of(pack, chosen) == both_of(pack, chosen)


def test_a_form_has_room_for_a_hand_on_paper(tmp_path: Path) -> None:
    """A line to write on is at least 8 millimetres high, in a table that is not torn apart."""
    pack, chosen = one_form(workspace_of("scout-group", tmp_path), "incident")
    (tmp_path / "form.pdf").write_bytes(both_of(pack, chosen)[0])
    page = pypdf.PdfReader(tmp_path / "form.pdf").pages[1]
    labels: list[float] = []

    def note(text: str, whole: list[float], place: list[float], *_: object) -> None:
        if text.strip():
            labels.append(place[5] * whole[3] + whole[5])

    page.extract_text(visitor_text=note)
    steps = sorted({round(place) for place in labels})
    widest = max(above - below for below, above in itertools.pairwise(steps))
    assert widest > 20 / 25.4 * 72, "lines for what a child has said"


@pytest.mark.parametrize("name", ['#panic("x") $a$ <b> @c *d* _e_ `f` \\g // h', "Ⲁⲃⲅ club ☃ 😀", "نادي Swim 中文"])
def test_any_name_stands_on_a_document_as_it_is_and_does_nothing(name: str, tmp_path: Path) -> None:
    """What no font has becomes a box on paper; Word has it as it is."""
    root = workspace_of("scout-group", tmp_path)
    file = root / "site_config" / "answers.yml"
    said = re.sub(r"(?m)^(  name: ).*$", lambda found: f"{found[1]}{name!r}", file.read_text("utf-8"), count=1)
    file.write_text(said.replace("\\\\", "\\"), encoding="utf-8")
    pack, chosen = one_form(root)
    assert pack.answers.get("organisation.name") == name
    pdf, word = both_of(pack, chosen)
    (tmp_path / "one.pdf").write_bytes(pdf)
    (tmp_path / "one.docx").write_bytes(word)
    assert docx.Document(str(tmp_path / "one.docx")).core_properties.author == name
    if name.isascii():
        assert name in read(tmp_path / "one.pdf")


def test_a_document_holds_no_page_for_fewer_readers_whatever_its_row_says(tmp_path: Path) -> None:
    rows = ONE_FORM.replace("audience: staff", "audience: public") + ONE_FORM.replace("id: handover", "id: other")
    pack = load_pack(put(workspace_of("scout-group", tmp_path), "content/documents.yml", rows), TODAY)
    assert [document.id for document, _ in documents_of(pack)] == ["other"]
    staff = Source("handover", "staff/handover-log.md", "Handover log", "", "staff")
    with pytest.raises(ValueError, match="may not hold handover"):
        chosen_module.Chosen(load_documents(pack.workspace)[0], (staff,), "")


def test_every_page_that_is_a_policy_or_a_form_is_in_a_document_of_ours() -> None:
    documents = load_documents(OURS)
    assert {document.audience for document in documents} == {"public", "staff", "leaders"}
    assert len({document.path for document in documents}) == len(documents)
    for document in documents:
        assert document.path.startswith("staff/") == (document.audience == "staff"), document.id


def test_without_the_extra_one_sentence_says_how_to_get_it_and_what_works_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tools, "_MODULES", {"no_such_module": "typst"})
    with pytest.raises(ProblemsFoundError) as raised:
        require_documents()
    (problem,) = raised.value.problems
    assert "install" in str(problem)
    assert "typst" in str(problem)
    assert "printing a page in your browser" in str(problem)


def test_typst_reads_nothing_but_what_it_is_given() -> None:
    with pytest.raises(Exception, match=r"not found|cannot|denied"):
        typeset({"main": b'#set document(title: "x")\n#read("/etc/hostname")'}, 0)


@pytest.mark.skipif(not SOAK, reason="a long round opens each Word file with LibreOffice")
def test_libreoffice_opens_every_word_file(built: Built, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office is not None, "libreoffice-writer-nogui is wanted: tests/browser/install-browser-and-fonts.sh"
    files = files_of(built, "docx")
    subprocess.run([office, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files.values()], check=True)
    for name, file in files.items():
        text = read(tmp_path / f"{file.stem}.pdf")
        pages = next(pages for document, pages in documents_of(built.pack) if document.id == name)
        assert all(page.title in text for page in pages), name
        assert "Draft of version 1" in text
