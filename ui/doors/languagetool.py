"""A LanguageTool server for our rules: LibreOffice, editors and browsers underline off-message wording.

The HTTP protocol is that of LanguageTool 6 (https://languagetool.org/http-api/); offsets are UTF-16 code units.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from ui.api.errors import ErrorBody, Problem
from ui.api.models import Words
from ui.api.principals import Gate, Role
from ui.api.questions import known_profile
from ui.api.wording import known_rules, text_too_long
from ui.ports import Finding, Report, Severity, TextTooLong, WordingCheck
from ui.settings import AppSettings

_LANGUAGES = (
    {"name": "Swedish", "code": "sv", "longCode": "sv"},
    {"name": "Swedish (Sweden)", "code": "sv", "longCode": "sv-SE"},
)
_AUTO = "auto"
_CATEGORIES: Mapping[Severity, tuple[str, str]] = {
    Severity.FEL: ("TYPOS", "Ändra"),
    Severity.VARNING: ("GRAMMAR", "Se över"),
    Severity.TIPS: ("STYLE", "Tips"),
}
"""Programs colour by category id: in LibreOffice red, blue and green."""
_BEYOND = 0x10000
"""Characters from here on take two code units."""
_ERRORS: Mapping[int | str, dict[str, Any]] = {
    400: {"model": ErrorBody, "description": "Neither text nor readable data."},
    401: {"model": ErrorBody, "description": "Not signed in."},
    413: {"model": ErrorBody, "description": "The text is over the limit."},
    422: {"model": ErrorBody, "description": "The profile is unknown, or a field is wrong."},
}

ProfileId = Annotated[str, Path(max_length=60, description="Id of the profile whose rules hold.")]


class CheckForm(BaseModel):
    """The fields of LanguageTool's form that mean something here; others are taken and left alone."""

    model_config = ConfigDict(extra="ignore")

    language: Words = Field(default=_AUTO, max_length=40, description="sv, sv-SE or auto.")
    text: Words | None = Field(default=None, description="Plain text.")
    data: Words | None = Field(
        default=None, description="JSON with an annotation: a list of text and markup, in place of text."
    )
    disabledRules: Words = Field(default="", description="Ids of rules to leave out, with commas between.")  # noqa: N815
    disabledCategories: Words = Field(default="", description="Ids of categories to leave out.")  # noqa: N815
    enabledRules: Words = Field(default="", description="With enabledOnly: ids of the only rules.")  # noqa: N815
    enabledCategories: Words = Field(default="", description="With enabledOnly: ids of the only categories.")  # noqa: N815
    enabledOnly: bool = Field(default=False, description="Only what is enabled above.")  # noqa: N815

    def wants(self, finding: Finding) -> bool:
        """Tell whether a finding's rule and category are asked for."""
        names = {finding.rule.id, _CATEGORIES[finding.severity][0]}
        if self.enabledOnly:
            return not names.isdisjoint((*self.enabledRules.split(","), *self.enabledCategories.split(",")))
        return names.isdisjoint((*self.disabledRules.split(","), *self.disabledCategories.split(",")))


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The words of a text, and where each of their characters stands in the whole, markup included."""

    words: str
    places: tuple[tuple[int, int], ...]
    """Start and end of every code point of `words` in the whole, in UTF-16 code units."""

    @classmethod
    def of(cls, form: CheckForm) -> "MarkedText":
        """Read a form's text or data.

        Raises:
            Problem: When there is neither, or the data cannot be read.
        """
        if form.text is not None:
            return cls.join([(form.text, form.text)])
        if form.data is None:
            raise _wrong("Skicka fältet text eller data.")
        try:
            return cls.join([_part(part) for part in json.loads(form.data)["annotation"]])
        except (ValueError, KeyError, TypeError) as error:
            raise _wrong(
                "Fältet data ska vara JSON med nyckeln annotation: en lista av text och markup."
            ) from error

    @classmethod
    def join(cls, parts: Sequence[tuple[str, str]]) -> "MarkedText":
        """Join parts, each what is written and what it reads as.

        >>> MarkedText.join([("a😀", "a😀"), ("<b>", ""), ("c", "c")]).places
        ((0, 1), (1, 3), (6, 7))
        """
        places: list[tuple[int, int]] = []
        at = 0
        for written, read in parts:
            width = sum(map(_units, written))
            if written == read:
                for character in read:
                    places.append((at, at + _units(character)))
                    at += _units(character)
                continue
            places.extend([(at, at + width)] * len(read))
            at += width
        return cls("".join(read for _, read in parts), tuple(places))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return offset and length in the whole of a run of the words."""
        first, last = self.places[start][0], self.places[end - 1][1]
        return first, last - first


def languagetool_routes(*, checker: WordingCheck, settings: AppSettings, gate: Gate) -> APIRouter:
    """Return the door's routes: under /v2 for the default profile, under /profil/{profile}/v2 for another."""
    router = APIRouter(
        tags=["LanguageTool"], responses=dict(_ERRORS), dependencies=[gate.require(Role.READER)]
    )

    def checked(form: CheckForm, profile: str | None) -> JSONResponse:
        text = MarkedText.of(form)
        rules = known_rules(checker, known_profile(profile, settings))
        try:
            report = checker.check(text.words, profile=rules) if _is_swedish(form.language) else None
        except TextTooLong as error:
            raise text_too_long(error) from error
        return JSONResponse(_answer(form, text, report))

    @router.post("/v2/check", summary="Check a text as LanguageTool does")
    def check(form: Annotated[CheckForm, Form()]) -> JSONResponse:
        """Return findings by the server's default profile."""
        return checked(form, None)

    @router.post("/profil/{profile}/v2/check", summary="Check a text by a profile as LanguageTool does")
    def check_by(form: Annotated[CheckForm, Form()], profile: ProfileId) -> JSONResponse:
        """Return findings by the named profile."""
        return checked(form, profile)

    @router.get("/v2/languages", summary="List the languages that are checked")
    def languages() -> list[dict[str, str]]:
        """Return Swedish, under both of its codes."""
        return list(_LANGUAGES)

    @router.get("/profil/{profile}/v2/languages", summary="List the languages that a profile checks")
    def languages_by(profile: ProfileId) -> list[dict[str, str]]:
        """Return Swedish, under both of its codes."""
        known_profile(profile, settings)
        return list(_LANGUAGES)

    return router


def _is_swedish(language: str) -> bool:
    return language == _AUTO or language.partition("-")[0] == "sv"


def _part(part: Mapping[str, Any]) -> tuple[str, str]:
    """Return what a part of an annotation is written as, and what it reads as."""
    if "text" in part:
        return str(part["text"]), str(part["text"])
    return str(part["markup"]), str(part.get("interpretAs", ""))


def _units(character: str) -> int:
    return 2 if ord(character) >= _BEYOND else 1


def _answer(form: CheckForm, text: MarkedText, report: Report | None) -> dict[str, Any]:
    findings = report.findings if report is not None else ()
    language = {"name": "Swedish", "code": "sv-SE" if form.language == "sv-SE" else "sv"}
    return {
        "software": {
            "name": "LanguageTool",
            "version": f"naravard {version('naravard')}",
            "buildDate": "",
            "apiVersion": 1,
            "premium": False,
            "premiumHint": "",
            "status": report.note or "" if report is not None else "Bara svenska texter granskas.",
        },
        "warnings": {"incompleteResults": False},
        "language": {**language, "detectedLanguage": {**language, "confidence": 1.0, "source": "naravard"}},
        "matches": list(_matches(form, text, findings)),
        "sentenceRanges": [],
    }


def _matches(form: CheckForm, text: MarkedText, findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    for finding in findings:
        if not form.wants(finding):
            continue
        offset, length = text.place(finding.start, finding.end)
        category, name = _CATEGORIES[finding.severity]
        told = finding.to_json()
        inside = MarkedText.join([(finding.context, finding.context)])
        first, width = inside.place(told["context"]["offset"], told["context"]["offset"] + told["length"])
        yield {
            **told,
            "message": f"{told['message']} {told['reason']}",
            "offset": offset,
            "length": length,
            "context": {"text": finding.context, "offset": first, "length": width},
            "type": {"typeName": "Other"},
            "rule": {**told["rule"], "category": {"id": category, "name": name}},
            "ignoreForIncompleteSentence": False,
            "contextForSureMatch": 0,
        }


def _wrong(remedy: str) -> Problem:
    return Problem(400, code="no_text", message="Det finns ingen text att granska.", remedy=remedy)
