"""The wording check as HTML: the text with its marks, and what each mark is about."""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from ui.ports import Finding, Report, Severity
from ui.web import texts
from ui.web.markup import text

_CLASSES = {Severity.FEL: "nv-fel", Severity.VARNING: "nv-varning", Severity.TIPS: "nv-tips"}


def checked(written: str, report: Report, profile: str) -> str:
    """Return the result of a check: the summary, the marked text and the findings."""
    return (
        f'<section class="nv-check"><h2 class="nv-outcome">{_summary(report, profile)}</h2>'
        f"{_readability(report)}{_marked(written, report.findings)}{_listed(report.findings)}</section>"
    )


def label(number: int, finding: Finding) -> str:
    """Return how a finding is named where it can be chosen."""
    return f"{number}. {finding.severity.label}: {finding.text}"


def _summary(report: Report, profile: str) -> str:
    if report.note is not None:
        return text(report.note)
    if not report.findings:
        return text(texts.CHECK_CLEAN.format(profile=profile))
    counts = " ".join(
        f'<span class="nv-badge {_CLASSES[severity]}">{severity.label} {count}</span>'
        for severity, count in report.counts.items()
        if count
    )
    return f"{counts} <span class='nv-profile'>{text(f'{texts.PROFILE_LABEL} {profile}')}</span>"


def _readability(report: Report) -> str:
    lix = report.readability
    if lix.lix is None:
        return ""
    told = texts.CHECK_LIX.format(lix=lix.lix, level=lix.label, words=lix.words, sentences=lix.sentences)
    return f'<p class="nv-lix">{text(told)}</p>'


def _marked(written: str, findings: Sequence[Finding]) -> str:
    """Return the text with every finding marked and numbered; a mark leads to what is said of it."""
    if not findings:
        return ""
    pieces, at = [], 0
    for number, finding in enumerate(findings, 1):
        if finding.start < at:
            continue
        pieces.append(escape(written[at : finding.start]))
        pieces.append(
            f'<mark class="{_CLASSES[finding.severity]}">{escape(written[finding.start : finding.end])}'
            f'<sup class="nv-note-number">{number}</sup></mark>'
        )
        at = finding.end
    pieces.append(escape(written[at:]))
    shown = "".join(pieces).replace("\r\n", "\n").replace("\n", "<br>")
    return f'<h3>{texts.CHECK_TEXT}</h3><div class="nv-checked-text">{shown}</div>'


def _listed(findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    items = "".join(_item(number, finding) for number, finding in enumerate(findings, 1))
    return f'<h3>{texts.CHECK_FINDINGS}</h3><ol class="nv-findings">{items}</ol>'


def _item(number: int, finding: Finding) -> str:
    return (
        f'<li class="nv-finding {_CLASSES[finding.severity]}" value="{number}"><p class="nv-finding-line">'
        f'<span class="nv-badge {_CLASSES[finding.severity]}">{finding.severity.label}</span> '
        f"<strong>{text(finding.text)}</strong>{_suggested(finding)}</p>"
        f"<p>{text(finding.rule.message)}</p>"
        f"<details><summary>{texts.CHECK_WHY}</summary>{''.join(_reason(number, finding))}</details></li>"
    )


def _suggested(finding: Finding) -> str:
    words = f" {texts.CHECK_OR} ".join(f"<ins>{text(value)}</ins>" for value in finding.replacements[:3])
    return f' <span class="nv-instead">{texts.CHECK_INSTEAD}</span> {words}' if words else ""


def _reason(number: int, finding: Finding) -> Iterator[str]:
    source = finding.source
    yield f"<p>{text(finding.rule.reason)}</p>"
    place = " · ".join(part for part in (source.document, source.locator) if part)
    yield f'<p class="nv-source-line">{texts.CHECK_SOURCE} <cite>{text(place)}</cite></p>'
    if source.quote:
        yield f'<blockquote class="nv-quote">”{text(source.quote)}”</blockquote>'
    if source.document_id is not None and 0 <= source.start < source.end:
        address = quote(f"{number}|{source.start}|{source.end}|{source.document_id}")
        yield f'<p><a class="nv-mark" href="#{address}">{texts.OPEN}</a></p>'
