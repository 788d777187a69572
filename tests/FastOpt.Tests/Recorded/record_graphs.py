#!/usr/bin/env python3
"""Records PyTorch runs of networks with convolutions, normalizations, branches, dropout and weighted losses into graphs.json.

Run it as
    apt-get install python3-torch        # Debian 12: PyTorch 1.13
    /usr/bin/python3 tests/FastOpt.Tests/Recorded/record_graphs.py

Parameters, data and masks come from generators that FastOpt.Reference repeats exactly (IntegerGenerator.cs, ReferencePhilox.cs, RecordedGraphRun.cs), so
only results are stored, once in float32 (what FastOpt must agree with) and once in float64 (what the oracle must agree with):
    losses         of every step, before its update; of accumulated gradients the mean over the parts
    parameters     after the last step, in canonical order: layer by layer, weight before bias
    buffers        after the last step: of each batch norm the running means, then the running variances
    trainOutputs   of the last step, in training mode, before its update (of the last part)
    evalOutputs    of the first batch after the last step, in evaluation mode
Masks of dropout are stored in hexadecimal, one string a step: bit i % 4 of digit i / 4 says that element i of the batch's value is kept.
"""
import json
import os
import re
import sys

import torch

from record_trajectories import ACTIVATIONS, BATCHES, OPTIMIZERS, OPTIONS, IntegerGenerator, weight_scale
from philox import uniforms

STEPS = 100
SEED = 71  # of data and parameters
DRAW_SEED = 2024  # of dropout


def cases():
    def case(name, layers, loss="SoftmaxCrossEntropy", optimizer="Adam", shape=(6,), batch=13, parts=1, rules=(), frozen=(), loss_options=None, **options):
        return dict(
            name=name, shape=list(shape), layers=layers, loss=loss, lossOptions=loss_options or {}, batch=batch, parts=parts,
            rules=[list(rule) for rule in rules], frozen=list(frozen), optimizer=optimizer, options=options or dict(LearningRate=0.01),
            seed=SEED, drawSeed=DRAW_SEED, batches=BATCHES, steps=STEPS)

    square = "MeanSquaredError"
    momentum = dict(LearningRate=0.02, Momentum=0.9)
    plain = ["Dense(12)", "Tanh", "Dense(3)"]

    # The gradient of a bias right below a batch norm is 0 but for rounding, which Adam and RmsProp would blow up to whole steps:
    # there such biases are left out.
    bare = "Dense({}, Bias = false)".format
    yield case("batch norm, relu", ["Dense(16)", "BatchNorm", "Relu", "Dense(12)", "BatchNorm", "Relu", "Dense(3)"], optimizer="Sgd", **momentum)
    yield case("batch norm, relu, adam", [bare(12), "BatchNorm", "Relu", bare(9), "BatchNorm", "Relu", "Dense(3)"])
    around = ["Dense(12)", "BatchNorm", "Tanh", "BatchNorm", "Dense(9)", "Silu", "BatchNorm", "Dense(3)"]
    yield case("batch norm before and after the activation", around, square, "Sgd", **momentum)
    yield case("batch norm first and last", ["BatchNorm", "Dense(12)", "Gelu", bare(3), "BatchNorm"], square, "RmsProp", LearningRate=0.002)
    yield case("layer norm, gelu", ["Dense(16)", "LayerNorm", "Gelu", "Dense(12)", "LayerNorm", "Gelu", "Dense(3)"], square)
    residual = ["Dense(10)", "Relu", 'Mark("in")', bare(10), "BatchNorm", "Relu", bare(10), "BatchNorm", 'Add("in")', "Relu", "Dense(3)"]
    yield case("residual, batch norm", residual, optimizer="AdamW")
    yield case("group norm", ["Dense(16)", "GroupNorm(2)", "Tanh", "Dense(12)", "GroupNorm(2)", "Silu", "Dense(3)"])
    yield case("rms norm", ["Dense(12)", "RmsNorm", "Silu", "Dense(9)", "RmsNorm", "Dense(3)"], square)
    yield case("prelu", ["Dense(16)", "PRelu", "Dense(12)", "PRelu", "Dense(3)"], square)
    image = ["BatchNorm", "PRelu", "InstanceNorm", "Tanh", "GroupNorm(2)", "Dense(8)", "Tanh", "Dense(3)"]
    yield case("image, batch norm, instance norm, group norm", image, shape=(4, 2, 3))
    branches = ['Mark("a")', "Dense(7)", "Tanh", 'Mark("b")', 'From("a")', "Dense(7)", "Sigmoid", 'Multiply("b")', 'Concat("a")', "Dense(3)"]
    yield case("branches", branches, square)
    yield case("accumulated, clipped by norm, batch norm", [bare(12), "BatchNorm", "Tanh", "Dense(3)"], square, batch=12, parts=3, rules=[("ClipNorm", 0.5)])
    yield case("frozen below a batch norm", ["Dense(12)", "BatchNorm", "Tanh", "Dense(3)"], square, frozen=[True, False, False])
    yield case("dropout", ["Dense(16)", "Relu", "Dropout(0.25)", "Dense(12)", "Tanh", "Dropout(0.5)", "Dense(3)"])
    yield case("label smoothing", plain, loss_options=dict(labelSmoothing=0.1))
    yield case("class weights", plain, loss_options=dict(classWeights=[1, 0.25, 3]))
    yield case("class weights, label smoothing", plain, loss_options=dict(classWeights=[1, 0.25, 3], labelSmoothing=0.1))
    yield case("soft targets", plain, loss_options=dict(softTargets=True))
    yield case("soft targets, class weights, label smoothing", plain, loss_options=dict(softTargets=True, classWeights=[1, 0.25, 3], labelSmoothing=0.1))
    yield case("weighted examples", plain, loss_options=dict(exampleWeights=True))
    yield case("weighted examples, class weights", plain, loss_options=dict(exampleWeights=True, classWeights=[1, 0.25, 3]))
    yield case("weighted examples, squared error", plain, square, loss_options=dict(exampleWeights=True))
    yield case("summed squared error", plain, square, "Sgd", loss_options=dict(sumOutputs=True), LearningRate=0.01, Momentum=0.9)

    bare = "Conv2D({}, 3, Padding = 1, Bias = false)".format
    yield case("convolutions, maximum", ["Conv2D(4, 3, Padding = 1)", "Relu", "MaxPool2D(2)", "Conv2D(5, 2)", "Relu", "Dense(3)"], shape=(2, 6, 6))
    strides = ["Conv2D(5, 3, Stride = 2, Padding = 1)", "Tanh", "Conv2D(4, 2, Stride = 3)", "Tanh", "Dense(3)"]
    yield case("strides", strides, square, "Sgd", (3, 9, 7), **momentum)
    yield case("dilation", ["Conv2D(4, 3, Dilation = 2, Padding = 2)", "Silu", "Conv2D(3, 2, Dilation = 3)", "Tanh", "Dense(3)"], shape=(2, 8, 7))
    grouped = ["Conv2D(6, 3, Groups = 2, Padding = 1)", "Tanh", "Conv2D(6, 3, Groups = 6)", "Tanh", "Conv2D(12, 2, Groups = 6)", "Tanh", "Dense(3)"]
    yield case("groups and depthwise", grouped, optimizer="AdamW", shape=(4, 5, 5))
    means = ["Conv2D(5, 3)", "Gelu", "AveragePool2D(2)", "AveragePool2D(3, Stride = 1, Padding = 1)", "Dense(3)"]
    yield case("average pools", means, square, "RmsProp", (2, 8, 8), LearningRate=0.002)
    yield case("global average pool", ["Conv2D(6, 3)", "Tanh", "Conv2D(3, 1)", "GlobalAveragePool"], shape=(3, 5, 6))
    yield case("rectangular, global maximum", ["Conv2D(7, 2, 3)", "Tanh", "GlobalMaxPool", "Dense(3)"], square, "Sgd", (2, 5, 6), **momentum)
    yield case("batch norm between convolutions", [bare(5), "BatchNorm", "Relu", bare(4), "BatchNorm", "MaxPool2D(2)", "Dense(3)"], shape=(2, 6, 5))
    block = ['Mark("{0}")', bare(4), "BatchNorm", "Relu", bare(4), "BatchNorm", 'Add("{0}")', "Relu"]
    residual = [bare(4), "Relu", *(layer.format("a") for layer in block), *(layer.format("b") for layer in block), "GlobalAveragePool", "Dense(3)"]
    yield case("residual convolutions", residual, optimizer="Sgd", shape=(3, 5, 4), **momentum)
    signal = ["Conv1D(6, 5, Padding = 2, Stride = 2)", "Tanh", "MaxPool1D(2)", "Conv1D(8, 3, Dilation = 2, Groups = 2)", "Tanh", "AveragePool1D(2)", "Dense(3)"]
    yield case("signal", signal, shape=(3, 26))
    overlapping = ["Conv2D(5, 3)", "Tanh", "MaxPool2D(3, Stride = 1, Padding = 1)", "Conv2D(4, 2)", "MaxPool2D(2, 3, Stride = 2)", "Dense(3)"]
    yield case("overlapping maxima", overlapping, square, shape=(2, 8, 8))
    same = ["Conv2D(4, 4, Same = true)", "Tanh", "Conv2D(5, 3, Same = true, Stride = 2)", "Tanh", "Conv2D(3, 2, 3, Same = true, Dilation = 2)", "Dense(3)"]
    yield case("same padding", same, square, shape=(2, 7, 6))
    normalized = ["Conv2D(6, 2)", "GroupNorm(2)", "PRelu", 'Mark("a")', "Conv2D(4, 1, Bias = false)", "InstanceNorm", "Tanh", 'Concat("a")']
    yield case("concatenated, normalized, dropped", normalized + ["Dropout(0.25)", "Conv2D(3, 3)", "Flatten", "Dense(3)"], shape=(2, 5, 6))
    clipped = ["Dense(24)", "Tanh", "Reshape(2, 3, 4)", "Conv2D(5, 2)", "Relu", "MaxPool2D(2)", "Dense(3)"]
    yield case("reshaped, accumulated, clipped", clipped, square, batch=12, parts=3, rules=[("ClipNorm", 0.5)])


class RmsNorm(torch.nn.Module):
    """PyTorch 1.13 has none: the formula of torch.nn.RMSNorm, whose epsilon is that of a float."""

    def __init__(self, size):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(size))

    def forward(self, x):
        return x / torch.sqrt(x.square().mean(1, keepdim=True) + 2**-23) * self.weight


class Dropout(torch.nn.Module):
    """PyTorch's formula with a mask that is given: zero where the uniform number is below the rate, else x / (1 - rate)."""

    def __init__(self, rate, stream):
        super().__init__()
        self.rate, self.stream, self.masks, self.step = rate, stream, [], 0

    def forward(self, x):
        if not self.training:
            return x
        drawn = uniforms(DRAW_SEED, self.step, self.stream, x.shape[0], x[0].numel())
        mask = torch.tensor([0.0 if number < self.rate else 1.0 for number in drawn], dtype=x.dtype).reshape(x.shape)
        kept = [int(bit) for bit in mask.reshape(-1)]
        digits = [sum(bit << i for i, bit in enumerate(kept[start:start + 4])) for start in range(0, len(kept), 4)]
        self.masks.append("".join(f"{digit:x}" for digit in digits))
        return x * mask / (1 - self.rate)


def options_of(argument):
    """Sizes without names, and options with them, of "32, 3, Padding = 1"."""
    parts = [part.strip() for part in argument.split(",")]
    named = dict(part.split(" = ") for part in parts if "=" in part)
    return [int(part) for part in parts if "=" not in part], named


def window(kind, argument, shape):
    """The module of a convolution or pool over [channels, height, width] or [channels, length], and the shape behind it."""
    directions = len(shape) - 1
    sizes, named = options_of(argument)
    is_convolution = kind.startswith("Conv")
    kernel = sizes[1:] if is_convolution else sizes
    kernel = kernel * directions if len(kernel) < directions else kernel
    stride = [int(named["Stride"])] * directions if "Stride" in named else [1] * directions if is_convolution else kernel
    padding = int(named.get("Padding", 0))
    if not is_convolution:
        pools = {"MaxPool": (torch.nn.MaxPool1d, torch.nn.MaxPool2d), "AveragePool": (torch.nn.AvgPool1d, torch.nn.AvgPool2d)}
        module = pools[kind[:-2]][directions - 1](tuple(kernel), tuple(stride), padding)
    else:
        dilation = int(named.get("Dilation", 1))
        layer = (torch.nn.Conv1d, torch.nn.Conv2d)[directions - 1]
        arguments = dict(dilation=dilation, groups=int(named.get("Groups", 1)), bias=named.get("Bias") != "false")
        if named.get("Same") != "true":
            module = layer(shape[0], sizes[0], tuple(kernel), tuple(stride), padding, **arguments)
        elif max(stride) == 1:
            module = layer(shape[0], sizes[0], tuple(kernel), padding="same", **arguments)
        else:
            # PyTorch has it for strides of 1 only: as many places as strides begin, the odd zero behind.
            pads = []
            for extent, size, step in reversed(list(zip(shape[1:], kernel, stride))):
                total = max(0, (-(-extent // step) - 1) * step + (size - 1) * dilation + 1 - extent)
                pads += [total // 2, total - total // 2]
            module = Padded(layer(shape[0], sizes[0], tuple(kernel), tuple(stride), **arguments), pads)
    return module, list(module(torch.zeros(1, *shape)).shape[1:])


class Padded(torch.nn.Module):
    """A convolution of an image with zeros around it."""

    def __init__(self, layer, pads):
        super().__init__()
        self.layer, self.pads = layer, pads

    def forward(self, x):
        return self.layer(torch.nn.functional.pad(x, self.pads))


class GlobalPool(torch.nn.Module):
    """[channels, ...] to [channels]."""

    def __init__(self, reduce):
        super().__init__()
        self.reduce = reduce

    def forward(self, x):
        return self.reduce(x.flatten(2), 2)


class Graph(torch.nn.Module):
    """The layers as they are declared, one module for each that has parameters or draws."""

    def __init__(self, shape, layers):
        super().__init__()
        self.steps, self.parts = [], torch.nn.ModuleList()
        shape, marks, ordinal = list(shape), {}, 0
        for text in layers:
            name, argument = re.fullmatch(r"(\w+)(?:\((.*)\))?", text).groups()
            if argument and name in ("Mark", "From", "Add", "Multiply", "Concat"):
                argument = argument.strip('"')
            size = 1
            for extent in shape:
                size *= extent
            norm = {1: torch.nn.BatchNorm1d, 2: torch.nn.BatchNorm1d, 3: torch.nn.BatchNorm2d}[len(shape)]
            instance = {1: None, 2: torch.nn.InstanceNorm1d, 3: torch.nn.InstanceNorm2d}[len(shape)]
            units = int(argument.split(",")[0]) if name == "Dense" else 0
            if name == "Mark":
                marks[argument] = list(shape)
                self.steps.append(("Mark", argument, None))
                continue
            if name == "From":
                shape = list(marks[argument])
            elif name == "Concat":
                shape[0] += marks[argument][0]
            module = {
                "Dense": lambda: torch.nn.Linear(size, units, bias="Bias = false" not in argument),
                "BatchNorm": lambda: norm(shape[0]),
                "LayerNorm": lambda: torch.nn.LayerNorm(shape),
                "GroupNorm": lambda: torch.nn.GroupNorm(int(argument), shape[0]),
                "InstanceNorm": lambda: instance(shape[0]),
                "RmsNorm": lambda: RmsNorm(shape[0]),
                "PRelu": lambda: torch.nn.PReLU(shape[0]),
                "Dropout": lambda: Dropout(float(argument), ordinal),
            }.get(name, ACTIVATIONS.get(name, lambda: None))()
            if name == "Dense":
                shape = [units]
            elif name.endswith("1D") or name.endswith("2D"):
                module, shape = window(name, argument, shape)
            elif name.startswith("Global"):
                module, shape = GlobalPool(torch.amax if name == "GlobalMaxPool" else torch.mean), shape[:1]
            elif name in ("Flatten", "Reshape"):
                shape = [size] if name == "Flatten" else [int(extent) for extent in argument.split(",")]
                module = torch.nn.Flatten() if name == "Flatten" else torch.nn.Unflatten(1, shape)
            ordinal += name == "Dropout"
            self.steps.append((name, argument, module))
            if module is not None:
                self.parts.append(module)

    def forward(self, x):
        marks = {}
        for name, argument, module in self.steps:
            if name == "Mark":
                marks[argument] = x
            elif name == "From":
                x = marks[argument]
            elif name == "Add":
                x = x + marks[argument]
            elif name == "Multiply":
                x = x * marks[argument]
            elif name == "Concat":
                x = torch.cat([x, marks[argument]], 1)
            else:
                x = module(x.flatten(1) if name == "Dense" else x)
        return x

    def buffers_in_order(self):
        norms = [module for module in self.parts if getattr(module, "running_mean", None) is not None]
        return torch.cat([torch.zeros(0)] + [buffer for norm in norms for buffer in (norm.running_mean, norm.running_var)])


def initialize(model, seed):
    """As TestData.Parameters: weights by their inputs, biases in ±1/4, trained parameters in ±1/4 around what they start with; all of them floats."""
    generator = IntegerGenerator(seed)
    for module in model.parts:
        for name, parameter in module.named_parameters():
            if isinstance(module, (torch.nn.Linear, torch.nn.Conv1d, torch.nn.Conv2d, Padded)):
                start, scale = 0.0, weight_scale(parameter.shape[1]) if name.endswith("weight") else 0.25
            else:
                start, scale = (0.25 if isinstance(module, torch.nn.PReLU) else 1.0 if name == "weight" else 0.0), 0.25
            numbers = [start + generator.number(scale) for _ in range(parameter.numel())]
            with torch.no_grad():
                parameter.copy_(torch.tensor(numbers, dtype=torch.float32).reshape(parameter.shape))


def data(case, outputs, dtype):
    """Batches of (inputs, targets, weights), as TestBatch.Next makes them."""
    generator = IntegerGenerator(case["seed"] + 1000)
    size = 1
    for extent in case["shape"]:
        size *= extent
    for _ in range(case["batches"]):
        x = torch.tensor([generator.number(1) for _ in range(case["batch"] * size)], dtype=dtype).reshape(case["batch"], *case["shape"])
        if case["lossOptions"].get("softTargets"):
            rows = []
            for _ in range(case["batch"]):
                left, row = 16, []
                for _ in range(outputs - 1):
                    row.append(generator.bits() % (left + 1))
                    left -= row[-1]
                rows.append([part / 16 for part in row + [left]])
            y = torch.tensor(rows, dtype=dtype)
        elif case["loss"] == "SoftmaxCrossEntropy":
            y = torch.tensor([generator.bits() % outputs for _ in range(case["batch"])])
        else:
            y = torch.tensor([generator.number(2) for _ in range(case["batch"] * outputs)], dtype=dtype).reshape(case["batch"], outputs)
        weighted = case["lossOptions"].get("exampleWeights")
        w = torch.tensor([0.25 * (1 + generator.bits() % 8) for _ in range(case["batch"])], dtype=dtype) if weighted else torch.ones(case["batch"], dtype=dtype)
        yield x, y, w


def loss_of(case, z, y, w):
    options = case["lossOptions"]
    weighted = options.get("exampleWeights")
    if case["loss"] == "MeanSquaredError":
        if weighted:
            return (w * (z - y).square().mean(1)).sum() / w.sum()
        if options.get("sumOutputs"):
            return torch.nn.functional.mse_loss(z, y, reduction="sum") / z.shape[0]
        return torch.nn.functional.mse_loss(z, y)
    classes = torch.tensor(options["classWeights"], dtype=z.dtype) if "classWeights" in options else None
    smoothing = options.get("labelSmoothing", 0.0)
    if weighted:
        each = torch.nn.functional.cross_entropy(z, y, weight=classes, label_smoothing=smoothing, reduction="none")
        return (w * each).sum() / (w * (classes[y] if classes is not None else 1)).sum()
    return torch.nn.functional.cross_entropy(z, y, weight=classes, label_smoothing=smoothing)


def run(case, dtype):
    model = Graph(case["shape"], case["layers"])
    initialize(model, case["seed"])
    model.to(dtype)
    with_parameters = [module for module in model.parts if any(True for _ in module.parameters())]
    for module, is_frozen in zip(with_parameters, case["frozen"]):
        module.requires_grad_(not is_frozen)
    trained = [p for p in model.parameters() if p.requires_grad]
    batches = list(data(case, 3, dtype))
    optimizer = OPTIMIZERS[case["optimizer"]](trained, **{OPTIONS[name]: value for name, value in case["options"].items()})
    dropouts = [module for module in model.parts if isinstance(module, Dropout)]
    losses = []
    for step in range(case["steps"]):
        for module in dropouts:
            module.step = step + 1
        optimizer.zero_grad()
        total = 0
        for x, y, w in zip(*(part.chunk(case["parts"]) for part in batches[step % len(batches)])):
            outputs = model(x)
            loss = loss_of(case, outputs, y, w) / case["parts"]
            loss.backward()
            total += loss.detach()
        for _, value in case["rules"]:
            torch.nn.utils.clip_grad_norm_(trained, value)
        optimizer.step()
        losses.append(total)
    model.eval()
    with torch.no_grad():
        predicted = model(batches[0][0])
    result = dict(losses=torch.stack(losses), parameters=torch.cat([p.detach().reshape(-1) for p in model.parameters()]), buffers=model.buffers_in_order(),
                  trainOutputs=outputs.detach().reshape(-1), evalOutputs=predicted.reshape(-1))
    return result, [module.masks for module in dropouts]


def text(values):
    """Floats with the digits that read back to the same bits, doubles with 13 digits."""
    if values.dtype == torch.float32:
        return "[" + ", ".join(str(value) for value in values.numpy()) + "]"
    return "[" + ", ".join(format(float(value), ".13g") for value in values) + "]"


def main():
    torch.set_num_threads(1)
    print("PyTorch", torch.__version__)
    entries = []
    for case in cases():
        (single, masks), (double, _) = run(case, torch.float32), run(case, torch.float64)
        noise = (single["parameters"].double() - double["parameters"]).abs().max()
        print(f"{case['name']:46} loss {float(double['losses'][0]):.6f} -> {float(double['losses'][-1]):.6f}, float noise in the last parameters {noise:.1e}")
        fields = [f'    "{key}": {json.dumps(value)}' for key, value in case.items()]
        if masks:
            fields.append('    "masks": [\n' + ",\n".join("      " + json.dumps(layer) for layer in masks) + "\n    ]")
        for name, result in (("float32", single), ("float64", double)):
            fields.append(f'    "{name}": {{\n' + ",\n".join(f'      "{key}": {text(values)}' for key, values in result.items()) + "\n    }")
        entries.append("  {\n" + ",\n".join(fields) + "\n  }")
    with open(os.path.join(os.path.dirname(os.path.abspath(sys.argv[0])), "graphs.json"), "w", newline="\n") as file:
        file.write("[\n" + ",\n".join(entries) + "\n]\n")


if __name__ == "__main__":
    main()
