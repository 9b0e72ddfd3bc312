"""Who is asking, and the least role that a route demands."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from fastapi import Depends, Request

from ui.api.errors import Problem


class Role(IntEnum):
    """What a person may do; a higher role may do all that a lower one may.

    >>> Role.READER < Role.EDITOR < Role.ADMINISTRATOR
    True
    """

    READER = 1
    EDITOR = 2
    ADMINISTRATOR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """The person or program behind a request."""

    name: str
    role: Role | None
    """None when the request does not say who asks."""

    def may(self, least: Role) -> bool:
        """Tell whether the principal holds `least` or a higher role."""
        return self.role is not None and self.role >= least


PrincipalProvider = Callable[[Request], Principal]


@dataclass(frozen=True, slots=True)
class LocalPrincipal:
    """Gives everyone the same role: right for one person's machine, bound to loopback."""

    role: Role | None

    def __call__(self, request: Request) -> Principal:
        """Return the local principal, whatever the request says."""
        del request
        return Principal(name="lokal", role=self.role)


@dataclass(frozen=True, slots=True)
class RequiredRole:
    """A route's dependency: lets the request through, or answers 401 or 403."""

    least: Role
    principal_of: PrincipalProvider

    def __call__(self, request: Request) -> Principal:
        """Return the principal, or raise the Problem that says what is lacking."""
        principal = self.principal_of(request)
        if principal.role is None:
            raise Problem(
                401,
                code="not_signed_in",
                message="Du är inte inloggad.",
                remedy="Logga in och försök igen.",
            )
        if not principal.may(self.least):
            raise Problem(
                403,
                code="not_allowed",
                message="Du har inte behörighet att göra det här.",
                remedy="Be den som sköter tjänsten om behörighet.",
            )
        return principal


@dataclass(frozen=True, slots=True)
class Gate:
    """Makes the dependencies that stand before the routes of one application."""

    principal_of: PrincipalProvider

    def require(self, least: Role) -> Any:  # noqa: ANN401  FastAPI types Depends as Any
        """Return the dependency that demands `least`."""
        return Depends(RequiredRole(least, self.principal_of))
