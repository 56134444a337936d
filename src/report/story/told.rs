//! One wave of the findings, as the chapters ask for it.

use super::{Cell, Chapter, Head, Table};
use crate::findings::{
    Block, Channel, Column, End, Findings, Kind, Response, Scope, StaffInfo, Tally, Value, WaveInfo, Why,
};
use crate::words::numbers::FEWEST_FOR_PERCENT;
use crate::words::{Answers, Basis, Beyond, Doors, Heading, Say, WhyNoRate, Words};

/// The wave that is told, its findings and the words for them.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) findings: &'a Findings,
    pub(crate) words: &'a dyn Words,
    /// Index of the wave.
    pub(crate) wave: u32,
    pub(crate) info: &'a WaveInfo,
    /// The layer on which isolation and contacts are told: all relations, else the first that was computed.
    pub(crate) main: Option<&'a str>,
    /// Whether it is hidden, of any row, how many doors that are not known were seen open by others. Then it is left out
    /// of every row: a column has one meaning, and its rows add up.
    hides_seen_open: bool,
}

/// What is known of doors in a school, or in all of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum DoorsAsked {
    /// The survey asked nothing that opens a door.
    No,
    /// Nobody here has a class of their own.
    NoTeachers,
    /// Hidden, because too few people stand behind it.
    Hidden,
    /// This is known.
    Yes(Doors),
}

impl<'a> Told<'a> {
    /// The last wave of which something was computed; none when nothing was.
    pub(crate) fn last(findings: &'a Findings, words: &'a dyn Words) -> Option<Told<'a>> {
        let wave = findings.blocks.iter().map(|b| b.wave).max().filter(|&w| (w as usize) < findings.waves.len())?;
        Some(Told::of(findings, words, wave))
    }

    /// A wave.
    pub(crate) fn of(findings: &'a Findings, words: &'a dyn Words, wave: u32) -> Told<'a> {
        let main = findings.main_layer(wave);
        let is_hidden = |block: &Block, row: usize| {
            block.value("open_doors_at_least", row) == Some(Value::Undefined(Why::Suppressed))
                && block.number("known", row).is_some()
        };
        let doors = findings.block(Scope::School, wave, Some("open_door"));
        let hides_seen_open = doors.is_some_and(|block| (0..=findings.group_row()).any(|row| is_hidden(block, row)));
        Told { findings, words, wave, info: &findings.waves[wave as usize], main, hides_seen_open }
    }

    pub(crate) fn say(&self, what: Say) -> String {
        self.words.say(what).to_owned()
    }

    /// A block of this wave.
    pub(crate) fn block(&self, scope: Scope, layer: Option<&str>) -> Option<&'a Block> {
        self.findings.block(scope, self.wave, layer)
    }

    /// A figure of a whole layer.
    pub(crate) fn of_layer(&self, layer: &str, measure: &str) -> Option<f64> {
        self.block(Scope::Layer, Some(layer))?.number(measure, 0)
    }

    /// A layer's name, as it stands within a sentence.
    pub(crate) fn layer_name(&self, id: &str) -> String {
        if let Some(name) = self.words.layer(id) {
            return name.to_owned();
        }
        let relation = self.findings.relations.iter().find(|r| r.id == id);
        relation.map_or_else(|| id.replace('_', " "), |r| self.words.relation(r).to_owned())
    }

    /// Everybody on the roster, those added because they were named left out.
    pub(crate) fn staff(&self) -> impl Iterator<Item = (usize, &'a StaffInfo)> + use<'a> {
        let people = &self.findings.people;
        self.info.staff.iter().enumerate().filter(|(_, s)| !people.get(s.person as usize).is_some_and(|p| p.outside))
    }

    /// The people of a row of the school blocks.
    pub(crate) fn staff_of(&self, row: usize) -> impl Iterator<Item = (usize, &'a StaffInfo)> + use<'a> {
        let (info, people) = (self.info, &self.findings.people);
        let (all, own) = if row == self.findings.group_row() {
            (info.staff.len(), &[][..])
        } else {
            (0, info.of_school(row as u32))
        };
        let here = (0..all).chain(own.iter().map(|&p| p as usize)).map(|p| (p, &info.staff[p]));
        here.filter(|(_, s)| !people.get(s.person as usize).is_some_and(|p| p.outside))
    }

    /// How many people there are, in an edition without them.
    pub(crate) fn tally(&self) -> Option<&'a Tally> {
        self.findings.tallies.iter().find(|t| t.wave == self.wave)
    }

    /// How many people there are in a row of the school blocks; none when that is not shown.
    pub(crate) fn people(&self, row: usize) -> Option<u64> {
        if let Some(tally) = self.tally() {
            return tally.people.get(row).and_then(|v| v.number()).map(|n| n as u64);
        }
        if row == self.findings.group_row() {
            return Some(self.info.everybody(&self.findings.people).people);
        }
        Some(self.staff_of(row).count() as u64)
    }

    /// How many people are in no school; nobody where that cannot be told from what is shown.
    pub(crate) fn without_school(&self) -> u64 {
        if self.schools().len() < self.findings.schools.len() && self.tally().is_some() {
            return 0;
        }
        let in_schools = self.schools().into_iter().map(|s| self.people(s)).sum::<Option<u64>>();
        let all = self.people(self.findings.group_row());
        all.zip(in_schools).map_or(0, |(all, some)| all.saturating_sub(some))
    }

    /// Why the row of everybody is more than the rows of a table together: what it counts that they do not. Nothing where
    /// it is not more, or where a cell is hidden. What does not apply to a school counts nothing there.
    pub(crate) fn beyond_rows(
        &self,
        table: &Table,
        column: usize,
        without: u64,
        beyond: Beyond,
    ) -> Option<super::Block> {
        let number = |row: &Vec<Cell>| match row.get(column) {
            Some(Cell::Number(_, n)) => Some(*n),
            Some(Cell::Missing(why)) if *why != self.words.why(Why::Suppressed) => Some(0.0),
            _ => None,
        };
        let (all, rows) = table.rows.split_last()?;
        let some = rows.iter().map(number).sum::<Option<f64>>()?;
        let is_more = !rows.is_empty() && number(all)? > some + 0.5;
        is_more.then(|| super::Block::Note(self.words.beyond_rows(without, beyond)))
    }

    /// How many people there are, in a cell.
    pub(crate) fn people_cell(&self, row: usize) -> Cell {
        self.people(row).map_or_else(|| self.not_shown(), |n| self.counted(n))
    }

    /// A cell that is hidden.
    pub(crate) fn not_shown(&self) -> Cell {
        Cell::Missing(self.words.why(Why::Suppressed).into())
    }

    /// Whether a figure of a layer, or of one of its rows of schools, is there and hidden.
    pub(crate) fn is_hidden(&self, scope: Scope, layer: Option<&str>, measure: &str, row: usize) -> bool {
        let value = self.block(scope, layer).and_then(|b| b.value(measure, row));
        value == Some(Value::Undefined(Why::Suppressed))
    }

    /// Schools with somebody in them in this wave, in roster order.
    pub(crate) fn schools(&self) -> Vec<usize> {
        if let Some(tally) = self.tally() {
            let is_there = |&s: &usize| tally.people.get(s).is_some_and(|v| v.number() != Some(0.0));
            return (0..self.findings.schools.len()).filter(is_there).collect();
        }
        (0..self.findings.schools.len()).filter(|&s| self.staff_of(s).next().is_some()).collect()
    }

    /// Rows of a school block: each school that is there, and all together when there are several.
    pub(crate) fn school_rows(&self) -> Vec<(usize, String)> {
        let schools = self.schools();
        let all = (schools.len() > 1).then(|| (self.findings.group_row(), self.words.all_schools().to_owned()));
        schools.into_iter().map(|s| (s, self.findings.schools[s].label().to_owned())).chain(all).collect()
    }

    /// Who answered, of everybody or of a row of the school blocks.
    pub(crate) fn answers(&self, row: usize) -> Answers {
        if let Some(tally) = self.tally() {
            let number = |of: &[Value]| of.get(row).and_then(|v| v.number()).map(|n| n as u64);
            let both = number(&tally.asked).zip(number(&tally.answered));
            let (asked, answered) = both.unwrap_or_default();
            return Answers { answered, asked, known: self.info.response_known, hidden: both.is_none() };
        }
        let mut answers = Answers { known: self.info.response_known, ..Answers::default() };
        if row == self.findings.group_row() {
            let all = self.info.everybody(&self.findings.people);
            (answers.asked, answers.answered) = (all.asked, all.answered);
            return answers;
        }
        for (_, s) in self.staff_of(row) {
            answers.asked += u64::from(s.response != Response::NotAsked);
            answers.answered += u64::from(s.response == Response::Answered);
        }
        answers
    }

    /// Who answered, of everybody.
    pub(crate) fn everybody(&self) -> Answers {
        self.answers(self.findings.group_row())
    }

    /// Over which ties and people a figure of a layer stands.
    pub(crate) fn basis(&self, layer: &str) -> String {
        let is_hidden = self.is_hidden(Scope::Layer, Some(layer), "ties", 0);
        let ties = (!is_hidden).then(|| self.of_layer(layer, "ties").unwrap_or(0.0) as u64);
        let name = self.layer_name(layer);
        let people = self.people(self.findings.group_row());
        self.words.basis(&Basis { ties, layer: &name, people, response: self.everybody() })
    }

    /// The lines under the title.
    pub(crate) fn about(&self) -> Vec<String> {
        let words = self.words;
        let mut lines: Vec<String> = self.wave_line().into_iter().collect();
        let schools = self.schools();
        // An edition of one school out of several says which.
        if let [one] = schools[..] {
            let name = self.findings.schools[one].name.clone().filter(|n| *n != self.findings.title);
            lines.splice(0..0, name);
        }
        let schools = schools.len() as u64;
        lines.push(match self.people(self.findings.group_row()) {
            Some(people) => words.about_people(people, self.without_school(), schools),
            None => words.many(schools, crate::words::numbers::Noun::School),
        });
        lines.push(words.answered(self.everybody()));
        lines
    }

    /// Which wave this is; nothing when there is one and the study gave it no name.
    pub(crate) fn wave_line(&self) -> Option<String> {
        let unnamed = self.findings.waves.len() == 1 && self.info.id == "1" && self.info.period.is_none();
        (!unnamed).then(|| self.words.about_wave(&self.info.id, self.info.period.as_deref()))
    }

    /// Whether the survey asked anything in this wave that opens a door, and which end.
    pub(crate) fn door_ends(&self) -> (bool, bool) {
        let opens = |id: &str| {
            self.findings.relations.iter().any(|r| r.id == id && r.openness >= 3 && r.channel == Channel::Peer)
        };
        let directed = |id: &str| self.findings.relations.iter().any(|r| r.id == id && r.directed);
        let asked = || self.findings.questions.iter().filter(|q| q.wave == self.wave && opens(&q.relation));
        // Teaching together is told by either end: it says nothing of whom visits were asked about.
        let some_directed = asked().any(|q| directed(&q.relation));
        let mut ends = (false, false);
        for q in asked().filter(|q| !some_directed || directed(&q.relation)) {
            ends.0 |= q.end == End::From || !directed(&q.relation);
            ends.1 |= q.end == End::To || !directed(&q.relation);
        }
        ends
    }

    /// What is known of doors in a row of the school blocks.
    pub(crate) fn doors(&self, row: usize) -> DoorsAsked {
        let Some(block) = self.block(Scope::School, Some("open_door")) else { return DoorsAsked::No };
        let count = |measure: &str| block.number(measure, row).map(|n| n.round() as u64);
        // The count among the known is empty where forms are missing; what was seen open is a number whenever it was asked.
        match block.value("open_doors_at_least", row) {
            Some(Value::Number(_)) => {}
            Some(Value::Undefined(Why::Suppressed)) if block.number("known", row).is_some() => {}
            Some(Value::Undefined(Why::Suppressed)) => return DoorsAsked::Hidden,
            _ => return DoorsAsked::No,
        }
        // Where it is hidden how many more there are, what is known is all that is told.
        let beyond_hidden = block.value("eligible", row) == Some(Value::Undefined(Why::Suppressed));
        let eligible = count(if beyond_hidden { "known" } else { "eligible" }).unwrap_or(0);
        if eligible == 0 {
            return DoorsAsked::NoTeachers;
        }
        let (known, open) = (count("known").unwrap_or(0), count("open_doors").unwrap_or(0));
        let of_known = |measure: &str| block.number(measure, row).map(|r| (r * known as f64).round() as u64);
        let both = |a: &str, b: &str| block.number(a, row).zip(block.number(b, row));
        let no_rate = block.number("open_door_rate", row).is_none().then(|| {
            let (from, to) = self.door_ends();
            let answers = self.everybody();
            let missing = answers.asked.saturating_sub(answers.answered);
            if from && !to && missing > 0 { WhyNoRate::OnlyVisitors(missing) } else { WhyNoRate::NobodyKnown }
        });
        let seen_hidden = no_rate.is_none() && self.hides_seen_open;
        if no_rate.is_some() && block.number("open_doors_at_least", row).is_none() {
            return DoorsAsked::Hidden;
        }
        let told = |measure: &str| count(measure).filter(|_| !seen_hidden);
        DoorsAsked::Yes(Doors {
            eligible,
            known,
            open,
            at_least: told("open_doors_at_least").unwrap_or(open),
            unknown: told("door_unknown").unwrap_or(eligible.saturating_sub(known)),
            no_rate,
            stability: both("open_door_rate_ci_low", "open_door_rate_ci_high"),
            reporting: of_known("open_door_rate_confirmed").zip(of_known("open_door_rate_either")),
            broad: block.number("open_door_rate_broad", row),
            response_known: self.info.response_known,
            beyond_hidden,
            seen_hidden,
        })
    }

    /// How the picture of all schools is read: of one of them at least it is told how many have no tie, or of none.
    pub(crate) fn overview_reads(&self) -> Say {
        let isolates = |s: usize| self.block(Scope::School, self.main)?.number("isolates", s);
        if self.schools().into_iter().any(|s| isolates(s).is_some()) {
            Say::OverviewReads
        } else {
            Say::OverviewReadsHidden
        }
    }

    /// The rungs of the ladder as they are told: each by itself, or, where one to four people of a row would stand on
    /// one, the two of closed and the two of open doors together, in every row, so that rows can be compared.
    pub(crate) fn ladder(&self) -> &'static [&'static [u8]] {
        let outer = ["depth_0", "depth_1", "depth_3", "depth_4"];
        let block = self.block(Scope::School, Some("open_door"));
        let hidden = |row, m: &str| block.and_then(|b| b.value(m, row)) == Some(Value::Undefined(Why::Suppressed));
        let some = |row| !hidden(row, "depth_2") && outer.iter().any(|m| hidden(row, m));
        let is_any = self.school_rows().iter().any(|(row, _)| some(*row));
        if is_any { &[&[0, 1], &[2], &[3, 4]] } else { &[&[0], &[1], &[2], &[3], &[4]] }
    }

    /// Known teachers on each step of the [ladder](Told::ladder), in a row of the school blocks; none when no rung was
    /// asked about.
    pub(crate) fn rungs(&self, ladder: &[&[u8]], row: usize) -> Option<Vec<u64>> {
        let block = self.block(Scope::School, Some("open_door"))?;
        let known = block.number("known", row)?;
        let shares = ["depth_0", "depth_1", "depth_2", "depth_3", "depth_4"].map(|measure| block.number(measure, row));
        let counts = shares.map(|s| (s.unwrap_or(0.0) * known).round() as u64);
        if ladder.len() == counts.len() {
            return shares.iter().any(Option::is_some).then(|| counts.to_vec());
        }
        let open = block.number("open_doors", row)? as u64;
        let is_told = !self.is_hidden(Scope::School, Some("open_door"), "depth_2", row);
        is_told.then(|| vec![(known as u64).saturating_sub(open + counts[2]), counts[2], open])
    }

    /// Why no rungs are told in a row of the school blocks.
    pub(crate) fn why_no_rungs(&self, row: usize) -> Why {
        let hidden = |m: &&str| self.is_hidden(Scope::School, Some("open_door"), m, row);
        if ["depth_0", "depth_3", "known"].iter().any(hidden) { Why::Suppressed } else { Why::CannotTell }
    }

    /// Whether no question of this wave could be answered about another school.
    pub(crate) fn is_within_schools(&self) -> bool {
        let mut questions = self.findings.questions.iter().filter(|q| q.wave == self.wave).peekable();
        questions.peek().is_some() && questions.all(|q| q.within_school)
    }

    /// A cell of a column.
    pub(crate) fn cell(&self, block: &Block, measure: &str, row: usize) -> Cell {
        block.column(measure).map_or_else(|| Cell::Missing("–".into()), |c| self.cell_of(c, row))
    }

    fn cell_of(&self, column: &Column, row: usize) -> Cell {
        if row >= column.len() {
            return Cell::Missing("–".into());
        }
        match (column.of(row), &column.kind) {
            (Value::Undefined(why), _) => Cell::Missing(self.words.why(why).into()),
            (Value::Number(x), Kind::Count) => Cell::Number(self.words.count(x.max(0.0).round() as u64), x),
            (Value::Number(x), Kind::YesNo) => Cell::Number(self.words.yes_no(x > 0.5).into(), x),
            (Value::Number(_), Kind::Label(_)) => {
                let label = column.label(row).unwrap_or_default();
                let known = self.words.verdict(label).or_else(|| self.words.door_status(label));
                Cell::Text(known.map_or_else(|| label.replace('_', " "), str::to_owned))
            }
            (Value::Number(x), _) => {
                let digits = if x.abs() < 1e-12 {
                    0
                } else if x.abs() < 0.1 {
                    3
                } else {
                    2
                };
                Cell::Number(self.words.decimal(x, digits), x)
            }
        }
    }

    /// A count in a cell.
    pub(crate) fn counted(&self, n: u64) -> Cell {
        Cell::Number(self.words.count(n), n as f64)
    }

    /// `7 of 18 (39%)` in a cell, sorted by share; the percentage only when enough stand behind it.
    pub(crate) fn part_of(&self, part: u64, whole: u64) -> Cell {
        let share = if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        let text = self.words.of(part, whole);
        let text = if whole < FEWEST_FOR_PERCENT { text } else { format!("{text} ({})", self.words.percent(share)) };
        Cell::Number(text, share)
    }

    /// Who answered, in a cell.
    pub(crate) fn answered_cell(&self, row: usize) -> Cell {
        match self.answers(row) {
            Answers { hidden: true, .. } => self.not_shown(),
            Answers { asked: 0, .. } => Cell::Missing(self.words.why(Why::NotAsked).into()),
            Answers { known: false, .. } => Cell::Missing(self.words.response(Response::NotKnown).into()),
            Answers { answered, asked, .. } => self.part_of(answered, asked),
        }
    }

    /// A chapter.
    pub(crate) fn chapter(&self, id: &'static str, title: Say, blocks: Vec<super::Block>) -> Chapter {
        Chapter { id, title: self.say(title), blocks, is_reference: false }
    }
}

/// The head of a column of the report's own.
pub(crate) fn head(words: &dyn Words, heading: Heading) -> Head {
    let number = !matches!(
        heading,
        Heading::School
            | Heading::Layer
            | Heading::Counts
            | Heading::Relation
            | Heading::Family
            | Heading::Step
            | Heading::EndAsked
            | Heading::Where
            | Heading::File
            | Heading::Reason
            | Heading::FirstPlaces
            | Heading::Wave
            | Heading::Period
            | Heading::Kind
            | Heading::Status
            | Heading::Who
            | Heading::ReadAs
            | Heading::Fingerprint
            | Heading::FirstLayer
            | Heading::SecondLayer
            | Heading::FromSchool
            | Heading::Name
            | Heading::Number
            | Heading::HowToRead
            | Heading::Phase
            | Heading::WorkingDays
            | Heading::Receives
            | Heading::Setting
            | Heading::Value
            | Heading::Meaning
    );
    Head { text: words.heading(heading).into(), number, reads: None }
}

/// The head of a measure's column, with how to read it.
pub(crate) fn measure_head(words: &dyn Words, scope: Scope, measure: &str) -> Head {
    let found = words.measure(scope, measure);
    Head {
        text: found.as_ref().map_or_else(|| measure.replace('_', " "), |m| m.label.to_string()),
        number: true,
        reads: found.map(|m| m.reads.into_owned()),
    }
}

/// A table with these heads.
pub(crate) fn table(words: &dyn Words, caption: Say, headings: &[Heading]) -> Table {
    Table {
        caption: words.say(caption).into(),
        heads: headings.iter().map(|&h| head(words, h)).collect(),
        ..Table::default()
    }
}
