//! Doors and talk under several ways of counting ties at once: one walk over the ties for all of them.

use super::rates::DoorCounts;
use super::sight::{Sides, Sight};
use crate::measures::Value;
use crate::network::{Network, layer::Layer};

/// In which of several ways of counting something holds: a bit for each.
pub(crate) type Ways = u16;

/// In which ways a tie is one, and in which of them an end reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Stands {
    pub(crate) tie: Ways,
    pub(crate) told: Ways,
}

/// Two teachers who talk in some way of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PairOtherwise {
    pub(crate) a: u32,
    pub(crate) b: u32,
    /// In which ways they talk.
    pub(crate) talk: Ways,
    /// In which of these it is known whether one has been in the other's room.
    pub(crate) known: Ways,
    /// And in which of those that is so.
    pub(crate) door: Ways,
}

/// Doors and talk in several ways of counting.
pub(crate) struct Otherwise {
    /// By node: in which ways somebody came in.
    open: Vec<Ways>,
    /// Of whom it would be known that somebody came in, and in which ways.
    sight: Vec<(Ways, Vec<Sight>)>,
    /// Pairs of teachers who talk, in order of their nodes.
    pub(crate) pairs: Vec<PairOtherwise>,
    /// In which ways the survey knows of talk at all.
    pub(crate) talk_there: Ways,
}

impl Otherwise {
    /// Of a network, with what each tie is in each of so many ways, in the order of the network's graph.
    ///
    /// In each way it is what [`doors`](super::doors()) and [`talk_pairs`](super::talk_pairs) give of a network that has
    /// the ties of that way.
    pub(crate) fn of(network: &Network, ways: usize, stands: &[Stands]) -> Otherwise {
        let all = ((1u32 << ways) - 1) as Ways;
        let (door, talk) = (Layer::open_door(), Layer::talk());
        let (visits, (talks, somebody_talks)) =
            rayon::join(|| Visits::of(network, stands), || talks(network, &talk, stands));
        let told = visits.met.iter().fold(0, |told, met| told | met);
        let doors_there = if network.is_asked(&door) { all } else { told };
        let talk_there = if network.is_asked(&talk) { all } else { somebody_talks };
        // Who was asked is the same in every way, unless no tie is left of a relation without a question.
        let mut kinds: Vec<(Vec<u32>, Ways)> = Vec::new();
        for way in 0..ways {
            let met =
                (0u32..).zip(&visits.met).filter(|met| met.1 >> way & 1 != 0).map(|met| met.0).collect::<Vec<_>>();
            match kinds.iter_mut().find(|kind| kind.0 == met) {
                Some(kind) => kind.1 |= 1 << way,
                None => kinds.push((met, 1 << way)),
            }
        }
        let sides: Vec<(Ways, Sides)> =
            kinds.into_iter().map(|(met, ways)| (ways, Sides::of_relations(network, &door, met))).collect();
        let known = |a: u32, b: u32, visited: Ways| {
            let of = |(ways, sides): &(Ways, Sides)| match sides.pair(network, a, b) {
                Sight::Known => *ways,
                Sight::Unclear => ways & visited,
                _ => 0,
            };
            sides.iter().fold(0, |known, one| known | of(one))
        };
        let mut pairs = Vec::with_capacity(talks.targets.len());
        for a in 0..network.len() as u32 {
            let mut seen = visits.pairs.of_node(a).iter().peekable();
            for &(b, talk) in talks.of_node(a) {
                let talk = talk & doors_there;
                while seen.next_if(|visit| visit.0 < b).is_some() {}
                let visited = seen.peek().filter(|visit| visit.0 == b).map_or(0, |visit| visit.1);
                if talk != 0 {
                    let known = talk & known(a, b, visited);
                    pairs.push(PairOtherwise { a, b, talk, known, door: known & visited });
                }
            }
        }
        let sight = sides.iter().map(|(ways, sides)| (*ways, sides.doors(network))).collect();
        Otherwise { open: visits.open, sight, pairs, talk_there }
    }

    /// Counts of doors in one way: of each school, then of everybody. How many are open under other readings of the
    /// reports is not counted.
    pub(crate) fn doors(&self, network: &Network, way: usize) -> Vec<DoorCounts> {
        let mut counts = vec![DoorCounts::default(); network.schools as usize + 1];
        let Some((_, sight)) = self.sight.iter().find(|sight| sight.0 >> way & 1 != 0) else { return counts };
        for ((member, &sight), open) in network.members().zip(sight).zip(&self.open).filter(|m| m.0.0.is_eligible()) {
            let rows = member.school.into_iter().chain([network.schools]);
            let open = open >> way & 1 != 0;
            rows.for_each(|row| counts[row as usize].add(sight.beside(open), open, [false; 2]));
        }
        counts
    }

    /// [`conversion`](super::conversion()) in one way: of each school, then of everybody.
    pub(crate) fn conversion(&self, network: &Network, way: usize) -> Vec<Value> {
        let mut counts = vec![[0usize; 3]; network.schools as usize + 1];
        for pair in self.pairs.iter().filter(|pair| pair.talk >> way & 1 != 0) {
            let school = network.member(pair.a).school;
            let own = school.filter(|_| network.member(pair.b).school == school);
            for row in own.into_iter().chain([network.schools]) {
                let [all, known, open] = &mut counts[row as usize];
                *all += 1;
                *known += usize::from(pair.known >> way & 1);
                *open += usize::from(pair.door >> way & 1);
            }
        }
        counts.into_iter().map(|[all, known, open]| super::conversion::ratio(open, known, all)).collect()
    }
}

/// Who came in to whom.
struct Visits {
    open: Vec<Ways>,
    pairs: PairRows,
    /// By relation: in which ways somebody reports a tie of it.
    met: Vec<Ways>,
}

impl Visits {
    fn of(network: &Network, stands: &[Stands]) -> Visits {
        let layer = Layer::open_door();
        let (mut open, mut met) = (vec![0; network.len()], vec![0; network.relations.len()]);
        let mut list = Vec::new();
        for (place, (a, b, link)) in network.places_of(&layer) {
            let Stands { tie, told } = stands[place];
            met[link.relation as usize] |= told;
            if tie == 0 {
                continue;
            }
            let mut seen = false;
            for (_, opener) in network.openings(a, b, link).filter(|&(v, o)| v != o && network.is_peer(v)) {
                open[opener as usize] |= tie;
                seen = true;
            }
            if seen {
                list.push((a.min(b), a.max(b), tie));
            }
        }
        Visits { open, pairs: PairRows::of(network, list), met }
    }
}

/// Who talks, and in which ways somebody does.
fn talks(network: &Network, layer: &Layer, stands: &[Stands]) -> (PairRows, Ways) {
    let (mut list, mut somebody) = (Vec::new(), 0);
    for (place, (a, b, _)) in network.places_of(layer) {
        let tie = stands[place].tie;
        somebody |= tie;
        if tie != 0 && a != b {
            list.push((a.min(b), a.max(b), tie));
        }
    }
    (PairRows::of(network, list), somebody)
}

/// Pairs of teachers by the first of them, each once, with the ways in which any of their ties stands.
struct PairRows {
    offsets: Vec<u32>,
    targets: Vec<(u32, Ways)>,
}

impl PairRows {
    fn of(network: &Network, mut list: Vec<(u32, u32, Ways)>) -> PairRows {
        list.retain(|pair| network.member(pair.0).is_eligible() && network.member(pair.1).is_eligible());
        let mut next = vec![0u32; network.len() + 1];
        list.iter().for_each(|pair| next[pair.0 as usize + 1] += 1);
        for v in 0..network.len() {
            next[v + 1] += next[v];
        }
        let starts = next.clone();
        let mut unsorted = vec![(0, 0); list.len()];
        for (a, b, ways) in list {
            unsorted[next[a as usize] as usize] = (b, ways);
            next[a as usize] += 1;
        }
        let (mut offsets, mut targets) = (Vec::with_capacity(starts.len()), Vec::with_capacity(unsorted.len()));
        offsets.push(0);
        for row in starts.windows(2) {
            let row = &mut unsorted[row[0] as usize..row[1] as usize];
            row.sort_unstable();
            let together = |same: &[(u32, Ways)]| (same[0].0, same.iter().fold(0, |ways, tie| ways | tie.1));
            targets.extend(row.chunk_by(|x, y| x.0 == y.0).map(together));
            offsets.push(targets.len() as u32);
        }
        PairRows { offsets, targets }
    }

    fn of_node(&self, node: u32) -> &[(u32, Ways)] {
        &self.targets[self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize]
    }
}
