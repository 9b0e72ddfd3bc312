"""Concepts: what the sources say that a term means, each in its own words."""
