#!/usr/bin/env python3
"""The peer of `-- steps` in PyTorch (eager): runs steps of a dense network on request, so that the harness can interleave rounds with other engines.

Install:  apt-get install python3-torch libopenblas0-openmp        (Debian 12: PyTorch 1.13, CPU)
Run:      started by the harness. By hand: echo 'open train adam softmax 32 2-16-16-2
          run 1000' | /usr/bin/python3 steps_pytorch.py

Protocol, one line each: first, unasked, `ready DESCRIPTION`.
  open train|predict adam|adam-by-tensor|sgd|none softmax|mse BATCH WIDTHS   ->  `ok NOTE` or `skipped REASON`
  run STEPS                                                   ->  `WALL CPU`, nanoseconds for all of the steps, of the clock and of the thread
  memory                                                      ->  the most bytes that the process has held

Hidden layers are ReLU. The data is in memory, four random batches in turn. Of Adam's two forms (by tensor, foreach) the one that is faster for the case
runs; the note says which. One thread. Exits with 77 when torch is not installed.
"""

import os
import resource
import sys
import time

try:
    import torch
except ImportError:
    print("skipped PyTorch is not installed (apt-get install python3-torch libopenblas0-openmp)", flush=True)
    sys.exit(77)

LEARNING_RATE = 1e-5
BATCHES = 4


class Case:
    """A network with its data, and one function that runs a step on the batch of a number."""

    def __init__(self, work, optimizer, loss, batch, widths, foreach=False):
        torch.manual_seed(1)
        layers = []
        for index, (inputs, outputs) in enumerate(zip(widths, widths[1:])):
            layers.append(torch.nn.Linear(inputs, outputs))
            if index < len(widths) - 2:
                layers.append(torch.nn.ReLU())
        model = torch.nn.Sequential(*layers)
        inputs = [torch.randn(batch, widths[0]) for _ in range(BATCHES)]
        if loss == "softmax":
            criterion = torch.nn.CrossEntropyLoss()
            targets = [torch.randint(0, widths[-1], (batch,)) for _ in range(BATCHES)]
        else:
            criterion = torch.nn.MSELoss()
            targets = [torch.randn(batch, widths[-1]) for _ in range(BATCHES)]

        if work == "predict":
            def step(number):
                with torch.no_grad():
                    model(inputs[number])
        else:
            if optimizer.startswith("adam"):
                update = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, foreach=foreach)
            else:
                update = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)

            def step(number):
                update.zero_grad(set_to_none=True)
                criterion(model(inputs[number]), targets[number]).backward()
                update.step()

        self.step = step

    def run(self, steps):
        """Runs steps; returns the nanoseconds of the clock and of the thread."""
        step = self.step
        wall, cpu = time.perf_counter_ns(), time.thread_time_ns()
        for index in range(steps):
            step(index % BATCHES)
        return time.perf_counter_ns() - wall, time.thread_time_ns() - cpu


def fastest(cases):
    """Of several forms of a case, the one whose best short run is the shortest."""
    if len(cases) == 1:
        return next(iter(cases.items()))
    for case in cases.values():
        case.run(3)
    best = {name: min(case.run(4)[1] for _ in range(6)) for name, case in cases.items()}
    name = min(best, key=best.get)
    return name, cases[name]


def build(words):
    work, optimizer, loss, batch, widths = words
    arguments = work, optimizer, loss, int(batch), [int(width) for width in widths.split("-")]
    if optimizer != "adam" or work == "predict":
        return {"": Case(*arguments)}
    return {"Adam by tensor": Case(*arguments), "Adam foreach": Case(*arguments, foreach=True)}


def blas():
    """Which OpenBLAS this process has loaded, from its own map of memory."""
    with open("/proc/self/maps", encoding="ascii") as maps:
        names = {os.path.basename(os.path.realpath(line.split()[-1])) for line in maps if "openblas" in line}
    return ", ".join(sorted(name for name in names if name.startswith("libopenblas"))) or "unknown BLAS"


def main():
    torch.set_num_threads(1)
    torch.randn(8, 8) @ torch.randn(8, 8)
    print(f"ready PyTorch {torch.__version__} eager, 1 thread, {blas()}", flush=True)
    case = None
    for line in sys.stdin:
        words = line.split()
        if words[0] == "open":
            case = None
            note, case = fastest(build(words[1:]))
            print("ok", note, flush=True)
        elif words[0] == "run":
            print(*case.run(int(words[1])), flush=True)
        elif words[0] == "memory":
            print(1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)


if __name__ == "__main__":
    main()
