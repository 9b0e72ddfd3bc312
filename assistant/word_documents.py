"""Word documents in Swedish: what every file that is handed out begins with."""

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def swedish_document(title: str) -> Document:
    """Return an empty document with its title as a property, its language set, and nobody named as author."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = title, "", "", "sv-SE"
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    return document
