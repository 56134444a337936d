"""Makes the reference values: networks, and what networkx, igraph, netseg, easygraph, inequality and numpy say of them.

    python make.py            writes the .json files beside this script
    Rscript make.R            adds what R's sna and igraph say

Needs networkx, igraph, numpy, scipy, netseg, python-easygraph and inequality. Each value is kept with the line that made
it; `SETUP` comes before the lines. Lines under `FORMULA` only take the graph from a package: the formula is written here.
"""

import json
import math
import os
import random
from importlib.metadata import version

import easygraph
import igraph
import netseg
import networkx as nx
import numpy as np
from inequality.gini import Gini

HERE = os.path.dirname(os.path.abspath(__file__))

SETUP = [
    "n = len(schools); nodes = range(n); groups = sorted(set(schools))",
    "G = nx.DiGraph(); G.add_nodes_from((v, {'school': schools[v]}) for v in nodes); G.add_edges_from(arcs)",
    "U = G.to_undirected()",
    "g = igraph.Graph(n, arcs, directed=True); u = g.copy(); u.to_undirected(mode='collapse')",
    "of = lambda values: [values[v] for v in nodes]",
    "members = lambda s: [v for v in nodes if schools[v] == s]",
    "within = lambda v: sum(schools[w] == schools[v] for w in U[v])",
    "big = max(nx.connected_components(U), key=len)",
    "A = nx.to_numpy_array(G, nodelist=list(nodes))",
    "W = nx.Graph(); W.add_nodes_from(nodes); W.add_weighted_edges_from((a, b, A[a, b] + A[b, a]) for a, b in U.edges)",
    "E = easygraph.Graph(); E.add_nodes(list(nodes)); [E.add_edge(a, b, weight=A[a, b] + A[b, a]) for a, b in U.edges]",
    "met = lambda s: len(set().union(*(nx.node_connected_component(U, v) for v in members(s))) - set(members(s)))",
    "meets = lambda a, b, s: (lambda ways: sum(any(schools[v] == s for v in way) for way in ways) / len(ways))(list(nx.all_shortest_paths(U, a, b)))",
    "between = lambda s: sum(meets(a, b, s) for a in nodes for b in nodes if a != b and s not in (schools[a], schools[b]) and nx.has_path(U, a, b))",
]

NETWORKX = [
    ("person", "in_degree", "of(dict(G.in_degree))"),
    ("person", "out_degree", "of(dict(G.out_degree))"),
    ("person", "degree", "of(dict(U.degree))"),
    ("person", "component_size", "[len(nx.node_connected_component(U, v)) for v in nodes]"),
    ("person", "coreness", "of(nx.core_number(U))"),
    ("person", "clustering", "[nx.clustering(U, v) if U.degree(v) > 1 else None for v in nodes]"),
    ("person", "harmonic_closeness", "[nx.harmonic_centrality(U)[v] / (n - 1) for v in nodes]"),
    ("person", "harmonic_in", "[nx.harmonic_centrality(G)[v] / (n - 1) for v in nodes]"),
    ("person", "harmonic_out", "[nx.harmonic_centrality(G.reverse())[v] / (n - 1) for v in nodes]"),
    ("person", "betweenness", "of(nx.betweenness_centrality(G, normalized=False))"),
    ("person", "betweenness_undirected", "of(nx.betweenness_centrality(U, normalized=False))"),
    ("person", "betweenness_normalised", "of(nx.betweenness_centrality(G, normalized=True))"),
    ("person", "closeness_wasserman_faust", "of(nx.closeness_centrality(G))"),
    ("person", "betweenness_undirected_normalised", "of(nx.betweenness_centrality(U))"),
    ("person", "pagerank", "of(nx.pagerank(G, alpha=0.85, tol=1e-16, max_iter=100000))"),
    # On the undirected graph with weights a(i,j) + a(j,i): on a directed graph networkx 3.6.1 leaves out people who name
    # nobody. And person by person: for all at once its effective_size goes another way, which gives a few people of
    # random60 another value than its own definition.
    ("person", "constraint", "of(nx.constraint(W, nodes, weight='weight'))"),
    ("person", "constraint_ego", "[nx.constraint(nx.ego_graph(W, v), [v], weight='weight')[v] for v in nodes]"),
    ("person", "effective_size", "of(nx.effective_size(W, nodes, weight='weight'))"),
    ("person", "efficiency", "[nx.effective_size(W, [v], weight='weight')[v] / U.degree(v) if U.degree(v) else None for v in nodes]"),
    ("person", "reach_2", "[(len(nx.ego_graph(U, v, radius=2)) - 1) / (n - 1) for v in nodes]"),
    ("person", "schools_within_2", "[len({schools[w] for w in nx.ego_graph(U, v, radius=2, center=False)}) for v in nodes]"),
    ("person", "cut_point", "[int(v in set(nx.articulation_points(U))) for v in nodes]"),
    ("layer", "people", "n"),
    ("layer", "ties", "G.number_of_edges()"),
    ("layer", "pairs", "U.number_of_edges()"),
    ("layer", "density", "nx.density(G)"),
    ("layer", "reciprocity_arcs", "nx.overall_reciprocity(G)"),
    ("layer", "transitivity", "nx.transitivity(U)"),
    ("layer", "components_weak", "nx.number_weakly_connected_components(G)"),
    ("layer", "components_strong", "nx.number_strongly_connected_components(G)"),
    ("layer", "largest_component_share", "len(big) / n"),
    ("layer", "isolates", "nx.number_of_isolates(G)"),
    ("layer", "mean_inverse_distance", "sum(nx.harmonic_centrality(G).values()) / (n * (n - 1))"),
    ("layer", "bridges", "len(list(nx.bridges(U)))"),
    ("layer", "cut_points", "len(set(nx.articulation_points(U)))"),
    ("layer", "max_coreness", "max(nx.core_number(U).values())"),
    ("layer", "modularity_school", "nx.community.modularity(U, [members(s) for s in groups])"),
    ("layer", "assortativity_school", "nx.attribute_assortativity_coefficient(U, 'school')"),
    ("layer", "triads", "list(nx.triadic_census(G).values())"),
    ("school", "group_degree", "[nx.group_degree_centrality(U, members(s)) for s in groups]"),
    # Among those who can be reached, and less for a school that reaches few: the factor is the share who are reached, twice.
    ("school", "group_closeness", "[nx.group_closeness_centrality(U, members(s)) * (met(s) / (n - len(members(s)))) ** 2 for s in groups]"),
    ("school", "density", "[nx.density(G.subgraph(members(s))) for s in groups]"),
    ("school", "transitivity", "[nx.transitivity(U.subgraph(members(s))) if max(dict(U.subgraph(members(s)).degree).values()) > 1 else None for s in groups]"),
    ("school_pair", "ties", "nx.attribute_mixing_matrix(G, 'school', mapping={s: s for s in groups}, normalized=False).astype(int).tolist()"),
]

# Written out here, on networkx's graph.
FORMULA = [
    ("person", "mutual_share", "[len(set(G.succ[v]) & set(G.pred[v])) / U.degree(v) if U.degree(v) else None for v in nodes]"),
    ("person", "school_diversity", "[1 - sum((sum(schools[w] == s for w in U[v]) / U.degree(v)) ** 2 for s in groups) if U.degree(v) else None for v in nodes]"),
    ("person", "outside_contacts", "[U.degree(v) - within(v) for v in nodes]"),
    ("person", "ei_index", "[(U.degree(v) - 2 * within(v)) / U.degree(v) if U.degree(v) else None for v in nodes]"),
    ("layer", "mean_degree", "2 * U.number_of_edges() / n"),
    ("layer", "fragmentation", "1 - sum(len(c) * (len(c) - 1) for c in nx.connected_components(U)) / (n * (n - 1))"),
    # By its definition, path by path: group_betweenness_centrality of networkx 3.6.1 gives other values on random60, and on
    # connected graphs too (gnp_random_graph(12, .28, seed=11), people 8, 7, 10, 11 and 3: .79365 for .785714).
    ("school", "group_betweenness", "[(lambda m: between(s) / (m * (m - 1)))(n - len(members(s))) for s in groups]"),
]

IGRAPH = [
    ("person", "harmonic_closeness", "u.harmonic_centrality(normalized=True)"),
    ("person", "harmonic_in", "g.harmonic_centrality(mode='in', normalized=True)"),
    ("person", "harmonic_out", "g.harmonic_centrality(mode='out', normalized=True)"),
    ("person", "betweenness", "g.betweenness()"),
    ("person", "betweenness_undirected", "u.betweenness()"),
    ("person", "closeness_reachable", "g.closeness(mode='out', normalized=True)"),
    ("person", "pagerank", "g.pagerank(damping=0.85)"),
    ("person", "constraint", "g.constraint()"),
    ("person", "coreness", "u.coreness()"),
    ("person", "clustering", "u.transitivity_local_undirected(mode='nan')"),
    ("person", "reach_2", "[(reached - 1) / (n - 1) for reached in u.neighborhood_size(order=2)]"),
    ("layer", "mutual", "g.dyad_census()[0]"),
    ("layer", "asymmetric", "g.dyad_census()[1]"),
    ("layer", "null", "g.dyad_census()[2]"),
    ("layer", "reciprocity_arcs", "g.reciprocity(mode='default')"),
    ("layer", "reciprocity_pairs", "g.reciprocity(mode='ratio')"),
    ("layer", "transitivity", "u.transitivity_undirected()"),
    ("layer", "mean_clustering", "u.transitivity_avglocal_undirected(mode='nan')"),
    ("layer", "mean_distance", "u.average_path_length(unconn=True)"),
    ("layer", "diameter", "u.diameter(unconn=True)"),
    ("layer", "assortativity_school", "u.assortativity_nominal(schools, directed=False)"),
    ("layer", "modularity_school", "u.modularity(schools)"),
    ("layer", "triads", "list(g.triad_census())"),
]

NETSEG = [
    ("layer", "ei_index", "netseg.krackhardt_ei(schools, graph=u)"),
    ("layer", "ei_arcs", "netseg.krackhardt_ei(schools, graph=g)"),
    ("layer", "freeman_segregation", "netseg.freeman(schools, graph=u)"),
    ("layer", "coleman_segregation", "netseg.coleman(schools, graph=g, network_level=True)"),
    ("layer", "assortativity_school", "netseg.assortativity_coefficient(schools, graph=u)"),
    ("school", "coleman_segregation", "list(netseg.coleman(schools, graph=g))"),
]

EASYGRAPH = [
    ("person", "constraint", "of(easygraph.constraint(E, weight='weight'))"),
    ("person", "effective_size", "of(easygraph.effective_size(E, weight='weight'))"),
    # 0 there for somebody with fewer than two contacts, in whom there is nothing to be concentrated.
    ("person", "hierarchy", "[easygraph.hierarchy(E, weight='weight')[v] if len(E[v]) > 1 else None for v in nodes]"),
]

INEQUALITY = [("layer", "gini_in_degree", "Gini(A.sum(0)).g")]

NUMPY = [
    # Largest value 1 in the largest component, or in each when several are largest, undefined elsewhere.
    ("person", "eigenvector", "(lambda found: [found.get(v) for v in nodes])({v: abs(y) / max(abs(x)) for part in nx.connected_components(U) if len(part) == len(big) for x in [np.linalg.eigh(nx.to_numpy_array(U.subgraph(part), nodelist=sorted(part)))[1][:, -1]] for v, y in zip(sorted(part), x)})"),
    ("layer", "top1_in_share", "np.sort(A.sum(0))[-1] / A.sum()"),
    ("layer", "top2_in_share", "np.sort(A.sum(0))[-2:].sum() / A.sum()"),
]


def networks():
    """Name, a note and the network: arcs and the school of each person."""
    both = lambda edges: [list(p) for a, b in edges for p in ((a, b), (b, a))]
    yield "toy_a", "undirected: 1-2 2-3 3-1 3-4 5-6, 7 alone", both([(0, 1), (1, 2), (2, 0), (2, 3), (4, 5)]), [0, 0, 0, 0, 1, 1, 1]
    yield "toy_b", "directed: 1>2 2>1 1>3 3>2 4>1 4>3 3>4 5>4, 6 alone", [[0, 1], [1, 0], [0, 2], [2, 1], [3, 0], [3, 2], [2, 3], [4, 3]], [0, 0, 1, 1, 2, 2]
    families = nx.florentine_families_graph()
    names = sorted(families)
    edges = sorted((names.index(a), names.index(b)) for a, b in families.edges)
    yield "florentine", "marriages between Florentine families, networkx florentine_families_graph: " + ", ".join(names), both(edges), [i % 3 for i in range(len(names))]
    kite = nx.krackhardt_kite_graph()
    yield "kite", "Krackhardt's kite, networkx krackhardt_kite_graph", both(sorted(kite.edges)), [0, 0, 0, 0, 1, 1, 1, 2, 2, 2]
    yield "two_schools", "two schools with one bridge", both([(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)]), [0, 0, 0, 1, 1, 1]
    yield "disconnected", "directed, in two parts, with two isolates", [[0, 1], [1, 2], [2, 0], [2, 3], [4, 5], [4, 6], [7, 6]], [0, 0, 1, 1, 1, 2, 2, 2, 0, 2]
    draw = random.Random(20260131)
    schools = [0] * 25 + [1] * 20 + [2] * 15
    arcs = []
    for a in range(60):
        for b in range(a + 1, 60):
            close = schools[a] == schools[b]
            if draw.random() < (0.13 if close else 0.015):
                way = draw.random()
                arcs += [[a, b]] if way < 0.3 else [[b, a]] if way < 0.6 else [[a, b], [b, a]]
    yield "random60", "60 people in three schools, drawn with random.Random(20260131)", sorted(arcs), schools


def plain(value):
    """What JSON holds: undefined is null."""
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (float, np.floating)):
        return None if math.isnan(value) else float(value)
    return int(value)


def named(arcs, schools):
    """What the lines can name."""
    known = {"nx": nx, "np": np, "igraph": igraph, "netseg": netseg, "easygraph": easygraph, "Gini": Gini}
    return {"arcs": [tuple(a) for a in arcs], "schools": schools, **known}


def main():
    for name, note, arcs, schools in networks():
        env = named(arcs, schools)
        for line in SETUP:
            exec(line, env)
        sources = []
        for package, which, lines in (
            ("networkx", nx.__version__, NETWORKX),
            ("by formula, on networkx", nx.__version__, FORMULA),
            ("igraph (Python)", igraph.__version__, IGRAPH),
            ("netseg", version("netseg"), NETSEG),
            ("easygraph", version("python-easygraph"), EASYGRAPH),
            ("inequality", version("inequality"), INEQUALITY),
            ("numpy", np.__version__, NUMPY),
        ):
            values = []
            for scope, measure, how in lines:
                try:
                    found = eval(how, env)
                except ZeroDivisionError:
                    found = None
                values.append({"scope": scope, "measure": measure, "how": how, "value": plain(found)})
            sources.append({"package": package, "version": which, "setup": SETUP, "values": values})
        whole = {"network": name, "note": note, "schools": schools, "arcs": arcs, "sources": sources}
        write(os.path.join(HERE, name + ".json"), whole)


def write(path, whole):
    """One line for each value, so that a change can be read."""
    dump = lambda x: json.dumps(x, ensure_ascii=False)
    lines = ["{", f' "network": {dump(whole["network"])},', f' "note": {dump(whole["note"])},']
    lines += [f' "schools": {dump(whole["schools"])},', f' "arcs": {dump(whole["arcs"])},', ' "sources": [']
    parts = []
    for s in whole["sources"]:
        part = [f'  {{"package": {dump(s["package"])}, "version": {dump(s["version"])}, "setup": [']
        part.append(",\n".join("   " + dump(x) for x in s["setup"]))
        part.append('  ], "values": [')
        part.append(",\n".join("   " + dump(v) for v in s["values"]))
        part.append("  ]}")
        parts.append("\n".join(part))
    lines += [",\n".join(parts), " ]", "}", ""]
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(lines))


if __name__ == "__main__":
    main()
