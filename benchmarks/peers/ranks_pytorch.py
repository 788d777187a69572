#!/usr/bin/env python3
"""The peer of `-- ranks` in PyTorch: a step of DistributedDataParallel (gloo) on several processes of one thread each, and of the plain module on one.

Install:  apt-get install python3-torch libopenblas0-openmp        (Debian 12: PyTorch 1.13 with gloo, CPU)
Run:      /usr/bin/python3 ranks_pytorch.py large|vgg BATCH PROCESSES SECONDS   ->  `figure shared NANOSECONDS`, the median of 15 batches of steps

BATCH is of all processes together. The data is in memory, Adam as it is by default. Exits with 77 where torch, or its torch.distributed, is not there.
"""

import os
import sys
import time

# One thread each: set_num_threads does not reach every build of OpenBLAS.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

try:
    import torch
    import torch.distributed as dist
except ImportError:
    print("skipped PyTorch is not installed (apt-get install python3-torch libopenblas0-openmp)", flush=True)
    sys.exit(77)


def network(name):
    layers = torch.nn
    if name == "large":
        return layers.Sequential(
            layers.Linear(784, 1024), layers.ReLU(), layers.Linear(1024, 1024), layers.ReLU(), layers.Linear(1024, 10)), (784,)
    blocks = []
    for before, filters in ((3, 32), (32, 64)):
        blocks += [layers.Conv2d(before, filters, 3, padding=1), layers.ReLU(), layers.Conv2d(filters, filters, 3, padding=1), layers.ReLU(), layers.MaxPool2d(2)]
    return layers.Sequential(*blocks, layers.Flatten(), layers.Linear(64 * 8 * 8, 128), layers.ReLU(), layers.Linear(128, 10)), (3, 32, 32)


def train(rank, name, batch, processes, seconds, store):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    module, shape = network(name)
    if processes > 1:
        dist.init_process_group("gloo", init_method=f"file://{store}", rank=rank, world_size=processes)
        module = torch.nn.parallel.DistributedDataParallel(module)
    optimizer = torch.optim.Adam(module.parameters(), lr=1e-5)
    share = batch // processes
    inputs, labels = torch.rand(share, *shape), torch.randint(10, (share,))
    loss = torch.nn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss(module(inputs), labels).backward()
        optimizer.step()

    def agreed(number):
        value = torch.tensor([float(number)])
        if processes > 1:
            dist.broadcast(value, 0)
        return value.item()

    for _ in range(5):
        step()
    start = time.perf_counter_ns()
    for _ in range(5):
        step()
    each = max(1, int(agreed(seconds * 1e9 / 15 / ((time.perf_counter_ns() - start) / 5))))
    times = []
    for _ in range(15):
        start = time.perf_counter_ns()
        for _ in range(each):
            step()
        times.append((time.perf_counter_ns() - start) / each)
    if rank == 0:
        print(f"figure shared {sorted(times)[7]:.0f}", flush=True)


def main():
    if not dist.is_available() or not dist.is_gloo_available():
        print("skipped this PyTorch has no torch.distributed with gloo", flush=True)
        sys.exit(77)
    name, batch, processes, seconds = sys.argv[1], *(int(text) for text in sys.argv[2:5])
    if processes == 1:
        train(0, name, batch, 1, seconds, "")
        return
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        torch.multiprocessing.spawn(train, (name, batch, processes, seconds, os.path.join(folder, "store")), nprocs=processes)


if __name__ == "__main__":
    main()
