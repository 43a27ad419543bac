"""`python -m kept.web`: what `./kept serve` starts."""

import gc
import sys

if __name__ == "__main__":
    gc.disable()  # until the site is loaded: what is loaded stays, and need not be looked at
    from kept.web.serving.serve import main

    sys.exit(main(sys.argv[1:]))
