"""Makes study.json: what networkx, igraph, inequality and numpy say of the columns that the program writes for the
networks of make.py: of each school by itself (what sna says of these is in make.R), of strengths, phases and pairs of
schools.

    python make_study.py

Needs what make.py needs. Lines of "by formula, on networkx" are formulas written here on networkx's graph. Person v is of phase v % 4, and a tie from a to b has the frequency 1 + (3 a + 5 b) % 4. Lines
under "inside" are computed on the people and ties of each school alone, and are those of make.py for a whole network.
"""

import json
import os
from importlib.metadata import version

import igraph
import networkx as nx
import numpy as np

from make import FORMULA, HERE, IGRAPH, INEQUALITY, NETWORKX, NUMPY, SETUP, named, networks, plain

OURS = "by formula, on networkx"

# Values that peers give where this program says that there is none are left out: networkx calls the transitivity of a
# network without two-step paths 0, and so on. The test knows of that.
MORE = [
    ("igraph (Python)", "inside", "communities", "sum(u.degree(p[0]) > 0 for p in u.community_optimal_modularity()) if u.ecount() else 0"),
    ("igraph (Python)", "inside", "modularity", "u.community_optimal_modularity().modularity"),
    ("networkx", "person", "in_strength", "of(dict(S.in_degree(weight='weight')))"),
    ("networkx", "person", "out_strength", "of(dict(S.out_degree(weight='weight')))"),
    ("networkx", "person", "component", "(lambda parts: [1 + next(k for k, part in enumerate(parts) if v in part) for v in nodes])(sorted(nx.connected_components(U), key=lambda c: (-len(c), min((schools[v], v) for v in c))))"),
    (OURS, "person", "phases_within_2", "[len({w % 4 for w in nx.ego_graph(U, v, radius=2, center=False)}) for v in nodes]"),
    (OURS, "person", "phase_diversity", "[1 - sum((sum(w % 4 == p for w in U[v]) / U.degree(v)) ** 2 for p in range(4)) if U.degree(v) else None for v in nodes]"),
    (OURS, "layer", "pairs_within", "sum(schools[a] == schools[b] for a, b in U.edges)"),
    (OURS, "layer", "pairs_across", "sum(schools[a] != schools[b] for a, b in U.edges)"),
    (OURS, "layer", "ei_rescaled", "(lambda L, I, W, B: (lambda x, low, high: 2 * (x - low) / (high - low) - 1)((L - 2 * I) / L, (L - 2 * min(L, W)) / L, (2 * min(L, B) - L) / L))(U.number_of_edges(), sum(schools[a] == schools[b] for a, b in U.edges), within_all, n * (n - 1) / 2 - within_all)"),
    # Nobody anywhere: a colleague whose only ties are in another school is no isolate of his own.
    ("networkx", "school", "isolates", "[sum(v in set(nx.isolates(U)) for v in members(s)) for s in groups]"),
    (OURS, "school", "schools_reached", "[len({schools[w] for v in members(s) for w in U[v]} - {s}) for s in groups]"),
    (OURS, "school", "link_persons", "[sum(any(schools[w] != s for w in U[v]) for v in members(s)) for s in groups]"),
    (OURS, "school", "ei_expected", "[(b(s) - w(s)) / (b(s) + w(s)) for s in groups]"),
    (OURS, "school", "ei_min", "[(l(s) - 2 * min(l(s), w(s))) / l(s) if l(s) else None for s in groups]"),
    (OURS, "school", "ei_max", "[(2 * min(l(s), b(s)) - l(s)) / l(s) if l(s) else None for s in groups]"),
    (OURS, "school", "ei_rescaled", "[(lambda x, low, high: 2 * (x - low) / (high - low) - 1 if high > low else None)((l(s) - 2 * i(s)) / l(s), (l(s) - 2 * min(l(s), w(s))) / l(s), (2 * min(l(s), b(s)) - l(s)) / l(s)) if l(s) else None for s in groups]"),
    (OURS, "school_pair", "possible", "[[len(members(a)) * len(members(b)) - (len(members(a)) if a == b else 0) for b in groups] for a in groups]"),
    (OURS, "school_pair", "density", "[[(lambda k: sum(schools[x] == a and schools[y] == b for x, y in G.edges) / k if k else None)(len(members(a)) * len(members(b)) - (len(members(a)) if a == b else 0)) for b in groups] for a in groups]"),
]

ALSO = [
    "S = nx.DiGraph(); S.add_nodes_from(nodes); S.add_weighted_edges_from((a, b, 1 + (3 * a + 5 * b) % 4) for a, b in arcs)",
    "w = lambda s: len(members(s)) * (len(members(s)) - 1) / 2; b = lambda s: len(members(s)) * (n - len(members(s)))",
    "i = lambda s: sum(schools[x] == s == schools[y] for x, y in U.edges); l = lambda s: sum(s in (schools[x], schools[y]) for x, y in U.edges)",
    "within_all = sum(w(s) for s in groups)",
]


def environment(arcs, schools):
    env = named(arcs, schools)
    for line in SETUP + ALSO:
        exec(line, env)
    return env


def value(how, env):
    try:
        return plain(eval(how, env))
    except (ZeroDivisionError, nx.NetworkXException, nx.NetworkXNotImplemented, ValueError, igraph.InternalError):
        return None


def main():
    lists = (("networkx", NETWORKX), (OURS, FORMULA), ("igraph (Python)", IGRAPH), ("inequality", INEQUALITY), ("numpy", NUMPY))
    # Who is an isolate is asked of the whole group.
    whole = ("triads", "isolates")
    inside = [(package, measure, how) for package, lines in lists
              for scope, measure, how in lines if scope == "layer" and "school" not in measure and measure not in whole]
    inside += [(package, measure, how) for package, scope, measure, how in MORE if scope == "inside"]
    found = []
    for name, _, arcs, schools in networks():
        env = environment(arcs, schools)
        values = [{"package": p, "scope": s, "measure": m, "how": how, "value": value(how, env)} for p, s, m, how in MORE if s != "inside"]
        parts = []
        for s in sorted(set(schools)):
            own = [v for v in range(len(schools)) if schools[v] == s]
            at = {v: k for k, v in enumerate(own)}
            parts.append(environment([(at[a], at[b]) for a, b in arcs if a in at and b in at], [0] * len(own)))
        for package, measure, how in inside:
            values.append({"package": package, "scope": "school", "measure": measure, "how": how, "value": [value(how, part) for part in parts]})
        found.append({"name": name, "values": values})
    versions = f"networkx {nx.__version__}, igraph (Python) {igraph.__version__}, inequality {version('inequality')}, numpy {np.__version__}"
    head = {"package": "networkx, igraph (Python), inequality, numpy", "version": versions, "setup": SETUP + ALSO}
    lines = [json.dumps(head)[:-1] + ', "of": [']
    blocks = []
    for one in found:
        rows = ",\n".join("  " + json.dumps(v) for v in one["values"])
        blocks.append(f' {{"name": {json.dumps(one["name"])}, "values": [\n{rows}\n ]}}')
    lines.append(",\n".join(blocks))
    lines.append("]}")
    with open(os.path.join(HERE, "study.json"), "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
