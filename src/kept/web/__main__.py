"""`python -m kept.web`: what `./kept serve` starts."""

import sys

from kept.web.serving.serve import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
