"""The wording check as tests use it: the product's own rules, no record."""

from functools import cache
from pathlib import Path

from assistant.wording.checking import Checker, Unopened
from assistant.wording.rule_files import Rulebook


@cache
def checker() -> Checker:
    """Return the check with the rules that come with the product."""
    return Checker(rulebook=Rulebook.load(), sources=Unopened(titles={"budskap-orebro": "Budskapsunderlag"}))


def found(text: str, profile: str = "nationell") -> list[tuple[str, str]]:
    """Return the number of the rule and the marked words of every finding."""
    return [(one.rule.number, one.text) for one in checker().check(text, profile=profile).findings]


def own_rules(folder: Path, text: str, name: str = "egen.toml") -> Checker:
    """Return the check with a further rule file."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return Checker(rulebook=Rulebook.load(folder), sources=Unopened(titles={}))
