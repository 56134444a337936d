//! People on whom others' contact depends, counted anew for each draw on what is left of the network when everything
//! that no line can change is put together.

use crate::measures::cut_points::cut_points;
use crate::network::adjacency::{Adjacency, Rows};

/// A network in which every part that holds together without any one person is a star: a node of its own in the middle,
/// and around it those who are in several parts and those whom a plan gives ties. Whoever is a cut point of the network
/// with more ties is one here with the same ties, and nobody else is.
pub(super) struct Skeleton {
    rows: Rows,
    /// By node, its place here; none for those whom nothing can make a cut point.
    place: Vec<Option<u32>>,
    /// People come before the middles of parts.
    people: usize,
}

impl Skeleton {
    /// `touched` are people who may get a tie.
    pub(super) fn of(all: &Rows, touched: impl Iterator<Item = u32>) -> Skeleton {
        let blocks = blocks(all);
        let mut parts = vec![0u32; all.len()];
        blocks.iter().flatten().for_each(|&v| parts[v as usize] += 1);
        let mut kept: Vec<bool> = parts.iter().map(|&n| n > 1).collect();
        touched.for_each(|v| kept[v as usize] = true);
        let mut people = 0;
        let place: Vec<Option<u32>> = kept
            .iter()
            .map(|&kept| {
                people += u32::from(kept);
                kept.then(|| people - 1)
            })
            .collect();
        let mut arcs = Vec::new();
        for (middle, block) in (people..).zip(&blocks) {
            for at in block.iter().filter_map(|&v| place[v as usize]) {
                arcs.extend([(at, middle), (middle, at)]);
            }
        }
        arcs.sort_unstable();
        let nodes = people as usize + blocks.len();
        Skeleton { rows: Rows::from_sorted(nodes, arcs.into_iter()), place, people: people as usize }
    }

    /// How many cut points the network has with these pairs: new ones between people who may get a tie, the smaller
    /// first, sorted.
    pub(super) fn cut_points(&self, pairs: &[(u32, u32)]) -> u32 {
        let here = |&(a, b): &(u32, u32)| self.place[a as usize].zip(self.place[b as usize]);
        let pairs: Vec<(u32, u32)> = pairs.iter().filter_map(here).collect();
        let with = Adjacency::of_pairs(self.rows.with_pairs(&pairs));
        cut_points(&with).people.iter().take(self.people).filter(|&&cut| cut).count() as u32
    }
}

/// The parts that hold together without any one of them (blocks; two people with a tie are one), each in the order in
/// which it was found. Hopcroft and Tarjan (1973), without recursion.
fn blocks(rows: &Rows) -> Vec<Vec<u32>> {
    let n = rows.len();
    let (mut seen, mut earliest) = (vec![0u32; n], vec![0u32; n]);
    let mut next: Vec<u32> = vec![0; n];
    let (mut path, mut open) = (Vec::<u32>::new(), Vec::<u32>::new());
    let mut found = Vec::new();
    let mut clock = 0;
    for root in 0..n as u32 {
        if seen[root as usize] != 0 || rows.degree(root) == 0 {
            continue;
        }
        clock += 1;
        (seen[root as usize], earliest[root as usize]) = (clock, clock);
        path.push(root);
        open.push(root);
        while let Some(&v) = path.last() {
            let parent = path.len().checked_sub(2).map(|p| path[p]);
            if let Some(&w) = rows.of(v).get(next[v as usize] as usize) {
                next[v as usize] += 1;
                if seen[w as usize] == 0 {
                    clock += 1;
                    (seen[w as usize], earliest[w as usize]) = (clock, clock);
                    path.push(w);
                    open.push(w);
                } else if Some(w) != parent {
                    earliest[v as usize] = earliest[v as usize].min(seen[w as usize]);
                }
                continue;
            }
            path.pop();
            let Some(parent) = parent else {
                open.clear();
                continue;
            };
            earliest[parent as usize] = earliest[parent as usize].min(earliest[v as usize]);
            if earliest[v as usize] >= seen[parent as usize] {
                // Everybody seen since v hangs together, and with the rest through the parent alone.
                let from = open.iter().rposition(|&u| u == v).unwrap_or(0);
                let mut block = open.split_off(from);
                block.push(parent);
                found.push(block);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(n: usize, pairs: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(n, pairs.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    #[test]
    fn two_triangles_with_a_person_in_common_are_two_blocks() {
        let network = rows(6, &[(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (2, 4)]);
        let mut found = blocks(&network.both);
        found.iter_mut().for_each(|b| b.sort_unstable());
        found.sort();
        assert_eq!(found, [vec![0, 1, 2], vec![2, 3, 4]]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn the_skeleton_has_the_cut_points_of_the_whole(
            ties in prop::collection::btree_set((0u32..12, 0u32..12), 0..18),
            more in prop::collection::btree_set((0u32..12, 0u32..12), 0..8),
            happens in prop::collection::vec(any::<bool>(), 8),
        ) {
            let pairs = |set: &std::collections::BTreeSet<(u32, u32)>| {
                let mut list: Vec<(u32, u32)> =
                    set.iter().filter(|p| p.0 != p.1).map(|&(a, b)| (a.min(b), a.max(b))).collect();
                list.sort_unstable();
                list.dedup();
                list
            };
            let network = rows(12, &pairs(&ties));
            let more: Vec<(u32, u32)> = pairs(&more).into_iter().filter(|p| !network.both.has(p.0, p.1)).collect();
            let skeleton = Skeleton::of(&network.both, more.iter().flat_map(|&(a, b)| [a, b]));
            let some: Vec<(u32, u32)> =
                more.iter().zip(&happens).filter(|(_, happens)| **happens).map(|(p, _)| *p).collect();
            for added in [&[][..], &some, &more] {
                let whole = cut_points(&Adjacency::of_pairs(network.both.with_pairs(added)));
                let want = whole.people.iter().filter(|&&cut| cut).count() as u32;
                prop_assert_eq!(skeleton.cut_points(added), want, "{:?}", added);
            }
        }
    }
}
