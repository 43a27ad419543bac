"""What is handed out of a register so that anybody can check it, and checking it."""
