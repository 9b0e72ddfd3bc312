"""The page where a file's wording is checked: findings on the page, or the Word file back with its marks."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import Response
from markupsafe import Markup

from assistant.wording.files import WrittenText, require_word, text_in
from ingest.errors import UnreadableDocument
from ui.api.documents import bare_name
from ui.api.errors import Problem
from ui.api.principals import Gate, Role
from ui.ports import Finding, TextTooLong, WordingCheck
from ui.settings import AppSettings
from ui.web.findings import checked
from ui.web.frame import CHECK_FILES, Frame

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHOW, _COMMENTS, _CHANGES = "visa", "kommentarer", "andringar"


def checked_files(*, checker: WordingCheck, frame: Frame, settings: AppSettings, gate: Gate) -> APIRouter:
    """Return the page.

    Args:
        checker: Checks wording.
        frame: Renders pages.
        settings: What the profiles are called.
        gate: Says who may use it.
    """
    router = APIRouter(include_in_schema=False, dependencies=[gate.require(Role.READER)])

    @router.get(CHECK_FILES.path)
    def blank(request: Request) -> Response:
        """Ask for a file."""
        return page(request)

    @router.post(CHECK_FILES.path)
    def check(
        request: Request, fil: UploadFile, gor: Annotated[str, Form(max_length=20)] = _SHOW
    ) -> Response:
        """Show what is off in a file, or return the Word file with comments, or with tracked changes too."""
        try:
            name, data = bare_name(fil.filename), fil.file.read()
        except Problem as problem:
            return page(request, refused=f"{problem.message} {problem.remedy}")
        profile = frame.profile_in(request.query_params)
        try:
            written = text_in(name, data)
            if gor != _SHOW:
                return _marked(written, data, checker, _rules(checker, profile), track=gor == _CHANGES)
            report = checker.check(written.text, profile=_rules(checker, profile))
        except (UnreadableDocument, TextTooLong) as error:
            return page(request, refused=str(error))
        shown = checked(written.text, report, settings.profile_name(profile))
        return page(request, name=name, result=Markup(shown))  # noqa: S704  # `checked` escapes what comes from outside

    def page(request: Request, *, refused: str = "", name: str = "", result: str = "") -> Response:
        return frame.page(
            "check_file.html", request, status=422 if refused else 200, refused=refused, name=name, result=result,
        )  # fmt: skip

    return router


def _rules(checker: WordingCheck, profile: str) -> str:
    return profile if profile in checker.profiles else checker.profiles[0]


def _marked(
    written: WrittenText, data: bytes, checker: WordingCheck, profile: str, *, track: bool
) -> Response:
    require_word(written.name, data)
    from assistant.wording.word_files import marked  # noqa: PLC0415  # python-docx, for Word files only

    def findings(text: str) -> tuple[Finding, ...]:
        return checker.check(text, profile=profile).findings

    def corrected(text: str) -> str:
        return checker.corrected(text, profile=profile)

    made = marked(data, findings, corrected if track else None)
    name = quote(f"granskad-{written.name}")
    return Response(
        made.data, media_type=_WORD, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    )
