//! Rows of ties in which everybody and everything is known already, read by several threads: of millions of rows nearly
//! all. A stretch of a file with anything else in it goes the way of single rows, from which nothing here may differ.

use super::cells::{Cells, Recent};
use super::decimals::is_doubtful;
use super::desk::{Desk, Setting};
use super::formats::{Part, Row, Table};
use super::frequencies::Frequency;
use super::ids::{Short, short};
use super::order::by_question;
use super::relations::Asked;
use super::reports::Report;
use super::tie_files::Pass;
use super::{End, Initiative, Tie};
use crate::error::{Error, Limit, Result};
use rayon::prelude::*;

/// Stretches that are tried at once: so many, and more of them once all of these were plain.
const AT_ONCE: usize = 4;

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
        let mut at_once = AT_ONCE;
        while !rest.is_empty() {
            let tried = &rest[..rest.len().min(at_once)];
            let taken = together(kind, tried, &table.file, desk)?;
            rest = &rest[taken..];
            if taken < tried.len() {
                break;
            }
            at_once *= 4;
        }
    }
    Ok(())
}

/// Reads stretches side by side; how many of them, from the first on, were plain.
fn together(kind: &Kind, tried: &[Part<'_>], file: &str, desk: &mut Desk<'_>) -> Result<usize> {
    let here: &Desk<'_> = desk;
    let found: Vec<Option<Plain>> = tried.par_iter().map(|part| kind.plain(part, here)).collect();
    let mut taken = 0;
    for plain in found.into_iter().map_while(|plain| plain) {
        plain.put(kind, desk);
        taken += 1;
    }
    let (seen, limit) = (desk.reports.list.len() as u64, desk.seen.limits().ties);
    if seen > limit {
        return Err(Error::TooLarge { file: file.to_owned(), what: Limit::Ties, seen: limit + 1, limit });
    }
    Ok(taken)
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
        let mut reports = Vec::with_capacity(part.rows().unwrap_or(0) as usize);
        let mut last = Lasts::default();
        let mut all = true;
        // An error comes again when the rows are read one by one.
        let read = part.for_each(|row| {
            all = all && self.row(row, desk, &mut last, (&mut found, &mut reports)).is_some();
            if all { Ok(()) } else { Err(Error::EmptyFile { file: String::new() }) }
        });
        found.reports = by_question(reports);
        (all && read.is_ok()).then_some(found)
    }

    fn row(
        &self,
        row: Row<'_>,
        desk: &Desk<'_>,
        last: &mut Lasts,
        (found, reports): (&mut Plain, &mut Vec<Report>),
    ) -> Option<()> {
        let (from_cell, to_cell) = (row.cell(self.at.from), row.cell(self.at.to));
        let person = |cell: &str, near| desk.people.with_id_beside(cell, near).filter(|_| !cell.is_empty());
        let from = last.from.get(from_cell, || person(from_cell, last.person))?;
        last.person = from;
        let to = person(to_cell, from)?;
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
        found.ask((wave, relation, by));
        let frequency = match self.at.frequency {
            None => 1.0,
            Some(column) => {
                let cell = row.cell(column);
                // Which sign it is hangs on the rest of the column.
                let read = || (!is_doubtful(cell)).then(|| desk.scale.read(cell, &self.setting.missing));
                let said = last.frequency.get(cell, read)?;
                let Frequency::Is(frequency) = said else { return None };
                if !self.setting.source.rank {
                    found.answered(cell, said)?;
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
        // Who names somebody named somebody, be it below the cut.
        let named = frequency > 0.0;
        match found.spoke.last_mut().filter(|s| (s.0, s.1) == (wave, reporter)) {
            Some(spoke) => spoke.2 |= named,
            None => found.spoke.push((wave, reporter, named)),
        }
        if is_no {
            found.no += 1;
            return Some(());
        }
        let report = Report {
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
        };
        reports.push(report.lower_first(desk.relations.list[relation as usize].directed));
        Some(())
    }
}

/// What rows before said.
#[derive(Default)]
struct Lasts {
    from: Recent<Option<u32>, 1>,
    /// Who named somebody in the row before.
    person: u32,
    relation: Recent<Option<Asked>, 16>,
    wave: Recent<Option<u32>, 16>,
    /// None when it hangs on the rest of the column.
    frequency: Recent<Option<Frequency>, 16>,
}

/// What a stretch of plain rows says.
#[derive(Default)]
struct Plain {
    rows: u64,
    no: u64,
    /// What those say that say something, by wave and relation.
    reports: Vec<Vec<Report>>,
    /// In which wave who said something, and whether it names somebody.
    spoke: Vec<(u32, u32, bool)>,
    /// What was asked, each with every answer of how often.
    asked: Vec<(Question, Vec<Often>)>,
    /// The question of the last row, by its place among these.
    question: usize,
}

/// Answers of how often that were written alike, and how many they are.
struct Often {
    short: Option<Short>,
    cell: String,
    said: Frequency,
    times: u64,
}

/// Wave, relation and the end that was asked.
type Question = (u32, u32, End);

/// Different answers to one question of how often in one stretch; where there are more, rows are looked at one by one.
const MOST_ANSWERS: usize = 60;

impl Plain {
    /// A row says something of a question.
    fn ask(&mut self, question: Question) {
        if self.asked.get(self.question).is_none_or(|own| own.0 != question) {
            let known = self.asked.iter().position(|own| own.0 == question);
            self.question = known.unwrap_or_else(|| {
                self.asked.push((question, Vec::new()));
                self.asked.len() - 1
            });
        }
    }

    /// One more answer of how often to this question; none when there are too many different ones.
    fn answered(&mut self, cell: &str, said: Frequency) -> Option<()> {
        let own = &mut self.asked.get_mut(self.question)?.1;
        let short = short(cell);
        if let Some(same) = own.iter_mut().find(|o| o.short == short && (short.is_some() || o.cell == cell)) {
            same.times += 1;
            return Some(());
        }
        (own.len() < MOST_ANSWERS).then(|| own.push(Often { short, cell: cell.to_owned(), said, times: 1 }))
    }

    fn put(self, kind: &Kind, desk: &mut Desk<'_>) {
        let Setting { source, within_school, .. } = kind.setting;
        let book = &mut desk.reports.books[source.book];
        book.answers += self.rows;
        book.no += self.no;
        self.reports.into_iter().for_each(|stretch| desk.reports.list.append(stretch));
        for (wave, person, named) in self.spoke {
            desk.reports.speaks(wave, person);
            if named {
                desk.reports.names(wave, person);
            }
        }
        for (question, often) in self.asked {
            let (wave, relation, end) = question;
            desk.reports.ask(wave, relation, end, within_school, source).listed = true;
            for Often { cell, said, times, .. } in often {
                desk.scales.count(question, &cell, said, times);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::survey::sample::survey;
    use crate::survey::{Aside, Survey};

    fn aside(survey: &Survey, why: Aside) -> u64 {
        survey.ledger.files[0].aside.get(&why).map_or(0, |a| a.answers)
    }

    #[test]
    fn stretches_of_plain_rows_give_what_single_rows_give() {
        // More rows than a stretch holds, in two relations, with a stranger, a self-tie, a "never" and a new relation in
        // between: read in stretches, and again with a column that makes every row a single one.
        let people: Vec<String> = (0..500).map(|p| format!("p{p}")).collect();
        let staff = format!("id\n{}\n", people.join("\n"));
        let row = |i: usize| {
            let (from, to) = (i / 499 % 500, (i / 499 % 500 + 1 + i % 499) % 500);
            let (from, to, often) = match i {
                150_000 => ("p1", "zz", 2),
                170_001 => ("p2", "p2", 2),
                _ => (people[from].as_str(), people[to].as_str(), i * 7 % 5),
            };
            let relation = if i < 200_000 { "advice" } else { "team_teaching" };
            (from.to_owned(), to.to_owned(), relation, often)
        };
        let rows: Vec<_> = (0..300_000).map(row).collect();
        let lines = |end: &str| rows.iter().map(|(a, b, r, f)| format!("{a},{b},{r},{f}{end}")).collect::<Vec<_>>();
        let (plain, single) = (lines("\n").concat(), lines(",\n").concat());
        let read = |heading: &str, rows: &str| {
            survey(&[("teachers.csv", &staff), ("ties.csv", &format!("{heading}\n{rows}"))])
        };
        let (one, other) =
            (read("from,to,relation,frequency", &plain), read("from,to,relation,frequency,initiative", &single));
        assert!(one.ties == other.ties && one.ties.len() > 100_000);
        assert_eq!(one.ledger, other.ledger);
        assert_eq!(one.questions, other.questions);
        assert_eq!(one.waves, other.waves);
        assert_eq!(one.notices, other.notices);
        assert_eq!((aside(&one, Aside::UnknownPerson), aside(&one, Aside::SelfTie)), (1, 1));
    }
}
