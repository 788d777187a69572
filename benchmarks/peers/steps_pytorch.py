#!/usr/bin/env python3
"""The peer of `-- steps` in PyTorch (eager): runs steps of a network on request, so that the harness can interleave rounds with other engines.

Install:  apt-get install python3-torch libopenblas0-openmp        (Debian 12: PyTorch 1.13, CPU)
Run:      started by the harness. By hand: echo 'open train adam softmax 32 2-16-16-2
          run 1000' | /usr/bin/python3 steps_pytorch.py

Protocol, one line each: first, unasked, `ready DESCRIPTION`.
  open train|predict adam|adam-by-tensor|sgd|none softmax|mse BATCH LAYERS   ->  `ok NOTE` or `skipped REASON`
  run STEPS                                                   ->  `WALL CPU`, nanoseconds for all of the steps, of the clock and of the thread
  memory                                                      ->  the most bytes that the process has held

LAYERS are widths with ReLU between them (2-16-16-2), or the extents of an example and the layers as FastOpt declares them, without spaces
(64;Dense(128);LayerNorm;Gelu;Dense(1) or 1x28x28;Conv2D(6,5,Padding=2);Relu;MaxPool2D(2);Flatten;Dense(10)). The data is in memory, four random batches in turn. Of Adam's two forms (by tensor, foreach) the one that is
faster for the case runs; the note says which. One thread. Exits with 77 when torch is not installed.
"""

import os
import re
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


class Layers(torch.nn.Module):
    """The layers of a case, each a module but for marks and additions."""

    def __init__(self, text):
        super().__init__()
        widths = text.split("-")
        texts = text.split(";") if ";" in text else widths[:1] + ";Relu;".join(f"Dense({width})" for width in widths[1:]).split(";")
        self.shape = [int(extent) for extent in texts[0].split("x")]
        shape = list(self.shape)
        self.layers, self.parts = [], torch.nn.ModuleList()
        for name, argument in (re.fullmatch(r"(\w+)(?:\((.*)\))?", layer).groups() for layer in texts[1:]):
            sizes = [int(part) for part in (argument or "").split(",") if part.isdigit()]
            options = dict((key.lower(), int(value)) for key, value in re.findall(r"(\w+)=(\d+)", argument or ""))
            module = {
                "Dense": lambda: torch.nn.Linear(shape[0], int(argument)),
                "Conv2D": lambda: torch.nn.Conv2d(shape[0], *sizes, **options),
                "Conv1D": lambda: torch.nn.Conv1d(shape[0], *sizes, **options),
                "MaxPool2D": lambda: torch.nn.MaxPool2d(*sizes, **options),
                "MaxPool1D": lambda: torch.nn.MaxPool1d(*sizes, **options),
                "Flatten": torch.nn.Flatten,
                "BatchNorm": lambda: torch.nn.BatchNorm1d(shape[0]),
                "LayerNorm": lambda: torch.nn.LayerNorm(shape[0]),
                "Dropout": lambda: torch.nn.Dropout(float(argument)),
                "Relu": torch.nn.ReLU,
                "Gelu": torch.nn.GELU,
                "Mark": lambda: None,
                "Add": lambda: None,
            }[name]()
            if module is not None and not name.startswith(("Dropout", "BatchNorm", "LayerNorm")):
                with torch.no_grad():
                    shape = list(module(torch.zeros(1, *shape)).shape[1:])
            self.layers.append((name, argument, module))
            self.parts.extend([module] if module is not None else [])
        self.outputs, self.branches = shape[0], len(self.parts) < len(self.layers)

    def forward(self, x):
        marks = {}
        for name, argument, module in self.layers:
            if module is not None:
                x = module(x)
            elif name == "Mark":
                marks[argument] = x
            else:
                x = x + marks[argument]
        return x


class Case:
    """A network with its data, and one function that runs a step on the batch of a number."""

    def __init__(self, work, optimizer, loss, batch, text, foreach=False):
        torch.manual_seed(1)
        layers = Layers(text)
        model = layers if layers.branches else torch.nn.Sequential(*layers.parts)
        model.train(work == "train")
        inputs = [torch.randn(batch, *layers.shape) for _ in range(BATCHES)]
        if loss == "softmax":
            criterion = torch.nn.CrossEntropyLoss()
            targets = [torch.randint(0, layers.outputs, (batch,)) for _ in range(BATCHES)]
        else:
            criterion = torch.nn.MSELoss()
            targets = [torch.randn(batch, layers.outputs) for _ in range(BATCHES)]

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
    work, optimizer, loss, batch, text = words
    arguments = work, optimizer, loss, int(batch), text
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
