"""Ways of making documents, records and vectors that tests of the record share."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assistant.settings import Settings
from ingest import copies
from ingest.catalogue import Catalogue
from ingest.codec import digest_of
from ingest.dense import ExactIndex, PassageIndex
from ingest.documents import BlockKind, MediaType, Passage, Place, RawBlock, SourceDocument
from ingest.embedding import Embedder, Matrix, Vector
from ingest.language import words
from ingest.library import Library, document_id
from ingest.passages import cut
from ingest.pipeline import Ingestion
from ingest.records import FileResult, IngestReport, Provenance
from ingest.statements import NewDocument


def block(
    text: str,
    kind: BlockKind = BlockKind.PARAGRAPH,
    *headings: str,
    slide: int | None = None,
    notes: bool = False,
) -> RawBlock:
    """Return a block at a place."""
    return RawBlock(text=text, kind=kind, place=Place(slide=slide, notes=notes, headings=headings))


def document(*blocks: RawBlock, name: str = "egen.md") -> SourceDocument:
    """Return a document of these blocks; other text, other digest."""
    text = "\n".join(part.text for part in blocks)
    return SourceDocument.assemble(
        blocks, name=name, sha256=hashlib.sha256(text.encode()).hexdigest(), media_type=MediaType.MARKDOWN
    )


def cut_up(source: SourceDocument, *, limit: int = 1200) -> tuple[Passage, ...]:
    """Cut a document as the pipeline does, without standing."""
    return cut(source, document_id="dok", title="Egen titel", limit=limit)


TEXTS = tuple(
    f"{who} {what} {where}."
    for who in ("Vården", "Omsorgen", "Kommunen", "Regionen", "Patienten")
    for what in ("planerar tillsammans", "lyssnar först", "räknar timmar", "flyttar hem")
    for where in ("i byn", "på mottagningen", "efter samtalet")
)
QUESTIONS = ("vem lyssnar i byn", "timmar", "Regionen flyttar hem efter samtalet", "något helt annat")


@dataclass
class WordEmbedder:
    """A stand-in for a model: each word points its own way, a text is the sum of its words."""

    fingerprint: str = "ord-1"
    dimension: int = 32
    computed: list[str] = field(default_factory=list)
    """Every passage text that was embedded."""

    def embed_question(self, text: str) -> Vector:
        """Return the unit vector of one question, shape (dimension,)."""
        directions = [self._direction(word) for word in words(text)] or [self._direction("")]
        total = np.sum(directions, axis=0)
        unit: Vector = (total / np.linalg.norm(total)).astype(np.float32)
        return unit

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        """Return unit vectors of passages, shape (len(texts), dimension)."""
        self.computed.extend(texts)
        rows = [self.embed_question(text) for text in texts]
        return np.stack(rows) if rows else np.empty((0, self.dimension), dtype=np.float32)

    def _direction(self, word: str) -> Vector:
        seed = int.from_bytes(hashlib.sha256(f"{self.fingerprint}{word}".encode()).digest()[:8], "big")
        return np.random.default_rng(seed).standard_normal(self.dimension).astype(np.float32)


def prepared(
    key: str, *paragraphs: str, embedder: Embedder, title: str = "Egen titel", stamp: str = "1"
) -> NewDocument:
    """Return a document of paragraphs, each under a heading of its own, ready to be stored."""
    source = document(
        *(block(text, BlockKind.PARAGRAPH, f"Avsnitt {number}") for number, text in enumerate(paragraphs)),
        name=key,
    )
    passages = cut(source, document_id=document_id(key, source.sha256), title=title)
    texts = [passage.index_text for passage in passages]
    texts += [source.text[s.start : s.end] for passage in passages for s in passage.sentences]
    vectors = embedder.embed_passages(texts)
    return NewDocument(
        key=key,
        stamp=stamp,
        document=source,
        provenance=Provenance(catalogue_id=None, title=title, publisher="Byn"),
        passages=passages,
        vectors=dict(zip(map(digest_of, texts), vectors, strict=True)),
        fingerprint=embedder.fingerprint,
        signature=copies.signature(source.text),
    )


@dataclass
class Shelf:
    """A record with its search and its ingestion, which can be closed and opened again as a new process would."""

    folder: Path
    embedder: Embedder = field(default_factory=WordEmbedder)
    library: Library = field(init=False)
    index: PassageIndex = field(init=False)
    ingestion: Ingestion = field(init=False)

    def __post_init__(self) -> None:
        self.library = Library(self.folder)
        self.index = PassageIndex(self.library, self.embedder)
        self.ingestion = Ingestion(
            library=self.library, embedder=self.embedder, index=self.index, catalogue=Catalogue.load()
        )

    def close(self) -> None:
        """Close record and index."""
        self.index.close()
        self.library.close()

    def store(self, key: str, *texts: str) -> str:
        """Store a document of these paragraphs."""
        return self.library.store(prepared(key, *texts, embedder=self.embedder))

    def found(self, question: str, *, limit: int = 10) -> list[str]:
        """Return the ids that a question finds."""
        return [id_ for id_, _ in self.index.search(self.embedder.embed_question(question), limit=limit)]

    def exactly(self, question: str, *, limit: int = 10) -> list[str]:
        """Return the ids that exact search finds."""
        exact = ExactIndex(self.library, self.embedder)
        return [id_ for id_, _ in exact.search(self.embedder.embed_question(question), limit=limit)]

    def agrees(self) -> bool:
        """Tell whether search finds for every question what exact search finds."""
        return all(set(self.found(question)) == set(self.exactly(question)) for question in QUESTIONS)

    def whole(self) -> bool:
        """Tell whether every passage has words and vectors of this model, and nothing is left over."""
        return (
            self.library.words.faults() == (0, 0)
            and not self.library.vectors.lacking(self.embedder.fingerprint)
            and not self.library.vectors.orphans()
            and self.index.fault() is None
        )

    @property
    def generation(self) -> Path:
        """The folder of the index."""
        (folder,) = (self.folder / "index").iterdir()
        return folder


def settings_for(folder: Path) -> Settings:
    """Return the settings of an installation whose data lies in a folder."""
    return Settings(data=folder)


def write(folder: Path, name: str, *sections: str) -> Path:
    """Write a Markdown file with a section for each text."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    parts = [f"# {path.stem}", *(f"## Del {number}\n\n{text}" for number, text in enumerate(sections, 1))]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return path


def holding(folder: Path, word: str) -> list[str]:
    """Return the files below a folder that hold a word, in UTF-8 or UTF-16."""
    spellings = [word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")]
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(spelling in path.read_bytes() for spelling in spellings)
    ]


def results(report: IngestReport) -> dict[str, FileResult]:
    """Return how each file fared, by name."""
    return {file.name: file.result for file in report.files}
