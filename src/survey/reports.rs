//! What was reported, before two reports of one tie are put together.

use super::labels::Labels;
use super::ledger::Book;
use super::names::Who;
use super::{End, Initiative, Tie};
use std::collections::BTreeSet;

/// One answer that names a colleague. Undirected ties stand with the lower person first, and `by` says which of the
/// two spoke.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Report {
    pub(crate) wave: u16,
    pub(crate) relation: u16,
    /// Index into [`Reports::sources`].
    pub(crate) source: u16,
    pub(crate) by: End,
    pub(crate) initiative: Initiative,
    pub(crate) feedback: Option<bool>,
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) frequency: f32,
    pub(crate) line: u32,
    pub(crate) topic: u32,
}

impl Report {
    /// Where a report is still to come.
    pub(crate) const BLANK: Report = Report {
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

    /// The same report; of a relation without direction the lower person stands first.
    pub(crate) fn lower_first(self, directed: bool) -> Report {
        if directed || self.from <= self.to {
            return self;
        }
        Report { from: self.to, to: self.from, by: self.by.other(), ..self }
    }

    /// The person who spoke.
    pub(crate) fn reporter(&self) -> u32 {
        match self.by {
            End::From => self.from,
            End::To => self.to,
        }
    }
}

/// Reports in the order of files and lines, in stretches: none of millions is moved when more of them come.
#[derive(Debug, Default)]
pub(crate) struct Stretches {
    of: Vec<Vec<Report>>,
    len: usize,
}

impl Stretches {
    /// Room of a stretch to which reports come one by one.
    const ROOM: usize = 1 << 14;

    /// One more report.
    pub(crate) fn push(&mut self, report: Report) {
        match self.of.last_mut().filter(|last| last.len() < last.capacity()) {
            Some(last) => last.push(report),
            None => {
                let mut next = Vec::with_capacity(self.len.clamp(64, Self::ROOM));
                next.push(report);
                self.of.push(next);
            }
        }
        self.len += 1;
    }

    /// A stretch of reports behind the others.
    pub(crate) fn append(&mut self, stretch: Vec<Report>) {
        self.len += stretch.len();
        self.of.push(stretch);
    }

    /// How many reports there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The stretches.
    pub(crate) fn take(&mut self) -> Vec<Vec<Report>> {
        std::mem::take(self).of
    }

    fn iter(&self) -> impl Iterator<Item = &Report> {
        self.of.iter().flatten()
    }

    fn iter_mut(&mut self) -> impl Iterator<Item = &mut Report> {
        self.of.iter_mut().flatten()
    }

    fn retain_mut(&mut self, mut keeps: impl FnMut(&mut Report) -> bool) {
        self.of.iter_mut().for_each(|stretch| stretch.retain_mut(&mut keeps));
        self.len = self.of.iter().map(Vec::len).sum();
    }
}

/// Where reports come from: a file under one set of settings.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Source {
    /// Index into [`Reports::books`].
    pub(crate) book: usize,
    /// Frequencies are ranks, 1 is the strongest.
    pub(crate) rank: bool,
    /// The smallest frequency that counts as a tie.
    pub(crate) at_least: f32,
    /// The largest number of names.
    pub(crate) max_names: Option<u32>,
}

/// What is known of one question: a relation asked of one end in one wave.
#[derive(Debug, Default, Clone)]
pub(crate) struct Fact {
    /// It was asked.
    pub(crate) asked: bool,
    /// Somewhere people could name colleagues of all schools.
    pub(crate) freely: bool,
    /// Somewhere they could name colleagues of their own school only.
    pub(crate) within: bool,
    /// The largest number of names.
    pub(crate) max_names: Option<u32>,
    /// By person: how many names; only where the number is limited.
    pub(crate) names: Vec<u32>,
    /// The smallest cut.
    pub(crate) at_least: Option<f32>,
    /// Rows of a list asked it. A list has no row of a question at which nobody was named.
    pub(crate) listed: bool,
    /// On how many forms it stands.
    pub(crate) forms: u64,
    /// Something stands in it on one of them.
    pub(crate) filled: bool,
    /// Who named somebody else in it in an answer that was set aside.
    pub(crate) in_vain: BTreeSet<u32>,
    /// Who named whom in answers that were set aside because one of them is not found, or because how often is not
    /// understood.
    pub(crate) lost: BTreeSet<(Who, Who)>,
}

/// Marks a person in a wave.
fn mark(marks: &mut Vec<Vec<bool>>, wave: u32, person: u32) {
    let (wave, person) = (wave as usize, person as usize);
    if marks.len() <= wave {
        marks.resize_with(wave + 1, Vec::new);
    }
    if marks[wave].len() <= person {
        marks[wave].resize(person + 1, false);
    }
    marks[wave][person] = true;
}

fn is_marked(marks: &[Vec<bool>], wave: u32, person: u32) -> bool {
    marks.get(wave as usize).and_then(|of| of.get(person as usize)).copied().unwrap_or(false)
}

/// Everything that was reported.
#[derive(Debug, Default)]
pub(crate) struct Reports {
    /// In order of files and lines.
    pub(crate) list: Stretches,
    /// Where they come from.
    pub(crate) sources: Vec<Source>,
    /// A book per file.
    pub(crate) books: Vec<Book>,
    /// By wave and relation, for each end.
    facts: Vec<Vec<[Fact; 2]>>,
    /// By wave and person: said something.
    spoke: Vec<Vec<bool>>,
    /// By wave and person: named somebody, whether or not the answer could be used.
    named: Vec<Vec<bool>>,
    /// By wave and person: named somebody else, and that answer could not be used.
    in_vain: Vec<Vec<bool>>,
    /// By wave: the numbers of those who answered and are not found, so that it is not known whose answers these are.
    strangers: Vec<BTreeSet<u32>>,
    /// Topics as written.
    pub(crate) topics: Labels,
}

impl Reports {
    /// The number of the book of a file; a new one is opened.
    pub(crate) fn book_of(&mut self, file: &str) -> usize {
        let found = self.books.iter().position(|b| b.file == file);
        found.unwrap_or_else(|| {
            self.books.push(Book::of(file));
            self.books.len() - 1
        })
    }

    /// What is known of a question.
    pub(crate) fn fact(&mut self, wave: u32, relation: u32, end: End) -> &mut Fact {
        let (wave, relation) = (wave as usize, relation as usize);
        if self.facts.len() <= wave {
            self.facts.resize_with(wave + 1, Vec::new);
        }
        if self.facts[wave].len() <= relation {
            self.facts[wave].resize_with(relation + 1, Default::default);
        }
        &mut self.facts[wave][relation][end as usize]
    }

    /// Remembers that a question was asked, and how.
    pub(crate) fn ask(&mut self, wave: u32, relation: u32, end: End, within_school: bool, source: Source) -> &mut Fact {
        let fact = self.fact(wave, relation, end);
        fact.asked = true;
        fact.within |= within_school;
        fact.freely |= !within_school;
        fact.max_names = fact.max_names.max(source.max_names);
        let cut = source.at_least;
        fact.at_least = Some(fact.at_least.map_or(cut, |c| c.min(cut)));
        fact
    }

    /// Whether a question that the study file maps may have been asked in a wave though nothing shows it: of a list, for
    /// that has no row where nobody was named. A form shows what it asks: a heading that is not there was not asked.
    pub(crate) fn may_be_unseen(&self, wave: u32, relation: u32, end: End) -> bool {
        let Some(facts) = self.facts.get(wave as usize) else { return false };
        let own = facts.get(relation as usize);
        if own.is_some_and(|own| own[end as usize].forms > 0) {
            return false;
        }
        let is_listed = own.into_iter().flatten().any(|fact| fact.asked && fact.listed);
        let lists_only = facts.iter().flatten().all(|fact| fact.listed || (!fact.asked && fact.forms == 0));
        is_listed || (lists_only && self.is_asked_in(wave))
    }

    /// Whether there are forms of a wave.
    pub(crate) fn has_forms(&self, wave: u32) -> bool {
        self.facts.get(wave as usize).is_some_and(|facts| facts.iter().flatten().any(|fact| fact.forms > 0))
    }

    /// Questions in which nothing stands on any form of a wave were not asked then: an export keeps a column for them, and
    /// an empty one does not say that everybody meant nobody. Gives wave, relation and end of each, and how many forms.
    pub(crate) fn take_back_empty(&mut self) -> Vec<(u32, u32, End, u64)> {
        let mut taken = Vec::new();
        for (wave, facts) in (0..).zip(&mut self.facts) {
            for (relation, ends) in (0..).zip(facts) {
                for (end, fact) in [End::From, End::To].into_iter().zip(ends) {
                    if fact.asked && fact.forms > 0 && !fact.filled && !fact.listed {
                        fact.asked = false;
                        taken.push((wave, relation, end, fact.forms));
                    }
                }
            }
        }
        taken
    }

    /// What is known of a question, without asking for more.
    pub(crate) fn known_fact(&self, wave: u32, relation: u32, end: End) -> Option<&Fact> {
        let fact = &self.facts.get(wave as usize)?.get(relation as usize)?[end as usize];
        fact.asked.then_some(fact)
    }

    /// Whether anything was asked in a wave.
    pub(crate) fn is_asked_in(&self, wave: u32) -> bool {
        self.facts.get(wave as usize).is_some_and(|f| f.iter().flatten().any(|f| f.asked))
    }

    /// Remembers that somebody said something.
    pub(crate) fn speaks(&mut self, wave: u32, person: u32) {
        mark(&mut self.spoke, wave, person);
    }

    /// Remembers that somebody named somebody.
    pub(crate) fn names(&mut self, wave: u32, person: u32) {
        mark(&mut self.named, wave, person);
    }

    /// Whether somebody named anybody in a wave, be it somebody whose answer was set aside.
    pub(crate) fn named(&self, wave: u32, person: u32) -> bool {
        is_marked(&self.named, wave, person)
    }

    /// Remembers that somebody named somebody else in an answer that is set aside.
    pub(crate) fn names_in_vain(&mut self, wave: u32, person: u32) {
        mark(&mut self.in_vain, wave, person);
    }

    /// Remembers that somebody who is not found named somebody.
    pub(crate) fn hears_a_stranger(&mut self, wave: u32, number: u32) {
        let wave = wave as usize;
        if self.strangers.len() <= wave {
            self.strangers.resize(wave + 1, BTreeSet::new());
        }
        self.strangers[wave].insert(number);
    }

    /// Whether somebody named somebody else in an answer that was set aside.
    pub(crate) fn named_in_vain(&self, wave: u32, person: u32) -> bool {
        is_marked(&self.in_vain, wave, person)
    }

    /// Of some who answered in a wave, those who may have named somebody in an answer of which it is not known whose it is.
    ///
    /// That can be who has no row at all: everybody when there are as many strangers, else who may be meant by one.
    pub(crate) fn may_be_strangers(&self, wave: u32, answered: &[u32], candidates: &[Vec<u32>]) -> Vec<u32> {
        let Some(strangers) = self.strangers.get(wave as usize).filter(|heard| !heard.is_empty()) else {
            return Vec::new();
        };
        let mut silent: Vec<u32> = answered.iter().copied().filter(|&person| !self.spoke(wave, person)).collect();
        if strangers.len() < silent.len() {
            let meant: BTreeSet<u32> = strangers.iter().flat_map(|&n| &candidates[n as usize]).copied().collect();
            silent.retain(|person| meant.contains(person));
        }
        silent
    }

    /// Whether somebody said anything in a wave.
    pub(crate) fn spoke(&self, wave: u32, person: u32) -> bool {
        is_marked(&self.spoke, wave, person)
    }

    /// Whether there are headings and nothing below them: nobody said anything, and nothing says what was asked.
    pub(crate) fn is_silent(&self) -> bool {
        let asked = self.facts.iter().flatten().flatten().any(|fact| fact.asked);
        !asked
            && self.list.len() == 0
            && self.books.iter().all(|b| b.answers == 0)
            && !self.spoke.iter().flatten().any(|&s| s)
    }

    /// Ranks become strengths, the first rank the highest; what is below the cut is "no".
    pub(crate) fn turn_ranks(&mut self) {
        if !self.sources.iter().any(|s| s.rank) {
            return;
        }
        let mut last: Vec<f32> = self.sources.iter().map(|s| s.max_names.unwrap_or(0) as f32).collect();
        for report in self.list.iter() {
            let last = &mut last[report.source as usize];
            *last = last.max(report.frequency);
        }
        let (sources, books) = (&self.sources, &mut self.books);
        self.list.retain_mut(|report| {
            let source = &sources[report.source as usize];
            if source.rank {
                report.frequency = last[report.source as usize] + 1.0 - report.frequency;
                if report.frequency < source.at_least {
                    books[source.book].no += 1;
                    return false;
                }
            }
            true
        });
    }

    /// Puts waves in their final order.
    pub(crate) fn put_waves(&mut self, place: &[u32]) {
        if place.iter().enumerate().all(|(i, &p)| i as u32 == p) {
            return;
        }
        for report in self.list.iter_mut() {
            report.wave = place[report.wave as usize] as u16;
        }
        let mut facts = vec![Vec::new(); place.len()];
        for (wave, of_wave) in std::mem::take(&mut self.facts).into_iter().enumerate() {
            facts[place[wave] as usize] = of_wave;
        }
        self.facts = facts;
        for marks in [&mut self.spoke, &mut self.named, &mut self.in_vain] {
            let mut moved = vec![Vec::new(); place.len()];
            for (wave, of_wave) in std::mem::take(marks).into_iter().enumerate() {
                moved[place[wave] as usize] = of_wave;
            }
            *marks = moved;
        }
        let mut strangers = vec![BTreeSet::new(); place.len()];
        std::mem::take(&mut self.strangers)
            .into_iter()
            .zip(place)
            .for_each(|(heard, &p)| strangers[p as usize] = heard);
        self.strangers = strangers;
    }

    /// Puts topics in natural order, so that their numbers do not depend on the order of rows.
    pub(crate) fn sorted_topics(&mut self) -> Vec<String> {
        let written = std::mem::take(&mut self.topics).into_list();
        if written.is_empty() {
            return written;
        }
        let mut order: Vec<u32> = (0..written.len() as u32).collect();
        order.sort_by(|&a, &b| super::written::natural(&written[a as usize], &written[b as usize]));
        let mut place = vec![0; written.len()];
        for (at, &index) in order.iter().enumerate() {
            place[index as usize] = at as u32;
        }
        for report in self.list.iter_mut() {
            if let Some(&at) = place.get(report.topic as usize) {
                report.topic = at;
            }
        }
        order.iter().map(|&i| written[i as usize].clone()).collect()
    }
}
