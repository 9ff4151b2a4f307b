from django.urls import path

from accounts.views.membership import apply
from accounts.views.person import details

app_name = "accounts"
urlpatterns = [
    path("account/", details, name="details"),
    path("membership/<slug:slug>/apply/", apply, name="apply"),
]
