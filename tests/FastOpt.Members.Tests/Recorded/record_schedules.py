"""Records the learning rates of PyTorch's schedulers, alone and chained, into schedules.json.

Run: apt-get install python3-torch; /usr/bin/python3 record_schedules.py
"""
import json
import os
import warnings

import torch
from torch.optim import lr_scheduler as s

warnings.filterwarnings("ignore")
BASE = 0.4
STEPS = 60

CASES = {
    "constant": lambda o: s.ConstantLR(o, factor=0.25, total_iters=7),
    "constant defaults": lambda o: s.ConstantLR(o),
    "step": lambda o: s.StepLR(o, step_size=9, gamma=0.3),
    "multistep": lambda o: s.MultiStepLR(o, milestones=[4, 20, 20, 33], gamma=0.5),
    "exponential": lambda o: s.ExponentialLR(o, gamma=0.9),
    "polynomial": lambda o: s.PolynomialLR(o, total_iters=40, power=2.5),
    "polynomial defaults": lambda o: s.PolynomialLR(o),
    "linear": lambda o: s.LinearLR(o, start_factor=0.1, end_factor=0.7, total_iters=30),
    "linear defaults": lambda o: s.LinearLR(o),
    "cosine": lambda o: s.CosineAnnealingLR(o, T_max=50, eta_min=0.01),
    "restarts": lambda o: s.CosineAnnealingWarmRestarts(o, T_0=7, T_mult=2, eta_min=0.02),
    "restarts of equal length": lambda o: s.CosineAnnealingWarmRestarts(o, T_0=11),
    "one cycle": lambda o: s.OneCycleLR(o, max_lr=BASE, total_steps=STEPS, cycle_momentum=False),
    "one cycle, linear": lambda o: s.OneCycleLR(o, max_lr=BASE, total_steps=STEPS, pct_start=0.4, anneal_strategy="linear", div_factor=10, final_div_factor=100, cycle_momentum=False),
    "one cycle, three phases": lambda o: s.OneCycleLR(o, max_lr=BASE, total_steps=STEPS, three_phase=True, cycle_momentum=False),
    "cyclic": lambda o: s.CyclicLR(o, base_lr=0.05, max_lr=BASE, step_size_up=6, step_size_down=9, cycle_momentum=False),
    "cyclic, triangular2": lambda o: s.CyclicLR(o, base_lr=0.05, max_lr=BASE, step_size_up=8, mode="triangular2", cycle_momentum=False),
    "cyclic, exp_range": lambda o: s.CyclicLR(o, base_lr=0.05, max_lr=BASE, step_size_up=8, mode="exp_range", gamma=0.97, cycle_momentum=False),
    "inverse time": lambda o: s.LambdaLR(o, lambda t: 1 / (1 + 0.5 * t / 4)),
    "noam": lambda o: s.LambdaLR(o, lambda t: 64 ** -0.5 * min((t + 1) ** -0.5, (t + 1) * 16 ** -1.5)),
    "sequence: linear, exponential": lambda o: s.SequentialLR(o, [s.LinearLR(o, start_factor=0.2, total_iters=10), s.ExponentialLR(o, gamma=0.9)], milestones=[10]),
    "sequence: linear, cosine": lambda o: s.SequentialLR(o, [s.LinearLR(o, start_factor=0.01, total_iters=12), s.CosineAnnealingLR(o, T_max=48)], milestones=[12]),
    "sequence: constant, linear, step": lambda o: s.SequentialLR(o, [s.ConstantLR(o, factor=0.1, total_iters=5), s.LinearLR(o, start_factor=0.1, total_iters=15), s.StepLR(o, step_size=10, gamma=0.5)], milestones=[5, 20]),
}

PLATEAU = [1.0, 0.9, 0.90001, 0.8999, 0.95, 0.95, 0.95, 0.95, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.49999, 0.49998, 0.6, 0.6, 0.6, 0.6, 0.4, 0.41, 0.41, 0.41, 0.41]
PLATEAUS = {
    "relative": dict(patience=2),
    "absolute": dict(patience=2, threshold=0.05, threshold_mode="abs"),
    "maximized": dict(patience=1, mode="max", threshold=0.1),
    "maximized, absolute": dict(patience=1, mode="max", threshold=0.1, threshold_mode="abs"),
    "cooldown": dict(patience=1, cooldown=2, factor=0.5, min_lr=0.02),
}


def optimizer():
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=BASE)


def run(make):
    o = optimizer()
    scheduler = make(o)
    rates = []
    for _ in range(STEPS):
        rates.append(o.param_groups[0]["lr"])
        o.step()
        if len(rates) < STEPS:
            scheduler.step()
    return rates


def run_plateau(options):
    o = optimizer()
    scheduler = s.ReduceLROnPlateau(o, **options)
    rates = []
    for metric in PLATEAU:
        o.step()
        scheduler.step(metric)
        rates.append(o.param_groups[0]["lr"])
    return rates


result = {
    "torch": torch.__version__,
    "base": BASE,
    "schedules": {name: run(make) for name, make in CASES.items()},
    "metrics": PLATEAU,
    "plateaus": {name: run_plateau(options) for name, options in PLATEAUS.items()},
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "schedules.json"), "w", newline="\n") as f:
    json.dump(result, f, indent=1)
    f.write("\n")
