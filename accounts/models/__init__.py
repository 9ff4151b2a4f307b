from accounts.models.appointment import Appointment
from accounts.models.editorial_desk import EditorialDesk
from accounts.models.membership import Membership
from accounts.models.name_words import NameWord
from accounts.models.notification import NotificationPreference
from accounts.models.user import User

__all__ = [
    "Appointment",
    "EditorialDesk",
    "Membership",
    "NameWord",
    "NotificationPreference",
    "User",
]
