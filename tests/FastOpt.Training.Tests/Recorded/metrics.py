"""Records scikit-learn's values of metrics for MetricTests: python3 metrics.py > metrics.json (Debian: python3-sklearn)."""
import json
import sys
import warnings

import numpy as np
import sklearn
from sklearn import metrics as sk

warnings.simplefilter("ignore")
random = np.random.RandomState(20260601)


def numbers(array):
    return [float(x) for x in np.asarray(array, dtype=np.float64).ravel()]


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / np.sort(e, axis=1).sum(axis=1, keepdims=True)  # sorted: rows that are the same but for their order tie


def averages(y, p, classes):
    out = {"accuracy": sk.accuracy_score(y, p)}
    for average in ("macro", "micro", "weighted"):
        out["precision-" + average] = sk.precision_score(y, p, average=average)
        out["recall-" + average] = sk.recall_score(y, p, average=average)
        for beta in (0.5, 1, 2):
            out["f%g-%s" % (beta, average)] = sk.fbeta_score(y, p, beta=beta, average=average)
    labels = list(range(classes))
    out["precision-classes"] = numbers(sk.precision_score(y, p, average=None, labels=labels))
    out["recall-classes"] = numbers(sk.recall_score(y, p, average=None, labels=labels))
    out["f2-classes"] = numbers(sk.fbeta_score(y, p, beta=2, average=None, labels=labels))
    out["confusion"] = numbers(sk.confusion_matrix(y, p, labels=labels))
    return out


def labelled(name, z, y):
    z = np.asarray(z, dtype=np.float32).astype(np.float64)
    classes = z.shape[1]
    values = averages(y, z.argmax(axis=1), classes)
    values["log-loss"] = sk.log_loss(y, softmax(z), labels=list(range(classes)))
    if classes > 2:
        for k in (1, 2, 3):
            values["top%d" % k] = sk.top_k_accuracy_score(y, z, k=k, labels=list(range(classes)))
    present = len(set(y))
    if classes == 2 and present == 2:
        values["roc"] = sk.roc_auc_score(y, z[:, 1] - z[:, 0])
        values["pr"] = sk.average_precision_score(y, z[:, 1] - z[:, 0])
    elif present == classes:
        probabilities = softmax(z)
        values["roc"] = sk.roc_auc_score(y, probabilities, multi_class="ovr", average="macro")
        values["pr"] = sk.average_precision_score(np.eye(classes)[y], probabilities, average="macro")
    return {"name": name, "kind": "labels", "size": classes, "outputs": numbers(z), "targets": [int(v) for v in y], "values": values}


def binary(name, z, y):
    z = np.asarray(z, dtype=np.float32).astype(np.float64)
    p = (z > 0).astype(int)
    strict = (z > np.log(0.8 / 0.2)).astype(int)
    values = {
        "accuracy": sk.accuracy_score(y, p), "precision": sk.precision_score(y, p, zero_division=0), "recall": sk.recall_score(y, p, zero_division=0),
        "f1": sk.f1_score(y, p, zero_division=0), "f2": sk.fbeta_score(y, p, beta=2, zero_division=0),
        "precision-0.8": sk.precision_score(y, strict, zero_division=0), "recall-0.8": sk.recall_score(y, strict, zero_division=0),
        "log-loss": sk.log_loss(y, 1 / (1 + np.exp(-z)), labels=[0, 1]),
    }
    if len(set(y)) == 2:
        values["roc"] = sk.roc_auc_score(y, z)
        values["pr"] = sk.average_precision_score(y, z)
    return {"name": name, "kind": "binary", "size": 1, "outputs": numbers(z), "targets": [int(v) for v in y], "values": values}


def regression(name, outputs, targets, size=1):
    o = np.asarray(outputs, dtype=np.float32).astype(np.float64).reshape(-1, size)
    t = np.asarray(targets, dtype=np.float32).astype(np.float64).reshape(-1, size)
    values = {
        "mse": sk.mean_squared_error(t, o), "mae": sk.mean_absolute_error(t, o),
        "mape": sk.mean_absolute_percentage_error(t, o), "r2": sk.r2_score(t, o),
    }
    return {"name": name, "kind": "numbers", "size": size, "outputs": numbers(o), "targets": numbers(t), "values": values}


def labels(count, classes):
    y = random.randint(0, classes, count)
    y[:classes] = np.arange(classes)
    return y


def cases():
    y = labels(97, 4)
    z = random.normal(size=(97, 4)) + 1.2 * np.eye(4)[y]
    yield labelled("four classes", z, y)
    yield labelled("outputs with ties", np.round(z * 2) / 2, y)
    z = random.normal(size=(80, 5))
    z[:, 3] -= 20
    z[:, 4] -= 25
    yield labelled("a class never predicted, one that is not there", z, labels(80, 4))
    y = labels(70, 2)
    z = random.normal(size=(70, 2))
    z[:, 1] += 1.5 * y
    yield labelled("two classes", z, y)
    yield labelled("two classes with ties", np.round(z * 2) / 2, y)
    yield labelled("one class only", z, np.zeros(70, dtype=int))
    yield labelled("all wrong", np.eye(3)[[1, 2, 0, 1]], np.array([0, 1, 2, 0]))
    y = labels(120, 2)
    z = 1.5 * random.normal(size=120) + y - 0.5
    yield binary("logits", z, y)
    yield binary("logits with ties", np.round(z), y)
    yield binary("no one", z, np.zeros(120, dtype=int))
    yield binary("never taken for one", -np.abs(z) - 0.1, y)
    yield binary("confident logits", 5 * z, y)
    t = 3 + 2 * random.normal(size=90)
    yield regression("numbers", t + 0.4 * random.normal(size=90), t)
    yield regression("far from zero", 1e5 + t + 0.4 * random.normal(size=90), 1e5 + t)
    yield regression("worse than the mean", -t, t)
    yield regression("constant targets met", np.full(9, 2.5), np.full(9, 2.5))
    yield regression("constant targets missed", np.linspace(2, 3, 9), np.full(9, 2.5))
    yield regression("targets of zero", [0.5, -0.25, 1.0], [0.0, 0.0, 2.0])
    t = random.normal(size=(40, 3)) * [1, 10, 100]
    t[:, 1] = 7
    yield regression("three outputs, one of them constant", t + random.normal(size=(40, 3)), t, size=3)


json.dump({"scikit-learn": sklearn.__version__, "cases": list(cases())}, sys.stdout, indent=None, separators=(",", ":"))
sys.stdout.write("\n")
