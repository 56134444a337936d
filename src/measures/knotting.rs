//! How strongly networks are knotted together (verknoopt): several relations in one pair, formal with informal, groups
//! with shared members.

use super::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::error::Why;
use crate::network::{Network, adjacency::Adjacency, adjacency::Rows, layer::Layer, layer::Rule};
use serde::{Deserialize, Serialize};

/// The row of the table of measures.
pub const FAMILY: Family = Family {
    name: "knotting",
    columns: &[
        (Scope::School, "multiplexity"),
        (Scope::School, "also_informal"),
        (Scope::School, "only_formal_pairs"),
        (Scope::School, "also_formal"),
        (Scope::School, "only_informal_pairs"),
    ],
    walks_paths: false,
    make: columns,
};

/// Multiplexity: the share of connected pairs who are connected by two relations or more.
///
/// # Formula
/// `pairs with ties of two or more relations / pairs with a tie`
///
/// # Reads
/// Accepted ties of the layer, direction left aside; a relation that runs both ways is one relation. In `open_door` and
/// `practice` these are ties in which a teacher looks, as in their arrays. Membership of a shared group is no relation
/// here.
///
/// # Value
/// A share by school (pairs with both people in it), then for everybody; `NoTies` without pairs.
///
/// # Cost
/// A look among the contacts of one end for each tie.
///
/// # Source
/// The measurement design of this program (`domain.md` 1.4).
///
/// # Example
/// ```
/// use staffroom::{measures::knotting::multiplexity, network::{Network, layer::Layer}};
/// let school = Network::of_school(3).tie(0, 1, "advice").tie(1, 0, "teaching_talk").tie(1, 2, "advice").tie(2, 1, "advice");
/// assert_eq!(multiplexity(&school, &Layer::all())[0].number(), Some(0.5));
/// ```
pub fn multiplexity(network: &Network, layer: &Layer) -> Vec<Value> {
    let ties = network.links_with_arcs(layer).map(|(a, b, _)| (a, b, 1.0));
    multiplexity_among(network, layer, &Adjacency::from_arcs(network.len(), ties).both)
}

/// The same, where every two people with a tie of the layer stand in `both`.
fn multiplexity_among(network: &Network, layer: &Layer, both: &Rows) -> Vec<Value> {
    // By pair, at the place of the later in the row of the first: one relation that connects them, and whether there is
    // another.
    let mut relations = vec![(u32::MAX, false); both.targets().len()];
    for (a, b, link) in network.links_with_arcs(layer) {
        let (a, b) = (a.min(b), a.max(b));
        if let Ok(at) = both.of(a).binary_search(&b) {
            let (one, another) = &mut relations[both.range(a).start + at];
            *another |= *one != u32::MAX && *one != link.relation;
            *one = link.relation;
        }
    }
    let row = |a: u32| both.of(a).iter().zip(&relations[both.range(a)]).map(move |(&b, of)| (a, b, *of));
    let tied = (0..network.len() as u32).flat_map(row).filter(|(.., (one, _))| *one != u32::MAX);
    let counted = by_school(network, tied.map(|(a, b, (_, another))| (a, b, another)));
    counted.into_iter().map(|(all, some)| Value::ratio(some, all, Why::NoTies)).collect()
}

/// Of the pairs connected in one layer, those who are connected in another as well, and the rest.
///
/// # Formula
/// `pairs of both layers / pairs of the first`, and `pairs of the first that are not of the second`
///
/// # Reads
/// Two layers of one wave, as undirected pairs.
///
/// # Value
/// (share, count of the rest) by school (pairs with both people in it), then for everybody; the share is `NoTies`
/// without pairs. On `formal` and `informal` it tells how much of what is organised is lived, and the rest is formal
/// without informal: organised on paper only.
///
/// # Cost
/// One pass over the ties.
///
/// # Source
/// Penuel et al. (2010), alignment of formal and informal supports, as idea; `domain.md` 2.2 and 3.4.
///
/// # Example
/// ```
/// use staffroom::{measures::knotting::also_in, network::{Network, layer::Layer}};
/// let school = Network::of_school(3).tie(0, 1, "buddy").tie(1, 2, "buddy").tie(0, 1, "advice");
/// let layers = Layer::built_in(); // all, formal, informal, …
/// let (formal, informal) = (school.adjacency(&layers[1]), school.adjacency(&layers[2]));
/// let (share, rest) = also_in(&school, &formal, &informal)[0];
/// assert_eq!((share.number(), rest), (Some(0.5), 1));
/// ```
pub fn also_in(network: &Network, first: &Adjacency, second: &Adjacency) -> Vec<(Value, u32)> {
    let pairs = (0..first.len() as u32)
        .flat_map(|a| first.both.of(a).iter().filter(move |&&b| b > a).map(move |&b| (a, b, second.both.has(a, b))));
    let rows = by_school(network, pairs);
    rows.into_iter().map(|(all, both)| (Value::ratio(both, all, Why::NoTies), (all - both) as u32)).collect()
}

/// Counts pairs, and the marked among them, by school and for everybody.
fn by_school(network: &Network, pairs: impl Iterator<Item = (u32, u32, bool)>) -> Vec<(f64, f64)> {
    let home: Vec<Option<u32>> = network.members().map(|m| m.school).collect();
    let mut rows = vec![(0.0, 0.0); network.schools as usize + 1];
    for (a, b, marked) in pairs {
        let own = home[a as usize].filter(|s| home[b as usize] == Some(*s)).map(|s| s as usize);
        for row in own.into_iter().chain([network.schools as usize]) {
            rows[row].0 += 1.0;
            rows[row].1 += f64::from(u8::from(marked));
        }
    }
    rows
}

/// Two groups and the members they share.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SharedMembers {
    /// The first, by index into the survey's groups.
    pub a: u32,
    /// The second.
    pub b: u32,
    /// Members of both.
    pub shared: u32,
    /// Members of both over members of either.
    pub jaccard: f64,
}

/// Pairs of groups that share a member.
///
/// # Formula
/// `shared = |A ∩ B|`, `jaccard = |A ∩ B| / |A ∪ B|`: the entries of `B′B` off its diagonal that are not 0.
///
/// # Reads
/// The members of each group who are there in this wave.
///
/// # Value
/// Pairs in the order of the groups; pairs without a shared member are left out.
///
/// # Cost
/// For each person, the square of the number of groups.
///
/// # Source
/// Breiger (1974), *Social Forces* 53:181–190.
///
/// # Example
/// ```
/// use staffroom::{measures::knotting::shared_members, network::Network};
/// assert!(shared_members(&Network::of_school(3)).is_empty()); // no groups
/// ```
pub fn shared_members(network: &Network) -> Vec<SharedMembers> {
    let mut groups_of: Vec<Vec<u32>> = vec![Vec::new(); network.len()];
    for (g, m) in network.memberships.iter().enumerate() {
        m.nodes.iter().for_each(|&v| groups_of[v as usize].push(g as u32));
    }
    let mut together: Vec<(u32, u32)> = Vec::new();
    for groups in &groups_of {
        for (i, &a) in groups.iter().enumerate() {
            together.extend(groups[i + 1..].iter().map(|&b| (a, b)));
        }
    }
    together.sort_unstable();
    let size = |g: u32| network.memberships[g as usize].nodes.len();
    let pair = |run: &[(u32, u32)]| {
        let (a, b) = run[0];
        let union = size(a) + size(b) - run.len();
        SharedMembers {
            a: network.memberships[a as usize].group,
            b: network.memberships[b as usize].group,
            shared: run.len() as u32,
            jaccard: run.len() as f64 / union as f64,
        }
    };
    together.chunk_by(|x, y| x == y).map(pair).collect()
}

/// People whose leaving would cut groups apart: the cut points of the graph of people and groups.
///
/// # Formula
/// `i` is such a person when groups that are connected through members are no longer so without i.
///
/// # Reads
/// Membership of this wave. A group of which i is the only member does not count as cut off.
///
/// # Value
/// By node.
///
/// # Cost
/// One walk over the memberships.
///
/// # Source
/// Articulation points, Hopcroft and Tarjan (1973), on the two-mode graph; `domain.md` 1.4.
///
/// # Example
/// ```
/// use staffroom::{measures::knotting::links_groups, network::Network};
/// assert_eq!(links_groups(&Network::of_school(2)), [false, false]);
/// ```
pub fn links_groups(network: &Network) -> Vec<bool> {
    let people = network.len();
    // Groups of one hang on nobody but that person: leaving them out leaves true cuts only.
    let groups: Vec<&[u32]> = network.memberships.iter().map(|m| &m.nodes[..]).filter(|n| n.len() > 1).collect();
    let arcs =
        groups.iter().enumerate().flat_map(|(g, nodes)| nodes.iter().map(move |&v| (v, (people + g) as u32, 1.0)));
    let graph = Adjacency::from_arcs(people + groups.len(), arcs);
    let mut cut = cut_points(&graph);
    cut.truncate(people);
    cut
}

/// Cut points of the undirected graph: nodes without which what was connected is not.
fn cut_points(graph: &Adjacency) -> Vec<bool> {
    let n = graph.len();
    let mut found = vec![false; n];
    let (mut order, mut low) = (vec![0u32; n], vec![0u32; n]);
    let mut counter = 0;
    for root in 0..n as u32 {
        if order[root as usize] != 0 {
            continue;
        }
        counter += 1;
        order[root as usize] = counter;
        low[root as usize] = counter;
        let mut children_of_root = 0;
        // Each entry: node, parent, how many of its neighbours were followed. A walk without recursion, so that a long
        // chain does not overflow the stack.
        let mut path: Vec<(u32, u32, usize)> = vec![(root, u32::MAX, 0)];
        while let Some(top) = path.last_mut() {
            let (v, parent) = (top.0, top.1);
            if let Some(&w) = graph.both.of(v).get(top.2) {
                top.2 += 1;
                if order[w as usize] == 0 {
                    counter += 1;
                    order[w as usize] = counter;
                    low[w as usize] = counter;
                    children_of_root += u32::from(v == root);
                    path.push((w, v, 0));
                } else if w != parent {
                    low[v as usize] = low[v as usize].min(order[w as usize]);
                }
            } else {
                path.pop();
                if parent != u32::MAX {
                    low[parent as usize] = low[parent as usize].min(low[v as usize]);
                    found[parent as usize] |= parent != root && low[v as usize] >= order[parent as usize];
                }
            }
        }
        found[root as usize] |= children_of_root > 1;
    }
    found
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let network = scene.network;
    let of = multiplexity_among(network, scene.layer, &scene.adjacency.both);
    let mut columns = vec![Column::new("multiplexity", Kind::Share, of)];
    let mut beside = |other: Layer, share: &'static str, rest: &'static str| {
        let rows = if network.is_asked(&other) || network.arcs(&other).next().is_some() {
            also_in(network, scene.adjacency, &network.adjacency(&other))
        } else {
            vec![(Value::Undefined(Why::NotAsked), 0); network.schools as usize + 1]
        };
        columns.push(Column::new(share, Kind::Share, rows.iter().map(|r| r.0)));
        let rest_of = |r: &(Value, u32)| match r.0 {
            Value::Undefined(Why::NotAsked) => r.0,
            _ => Value::Number(f64::from(r.1)),
        };
        columns.push(Column::new(rest, Kind::Count, rows.iter().map(rest_of).collect::<Vec<_>>()));
    };
    match scene.layer.rule {
        Rule::Formal => beside(built_in(2), "also_informal", "only_formal_pairs"),
        Rule::Informal => beside(built_in(1), "also_formal", "only_informal_pairs"),
        _ => {}
    }
    vec![Made::new(Scope::School, columns)]
}

/// A built-in layer by its place: 1 is formal, 2 informal.
fn built_in(place: usize) -> Layer {
    let (id, rule) = &crate::network::layer::BUILT_IN[place];
    Layer { id: (*id).into(), rule: rule.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::sketch::Sketch;
    use crate::survey::{End, Initiative, Role};

    #[test]
    fn t15_a_meeting_and_the_group_that_sets_its_themes() {
        let sketch = Sketch::of(&["p q r s"])
            .with(|s| s.group_kinds_as_ties = vec!["meeting".into()])
            .group("meeting", "p q r s")
            .group("meeting", "p q");
        let network = sketch.network();
        let shared = shared_members(&network);
        assert_eq!((shared.len(), shared[0].shared), (1, 2));
        assert_eq!(shared[0].jaccard.to_bits(), 0.5f64.to_bits());
        for &(a, b, weight) in &network.group_ties {
            let expected = if (a, b) == (0, 1) { 1.3333 } else { 0.3333 };
            assert!((weight - expected).abs() < 1e-4, "{a}-{b}");
        }
        assert_eq!(network.group_ties.len(), 6);
    }

    #[test]
    fn somebody_who_alone_sits_in_two_groups_links_them() {
        let linked = Sketch::of(&["a b c d e"]).group("team", "a b c").group("team", "c d e").group("team", "e");
        assert_eq!(links_groups(&linked.network()), [false, false, true, false, false]);
        let twice = Sketch::of(&["a b c d e"]).group("team", "a b c").group("team", "b c d");
        assert_eq!(links_groups(&twice.network()), [false; 5]);
        let chain = Sketch::of(&["a b c d"]).group("team", "a b").group("team", "b c").group("team", "c d");
        assert_eq!(links_groups(&chain.network()), [false, true, true, false]);
    }

    #[test]
    fn what_is_organised_on_paper_only_is_counted_apart_from_what_is_lived() {
        let sketch = Sketch::of(&["a b c", "d e"])
            .asks("buddy")
            .asks("teaching_talk")
            .ties("buddy", "a-b b-c d-e c-d")
            .ties("teaching_talk", "a>b b>a a>c")
            .says_often(End::From, "class_visit", "d>e", 1.0, Initiative::Assigned);
        let network = sketch.network();
        let (formal, informal) = (built_in(1), built_in(2));
        let rows = also_in(&network, &network.adjacency(&formal), &network.adjacency(&informal));
        assert_eq!(rows, [(Value::Number(0.5), 1), (Value::Number(0.0), 1), (Value::Number(0.25), 3),]);
        let back = also_in(&network, &network.adjacency(&informal), &network.adjacency(&formal));
        assert_eq!(back[0], (Value::Number(0.5), 1));
        assert_eq!(multiplexity(&network, &Layer::all())[0], Value::Number(1.0 / 3.0));
    }

    #[test]
    fn a_visit_that_opens_no_door_is_no_pair_of_the_open_door() {
        // The director came to see a, who taught with b and let b in.
        let network = Sketch::of(&["a b d"])
            .role("d", Role::Director)
            .asks("class_visit")
            .asks("team_teaching")
            .ties("class_visit", "d>a b>a")
            .ties("team_teaching", "a-b")
            .network();
        let layer = Layer::open_door();
        assert_eq!(network.adjacency(&layer).pairs(), 1);
        assert_eq!(multiplexity(&network, &layer), [Value::Number(1.0); 2]);
        assert_eq!(multiplexity(&network, &Layer::all())[0], Value::Number(0.5));
        // Nothing but that visit: no pair, and no share of none.
        let alone =
            Sketch::of(&["a d"]).role("d", Role::Director).asks("class_visit").ties("class_visit", "d>a").network();
        assert_eq!(multiplexity(&alone, &layer)[0], Value::Undefined(Why::NoTies));
    }

    #[test]
    fn cut_points_are_those_of_the_bridge_between_two_triangles() {
        let bridge =
            Adjacency::from_arcs(6, [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)].map(|(a, b)| (a, b, 1.0)));
        assert_eq!(cut_points(&bridge), [true, false, false, true, false, false]);
    }
}
