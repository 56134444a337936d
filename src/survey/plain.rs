//! Rows of ties in which everybody and everything is known already, read by several threads: of millions of rows nearly
//! all. A stretch of a file with anything else in it goes the way of single rows, from which nothing here may differ.

use super::cells::{Cells, Last};
use super::decimals::is_doubtful;
use super::desk::{Desk, Setting};
use super::formats::{Part, Row, Table};
use super::frequencies::Frequency;
use super::relations::Asked;
use super::reports::Report;
use super::tie_files::Pass;
use super::{End, Initiative, Tie};
use crate::error::{Error, Limit, Result};
use rayon::prelude::*;

/// Stretches that are tried at once.
const AT_ONCE: usize = 16;

/// Walks over a table, stretch by stretch: plain ones are read side by side, each row of the others is given to `row`.
pub(super) fn read(
    table: &Table,
    kind: Option<&Kind>,
    desk: &mut Desk<'_>,
    mut row: impl FnMut(Row<'_>, &mut Desk<'_>) -> Result<()>,
) -> Result<()> {
    let parts = table.parts();
    let mut rest = &parts[..];
    while let Some((part, behind)) = rest.split_first() {
        part.for_each(|r| row(r, desk))?;
        rest = behind;
        let Some(kind) = kind else { continue };
        loop {
            let tried = &rest[..rest.len().min(AT_ONCE)];
            let taken = together(kind, tried, &table.file, desk)?;
            rest = &rest[taken..];
            if rest.is_empty() || taken < tried.len() {
                break;
            }
        }
    }
    Ok(())
}

/// Reads stretches side by side, each into a place of its own in the list of reports; how many of them, from the first on,
/// were plain.
fn together(kind: &Kind, tried: &[Part<'_>], file: &str, desk: &mut Desk<'_>) -> Result<usize> {
    let mut list = std::mem::take(&mut desk.reports.list);
    let mut place = list.len();
    let rows: Vec<usize> = tried.iter().map(|part| part.rows().unwrap_or(0) as usize).collect();
    list.resize(place + rows.iter().sum::<usize>(), BLANK);
    let mut rooms: Vec<&mut [Report]> = Vec::with_capacity(tried.len());
    let mut left = &mut list[place..];
    for &rows in &rows {
        let (own, rest) = left.split_at_mut(rows);
        rooms.push(own);
        left = rest;
    }
    let here: &Desk<'_> = desk;
    let found: Vec<Option<Plain>> =
        tried.par_iter().zip(rooms).map(|(part, room)| kind.plain(part, room, here)).collect();
    let mut from = place;
    let mut taken = 0;
    for (plain, rows) in found.into_iter().map_while(|plain| plain).zip(&rows) {
        // A "no" leaves its place empty.
        list.copy_within(from..from + plain.reports, place);
        (from, place) = (from + rows, place + plain.reports);
        plain.put(kind, desk);
        taken += 1;
    }
    list.truncate(place);
    desk.reports.list = list;
    let (seen, limit) = (place as u64, desk.seen.limits().ties);
    if seen > limit {
        return Err(Error::TooLarge { file: file.to_owned(), what: Limit::Ties, seen: limit + 1, limit });
    }
    Ok(taken)
}

/// Where a report is still to come.
const BLANK: Report = Report {
    wave: 0,
    relation: 0,
    source: 0,
    by: End::From,
    initiative: Initiative::NotSaid,
    feedback: None,
    from: 0,
    to: 0,
    frequency: 0.0,
    line: 0,
    topic: Tie::NO_TOPIC,
};

/// What rows of a pass have in common, when nothing about them hangs on more than people, relation, wave and frequency.
pub(super) struct Kind {
    setting: Setting,
    at: Cells,
    assumed: Option<u32>,
    default_wave: Option<u32>,
}

impl Kind {
    /// None when more than these says what becomes of a row.
    pub(super) fn of(pass: &Pass, at: Cells) -> Option<Kind> {
        let [setting] = &pass.settings[..] else { return None };
        let more = [at.reporter, at.initiative, at.topic, at.feedback].iter().any(Option::is_some);
        let bound = setting.within_school || setting.source.max_names.is_some();
        (!more && !bound).then_some(Kind {
            setting: setting.clone(),
            at,
            assumed: pass.assumed,
            default_wave: pass.default_wave,
        })
    }

    /// The rows of a stretch, their reports in `room`; none when one of them is not plain.
    fn plain(&self, part: &Part<'_>, room: &mut [Report], desk: &Desk<'_>) -> Option<Plain> {
        let mut found = Plain::default();
        let mut last = Lasts::default();
        let mut all = true;
        // An error comes again when the rows are read one by one.
        let read = part.for_each(|row| {
            all = all && self.row(row, desk, &mut last, (&mut found, room)).is_some();
            if all { Ok(()) } else { Err(Error::EmptyFile { file: String::new() }) }
        });
        (all && read.is_ok()).then_some(found)
    }

    fn row(
        &self,
        row: Row<'_>,
        desk: &Desk<'_>,
        last: &mut Lasts,
        (found, room): (&mut Plain, &mut [Report]),
    ) -> Option<()> {
        let (from_cell, to_cell) = (row.cell(self.at.from), row.cell(self.at.to));
        let from = last.from.get(from_cell, || desk.people.with_id(from_cell).filter(|_| !from_cell.is_empty()))?;
        let to = desk.people.with_id(to_cell).filter(|_| !to_cell.is_empty())?;
        let said = match self.at.relation.map(|c| row.cell(c)).filter(|cell| !cell.is_empty()) {
            Some(cell) => Some(last.relation.get(cell, || desk.relations.met(cell))?),
            None => None,
        };
        let wave_said = match self.at.wave.map(|c| row.cell(c)).filter(|cell| !cell.is_empty()) {
            Some(cell) => Some(last.wave.get(cell, || desk.waves.known(cell))?),
            None => None,
        };
        let relation = said.map(|a| a.relation).or(self.setting.relation).or(self.assumed)?;
        let wave = wave_said.or(self.setting.wave).or(self.default_wave)?;
        let by = said.and_then(|a| a.end).or(self.setting.reporter).unwrap_or(End::From);
        let frequency = match self.at.frequency {
            None => 1.0,
            Some(column) => {
                let cell = row.cell(column);
                // Which sign it is hangs on the rest of the column.
                if is_doubtful(cell) {
                    return None;
                }
                let said = last.frequency.get(cell, || desk.scale.read(cell, &self.setting.missing));
                let Frequency::Is(frequency) = said else { return None };
                if !self.setting.source.rank {
                    found.answered((wave, relation, by), cell, said)?;
                }
                frequency
            }
        };
        let reporter = if by == End::From { from } else { to };
        let source = self.setting.source;
        let usable = || {
            let floor = desk.attendance.met(wave)?;
            let taken_off = desk.people.removed[from as usize] || desk.people.removed[to as usize];
            (!taken_off && floor.has(from) && floor.has(to) && from != to).then_some(())
        };
        let is_no = frequency <= 0.0 || {
            usable()?;
            !source.rank && frequency < source.at_least
        };
        found.rows += 1;
        if found.asked.last() != Some(&(wave, relation, by)) {
            found.asked.push((wave, relation, by));
        }
        if found.spoke.last() != Some(&(wave, reporter)) {
            found.spoke.push((wave, reporter));
        }
        // Who names somebody named somebody, be it below the cut.
        if frequency > 0.0 && found.named.last() != Some(&(wave, reporter)) {
            found.named.push((wave, reporter));
        }
        if is_no {
            found.no += 1;
            return Some(());
        }
        *room.get_mut(found.reports)? = Report {
            wave: wave as u16,
            relation: relation as u16,
            source: self.setting.number,
            by,
            initiative: Initiative::NotSaid,
            feedback: None,
            from,
            to,
            frequency,
            line: row.line as u32,
            topic: Tie::NO_TOPIC,
        }
        .lower_first(desk.relations.list[relation as usize].directed);
        found.reports += 1;
        Some(())
    }
}

/// What the row before said.
#[derive(Default)]
struct Lasts {
    from: Last<Option<u32>>,
    relation: Last<Option<Asked>>,
    wave: Last<Option<u32>>,
    frequency: Last<Frequency>,
}

/// What a stretch of plain rows says.
#[derive(Default)]
struct Plain {
    rows: u64,
    no: u64,
    /// How many of them say something.
    reports: usize,
    /// Waves, relations and ends that were asked.
    asked: Vec<Question>,
    /// Who said something in which wave.
    spoke: Vec<(u32, u32)>,
    /// Who named somebody in which wave.
    named: Vec<(u32, u32)>,
    /// By question, every answer of how often.
    often: Vec<(Question, Vec<Often>)>,
    /// The question of the row before, by its place among these.
    question: usize,
}

/// An answer of how often as it was written, and how many said so.
type Often = (String, Frequency, u64);

/// Wave, relation and the end that was asked.
type Question = (u32, u32, End);

/// Different answers to one question of how often in one stretch; where there are more, rows are looked at one by one.
const MOST_ANSWERS: usize = 60;

impl Plain {
    /// One more answer of how often; none when there are too many different ones.
    fn answered(&mut self, question: Question, cell: &str, said: Frequency) -> Option<()> {
        if self.often.get(self.question).is_none_or(|o| o.0 != question) {
            let known = self.often.iter().position(|o| o.0 == question);
            self.question = known.unwrap_or_else(|| {
                self.often.push((question, Vec::new()));
                self.often.len() - 1
            });
        }
        let own = &mut self.often[self.question].1;
        if let Some(same) = own.iter_mut().find(|o| o.0 == cell) {
            same.2 += 1;
            return Some(());
        }
        (own.len() < MOST_ANSWERS).then(|| own.push((cell.to_owned(), said, 1)))
    }

    fn put(self, kind: &Kind, desk: &mut Desk<'_>) {
        let Setting { source, within_school, .. } = kind.setting;
        let book = &mut desk.reports.books[source.book];
        book.answers += self.rows;
        book.no += self.no;
        for (wave, relation, end) in self.asked {
            desk.reports.ask(wave, relation, end, within_school, source);
        }
        for (wave, person) in self.spoke {
            desk.reports.speaks(wave, person);
        }
        for (wave, person) in self.named {
            desk.reports.names(wave, person);
        }
        for (question, often) in self.often {
            for (cell, said, times) in often {
                desk.scales.count(question, &cell, said, times);
            }
        }
    }
}
