"""Letters that ran down a page's side, one or two a line: an address set on its end."""

import re
from collections.abc import Iterator, Sequence

_SHORT = re.compile(r"[a-zåäö.:/-]{1,3}")
_FEWEST = 6
_WIDEST_GAP = 1


def sidebar_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines that are vertical letters, the blank lines among them included.

    >>> sorted(sidebar_lines(["w", "w", "", "w", ".a", "b.", "s", "e"]))
    [0, 1, 2, 3, 4, 5, 6, 7]
    >>> sorted(sidebar_lines(["ja", "nej", "ja", "ja", "nej", "vet ej"]))
    []
    """
    runs = list(_runs(lines))
    spelled = ["".join(lines[index].strip() for index in run) for run in runs]
    return frozenset(
        index
        for run, word in zip(runs, spelled, strict=True)
        if "." in word.strip(".") and len(word) > len(run) // 2
        for index in range(run[0], run[-1] + 1)
    )


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    run: list[int] = []
    for index, line in enumerate(lines):
        if _SHORT.fullmatch(line.strip()):
            if run and index - run[-1] > _WIDEST_GAP + 1:
                yield from [run] if len(run) >= _FEWEST else []
                run = []
            run.append(index)
        elif line.strip():
            yield from [run] if len(run) >= _FEWEST else []
            run = []
    if len(run) >= _FEWEST:
        yield run
