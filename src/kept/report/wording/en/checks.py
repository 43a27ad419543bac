"""English: what a check of a register found."""

from __future__ import annotations

from typing import Final

CHECKS: Final[dict[str, str]] = {
    "files": "Files",
    "sums": "List of files",
    "trust": "Whose word",
    "checkpoint": "Checkpoint",
    "history": "One history",
    "tree": "Tree",
    "entries": "Entries",
    "rights": "Signatures",
    "gaps": "Numbering",
    "bodies": "Bodies",
    "fields": "Fields",
    "erasures": "Erasures",
    "refusals": "Refusals",
    "time": "Time",
    "limits": "Limits",
}

VERDICTS: Final[dict[str, str]] = {
    "holds": "holds",
    "fails": "FAILS",
    "open": "note",
}

REASONS: Final[dict[str, str]] = {
    "other-ledger": "it was signed for another register",
    "duplicate": "it is there already",
    "unknown-key": "no manifest in force gives its key to that role",
    "revoked-key": "its key had been revoked",
    "bad-signature": "a signature does not hold",
    "out-of-scope": "that role may not sign this kind of entry",
    "too-few-signatures": "signatures are missing",
    "equivocation": "its author signed two different entries with one number",
    "broken-chain": "it does not follow its author’s entry before",
    "unknown-checkpoint": "its author had been shown another history",
    "unknown-reference": "it refers to an entry that is not there",
    "not-allowed": "the rules for this kind of entry do not allow it",
}

FINDINGS: Final[dict[str, str]] = {
    "frame-holds": "all parts of the bundle speak of one register, at one size.",
    "folder-holds": "this is the folder of a register, and its parts belong together.",
    "frame-differs": "{name} speaks of another register or another size than the checkpoint. Files of two "
    "registers were mixed, or one was changed.",
    "frame-malformed": "{name} is not as the format demands: it was changed or damaged.",
    "file-missing": "{name} is missing. Without it nothing is shown; ask for the bundle again.",
    "file-too-large": "{name} is larger than anything a register holds; it was not read.",
    "file-unknown": "{name} does not belong into a bundle. Somebody added it.",
    "file-unlisted": "{name} is not in the list SHA256SUMS: it was added later.",
    "file-differs": "{name} is missing, or is not the file that SHA256SUMS lists: it was changed.",
    "sums-hold": "all files ({count}) are those listed in SHA256SUMS. (Anybody can write such a list; the "
    "proofs below do not rest on it.)",
    "sums-malformed": "SHA256SUMS is not a list of files and their digests.",
    "nothing-here": "there is neither a bundle here nor the folder of a register.",
    "trust-reader": "checkpoints are judged by the keys in your own policy.",
    "trust-carried": "you gave no policy of your own. The keys of the log and the witnesses are taken from "
    "these files themselves: you trust whoever gave them to you. Compare the keys with a copy "
    "you have from elsewhere, or give it as your policy.",
    "log-key-differs": "the key of the log “{name}” is not the one the policy trusts: this is another log, or a "
    "forged one.",
    "policy-line": "the policy “{grade}” cannot be read: it was changed or damaged.",
    "policy-missing": "the register names a policy “{grade}”, and it is not here.",
    "policy-differs": "the policy “{grade}” is not the one the register names: it was exchanged.",
    "policy-unnamed": "the policy “{grade}” is not named in the register; it is the word of whoever gave you "
    "these files.",
    "checkpoint-signed": "signed by the log at size {size}, root {root}. No witness has cosigned; grade: {grade}.",
    "checkpoint-cosigned": "signed by the log at size {size}, root {root}; cosigned by {cosigners}; not by "
    "{missing}; grade: {grade}.",
    "checkpoint-by-all": "signed by the log at size {size}, root {root}; cosigned by all witnesses ({cosigners}); "
    "grade: {grade}.",
    "quorum-missed": "fewer witnesses have cosigned than the policy asks for: {count}. Not cosigned by "
    "{missing}. The log may be showing you another history than others.",
    "checkpoint-malformed": "{name} is not a checkpoint: it was changed or damaged.",
    "note-signature": "the signature of “{name}” under a checkpoint does not hold: the checkpoint was changed.",
    "note-nobody": "a checkpoint of “{name}” is not signed by the log whose key is trusted.",
    "checkpoint-name": "{name} holds a checkpoint of another size.",
    "checkpoint-newer": "{name} is newer than the file “checkpoint”: something was cut off at the end.",
    "two-histories": "the log has signed two different registers of size {size}. This is a proof of guilt "
    "against whoever holds the key of the log: keep this file.",
    "history-holds": "checkpoints carried: {count}; all are steps of one and the same history.",
    "history-breaks": "the register of size {new} does not continue that of size {old}: past entries were "
    "changed, or the proof was.",
    "tree-holds": "every entry is here ({size}), and together they give exactly the signed root.",
    "root-differs": "the entries do not give the root that was signed at size {size}: an entry was changed, "
    "dropped, added or moved.",
    "tile-differs": "{name} does not fit the entries: one of the two was changed.",
    "tile-length": "a file of entries is cut off or too long.",
    "proofs-hold": "entries shown: {count}; each is proved to be in the register of size {size}.",
    "proof-fails": "entry {index} is not the one in the register: it was changed, or its proof was.",
    "proof-other": "the proof of entry {index} is about another entry or another checkpoint.",
    "proof-malformed": "a proof is not as the format demands: it was changed or damaged.",
    "proof-stray": "there are proofs that belong to nothing here: an entry or a checkpoint was taken out.",
    "no-opening": "entry 0, which opens the register and names its parties, is missing.",
    "entries-hold": "entries read: {count}; all are well formed.",
    "entry-malformed": "entry {index} is not as the format demands: it was changed, or should never have been "
    "taken in.",
    "rights-hold": "entries checked: {count}; each is signed by keys that were entitled to sign it at its "
    "place.",
    "rights-hold-part": "entries checked: {count}; each is signed by keys that were entitled to sign it, as far "
    "as the entries shown tell.",
    "entry-refused": "entry {index}, in the name of {role}, should not be in the register: {reason}.",
    "past-until": "witnesses saw entry {index} only after the last day on which its key could sign. Either "
    "it was taken in too late, or the witnesses’ signatures came late.",
    "gap": "the author with key {key}… has numbered entries {first} to {last} that are not in the "
    "register: refused, held back, or not yet sent.",
    "no-gaps": "no author’s numbering has a gap: nothing that was followed by another entry is missing.",
    "bodies-hold": "carried: {count}; each is exactly what its entry committed to.",
    "body-wrong": "the body of entry {entry} is not the one the entry committed to: it was changed.",
    "body-stray": "{name} belongs to no entry here.",
    "bodies-encrypted": "encrypted for others, and not readable here: {count}.",
    "bodies-absent": "of public entries, but not among these files: {count}.",
    "fields-hold": "shown one by one: {count}; each is one its entry committed to.",
    "fields-encrypted": "encrypted for others, and not readable here: {count}.",
    "field-wrong": "a field shown for entry {entry} is not one it committed to: it was changed.",
    "field-differs": "for entry {entry} the field {name} is shown with two values: its author committed to "
    "both, to tell each to somebody else.",
    "process-holds": "the files of the process ({count}) are those the register names.",
    "process-differs": "the text of the process here is not the one the register names last.",
    "process-unknown": "files of the process are here ({count}), and nothing among them says which the register "
    "names.",
    "erasures": "bodies that were erased: {count}. Their entries and proofs remain.",
    "erased-but-here": "the body of entry {entry} was erased by entry {index}, and a copy is still here. Whoever "
    "holds it may be bound to destroy it.",
    "refusals-hold": "carried: {count}; all are signed by the log.",
    "refusal-wrong": "{name} is not a refusal signed by the log.",
    "time-latest": "the newest checkpoint was witnessed on {at}.",
    "time-unknown": "no quorum of witnesses states a time. The dates in entries are their authors’ claims.",
    "time-backwards": "the witnesses’ time goes backwards at size {size}: some of their clocks are wrong.",
    "entry-between": "entry {index} ({code_to_print}), {type} by {role}, was recorded after {after} and not "
    "later than {until}.",
    "entry-before": "entry {index} ({code_to_print}), {type} by {role}, was recorded not later than {until}.",
    "entry-untimed": "entry {index} ({code_to_print}), {type} by {role}: no witness says when.",
    "limits-whole": "that an entry stands here says who signed it and when it was there, not that what it "
    "says is true. Other readers see the same register only as far as the witnesses are "
    "honest.",
    "limits-part": "this is a part of the register. It shows that these entries are in it; it cannot show "
    "that nothing else is: that a key had not been revoked, for instance, or that an entry "
    "was not taken back.",
    "and-more": "and more of this kind: {count}.",
    "not-canonical": "{name} is not JSON in its only spelling: it was changed or damaged.",
    "signatures-hold": "entries checked: {count}; each is signed by the keys its manifests name. Whether these "
    "were entitled to sign it, verify.py checks.",
    "unchecked": "signatures of a kind this browser does not know were left out: {names}.",
    "not-a-zip": "this is not a ZIP that can be read without doubt. Unpack it and check the folder.",
    "zip-entry": "the ZIP holds “{name}”, whose name or packing no bundle has. It was not opened.",
    "file-damaged": "{name} cannot be unpacked: the ZIP is damaged.",
    "too-large": "unpacked, this would have more than {most} bytes; it was not opened.",
    "field-twice": "for entry {entry} the field {name} is shown twice.",
    "not-base64": "a piece of data is not base64 in its only spelling: it was changed or damaged.",
    "member": "the member “{name}” is not as the format demands.",
    "note-malformed": "a checkpoint is not as the format demands: it was changed or damaged.",
    "policy-quorum": "a policy does not say who must sign.",
    "policy-key": "a key in a policy cannot be used.",
    "too-long": "a piece of data is longer than any a register holds.",
}
