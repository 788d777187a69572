#!/usr/bin/env python3
"""The regression of `benchmarks -- housing` in PyTorch and in scikit-learn's MLPRegressor: the same rows, network, batches and epochs, one thread.

Install:  apt-get install python3-torch python3-sklearn      (Debian 12: PyTorch 1.13, scikit-learn 1.2)
Run:      housing_python.py torch|sklearn DIR --epochs N --batch N --learning-rate R --decay R --patience N --seed N

DIR has train-x.npy, train-y.npy, validation-x.npy, …, test-y.npy, which the benchmark writes: split and standardized. Both keep the weights of the epoch with
the best validation loss, and stop behind so many epochs without a better one. Prints `R2 seconds epochs`; the clock runs over the whole fit, validation included.
Exits with 77 when the library is not installed.
"""

import argparse
import copy
import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy

parser = argparse.ArgumentParser()
parser.add_argument("library", choices=["torch", "sklearn"])
parser.add_argument("directory")
parser.add_argument("--epochs", type=int, required=True)
parser.add_argument("--batch", type=int, required=True)
parser.add_argument("--learning-rate", type=float, required=True)
parser.add_argument("--decay", type=float, required=True)
parser.add_argument("--patience", type=int, required=True)
parser.add_argument("--seed", type=int, required=True)
options = parser.parse_args()

data = {part: tuple(numpy.load(os.path.join(options.directory, f"{part}-{side}.npy")) for side in "xy") for part in ("train", "validation", "test")}


class Torch:
    def __init__(self):
        import torch
        torch.set_num_threads(1)
        torch.manual_seed(options.seed)
        self.torch = torch
        inputs = data["train"][0].shape[1]
        self.model = torch.nn.Sequential(
            torch.nn.Linear(inputs, 64), torch.nn.ReLU(), torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 1))
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=options.learning_rate)
        self.schedule = torch.optim.lr_scheduler.ExponentialLR(self.optimizer, options.decay)
        self.x, self.y = (torch.from_numpy(part) for part in data["train"])

    def epoch(self):
        order = self.torch.randperm(len(self.x))
        x, y = self.x[order], self.y[order]
        for batch_x, batch_y in zip(x.split(options.batch), y.split(options.batch)):
            self.optimizer.zero_grad()
            self.torch.nn.functional.mse_loss(self.model(batch_x), batch_y).backward()
            self.optimizer.step()
        self.schedule.step()

    def predict(self, x):
        with self.torch.no_grad():
            return self.model(self.torch.from_numpy(x)).numpy()

    def keep(self):
        return copy.deepcopy(self.model.state_dict())

    def restore(self, kept):
        self.model.load_state_dict(kept)


class Sklearn:
    def __init__(self):
        from sklearn.neural_network import MLPRegressor
        self.model = MLPRegressor(
            (64, 64), batch_size=options.batch, learning_rate_init=options.learning_rate, random_state=options.seed, alpha=0)
        self.x, self.y = data["train"][0], data["train"][1][:, 0]

    def epoch(self):
        self.model.partial_fit(self.x, self.y)

    def predict(self, x):
        return self.model.predict(x)[:, None]

    def keep(self):
        return copy.deepcopy((self.model.coefs_, self.model.intercepts_))

    def restore(self, kept):
        self.model.coefs_, self.model.intercepts_ = kept


def main():
    try:
        fitted = Torch() if options.library == "torch" else Sklearn()
    except ImportError as e:
        print(f"skipped: {e}")
        sys.exit(77)

    start = time.perf_counter()
    best, kept, waited, epoch = float("inf"), None, 0, 0
    x, y = data["validation"]
    while epoch < options.epochs and waited < options.patience:
        epoch += 1
        fitted.epoch()
        loss = float(((fitted.predict(x) - y) ** 2).mean())
        if loss < best:
            best, kept, waited = loss, fitted.keep(), 0
        else:
            waited += 1
    fitted.restore(kept)
    seconds = time.perf_counter() - start

    x, y = data["test"]
    residual = ((fitted.predict(x).astype("f8") - y) ** 2).sum()
    print(1 - residual / ((y.astype("f8") - y.mean(dtype="f8")) ** 2).sum(), seconds, epoch)


main()
