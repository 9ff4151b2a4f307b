"""Where casework stands in the Wagtail admin."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from accounts.staff.menu import RoleMenuItem
from services.queries import CASEWORK_ROLES
from services.staff.assigning import AssignManyView
from services.staff.calendar import CalendarFileView, CalendarView
from services.staff.case import CaseView, MoveView
from services.staff.case_pages import CASE_PAGES
from services.staff.committee_moves import AnnounceView, RecuseView, RevokeView, SendBackView
from services.staff.files import case_file, report_file
from services.staff.guide import GuideView
from services.staff.list_export import ExportView
from services.staff.listing import WorkListView
from services.staff.looks_panel import LooksView
from services.staff.move_pages import CorrectView, SignatureView
from services.staff.papers import LetterView
from services.staff.saved_views import DeleteSavedView, RenameView, SaveView, ViewsView
from services.staff.talk import NoteView, ReplyView, SendAgainView


class CaseworkMenuItem(RoleMenuItem):
    roles = CASEWORK_ROLES


class CalendarMenuItem(CaseworkMenuItem):
    def __init__(self) -> None:
        super().__init__(
            _("Calendar"), reverse("casework:calendar"), icon_name="calendar-alt", order=91
        )


class CaseworkViewSet(ViewSet):
    """Requests, for those who hold a role in casework (`services.queries.CASEWORK_ROLES`)."""

    name = "casework"
    url_prefix = "requests"
    icon = "list-ul"
    menu_label = _("Requests")
    menu_name = "requests"
    menu_order = 90
    menu_item_class = CaseworkMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("calendar/", CalendarView.as_view(), name="calendar"),
            path("calendar/file/", CalendarFileView.as_view(), name="calendar_file"),
            path("", WorkListView.as_view(), name="list"),
            path("guide/", GuideView.as_view(), name="guide"),
            path("export/", ExportView.as_view(), name="export"),
            path("views/", ViewsView.as_view(), name="views"),
            path("views/save/", SaveView.as_view(), name="save_view"),
            path("views/<int:view_id>/rename/", RenameView.as_view(), name="rename_view"),
            path("views/<int:view_id>/delete/", DeleteSavedView.as_view(), name="delete_view"),
            path("assign/", AssignManyView.as_view(), name="assign_many"),
            path("<str:reference>/", CaseView.as_view(), name="case"),
            path("<str:reference>/files/<int:file_id>/", case_file, name="file"),
            path("<str:reference>/looks/", LooksView.as_view(), name="looks"),
            path("<str:reference>/reports/<int:report_file_id>/", report_file, name="report_file"),
            path("<str:reference>/correct/", CorrectView.as_view(), name="correct"),
            path(
                "<str:reference>/record_signature/",
                SignatureView.as_view(),
                name="record_signature",
            ),
            path("<str:reference>/messages/reply/", ReplyView.as_view(), name="reply"),
            path("<str:reference>/messages/note/", NoteView.as_view(), name="note"),
            path(
                "<str:reference>/notices/<int:notice_id>/", SendAgainView.as_view(), name="resend"
            ),
            path("<str:reference>/committee/recuse/", RecuseView.as_view(), name="recuse"),
            path("<str:reference>/committee/announce/", AnnounceView.as_view(), name="announce"),
            path("<str:reference>/committee/revoke/", RevokeView.as_view(), name="revoke"),
            path("<str:reference>/committee/send-back/", SendBackView.as_view(), name="send_back"),
            path(
                "<str:reference>/decisions/<int:decision_id>/", LetterView.as_view(), name="letter"
            ),
            *CASE_PAGES,
            path("<str:reference>/<slug:move>/", MoveView.as_view(), name="move"),
        ]


casework_viewset = CaseworkViewSet()
