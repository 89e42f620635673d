"""Addresses of the pages about authorities, their places and contacts."""

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
    path("authorities/<int:pk>/sites/add/", views.AddSite.as_view(), name="add_site"),
    path("sites/", views.SiteList.as_view(), name="sites"),
    path("sites/<int:pk>/", views.SiteDetail.as_view(), name="site"),
    path("sites/<int:pk>/edit/", views.EditSite.as_view(), name="edit_site"),
    path("sites/<int:pk>/rooms/add/", views.AddRoom.as_view(), name="add_room"),
    path("rooms/<int:pk>/", views.EditRoom.as_view(), name="room"),
    path("rooms/<int:pk>/remove/", views.RemoveRoom.as_view(), name="remove_room"),
    path("contacts/", views.ContactList.as_view(), name="contacts"),
    path("contacts/<int:pk>/", views.ContactDetail.as_view(), name="contact"),
    path("contacts/<int:pk>/functions/add/", views.GiveFunction.as_view(), name="give_function"),
    path("functions/<int:pk>/", views.ChangeFunction.as_view(), name="function"),
    path("functions/<int:pk>/end/", views.EndFunction.as_view(), name="end_function"),
]
