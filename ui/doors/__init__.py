"""Doors for programs that people already have: they speak those programs' own protocols."""
