"""An exercise to try everything with: a register, its witnesses, an account for every role."""
