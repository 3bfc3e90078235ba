"""Start the command line: the `itatrack` command, or `python -m itatrack`."""

from __future__ import annotations

import sys

try:
    import signal

    # Ctrl-C ends the process at once, as it does other commands; Python would raise an error in whatever runs, such as
    # an import: a traceback. Where something must be put in order first it is raised: see `itatrack.cli.interruption`.
    # It begins here, at the import, as Python's own start before this line cannot be reached.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # and is not to be ignored, as by `nohup`
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    import gc
    import os
except KeyboardInterrupt:
    sys.exit(130)

# In both languages, as the catalogue is one of the files that cannot be read then.
PACKED = """\
itatrack cannot run inside a zip archive: its templates, fonts and word lists must be files. Install it with pip, or
take the program that is one file.
itatrack ทำงานภายในไฟล์ zip ไม่ได้ เพราะแม่แบบ แบบอักษร และรายการคำต้องเป็นไฟล์ปกติ ให้ติดตั้งด้วย pip หรือใช้โปรแกรมแบบไฟล์เดียว
"""


def main() -> None:
    """Run the command line."""
    if not os.path.isdir(os.path.dirname(__file__)):  # noqa: PTH112, PTH120  at every start; pathlib is not loaded yet
        sys.stderr.buffer.write(PACKED.encode())
        sys.exit(2)
    # A run is short and leaves hardly any garbage. Looking for it took a sixth of the time of `validate`, most
    # of that at the very end, which `freeze` spares.
    gc.disable()
    if getattr(sys, "frozen", False):
        # The processes that `rollup` starts are this program again.
        from multiprocessing import freeze_support

        freeze_support()
    if getattr(sys, "frozen", False) and sys.argv[1:] == ["--render-apart"]:
        # The program of one file has no other Python to start; see `report/worker.py`.
        from itatrack.report.worker import main as render_apart

        render_apart()
    if getattr(sys, "frozen", False) and sys.argv[1:] == ["--verify-apart"]:
        from itatrack.verification.apart import main as judge_apart

        judge_apart()
    from itatrack.cli import run

    try:
        run()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
