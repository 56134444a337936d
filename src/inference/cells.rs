//! Several binary relations and labels at once: the pairs that have any of the relations, with a bit for each relation
//! and label, and a quick look-up of any pair.
//!
//! One walk over these pairs gives, for one permutation, how often a moved pair with these bits comes to lie on a pair
//! with those: every inner product that QAP or MRQAP needs follows from such counts.

use super::ties::{Filter, Ties};
use super::variable::{NO_LABEL, Pairs};

/// A byte for every pair up to this many people: 4 MiB.
const BYTES_UP_TO: usize = 2_048;

/// At most this many relations and labels together.
pub(super) const BITS: usize = 8;

/// Pairs with the bits of what they have: relations first, then labels.
#[derive(Debug, Clone)]
pub(super) struct Cells {
    nodes: usize,
    /// How many of the bits are relations.
    pub(super) relations: usize,
    from: Vec<u32>,
    to: Vec<u32>,
    bits: Vec<u8>,
    look_up: LookUp,
}

#[derive(Debug, Clone)]
enum LookUp {
    /// A byte for every pair, the bits of labels included.
    Bytes(Vec<u8>),
    /// Rows of sorted targets behind a filter; what is not found has the bits of its labels.
    Rows { offsets: Vec<u32>, filter: Filter },
}

/// Everybody's label, and people label by label.
#[derive(Debug, Clone)]
pub(super) struct Labels {
    /// By person; different in different blocks, so that only people of one block are alike.
    pub(super) of: Vec<u32>,
    /// People with a label, sorted by it.
    people: Vec<u32>,
    /// How many different labels.
    many: usize,
}

impl Labels {
    /// Labels of people whose pairs count within blocks.
    pub(super) fn of(labels: &[u32], pairs: &Pairs) -> Labels {
        let mut people: Vec<u32> = (0..labels.len() as u32).filter(|&v| labels[v as usize] != NO_LABEL).collect();
        let key = |v: u32| (pairs.blocks()[v as usize], labels[v as usize]);
        people.sort_by_key(|&v| key(v));
        let (mut of, mut many) = (vec![NO_LABEL; labels.len()], 0);
        for group in people.chunk_by(|&a, &b| key(a) == key(b)) {
            group.iter().for_each(|&v| of[v as usize] = many);
            many += 1;
        }
        Labels { of, people, many: many as usize }
    }

    fn alike(&self, a: u32, b: u32) -> bool {
        self.of[a as usize] == self.of[b as usize] && self.of[a as usize] != NO_LABEL
    }

    /// Ordered pairs of different people alike both in this and in `other`, who have any label up to `many`: Σ over
    /// the groups of both of the sum of `ego` times that of `alter`, less everybody with themselves.
    pub(super) fn alike_in(
        &self,
        other: &[u32],
        known: impl Fn(usize) -> (u32, u32),
        counts: &mut Vec<(u32, u32)>,
    ) -> u64 {
        let many = other.iter().filter(|&&l| l != NO_LABEL).max().map_or(0, |&l| l as usize + 1);
        if counts.len() < many {
            counts.resize(many, (0, 0));
        }
        let mut sum = 0u64;
        for group in self.people.chunk_by(|&a, &b| self.of[a as usize] == self.of[b as usize]) {
            for &v in group {
                let label = other[v as usize];
                if label != NO_LABEL {
                    let (ego, alter) = known(v as usize);
                    let cell = &mut counts[label as usize];
                    // Each one with those who came before, either way round.
                    sum += u64::from(ego * cell.1 + alter * cell.0);
                    *cell = (cell.0 + ego, cell.1 + alter);
                }
            }
            for &v in group {
                let label = other[v as usize];
                if label != NO_LABEL {
                    counts[label as usize] = (0, 0);
                }
            }
        }
        sum
    }

    /// How many different labels there are.
    pub(super) fn many(&self) -> usize {
        self.many
    }
}

impl Cells {
    /// The pairs that count of some binary relations (relation `k` has bit `k`) and labels (the bits behind); none when
    /// a relation has strengths or there are more than [`BITS`].
    pub(super) fn of(relations: &[&Ties], labels: &[Labels], pairs: &Pairs) -> Option<Cells> {
        let nodes = pairs.nodes();
        if relations.len() + labels.len() > BITS || relations.iter().any(|v| v.is_valued()) {
            return None;
        }
        let label_bits = |i: u32, j: u32| {
            let bit = |(l, own): (usize, &Labels)| u8::from(own.alike(i, j)) << (relations.len() + l);
            labels.iter().enumerate().map(bit).sum::<u8>()
        };
        let mut list: Vec<(u32, u32, u8)> = Vec::new();
        for (k, ties) in relations.iter().enumerate() {
            let counted = ties.each().filter(|&(i, j, _)| pairs.weight(i, j) > 0.0);
            list.extend(counted.map(|(i, j, _)| (i, j, 1u8 << k)));
        }
        list.sort_unstable_by_key(|c| (c.0, c.1));
        list.dedup_by(|later, first| {
            let same = (later.0, later.1) == (first.0, first.1);
            if same {
                first.2 |= later.2;
            }
            same
        });
        list.iter_mut().for_each(|c| c.2 |= label_bits(c.0, c.1));
        let look_up = if nodes <= BYTES_UP_TO {
            let mut bytes = vec![0u8; nodes * nodes];
            if !labels.is_empty() {
                for i in 0..nodes as u32 {
                    for j in (0..nodes as u32).filter(|&j| j != i) {
                        bytes[i as usize * nodes + j as usize] = label_bits(i, j);
                    }
                }
            }
            for &(i, j, bits) in &list {
                bytes[i as usize * nodes + j as usize] = bits;
            }
            LookUp::Bytes(bytes)
        } else {
            let mut offsets = vec![0u32; nodes + 1];
            for c in &list {
                offsets[c.0 as usize + 1] += 1;
            }
            for v in 0..nodes {
                offsets[v + 1] += offsets[v];
            }
            LookUp::Rows { offsets, filter: Filter::of(list.len(), list.iter().map(|c| (c.0, c.1))) }
        };
        Some(Cells {
            nodes,
            relations: relations.len(),
            from: list.iter().map(|c| c.0).collect(),
            to: list.iter().map(|c| c.1).collect(),
            bits: list.iter().map(|c| c.2).collect(),
            look_up,
        })
    }

    /// How many pairs have any of the relations.
    pub(super) fn len(&self) -> usize {
        self.from.len()
    }

    /// Every pair with its bits.
    pub(super) fn each(&self) -> impl Iterator<Item = (u32, u32, u8)> + '_ {
        self.from.iter().zip(&self.to).zip(&self.bits).map(|((&i, &j), &bits)| (i, j, bits))
    }

    /// Calls back with every pair (two places), its bits, and the bits of the pair of people who stand there.
    ///
    /// `here` are the labels of those who stand at each place, one list for each label.
    pub(super) fn meet(&self, places: &[u32], here: &[Vec<u32>], mut each: impl FnMut(u32, u32, u8, u8)) {
        match &self.look_up {
            LookUp::Bytes(bytes) => {
                for (i, j, bits) in self.each() {
                    let (p, q) = (places[i as usize] as usize, places[j as usize] as usize);
                    each(i, j, bits, bytes[p * self.nodes + q]);
                }
            }
            LookUp::Rows { offsets, filter } => {
                for (i, j, bits) in self.each() {
                    let (p, q) = (places[i as usize], places[j as usize]);
                    let found = if filter.may_hold(p, q) { self.found(offsets, p, q) } else { None };
                    each(i, j, bits, found.unwrap_or_else(|| self.alike_here(here, i, j)));
                }
            }
        }
    }

    fn found(&self, offsets: &[u32], p: u32, q: u32) -> Option<u8> {
        let row = offsets[p as usize] as usize..offsets[p as usize + 1] as usize;
        self.to[row.clone()].binary_search(&q).ok().map(|k| self.bits[row.start + k])
    }

    fn alike_here(&self, here: &[Vec<u32>], i: u32, j: u32) -> u8 {
        let mut bits = 0;
        for (l, own) in here.iter().enumerate() {
            let label = own[i as usize];
            bits |= u8::from(label == own[j as usize] && label != NO_LABEL) << (self.relations + l);
        }
        bits
    }
}
