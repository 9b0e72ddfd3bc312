"""The public surface: what other packages and programs may rely on, and what importing it costs."""

import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

PUBLIC = {
    "assistant.answers": "Answer Approved Citation Evidence Failed Finished Found Origin Outcome Question QuoteStatus Statement Wrote",
    "assistant.assistant": "Assistant",
    "assistant.clauses": "asking_clause parts",
    "assistant.searching": "Retriever Searched search",
    "assistant.abbreviations": "long_forms spells_out",
    "assistant.approved": "ApprovalRefused Reviewed State approve citations notice place_of review reviewed serving stands",
    "assistant.citations": "Verdict cite verify",
    "assistant.alignment": "Alignment Difference Kind align differences",
    "assistant.concepts.glossary": "Glossary",
    "assistant.concepts.headwords": "Headword load_headwords",
    "assistant.concepts.values": "Agreement Concept Definition Strength",
    "assistant.verified": "Match SourceVerdict TooShort Verification",
    "assistant.verifying": "verify",
    "assistant.drafting.choosing": "Room Wanted alike choose covers fit scored supports",
    "assistant.drafting.composing": "Composer Plan own",
    "assistant.drafting.desk": "DraftingDesk desk_of layers open_desk",
    "assistant.drafting.disputes": "Disputes",
    "assistant.drafting.drafter": "Drafter",
    "assistant.drafting.forms": "Audience Channel Forms Frame Headline ReadingRules SourceRules Topics Words length_of",
    "assistant.drafting.gathering": "Gathered Gatherer under_standing",
    "assistant.drafting.material": "Reader heading_of",
    "assistant.drafting.mending": "Mender one_letter_apart",
    "assistant.drafting.planning": "Filled filled told_sentences",
    "assistant.drafting.saved": "ReviewedDraft review reopened reviewed saved",
    "assistant.drafting.sifting": "Sieve spoken",
    "assistant.drafting.telling": "Numbers by_publisher by_standing citation lead_of parted sections sentences",
    "assistant.drafting.topics": "Topic nearest refusal understood unspoken",
    "assistant.drafting.units": "Part Unit",
    "assistant.drafting.values": "Brief Draft DraftBlock DraftRefused DraftSentence LeftOut UnknownChoice clean_copy paragraphs",
    "assistant.drafting.wholeness": "is_finite is_sentence",
    "assistant.drafting.exports.deck": "deck",
    "assistant.drafting.exports.markdown": "markdown",
    "assistant.drafting.exports.marks": "change guides label marked place_of source_list verdict",
    "assistant.drafting.exports.word": "word",
    "assistant.answer_types": "Demand figure figures matches time",
    "assistant.named_things": "asked_for named_thing places_in",
    "assistant.demands": "demands",
    "assistant.disagreement": "Direction Side opposed",
    "assistant.evidence": "Candidate candidates leading names",
    "assistant.excerpts": "Excerpt ExcerptBlock excerpt",
    "assistant.gaps": "AnswerNotes GapLog without_personal_data",
    "assistant.judging": "Signs meeting_first signs stands_apart_from unmet unspoken",
    "assistant.leads": "lead_of",
    "assistant.llamaindex": "LlamaIndexEmbedding PassageRetriever RerankedRetriever as_node cross_encoder",
    "assistant.mentions": "Mentions find",
    "assistant.privacy": "Guarded guard",
    "assistant.ranking": "Ranked Weights alternated as_evidence fuse merged originals_first scaled",
    "assistant.readiness": "Readiness",
    "assistant.replies": "approved notices off_route own plain unanswered unaskable",
    "assistant.retrieval": "HybridRetriever quotations terms_of worths",
    "assistant.routing": "Route route without_instructions",
    "assistant.selection": "cost is_own select",
    "assistant.settings": "Settings SettingsFault load",
    "assistant.signposts": "Signposts",
    "assistant.spelling": "Vocabulary as_written",
    "assistant.structure": "Group groups label_of lines runs words_of",
    "assistant.teaching.deck": "deck",
    "assistant.teaching.discussion": "Discussion OpenedQuestion OpenedTopic TalkQuestion TalkTopic load_topics",
    "assistant.teaching.handout": "Handout led",
    "assistant.teaching.slides": "Slide SlideBlock Slides Worth lines told_source told_standings",
    "assistant.teaching.trainer": "FoundSlides TopicRefused Trainer trainer_of",
    "assistant.teaching.word": "word",
    "assistant.terms": "Terms stands weighed",
    "assistant.thesaurus": "in_swedish further neighbours",
    "assistant.understanding": "Understood readable understand",
    "assistant.verdicts": "Claim Verdict claim_in is_denied verdict",
    "assistant.counting": "AnswerCounts",
    "assistant.making": "load_catalogue make_assistant make_checker make_embedder make_renewals make_reranking require_record",
    "assistant.wiring": "Owner Reader open_checker open_glossary open_reader open_renewals",
    "assistant.wording.accepting": "AcceptList PhraseRefused",
    "assistant.wording.checking": "Checker Ignored Sources TextTooLong Unopened",
    "assistant.wording.context": "is_denied silences",
    "assistant.wording.files": "WrittenText plain read_text require_word text_in",
    "assistant.wording.findings": "Finding Readability Report RuleSource surroundings told_basis",
    "assistant.renewal.comparing": "Line compare figures_differ lines_of",
    "assistant.renewal.digests": "Renewals",
    "assistant.renewal.values": "Change Digest Generation Matter Resting Stated",
    "ingest.roles": "roles_of",
    "ingest.superseded": "Archived archived",
    "ingest.tally": "OutcomeCount Tally forget",
    "ingest.former": "FormerGenerations FormerVersion Renewed drop forget forget_all keep",
    "assistant.wording.opening": "LoadedSources anchored",
    "assistant.wording.own_words": "OwnWords",
    "assistant.wording.patterns": "Hit Pattern PatternFault inflected",
    "assistant.wording.replacing": "replacements",
    "assistant.wording.rule_files": "Rulebook accept with_accepted",
    "assistant.wording.rules": "Basis Kind Replacement Rule RuleFault Ruleset Severity UnknownProfile",
    "assistant.wording.texts": "Line Text",
    "assistant.wording.topics": "carried told_newly understood",
    "assistant.wording.whole_texts": "heavy mixed other_language readability",
    "assistant.wording.word_files": "Marked marked",
    "eval.texts": "Expected Judged Score TextCase judge texts words_a_second",
    "assistant.writers.quoting": "Written write write_sides",
    "eval.answering": "Asked ask_all judge",
    "eval.concepts": "Found Row concepts find_rows untrue",
    "eval.definitions": "Case Change Judged changed judge_all verifier",
    "eval.cases": "Case CaseFault Gold data_file letters load_cases load_rows own_case_files set_aside_files",
    "eval.drafts": "Judged Row drafts unfaithful unsourced",
    "eval.facts": "is_covered",
    "eval.figures": "Figure Measure by_kind figures_of refusal_precision",
    "eval.metrics": "RetrievalFigures all_within mean_reciprocal_rank ndcg recall_at risk_coverage",
    "eval.run": "machine main",
    "ingest.errors": (
        "CatalogueError EmbeddingFailed FetchRefused IngestError LibraryDamaged LibraryLocked UnreadableDocument"
    ),
    "ingest.records": "DeletionReceipt FileReport FileResult IngestReport Preview Provenance Role Step StoredDocument StoredGeneration unwatched",
    "ui.app": "create_app",
    "ui.batch": "BatchLine answers unknown_profile",
    "ui.cli": "main",
    "ui.editor_ports": "Desk Shelf Tally Writing",
    "ui.ports": "AcceptedWords Answerer Glossary Onboarding Pictures Pulse Sharing Teaching Wording WordingCheck",
    "ui.serving": "bound serve_until_stopped",
}
"""By module, the classes and functions that it defines for others."""

HEAVY = "chromadb gradio fastapi llama_index sentence_transformers torch transformers playwright".split()
ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("module", PUBLIC)
def test_a_module_offers_exactly_these_names(module: str) -> None:
    """A new name is a promise, a lost one breaks somebody: both are decisions."""
    loaded = importlib.import_module(module)

    own = {
        name
        for name, value in vars(loaded).items()
        if not name.startswith("_")
        and (inspect.isclass(value) or inspect.isfunction(value))
        and value.__module__ == module
    }
    assert own == set(PUBLIC[module].split())


@pytest.mark.parametrize("package", ["ingest", "assistant", "ui", "eval"])
def test_a_package_itself_offers_no_names(package: str) -> None:
    """Names are taken from the module that defines them, so that importing a package costs nothing."""
    loaded = importlib.import_module(package)

    modules = {module.name for module in pkgutil.iter_modules(loaded.__path__)}
    assert {name for name in vars(loaded) if not name.startswith("__")} - modules == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    "module", ["assistant", "ingest", "ui", "eval", "assistant.wiring", "ui.commands", "ui.cli", "eval.run"]
)
def test_importing_stays_light(module: str) -> None:
    """`naravard ask` answers within a second because the slow libraries are loaded where they are used."""
    script = f"import sys, {module}; print(*(name for name in {HEAVY} if name in sys.modules))"

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout.split(), done.stderr) == (0, [], "")
