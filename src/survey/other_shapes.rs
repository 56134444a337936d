//! Files that are read as a whole: matrices, forms with a row per respondent, network files.
//!
//! The formats give answers with names as written; here they become reports, or a line in the book of their file.

use super::desk::{Desk, Setting, Topic, setting_of};
use super::formats::{Answer, Answers, Detail, Frequency, Respondent, Shape};
use super::forms::{Fact, Row};
use super::frequencies::Frequency as Said;
use super::names::{Newcomers, Who};
use super::reports::{Report, Source};
use super::study::Blank;
use super::written::{end, initiative, yes_no};
use super::{Aside, End, Initiative, Tie};
use crate::error::{Field, Notice, Place, Result};
use std::collections::BTreeMap;

/// Labels of frequency that get a notice each.
const MOST_LABELS: usize = 10;

/// The answers of one file under the settings of the entries that it serves.
pub(crate) struct Given {
    pub(crate) answers: Answers,
    pub(crate) settings: Vec<Setting>,
    pub(crate) blank: Blank,
    /// For each question, what it asks.
    pub(crate) asks: Vec<Asks>,
    /// The wave of answers of which nothing is said.
    pub(crate) default_wave: Option<u32>,
    /// The book of the file.
    pub(crate) book: usize,
    /// Which attributes say something of the person who filled in a form, and what.
    pub(crate) facts: Vec<(usize, Field)>,
}

/// What a question of a file asks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asks {
    pub(crate) relation: u32,
    /// The end that the question itself says.
    pub(crate) end: Option<End>,
    /// The setting, when the order of the entries says it.
    pub(crate) setting: Option<usize>,
}

impl Given {
    /// Whether rows have a respondent, and names stand in the cells: the respondent may be either end.
    fn is_by_respondent(&self) -> bool {
        matches!(self.answers.shape, Shape::Matrix | Shape::Nominations | Shape::MultiSelect | Shape::Grid)
    }

    /// Whether something in it belongs to a wave that the study does not say.
    pub(crate) fn needs_a_wave(&self) -> bool {
        let silent = self.answers.answers.iter().any(|a| a.wave == Answer::NO_WAVE)
            || self.answers.respondents.iter().any(|r| r.wave == Answer::NO_WAVE)
            || self.answers.waves.is_empty();
        silent && self.settings.iter().any(|s| s.wave.is_none())
    }
}

/// A question in one wave under one setting.
#[derive(Clone, Copy)]
struct About {
    topic: Topic,
    setting: usize,
    /// Index into the reports' sources.
    source: u16,
}

/// One walk over the answers of a file.
struct Walk<'g> {
    given: &'g Given,
    who: Vec<Option<Who>>,
    waves: Vec<Option<u32>>,
    /// For each question and setting, the number of its source.
    sources: Vec<Vec<Option<u16>>>,
    labels: Vec<Said>,
    /// Frequencies that were not understood: what stands there, where first, how often.
    unknown: Vec<(String, Place, u64)>,
    detail: usize,
}

/// What becomes of an answer.
enum Fate {
    Kept(Report),
    No,
    Aside(Aside),
}

/// Reads the answers of a file: each becomes a report, or a line in its book.
pub(crate) fn read(given: &Given, desk: &mut Desk<'_>) -> Result<()> {
    let answers = &given.answers;
    let missing: Vec<String> = given.settings.iter().flat_map(|s| s.missing.iter().cloned()).collect();
    let labels = answers.labels.iter().map(|label| desk.scale.read(label, &missing)).collect();
    desk.seen.reading.clone_from(&answers.file);
    let place = || Place::file(&answers.file);
    let waves = answers.waves.iter().map(|label| desk.waves.find(label, place, &mut desk.seen)).collect();
    let mut walk = Walk {
        given,
        who: vec![None; answers.people.len()],
        waves,
        sources: vec![vec![None; given.settings.len()]; answers.questions.len()],
        labels,
        unknown: Vec::new(),
        detail: 0,
    };
    // Without a staff list everybody in the file is there, whether somebody names them or not.
    if desk.people.newcomers == Newcomers::Everybody {
        (0..answers.people.len() as u32).for_each(|person| _ = walk.who(person, desk));
    }
    // Where the file says of each answer who gave it, the answers show which end was asked.
    if !answers.details.iter().any(|detail| detail.field == Field::Reporter) {
        for question in 0..answers.questions.len() as u32 {
            walk.ask(question, desk);
        }
    }
    for (number, answer) in answers.answers.iter().enumerate() {
        walk.answer(number as u32, *answer, desk)?;
    }
    walk.count_zeros(desk);
    walk.respondents(desk)?;
    walk.facts(desk);
    let book = &mut desk.reports.books[given.book];
    book.answers += answers.read();
    book.no += answers.zeros;
    for (&why, count) in &answers.aside {
        book.set_all_aside(why, count);
    }
    for (label, place, answers) in walk.unknown {
        desk.seen.notice(Notice::UnknownFrequency { place, label, answers });
    }
    if let Some(earlier) = answers.aside.get(&Aside::EarlierForm) {
        let place = earlier.first.first().cloned().unwrap_or_default();
        desk.seen.notice(Notice::EarlierForm { place, answers: earlier.answers });
    }
    if let Some(incomplete) = answers.aside.get(&Aside::Incomplete) {
        let place = incomplete.first.first().cloned().unwrap_or_default();
        let missing = if given.is_by_respondent() { Field::From } else { Field::To };
        desk.seen.notice(Notice::IncompleteRow { place, missing, rows: incomplete.answers });
    }
    Ok(())
}

impl<'g> Walk<'g> {
    /// Who is meant by a name of the file.
    fn who(&mut self, person: u32, desk: &mut Desk<'_>) -> Who {
        let written = &self.given.answers.people[person as usize];
        *self.who[person as usize].get_or_insert_with(|| desk.people.find(written))
    }

    /// What a question asks in a wave; none when nothing says which wave.
    fn about(&mut self, question: u32, wave: u32, desk: &mut Desk<'_>) -> Option<About> {
        let given = self.given;
        let asks = given.asks[question as usize];
        let said = self.waves.get(wave as usize).copied().flatten();
        let setting = asks.setting.unwrap_or_else(|| setting_of(&given.settings, Some(asks.relation), said));
        let of = &given.settings[setting];
        let wave = said.or(of.wave).or(given.default_wave)?;
        let by = asks.end.or(of.reporter).unwrap_or(End::From);
        let form = given.answers.questions[question as usize].max_names;
        let source = *self.sources[question as usize][setting].get_or_insert_with(|| {
            let max_names = of.source.max_names.or(form);
            desk.reports.sources.push(Source { max_names, ..of.source });
            (desk.reports.sources.len() - 1) as u16
        });
        Some(About { topic: Topic { wave, relation: asks.relation, by }, setting, source })
    }

    /// The waves that the file names, by their number in it; where it names none, that of answers of which nothing is said.
    fn waves_of_file(&self) -> Vec<u32> {
        if self.waves.is_empty() { vec![Answer::NO_WAVE] } else { (0..self.waves.len() as u32).collect() }
    }

    /// Remembers that a question was asked in each wave that the file has.
    fn ask(&mut self, question: u32, desk: &mut Desk<'_>) {
        for wave in self.waves_of_file() {
            if let Some(about) = self.about(question, wave, desk) {
                self.asked(about, about.topic, desk);
            }
        }
    }

    fn asked(&self, about: About, topic: Topic, desk: &mut Desk<'_>) {
        let within = self.given.settings[about.setting].within_school;
        let source = desk.reports.sources[about.source as usize];
        desk.reports.ask(topic.wave, topic.relation, topic.by, within, source);
    }

    fn answer(&mut self, number: u32, answer: Answer, desk: &mut Desk<'_>) -> Result<()> {
        let given = self.given;
        let details = self.details(number);
        let relation = given.asks[answer.question as usize].relation;
        let both_ways = answer.undirected && desk.relations.list[relation as usize].directed;
        let backwards = Answer { from: answer.to, to: answer.from, ..answer };
        for turn in 0..=usize::from(both_ways) {
            let fate = self.fate(if turn == 0 { answer } else { backwards }, details, desk)?;
            let book = &mut desk.reports.books[given.book];
            // A tie without direction of a relation that has one is two answers.
            book.answers += turn as u64;
            match fate {
                Fate::No => book.no += 1,
                Fate::Aside(why) => book.set_aside_at(why, &given.answers.place(&answer)),
                Fate::Kept(report) => desk.keep(report, &given.answers.file)?,
            }
        }
        Ok(())
    }

    /// The particulars of an answer; they stand in the order of the answers.
    fn details(&mut self, number: u32) -> &'g [Detail] {
        let all = &self.given.answers.details;
        let from = self.detail;
        self.detail += all[from..].iter().take_while(|d| d.answer == number).count();
        &all[from..self.detail]
    }

    /// An answer of no; that of somebody whom nobody knows is set aside.
    fn no(&self, answer: &Answer, reporter: Who, desk: &mut Desk<'_>) -> Result<Fate> {
        let Who::Unknown(number) = reporter else { return Ok(Fate::No) };
        let answers = &self.given.answers;
        desk.keep_unknown(number, || answers.place(answer), &answers.file)?;
        Ok(Fate::Aside(Aside::UnknownPerson))
    }

    fn fate(&mut self, answer: Answer, details: &[Detail], desk: &mut Desk<'_>) -> Result<Fate> {
        let given = self.given;
        let Some(about) = self.about(answer.question, answer.wave, desk) else {
            return Ok(Fate::Aside(Aside::Incomplete));
        };
        let setting = &given.settings[about.setting];
        let is_host = given.is_by_respondent() && about.topic.by == End::To;
        let ends = if is_host { (answer.to, answer.from) } else { (answer.from, answer.to) };
        let (from, to) = (self.who(ends.0, desk), self.who(ends.1, desk));
        let by = self.reporter(details, ends, (from, to), desk).unwrap_or(about.topic.by);
        let topic = Topic { by, ..about.topic };
        let (reporter, named, named_text) = match by {
            End::From => (from, to, &given.answers.people[ends.1 as usize]),
            End::To => (to, from, &given.answers.people[ends.0 as usize]),
        };
        if given.answers.respondents.is_empty() {
            self.asked(about, topic, desk);
            if let Who::Person(person) = reporter {
                desk.reports.speaks(topic.wave, person);
            }
        }
        if named == Who::Nobody {
            return self.no(&answer, reporter, desk);
        }
        if !matches!(named, Who::Person(_)) && setting.missing.contains(named_text) {
            return Ok(Fate::Aside(Aside::MissingCode));
        }
        let said = self.frequency(&answer);
        if !setting.source.rank {
            self.count_said(topic, &answer, said, desk);
        }
        let frequency = match said {
            Said::Is(frequency) => frequency,
            Said::Missing => return Ok(Fate::Aside(Aside::MissingCode)),
            Said::Unknown => {
                desk.names_however_often(topic, reporter, named);
                return Ok(Fate::Aside(Aside::UnknownFrequency));
            }
        };
        if frequency <= 0.0 {
            return self.no(&answer, reporter, desk);
        }
        let source = desk.reports.sources[about.source as usize];
        desk.count_name(topic, source, reporter);
        let (Who::Person(from), Who::Person(to)) = (from, to) else {
            for who in [from, to] {
                if let Who::Unknown(number) = who {
                    desk.keep_unknown(number, || given.answers.place(&answer), &given.answers.file)?;
                }
            }
            desk.in_vain(topic, (reporter, named), Aside::UnknownPerson);
            return Ok(Fate::Aside(Aside::UnknownPerson));
        };
        if let Some(why) = desk.unusable(from, to, topic.wave, setting.within_school)? {
            desk.in_vain(topic, (reporter, named), why);
            return Ok(Fate::Aside(why));
        }
        if !source.rank && frequency < source.at_least {
            return Ok(Fate::No);
        }
        let mut report = Report {
            wave: topic.wave as u16,
            relation: topic.relation as u16,
            source: about.source,
            by,
            initiative: Initiative::NotSaid,
            feedback: None,
            from,
            to,
            frequency,
            line: answer.line,
            topic: Tie::NO_TOPIC,
        };
        for detail in details {
            match detail.field {
                Field::Initiative => report.initiative = initiative(&detail.text).unwrap_or(Initiative::NotSaid),
                Field::Feedback => report.feedback = yes_no(&detail.text),
                Field::Topic => report.topic = desk.reports.topics.index(&detail.text),
                _ => {}
            }
        }
        Ok(Fate::Kept(report))
    }

    /// Which end an answer says that it is from: one of the two, by any name.
    fn reporter(&self, details: &[Detail], ends: (u32, u32), who: (Who, Who), desk: &mut Desk<'_>) -> Option<End> {
        let said = &details.iter().find(|d| d.field == Field::Reporter)?.text;
        let people = &self.given.answers.people;
        if *said == people[ends.0 as usize] {
            return Some(End::From);
        }
        if *said == people[ends.1 as usize] {
            return Some(End::To);
        }
        let known = |desk: &mut Desk<'_>| desk.people.known(said).map(Who::Person);
        end(said).or_else(|| match known(desk) {
            Some(person) if person == who.0 => Some(End::From),
            Some(person) if person == who.1 => Some(End::To),
            _ => None,
        })
    }

    fn frequency(&mut self, answer: &Answer) -> Said {
        let (said, text) = match answer.frequency {
            Frequency::Named => (Said::Is(1.0), None),
            Frequency::Number(number) if number >= 0.0 => (Said::Is(number as f32), None),
            // A negative number is some tool's code for "no answer", never a frequency.
            Frequency::Number(number) => (Said::Unknown, Some(number.to_string())),
            Frequency::Label(label) => {
                (self.labels[label as usize], Some(self.given.answers.labels[label as usize].clone()))
            }
        };
        if let (Said::Unknown, Some(text)) = (said, text) {
            let full = self.unknown.len() >= MOST_LABELS;
            match self.unknown.iter_mut().find(|(label, ..)| *label == text || (full && label == "…")) {
                Some((.., times)) => *times += 1,
                None => {
                    let label = if full { "…".to_owned() } else { text };
                    self.unknown.push((label, self.given.answers.place(answer), 1));
                }
            }
        }
        said
    }

    /// Remembers what was answered to how often, as it was written. Who is only named said nothing of it.
    fn count_said(&self, topic: Topic, answer: &Answer, said: Said, desk: &mut Desk<'_>) {
        let key = (topic.wave, topic.relation, topic.by);
        match answer.frequency {
            Frequency::Named => {}
            Frequency::Number(number) => desk.scales.count(key, &number.to_string(), said, 1),
            Frequency::Label(label) => desk.scales.count(key, &self.given.answers.labels[label as usize], said, 1),
        }
    }

    /// Remembers how often 0 was answered, of questions in one wave.
    fn count_zeros(&mut self, desk: &mut Desk<'_>) {
        let wave = if self.waves.len() == 1 { 0 } else { Answer::NO_WAVE };
        if self.waves.len() > 1 {
            return;
        }
        for (question, &zeros) in (0..).zip(&self.given.answers.zeros_of) {
            if let Some(about) = self.about(question, wave, desk).filter(|_| zeros > 0) {
                let Topic { wave, relation, by } = about.topic;
                desk.scales.count((wave, relation, by), "0", Said::Is(0.0), zeros);
            }
        }
    }

    /// Remembers what people said of themselves, each in the wave of the form on which it stands.
    fn facts(&mut self, desk: &mut Desk<'_>) {
        let given = self.given;
        let waves = self.waves_of_file();
        for &(at, field) in &given.facts {
            let attribute = &given.answers.attributes[at];
            let mut say = |person: u32, wave: u32, text: &str| {
                let Who::Person(person) = self.who(person, desk) else { return };
                let said = self.waves.get(wave as usize).copied().flatten();
                let Some(wave) = said.or(given.settings[0].wave).or(given.default_wave) else { return };
                let place = Place::file(&given.answers.file).column(&attribute.name);
                desk.forms.say_of(Fact { wave, person, field, text: text.to_owned(), place });
            };
            attribute.on_forms.iter().for_each(|(person, wave, text)| say(*person, *wave, text));
            // A network file says it once, for all its waves.
            let once = attribute.values.iter().enumerate().filter(|(_, text)| !text.is_empty());
            for (person, text) in once.filter(|_| attribute.on_forms.is_empty()) {
                waves.iter().for_each(|&wave| say(person as u32, wave, text));
            }
        }
    }

    /// Remembers who filled in what.
    fn respondents(&mut self, desk: &mut Desk<'_>) -> Result<()> {
        let answers = &self.given.answers;
        // Whoever is not on the list and named nobody has no answer that tells of them: their forms do.
        let mut quiet: BTreeMap<u32, (&Respondent, u64)> = BTreeMap::new();
        for respondent in &answers.respondents {
            let Some(about) = self.about(respondent.question, respondent.wave, desk) else { continue };
            let (filled, finished) = (respondent.filled > 0, respondent.finished);
            let Topic { wave, relation, by } = about.topic;
            let fact = desk.reports.fact(wave, relation, by);
            fact.forms += 1;
            fact.filled |= filled;
            let person = match self.who(respondent.person, desk) {
                Who::Person(person) => person,
                Who::Unknown(number) if filled && !desk.people.is_told(number) => {
                    quiet.entry(number).or_insert((respondent, 0)).1 += u64::from(respondent.filled);
                    continue;
                }
                _ => continue,
            };
            if filled && finished {
                desk.reports.speaks(wave, person);
            }
            desk.forms.add(Row { wave, relation, end: by, person, filled, finished, blank: self.given.blank });
        }
        for (number, (respondent, said)) in quiet {
            let place = || answers.cell(respondent.line, Answer::NO_COLUMN, respondent.question);
            for _ in 0..said {
                desk.keep_unknown(number, place, &answers.file)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::error::Notice;
    use crate::survey::sample::{survey, ties};

    const STAFF: (&str, &str) = ("teachers.csv", "id,naam\na,Jan Jansen\nb,Mies Bos\nc,Piet Smit\n");
    const TOML: (&str, &str) = (
        "study.toml",
        "[questions]\n\"Bij wie\" = \"class_visit\"\n\"Mag genoemd\" = { person = \"consent_named\" }\n",
    );

    #[test]
    fn consent_is_that_of_the_wave_in_which_it_was_given() {
        for rows in [
            "a,2026,b,nee\nb,2026,a,\na,2024,b,ja\nb,2024,a,ja\n",
            "a,2024,b,ja\nb,2024,a,ja\na,2026,b,nee\nb,2026,a,\n",
        ] {
            let form = format!("id,wave,Bij wie,Mag genoemd\n{rows}");
            let survey = survey(&[STAFF, ("ties.csv", &form), TOML]);
            let consent = |wave: usize| [0, 1].map(|person: usize| survey.waves[wave].staff[person].consent_named);
            assert_eq!((consent(0), consent(1)), ([Some(true), Some(true)], [Some(false), None]), "{rows}");
        }
    }

    #[test]
    fn somebody_not_on_the_list_who_answered_nobody_is_told() {
        let told = |rows: &str| {
            let form = format!("id,Bij wie,Mag genoemd\na,b,\nb,niemand,\n{rows}");
            let survey = survey(&[STAFF, ("ties.csv", &form), TOML]);
            let own = |notice: &Notice| match notice {
                Notice::UnknownPerson { written, answers, place, .. } => Some((written.clone(), *answers, place.line)),
                _ => None,
            };
            survey.notices.iter().filter_map(own).collect::<Vec<_>>()
        };
        assert_eq!(told("x9,niemand,\n"), [("x9".to_owned(), 1, Some(4))]);
        // Whoever wrote nothing did not answer, and whoever names somebody is counted with these answers.
        assert_eq!(told("x9,,ja\n"), []);
        assert_eq!(told("x9,b,\n"), [("x9".to_owned(), 1, Some(4))]);
    }

    #[test]
    fn of_two_forms_of_one_person_under_two_spellings_the_last_counts() {
        let form = "id,Bij wie\nJan Jansen,b\nb,niemand\n\"Jansen, Jan\",c\n";
        let survey = survey(&[STAFF, ("ties.csv", form), TOML]);
        assert_eq!(ties(&survey), ["1 class_visit a>c 1/0 Reported"]);
        assert!(survey.notices.iter().any(|n| matches!(n, Notice::EarlierForm { answers: 1, .. })));
    }
}
