"""The page of one commitment: what it must tell whoever reads nothing else."""

import re

import pytest

from kept.assessment import DUTIES
from kept.web.pages.answers import ANSWERS

PAGE = "/commitments/rdf-disengages/"


@pytest.fixture
def shown(reader, great_lakes) -> str:
    return reader.get(f"{PAGE}?lang=en").content.decode()


def columns(page: str) -> list[str]:
    return [each.strip() for each in re.findall(r'<h3 id="side-[^"]+">([^<]*)</h3>', page)]


def test_it_tells_what_was_promised_by_whom_to_whom_and_by_when(shown):
    assert '<h1 id="name">Disengage its forces' in shown
    facts = re.sub(r"<[^>]+>", "|", shown)
    for told in ("Owed by||Rwanda", "Owed to||DRC", "Within 90 days of its start."):
        assert told in facts


def test_the_accounts_stand_side_by_side_parties_first_in_alphabetical_order(shown):
    assert columns(shown) == [
        "DRC",
        "Rwanda",
        "Joint bodies, and words said together",
        "Verifiers",
        "Others",
    ]


def test_in_french_the_order_is_that_of_the_french_names(reader, great_lakes):
    french = reader.get(f"{PAGE}?lang=fr").content.decode()
    assert columns(french)[:2] == ["RDC", "Rwanda"]


def test_every_statement_that_bears_on_it_is_in_one_column(reader, shown):
    told = [each["statement"] for each in reader.get(f"{PAGE}data.json").json()["accounts"]]
    accounts = shown[shown.index('id="accounts"') : shown.index('id="why"')]
    linked = re.findall(r'class="claim"><a href="/statements/([^/"]+)/', accounts)
    assert sorted(linked) == sorted(told)
    assert len(told) > 20


def test_silence_is_shown(shown, reader):
    assert "Nothing of its own on record about what decides it." in shown
    quiet = reader.get("/commitments/ejvm-given-access/?lang=en").content.decode()
    assert quiet.count("Nothing of its own on record about it.") == 2


def test_each_reason_leads_to_its_rule(shown, reader):
    about = reader.get("/about/").content.decode()
    rules = set(re.findall(r"/about/#rule-([a-z-]+)", shown))
    assert {"owed", "deadline", "test", "slot", "account"} <= rules
    assert all(f'id="rule-{each}"' in about for each in rules)


def test_readings_and_standpoints_tell_where_each_leads(shown):
    text = re.sub(r"<[^>]+>", " ", shown)
    assert "Why contested between the standpoints?" in text
    assert "No finding settles that: only an agreement on the reading, or a decision." in text
    for each in ("90 days from the first meeting of the JSCM", "held by DRC", "Rwanda's side"):
        assert each in text.replace("&#39;", "'")


def test_it_tells_what_would_change_it_and_how_it_came_about(shown):
    text = re.sub(r"<[^>]+>", " ", shown)
    assert "to be exactly 0 soldiers, it would stand as: kept." in text
    assert re.search(r"26 September 2025 .*not done by its date", text)
    assert 'class="chart history"' in shown


def test_a_citation_names_address_and_digest(shown, great_lakes):
    assert great_lakes.process.digest in shown
    assert "known_at=2025-11-21" in shown


def test_a_citizen_finds_why_it_is_contested_in_three_clicks(reader, exercise):
    start = reader.get("/?lang=en").content.decode()
    assert 'href="/commitments/"' in start
    several = reader.get("/commitments/?lang=en").content.decode()
    links = re.findall(r'href="(/commitments/[^"]+)#contested">Why contested\?', several)
    assert "/commitments/trade-posts/" in links
    page = reader.get(links[0]).content.decode()
    assert 'id="contested"' in page
    assert "Why contested between the standpoints?" in page


def test_incidents_are_counted_and_dated(reader, exercise):
    found = [
        name
        for name, each in exercise.process.commitments.items()
        if each.never
        and reader.get(f"/commitments/{name}/data.json").json()["standing"]["breaches"]
    ]
    assert found
    told = reader.get(f"/commitments/{found[0]}/data.json").json()["standing"]["breaches"]
    page = reader.get(f"/commitments/{found[0]}/?lang=en").content.decode()
    n = len(told)
    assert f"{n} accepted incident{'' if n == 1 else 's'}" in page
    assert all(f"/statements/{name}/" in page for each in told for name in each["statements"])


def test_what_hangs_together_is_linked_both_ways(reader, great_lakes):
    def ties(name: str) -> tuple[set[str], set[str]]:
        page = reader.get(f"/commitments/{name}/?lang=en").content.decode()
        part = page[page.index('id="waits"') : page.index('id="history"')]
        waits, waited = part.split("Wait for it")
        links = r'href="/commitments/([^/"]+)/'
        return set(re.findall(links, waits)), set(re.findall(links, waited))

    waits, waited = ties("rdf-disengages")
    assert waits
    assert waited
    assert all("rdf-disengages" in ties(each)[1] for each in waits)
    assert all("rdf-disengages" in ties(each)[0] for each in waited)


def test_every_commitment_has_a_page_in_both_languages(reader, exercise):
    for name in exercise.process.commitments:
        for language in ("en", "fr"):
            assert reader.get(f"/commitments/{name}/?lang={language}").status_code == 200, name


def test_terms_of_every_kind_of_condition_have_words(reader, great_lakes):
    for name, each in great_lakes.process.commitments.items():
        if each.repair or each.until or each.expires or each.every or each.parts:
            assert reader.get(f"/commitments/{name}/?lang=fr").status_code == 200, name


def test_nothing_said_later_is_told_of_an_earlier_day(reader, great_lakes):
    told = reader.get(f"{PAGE}data.json?known_at=2025-07-01&on=2025-07-01").json()
    assert told["accounts"]
    assert all(each["known_on"] <= "2025-07-01" for each in told["accounts"])
    assert told["standing"]["duty"] in DUTIES


def test_an_unknown_one_is_not_there(reader, great_lakes):
    assert reader.get("/commitments/no-such-thing/").status_code == 404
    assert reader.get("/commitments/no-such-thing/data.json").status_code == 404


def test_the_rows_are_the_accounts(reader, great_lakes):
    told = reader.get(f"{PAGE}data.json").json()["accounts"]
    lines = reader.get(f"{PAGE}data.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("statement,speakers,kind")
    assert len(lines) == len(told) + 1


def test_other_standpoints_are_assessed_once_for_all_commitments(reader, great_lakes, monkeypatch):
    """The second page builds no course anew: that is what makes it quick."""
    from kept.report import explain

    reader.get(PAGE)
    made = []
    record = explain.record
    monkeypatch.setattr(explain, "record", lambda *given: made.append(given) or record(*given))
    reader.get("/commitments/jscm-established/")
    assert made == []
    ANSWERS.forget()
    reader.get("/commitments/opord-carried-out/")
    assert made
