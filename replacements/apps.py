from django.apps import AppConfig


class ReplacementsConfig(AppConfig):
    name = "replacements"
    verbose_name = "Ersatzplanung"
