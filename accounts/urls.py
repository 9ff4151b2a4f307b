from django.urls import path

from accounts.views.membership import apply
from accounts.views.notifications import notifications
from accounts.views.person import details

app_name = "accounts"
urlpatterns = [
    path("account/", details, name="details"),
    path("account/notifications/", notifications, name="notifications"),
    path("membership/<slug:slug>/apply/", apply, name="apply"),
]
