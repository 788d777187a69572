"""
What SciPy needs for the 35 problems of Moré, Garbow and Hillstrom (SciPy 1.10, Debian's python3-scipy), as the tests compare with it:
python3 objectives_scipy.py counts ../../tests/FastOpt.Tests/Recorded/objectives-scipy.csv
python3 objectives_scipy.py derivatives ../../tests/FastOpt.Tests/Recorded/objectives-derivatives.csv
Columns: problem, n, f(x0), the minimum of SciPy's best method refined by Newton steps, and for each method its status, value, evaluations of f and of the
gradient, iterations and Hessian-vector products (Hessians for the trust region method). `times` measures an iteration of L-BFGS on Rosenbrock-100.
"""

import sys
import time
import warnings

import numpy as np
import scipy
import scipy.optimize as so

from mgh import PROBLEMS, Problem

warnings.filterwarnings("ignore")

METHODS = [
    ("BFGS", {"gtol": 1e-8, "norm": np.inf, "maxiter": 10000}),
    ("L-BFGS-B", {"gtol": 1e-8, "ftol": 0.0, "maxiter": 15000, "maxfun": 15000}),
    ("Newton-CG", {"xtol": 1e-10, "maxiter": 3000}),
    ("trust-ncg", {"gtol": 1e-8, "maxiter": 3000}),
    ("CG", {"gtol": 1e-8, "norm": np.inf, "maxiter": 10000}),
]


def run(problem, start, method, options):
    arguments = {"jac": problem.g}
    products = [0]

    def product(x, v):
        products[0] += 1
        return problem.h(x) @ v

    if method in ("Newton-CG", "trust-ncg"):
        arguments["hessp"] = product
    try:
        result = so.minimize(problem.f, np.array(start, dtype=float), method=method, options=options, **arguments)
        return result.status, float(result.fun), result.nfev, result.njev, result.nit, products[0], result.x
    except Exception:
        return 99, float("nan"), 0, 0, 0, products[0], np.array(start, dtype=float)


def refine(problem, x):
    """Newton steps while they lower the gradient."""
    for _ in range(20):
        v, g, h = problem.all(x)
        y = x - np.linalg.lstsq(h, g, rcond=1e-13)[0]
        w, gy, _ = problem.all(y)
        if not (np.isfinite(w) and w <= v and np.abs(gy).max() < np.abs(g).max()):
            return x
        x = y
    return x


def counts(out):
    print(f"# SciPy {scipy.__version__}, NumPy {np.__version__}; exact gradients and Hessian-vector products.", file=out)
    columns = ",".join(f"{m} status,{m} value,{m} f,{m} g,{m} iterations,{m} products" for m, _ in METHODS)
    print(f"problem,n,start value,best value,{columns}", file=out)
    for name, residuals, start in PROBLEMS:
        problem = Problem(residuals)
        rows = [run(problem, start, m, o) for m, o in METHODS]
        best = np.nanmin([problem.f(refine(problem, r[6])) for r in rows] + [r[1] for r in rows])
        cells = ",".join(f"{r[0]},{r[1]:.17g},{r[2]},{r[3]},{r[4]},{r[5]}" for r in rows)
        print(f"{name},{len(start)},{problem.f(start):.17g},{best:.17g},{cells}", file=out, flush=True)


def derivatives(out):
    """f and the gradient at a point near the start, with which the hand-written problems of the tests are checked."""
    print("problem,value,gradient,product with (1 2 3 ...)", file=out)
    for name, residuals, start in PROBLEMS:
        x = np.array([a + 0.03 * (i % 5 + 1) for i, a in enumerate(start)])
        v, g, h = Problem(residuals).all(x)
        p = h @ np.arange(1, len(x) + 1.0)
        print(f"{name},{v:.17g},{' '.join(f'{a:.17g}' for a in g)},{' '.join(f'{a:.17g}' for a in p)}", file=out)


def times(out):
    n = 100
    start = np.array([-1.2, 1.0] * (n // 2))

    def both(x):
        r = x[1:] - x[:-1] ** 2
        g = np.zeros(n)
        g[:-1] = -400 * x[:-1] * r - 2 * (1 - x[:-1])
        g[1:] += 200 * r
        return (100 * r * r).sum() + ((1 - x[:-1]) ** 2).sum(), g

    best = float("inf")
    for _ in range(20):
        before = time.thread_time()
        result = so.minimize(both, start, jac=True, method="L-BFGS-B", options={"gtol": 1e-8, "ftol": 0.0, "maxiter": 10000, "maxfun": 100000, "maxcor": 10})
        best = min(best, (time.thread_time() - before) / result.nit)
    print(f"{best * 1e6:.3f} {result.nit} {result.nfev} {result.fun:.3g}", file=out)


if __name__ == "__main__":
    # SciPy's own code prints to the standard output, so the tables have files of their own.
    with open(sys.argv[2], "w") if len(sys.argv) > 2 else sys.stdout as file:
        {"counts": counts, "derivatives": derivatives, "times": times}[sys.argv[1]](file)
