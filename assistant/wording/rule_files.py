"""From rule files (TOML) to compiled rules: a fault in one rule is named with its line, the others keep working."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.wording.patterns import Lists, Pattern, PatternFault
from assistant.wording.rules import (
    Basis,
    Kind,
    Replacement,
    Rule,
    RuleFault,
    Ruleset,
    Severity,
    UnknownProfile,
)

_RULE = re.compile(r"^\[\[rule\]\][^\n]*$", re.MULTILINE)
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_FOLDER = "wording"


class _Basis(BaseModel):
    model_config = ConfigDict(extra="forbid")

    document: str | None = None
    place: str = ""
    anchor: str = ""
    outside: str | None = None


class _Rule(BaseModel):
    """One `[[rule]]` as written."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[A-ZÅÄÖ]\d+(-[\wåäö-]+)?$")]
    kind: Literal["claim", "name", "fact", "people", "writing", "consistency", "readability"]
    severity: Literal["fel", "varning", "tips"]
    title: str
    message: str
    reason: str
    source: _Basis
    match: list[str] = []
    regex: list[str] = []
    about: list[str] = []
    unless: list[str] = []
    names: list[str] = []
    proper: bool = False
    replace: list[tuple[str, str]] = []
    right: list[str] = []
    until: int | None = None
    headings: bool = True
    words: list[list[str]] = []
    limit: int = 0
    once: bool = False
    bad: str
    good: str


class _Head(BaseModel):
    """What stands before the first `[[rule]]`."""

    model_config = ConfigDict(extra="forbid")

    profile: str
    inherits: str | None = None
    off: list[str] = []
    accept: list[str] = []
    lists: dict[str, list[str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """One rule file, read."""

    file: str
    head: _Head
    rules: tuple[tuple[int, _Rule], ...]
    """Each with the line that it starts on."""
    faults: tuple[RuleFault, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every profile's rules: the files that come with the product, an organisation's own after them."""

    layers: tuple[_Layer, ...]
    faults: tuple[RuleFault, ...]

    @classmethod
    def load(cls, own: Path | None = None) -> "Rulebook":
        """Read the bundled rule files and those of a folder."""
        found = [*_toml_in(files("corpus").joinpath(_FOLDER)), *(_toml_in(own) if own else [])]
        layers = [_read(path.name, path.read_bytes()) for path in found]
        return cls(
            tuple(layer for layer in layers if isinstance(layer, _Layer)),
            tuple(
                fault
                for layer in layers
                for fault in (layer.faults if isinstance(layer, _Layer) else [layer])
            ),
        )

    @property
    def profiles(self) -> tuple[str, ...]:
        """The profiles that have rules, in the order of the files' inheritance."""
        return tuple(dict.fromkeys(layer.head.profile for layer in self.layers))

    def ruleset(self, profile: str) -> Ruleset:
        """Compile the rules of a profile and of the layers that it rests on.

        Raises:
            UnknownProfile: When no file has that profile.
        """
        layers = tuple(self._layers(profile, ()))
        if not any(layer.head.profile == profile for layer in layers):
            raise UnknownProfile(profile, self.profiles)
        lists: dict[str, Sequence[str]] = {}
        for layer in layers:
            lists |= layer.head.lists
        off = {id_ for layer in layers for id_ in layer.head.off}
        written = {rule.id: (layer.file, line, rule) for layer in layers for line, rule in layer.rules}
        rules, faults = [], list(self.faults)
        for file, line, rule in written.values():
            made = _compile(rule, lists) if rule.id not in off and _number(rule.id) not in off else None
            if isinstance(made, Rule):
                rules.append(made)
            elif made is not None:
                faults.append(RuleFault(file=file, line=line, message=made))
        accepted = (phrase for layer in layers for phrase in layer.head.accept)
        return Ruleset(profile=profile, rules=tuple(rules), accepted=accept(accepted), faults=tuple(faults))

    def _layers(self, profile: str, seen: tuple[str, ...]) -> Iterator[_Layer]:
        """Return a profile's files, those that it rests on first; a circle is broken where it closes."""
        own = [layer for layer in self.layers if layer.head.profile == profile]
        for parent in dict.fromkeys(layer.head.inherits for layer in own):
            if parent is not None and parent not in seen:
                yield from self._layers(parent, (*seen, profile))
        yield from own


def accept(phrases: Iterator[str] | Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """Return expressions for phrases that nothing is to be marked in."""
    return tuple(
        re.compile(rf"(?<!\w){re.escape(phrase.strip())}s?(?!\w)") for phrase in phrases if phrase.strip()
    )


def _number(id_: str) -> str:
    return id_.partition("-")[0]


def _toml_in(folder: Traversable | Path) -> list[Traversable]:
    found = [path for path in folder.iterdir() if path.name.endswith(".toml")] if folder.is_dir() else []
    return sorted(found, key=lambda path: (path.name != "nationell.toml", path.name))


def _read(file: str, data: bytes) -> "_Layer | RuleFault":
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return RuleFault(file=file, line=1, message="Filen är inte skriven i UTF-8. Spara den som UTF-8.")
    starts = [match.start() for match in _RULE.finditer(text)]
    head = _parse(file, text[: starts[0] if starts else len(text)], 1, _Head)
    if isinstance(head, RuleFault):
        return head
    rules, faults = [], []
    for start, end in pairwise([*starts, len(text)]):
        line = text.count("\n", 0, start) + 1
        rule = _parse(file, text[start:end], line, _Rule)
        if isinstance(rule, RuleFault):
            faults.append(rule)
        else:
            rules.append((line, rule))
    return _Layer(file=file, head=head, rules=tuple(rules), faults=tuple(faults))


def _parse(file: str, text: str, line: int, model: "type[_Made]") -> "_Made | RuleFault":
    try:
        values: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _TOML_LINE.search(str(error))
        number = int(at[1]) if at and at[1] else text.count("\n")
        return RuleFault(
            file=file, line=line + number - 1,
            message="Raden kan inte läsas som TOML. Kontrollera citattecken, likhetstecken och hakparenteser.",
        )  # fmt: skip
    try:
        return model.model_validate(values["rule"][0] if "rule" in values else values)
    except ValidationError as error:
        # A misspelt key is missing under its right name too: the misspelling tells more.
        fault = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        key = str(fault["loc"][0]) if fault["loc"] else ""
        return RuleFault(file=file, line=line + _line_of(key, text), message=_told(fault, model))


_Made = Any


def _line_of(key: str, text: str) -> int:
    found = re.search(rf"^\s*{re.escape(key)}\s*=", text, re.MULTILINE)
    return (
        text.count("\n", 0, found.start()) + (1 if found and found.group().startswith("\n") else 0)
        if found
        else 0
    )


def _told(fault: Mapping[str, Any], model: type[BaseModel]) -> str:
    key = ".".join(map(str, fault["loc"]))
    match fault["type"]:
        case "extra_forbidden":
            close = difflib.get_close_matches(str(fault["loc"][-1]), list(model.model_fields), 1)
            return f"Nyckeln {key!r} är okänd. " + (f"Menade du {close[0]!r}?" if close else "Ta bort den.")
        case "missing":
            return f"Nyckeln {key!r} saknas. Lägg till den."
        case "literal_error":
            return f"{key!r} har värdet {fault['input']!r}. Välj {fault['ctx']['expected'].replace(' or ', ' eller ')}."
        case "string_pattern_mismatch":
            return (
                f"{key!r} är {fault['input']!r}. Skriv en bokstav och ett nummer först, som i 'N1-benämning'."
            )
        case _:
            return f"{key!r} har ett värde som inte kan användas: {fault['input']!r}."


def _compile(rule: _Rule, lists: Lists) -> Rule | str:
    """Return the compiled rule, or what is wrong with it."""
    try:
        return Rule(
            id=rule.id, kind=Kind(rule.kind), severity=Severity(rule.severity),
            title=rule.title, message=rule.message, reason=rule.reason,
            basis=Basis(**rule.source.model_dump()),
            patterns=tuple(Pattern.read(source, lists) for source in rule.match),
            expressions=tuple(map(_expression, rule.regex)),
            about=tuple(Pattern.read(source, lists) for source in rule.about),
            unless=tuple(Pattern.read(source, lists) for source in rule.unless),
            names=accept(rule.names), proper=rule.proper,
            replacements=tuple(_replacement(form, text) for form, text in rule.replace),
            right=frozenset(rule.right), until=rule.until, headings=rule.headings,
            words=tuple(map(tuple, rule.words)), limit=rule.limit, once=rule.once, bad=rule.bad, good=rule.good,
        )  # fmt: skip
    except PatternFault as fault:
        return f"Regeln {rule.id!r} kan inte användas. {fault}"


def _expression(source: str) -> re.Pattern[str]:
    try:
        return re.compile(source)
    except re.error as error:
        raise PatternFault(f"Uttrycket {source!r} är inte giltigt ({error.msg}).") from error


_ANYTHING = "*"
"""The form of a replacement that fits whatever was marked."""


def _replacement(form: str, text: str) -> Replacement:
    if form == _ANYTHING:
        return Replacement(form=re.compile(".*", re.DOTALL), text=text)
    escaped = re.escape(form).replace(r"\*", r"([^\n]*?)").replace(r"\ ", r"\s+")
    return Replacement(form=re.compile(escaped, re.IGNORECASE), text=text)


def with_accepted(ruleset: Ruleset, phrases: Sequence[str]) -> Ruleset:
    """Return a ruleset that leaves further phrases alone."""
    return replace(ruleset, accepted=(*ruleset.accepted, *accept(phrases)))
