"""Files that are no receipt, or one no longer: each with the reason it is refused for."""

import io
import zipfile

from kept.ledger.bundle import write_sums, write_zip


def deflated(files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def flipped(files):
    """A receipt in whose entry 5 one letter is another, with everything else mended."""
    name = "entries/000000000005.json"
    changed = files | {name: files[name].replace(b'"keyid":"', b'"keyid":"0', 1)}
    return write_zip(changed | {"SHA256SUMS": write_sums(changed)})


def understated():
    """A file that unpacks to more than it says."""
    data = deflated({"bundle.json": bytes(1_000_000)})
    return data.replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def many():
    """More files than a browser should be asked to hold."""
    return write_zip({f"x{number}": b"" for number in range(20_001)})


def refused(files):
    """Name, bytes and the code of the reason; `files` are those of a good receipt."""
    good = write_zip(files)
    turned = bytearray(good)
    turned[len(good) // 2] ^= 1
    bomb = {f"process/{number:02}": bytes(8 * 1024 * 1024) for number in range(20)}
    return [
        ("an entry changed", flipped(files), "proof-fails"),
        ("a flipped byte", bytes(turned), "file-damaged"),
        ("a cut file", good[: len(good) * 2 // 3], "not-a-zip"),
        ("a cut end", good[:-1], "not-a-zip"),
        ("nothing", b"", "not-a-zip"),
        ("a text", b"entry 5 holds, trust me\n" * 40, "not-a-zip"),
        ("another ZIP", write_zip({"minutes.txt": b"x"}), "nothing-here"),
        ("a bomb", deflated(bomb), "too-large"),
        ("a bomb of one file", deflated({"checkpoint": bytes(65 << 20)}), "too-large"),
        ("a file that understates itself", understated(), "file-damaged"),
        ("too many files", many(), "count-over"),
        ("too large a file", bytes(33 << 20), "file-over"),
    ]
