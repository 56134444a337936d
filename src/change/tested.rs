//! Which figures changed by more than noise.

use super::bands::{Codes, How, Moves, Said, Tested, decide, p_of_signs, p_of_spread, paired_bootstrap, sign_flips};
use super::compared::Work;
use super::found::{DoorChange, LayerChange};
use super::panel::Pair;
use super::status::{Turned, mcnemar};
use super::ties::Accounts;
use crate::measures::{Scope, Value};
use crate::network::{Member, Network, layer::BUILT_IN};
use crate::survey::Response;
use rayon::prelude::*;

/// A figure about people of a layer, in both waves.
type Named<'a> = (&'a str, &'a str, Vec<(Value, Value)>);

/// People, sums of the first and of the second wave, sum of squared changes.
type Sums = (u32, f64, f64, f64);

impl Work<'_, '_> {
    fn tested(&self, layer: &str, measure: &str, row: usize, how: How) -> Tested {
        Tested {
            layer: layer.to_owned(),
            measure: measure.to_owned(),
            school: (row + 1 < self.rows).then_some(row as u32),
            how,
            people: 0,
            before: 0.0,
            after: 0.0,
            low: 0.0,
            high: 0.0,
            p: 1.0,
            p_adjusted: 1.0,
            said: Said::CannotTell,
        }
    }

    /// Densities and reciprocity with the band of the paired vertex bootstrap.
    pub(super) fn bootstrapped(&self, layers: &[LayerChange], found: &[Accounts]) -> Vec<Tested> {
        let schools = self.panel.by_school(self.rows as u32 - 1);
        let everybody: Vec<u32> = (0..self.panel.stayers.len() as u32).collect();
        let seed = self.sides.making.seed;
        // The numbers of draws go by the order of people, not of schools: a school's by its first person.
        let mut in_turn: Vec<u32> = schools.iter().filter_map(|places| places.first().copied()).collect();
        in_turn.sort_unstable();
        let of_row = |row: usize| -> Vec<Tested> {
            let group = row + 1 == self.rows;
            let places = if group { &everybody } else { &schools[row] };
            let people = places.len() as u32;
            if people < self.rules.fewest {
                return Vec::new();
            }
            // People of a school stand together, and so do the pairs whose first end is one of them.
            let (low, high) = (places[0], places[places.len() - 1]);
            let each = layers.iter().zip(found).map(|(layer, found)| {
                let start = found.pairs.partition_point(|p| p.a < low);
                let end = found.pairs.partition_point(|p| p.a <= high);
                let inside = move |p: &&Pair| group || p.school(self.panel) == Some(row as u32);
                (found.pairs[start..end].iter().filter(inside).copied(), layer.accounts[row].pairs_compared)
            });
            let place = |p: u32| if group { p } else { places.partition_point(|&q| q < p) as u32 };
            let codes = Codes::of(each, place, places.len());
            let turn = if group { in_turn.len() } else { in_turn.partition_point(|&first| first < low) };
            let spreads = paired_bootstrap(places.len(), &codes, self.rules.draws, seed, turn as u64 + 1, group);
            let mut tested = Vec::new();
            for (layer, spread) in layers.iter().zip(&spreads) {
                let account = &layer.accounts[row];
                let figures = [("density", account.density()), ("reciprocity", account.reciprocity())];
                for ((measure, values), spread) in figures.into_iter().zip(spread) {
                    let ((Value::Number(before), Value::Number(after)), Some(spread)) = (values, spread) else {
                        continue;
                    };
                    let p = p_of_spread(after - before, spread, people);
                    let (low, high) = (spread.low, spread.high);
                    let one = self.tested(&layer.layer, measure, row, How::Bootstrap);
                    tested.push(Tested { people, before, after, low, high, p, ..one });
                }
            }
            tested
        };
        let each = || (0..self.rows - 1).into_par_iter().map(of_row).collect::<Vec<_>>();
        let (group, each) = rayon::join(|| of_row(self.rows - 1), each);
        group.into_iter().chain(each.into_iter().flatten()).collect()
    }

    /// Open doors and isolation with the exact test of `McNemar`.
    pub(super) fn turned(&self, layers: &[LayerChange], doors: Option<&DoorChange>) -> Vec<Tested> {
        let mut tested = Vec::new();
        let mut add = |layer: &str, measure: &str, rows: &[Turned]| {
            for (row, turned) in rows.iter().enumerate().filter(|(_, t)| t.known() >= self.rules.fewest) {
                let Some((_, low, high)) = turned.change() else { continue };
                let share = |yes: u32| f64::from(yes) / f64::from(turned.known());
                let one = self.tested(layer, measure, row, How::Mcnemar);
                tested.push(Tested {
                    people: turned.known(),
                    before: share(turned.stayed_yes + turned.to_no),
                    after: share(turned.stayed_yes + turned.to_yes),
                    low,
                    high,
                    p: mcnemar(turned.to_yes, turned.to_no),
                    ..one
                });
            }
        };
        if let Some(doors) = doors {
            add("open_door", "open_door_rate", &doors.open);
        }
        // Without a tie in one of several layers is not isolated.
        let main = layers.iter().find(|l| l.layer == "all").or_else(|| layers.first());
        if let Some(layer) = main {
            add(&layer.layer, "isolated", &layer.isolated);
        }
        tested
    }

    /// Means of figures about people, by changing the waves' labels within people.
    pub(super) fn permuted(&self, layers: &[LayerChange]) -> Vec<Tested> {
        let draws = self.rules.permutations;
        if draws == 0 {
            return Vec::new();
        }
        let mut named: Vec<Named<'_>> = Vec::new();
        for layer in layers {
            for measure in ["out_degree", "degree", "outside_contacts"] {
                let values = self.both(Scope::Person, Some(&layer.layer), measure);
                named.extend(values.map(|v| (layer.layer.as_str(), measure, v)));
            }
        }
        named.extend(self.both(Scope::Openness, None, "breadth").map(|v| ("open_door", "breadth", v)));
        // Known in both waves: people, sums of both waves, sum of squared changes; by row.
        let mut sums: Vec<Vec<Sums>> = Vec::new();
        let mut moves: Vec<Moves> = Vec::new();
        for (_, _, values) in &named {
            let mut rows = vec![(0, 0.0, 0.0, 0.0); self.rows];
            let mut moved = Vec::new();
            for (place, (stayer, value)) in self.panel.stayers.iter().zip(values).enumerate() {
                let (Value::Number(was), Value::Number(is)) = *value else { continue };
                for row in self.rows_of(stayer) {
                    let (people, before, after, squares) = rows[row];
                    rows[row] = (people + 1, before + was, after + is, squares + (is - was) * (is - was));
                }
                if (is - was).abs() > 0.0 {
                    moved.push((place as u32, stayer.school, is - was));
                }
            }
            sums.push(rows);
            moves.push(Moves { moved });
        }
        let far = sign_flips(self.panel.stayers.len(), &moves, self.rows, draws, self.sides.making.seed);
        let mut tested = Vec::new();
        for (((layer, measure, _), rows), far) in named.iter().zip(&sums).zip(&far) {
            for (row, &(people, before, after, squares)) in rows.iter().enumerate() {
                if people < self.rules.fewest {
                    continue;
                }
                let n = f64::from(people);
                let (sum, noise) = (after - before, squares.sqrt() * 1.959_963_984_540_054);
                let one = self.tested(layer, measure, row, How::Permutation);
                tested.push(Tested {
                    people,
                    before: before / n,
                    after: after / n,
                    low: (sum - noise) / n,
                    high: (sum + noise) / n,
                    p: p_of_signs(far[row], draws, sum, squares, people),
                    ..one
                });
            }
        }
        tested
    }

    /// What is said of each figure: the built-in layers are one family, where they hold anything, the rest another.
    pub(super) fn decided(&self, tested: &mut Vec<Tested>) {
        let built_in = |t: &Tested| BUILT_IN.iter().any(|b| b.0 == t.layer);
        let (mut first, mut rest): (Vec<Tested>, Vec<Tested>) = std::mem::take(tested).into_iter().partition(built_in);
        let families = u32::from(!first.is_empty()) + u32::from(!rest.is_empty());
        let significance = self.rules.significance / f64::from(families.max(1));
        for family in [&mut first, &mut rest] {
            decide(family, significance, self.rules.minimum);
        }
        let enough: Vec<bool> = (0..self.rows).map(|row| self.enough_answered(row)).collect();
        for t in first.iter_mut().chain(&mut rest) {
            let row = t.school.map_or(self.rows - 1, |s| s as usize);
            if !enough[row] {
                t.said = Said::CannotTell;
            }
        }
        tested.extend(first);
        tested.extend(rest);
    }

    /// Whether so many answered in both waves that anything can be said.
    fn enough_answered(&self, row: usize) -> bool {
        let share = |network: &Network| {
            let of_row = |m: &&Member| {
                !m.outside && m.response != Response::NotAsked && (row + 1 == self.rows || m.school == Some(row as u32))
            };
            let (mut asked, mut answered) = (0u32, 0u32);
            for m in network.members().filter(of_row) {
                asked += 1;
                answered += u32::from(m.response == Response::Answered);
            }
            asked > 0 && f64::from(answered) >= self.rules.response * f64::from(asked)
        };
        self.sides.response_known && share(self.sides.first) && share(self.sides.second)
    }
}
