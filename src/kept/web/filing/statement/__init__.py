"""A statement as a delegation writes it: answers to short questions, read as what is signed."""
