#!/usr/bin/env python3
"""Prints the initial weights that InitialWeightTests pins, from an implementation of its own.

Run it as
    python3 tests/FastOpt.Tests/Recorded/record_initial_weights.py

It needs nothing but Python 3.8 or later: Philox4x32-10 is written out below from the paper (Salmon, Moraes, Dror, Shaw, 2011), and the inverse
normal distribution function is the standard library's, which follows the same algorithm AS 241 as FastOpt.
"""
import math
import statistics
import struct

MASK = 0xFFFFFFFF


def philox(counter, key):
    counter, key = list(counter), list(key)
    for _ in range(10):
        high0, low0 = divmod(0xD2511F53 * counter[0], 1 << 32)
        high1, low1 = divmod(0xCD9E8D57 * counter[2], 1 << 32)
        counter = [high1 ^ counter[1] ^ key[0], low1, high0 ^ counter[3] ^ key[1], low0]
        key = [(key[0] + 0x9E3779B9) & MASK, (key[1] + 0xBB67AE85) & MASK]
    return counter


# The paper's known answers.
assert philox([0] * 4, [0] * 2) == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]
assert philox([MASK] * 4, [MASK] * 2) == [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]
assert philox([0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344], [0xA4093822, 0x299F31D0]) == [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1]


def uniform(seed, layer, index):
    block = philox([index // 4, layer, 0, 0], [seed & MASK, seed >> 32])
    return (block[index % 4] + 0.5) / 2**32


def normal(seed, layer, index):
    return statistics.NormalDist().inv_cdf(uniform(seed, layer, index))


def bits(value):
    return struct.unpack("<I", struct.pack("<f", value))[0]


INITIALIZERS = {
    "HeNormal": lambda s, l, i, fan_in, fan_out: normal(s, l, i) * math.sqrt(2 / fan_in),
    "HeUniform": lambda s, l, i, fan_in, fan_out: (2 * uniform(s, l, i) - 1) * math.sqrt(6 / fan_in),
    "GlorotNormal": lambda s, l, i, fan_in, fan_out: normal(s, l, i) * math.sqrt(2 / (fan_in + fan_out)),
    "GlorotUniform": lambda s, l, i, fan_in, fan_out: (2 * uniform(s, l, i) - 1) * math.sqrt(6 / (fan_in + fan_out)),
    "LeCunNormal": lambda s, l, i, fan_in, fan_out: normal(s, l, i) * math.sqrt(1 / fan_in),
    "TorchDefault": lambda s, l, i, fan_in, fan_out: (2 * uniform(s, l, i) - 1) / math.sqrt(fan_in),
}

FAN_IN, FAN_OUT = 784, 128
for name, sample in INITIALIZERS.items():
    for seed, layer in ((0, 0), (42, 1), (0xFEDCBA9876543210, 7)):
        words = ", ".join(f"0x{bits(sample(seed, layer, i, FAN_IN, FAN_OUT)):08X}" for i in range(4))
        print(f"    {{ nameof({name}), 0x{seed:X}, {layer}, [{words}] }},")

# Orthogonal: numpy's QR, which is LAPACK's, with the signs that make the diagonal of R positive.
import numpy

for rows, columns in ((5, 3), (3, 5), (4, 4)):
    matrix = numpy.array([normal(42, 1, i) for i in range(rows * columns)]).reshape(rows, columns)
    q, r = numpy.linalg.qr(matrix if rows >= columns else matrix.T)
    q = q * numpy.sign(numpy.diag(r))
    q = q if rows >= columns else q.T
    print(f"    ({rows}, {columns}) => [" + ", ".join(f"{value:.9f}" for value in q.reshape(-1)) + "],")
