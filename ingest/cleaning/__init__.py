"""Noise off a reading, one detector after another; each is a pure function that records what it takes."""

from collections.abc import Callable

from ingest.cleaning.furniture import without_corner_text, without_repeated_figures
from ingest.cleaning.glue import join_broken, part_glued
from ingest.cleaning.instructions import mark_instructions
from ingest.cleaning.pictures import note_missing_pictures, without_picture_marks
from ingest.cleaning.web import without_page_noise
from ingest.reading import Reading

DETECTORS: tuple[Callable[[Reading], Reading], ...] = (
    part_glued,
    without_page_noise,
    mark_instructions,
    without_repeated_figures,
    without_corner_text,
    join_broken,
    Reading.with_headings,
    without_picture_marks,
    note_missing_pictures,
)


def clean(reading: Reading) -> Reading:
    """Return the reading without noise, its blocks under their headings."""
    for detector in DETECTORS:
        reading = detector(reading)
    return reading
