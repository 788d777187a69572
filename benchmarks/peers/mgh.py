"""
The 35 problems of Moré, Garbow and Hillstrom ("Testing unconstrained optimization software", ACM TOMS 7, 1981) as residuals, with exact gradients and
Hessians: residuals are evaluated on jets, numbers that carry their first two derivatives.
"""

import numpy as np


class Jet:
    """A number with its gradient and its Hessian."""

    __array_priority__ = 1000

    def __init__(self, v, g, h):
        self.v, self.g, self.h = v, g, h

    def map(self, f0, f1, f2):
        return Jet(f0, f1 * self.g, f1 * self.h + f2 * np.outer(self.g, self.g))

    def __neg__(self):
        return Jet(-self.v, -self.g, -self.h)

    def __add__(self, o):
        return Jet(self.v + o.v, self.g + o.g, self.h + o.h) if isinstance(o, Jet) else Jet(self.v + o, self.g, self.h)

    __radd__ = __add__

    def __sub__(self, o):
        return self + (-o)

    def __rsub__(self, o):
        return (-self) + o

    def __mul__(self, o):
        if not isinstance(o, Jet):
            return Jet(self.v * o, self.g * o, self.h * o)
        cross = np.outer(self.g, o.g)
        return Jet(self.v * o.v, self.v * o.g + o.v * self.g, self.v * o.h + o.v * self.h + cross + cross.T)

    __rmul__ = __mul__

    def reciprocal(self):
        r = 1 / self.v
        return self.map(r, -r * r, 2 * r * r * r)

    def __truediv__(self, o):
        return self * o.reciprocal() if isinstance(o, Jet) else self * (1 / o)

    def __rtruediv__(self, o):
        return self.reciprocal() * o

    def __pow__(self, p):
        v = self.v
        if p == 0:
            return self * 0 + 1
        if p == 1:
            return self
        if p == 2:
            return self * self
        return self.map(v**p, p * v ** (p - 1), p * (p - 1) * v ** (p - 2))


def exp(a):
    if not isinstance(a, Jet):
        return np.exp(a)
    e = np.exp(a.v)
    return a.map(e, e, e)


def sin(a):
    return a.map(np.sin(a.v), np.cos(a.v), -np.sin(a.v)) if isinstance(a, Jet) else np.sin(a)


def cos(a):
    return a.map(np.cos(a.v), -np.sin(a.v), -np.cos(a.v)) if isinstance(a, Jet) else np.cos(a)


def sqrt(a):
    if not isinstance(a, Jet):
        return np.sqrt(a)
    r = np.sqrt(a.v)
    return a.map(r, 0.5 / r, -0.25 / (r * a.v))


def atan(a):
    if not isinstance(a, Jet):
        return np.arctan(a)
    q = 1 / (1 + a.v * a.v)
    return a.map(np.arctan(a.v), q, -2 * a.v * q * q)


def abs_power(a, p):
    """|a|^p."""
    if not isinstance(a, Jet):
        return np.abs(a) ** p
    v, s = abs(a.v), np.sign(a.v)
    return a.map(v**p, p * v ** (p - 1) * s, p * (p - 1) * v ** (p - 2))


def value_of(a):
    return a.v if isinstance(a, Jet) else a


def rosenbrock(x):
    return [10 * (x[1] - x[0] ** 2), 1 - x[0]]


def freudenstein_roth(x):
    return [-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]]


def powell_badly_scaled(x):
    return [1e4 * x[0] * x[1] - 1, exp(-x[0]) + exp(-x[1]) - 1.0001]


def brown_badly_scaled(x):
    return [x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2]


def beale(x):
    return [y - x[0] * (1 - x[1] ** (i + 1)) for i, y in enumerate([1.5, 2.25, 2.625])]


def jennrich_sampson(x):
    return [2 + 2 * i - (exp(i * x[0]) + exp(i * x[1])) for i in range(1, 11)]


def helical_valley(x):
    theta = atan(x[1] / x[0]) * (1 / (2 * np.pi))
    if value_of(x[0]) < 0:
        theta = theta + 0.5
    return [10 * (x[2] - 10 * theta), 10 * (sqrt(x[0] ** 2 + x[1] ** 2) - 1), x[2]]


BARD = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39]


def bard(x):
    return [y - (x[0] + u / ((16 - u) * x[1] + min(u, 16 - u) * x[2])) for u, y in enumerate(BARD, 1)]


GAUSSIAN = [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989, 0.3521, 0.2420, 0.1295, 0.0540, 0.0175, 0.0044, 0.0009]


def gaussian(x):
    return [x[0] * exp(-0.5 * x[1] * (0.5 * (8 - i) - x[2]) ** 2) - y for i, y in enumerate(GAUSSIAN, 1)]


MEYER = [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872]


def meyer(x):
    return [x[0] * exp(x[1] / (45 + 5 * i + x[2])) - y for i, y in enumerate(MEYER, 1)]


def gulf(x):
    r = []
    for i in range(1, 100):
        t = i / 100
        y = 25 + (-50 * np.log(t)) ** (2 / 3)
        # |y - x2|^x3 / x1 with the power of a variable: exp(x3 log|y - x2|).
        d = y - x[1]
        r.append(exp(-(exp(x[2] * log_abs(d)) / x[0])) - t)
    return r


def log_abs(a):
    return a.map(np.log(abs(a.v)), 1 / a.v, -1 / (a.v * a.v)) if isinstance(a, Jet) else np.log(np.abs(a))


def box(x):
    return [exp(-0.1 * i * x[0]) - exp(-0.1 * i * x[1]) - x[2] * (np.exp(-0.1 * i) - np.exp(-i)) for i in range(1, 11)]


def powell_singular(x):
    r = []
    for i in range(0, len(x), 4):
        a, b, c, d = x[i : i + 4]
        r += [a + 10 * b, np.sqrt(5) * (c - d), (b - 2 * c) ** 2, np.sqrt(10) * (a - d) ** 2]
    return r


def wood(x):
    return [
        10 * (x[1] - x[0] ** 2), 1 - x[0], np.sqrt(90) * (x[3] - x[2] ** 2), 1 - x[2],
        np.sqrt(10) * (x[1] + x[3] - 2), (x[1] - x[3]) / np.sqrt(10),
    ]


KOWALIK = [0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246]
KOWALIK_U = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625]


def kowalik_osborne(x):
    return [y - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3]) for y, u in zip(KOWALIK, KOWALIK_U)]


def brown_dennis(x):
    r = []
    for i in range(1, 21):
        t = i / 5
        r.append((x[0] + t * x[1] - np.exp(t)) ** 2 + (x[2] + x[3] * np.sin(t) - np.cos(t)) ** 2)
    return r


OSBORNE1 = [
    0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.580, 0.558, 0.538, 0.522, 0.506,
    0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406,
]


def osborne1(x):
    return [y - (x[0] + x[1] * exp(-10 * i * x[3]) + x[2] * exp(-10 * i * x[4])) for i, y in enumerate(OSBORNE1)]


def biggs_exp6(x):
    r = []
    for i in range(1, 14):
        t = 0.1 * i
        y = np.exp(-t) - 5 * np.exp(-10 * t) + 3 * np.exp(-4 * t)
        r.append(x[2] * exp(-t * x[0]) - x[3] * exp(-t * x[1]) + x[5] * exp(-t * x[4]) - y)
    return r


OSBORNE2 = [
    1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606, 0.602, 0.626, 0.651, 0.724, 0.649,
    0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395, 0.375, 0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562,
    0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591, 0.559, 0.597, 0.625, 0.739, 0.710, 0.729, 0.720, 0.636, 0.581, 0.428, 0.292, 0.162,
    0.098, 0.054,
]


def osborne2(x):
    r = []
    for i, y in enumerate(OSBORNE2):
        t = i / 10
        r.append(y - (x[0] * exp(-t * x[4]) + x[1] * exp(-((t - x[8]) ** 2) * x[5]) + x[2] * exp(-((t - x[9]) ** 2) * x[6])
                      + x[3] * exp(-((t - x[10]) ** 2) * x[7])))
    return r


def watson(x):
    r = []
    for i in range(1, 30):
        t = i / 29
        s = sum(j * x[j] * t ** (j - 1) for j in range(1, len(x)))
        q = sum(x[j] * t**j for j in range(len(x)))
        r.append(s - q**2 - 1)
    return r + [x[0] + 0, x[1] - x[0] ** 2 - 1]


def extended_rosenbrock(x):
    r = []
    for i in range(0, len(x), 2):
        r += [10 * (x[i + 1] - x[i] ** 2), 1 - x[i]]
    return r


def penalty1(x):
    return [np.sqrt(1e-5) * (a - 1) for a in x] + [sum(a**2 for a in x) - 0.25]


def penalty2(x):
    n, a = len(x), np.sqrt(1e-5)
    r = [x[0] - 0.2]
    for i in range(1, n):
        y = np.exp((i + 1) / 10) + np.exp(i / 10)
        r.append(a * (exp(x[i] / 10) + exp(x[i - 1] / 10) - y))
    r += [a * (exp(x[i] / 10) - np.exp(-0.1)) for i in range(1, n)]
    return r + [sum((n - i) * x[i] ** 2 for i in range(n)) - 1]


def variably_dimensioned(x):
    s = sum((i + 1) * (x[i] - 1) for i in range(len(x)))
    return [a - 1 for a in x] + [s, s**2]


def trigonometric(x):
    n = len(x)
    s = sum(cos(a) for a in x)
    return [n - s + (i + 1) * (1 - cos(x[i])) - sin(x[i]) for i in range(n)]


def brown_almost_linear(x):
    n, s, p = len(x), sum(x), 1
    for a in x:
        p = p * a
    return [x[i] + s - (n + 1) for i in range(n - 1)] + [p - 1]


def discrete_boundary(x):
    n = len(x)
    h = 1 / (n + 1)
    r = []
    for i in range(n):
        left, right = (x[i - 1] if i > 0 else 0), (x[i + 1] if i < n - 1 else 0)
        r.append(2 * x[i] - left - right + 0.5 * h * h * (x[i] + (i + 1) * h + 1) ** 3)
    return r


def discrete_integral(x):
    n = len(x)
    h = 1 / (n + 1)
    t = [(i + 1) * h for i in range(n)]
    c = [(x[j] + t[j] + 1) ** 3 for j in range(n)]
    r = []
    for i in range(n):
        a = sum(t[j] * c[j] for j in range(i + 1))
        b = sum((1 - t[j]) * c[j] for j in range(i + 1, n))
        r.append(x[i] + 0.5 * h * ((1 - t[i]) * a + t[i] * b))
    return r


def broyden_tridiagonal(x):
    n = len(x)
    return [(3 - 2 * x[i]) * x[i] - (x[i - 1] if i > 0 else 0) - 2 * (x[i + 1] if i < n - 1 else 0) + 1 for i in range(n)]


def broyden_banded(x):
    n = len(x)
    r = []
    for i in range(n):
        s = sum(x[j] * (1 + x[j]) for j in range(max(0, i - 5), min(n, i + 2)) if j != i)
        r.append(x[i] * (2 + 5 * x[i] ** 2) + 1 - s)
    return r


def linear_full_rank(x):
    n, m = len(x), 20
    s = sum(x) * (2 / m)
    return [(x[i] if i < n else 0) - s - 1 for i in range(m)]


def linear_rank1(x):
    s = sum((j + 1) * x[j] for j in range(len(x)))
    return [(i + 1) * s - 1 for i in range(20)]


def linear_rank1_zero(x):
    n, m = len(x), 20
    s = sum((j + 1) * x[j] for j in range(1, n - 1))
    return [s * 0 - 1] + [i * s - 1 for i in range(1, m - 1)] + [s * 0 - 1]


def chebyquad(x):
    n = len(x)
    r = [0] * n
    for a in x:
        t0, t1 = 1, 2 * a - 1
        u = 2 * t1
        for i in range(n):
            r[i] = r[i] + t1 * (1 / n)
            t0, t1 = t1, u * t1 - t0
    for i in range(1, n, 2):
        r[i] = r[i] + 1 / ((i + 1) ** 2 - 1)
    return r


TENTHS = 10
H = 1 / 11
PROBLEMS = [
    ("Rosenbrock", rosenbrock, [-1.2, 1]),
    ("FreudensteinRoth", freudenstein_roth, [0.5, -2]),
    ("PowellBadlyScaled", powell_badly_scaled, [0, 1]),
    ("BrownBadlyScaled", brown_badly_scaled, [1, 1]),
    ("Beale", beale, [1, 1]),
    ("JennrichSampson", jennrich_sampson, [0.3, 0.4]),
    ("HelicalValley", helical_valley, [-1, 0, 0]),
    ("Bard", bard, [1, 1, 1]),
    ("Gaussian", gaussian, [0.4, 1, 0]),
    ("Meyer", meyer, [0.02, 4000, 250]),
    ("Gulf", gulf, [5, 2.5, 0.15]),
    ("Box", box, [0, 10, 20]),
    ("PowellSingular", powell_singular, [3, -1, 0, 1]),
    ("Wood", wood, [-3, -1, -3, -1]),
    ("KowalikOsborne", kowalik_osborne, [0.25, 0.39, 0.415, 0.39]),
    ("BrownDennis", brown_dennis, [25, 5, -5, -1]),
    ("Osborne1", osborne1, [0.5, 1.5, -1, 0.01, 0.02]),
    ("BiggsExp6", biggs_exp6, [1, 2, 1, 1, 1, 1]),
    ("Osborne2", osborne2, [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5]),
    ("Watson", watson, [0] * 6),
    ("ExtendedRosenbrock", extended_rosenbrock, [-1.2, 1] * 5),
    ("ExtendedPowellSingular", powell_singular, [3, -1, 0, 1] * 3),
    ("Penalty1", penalty1, [1, 2, 3, 4]),
    ("Penalty2", penalty2, [0.5] * 4),
    ("VariablyDimensioned", variably_dimensioned, [1 - (i + 1) / 10 for i in range(10)]),
    ("Trigonometric", trigonometric, [0.1] * 10),
    ("BrownAlmostLinear", brown_almost_linear, [0.5] * 10),
    ("DiscreteBoundary", discrete_boundary, [(i + 1) * H * ((i + 1) * H - 1) for i in range(10)]),
    ("DiscreteIntegral", discrete_integral, [(i + 1) * H * ((i + 1) * H - 1) for i in range(10)]),
    ("BroydenTridiagonal", broyden_tridiagonal, [-1] * 10),
    ("BroydenBanded", broyden_banded, [-1] * 10),
    ("LinearFullRank", linear_full_rank, [1] * 10),
    ("LinearRank1", linear_rank1, [1] * 10),
    ("LinearRank1Zero", linear_rank1_zero, [1] * 10),
    ("Chebyquad", chebyquad, [(i + 1) / 9 for i in range(8)]),
]


class Problem:
    """f = the sum of the squared residuals, with its derivatives; the last point's are kept, as f, gradient and Hessian are asked for one after the other."""

    def __init__(self, residuals):
        self.residuals, self.at, self.jet = residuals, None, None

    def all(self, x):
        x = np.asarray(x, dtype=float)
        if self.at is None or not np.array_equal(self.at, x):
            n = len(x)
            eye, zero = np.eye(n), np.zeros((n, n))
            with np.errstate(all="ignore"):
                r = self.residuals([Jet(x[i], eye[i], zero) for i in range(n)])
                v, g, h = 0.0, np.zeros(n), np.zeros((n, n))
                for a in r:
                    if isinstance(a, Jet):
                        v, g, h = v + a.v * a.v, g + 2 * a.v * a.g, h + 2 * (np.outer(a.g, a.g) + a.v * a.h)
                    else:
                        v += a * a
            self.at, self.jet = x.copy(), (v, g, h)
        return self.jet

    def f(self, x):
        return self.all(x)[0]

    def g(self, x):
        return self.all(x)[1]

    def h(self, x):
        return self.all(x)[2]
