//! Two waves side by side: everything that is found between them.

use super::expected::{Chosen, chosen};
use super::figures::{Columns, Doors, Making, Side, Stayers, figures};
use super::found::{Change, DoorChange, LayerChange, PersonCourse, courses, people};
use super::panel::{Panel, Stayer};
use super::status::Turned;
use super::ties::{Accounts, Seen, TieAccount, accounts};
use super::{Decomposition, Matched, decomposition};
use crate::measures::openness::{Door, Sight, TalkPair};
use crate::measures::{Column, Kind, Scope, Value};
use crate::network::{Network, layer::Layer};
use rayon::prelude::*;

/// On what what is said of a change rests.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// Largest adjusted p-value with which a figure is said to have changed.
    pub significance: f64,
    /// Smallest difference worth talking about.
    pub minimum: f64,
    /// Smallest share of answers, in either wave, with which anything is said.
    pub response: f64,
    /// Fewest people about whom anything is said.
    pub fewest: u32,
    /// Resampled groups behind a band.
    pub draws: u32,
    /// Permutations of a test; none when 0.
    pub permutations: u32,
    /// People up to whom each of them has a row on each layer, else on `all` only.
    pub people_on_every_layer: usize,
}

/// Two waves of a study, and what was computed about each.
#[derive(Clone, Copy)]
pub struct Sides<'a> {
    /// The first wave.
    pub first: &'a Network,
    /// The second.
    pub second: &'a Network,
    /// Who is who, and who came and went.
    pub matched: &'a Matched,
    /// The layers that were computed.
    pub layers: &'a [Layer],
    /// Doors of each wave.
    pub doors: (&'a [Door], &'a [Door]),
    /// Pairs who talk, of each wave.
    pub talk: (&'a [TalkPair], &'a [TalkPair]),
    /// What was computed about each wave.
    pub columns: Columns<'a>,
    /// How it was computed.
    pub making: Making<'a>,
    /// Whether anything says who answered, in both waves.
    pub response_known: bool,
}

/// Everything that is found between two waves.
///
/// # Reads
/// Both waves; people matched by person; pairs of which both waves know whether there is a tie.
///
/// # Cost
/// That of the figures of both waves once more, for those who stayed, and of the draws: people and tied pairs of every
/// layer, for each of them.
pub fn change(sides: &Sides<'_>, rules: &Rules) -> Change {
    let panel = Panel::of(sides.first, sides.second, sides.matched);
    let who = people(sides.first, sides.second, sides.matched);
    let schools = sides.first.schools.max(sides.second.schools);
    let stayers = rayon::join(
        || Stayers::of(sides.first, Side::First, &panel, sides.matched),
        || Stayers::of(sides.second, Side::Second, &panel, sides.matched),
    );
    let doors: [Doors<'_>; 2] = [(sides.doors.0, sides.talk.0), (sides.doors.1, sides.talk.1)];
    let work = Work { sides, rules, panel: &panel, who: &who, rows: schools as usize + 1 };
    let one = |layer: &Layer| {
        let (first, second) = (Seen::of(sides.first, layer), Seen::of(sides.second, layer));
        if first.adjacency().arcs() + second.adjacency().arcs() == 0 {
            return None;
        }
        let found = accounts(&first, &second, sides.matched, &panel);
        let mut change = work.layer(layer, &found);
        change.figures = figures(layer, sides.columns, (&stayers.0, &stayers.1), &doors, &sides.making);
        Some((change, found))
    };
    let (layers, found): (Vec<LayerChange>, Vec<Accounts>) =
        sides.layers.par_iter().map(one).collect::<Vec<_>>().into_iter().flatten().unzip();
    let open = work.doors();
    let (mut tested, permuted) = rayon::join(|| work.bootstrapped(&layers, &found), || work.permuted(&layers));
    tested.extend(work.turned(&layers, open.as_ref()));
    tested.extend(permuted);
    work.decided(&mut tested);
    Change {
        courses: courses(&who, schools),
        people: who.iter().map(|p| p.1).collect(),
        layers,
        doors: open,
        tested,
        ..Change::default()
    }
}

pub(super) struct Work<'a, 'b> {
    pub(super) sides: &'a Sides<'b>,
    pub(super) rules: &'a Rules,
    pub(super) panel: &'a Panel,
    pub(super) who: &'a [(usize, PersonCourse)],
    /// Schools, and everybody.
    pub(super) rows: usize,
}

impl Work<'_, '_> {
    /// The rows that somebody counts in: the school, when it is the same in both waves, and everybody.
    pub(super) fn rows_of(&self, stayer: &Stayer) -> impl Iterator<Item = usize> {
        stayer.school.map(|s| s as usize).into_iter().chain([self.rows - 1])
    }

    /// A column about people of one wave, by position on its roster.
    fn column(&self, side: Side, scope: Scope, layer: Option<&str>, measure: &str) -> Option<&Column> {
        (self.sides.columns)(side, scope, layer).iter().find(|c| c.measure == measure)
    }

    /// Of each stayer the value in the first wave and in the second.
    pub(super) fn both(&self, scope: Scope, layer: Option<&str>, measure: &str) -> Option<Vec<(Value, Value)>> {
        let then = self.column(Side::First, scope, layer, measure)?;
        let now = self.column(Side::Second, scope, layer, measure)?;
        let place = |network: &Network, v: u32| network.roster_position(v) as usize;
        let of = |s: &Stayer| (then.of(place(self.sides.first, s.first)), now.of(place(self.sides.second, s.second)));
        Some(self.panel.stayers.iter().map(of).collect())
    }

    /// What became of people with none and with some, by row.
    fn chosen(&self, values: Option<&[(Value, Value)]>) -> Vec<Chosen> {
        let mut counts: Vec<Vec<(u32, u32)>> = vec![Vec::new(); self.rows];
        for (stayer, value) in self.panel.stayers.iter().zip(values.unwrap_or_default()) {
            if let (Value::Number(was), Value::Number(is)) = *value {
                self.rows_of(stayer).for_each(|row| counts[row].push((was as u32, is as u32)));
            }
        }
        counts.iter().map(|c| chosen(c)).collect()
    }

    fn layer(&self, layer: &Layer, found: &Accounts) -> LayerChange {
        let id = Some(layer.id.as_str());
        let mut change = LayerChange { layer: layer.id.clone(), ..LayerChange::default() };
        change.accounts = found.schools.iter().copied().chain([found.group]).collect();
        change.isolated = vec![Turned::default(); self.rows];
        if let Some(kinds) = self.both(Scope::Person, id, "isolation") {
            // The first kind is "unknown", the second "isolate".
            let kind = |v: Value| v.number().map(|k| k as usize).filter(|&k| k < 9);
            let isolated = |v: Value| kind(v).filter(|&k| k > 0).map(|k| k == 1);
            for (stayer, &(was, is)) in self.panel.stayers.iter().zip(&kinds) {
                self.rows_of(stayer).for_each(|row| change.isolated[row].add(isolated(was), isolated(is)));
                if let (Some(was), Some(is)) = (kind(was), kind(is)) {
                    change.isolation[was][is] += 1;
                }
            }
        }
        change.contacts = self.chosen(self.both(Scope::Person, id, "degree").as_deref());
        let outside = self.both(Scope::Person, id, "outside_contacts");
        if outside.iter().flatten().any(|(a, b)| a.number().or(b.number()).is_some()) {
            change.links = self.chosen(outside.as_deref());
        }
        if layer.id == "all" || self.who.len() <= self.rules.people_on_every_layer {
            change.people = self.of_people(layer, found);
        }
        change
    }

    /// Ties and figures of each person.
    fn of_people(&self, layer: &Layer, found: &Accounts) -> Vec<Column> {
        type Pick = fn(&TieAccount) -> u64;
        let counts: [(&'static str, Pick); 9] = [
            ("kept", |a| a.kept),
            ("lost", |a| a.lost),
            ("new", |a| a.new),
            ("lost_with_leavers", |a| a.lost_with_leavers),
            ("new_with_joiners", |a| a.new_with_joiners),
            ("not_comparable", |a| a.not_comparable_before + a.not_comparable_after),
            ("not_comparable_before", |a| a.not_comparable_before),
            ("not_comparable_after", |a| a.not_comparable_after),
            ("hamming", TieAccount::hamming),
        ];
        let count = |pick: Pick| self.who.iter().map(move |(at, _)| pick(&found.people[*at]) as f64).collect();
        let mut columns: Vec<Column> =
            counts.into_iter().map(|(name, pick)| Column::full(name, Kind::Count, count(pick))).collect();
        let jaccard = self.who.iter().map(|(at, _)| found.people[*at].jaccard());
        columns.push(Column::new("jaccard", Kind::Share, jaccard));
        let mut add = |scope: Scope, id: Option<&str>, measure: &str| {
            for (ending, side, network) in
                [("before", Side::First, self.sides.first), ("after", Side::Second, self.sides.second)]
            {
                let Some(column) = self.column(side, scope, id, measure) else { continue };
                let value = |(at, _): &(usize, PersonCourse)| {
                    let person = &self.sides.matched.people[*at];
                    let node = if side == Side::First { person.0 } else { person.1 };
                    let there = node.map(|v| network.roster_position(v) as usize).filter(|&p| p < column.len());
                    there.map_or(Value::Undefined(crate::error::Why::DoesNotApply), |p| column.of(p))
                };
                let name = format!("{measure}_{ending}");
                columns.push(Column::new(name, column.kind.clone(), self.who.iter().map(value)));
            }
        };
        for measure in ["in_degree", "out_degree", "degree", "outside_contacts", "isolation"] {
            add(Scope::Person, Some(&layer.id), measure);
        }
        if layer.id == "open_door" {
            for measure in ["door_status", "breadth", "depth", "rooms_entered"] {
                add(Scope::Openness, None, measure);
            }
        }
        columns
    }

    fn doors(&self) -> Option<DoorChange> {
        let (then, now) = self.sides.doors;
        let known = |doors: &[Door]| doors.iter().any(|d| d.eligible && d.door != Sight::NotAsked);
        if !known(then) || !known(now) {
            return None;
        }
        let mut change = DoorChange {
            open: vec![Turned::default(); self.rows],
            statuses: vec![[[0; 5]; 5]; self.rows],
            ..DoorChange::default()
        };
        let mut breadth: Vec<(Value, Value)> = Vec::with_capacity(self.panel.stayers.len());
        let none = Value::Undefined(crate::error::Why::CannotTell);
        for stayer in &self.panel.stayers {
            let (was, is) = (&then[stayer.first as usize], &now[stayer.second as usize]);
            let of = |d: &Door| if d.is_known() { Value::Number(f64::from(d.breadth)) } else { none };
            if !was.eligible || !is.eligible {
                breadth.push((none, none));
                continue;
            }
            let open = |d: &Door| d.is_known().then(|| d.is_open());
            for row in self.rows_of(stayer) {
                change.open[row].add(open(was), open(is));
                change.statuses[row][was.status() as usize][is.status() as usize] += 1;
            }
            breadth.push((of(was), of(is)));
        }
        change.breadth = self.chosen(Some(&breadth));
        change.rates = (0..self.rows).map(|row| (self.rate(row, Side::First), self.rate(row, Side::Second))).collect();
        Some(change)
    }

    /// The open-door rate of a row in one wave, told apart over those who stayed and the others.
    fn rate(&self, row: usize, side: Side) -> Decomposition {
        let group = row + 1 == self.rows;
        let (network, doors) = match side {
            Side::First => (self.sides.first, self.sides.doors.0),
            Side::Second => (self.sides.second, self.sides.doors.1),
        };
        let place = |v: u32| match side {
            Side::First => self.panel.place_of_first(v),
            Side::Second => self.panel.place_of_second(v),
        };
        let nodes = if group { 0..network.len() as u32 } else { network.nodes_of_school(row as u32) };
        let stays =
            |v: u32| place(v).is_some_and(|p| group || self.panel.stayers[p as usize].school == Some(row as u32));
        let known = nodes.filter(|&v| doors[v as usize].is_known());
        decomposition(known.map(|v| (stays(v), doors[v as usize].is_open())))
    }
}
