"""Routes for editors: what newer documents changed."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel

from ui.api.errors import ErrorBody, Problem, error_responses
from ui.api.principals import Gate, Role
from ui.editor_ports import Desk, Digest

DigestId = Annotated[str, Path(min_length=1, max_length=64, description="Id from the list of changes.")]


class DigestList(BaseModel):
    """What newer documents changed."""

    changes: list[Digest]


class PutAway(BaseModel):
    """The digest that was put away."""

    put_away: str


def renewal_routes(*, desk: Desk, gate: Gate) -> APIRouter:
    """Return the routes of the change digests."""
    router = APIRouter(
        prefix="/api/v1",
        tags=["Redaktion"],
        responses=error_responses("The request is wrong."),
        dependencies=[gate.require(Role.EDITOR)],
    )

    @router.get("/changes", summary="List what newer documents changed")
    def changes() -> DigestList:
        """Return a digest for every document that a newer version took the place of.

        It tells which definitions, recommended phrases and figures were changed, and which approved answers and saved
        drafts rest on the old words.
        """
        return DigestList(changes=list(desk.digests()))

    @router.delete(
        "/changes/{digest_id}",
        summary="Put a digest away",
        responses={404: {"model": ErrorBody, "description": "No such digest."}},
    )
    def put_away(digest_id: DigestId) -> PutAway:
        """Put a digest away once it has been seen: the older words are deleted with it."""
        if not desk.put_away(digest_id):
            raise Problem(
                404,
                code="no_such_digest",
                message="Ändringen finns inte längre i listan.",
                remedy="Hämta listan igen för aktuella id.",
            )
        return PutAway(put_away=digest_id)

    return router
