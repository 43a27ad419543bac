"""`python -m kept.cli`: what the launcher starts."""

import signal

from kept.cli.main import main

if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):  # a reader that has seen enough is no error
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    main()
