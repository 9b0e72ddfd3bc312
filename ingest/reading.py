"""What a reader found in one file: the value that cleaning works on before it becomes a document."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from ingest.documents import BlockKind, Place, Properties, RawBlock, Removal


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Blocks in reading order, and what is known beside them."""

    blocks: tuple[RawBlock, ...]
    properties: Properties = field(default_factory=Properties)
    removals: tuple[Removal, ...] = ()
    slides: int = 0
    """Number of slides, empty ones counted; 0 outside slide decks."""
    missing_pictures: tuple[Place, ...] = ()

    def without(self, reason: str, noise: Callable[[RawBlock], bool]) -> "Reading":
        """Take away the blocks that are noise, and record each."""
        taken = tuple(Removal(reason=reason, text=block.text) for block in self.blocks if noise(block))
        if not taken:
            return self
        kept = tuple(block for block in self.blocks if not noise(block))
        return replace(self, blocks=kept, removals=(*self.removals, *taken))

    def with_headings(self) -> "Reading":
        """Give every block outside slides its heading path; a heading stands under itself."""
        return replace(self, blocks=tuple(_placed(self.blocks)))


def _placed(blocks: tuple[RawBlock, ...]) -> Iterator[RawBlock]:
    path: list[tuple[int, str]] = []
    for block in blocks:
        if block.place.slide is not None:
            yield block
            continue
        if block.kind is BlockKind.HEADING:
            path = [(level, text) for level, text in path if level < block.level]
            path.append((block.level, block.text))
        headings = tuple(text for _, text in path)
        yield replace(block, place=replace(block.place, headings=headings))
