"""The lines that the log of the process holds of each request."""

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

from history.origin import without_secrets


class RequestLogMiddleware(RequestMiddleware):
    """Method and path, without keys in it: what follows the question mark may be a directory's code or the name of a person searched for."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {without_secrets(request.path)}"
