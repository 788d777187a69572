#!/usr/bin/env python3
"""784-128-10 or LeNet-5 on MNIST in PyTorch (eager): the peer of `fastopt train digits --data DIR --epochs N --batch N`, or `digits-cnn`.

Install:  apt-get install python3-torch        (Debian 12: PyTorch 1.13, CPU)
Run:      mnist_pytorch.py DIR [--model digits | digits-cnn] [--epochs 10] [--batch 64] [--learning-rate 1e-3] [--seed 42]

The data is in memory and shuffled outside the clock; a batch is a view. The clock runs over the training steps alone: forward, loss, backward,
update. Prints `training time … s` and `test accuracy … %`. Exits with 77 when torch is not installed.
"""

import argparse
import gzip
import os
import struct
import sys
import time

try:
    import torch
except ImportError:
    print("skipped: PyTorch is not installed (apt-get install python3-torch)")
    sys.exit(77)


def read(directory, name, rank):
    """Reads an IDX file of bytes, plain or compressed, into a tensor."""
    path = os.path.join(directory, name)
    opened = open(path, "rb") if os.path.exists(path) else gzip.open(path + ".gz", "rb")
    with opened as file:
        content = file.read()
    extents = struct.unpack_from(f">{rank}I", content, 4)
    # A bytearray, because torch warns of memory that it must not write to.
    return torch.frombuffer(bytearray(content[4 + 4 * rank:]), dtype=torch.uint8).reshape(extents)


def read_set(directory, prefix):
    images = read(directory, f"{prefix}-images-idx3-ubyte", 3).reshape(-1, 28 * 28).float() / 255
    return images, read(directory, f"{prefix}-labels-idx1-ubyte", 1).long()


def digits():
    return torch.nn.Sequential(torch.nn.Linear(784, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10))


def digits_cnn():
    """LeNet-5 as src/FastOpt.Cli/Models/DigitsCnn.cs declares it."""
    return torch.nn.Sequential(
        torch.nn.Unflatten(1, (1, 28, 28)),
        torch.nn.Conv2d(1, 6, 5, padding=2), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
        torch.nn.Conv2d(6, 16, 5), torch.nn.ReLU(), torch.nn.MaxPool2d(2), torch.nn.Flatten(),
        torch.nn.Linear(400, 120), torch.nn.ReLU(), torch.nn.Linear(120, 84), torch.nn.ReLU(), torch.nn.Linear(84, 10))


# The network, and what the learning rate is multiplied by after each epoch.
MODELS = {"digits": (digits, 1.0), "digits-cnn": (digits_cnn, 0.8)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directory")
    parser.add_argument("--model", choices=MODELS, default="digits")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=42)
    options = parser.parse_args()

    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    images, labels = read_set(options.directory, "train")
    test_images, test_labels = read_set(options.directory, "t10k")

    create, decay = MODELS[options.model]
    model = create()
    loss_function = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=options.learning_rate)
    schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, decay)

    seconds, steps = 0.0, 0
    for _ in range(options.epochs):
        order = torch.randperm(len(images))
        batches = list(zip(images[order].split(options.batch), labels[order].split(options.batch)))
        start = time.perf_counter()
        for batch_images, batch_labels in batches:
            optimizer.zero_grad()
            loss = loss_function(model(batch_images), batch_labels)
            loss.backward()
            optimizer.step()
        schedule.step()
        seconds += time.perf_counter() - start
        steps += len(batches)

    with torch.no_grad():
        correct = (model(test_images).argmax(1) == test_labels).sum().item()
    print(f"test accuracy {100 * correct / len(test_labels):.2f} % ({correct:,} of {len(test_labels):,})")
    print(f"training time {seconds:.3f} s ({steps:,} steps, {1e6 * seconds / steps:.1f} µs per step)")


if __name__ == "__main__":
    main()
