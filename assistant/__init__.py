"""From a question to a verified answer with citations."""
