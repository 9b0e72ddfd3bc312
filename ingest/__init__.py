"""From files to passages: reading, cleaning, the record (SQLite) and its vector index (Chroma)."""
