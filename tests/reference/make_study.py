"""Makes study.json: what networkx, igraph and numpy say of the columns that the program writes for the networks of
make.py: of each school by itself, of strengths, phases and pairs of schools.

    python make_study.py

Needs what make.py needs. Person v is of phase v % 4, and a tie from a to b has the frequency 1 + (3 a + 5 b) % 4. Lines
under "inside" are computed on the people and ties of each school alone, and are those of make.py for a whole network.
"""

import json
import math
import os

import igraph
import networkx as nx
import numpy as np

from make import HERE, IGRAPH, NETWORKX, NUMPY, SETUP, networks, plain

# Values that peers give where this program says that there is none are left out: networkx calls the transitivity of a
# network without two-step paths 0, and so on. The test knows of that.
MORE = [
    ("networkx", "inside", "reciprocity_pairs", "sum(G.has_edge(b, a) for a, b in G.edges) / 2 / U.number_of_edges()"),
    ("networkx", "inside", "krackhardt_connectedness", "sum(len(c) * (len(c) - 1) for c in nx.connected_components(U)) / (n * (n - 1))"),
    ("networkx", "inside", "krackhardt_hierarchy", "(lambda r: 1 - sum(r[a][b] and r[b][a] for a in nodes for b in range(a)) / sum(r[a][b] or r[b][a] for a in nodes for b in range(a)))([[nx.has_path(G, a, b) for b in nodes] for a in nodes])"),
    ("networkx", "inside", "krackhardt_efficiency", "(lambda s: 1 - (G.number_of_edges() - sum(k - 1 for k in s)) / (sum(k * (k - 1) for k in s) - sum(k - 1 for k in s)))([len(c) for c in nx.connected_components(U)])"),
    ("numpy", "inside", "transitivity_directed", "((A @ A) * A).sum() / ((A @ A).sum() - np.trace(A @ A))"),
    ("numpy", "inside", "in_centralisation", "(A.sum(0).max() - A.sum(0)).sum() / (n - 1) ** 2"),
    ("numpy", "inside", "out_centralisation", "(A.sum(1).max() - A.sum(1)).sum() / (n - 1) ** 2"),
    ("numpy", "inside", "degree_centralisation", "(lambda d: (d.max() - d).sum() / ((n - 1) * (n - 2)))(np.maximum(A, A.T).sum(0))"),
    ("igraph (Python)", "inside", "communities", "sum(u.degree(p[0]) > 0 for p in u.community_optimal_modularity()) if u.ecount() else 0"),
    ("igraph (Python)", "inside", "modularity", "u.community_optimal_modularity().modularity"),
    ("networkx", "person", "in_strength", "of(dict(S.in_degree(weight='weight')))"),
    ("networkx", "person", "out_strength", "of(dict(S.out_degree(weight='weight')))"),
    ("networkx", "person", "component", "(lambda parts: [1 + next(k for k, part in enumerate(parts) if v in part) for v in nodes])(sorted(nx.connected_components(U), key=lambda c: (-len(c), min((schools[v], v) for v in c))))"),
    ("networkx", "person", "phases_within_2", "[len({w % 4 for w in nx.ego_graph(U, v, radius=2, center=False)}) for v in nodes]"),
    ("networkx", "person", "phase_diversity", "[1 - sum((sum(w % 4 == p for w in U[v]) / U.degree(v)) ** 2 for p in range(4)) if U.degree(v) else None for v in nodes]"),
    ("networkx", "layer", "pairs_within", "sum(schools[a] == schools[b] for a, b in U.edges)"),
    ("networkx", "layer", "pairs_across", "sum(schools[a] != schools[b] for a, b in U.edges)"),
    ("networkx", "layer", "ei_rescaled", "(lambda L, I, W, B: (lambda x, low, high: 2 * (x - low) / (high - low) - 1)((L - 2 * I) / L, (L - 2 * min(L, W)) / L, (2 * min(L, B) - L) / L))(U.number_of_edges(), sum(schools[a] == schools[b] for a, b in U.edges), within_all, n * (n - 1) / 2 - within_all)"),
    ("networkx", "layer", "coleman_segregation", "(lambda c, m: (lambda C, M, E: (M - E) / (C - E) if M > E else (M - E) / E)(sum(c.values()), sum(m.values()), sum(c[s] * (len(members(s)) - 1) / (n - 1) for s in groups)))({s: sum(schools[a] == s for a, b in G.edges) for s in groups}, {s: sum(schools[a] == s == schools[b] for a, b in G.edges) for s in groups})"),
    ("networkx", "school", "schools_reached", "[len({schools[w] for v in members(s) for w in U[v]} - {s}) for s in groups]"),
    ("networkx", "school", "link_persons", "[sum(any(schools[w] != s for w in U[v]) for v in members(s)) for s in groups]"),
    ("networkx", "school", "ei_expected", "[(b(s) - w(s)) / (b(s) + w(s)) for s in groups]"),
    ("networkx", "school", "ei_min", "[(l(s) - 2 * min(l(s), w(s))) / l(s) if l(s) else None for s in groups]"),
    ("networkx", "school", "ei_max", "[(2 * min(l(s), b(s)) - l(s)) / l(s) if l(s) else None for s in groups]"),
    ("networkx", "school", "ei_rescaled", "[(lambda x, low, high: 2 * (x - low) / (high - low) - 1 if high > low else None)((l(s) - 2 * i(s)) / l(s), (l(s) - 2 * min(l(s), w(s))) / l(s), (2 * min(l(s), b(s)) - l(s)) / l(s)) if l(s) else None for s in groups]"),
    ("networkx", "school_pair", "possible", "[[len(members(a)) * len(members(b)) - (len(members(a)) if a == b else 0) for b in groups] for a in groups]"),
    ("networkx", "school_pair", "density", "[[(lambda k: sum(schools[x] == a and schools[y] == b for x, y in G.edges) / k if k else None)(len(members(a)) * len(members(b)) - (len(members(a)) if a == b else 0)) for b in groups] for a in groups]"),
]

ALSO = [
    "S = nx.DiGraph(); S.add_nodes_from(nodes); S.add_weighted_edges_from((a, b, 1 + (3 * a + 5 * b) % 4) for a, b in arcs)",
    "w = lambda s: len(members(s)) * (len(members(s)) - 1) / 2; b = lambda s: len(members(s)) * (n - len(members(s)))",
    "i = lambda s: sum(schools[x] == s == schools[y] for x, y in U.edges); l = lambda s: sum(s in (schools[x], schools[y]) for x, y in U.edges)",
    "within_all = sum(w(s) for s in groups)",
]


def environment(arcs, schools):
    env = {"arcs": [tuple(a) for a in arcs], "schools": schools, "nx": nx, "np": np, "igraph": igraph, "math": math, "skip": None}
    for line in SETUP + ALSO:
        exec(line, env)
    return env


def value(how, env):
    try:
        return plain(eval(how, env))
    except (ZeroDivisionError, nx.NetworkXException, nx.NetworkXNotImplemented, ValueError, igraph.InternalError):
        return None


def main():
    inside = [(package, measure, how) for package, lines in (("networkx", NETWORKX), ("igraph (Python)", IGRAPH), ("numpy", NUMPY))
              for scope, measure, how in lines if scope == "layer" and "school" not in measure and measure != "triads"]
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
    versions = f"networkx {nx.__version__}, igraph (Python) {igraph.__version__}, numpy {np.__version__}"
    whole = {"package": "networkx, igraph (Python), numpy", "version": versions, "setup": SETUP + ALSO}
    lines = [json.dumps(whole)[:-1] + ', "of": [']
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
