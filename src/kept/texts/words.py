"""Words for people, in each language of a process."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in several languages.

    >>> Words((("en", "peace"), ("fr", "paix"))).in_language("fr")
    'paix'
    """

    by_language: tuple[tuple[str, str], ...]

    def in_language(self, language: str) -> str:
        """The words in `language`; in the first language written where that one is missing."""
        for known, words in self.by_language:
            if known == language:
                return words
        return self.by_language[0][1]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages these words exist in, as written."""
        return tuple(language for language, _ in self.by_language)

    @classmethod
    def of(cls, **words: str) -> Words:
        """Build from keyword arguments.

        >>> Words.of(en="peace", fr="paix").languages
        ('en', 'fr')
        """
        return cls(tuple(words.items()))
