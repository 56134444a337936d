//! A wave whose raw data were not kept: an earlier edition's findings stand in for them.

use crate::error::{EarlierWhy, Error, Notice, Result};
use crate::findings::{Findings, QuestionInfo, SCHEMA_VERSION, StaffInfo};
use crate::survey::formats::sha256_of;
use crate::survey::{self, End, ReadSettings, reconcile::State, study::Study};
use crate::survey::{Group, Input, Person, Question, Response, School, Staff, Survey, Tie};
use std::collections::BTreeMap;
use std::path::Path;

/// The study at a path and what people answered in it; waves that come from an earlier edition's findings included.
///
/// # Errors
/// Everything that is wrong with the study and its files; findings of another version of the program, which may count in
/// another way, and findings that do not hold the people and their ties.
pub fn read(path: &Path, settings: &ReadSettings) -> Result<(Study, Survey)> {
    let (study, survey) = survey::read(path, settings)?;
    if study.waves.iter().all(|w| w.findings.is_none()) {
        return Ok((study, survey));
    }
    let survey = with_earlier(&study, &survey)?;
    Ok((study, survey))
}

/// One wave: of the survey, or of earlier findings.
enum Source {
    Raw(usize),
    Earlier(Box<Findings>, u32),
}

fn with_earlier(study: &Study, survey: &Survey) -> Result<Survey> {
    let (mut sources, mut problems, mut inputs) = (Vec::new(), Vec::new(), Vec::new());
    for (index, wave) in survey.waves.iter().enumerate() {
        let file = study.waves.iter().find(|w| w.id == wave.id).and_then(|w| w.findings.as_deref());
        let Some(file) = file else {
            sources.push(Source::Raw(index));
            continue;
        };
        match earlier(study, file, &wave.id, survey, &mut inputs) {
            Ok((findings, at)) => sources.push(Source::Earlier(Box::new(findings), at)),
            Err(error) => problems.push(error),
        }
    }
    match Error::from_list(problems) {
        Some(error) => Err(error),
        None => Ok(Whole::of(survey, &sources, inputs)),
    }
}

/// The findings of a file, and which wave of them is meant.
fn earlier(study: &Study, file: &str, id: &str, survey: &Survey, inputs: &mut Vec<Input>) -> Result<(Findings, u32)> {
    #[derive(serde::Deserialize)]
    struct Version {
        schema_version: u32,
        program: String,
    }
    let path = file.to_owned();
    let text = std::fs::read(study.path_of(file)).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => Error::NotFound { path: path.clone() },
        _ => Error::CannotRead { path: path.clone(), source },
    })?;
    let cannot = |e: serde_json::Error| Error::CannotRead { path: path.clone(), source: e.into() };
    let Version { schema_version, program } = serde_json::from_slice(&text).map_err(cannot)?;
    let refused = |why: EarlierWhy| Error::EarlierWave { path: path.clone(), program: program.clone(), why };
    if program != super::PROGRAM {
        return Err(refused(EarlierWhy::Version));
    }
    if schema_version != SCHEMA_VERSION {
        return Err(Error::Schema { path: path.clone(), seen: schema_version, want: SCHEMA_VERSION });
    }
    let findings: Findings = serde_json::from_slice(&text).map_err(cannot)?;
    let only = (findings.waves.len() == 1).then_some(0);
    let at = findings.waves.iter().position(|w| w.id == id).or(only).ok_or_else(|| refused(EarlierWhy::NoWave))?;
    let told = ["", "analyst", "researcher"].contains(&findings.settings.audience.as_str());
    if !told || findings.people.is_empty() || findings.waves[at].staff.is_empty() {
        return Err(refused(EarlierWhy::Edition));
    }
    if findings.ties.is_empty() && findings.blocks.iter().any(|b| b.number("ties", 0).is_some_and(|n| n > 0.0)) {
        return Err(refused(EarlierWhy::NoTies));
    }
    if findings.settings.audience == "researcher" {
        return Err(refused(EarlierWhy::Pseudonyms));
    }
    let by_place = |notice: &Notice| matches!(notice, Notice::IdsMade { .. } | Notice::NumberedPeople { .. });
    let no_ids = |notices: &[Notice]| notices.iter().any(by_place);
    if no_ids(&findings.notices) || no_ids(&survey.notices) {
        return Err(refused(EarlierWhy::NoIds));
    }
    let turned = |r: &crate::survey::Relation| {
        survey.relations.iter().any(|o| o.id == r.id && o.directed != r.directed)
            && findings.questions.iter().any(|q| q.relation == r.id)
    };
    if findings.relations.iter().any(turned) {
        return Err(refused(EarlierWhy::Meaning));
    }
    let sha256 = sha256_of(&text);
    let rows = findings.ties.iter().filter(|t| t.wave as usize == at).count() as u64;
    inputs.push(Input { file: path, sha256, rows, read_as: program });
    Ok((findings, at as u32))
}

/// A survey in the making, put together from waves of several sources.
struct Whole {
    made: Survey,
    person: BTreeMap<String, u32>,
    school: BTreeMap<String, u32>,
}

impl Whole {
    fn of(raw: &Survey, sources: &[Source], inputs: Vec<Input>) -> Survey {
        let made =
            Survey { people: Vec::new(), schools: Vec::new(), questions: Vec::new(), ties: Vec::new(), ..raw.clone() };
        let mut whole = Whole { made, person: BTreeMap::new(), school: BTreeMap::new() };
        whole.made.groups.iter_mut().for_each(|g| g.members.clear());
        // People and schools in the order of their first wave, as a staff list of all waves would have them.
        for (wave, source) in sources.iter().enumerate() {
            match source {
                Source::Raw(at) => whole.meet_raw(raw, *at),
                Source::Earlier(findings, at) => whole.meet(findings, *at),
            }
            whole.made.waves[wave].staff.clear();
        }
        for school in &raw.schools {
            whole.school_of(school);
        }
        for (wave, source) in sources.iter().enumerate() {
            match source {
                Source::Raw(at) => whole.take_raw(raw, *at, wave as u32),
                Source::Earlier(findings, at) => whole.take(findings, *at, wave as u32),
            }
        }
        // Who may be meant is said of people by their place, and the places are new.
        let place: Vec<Option<u32>> = raw.people.iter().map(|p| whole.person.get(&p.id).copied()).collect();
        for unmatched in &mut whole.made.unmatched {
            unmatched.candidates = unmatched.candidates.iter().filter_map(|&p| place[p as usize]).collect();
        }
        let made = &mut whole.made;
        made.questions.sort_by_key(|q| (q.wave, q.relation, q.end));
        made.ties.sort_by_key(|t| (t.wave, t.relation, t.from, t.to));
        for group in &mut made.groups {
            group.members.sort_unstable();
            group.members.dedup();
        }
        made.inputs.extend(inputs);
        whole.made
    }

    fn person_of(&mut self, person: &Person) -> u32 {
        let next = self.person.len() as u32;
        let index = *self.person.entry(person.id.clone()).or_insert(next);
        if index == next {
            self.made.people.push(person.clone());
        } else {
            // Findings mostly have no names, and do not say which ids were made.
            let own = &mut self.made.people[index as usize];
            own.id_made |= person.id_made;
            // Who is on the staff list of any wave is nobody from outside.
            own.outside &= person.outside;
            if own.name.is_none() {
                own.name.clone_from(&person.name);
            }
        }
        index
    }

    fn school_of(&mut self, school: &School) -> u32 {
        let next = self.school.len() as u32;
        let index = *self.school.entry(school.id.clone()).or_insert(next);
        if index == next {
            self.made.schools.push(school.clone());
        }
        index
    }

    fn meet_raw(&mut self, raw: &Survey, wave: usize) {
        for staff in &raw.waves[wave].staff {
            self.person_of(&raw.people[staff.person as usize]);
            staff.school.map(|s| self.school_of(&raw.schools[s as usize]));
        }
    }

    fn meet(&mut self, findings: &Findings, wave: u32) {
        for staff in &findings.waves[wave as usize].staff {
            self.person_of(&person(findings, staff.person));
            staff.school.map(|s| self.school_of(&school(findings, s)));
        }
    }

    /// Puts the staff of a wave in the order of the people; where each position of the source went.
    fn seat(&mut self, wave: u32, staff: &[Staff]) -> Vec<u32> {
        let mut order: Vec<u32> = (0..staff.len() as u32).collect();
        order.sort_by_key(|&p| staff[p as usize].person);
        self.made.waves[wave as usize].staff = order.iter().map(|&p| staff[p as usize].clone()).collect();
        order
    }

    fn take_raw(&mut self, raw: &Survey, from: usize, wave: u32) {
        let staff: Vec<Staff> = raw.waves[from]
            .staff
            .iter()
            .map(|s| Staff {
                person: self.person_of(&raw.people[s.person as usize]),
                school: s.school.map(|i| self.school_of(&raw.schools[i as usize])),
                other_schools: s.other_schools.iter().map(|&i| self.school_of(&raw.schools[i as usize])).collect(),
                appraiser: s.appraiser.map(|p| self.person_of(&raw.people[p as usize])),
                ..s.clone()
            })
            .collect();
        let order = self.seat(wave, &staff);
        for q in raw.questions.iter().filter(|q| q.wave as usize == from) {
            self.made.questions.push(Question { wave, ..q.seated(order.iter().copied()) });
        }
        for t in raw.ties.iter().filter(|t| t.wave as usize == from) {
            let from = self.person_of(&raw.people[t.from as usize]);
            let to = self.person_of(&raw.people[t.to as usize]);
            self.tie(Tie { wave, from, to, ..*t });
        }
        for (at, group) in raw.groups.iter().enumerate() {
            for &(_, p) in group.members.iter().filter(|m| m.0 as usize == from) {
                let member = self.person_of(&raw.people[p as usize]);
                self.made.groups[at].members.push((wave, member));
            }
        }
    }

    /// A tie; an undirected one from the person who comes first.
    fn tie(&mut self, mut tie: Tie) {
        if !self.made.relations[tie.relation as usize].directed && tie.from > tie.to {
            std::mem::swap(&mut tie.from, &mut tie.to);
            std::mem::swap(&mut tie.from_says, &mut tie.to_says);
        }
        self.made.ties.push(tie);
    }

    fn take(&mut self, findings: &Findings, from: u32, wave: u32) {
        let info = &findings.waves[from as usize];
        let staff: Vec<Staff> = info.staff.iter().map(|s| self.staff(findings, s)).collect();
        let people: Vec<u32> = staff.iter().map(|s| s.person).collect();
        let order = self.seat(wave, &staff);
        let made = &mut self.made.waves[wave as usize];
        made.response_known = info.response_known;
        made.period = made.period.take().or_else(|| info.period.clone());
        for q in findings.questions.iter().filter(|q| q.wave == from) {
            let relation = self.relation(findings, &q.relation);
            let marked = |positions: &[u32]| match positions {
                [] => Vec::new(),
                _ => order.iter().map(|p| positions.binary_search(p).is_ok()).collect(),
            };
            let answered = order.iter().map(|&p| response(q, info.staff[p as usize].response, p as usize)).collect();
            self.made.questions.push(Question {
                wave,
                relation,
                end: q.end,
                within_school: q.within_school,
                max_names: q.max_names,
                at_least: q.at_least,
                answered,
                in_vain: marked(&q.in_vain),
                may_be_named: marked(&q.may_be_named),
            });
        }
        for t in findings.ties.iter().filter(|t| t.wave == from) {
            let id = &findings.relations[t.relation as usize].id;
            let relation = self.relation(findings, id);
            // Who said it: the state tells, or that only those who are named were asked.
            let asked =
                |end: End| findings.questions.iter().any(|q| q.wave == from && q.relation == *id && q.end == end);
            let (from_says, to_says) = match t.state {
                State::Confirmed => (t.strength, t.strength),
                State::SingleTo => (0.0, t.strength),
                State::Reported if asked(End::To) && !asked(End::From) => (0.0, t.strength),
                _ => (t.strength, 0.0),
            };
            let topic = t.topic.map_or(Tie::NO_TOPIC, |at| text(&mut self.made.topics, &findings.topics[at as usize]));
            self.tie(Tie {
                wave,
                relation,
                from: people[t.from as usize],
                to: people[t.to as usize],
                from_says,
                to_says,
                state: t.state,
                initiative: t.initiative,
                topic,
                feedback: None,
            });
        }
        for group in &findings.groups {
            let members = group.members.iter().filter(|m| m.0 == from).map(|m| m.1);
            let members: Vec<(u32, u32)> = members.map(|p| (wave, self.person_of(&person(findings, p)))).collect();
            match self.made.groups.iter_mut().find(|g| g.id == group.id && g.kind == group.kind) {
                Some(own) => own.members.extend(members),
                None if members.is_empty() => {}
                None => self.made.groups.push(Group {
                    id: group.id.clone(),
                    kind: group.kind.clone(),
                    informal: group.informal,
                    members,
                    ..Group::default()
                }),
            }
        }
        let id = self.made.waves[wave as usize].id.clone();
        self.made.notices.retain(|n| wave_of(n) != Some(id.as_str()));
        let told = findings.notices.iter().filter(|n| wave_of(n) == Some(info.id.as_str()));
        self.made.notices.extend(told.cloned());
    }

    fn staff(&mut self, findings: &Findings, s: &StaffInfo) -> Staff {
        Staff {
            person: self.person_of(&person(findings, s.person)),
            school: s.school.map(|i| self.school_of(&school(findings, i))),
            role: s.role,
            phase: s.phase.map(|p| text(&mut self.made.phases, &findings.phases[p as usize])),
            fte: s.fte,
            days: s.days,
            years: s.years,
            is_new: s.is_new,
            host: s.host,
            capacity: s.capacity,
            consent_named: s.consent_named,
            response: s.response,
            named_in_vain: s.named_in_vain,
            ..Staff::default()
        }
    }

    /// The index of a relation; this study's meaning of it holds.
    fn relation(&mut self, findings: &Findings, id: &str) -> u32 {
        if let Some(at) = self.made.relations.iter().position(|r| r.id == id) {
            return at as u32;
        }
        self.made.relations.extend(findings.relations.iter().find(|r| r.id == id).cloned());
        self.made.relations.len() as u32 - 1
    }
}

fn person(findings: &Findings, index: u32) -> Person {
    let p = &findings.people[index as usize];
    Person { id: p.id.clone(), name: p.name.clone(), outside: p.outside, ..Person::default() }
}

fn school(findings: &Findings, index: u32) -> School {
    let s = &findings.schools[index as usize];
    School {
        id: s.id.clone(),
        name: s.name.clone(),
        group: s.group.clone(),
        reference: s.reference,
        note: s.note.clone(),
    }
}

/// The index of a text, which is put at the end when it is new.
fn text(list: &mut Vec<String>, text: &str) -> u32 {
    let found = list.iter().position(|t| t == text);
    found.unwrap_or_else(|| {
        list.push(text.to_owned());
        list.len() - 1
    }) as u32
}

/// Whether somebody answered a question.
fn response(question: &QuestionInfo, at_all: Response, position: usize) -> Response {
    question.responses.get(position).copied().unwrap_or(at_all)
}

/// The wave that a notice is about.
fn wave_of(notice: &Notice) -> Option<&str> {
    match notice {
        Notice::WaveWithoutRoster { wave, .. }
        | Notice::AnswersFromSilent { wave, .. }
        | Notice::ResponseNotKnown { wave, .. }
        | Notice::LowResponse { wave, .. }
        | Notice::OneSideAsked { wave, .. }
        | Notice::QuestionEmpty { wave, .. }
        | Notice::Contradicted { wave, .. }
        | Notice::NoFormalTies { wave }
        | Notice::WavePeriod { wave, .. }
        | Notice::LimitedByForm { wave, .. } => Some(wave),
        _ => None,
    }
}
