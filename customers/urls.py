"""Addresses of the pages about authorities, service points and contacts."""

from django.urls import path

from customers import views

app_name = "customers"
urlpatterns = [
    path("authorities/", views.AuthorityList.as_view(), name="authorities"),
    path("authorities/tree/", views.AuthorityTree.as_view(), name="tree"),
    path("authorities/map/", views.AuthorityMap.as_view(), name="map"),
    path("authorities/<int:pk>/relations/", views.AuthorityRelations.as_view(), name="relations"),
    path("authorities/<int:pk>/roles/add/", views.AddRole.as_view(), name="role-add"),
    path("authorities/<int:pk>/memberships/add/", views.AddMembership.as_view(), name="membership-add"),
    path("authorities/<int:pk>/tasks/add/", views.AddTransfer.as_view(), name="transfer-add"),
    path("authorities/<int:pk>/merge/", views.MergePage.as_view(), name="merge"),
    path("authorities/roles/<int:pk>/end/", views.EndRole.as_view(), name="role-end"),
    path("authorities/memberships/<int:pk>/end/", views.EndMembership.as_view(), name="membership-end"),
    path("authorities/tasks/<int:pk>/end/", views.EndTransfer.as_view(), name="transfer-end"),
    path("service-points/", views.ServicePointList.as_view(), name="service_points"),
    path("service-points/<int:pk>/", views.ServicePointDetail.as_view(), name="service_point"),
    path("contacts/", views.ContactList.as_view(), name="contacts"),
    path("contacts/<int:pk>/", views.ContactDetail.as_view(), name="contact"),
]
