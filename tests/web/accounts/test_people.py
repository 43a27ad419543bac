"""Accounts are given out by the secretariat, and taken back."""

import pytest
from django.test import Client
from tests.web.accounts.people import PASSWORD, account, confirm, desk, is_in, try_in, with_codes

from kept.web.accounts.access import lacks_second_factor
from kept.web.accounts.giving import AccountError, give_out, make, parties_of
from kept.web.accounts.models import Act, Role, User

PEOPLE = "/accounts/people/"
NEW = "/accounts/people/new/"
ARUNA_2 = {"name": "aruna-2", "role": "signatory", "party": "aruna"}


def handed_over(answer) -> str:
    text = answer.content.decode()
    return text.split('<code class="given">')[1].split("<")[0]


class TestTheSecretariat:
    def test_makes_an_account_whose_password_is_shown_once(self):
        client = desk()
        password = handed_over(client.post(NEW, ARUNA_2))
        user = User.objects.get(username="aruna-2")
        assert (user.role, user.party) == ("signatory", "aruna")
        assert password not in client.get(PEOPLE).content.decode()
        assert try_in(Client(), "aruna-2", password).url == "/accounts/password/first/"
        assert Act.objects.get(act="account-made").what == "aruna-2 signatory aruna"

    def test_resets_an_account_whose_holder_lost_everything(self):
        lost = account("aruna-1", "signatory", "aruna")
        with_codes(lost)
        elsewhere = Client()
        elsewhere.force_login(lost)
        password = handed_over(desk().post(f"{PEOPLE}aruna-1/reset/"))
        assert not lost.authenticator_set.exists()
        assert elsewhere.get("/accounts/").status_code == 302
        assert "is wrong" in try_in(Client(), "aruna-1", PASSWORD).content.decode()
        assert try_in(Client(), "aruna-1", password).url == "/accounts/password/first/"

    def test_closes_an_account_and_who_is_in_is_out_at_once(self):
        elsewhere = Client()
        elsewhere.force_login(account("observer-1"))
        assert elsewhere.get("/accounts/").status_code == 200
        desk().post(f"{PEOPLE}observer-1/close/")
        assert elsewhere.get("/accounts/").status_code == 302
        assert "is wrong" in try_in(Client(), "observer-1").content.decode()

    def test_opens_a_closed_account_by_resetting_it(self):
        account("observer-1", is_active=False)
        password = handed_over(desk().post(f"{PEOPLE}observer-1/reset/"))
        assert try_in(Client(), "observer-1", password).url == "/accounts/password/first/"

    def test_does_not_lock_itself_out(self):
        client = desk(name="secretariat-1")
        for change in ("reset", "close"):
            assert client.post(f"{PEOPLE}secretariat-1/{change}/").status_code == 404
        assert f"{PEOPLE}secretariat-1/" not in client.get(PEOPLE).content.decode()

    def test_shows_again_who_it_is_before_every_change_and_the_change_is_then_done(self):
        user = account("secretariat-1", "secretariat")
        with_codes(user)
        client = Client()
        client.force_login(user)
        answer = client.post(NEW, ARUNA_2)
        assert answer.url.startswith("/accounts/reauthenticate/?next=")
        assert not User.objects.filter(username="aruna-2").exists()
        answer = client.post(answer.url, {"password": PASSWORD, "next": NEW})
        assert handed_over(answer)
        assert User.objects.filter(username="aruna-2").exists()
        assert Act.objects.get(act="account-made").who == "secretariat-1"

    def test_changes_nothing_with_a_password_alone(self):
        client = Client()
        client.force_login(account("secretariat-1", "secretariat"))
        confirm(client)
        assert client.post(NEW, ARUNA_2).url == "/accounts/2fa/?needed=1"
        assert not User.objects.filter(username="aruna-2").exists()
        assert "password alone" in client.get("/accounts/2fa/?needed=1").content.decode()

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"name": "Jean Dupont"}, "cannot be a name"),
            ({"name": "secretariat-1"}, "already"),
            ({"party": ""}, "A delegation needs a party"),
            ({"role": "observer"}, "Only delegations have a party"),
            ({"role": "king"}, "king"),
            ({"party": "corland"}, "corland"),
        ],
    )
    def test_is_told_what_cannot_be(self, given, sentence):
        answer = desk().post(NEW, {**ARUNA_2, **given})
        assert answer.status_code == 400
        assert sentence in answer.content.decode()
        assert User.objects.count() == 1


@pytest.mark.parametrize("role", sorted(set(Role.values) - {"secretariat"}))
def test_to_others_there_is_no_such_page(role):
    client = Client()
    client.force_login(
        account("somebody", role, "aruna" if role in ("delegation", "signatory") else "")
    )
    account("observer-9")
    for path in (PEOPLE, "/accounts/log/", "/accounts/log.csv"):
        assert client.get(path).status_code == 404
    for path in (NEW, f"{PEOPLE}observer-9/reset/", f"{PEOPLE}nobody/reset/"):
        assert client.post(path).status_code == 404


def test_whoever_is_not_signed_in_is_sent_to_the_form_and_back():
    assert Client().get(PEOPLE).url == "/accounts/login/?next=/accounts/people/"
    assert Client().post(NEW, ARUNA_2).url == "/accounts/login/"


class TestTheOperator:
    """`kept serve --account` makes the first account, and opens the door when all are lost."""

    def test_makes_one(self, lakes):
        user, password = give_out("secretariat-1:secretariat", lakes.process)
        assert user.check_password(password)
        assert user.new_password_by is not None

    def test_gives_a_verifier_a_body_that_is_protected_as_signatories_are(self, lakes):
        user, _ = give_out("verifier-1:verifier:jvm", lakes.process)
        assert (user.party, lacks_second_factor(user)) == ("jvm", True)
        free, _ = give_out("verifier-2:verifier", lakes.process)
        assert (free.party, lacks_second_factor(free)) == ("", False)

    def test_resets_one_and_may_give_it_another_role(self, lakes):
        with_codes(account("aruna-1", "delegation", "aruna", is_active=False))
        _, password = give_out("aruna-1:signatory:aruna", lakes.process)
        found = User.objects.get(username="aruna-1")
        assert (found.role, found.is_active, found.check_password(password)) == (
            "signatory",
            True,
            True,
        )
        assert not found.authenticator_set.exists()

    @pytest.mark.parametrize(
        ("told", "key"),
        [
            ("", "no-name"),
            ("aruna-1", "no-role"),
            ("aruna-1:king", "no-role"),
            ("aruna-1:signatory", "no-party"),
            ("aruna-1:signatory:corland", "no-party"),
            ("observer-1:observer:aruna", "party-of-nobody"),
            ("verifier-1:verifier:aruna", "no-body"),
            ("aruna-1:signatory:aruna:more", "no-account"),
            ("a--b:observer", "no-name"),
        ],
    )
    def test_is_told_what_cannot_be(self, lakes, told, key):
        with pytest.raises(AccountError) as caught:
            give_out(told, lakes.process)
        assert caught.value.key == key
        assert not User.objects.exists()


def test_parties_are_those_of_the_instruments(lakes):
    assert parties_of(lakes.process) == ("aruna", "belva", "sarro-front")


def test_no_two_accounts_are_made_alike(lakes):
    make("observer-1", "observer", "", lakes.process)
    with pytest.raises(AccountError):
        make("OBSERVER-1", "observer", "", lakes.process)


def test_one_time_passwords_are_long_and_never_the_same(lakes):
    made = {make(f"observer-{n}", "observer", "", lakes.process)[1] for n in range(20)}
    assert len(made) == 20
    assert {len(each) for each in made} == {23}


def test_a_name_makes_no_markup(lakes):
    client = desk()
    answer = client.post(NEW, {**ARUNA_2, "name": "<script>alert(1)</script>"})
    assert "<script>alert" not in answer.content.decode()
    assert "&lt;script&gt;alert" in answer.content.decode()


def test_who_signs_in_is_listed_as_seen():
    client = desk()
    account("observer-1")
    assert "never signed in" in client.get(PEOPLE).content.decode()
    other = Client()
    try_in(other, "observer-1")
    assert is_in(other)
    assert "never signed in" not in client.get(PEOPLE).content.decode()
