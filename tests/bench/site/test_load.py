"""What a mixed load is made of, and what is told of it."""

import random
from collections import Counter

from bench.site.delegation import Filed, damaged
from bench.site.load import DAYS, FORMS, PAGES, Seen, address, report, told
from django.urls import resolve

from kept.ledger.bundle import read_zip, write_zip


def filed(*, holds: bool = True, damaged_holds: bool = False) -> Filed:
    return Filed(seconds=1.0, entry="0" * 64, holds=holds, damaged_holds=damaged_holds)


def test_readers_ask_for_pages_the_site_has():
    for each in PAGES:
        for form in FORMS:
            assert resolve(f"{each}{form}")


def test_readers_ask_in_both_languages_about_several_days():
    asked = [address(random.Random(seed)) for seed in range(200)]  # noqa: S311
    assert {"lang=en", "lang=fr"} == {each.partition("?")[2][:7] for each in asked}
    assert all(any(day in each for each in asked) for day in DAYS)


def test_whatever_fails_is_counted():
    seen = Seen(
        answers=Counter({200: 3, 500: 1}),
        waits=[0.1, 0.2, 0.3, 0.4],
        failed=Counter({"500 /plan/": 1, "filing: no": 2}),
        filed=[filed(), filed(holds=False), filed(damaged_holds=True)],
        memory=[(float(second), 100.0 + second) for second in range(300)],
    )
    found = told(seen, 5, 1.0)
    assert (found.pages, found.errors, found.filed) == (4, 3, 3)
    assert (found.refused_receipts, found.damaged_accepted) == (1, 1)
    assert (found.first_minute_mb, found.last_minute_mb) == (159.5, 369.5)
    assert "2 × filing: no" in report(found, seen.failed.most_common())


def test_a_run_too_short_to_tell_how_memory_grows_says_so():
    found = told(Seen(memory=[(1.0, 100.0)]), 1, 1.0)
    assert found.first_minute_mb is None
    assert "not noted" in report(found, [])


def test_damage_is_one_bit_of_an_entry():
    whole = {"a/entries/1.json": b"abcdef", "verify.py": b"print(1)"}
    found = read_zip(damaged(write_zip(whole)))
    assert found["verify.py"] == whole["verify.py"]
    pairs = zip(found["a/entries/1.json"], whole["a/entries/1.json"], strict=True)
    assert sum((one ^ other).bit_count() for one, other in pairs) == 1
