from django.urls import path

from services.views import changing, deliveries, drafts, moves, my_requests
from services.views.answering import answer
from services.views.appealing import appeal, letter
from services.views.calendar import calendar_feed, expected_day
from services.views.claim import claim_request, take_over
from services.views.dashboard import dashboard
from services.views.messages import write
from services.views.notices import notices, read_all
from services.views.request_form import request_form
from services.views.review import review

app_name = "services"
urlpatterns = [
    path("me/", dashboard, name="dashboard"),
    path("me/claim/", claim_request, name="claim"),
    path("me/claim/<str:reference>/", take_over, name="take_over"),
    path("me/requests/", my_requests.my_requests, name="requests"),
    path("me/requests/<str:reference>/", my_requests.my_request, name="request"),
    path("me/requests/<str:reference>/receipt/", my_requests.receipt, name="receipt"),
    path("me/requests/<str:reference>/files/<int:file_id>/", my_requests.request_file, name="file"),
    path("me/requests/<str:reference>/answer/", answer, name="answer"),
    path("me/requests/<str:reference>/attach/", moves.attach, name="attach"),
    path("me/requests/<str:reference>/amend/", changing.amend, name="amend"),
    path("me/requests/<str:reference>/sign/", changing.sign, name="sign"),
    path("me/requests/<str:reference>/withdraw/", moves.withdraw, name="withdraw"),
    path("me/requests/<str:reference>/appeal/", appeal, name="appeal"),
    path("me/requests/<str:reference>/decisions/<int:decision_id>/", letter, name="letter"),
    path("me/requests/<str:reference>/rate/", moves.rating, name="rate"),
    path("me/requests/<str:reference>/deliveries/", deliveries.confirm, name="confirm_delivery"),
    path(
        "me/requests/<str:reference>/deliveries/<int:delivery_id>/",
        deliveries.missing,
        name="missing_delivery",
    ),
    path("me/requests/<str:reference>/day.ics", expected_day, name="expected_day"),
    path("calendar/<str:calendar_key>.ics", calendar_feed, name="calendar_feed"),
    path("me/requests/<str:reference>/write/", write, name="write"),
    path("me/notices/", notices, name="notices"),
    path("me/notices/read/", read_all, name="read_notices"),
    path("me/drafts/files/<int:file_id>/", drafts.draft_file, name="draft_file"),
    path("services/<int:service_id>/request/", request_form, name="form"),
    path("services/<int:service_id>/request/review/", review, name="review"),
    path("services/<int:service_id>/request/discard/", drafts.discard, name="discard"),
]
