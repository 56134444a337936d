//! One layer as compact sorted arrays: what every kernel walks.

use petgraph::visit::{EdgeRef, IntoEdgeReferences, NodeCount, NodeIndexable};
use rayon::prelude::*;
use std::ops::Range;

/// Rows of sorted targets: the neighbours of each node (compressed sparse rows).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    offsets: Vec<u32>,
    targets: Vec<u32>,
}

impl Rows {
    /// From arcs sorted by both ends, each once.
    pub(crate) fn from_sorted(nodes: usize, arcs: impl Iterator<Item = (u32, u32)>) -> Rows {
        let mut offsets = vec![0u32; nodes + 1];
        let mut targets = Vec::new();
        for (a, b) in arcs {
            offsets[a as usize + 1] += 1;
            targets.push(b);
        }
        for i in 0..nodes {
            offsets[i + 1] += offsets[i];
        }
        Rows { offsets, targets }
    }

    /// Neighbours of a node, sorted.
    #[inline]
    pub fn of(&self, node: u32) -> &[u32] {
        &self.targets[self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize]
    }

    /// Where the neighbours of a node stand in `targets()`.
    pub fn range(&self, node: u32) -> Range<usize> {
        self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize
    }

    /// Number of neighbours.
    #[inline]
    pub fn degree(&self, node: u32) -> u32 {
        self.offsets[node as usize + 1] - self.offsets[node as usize]
    }

    /// Whether `b` is a neighbour of `a`.
    pub fn has(&self, a: u32, b: u32) -> bool {
        self.of(a).binary_search(&b).is_ok()
    }

    /// The rows of some nodes, renumbered in their order; `nodes` is sorted and holds all their neighbours.
    #[must_use]
    pub(crate) fn among(&self, nodes: &[u32]) -> Rows {
        let place = |v: &u32| nodes.partition_point(|n| n < v) as u32;
        let mut offsets = Vec::with_capacity(nodes.len() + 1);
        offsets.push(0);
        let mut targets = Vec::new();
        for &v in nodes {
            targets.extend(self.of(v).iter().map(place));
            offsets.push(targets.len() as u32);
        }
        Rows { offsets, targets }
    }

    /// The same neighbours and some more: pairs of nodes that are none yet, each once, the smaller first, sorted.
    pub(crate) fn with_pairs(&self, pairs: &[(u32, u32)]) -> Rows {
        let mut arcs: Vec<(u32, u32)> = pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).collect();
        arcs.sort_unstable();
        let n = self.offsets.len() - 1;
        let mut rows =
            Rows { offsets: Vec::with_capacity(n + 1), targets: Vec::with_capacity(self.targets.len() + arcs.len()) };
        rows.offsets.push(0);
        let mut new = arcs.into_iter().peekable();
        for node in 0..n as u32 {
            let mut old = self.of(node).iter().copied().peekable();
            while let Some(next) = new.next_if(|arc| arc.0 == node) {
                while let Some(before) = old.next_if(|&t| t < next.1) {
                    rows.targets.push(before);
                }
                rows.targets.push(next.1);
            }
            rows.targets.extend(old);
            rows.offsets.push(rows.targets.len() as u32);
        }
        rows
    }

    /// All targets, row after row.
    pub fn targets(&self) -> &[u32] {
        &self.targets
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where each row starts; one longer than there are nodes.
    pub fn offsets(&self) -> &[u32] {
        &self.offsets
    }
}

/// One layer of one wave: a simple directed graph without self-ties, its transpose, and its undirected shadow.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Adjacency {
    /// Whom each node names.
    pub out: Rows,
    /// By whom each node is named.
    pub into: Rows,
    /// Contacts either way: the undirected simple graph.
    pub both: Rows,
    /// Strength of each arc, in the order of `out.targets()`: the largest put together.
    pub strength: Vec<f32>,
    /// How many ties were put together into each arc.
    pub multiplicity: Vec<u16>,
}

impl Adjacency {
    /// From arcs in any order, repeated ones put together and self-ties left out.
    ///
    /// ```
    /// use staffroom::network::adjacency::Adjacency;
    /// let a = Adjacency::from_arcs(3, [(0, 1, 2.0), (0, 1, 5.0), (1, 0, 1.0), (2, 2, 1.0)]);
    /// assert_eq!((a.arcs(), a.pairs(), a.strength[0], a.multiplicity[0]), (2, 1, 5.0, 2));
    /// ```
    ///
    /// # Panics
    /// When an arc names a node that is not there, or there are more than `u32::MAX` arcs.
    pub fn from_arcs(nodes: usize, arcs: impl IntoIterator<Item = Arc>) -> Adjacency {
        Adjacency::from_tasks(nodes, &[by_task(nodes, |take| arcs.into_iter().for_each(take))])
    }

    /// The same from pieces that are gone through side by side: `arcs` gives those of a piece one after the other.
    pub(crate) fn from_pieces(
        nodes: usize,
        pieces: usize,
        arcs: impl Fn(usize, &mut dyn FnMut(Arc)) + Sync,
    ) -> Adjacency {
        let of = |piece: usize| by_task(nodes, |take| arcs(piece, take));
        let by_task: Vec<Vec<Vec<Arc>>> =
            if pieces > 2 { (0..pieces).into_par_iter().map(of).collect() } else { (0..pieces).map(of).collect() };
        Adjacency::from_tasks(nodes, &by_task)
    }

    /// From the arcs of pieces, by the task that puts them together.
    fn from_tasks(nodes: usize, pieces: &[Vec<Vec<Arc>>]) -> Adjacency {
        let total: usize = pieces.iter().flatten().map(Vec::len).sum();
        assert!(u32::try_from(total).is_ok(), "more arcs than can be numbered");
        let task = |task: usize| Part::of(task, nodes, pieces);
        let mut parts = side_by_side(nodes, task);
        let arcs = parts.iter().map(|part| part.targets.len()).sum::<usize>();
        let mut all = parts.remove(0);
        let mut offsets = Vec::with_capacity(nodes + 1);
        offsets.push(0);
        offsets.append(&mut all.ends);
        all.targets.reserve_exact(arcs - all.targets.len());
        all.strength.reserve_exact(arcs - all.strength.len());
        all.multiplicity.reserve_exact(arcs - all.multiplicity.len());
        for part in parts {
            let before = all.targets.len() as u32;
            offsets.extend(part.ends.iter().map(|end| before + end));
            all.targets.extend_from_slice(&part.targets);
            all.strength.extend_from_slice(&part.strength);
            all.multiplicity.extend_from_slice(&part.multiplicity);
        }
        let out = Rows { offsets, targets: all.targets };
        let into = transpose(&out);
        let both = union(&out, &into);
        Adjacency { out, into, both, strength: all.strength, multiplicity: all.multiplicity }
    }

    /// From any petgraph graph: parallel edges are put together, self-loops left out, every strength 1. Edges of an
    /// undirected graph run both ways.
    ///
    /// ```
    /// use petgraph::graph::UnGraph;
    /// use staffroom::network::adjacency::Adjacency;
    /// let kite = UnGraph::<(), ()>::from_edges([(0, 1), (1, 2), (2, 0), (2, 3)]);
    /// assert_eq!(Adjacency::from_petgraph(&kite).both.degree(2), 3);
    /// ```
    pub fn from_petgraph<G>(graph: G) -> Adjacency
    where
        G: IntoEdgeReferences + NodeIndexable + NodeCount + petgraph::visit::GraphProp,
    {
        let both_ways = !graph.is_directed();
        let arcs = graph.edge_references().flat_map(|e| {
            let (a, b) = (graph.to_index(e.source()) as u32, graph.to_index(e.target()) as u32);
            std::iter::once((a, b, 1.0)).chain(both_ways.then_some((b, a, 1.0)))
        });
        Adjacency::from_arcs(graph.node_bound(), arcs)
    }

    /// Contacts alone, without directions: for measures that read the undirected graph.
    pub(crate) fn of_pairs(both: Rows) -> Adjacency {
        let out = Rows { offsets: vec![0; both.offsets.len()], targets: Vec::new() };
        Adjacency { out, both, ..Adjacency::default() }
    }

    /// Number of people.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of directed ties.
    pub fn arcs(&self) -> usize {
        self.out.targets.len()
    }

    /// Number of connected pairs.
    pub fn pairs(&self) -> usize {
        self.both.targets.len() / 2
    }

    /// Whether every tie runs both ways: then a measure along the ties and one on contacts are the same.
    pub fn is_symmetric(&self) -> bool {
        self.arcs() == self.both.targets.len()
    }

    /// The ties among some nodes only, renumbered in their order; `nodes` is sorted.
    #[must_use]
    pub fn among(&self, nodes: &[u32]) -> Adjacency {
        let first = nodes.first().copied().unwrap_or(0);
        // A school's people stand side by side, and then a place needs no looking up.
        let side_by_side = nodes.last().is_none_or(|&last| (last - first) as usize + 1 == nodes.len());
        let place = |v: u32| {
            if side_by_side {
                v.checked_sub(first).filter(|&p| (p as usize) < nodes.len())
            } else {
                nodes.binary_search(&v).ok().map(|p| p as u32)
            }
        };
        let mut offsets = Vec::with_capacity(nodes.len() + 1);
        offsets.push(0);
        let (mut targets, mut strength, mut multiplicity) = (Vec::new(), Vec::new(), Vec::new());
        for &a in nodes {
            for e in self.out.range(a) {
                if let Some(b) = place(self.out.targets[e]) {
                    targets.push(b);
                    strength.push(self.strength[e]);
                    multiplicity.push(self.multiplicity[e]);
                }
            }
            offsets.push(targets.len() as u32);
        }
        let out = Rows { offsets, targets };
        let into = transpose(&out);
        let both = union(&out, &into);
        Adjacency { out, into, both, strength, multiplicity }
    }
}

/// From, to and strength.
pub(crate) type Arc = (u32, u32, f32);

/// Rows that are put together by one task.
const ROWS_PER_TASK: usize = 1 << 13;

/// The nodes of a task.
fn rows_of(task: usize, nodes: usize) -> Range<usize> {
    task * ROWS_PER_TASK..nodes.min((task + 1) * ROWS_PER_TASK)
}

/// Every task's work, side by side where there are several.
fn side_by_side<T: Send>(nodes: usize, task: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
    let tasks = nodes.div_ceil(ROWS_PER_TASK).max(1);
    if tasks > 1 { (0..tasks).into_par_iter().map(task).collect() } else { vec![task(0)] }
}

/// Arcs by the task that their source is in, self-ties left out.
fn by_task(nodes: usize, arcs: impl FnOnce(&mut dyn FnMut(Arc))) -> Vec<Vec<Arc>> {
    let mut tasks = vec![Vec::new(); nodes.div_ceil(ROWS_PER_TASK).max(1)];
    arcs(&mut |(a, b, strength)| {
        if a != b {
            assert!((a as usize) < nodes && (b as usize) < nodes, "arc to a node that is not there");
            tasks[a as usize / ROWS_PER_TASK].push((a, b, strength));
        }
    });
    tasks
}

/// The rows of some sources, repeated arcs put together.
#[derive(Default)]
struct Part {
    /// Where each row ends.
    ends: Vec<u32>,
    targets: Vec<u32>,
    strength: Vec<f32>,
    multiplicity: Vec<u16>,
}

impl Part {
    /// The rows of a task from what the pieces hold for it.
    fn of(task: usize, nodes: usize, pieces: &[Vec<Vec<Arc>>]) -> Part {
        let sources = rows_of(task, nodes);
        let arcs = || pieces.iter().flat_map(|piece| &piece[task]);
        let mut ends = vec![0u32; sources.len() + 1];
        arcs().for_each(|arc| ends[arc.0 as usize - sources.start + 1] += 1);
        sum_up(&mut ends);
        let most = ends[sources.len()] as usize;
        let mut by_source = vec![(0u32, 0f32); most];
        // Each row's beginning moves on to its end.
        arcs().for_each(|arc| {
            let next = &mut ends[arc.0 as usize - sources.start];
            by_source[*next as usize] = (arc.1, arc.2);
            *next += 1;
        });
        let mut part = Part {
            ends: Vec::with_capacity(sources.len()),
            targets: Vec::with_capacity(most),
            strength: Vec::with_capacity(most),
            multiplicity: Vec::with_capacity(most),
        };
        let mut from = 0;
        for &end in &ends[..sources.len()] {
            let row = &mut by_source[from..end as usize];
            from = end as usize;
            row.sort_unstable_by_key(|arc| arc.0);
            for same in row.chunk_by(|a, b| a.0 == b.0) {
                part.targets.push(same[0].0);
                part.strength.push(same.iter().fold(same[0].1, |most, arc| most.max(arc.1)));
                part.multiplicity.push(u16::try_from(same.len()).unwrap_or(u16::MAX));
            }
            part.ends.push(part.targets.len() as u32);
        }
        part
    }
}

/// Counts to running totals.
fn sum_up(counts: &mut [u32]) {
    let mut total = 0;
    for c in counts {
        total += *c;
        *c = total;
    }
}

/// Rows from their parts: where each row of a part ends, and the targets.
fn joined(nodes: usize, parts: Vec<(Vec<u32>, Vec<u32>)>) -> Rows {
    let mut offsets = Vec::with_capacity(nodes + 1);
    offsets.push(0);
    let mut targets = Vec::with_capacity(parts.iter().map(|p| p.1.len()).sum());
    for (ends, part) in parts {
        let before = targets.len() as u32;
        offsets.extend(ends.iter().map(|end| before + end));
        targets.extend_from_slice(&part);
    }
    Rows { offsets, targets }
}

/// Rows by target instead of by source. Each task goes through all of them and takes those of its targets.
fn transpose(rows: &Rows) -> Rows {
    let nodes = rows.len();
    let tasks = if nodes > ROWS_PER_TASK { TURNED_AT_ONCE } else { 1 };
    let turned = |task: usize| {
        let own = nodes * task / tasks..nodes * (task + 1) / tasks;
        let (first, count) = (own.start as u32, own.len());
        let mut ends = vec![0u32; count + 1];
        let place = |target: u32| Some(target.wrapping_sub(first) as usize).filter(|&at| at < count);
        rows.targets.iter().filter_map(|&target| place(target)).for_each(|at| ends[at + 1] += 1);
        sum_up(&mut ends);
        let mut targets = vec![0u32; ends[count] as usize];
        // Each row's beginning moves on to its end.
        for source in 0..nodes as u32 {
            for at in rows.of(source).iter().filter_map(|&target| place(target)) {
                targets[ends[at] as usize] = source;
                ends[at] += 1;
            }
        }
        ends.truncate(count);
        (ends, targets)
    };
    let parts = if tasks > 1 { (0..tasks).into_par_iter().map(turned).collect() } else { vec![turned(0)] };
    joined(nodes, parts)
}

/// Tasks that turn rows, when there are many.
const TURNED_AT_ONCE: usize = 4;

/// Either row's neighbours, merged.
fn union(x: &Rows, y: &Rows) -> Rows {
    let nodes = x.offsets.len() - 1;
    let merged = |task: usize| {
        let rows = rows_of(task, nodes);
        let (first, last) = (rows.start as u32, rows.end as u32);
        let most = x.offsets[rows.end] - x.offsets[rows.start] + y.offsets[rows.end] - y.offsets[rows.start];
        let (mut ends, mut targets) = (Vec::with_capacity(rows.len()), Vec::with_capacity(most as usize));
        merge_rows(x, y, first..last, &mut ends, &mut targets);
        (ends, targets)
    };
    joined(nodes, side_by_side(nodes, merged))
}

/// Appends the merged rows of some nodes to `targets` and where each ends to `ends`.
fn merge_rows(x: &Rows, y: &Rows, nodes: Range<u32>, ends: &mut Vec<u32>, targets: &mut Vec<u32>) {
    for v in nodes {
        let (a, b) = (x.of(v), y.of(v));
        let (mut i, mut j) = (0, 0);
        while i < a.len() && j < b.len() {
            let (p, q) = (a[i], b[j]);
            targets.push(p.min(q));
            i += usize::from(p <= q);
            j += usize::from(q <= p);
        }
        targets.extend_from_slice(&a[i..]);
        targets.extend_from_slice(&b[j..]);
        ends.push(targets.len() as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// The same by a table of pairs: slow and plain.
    fn by_table(nodes: usize, arcs: &[(u32, u32, f32)]) -> Adjacency {
        let mut table: BTreeMap<(u32, u32), (f32, u16)> = BTreeMap::new();
        for &(a, b, s) in arcs.iter().filter(|a| a.0 != a.1) {
            let cell = table.entry((a, b)).or_insert((s, 0));
            *cell = (cell.0.max(s), cell.1 + 1);
        }
        let rows = |pairs: &mut Vec<(u32, u32)>| {
            pairs.sort_unstable();
            pairs.dedup();
            Rows::from_sorted(nodes, pairs.iter().copied())
        };
        let mut forth: Vec<(u32, u32)> = table.keys().copied().collect();
        let mut back: Vec<(u32, u32)> = forth.iter().map(|&(a, b)| (b, a)).collect();
        let mut either = [forth.clone(), back.clone()].concat();
        Adjacency {
            out: rows(&mut forth),
            into: rows(&mut back),
            both: rows(&mut either),
            strength: table.values().map(|c| c.0).collect(),
            multiplicity: table.values().map(|c| c.1).collect(),
        }
    }

    proptest! {
        #[test]
        fn counting_gives_the_arrays_that_sorting_gives(
            arcs in proptest::collection::vec((0u32..12, 0u32..12, 1u8..6), 0..120)
        ) {
            let arcs: Vec<_> = arcs.into_iter().map(|(a, b, s)| (a, b, f32::from(s))).collect();
            prop_assert_eq!(Adjacency::from_arcs(12, arcs.iter().copied()), by_table(12, &arcs));
        }

        #[test]
        fn the_ties_among_some_are_those_with_both_ends_there(
            arcs in proptest::collection::vec((0u32..12, 0u32..12, 1u8..6), 0..120),
            taken in proptest::collection::vec(any::<bool>(), 12),
        ) {
            let arcs: Vec<_> = arcs.into_iter().map(|(a, b, s)| (a, b, f32::from(s))).collect();
            let nodes: Vec<u32> = (0..12).filter(|&v| taken[v as usize]).collect();
            let place = |v: u32| nodes.iter().position(|&x| x == v).map(|p| p as u32);
            let kept: Vec<_> =
                arcs.iter().filter_map(|&(a, b, s)| Some((place(a)?, place(b)?, s))).collect();
            prop_assert_eq!(Adjacency::from_arcs(12, arcs).among(&nodes), by_table(nodes.len(), &kept));
        }
    }

    #[test]
    fn many_rows_are_merged_in_parts_as_if_in_one() {
        let n = 3 * ROWS_PER_TASK as u32 / 2;
        let arcs: Vec<_> = (0..n).flat_map(|v| [(v, (v * 7 + 1) % n, 1.0), (v, (v + 1) % n, 2.0)]).collect();
        assert_eq!(Adjacency::from_arcs(n as usize, arcs.iter().copied()), by_table(n as usize, &arcs));
    }

    #[test]
    fn nobody_and_one_person_have_no_arcs() {
        for n in 0..2 {
            let a = Adjacency::from_arcs(n, []);
            assert_eq!((a.len(), a.arcs(), a.pairs(), a.is_symmetric()), (n, 0, 0, true));
            assert_eq!(a.among(&[]).len(), 0);
        }
    }
}
