"""What bodies find: words put before their members, votes on them, the finding that follows."""
