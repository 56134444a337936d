//! Who could visit or support whom: needs, proposals per school, a visiting schedule, and what it would change.

use super::told::Told;
use super::{Block, Cell, Chapter, Head, Headline, Story, Table};
use crate::findings::{Advice, Effect, Findings, Line, Means, Need, NeedKind, Notice, POINTS, Value};
use crate::words::{AdviceSay, Say, Sentence, Words};
use std::collections::{BTreeMap, BTreeSet};

/// What a consultant takes along, as a report of its own; the data chapter when nothing was proposed.
pub fn advice_story(findings: &Findings, words: &dyn Words) -> Story {
    let Some(advice) = &findings.advice else { return super::data_story(findings, words) };
    let told = Told::of(findings, words, advice.wave);
    let edition = if not_agreed(findings) > 0 { AdviceSay::EditionOwnPlan } else { AdviceSay::Edition };
    Story {
        lang: words.lang(),
        title: findings.title.clone(),
        edition: vec![words.advice(edition).into(), words.say(Say::NotForAppraisal).into()],
        about: told.about(),
        chapters: chapters(&told, advice),
    }
}

/// How many people of the users' own plan did not agree to be named, or did not answer.
fn not_agreed(findings: &Findings) -> u64 {
    let of = |n: &Notice| if let Notice::PlanNotAgreed { people, .. } = n { people.len() as u64 } else { 0 };
    findings.notices.iter().map(of).sum()
}

/// The chapters of advice, for the consultant's audience only.
pub(super) fn chapters(told: &Told<'_>, advice: &Advice) -> Vec<Chapter> {
    let show = Show { told, advice };
    let chapters = [
        show.chapter("advice", AdviceSay::First, show.first()),
        show.chapter("needs", AdviceSay::Needs, show.needs()),
        show.chapter("proposals", AdviceSay::Proposals, show.proposals()),
        show.chapter("schedule", AdviceSay::Schedule, show.schedule()),
        show.chapter("what-if", AdviceSay::WhatIf, show.what_if()),
        show.chapter("advice-method", AdviceSay::Method, show.method()),
    ];
    chapters.into_iter().filter(|c| !c.blocks.is_empty()).collect()
}

struct Show<'a> {
    told: &'a Told<'a>,
    advice: &'a Advice,
}

impl Show<'_> {
    fn say(&self, what: AdviceSay) -> String {
        self.told.words.advice(what).to_owned()
    }

    fn chapter(&self, id: &'static str, title: AdviceSay, blocks: Vec<Block>) -> Chapter {
        Chapter { id, title: self.say(title), blocks, is_reference: false }
    }

    fn head(&self, what: AdviceSay, number: bool) -> Head {
        Head { text: self.say(what), number, reads: None }
    }

    fn table(&self, caption: String, heads: &[(AdviceSay, bool)]) -> Table {
        let heads = heads.iter().map(|&(what, number)| self.head(what, number)).collect();
        Table { caption, heads, ..Table::default() }
    }

    /// A person by name, or by code.
    fn person(&self, position: Option<u32>) -> Cell {
        match self.advice.person(position) {
            Some(person) => Cell::Text(person.label().to_owned()),
            None => Cell::Missing("–".into()),
        }
    }

    fn school_of(&self, position: Option<u32>) -> Option<u32> {
        self.advice.person(position)?.school
    }

    fn school(&self, school: u32) -> String {
        self.told.findings.schools.get(school as usize).map_or_else(String::new, |s| s.label().to_owned())
    }

    fn because(&self, line: &Line) -> Cell {
        let reasons: Vec<&str> = line.reasons.iter().map(|&r| self.told.words.because(r)).collect();
        Cell::Text(reasons.join("; "))
    }

    fn days(&self, line: &Line) -> Cell {
        if line.days == 0 { Cell::Missing("–".into()) } else { Cell::Text(self.told.words.days(line.days)) }
    }

    fn value(&self, measure: &str, value: Value) -> String {
        let words = self.told.words;
        match value {
            Value::Undefined(why) => words.why(why).to_owned(),
            Value::Number(x) => match measure {
                "open_door_rate" | "cross_school_reach" | "host_dependency" => words.percent(x),
                "ei_index" => words.decimal(x, 2),
                _ if x.fract() == 0.0 => words.count(x as u64),
                _ => words.decimal(x, 1),
            },
        }
    }

    /// A proposed group, as it is called in the language of the report; `plan.csv` has its id.
    fn group(&self, kind: Means, id: &str) -> String {
        match id.rsplit_once('-').filter(|(_, n)| n.chars().all(|c| c.is_ascii_digit())) {
            Some((_, number)) => format!("{} {number}", self.told.words.means(kind)),
            None => id.to_owned(),
        }
    }

    fn first(&self) -> Vec<Block> {
        let words = self.told.words;
        let plan = &self.advice.plan;
        // A host who carries much is to be spared, which no line does.
        let listed = plan.needs.iter().filter(|n| n.kind != NeedKind::HostCarriesMuch).filter_map(|n| n.person);
        let listed: BTreeSet<u32> = listed.collect();
        let in_lines: BTreeSet<u32> = plan.lines.iter().flat_map(|l| [l.from, l.to]).flatten().collect();
        let reached = listed.intersection(&in_lines).count() as u64;
        let without = if self.advice.own_plan { 0 } else { plan.without.len() as u64 };
        let lead = words.advice_lead(plan.lines.len() as u64, (reached, listed.len() as u64), without);
        let mut staff = self.told.info.staff.iter();
        let detail = match u64::from(plan.not_named) {
            0 => String::new(),
            people if staff.any(|s| s.consent_named.is_some()) => words.advice_not_named(people),
            // A plan of one's own has lines, whoever was asked.
            _ if self.advice.own_plan => String::new(),
            people => words.advice_nobody_asked(people),
        };
        let basis = self.told.basis(self.told.main.unwrap_or("all"));
        let mut list = vec![Headline {
            sentence: Sentence::new(lead, detail),
            basis: basis.clone(),
            see: "proposals",
            share: None,
        }];
        if let Some(rate) = self.advice.effects.first().filter(|e| e.before.number().is_some()) {
            let of = |v| self.value(&rate.measure, v);
            let lead =
                words.advice_rate(&of(rate.before), &of(rate.uptake_30), &of(rate.uptake_60), &of(rate.uptake_100));
            let sentence = Sentence::new(lead, self.say(AdviceSay::NotAboutLearning));
            list.push(Headline { sentence, basis, see: "what-if", share: None });
        }
        let mut blocks = vec![Block::Headlines(list)];
        let others = not_agreed(self.told.findings);
        if others > 0 {
            blocks.push(Block::Note(words.advice_not_agreed(others)));
        }
        if self.told.findings.settings.audience == "consultant" {
            blocks.push(Block::Note(self.say(AdviceSay::HeldBack)));
        }
        blocks.push(Block::Note(self.say(AdviceSay::EvaluateBefore)));
        blocks
    }

    /// How many of each kind, and what is about schools; people stand with their schools.
    fn needs(&self) -> Vec<Block> {
        let needs = &self.advice.plan.needs;
        let words = self.told.words;
        let mut blocks = vec![Block::Paragraph(self.say(AdviceSay::NeedsIntroduction))];
        if needs.is_empty() {
            let withheld = self.told.findings.settings.audience == "consultant";
            let without = !self.advice.plan.without.is_empty();
            let proposed = !self.advice.plan.lines.is_empty();
            let says = if without || withheld || proposed { AdviceSay::NoNeedsHere } else { AdviceSay::NoNeeds };
            blocks.push(Block::Paragraph(self.say(says)));
            if without {
                blocks.push(Block::Paragraph(self.say(AdviceSay::NeedsWithout)));
            }
            return blocks;
        }
        let mut counts = self
            .table(self.say(AdviceSay::NeedsCounted), &[(AdviceSay::HeadNeed, false), (AdviceSay::HeadCount, true)]);
        for kind in needs.chunk_by(|a, b| a.kind == b.kind) {
            counts.rows.push(vec![Cell::Text(words.need(kind[0].kind).into()), self.told.counted(kind.len() as u64)]);
        }
        blocks.push(Block::Table(counts));
        let mut schools = self.table(
            self.say(AdviceSay::NeedsOfSchools),
            &[(AdviceSay::HeadNeed, false), (AdviceSay::HeadWho, false), (AdviceSay::HeadNumbers, false)],
        );
        let of_schools = needs.iter().filter(|n| n.person.is_none());
        let of_schools: Vec<&Need> = of_schools.collect();
        // A school's missing ties stand in one row.
        for same in of_schools.chunk_by(|a, b| a.kind == b.kind && a.other.is_some() && a.school == b.school) {
            let school = same[0].school.map_or_else(String::new, |s| self.school(s));
            let others: Vec<String> = same.iter().filter_map(|n| n.other).map(|s| self.school(s)).collect();
            let who = if others.is_empty() { school } else { format!("{school} – {}", words.list(&others)) };
            let numbers = match same {
                [one] => self.numbers(one),
                _ => String::new(),
            };
            schools.rows.push(vec![Cell::Text(words.need(same[0].kind).into()), Cell::Text(who), Cell::Text(numbers)]);
        }
        if !schools.rows.is_empty() {
            blocks.push(Block::Table(schools));
        }
        blocks.push(Block::Note(self.say(AdviceSay::Regression)));
        blocks
    }

    /// The numbers behind a need; nothing where they are not told.
    fn numbers(&self, need: &Need) -> String {
        need.count.map_or_else(String::new, |count| self.told.words.need_numbers(need.kind, count, need.of))
    }

    /// People of a school in need, each with everything that was found.
    fn people_in_need(&self, school: Option<u32>) -> Option<Table> {
        let words = self.told.words;
        let mut found: BTreeMap<u32, Vec<&Need>> = BTreeMap::new();
        for need in &self.advice.plan.needs {
            if let Some(person) = need.person.filter(|&p| self.school_of(Some(p)) == school) {
                found.entry(person).or_default().push(need);
            }
        }
        let mut table =
            self.table(self.say(AdviceSay::Needs), &[(AdviceSay::HeadWho, false), (AdviceSay::HeadNeed, false)]);
        for (person, needs) in found {
            let said = needs.iter().map(|n| match self.numbers(n) {
                numbers if numbers.is_empty() => words.need(n.kind).to_owned(),
                numbers => format!("{} ({numbers})", words.need(n.kind)),
            });
            table.rows.push(vec![self.person(Some(person)), Cell::Text(said.collect::<Vec<_>>().join("; "))]);
        }
        (!table.rows.is_empty()).then_some(table)
    }

    /// The school under which a line stands: that of the one for whom it is.
    fn home(&self, line: &Line) -> Option<u32> {
        match line.kind {
            Means::Consultant | Means::OutsidePartner => {
                let schools = &self.told.findings.schools;
                schools.iter().position(|s| Some(&s.id) == line.group.as_ref()).map(|s| s as u32)
            }
            Means::Buddy | Means::ReturnVisit => self.school_of(line.to),
            _ => self.school_of(line.from),
        }
    }

    fn proposals(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Paragraph(self.say(AdviceSay::ProposalsIntroduction))];
        let lines = &self.advice.plan.lines;
        if lines.is_empty() {
            blocks.push(Block::Paragraph(self.say(AdviceSay::NoProposals)));
        }
        let schools = (0..self.told.findings.schools.len() as u32).map(Some).chain([None]);
        for school in schools {
            let own: Vec<&Line> = lines.iter().filter(|l| self.home(l) == school).collect();
            let in_need = self.people_in_need(school);
            if own.is_empty() && in_need.is_none() {
                continue;
            }
            let title = school.map_or_else(|| self.say(AdviceSay::GroupLevel), |s| self.school(s));
            blocks.push(Block::Heading(title));
            blocks.extend(in_need.map(Block::Table));
            if own.is_empty() {
                continue;
            }
            let mut table = self.table(
                self.say(AdviceSay::Proposals),
                &[
                    (AdviceSay::HeadMeans, false),
                    (AdviceSay::HeadFrom, false),
                    (AdviceSay::HeadTo, false),
                    (AdviceSay::HeadDays, false),
                    (AdviceSay::HeadOpens, false),
                    (AdviceSay::HeadWhy, false),
                    (AdviceSay::HeadScore, true),
                    (AdviceSay::HeadRunnerUp, false),
                ],
            );
            for line in own {
                let score =
                    line.score.map_or_else(|| Cell::Missing("–".into()), |s| Cell::Number(s.to_string(), s as f64));
                let with = match (&line.group, line.to) {
                    (Some(group), None) if !matches!(line.kind, Means::Consultant | Means::OutsidePartner) => {
                        Cell::Text(self.group(line.kind, group))
                    }
                    _ => self.person(line.to),
                };
                table.rows.push(vec![
                    Cell::Text(self.told.words.means(line.kind).into()),
                    self.person(line.from),
                    with,
                    self.days(line),
                    self.person(line.opens_door_of),
                    self.because(line),
                    score,
                    self.person(line.runner_up),
                ]);
            }
            blocks.push(Block::Table(table));
        }
        let without = &self.advice.plan.without;
        if !without.is_empty() {
            blocks.push(Block::Heading(self.say(AdviceSay::Without)));
            let own = self.advice.own_plan;
            let says = if own { AdviceSay::WithoutOwnPlan } else { AdviceSay::WithoutIntroduction };
            blocks.push(Block::Paragraph(self.say(says)));
            let mut table =
                self.table(self.say(AdviceSay::Without), &[(AdviceSay::HeadWho, false), (AdviceSay::HeadWhy, false)]);
            for &(person, why) in without {
                let why = Cell::Text(self.told.words.why_not(why).into());
                table.rows.push(vec![self.person(Some(person)), why]);
            }
            blocks.push(Block::Table(table));
        }
        blocks
    }

    fn schedule(&self) -> Vec<Block> {
        let visits: Vec<&Line> = self.advice.plan.lines.iter().filter(|l| l.kind.is_visit()).collect();
        if visits.is_empty() {
            return Vec::new();
        }
        let mut table = self.table(
            self.say(AdviceSay::Schedule),
            &[(AdviceSay::HeadFrom, false), (AdviceSay::HeadTo, false), (AdviceSay::HeadDays, false)],
        );
        let with_school = |position: Option<u32>| {
            let name = self.person(position);
            match self.school_of(position) {
                Some(school) => Cell::Text(format!("{} ({})", name.text(), self.school(school))),
                None => name,
            }
        };
        for line in visits {
            table.rows.push(vec![with_school(line.from), with_school(line.to), self.days(line)]);
        }
        vec![Block::Paragraph(self.say(AdviceSay::ScheduleIntroduction)), Block::Table(table)]
    }

    fn what_if(&self) -> Vec<Block> {
        let effects = &self.advice.effects;
        if effects.is_empty() {
            return Vec::new();
        }
        let heads = |first: AdviceSay| {
            [
                (first, false),
                (AdviceSay::HeadBefore, true),
                (AdviceSay::Head30, true),
                (AdviceSay::Head60, true),
                (AdviceSay::Head100, true),
            ]
        };
        let mut group = self.table(self.say(AdviceSay::Everybody), &heads(AdviceSay::HeadFigure));
        for effect in effects.iter().filter(|e| e.school.is_none()) {
            let label = self.told.words.effect(&effect.measure).to_owned();
            group.rows.push(self.row(label, effect));
        }
        let rate = self.told.words.effect("open_door_rate").to_owned();
        let mut schools = self.table(rate, &heads(AdviceSay::HeadWho));
        for effect in effects.iter().filter(|e| e.measure == "open_door_rate") {
            if let Some(school) = effect.school {
                schools.rows.push(self.row(self.school(school), effect));
            }
        }
        let mut blocks = vec![Block::Paragraph(self.say(AdviceSay::WhatIfIntroduction)), Block::Table(group)];
        if !schools.rows.is_empty() {
            blocks.push(Block::Table(schools));
        }
        blocks.push(Block::Note(self.say(AdviceSay::NotAboutLearning)));
        blocks
    }

    fn row(&self, label: String, effect: &Effect) -> Vec<Cell> {
        let of = |value: Value| {
            let text = self.value(&effect.measure, value);
            value.number().map_or_else(|| Cell::Missing(text.clone()), |x| Cell::Number(text.clone(), x))
        };
        let between = |middle: Value, low: Value, high: Value| match (of(middle), low.number(), high.number()) {
            (Cell::Number(text, x), Some(_), Some(_)) => {
                let range = [low, high].map(|v| self.value(&effect.measure, v));
                Cell::Number(format!("{text} ({} – {})", range[0], range[1]), x)
            }
            (cell, _, _) => cell,
        };
        vec![
            Cell::Text(label),
            of(effect.before),
            between(effect.uptake_30, effect.uptake_30_low, effect.uptake_30_high),
            between(effect.uptake_60, effect.uptake_60_low, effect.uptake_60_high),
            of(effect.uptake_100),
        ]
    }

    fn method(&self) -> Vec<Block> {
        let mut table =
            self.table(self.say(AdviceSay::HeadPoints), &[(AdviceSay::HeadWhy, false), (AdviceSay::HeadPoints, true)]);
        for (because, points) in POINTS {
            let why = self.told.words.because(because).to_owned();
            table.rows.push(vec![Cell::Text(why), Cell::Number(points.to_string(), points as f64)]);
        }
        vec![
            Block::Paragraph(self.say(AdviceSay::MethodConstraints)),
            Block::Paragraph(self.say(AdviceSay::MethodPoints)),
            Block::Table(table),
        ]
    }
}
