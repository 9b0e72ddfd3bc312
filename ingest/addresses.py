"""E-mail addresses of persons told from those of functions, by the name before the @."""

import re

_FREE_MAIL = frozenset(
    "gmail hotmail outlook yahoo icloud live msn telia comhem bredband spray swipnet protonmail proton me".split()
)
_FUNCTION_STEMS = re.compile(
    "admin|ambulans|anmäl|arbets|arkiv|avdelning|bemanning|beställ|bestall|bibliotek|bistånd|bistand|bokning|brukar"
    "|dataskydd|diarie|digital|ehälsa|ehalsa|enhet|epost|faktur|felanm|folkh|frågor|fragor|förvaltning|forvaltning"
    "|gruppbo|habilit|handlägg|handlagg|hemsj|hemtj|hälso|halso|hälsa|halsa|individ|inform|inköp|inkop|insats|institut"
    "|integritet|jurist|kansli|klinik|kommun|konsument|kontakt|kontor|kundtj|medborg|medicin|miljö|miljo|mottagning"
    "|myndig|nämnd|namnd|noreply|närsjuk|omsorg|område|omrade|patient|personal|politi|press|primär|primar|projekt"
    "|psykiat|rådgiv|radgiv|reception|redaktion|region|registr|rehab|remiss|samord|samverk|sekret|service|sjukh|sjukv"
    "|skola|skolan|social|stöd|styrelse|support|säkerhet|sakerhet|teknik|tillgäng|tillgang|tillsyn|trygg|upphandl"
    "|utbild|utveckl|vårdc|vardc|vårdg|vardg|välfärd|valfard|verksam|webb|äldre|aldre"
)
_FUNCTION_WORDS = frozenset(
    """barn chef covid dpo drift e eko fou god gdpr hr hjälp hjalp info ivo jour kund kultur ledning lön lon mail media
    mobil nära nara och ombud order plan post skr stab stod tand tandvård team tolk vc vård vard växel vaxel web""".split()
)
_PERSON = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?(?:[._][^\W\d_]+(?:-[^\W\d_]+)?){1,3}\d{0,3}")
_USER_ID = re.compile(r"[a-z]{3,5}\d{2,4}")
_GIVEN_NAMES = frozenset(
    """agneta anders andreas anette ann anna anneli annika arne astrid barbro bengt berit birgitta bo britt camilla
    carina carl caroline cecilia charlotte christer christina daniel david elin elisabeth emelie emil emma erik erika
    eva filip fredrik gabriel gun gunilla gunnar gustav hans hanna helena henrik ida inga inger ingrid irene isak jan
    jenny jens jessica joakim johan johanna johannes john jonas josefin julia kajsa karin karl kaarina katarina
    kenneth kerstin kjell kristina lars leif lena lennart lina linda linnea lisa louise magnus malin margareta maria
    marianne marie martin mats matilda mattias mia mikael mohamed mona monica oskar ola olof oscar patrik per pernilla
    peter petra pia rickard robert roger roland rolf sara simon siv sofia stefan sten stig susanne sven therese
    thomas tobias tomas tommy torbjörn ulf ulla ulrika veronica victoria viktor wilhelm yvonne åke åsa örjan""".split()
)


def is_personal(address: str) -> bool:
    """Tell whether an address leads to one person.

    >>> [is_personal(a) for a in ("anna.berg@example.se", "info@example.se", "nara.vard@example.se")]
    [True, False, False]
    """
    local, _, host = address.casefold().partition("@")
    names = re.split(r"[._+-]", local)
    if names[0] in _GIVEN_NAMES:
        return True
    if any(name in _FUNCTION_WORDS or _FUNCTION_STEMS.match(name) for name in names):
        return False
    free_mail = host.split(".")[-2] in _FREE_MAIL
    return free_mail or bool(_PERSON.fullmatch(local) or _USER_ID.fullmatch(local))
