"""Who is let in: roles, hosts, origins, Gradio's own surface, headers."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from assistant.wording.accepting import AcceptList
from tests.checkers import checker
from tests.fakes import (
    FakeAnswerer,
    FakeDesk,
    FakeGlossary,
    FakeOnboarding,
    FakePictures,
    FakePulse,
    FakeSharing,
    FakeShelf,
    FakeTally,
    FakeWriting,
)
from tests.samples import DECK
from tests.trainers import FakeTeaching
from ui.api.access import ROUTE_ROLES, page_role
from ui.api.principals import Principal, RequiredRole, Role
from ui.app import create_app
from ui.ports import Wording
from ui.settings import AppSettings


def own_routes(app: FastAPI) -> Iterator[tuple[str, APIRoute]]:
    """Yield every own route with its name in the table."""
    for included in app.routes:
        router = getattr(included, "original_router", None)
        for route in router.routes if router is not None else ():
            assert isinstance(route, APIRoute)
            for method in route.methods or ():
                yield f"{method} {route.path}", route


def demanded(route: APIRoute) -> list[Role]:
    """Return the roles that a route's dependencies demand."""
    calls = [dependency.call for dependency in route.dependant.dependencies]
    return [call.least for call in calls if isinstance(call, RequiredRole)]


def by_header(request: Request) -> Principal:
    """Take the role from a header: a stand-in for tokens."""
    name = request.headers.get("x-role", "")
    return Principal(name="prov", role=Role[name] if name else None)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client of an application that asks who is there."""
    app = create_app(
        answerer=FakeAnswerer(), shelf=FakeShelf(), pulse=FakePulse(), desk=FakeDesk(), glossary=FakeGlossary(),
        drafting=FakeWriting(), onboarding=FakeOnboarding(), tally=FakeTally(), teaching=FakeTeaching(), sharing=FakeSharing(), pictures=FakePictures(), wording=Wording(checker=checker(), accepted=AcceptList(tmp_path_factory.mktemp("accepted"))), principal_of=by_header,
    )  # fmt: skip
    return TestClient(app, base_url="http://localhost")


def test_no_route_lacks_its_role(app: FastAPI) -> None:
    """The table and the routes say the same, both ways."""
    found = {name: demanded(route) for name, route in own_routes(app)}

    assert found == {name: [] if role is None else [role] for name, role in ROUTE_ROLES.items()}


def test_only_the_probes_are_open_to_anyone() -> None:
    """A route without a role is a decision, not an oversight."""
    assert {name for name, role in ROUTE_ROLES.items() if role is None} == {"GET /health", "GET /ready"}


@pytest.mark.parametrize("route", [name for name, role in ROUTE_ROLES.items() if role is not None])
@pytest.mark.parametrize("role", [None, Role.READER, Role.EDITOR, Role.ADMINISTRATOR])
def test_a_role_opens_exactly_its_routes(guarded: TestClient, route: str, role: Role | None) -> None:
    """Less than the least role never gets in, that or more always does."""
    method, template = route.split(" ")
    path = (
        template.replace("{document_id}", DECK.id)
        .replace("{profile}", "orebro")
        .replace("{name}", "style.css")
    )
    headers = {} if role is None else {"x-role": role.name}

    status = guarded.request(method, path, headers=headers).status_code

    least = ROUTE_ROLES[route]
    assert least is not None
    if role is None:
        assert status == 401
    elif role < least:
        assert status == 403
    else:
        assert status not in {401, 403}


@pytest.mark.parametrize("path", ["/", "/kallor", "/config", "/assets/x.js", "/gradio_api/startup-events"])
def test_gradio_is_closed_to_those_who_are_not_signed_in(guarded: TestClient, path: str) -> None:
    """Pages and their data are behind the same principal as the interface."""
    assert guarded.get(path).status_code == 401
    assert guarded.get(path, headers={"x-role": "READER"}).status_code != 401


def test_nobody_is_let_in_without_a_local_role(
    answerer: FakeAnswerer, shelf: FakeShelf, pulse: FakePulse
) -> None:
    """Bound to more than loopback and without sign-in, the application stays shut."""
    app = create_app(answerer=answerer, shelf=shelf, pulse=pulse, settings=AppSettings(local_role=None))

    assert TestClient(app, base_url="http://localhost").get("/").status_code == 401


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/file/etc/passwd"),
        ("GET", "/gradio_api/proxy=https://evil.example"),
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/deep_link?session_hash=x"),
        ("GET", "/monitoring"),
        ("GET", "/monitoring/summary"),
        ("GET", "/gradio_api/queue/status"),
        ("POST", "/gradio_api/upload"),
        ("POST", "/gradio_api/vibe-edit"),
        ("POST", "/gradio_api/component_server"),
        ("POST", "/gradio_api/process_recording"),
        ("POST", "/gradio_api/call/answer"),
        ("POST", "/login"),
        ("GET", "/gradio_api/runs"),
        ("GET", "/manifest.json"),
    ],
)
def test_gradio_serves_only_what_the_pages_need(client: TestClient, method: str, path: str) -> None:
    """File serving, proxying, uploads, monitoring and code editing are not there at all."""
    assert client.request(method, path).status_code == 404


def test_every_gradio_route_is_either_listed_or_closed(app: FastAPI) -> None:
    """An upgrade that adds routes opens nothing."""
    opened = {
        ("/assets/{path:path}", "GET"),
        ("/static/{path:path}", "GET"),
        ("/svelte/{path:path}", "GET"),
        ("/", "GET"),
        ("/", "HEAD"),
        ("/config", "GET"),
        ("/theme.css", "GET"),
        ("/granska", "GET"),
        ("/gradio_api/theme.css", "GET"),
        ("/gradio_api/heartbeat/{session_hash}", "GET"),
        ("/gradio_api/startup-events", "GET"),
        ("/gradio_api/queue/data", "GET"),
        ("/gradio_api/queue/join", "POST"),
        ("/gradio_api/cancel", "POST"),
        ("/gradio_api/reset", "POST"),
        ("/gradio_api/reset/", "POST"),
    }

    served = {(path, method) for path, method in _gradio_routes(app) if page_role(method, path) is not None}

    assert served == opened


def _gradio_routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    site = app.routes[-1].app._site._app  # type: ignore[attr-defined]
    gradio = site.routes[-1].app
    for route in [*gradio.routes, *_included(gradio)]:
        for method in getattr(route, "methods", None) or ():
            yield route.path, method


def _included(app: FastAPI) -> Iterator[APIRoute]:
    for included in app.routes:
        router = getattr(included, "original_router", None)
        yield from router.routes if router is not None else ()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("127.0.0.1", 200),
        ("[::1]:8000", 200),
        ("LOCALHOST", 200),
        ("evil.example", 400),
        ("localhost.evil.example", 400),
        ("evil.example@localhost", 400),
        ("localhost/evil", 400),
        ("[", 400),
        ("", 400),
    ],
)
def test_only_known_host_names_are_served(client: TestClient, host: str, status: int) -> None:
    """A name that is rebound to this machine gets nothing."""
    assert client.get("/health", headers={"Host": host}).status_code == status


def test_a_forwarded_host_must_be_known_as_well(client: TestClient) -> None:
    """Gradio builds addresses from it."""
    assert client.get("/", headers={"X-Forwarded-Host": "evil.example"}).status_code == 400


def test_an_allowed_host_is_served(answerer: FakeAnswerer, shelf: FakeShelf, pulse: FakePulse) -> None:
    """An organisation runs it under a name of its own."""
    settings = AppSettings(allowed_hosts=("naravard.exempel.se",))
    app = create_app(answerer=answerer, shelf=shelf, pulse=pulse, settings=settings)

    assert TestClient(app, base_url="http://naravard.exempel.se").get("/health").status_code == 200


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"Origin": "http://localhost"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, True),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "http://localhost:9999"}, False),
        ({"Origin": "null"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"}, False),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/ask", "/gradio_api/queue/join"])
def test_another_site_cannot_make_the_browser_act(
    client: TestClient, headers: dict[str, str], path: str, *, allowed: bool
) -> None:
    """Programs without Origin and our own pages may write, other sites' pages may not."""
    status = client.post(path, json={"question": "Vad?"}, headers=headers).status_code

    assert (status != 403) is allowed


@pytest.mark.parametrize("path", ["/", "/health", "/api/v1/nothing", "/api/v1/documents", "/web/style.css"])
def test_every_response_carries_the_security_headers(client: TestClient, path: str) -> None:
    """Errors too: they are the ones that are forgotten."""
    headers = client.get(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_every_script_on_a_page_carries_the_policy_s_nonce(client: TestClient) -> None:
    """And the nonce is new each time."""
    first, second = client.get("/"), client.get("/granska")

    policy = first.headers["content-security-policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'nonce-" in policy
    assert first.text.count("<script") == first.text.count(f'<script nonce="{nonce}"') > 3
    assert nonce not in second.headers["content-security-policy"]


def test_a_page_is_swedish_and_names_no_other_host(client: TestClient) -> None:
    """Language for screen readers; nothing that a browser might fetch from elsewhere."""
    page = client.get("/").text

    assert '<html\n\tlang="sv"' in page
    assert page.index("/web/language.js") < page.index("<script", page.index("/web/language.js"))
    assert "https://" not in page.replace("https:\\/\\/", "https://")


def test_pages_are_not_kept_but_hashed_assets_are(client: TestClient) -> None:
    """A question must not stay in a browser's cache; a script may."""
    asset = client.get("/").text.split('src="./assets/')[1].split('"')[0]

    assert client.get("/").headers["cache-control"] == "no-store"
    assert "immutable" in client.get(f"/assets/{asset}").headers["cache-control"]
    assert client.get("/assets/missing.js").headers["cache-control"] == "no-store"


def test_unknown_files_are_not_served(client: TestClient) -> None:
    """Only the pages' own four files lie under /web."""
    assert client.get("/web/page.py").status_code == 404
    assert client.get("/web/icon.svg").headers["content-type"] == "image/svg+xml"
