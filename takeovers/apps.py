from django.apps import AppConfig


class TakeoversConfig(AppConfig):
    name = "takeovers"
    verbose_name = "Aufnahmen und Austritte"
