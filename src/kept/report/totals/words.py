"""What stands on the screens of totals, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kept.names import Interval
from kept.report.totals.lines import Cell
from kept.report.totals.occasions import Word
from kept.report.totals.periods import Period
from kept.report.totals.plan import Group, Measure
from kept.report.wording import dates, figures
from kept.report.wording.language import Language, typeset
from kept.texts import Words

WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "group.people": {"en": "Disarmament and resettlement", "fr": "Désarmement et réinstallation"},
    "group.weapons": {"en": "Weapons", "fr": "Armes"},
    "group.outreach": {"en": "Outreach", "fr": "Sensibilisation"},
    "group.withdrawal": {"en": "Withdrawal", "fr": "Retrait"},
    "group.exchanges": {"en": "Exchanges of information", "fr": "Échanges d’informations"},
    "measure.running": {"en": "in all so far", "fr": "au total à ce jour"},
    "measure.period": {"en": "in the period", "fr": "sur la période"},
    "measure.stock": {"en": "at that time", "fr": "à ce moment-là"},
    "few": {"en": "<5", "fr": "moins de 5"},
    "most": {"en": "at most {high}", "fr": "au plus {high}"},
    "withheld": {"en": "not shown", "fr": "non affiché"},
    "nobody": {"en": "nobody has given a figure", "fr": "personne n’a donné de chiffre"},
    "nobody-period": {
        "en": "no figure for this period",
        "fr": "aucun chiffre pour cette période",
    },
    "nobody-says": {
        "en": "nobody has said that it took place",
        "fr": "personne n’a dit que cela a eu lieu",
    },
    "lead": {"en": "lead, not evidence", "fr": "piste, ne compte pas"},
    "apart": {"en": "counted apart", "fr": "compté à part"},
    "everywhere": {"en": "no area named", "fr": "sans zone précise"},
    "quarter": {"en": "quarter {number} of {year}", "fr": "{number} trimestre {year}"},
    "between": {"en": "between {first} and {last}", "fr": "entre {first} et {last}"},
    "word.says-so": {"en": "says that it took place", "fr": "dit que cela a eu lieu"},
    "word.denies": {"en": "denies it", "fr": "le nie"},
    "word.both": {"en": "says so and denies it", "fr": "le dit et le nie"},
    "word.silent": {"en": "has not spoken of it", "fr": "n’en a pas parlé"},
    "rule.periods": {
        "en": "Figures stand for whole months or quarters that are over.",
        "fr": "Les chiffres valent pour des mois ou des trimestres entiers et révolus.",
    },
    "rule.few": {
        "en": "One to four people are shown as <5. A zero is shown only where somebody said zero.",
        "fr": "De une à quatre personnes : « moins de 5 ». Un zéro n’est affiché que si quelqu’un "
        "a dit zéro.",
    },
    "rule.withheld": {
        "en": "“Not shown” stands where a figure, set against others, would give away a number "
        "under five. It is the same on every date and in every view.",
        "fr": "« Non affiché » : ce chiffre, rapproché d’autres, révélerait un nombre inférieur à "
        "cinq. Il en est ainsi à toute date et dans toute vue.",
    },
    "rule.sources": {
        "en": "Every figure is what its speaker said. Figures are neither added up nor averaged, "
        "and people of different categories are never set off against one another.",
        "fr": "Chaque chiffre est celui de qui l’a donné. Rien n’est additionné ni moyenné, et "
        "les personnes de catégories différentes ne sont jamais déduites les unes des autres.",
    },
    "rule.exchanges": {
        "en": "Only that an exchange took place is recorded, and its month: never what passed.",
        "fr": "Seuls sont consignés le fait d’un échange et son mois, jamais son contenu.",
    },
}


def totals_label(name: str, language: Language, **values: object) -> str:
    """A heading, a short word or a rule.

    >>> totals_label("few", "fr"), totals_label("most", "en", high=10)
    ('moins de 5', 'at most 10')
    """
    return typeset(WORDS[name][language].format(**values), language)


def group_title(group: Group, language: Language) -> str:
    """What a group of steps is called."""
    return totals_label(f"group.{group}", language)


def measure_word(measure: Measure, language: Language) -> str:
    """Whether a figure is for all so far, for the period, or for a moment."""
    return totals_label(f"measure.{measure}", language)


def acknowledgement(word: Word, language: Language) -> str:
    """What a side says of an occasion, as it stands after its name."""
    return totals_label(f"word.{word}", language)


def period_name(period: Period, language: Language) -> str:
    """A month or a quarter.

    >>> (
    ...     period_name(Period("quarter", 2025, 4), "en"),
    ...     period_name(Period("quarter", 2025, 1), "fr"),
    ... )
    ('quarter 4 of 2025', '1er trimestre 2025')
    """
    if period.kind == "month":
        return dates.month(period.first, language)
    number: object = period.number
    if language == "fr":
        number = f"{number}{'er' if number == 1 else 'e'}"
    return totals_label("quarter", language, number=number, year=period.year)


def months(first: Period, last: Period, language: Language) -> str:
    """The month of an occasion, or the months it lies between."""
    if first == last:
        return period_name(first, language)
    names = period_name(first, language), period_name(last, language)
    return totals_label("between", language, first=names[0], last=names[1])


def figure(cell: Cell | None, language: Language, unit: Words | None = None) -> str:
    """What a cell shows, with its unit where it shows a number."""
    if cell is None:
        return totals_label("nobody-period", language)
    if cell.display == "figure":
        return figures.interval(Interval(cell.low, cell.high), language, unit)
    if cell.display == "most":
        high = figures.number(cell.high or 0, language)
        return _counted(totals_label("most", language, high=high), language, unit)
    words = totals_label(cell.display, language)
    return _counted(words, language, unit) if cell.display == "few" else words


def _counted(words: str, language: Language, unit: Words | None) -> str:
    return f"{words} {typeset(unit.in_language(language), language)}" if unit else words
