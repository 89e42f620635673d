"""Asks the running web server whether people can work (`/health/ready`); ends with an error if not.

The container platform calls it. The server only answers to a host name that KSM_HOSTS lists, so one of these is sent.
"""

from __future__ import annotations

import http.client
import os
import sys

PORT = 8000


def main() -> int:
    host = os.environ.get("KSM_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=4)
    try:
        connection.request("GET", "/health/ready", headers={"Host": host})
        answer = connection.getresponse()
        print(answer.status, answer.read(200).decode(errors="replace").strip())
    except OSError as error:
        print(error)
        return 1
    return 0 if answer.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
