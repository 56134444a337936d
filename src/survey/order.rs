//! Reports in the order of their ties: by wave, relation and the person who stands first.

use super::reports::Report;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Reports by wave, relation and from; of two of a person the one that comes first in the files stays first.
///
/// In files of millions the answers of a person mostly stand together, and people in the order of the staff list: then what
/// was said of a relation is put behind each other as it came, and none of it is copied.
pub(crate) struct Ordered {
    stretches: Vec<Vec<Report>>,
    /// How many reports at the beginning of each stretch stand at the end of the one before, too.
    moved: Vec<usize>,
}

impl Ordered {
    /// From reports in the order of files and lines.
    pub(crate) fn of(list: Vec<Vec<Report>>, people: usize) -> Ordered {
        let list = side_by_side(list, by_question).into_iter().flatten().collect();
        let stretches = by_person(list, people);
        let mut ordered = Ordered { moved: vec![0; stretches.len()], stretches };
        ordered.put_people_together();
        ordered
    }

    /// Moves what a stretch says of the person with whom the one before ends.
    fn put_people_together(&mut self) {
        let mut before = 0;
        for at in 1..self.stretches.len() {
            let (done, rest) = self.stretches.split_at_mut(at);
            let (last, next) = (&mut done[before], &rest[0]);
            let same = last.last().map_or(0, |own| next.iter().take_while(|r| person(r) == person(own)).count());
            last.extend_from_slice(&next[..same]);
            self.moved[at] = same;
            if same < next.len() {
                before = at;
            }
        }
    }

    /// All of them, in parts of which none begins with the person that the one before ends with.
    pub(crate) fn parts(&mut self) -> Vec<&mut [Report]> {
        let left = self.stretches.iter_mut().zip(&self.moved).map(|(stretch, &moved)| &mut stretch[moved..]);
        left.flat_map(cut).collect()
    }
}

/// What the reports of one person on one relation have in common.
fn person(report: &Report) -> (u16, u16, u32) {
    (report.wave, report.relation, report.from)
}

/// Reports of one task.
const REPORTS_PER_TASK: usize = 1 << 16;

/// Sorted reports cut where another person begins.
fn cut(mut list: &mut [Report]) -> Vec<&mut [Report]> {
    let mut cut = Vec::new();
    while list.len() > REPORTS_PER_TASK {
        let first = person(&list[REPORTS_PER_TASK]);
        let more = list[REPORTS_PER_TASK..].iter().take_while(|r| person(r) == first).count();
        let (own, rest) = std::mem::take(&mut list).split_at_mut(REPORTS_PER_TASK + more);
        cut.push(own);
        list = rest;
    }
    cut.push(list);
    cut
}

/// Works on each, side by side where there are several.
fn side_by_side<T: Send, U: Send>(list: Vec<T>, work: impl Fn(T) -> U + Send + Sync) -> Vec<U> {
    if list.len() > 1 { list.into_par_iter().map(work).collect() } else { list.into_iter().map(work).collect() }
}

/// What a report is about: its wave and relation.
fn question(report: &Report) -> (u16, u16) {
    (report.wave, report.relation)
}

/// Reports of each wave and relation for themselves, in the order in which they stand.
pub(crate) fn by_question(list: Vec<Report>) -> Vec<Vec<Report>> {
    let Some(first) = list.first().map(question) else { return Vec::new() };
    if list.iter().all(|r| question(r) == first) {
        return vec![list];
    }
    let relations = list.iter().map(|r| usize::from(r.relation) + 1).max().unwrap_or(0);
    let waves = list.iter().map(|r| usize::from(r.wave) + 1).max().unwrap_or(0);
    let place = |r: &Report| usize::from(r.wave) * relations + usize::from(r.relation);
    let mut numbers = vec![0; waves * relations];
    list.iter().for_each(|r| numbers[place(r)] += 1);
    let mut own: Vec<Vec<Report>> = Vec::new();
    for number in numbers.iter_mut().filter(|n| **n > 0) {
        // Where the stretch behind this one begins with the same person, what that says comes to the end of this one.
        own.push(Vec::with_capacity(*number + *number / 16 + 4));
        *number = own.len() - 1;
    }
    list.iter().for_each(|r| own[numbers[place(r)]].push(*r));
    own
}

/// Stretches of one wave and relation each, by wave, relation and person.
fn by_person(list: Vec<Vec<Report>>, people: usize) -> Vec<Vec<Report>> {
    let mut said: BTreeMap<(u16, u16), Vec<Vec<Report>>> = BTreeMap::new();
    for stretch in list {
        let about = stretch.first().map(question).unwrap_or_default();
        said.entry(about).or_default().push(stretch);
    }
    let said: Vec<_> = said.into_values().collect();
    side_by_side(said, |own| if is_by_person(&own) { own } else { vec![counted(own, people)] })
        .into_iter()
        .flatten()
        .collect()
}

fn is_by_person(stretches: &[Vec<Report>]) -> bool {
    let ends = stretches.iter().flat_map(|own| [own.first(), own.last()]).flatten();
    ends.is_sorted_by_key(|r| r.from) && stretches.iter().all(|own| own.is_sorted_by_key(|r| r.from))
}

/// Reports by person: ties without a direction stand with the lower person first, whoever spoke. Counting instead of
/// comparing: the time grows with the answers and not faster.
fn counted(stretches: Vec<Vec<Report>>, people: usize) -> Vec<Report> {
    let mut next = vec![0_u32; people + 1];
    for report in stretches.iter().flatten() {
        next[report.from as usize + 1] += 1;
    }
    for i in 1..next.len() {
        next[i] += next[i - 1];
    }
    let mut sorted = vec![Report::BLANK; stretches.iter().map(Vec::len).sum()];
    for report in stretches.into_iter().flatten() {
        let at = &mut next[report.from as usize];
        sorted[*at as usize] = report;
        *at += 1;
    }
    sorted
}
