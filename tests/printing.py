"""The smallest PDF that shows lines of type where a test wants them."""

from collections.abc import Sequence
from dataclasses import dataclass

_KERN = 166
"""Thousandths of an em by which the first letter is tightened, as DejaVu Sans does after a T."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A line of type; x and y in points from the lower left."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    kern: bool = False
    """True to tighten the space after the first letter, as typesetters do."""


def print_pdf(pages: Sequence[Sequence[Printed]], *, landscape: int = 0) -> bytes:
    """Return a PDF; the first `landscape` pages lie on their side."""
    count = len(pages)
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(count))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
    ]
    for index, lines in enumerate(pages):
        box = "720 540" if index < landscape else "595 842"
        fonts = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {box}] /Resources {fonts} /Contents {6 + 2 * index} 0 R >>"
        stream = b"\n".join(_shown(line) for line in lines)
        objects += [page.encode(), b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream)]
    return pdf_file(objects)


def _shown(line: Printed) -> bytes:
    head, rest = (line.text[:1], line.text[1:]) if line.kern else (line.text, "")
    array = (
        b"[(%b) %d (%b)] TJ" % (_escaped(head), _KERN, _escaped(rest))
        if line.kern
        else b"(%b) Tj" % _escaped(head)
    )
    font = "F2" if line.bold else "F1"
    return f"BT /{font} {line.size} Tf {line.x} {line.y} Td ".encode() + array + b" ET"


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def pdf_file(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of numbered objects, the first of them its catalog."""
    data = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table) + trailer
