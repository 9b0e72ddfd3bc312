"""What stands around every page, Gradio's and the written ones: the way to the others, the profile, the foot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ui.api.principals import PrincipalProvider, Role
from ui.settings import AppSettings
from ui.web import texts

PROFILE = "profil"
"""The part of an address that says which profile was chosen: nothing is left in the browser."""


_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Of a written page: only what this server itself serves."""
_LANDING = Markup('id="nv-resultat" tabindex="-1" autofocus')
"""Of the element that says what came of a form: the page is read from there, by whoever sees it and whoever hears it."""
_HEADERS = {"Content-Security-Policy": _POLICY, "Referrer-Policy": "same-origin"}
"""A browser tells a form's origin only where it may tell the page's address: to this server, to nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that the others lead to."""

    label: str
    path: str
    least: Role = Role.READER
    """Who is shown the way to it."""


ASK = Page(label=texts.ASK_PAGE, path="/")
CONCEPTS = Page(label=texts.CONCEPTS_PAGE, path="/begrepp")
DRAFT = Page(label=texts.DRAFT_PAGE, path="/skriv")
CHECK = Page(label=texts.CHECK_PAGE, path="/granska")
CHECK_FILES = Page(label=texts.CHECK_FILE, path="/granska/fil")
NEWCOMERS = Page(label=texts.NEWCOMERS_PAGE, path="/ny-har")
TEACH = Page(label=texts.TEACH_PAGE, path="/utbilda")
SOURCES = Page(label=texts.SOURCES_PAGE, path="/kallor")
EDITORS = Page(label=texts.EDITORS_PAGE, path="/redaktion", least=Role.EDITOR)
ABOUT = Page(label=texts.ABOUT_PAGE, path="/om")
ACCESSIBILITY = Page(label=texts.ACCESSIBILITY_PAGE, path="/tillganglighet")
FOOT = (ABOUT, ACCESSIBILITY)


class Frame:
    """Renders pages and what stands around them.

    Args:
        settings: The profiles to choose from.
        pages: The pages that this application serves, in the order in which they are shown.
        principal_of: Says who asks: some pages are shown to editors only.
    """

    def __init__(self, settings: AppSettings, pages: Sequence[Page], principal_of: PrincipalProvider) -> None:
        self._settings = settings
        self._pages = tuple(pages)
        self._principal_of = principal_of

    def profile_in(self, query: Mapping[str, str]) -> str:
        """Return the chosen profile; the default where none is, or one that does not exist."""
        chosen = query.get(PROFILE)
        known = {profile.id for profile in self._settings.profiles}
        return chosen if chosen in known and chosen is not None else self._settings.default_profile

    def profile_name(self, profile: str) -> str:
        """Return what a profile is called."""
        return self._settings.profile_name(profile)

    def link(self, path: str, profile: str, **more: str | Sequence[str]) -> str:
        """Return an address within the application that keeps the profile; several values of a name follow each other."""
        kept = {} if profile == self._settings.default_profile else {PROFILE: profile}
        query = urlencode({**kept, **more}, doseq=True)
        return f"{quote(path)}?{query}" if query else quote(path)

    def to(self, path: str, request: Request, **more: str | Sequence[str]) -> RedirectResponse:
        """Send a browser on to another page."""
        return RedirectResponse(
            self.link(path, self.profile_in(request.query_params), **more), status_code=303
        )

    def around(self, request: Request) -> tuple[str, str]:
        """Return head and foot of a page that somebody else renders."""
        return self._part("head.html", request), self._part("foot.html", request)

    def page(self, template: str, request: Request, *, status: int = 200, **values: object) -> HTMLResponse:
        """Return a whole page out of a template.

        Args:
            template: File name among the templates.
            request: What is answered.
            status: Of the response.
            **values: What the template asks for.
        """
        return HTMLResponse(self._part(template, request, **values), status_code=status, headers=_HEADERS)

    def _part(self, template: str, request: Request, **values: object) -> str:
        profile = self.profile_in(request.query_params)
        principal = self._principal_of(request)

        def link(to: str, **more: str | Sequence[str]) -> str:
            return self.link(to, profile, **more)

        return self._templates.get_template(template).render(
            stay=self._nearest(request), kept=self._kept(request), pages=[page for page in self._pages if principal.may(page.least)], foot=FOOT, path=request.url.path,
            profile=profile, profiles=self._settings.profiles, profile_name=self.profile_name, link=link,
            texts=texts, may_edit=principal.may(Role.EDITOR), landing=_LANDING, **values,
        )  # fmt: skip

    def _nearest(self, request: Request) -> str:
        """Return the address that shows this page again: its own, or its page's where a form was sent to it."""
        path = request.url.path
        if request.method in {"GET", "HEAD"}:
            return quote(path)
        within = [
            page.path
            for page in (*self._pages, CHECK_FILES)
            if page.path != "/" and path.startswith(page.path)
        ]
        return max(within, key=len, default="/")

    def _kept(self, request: Request) -> list[tuple[str, str]]:
        """Return what else an address says: another profile shows the same page, the same things sought and chosen."""
        stays = request.method in {"GET", "HEAD"}
        return [one for one in request.query_params.multi_items() if stays and one[0] != PROFILE]

    def may(self, request: Request, least: Role) -> bool:
        """Tell whether whoever asks holds a role."""
        return self._principal_of(request).may(least)

    @cached_property
    def _templates(self) -> Environment:
        return Environment(
            loader=PackageLoader("ui.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
