"""What the application must know about the place it runs in."""

from dataclasses import dataclass

from ui.api.principals import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A layer that a user can choose: whose wording applies and whose sources speak first."""

    id: str
    name: str
    """As shown: “Örebro”."""


PROFILES = (
    Profile(id="nationell", name="Nationell"),
    Profile(id="orebro", name="Örebro"),
    Profile(id="sormland", name="Sörmland"),
    Profile(id="oxelosund", name="Oxelösund"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppSettings:
    """Limits and choices of one running application."""

    profiles: tuple[Profile, ...] = PROFILES
    default_profile: str = "nationell"
    max_upload_bytes: int = 50 * 1024 * 1024
    allowed_hosts: tuple[str, ...] = ()
    """Host names, without port, by which the application may be called beside the loopback names."""
    local_role: Role | None = Role.ADMINISTRATOR
    """Role of everyone who reaches a loopback address; None when bound elsewhere: nobody is let in."""

    def profile_name(self, profile_id: str) -> str:
        """Return the name as shown, or the id itself for a layer that cannot be chosen."""
        return next((profile.name for profile in self.profiles if profile.id == profile_id), profile_id)
