"""The words of people's names, by which search finds them (كلمات الاسم)."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.lookups import StartsWith
from django.db.models.sql.compiler import SQLCompiler

from saudi.text import fold

if TYPE_CHECKING:
    from accounts.models.user import User

LONGEST_WORD = 60
# What family and given names are also said without: the article, and the servant of God.
_BEGINNINGS = ("ال", "عبد")
_SHORTEST = 2


class Begins(StartsWith):
    """`startswith` for which SQLite uses an index, too: as a range, in the order of its bytes."""

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        column, given = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", [
            *given,
            self.rhs,
            *given,
            f"{self.rhs}{chr(0x10FFFF)}",
        ]


models.CharField.register_lookup(Begins, "begins")


class NameWord(models.Model):
    """One word of a person's name, folded: an index finds whose name has it, or begins a word so.

    A word with the article stands here without it as well, and one with عبد, which are written
    apart or together.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="name_words"
    )
    word = models.CharField(max_length=LONGEST_WORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "word"], name="each_word_of_a_name_once")
        ]
        indexes = [
            # In the way in which PostgreSQL finds beginnings, whatever its language.
            models.Index(
                fields=["word", "person"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
                name="people_by_word_of_name",
            )
        ]

    def __str__(self) -> str:
        return self.word


def words_of_name(name_folded: str) -> set[str]:
    """The words under which a folded name is found."""
    found, further = set(), set(name_folded.split())
    while further:
        word = further.pop()
        found.add(word[:LONGEST_WORD])
        for beginning in _BEGINNINGS:
            rest = word.removeprefix(beginning)
            if rest != word and len(rest) >= _SHORTEST:
                further.add(rest)
    return found


def follow_name(person: "User") -> None:
    """Make the words of the person follow their name (a query where nothing changed)."""
    words, kept = words_of_name(person.name_folded), set()
    stale = []
    for key, word in person.name_words.values_list("pk", "word"):
        if word in words:
            kept.add(word)
        else:
            stale.append(key)
    if stale:
        NameWord.objects.filter(pk__in=stale).delete()
    new = [NameWord(person=person, word=word) for word in sorted(words - kept)]
    NameWord.objects.bulk_create(new, ignore_conflicts=True)


def named(text: str) -> Q:
    """A condition on people: each word of `text` begins a word of their name or stands in it.

    The longest word, of equals the last, is looked up by index, as names of families are the
    rarest; the others are looked for in the names it finds. No condition for no words.
    """
    words = fold(text).split()
    if not words:
        return Q()
    first = max(reversed(words), key=len)[:LONGEST_WORD]
    found = Q(pk__in=NameWord.objects.filter(word__begins=first).values("person"))
    for word in words:
        found &= Q(name_folded__contains=word)
    return found
