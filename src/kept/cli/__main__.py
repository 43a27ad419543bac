"""`python -m kept.cli`: what the launcher starts."""

from kept.cli.main import main

if __name__ == "__main__":
    main()
