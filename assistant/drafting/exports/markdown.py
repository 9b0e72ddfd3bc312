"""A draft as Markdown: every sentence with its mark, then sources, changes and what was left out."""

from collections.abc import Iterator

from assistant.drafting.exports.marks import change, guides, marked, source_list, verdict
from assistant.drafting.values import Draft, DraftBlock, DraftSentence


def markdown(draft: Draft) -> str:
    """Return the draft with marks and a list of sources."""
    return "\n\n".join(_parts(draft)) + "\n"


def _parts(draft: Draft) -> Iterator[str]:
    yield f"# {draft.title}"
    for block in draft.blocks:
        yield from _block(block, draft)
    if draft.citations:
        yield "## Källor"
        yield "\n".join(f"- {line}" for line in source_list(draft.citations))
    changes = [(one, told) for one in draft.sentences if (told := change(one)) is not None]
    if changes:
        yield "## Rättat och anpassat"
        yield "\n".join(f"- [{', '.join(map(str, one.citations))}] {told}" for one, told in changes)
    if draft.left_out:
        yield "## Utelämnat"
        yield "\n".join(f"- {one.text} ({one.citation.title}): {one.reason}" for one in draft.left_out)
    yield "## Om utkastet"
    yield "\n".join(f"- {line}" for line in (verdict(draft), *draft.notes))


def _block(block: DraftBlock, draft: Draft) -> Iterator[str]:
    if block.heading and block.heading != draft.title:
        yield f"## {block.heading}"
    guided = guides(draft)
    yield from _paragraphs(block.sentences, guided)
    if block.notes:
        yield "*Talmanus*"
        yield from _paragraphs(block.notes, guided)


def _paragraphs(sentences: tuple[DraftSentence, ...], guided: frozenset[int]) -> Iterator[str]:
    run: list[str] = []
    items: list[str] = []
    for sentence in sentences:
        if sentence.item:
            items.append(f"- {marked(sentence, guided=guided)}")
            continue
        if items:
            yield from _flush(run, items)
            run, items = [], []
        run.append(marked(sentence, guided=guided))
    yield from _flush(run, items)


def _flush(run: list[str], items: list[str]) -> Iterator[str]:
    if run:
        yield " ".join(run)
    if items:
        yield "\n".join(items)
