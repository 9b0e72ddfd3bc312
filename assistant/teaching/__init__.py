"""For trainers: the sources' slides by topic, questions to talk about, and a hand-out of both."""
