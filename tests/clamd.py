"""A real ClamAV scanner for tests, with a signature base of its own that knows one harmless text."""

import shutil
import subprocess
import time
from pathlib import Path

PROGRAM = "/usr/sbin/clamd"
PACKAGE = "clamav-daemon"
LONGEST_START = 20
STREAM_LIMIT = 1024 * 1024

# The test text that every scanner knows, in pieces, so that none stumbles over this file.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE" + "!$H+H*").encode()
SIGNATURE = "Eicar-Test"


def is_installed() -> bool:
    return Path(PROGRAM).exists() or shutil.which("clamd") is not None


class Scanner:
    """Started and stopped at will; listens on a socket below the given folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = str(folder / "clamd.ctl")
        self.process: subprocess.Popen[bytes] | None = None
        (folder / "signatures").mkdir()
        (folder / "signatures" / "test.ndb").write_text(f"{SIGNATURE}:0:*:{EICAR.hex()}\n")
        (folder / "clamd.conf").write_text(
            f"LocalSocket {self.address}\nDatabaseDirectory {folder}/signatures\nTemporaryDirectory {folder}\n"
            f"Foreground yes\nStreamMaxLength {STREAM_LIMIT}\nAlertExceedsMax yes\n"
        )

    def start(self) -> None:
        program = shutil.which("clamd") or PROGRAM
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [program, "-c", str(self.folder / "clamd.conf")], stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + LONGEST_START
        while not Path(self.address).exists():
            assert self.process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < deadline, (self.folder / "log").read_text()
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=10)
            self.process = None
            Path(self.address).unlink(missing_ok=True)
