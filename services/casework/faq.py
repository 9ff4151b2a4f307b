"""Making a member's general question, with its answer, an entry of the FAQ (سؤال شائع)."""

from typing import Unpack

from policies.faq_entries import add_faq_entry
from policies.models import FaqPage
from services.casework.moving import Acting, actor, make_move
from services.models import ServiceRequest


def make_faq_entry(
    *, question: str, answer: str, category: str = "", **acting: Unpack[Acting]
) -> FaqPage:
    """Add the question and the answer, as an officer edited them, to the draft of the FAQ.

    Nothing else of the request goes there. Raises what `add_faq_entry` raises.
    """
    made: list[FaqPage] = []

    def write(moved: ServiceRequest) -> None:
        page = add_faq_entry(
            association=moved.association,
            question=question,
            answer=answer,
            category=category,
            by=actor(acting),
        )
        made.append(page)

    acting["internal_note"] = question.strip()
    make_move("make_faq_entry", write=write, **acting)
    return made[0]
