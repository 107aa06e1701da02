"""Documents: which pages they hold, when they are made anew, and that nothing in a page or a name acts in them."""

from __future__ import annotations

import io
import itertools
import re
import shutil
import threading
from datetime import date
from pathlib import Path

import docx
import pikepdf
import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.cli.extras import require_documents
from policypack.content.documents import load_documents
from policypack.pack.pack import Pack, load_pack
from policypack.pages.render import Renderer
from policypack.publish.build import build_all
from policypack.publish.documents import chosen as chosen_module
from policypack.publish.documents import tools
from policypack.publish.documents.chosen import Chosen, Source, chosen_documents, documents_of
from policypack.publish.documents.cover import cover_of
from policypack.publish.documents.making import Documents
from policypack.publish.documents.pdf import drawn, drawn_logo, pdf_of, written
from policypack.publish.documents.row_headers import with_row_headers
from policypack.publish.documents.tree import trees_of
from policypack.publish.documents.typesetting import typeset
from policypack.publish.documents.word import word_of
from tests.organisations import put, workspace_of
from tests.pdf_text import feet_of, text_of
from tests.shipped_text import OURS

TODAY = date(2026, 11, 22)
ONE_FORM = """\
- id: handover
  path: staff/documents/handover-log
  title: Handover log
  audience: staff
  pages: [handover]
  is_form: true
"""


def one_form(root: Path, name: str = "handover") -> tuple[Pack, Chosen]:
    """Return a pack and one document of it."""
    pack = load_pack(root, TODAY)
    return pack, next(one for one in chosen_documents(Renderer(pack)) if one.document.id == name)


def both_of(pack: Pack, chosen: Chosen) -> tuple[bytes, bytes]:
    """Return one document as PDF and as Word."""
    trees = trees_of(pack, chosen.pages)
    cover, pages = cover_of(pack, chosen, pack.today), [page.id for page in chosen.pages]
    pictures = drawn(trees.pictures, cover.seconds) | drawn_logo(cover)
    texts = written(trees)
    pdf = pdf_of(cover, [texts[page] for page in pages], trees.pictures)
    return pdf, word_of(cover, pages, trees, pictures)


def test_a_build_without_documents_links_to_none_and_takes_those_of_before_away(tmp_path: Path) -> None:
    root = put(workspace_of("scout-group", tmp_path), "content/documents.yml", ONE_FORM)
    assert (build_all(root, TODAY, documents=True).folders["staff"] / "staff/documents/handover-log.pdf").is_file()
    folders = build_all(root, TODAY, documents=False).folders
    assert not (folders["staff"] / "staff" / "documents").exists()
    assert all("handover-log.pdf" not in page.read_text("utf-8") for page in folders["staff"].rglob("*.html"))


def made_on(root: Path, day: date) -> bytes:
    """Make the documents of a workspace on a day, as a build does that begins with those of the last; return one."""
    making = Documents(Renderer(load_pack(root, day)))
    making.write_into(root)
    making.end()
    return (root / "staff/staff/documents/handover-log.pdf").read_bytes()


def test_only_what_changed_is_made_anew(tmp_path: Path) -> None:
    """A day later the same words are the same file, with the day since which it says so; other words are another."""
    root = put(workspace_of("scout-group", tmp_path), "content/documents.yml", ONE_FORM)
    first = made_on(root, TODAY)
    assert made_on(root, date(2026, 11, 23)) == first
    put(root, "staff/staff/documents/handover-log.pdf", first + b"damaged")
    assert "23 November 2026" in text_of(made_on(root, date(2026, 11, 23)))
    put(root, "templates/pages/handover.md.j2", "Call 999.\n")
    changed = text_of(made_on(root, date(2026, 11, 24)))
    assert "24 November 2026" in changed
    assert "Call 999." in changed


def test_the_same_words_on_the_same_day_are_the_same_bytes(tmp_path: Path) -> None:
    pack, chosen = one_form(workspace_of("scout-group", tmp_path))
    assert both_of(pack, chosen) == both_of(pack, chosen)


def test_a_form_has_room_for_a_hand_on_paper(tmp_path: Path) -> None:
    """A line to write on is at least 8 millimetres high, in a table that is not torn apart."""
    pack, chosen = one_form(workspace_of("scout-group", tmp_path), "incident")
    (tmp_path / "form.pdf").write_bytes(both_of(pack, chosen)[0])
    heights = feet_of(tmp_path / "form.pdf", 1)
    widest = max(above - below for below, above in itertools.pairwise(heights))
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
        assert name in text_of(tmp_path / "one.pdf")


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


def test_a_document_of_what_was_agreed_says_which_version_it_is_and_since_when(agreed: Path, tmp_path: Path) -> None:
    pack, chosen = one_form(shutil.copytree(agreed, tmp_path / "agreed"))
    pdf, word = both_of(pack, chosen)
    (tmp_path / "one.docx").write_bytes(word)
    head = docx.Document(str(tmp_path / "one.docx")).sections[0].header.paragraphs[0].text
    for said in (text_of(pdf), head):
        assert "Version 1, agreed on 22 November 2026" in said
        assert "Draft" not in said
    assert chosen_module.standing(pack, waits=True).endswith("with changes that are not agreed yet")


def test_no_document_is_made_on_behind_a_build_that_fails(tmp_path: Path) -> None:
    root = put(workspace_of("scout-group", tmp_path), "content/documents.yml", ONE_FORM)
    put(root, "site_config/pages/public/own.md", "# Own\n\n[nowhere](nowhere.md)\n")
    before = set(threading.enumerate())
    with pytest.raises(ProblemsFoundError, match="nowhere"):
        build_all(root, TODAY, documents=True)
    assert set(threading.enumerate()) == before


def test_each_row_of_a_table_has_its_header_and_a_file_that_typst_did_not_write_stays_as_it_is() -> None:
    import typst

    source = b'#set document(title: "x")\n#table(columns: 2, table.header([What], [Who]), [Task], [Sam], [Other], [])'
    made = typst.compile(source, format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    with pikepdf.open(io.BytesIO(with_row_headers(made))) as pdf:
        assert pdf.check_pdf_syntax() == []
        cells = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and str(one.get("/S")) in {"/TH", "/TD"}
        ]
        scopes = [str(cell.A[0].get("/Scope")) if "/S" in cell and cell.S == "/TH" else "" for cell in cells]
    assert scopes == ["/Column", "/Column", "/Row", "", "/Row", ""]
    for other in (b"", b"%PDF-1.7\nnothing", made[:-200], made.replace(b"xref\n0", b"xref\n1")):
        assert with_row_headers(other) == other


def test_a_house_rule_has_its_icon_in_pdf_in_the_colour_of_the_organisation(tmp_path: Path) -> None:
    row = ONE_FORM.replace("staff/documents/handover-log", "documents/rules").replace(
        "pages: [handover]", "pages: [rules]"
    )
    rows = row.replace("audience: staff", "audience: public").replace("  is_form: true\n", "")
    pack, chosen = one_form(put(workspace_of("scout-group", tmp_path), "content/documents.yml", rows))
    trees = trees_of(pack, chosen.pages)
    icons = [drawing for drawing in trees.pictures.values() if 'stroke="currentColor"' in drawing]
    assert len(icons) > 5
    assert len(icons) == len(set(icons)), "each is there once"
    assert written(trees)["rules"].count("#drawn(") >= len(icons)
