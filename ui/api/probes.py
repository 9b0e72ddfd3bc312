"""Probes for whoever keeps the service running, and the description of the interface itself."""

from typing import Any

from fastapi import APIRouter, FastAPI

from ui.api.errors import ErrorBody, Problem
from ui.api.models import Health
from ui.api.principals import Gate, Role
from ui.ports import Pulse, Readiness


def probe_routes(*, pulse: Pulse) -> APIRouter:
    """Return the two routes that anyone may call; they tell nothing but numbers."""
    router = APIRouter(tags=["Drift"])

    @router.get("/health", summary="Tell that the process answers")
    def health() -> Health:
        """Answer at once, whatever state the record is in."""
        return Health(status="ok")

    @router.get(
        "/ready",
        summary="Tell whether questions can be answered",
        responses={503: {"model": ErrorBody, "description": "Not ready yet."}},
    )
    def ready() -> Readiness:
        """Return the state of record and index; 503 until questions can be answered."""
        readiness = pulse.readiness()
        if not readiness.ready:
            raise Problem(
                503,
                code="not_ready",
                message=readiness.detail,
                remedy="Vänta en stund och försök igen.",
                headers={"Retry-After": "5"},
            )
        return readiness

    return router


def description_route(*, app: FastAPI, gate: Gate) -> APIRouter:
    """Return the route that serves the OpenAPI description of `app`."""
    router = APIRouter(prefix="/api/v1")

    @router.get("/openapi.json", include_in_schema=False, dependencies=[gate.require(Role.READER)])
    def description() -> dict[str, Any]:
        return app.openapi()

    return router
