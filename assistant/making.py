"""Single parts, made as the settings say: embedder, reranker, catalogue, wording check, assistant."""

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.assistant import Assistant
from assistant.concepts.glossary import Glossary
from assistant.drafting.forms import Forms
from assistant.gaps import AnswerNotes
from assistant.renewal.digests import Renewals
from assistant.retrieval import HybridRetriever
from assistant.searching import Retriever
from assistant.settings import BUNDLED, Settings, SettingsFault
from assistant.signposts import Signposts
from assistant.wording.accepting import AcceptList
from assistant.wording.checking import Checker, Sources, Unopened
from assistant.wording.opening import LoadedSources
from assistant.wording.own_words import OwnWords
from assistant.wording.rule_files import Rulebook
from ingest.catalogue import Catalogue
from ingest.embedding import BundledEmbedder, Embedder, SentenceTransformerEmbedder
from ingest.errors import LibraryDamaged
from ingest.library import FILE_NAME, Library


def make_embedder(settings: Settings) -> Embedder:
    """Return the embedder that the settings name; its weights are loaded at first use."""
    if settings.embedding_model == BUNDLED:
        return BundledEmbedder()
    return SentenceTransformerEmbedder(
        settings.embedding_model,
        question_prompt=settings.question_prompt,
        passage_prompt=settings.passage_prompt,
        allow_download=settings.allow_download,
    )


def make_reranking(settings: Settings) -> Callable[[HybridRetriever], Retriever]:
    """Return what puts the reranker that the settings name behind a retriever, loaded; nothing when they name none.

    Raises:
        SettingsFault: When its folder holds no model that can be loaded.
    """
    if settings.reranker is None:
        return lambda retriever: retriever
    from assistant.llamaindex import RerankedRetriever, cross_encoder  # noqa: PLC0415  # takes ten seconds to import

    encoder = cross_encoder(settings.reranker)
    return lambda retriever: RerankedRetriever(retriever, [encoder])


def load_catalogue(settings: Settings) -> Catalogue:
    """Return the bundled catalogue, with the organisation's own after it."""
    return Catalogue.load(*([settings.catalogue] if settings.catalogue else []))


def make_checker(settings: Settings, library: Library | None = None) -> Checker:
    """Return the wording check; with a record, rules show the sentences that they rest on.

    Raises:
        SettingsFault: When the folder of the organisation's own rules is not there.
    """
    if settings.wording is not None and not settings.wording.is_dir():
        raise SettingsFault(
            f"Mappen med ordregler {str(settings.wording)!r} finns inte. Rätta inställningen wording."
        )
    titles = {entry.id: entry.title for entry in load_catalogue(settings).entries}
    sources: Sources = Unopened(titles=titles) if library is None else LoadedSources(library, titles)
    return Checker(
        rulebook=Rulebook.load(settings.wording),
        sources=sources,
        accepted=AcceptList(settings.data).phrases,
    )


def require_record(folder: Path) -> None:
    """Raise LibraryDamaged, naming the remedy, when a data folder holds no record."""
    if not (folder / FILE_NAME).is_file():
        raise LibraryDamaged(
            f"Datamappen {str(folder)!r} innehåller ingen kunskapsbas. Läs först in källor med naravard ingest, "
            "eller ange rätt mapp med --data."
        )


def make_renewals(library: Library, glossary: Glossary, checker: Checker) -> Renewals:
    """Return what tells what newer documents changed."""
    return Renewals(
        library=library, glossary=glossary, rules=lambda: checker.rules, guides=Forms.load().sources.guides
    )


def make_assistant(
    settings: Settings,
    library: Library,
    retriever: Retriever,
    catalogue: Catalogue,
    *,
    checker: Checker,
    notes: Sequence[AnswerNotes] = (),
) -> Assistant:
    """Return the assistant over a record."""
    return Assistant(
        library=library,
        retriever=retriever,
        names=_names_in(catalogue),
        places=_places_in(catalogue),
        signposts=Signposts.load(settings.signposts),
        notes=notes,
        own_words=OwnWords(checker).checked,
    )


def _places_in(catalogue: Catalogue) -> dict[str, str]:
    """Return what the layers' places are called, by profile id."""
    return {profile.id: " ".join(profile.words) for profile in catalogue.profiles}


def _names_in(catalogue: Catalogue) -> dict[str, str]:
    """Return what people call the known sources, by catalogue id."""
    return {entry.id: entry.name for entry in catalogue.entries}
