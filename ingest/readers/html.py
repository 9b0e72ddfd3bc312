"""Web pages: the main content's headings, paragraphs, items and rows; navigation, banners and footers left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from ingest.characters import drop_bullet, tidy
from ingest.documents import BlockKind, RawBlock, Removal
from ingest.errors import UnreadableDocument
from ingest.layout import goes_on
from ingest.properties import believed
from ingest.reading import Reading

_DROPPED_TAGS = frozenset(
    "aside button canvas datalist dialog embed footer form head iframe menu nav noscript object option script "
    "select style svg template textarea".split()
)
_DROPPED_ROLES = frozenset(
    {
        "navigation",
        "banner",
        "contentinfo",
        "dialog",
        "alertdialog",
        "search",
        "complementary",
        "menu",
        "menubar",
    }
)
_DROPPED_NAMES = re.compile(
    r"(?:^|[-_\s])(?:cookie|cookies|consent|gdpr|breadcrumb|breadcrumbs|skip|skiplink|share|social|sidebar|pagination)(?:$|[-_\s])",
    re.IGNORECASE,
)
_PARTS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 "
    "header hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HEADING = re.compile(r"h[1-6]")
_BREAK = "\n"
_LISTS = frozenset({"ul", "ol"})


@dataclass(slots=True)
class _Walk:
    """What has been gathered of the block that is being read."""

    text: str = ""
    heading: int = 0
    lists: int = 0
    item: bool = False
    cells: list[str] | None = None
    titled: bool = False
    removals: list[Removal] = field(default_factory=list)


def read(data: bytes, name: str) -> Reading:
    """Return what a web page's main part holds."""
    parser = lxml_html.HTMLParser(encoding=_encoding(data), remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(data, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableDocument(
            name, "webbsidan går inte att tolka", "Spara den på nytt från webbläsaren"
        ) from error
    title = root.findtext(".//title")
    properties = believed(
        title=title, language=root.get("lang"), author=_meta(root, "author"), created=_date(root)
    )
    main = _main(root)
    walk = _Walk()
    for element in _outside(main):
        _record(walk, element)
    blocks = tuple(_blocks(main, walk))
    return Reading(blocks=blocks, properties=properties, removals=tuple(walk.removals))


def _encoding(data: bytes) -> str:
    """Return the declared alphabet if Python knows it; else UTF-8 if the bytes are that, else Windows' Western."""
    match = re.search(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", data[:4096], re.IGNORECASE)
    declared = match.group(1).decode("ascii", "ignore") if match else "utf-8"
    for encoding in (declared, "utf-8"):
        try:
            data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
        return encoding
    return "cp1252"


def _main(root: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """Return the element that holds the page's own text: main where there is one that has any."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = root.findall(path)
        if len(found) == 1 and tidy(found[0].text_content()):
            return found[0]
    body = root.find("body")
    return root if body is None else body


def _outside(main: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    """Yield what stands beside the main part, at any level up to the body."""
    for element in (main, *main.iterancestors()):
        if element.tag not in {"body", "html"}:
            yield from element.itersiblings(preceding=True)
            yield from element.itersiblings()


def _blocks(main: lxml_html.HtmlElement, walk: _Walk) -> Iterator[RawBlock]:
    """Walk without recursion: pages nest deeper than Python's stack."""
    events = etree.iterwalk(main, events=("start", "end"))
    for event, element in events:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and element is not main and _is_dropped(element, tag, main):
            _record(walk, element)
            events.skip_subtree()
        elif event == "start":
            if tag in _PARTS:
                yield from _flushed(walk)
                _enter(walk, tag)
            walk.text += _BREAK if tag == "br" else _inline(element.text)
            continue
        elif tag in _PARTS and not _is_dropped(element, tag, main):
            yield from _flushed(walk)
            yield from _left(walk, tag)
        if event == "end" and element is not main:
            walk.text += _inline(element.tail)
    yield from _flushed(walk)


def _is_dropped(element: lxml_html.HtmlElement, tag: str, main: lxml_html.HtmlElement) -> bool:
    if tag in _DROPPED_TAGS or (tag == "header" and main.tag == "body"):
        return tag not in {"aside", "form"} or element.find(".//h1") is None
    named = f"{element.get('id', '')} {element.get('class', '')}"
    hidden = element.get("aria-hidden") == "true" or element.get("hidden") is not None
    return hidden or element.get("role") in _DROPPED_ROLES or bool(_DROPPED_NAMES.search(named))


def _record(walk: _Walk, element: lxml_html.HtmlElement) -> None:
    if element.tag in {"script", "style", "svg"}:
        return
    text = tidy(" ".join(str(piece) for piece in element.itertext()).replace("\t", " "))
    if text:
        walk.removals.append(Removal(reason="page-frame", text=text))


def _enter(walk: _Walk, tag: str) -> None:
    if _HEADING.fullmatch(tag):
        walk.heading = int(tag[1])
    elif tag in _LISTS:
        walk.lists += 1
    elif tag in {"li", "dd"}:
        walk.item = True
    elif tag == "tr":
        walk.cells = []


def _left(walk: _Walk, tag: str) -> Iterator[RawBlock]:
    if _HEADING.fullmatch(tag):
        walk.heading = 0
    elif tag in _LISTS:
        walk.lists = max(0, walk.lists - 1)
        walk.item = walk.lists > 0
    elif tag in {"li", "dd"}:
        walk.item = False
    elif tag == "tr" and walk.cells is not None:
        row = "\t".join(walk.cells).strip("\t")
        walk.cells = None
        if row:
            yield RawBlock(text=row, kind=BlockKind.ROW)


def _inline(text: str | None) -> str:
    return (text or "").replace("\t", " ").replace("\n", " ")


def _flushed(walk: _Walk) -> Iterator[RawBlock]:
    """Yield what has been gathered, parted at line breaks unless a sentence goes on over them."""
    lines: list[str] = []
    for piece in walk.text.split(_BREAK):
        text = tidy(piece)
        if lines and goes_on(text):
            lines[-1] = f"{lines[-1]} {text}"
        elif text:
            lines.append(text)
    walk.text = ""
    if walk.cells is not None:
        walk.cells += [" ".join(lines)] if lines else []
        return
    for line in lines:
        yield _block(walk, line)


def _block(walk: _Walk, line: str) -> RawBlock:
    text, bullet = drop_bullet(line)
    if walk.heading == 1 and not walk.titled:
        walk.titled = True
        return RawBlock(text=text, kind=BlockKind.TITLE)
    if walk.heading:
        return RawBlock(text=text, kind=BlockKind.HEADING, level=max(1, walk.heading - 1))
    if walk.item or bullet:
        return RawBlock(text=text, kind=BlockKind.ITEM, level=max(0, walk.lists - 1))
    return RawBlock(text=text)


def _meta(root: lxml_html.HtmlElement, name: str) -> str | None:
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").casefold() == name:
            return meta.get("content")
    return None


def _date(root: lxml_html.HtmlElement) -> str | None:
    for name in ("article:published_time", "dcterms.issued", "dc.date", "date"):
        match = re.match(r"\d{4}-\d\d-\d\d", _meta(root, name) or "")
        if match:
            return match.group()
    return None
