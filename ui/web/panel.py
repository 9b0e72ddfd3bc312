"""The evidence panel: a cited place in its surroundings, the cited run marked."""

from collections.abc import Iterable
from html import escape
from itertools import groupby
from urllib.parse import quote, urlencode, urlsplit

from ingest.documents import BlockKind
from ingest.records import Provenance
from ui.ports import Excerpt, ExcerptBlock
from ui.settings import AppSettings
from ui.web import texts
from ui.web.markup import text

_TAGS = {
    BlockKind.TITLE: ("h3", "nv-block-title"),
    BlockKind.HEADING: ("h3", "nv-block-heading"),
    BlockKind.INSTRUCTION: ("p", "nv-block-aside"),
    BlockKind.METADATA: ("p", "nv-block-aside"),
}


def picture_address(document_id: str, *, start: int, end: int) -> str:
    """Return where the picture of a cited page is fetched.

    >>> picture_address("a", start=1, end=2)
    '/web/sida/a?start=1&end=2'
    """
    return f"/web/sida/{quote(document_id, safe='')}?{urlencode({'start': start, 'end': end})}"


def panel(excerpt: Excerpt, settings: AppSettings, *, number: int, picture: str | None = None) -> str:
    """Return the panel's inside: what the source is, its page as a picture where there is one, then its blocks.

    Args:
        excerpt: The cited place.
        settings: What the profiles are called.
        number: Of the citation.
        picture: Address of the picture; None where there is none.
    """
    origin = excerpt.document.provenance
    return (
        f'<p class="nv-kicker">{texts.PANEL_SOURCE.format(number=number)}</p>'
        f'<h2 class="nv-panel-title" id="nv-panel-title" tabindex="-1">{text(origin.title)}</h2>'
        f'<p class="nv-panel-meta">{_about(origin, settings)}</p>'
        f'<p class="nv-panel-place">{text(excerpt.locator)}</p>'
        f'{_picture(excerpt, picture)}<div class="nv-blocks">{"".join(_parts(excerpt))}</div>{_address(origin.address)}'
    )


def _about(origin: Provenance, settings: AppSettings) -> str:
    standing = [] if origin.status == "gällande" else [origin.status]
    layer = settings.profile_name(origin.profile)
    known = [texts.GUIDE] if origin.guide else [origin.publisher]
    return " · ".join(text(part) for part in [*known, origin.dated, layer, origin.kind, *standing] if part)


def _picture(excerpt: Excerpt, address: str | None) -> str:
    if address is None:
        return ""
    seen = texts.PICTURE.format(place=excerpt.locator, title=excerpt.document.provenance.title)
    return f'<img class="nv-page-picture" src="{escape(address)}" alt="{text(seen)}">'


def _parts(excerpt: Excerpt) -> Iterable[str]:
    for notes, blocks in groupby(excerpt.blocks, key=lambda block: block.notes):
        label = texts.NOTES if notes else ""
        if not notes and excerpt.slide is not None:
            label = texts.SLIDE.format(number=excerpt.slide)
        heading = f'<p class="nv-part-label">{label}</p>' if label else ""
        shape = " nv-notes" if notes else " nv-shown" if excerpt.slide is not None else ""
        yield f'<div class="nv-part{shape}">{heading}{"".join(_blocks(blocks))}</div>'


def _blocks(blocks: Iterable[ExcerptBlock]) -> Iterable[str]:
    for is_list, run in groupby(blocks, key=lambda block: block.kind is BlockKind.ITEM):
        if is_list:
            items = (f'<li class="nv-level-{min(block.level, 3)}">{marked(block)}</li>' for block in run)
            yield f"<ul>{''.join(items)}</ul>"
        else:
            yield from map(_block, run)


def _block(block: ExcerptBlock) -> str:
    tag, name = _TAGS.get(block.kind, ("p", "nv-block"))
    return f'<{tag} class="{name}">{marked(block)}</{tag}>'


def marked(block: ExcerptBlock) -> str:
    """Return the block's text, escaped, with its marks.

    >>> marked(ExcerptBlock(kind=BlockKind.PARAGRAPH, level=0, text="a < b", notes=False, marks=((0, 1),)))
    '<mark>a</mark> &lt; b'
    """
    pieces, position = [], 0
    for start, end in sorted(block.marks):
        begin = max(start, position)
        if begin < end:
            pieces += [escape(block.text[position:begin]), f"<mark>{escape(block.text[begin:end])}</mark>"]
            position = end
    return "".join([*pieces, escape(block.text[position:])])


def _address(address: str | None) -> str:
    if address is None or urlsplit(address).scheme not in {"http", "https"}:
        return ""
    return (
        f'<p class="nv-panel-foot"><a href="{escape(address)}" target="_blank" rel="noreferrer noopener">'
        f"{texts.AT_PUBLISHER}</a></p>"
    )
