"""Makes communities.json: what igraph says of communities in the networks of make.py.

    python make_communities.py

Needs what make.py needs. `OPTIMAL` is the largest modularity there is (integer programming); where that would take too
long, `LEIDEN` is the best of many runs of igraph's own Leiden until nothing changes. Person v is of phase v % 4. How many
divisions have the largest modularity is counted over `MANY` runs of Leiden: where it is more than one, what depends on
the division (agreement with schools and phases) is one value of several.
"""

import json
import os
import random

import igraph

from make import HERE, networks

OPTIMAL = "u.community_optimal_modularity()"
LEIDEN = "max((u.community_leiden('modularity', n_iterations=-1) for _ in range(500)), key=lambda p: p.modularity)"
MANY = "(u.community_leiden('modularity', n_iterations=-1) for _ in range(500))"
SMALL = 20


def canonical(of):
    """The same division whatever its parts are called."""
    names = {}
    return tuple(names.setdefault(part, len(names)) for part in of)


def main():
    igraph.set_random_number_generator(random.Random(1))
    found = []
    for name, _, arcs, schools in networks():
        u = igraph.Graph(len(schools), arcs, directed=True)
        u.to_undirected(mode="collapse")
        how = OPTIMAL if len(schools) <= SMALL else LEIDEN
        best = eval(how, {"u": u})
        tied = [v for v in range(len(schools)) if u.degree(v) > 0]
        of = [best.membership[v] for v in tied]
        ari = igraph.compare_communities(of, [schools[v] for v in tied], method="adjusted.rand")
        phases = igraph.compare_communities(of, [v % 4 for v in tied], method="adjusted.rand")
        equal = {canonical([p.membership[v] for v in tied]) for p in eval(MANY, {"u": u}) if p.modularity > best.modularity - 1e-9}
        thirds = [v % 3 for v in range(len(schools))]
        found.append({
            "name": name,
            "how": how,
            "modularity": best.modularity,
            "communities": len(set(of)),
            "membership": [best.membership[v] if v in tied else None for v in range(len(schools))],
            "community_school_ari": None if ari != ari else ari,
            "community_phase_ari": phases,
            "divisions_as_good": len(equal),
            "modularity_of_thirds": u.modularity(thirds),
            "ari_of_thirds_and_schools": igraph.compare_communities(thirds, schools, method="adjusted.rand"),
        })
    head = json.dumps({"package": "igraph (Python)", "version": igraph.__version__})[:-1]
    rows = (",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in one.items()) for one in found)
    with open(os.path.join(HERE, "communities.json"), "w", encoding="utf-8") as out:
        out.write(head + ', "of": [\n' + ",\n".join(f" {{\n{row}\n }}" for row in rows) + "\n]}\n")


if __name__ == "__main__":
    main()
