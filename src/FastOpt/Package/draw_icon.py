"""Draws icon.png, the package's icon: a loss curve that descends in steps, over the lanes of a vector.

Usage: python3 draw_icon.py        (needs nothing but Python)
"""
import math
import pathlib
import struct
import zlib

SIZE, SAMPLES = 128, 4
BACKGROUND, LANE, CURVE = (24, 30, 46), (44, 56, 84), (255, 176, 46)


def loss(x):
    """The curve's height at x, both in units of the icon: a decaying exponential."""
    return 0.18 + 0.62 * (1 - math.exp(-4.2 * (x - 0.16)))


def color(x, y):
    """The color at a point of the unit square, y downwards; None outside of the rounded corners."""
    radius = 0.18
    dx, dy = max(radius - x, x - (1 - radius), 0), max(radius - y, y - (1 - radius), 0)
    if math.hypot(dx, dy) > radius:
        return None
    if 0.14 < x < 0.86:
        slope = 0.62 * 4.2 * math.exp(-4.2 * (x - 0.16))
        if abs(y - loss(x)) / math.hypot(1, slope) < 0.035:
            return CURVE
        if 0.14 < y < 0.86 and (x - 0.14) / 0.72 * 8 % 1 < 0.55 and y > loss(x):
            return LANE
    return BACKGROUND


def pixel(column, row):
    """The mean of the samples of one pixel, as red, green, blue, alpha."""
    total = [0, 0, 0, 0]
    for sample in range(SAMPLES * SAMPLES):
        found = color((column + (sample % SAMPLES + 0.5) / SAMPLES) / SIZE, (row + (sample // SAMPLES + 0.5) / SAMPLES) / SIZE)
        if found:
            total = [sum_ + part for sum_, part in zip(total, (*found, 1))]
    count = total[3]
    return bytes(round(part / count) if count else 0 for part in total[:3]) + bytes([round(255 * count / SAMPLES**2)])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
image = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
pathlib.Path(__file__).with_name("icon.png").write_bytes(image)
