"""Records npy and npz files as NumPy writes them, in base64, with what is in them. Writes npy.json beside it."""
import base64
import io
import json
import os

import numpy as np


def saved(array, version=None):
    stream = io.BytesIO()
    if version is None:
        np.save(stream, array, allow_pickle=True)
    else:
        np.lib.format.write_array(stream, array, version=version)
    return base64.b64encode(stream.getvalue()).decode()


files = []
for kind in ["f4", "f8", "u1", "i4", "i8", "b1"]:
    for order in ["<", ">"] if kind[1] != "1" else ["|"]:
        for fortran in [False, True]:
            for shape in [(), (5,), (2, 3), (2, 3, 4), (0, 3)]:
                count = int(np.prod(shape))
                values = np.arange(count) * 37 % 11 - (0 if kind == "u1" else 3)
                if kind[0] == "f":
                    values = values / 8
                if kind == "b1":
                    values = values % 2
                array = values.reshape(shape).astype(kind if order == "|" else order + kind)
                array = np.asfortranarray(array) if fortran else np.ascontiguousarray(array).reshape(shape)
                files.append({
                    "name": f"{order}{kind} {shape} {'F' if fortran else 'C'}", "type": kind, "shape": list(array.shape),
                    "values": [float(value) for value in array.ravel(order="C")], "bytes": saved(array),
                })
for version in [(1, 0), (2, 0), (3, 0)]:
    array = np.arange(6, dtype="<f4").reshape(3, 2)
    files.append({"name": f"version {version}", "type": "f4", "shape": [3, 2], "values": [0, 1, 2, 3, 4, 5], "bytes": saved(array, version)})

archives = []
for name, save in [("savez", np.savez), ("savez_compressed", np.savez_compressed)]:
    stream = io.BytesIO()
    save(stream, x=np.arange(200, dtype=np.float32).reshape(50, 4) / 4, y=np.arange(50, dtype=np.int64) % 3)
    archives.append({"name": name, "bytes": base64.b64encode(stream.getvalue()).decode()})

recorded = {
    "origin": f"NumPy {np.__version__}",
    "files": files,
    "archives": archives,
    "objects": saved(np.array([1, "two", None], dtype=object)),
    "records": saved(np.zeros(3, dtype=[("a", "<f4"), ("b", "<i4")])),
    "complex": saved(np.zeros(3, dtype=np.complex64)),
    "halves": saved(np.zeros(3, dtype=np.float16)),
    "texts": saved(np.array(["a", "bc"])),
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "npy.json"), "w", newline="\n") as file:
    json.dump(recorded, file, indent=1)
    file.write("\n")
