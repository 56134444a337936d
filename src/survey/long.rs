//! The long shape: a row per answer about one tie.

use super::cells::{Cells, Recent};
use super::check::{Incomplete, Values};
use super::decimals::{Decimals, is_doubtful};
use super::desk::{Desk, Setting, Topic, setting_of};
use super::formats::{Row, Table};
use super::frequencies::Frequency;
use super::names::Who;
use super::plain::{self, Kind};
use super::relations::Asked;
use super::reports::Report;
use super::tie_files::Pass;
use super::written::{end, initiative, yes_no};
use super::{Aside, End, Initiative, Tie};
use crate::error::{Field, Notice, Result};
use std::collections::BTreeMap;

/// Labels of frequency that get a notice each.
const MOST_LABELS: usize = 10;

/// One walk over a file.
struct Walk<'t> {
    table: &'t Table,
    pass: Pass,
    at: Cells,
    from: Recent<Who, 1>,
    relation: Recent<Asked, 16>,
    wave: Recent<Option<u32>, 16>,
    frequency: Recent<Frequency, 16>,
    incomplete: Incomplete,
    values: Values,
    labels: BTreeMap<String, (u64, u64)>,
    decimals: Decimals,
}

/// Reads a file: every row becomes a report, or a line in its book.
pub(crate) fn read(table: &Table, pass: Pass, desk: &mut Desk<'_>) -> Result<()> {
    let Some(at) = Cells::of(&pass.columns) else { return Ok(()) };
    desk.seen.reading.clone_from(&table.file);
    let mut walk = Walk {
        table,
        pass,
        at,
        from: Recent::default(),
        relation: Recent::default(),
        wave: Recent::default(),
        frequency: Recent::default(),
        incomplete: Incomplete::default(),
        values: Values::default(),
        labels: BTreeMap::new(),
        decimals: Decimals::default(),
    };
    let kind = Kind::of(&walk.pass, at);
    plain::read(table, kind.as_ref(), desk, |row, desk| walk.row(row, desk))?;
    walk.named_relations(desk);
    walk.incomplete.tell(table, &walk.pass.columns, &mut desk.seen);
    walk.values.tell(table, &mut desk.seen);
    walk.decimals.tell(&mut desk.seen);
    let mut labels: Vec<_> = walk.labels.into_iter().collect();
    labels.sort_by_key(|(_, (line, _))| *line);
    for (label, (line, answers)) in labels {
        let place = table.place(line, at.frequency.unwrap_or_default());
        desk.seen.notice(Notice::UnknownFrequency { place, label, answers });
    }
    Ok(())
}

/// What becomes of a row.
enum Fate {
    Kept(Report),
    No,
    Aside(Aside),
}

/// A row's relation, wave and the end that filled it in.
struct About {
    wave: u32,
    asked: u32,
    by: End,
    setting: usize,
}

impl Walk<'_> {
    fn row(&mut self, row: Row<'_>, desk: &mut Desk<'_>) -> Result<()> {
        let fate = self.fate(row, desk)?;
        let book = self.pass.settings[0].source.book;
        let book = &mut desk.reports.books[book];
        book.answers += 1;
        match fate {
            Fate::No => book.no += 1,
            Fate::Aside(why) => book.set_aside(why, row.line),
            Fate::Kept(report) => desk.keep(report, &self.table.file)?,
        }
        Ok(())
    }

    fn fate(&mut self, row: Row<'_>, desk: &mut Desk<'_>) -> Result<Fate> {
        let (from_cell, to_cell) = (row.cell(self.at.from), row.cell(self.at.to));
        if from_cell.is_empty() || to_cell.is_empty() {
            if self.incomplete.is_mixed(row, self.table) {
                return Ok(Fate::Aside(Aside::Incomplete));
            }
            let missing = if from_cell.is_empty() { Field::From } else { Field::To };
            return Ok(self.incomplete(missing, row.line));
        }
        let from = self.from.get(from_cell, || desk.people.find(from_cell));
        let to = desk.people.find(to_cell);
        let about = match self.about(row, from, to, desk) {
            Ok(about) => about,
            Err(missing) => return Ok(self.incomplete(missing, row.line)),
        };
        self.remember(&about, from, to, desk);
        let setting = &self.pass.settings[about.setting];
        let (reporter, named, named_cell) = match about.by {
            End::From => (from, to, to_cell),
            End::To => (to, from, from_cell),
        };
        if named == Who::Nobody {
            return self.no(row, (from, to), reporter, desk);
        }
        if !matches!(named, Who::Person(_)) && setting.missing.iter().any(|m| m == named_cell) {
            return Ok(Fate::Aside(Aside::MissingCode));
        }
        let topic = Topic { wave: about.wave, relation: about.asked, by: about.by };
        let frequency = match self.frequency(row, &about, desk) {
            Ok(frequency) => frequency,
            Err(why) => {
                if why == Aside::UnknownFrequency {
                    desk.names_however_often(topic, reporter, named);
                }
                return Ok(Fate::Aside(why));
            }
        };
        if frequency <= 0.0 {
            return self.no(row, (from, to), reporter, desk);
        }
        let Setting { source, within_school, .. } = self.pass.settings[about.setting];
        desk.count_name(topic, source, reporter);
        let (from, to) = match (from, to) {
            (Who::Person(from), Who::Person(to)) => (from, to),
            // Nobody cannot report: a row without the one who filled it in.
            (Who::Nobody, _) => return Ok(self.incomplete(Field::From, row.line)),
            (_, Who::Nobody) => return Ok(self.incomplete(Field::To, row.line)),
            _ => {
                self.unknown(row, from, to, desk)?;
                desk.in_vain(topic, (reporter, named), Aside::UnknownPerson);
                return Ok(Fate::Aside(Aside::UnknownPerson));
            }
        };
        if let Some(why) = desk.unusable(from, to, about.wave, within_school)? {
            desk.in_vain(topic, (reporter, named), why);
            return Ok(Fate::Aside(why));
        }
        if !source.rank && frequency < source.at_least {
            return Ok(Fate::No);
        }
        Ok(Fate::Kept(self.report(row, from, to, frequency, &about, desk)))
    }

    fn incomplete(&mut self, missing: Field, line: u64) -> Fate {
        self.incomplete.add(missing, line);
        Fate::Aside(Aside::Incomplete)
    }

    /// The relation, wave and reporter of a row; what is missing when it does not say.
    fn about(&mut self, row: Row<'_>, from: Who, to: Who, desk: &mut Desk<'_>) -> Result<About, Field> {
        let relation_cell = self.at.relation.map(|c| row.cell(c)).filter(|c| !c.is_empty());
        let said = relation_cell.map(|cell| {
            let (table, column) = (self.table, self.at.relation.unwrap_or_default());
            let place = || table.place(row.line, column);
            self.relation.get(cell, || desk.relations.find(cell, place, &mut desk.seen))
        });
        let wave_cell = self.at.wave.map(|c| row.cell(c)).filter(|c| !c.is_empty());
        let wave_said = match wave_cell {
            None => None,
            // A wave that the study does not list is an error that was told already.
            Some(cell) => {
                let place = || self.table.place(row.line, self.at.wave.unwrap_or_default());
                Some(self.wave.get(cell, || desk.waves.find(cell, place, &mut desk.seen)).unwrap_or(0))
            }
        };
        let number = setting_of(&self.pass.settings, said.map(|a| a.relation), wave_said);
        let setting = &self.pass.settings[number];
        let asked = said.map(|a| a.relation).or(setting.relation).or(self.pass.assumed).ok_or(Field::Relation)?;
        let wave = wave_said.or(setting.wave).or(self.pass.default_wave).ok_or(Field::Wave)?;
        let default = said.and_then(|a| a.end).or(setting.reporter).unwrap_or(End::From);
        let by = match self.at.reporter.map(|c| (row.cell(c), c)).filter(|(cell, _)| !cell.is_empty()) {
            None => default,
            Some((cell, column)) => self.reporter(cell, row, from, to, desk).unwrap_or_else(|| {
                self.values.add(column, cell, row.line);
                default
            }),
        };
        Ok(About { wave, asked, by, setting: number })
    }

    /// Which end filled in a row: `from` or `to` in any of their names, or the id or name of one of the two.
    fn reporter(&self, cell: &str, row: Row<'_>, from: Who, to: Who, desk: &mut Desk<'_>) -> Option<End> {
        if cell == row.cell(self.at.from) {
            return Some(End::From);
        }
        if cell == row.cell(self.at.to) {
            return Some(End::To);
        }
        if let Some(end) = end(cell) {
            return Some(end);
        }
        // A stranger in this column is no new person, so only those who are known are looked up.
        let person = desk.people.known(cell).map(Who::Person);
        match person {
            Some(who) if who == from => Some(End::From),
            Some(who) if who == to => Some(End::To),
            _ => None,
        }
    }

    /// Remembers that a question was asked and who said something.
    fn remember(&self, about: &About, from: Who, to: Who, desk: &mut Desk<'_>) {
        let setting = &self.pass.settings[about.setting];
        let reporter = match about.by {
            End::From => from,
            End::To => to,
        };
        if let Who::Person(person) = reporter {
            desk.reports.speaks(about.wave, person);
        }
        desk.reports.ask(about.wave, about.asked, about.by, setting.within_school, setting.source).listed = true;
    }

    fn frequency(&mut self, row: Row<'_>, about: &About, desk: &mut Desk<'_>) -> Result<f32, Aside> {
        let Some(column) = self.at.frequency else { return Ok(1.0) };
        let mut cell = row.cell(column);
        // Read under the decimal sign of the column.
        let plain = is_doubtful(cell).then(|| self.decimals.number(cell, self.table, row.line, column)).flatten();
        let plain = plain.map(|x| x.to_string());
        cell = plain.as_deref().unwrap_or(cell);
        let setting = &self.pass.settings[about.setting];
        let missing = &setting.missing;
        // The missing codes are those of an entry, so what the row before said holds only where there is one entry.
        let read = || desk.scale.read(cell, missing);
        let found = if self.pass.settings.len() == 1 { self.frequency.get(cell, read) } else { read() };
        if !setting.source.rank {
            desk.scales.count((about.wave, about.asked, about.by), cell, found, 1);
        }
        match found {
            Frequency::Is(frequency) => Ok(frequency),
            Frequency::Missing => Err(Aside::MissingCode),
            Frequency::Unknown => {
                let label =
                    if self.labels.len() < MOST_LABELS || self.labels.contains_key(cell) { cell } else { "…" };
                self.labels.entry(label.to_owned()).or_insert((row.line, 0)).1 += 1;
                Err(Aside::UnknownFrequency)
            }
        }
    }

    /// Counts the unknown names of a row.
    /// An answer of no; that of somebody whom nobody knows is set aside.
    fn no(&self, row: Row<'_>, (from, to): (Who, Who), reporter: Who, desk: &mut Desk<'_>) -> Result<Fate> {
        let Who::Unknown(_) = reporter else { return Ok(Fate::No) };
        self.unknown(row, from, to, desk).map(|()| Fate::Aside(Aside::UnknownPerson))
    }

    fn unknown(&self, row: Row<'_>, from: Who, to: Who, desk: &mut Desk<'_>) -> Result<()> {
        for (who, column) in [(from, self.at.from), (to, self.at.to)] {
            if let Who::Unknown(number) = who {
                desk.keep_unknown(number, || self.table.place(row.line, column), &self.table.file)?;
            }
        }
        Ok(())
    }

    fn report(
        &mut self,
        row: Row<'_>,
        from: u32,
        to: u32,
        frequency: f32,
        about: &About,
        desk: &mut Desk<'_>,
    ) -> Report {
        let source = self.pass.settings[about.setting].number;
        let topic = self.at.topic.map(|c| row.cell(c)).filter(|c| !c.is_empty());
        let topic = topic.map_or(Tie::NO_TOPIC, |t| desk.reports.topics.index(t));
        let initiative = self.initiative(row);
        let feedback = self.feedback(row);
        Report {
            wave: about.wave as u16,
            relation: about.asked as u16,
            source,
            by: about.by,
            initiative,
            feedback,
            from,
            to,
            frequency,
            line: row.line as u32,
            topic,
        }
    }

    fn initiative(&mut self, row: Row<'_>) -> Initiative {
        let Some(column) = self.at.initiative else { return Initiative::NotSaid };
        let cell = row.cell(column);
        initiative(cell).unwrap_or_else(|| {
            self.values.add(column, cell, row.line);
            Initiative::NotSaid
        })
    }

    fn feedback(&mut self, row: Row<'_>) -> Option<bool> {
        let column = self.at.feedback?;
        let cell = row.cell(column);
        if cell.is_empty() {
            return None;
        }
        let said = yes_no(cell);
        if said.is_none() {
            self.values.add(column, cell, row.line);
        }
        said
    }

    /// Relations that the study file names for this file were asked, even if nobody has them.
    fn named_relations(&self, desk: &mut Desk<'_>) {
        if self.at.reporter.is_some() {
            return;
        }
        for setting in self.pass.settings.iter().filter(|s| s.names_relation) {
            let Some(relation) = setting.relation else { continue };
            if let Some(wave) = setting.wave.or(self.pass.default_wave) {
                let end = setting.reporter.unwrap_or(End::From);
                desk.reports.ask(wave, relation, end, setting.within_school, setting.source).listed = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::error::{Field, Notice};
    use crate::survey::sample::{read_with, survey, ties};
    use crate::survey::{Aside, Initiative, ReadSettings, Response, Survey};

    const STAFF: (&str, &str) = ("teachers.csv", "id,name,school\na,An,S\nb,Bo,S\nc,Cas,T\n");

    fn aside(survey: &Survey, why: Aside) -> u64 {
        survey.ledger.files[0].aside.get(&why).map_or(0, |a| a.answers)
    }

    #[test]
    fn every_row_that_is_no_tie_has_its_reason() {
        let survey = survey(&[
            STAFF,
            (
                "ties.csv",
                "from,to,frequency\na,b,2\na,a,3\na,zz,1\na,,1\na,c,nooit\na,b,1\nb,c,9\nb,a,vaker dan vaak\nc,niemand,\nc,b,1\n",
            ),
            ("study.toml", "[[ties]]\nmissing = [9]\nat_least = 2\n"),
        ]);
        assert_eq!(ties(&survey), ["1 teaching_talk a>b 2/0 Reported"]);
        let file = &survey.ledger.files[0];
        // Never, below the cut twice (one of them the same pair again), and nobody.
        assert_eq!((file.answers, file.kept, file.no), (10, 1, 4));
        for why in
            [Aside::SelfTie, Aside::UnknownPerson, Aside::Incomplete, Aside::MissingCode, Aside::UnknownFrequency]
        {
            assert_eq!(aside(&survey, why), 1, "{why:?}");
        }
        let has = |f: fn(&Notice) -> bool| survey.notices.iter().any(f);
        assert!(has(|n| matches!(n, Notice::UnknownPerson { place, written, .. }
            if written == "zz" && place.line == Some(4) && place.column.as_deref() == Some("to"))));
        assert!(has(
            |n| matches!(n, Notice::IncompleteRow { missing: Field::To, place, rows: 1 } if place.line == Some(5))
        ));
        assert!(has(|n| matches!(n, Notice::UnknownFrequency { label, answers: 1, .. } if label == "vaker dan vaak")));
    }

    #[test]
    fn people_are_named_by_id_or_by_name() {
        let survey = survey(&[STAFF, ("ties.csv", "van;naar\nAn;b\nb;CAS\n")]);
        assert_eq!(ties(&survey), ["1 teaching_talk a>b 1/0 Reported", "1 teaching_talk b>c 1/0 Reported"]);
    }

    #[test]
    fn the_reporter_is_an_end_in_any_of_its_names_or_one_of_the_two() {
        let text = "from,to,relation,reporter\na,b,class_visit,van\na,b,class_visit,naar\nb,c,class_visit,c\n\
                    c,a,class_visit,C\nb,a,class_visit,b\n";
        let survey = survey(&[STAFF, ("ties.csv", text)]);
        let says: Vec<_> = survey.ties.iter().map(|t| (t.from, t.to, t.from_says > 0.0, t.to_says > 0.0)).collect();
        assert_eq!(says, [(0, 1, true, true), (1, 0, true, false), (1, 2, false, true), (2, 0, true, false)]);
        assert!(survey.notices.iter().any(|n| matches!(n, Notice::UnknownValue { written, .. } if written == "C")));
    }

    #[test]
    fn a_question_in_the_column_for_relations_says_who_filled_it_in() {
        let survey = survey(&[
            STAFF,
            ("ties.csv", "from,to,vraag\na,b,Wie was bij u in de klas?\n"),
            (
                "study.toml",
                "[questions]\n\"Wie was bij u in de klas?\" = { relation = \"class_visit\", reporter = \"to\" }\n",
            ),
        ]);
        assert_eq!(ties(&survey), ["1 class_visit a>b 0/1 Reported"]);
    }

    #[test]
    fn what_goes_with_a_tie_is_kept() {
        let text =
            "from,to,initiatief,onderwerp,nabespreking\na,b,eigen,taal,ja\nb,a,ingedeeld,rekenen,nee\nc,a,,taal,\n";
        let survey = survey(&[STAFF, ("ties.csv", text)]);
        assert_eq!(survey.topics, ["rekenen", "taal"]);
        let seen: Vec<_> = survey.ties.iter().map(|t| (t.initiative, t.topic, t.feedback)).collect();
        let want =
            [(Initiative::Own, 1, Some(true)), (Initiative::Assigned, 0, Some(false)), (Initiative::NotSaid, 1, None)];
        assert_eq!(seen, want);
    }

    #[test]
    fn somebody_unknown_is_added_outside_every_denominator_when_asked_for() {
        let settings = ReadSettings { add_unknown: true, ..ReadSettings::default() };
        let files = [STAFF, ("ties.csv", "from,to\na,zz\na,yy@elders.nl\nzz,a\n")];
        let (_, survey) = read_with(&files, &settings).expect("a survey");
        let outside: Vec<_> = survey.people.iter().filter(|p| p.outside).map(|p| p.id.as_str()).collect();
        assert_eq!((outside, survey.ties.len()), (vec!["zz", "p005"], 3));
        let staff = &survey.waves[0].staff;
        assert!(staff[3..].iter().all(|s| s.school.is_none() && s.response == Response::NotAsked));
        assert!(survey.notices.contains(&Notice::AddedPeople { people: 2 }));
    }

    #[test]
    fn who_asked_to_be_taken_off_the_list_is_in_no_tie() {
        let survey = survey(&[
            ("teachers.csv", "id,name,verwijderd\na,An,\nb,Bo,ja\nc,Cas,\n"),
            ("ties.csv", "from,to\na,b\nb,c\na,c\n"),
        ]);
        assert_eq!((survey.ties.len(), aside(&survey, Aside::Removed)), (1, 2));
        let seat = &survey.waves[0].staff[1];
        assert_eq!((seat.removed, seat.response), (true, Response::DidNotAnswer));
        assert_eq!(survey.people[1].name, None);
    }

    #[test]
    fn ranks_are_strongest_at_one() {
        let survey = survey(&[
            STAFF,
            ("ties.csv", "from,to,value\na,b,1\na,c,3\nb,c,2\n"),
            ("study.toml", "[[ties]]\nrank = true\nat_least = 2\n"),
        ]);
        assert_eq!(ties(&survey), ["1 teaching_talk a>b 3/0 Reported", "1 teaching_talk b>c 2/0 Reported"]);
        assert_eq!(survey.ledger.files[0].no, 1);
    }

    #[test]
    fn ties_across_schools_are_set_aside_where_people_could_not_name_them() {
        let files = [
            ("teachers.csv", "id,school\na,S\nb,S;T\nc,T\nd,\n"),
            ("ties.csv", "from,to\na,b\nb,c\na,c\na,d\n"),
            ("study.toml", "[[ties]]\nasked_within = \"school\"\n"),
        ];
        let survey = survey(&files);
        assert_eq!((survey.ties.len(), aside(&survey, Aside::AcrossSchools)), (2, 2));
        assert!(survey.questions.iter().all(|q| q.within_school));
    }

    #[test]
    fn people_who_filled_every_line_of_the_form_are_counted() {
        let survey =
            survey(&[STAFF, ("ties.csv", "from,to\na,b\na,c\nb,a\n"), ("study.toml", "[[ties]]\nmax_names = 2\n")]);
        assert!(survey.notices.iter().any(|n| matches!(n, Notice::LimitedByForm { max_names: 2, people: 1, .. })));
    }
}
