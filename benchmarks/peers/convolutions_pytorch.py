#!/usr/bin/env python3
"""The peer of `-- convolutions`: oneDNN's kernels as PyTorch (eager) calls them, one at a time, on request.

Install:  apt-get install python3-torch        (Debian 12: PyTorch 1.13, CPU, with oneDNN 2.6)

Protocol, one line each: first, unasked, `ready DESCRIPTION`.
  open KERNEL BATCH CHANNELS HEIGHT WIDTH FILTERS KERNEL_HEIGHT KERNEL_WIDTH PADDING_DOWN PADDING   ->  `ok NOTE`
  run TIMES   ->  `WALL CPU`, nanoseconds for all of them

KERNEL is forward, input, weight, pooled-input or pooled-weight: the gradient alone, the pooled ones with the backward of the maximum before it. Of PyTorch's
two layouts of images, contiguous and channels last, the one that is faster for the shape runs; the note says which. One thread. Exits with 77 when torch is not
installed.
"""

import sys
import time

try:
    import torch
except ImportError:
    print("skipped PyTorch is not installed (apt-get install python3-torch)", flush=True)
    sys.exit(77)

LAYOUTS = {"contiguous": torch.contiguous_format, "channels last": torch.channels_last}


class Case:
    """A kernel with its data."""

    def __init__(self, kernel, numbers, layout):
        batch, channels, height, width, filters, kernel_height, kernel_width, padding_down, padding_right = numbers
        torch.manual_seed(1)
        padding = [padding_down, padding_right]
        x = torch.randn(batch, channels, height, width).contiguous(memory_format=layout)
        weight = torch.randn(filters, channels, kernel_height, kernel_width).contiguous(memory_format=layout)
        bias = torch.randn(filters)
        result = torch.nn.functional.conv2d(x, weight, bias, padding=padding)
        gradient = torch.randn_like(result)
        mask = [kernel.endswith("input"), kernel.endswith("weight"), False]
        size = [2, 2]
        if kernel.startswith("pooled"):
            pooled, places = torch.nn.functional.max_pool2d(result, size, return_indices=True)
            pooled_gradient = torch.randn_like(pooled)

        def backward(of):
            torch.ops.aten.convolution_backward(of, x, weight, [filters], [1, 1], padding, [1, 1], False, [0, 0], 1, mask)

        def forward():
            torch.nn.functional.conv2d(x, weight, bias, padding=padding)

        def pool_backward():
            backward(torch.ops.aten.max_pool2d_with_indices_backward(pooled_gradient, result, size, size, [0, 0], [1, 1], False, places))

        self.step = forward if kernel == "forward" else pool_backward if kernel.startswith("pooled") else lambda: backward(gradient)

    def run(self, times):
        """Runs it; returns the nanoseconds of the clock and of the thread."""
        step = self.step
        wall, cpu = time.perf_counter_ns(), time.thread_time_ns()
        for _ in range(times):
            step()
        return time.perf_counter_ns() - wall, time.thread_time_ns() - cpu


def fastest(kernel, numbers):
    cases = {name: Case(kernel, numbers, layout) for name, layout in LAYOUTS.items()}
    for case in cases.values():
        case.run(3)
    best = {name: min(case.run(3)[1] for _ in range(4)) for name, case in cases.items()}
    name = min(best, key=best.get)
    return name, cases[name]


def main():
    torch.set_num_threads(1)
    case = None
    version = next((line.strip(" -") for line in torch.__config__.show().split("\n") if "MKL-DNN" in line), "no oneDNN")
    print(f"ready PyTorch {torch.__version__} eager, {version}, 1 thread", flush=True)
    with torch.no_grad():
        for line in sys.stdin:
            words = line.split()
            if words[0] == "open":
                note, case = fastest(words[1], [int(word) for word in words[2:]])
                print("ok", note, flush=True)
            elif words[0] == "run":
                print(*case.run(int(words[1])), flush=True)


if __name__ == "__main__":
    main()
