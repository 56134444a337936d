"""Makes ei_p.json: the p-values of the E-I test in the networks of make.py, of every way to deal out the schools where these
can be written down, else of many drawn with numpy.

    python make_ei.py

Needs numpy (and what make.py needs). The index is (E - I) / (E + I) over connected pairs; for a school, over the pairs
with an end in it. A share of all ways in which there is an index; two-sided, as far from the value that sizes alone make.
"""

import json
import os
from math import comb, prod

import numpy as np

from make import HERE, networks

MOST = 1_000_000
DRAWS = 1_000_000
DEFINITION = "share of ways with an index at most / at least as large as the one seen, and as far from (between - within) / (between + within) over all pairs"


def ways(schools):
    """Rows of school labels: every way there is, or draws."""
    sizes = [schools.count(s) for s in sorted(set(schools))]
    if prod(comb(sum(sizes[k:]), size) for k, size in enumerate(sizes)) > MOST:
        rng = np.random.default_rng(20260131)
        for _ in range(DRAWS // 10_000):
            yield rng.permuted(np.tile(np.array(schools, dtype=np.int8), (10_000, 1)), axis=1)
        return
    found = [[]]
    for _ in schools:
        found = [row + [s] for row in found for s, size in enumerate(sizes) if row.count(s) < size]
    yield np.array(found, dtype=np.int8)


def shares(counts, all_ways):
    return [None if m == 0 else c / m for c, m in zip(counts, all_ways)]


def main():
    found = []
    for name, _, arcs, schools in networks():
        pairs = np.array(sorted({(min(t), max(t)) for t in arcs}))
        n, count = len(schools), max(schools) + 1
        size = np.bincount(schools)
        within = size * (size - 1) / 2
        expected = [(size[s] * (n - size[s]) - within[s]) / (size[s] * (n - size[s]) + within[s]) for s in range(count)]
        expected.append((comb(n, 2) - 2 * within.sum()) / comb(n, 2))

        def indices(rows):
            """By way: the index of each school, then of all; NaN is none."""
            a, b = rows[:, pairs[:, 0]], rows[:, pairs[:, 1]]
            own = [((a == s) & (b == s)).sum(1) for s in range(count)] + [(a == b).sum(1)]
            touched = [((a == s) | (b == s)).sum(1) for s in range(count)] + [np.full(len(rows), len(pairs))]
            with np.errstate(invalid="ignore"):
                return np.array([(t - 2.0 * o) / t for o, t in zip(own, touched)])

        seen = indices(np.array([schools], dtype=np.int8))[:, :1]
        centre = np.array(expected)[:, None]
        lower, upper, far, told = (np.zeros(count + 1, dtype=np.int64) for _ in range(4))
        for rows in ways(schools):
            value = indices(rows)
            there = ~np.isnan(value)
            lower += (value <= seen + 1e-9).sum(1)
            upper += (value >= seen - 1e-9).sum(1)
            far += (np.abs(value - centre) >= np.abs(seen - centre) - 1e-9).sum(1)
            told += there.sum(1)
        told = np.where(np.isnan(seen[:, 0]), 0, told)
        found.append({
            "name": name,
            "ways": int(told.max()),
            "every_one": bool(prod(comb(sum(size[k:]), s) for k, s in enumerate(map(int, size))) <= MOST),
            "lower": shares(lower.tolist(), told.tolist()),
            "upper": shares(upper.tolist(), told.tolist()),
            "two_sided": shares(far.tolist(), told.tolist()),
        })
    head = json.dumps({"package": "numpy", "version": np.__version__, "definition": DEFINITION, "rows": "each school, then all"})
    with open(os.path.join(HERE, "ei_p.json"), "w", encoding="utf-8") as out:
        out.write(head[:-1] + ', "of": [\n' + ",\n".join(" " + json.dumps(one) for one in found) + "\n]}\n")


if __name__ == "__main__":
    main()
