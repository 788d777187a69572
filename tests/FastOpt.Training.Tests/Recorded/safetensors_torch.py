"""Reads and writes safetensors files with struct, json and PyTorch alone: what FastOpt writes is held to it, and what it writes FastOpt reads.

    python3 safetensors_torch.py corpus FOLDER            writes the frozen files of version 1
    python3 safetensors_torch.py round IN INPUTS OUT      loads IN (weights of the tests' network Classes) with strict=True, predicts, and writes all back
"""
import json
import struct
import sys

import torch

TYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64, "I32": torch.int32, "U8": torch.uint8}
CODES = {kind: code for code, kind in TYPES.items()}


def read(path):
    data = open(path, "rb").read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    body = data[8 + length :]
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            kind = TYPES[entry["dtype"]]
            tensors[name] = torch.frombuffer(bytearray(body[begin:end]), dtype=kind).reshape(entry["shape"])
    return tensors


def write(path, tensors):
    header, body = {"__metadata__": {"format": "pt"}}, b""
    for name, tensor in tensors.items():
        raw = tensor.contiguous().view(-1).view(torch.uint8).numpy().tobytes() if tensor.dim() else struct.pack("<q", int(tensor))
        header[name] = {"dtype": CODES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(body), len(body) + len(raw)]}
        body += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    open(path, "wb").write(struct.pack("<Q", len(text)) + text + body)


class Classes(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.dense1, self.batchnorm1, self.dense2 = torch.nn.Linear(4, 8), torch.nn.BatchNorm1d(8), torch.nn.Linear(8, 3)

    def forward(self, x):
        return self.dense2(torch.relu(self.batchnorm1(self.dense1(x))))


def corpus(folder):
    torch.manual_seed(1)
    values = torch.tensor([0.0, -0.0, 1.0, -2.5, 65504.0, 1e-7, float("inf"), float("nan")])
    write(f"{folder}/types.safetensors", {
        "f64": values.double(), "f32": values, "f16": values.half(), "bf16": values.bfloat16(),
        "i64": torch.tensor([-(2**63), 2**63 - 1]), "i32": torch.tensor([[-(2**31)], [2**31 - 1]], dtype=torch.int32), "u8": torch.tensor([0, 255], dtype=torch.uint8)})
    model = Classes()
    model(torch.randn(32, 4))
    model.eval()
    x = torch.randn(5, 4)
    state = dict(model.state_dict())
    write(f"{folder}/classes.safetensors", state)
    write(f"{folder}/classes-io.safetensors", {"inputs": x, "outputs": model(x).detach()})


def round_trip(source, inputs, target):
    model = Classes()
    print(model.load_state_dict(read(source), strict=True))
    model.eval()
    outputs = model(read(inputs)["inputs"]).detach()
    write(target, {**model.state_dict(), "outputs": outputs})


if __name__ == "__main__":
    corpus(sys.argv[2]) if sys.argv[1] == "corpus" else round_trip(*sys.argv[2:])
