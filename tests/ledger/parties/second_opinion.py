"""verify.py decides too: the same rules, written a second time and sharing no code."""

from tests.ledger.bundle.standalone import load

from kept.ledger.keys import PublicKey, RelyingParty, SignatureError, verify

# Its own signatures have tests of their own, and take milliseconds each.
STANDALONE = load("second_opinion")


def _holds(key, message, signature):
    site = None if key.rp is None else RelyingParty(key.rp, key.origin)
    try:
        verify(PublicKey(key.algorithm, key.raw), message, signature, party=site)
    except SignatureError:
        return False
    return True


STANDALONE.signature_holds = _holds


class SecondOpinion:
    """What verify.py makes of the entries of a book."""

    def __init__(self, book):
        self.register = STANDALONE.Register(book.state.origin, True, lambda n: book.root_at(n))
        self.register.not_before = lambda index: book.not_before(index)
        self.register.not_after = lambda index: book.not_after(index)

    def verdict(self, index, entry):
        """The code of the refusal, or "admitted"."""
        try:
            self.register.admit(index, STANDALONE.read_entry(entry.raw))
        except STANDALONE.Refused as refused:
            return refused.code
        return "admitted"
