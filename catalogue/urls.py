"""Addresses of the catalogue: in the portal, and for staff."""

from django.urls import path

from catalogue.views import desk, portal

app_name = "catalogue"
urlpatterns = [
    path("portal/services/", portal.ServicesPage.as_view(), name="services"),
    path("portal/services/<int:pk>/", portal.ServicePage.as_view(), name="service"),
    path("catalogue/", desk.OffersPage.as_view(), name="offers"),
    path("catalogue/<int:pk>/", desk.OfferPage.as_view(), name="offer"),
    path("catalogue/<int:pk>/copy/", desk.copy, name="copy"),
    path("catalogue/order/<int:authority>/", desk.DeskOrderPage.as_view(), name="order"),
]
