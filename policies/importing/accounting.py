"""The proof that nothing was lost: each source line's words are in the block that holds it."""

from collections import Counter
from collections.abc import Iterable

from policies.importing.result import SET_ASIDE, Line, ParsedPolicy
from policies.importing.words import visible, words


def unaccounted_lines(parsed: ParsedPolicy, lines: Iterable[Line]) -> list[Line]:
    """Return the non-blank `lines` whose words are not all in a block or a warning of `parsed`."""
    held = _held(parsed)
    return [
        line for line in lines if visible(line.text) and not _is_held(line, held.get(line.number))
    ]


def _is_held(line: Line, texts: list[str] | None) -> bool:
    if texts is None:
        return False
    have = Counter(word for text in texts for word in words(text))
    return not Counter(words(line.text)) - have


def _held(parsed: ParsedPolicy) -> dict[int, list[str]]:
    """Return, by line number, the texts of the blocks and warnings that claim the line."""
    held: dict[int, list[str]] = {}

    def claim(number: int, *texts: str) -> None:
        held.setdefault(number, []).extend(texts)

    for number in parsed.title_lines:
        claim(number, parsed.title)
    for section in parsed.sections:
        if section.heading_line is not None:
            claim(section.heading_line, section.heading)
        for number in section.lead_in_lines:
            claim(number, section.lead_in)
        for item in section.items:
            for number in item.lines:
                claim(number, item.printed_mark, item.text)
    for line in parsed.approval.lines:
        claim(line.number, line.text)
    for warning in parsed.warnings:
        if warning.code in SET_ASIDE:
            claim(warning.line, warning.text)
    return held
