"""Unpacking the bundled 4-bit model into a folder that sentence-transformers, and tools built on it, can load."""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from ingest.bundled_file import Weights, bundled_file, read
from ingest.errors import EmbeddingFailed

_MODULES = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))


def export(folder: Path, *, weights: Path | None = None) -> Path:
    """Write the bundled model to a new folder, in float32 (470 MB), and return the folder.

    Vectors agree with the bundled engine's to a cosine of 0.999 up to 512 tokens. Longer texts are cut there by
    sentence-transformers, while the engine averages over windows.

    Args:
        folder: Created with its parents; must not exist, unless empty. Appears whole or not at all.
        weights: Another file in the same format; None takes the one in the package.

    Raises:
        EmbeddingFailed: If the package is missing, its file is unknown, or the folder cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise EmbeddingFailed(f"{str(folder)!r} finns redan. Ange en mapp som inte finns, eller ta bort den.")
    model = read(weights or bundled_file())
    with _writing(folder) as draft:
        _write_tokenizer(draft, model)
        _write_tensors(draft, model)
        for name, content in _settings(model).items():
            (draft / name).parent.mkdir(exist_ok=True)
            (draft / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return folder


@contextmanager
def _writing(folder: Path) -> Iterator[Path]:
    """Yield a draft beside the folder that takes its place at the end, unless something fails."""
    from safetensors import SafetensorError  # noqa: PLC0415  # only needed here

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
            draft = Path(beside, "model")
            draft.mkdir()
            yield draft
            draft.replace(folder)
    except (OSError, SafetensorError) as error:
        raise EmbeddingFailed(
            f"Modellen kunde inte skrivas till {str(folder)!r} ({error}). Ange en mapp som inte finns, på en disk "
            "med minst 1 GB ledigt."
        ) from error


def _write_tensors(folder: Path, model: Weights) -> None:
    from safetensors.numpy import save_file  # noqa: PLC0415  # only needed here

    # Pooling leaves the model's own pooler unused, but without it every load warns of random weights.
    hidden = model.shape.hidden
    pooler = {
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    file = folder / "model.safetensors"
    save_file({**model.tensors, **pooler}, file, metadata={"format": "pt"})
    file.chmod(folder.stat().st_mode & 0o666)  # safetensors leaves it to the owner alone


def _write_tokenizer(folder: Path, model: Weights) -> None:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors  # noqa: PLC0415  # slow

    vocabulary = model.vocabulary
    begin, end = vocabulary.text(vocabulary.begin), vocabulary.text(vocabulary.end)
    tokenizer = Tokenizer(models.Unigram(list(vocabulary.pieces), unk_id=vocabulary.unknown))
    tokenizer.normalizer = normalizers.Sequence(_normalisers(model.replacements))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}", special_tokens=[(begin, vocabulary.begin), (end, vocabulary.end)]
    )
    (folder / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")


def _normalisers(replacements: Mapping[str, str]) -> list[Any]:
    """Return NFKC, after the replacements that differ from it, before spaces are joined.

    The file lists characters one by one, nearly all of them as NFKC has them; one step for each would be slow.
    """
    from tokenizers import Regex, normalizers  # noqa: PLC0415  # slow

    own = defaultdict(list)
    for character, replacement in replacements.items():
        if unicodedata.normalize("NFKC", character) != replacement:
            own[replacement].append(f"\\x{{{ord(character):X}}}")
    return [
        *(normalizers.Replace(Regex(f"[{''.join(found)}]"), text) for text, found in own.items()),
        normalizers.NFKC(),
        normalizers.Replace(Regex(" {2,}"), " "),
    ]


def _settings(model: Weights) -> dict[str, object]:
    """Return the folder's JSON files by name."""
    modules = [
        {"idx": number, "name": str(number), "path": path, "type": f"sentence_transformers.models.{name}"}
        for number, (path, name) in enumerate(_MODULES)
    ]
    return {
        "config.json": _architecture(model),
        "tokenizer_config.json": _special_tokens(model),
        "modules.json": modules,
        "1_Pooling/config.json": {
            "word_embedding_dimension": model.shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "sentence_bert_config.json": {"max_seq_length": model.shape.positions},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _architecture(model: Weights) -> dict[str, object]:
    shape = model.shape
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "layer_norm_eps": shape.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": model.vocabulary.padding,
        "torch_dtype": "float32",
    }


def _special_tokens(model: Weights) -> dict[str, object]:
    vocabulary = model.vocabulary
    begin, end = vocabulary.text(vocabulary.begin), vocabulary.text(vocabulary.end)
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": model.shape.positions,
        "model_input_names": ["input_ids", "attention_mask"],
        "bos_token": begin,
        "eos_token": end,
        "cls_token": begin,
        "sep_token": end,
        "pad_token": vocabulary.text(vocabulary.padding),
        "unk_token": vocabulary.text(vocabulary.unknown),
    }
