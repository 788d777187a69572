#!/usr/bin/env python3
"""Records PyTorch runs of networks with embeddings into embeddings.json.

Run it as
    apt-get install python3-torch        # Debian 12: PyTorch 1.13
    /usr/bin/python3 tests/FastOpt.Tests/Recorded/record_embeddings.py

An example has numeric inputs in columns 1 and 2 and numbers of vectors in columns 0 and 3, each replaced by its vector in place. Parameters and data are
formulas that RecordedEmbeddingTests repeats. "dense" is torch.nn.Embedding; of "lazy" tables only vectors that were read move, with SparseAdam for Adam and
with SGD without momentum. Stored are the losses of all steps, before their updates, and the parameters after the last one, from float32.
"""
import json
import os

import torch

COUNT, SIZE, UNITS, OUTPUTS, BATCH, STEPS = 11, 3, 7, 2, 5, 100


def parameters(count):
    return [(i * 37 + 11) % 101 / 101 - 0.5 for i in range(count)]


def batch(step):
    rows = [[(7 * step + 3 * e + e * e) % COUNT, (5 * e + step) % 11 / 11 - 0.5, (3 * e + 2 * step) % 7 / 7, (step * step + 2 * e) % 8] for e in range(BATCH)]
    targets = [[(e + step + 2 * o) % 5 / 5 - 0.4 for o in range(OUTPUTS)] for e in range(BATCH)]
    return torch.tensor(rows), torch.tensor(targets)


def run(optimizer, is_lazy):
    table = torch.nn.Embedding(COUNT, SIZE, sparse=is_lazy)
    first, last = torch.nn.Linear(2 + 2 * SIZE, UNITS), torch.nn.Linear(UNITS, OUTPUTS)
    tensors = [table.weight, first.weight, first.bias, last.weight, last.bias]
    values = parameters(sum(tensor.numel() for tensor in tensors))
    with torch.no_grad():
        for tensor in tensors:
            tensor.copy_(torch.tensor(values[:tensor.numel()]).reshape(tensor.shape))
            values = values[tensor.numel():]
    if optimizer == "Adam":
        of_table = torch.optim.SparseAdam if is_lazy else torch.optim.Adam
        optimizers = [of_table([table.weight], lr=0.01), torch.optim.Adam(tensors[1:], lr=0.01)]
    else:
        optimizers = [torch.optim.SGD(tensors, lr=0.05, momentum=0 if is_lazy else 0.9)]
    losses = []
    for step in range(STEPS):
        x, y = batch(step)
        for one in optimizers:
            one.zero_grad()
        vectors = [table(x[:, column].long()) for column in (0, 3)]
        hidden = torch.tanh(first(torch.cat([vectors[0], x[:, 1:3], vectors[1]], 1)))
        loss = torch.nn.functional.mse_loss(last(hidden), y)
        loss.backward()
        for one in optimizers:
            one.step()
        losses.append(loss.item())
    return dict(optimizer=optimizer, isLazy=is_lazy, losses=losses, parameters=[value for tensor in tensors for value in tensor.detach().reshape(-1).tolist()])


if __name__ == "__main__":
    torch.set_num_threads(1)
    runs = [run(optimizer, is_lazy) for optimizer in ("Adam", "Sgd") for is_lazy in (False, True)]
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "embeddings.json")
    with open(path, "w") as file:
        file.write(json.dumps(dict(torch=torch.__version__, runs=runs)).replace('{"optimizer"', '\n{"optimizer"') + "\n")
