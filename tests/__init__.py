"""Tests of everything, and the fakes that they share."""
