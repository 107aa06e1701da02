"""Drawings as programs write them, each with what that program brings along. No mark of a real organisation is in them."""

from __future__ import annotations

# ruff: noqa: E501, E101 - drawings are as programs write them
from base64 import b64encode

from tests.readers.test_logo import png, svg

ILLUSTRATOR_WEB = svg(
    "<defs><style>.cls-1{fill:url(#linear-gradient);}.cls-2,.cls-3{fill:#fff;}.cls-3{clip-path:url(#clippath);}"
    '</style><linearGradient id="linear-gradient" x1="0" y1="1" x2="3" y2="1" gradientUnits="userSpaceOnUse"><stop '
    'offset="0" stop-color="#0b6e8f"/></linearGradient><clipPath id="clippath"><rect class="cls-2" width="3" height="2"'
    '/></clipPath></defs><g id="Layer_1-2" data-name="Layer 1"><path class="cls-1" d="M0 0h3v2z"/><g class="cls-3">'
    '<circle class="cls-2" cx="1" cy="1" r="1"/></g></g>',
    'id="Layer_2" data-name="Layer 2" viewBox="0 0 3 2"',
)
CANVA_SHAPES = svg(
    '<defs><clipPath id="a1"><path d="M 0 0 L 3 0 L 3 2 Z" clip-rule="nonzero"/></clipPath></defs><g clip-path="url(#a1)">'
    '<path fill="#0b6e8f" d="M 0 0 L 3 0 L 3 2 Z" fill-opacity="1" fill-rule="nonzero"/></g>',
    'width="3" zoomAndPan="magnify" viewBox="0 0 3 2" height="2" preserveAspectRatio="xMidYMid meet" version="1.0"',
)
FIGMA = svg(
    '<g clip-path="url(#clip0_1_2)" filter="url(#filter0_d_1_2)"><mask id="mask0_1_2" style="mask-type:alpha" maskUnits='
    '"userSpaceOnUse" x="0" y="0" width="3" height="2"><rect width="3" height="2" fill="#D9D9D9"/></mask><g mask='
    '"url(#mask0_1_2)"><path d="M0 0H3V2Z" fill="url(#paint0_linear_1_2)"/></g></g><defs><filter id="filter0_d_1_2" x="0" '
    'y="0" width="3" height="2" filterUnits="userSpaceOnUse"><feFlood flood-opacity="0" result="b"/><feOffset dy="4"/>'
    '<feGaussianBlur stdDeviation="2"/><feBlend in2="b"/></filter><linearGradient id="paint0_linear_1_2"><stop stop-color='
    '"#0B6E8F"/></linearGradient><clipPath id="clip0_1_2"><rect width="3" height="2" fill="white"/></clipPath></defs>',
    'width="3" height="2" viewBox="0 0 3 2" fill="none"',
)
FOLDER = r"C:\Users\Sam Hill\Documents\club\drafts"
INKSCAPE = rf"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->

<svg
   width="60mm"
   height="40mm"
   viewBox="0 0 60 40"
   version="1.1"
   id="svg8"
   inkscape:version="1.3.2 (091e20e, 2023-11-25)"
   sodipodi:docname="logo Sam final.svg"
   inkscape:export-filename="{FOLDER}\logo.png"
   inkscape:export-xdpi="300"
   inkscape:export-ydpi="300"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns="http://www.w3.org/2000/svg"
   xmlns:svg="http://www.w3.org/2000/svg"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:cc="http://creativecommons.org/ns#"
   xmlns:dc="http://purl.org/dc/elements/1.1/">
  <title
     id="title1">{FOLDER}\logo.svg</title>
  <sodipodi:namedview
     id="namedview7"
     pagecolor="#ffffff"
     inkscape:zoom="2.1"
     inkscape:window-width="1920"
     inkscape:current-layer="layer1">
    <inkscape:grid type="xygrid" id="grid1" />
  </sodipodi:namedview>
  <defs
     id="defs2">
    <inkscape:path-effect
       effect="spiro"
       id="path-effect1"
       is_visible="true" />
    <linearGradient
       inkscape:collect="always"
       id="linearGradient5">
      <stop
         style="stop-color:#0b6e8f;stop-opacity:1;"
         offset="0"
         id="stop1" />
    </linearGradient>
    <linearGradient
       inkscape:collect="always"
       xlink:href="#linearGradient5"
       id="linearGradient7"
       x1="5"
       x2="55"
       gradientUnits="userSpaceOnUse" />
  </defs>
  <metadata
     id="metadata5">
    <rdf:RDF>
      <cc:Work
         rdf:about="">
        <dc:format>image/svg+xml</dc:format>
        <dc:type
           rdf:resource="http://purl.org/dc/dcmitype/StillImage" />
        <dc:creator><cc:Agent><dc:title>Sam Hill</dc:title></cc:Agent></dc:creator>
      </cc:Work>
    </rdf:RDF>
  </metadata>
  <g
     inkscape:label="Layer 1"
     inkscape:groupmode="layer"
     id="layer1">
    <path
       style="fill:url(#linearGradient7);stroke:#102a43;stroke-width:0.5;-inkscape-font-specification:'sans-serif, Normal'"
       d="M 5,35 20,5 35,35 Z"
       id="path1"
       sodipodi:nodetypes="cccc"
       inkscape:export-filename="{FOLDER}\wave.png" />
  </g>
</svg>
""".encode()
ENTITIES = """<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
	<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
	<!ENTITY ns_graphs "http://ns.adobe.com/Graphs/1.0/">
	<!ENTITY ns_vars "http://ns.adobe.com/Variables/1.0/">
	<!ENTITY ns_imrep "http://ns.adobe.com/ImageReplacement/1.0/">
	<!ENTITY ns_sfw "http://ns.adobe.com/SaveForWeb/1.0/">
	<!ENTITY ns_custom "http://ns.adobe.com/GenericCustomNamespace/1.0/">
	<!ENTITY ns_adobe_xpath "http://ns.adobe.com/XPath/1.0/">
	<!ENTITY ns_svg "http://www.w3.org/2000/svg">
	<!ENTITY ns_xlink "http://www.w3.org/1999/xlink">
]>
"""
ILLUSTRATOR = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
{ENTITIES}<svg version="1.1" id="Layer_1" xmlns:x="&ns_extend;" xmlns:i="&ns_ai;" xmlns:graph="&ns_graphs;"
	 xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;" x="0px" y="0px" viewBox="0 0 60 40"
	 style="enable-background:new 0 0 60 40;" xml:space="preserve">
<style type="text/css">
	.st0{{fill:#0B6E8F;}}
	.st1{{fill-rule:evenodd;clip-rule:evenodd;fill:#102A43;}}
</style>
<metadata>
	<sfw  xmlns="&ns_sfw;">
		<slices></slices>
		<sliceSourceBounds  bottomLeftOrigin="true" height="40" width="60" x="0" y="0"></sliceSourceBounds>
	</sfw>
</metadata>
<switch>
	<foreignObject requiredExtensions="&ns_ai;" x="0" y="0" width="1" height="1">
		<i:aipgfRef  xlink:href="#adobe_illustrator_pgf">
		</i:aipgfRef>
	</foreignObject>
	<g i:extraneous="self">
		<path class="st0" d="M5,35L20,5l15,30H5z"/>
		<circle class="st1" cx="45" cy="20" r="8"/>
	</g>
</switch>
<i:aipgf  id="adobe_illustrator_pgf"  i:pgfEncoding="zstd/base64" i:pgfVersion="24">
	<![CDATA[
	KLUv/QBYrFcBCt7TnDYqEFTLA8AM
	]]>
</i:aipgf>
</svg>
""".encode()


def canva(picture: bytes, kind: str = "png") -> bytes:
    """Return what Canva makes of a design with a picture in it."""
    data = b64encode(picture).decode()
    return f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="80" zoomAndPan="magnify" viewBox="0 0 60 39.999999" height="53" preserveAspectRatio="xMidYMid meet" version="1.0"><defs><clipPath id="5d1a0c3e1f"><path d="M 5 5 L 35 5 L 35 35 L 5 35 Z M 5 5 " clip-rule="nonzero"/></clipPath></defs><g clip-path="url(#5d1a0c3e1f)"><g transform="matrix(10, 0, 0, 10, 5, 5)"><image x="0" y="0" width="3" xlink:href="data:image/{kind};base64,{data}" height="2" preserveAspectRatio="xMidYMid meet"/></g></g><path fill="#0b6e8f" d="M 40 5 L 55 5 L 55 35 Z M 40 5 " fill-opacity="1" fill-rule="nonzero"/></svg>""".encode()


CANVA = canva(png())
PLAIN = {"Illustrator": ILLUSTRATOR_WEB, "Canva": CANVA_SHAPES, "Figma": FIGMA}
"""As they are exported for the web, without notes."""
