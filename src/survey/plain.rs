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
            let here: &Desk<'_> = desk;
            let found: Vec<Option<Plain>> = tried.par_iter().map(|part| kind.plain(part, here)).collect();
            let many = found.len();
            let plain: Vec<Plain> = found.into_iter().map_while(|plain| plain).collect();
            rest = &rest[plain.len()..];
            let all = plain.len() == many;
            for plain in plain {
                plain.put(kind, desk, &table.file)?;
            }
            if rest.is_empty() || !all {
                break;
            }
        }
    }
    Ok(())
}

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

    /// The rows of a stretch; none when one of them is not plain.
    fn plain(&self, part: &Part<'_>, desk: &Desk<'_>) -> Option<Plain> {
        let mut found = Plain::default();
        let mut last = Lasts::default();
        let mut all = true;
        // An error comes again when the rows are read one by one.
        let read = part.for_each(|row| {
            all = all && self.row(row, desk, &mut last, &mut found).is_some();
            if all { Ok(()) } else { Err(Error::EmptyFile { file: String::new() }) }
        });
        (all && read.is_ok()).then_some(found)
    }

    fn row(&self, row: Row<'_>, desk: &Desk<'_>, last: &mut Lasts, found: &mut Plain) -> Option<()> {
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
        found.reports.push(
            Report {
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
            .lower_first(desk.relations.list[relation as usize].directed),
        );
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
    reports: Vec<Report>,
    /// Waves, relations and ends that were asked.
    asked: Vec<Question>,
    /// Who said something in which wave.
    spoke: Vec<(u32, u32)>,
    /// Who named somebody in which wave.
    named: Vec<(u32, u32)>,
    /// By question, every answer of how often as it was written, and how many said so.
    often: Vec<(Question, String, Frequency, u64)>,
}

/// Wave, relation and the end that was asked.
type Question = (u32, u32, End);

/// Different answers of how often in one stretch; where there are more, rows are looked at one by one.
const MOST_ANSWERS: usize = 60;

impl Plain {
    /// One more answer of how often; none when there are too many different ones.
    fn answered(&mut self, question: Question, cell: &str, said: Frequency) -> Option<()> {
        if let Some(at) = self.often.iter().position(|o| o.0 == question && o.1 == cell) {
            self.often[at].3 += 1;
            return Some(());
        }
        (self.often.len() < MOST_ANSWERS).then(|| self.often.push((question, cell.to_owned(), said, 1)))
    }

    fn put(self, kind: &Kind, desk: &mut Desk<'_>, file: &str) -> Result<()> {
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
        for (question, cell, said, times) in self.often {
            desk.scales.count(question, &cell, said, times);
        }
        let (seen, limit) = ((desk.reports.list.len() + self.reports.len()) as u64, desk.seen.limits().ties);
        if seen > limit {
            return Err(Error::TooLarge { file: file.to_owned(), what: Limit::Ties, seen: limit + 1, limit });
        }
        desk.reports.list.extend(self.reports);
        Ok(())
    }
}
