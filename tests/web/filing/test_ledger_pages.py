"""The register's own pages: its head, its entries, one of them by number or by code."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def test_it_says_how_far_it_goes_and_who_signed(reader):
    told = reader.get("/ledger/data.json").json()
    page = reader.get("/ledger/").content.decode()
    assert told["ledger"]["root"] in page.replace("&#43;", "+")
    assert "Co-signed by witnesses of both parties." in page


@pytest.mark.parametrize(("language", "words"), [("en", "a statement"), ("fr", "une déclaration")])
def test_an_entry_is_found_by_its_code(reader, language, words):
    entry = reader.get("/ledger/7/data.json").json()
    page = reader.get(f"/ledger/?code={entry['code'].lower()}&lang={language}").content.decode()
    assert 'href="/ledger/7/' in page.split('id="found"')[1].split("</section>")[0]
    one = reader.get(f"/ledger/7/?lang={language}").content.decode()
    assert words in one
    assert entry["entry"] in one


def test_older_entries_follow_on(reader):
    first = reader.get("/ledger/data.json").json()
    older = reader.get(f"/ledger/data.json?before={first['older']}").json()
    assert older["entries"][0]["index"] == first["entries"][-1]["index"] - 1


@pytest.mark.parametrize("address", ["/ledger/9999/", "/ledger/?code=AAAA-AAAA-AAAA-AAAA-AAAA"])
def test_what_is_not_in_it_is_not_there(reader, address):
    assert reader.get(address).status_code == 404


def test_the_header_is_for_everybody_and_the_words_are_not(reader):
    hidden = [
        each["index"]
        for each in reader.get("/ledger/data.json").json()["entries"]
        if each["type"] == "statement.filed"
        and reader.get(f"/ledger/{each['index']}/data.json").json()["header"]["release"]
        != "public"
    ]
    assert hidden
    page = reader.get(f"/ledger/{hidden[0]}/").content.decode()
    assert "/statements/" not in page.split("<main")[1].split("</main>")[0]
