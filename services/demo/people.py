"""Invented people: nobody has these names. One password for all, for the demo alone."""

from typing import NamedTuple

from accounts.models import Appointment
from services.demo.shapes import Both

DEMO_PASSWORD = "sila-demo-1447"  # noqa: S105
ADMIN_EMAIL = "admin@sila.example"

Role = Appointment.Role


class Staff(NamedTuple):
    """`mailbox` stands before the @ of the association's own demo domain."""

    mailbox: str
    role: str
    name: str


STAFF = [
    Staff("officer", Role.RELATIONS_OFFICER, "سهيل بن غيث بن واحة"),
    Staff("researcher", Role.SOCIAL_RESEARCHER, "ديمة بنت مزن بن غدير"),
    Staff("committee1", Role.COMMITTEE_MEMBER, "ريان بن نسيم بن هضبة"),
    Staff("committee2", Role.COMMITTEE_MEMBER, "شمس بنت ضياء بن أفق"),
    Staff("committee3", Role.COMMITTEE_MEMBER, "ليث بن صخر بن جبل"),
    Staff("appeals1", Role.APPEALS_MEMBER, "وسن بنت هدوء بن سكون"),
    Staff("appeals2", Role.APPEALS_MEMBER, "بدر بن هلال بن نور"),
    Staff("supervisor", Role.SUPERVISOR, "هتون بنت سحاب بن مطر"),
    Staff("delegate", Role.BRANCH_DELEGATE, "رافد بن سيل بن وادٍ"),
    Staff("editor", Role.COMMUNICATIONS_EDITOR, "يراع بن مداد بن قرطاس"),
]
MEMBERS = [("member1", "نجم بن قمر بن سماء"), ("member2", "نسرين بنت روض بن بستان")]
APPLICANT = ("applicant", "فجر بن صبح بن نهار")
SIGNATORIES = [
    Both("باسق بن نخل بن تمر التجريبي", "Basiq bin Nakhl bin Tamr Al-Tajribi"),
    Both("عود بن ورد بن ريحان التجريبي", "Oud bin Ward bin Rayhan Al-Tajribi"),
    Both("وديعة بنت بحر بن مرجان التجريبي", "Wadia bint Bahr bin Murjan Al-Tajribi"),
    Both("رسن بن خيل بن مضمار التجريبي", "Rasan bin Khayl bin Midmar Al-Tajribi"),
    Both("لؤلؤ بن صدف بن شاطئ التجريبي", "Lulu bin Sadaf bin Shati Al-Tajribi"),
]
# The last part of the name, one an association, so that names tell them apart.
FAMILY = {
    "quwwat-watan": "الوطني",
    "awasir": "الأواصري",
    "awqaf": "الوقفي",
    "tsmsa": "الفني",
    "sidr": "السدري",
}
