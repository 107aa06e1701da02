"""Every document of four organisations, read as its readers have it: aloud, in bookmarks, in Word, in LibreOffice.

veraPDF, which says of a PDF whether it keeps PDF/UA-1, is in none of the places that tests install from. Each file is
held against the same rules as page-validation has them, whose own tests are veraPDF's corpus, and pikepdf looks for
what no rule asks.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from page import ValidationProfile, validate_pdf

from policypack.publish.build import Built
from policypack.publish.documents.chosen import documents_of
from tests.hardening.rounds import SOAK
from tests.organisations import FOUR
from tests.pdf_text import bookmarks_of, pictures_on, properties_of, sheets_of, text_of
from tests.publish.pdf_faults import faults_of, fonts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OURS = {f"AtkinsonHyperlegibleNext-{name}" for name in ("Regular", "Bold", "Italic", "BoldItalic")}
FOR_SIGNS = {"DejaVuSansMono", "LibertinusSerif-Regular", "NewCMMath-Regular"}
"""The fonts that typst brings along, for what ours has no shape for, and for names of files."""


@pytest.fixture(scope="module", params=FOUR)
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


def test_every_pdf_can_be_read_aloud(built: Built) -> None:
    """All is in the structure or decoration; headers have a scope, links their text, pictures their words."""
    files = files_of(built, "pdf")
    assert {"pack", "policies", "handbook", "report", "incident", "sign-off"} <= files.keys()
    for name, file in files.items():
        faults, kinds = faults_of(file)
        assert faults == [], name
        assert kinds["/H1"] >= 1
        assert kinds["/Link"] >= (name == "pack")
        assert kinds["/Figure"] >= has_logo(built), name
        assert fonts_of(file) - FOR_SIGNS <= OURS, name
        assert fonts_of(file) & OURS, name


def test_every_pdf_keeps_pdf_ua_1_as_another_reader_of_its_rules_has_them(built: Built) -> None:
    for name, file in files_of(built, "pdf").items():
        found = validate_pdf(file, profile=ValidationProfile.PDF_UA_1)
        assert found.rules.total > 100
        assert [fault.message for fault in found.failures] == [], name


def test_a_fault_is_found_where_there_is_one(tmp_path: Path) -> None:
    """What looks through a PDF finds fault with one that was made without structure, language or title."""
    import typst

    source = b'#table(columns: 2, [a], [b]) #link("https://example.org")[here]'
    made = typst.compile(source, format="pdf", pdf_tags=False, ignore_system_fonts=True)
    (tmp_path / "bare.pdf").write_bytes(made)
    faults, _ = faults_of(tmp_path / "bare.pdf")
    assert {"no structure", "no language", "no title", "not said to be PDF/UA-1"} <= set(faults)
    assert any("outside the structure" in fault for fault in faults)
    rules = {
        fault.rule_id for fault in validate_pdf(tmp_path / "bare.pdf", profile=ValidationProfile.PDF_UA_1).failures
    }
    assert len(rules) >= 5


def test_every_document_says_whose_it_is_how_it_stands_and_of_which_day(built: Built) -> None:
    name = str(built.pack.answers.get("organisation.name"))
    for file in files_of(built, "pdf").values():
        sheets = [re.sub(r"\s+", " ", sheet) for sheet in sheets_of(file)]
        for number, sheet in enumerate(sheets, 1):
            assert name in sheet
            assert "Draft of version 1" in sheet
            assert "22 November 2026" in sheet
            assert f"Page {number} of {len(sheets)}" in sheet
        assert properties_of(file)["Title"].startswith(f"{name}: ")


def numbered(contents: str) -> dict[str, int]:
    """Return a table of contents: the titles in it, and the number of the sheet that it gives for each."""
    found = re.findall(r"^(\S.*?)[ .\t]{3,}(\d+)\s*$", contents, re.MULTILINE)
    return {title: int(number) for title, number in found}


def test_every_page_is_in_its_document_with_its_words_where_the_contents_say_and_as_a_bookmark(built: Built) -> None:
    """No second set of words: the first heading and the numbers of each page stand in the document that holds it."""
    files = files_of(built, "pdf")
    for document, pages in documents_of(built.pack):
        file = files[document.id]
        sheets = sheets_of(file)
        titles = [page.title for page in pages]
        assert set(titles) <= set(bookmarks_of(file)), document.id
        if document.is_form:
            assert all(title in text_of(file) for title in titles), document.id
            continue
        contents = numbered(sheets[1])
        assert list(contents) == titles, document.id
        assert [title for title, number in contents.items() if title not in sheets[number - 1]] == [], document.id
    assert "0800 1111" in text_of(files["pack"])


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
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr")), name
            assert {look.get(f"{W}firstColumn") for look in table.iter(f"{W}tblLook")} == {"1"}, name
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


@pytest.mark.parametrize("organisation", FOUR if SOAK else FOUR[-1:])
def test_libreoffice_opens_every_word_file_and_shows_all_that_it_is_to_show(
    organisation: str, built_of: Callable[..., Built], tmp_path: Path
) -> None:
    """Each sheet has its running head and foot, the contents name the right sheets, and no field is broken."""
    office = shutil.which("soffice")
    assert office is not None, "LibreOffice is wanted: tests/install-what-tests-need.sh installs it"
    built = built_of(organisation, documents=True)
    files = files_of(built, "docx")
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, own, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files.values()],
        check=True, capture_output=True,
    )  # fmt: skip
    for document, pages in documents_of(built.pack):
        file = tmp_path / f"{files[document.id].stem}.pdf"
        sheets = [sheet.replace("\xa0", " ") for sheet in sheets_of(file)]
        for number, sheet in enumerate(sheets, 1):
            assert "Draft of version 1" in sheet, document.id
            assert f"Page {number} of {len(sheets)}" in sheet, document.id
            assert "Error:" not in sheet, document.id
        assert pictures_on(file, 0) >= has_logo(built), document.id
        titles = [page.title for page in pages]
        assert all(title in text_of(file) for title in titles), document.id
        if not document.is_form:
            contents = numbered(sheets[1])
            assert list(contents) == titles, document.id
            assert [title for title, number in contents.items() if title not in sheets[number - 1]] == [], document.id
