# ruff: noqa: E501 - markup reads best with an element a line
"""How documents look in Word: its styles, its running head and foot, and the same bytes for the same words."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape
from typing import TYPE_CHECKING

from policypack.publish.documents.word_body import mended

if TYPE_CHECKING:
    from policypack.publish.documents.cover import Cover

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a .docx: the earliest that a ZIP archive can hold."""
_FONT = "Arial"
"""Every Word has it. One that we sent along would not be there on the next machine, and Word would choose for itself."""


def finished(written: bytes, cover: Cover) -> bytes:
    """Return what pandoc wrote with our styles, running head and foot, language and properties, in the same bytes."""
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/styles.xml"] = _styles(cover).encode()
    files["word/header1.xml"] = _running("hdr", "Header", f"{_whose(cover)}\t{cover.standing}. {cover.day}")
    newest = f"The newest: {cover.address}" if cover.address else "There may be a newer one than this."
    files["word/footer1.xml"] = _running("ftr", "Footer", f"{cover.readers}. {newest}\tPage ", pages=True)
    files["docProps/core.xml"] = _properties(cover).encode()
    document, settings = files["word/document.xml"].decode(), files["word/settings.xml"].decode()
    files["word/document.xml"] = _SECTION.sub(lambda _found: _section(), mended(document)).encode()
    files["word/settings.xml"] = settings.replace(
        "</w:settings>", '<w:themeFontLang w:val="en-GB"/></w:settings>'
    ).encode() if "themeFontLang" not in settings else settings.encode()  # fmt: skip
    types, relations = files["[Content_Types].xml"].decode(), files["word/_rels/document.xml.rels"].decode()
    for name, kind in (("header1", "header"), ("footer1", "footer")):
        types = types.replace(
            "</Types>", f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{kind}+xml"/></Types>'
        )
        relation = f'<Relationship Id="pp-{kind}" Type="{_RELATION}/{kind}" Target="{name}.xml"/></Relationships>'
        relations = relations.replace("</Relationships>", relation)
    files["[Content_Types].xml"], files["word/_rels/document.xml.rels"] = types.encode(), relations.encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            file = zipfile.ZipInfo(name, _FIRST_DAY)
            file.compress_type = zipfile.ZIP_DEFLATED
            file.create_system, file.external_attr = 3, 0o644 << 16
            archive.writestr(file, data)
    return made.getvalue()


_SECTION = re.compile(r"<w:sectPr>.*?</w:sectPr>(?=\s*</w:body>)|<w:sectPr\s*/>(?=\s*</w:body>)", re.DOTALL)


def _section() -> str:
    return (
        f'<w:sectPr xmlns:r="{_RELATION}"><w:headerReference w:type="default" r:id="pp-header"/>'
        '<w:footerReference w:type="default" r:id="pp-footer"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1531" w:right="1247" w:bottom="1247" w:left="1247" w:header="680" w:footer="567" w:gutter="0"/>'
        "</w:sectPr>"
    )


def _whose(cover: Cover) -> str:
    return f"{cover.organisation}: {cover.title}" if cover.organisation else cover.title


def _running(root: str, style: str, text: str, *, pages: bool = False) -> bytes:
    """Return the running head or foot: words on the left, and behind a tab on the right."""
    left, _, right = text.partition("\t")
    numbers = f'{_field("PAGE")}<w:r><w:t xml:space="preserve"> of </w:t></w:r>{_field("NUMPAGES")}' if pages else ""
    runs = f"{_run(left)}<w:r><w:tab/></w:r>{_run(right)}{numbers}"
    return f'{_HEAD}<w:{root} {_W}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p></w:{root}>'.encode()


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _properties(cover: Cover) -> str:
    moment = f"{cover.made.isoformat()}T12:00:00Z"
    spaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f"{_HEAD}<cp:coreProperties {spaces}><dc:title>{escape(_whose(cover))}</dc:title>"
        f"<dc:creator>{escape(cover.organisation)}</dc:creator><dc:description>{escape(cover.standing)}</dc:description>"
        f"<dc:language>en-GB</dc:language>{times}</cp:coreProperties>"
    )


def _styles(cover: Cover) -> str:
    """Return the styles: those that pandoc names, and ours."""
    link = cover.colours.link.removeprefix("#")
    line = f'w:val="single" w:sz="24" w:space="8" w:color="{link}"'
    red = 'w:val="single" w:sz="24" w:space="8" w:color="B10E1E"'
    grey = '<w:color w:val="595959"/>'
    paragraphs = [
        _style("BodyText", "Body Text"),
        _style("FirstParagraph", "First Paragraph", based="BodyText"),
        _style("Compact", "Compact", paragraph=_space(40, 40)),
        _style("BlockText", "Block Text", paragraph=f"{_space(120, 120)}<w:ind w:left=\"340\" w:right=\"340\"/>"),
        _style("Organisation", "Organisation", paragraph=_space(120, 60), run="<w:b/>" + _size(15)),
        _style("Title", "Title", paragraph=_space(600, 240), run=f'<w:b/><w:color w:val="{link}"/>{_size(30)}'),
        _style("Standing", "Standing", paragraph=_space(0, 60), run=_size(12)),
        _style("TOCHeading", "TOC Heading", paragraph=f"<w:pageBreakBefore/>{_space(0, 240)}",
               run=f'<w:b/><w:color w:val="{link}"/>{_size(20)}'),
        _style("TOC1", "toc 1", paragraph=f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9412"/></w:tabs>{_space(0, 100)}'),
        _style("Header", "header", paragraph=f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="4" w:color="{link}"/></w:pBdr>'
               + _RIGHT, run=grey + _size(8.5)),
        _style("Footer", "footer", paragraph=_RIGHT, run=grey + _size(8.5)),
        _style("Now", "Now", paragraph=f'<w:pBdr><w:left {red}/></w:pBdr><w:shd w:val="clear" w:fill="FFF4F4"/>{_space(0, 0)}'),
        _style("Note", "Note", paragraph=f'<w:pBdr><w:left {line}/></w:pBdr><w:shd w:val="clear" w:fill="F5F5F5"/>{_space(60, 200)}'),
        _style("Meta", "Meta", run=grey + _size(10)),
        _style("Big", "Big", paragraph=_space(0, 60), run="<w:b/>" + _size(26)),
        _style("Ticks", "Ticks", paragraph=f'{_space(40, 80)}<w:ind w:left="340" w:hanging="340"/>'),
        _style("FormLabel", "FormLabel", paragraph=_space(60, 60), run="<w:b/>"),
        _style("FormLine", "FormLine", paragraph=_space(60, 240)),
        _style("FormSign", "FormSign", paragraph=_space(60, 560)),
        _style("FormLines", "FormLines", paragraph=_space(60, 1300)),
        _style("FormMoreLines", "FormMoreLines", paragraph=_space(60, 2800)),
        _style("SourceCode", "Source Code", run=f'<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/>{_size(10)}'),
    ]  # fmt: skip
    for level, size in enumerate((20, 14.5, 12, 11, 11, 11), 1):
        new_sheet = "<w:pageBreakBefore/>" if level == 1 and not cover.is_form else ""
        paragraphs.append(
            _style(
                f"Heading{level}",
                f"heading {level}",
                paragraph=f"<w:keepNext/><w:keepLines/>{new_sheet}{_space(320 if level > 1 else 120, 120)}"
                f'<w:outlineLvl w:val="{level - 1}"/>',
                run=f'<w:b/><w:color w:val="{link}"/>{_size(size)}',
            )
        )
    border = 'w:val="single" w:sz="4" w:space="0" w:color="6E6E6E"'
    borders = "".join(f"<w:{side} {border}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (
        f'{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" '
        f'w:cs="{_FONT}" w:eastAsia="{_FONT}"/>{_size(11)}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr>'
        f"</w:rPrDefault><w:pPrDefault><w:pPr>{_space(60, 140, 276)}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        f'<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="{link}"/>'
        '<w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="VerbatimChar"><w:name w:val="Verbatim Char"/><w:rPr>'
        '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblCellMar><w:left w:w="115" w:type="dxa"/><w:right w:w="115" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
        f'<w:tblInd w:w="115" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
        f"{''.join(paragraphs)}</w:styles>"
    )


_RIGHT = '<w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs>'


def _style(name: str, shown: str, *, paragraph: str = "", run: str = "", based: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="{based}"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _space(before: int, after: int, line: int | None = None) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'
