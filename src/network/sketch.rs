//! Small surveys drawn by hand, for unit tests: reports of both ends, missing forms, questions asked of one side.
//!
//! The states of ties come from [`reconcile`](crate::survey::reconcile), as those of a real survey do.

use super::Network;
use crate::survey::reconcile::{both_asked, one_asked};
use crate::survey::{
    End, Group, Initiative, Person, Question, Response, Role, School, Staff, Survey, Tie, Wave, catalogue,
};
use std::collections::BTreeMap;

/// What both ends say of a tie: from's frequency, to's frequency, initiative, topic.
type Says = (f32, f32, Initiative, u32);

/// A survey of one wave in the making. People are named by their codes; everybody is a teacher who answered.
#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    survey: Survey,
    /// Relation, end, within the own school, smallest frequency.
    asked: Vec<(u32, End, bool, f32)>,
    says: BTreeMap<(u32, u32, u32), Says>,
}

impl Sketch {
    /// Schools `A`, `B`, … with the people named, separated by spaces.
    pub(crate) fn of(schools: &[&str]) -> Sketch {
        let mut survey = Survey { relations: catalogue::relations(), ..Survey::default() };
        let mut wave = Wave { id: "1".into(), response_known: true, ..Wave::default() };
        for (school, people) in schools.iter().enumerate() {
            let letter = char::from(b'A' + (school % 26) as u8);
            let id = if school < 26 { letter.to_string() } else { format!("{letter}{}", school / 26) };
            survey.schools.push(School { id, ..School::default() });
            for code in people.split_whitespace() {
                wave.staff.push(Staff {
                    person: survey.people.len() as u32,
                    school: Some(school as u32),
                    role: Role::Teacher,
                    response: Response::Answered,
                    ..Staff::default()
                });
                survey.people.push(Person { id: code.into(), ..Person::default() });
            }
        }
        survey.waves.push(wave);
        Sketch { survey, asked: Vec::new(), says: BTreeMap::new() }
    }

    /// The position of a person on the roster, which is also the index of the person.
    pub(crate) fn at(&self, code: &str) -> u32 {
        self.survey.people.iter().position(|p| p.id == code).unwrap_or_else(|| panic!("nobody is called {code}")) as u32
    }

    fn relation(&self, id: &str) -> u32 {
        self.survey.relations.iter().position(|r| r.id == id).unwrap_or_else(|| panic!("no relation {id}")) as u32
    }

    /// These people did not answer.
    pub(crate) fn silent(mut self, people: &str) -> Sketch {
        for code in people.split_whitespace() {
            let at = self.at(code);
            self.survey.waves[0].staff[at as usize].response = Response::DidNotAnswer;
        }
        self
    }

    /// These people have another role.
    pub(crate) fn role(mut self, people: &str, role: Role) -> Sketch {
        for code in people.split_whitespace() {
            let at = self.at(code);
            self.survey.waves[0].staff[at as usize].role = role;
        }
        self
    }

    /// These people belong to the group, not to a school.
    pub(crate) fn without_school(mut self, people: &str) -> Sketch {
        for code in people.split_whitespace() {
            let at = self.at(code);
            self.survey.waves[0].staff[at as usize].school = None;
        }
        self
    }

    /// Schools' phases, subjects, topics and the like: anything a test wants to set by itself.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Survey)) -> Sketch {
        change(&mut self.survey);
        self
    }

    /// A formal group of these people.
    #[allow(dead_code, reason = "for the tests of participation")]
    pub(crate) fn group(mut self, kind: &str, people: &str) -> Sketch {
        let mut members: Vec<(u32, u32)> = people.split_whitespace().map(|c| (0, self.at(c))).collect();
        members.sort_unstable();
        let id = format!("{kind}-{}", self.survey.groups.len());
        self.survey.groups.push(Group { id, kind: kind.into(), members, ..Group::default() });
        self
    }

    /// Everybody was asked whom they visited, asked or named.
    pub(crate) fn asks(self, relation: &str) -> Sketch {
        self.question(relation, End::From, false, 1.0)
    }

    /// Everybody was asked who visited, asked or named them.
    pub(crate) fn asks_host(self, relation: &str) -> Sketch {
        self.question(relation, End::To, false, 1.0)
    }

    /// Both were asked.
    pub(crate) fn asks_both(self, relation: &str) -> Sketch {
        self.asks(relation).asks_host(relation)
    }

    /// A question, in full.
    pub(crate) fn question(mut self, relation: &str, end: End, within_school: bool, at_least: f32) -> Sketch {
        let relation = self.relation(relation);
        self.asked.push((relation, end, within_school, at_least));
        self
    }

    /// Ties that everybody who was asked and answered reports: `b>a c>a`, undirected `a-b`.
    pub(crate) fn ties(self, relation: &str, ties: &str) -> Sketch {
        let ix = self.relation(relation);
        let asked = |end| self.asked.iter().any(|q| q.0 == ix && q.1 == end);
        let (from, to) = (asked(End::From), asked(End::To));
        assert!(from || to, "{relation} was not asked");
        ties.split_whitespace().fold(self, |sketch, tie| {
            let (a, b) = Self::ends(tie);
            let speaks = |s: &Sketch, c| s.survey.waves[0].staff[s.at(c) as usize].response.speaks();
            let (a_says, b_says) = (from && speaks(&sketch, a), to && speaks(&sketch, b));
            let sketch = if a_says { sketch.says(End::From, relation, tie) } else { sketch };
            if b_says { sketch.says(End::To, relation, tie) } else { sketch }
        })
    }

    /// Ties that one end reports, with frequency 1.
    pub(crate) fn says(self, end: End, relation: &str, ties: &str) -> Sketch {
        self.says_often(end, relation, ties, 1.0, Initiative::NotSaid)
    }

    /// Ties that one end reports, how often and whether by choice.
    pub(crate) fn says_often(mut self, end: End, relation: &str, ties: &str, often: f32, why: Initiative) -> Sketch {
        let ix = self.relation(relation);
        for tie in ties.split_whitespace() {
            let (a, b) = Self::ends(tie);
            let (mut from, mut to) = (self.at(a), self.at(b));
            if !self.survey.relations[ix as usize].directed {
                (from, to) = (from.min(to), from.max(to));
            }
            let says = self.says.entry((ix, from, to)).or_insert((0.0, 0.0, why, Tie::NO_TOPIC));
            match end {
                End::From => says.0 = often,
                End::To => says.1 = often,
            }
            says.2 = why;
        }
        self
    }

    /// What a reported tie is about.
    #[allow(dead_code, reason = "for the tests of stories")]
    pub(crate) fn about(mut self, relation: &str, tie: &str, topic: &str) -> Sketch {
        let ix = self.relation(relation);
        let (a, b) = Self::ends(tie);
        let (a, b) = (self.at(a), self.at(b));
        let known = self.survey.topics.iter().position(|t| t == topic);
        let topic = known.unwrap_or_else(|| {
            self.survey.topics.push(topic.into());
            self.survey.topics.len() - 1
        });
        self.says.get_mut(&(ix, a, b)).expect("no such tie").3 = topic as u32;
        self
    }

    fn ends(tie: &str) -> (&str, &str) {
        tie.split_once(['>', '-']).unwrap_or_else(|| panic!("{tie} is not a tie"))
    }

    /// The survey.
    pub(crate) fn survey(&self) -> Survey {
        let mut survey = self.survey.clone();
        let answered: Vec<Response> = survey.waves[0].staff.iter().map(|s| s.response).collect();
        for &(relation, end, within_school, at_least) in &self.asked {
            let (wave, max_names, answered) = (0, None, answered.clone());
            survey.questions.push(Question {
                wave,
                relation,
                end,
                within_school,
                max_names,
                at_least,
                answered,
                in_vain: Vec::new(),
                may_be_named: Vec::new(),
            });
        }
        for (&(relation, from, to), &(a, b, initiative, topic)) in &self.says {
            let cut = |end| self.asked.iter().find(|q| q.0 == relation && q.1 == end).map(|q| q.3);
            let passes = |often: f32, end| often > 0.0 && cut(end).is_none_or(|c| often >= c);
            let (from_says, to_says) = (passes(a, End::From), passes(b, End::To));
            if !from_says && !to_says {
                continue;
            }
            let of = |person: u32| answered[person as usize];
            let directed = survey.relations[relation as usize].directed;
            let state = match (cut(End::From).is_some(), cut(End::To).is_some()) {
                (true, true) if directed => both_asked(from_says, of(from), to_says, of(to)),
                (false, true) => one_asked(to_says, of(to)),
                _ => one_asked(from_says || to_says, of(from)),
            };
            let frequency = |says, often| if says { often } else { 0.0 };
            let (from_says, to_says) = (frequency(from_says, a), frequency(to_says, b));
            let (wave, feedback) = (0, None);
            survey.ties.push(Tie { wave, relation, from, to, from_says, to_says, state, initiative, topic, feedback });
        }
        survey
    }

    /// The network of its only wave.
    pub(crate) fn network(&self) -> Network {
        Network::of_wave(&self.survey(), 0)
    }
}
