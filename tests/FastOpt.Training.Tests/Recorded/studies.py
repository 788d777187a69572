"""Records what Optuna makes of given trials: kernels and densities of its Parzen estimators, the trials that its TPE takes for the best, and the stages at which its
median and successive halving pruners end trials. Writes studies.json beside it.

Recorded with Optuna's source at commit 1d8ce7bb6f3c7274a7a31a0a007991995085baa7 (5.0.0.dev): PYTHONPATH=optuna python3 studies.py
"""
import json
import os

import numpy as np
import optuna
import scipy.stats
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.pruners import MedianPruner, SuccessiveHalvingPruner
from optuna.samplers._tpe.parzen_estimator import _ParzenEstimator, _ParzenEstimatorParameters
from optuna.samplers._tpe.sampler import _split_trials, default_gamma, default_weights
from optuna.trial import TrialState, create_trial

optuna.logging.set_verbosity(optuna.logging.ERROR)
random = np.random.RandomState(7)

# Equal values have kernels of different widths; which has which is left open by NumPy's default order, and goes by age here.
argsort = np.argsort
np.argsort = lambda values, **others: argsort(values, **{"kind": "stable", **others})


def estimator(values, distribution):
    parameters = _ParzenEstimatorParameters(1.0, True, False, default_weights, False)
    return _ParzenEstimator({"x": np.asarray(values, dtype=float)}, {"x": distribution}, parameters)


def numbers(distribution, count):
    if isinstance(distribution, CategoricalDistribution):
        return random.randint(0, len(distribution.choices), count).astype(float)
    if distribution.log:
        values = np.exp(random.uniform(np.log(distribution.low), np.log(distribution.high), count))
    else:
        values = random.uniform(distribution.low, distribution.high, count)
    if distribution.step is not None:
        values = np.clip(distribution.low + np.round((values - distribution.low) / distribution.step) * distribution.step, distribution.low, distribution.high)
    return values


def estimators():
    distributions = {
        "uniform": FloatDistribution(-2.0, 3.0),
        "log": FloatDistribution(1e-5, 1.0, log=True),
        "stepped": FloatDistribution(0.0, 1.0, step=0.125),
        "integer": IntDistribution(3, 40),
        "integer by 4": IntDistribution(8, 64, step=4),
        "log integer": IntDistribution(1, 512, log=True),
        "choice": CategoricalDistribution(["a", "b", "c", "d"]),
    }
    for name, distribution in distributions.items():
        for below, above in [(0, 0), (1, 9), (2, 18), (6, 54), (25, 90)]:
            good, bad, samples = numbers(distribution, below), numbers(distribution, above), np.unique(numbers(distribution, 12))
            l, g = estimator(good, distribution), estimator(bad, distribution)
            case = {"range": name, "good": good.tolist(), "bad": bad.tolist(), "samples": samples.tolist()}
            case["ratios"] = (l.log_pdf({"x": samples}) - g.log_pdf({"x": samples})).tolist()
            kernels = g._mixture_distribution
            case["weights"] = np.asarray(kernels.weights).tolist()
            if name != "choice":
                case["centers"] = np.asarray(kernels.distributions[0].mu).tolist()
                case["deviations"] = np.asarray(kernels.distributions[0].sigma).tolist()
            yield case


def splits():
    for direction in ["minimize", "maximize"]:
        for count in [10, 11, 35, 60, 300]:
            study = optuna.create_study(direction=direction)
            trials = []
            for number in range(count):
                # A third is pruned; of 35, all but one.
                is_pruned = random.uniform() < (0.97 if count == 35 else 0.33)
                stages = int(random.randint(1, 6))
                values = random.normal(size=stages).round(3)
                trials.append({"pruned": bool(is_pruned), "stage": stages, "value": float(values[-1])})
                study.add_trial(create_trial(
                    state=TrialState.PRUNED if is_pruned else TrialState.COMPLETE, value=float(values[-1]), intermediate_values={stages: float(values[-1])}))
            below, _ = _split_trials(study, study.get_trials(), default_gamma(count))
            yield {"direction": direction, "trials": trials, "best": [trial.number for trial in below]}


def prunings():
    pruners = {
        "median": MedianPruner(),
        "median, warm": MedianPruner(n_startup_trials=2, n_warmup_steps=3),
        "halving": SuccessiveHalvingPruner(min_resource=1, reduction_factor=4),
        "halving from 2 by 3": SuccessiveHalvingPruner(min_resource=2, reduction_factor=3),
    }
    for name, pruner in pruners.items():
        for direction in ["minimize", "maximize"]:
            study = optuna.create_study(direction=direction, pruner=pruner)
            sign = 1 if direction == "minimize" else -1
            trials = []
            for _ in range(60):
                start, slope = random.uniform(0.5, 2), random.uniform(0.02, 0.3)
                values = [float(sign * round(start * np.exp(-slope * stage) + random.normal() * 0.05, 6)) for stage in range(1, 21)]
                trial, ended = study.ask(), 0
                for stage, value in enumerate(values, 1):
                    trial.report(value, stage)
                    if trial.should_prune():
                        ended = stage
                        break
                study.tell(trial, None if ended else values[-1], TrialState.PRUNED if ended else TrialState.COMPLETE)
                trials.append({"values": values, "ended": ended})
            yield {"pruner": name, "direction": direction, "trials": trials}


def normal():
    points = [-30, -12.5, -6, -2.5000001, -2.5, -2.4999999, -1, -0.1, -1e-9, 0, 1e-9, 0.3, 1, 2.4999, 2.5, 4, 9]
    intervals = [(-1, 2), (3, 3.5), (-20, -19), (2.4, 2.6), (-2.6, -2.4), (0, 1e-6)]
    tail = scipy.stats.norm.sf
    return {
        "points": points,
        "cumulative": scipy.stats.norm.cdf(points).tolist(),
        "intervals": intervals,
        "masses": [float(tail(a) - tail(b) if a > 0 else scipy.stats.norm.cdf(b) - scipy.stats.norm.cdf(a)) for a, b in intervals],
    }


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "studies.json"), "w", newline="\n") as file:
    json.dump({"origin": f"Optuna {optuna.__version__}, 1d8ce7b", "estimators": list(estimators()), "splits": list(splits()), "prunings": list(prunings()), "normal": normal()}, file)
    file.write("\n")
