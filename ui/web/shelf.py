"""The page “Källor”: every stored document, by title."""

from collections.abc import Sequence

from ingest.records import StoredDocument
from ui.settings import AppSettings
from ui.web import texts
from ui.web.markup import labels, notice, text


def document_table(documents: Sequence[StoredDocument], settings: AppSettings) -> str:
    """Return the documents as a table that becomes a list on a narrow screen."""
    if not documents:
        return notice(texts.NO_DOCUMENTS)
    head = "".join(f'<th scope="col">{column}</th>' for column in texts.DOCUMENT_COLUMNS)
    rows = "".join(_row(document, settings) for document in documents)
    return (
        f'<div class="nv-table" tabindex="0" role="group"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(document: StoredDocument, settings: AppSettings) -> str:
    origin = document.provenance
    cells = (
        text(texts.GUIDE if origin.guide else origin.publisher),
        text(origin.dated),
        text(settings.profile_name(origin.profile)),
        str(document.passages),
        labels(texts.DOCUMENT_ROLES, document.role.value),
    )
    title = f'<th scope="row">{text(origin.title)}<span class="nv-file">{text(document.name)}</span></th>'
    return f"<tr>{title}{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
