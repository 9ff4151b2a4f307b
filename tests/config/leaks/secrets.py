"""Words and numbers that only some may read, easy to find in whatever an address answers."""

import re
from dataclasses import dataclass
from itertools import count

# Stands in every private text, so that searching for it finds whatever may be found.
NEEDLE = "zqneedle"
# And this, which no page may take for markup of its own.
MARKUP = "\"'><zqx>"
UNESCAPED = "<zqx"
TEXT = re.compile(r"zqmark\d{3}zq")

_numbers = count(1)


@dataclass(frozen=True)
class Secret:
    """A `mark` that stands in one piece of private data, and the keys of who may read it."""

    what: str
    mark: str
    readers: frozenset[str]

    @property
    def is_text(self) -> bool:
        return TEXT.fullmatch(self.mark) is not None


class Secrets:
    """All that is secret in one association."""

    def __init__(self) -> None:
        self.all: list[Secret] = []

    def text(self, what: str, *readers: str) -> str:
        """A private text with a mark of its own, for `what` of the association."""
        mark = f"zqmark{next(_numbers):03}zq"
        self.all.append(Secret(what, mark, frozenset(readers)))
        return f"{NEEDLE} {MARKUP} {mark}"

    def keep(self, what: str, mark: str, *readers: str) -> str:
        """A private number; `mark` is the part of it that shows however it is written."""
        self.all.append(Secret(what, mark.lower(), frozenset(readers)))
        return mark

    def told_by(self, body: str, *, address: str) -> list[Secret]:
        """The secrets that stand in a body; what the address itself says is none.

        `body` is as `tests.config.leaks.visits.readable` gives it.
        """
        marks = set(TEXT.findall(body))
        return [
            one
            for one in self.all
            if (one.mark in marks if one.is_text else one.mark in body) and one.mark not in address
        ]
