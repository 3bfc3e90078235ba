"""Start the command line: the `itatrack` command, or `python -m itatrack`."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line."""
    # A run is short and leaves hardly any garbage. Looking for it took a sixth of the time of `validate`, most
    # of that at the very end, which `freeze` spares.
    gc.disable()
    from itatrack.cli import run

    try:
        run()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
