"""Records what river's ADWIN and PageHinkley detect. Writes drift.json beside it. It needs numpy.

The streams are those of river's docstrings, of its tests (test_adwin_regression.py) and of its issue 574. river itself is not needed: the two detectors are
written down here plainly from the papers and river's parameters, and what river publishes of these streams is asserted before anything is recorded.
"""
import json
import math
import os
import random

import numpy as np


class Adwin:
    """Buckets are (numbers, sum, squared distances from their mean), the oldest first in one list."""

    def __init__(self, delta=0.002, clock=32, max_buckets=5, min_window=5, grace=10):
        self.delta, self.clock, self.max_buckets, self.min_window, self.grace = delta, clock, max_buckets, min_window, grace
        self.clear()

    def clear(self):
        self.buckets, self.width, self.sum, self.squares, self.ticks, self.detected = [], 0, 0.0, 0.0, 0, False

    def merge(self):
        size = 1
        while True:
            places = [i for i, bucket in enumerate(self.buckets) if bucket[0] == size]
            if len(places) <= self.max_buckets:
                return
            i = places[0]
            (n, a, v), (_, b, w) = self.buckets[i], self.buckets[i + 1]
            self.buckets[i:i + 2] = [(2 * n, a + b, v + w + n * n * (a / n - b / n) * (a / n - b / n) / (n + n))]
            size *= 2

    def cut(self):
        older, older_sum = 0, 0.0
        newer, newer_sum = self.width, self.sum
        for n, total, _ in self.buckets[:-1]:
            older, older_sum, newer, newer_sum = older + n, older_sum + total, newer - n, newer_sum - total
            if older < self.min_window or newer < self.min_window:
                continue
            log = math.log(2 * math.log(self.width) / self.delta)
            inverse = 1 / (older - self.min_window + 1) + 1 / (newer - self.min_window + 1)
            bound = math.sqrt(2 * inverse * (self.squares / self.width) * log) + 2 / 3 * log * inverse
            if abs(older_sum / older - newer_sum / newer) > bound:
                return True
        return False

    def update(self, x):
        if self.detected:
            self.clear()
        self.buckets.append((1, x, 0.0))
        self.width += 1
        if self.width > 1:
            before = self.width - 1
            self.squares += before * (x - self.sum / before) * (x - self.sum / before) / self.width
        self.sum += x
        self.merge()
        self.ticks += 1
        self.detected = False
        if self.ticks % self.clock == 0 and self.width > self.grace:
            while self.cut():
                n, total, squares = self.buckets.pop(0)
                self.width -= n
                self.sum -= total
                difference = total / n - self.sum / self.width
                self.squares -= squares + n * self.width * difference * difference / (n + self.width)
                self.detected = True
        return self.detected

    def state(self):
        return [self.width, self.sum / self.width, self.squares / self.width]


class PageHinkley:
    def __init__(self, min_instances=30, delta=0.005, threshold=50.0, alpha=0.9999, mode="both"):
        self.min_instances, self.delta, self.threshold, self.alpha, self.mode = min_instances, delta, threshold, alpha, mode
        self.clear()

    def clear(self):
        self.n, self.mean, self.up, self.down, self.least, self.most, self.detected = 0, 0.0, 0.0, 0.0, math.inf, -1.0, False

    def update(self, x):
        if self.detected:
            self.clear()
        self.n += 1
        self.mean += (x - self.mean) / self.n
        self.up = self.alpha * self.up + (x - self.mean) - self.delta
        self.down = self.alpha * self.down + (x - self.mean) + self.delta
        self.least, self.most = min(self.least, self.up), max(self.most, self.down)
        risen, fallen = self.up - self.least > self.threshold, self.most - self.down > self.threshold
        self.detected = self.n >= self.min_instances and (risen and self.mode != "down" or fallen and self.mode != "up")
        return self.detected

    def state(self):
        return [self.n, self.mean]


def run(detector, stream):
    return [i for i, x in enumerate(stream) if detector.update(float(x))]


def choices(seed, *parts):
    rng = random.Random(seed)
    return [float(x) for values, count in parts for x in rng.choices(values, k=count)]


docstring = choices(12345, ([0, 1], 1000), (range(4, 8), 1000))
four = choices(42, ([0, 1], 1000), (range(4, 8), 1000), ([0, 1], 1000), (range(4, 8), 1000))
np.random.seed(12345)
integers = [float(x) for x in np.concatenate((np.random.randint(2, size=1000), np.random.randint(8, size=1000)))]
state = np.random.RandomState(seed=42)
issue = [float(x) for part in (state.normal(0.8, 0.05, 1000), state.normal(0.4, 0.02, 1000), state.normal(0.6, 0.1, 1000)) for x in part]
rng = random.Random(7)
errors = [float(rng.random() < (0.1 if i < 800 else 0.35 if i < 1700 else 0.12)) for i in range(2600)]

# What river publishes: the docstrings of both detectors, and the tests of ADWIN.
assert run(Adwin(), docstring) == [1023] and docstring[1023] == 4
assert run(PageHinkley(), docstring) == [1006] and docstring[1006] == 5
assert run(Adwin(), integers) == [1023]
assert run(Adwin(), four) == [1023, 2015, 3007]

streams = {"docstring": docstring, "four": four, "integers": integers, "issue574": issue, "errors": errors}
adwins = [{}, {"delta": 0.05}, {"clock": 1}, {"clock": 7, "max_buckets": 2}, {"min_window": 20, "grace": 200}, {"delta": 1e-6, "max_buckets": 9}]
tests = [{}, {"mode": "up"}, {"mode": "down"}, {"threshold": 5.0, "delta": 0.1}, {"alpha": 0.99, "threshold": 10.0, "min_instances": 100}]
cases = []
for name, stream in streams.items():
    for kind, parameters in [("Adwin", p) for p in adwins] + [("PageHinkley", p) for p in tests]:
        detections = run(globals()[kind](**parameters), stream)
        detector, states = globals()[kind](**parameters), []
        for i, x in enumerate(stream):
            detector.update(x)
            if i % 250 == 249:
                states.append(detector.state())
        cases.append({"detector": kind, "parameters": parameters, "stream": name, "detections": detections, "states": states})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "drift.json"), "w", newline="\n") as file:
    json.dump({"origin": "river 0.21 and later, by this script", "streams": streams, "cases": cases}, file)
    file.write("\n")
