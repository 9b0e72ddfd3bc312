"""Downloading known sources and bringing them into the record, one failure at a time."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from assistant.wiring import Owner
from ingest.catalogue_file import CatalogueEntry
from ingest.errors import FetchRefused
from ingest.fetching import Fetcher, FetchLimits
from ui.fetched import Fetched


def fetch_sources(
    owner: Owner, ids: Sequence[str], *, limits: FetchLimits | None = None
) -> tuple[Fetched, ...]:
    """Fetch the named sources, or every one that is missing and has an address, and ingest them.

    Args:
        owner: Owns the record.
        ids: Catalogue ids; none for all that are missing.
        limits: Where downloads may come from and how large they may be; the catalogue's hosts by default.
    """
    loaded = {id_ for document in owner.documents() if (id_ := document.provenance.catalogue_id)}
    entries = (
        [entry for entry in owner.catalogue.entries if entry.id in ids]
        if ids
        else [entry for entry in owner.catalogue.missing(loaded) if entry.addresses]
    )
    with httpx.Client(trust_env=False) as client, TemporaryDirectory(prefix="naravard-fetch-") as folder:
        fetcher = Fetcher(client=client, limits=limits or FetchLimits(hosts=owner.catalogue.hosts))
        return tuple(_fetch(owner, fetcher, entry, Path(folder)) for entry in entries)


def _fetch(owner: Owner, fetcher: Fetcher, entry: CatalogueEntry, folder: Path) -> Fetched:
    try:
        path = fetcher.fetch(entry, folder)
    except FetchRefused as refused:
        return Fetched(id=entry.id, title=entry.title, error=str(refused))
    report = owner.add(path.name, path.read_bytes())
    return Fetched(id=entry.id, title=entry.title, report=report, error=report.error)
