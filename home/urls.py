from django.urls import URLPattern, URLResolver, path

from home.views.components import components

app_name = "home"
urlpatterns: list[URLPattern | URLResolver] = [
    path("components/", components, name="components"),
]
