//! One layer as compact sorted arrays: what every kernel walks.

use petgraph::visit::{EdgeRef, IntoEdgeReferences, NodeCount, NodeIndexable};

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
    pub fn of(&self, node: u32) -> &[u32] {
        &self.targets[self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize]
    }

    /// Where the neighbours of a node stand in `targets()`.
    pub fn range(&self, node: u32) -> std::ops::Range<usize> {
        self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize
    }

    /// Number of neighbours.
    pub fn degree(&self, node: u32) -> u32 {
        self.offsets[node as usize + 1] - self.offsets[node as usize]
    }

    /// Whether `b` is a neighbour of `a`.
    pub fn has(&self, a: u32, b: u32) -> bool {
        self.of(a).binary_search(&b).is_ok()
    }

    /// All targets, row after row.
    pub fn targets(&self) -> &[u32] {
        &self.targets
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
    pub fn from_arcs(nodes: usize, arcs: impl IntoIterator<Item = (u32, u32, f32)>) -> Adjacency {
        let mut list: Vec<(u32, u32, f32)> = arcs.into_iter().filter(|a| a.0 != a.1).collect();
        assert!(u32::try_from(list.len()).is_ok(), "more arcs than can be numbered");
        list.sort_unstable_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)));
        let mut targets = Vec::with_capacity(list.len());
        let mut strength: Vec<f32> = Vec::with_capacity(list.len());
        let mut multiplicity: Vec<u16> = Vec::with_capacity(list.len());
        let mut offsets = vec![0u32; nodes + 1];
        let mut last = None;
        for (a, b, s) in list {
            assert!((b as usize) < nodes, "arc to a node that is not there");
            if last == Some((a, b)) {
                let end = strength.len() - 1;
                strength[end] = strength[end].max(s);
                multiplicity[end] = multiplicity[end].saturating_add(1);
            } else {
                last = Some((a, b));
                offsets[a as usize + 1] += 1;
                targets.push(b);
                strength.push(s);
                multiplicity.push(1);
            }
        }
        for i in 0..nodes {
            offsets[i + 1] += offsets[i];
        }
        let out = Rows { offsets, targets };
        let into = transpose(&out, nodes);
        let both = union(&out, &into, nodes);
        Adjacency { out, into, both, strength, multiplicity }
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

    /// Number of people.
    pub fn len(&self) -> usize {
        self.out.offsets.len().saturating_sub(1)
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

    /// The ties among some nodes only, renumbered in their order; `nodes` is sorted.
    #[must_use]
    pub fn among(&self, nodes: &[u32]) -> Adjacency {
        let place = |v: u32| nodes.binary_search(&v).ok().map(|p| p as u32);
        let arcs = nodes.iter().enumerate().flat_map(|(i, &a)| {
            self.out.range(a).filter_map(move |e| place(self.out.targets[e]).map(|b| (i as u32, b, self.strength[e])))
        });
        Adjacency::from_arcs(nodes.len(), arcs)
    }
}

/// Rows by target instead of by source.
fn transpose(rows: &Rows, nodes: usize) -> Rows {
    let mut offsets = vec![0u32; nodes + 1];
    for &t in &rows.targets {
        offsets[t as usize + 1] += 1;
    }
    for i in 0..nodes {
        offsets[i + 1] += offsets[i];
    }
    let mut next = offsets.clone();
    let mut targets = vec![0u32; rows.targets.len()];
    for a in 0..nodes as u32 {
        for &b in rows.of(a) {
            targets[next[b as usize] as usize] = a;
            next[b as usize] += 1;
        }
    }
    Rows { offsets, targets }
}

/// Either row's neighbours, merged.
fn union(x: &Rows, y: &Rows, nodes: usize) -> Rows {
    let mut offsets = Vec::with_capacity(nodes + 1);
    offsets.push(0);
    let mut targets = Vec::with_capacity(x.targets.len() + y.targets.len() / 2);
    for v in 0..nodes as u32 {
        let (mut a, mut b) = (x.of(v), y.of(v));
        while let (Some(&p), Some(&q)) = (a.first(), b.first()) {
            targets.push(p.min(q));
            if p <= q {
                a = &a[1..];
            }
            if q <= p {
                b = &b[1..];
            }
        }
        targets.extend_from_slice(a);
        targets.extend_from_slice(b);
        offsets.push(targets.len() as u32);
    }
    Rows { offsets, targets }
}
