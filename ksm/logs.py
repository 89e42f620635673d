"""How events are written: one line each with a request id; as JSON for machines, readable for people."""

import logging
from typing import Any

import structlog
from structlog.typing import Processor

SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
]


class WithoutKeys(logging.Filter):
    """Takes what opens a door out of the addresses that Django itself logs when it refuses a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line passes; some say a little less."""
        if record.name.startswith("django.request") and isinstance(record.args, tuple):
            from history.origin import without_secrets  # noqa: PLC0415 – settings are read before there are models

            record.args = tuple(
                without_secrets(word) if isinstance(word, str) and word.startswith("/") else word
                for word in record.args
            )
        return True


def logging_config(*, as_json: bool, level: str) -> dict[str, Any]:
    """The setting LOGGING: everything goes to standard error; bodies and names of people are never logged."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    # Plain tracebacks: the decorated ones take two seconds each and show the values of variables, names of people too.
    readable = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    renderer: Processor = structlog.processors.JSONRenderer() if as_json else readable
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
                "foreign_pre_chain": SHARED,
            }
        },
        "filters": {"without_keys": {"()": "ksm.logs.WithoutKeys"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_keys"]}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"django.server": {"handlers": ["stderr"], "level": level, "propagate": False}},
    }
