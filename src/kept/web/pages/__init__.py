"""How a request becomes a page: language, question, answer, headers."""
