"""German alphabetical order, the same on every PostgreSQL."""

from django.db.models import CharField, Func


class GermanOrder(Func):
    """A text's place in German alphabetical order (DIN 5007-1: Ä beside A, ß as ss; case does not count).

    The order is computed by the database function `german_order`, which needs no locale of the server, so it can
    stand in an index and gives the same order everywhere.
    """

    function = "german_order"
    output_field = CharField()
