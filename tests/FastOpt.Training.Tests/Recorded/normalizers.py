"""Records what scikit-learn makes of a small table: scalers, PCA whitening, and ZCA by NumPy in double. Writes normalizers.json beside it."""
import json
import os

import numpy as np
import sklearn
from sklearn.decomposition import PCA
from sklearn.preprocessing import MinMaxScaler, StandardScaler

random = np.random.RandomState(7)
rows, columns = 40, 5
mix = random.randn(columns, columns)
train = (random.randn(rows, columns) @ mix * [1, 10, 0.1, 3, 100] + [0, 5, -2, 1000, 40]).astype(np.float32)
other = (random.randn(7, columns) @ mix * [1, 10, 0.1, 3, 100] + [0, 5, -2, 1000, 40]).astype(np.float32)
amounts = np.exp(random.randn(rows, 2) * [1, 4]).astype(np.float32)

x = train.astype(np.float64)
epsilon = 1e-5
values, vectors = np.linalg.eigh(np.cov(x, rowvar=False))
zca = (other.astype(np.float64) - x.mean(0)) @ vectors @ np.diag(1 / np.sqrt(values + epsilon)) @ vectors.T


def flat(array):
    return [float(value) for value in np.asarray(array, dtype=np.float64).ravel()]


logs = StandardScaler().fit_transform(np.log1p(amounts.astype(np.float64)))
recorded = {
    "origin": f"scikit-learn {sklearn.__version__}, NumPy {np.__version__}",
    "columns": columns,
    "train": flat(train),
    "other": flat(other),
    "MinMax": flat(MinMaxScaler().fit(x).transform(other.astype(np.float64))),
    "MinMaxSigned": flat(MinMaxScaler((-1, 1)).fit(x).transform(other.astype(np.float64))),
    "Standard": flat(StandardScaler().fit(x).transform(other.astype(np.float64))),
    "Pca": flat(PCA(whiten=True, svd_solver="full").fit(x).transform(other.astype(np.float64))),
    "Zca": flat(zca),
    "amounts": flat(amounts),
    "Log1p": flat(logs),
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "normalizers.json"), "w", newline="\n") as file:
    json.dump(recorded, file, indent=1)
    file.write("\n")
