"""What stands in a person's work list, as the list itself reads it."""

from accounts.models import User
from services.models import ServiceRequest
from services.worklist.tabs import Tab, Worklist


def under(tab: Tab, person: User) -> list[ServiceRequest]:
    """All that stands under a heading of the person's list."""
    return [one for part in Worklist(person).requests(tab) for one in part]


def queue_of(person: User) -> list[ServiceRequest]:
    """What waits for the person."""
    return under(Tab.QUEUE, person)


def mine_of(person: User) -> list[ServiceRequest]:
    """What is the person's own to do."""
    return under(Tab.MINE, person)
