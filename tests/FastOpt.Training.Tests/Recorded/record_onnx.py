"""Records networks as PyTorch exports them to ONNX, with inputs and what PyTorch makes of them. Run by hand: python3 record_onnx.py (PyTorch 1.13)."""
import base64
import io
import json
import os

import torch
from torch import nn

HERE = os.path.dirname(os.path.abspath(__file__))


class Named(nn.Module):
    """Parts with the names that FastOpt gives them."""

    def __init__(self):
        super().__init__()
        self.dense1 = nn.Linear(5, 7)
        self.batchnorm1 = nn.BatchNorm1d(7)
        self.dense2 = nn.Linear(7, 3)

    def forward(self, x):
        return self.dense2(torch.tanh(self.batchnorm1(self.dense1(x))))


class Matrices(nn.Module):
    """Matrices that stand as [in, out]."""

    def __init__(self):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(5, 7) * 0.5)
        self.b1 = nn.Parameter(torch.randn(7))
        self.w2 = nn.Parameter(torch.randn(7, 3) * 0.5)
        self.b2 = nn.Parameter(torch.randn(3))

    def forward(self, x):
        return torch.matmul(torch.tanh(torch.matmul(x, self.w1) + self.b1), self.w2) + self.b2


def convolution():
    return nn.Sequential(
        nn.Conv2d(2, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(4, 3, 3), nn.PReLU(3), nn.Flatten(), nn.Linear(3 * 2 * 2, 4))


def embedding():
    return nn.Sequential(nn.Embedding(6, 3), nn.Flatten(), nn.Linear(4 * 3, 2))


def moved(model):
    """Statistics and weights that are not those of the beginning."""
    for part in model.modules():
        if isinstance(part, (nn.BatchNorm1d, nn.BatchNorm2d)):
            part.running_mean.normal_()
            part.running_var.uniform_(0.5, 2)
            part.weight.data.uniform_(0.5, 2)
            part.bias.data.normal_()
        if isinstance(part, nn.PReLU):
            part.weight.data.uniform_(0.1, 0.9)
    return model.eval()


def record(name, model, x, **options):
    model = moved(model)
    exported = io.BytesIO()
    torch.onnx.export(model, x, exported, input_names=["input"], output_names=["output"], dynamic_axes={"input": {0: "batch"}}, opset_version=13, **options)
    with torch.no_grad():
        y = model(x)
    with open(os.path.join(HERE, f"onnx_{name}.json"), "w") as file:
        json.dump({"file": base64.b64encode(exported.getvalue()).decode(), "inputs": x.flatten().tolist(), "outputs": y.flatten().tolist()}, file)
        file.write("\n")


torch.manual_seed(7)
keep = {"training": torch.onnx.TrainingMode.PRESERVE, "do_constant_folding": False}
record("named", Named(), torch.randn(6, 5), **keep)
record("matmul", Matrices(), torch.randn(6, 5))
record("linear", nn.Sequential(nn.Linear(5, 7), nn.Tanh(), nn.Linear(7, 3)), torch.randn(6, 5))
record("convolution", convolution(), torch.randn(3, 2, 8, 8), **keep)
record("embedding", embedding(), torch.randint(0, 6, (5, 4)))
