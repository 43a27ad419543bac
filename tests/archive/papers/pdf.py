"""As much of a PDF as Typst writes as is needed to read its text and take out what it carries."""

import re
import zlib

_ESCAPED = {"n": 10, "r": 13, "t": 9, "b": 8, "f": 12}
_TOKEN = re.compile(r"/(f\d+) [\d.]+ Tf|BT|ET|\\([0-7]{1,3})|\\(.)|(.)", re.S)


class Pdf:
    """Its objects by number, as they stand; streams unpacked."""

    def __init__(self, data):
        found = re.finditer(rb"(?<![0-9])(\d+) 0 obj\b(.*?)\bendobj", data, re.S)
        self.objects = {int(each[1]): each[2] for each in found}

    def having(self, what):
        return [each for each in self.objects.values() if re.search(what, each)]

    def pages(self):
        return len(self.having(rb"/Type ?/Page\b"))

    def attached(self):
        [file] = self.having(rb"/EmbeddedFile\b")
        return _stream(file)

    def text(self):
        """All text of the pages, in the order in which it was written."""
        [page] = self.having(rb"/Type ?/Page\b")
        content = _stream(self._of(rb"/Contents", page)).decode("latin-1")
        return "".join(self._told(content, self._fonts(page)))

    def _told(self, content, fonts):
        letters = {}
        for font, codes in _strings(content):
            letters = fonts[font] if font else letters
            for high, low in zip(codes[::2], codes[1::2], strict=True):
                yield letters.get(high << 8 | low, "\ufffd")

    def _fonts(self, page):
        resources = self._of(rb"/Resources", page) if b"/Font" not in page else page
        named = dict(re.findall(rb"/(f\d+) (\d+) 0 R", resources))
        return {
            name.decode(): _letters(_stream(self._of(rb"/ToUnicode", self.objects[int(number)])))
            for name, number in named.items()
        }

    def _of(self, member, held):
        return self.objects[int(re.search(member + rb" ?\[? ?(\d+) 0 R", held)[1])]


def _stream(held):
    start = re.search(rb"stream\r?\n", held).end()
    data = held[start : start + int(re.search(rb"/Length (\d+)", held)[1])]
    return zlib.decompress(data) if b"/FlateDecode" in held[:start] else data


def _letters(cmap):
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap)
    }


def _strings(content):
    """Each font that is chosen, and each string that is shown; strings may hold brackets."""
    depth, setting, shown = 0, False, bytearray()
    for each in _TOKEN.finditer(content):
        font, octal, escaped, char = each.groups()
        if depth and (octal or escaped):
            shown.append(int(octal, 8) if octal else _ESCAPED.get(escaped, ord(escaped)))
        elif depth == 0 and font:
            yield font, b""
        elif depth == 0 and each[0] in ("BT", "ET"):
            setting = each[0] == "BT"
        elif char == "(" and setting:
            depth += 1
            if depth > 1:
                shown.append(ord(char))
        elif char == ")" and depth:
            depth -= 1
            if depth:
                shown.append(ord(char))
            else:
                yield "", bytes(shown)
                shown.clear()
        elif depth:
            shown.extend(each[0].encode("latin-1"))
