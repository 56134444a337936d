//! What a data manager wants to know of a survey before any number is trusted: how each question was used, who is on
//! the list twice, who is named and not on it, who said nothing, and where two reports of one tie disagree.

use super::headings::fold;
use super::people_names::comparable;
use super::reconcile::State;
use super::{End, Response, ScaleUse, Survey, Tie, Unmatched};
use crate::error::Place;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// So many people are listed of those of whom there may be many.
const MOST_LISTED: usize = 20;
/// Whoever rated so many contacts and always the same may have filled in without looking.
const RATED: u32 = 10;

/// What stands out about the answers as such.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Audit {
    /// How each question was used, in the order of `Survey::questions`.
    pub questions: Vec<QuestionUse>,
    /// Questions of the study file that no file asks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_found: Vec<String>,
    /// The answers to each question of how often.
    pub scales: Vec<ScaleUse>,
    /// People who rated many contacts, over several questions, and all the same: by wave.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub always_the_same: Vec<Listed>,
    /// Names that are not on the staff list.
    pub not_listed: NotListed,
    /// People of the staff list who may be one person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubles: Vec<Vec<u32>>,
    /// Who said nothing, by wave.
    pub silent: Vec<Silent>,
    /// Ties of which both ends were asked, by wave and relation.
    pub two_sided: Vec<TwoSided>,
}

/// How one question was used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct QuestionUse {
    /// Index of the wave.
    pub wave: u32,
    /// Id of the relation.
    pub relation: String,
    /// Which end was asked.
    pub end: End,
    /// How many people named somebody.
    pub naming: u64,
    /// How many of these count as not having answered: they are marked so, or their form is not finished.
    #[serde(default, skip_serializing_if = "is_nobody")]
    pub unfinished: u64,
    /// How many names they gave, two reports of one tie by one person counted once.
    pub names: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_nobody(people: &u64) -> bool {
    *people == 0
}

/// Some people of a wave.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Listed {
    /// Index of the wave.
    pub wave: u32,
    /// How many.
    pub people: u64,
    /// The first of them, in roster order: indices of people.
    pub first: Vec<u32>,
}

/// Names that are not on the staff list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NotListed {
    /// How many names.
    pub names: u64,
    /// In how many answers.
    pub answers: u64,
    /// Those in most answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub most: Vec<Stranger>,
}

/// A name that is not on the staff list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stranger {
    /// As written.
    pub written: String,
    /// In how many answers.
    pub answers: u64,
    /// Where first.
    pub first: Place,
    /// Who may be meant: indices of people.
    pub candidates: Vec<u32>,
}

/// Who said nothing in a wave.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Silent {
    /// Index of the wave.
    pub wave: u32,
    /// Answered and named nobody, in any question.
    pub answered: Listed,
    /// How many of these are named by others.
    pub answered_named: u64,
    /// Did not answer.
    pub missing: u64,
    /// How many of these are named by others.
    pub missing_named: u64,
    /// Named nobody, and nothing says whether they answered.
    pub not_known: Listed,
    /// How many of these are named by others.
    pub not_known_named: u64,
}

/// Ties of a relation of which both ends were asked.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TwoSided {
    /// Index of the wave.
    pub wave: u32,
    /// Id of the relation.
    pub relation: String,
    /// Both ends say so.
    pub confirmed: u64,
    /// One end says so, and of the other there is no answer.
    pub single: u64,
    /// One end says so, and the other says no.
    pub contradicted: u64,
}

/// What stands out about the answers as such.
///
/// # Reads
/// The whole survey: every wave, every reported tie, contradicted ones included.
///
/// # Value
/// Counts, and of people at most the first twenty of each kind.
///
/// # Cost
/// One pass over people and ties for each of the parts.
pub fn audit(survey: &Survey) -> Audit {
    let waves: Vec<&[Tie]> = (0..survey.waves.len() as u32).map(|w| survey.ties_of(w)).collect();
    let per_wave = || (0..survey.waves.len() as u32).zip(&waves);
    Audit {
        questions: questions(survey),
        not_found: survey.not_found.clone(),
        scales: survey.scales.clone(),
        always_the_same: per_wave().filter_map(|(w, ties)| always_the_same(survey, w, ties)).collect(),
        not_listed: not_listed(&survey.unmatched),
        doubles: doubles(survey),
        silent: per_wave().map(|(w, ties)| silent(survey, w, ties)).collect(),
        two_sided: two_sided(survey),
    }
}

/// Who of a tie's two ends reported it: the end, the person, and how often.
fn reports(tie: &Tie) -> impl Iterator<Item = (End, u32, f32)> {
    [(End::From, tie.from, tie.from_says), (End::To, tie.to, tie.to_says)].into_iter().filter(|r| r.2 > 0.0)
}

fn questions(survey: &Survey) -> Vec<QuestionUse> {
    let mut last: Vec<u32> = Vec::new();
    let mut uses = Vec::with_capacity(survey.questions.len());
    for (number, q) in survey.questions.iter().enumerate() {
        let relation = &survey.relations[q.relation as usize];
        let of_wave = survey.ties_of(q.wave);
        let from = of_wave.partition_point(|t| t.relation < q.relation);
        let to = of_wave.partition_point(|t| t.relation <= q.relation);
        // Of a relation without direction the ends say nothing of who was asked.
        let asked = |end: End| !relation.directed || end == q.end;
        last.resize(survey.people.len(), u32::MAX);
        let (mut naming, mut names, mut unfinished) = (0, 0, 0);
        for (_, person, _) in of_wave[from..to].iter().flat_map(reports).filter(|r| asked(r.0)) {
            names += 1;
            let before = std::mem::replace(&mut last[person as usize], number as u32);
            if before != number as u32 {
                naming += 1;
                let staff = &survey.waves[q.wave as usize].staff;
                let at = staff.binary_search_by_key(&person, |s| s.person).ok();
                let response = at.and_then(|at| q.answered.get(at));
                unfinished += u64::from(response == Some(&Response::DidNotAnswer));
            }
        }
        uses.push(QuestionUse { wave: q.wave, relation: relation.id.clone(), end: q.end, naming, unfinished, names });
    }
    uses
}

/// People who rated at least ten contacts in two questions or more, and all the same, where others did not.
fn always_the_same(survey: &Survey, wave: u32, ties: &[Tie]) -> Option<Listed> {
    // By relation: whether each end was asked how often, and people gave more than two answers to it.
    let rated: Vec<[bool; 2]> = survey
        .relations
        .iter()
        .map(|relation| {
            let of = |end: End| {
                let own = survey.scales.iter().filter(|s| s.wave == wave && s.relation == relation.id);
                own.filter(|s| s.end == end || !relation.directed).any(|s| s.steps.len() > 2)
            };
            [of(End::From), of(End::To)]
        })
        .collect();
    if !rated.iter().flatten().any(|&rated| rated) {
        return None;
    }
    let mut own = vec![Rated::default(); survey.people.len()];
    for tie in ties {
        for (end, person, says) in reports(tie) {
            if rated[tie.relation as usize][end as usize] {
                own[person as usize].add(tie.relation, says);
            }
        }
    }
    let staff = &survey.waves[wave as usize].staff;
    let found = listed(wave, staff.iter().map(|s| s.person).filter(|&p| own[p as usize].is_always_the_same()));
    (found.people > 0).then_some(found)
}

/// What one person answered to how often.
#[derive(Debug, Clone, Copy, Default)]
struct Rated {
    answers: u32,
    first: (u32, f32),
    another_answer: bool,
    another_question: bool,
}

impl Rated {
    fn add(&mut self, relation: u32, says: f32) {
        if self.answers == 0 {
            self.first = (relation, says);
        }
        self.answers += 1;
        self.another_answer |= (self.first.1 - says).abs() > f32::EPSILON;
        self.another_question |= self.first.0 != relation;
    }

    fn is_always_the_same(&self) -> bool {
        self.answers >= RATED && !self.another_answer && self.another_question
    }
}

fn listed(wave: u32, people: impl Iterator<Item = u32>) -> Listed {
    let mut listed = Listed { wave, ..Listed::default() };
    for person in people {
        listed.people += 1;
        if listed.first.len() < MOST_LISTED {
            listed.first.push(person);
        }
    }
    listed
}

fn not_listed(unmatched: &[Unmatched]) -> NotListed {
    let mut most: Vec<&Unmatched> = unmatched.iter().collect();
    most.sort_by(|a, b| b.answers.cmp(&a.answers).then_with(|| a.written.cmp(&b.written)));
    NotListed {
        names: unmatched.len() as u64,
        answers: unmatched.iter().map(|u| u.answers).sum(),
        most: most
            .into_iter()
            .take(MOST_LISTED)
            .map(|u| Stranger {
                written: super::written::without_address(&u.written),
                answers: u.answers,
                first: u.first.clone(),
                candidates: u.candidates.clone(),
            })
            .collect(),
    }
}

/// People with the same name under different ids, whatever the order of the words.
fn doubles(survey: &Survey) -> Vec<Vec<u32>> {
    let mut by_name: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (index, person) in survey.people.iter().enumerate().filter(|(_, p)| !p.outside) {
        if let Some(name) = person.name.as_deref().map(fold).and_then(|name| comparable(&name)) {
            by_name.entry(name).or_default().push(index as u32);
        }
    }
    let mut doubles: Vec<Vec<u32>> = by_name.into_values().filter(|people| people.len() > 1).collect();
    doubles.sort_unstable();
    doubles
}

fn silent(survey: &Survey, wave: u32, ties: &[Tie]) -> Silent {
    let mut spoke = vec![false; survey.people.len()];
    let mut named = vec![false; survey.people.len()];
    for tie in ties {
        spoke[tie.from as usize] |= tie.from_says > 0.0;
        spoke[tie.to as usize] |= tie.to_says > 0.0;
        named[tie.to as usize] |= tie.from_says > 0.0;
        named[tie.from as usize] |= tie.to_says > 0.0;
    }
    let staff = &survey.waves[wave as usize].staff;
    // An answer that was set aside named somebody as well.
    staff.iter().for_each(|s| spoke[s.person as usize] |= s.named_somebody);
    let with = |response: Response| {
        staff.iter().filter(move |s| s.response == response && !survey.people[s.person as usize].outside)
    };
    let quiet = |response: Response| with(response).map(|s| s.person).filter(|&p| !spoke[p as usize]);
    let of_them = |response: Response| quiet(response).filter(|&p| named[p as usize]).count() as u64;
    Silent {
        wave,
        answered: listed(wave, quiet(Response::Answered)),
        answered_named: of_them(Response::Answered),
        missing: with(Response::DidNotAnswer).count() as u64,
        missing_named: with(Response::DidNotAnswer).filter(|s| named[s.person as usize]).count() as u64,
        not_known: listed(wave, quiet(Response::NotKnown)),
        not_known_named: of_them(Response::NotKnown),
    }
}

fn two_sided(survey: &Survey) -> Vec<TwoSided> {
    let mut found: Vec<TwoSided> = Vec::new();
    for own in survey.ties.chunk_by(|a, b| (a.wave, a.relation) == (b.wave, b.relation)) {
        let (mut confirmed, mut single, mut contradicted) = (0, 0, 0);
        for tie in own {
            match tie.state {
                State::Confirmed => confirmed += 1,
                State::SingleFrom | State::SingleTo => single += 1,
                State::Contradicted => contradicted += 1,
                _ => {}
            }
        }
        if confirmed + single + contradicted > 0 {
            let relation = survey.relations[own[0].relation as usize].id.clone();
            found.push(TwoSided { wave: own[0].wave, relation, confirmed, single, contradicted });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::sample::survey;
    use super::*;

    #[test]
    fn who_said_nothing_is_told_apart_by_what_is_known() {
        let survey = survey(&[
            ("teachers.csv", "id,answered\na,yes\nb,yes\nc,yes\nd,no\ne,no\n"),
            ("ties.csv", "from,to,relation\na,b,advice\na,d,advice\n"),
        ]);
        let silent = &audit(&survey).silent[0];
        assert_eq!((silent.answered.people, silent.answered_named), (2, 1));
        assert_eq!(silent.answered.first, [1, 2]);
        assert_eq!((silent.missing, silent.missing_named, silent.not_known.people), (2, 1, 0));
    }

    #[test]
    fn who_named_a_stranger_or_themselves_named_somebody() {
        let survey = survey(&[
            ("teachers.csv", "id,answered\na,yes\nb,yes\nc,yes\n"),
            ("ties.csv", "from,to,relation\na,zz,advice\nb,b,advice\nc,niemand,advice\n"),
        ]);
        assert_eq!(audit(&survey).silent[0].answered.first, [2]);
    }

    #[test]
    fn nothing_is_said_of_answering_where_nothing_says_it() {
        let survey = survey(&[("teachers.csv", "id\na\nb\nc\n"), ("ties.csv", "from,to\na,b\n")]);
        let silent = &audit(&survey).silent[0];
        assert_eq!((silent.answered.people, silent.missing), (0, 0));
        assert_eq!((silent.not_known.people, silent.not_known_named), (2, 1));
    }

    #[test]
    fn each_question_counts_who_named_somebody_and_how_many_names() {
        let survey = survey(&[
            ("teachers.csv", "id,answered\na,yes\nb,yes\nc,yes\n"),
            (
                "ties.csv",
                "from,to,relation,reporter\na,b,class_visit,from\na,c,class_visit,from\nb,c,class_visit,to\n\
                 a,b,buddy,\nb,a,buddy,\n",
            ),
        ]);
        let found = audit(&survey).questions;
        let told: Vec<_> = found.iter().map(|q| (&q.relation[..], q.end, q.naming, q.names)).collect();
        assert!(told.contains(&("class_visit", End::From, 1, 2)), "{told:?}");
        assert!(told.contains(&("class_visit", End::To, 1, 1)), "{told:?}");
        assert!(told.iter().any(|q| q.0 == "buddy" && (q.2, q.3) == (2, 2)), "{told:?}");
    }

    #[test]
    fn whoever_named_somebody_and_counts_as_not_having_answered_is_counted_apart() {
        let survey = survey(&[
            ("teachers.csv", "id,answered,wave\nz,yes,1\na,yes,2\nb,no,2\nc,no,2\n"),
            ("ties.csv", "from,to,relation,wave\na,b,advice,2\nb,a,advice,2\nb,c,advice,2\n"),
        ]);
        let found = audit(&survey).questions;
        let told: Vec<_> = found.iter().map(|q| (q.naming, q.unfinished, q.names)).collect();
        assert_eq!(told, [(2, 1, 3)]);
    }

    #[test]
    fn one_name_under_two_ids_is_told_and_not_merged() {
        let survey = survey(&[
            ("teachers.csv", "id,name\n1,Jan de Wit\n2,\"Wit, Jan de\"\n3,Jan de Wet\n4,Jan\n5,Jan\n"),
            ("ties.csv", "from,to\n1,2\n"),
        ]);
        assert_eq!(audit(&survey).doubles, [[0, 1]]);
        assert_eq!(survey.people.len(), 5);
    }

    #[test]
    fn both_ends_of_a_tie_agree_or_do_not() {
        let survey = survey(&[
            ("teachers.csv", "id,answered\na,yes\nb,yes\nc,yes\nd,yes\ne,no\n"),
            (
                "ties.csv",
                "from,to,relation,reporter\na,e,class_visit,from\nb,a,class_visit,from\nc,d,class_visit,from\n\
                 b,a,class_visit,to\ne,b,class_visit,to\n",
            ),
        ]);
        let found = audit(&survey).two_sided;
        let told: Vec<_> = found.iter().map(|t| (t.confirmed, t.single, t.contradicted)).collect();
        assert_eq!(told, [(1, 2, 1)]);
    }

    #[test]
    fn whoever_gives_ten_colleagues_in_two_questions_the_same_answer_is_told() {
        let people = (0..12).map(|n| format!("p{n}\n")).collect::<Vec<_>>().concat();
        let mut ties = String::from("from,to,relation,frequency\n");
        for n in 1..8 {
            ties += &format!(
                "p0,p{n},advice,3\np0,p{n},talk,3\np1,p{},advice,{}\np1,p{},talk,{}\n",
                n + 1,
                n % 3 + 1,
                n + 1,
                n % 4
            );
        }
        let survey = survey(&[("teachers.csv", &format!("id\n{people}")), ("ties.csv", &ties)]);
        let found = audit(&survey).always_the_same;
        assert_eq!(found.iter().map(|s| (s.people, s.first.clone())).collect::<Vec<_>>(), [(1, vec![0])]);
    }
}
