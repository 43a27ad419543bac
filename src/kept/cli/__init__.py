"""What people type: one file per noun, one function per verb."""
