#!/usr/bin/env python3
"""Records PyTorch training runs that FastOpt's tests compare with, one JSON file per group of cases.

Run it as
    apt-get install python3-torch        # Debian 12: PyTorch 1.13
    /usr/bin/python3 tests/FastOpt.Tests/Recorded/record_trajectories.py

Initial weights and data come from a 64-bit linear congruential generator that FastOpt.Reference/IntegerGenerator.cs repeats exactly, so only
results are stored: the loss of every step, the weights after the first step and after the last, once in float32 (what FastOpt must agree with)
and once in float64 (what the double-precision oracle must agree with; the difference of the two is the noise of float arithmetic).
All runs use one thread. Every float is written with the digits that read back to the same bits.
"""
import json
import os
import sys

import torch

STEPS = 100
BATCHES = 4  # step t trains on batch t mod 4

ACTIVATIONS = {
    "Relu": torch.nn.ReLU,
    "LeakyRelu": torch.nn.LeakyReLU,
    "Sigmoid": torch.nn.Sigmoid,
    "Tanh": torch.nn.Tanh,
    "Gelu": torch.nn.GELU,
    "Silu": torch.nn.SiLU,
    "Softplus": torch.nn.Softplus,
    "Elu": torch.nn.ELU,
    "Selu": torch.nn.SELU,
    "GeluTanh": lambda: torch.nn.GELU(approximate="tanh"),
    "Mish": torch.nn.Mish,
    "Softsign": torch.nn.Softsign,
    "HardSigmoid": torch.nn.Hardsigmoid,
    "HardSwish": torch.nn.Hardswish,
    "HardTanh": torch.nn.Hardtanh,
    "Relu6": torch.nn.ReLU6,
}

LOSSES = {
    "MeanSquaredError": torch.nn.MSELoss,
    "Huber": torch.nn.HuberLoss,
    "BinaryCrossEntropy": torch.nn.BCEWithLogitsLoss,
    "SoftmaxCrossEntropy": torch.nn.CrossEntropyLoss,
    "MeanAbsoluteError": torch.nn.L1Loss,
    "SmoothL1": torch.nn.SmoothL1Loss,
    "Poisson": torch.nn.PoissonNLLLoss,
    # PyTorch has no module of these: the formula, with its own derivative.
    "LogCosh": lambda: lambda z, y: torch.log(torch.cosh(z - y)).mean(),
    "Hinge": lambda: lambda z, y: torch.relu(1 - y * z).mean(),
    "SquaredHinge": lambda: lambda z, y: torch.relu(1 - y * z).square().mean(),
    "Quantile": lambda: lambda z, y: (torch.where(y > z, 0.5, -0.5) * (y - z)).mean(),
}

OPTIMIZERS = {
    "Sgd": torch.optim.SGD,
    "RmsProp": torch.optim.RMSprop,
    "Adam": torch.optim.Adam,
    "AdamW": torch.optim.AdamW,
    "Adagrad": torch.optim.Adagrad,
    "Adadelta": torch.optim.Adadelta,
    "Adamax": torch.optim.Adamax,
    "AmsGrad": lambda parameters, **options: torch.optim.Adam(parameters, amsgrad=True, **options),
    "RAdam": torch.optim.RAdam,
    "Rprop": torch.optim.Rprop,
    "Asgd": torch.optim.ASGD,
    "RmsPropCentered": lambda parameters, **options: torch.optim.RMSprop(parameters, centered=True, **options),
    # The loop over tensors of PyTorch 1.13 multiplies NAdam's running product by the momentum twice, which 2.0 mended; its foreach form never did.
    "NAdam": lambda parameters, **options: torch.optim.NAdam(parameters, foreach=True, **options),
}

# The name of each option in PyTorch.
OPTIONS = {
    "LearningRate": "lr",
    "Momentum": "momentum",
    "Dampening": "dampening",
    "Nesterov": "nesterov",
    "WeightDecay": "weight_decay",
    "LearningRateDecay": "lr_decay",
    "Decay": "lambd",
    "Start": "t0",
    "Power": "alpha",
    "Alpha": "alpha",
    "Epsilon": "eps",
    "Rho": "rho",
    "InitialAccumulator": "initial_accumulator_value",
    "MomentumDecay": "momentum_decay",
}

# The names of options that PyTorch takes in pairs, with the defaults.
PAIRS = {
    "betas": (("Beta1", 0.9), ("Beta2", 0.999)),
    "etas": (("EtaMinus", 0.5), ("EtaPlus", 1.2)),
    "step_sizes": (("SmallestStep", 1e-6), ("LargestStep", 50)),
}


class IntegerGenerator:
    def __init__(self, seed):
        self.state = seed

    def bits(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return self.state >> 40

    def number(self, scale):
        return (self.bits() - 8388608) / 8388608 * scale


def case(name, layers, activation, loss, batch, seed, optimizer, stride=1, **options):
    return dict(name=name, layers=layers, activation=activation, loss=loss, batch=batch, seed=seed, optimizer=optimizer,
                options=options, weightScales=[weight_scale(n) for n in layers[:-1]], biasScale=0.25, batches=BATCHES, steps=STEPS, stride=stride)


def weight_scale(inputs):
    """The power of two nearest to sqrt(3 / inputs), so that weights are exact and layers keep the variance."""
    scale = 1.0
    while scale * scale * inputs > 6:
        scale /= 2
    return scale


def optimizer_cases():
    def smooth(name, optimizer, **options):
        return case(name, [4, 16, 3], "Tanh", "MeanSquaredError", 16, 11, optimizer, **options)

    yield smooth("sgd", "Sgd", LearningRate=0.1)
    yield smooth("sgd momentum", "Sgd", LearningRate=0.05, Momentum=0.9)
    yield smooth("sgd momentum dampening", "Sgd", LearningRate=0.1, Momentum=0.9, Dampening=0.5)
    yield smooth("sgd nesterov", "Sgd", LearningRate=0.05, Momentum=0.9, Nesterov=True)
    yield smooth("sgd weight decay", "Sgd", LearningRate=0.1, WeightDecay=0.01)
    yield smooth("sgd momentum dampening weight decay", "Sgd", LearningRate=0.1, Momentum=0.8, Dampening=0.25, WeightDecay=0.02)
    yield smooth("rmsprop", "RmsProp", LearningRate=0.002)
    yield smooth("rmsprop momentum", "RmsProp", LearningRate=0.001, Momentum=0.9)
    yield smooth("rmsprop weight decay", "RmsProp", LearningRate=0.002, WeightDecay=0.05)
    yield smooth("adam", "Adam", LearningRate=0.01)
    yield smooth("adam weight decay", "Adam", LearningRate=0.01, WeightDecay=0.05)
    yield smooth("adamw", "AdamW", LearningRate=0.01)
    yield smooth("adagrad", "Adagrad", LearningRate=0.05, LearningRateDecay=0.01, WeightDecay=0.01)
    yield smooth("adadelta", "Adadelta", LearningRate=1.0, WeightDecay=0.01)
    yield smooth("adamax", "Adamax", LearningRate=0.01, WeightDecay=0.01)
    yield smooth("amsgrad", "AmsGrad", LearningRate=0.01, WeightDecay=0.01)
    yield smooth("radam", "RAdam", LearningRate=0.01, WeightDecay=0.01)
    yield smooth("rprop", "Rprop", LearningRate=0.001)
    yield smooth("asgd", "Asgd", LearningRate=0.1, Decay=0.1, Start=10, WeightDecay=0.01)
    yield smooth("sgd nesterov weight decay", "Sgd", LearningRate=0.05, Momentum=0.9, Nesterov=True, WeightDecay=0.01)
    yield smooth("rmsprop centered", "RmsPropCentered", LearningRate=0.002, Epsilon=0.0001)
    yield smooth("rmsprop centered momentum weight decay", "RmsPropCentered", LearningRate=0.0005, Alpha=0.95, Epsilon=0.001, Momentum=0.9, WeightDecay=0.05)
    yield smooth("adam betas epsilon", "Adam", LearningRate=0.01, Beta1=0.8, Beta2=0.95, Epsilon=0.001)
    yield smooth("adagrad initial accumulator", "Adagrad", LearningRate=0.05, InitialAccumulator=0.1, Epsilon=0.001)
    yield smooth("adadelta rho epsilon", "Adadelta", LearningRate=0.5, Rho=0.8, Epsilon=0.0001)
    yield smooth("adamax betas epsilon", "Adamax", LearningRate=0.01, Beta1=0.8, Beta2=0.95, Epsilon=0.001)
    yield smooth("nadam", "NAdam", LearningRate=0.01)
    yield smooth("nadam weight decay", "NAdam", LearningRate=0.01, WeightDecay=0.01)
    yield smooth("nadam momentum decay", "NAdam", LearningRate=0.01, MomentumDecay=1.0, Beta1=0.95)
    yield smooth("radam betas", "RAdam", LearningRate=0.01, Beta1=0.8, Beta2=0.97)
    yield smooth("rprop etas steps", "Rprop", LearningRate=0.005, EtaMinus=0.4, EtaPlus=1.3, SmallestStep=0.0001, LargestStep=0.02)
    yield smooth("asgd power", "Asgd", LearningRate=0.1, Decay=0.5, Power=0.6, Start=20.0)


def activation_cases():
    def odd(name, activation, optimizer, **options):
        return case(name, [5, 7, 3], activation, "MeanSquaredError", 7, 23, optimizer, **options)

    yield odd("relu", "Relu", "Adam", LearningRate=0.01)
    yield odd("leaky relu", "LeakyRelu", "Sgd", LearningRate=0.05, Momentum=0.9)
    yield odd("sigmoid", "Sigmoid", "RmsProp", LearningRate=0.002)
    yield odd("tanh", "Tanh", "Sgd", LearningRate=0.05, Momentum=0.9, Nesterov=True)
    yield odd("gelu", "Gelu", "AdamW", LearningRate=0.01)
    yield odd("silu", "Silu", "Sgd", LearningRate=0.1)
    yield odd("softplus", "Softplus", "Adam", LearningRate=0.01, WeightDecay=0.01)

    # Activations and losses in pairs, for fewer networks.
    yield case("elu, absolute error", [5, 7, 3], "Elu", "MeanAbsoluteError", 7, 23, "Adam", LearningRate=0.01)
    yield case("selu, smooth l1", [5, 7, 3], "Selu", "SmoothL1", 7, 23, "Sgd", LearningRate=0.05)
    yield case("gelu tanh, log cosh", [5, 7, 3], "GeluTanh", "LogCosh", 7, 23, "RmsProp", LearningRate=0.002)
    yield case("mish, hinge", [5, 7, 3], "Mish", "Hinge", 7, 23, "Adam", LearningRate=0.01)
    yield case("softsign, squared hinge", [5, 7, 3], "Softsign", "SquaredHinge", 7, 23, "Sgd", LearningRate=0.05, Momentum=0.9)
    yield case("hard sigmoid, poisson", [5, 7, 3], "HardSigmoid", "Poisson", 7, 23, "Adam", LearningRate=0.01)
    yield case("hard swish, quantile", [5, 7, 3], "HardSwish", "Quantile", 7, 23, "AdamW", LearningRate=0.01)
    yield case("hard tanh", [5, 7, 3], "HardTanh", "MeanSquaredError", 7, 23, "Sgd", LearningRate=0.05, Momentum=0.9, Nesterov=True)
    yield case("relu6", [5, 7, 3], "Relu6", "MeanSquaredError", 7, 23, "Adam", LearningRate=0.01)


def loss_cases():
    yield case("mean squared error", [5, 7, 3], "Silu", "MeanSquaredError", 7, 37, "Adam", LearningRate=0.01)
    yield case("huber", [5, 7, 3], "Tanh", "Huber", 7, 37, "Adam", LearningRate=0.01)
    yield case("binary cross-entropy", [5, 7, 3], "Tanh", "BinaryCrossEntropy", 7, 37, "Adam", LearningRate=0.01)
    yield case("softmax cross-entropy", [5, 7, 3], "Tanh", "SoftmaxCrossEntropy", 7, 37, "Adam", LearningRate=0.01)
    yield case("softmax cross-entropy sgd", [4, 16, 3], "Gelu", "SoftmaxCrossEntropy", 16, 41, "Sgd", LearningRate=0.1, Momentum=0.9)
    yield case("deep", [6, 9, 8, 7, 2], "Tanh", "Huber", 5, 43, "AdamW", LearningRate=0.01)
    yield case("digits small", [64, 64, 64, 10], "Softplus", "SoftmaxCrossEntropy", 32, 47, "Adam", stride=37, LearningRate=0.001)


def update_cases():
    """Gradient rules, groups of parameters, frozen layers and accumulated gradients; lists have an entry for each linear layer."""
    def smooth(name, optimizer, rules=(), layers=(4, 16, 3), parts=1, decay_biases=True, learning_rate_scales=None, weight_decay_scales=None, frozen=None, **options):
        more = dict(rules=[list(rule) for rule in rules], parts=parts, decayBiases=decay_biases)
        for key, value in (("learningRateScales", learning_rate_scales), ("weightDecayScales", weight_decay_scales), ("frozen", frozen)):
            if value is not None:
                more[key] = value
        return dict(case(name, list(layers), "Tanh", "MeanSquaredError", 16, 53, optimizer, **options), **more)

    yield smooth("clip norm", "Sgd", [("ClipNorm", 0.75)], LearningRate=0.1, Momentum=0.9)
    yield smooth("clip value", "Sgd", [("ClipValue", 0.02)], LearningRate=0.1, Momentum=0.9)
    yield smooth("clip value, clip norm", "Adam", [("ClipValue", 0.05), ("ClipNorm", 0.125)], LearningRate=0.01)
    yield smooth("l1", "Sgd", [("L1", 0.005)], LearningRate=0.05)
    yield smooth("no decay of biases", "AdamW", decay_biases=False, LearningRate=0.01, WeightDecay=0.2)
    yield smooth("learning rates and decays by layer", "Sgd", layers=(4, 16, 8, 3), decay_biases=False, learning_rate_scales=[0.1, 1, 2], weight_decay_scales=[1, 4, 0], LearningRate=0.05, Momentum=0.9, WeightDecay=0.05)
    yield smooth("frozen at the bottom", "Adam", layers=(4, 16, 8, 3), frozen=[True, False, False], LearningRate=0.01)
    yield smooth("frozen in the middle", "Sgd", [("ClipNorm", 0.5)], layers=(4, 16, 8, 3), frozen=[False, True, False], LearningRate=0.1)
    yield smooth("accumulated", "AdamW", [("ClipNorm", 0.25)], parts=4, decay_biases=False, learning_rate_scales=[0.5, 1], LearningRate=0.01, WeightDecay=0.1)


def build(case, dtype):
    generator = IntegerGenerator(case["seed"])
    modules = []
    for i, (inputs, outputs) in enumerate(zip(case["layers"], case["layers"][1:])):
        linear = torch.nn.Linear(inputs, outputs).to(dtype)
        with torch.no_grad():
            weight = [generator.number(case["weightScales"][i]) for _ in range(outputs * inputs)]
            bias = [generator.number(case["biasScale"]) for _ in range(outputs)]
            linear.weight.copy_(torch.tensor(weight, dtype=dtype).reshape(outputs, inputs))
            linear.bias.copy_(torch.tensor(bias, dtype=dtype))
        modules.append(linear)
        if i < len(case["layers"]) - 2:
            modules.append(ACTIVATIONS[case["activation"]]())
    return torch.nn.Sequential(*modules)


def data(case, dtype):
    generator = IntegerGenerator(case["seed"] + 1000)
    inputs, outputs, batch = case["layers"][0], case["layers"][-1], case["batch"]
    for _ in range(case["batches"]):
        x = torch.tensor([generator.number(1) for _ in range(batch * inputs)], dtype=dtype).reshape(batch, inputs)
        if case["loss"] == "SoftmaxCrossEntropy":
            y = torch.tensor([generator.bits() % outputs for _ in range(batch)])
        elif case["loss"] == "BinaryCrossEntropy":
            y = torch.tensor([generator.bits() % 2 for _ in range(batch * outputs)], dtype=dtype).reshape(batch, outputs)
        elif case["loss"] in ("Hinge", "SquaredHinge"):
            y = torch.tensor([2 * (generator.bits() % 2) - 1 for _ in range(batch * outputs)], dtype=dtype).reshape(batch, outputs)
        elif case["loss"] == "Poisson":
            y = torch.tensor([generator.bits() % 4 for _ in range(batch * outputs)], dtype=dtype).reshape(batch, outputs)
        else:
            # Twice the inputs' range, so that Huber sees both of its branches.
            y = torch.tensor([generator.number(2) for _ in range(batch * outputs)], dtype=dtype).reshape(batch, outputs)
        yield x, y


def weights(model, stride):
    return torch.cat([p.detach().reshape(-1) for p in model.parameters()])[::stride].numpy()


def run(case, dtype):
    model = build(case, dtype)
    batches = list(data(case, dtype))
    loss_function = LOSSES[case["loss"]]()
    options = {OPTIONS[name]: value for name, value in case["options"].items() if name in OPTIONS}
    for name, pair in PAIRS.items():
        if any(option in case["options"] for option, _ in pair):
            options[name] = tuple(case["options"].get(option, default) for option, default in pair)
    optimizer = OPTIMIZERS[case["optimizer"]](groups(case, model, options), **options)
    trained = [p for p in model.parameters() if p.requires_grad]
    losses, norms = [], []
    for step in range(case["steps"]):
        x, y = batches[step % len(batches)]
        optimizer.zero_grad()
        loss = 0
        for i, j in zip(x.chunk(case.get("parts", 1)), y.chunk(case.get("parts", 1))):
            part = loss_function(model(i), j) / case.get("parts", 1)
            part.backward()
            loss += part.detach()
        for rule, value in case.get("rules", []):
            if rule == "ClipNorm":
                norms.append(torch.nn.utils.clip_grad_norm_(trained, value).numpy()[()])
            elif rule == "ClipValue":
                torch.nn.utils.clip_grad_value_(trained, value)
            elif rule == "L1":
                (value * sum(p.abs().sum() for p in trained)).backward()
        optimizer.step()
        losses.append(loss.numpy()[()])
        if step == 0:
            first = weights(model, case["stride"])
    return dict(losses=losses, first=first, last=weights(model, case["stride"]), **(dict(norms=norms) if norms else {}))


def groups(case, model, options):
    """A group of parameters for each tensor, with the learning rate and the weight decay that it has; a frozen layer has none."""
    decay = options.get("weight_decay", 0.01 if case["optimizer"] == "AdamW" else 0)
    layers = [module for module in model if isinstance(module, torch.nn.Linear)]
    result = []
    for number, layer in enumerate(layers):
        if case.get("frozen", [False] * len(layers))[number]:
            layer.requires_grad_(False)
            continue
        for tensor in layer.parameters():
            group = dict(params=[tensor])
            if "learningRateScales" in case:
                group["lr"] = options["lr"] * case["learningRateScales"][number]
            if "weightDecayScales" in case or not case.get("decayBiases", True):
                scale = case.get("weightDecayScales", [1] * len(layers))[number]
                group["weight_decay"] = 0 if tensor.dim() == 1 and not case.get("decayBiases", True) else decay * scale
            result.append(group)
    return result


def dump(run):
    return {key: "[" + ", ".join(repr_shortest(v) for v in values) + "]" for key, values in run.items()}


def repr_shortest(value):
    """numpy prints the shortest digits that read back to the same bits of the value's own type."""
    return str(value)


def write(path, cases):
    lines = []
    for c in cases:
        single, double = run(c, torch.float32), run(c, torch.float64)
        noise = max(abs(float(a) - float(b)) for a, b in zip(single["last"], double["last"]))
        print(f"{c['name']:40} loss {float(single['losses'][0]):.6f} -> {float(single['losses'][-1]):.6f}, float noise in the last weights {noise:.1e}")
        fields = [f'    "{key}": {json.dumps(value)}' for key, value in c.items()]
        for name, result in (("float32", single), ("float64", double)):
            body = ",\n".join(f'      "{key}": {text}' for key, text in dump(result).items())
            fields.append(f'    "{name}": {{\n{body}\n    }}')
        lines.append("  {\n" + ",\n".join(fields) + "\n  }")
    with open(path, "w", newline="\n") as file:
        file.write("[\n" + ",\n".join(lines) + "\n]\n")


def main():
    torch.set_num_threads(1)
    print(__doc__)
    print("PyTorch", torch.__version__)
    folder = os.path.dirname(os.path.abspath(sys.argv[0]))
    write(os.path.join(folder, "optimizers.json"), list(optimizer_cases()))
    write(os.path.join(folder, "activations.json"), list(activation_cases()))
    write(os.path.join(folder, "losses.json"), list(loss_cases()))
    write(os.path.join(folder, "updates.json"), list(update_cases()))


if __name__ == "__main__":
    main()
