"""Errors as other programs see them: a code, a Swedish message and what to do. Never a stack trace."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException


class ErrorDetail(BaseModel):
    """What went wrong, for a program (`code`) and for a person (the rest)."""

    code: str = Field(description="Stable name of the error.", examples=["unknown_profile"])
    message: str = Field(description="What happened, in Swedish.", examples=["Profilen 'xyz' finns inte."])
    remedy: str = Field(description="What to do, in Swedish.", examples=["Välj nationell eller orebro."])


class ErrorBody(BaseModel):
    """The body of every error response."""

    model_config = ConfigDict(extra="forbid")

    error: ErrorDetail


def error_responses(wrong: str, *, too_large: str | None = None) -> dict[int | str, dict[str, Any]]:
    """Return what the description says of a router's errors.

    Args:
        wrong: When the answer is 422.
        too_large: When it is 413; None where it never is.
    """
    told = {
        401: "Not signed in.",
        403: "The role does not suffice, or the request is from another site.",
        **({413: too_large} if too_large else {}),
        422: wrong,
        500: "A fault of the service's own.",
    }
    return {status: {"model": ErrorBody, "description": words} for status, words in told.items()}


class Problem(Exception):
    """A request cannot be served; becomes an error response."""

    def __init__(
        self, status: int, *, code: str, message: str, remedy: str, headers: Mapping[str, str] | None = None
    ) -> None:
        """Store what the response will say; `message` and `remedy` are Swedish sentences."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.remedy = remedy
        self.headers = dict(headers or {})

    def response(self) -> JSONResponse:
        """Return the error response."""
        detail = ErrorDetail(code=self.code, message=self.message, remedy=self.remedy)
        return JSONResponse(
            ErrorBody(error=detail).model_dump(), status_code=self.status, headers=self.headers
        )


def not_found() -> Problem:
    """Return the problem for an address that is not served."""
    return Problem(
        404,
        code="not_found",
        message="Adressen finns inte.",
        remedy="Kontrollera adressen, eller börja om från startsidan.",
    )


def method_not_allowed(allowed: str) -> Problem:
    """Return the problem for an address that exists for other methods than the one used."""
    return Problem(
        405,
        code="method_not_allowed",
        message="Adressen finns, men inte för den här metoden.",
        remedy=f"Använd {allowed or 'en annan metod'}.",
        headers={"Allow": allowed} if allowed else None,
    )


def too_large(limit: int) -> Problem:
    """Return the problem for a body of more than `limit` bytes."""
    return Problem(
        413,
        code="too_large",
        message=f"Det som skickades är större än gränsen, {_size(limit)}.",
        remedy="Dela upp det eller skicka mindre. Inget har sparats.",
    )


def _size(limit: int) -> str:
    """Write a limit in the largest whole unit.

    >>> _size(50 * 1024 * 1024), _size(2048), _size(10)
    ('50 MB', '2 kB', '10 byte')
    """
    for unit, name in ((1024 * 1024, "MB"), (1024, "kB")):
        if limit >= unit:
            return f"{limit // unit} {name}"
    return f"{limit} byte"


def unforeseen(reference: str) -> Problem:
    """Return the problem for a fault of our own; `reference` leads to the line in the log."""
    return Problem(
        500,
        code="internal_error",
        message="Något gick fel i tjänsten. Inget har sparats.",
        remedy=f"Försök igen. Händer det igen, uppge felkoden {reference} till den som sköter tjänsten.",
    )


def add_error_handlers(app: FastAPI) -> None:
    """Give every error of `app` the one body."""

    @app.exception_handler(Problem)
    def _problem(request: Request, problem: Problem) -> JSONResponse:
        del request
        return problem.response()

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        del request
        return _invalid_request(error.errors()).response()

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> JSONResponse:
        del request
        return _from_status(error).response()


_FAULTS: Mapping[str, str] = {
    "missing": "saknas",
    "string_type": "ska vara text",
    "string_unicode": "innehåller tecken som inte kan läsas",
    "value_error": "innehåller tecken som inte kan läsas",
    "list_type": "ska vara en lista",
    "int_parsing": "ska vara ett heltal",
    "int_type": "ska vara ett heltal",
    "greater_than_equal": "är för litet",
    "less_than_equal": "är för stort",
    "string_too_short": "är tomt",
    "string_too_long": "är för långt",
    "too_long": "har för många delar",
}


def _invalid_request(faults: Any) -> Problem:  # noqa: ANN401  pydantic's list of loose dictionaries
    """Name the faulty fields, never what they held: it may be a question."""
    if any(fault["type"] == "json_invalid" for fault in faults):
        clauses = "innehållet är inte giltig JSON"
    else:
        clauses = "; ".join(dict.fromkeys(_clause(fault["loc"], fault["type"]) for fault in faults))
    return Problem(
        422,
        code="invalid_request",
        message=f"Begäran kunde inte läsas: {clauses}.",
        remedy="Rätta och skicka igen. Fälten beskrivs i /api/v1/openapi.json.",
    )


def _clause(location: tuple[object, ...], kind: str) -> str:
    place = ".".join(str(part) for part in location[1:]) or "innehållet"
    return f"{place!r} {_FAULTS.get(kind, 'har fel värde')}"


def _from_status(error: HTTPException) -> Problem:
    """Stand in for the framework's own errors; unknown addresses never get this far."""
    return Problem(
        error.status_code,
        code="bad_request",
        message="Begäran kunde inte läsas.",
        remedy="Kontrollera innehållet och skicka igen.",
    )
