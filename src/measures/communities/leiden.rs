//! The Leiden kernel: one search for the division of people into communities with the largest modularity.

use crate::network::adjacency::Rows;
use rand::Rng;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;

/// The label of somebody who is in no community.
pub(super) const NONE: u32 = u32::MAX;

/// From so many people on, people are shuffled in runs, so that neighbours in memory are looked at together.
const SHUFFLED_IN_RUNS_FROM: usize = 4_096;
/// People in such a run.
const RUN: usize = 64;

/// Weights of the links of a level: pairs of people for each link.
trait Weights: Copy {
    fn at(self, link: usize) -> u32;
}

/// Every link is one pair: the network itself.
#[derive(Clone, Copy)]
struct Single;

impl Weights for Single {
    fn at(self, _: usize) -> u32 {
        1
    }
}

impl Weights for &[u32] {
    fn at(self, link: usize) -> u32 {
        self[link]
    }
}

/// What is searched: people, or clusters of people put together.
#[derive(Clone, Copy)]
struct Level<'a, W> {
    offsets: &'a [u32],
    targets: &'a [u32],
    weights: W,
    /// Ends of pairs at each node, those inside it included.
    ends: &'a [f64],
    /// All ends.
    twice: f64,
}

impl<W: Weights> Level<'_, W> {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn links(&self, v: u32) -> std::ops::Range<usize> {
        self.offsets[v as usize] as usize..self.offsets[v as usize + 1] as usize
    }
}

/// A level that was made by putting clusters together.
#[derive(Default)]
struct Owned {
    offsets: Vec<u32>,
    targets: Vec<u32>,
    weights: Vec<u32>,
    ends: Vec<f64>,
}

impl Owned {
    fn clear(&mut self) {
        self.offsets.clear();
        self.targets.clear();
        self.weights.clear();
        self.ends.clear();
    }
}

/// Weights towards labels, added up link by link.
#[derive(Default)]
struct Tally {
    /// By label, zero between uses.
    sums: Vec<u32>,
    /// Labels seen, the first `seen` of them.
    labels: Vec<u32>,
    seen: usize,
}

impl Tally {
    /// Room for labels below `bound`.
    fn hold(&mut self, bound: usize) {
        if self.sums.len() < bound {
            self.sums.resize(bound, 0);
            // One place more: the next label is written there before it is known to be new.
            self.labels.resize(bound + 1, 0);
        }
    }

    fn add(&mut self, label: u32, weight: u32) {
        // Without a branch: whether a label is new cannot be foretold, and a wrong guess costs more than the write.
        let sum = &mut self.sums[label as usize];
        self.labels[self.seen] = label;
        self.seen += usize::from(*sum == 0);
        *sum += weight;
    }

    /// Each label with its sum, in the order in which they were seen; the sums are zero afterwards.
    fn drain(&mut self) -> impl Iterator<Item = (u32, u32)> {
        let sums = &mut self.sums;
        let seen = std::mem::take(&mut self.seen);
        self.labels[..seen].iter().map(|&label| (label, std::mem::take(&mut sums[label as usize])))
    }
}

/// Arrays that are used again and again.
#[derive(Default)]
pub(super) struct Scratch {
    towards: Tally,
    order: Vec<u32>,
    waiting: Vec<bool>,
    totals: Vec<f64>,
    members: Vec<u32>,
    free: Vec<u32>,
    cluster: Vec<u32>,
    cluster_ends: Vec<f64>,
    cluster_cut: Vec<u32>,
    cluster_size: Vec<u32>,
    number: Vec<u32>,
    /// Levels that are over, for their memory.
    spare: Vec<Owned>,
}

/// One search: at most so many rounds of moving, refining and putting together, each from the division before, until a
/// round leaves it as it was. Labels are numbered by their first person; somebody without contacts is [`NONE`].
pub(super) fn search(both: &Rows, seed: u64, run: u64, rounds: u32, scratch: &mut Scratch) -> Vec<u32> {
    let n = both.offsets().len().saturating_sub(1);
    let ends: Vec<f64> = (0..n as u32).map(|v| f64::from(both.degree(v))).collect();
    let base = Level {
        offsets: both.offsets(),
        targets: both.targets(),
        weights: Single,
        ends: &ends,
        twice: both.targets().len() as f64,
    };
    let first = Xoshiro256PlusPlus::seed_from_u64(seed).next_u64();
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(first ^ run);
    let mut labels: Vec<u32> = (0..n as u32).collect();
    let mut before = Vec::new();
    let mut settled = false;
    for _ in 0..rounds {
        let moved = round(&base, &mut labels, &mut dice, scratch);
        number_by_first(&mut labels, &mut scratch.number, |_| false);
        if labels == before {
            // Nobody moved away from it, and nobody would.
            settled = !moved;
            break;
        }
        before.clone_from(&labels);
    }
    // What was put together last may leave somebody better off elsewhere.
    if !settled {
        move_nodes(&base, &mut labels, &mut dice, scratch);
    }
    let alone = |v: usize| both.degree(v as u32) == 0;
    number_by_first(&mut labels, &mut scratch.number, alone);
    labels
}

/// One round: moving, refining and putting together, level by level; whether a person moved alone.
fn round(base: &Level<'_, Single>, labels: &mut [u32], dice: &mut Xoshiro256PlusPlus, scratch: &mut Scratch) -> bool {
    let moved = move_nodes(base, labels, dice, scratch);
    let found = number_by_first(labels, &mut scratch.number, |_| false);
    let clusters = refine(base, labels, found, dice, scratch);
    if clusters == base.len() {
        return moved;
    }
    // Which node of the current level each person is in.
    let mut at = scratch.cluster.clone();
    let mut above = put_together(base, clusters, scratch);
    let mut of_cluster = labels_of_clusters(&at, labels, clusters);
    loop {
        let level = Level {
            offsets: &above.offsets,
            targets: &above.targets,
            weights: &above.weights[..],
            ends: &above.ends,
            twice: base.twice,
        };
        move_nodes(&level, &mut of_cluster, dice, scratch);
        let found = number_by_first(&mut of_cluster, &mut scratch.number, |_| false);
        let clusters = refine(&level, &of_cluster, found, dice, scratch);
        if clusters == level.len() {
            break;
        }
        at.iter_mut().for_each(|c| *c = scratch.cluster[*c as usize]);
        let of_next = labels_of_clusters(&scratch.cluster, &of_cluster, clusters);
        let next = put_together(&level, clusters, scratch);
        scratch.spare.push(std::mem::replace(&mut above, next));
        of_cluster = of_next;
    }
    scratch.spare.push(above);
    for (label, c) in labels.iter_mut().zip(at) {
        *label = of_cluster[c as usize];
    }
    moved
}

/// The community of each cluster: that of any of its nodes.
fn labels_of_clusters(cluster: &[u32], labels: &[u32], clusters: usize) -> Vec<u32> {
    let mut of = vec![0; clusters];
    for (&c, &label) in cluster.iter().zip(labels) {
        of[c as usize] = label;
    }
    of
}

/// Numbers labels by the first node that has each; how many there are. Nodes left out get [`NONE`].
fn number_by_first(labels: &mut [u32], number: &mut Vec<u32>, left_out: impl Fn(usize) -> bool) -> usize {
    number.clear();
    number.resize(labels.len(), NONE);
    let mut count = 0;
    for (v, label) in labels.iter_mut().enumerate() {
        if left_out(v) {
            *label = NONE;
            continue;
        }
        let slot = &mut number[*label as usize];
        if *slot == NONE {
            *slot = count;
            count += 1;
        }
        *label = *slot;
    }
    count as usize
}

fn below(dice: &mut Xoshiro256PlusPlus, bound: usize) -> usize {
    (((dice.next_u64() >> 32) * bound as u64) >> 32) as usize
}

fn shuffle(list: &mut [u32], dice: &mut Xoshiro256PlusPlus) {
    for i in (1..list.len()).rev() {
        list.swap(i, below(dice, i + 1));
    }
}

/// Nodes in a random order.
fn shuffled(order: &mut Vec<u32>, n: usize, dice: &mut Xoshiro256PlusPlus) {
    order.clear();
    if n < SHUFFLED_IN_RUNS_FROM {
        order.extend(0..n as u32);
        shuffle(order, dice);
        return;
    }
    let mut runs: Vec<u32> = (0..n.div_ceil(RUN) as u32).collect();
    shuffle(&mut runs, dice);
    for run in runs {
        let from = order.len();
        order.extend((run * RUN as u32)..((run + 1) * RUN as u32).min(n as u32));
        shuffle(&mut order[from..], dice);
    }
}

/// Moves nodes, one by one, to the community where modularity gains most, until no move gains; whether any moved.
fn move_nodes<W: Weights>(
    level: &Level<'_, W>,
    labels: &mut [u32],
    dice: &mut Xoshiro256PlusPlus,
    scratch: &mut Scratch,
) -> bool {
    let n = level.len();
    let Scratch { towards, order, waiting, totals, members, free, .. } = scratch;
    towards.hold(n);
    totals.clear();
    totals.resize(n, 0.0);
    members.clear();
    members.resize(n, 0);
    for (v, &label) in labels.iter().enumerate() {
        totals[label as usize] += level.ends[v];
        members[label as usize] += 1;
    }
    free.clear();
    free.extend((0..n as u32).rev().filter(|&label| members[label as usize] == 0));
    waiting.clear();
    waiting.resize(n, true);
    shuffled(order, n, dice);
    // A ring: nobody stands in it twice, so that it never grows beyond n.
    let (mut head, mut length) = (0, n);
    let mut moved = false;
    while length > 0 {
        let v = order[head];
        head = if head + 1 == n { 0 } else { head + 1 };
        length -= 1;
        waiting[v as usize] = false;
        let own = labels[v as usize];
        let links = level.links(v);
        for (e, &w) in links.clone().zip(&level.targets[links.clone()]) {
            towards.add(labels[w as usize], level.weights.at(e));
        }
        let ends = level.ends[v as usize];
        let gain = |label: u32, sum: u32, total: f64| {
            let total = if label == own { total - ends } else { total };
            f64::from(sum) * level.twice - ends * total
        };
        let (mut best, mut most) = (own, gain(own, towards.sums[own as usize], totals[own as usize]));
        for (label, sum) in towards.drain() {
            let found = gain(label, sum, totals[label as usize]);
            if found > most {
                (best, most) = (label, found);
            }
        }
        if most < 0.0
            && members[own as usize] > 1
            && let Some(empty) = free.pop()
        {
            best = empty;
        }
        if best == own {
            continue;
        }
        moved = true;
        totals[own as usize] -= ends;
        members[own as usize] -= 1;
        if members[own as usize] == 0 {
            free.push(own);
        }
        totals[best as usize] += ends;
        members[best as usize] += 1;
        labels[v as usize] = best;
        for &w in &level.targets[links] {
            if labels[w as usize] != best && !waiting[w as usize] {
                waiting[w as usize] = true;
                let mut tail = head + length;
                if tail >= n {
                    tail -= n;
                }
                order[tail] = w;
                length += 1;
            }
        }
    }
    moved
}

/// Divides each community into clusters that hang together well: from single nodes, each joins at most once the cluster
/// within its community where modularity gains most. The clusters stand in `scratch.cluster`, numbered by first node.
fn refine<W: Weights>(
    level: &Level<'_, W>,
    labels: &[u32],
    communities: usize,
    dice: &mut Xoshiro256PlusPlus,
    scratch: &mut Scratch,
) -> usize {
    let n = level.len();
    let Scratch { towards, order, totals, cluster, cluster_ends, cluster_cut, cluster_size, number, .. } = scratch;
    towards.hold(n);
    totals.clear();
    totals.resize(communities, 0.0);
    cluster_cut.clear();
    for v in 0..n as u32 {
        let own = labels[v as usize];
        totals[own as usize] += level.ends[v as usize];
        let links = level.links(v);
        let inside = |(e, &w): (usize, &u32)| u32::from(labels[w as usize] == own) * level.weights.at(e);
        cluster_cut.push(links.clone().zip(&level.targets[links]).map(inside).sum());
    }
    cluster.clear();
    cluster.extend(0..n as u32);
    cluster_ends.clear();
    cluster_ends.extend_from_slice(level.ends);
    cluster_size.clear();
    cluster_size.resize(n, 1);
    shuffled(order, n, dice);
    for &v in order.iter() {
        let (own, ends, cut) = (labels[v as usize], level.ends[v as usize], cluster_cut[v as usize]);
        if cluster[v as usize] != v || cluster_size[v as usize] != 1 || cut == 0 {
            continue;
        }
        let total = totals[own as usize];
        let hangs_together = |cut: u32, ends: f64| f64::from(cut) * level.twice >= ends * (total - ends);
        if !hangs_together(cut, ends) {
            continue;
        }
        let links = level.links(v);
        for (e, &w) in links.clone().zip(&level.targets[links]) {
            if labels[w as usize] == own {
                towards.add(cluster[w as usize], level.weights.at(e));
            }
        }
        let (mut best, mut most, mut shared) = (v, 0.0, 0);
        for (c, sum) in towards.drain() {
            let gain = f64::from(sum) * level.twice - ends * cluster_ends[c as usize];
            if gain > most && hangs_together(cluster_cut[c as usize], cluster_ends[c as usize]) {
                (best, most, shared) = (c, gain, sum);
            }
        }
        if best != v {
            cluster[v as usize] = best;
            cluster_ends[best as usize] += ends;
            cluster_size[best as usize] += 1;
            cluster_cut[best as usize] = cluster_cut[best as usize] + cut - 2 * shared;
        }
    }
    number_by_first(cluster, number, |_| false)
}

/// The level above: each cluster is a node, links between two clusters are added up, those inside are left out.
fn put_together<W: Weights>(level: &Level<'_, W>, clusters: usize, scratch: &mut Scratch) -> Owned {
    let n = level.len();
    let mut above = scratch.spare.pop().unwrap_or_default();
    above.clear();
    let Scratch { towards, order, cluster, number, .. } = scratch;
    towards.hold(clusters);
    let start = number;
    start.clear();
    start.resize(clusters + 1, 0);
    cluster.iter().for_each(|&c| start[c as usize + 1] += 1);
    for c in 0..clusters {
        start[c + 1] += start[c];
    }
    order.clear();
    order.resize(n, 0);
    for v in (0..n).rev() {
        // Filled from behind: the count of what is before a cluster's end becomes its start.
        let end = &mut start[cluster[v] as usize + 1];
        *end -= 1;
        order[*end as usize] = v as u32;
    }
    above.offsets.push(0);
    let mut next = 0;
    for c in 0..clusters as u32 {
        let mut ends = 0.0;
        while next < n && cluster[order[next] as usize] == c {
            let v = order[next];
            next += 1;
            ends += level.ends[v as usize];
            let links = level.links(v);
            for (e, &w) in links.clone().zip(&level.targets[links]) {
                towards.add(cluster[w as usize], level.weights.at(e));
            }
        }
        above.ends.push(ends);
        for (other, sum) in towards.drain().filter(|link| link.0 != c) {
            above.targets.push(other);
            above.weights.push(sum);
        }
        above.offsets.push(above.targets.len() as u32);
    }
    above
}
