"""Philox-4x32-10 (Salmon et al., 2011) and the uniform numbers that a layer draws, as FastOpt.Reference/ReferencePhilox.cs makes them."""


def block(counter, key):
    x, (k0, k1) = list(counter), key
    for _ in range(10):
        p0, p1 = 0xD2511F53 * x[0], 0xCD9E8D57 * x[2]
        x = [(p1 >> 32) ^ x[1] ^ k0, p1 & 0xFFFFFFFF, (p0 >> 32) ^ x[3] ^ k1, p0 & 0xFFFFFFFF]
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return x


def uniforms(seed, step, stream, batch, size):
    """Multiples of 2^-16 in [0, 1) for the elements of each example; steps count from 1, streams from 0."""
    numbers = []
    for example in range(batch):
        for element in range(size):
            group, inside = divmod(element, 128)
            counter = (16 * group + inside % 16, example, step & 0xFFFFFFFF, ((stream + 1) << 16) + (step >> 32))
            word = block(counter, (seed & 0xFFFFFFFF, seed >> 32))[inside // 32]
            numbers.append((word >> 16 if inside % 32 >= 16 else word & 0xFFFF) / 65536)
    return numbers
