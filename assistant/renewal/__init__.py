"""What a new version of a document changed, and what rests on the old words."""
