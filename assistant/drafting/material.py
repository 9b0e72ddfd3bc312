"""What a draft may be made of: the sentences and lists of a source as units that each can stand in another text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answers import Origin
from assistant.drafting.forms import Forms, Frame
from assistant.drafting.mending import Mender
from assistant.drafting.units import Part, Unit
from assistant.drafting.wholeness import STOPS, is_sentence
from assistant.ranking import Ranked
from assistant.structure import Group, Line, groups, is_label, words_of
from ingest.documents import BlockKind, Sentence
from ingest.masking import MASK
from ingest.standing import EXAMPLE

FEWEST_WORDS = 5
"""Of a sentence that is told."""
_SHORT_ITEM = 4
"""Words that an item has on average in a list that is told in one line."""
_MOST_IN_A_LIST = 75
"""Words of a list that is told as one."""
_BRIEF_LEAD = 4
"""Words: a shorter line with a colon says too little without what stands before it."""
_ENTRY = re.compile(r"^(?P<label>[^.:–]{3,60}?)\s?[–-]\s+(?=[A-ZÅÄÖ”])")
_DIGITS = re.compile(r"\d[\d–-]*")


class Reader:
    """Cuts ranked passages into units."""

    def __init__(self, forms: Forms, mender: Mender) -> None:
        self._forms = forms
        self._mender = mender

    def units(self, source: Ranked, text: str) -> Iterator[Unit]:
        """Yield what a passage says, in reading order, without what only works where it stands.

        Args:
            source: A passage with its document.
            text: The document's, that offsets refer to.
        """
        section = heading_of(source, self._forms)
        for group in groups(source.passage.sentences, text):
            listed = self._list(group, source, text, section)
            if listed is not None:
                yield listed
                continue
            lead = words_of(group.lead, text) if group.lead else ""
            under = lead if lead and is_label(lead) and len(lead) > len("Syftet") else section
            for line in group.members:
                yield from self._line(line, source, text, under)

    def _list(self, group: Group, source: Ranked, text: str, section: str) -> Unit | None:
        """Return a list with the line that announces it; None where its members are sentences of their own."""
        members = [_tidy(words_of(line, text)) for line in group.members]
        if not group.is_list or any(self._forms.pointing.search(one) or MASK in one for one in members):
            return None
        lead = _folded(words_of(group.lead, text)) if group.lead else ""
        named = all(one[:1].isupper() for one in members) and _average(members) < _SHORT_ITEM
        heads = not lead and is_label(_DIGITS.sub("", section).strip()) and named
        if (
            not (lead.endswith(":") or heads)
            or sum(len(one.split()) for one in (lead, *members)) > _MOST_IN_A_LIST
        ):
            return None
        if (
            self._frame(section, members[0])
            or all(map(is_sentence, members))
            or self._forms.pointing.search(lead)
        ):
            return None
        first, last = (group.lead or group.members[0])[0], group.members[-1][-1]
        if first.start > last.start or not _same_place(first, last):
            return None
        leans = bool(lead) and (
            len(lead.split()) <= _BRIEF_LEAD or self._forms.leaning.match(lead) is not None
        )
        return Unit(
            source=source, first=first, last=last, section=section, leans=leans, announced=lead or section,
            parts=self._listed(lead or f"{section}:", members, _folded(text[first.start : last.end])),
        )  # fmt: skip

    def _listed(self, lead: str, members: Sequence[str], original: str) -> tuple[Part, ...]:
        """Tell short items in one line, longer ones under what announces them."""
        lead = self._mender.mended(lead)
        items = [self._mender.mended(one) for one in members]
        if _average(items) <= _SHORT_ITEM:
            line = f"{_without_colon(lead)} {_enumerated([_lowered(one) for one in items])}."
            return (Part(text=line, origin=Origin.ADAPTED, original=original),)
        first = Part(
            text=lead, origin=_origin(lead, original), original=None if lead in original else original
        )
        return (
            first,
            *(
                Part(
                    text=one,
                    origin=_origin(one, original),
                    original=None if one in original else original,
                    item=True,
                )
                for one in items
            ),
        )

    def _line(self, line: Line, source: Ranked, text: str, section: str) -> Iterator[Unit]:
        labelled = section != heading_of(source, self._forms)
        for number, sentence in enumerate(line):
            start = sentence.start
            entry = _ENTRY.match(text[start : sentence.end])
            if entry is not None and number == 0:
                if not is_sentence(text[start + entry.end() : sentence.end]):
                    yield from self._example(line, source, text, section)
                    return
                section, labelled = _folded(entry["label"]), True
                sentence = replace(sentence, start=start + entry.end())  # noqa: PLW2901  # what follows the label
            unit = self._sentence(sentence, source, text, section)
            if unit is not None:
                yield replace(unit, labelled=labelled)

    def _example(self, line: Line, source: Ranked, text: str, section: str) -> Iterator[Unit]:
        """Yield a labelled line that is no sentence, as “Chef – Uppmuntrar till …”: among examples it is an item of its own."""
        original = _folded(words_of(line, text))
        is_example = (line[0].standing or "").startswith(EXAMPLE)
        if (
            is_example
            and len(original.split()) <= _MOST_IN_A_LIST
            and not self._forms.pointing.search(original)
        ):
            told = self._mender.mended(original)
            part = Part(
                text=told, origin=Origin.QUOTE if told == original else Origin.CORRECTED, item=True,
                original=None if told == original else original,
            )  # fmt: skip
            yield Unit(source=source, first=line[0], last=line[-1], parts=(part,), section=section)

    def _sentence(self, sentence: Sentence, source: Ranked, text: str, section: str) -> Unit | None:
        original = _folded(text[sentence.start : sentence.end])
        if MASK in original or self._forms.pointing.search(original) or original.endswith(":"):
            return None
        framed = self._frame(section, original)
        if framed is not None:
            frame, names, rest = framed
            part = Part(text=self._mender.mended(rest.rstrip(".")), origin=Origin.ADAPTED, original=original)
            return Unit(
                source=source, first=sentence, last=sentence, parts=(part,), section=section, frame=frame,
                opening=_raised(frame.first.format(**names)), listing=_raised(frame.listed.format(**names)),
            )  # fmt: skip
        part_of = self._told(original, sentence.kind)
        if part_of is None:
            return None
        leans = self._forms.leaning.match(original) is not None
        return Unit(
            source=source, first=sentence, last=sentence, parts=(part_of,), section=section, leans=leans
        )

    def _told(self, original: str, kind: BlockKind) -> Part | None:
        """Return a sentence as it is told; None for what is no whole sentence."""
        if kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM} or not self._stands_alone(original):
            return None
        ended = original if original.endswith(STOPS) else f"{original}."
        mended = self._mender.mended(ended)
        if mended != ended:
            return Part(text=mended, origin=Origin.CORRECTED, original=original)
        return Part(
            text=ended, origin=_origin(ended, original), original=None if ended == original else original
        )

    def _stands_alone(self, original: str) -> bool:
        opens = original[0].isupper() or original[0] in '”"'
        asks = original.endswith("?") and "”" not in original
        return (
            opens
            and not asks
            and len(original.split()) >= FEWEST_WORDS
            and self._forms.fragments.match(original) is None
            and re.search(self._forms.reading.unfinished, original, re.IGNORECASE) is None
            and is_sentence(original)
        )

    def _frame(self, section: str, item: str) -> tuple[Frame, dict[str, str], str] | None:
        """Return the frame that an item fits under its heading, the heading's names, and what goes into the frame."""
        for frame in self._forms.frames:
            heading = re.fullmatch(frame.heading, section)
            found = re.fullmatch(frame.item, item) if heading else None
            if heading is not None and found is not None:
                names = {name: _lowered(value) for name, value in heading.groupdict().items()}
                return frame, names, found["rest"]
        return None


def heading_of(source: Ranked, forms: Forms) -> str:
    """Return the innermost heading of a passage, without a guide's own word for its messages."""
    place = source.passage.place
    heading = place.headings[-1] if place.headings else source.passage.heading
    if not place.headings and place.slide is None:
        return ""
    heading = _folded(heading).rstrip(" .…,")
    for word in forms.sources.messages:
        heading = re.sub(rf"^{re.escape(word)}:\s*", "", heading)
    return heading if heading.upper() != heading else ""


def _folded(text: str) -> str:
    """Return a text on one line, a hard-wrapped slide's lines joined."""
    return " ".join(text.split())


def _tidy(text: str) -> str:
    """Return an item without the comma or “och” that ties it to the next."""
    return re.sub(r"^och\s+", "", _folded(text).rstrip(" ,;."))


def _lowered(text: str) -> str:
    """Return a text that goes on inside a sentence: its first letter small, save in abbreviations."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _without_colon(lead: str) -> str:
    return lead[:-1] if lead.endswith(" att:") else lead


def _enumerated(items: Sequence[str]) -> str:
    last = "samt" if any(" och " in one for one in items) else "och"
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def _origin(text: str, original: str) -> Origin:
    return Origin.QUOTE if text in original else Origin.ADAPTED


def _average(items: Sequence[str]) -> float:
    return sum(len(one.split()) for one in items) / max(1, len(items))


def _same_place(first: Sentence, last: Sentence) -> bool:
    return first.place == last.place
