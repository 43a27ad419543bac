"""What an entry of the register holds: its signed header, and a statement as its body."""
