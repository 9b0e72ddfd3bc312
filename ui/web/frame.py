"""What stands around every page, Gradio's and the written ones: the way to the others, the profile, the foot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qs, quote, urlencode

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from ui.settings import AppSettings
from ui.web import texts

PROFILE = "profil"
"""The part of an address that says which profile was chosen: nothing is left in the browser."""


_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Of a written page: only what this server itself serves."""
_HEADERS = {"Content-Security-Policy": _POLICY, "Referrer-Policy": "same-origin"}
"""A browser tells a form's origin only where it may tell the page's address: to this server, to nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that the others lead to."""

    label: str
    path: str


ASK = Page(label=texts.ASK_PAGE, path="/")
CONCEPTS = Page(label=texts.CONCEPTS_PAGE, path="/begrepp")
DRAFT = Page(label=texts.DRAFT_PAGE, path="/skriv")
CHECK = Page(label=texts.CHECK_PAGE, path="/granska")
CHECK_FILES = Page(label=texts.CHECK_FILE, path="/granska/fil")
SOURCES = Page(label=texts.SOURCES_PAGE, path="/kallor")
ABOUT = Page(label=texts.ABOUT_PAGE, path="/om")
ACCESSIBILITY = Page(label=texts.ACCESSIBILITY_PAGE, path="/tillganglighet")
FOOT = (ABOUT, ACCESSIBILITY)


class Frame:
    """Renders pages and what stands around them.

    Args:
        settings: The profiles to choose from.
        pages: The pages that this application serves, in the order in which they are shown.
    """

    def __init__(self, settings: AppSettings, pages: Sequence[Page]) -> None:
        self._settings = settings
        self._pages = tuple(pages)

    def profile_in(self, query: Mapping[str, str]) -> str:
        """Return the chosen profile; the default where none is, or one that does not exist."""
        chosen = query.get(PROFILE)
        known = {profile.id for profile in self._settings.profiles}
        return chosen if chosen in known and chosen is not None else self._settings.default_profile

    def link(self, path: str, profile: str, **more: str) -> str:
        """Return an address within the application that keeps the profile."""
        kept = {} if profile == self._settings.default_profile else {PROFILE: profile}
        query = urlencode({**more, **kept})
        return f"{quote(path)}?{query}" if query else quote(path)

    def around(self, path: str, query_string: str) -> tuple[str, str]:
        """Return head and foot of a page that somebody else renders."""
        profile = self.profile_in({name: values[-1] for name, values in parse_qs(query_string).items()})
        return self._part("head.html", path, profile), self._part("foot.html", path, profile)

    def page(
        self, template: str, *, path: str, query: Mapping[str, str], status: int = 200, **values: object
    ) -> HTMLResponse:
        """Return a whole page out of a template.

        Args:
            template: File name among the templates.
            path: The page's own address.
            query: What stood behind the question mark.
            status: Of the response.
            **values: What the template asks for.
        """
        whole = self._part(template, path, self.profile_in(query), **values)
        return HTMLResponse(whole, status_code=status, headers=_HEADERS)

    def _part(self, template: str, path: str, profile: str, **values: object) -> str:
        def link(to: str, **more: str) -> str:
            return self.link(to, profile, **more)

        return self._templates.get_template(template).render(
            pages=self._pages, foot=FOOT, path=path, profile=profile, profiles=self._settings.profiles,
            profile_name=self._settings.profile_name, link=link, texts=texts, **values,
        )  # fmt: skip

    @cached_property
    def _templates(self) -> Environment:
        return Environment(
            loader=PackageLoader("ui.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
