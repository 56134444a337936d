//! `changes.csv`: from which wave to which, on which layer, about whom; ties, turnover, states, tests, figures.

use super::{Cell, Layers, Lines, Table, TableOptions, cell};
use crate::error::Result;
use crate::findings::{Change, Chosen, Column, Course, Findings, LayerChange, Role, Said, Tested, Value};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

const KEYS: [&str; 5] = ["from_wave", "to_wave", "layer", "scope", "subject"];

const TIES: [&str; 13] = [
    "kept",
    "lost",
    "new",
    "lost_with_leavers",
    "new_with_joiners",
    "not_comparable",
    "not_comparable_before",
    "not_comparable_after",
    "hamming",
    "jaccard",
    "partner_renewal",
    "pairs",
    "pairs_compared",
];

const DYADS: [&str; 3] = ["null", "asymmetric", "mutual"];

const PEOPLE: [&str; 9] =
    ["people_before", "people_after", "stayers", "moved_out", "moved_in", "leavers", "joiners", "away", "back"];

const STATES: [&str; 12] = [
    "isolated_stayed",
    "isolated_no_longer",
    "newly_isolated",
    "isolation_not_comparable",
    "without_contacts",
    "without_contacts_then_some",
    "without_contacts_then_some_expected",
    "contacts_then_none",
    "link_persons_stayed",
    "link_persons_still",
    "link_persons_still_expected",
    "link_persons_new",
];

const DOORS: [&str; 13] = [
    "doors_stayed_open",
    "doors_opened",
    "doors_closed",
    "doors_stayed_closed",
    "doors_not_comparable",
    "doors_shut",
    "doors_shut_then_open",
    "doors_shut_then_open_expected",
    "doors_open_then_shut",
    "open_door_rate_stayers_weight_before",
    "open_door_rate_stayers_weight_after",
    "open_door_rate_others_before",
    "open_door_rate_others_after",
];

const COURSE: [&str; 5] = ["course", "school_before", "school_after", "role_before", "role_after"];

/// What is told of a tested figure, behind its name.
const TESTED: [&str; 7] = ["_compared_before", "_compared_after", "_low", "_high", "_p", "_p_adjusted", "_said"];

/// The table.
pub(super) fn changes(findings: &Findings, layers: Layers) -> Option<Table<'_>> {
    let taken = move |layer: &LayerChange| layers.shows(findings, &layer.layer);
    if !findings.changes.iter().flat_map(|c| &c.layers).any(taken) {
        return None;
    }
    let mut headings = Headings::default();
    KEYS.into_iter().chain(TIES).for_each(|name| headings.add(name));
    for was in DYADS {
        DYADS.into_iter().for_each(|is| headings.add(&format!("{was}_to_{is}")));
    }
    PEOPLE.into_iter().chain(STATES).chain(DOORS).for_each(|name| headings.add(name));
    for tested in findings.changes.iter().flat_map(|c| &c.tested) {
        TESTED.into_iter().for_each(|ending| headings.add(&format!("{}{ending}", tested.measure)));
    }
    COURSE.into_iter().for_each(|name| headings.add(name));
    let shown = || findings.changes.iter().flat_map(|c| &c.layers).filter(move |l| taken(l));
    shown().flat_map(|l| &l.people).for_each(|c| headings.add(&c.measure));
    shown().flat_map(|l| &l.figures).for_each(|c| headings.add(&c.measure));
    let headings = Arc::new(headings);
    let parts: Vec<Part<'_>> =
        findings.changes.iter().flat_map(|c| c.layers.iter().filter(|l| taken(l)).flat_map(|l| parts(c, l))).collect();
    let (names, all, known) = (headings.names.clone(), parts.clone(), Arc::clone(&headings));
    let rows = move |each: &mut dyn FnMut(&[Cell]) -> Result<()>| {
        all.iter()
            .try_for_each(|(change, layer, rows)| Sheet::new(findings, change, layer, &known).rows(rows.clone(), each))
    };
    let mut table = Table::new("changes", names, Box::new(rows));
    table.whole = Some(Box::new(move |options: TableOptions| {
        let one = |(change, layer, rows): &Part<'_>| {
            let mut lines = Lines::new(options, Vec::new());
            let _ = Sheet::new(findings, change, layer, &headings).rows(rows.clone(), &mut |cells| {
                lines.cells(cells);
                lines.end();
                Ok(())
            });
            lines.bytes()
        };
        parts.par_iter().with_max_len(1).map(one).collect()
    }));
    Some(table)
}

/// Some rows of a layer.
type Part<'a> = (&'a Change, &'a LayerChange, Range<usize>);

/// Rows that are written by one task.
const ROWS: usize = 2_048;

/// The rows of a layer, some at a time.
fn parts<'a>(change: &'a Change, layer: &'a LayerChange) -> impl Iterator<Item = Part<'a>> {
    let people = if layer.people.is_empty() { 0 } else { change.people.len() };
    let rows = layer.accounts.len() + people;
    (0..rows).step_by(ROWS).map(move |from| (change, layer, from..rows.min(from + ROWS)))
}

#[derive(Default)]
struct Headings {
    names: Vec<String>,
    place: BTreeMap<String, usize>,
}

impl Headings {
    fn add(&mut self, name: &str) {
        if !self.place.contains_key(name) {
            self.place.insert(name.to_owned(), self.names.len());
            self.names.push(name.to_owned());
        }
    }
}

/// The rows of one layer between two waves.
struct Sheet<'a> {
    findings: &'a Findings,
    change: &'a Change,
    layer: &'a LayerChange,
    headings: &'a Headings,
    /// Where the layer's columns of figures stand, and those about people.
    figures: Vec<usize>,
    people: Vec<usize>,
    /// What was tested of this layer, by row: each school, then everybody.
    tested: Vec<Vec<&'a Tested>>,
    cells: Vec<Cell>,
}

impl<'a> Sheet<'a> {
    fn new(findings: &'a Findings, change: &'a Change, layer: &'a LayerChange, headings: &'a Headings) -> Sheet<'a> {
        let places = |columns: &[Column]| columns.iter().map(|c| headings.place[c.measure.as_ref()]).collect();
        let (figures, people) = (places(&layer.figures), places(&layer.people));
        let rows = layer.accounts.len();
        let mut tested = vec![Vec::new(); rows];
        for t in change.tested.iter().filter(|t| t.layer == layer.layer) {
            if let Some(row) = tested.get_mut(t.school.map_or(rows - 1, |s| s as usize)) {
                row.push(t);
            }
        }
        Sheet { findings, change, layer, headings, figures, people, tested, cells: Vec::new() }
    }

    /// Some of the rows: the group is the first, then each school, then each person.
    fn rows(mut self, rows: Range<usize>, each: &mut dyn FnMut(&[Cell]) -> Result<()>) -> Result<()> {
        let count = self.layer.accounts.len();
        for at in rows {
            match at {
                0 => self.row(count - 1),
                _ if at < count => self.row(at - 1),
                _ => self.person(at - count),
            }
            each(&self.cells)?;
        }
        Ok(())
    }

    fn begin(&mut self, scope: &str, subject: &str) {
        self.cells.clear();
        self.cells.resize(self.headings.names.len(), Cell::Empty);
        let wave = |w: u32| self.findings.waves[w as usize].id.clone();
        let keys =
            [wave(self.change.from), wave(self.change.to), self.layer.layer.clone(), scope.into(), subject.into()];
        for (slot, key) in self.cells.iter_mut().zip(keys) {
            *slot = Cell::Text(key);
        }
    }

    fn put(&mut self, name: &str, cell: Cell) {
        if let Some(&at) = self.headings.place.get(name) {
            self.cells[at] = cell;
        }
    }

    fn counts<const N: usize>(&mut self, names: [&str; N], counts: [u64; N]) {
        for (name, count) in names.into_iter().zip(counts) {
            self.put(name, Cell::Number(count as f64));
        }
    }

    fn value(&mut self, name: &str, value: Value) {
        self.put(name, value.number().map_or(Cell::Empty, Cell::Number));
    }

    fn row(&mut self, row: usize) {
        let group = row + 1 == self.layer.accounts.len();
        let school = (!group).then_some(row as u32);
        let subject = school.and_then(|s| self.findings.schools.get(s as usize)).map_or("*".into(), |s| s.id.clone());
        self.begin(if group { "group" } else { "school" }, &subject);
        let a = self.layer.accounts[row];
        let (before, after) = (a.not_comparable_before, a.not_comparable_after);
        let ties = [a.kept, a.lost, a.new, a.lost_with_leavers, a.new_with_joiners, before + after, before, after];
        for (name, count) in TIES.into_iter().zip(ties.into_iter().chain([a.hamming()])) {
            self.put(name, Cell::Number(count as f64));
        }
        self.value("jaccard", a.jaccard());
        self.value("partner_renewal", a.partner_renewal());
        self.counts(["pairs", "pairs_compared"], [a.pairs, a.pairs_compared]);
        for (was, row) in DYADS.into_iter().zip(a.transitions) {
            for (is, count) in DYADS.into_iter().zip(row) {
                self.put(&format!("{was}_to_{is}"), Cell::Number(count as f64));
            }
        }
        if let Some(c) = self.change.courses.get(row) {
            let counts = [c.before, c.after, c.stayers, c.moved_out, c.moved_in, c.leavers, c.joiners, c.away, c.back];
            self.counts(PEOPLE, counts.map(u64::from));
        }
        self.states(row);
        if self.layer.layer == "open_door" {
            self.doors(row);
        }
        for t in std::mem::take(&mut self.tested[row]) {
            let numbers = [t.before, t.after, t.low, t.high, t.p, t.p_adjusted];
            for (ending, number) in TESTED.into_iter().zip(numbers) {
                self.put(&format!("{}{ending}", t.measure), Cell::Number(number));
            }
            self.put(&format!("{}_said", t.measure), Cell::Text(Said::LABELS[t.said as usize].into()));
        }
        fill(&mut self.cells, &self.layer.figures, &self.figures, row);
    }

    fn states(&mut self, row: usize) {
        if let Some(t) = self.layer.isolated.get(row) {
            let names = ["isolated_stayed", "isolated_no_longer", "newly_isolated", "isolation_not_comparable"];
            self.counts(names, [t.stayed_yes, t.to_no, t.to_yes, t.not_comparable].map(u64::from));
        }
        if let Some(&Chosen { low, low_then_some, low_then_some_expected, some_then_low, .. }) =
            self.layer.contacts.get(row)
        {
            let names = ["without_contacts", "without_contacts_then_some", "contacts_then_none"];
            self.counts(names, [low, low_then_some, some_then_low].map(u64::from));
            self.value("without_contacts_then_some_expected", low_then_some_expected);
        }
        if let Some(&Chosen { some, some_then_some, some_then_some_expected, low_then_some, .. }) =
            self.layer.links.get(row)
        {
            let names = ["link_persons_stayed", "link_persons_still", "link_persons_new"];
            self.counts(names, [some, some_then_some, low_then_some].map(u64::from));
            self.value("link_persons_still_expected", some_then_some_expected);
        }
    }

    fn doors(&mut self, row: usize) {
        let Some(doors) = &self.change.doors else { return };
        if let Some(t) = doors.open.get(row) {
            let names =
                ["doors_stayed_open", "doors_opened", "doors_closed", "doors_stayed_closed", "doors_not_comparable"];
            self.counts(names, [t.stayed_yes, t.to_yes, t.to_no, t.stayed_no, t.not_comparable].map(u64::from));
        }
        if let Some(c) = doors.breadth.get(row) {
            let names = ["doors_shut", "doors_shut_then_open", "doors_open_then_shut"];
            self.counts(names, [c.low, c.low_then_some, c.some_then_low].map(u64::from));
            self.value("doors_shut_then_open_expected", c.low_then_some_expected);
        }
        if let Some((then, now)) = doors.rates.get(row) {
            self.value("open_door_rate_stayers_weight_before", then.weight);
            self.value("open_door_rate_stayers_weight_after", now.weight);
            self.value("open_door_rate_others_before", then.others);
            self.value("open_door_rate_others_after", now.others);
        }
    }

    fn person(&mut self, at: usize) {
        let (findings, p) = (self.findings, self.change.people[at]);
        let id = findings.people.get(p.person as usize).map_or_else(String::new, |p| p.id.clone());
        self.begin("person", &id);
        let school = |s: Option<u32>| {
            s.and_then(|s| findings.schools.get(s as usize)).map_or(Cell::Empty, |s| Cell::Text(s.id.clone()))
        };
        let role = |r: Option<Role>| r.map_or(Cell::Empty, |r| Cell::Text(r.name().into()));
        let told = [
            Cell::Text(Course::LABELS[p.course as usize].into()),
            school(p.school_before),
            school(p.school_after),
            role(p.role_before),
            role(p.role_after),
        ];
        for (name, cell) in COURSE.into_iter().zip(told) {
            self.put(name, cell);
        }
        fill(&mut self.cells, &self.layer.people, &self.people, at);
    }
}

/// Puts a row of columns at their places.
fn fill(cells: &mut [Cell], columns: &[Column], places: &[usize], row: usize) {
    for (column, &place) in columns.iter().zip(places) {
        cells[place] = cell(column, row);
    }
}
