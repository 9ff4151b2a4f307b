from django.urls import path

from services.views import drafts, moves, my_requests
from services.views.answering import answer
from services.views.dashboard import dashboard
from services.views.request_form import request_form
from services.views.review import review

app_name = "services"
urlpatterns = [
    path("me/", dashboard, name="dashboard"),
    path("me/requests/", my_requests.my_requests, name="requests"),
    path("me/requests/<str:reference>/", my_requests.my_request, name="request"),
    path("me/requests/<str:reference>/receipt/", my_requests.receipt, name="receipt"),
    path("me/requests/<str:reference>/files/<int:file_id>/", my_requests.request_file, name="file"),
    path("me/requests/<str:reference>/answer/", answer, name="answer"),
    path("me/requests/<str:reference>/attach/", moves.attach, name="attach"),
    path("me/requests/<str:reference>/withdraw/", moves.withdraw, name="withdraw"),
    path("me/requests/<str:reference>/rate/", moves.rating, name="rate"),
    path("me/drafts/files/<int:file_id>/", drafts.draft_file, name="draft_file"),
    path("services/<int:service_id>/request/", request_form, name="form"),
    path("services/<int:service_id>/request/review/", review, name="review"),
    path("services/<int:service_id>/request/discard/", drafts.discard, name="discard"),
]
