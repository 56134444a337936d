"""Makes mixed.json: the networks of make.py as studies with several relations, roles, phases, topics and people who did not
answer, and what plain counting says of them.

    python make_mixed.py

Needs numpy and networkx (and what make.py needs). No package knows isolation, doors, conversion, stories and the like: what
stands here is written from the definitions of the contract and of domain.md, on Python's sets and dictionaries, and uses
nothing of the program. `DEFINITIONS` says what each value is. A value that is null is none: the program has none either.
"""

import json
import math
import os
import platform
from itertools import combinations

import networkx as nx
import numpy as np

from make import HERE, networks

TOPICS = ["language", "arithmetic", "behaviour", ""]
LEADERS, TEACHING = {"director"}, {"teacher"}
# Openness of each relation, whether both ends are the same, and which end opens its practice (domain.md 3.1).
RELATIONS = {
    "advice": (1, "directed", "from"),
    "buddy": (1, "undirected", None),
    "intervision": (2, "undirected", "both"),
    "class_visit": (3, "directed", "to"),
    "team_teaching": (4, "undirected", "both"),
}
LAYERS = ["all", "formal", "informal", "talk", "practice", "open_door"]

DEFINITIONS = {
    "ties": "advice is what its asker says; buddies, intervision and team teaching are ties both ways when either end says so; a visit is a tie when both ends say so, or when one says so and the other did not answer; buddies and visits that were assigned are formal, all else is informal; talk is advice and intervision; practice is all but advice and buddies, the open door visits and team teaching, of which a teacher looks",
    "isolation": "the first that applies: unknown, isolate, external_only, formal_only, single_thread, named_only, naming_only, peripheral, embedded (domain.md 3.8)",
    "mutual_share": "contacts both ways / contacts, among contacts who answered",
    "roles_within_2": "roles of the people within two steps either way; phases_within_2 and schools_within_2 the same",
    "topics_within_2": "topics of one's own ties and of those of one's contacts",
    "topic_diversity": "1 - sum q(k)^2 over the topics of one's own ties",
    "contacts_outside_group": "contacts who are external advisers",
    "means": "mean over the people of a school (last: of everybody) who have the figure; with_...: share with one contact or more",
    "stories": "ties with a topic and both ends in the school (last: all): their number, the topic of most, its share, sum q^2, 1 - sum q^2",
    "to_leaders": "ties to directors / ties, of people who are no directors, by the school of the one who names",
    "knotting": "multiplexity: pairs with two relations or more / pairs; also_informal: formal pairs that are informal too / formal pairs; both ends in the school (last: all)",
    "bounds": "each figure when ties that nobody told of are absent, present, or returned where the other end names it; when a visit counts as both ends say, as either says; and among those who answered (a school: its own people)",
    "jackknife": "sqrt((n - 2) / (2 n) * sum((z(-i) - mean)^2)), z(-i) the figure without person i (Snijders and Borgatti 1999); ? where one of these has none, which is not compared",
    "layer_pairs": "jaccard, counts and numpy.corrcoef of the two 0/1 matrices beside the diagonal",
    "doors": "who teaches, lets teachers in and goes to see teachers; a door is known when its owner answered or everybody else who teaches did (domain.md 3.3, 3.4)",
    "conversion": "pairs of teachers who talk and visit / pairs who talk, of whom one answered at least",
}


def study(arcs, schools, everybody):
    """The rows of the files: people, reports (from, to, relation, reporter, topic, initiative)."""
    n = len(schools)
    role = lambda v: "director" if v % 9 == 4 else "adviser" if v % 9 == 7 else "teacher"
    answered = lambda v: everybody or v % 7 != 3
    people = [(v, schools[v], role(v), v % 4, answered(v)) for v in range(n)]
    reports = []
    for a, b in arcs:
        if (2 * a + 3 * b) % 5 < 3:
            reports.append((a, b, "advice", "from", TOPICS[(a + 2 * b) % 4], ""))
        if (a + 2 * b) % 3 != 0:
            initiative = ["assigned", "own", "", ""][(a + 3 * b) % 4]
            if (a + b) % 4 != 1:
                reports.append((a, b, "class_visit", "from", "", initiative))
            if (a + b) % 4 != 2:
                reports.append((a, b, "class_visit", "to", "", initiative))
        if (a + b) % 5 == 0 or (a * b) % 4 == 1:
            reports.append((a, b, "buddy", "from", "", ""))
        if (a + 3 * b) % 7 == 2:
            reports.append((a, b, "intervision", "from", "", ""))
        if (2 * a + b) % 8 == 5:
            reports.append((a, b, "team_teaching", "from", "", ""))
    return people, [r for r in reports if answered(r[0] if r[3] == "from" else r[1])]


def files(people, reports):
    name = lambda v: f"p{v:02d}"
    staff = "id,school,role,phase,answered\n" + "".join(
        f"{name(v)},s{s},{role},ph{phase},{'yes' if answered else 'no'}\n" for v, s, role, phase, answered in people)
    ties = "from,to,relation,reporter,topic,initiative\n" + "".join(
        f"{name(a)},{name(b)},{relation},{end},{topic},{initiative}\n" for a, b, relation, end, topic, initiative in reports)
    return {"teachers.csv": staff, "ties.csv": ties, "study.toml": '[[relations]]\nid = "class_visit"\nboth_sides_asked = true\n'}


def ratio(x, y):
    return x / y if y else None


def blau(labels):
    return 1 - sum((labels.count(k) / len(labels)) ** 2 for k in set(labels)) if labels else None


class Study:
    def __init__(self, people, reports):
        self.n = len(people)
        self.school = [p[1] for p in people]
        self.role = [p[2] for p in people]
        self.phase = [p[3] for p in people]
        self.spoke = [p[4] for p in people]
        self.schools = sorted(set(self.school))
        self.told = {(a, b, relation, end) for a, b, relation, end, _, _ in reports}
        self.topic = {(a, b): topic for a, b, relation, _, topic, _ in reports if relation == "advice" and topic}
        self.initiative = {(a, b): initiative for a, b, relation, _, _, initiative in reports if relation == "class_visit"}
        self.ties = {r: self.of_relation(r) for r in RELATIONS}
        self.teaches = [r in TEACHING for r in self.role]

    def of_relation(self, relation, reading="default"):
        said = lambda a, b, end: (a, b, relation, end) in self.told
        found = set()
        for a, b, r, _ in self.told:
            if r != relation:
                continue
            if RELATIONS[relation][1] == "undirected":
                found |= {(a, b), (b, a)}
                continue
            visitor, host = said(a, b, "from"), said(a, b, "to")
            default = (visitor and host) or (visitor and not self.spoke[b]) or (host and not self.spoke[a])
            if relation == "advice" or {"default": default, "confirmed": visitor and host, "either": visitor or host}[reading]:
                found.add((a, b))
        return found

    def organised(self, relation, ties=None):
        """Ties of a relation that were assigned, or that are so by their kind."""
        ties = self.ties[relation] if ties is None else ties
        assigned = {t for t in ties if self.initiative.get(t) == "assigned"}
        return ties if relation == "buddy" else assigned if relation == "class_visit" else set()

    def read_as(self, layer, reading):
        """The ties of a layer when visits are read otherwise."""
        visits = self.of_relation("class_visit", reading)
        counted = {"all": visits, "informal": visits - self.organised("class_visit", visits), "talk": set()}[layer]
        return counted.union(*(ties for r, ties in self.parts(layer).items() if r != "class_visit"))

    def parts(self, layer):
        """By relation, its ties in a layer."""
        # Only a peer's visit opens a door, not a director's or an adviser's (domain.md 3.1).
        looks = lambda ties: {(a, b) for a, b in ties if self.teaches[a]}
        of = {
            "all": lambda r: self.ties[r],
            "formal": self.organised,
            "informal": lambda r: self.ties[r] - self.organised(r),
            "talk": lambda r: self.ties[r] if r in ("advice", "intervision") else set(),
            "practice": lambda r: looks(self.ties[r]) if RELATIONS[r][0] > 1 else set(),
            "open_door": lambda r: looks(self.ties[r]) if r in ("class_visit", "team_teaching") else set(),
        }[layer]
        return {r: of(r) for r in RELATIONS}

    def layer(self, name):
        return set().union(*self.parts(name).values())

    def rows(self, of):
        """A value for each school, then for everybody."""
        return [of([v for v in range(self.n) if self.school[v] == s]) for s in self.schools] + [of(list(range(self.n)))]


def of_layer(study, name):
    """People and schools on one layer."""
    arcs, n, spoke = study.layer(name), study.n, study.spoke
    out = [{b for a, b in arcs if a == v} for v in range(n)]
    into = [{a for a, b in arcs if b == v} for v in range(n)]
    near = [out[v] | into[v] for v in range(n)]
    U = nx.Graph(); U.add_nodes_from(range(n)); U.add_edges_from(arcs)
    core = nx.core_number(U)
    mates = lambda v: [w for w in range(n) if study.school[w] == study.school[v]]
    parts = study.parts(name)
    chosen = set().union(*(parts[r] - study.organised(r) for r in RELATIONS))

    def isolation(v):
        if not spoke[v]: return "unknown"
        if not near[v]: return "isolate"
        if len(mates(v)) > 1 and not near[v] & set(mates(v)): return "external_only"
        if not any(v in t for t in chosen): return "formal_only"
        if len(near[v]) == 1: return "single_thread"
        if not out[v]: return "named_only"
        if not into[v]: return "naming_only"
        if core[v] == 1 and max(core[w] for w in mates(v)) > 1: return "peripheral"
        return "embedded"

    two = lambda v: set().union(near[v], *(near[w] for w in near[v])) - {v}
    told = lambda values: [x if spoke[v] else None for v, x in enumerate(values)]
    topics = [[study.topic[t] for t in study.topic if v in t and t in parts["advice"]] for v in range(n)]
    there = any(topics)
    advisers = {v for v in range(n) if study.role[v] == "adviser"}
    people = {
        "answered": [int(x) for x in spoke],
        "isolation": [isolation(v) for v in range(n)],
        "mutual_share": told([ratio(sum(w in out[v] and w in into[v] for w in near[v] if spoke[w]), sum(spoke[w] for w in near[v])) for v in range(n)]),
        "schools_within_2": told([len({study.school[w] for w in two(v)}) for v in range(n)]),
        "phases_within_2": told([len({study.phase[w] for w in two(v)}) for v in range(n)]),
        "roles_within_2": told([len({study.role[w] for w in two(v)}) for v in range(n)]),
        "topics_within_2": told([len(set(topics[v]).union(*(topics[w] for w in near[v]))) if there else None for v in range(n)]),
        "phase_diversity": told([blau([study.phase[w] for w in near[v]]) for v in range(n)]),
        "topic_diversity": told([blau(topics[v]) if there else None for v in range(n)]),
        "outside_contacts": told([sum(study.school[w] != study.school[v] for w in near[v]) for v in range(n)]),
        "contacts_outside_group": told([len(near[v] & advisers) if advisers else None for v in range(n)]),
    }
    mean = lambda column, f=lambda x: x: study.rows(lambda own: (lambda known: ratio(sum(map(f, known)), len(known)))([people[column][v] for v in own if people[column][v] is not None]))
    inside = lambda own: [topic for (a, b), topic in study.topic.items() if a in own and b in own and there]
    leaders = {v for v in range(n) if study.role[v] in LEADERS}
    named = lambda own: [b for a, b in arcs if a in own and a not in leaders]
    pairs = {frozenset(t) for t in arcs}
    relations = lambda p: sum(any(frozenset(t) == p for t in ties) for ties in parts.values())
    shared = lambda own, other: (lambda mine: (ratio(sum(p in other for p in mine), len(mine)), sum(p not in other for p in mine)))([p for p in pairs if p <= set(own)])
    most = lambda labels: min(set(labels), key=lambda k: (-labels.count(k), k)) if labels else None
    schools = {
        "people": study.rows(len),
        "answered": study.rows(lambda own: sum(spoke[v] for v in own)),
        "unknown": study.rows(lambda own: sum(not spoke[v] for v in own)),
        "isolates": study.rows(lambda own: sum(spoke[v] and not near[v] for v in own)),
        "mean_schools_within_2": mean("schools_within_2"),
        "mean_phases_within_2": mean("phases_within_2"),
        "mean_topics_within_2": mean("topics_within_2"),
        "with_outside_contact": mean("outside_contacts", lambda x: x > 0),
        "with_contact_outside_group": mean("contacts_outside_group", lambda x: x > 0),
        "topic_ties": study.rows(lambda own: len(inside(own)) if there else None),
        "dominant_topic": study.rows(lambda own: most(inside(own))),
        "topic_dominance": study.rows(lambda own: ratio(max((inside(own).count(k) for k in set(inside(own))), default=0), len(inside(own)))),
        "topic_hhi": study.rows(lambda own: None if blau(inside(own)) is None else 1 - blau(inside(own))),
        "topic_blau": study.rows(lambda own: blau(inside(own))),
        "to_leaders": study.rows(lambda own: ratio(sum(b in leaders for b in named(own)), len(named(own))) if leaders else None),
        "multiplexity": study.rows(lambda own: (lambda mine: ratio(sum(relations(p) > 1 for p in mine), len(mine)))([p for p in pairs if p <= set(own)])),
    }
    for own_layer, other, share, rest in (("formal", "informal", "also_informal", "only_formal_pairs"), ("informal", "formal", "also_formal", "only_informal_pairs")):
        if name == own_layer:
            of_other = {frozenset(t) for t in study.layer(other)}
            # Where nobody reports anything of the other layer it was not asked.
            schools[share] = study.rows(lambda own: shared(own, of_other)[0] if of_other else None)
            schools[rest] = study.rows(lambda own: shared(own, of_other)[1] if of_other else None)
    group = {m: schools[m][-1] for m in ("people", "answered", "unknown", "isolates")}
    if name in ("all", "informal", "talk"):
        bounds, of_group = of_bounds(study, name)
        schools, group = schools | bounds, group | of_group
    return {"person": people, "school": schools, "layer": group}


def figures(study, arcs, own):
    """Density, share of connected pairs that are mutual, E-I of pairs among some people."""
    inside = {(a, b) for a, b in arcs if a in own and b in own}
    pairs = {frozenset(t) for t in inside}
    across = sum(len({study.school[v] for v in p}) > 1 for p in pairs)
    return {
        "density": ratio(len(inside), len(own) * (len(own) - 1)),
        "reciprocity_pairs": ratio(len(inside) - len(pairs), len(pairs)),
        "ei_index": ratio(2 * across - len(pairs), len(pairs)),
    }


def of_bounds(study, name):
    """What missing answers could change, of everybody and of each school; on layers in which everybody is asked for advice."""
    arcs, n, spoke = study.layer(name), study.n, study.spoke
    unknown = {(a, b) for a in range(n) for b in range(n) if a != b and not spoke[a]}
    filled = {
        "all_absent": arcs,
        "all_present": arcs | unknown,
        "all_returned": arcs | {(a, b) for a, b in unknown if (b, a) in arcs},
        "confirmed": study.read_as(name, "confirmed"),
        "either": study.read_as(name, "either"),
    }
    alone = lambda ties: [not any(v in t for t in ties) for v in range(n)]
    without = alone({t for t in arcs if all(spoke[v] for v in t)})
    seen, others = alone(arcs), lambda v: all(spoke[w] for w in range(n) if w != v)
    isolates = {
        "all_absent": seen,
        "all_present": [seen[v] and spoke[v] and others(v) for v in range(n)],
        "all_returned": seen,
        "confirmed": [spoke[v] and alone(filled["confirmed"])[v] for v in range(n)],
        "either": [spoke[v] and alone(filled["either"])[v] for v in range(n)],
        # Ties with somebody who did not answer are none here.
        "respondents": [spoke[v] and without[v] for v in range(n)],
    }
    columns = {f"isolates_{t}": study.rows(lambda own: sum(alone_there[v] for v in own)) for t, alone_there in isolates.items()}
    group = {}
    for t in isolates:
        people = (lambda own: [v for v in own if spoke[v]]) if t == "respondents" else (lambda own: own)
        of = lambda figure: study.rows(lambda own: figures(study, filled.get(t, arcs), people(own))[figure])
        # Over which pairs the density of another reading is, hangs on what is known of each relation.
        if t not in ("confirmed", "either") or all(spoke):
            columns[f"density_{t}"] = of("density")
        columns[f"reciprocity_pairs_{t}"] = of("reciprocity_pairs")
        group[f"ei_index_{t}"] = of("ei_index")[-1]
    if all(spoke):
        def jackknife(figure, own):
            if len(own) < 3 or figures(study, arcs, own)[figure] is None:
                return "?"
            left = [figures(study, arcs, [w for w in own if w != v])[figure] for v in own]
            if None in left:
                return "?"
            mean = sum(left) / len(left)
            return math.sqrt((len(own) - 2) / (2 * len(own)) * sum((z - mean) ** 2 for z in left))

        for column, figure in (("density_observed", "density"), ("reciprocity_pairs_observed", "reciprocity_pairs")):
            columns[f"{column}_jackknife_se"] = study.rows(lambda own: jackknife(figure, own))
        group["ei_index_jackknife_se"] = jackknife("ei_index", list(range(n)))
    group |= {m: values[-1] for m, values in columns.items()}
    return columns, group


def of_doors(study):
    """Doors by person (in the order of the staff list) and by school."""
    n, spoke, teaches = study.n, study.spoke, study.teaches
    peers = lambda ties: {(a, b) for a, b in ties if teaches[a]}
    doors = lambda reading="default": study.of_relation("class_visit", reading) | study.ties["team_teaching"]
    visits = peers(doors())
    breadth = lambda ties: [len({a for a, b in ties if b == v}) for v in range(n)]
    into, out = breadth(visits), [len({b for a, b in visits if a == v}) for v in range(n)]
    known = [spoke[v] or all(spoke[w] for w in range(n) if w != v and teaches[w]) for v in range(n)]
    only = lambda values: [x if teaches[v] else None for v, x in enumerate(values)]
    # What missing forms may hide is no 0.
    seen = lambda values: only([x if x or known[v] else None for v, x in enumerate(values)])
    confirmed, either = (breadth(peers(doors(reading))) for reading in ("confirmed", "either"))
    teachers = lambda ties: {frozenset(t) for t in ties if all(teaches[v] for v in t)}
    talk, door = teachers(study.layer("talk")), teachers(doors())
    told_of = lambda p: any(spoke[v] for v in p)
    both = lambda p: all(spoke[v] for v in p)
    # Openness of what each opened to a teacher.
    opened = lambda a, b, r: {"from": [(b, a)], "to": [(a, b)], "both": [(a, b), (b, a)], None: []}[RELATIONS[r][2]]
    depth = [max((RELATIONS[r][0] for r, ties in study.ties.items() for t in ties for viewer, opener in opened(*t, r) if opener == v and teaches[viewer]), default=0) for v in range(n)]
    rooms, hosts = ([{t[1 - end] for t in visits if t[end] == v} for v in range(n)] for end in (0, 1))
    status = lambda v: "two_way" if hosts[v] and rooms[v] else "host" if hosts[v] else "unknown" if not known[v] else "visitor" if rooms[v] else "closed"
    across = [any(study.school[w] != study.school[v] for w in hosts[v] | rooms[v]) for v in range(n)]
    of_status = lambda wanted: study.rows(lambda own: share(own, lambda v: status(v) == wanted))
    asked = lambda k: any(RELATIONS[r][0] == k for _, _, r, _ in study.told)
    chosen = {frozenset(t) for t in study.layer("informal")}
    inside = lambda own: [(a, b) for a, b in visits if a in own and b in own and teaches[b]]
    forced = lambda own: [t for t in inside(own) if frozenset(t) not in chosen]
    said = lambda own: [study.initiative[t] for t in study.ties["class_visit"] if all(v in own and teaches[v] for v in t) and study.initiative[t]]
    advisers = {v for v in range(n) if study.role[v] == "adviser"}
    guides = [len({a for a, b in doors() if b == v and a in advisers}) for v in range(n)]

    def wilson(k, m, sign):
        z = 1.959963984540054
        return (k + z * z / 2 + sign * z * math.sqrt(k * (m - k) / m + z * z / 4)) / (m + z * z) if m else None

    def share(own, f):
        mine = [v for v in own if teaches[v] and known[v]]
        return ratio(sum(map(f, mine)), len(mine))

    def bound(own, f):
        mine = [v for v in own if teaches[v]]
        return ratio(sum(map(f, mine)), len(mine))

    of = lambda pairs, own: [p for p in pairs if p <= set(own)]
    counted = lambda own: [v for v in own if teaches[v] and known[v]]
    schools = {
        "eligible": study.rows(lambda own: sum(teaches[v] for v in own)),
        "known": study.rows(lambda own: len(counted(own))),
        "open_doors_at_least": study.rows(lambda own: sum(teaches[v] and into[v] > 0 for v in own)),
        "open_door_rate": study.rows(lambda own: share(own, lambda v: into[v] > 0)),
        "open_door_rate_low": study.rows(lambda own: bound(own, lambda v: into[v] > 0)),
        "open_door_rate_high": study.rows(lambda own: bound(own, lambda v: into[v] > 0 or not known[v])),
        "open_door_rate_confirmed": study.rows(lambda own: share(own, lambda v: confirmed[v] > 0)),
        "open_door_rate_either": study.rows(lambda own: share(own, lambda v: either[v] > 0)),
        "open_door_rate_ci_low": study.rows(lambda own: wilson(sum(into[v] > 0 for v in counted(own)), len(counted(own)), -1)),
        "open_door_rate_ci_high": study.rows(lambda own: wilson(sum(into[v] > 0 for v in counted(own)), len(counted(own)), 1)),
        "open_doors": study.rows(lambda own: sum(into[v] > 0 for v in counted(own)) if counted(own) else None),
        "open_door_rate_broad": study.rows(lambda own: share(own, lambda v: depth[v] > 1)),
        "two_way_rate": of_status("two_way"),
        "visitor_only_rate": of_status("visitor"),
        "closed_rate": of_status("closed"),
        "door_unknown": study.rows(lambda own: sum(teaches[v] and not known[v] and into[v] == 0 for v in own)),
        "mean_depth": study.rows(lambda own: share(own, lambda v: depth[v])),
        "mean_breadth": study.rows(lambda own: share(own, lambda v: into[v])),
        "cross_school_reach": study.rows(lambda own: share(own, lambda v: across[v])),
        "door_formal_only": study.rows(lambda own: ratio(len(forced(own)), len(inside(own)))),
        "door_formal_only_returned": study.rows(lambda own: ratio(sum((b, a) in visits for a, b in forced(own)), len(forced(own)))),
        "door_own_choice": study.rows(lambda own: ratio(said(own).count("own"), len(said(own)))),
        "door_assigned": study.rows(lambda own: ratio(said(own).count("assigned"), len(said(own)))),
        "talk_pairs": study.rows(lambda own: sum(map(told_of, of(talk, own)))),
        "talk_pairs_with_door": study.rows(lambda own: sum(p in door for p in of(talk, own) if told_of(p))),
        "conversion": study.rows(lambda own: ratio(sum(p in door for p in of(talk, own) if told_of(p)), sum(map(told_of, of(talk, own))))),
        "latent_pairs": study.rows(lambda own: sum(p not in door for p in of(talk, own) if told_of(p))),
        "door_pairs": study.rows(lambda own: len(of(door, own))),
        "door_without_talk": study.rows(lambda own: ratio(sum(p not in talk for p in of(door, own) if both(p)), sum(map(both, of(door, own))))),
        "host_dependency": study.rows(lambda own: ratio(max((into[v] for v in own if teaches[v]), default=0), sum(into[v] for v in own if teaches[v]))),
    }
    for k in range(5):
        schools[f"depth_{k}"] = study.rows(lambda own: share(own, lambda v: depth[v] == k) if k == 0 or asked(k) else None)
    people = {
        "eligible": [int(x) for x in teaches],
        "known": only([int(x) for x in known]),
        "rough": only([int(not x) for x in spoke]),
        "door_status": only([status(v) for v in range(n)]),
        "depth": seen(depth),
        "breadth": seen(into),
        "rooms_entered": seen(out),
        "reach": seen([int(x) for x in across]),
    }
    if all(spoke):
        latent = lambda v: sum(v in p and p not in door for p in talk)
        there = lambda f: any(f(r) for r in RELATIONS)
        kinds = lambda f: [sum(any(v in t for t in f(r)) for r in RELATIONS) if there(f) else None for v in range(n)]
        people |= {
            "mutual": only([ratio(len(hosts[v] & rooms[v]), len(hosts[v] | rooms[v])) for v in range(n)]),
            "latent": only([latent(v) for v in range(n)]),
            "closed_door_with_talk": only([int(latent(v) > 0 and not hosts[v]) for v in range(n)]),
            "guided": only(guides if advisers else [None] * n),
            "networks_formal": kinds(study.organised),
            "networks_informal": kinds(lambda r: study.ties[r] - study.organised(r)),
        }
    return {"openness": people, "school": schools}


def of_pair(study, one, two):
    a, b = study.layer(one), study.layer(two)
    pairs = lambda arcs: {frozenset(t) for t in arcs}
    counts = lambda x, y: (len(x & y), len(x - y), len(y - x))
    found = {}
    for ending, (x, y) in (("", (a, b)), ("_pairs", (pairs(a), pairs(b)))):
        both, left, right = counts(x, y)
        found |= {"jaccard" + ending: ratio(both, both + left + right), "shared" + ending: both, "only_a" + ending: left, "only_b" + ending: right}
    if (one, two) == ("formal", "informal") and all(study.spoke):
        beside = ~np.eye(study.n, dtype=bool)
        matrix = lambda arcs: np.array([[(i, j) in arcs for j in range(study.n)] for i in range(study.n)], dtype=float)[beside]
        x, y = matrix(a), matrix(b)
        found["qap_r"] = float(np.corrcoef(x, y)[0, 1]) if x.std() and y.std() else None
    return found


def main():
    found = []
    for name, _, arcs, schools in networks():
        for everybody in (True, False):
            rows = study(arcs, schools, everybody)
            about = Study(*rows)
            found.append({
                "name": name if everybody else name + ", some silent",
                "files": files(*rows),
                "layers": {layer: of_layer(about, layer) for layer in LAYERS},
                "doors": of_doors(about),
                "pairs": [[one, two, of_pair(about, one, two)] for one, two in combinations(LAYERS, 2)],
            })
    head = {"package": "the definitions, in plain Python", "version": f"Python {platform.python_version()}, networkx {nx.__version__}, numpy {np.__version__}", "definitions": DEFINITIONS}
    dump = lambda x: json.dumps(x, ensure_ascii=False)
    blocks = []
    for one in found:
        lines = [f'  "name": {dump(one["name"])}', f'  "files": {dump(one["files"])}']
        tables = lambda of: "{" + ",".join(f'\n    {dump(scope)}: {{' + ",".join(f'\n     {dump(m)}: {dump(x)}' for m, x in columns.items()) + "}" for scope, columns in of.items()) + "}"
        lines.append('  "layers": {' + ",".join(f"\n   {dump(layer)}: {tables(of)}" for layer, of in one["layers"].items()) + "}")
        lines.append('  "doors": ' + tables(one["doors"]))
        lines.append('  "pairs": [' + ",".join(f"\n   {dump(p)}" for p in one["pairs"]) + "]")
        blocks.append(" {\n" + ",\n".join(lines) + "\n }")
    with open(os.path.join(HERE, "mixed.json"), "w", encoding="utf-8") as out:
        out.write(dump(head)[:-1] + ', "of": [\n' + ",\n".join(blocks) + "\n]}\n")


if __name__ == "__main__":
    main()
