//! From reports to ties: two reports of one tie are put together, and every answer goes to a line of the ledger.

use super::names::Who;
use super::order::Ordered;
use super::reconcile::{State, both_asked, one_asked};
use super::reports::{Fact, Report, Reports};
use super::staff::WaveStaff;
use super::{Aside, End, Initiative, Question, Relation, Response, Staff, Tie};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Whether a person answered in a wave, and of single questions where that differs.
pub(crate) struct Answers {
    /// By wave and person.
    of: Vec<Vec<Response>>,
    /// By person, for the questions that not all who answered have answered.
    of_question: BTreeMap<(u32, u32, End), Vec<Response>>,
    /// Who named somebody in a question in an answer that was set aside.
    in_vain: BTreeMap<(u32, u32, End), BTreeSet<u32>>,
}

impl Answers {
    /// Of everybody in every wave.
    pub(crate) fn of(waves: &[WaveStaff], questions: &[Question], people: usize) -> Answers {
        let by_person = |staff: &[Staff], of: &mut dyn Iterator<Item = Response>| {
            let mut responses = vec![Response::NotAsked; people];
            staff.iter().zip(of).for_each(|(s, response)| responses[s.person as usize] = response);
            responses
        };
        let whole: Vec<Vec<Response>> = waves.iter().map(WaveStaff::responses).collect();
        let (mut of_question, mut in_vain) = (BTreeMap::new(), BTreeMap::new());
        for question in questions {
            let staff = &waves[question.wave as usize].staff;
            let key = (question.wave, question.relation, question.end);
            let unclear: BTreeSet<u32> =
                staff.iter().zip(&question.in_vain).filter(|(_, vain)| **vain).map(|(s, _)| s.person).collect();
            if !unclear.is_empty() {
                in_vain.insert(key, unclear);
            }
            if whole[question.wave as usize] != question.answered {
                of_question.insert(key, by_person(staff, &mut question.answered.iter().copied()));
            }
        }
        let of = waves.iter().zip(whole).map(|(wave, whole)| by_person(&wave.staff, &mut whole.into_iter()));
        Answers { of: of.collect(), of_question, in_vain }
    }

    /// Whether a person answered in a wave.
    pub(crate) fn get(&self, wave: u32, person: u32) -> Response {
        self.of[wave as usize][person as usize]
    }

    /// Whether a person answered one question.
    fn of_end(&self, wave: u32, relation: u32, end: End, person: u32) -> Response {
        if self.of_question.is_empty() {
            return self.get(wave, person);
        }
        let own = self.of_question.get(&(wave, relation, end));
        own.map_or_else(|| self.get(wave, person), |own| own[person as usize])
    }

    /// What it says of a tie that a person did not name it: nothing where that person named somebody who is not found,
    /// for that may be the one.
    fn silence_of_end(&self, wave: u32, relation: u32, end: End, person: u32) -> Response {
        let unclear = self.in_vain.get(&(wave, relation, end)).is_some_and(|all| all.contains(&person));
        if unclear { Response::DidNotAnswer } else { self.of_end(wave, relation, end, person) }
    }
}

/// What was asked: one question for each wave, relation and end.
///
/// An end is asked when it filed a report, when the study file maps a question to it and answers are a list, or when the
/// study says that both sides are asked of a relation that was. `candidates` are those of names that are not found.
pub(crate) fn questions(
    reports: &mut Reports,
    (relations, mapped): (&[Relation], &[(u32, End)]),
    waves: &[WaveStaff],
    candidates: &[Vec<u32>],
) -> Vec<Question> {
    let mut questions = Vec::new();
    for (wave, staff) in waves.iter().enumerate() {
        let wave = wave as u32;
        let whole = staff.responses();
        for relation in 0..relations.len() as u32 {
            for end in [End::From, End::To] {
                if mapped.contains(&(relation, end)) && reports.may_be_unseen(wave, relation, end) {
                    reports.fact(wave, relation, end).asked = true;
                }
            }
            let one = [End::From, End::To].into_iter().find(|&e| reports.known_fact(wave, relation, e).is_some());
            let both = relations[relation as usize].both_sides_asked == Some(true);
            if let (Some(end), true) = (one, both) {
                let like = reports.known_fact(wave, relation, end).cloned().unwrap_or_default();
                let other = reports.fact(wave, relation, end.other());
                if !other.asked && other.forms == 0 {
                    (other.asked, other.within, other.freely) = (true, like.within, like.freely);
                    (other.max_names, other.at_least) = (like.max_names, like.at_least);
                }
            }
            for end in [End::From, End::To] {
                let Some(fact) = reports.known_fact(wave, relation, end) else { continue };
                questions.push(Question {
                    wave,
                    relation,
                    end,
                    within_school: fact.within && !fact.freely,
                    max_names: fact.max_names,
                    at_least: fact.at_least.unwrap_or(0.0),
                    answered: whole.clone(),
                    in_vain: if fact.in_vain.is_empty() {
                        Vec::new()
                    } else {
                        or_none(staff.staff.iter().map(|s| fact.in_vain.contains(&s.person)))
                    },
                    may_be_named: may_be_named(fact, &staff.staff, candidates),
                });
            }
        }
    }
    questions
}

/// Marks of people by place; empty when nobody has one.
pub(super) fn or_none(marks: impl Iterator<Item = bool>) -> Vec<bool> {
    let marks: Vec<bool> = marks.collect();
    if marks.contains(&true) { marks } else { Vec::new() }
}

/// Who may be named in answers to a question that were set aside, by place among the staff: whoever may be meant by a
/// name that is not found, whoever is named by somebody who may be on the list, and how often nobody knows. Empty when
/// nobody is.
fn may_be_named(fact: &Fact, staff: &[Staff], candidates: &[Vec<u32>]) -> Vec<bool> {
    let within = fact.within && !fact.freely;
    let seat = |person: u32| staff.binary_search_by_key(&person, |s| s.person).ok();
    let share_a_school = |a: usize, b: usize| {
        let schools = |at: usize| staff[at].school.iter().chain(&staff[at].other_schools);
        schools(a).any(|s| schools(b).any(|t| s == t))
    };
    let people = |who: Who| match who {
        Who::Person(person) => vec![person],
        Who::Unknown(number) => candidates.get(number as usize).cloned().unwrap_or_default(),
        Who::Nobody => Vec::new(),
    };
    let mut may_be = Vec::new();
    for &(reporter, named) in &fact.lost {
        let by = people(reporter);
        for person in people(named) {
            let Some(at) = seat(person) else { continue };
            let may_say = |&by: &u32| by != person && seat(by).is_some_and(|by| !within || share_a_school(by, at));
            if by.iter().any(may_say) {
                may_be.resize(staff.len(), false);
                may_be[at] = true;
            }
        }
    }
    may_be
}

/// What was reported, beside the ties.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// By wave: how many reports.
    pub(crate) answers: Vec<u64>,
    /// Wave and person of every report by somebody who is marked as not having answered.
    pub(crate) from_silent: Vec<(u16, u32)>,
}

/// The ties, sorted by wave, relation, from, to. Every report goes to its book, and none is kept.
pub(crate) fn ties(
    reports: &mut Reports,
    relations: &[Relation],
    questions: &[Question],
    answers: &Answers,
) -> (Vec<Tie>, Heard) {
    let people = answers.of.first().map_or(0, Vec::len);
    let both = BothAsked::of(questions, relations);
    let mut ordered = Ordered::of(reports.list.take(), people);
    let mut parts = ordered.parts();
    let several = parts.len() > 1;
    let count = |part: &mut [Report]| Counted::of(part, &both, answers);
    let counted: Vec<Counted> = if several {
        parts.par_iter_mut().map(|part| count(part)).collect()
    } else {
        parts.iter_mut().map(|part| count(part)).collect()
    };
    let starts: Vec<usize> = counted.iter().scan(0, |all, own| Some(std::mem::replace(all, *all + own.ties))).collect();
    let all = counted.iter().map(|own| own.ties).sum();
    let mut heard = Heard { answers: vec![0; answers.of.len()], ..Heard::default() };
    for own in counted {
        own.put(reports, &mut heard);
    }
    let parts: Vec<&[Report]> = parts.into_iter().map(|part| &*part).collect();
    let tie = |same: &[Report]| together(same, both.is(same[0].wave, same[0].relation), answers);
    let ties = if several {
        let tasks = (0..all).into_par_iter().with_min_len(TIES_PER_TASK);
        // Each task goes on from where it begins, and writes to where its ties stay.
        let pairs =
            tasks.map_init(|| None, |pairs, at| pairs.get_or_insert_with(|| Pairs::from(&parts, &starts, at)).next());
        pairs.map(tie).collect()
    } else {
        let mut pairs = Pairs::from(&parts, &starts, 0);
        (0..all).map(|_| tie(pairs.next())).collect()
    };
    (ties, heard)
}

/// Ties of one task, at least.
const TIES_PER_TASK: usize = 1 << 14;

/// Two people with a relation in a wave after the other, each with all reports of theirs.
struct Pairs<'a> {
    parts: &'a [&'a [Report]],
    /// What is left of the part before these.
    rest: &'a [Report],
}

impl<'a> Pairs<'a> {
    /// From a tie on; `starts` says how many stand before each part.
    fn from(parts: &'a [&'a [Report]], starts: &[usize], tie: usize) -> Pairs<'a> {
        let part = starts.partition_point(|&start| start <= tie).saturating_sub(1);
        let (rest, parts) = parts[part..].split_first().map_or((&[][..], &[][..]), |(rest, parts)| (*rest, parts));
        let mut pairs = Pairs { parts, rest };
        (starts.get(part).copied().unwrap_or(tie)..tie).for_each(|_| _ = pairs.next());
        pairs
    }

    /// The reports of the next two. There must be some.
    fn next(&mut self) -> &'a [Report] {
        while let ([], Some((next, parts))) = (self.rest, self.parts.split_first()) {
            (self.rest, self.parts) = (next, parts);
        }
        let pair = |r: &Report| (r.wave, r.relation, r.from, r.to);
        let same = self.rest.iter().take_while(|r| pair(r) == pair(&self.rest[0])).count();
        let (own, rest) = self.rest.split_at(same);
        self.rest = rest;
        own
    }
}

/// What some reports come to, and where they go.
#[derive(Default)]
struct Counted {
    /// How many ties.
    ties: usize,
    /// By source: how many were kept, and merged into a tie.
    counts: Vec<(u16, u64, u64)>,
    aside: Vec<(u16, Aside, u32)>,
    /// By wave: how many.
    answers: Vec<(u16, u64)>,
    from_silent: Vec<(u16, u32)>,
}

impl Counted {
    /// Of reports by wave, relation and person, all of a person's together: each person's are sorted.
    fn of(list: &mut [Report], both: &BothAsked, answers: &Answers) -> Counted {
        let mut made = Counted::default();
        for own in list.chunk_by_mut(|a, b| (a.wave, a.relation, a.from) == (b.wave, b.relation, b.from)) {
            own.sort_by_key(|r| r.to);
            let wave = own[0].wave;
            match made.answers.last_mut().filter(|a| a.0 == wave) {
                Some(answers) => answers.1 += own.len() as u64,
                None => made.answers.push((wave, own.len() as u64)),
            }
            let is_silent = |r: &&Report| answers.get(wave.into(), r.reporter()) == Response::DidNotAnswer;
            made.from_silent.extend(own.iter().filter(is_silent).map(|r| (wave, r.reporter())));
            let both = both.is(wave, own[0].relation);
            for same in own.chunk_by(|a, b| a.to == b.to) {
                made.ties += 1;
                // Only where both were asked can one of them say no.
                let contradicted = both && together(same, both, answers).state == State::Contradicted;
                let mut spoke = [false, false];
                for report in same {
                    let again = std::mem::replace(&mut spoke[report.by as usize], true);
                    let other_spoke = spoke[report.by.other() as usize];
                    match () {
                        () if again => made.aside.push((report.source, Aside::Repeated, report.line)),
                        () if contradicted => made.aside.push((report.source, Aside::Contradicted, report.line)),
                        () => made.count(report.source, other_spoke),
                    }
                }
            }
        }
        made
    }

    fn count(&mut self, source: u16, merged: bool) {
        let known = self.counts.iter().position(|c| c.0 == source);
        let at = known.unwrap_or_else(|| {
            self.counts.push((source, 0, 0));
            self.counts.len() - 1
        });
        *(if merged { &mut self.counts[at].2 } else { &mut self.counts[at].1 }) += 1;
    }

    /// Puts these in the books.
    fn put(self, reports: &mut Reports, heard: &mut Heard) {
        for (source, kept, merged) in self.counts {
            let book = &mut reports.books[reports.sources[source as usize].book];
            book.kept += kept;
            book.merged += merged;
        }
        for (source, why, line) in self.aside {
            reports.books[reports.sources[source as usize].book].set_aside(why, line.into());
        }
        for (wave, answers) in self.answers {
            heard.answers[usize::from(wave)] += answers;
        }
        heard.from_silent.extend(self.from_silent);
    }
}

/// All reports of one pair as one tie. Nothing in it depends on the order of the reports.
fn together(same: &[Report], both: bool, answers: &Answers) -> Tie {
    let first = same[0];
    let mut tie = Tie {
        wave: first.wave.into(),
        relation: first.relation.into(),
        from: first.from,
        to: first.to,
        from_says: 0.0,
        to_says: 0.0,
        state: State::Reported,
        initiative: Initiative::NotSaid,
        topic: Tie::NO_TOPIC,
        feedback: None,
    };
    for report in same {
        let says = match report.by {
            End::From => &mut tie.from_says,
            End::To => &mut tie.to_says,
        };
        *says = says.max(report.frequency);
        tie.initiative = tie.initiative.max(report.initiative);
        tie.topic = tie.topic.min(report.topic);
        tie.feedback = tie.feedback.max(report.feedback);
    }
    let (from_says, to_says) = (tie.from_says > 0.0, tie.to_says > 0.0);
    tie.state = if both {
        let from = answers.silence_of_end(tie.wave, tie.relation, End::From, tie.from);
        let to = answers.silence_of_end(tie.wave, tie.relation, End::To, tie.to);
        both_asked(from_says, from, to_says, to)
    } else {
        let (end, person) = if from_says { (End::From, tie.from) } else { (End::To, tie.to) };
        one_asked(true, answers.of_end(tie.wave, tie.relation, end, person))
    };
    tie
}

/// For each wave and relation, whether both ends were asked, so that the table of `domain.md` 3.2 holds.
struct BothAsked {
    of: Vec<bool>,
    relations: usize,
}

impl BothAsked {
    fn of(questions: &[Question], relations: &[Relation]) -> BothAsked {
        let waves = questions.iter().map(|q| q.wave as usize + 1).max().unwrap_or(0);
        let mut ends = vec![0; waves * relations.len()];
        for question in questions {
            ends[question.wave as usize * relations.len() + question.relation as usize] += 1;
        }
        let said = |i: usize| relations[i % relations.len()].both_sides_asked;
        let of = ends.iter().enumerate().map(|(i, &ends)| ends == 2 && said(i) != Some(false)).collect();
        BothAsked { of, relations: relations.len() }
    }

    fn is(&self, wave: u16, relation: u16) -> bool {
        self.of.get(usize::from(wave) * self.relations + usize::from(relation)).copied().unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use crate::survey::reconcile::{Reading, State};
    use crate::survey::sample::{survey, ties};
    use crate::survey::{Aside, End, Initiative};

    /// One missing form (`domain.md`, T5): a..e, e did not answer.
    const T5: [(&str, &str); 2] = [
        ("teachers.csv", "id,answered\na,yes\nb,yes\nc,yes\nd,yes\ne,no\n"),
        (
            "ties.csv",
            "from,to,relation,reporter\na,e,class_visit,from\nb,a,class_visit,from\nc,d,class_visit,from\n\
             b,a,class_visit,to\ne,b,class_visit,to\n",
        ),
    ];

    #[test]
    fn two_reports_of_one_tie_have_the_states_of_the_worked_case() {
        let survey = survey(&T5);
        let want = [
            "1 class_visit a>e 1/0 SingleFrom",
            "1 class_visit b>a 1/1 Confirmed",
            "1 class_visit c>d 1/0 Contradicted",
            "1 class_visit e>b 0/1 SingleTo",
        ];
        assert_eq!(ties(&survey), want);
        let file = &survey.ledger.files[0];
        assert_eq!((file.answers, file.kept, file.merged, file.no), (5, 3, 1, 0));
        assert_eq!(file.aside[&Aside::Contradicted].answers, 1);
        assert_eq!(file.aside[&Aside::Contradicted].first[0].line, Some(4));
        let ends: Vec<End> = survey.questions.iter().map(|q| q.end).collect();
        assert_eq!(ends, [End::From, End::To]);
    }

    #[test]
    fn a_directed_tie_is_what_its_reporter_says_when_only_one_side_was_asked() {
        let survey = survey(&[
            ("teachers.csv", "id,answered\na,yes\nb,yes\nc,no\n"),
            ("ties.csv", "from,to,relation\na,b,advice\na,c,advice\nc,a,advice\n"),
        ]);
        assert!(survey.ties.iter().all(|t| t.state == State::Reported && t.to_says.abs() < f32::EPSILON));
        assert_eq!(survey.questions.len(), 1);
    }

    #[test]
    fn an_undirected_tie_stands_once_and_either_end_s_word_is_enough() {
        let survey = survey(&[
            ("teachers.csv", "id,answered\na,yes\nb,yes\nc,yes\n"),
            ("ties.csv", "from,to,relation,frequency\nb,a,buddy,2\na,b,buddy,3\nc,b,buddy,1\n"),
        ]);
        assert_eq!(ties(&survey), ["1 buddy a>b 3/2 Reported", "1 buddy b>c 0/1 Reported"]);
        let file = &survey.ledger.files[0];
        assert_eq!((file.kept, file.merged), (2, 1));
    }

    #[test]
    fn an_undirected_relation_follows_the_table_when_the_study_says_that_both_sides_were_asked() {
        let files = [
            ("teachers.csv", "id,answered\na,yes\nb,yes\nc,yes\nd,no\n"),
            (
                "ties.csv",
                "from,to,relation\nb,a,team_teaching\na,b,team_teaching\nc,b,team_teaching\nc,d,team_teaching\n",
            ),
            ("study.toml", "[[relations]]\nid = \"team_teaching\"\nboth_sides_asked = true\n"),
        ];
        let survey = survey(&files);
        let want = [
            "1 team_teaching a>b 1/1 Confirmed",
            "1 team_teaching b>c 0/1 Contradicted",
            "1 team_teaching c>d 1/0 SingleFrom",
        ];
        assert_eq!(ties(&survey), want);
        assert_eq!(survey.questions.len(), 2);
        assert_eq!(survey.ledger.files[0].aside[&Aside::Contradicted].answers, 1);
    }

    #[test]
    fn reports_of_both_ends_are_no_contradiction_when_the_study_says_that_one_side_was_asked() {
        let mut files = T5.to_vec();
        files.push(("study.toml", "[[relations]]\nid = \"class_visit\"\nboth_sides_asked = false\n"));
        assert!(survey(&files).ties.iter().all(|t| t.state == State::Reported));
    }

    #[test]
    fn a_mapped_question_was_asked_even_if_nobody_was_named() {
        let survey = survey(&[
            ("teachers.csv", "id,answered\na,yes\nb,yes\n"),
            ("ties.csv", "from,to,relation\na,b,class_visit\n"),
            (
                "study.toml",
                "[questions]\n\"Bij wie?\" = \"class_visit\"\n\"Wie bij u?\" = { relation = \"class_visit\", reporter = \"to\" }\n",
            ),
        ]);
        assert_eq!(survey.questions.len(), 2);
        assert_eq!(survey.ties[0].state, State::Contradicted);
    }

    #[test]
    fn the_same_answer_twice_counts_once_with_its_largest_frequency_whatever_the_order() {
        for rows in ["a,b,1,own\na,b,3,\n", "a,b,3,\na,b,1,own\n"] {
            let text = format!("from,to,frequency,initiative\n{rows}");
            let survey = survey(&[("teachers.csv", "id\na\nb\n"), ("ties.csv", &text)]);
            assert_eq!(ties(&survey), ["1 teaching_talk a>b 3/0 Reported"]);
            assert_eq!(survey.ties[0].initiative, Initiative::Own);
            let file = &survey.ledger.files[0];
            assert_eq!((file.kept, file.aside[&Aside::Repeated].answers), (1, 1));
            assert_eq!(file.aside[&Aside::Repeated].first[0].line, Some(3));
        }
    }

    #[test]
    fn reports_of_one_tie_may_stand_in_two_files() {
        let survey = survey(&[
            ("teachers.csv", "id,answered\na,yes\nb,yes\n"),
            ("guest.csv", "from,to\na,b\n"),
            ("host.csv", "from,to\na,b\n"),
            (
                "study.toml",
                "[[ties]]\nfile = \"guest.csv\"\nrelation = \"class_visit\"\n[[ties]]\nfile = \"host.csv\"\n\
                 relation = \"class_visit\"\nreporter = \"to\"\n",
            ),
        ]);
        assert_eq!(ties(&survey), ["1 class_visit a>b 1/1 Confirmed"]);
        let books: Vec<_> = survey.ledger.files.iter().map(|f| (f.file.as_str(), f.kept, f.merged)).collect();
        assert_eq!(books, [("guest.csv", 1, 0), ("host.csv", 0, 1)]);
        assert!(survey.ties[0].state.is_tie(Reading::Confirmed));
    }
}
