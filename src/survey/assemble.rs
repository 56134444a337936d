//! From reports to ties: two reports of one tie are put together, and every answer goes to a line of the ledger.

use super::reconcile::{both_asked, one_asked};
use super::reports::{Report, Reports};
use super::staff::WaveStaff;
use super::{Aside, End, Initiative, Question, Relation, Response, Staff, Tie};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Whether a person answered in a wave, and of single questions where that differs.
pub(crate) struct Answers {
    /// By wave and person.
    of: Vec<Vec<Response>>,
    /// By person, for the questions that not all who answered have answered.
    of_question: BTreeMap<(u32, u32, End), Vec<Response>>,
}

impl Answers {
    /// Of everybody in every wave.
    pub(crate) fn of(waves: &[WaveStaff], questions: &[Question], people: usize) -> Answers {
        let by_person = |staff: &[Staff], of: &mut dyn Iterator<Item = Response>| {
            let mut responses = vec![Response::NotAsked; people];
            staff.iter().zip(of).for_each(|(s, response)| responses[s.person as usize] = response);
            responses
        };
        let whole = waves.iter().map(|wave| by_person(&wave.staff, &mut wave.staff.iter().map(|s| s.response)));
        let mut of_question = BTreeMap::new();
        for question in questions {
            let staff = &waves[question.wave as usize].staff;
            if staff.iter().zip(&question.answered).any(|(s, &answered)| s.response != answered) {
                let key = (question.wave, question.relation, question.end);
                of_question.insert(key, by_person(staff, &mut question.answered.iter().copied()));
            }
        }
        Answers { of: whole.collect(), of_question }
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
}

/// What was asked: one question for each wave, relation and end.
///
/// An end is asked when it filed a report, when the study file maps a question to it, or when the study says that both
/// sides are asked of a relation that was.
pub(crate) fn questions(
    reports: &mut Reports,
    relations: &[Relation],
    mapped: &[(u32, End)],
    waves: &[WaveStaff],
) -> Vec<Question> {
    let mut questions = Vec::new();
    for (wave, staff) in waves.iter().enumerate() {
        let wave = wave as u32;
        let anything = reports.is_asked_in(wave);
        for relation in 0..relations.len() as u32 {
            for end in [End::From, End::To] {
                if anything && mapped.contains(&(relation, end)) {
                    reports.fact(wave, relation, end).asked = true;
                }
            }
            let one = [End::From, End::To].into_iter().find(|&e| reports.known_fact(wave, relation, e).is_some());
            let both = relations[relation as usize].both_sides_asked == Some(true);
            if let (Some(end), true) = (one, both) {
                let like = reports.known_fact(wave, relation, end).cloned().unwrap_or_default();
                let other = reports.fact(wave, relation, end.other());
                if !other.asked {
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
                    answered: staff.staff.iter().map(|s| s.response).collect(),
                });
            }
        }
    }
    questions
}

/// The ties, sorted by wave, relation, from, to. Every report goes to its book.
pub(crate) fn ties(
    reports: &mut Reports,
    relations: &[Relation],
    questions: &[Question],
    answers: &Answers,
) -> Vec<Tie> {
    let people = answers.of.first().map_or(0, Vec::len);
    let both = BothAsked::of(questions, relations);
    reports.list = sorted(std::mem::take(&mut reports.list), questions, people);
    let stretches: Vec<&mut [Report]> = stretches(&mut reports.list);
    let made: Vec<Stretch> = if stretches.len() > 1 {
        stretches.into_par_iter().map(|own| Stretch::of(own, &both, answers)).collect()
    } else {
        stretches.into_iter().map(|own| Stretch::of(own, &both, answers)).collect()
    };
    let all = made.iter().map(|s| s.ties.len()).sum::<usize>();
    let mut ties: Vec<Tie> = Vec::new();
    for stretch in made {
        // The first, mostly the only one, stays where it is.
        if ties.is_empty() {
            ties = stretch.ties;
            ties.reserve_exact(all - ties.len());
        } else {
            ties.extend(stretch.ties);
        }
        for (source, kept, merged) in stretch.counts {
            let book = &mut reports.books[reports.sources[source as usize].book];
            book.kept += kept;
            book.merged += merged;
        }
        for (source, why, line) in stretch.aside {
            reports.books[reports.sources[source as usize].book].set_aside(why, line.into());
        }
    }
    ties
}

/// Reports of one task.
const REPORTS_PER_TASK: usize = 1 << 16;

/// Sorted reports cut where another person begins.
fn stretches(mut list: &mut [Report]) -> Vec<&mut [Report]> {
    let mut cut = Vec::new();
    while list.len() > REPORTS_PER_TASK {
        let person = |r: &Report| (r.wave, r.relation, r.from);
        let first = person(&list[REPORTS_PER_TASK]);
        let more = list[REPORTS_PER_TASK..].iter().take_while(|r| person(r) == first).count();
        let (own, rest) = std::mem::take(&mut list).split_at_mut(REPORTS_PER_TASK + more);
        cut.push(own);
        list = rest;
    }
    cut.push(list);
    cut
}

/// The ties of some reports, and where these go.
#[derive(Default)]
struct Stretch {
    ties: Vec<Tie>,
    /// By source: how many were kept, and merged into a tie.
    counts: Vec<(u16, u64, u64)>,
    aside: Vec<(u16, Aside, u32)>,
}

impl Stretch {
    /// Of reports by wave, relation and person, all of a person's together.
    fn of(list: &mut [Report], both: &BothAsked, answers: &Answers) -> Stretch {
        for own in list.chunk_by_mut(|a, b| (a.wave, a.relation, a.from) == (b.wave, b.relation, b.from)) {
            own.sort_by_key(|r| r.to);
        }
        let mut made = Stretch { ties: Vec::with_capacity(list.len()), ..Stretch::default() };
        for same in list.chunk_by(|a, b| (a.wave, a.relation, a.from, a.to) == (b.wave, b.relation, b.from, b.to)) {
            let tie = together(same, both.is(same[0].wave, same[0].relation), answers);
            let contradicted = tie.state == super::reconcile::State::Contradicted;
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
            made.ties.push(tie);
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
}

/// Reports by wave, relation and from; of two of a person the one that comes first in the files stays first.
/// Counting instead of comparing: the time grows with the answers and not faster.
fn sorted(reports: Vec<Report>, questions: &[Question], people: usize) -> Vec<Report> {
    in_runs(&reports, people).unwrap_or_else(|| {
        let by_person = counted(reports, people, |r| r.from as usize);
        // Waves and relations that were asked about, each with its place, to be looked up for every report.
        let waves = questions.iter().map(|q| q.wave as usize + 1).max().unwrap_or(0);
        let relations = questions.iter().map(|q| q.relation as usize + 1).max().unwrap_or(0);
        let mut places = vec![0; waves * relations];
        let mut next = 0;
        for asked in questions.chunk_by(|a, b| (a.wave, a.relation) == (b.wave, b.relation)) {
            places[asked[0].wave as usize * relations + asked[0].relation as usize] = next;
            next += 1;
        }
        let place =
            |r: &Report| places.get(usize::from(r.wave) * relations + usize::from(r.relation)).copied().unwrap_or(next);
        counted(by_person, next + 1, place)
    })
}

/// The reports by wave, relation and person where those of a wave and relation stand together, as files of millions mostly
/// come: then whole runs are put behind each other.
fn in_runs(reports: &[Report], people: usize) -> Option<Vec<Report>> {
    let mut runs: Vec<&[Report]> = Vec::new();
    for run in reports.chunk_by(|a, b| (a.wave, a.relation) == (b.wave, b.relation)) {
        if runs.len() == MOST_RUNS {
            return None;
        }
        runs.push(run);
    }
    let key = |run: &[Report]| run.first().map(|r| (r.wave, r.relation));
    runs.sort_by_key(|run| key(run));
    if runs.windows(2).any(|two| key(two[0]) == key(two[1])) {
        return None;
    }
    let mut list = Vec::with_capacity(reports.len());
    for run in runs {
        // Ties without a direction stand with the lower person first, whoever spoke.
        if run.is_sorted_by_key(|r| r.from) {
            list.extend_from_slice(run);
        } else {
            list.append(&mut counted(run.to_vec(), people, |r| r.from as usize));
        }
    }
    Some(list)
}

/// With more runs than this the reports are in no order.
const MOST_RUNS: usize = 200;

/// A stable sort by a key under `keys`.
fn counted(reports: Vec<Report>, keys: usize, key: impl Fn(&Report) -> usize) -> Vec<Report> {
    if reports.is_sorted_by_key(&key) {
        return reports;
    }
    let mut next = vec![0_u32; keys + 1];
    for report in &reports {
        next[key(report) + 1] += 1;
    }
    for i in 1..next.len() {
        next[i] += next[i - 1];
    }
    let mut sorted = reports.clone();
    for report in reports {
        let at = &mut next[key(&report)];
        sorted[*at as usize] = report;
        *at += 1;
    }
    sorted
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
        state: super::reconcile::State::Reported,
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
    let from = answers.of_end(tie.wave, tie.relation, End::From, tie.from);
    let to = answers.of_end(tie.wave, tie.relation, End::To, tie.to);
    tie.state = if both {
        both_asked(tie.from_says > 0.0, from, tie.to_says > 0.0, to)
    } else {
        one_asked(true, if tie.from_says > 0.0 { from } else { to })
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
