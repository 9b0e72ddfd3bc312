"""Drafts: from a topic, an audience and a channel to a text whose every sentence says where it comes from."""
