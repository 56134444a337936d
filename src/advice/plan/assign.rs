//! Who goes to whom: the best assignment under capacities, not the first that fits.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Somebody who could receive a guest, and what that would be worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Choice {
    /// The host, by position in the list of capacities.
    pub host: u32,
    /// The pair's score; may be negative.
    pub score: i64,
}

impl Choice {
    /// A host and a score.
    pub fn new(host: u32, score: i64) -> Choice {
        Choice { host, score }
    }
}

/// A guest: how much in need, and which hosts are possible.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Guest {
    /// Those of a higher rank are served first; 0 to 2.
    pub rank: u8,
    /// Hosts that break no constraint, each once.
    pub choices: Vec<Choice>,
}

impl Guest {
    /// A guest of a rank.
    pub fn new(rank: u8, choices: Vec<Choice>) -> Guest {
        Guest { rank, choices }
    }
}

/// What a host may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Room {
    /// How many guests at the most.
    pub capacity: u32,
    /// What each guest after the first costs more than the one before.
    pub load: i64,
}

impl Room {
    /// A host who takes so many guests, each after the first at a further cost.
    pub fn new(capacity: u32, load: i64) -> Room {
        Room { capacity, load }
    }
}

/// The best assignment of guests to hosts: each guest to one host or to none, no host above capacity.
///
/// # Formula
/// First as many guests of rank 2 as can be served, then of rank 1, then of rank 0; among all such assignments the
/// largest `Σ score(guest, host) − Σ load · k(k−1)/2` over hosts with k guests. A guest is served even at a negative
/// score: who could be helped is not left out because nothing speaks for any host.
///
/// # Reads
/// The choices of each guest and the hosts' capacities. Among equally good assignments the one found first, in the
/// order of the lists: sort them by id.
///
/// # Value
/// For each guest the host, or none when no host is left.
///
/// # Cost
/// A shortest augmenting path per guest, which looks only at hosts that compete for the same places.
///
/// # Source
/// Minimum-cost flow by successive shortest paths with potentials: Jonker and Volgenant (1987), *Computing* 38:325–340.
///
/// # Example
/// ```
/// use staffroom::advice::plan::assign::{Choice, Guest, Room, assign};
/// // Taking the best pair first would leave the second guest with a worse one.
/// let first = Guest::new(1, vec![Choice::new(0, 3), Choice::new(1, 3)]);
/// let second = Guest::new(1, vec![Choice::new(0, 3), Choice::new(1, 0)]);
/// assert_eq!(assign(&[first, second], &[Room::new(1, 0); 2]), [Some(1), Some(0)]);
/// ```
pub fn assign(guests: &[Guest], hosts: &[Room]) -> Vec<Option<u32>> {
    let places = Places::of(guests, hosts);
    let worth = Worth::of(guests, hosts);
    let mut search = Search::new(guests, hosts, &places, &worth);
    for guest in 0..guests.len() {
        search.serve(guest);
    }
    search.place_of.iter().map(|&p| places.host(p)).collect()
}

/// Each host's places in a row, and behind them one place per guest that means "with nobody".
struct Places {
    first: Vec<u32>,
    host_of: Vec<u32>,
    guests: usize,
}

impl Places {
    fn of(guests: &[Guest], hosts: &[Room]) -> Places {
        let mut wanted = vec![0u32; hosts.len()];
        guests.iter().flat_map(|g| &g.choices).for_each(|c| wanted[c.host as usize] += 1);
        let (mut first, mut host_of) = (Vec::with_capacity(hosts.len() + 1), Vec::new());
        for (h, room) in hosts.iter().enumerate() {
            first.push(host_of.len() as u32);
            host_of.extend(std::iter::repeat_n(h as u32, room.capacity.min(wanted[h]) as usize));
        }
        first.push(host_of.len() as u32);
        Places { first, host_of, guests: guests.len() }
    }

    fn len(&self) -> usize {
        self.host_of.len() + self.guests
    }

    fn host(&self, place: u32) -> Option<u32> {
        self.host_of.get(place as usize).copied()
    }

    fn of_host(&self, host: u32) -> std::ops::Range<u32> {
        self.first[host as usize]..self.first[host as usize + 1]
    }

    fn with_nobody(&self, guest: usize) -> u32 {
        (self.host_of.len() + guest) as u32
    }
}

/// What a rank is worth: more than all scores of lower ranks together could be.
struct Worth([i128; 3]);

impl Worth {
    fn of(guests: &[Guest], hosts: &[Room]) -> Worth {
        let largest = guests.iter().flat_map(|g| &g.choices).map(|c| i128::from(c.score.unsigned_abs())).max();
        let load = hosts.iter().map(|r| i128::from(r.load.unsigned_abs()) * i128::from(r.capacity)).max();
        let served = 2 * (largest.unwrap_or(0) + load.unwrap_or(0)) + 1;
        let step = served * (guests.len() as i128 + 1);
        Worth([step, step * (guests.len() as i128 + 1), step * (guests.len() as i128 + 1).pow(2)])
    }
}

/// The state of the augmenting paths, and scratch that is cleared by the walk that filled it.
struct Search<'a> {
    guests: &'a [Guest],
    hosts: &'a [Room],
    places: &'a Places,
    worth: &'a Worth,
    place_of: Vec<u32>,
    guest_at: Vec<u32>,
    price_of_guest: Vec<i128>,
    price_of_place: Vec<i128>,
    shortest: Vec<i128>,
    reached_from: Vec<u32>,
    settled: Vec<bool>,
}

const NOBODY: u32 = u32::MAX;

impl<'a> Search<'a> {
    fn new(guests: &'a [Guest], hosts: &'a [Room], places: &'a Places, worth: &'a Worth) -> Self {
        let n = places.len();
        Search {
            guests,
            hosts,
            places,
            worth,
            place_of: vec![NOBODY; guests.len()],
            guest_at: vec![NOBODY; n],
            price_of_guest: vec![0; guests.len()],
            price_of_place: vec![0; n],
            shortest: vec![i128::MAX; n],
            reached_from: vec![NOBODY; n],
            settled: vec![false; n],
        }
    }

    /// The places a guest may have, with their costs.
    fn costs(&self, guest: usize) -> impl Iterator<Item = (u32, i128)> + use<'a> {
        let (places, hosts) = (self.places, self.hosts);
        let g = &self.guests[guest];
        let rank = self.worth.0[usize::from(g.rank.min(2))];
        let own = (places.with_nobody(guest), 0);
        let at_hosts = g.choices.iter().flat_map(move |c| {
            let load = i128::from(hosts[c.host as usize].load);
            let cost = -rank - i128::from(c.score);
            places.of_host(c.host).zip(0..).map(move |(place, before)| (place, cost + load * before))
        });
        at_hosts.chain([own])
    }

    /// Finds the cheapest chain of changes that gives this guest a place.
    fn serve(&mut self, newcomer: usize) {
        let mut queue = BinaryHeap::new();
        let (mut touched, mut asked) = (Vec::new(), Vec::new());
        let (mut guest, mut so_far) = (newcomer, 0i128);
        let end = loop {
            asked.push(guest);
            for (place, cost) in self.costs(guest) {
                let p = place as usize;
                let length = so_far + cost - self.price_of_guest[guest] - self.price_of_place[p];
                if !self.settled[p] && length < self.shortest[p] {
                    if self.shortest[p] == i128::MAX {
                        touched.push(place);
                    }
                    self.shortest[p] = length;
                    self.reached_from[p] = guest as u32;
                    queue.push(Reverse((length, place)));
                }
            }
            // There is always a next one: the guest's own place with nobody.
            let next = loop {
                match queue.pop() {
                    Some(Reverse((_, place))) if self.settled[place as usize] => {}
                    other => break other,
                }
            };
            let Some(Reverse((length, place))) = next else { break None };
            so_far = length;
            self.settled[place as usize] = true;
            match self.guest_at[place as usize] {
                NOBODY => break Some(place),
                there => guest = there as usize,
            }
        };
        if let Some(end) = end {
            self.adjust(newcomer, so_far, &asked, &touched);
            self.shift(newcomer, end);
        }
        for place in touched {
            let p = place as usize;
            (self.shortest[p], self.reached_from[p], self.settled[p]) = (i128::MAX, NOBODY, false);
        }
    }

    /// New prices, under which every guest has a cheapest place.
    fn adjust(&mut self, newcomer: usize, so_far: i128, asked: &[usize], touched: &[u32]) {
        self.price_of_guest[newcomer] += so_far;
        for &guest in asked.iter().filter(|&&g| g != newcomer) {
            self.price_of_guest[guest] += so_far - self.shortest[self.place_of[guest] as usize];
        }
        for &place in touched.iter().filter(|&&p| self.settled[p as usize]) {
            self.price_of_place[place as usize] -= so_far - self.shortest[place as usize];
        }
    }

    /// Everybody on the chain moves up one place.
    fn shift(&mut self, newcomer: usize, end: u32) {
        let mut place = end;
        loop {
            let guest = self.reached_from[place as usize];
            let left = std::mem::replace(&mut self.place_of[guest as usize], place);
            self.guest_at[place as usize] = guest;
            if guest as usize == newcomer {
                return;
            }
            place = left;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn t13_the_optimum_is_found_and_not_a_greedy_list() {
        let scores = [[3, 3, 1], [0, 1, 3], [3, 2, 0]];
        let guests: Vec<Guest> = scores
            .iter()
            .map(|row| Guest::new(1, row.iter().zip(0..).map(|(&s, h)| Choice::new(h, s)).collect()))
            .collect();
        let found = assign(&guests, &[Room::new(1, 0); 3]);
        assert_eq!(found, [Some(1), Some(2), Some(0)]);
        let sum: i64 = found.iter().zip(&scores).filter_map(|(h, row)| h.map(|h| row[h as usize])).sum();
        assert_eq!(sum, 9);
    }

    #[test]
    fn more_people_in_need_come_before_a_better_score() {
        // The first guest could go anywhere; the second, in more need, only to host 0.
        let first = Guest::new(0, vec![Choice::new(0, 100)]);
        let second = Guest::new(2, vec![Choice::new(0, -5)]);
        assert_eq!(assign(&[first, second], &[Room::new(1, 0)]), [None, Some(0)]);
    }

    #[test]
    fn guests_are_spread_when_a_second_one_costs_more_than_the_other_host_is_worse() {
        let guest = || Guest::new(0, vec![Choice::new(0, 5), Choice::new(1, 4)]);
        let rooms = [Room::new(2, 3), Room::new(2, 3)];
        let mut found = assign(&[guest(), guest()], &rooms);
        found.sort_unstable();
        assert_eq!(found, [Some(0), Some(1)]);
    }

    #[test]
    fn nobody_and_no_hosts_are_no_trouble() {
        assert!(assign(&[], &[]).is_empty());
        assert_eq!(assign(&[Guest::default()], &[]), [None]);
        assert_eq!(assign(&[Guest::new(1, vec![Choice::new(0, 1)])], &[Room::new(0, 0)]), [None]);
    }

    /// Served by rank, then the sum of scores less the load.
    type Goodness = (u32, u32, u32, i64);

    fn goodness(guests: &[Guest], hosts: &[Room], of: &[Option<u32>]) -> Goodness {
        let served = |rank| guests.iter().zip(of).filter(|(g, h)| g.rank == rank && h.is_some()).count() as u32;
        let mut taken = vec![0i64; hosts.len()];
        let mut sum = 0;
        for (guest, host) in guests.iter().zip(of) {
            let Some(host) = host else { continue };
            let choice = guest.choices.iter().find(|c| c.host == *host).unwrap();
            sum += choice.score - hosts[*host as usize].load * taken[*host as usize];
            taken[*host as usize] += 1;
        }
        (served(2), served(1), served(0), sum)
    }

    fn exhaustive(guests: &[Guest], hosts: &[Room], of: &mut Vec<Option<u32>>, best: &mut Option<Goodness>) {
        if of.len() == guests.len() {
            let good = goodness(guests, hosts, of);
            *best = (*best).max(Some(good));
            return;
        }
        let choices = &guests[of.len()].choices;
        for host in choices.iter().map(|c| Some(c.host)).chain([None]) {
            let free =
                host.is_none_or(|h| of.iter().filter(|&&x| x == Some(h)).count() < hosts[h as usize].capacity as usize);
            if free {
                of.push(host);
                exhaustive(guests, hosts, of, best);
                of.pop();
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn small_cases_equal_exhaustive_search(
            rows in prop::collection::vec((0u8..3, prop::collection::vec(prop::option::weighted(0.6, -3i64..8), 5)), 0..6),
            rooms in prop::collection::vec((0u32..4, 0i64..4), 5),
        ) {
            let hosts: Vec<Room> = rooms.iter().map(|&(c, l)| Room::new(c, l)).collect();
            let guests: Vec<Guest> = rows
                .iter()
                .map(|(rank, row)| {
                    let choices = row.iter().zip(0..).filter_map(|(s, h)| s.map(|s| Choice::new(h, s)));
                    Guest::new(*rank, choices.collect())
                })
                .collect();
            let found = assign(&guests, &hosts);
            for (h, room) in hosts.iter().enumerate() {
                prop_assert!(found.iter().filter(|&&x| x == Some(h as u32)).count() <= room.capacity as usize);
            }
            let mut best = None;
            exhaustive(&guests, &hosts, &mut Vec::new(), &mut best);
            prop_assert_eq!(Some(goodness(&guests, &hosts, &found)), best);
        }

    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn eight_guests_and_eight_hosts_equal_exhaustive_search(
            scores in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.4, 0i64..6), 8), 8),
        ) {
            let hosts = [Room::new(1, 0); 8];
            let guests: Vec<Guest> = scores
                .iter()
                .map(|row| Guest::new(1, row.iter().zip(0..).filter_map(|(s, h)| s.map(|s| Choice::new(h, s))).collect()))
                .collect();
            let mut best = None;
            exhaustive(&guests, &hosts, &mut Vec::new(), &mut best);
            prop_assert_eq!(Some(goodness(&guests, &hosts, &assign(&guests, &hosts))), best);
        }
    }
}
