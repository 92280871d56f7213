"""Drawings as drawing programs write them: what nobody sees stays home, the rest looks the same."""

import base64
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from parapluie.model import Illustration, Place
from parapluie.pictures import check, make
from parapluie.vocabulary.rules import RULE_BY_CODE, Severity
from playwright.sync_api import Browser, Page

# What each file below holds for its program, and nobody may read in what is published.
SECRETS = ("jeanne", "Jeanne", "C:\\", "/home/", "Générateur", "VEhFUEdG", "mxfile", "@startuml")

INKSCAPE = """\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) by Jeanne -->
<svg
   width="160mm" height="100mm" viewBox="0 0 160 100" version="1.1" id="svg5"
   inkscape:version="1.2.2 (b0a8486541, 2022-12-01)"
   sodipodi:docname="parc de jeanne.svg"
   inkscape:export-filename="C:\\Users\\jeanne\\Bureau\\parc.png"
   inkscape:export-xdpi="96"
   xml:space="preserve"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns="http://www.w3.org/2000/svg"
   xmlns:svg="http://www.w3.org/2000/svg"
   xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:cc="http://creativecommons.org/ns#"
   xmlns:osb="http://www.openswatchbook.org/uri/2009/osb"
   xmlns:dc="http://purl.org/dc/elements/1.1/"><sodipodi:namedview
     id="namedview7" pagecolor="#ffffff" inkscape:document-units="mm"><inkscape:grid
       type="xygrid" id="grid9" /><sodipodi:guide position="4,5" orientation="0,1" id="guide11" />
  </sodipodi:namedview><defs id="defs2"><linearGradient inkscape:collect="always" osb:paint="solid"
       id="linearGradient1"><stop style="stop-color:#2c6e49;stop-opacity:1" offset="0"
         id="stop1" /><stop style="stop-color:#e2a33c" offset="1" id="stop2"
       /></linearGradient><inkscape:path-effect effect="spiro" id="path-effect3" is_visible="true"
    /></defs><g inkscape:label="Calque de Jeanne" inkscape:groupmode="layer" id="layer1"><path
       style="fill:url(#linearGradient1);stroke:#000;-inkscape-stroke:none" d="M 5,5 H 90 V 60 Z"
       id="path1" sodipodi:nodetypes="cccc" inkscape:connector-curvature="0"
       inkscape:original-d="M 5,5 90,5" /><use xlink:href="#path1" x="40" y="20" id="use1"
    /><text xml:space="preserve" x="20" y="80" style="font-size:12px" id="text1"><tspan
         sodipodi:role="line" id="tspan1" x="20" y="80">Le  parc &amp; l’étang
</tspan></text></g><flowRoot id="flowRoot1"><flowRegion id="r"><rect width="9" height="9" id="q"
    /></flowRegion><flowPara id="p" /></flowRoot>
  <metadata id="metadata8"><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>
    <dc:creator><cc:Agent><dc:title>Jeanne Untel</dc:title></cc:Agent></dc:creator></cc:Work>
  </rdf:RDF></metadata></svg>
"""
ILLUSTRATOR = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- Générateur : Adobe Illustrator 24.0.1, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
\t<!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
\t<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
\t<!ENTITY ns_graphs "http://ns.adobe.com/Graphs/1.0/">
\t<!ENTITY ns_vars "http://ns.adobe.com/Variables/1.0/">
\t<!ENTITY ns_imrep "http://ns.adobe.com/ImageReplacement/1.0/">
\t<!ENTITY ns_sfw "http://ns.adobe.com/SaveForWeb/1.0/">
\t<!ENTITY ns_custom "http://ns.adobe.com/GenericCustomNamespace/1.0/">
\t<!ENTITY ns_adobe_xpath "http://ns.adobe.com/XPath/1.0/">
\t<!ENTITY st0 "fill:#E2A33C;">
]>
<svg version="1.1" id="Calque_1" xmlns:x="&ns_extend;" xmlns:i="&ns_ai;" xmlns:graph="&ns_graphs;"
\t xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px"
\t viewBox="0 0 160 100" style="enable-background:new 0 0 160 100;" xml:space="preserve">
<style type="text/css">
\t.st0{fill:#1F6F8B;}
\tg > .st1{fill:none;stroke:#000000;stroke-miterlimit:10;}
</style>
<metadata>
\t<sfw  xmlns="&ns_sfw;"><slices></slices><sliceSourceBounds  bottomLeftOrigin="true" x="1"/></sfw>
</metadata>
<switch>
\t<foreignObject requiredExtensions="&ns_ai;" x="0" y="0" width="1" height="1">
\t\t<i:aipgfRef  xlink:href="#adobe_illustrator_pgf"></i:aipgfRef>
\t</foreignObject>
\t<g i:extraneous="self">
\t\t<g id="Calque_2" i:layer="yes" i:dimmedPercent="50" i:rgbTrio="#4F008000FFFF">
\t\t\t<rect x="10" y="10" class="st0" width="60" height="40"/>
\t\t\t<path class="st1" d="M80,20l30,40"/>
\t\t\t<circle style="&st0;" cx="120" cy="60" r="20"/>
\t\t\t<linearGradient id="a"><stop offset="0"/><midPointStop offset="0.5" /></linearGradient>
\t\t</g>
\t</g>
</switch>
<i:aipgf  id="adobe_illustrator_pgf" i:pgfEncoding="zstd/base64" i:pgfVersion="24">
\t<![CDATA[
\tVEhFUEdGL29mL2plYW5uZQ==
\t]]>
</i:aipgf>
</svg>
"""
DRAWN = '<rect x="10" y="10" width="60" height="40" fill="#1f6f8b"/><path d="M80 20l30 40-9 9z"/>'
ROOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100"'
DTD = (
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
)
FILES = {
    "Inkscape": INKSCAPE,
    "Illustrator, SVG 1.1": ILLUSTRATOR,
    "Illustrator, for the Web": (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'{ROOT} id="a" data-name="Calque de jeanne"><defs><style>.b {{ fill: #2c6e49; }}</style>'
        f'</defs><g class="b" data-name="/home/jeanne">{DRAWN}</g></svg>'
    ),
    "Affinity": (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'{DTD}{ROOT} width="100%" height="100%" version="1.1" xmlns:serif="http://www.serif.com/" '
        'xml:space="preserve" style="fill-rule:evenodd;clip-rule:evenodd">\n'
        f'<g id="Parc" serif:id="Parc de Jeanne">{DRAWN}</g></svg>'
    ),
    "Figma": (
        f'{ROOT} width="160" height="100" fill="none"><g filter="url(#f)" '
        f'data-figma-bg-blur-radius="4">{DRAWN}</g><defs><filter id="f" x="0" y="0" width="160" '
        'height="100" filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB">'
        '<feFlood flood-opacity="0" result="b"/><feBlend in="SourceGraphic" in2="b"/>'
        '<feGaussianBlur stdDeviation="2"/></filter></defs></svg>'
    ),
    "LibreOffice Draw": (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' "
        "'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\n"
        f'{ROOT} version="1.2" width="160mm" height="100mm" stroke-linejoin="round" '
        'xmlns:ooo="http://xml.openoffice.org/svg/export" '
        'xmlns:presentation="http://sun.com/xmlns/staroffice/presentation" xml:space="preserve">'
        '<defs class="ClipPathGroup"><clipPath id="c" clipPathUnits="userSpaceOnUse">'
        '<rect x="0" y="0" width="150" height="90"/></clipPath></defs><defs '
        'class="TextShapeIndex"><g ooo:slide="id1" ooo:id-list="id3"/></defs>'
        '<g ooo:name="Page de Jeanne" class="Page" clip-path="url(#c)">'
        f'<g class="com.sun.star.drawing.CustomShape"><desc>Un parc</desc>{DRAWN}</g></g></svg>'
    ),
    "Excalidraw": (
        f'{ROOT} version="1.1"><!-- svg-source:excalidraw --><metadata><!-- payload-type:'
        "application/vnd.excalidraw+json --><!-- payload-start -->eyJuYW1lIjoiamVhbm5lIn0="
        f"<!-- payload-end -->jeanne</metadata><defs/>{DRAWN}</svg>"
    ),
    "diagrams.net": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- Do not edit this file with editors -->\n'
        f'{DTD}{ROOT} version="1.1" content="&lt;mxfile host=&quot;Electron&quot; '
        'modified=&quot;jeanne&quot;&gt;url(https://exemple.invalid/)&lt;/mxfile&gt;"><g '
        f'data-cell-id="2">{DRAWN}</g></svg>'
    ),
    "PlantUML": (
        '<?xml version="1.0" encoding="us-ascii" standalone="no"?>'
        f'{ROOT} contentStyleType="text/css"><?plantuml 1.2024.3?><defs/><g>{DRAWN}'
        "<?plantuml-src SoWkIImgAStD?><!--SRC=[@startuml jeanne]--></g></svg>"
    ),
    "CorelDRAW": (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{DTD}<!-- Creator: CorelDRAW, Jeanne -->\n'
        f'{ROOT} xml:space="preserve" width="160px" height="100px" '
        'xmlns:xodm="http://www.corel.com/coreldraw/odm/2003"><defs><style type="text/css">'
        "<![CDATA[ .fil0 {fill:#A8402C} g>.fil1 {fill:#000} ]]></style></defs>"
        '<g id="Calque_x0020_1"><metadata id="CorelCorpID_0Corel-Layer"/>'
        f'<g class="fil0">{DRAWN}</g></g></svg>'
    ),
    "Visio": (
        f"{DTD}{ROOT} "
        'xmlns:v="http://schemas.microsoft.com/visio/2003/SVGExtensions/" class="st2"><title>Parc'
        '</title><v:documentProperties v:langID="3084"><v:userDefs><v:ud v:nameU="x" '
        'v:val="VT4(Jeanne)"/></v:userDefs></v:documentProperties><g v:mID="0" v:index="1" '
        f'v:groupContext="foregroundPage"><v:pageProperties v:drawingScale="1"/>{DRAWN}</g></svg>'
    ),
    "a scanner's": (
        '<?xml version="1.0" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 20010904//EN"'
        ' "http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd">\n'
        f"{ROOT} version='1.0'><metadata>\nJeanne, potrace 1.16\n</metadata>{DRAWN}</svg>"
    ),
    "prefixes": (
        '<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink" '
        'viewBox="0 0 160 100"><!-- Jeanne --><s:rect id="a" width="30" height="20" '
        'fill="#1f6f8b"/><s:use l:href="#a" x="50" y="30"/><s:text y="90" xml:space="preserve"> '
        "a&#13;b  &lt;c&gt; <s:tspan>]]&gt;</s:tspan></s:text></s:svg>"
    ),
}


def shown(file: str) -> Illustration:
    place = Place("illustrations.yml", 3)
    return Illustration("a", file, "", "", "", "", "", (50.0, 50.0), decorative=True, place=place)


def published(drawing: str, folder: Path) -> tuple[str, list[str]]:
    """Return the drawing as it is published, and the problems that both commands tell of it."""
    (folder / "a.svg").write_text(drawing, "utf-8", newline="")
    checked = check([shown("a.svg")], folder)
    pictures, told = make([shown("a.svg")], folder, None)
    assert checked == told
    content = pictures["a"].fallback.content
    assert isinstance(content, bytes)
    return content.decode("utf-8"), [f"{problem.code} {problem.message}" for problem in told]


@pytest.mark.parametrize("name", FILES)
def test_the_file_of_a_drawing_program_passes_and_loses_what_nobody_sees(
    name: str, tmp_path: Path
) -> None:
    written, told = published(FILES[name], tmp_path)
    assert [line.partition(" sans ")[0] for line in told] == ["P230 le dessin « a.svg » est publié"]
    assert [secret for secret in SECRETS if secret in written] == []
    assert "<!" not in written
    assert "<?" not in written
    for element in ElementTree.fromstring(written).iter():
        assert str(element.tag).startswith("{http://www.w3.org/2000/svg}")
        kept = {key.rpartition("}")[0] for key in element.attrib}
        assert kept <= {
            "",
            "{http://www.w3.org/XML/1998/namespace",
            "{http://www.w3.org/1999/xlink",
        }
    # Nothing more to lose, and the same bytes from the same file.
    assert published(written, tmp_path) == (written, [])
    assert published(FILES[name], tmp_path) == (written, told)


def test_the_author_is_told_once_what_was_left_out(tmp_path: Path) -> None:
    assert published(INKSCAPE, tmp_path)[1] == [
        "P230 le dessin « a.svg » est publié sans ses commentaires ni les données de son logiciel"
    ]
    assert published(f'{ROOT}><g data-a="b"/></svg>', tmp_path)[1] == [
        "P230 le dessin « a.svg » est publié sans ses attributs « data- »"
    ]
    assert RULE_BY_CODE["P230"].severity is not Severity.ERROR


def test_a_doctype_alone_goes_without_a_word(tmp_path: Path) -> None:
    assert published(f"{DTD}{ROOT}>{DRAWN}</svg>", tmp_path) == (f"{ROOT}>{DRAWN}</svg>\n", [])


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 330, "height": 210})
    page.set_content('<body style="margin:0"><img style="width:320px">')
    yield page
    page.close()


def picture(page: Page, drawing: str) -> bytes:
    encoded = base64.b64encode(drawing.encode()).decode()
    page.evaluate(
        "async source => { const image = document.querySelector('img'); image.src = source;"
        " await image.decode() }",
        f"data:image/svg+xml;base64,{encoded}",
    )
    return page.screenshot()


@pytest.mark.parametrize("name", FILES)
def test_what_is_published_looks_the_same(name: str, page: Page, tmp_path: Path) -> None:
    written, _ = published(FILES[name], tmp_path)
    before = picture(page, FILES[name])
    assert picture(page, written) == before
    assert picture(page, f"{ROOT}/>") != before


ENTITIES = "<!DOCTYPE svg [{}]>\n" + ROOT + "><text>{}</text></svg>"
REFUSED = {
    "an entity made of another": ENTITIES.format('<!ENTITY a "b"><!ENTITY c "&a;&a;">', "&c;"),
    "an entity that holds an element": ENTITIES.format('<!ENTITY a "<rect/>">', "&a;"),
    "an entity spelt by number": ENTITIES.format('<!ENTITY a "&#60;rect/>">', "&a;"),
    "an entity from a file": ENTITIES.format('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
    "an entity of the DTD": ENTITIES.format('<!ENTITY % a "b"> %a;', ""),
    "an unknown entity": f"{DTD}{ROOT}><text>&eacute;</text></svg>",
    "an unknown entity in a value": f'{DTD}{ROOT}><text class="&eacute;"/></svg>',
    "attributes by default": ENTITIES.format('<!ATTLIST svg onload CDATA "a()">', ""),
    "entities by the million": ENTITIES.format(f'<!ENTITY a "{"b" * 1000}">', "&a;" * 3000),
    "a DTD of somebody's": f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">{ROOT}/>',
    "a second DOCTYPE in a comment": f'<!-- {DTD} --><!DOCTYPE svg SYSTEM "x">{ROOT}/>',
    "a script among the metadata": f"{ROOT}><metadata><script>a()</script></metadata></svg>",
    "a page among the metadata": (
        f'{ROOT}><metadata><a:b xmlns:a="urn:a"><p xmlns="http://www.w3.org/1999/xhtml"/></a:b>'
        "</metadata></svg>"
    ),
    "a script in a program's element": f'{ROOT}><a:b xmlns:a="urn:a"><script/></a:b></svg>',
    "a script in flowing text": f"{ROOT}><flowRoot><script/></flowRoot></svg>",
    "a page for those who know an extension": (
        f'{ROOT}><switch><foreignObject requiredExtensions="http://www.w3.org/1999/xhtml"><p '
        'xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></switch></svg>'
    ),
    "a page for Illustrator": (
        f'{ROOT}><switch><foreignObject requiredExtensions="http://ns.adobe.com/a"><p '
        'xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></switch></svg>'
    ),
    "text that no browser shows": f"{ROOT}><flowRoot><flowPara>Ici</flowPara></flowRoot></svg>",
    "a style that asks for what goes": f'{ROOT}><style>[ data-a="b"]{{fill:red}}</style></svg>',
    "the same, spelt otherwise": f"{ROOT}><style>[*|\\64 ata-a]{{fill:red}}</style></svg>",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_be_active_is_never_cleaned_in_silence(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(REFUSED[name], "utf-8")
    (problem,) = check([shown("a.svg")], tmp_path)
    assert problem.code == "P219"


def test_what_grows_too_heavy_once_written_is_refused(tmp_path: Path) -> None:
    heavy = f"{ROOT}><!-- --><text>{'>' * 700_000}</text></svg>"
    (tmp_path / "a.svg").write_text(heavy, "utf-8")
    assert [problem.code for problem in check([shown("a.svg")], tmp_path)] == ["P216"]
