"""How colours are told apart, by those who see all of them and by those who do not.

Colour blindness after Machado, Oliveira and Fernandes (2009), at full severity, on linear RGB;
distances by CIEDE2000; contrast as in WCAG 2.2.
"""

import math
from itertools import starmap

Colour = tuple[float, float, float]
Matrix = tuple[Colour, Colour, Colour]

EYES: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Colour = (0.95047, 1.0, 1.08883)


def linear(colour: str) -> Colour:
    """`#rrggbb` as amounts of light."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _times(matrix: Matrix, colour: Colour) -> Colour:
    one, two, three = (sum(map(float.__mul__, map(float, row), colour)) for row in matrix)
    return one, two, three


def seen(colour: str, eye: str) -> Colour:
    """A colour in L*a*b* as that eye sees it."""
    red, green, blue = (min(1.0, max(0.0, part)) for part in _times(EYES[eye], linear(colour)))
    return lab((red, green, blue))


def lab(light: Colour) -> Colour:
    x, y, z = (_bent(a / b) for a, b in zip(_times(_XYZ, light), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _bent(part: float) -> float:
    return part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116


def hue(colour: str) -> float:
    """The angle of a colour in L*a*b*: 0 red, 90 yellow, 180 green to blue, 270 blue."""
    _, a, b = seen(colour, "normal")
    return math.degrees(math.atan2(b, a)) % 360


def chroma(colour: str) -> float:
    _, a, b = seen(colour, "normal")
    return math.hypot(a, b)


def contrast(one: str, other: str) -> float:
    low, high = sorted(starmap(_brightness, ((one,), (other,))))
    return (high + 0.05) / (low + 0.05)


def _brightness(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def distance(one: Colour, other: Colour) -> float:
    """CIEDE2000; the names are those of the standard."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 1 + 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    c1, c2 = math.hypot(a1 * g, b1), math.hypot(a2 * g, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * g)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    light, c = (l1 + l2) / 2, (c1 + c2) / 2
    h = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    sl = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * c, 1 + 0.015 * c * _t(h)
    parts = (l2 - l1) / sl, (c2 - c1) / sc, dh / sh
    rotated = _rotation(c, h) * parts[1] * parts[2]
    return math.sqrt(sum(part**2 for part in parts) + rotated)


def _t(h: float) -> float:
    weights = ((0.17, h - 30, -1), (0.24, 2 * h, 1), (0.32, 3 * h + 6, 1), (0.20, 4 * h - 63, -1))
    return 1 + sum(sign * size * math.cos(math.radians(turn)) for size, turn, sign in weights)


def _rotation(c: float, h: float) -> float:
    bent = math.radians(60 * math.exp(-(((h - 275) / 25) ** 2)))
    return -2 * math.sqrt(c**7 / (c**7 + 25**7)) * math.sin(bent)
