"""Makes communities.json: what igraph says of communities in the networks of make.py.

    python make_communities.py

Needs what make.py needs. `OPTIMAL` is the largest modularity there is (integer programming); where that would take too
long, `LEIDEN` is the best of many runs of igraph's own Leiden until nothing changes.
"""

import json
import os
import random

import igraph

from make import HERE, networks

OPTIMAL = "u.community_optimal_modularity()"
LEIDEN = "max((u.community_leiden('modularity', n_iterations=-1) for _ in range(500)), key=lambda p: p.modularity)"
SMALL = 20


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
        thirds = [v % 3 for v in range(len(schools))]
        found.append({
            "name": name,
            "how": how,
            "modularity": best.modularity,
            "communities": len(set(of)),
            "membership": [best.membership[v] if v in tied else None for v in range(len(schools))],
            "community_school_ari": None if ari != ari else ari,
            "modularity_of_thirds": u.modularity(thirds),
            "ari_of_thirds_and_schools": igraph.compare_communities(thirds, schools, method="adjusted.rand"),
        })
    whole = {"package": "igraph (Python)", "version": igraph.__version__, "of": found}
    with open(os.path.join(HERE, "communities.json"), "w", encoding="utf-8") as out:
        out.write(json.dumps(whole, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
