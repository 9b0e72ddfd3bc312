"""A draft as a file: Markdown with marks, Word with footnotes, a deck with speaker notes."""
