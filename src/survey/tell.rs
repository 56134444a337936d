//! What a reader should know of a survey once it is put together: response, what was asked, and what it cannot show.

use super::assemble::Heard;
use super::check::Seen;
use super::ledger::Book;
use super::reconcile::{Reading, State};
use super::reports::Reports;
use super::staff::WaveStaff;
use super::{Aside, End, Family, Initiative, Question, Response, Survey, Tie};
use crate::error::Notice;
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};

/// Under this share a school's response gets a notice.
const LOW_RESPONSE: f64 = 0.8;
/// So many people are named as examples.
const EXAMPLES: usize = 5;

/// What is told of the waves, in their order.
pub(crate) fn waves(survey: &Survey, reports: &Reports, staff: &[WaveStaff], heard: &Heard) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (index, wave) in survey.waves.iter().enumerate() {
        let w = index as u32;
        if staff[index].without_roster {
            notices.push(Notice::WaveWithoutRoster { wave: wave.id.clone(), answers: heard.answers[index] });
        } else if !(reports.is_asked_in(w) || reports.has_forms(w))
            && survey.waves.len() > 1
            && staff.iter().any(|s| !s.staff.is_empty())
        {
            notices.push(Notice::WaveWithoutRoster { wave: wave.id.clone(), answers: 0 });
        }
        if !wave.response_known && reports.is_asked_in(w) {
            notices.push(Notice::ResponseNotKnown { wave: wave.id.clone(), silent: silent(survey, reports, w) });
        }
        notices.extend(from_silent(survey, heard, w));
        if wave.response_known {
            notices.extend(low_response(survey, w));
        }
        notices.extend(asked(survey, reports, w));
        if reports.is_asked_in(w) && !is_formal(survey, w) {
            notices.push(Notice::NoFormalTies { wave: wave.id.clone() });
        }
    }
    for (index, relation) in survey.relations.iter().enumerate() {
        let mut own = survey.questions.iter().filter(|q| q.relation as usize == index).peekable();
        if own.peek().is_some() && own.all(|q| q.within_school) {
            notices.push(Notice::AskedWithinSchool { relation: relation.id.clone() });
        }
    }
    notices
}

/// People who reported nothing and were named by nobody: isolated, or did not answer.
fn silent(survey: &Survey, reports: &Reports, wave: u32) -> u64 {
    let named: Vec<AtomicBool> = survey.people.iter().map(|_| AtomicBool::new(false)).collect();
    let mark = |person: u32| {
        let mark = &named[person as usize];
        if !mark.load(Ordering::Relaxed) {
            mark.store(true, Ordering::Relaxed);
        }
    };
    in_tasks(survey.ties_of(wave)).for_each(|tie| {
        mark(tie.from);
        mark(tie.to);
    });
    let staff = &survey.waves[wave as usize].staff;
    let is_silent = |person: u32| !named[person as usize].load(Ordering::Relaxed) && !reports.spoke(wave, person);
    staff.iter().filter(|s| s.response == Response::NotKnown && is_silent(s.person)).count() as u64
}

/// Ties, to be gone through side by side where there are many.
fn in_tasks(ties: &[Tie]) -> impl IndexedParallelIterator<Item = &Tie> {
    ties.par_iter().with_min_len(1 << 16)
}

/// Answers of people who are marked as not having answered. They are kept.
fn from_silent(survey: &Survey, heard: &Heard, wave: u32) -> Option<Notice> {
    let mut by = vec![0_u64; survey.people.len()];
    heard.from_silent.iter().filter(|(w, _)| u32::from(*w) == wave).for_each(|(_, p)| by[*p as usize] += 1);
    let who = || by.iter().enumerate().filter(|(_, n)| **n > 0).map(|(p, _)| p);
    let people = who().count() as u64;
    (people > 0).then(|| Notice::AnswersFromSilent {
        wave: survey.waves[wave as usize].id.clone(),
        people,
        answers: by.iter().sum(),
        examples: who().take(EXAMPLES).map(|p| survey.people[p].id.clone()).collect(),
    })
}

/// Schools of which too few people answered.
fn low_response(survey: &Survey, wave: u32) -> Vec<Notice> {
    let wave = &survey.waves[wave as usize];
    let mut counts = vec![(0_u64, 0_u64); survey.schools.len()];
    for member in wave.staff.iter().filter(|s| s.response != Response::NotAsked) {
        if let Some(school) = member.school {
            let (answered, asked) = &mut counts[school as usize];
            *asked += 1;
            *answered += u64::from(member.response == Response::Answered);
        }
    }
    let low =
        counts.iter().enumerate().filter(|(_, (answered, asked))| (*answered as f64) < LOW_RESPONSE * *asked as f64);
    low.map(|(school, &(answered, asked))| Notice::LowResponse {
        wave: wave.id.clone(),
        school: survey.schools[school].id.clone(),
        answered,
        asked,
    })
    .collect()
}

/// What was asked of one side only, what the two sides contradict, and where the form had no room for more.
fn asked(survey: &Survey, reports: &Reports, wave: u32) -> Vec<Notice> {
    let label = || survey.waves[wave as usize].id.clone();
    let mut notices = Vec::new();
    let questions: Vec<&Question> = survey.questions.iter().filter(|q| q.wave == wave).collect();
    let contradicted = |relation: u32| {
        let ties = survey.ties_of(wave);
        let own = ties.partition_point(|t| t.relation < relation)..ties.partition_point(|t| t.relation <= relation);
        in_tasks(&ties[own]).filter(|t| t.state == State::Contradicted).count() as u64
    };
    for own in questions.chunk_by(|a, b| a.relation == b.relation) {
        let relation = &survey.relations[own[0].relation as usize];
        // Only of visits is there a second witness to miss: advice and talk are what the one who asks says they are.
        if own.len() == 1 && relation.directed && relation.openness >= 3 {
            let host_side = own[0].end == End::To;
            notices.push(Notice::OneSideAsked { wave: label(), relation: relation.id.clone(), host_side });
        }
        // Only where both ends were asked can one of them say no.
        let ties = if own.len() > 1 { contradicted(own[0].relation) } else { 0 };
        if ties > 0 {
            notices.push(Notice::Contradicted { wave: label(), relation: relation.id.clone(), ties });
        }
        for question in own {
            let Some(max_names) = question.max_names else { continue };
            let fact = reports.known_fact(wave, question.relation, question.end);
            let people = fact.map_or(0, |f| f.names.iter().filter(|&&n| n >= max_names).count() as u64);
            if people > 0 {
                notices.push(Notice::LimitedByForm { wave: label(), relation: relation.id.clone(), max_names, people });
            }
        }
    }
    notices
}

/// Whether a wave has any formal tie.
fn is_formal(survey: &Survey, wave: u32) -> bool {
    let of_group = |g: &super::Group| {
        !g.informal
            && survey.group_kinds_as_ties.contains(&g.kind)
            && g.members.iter().filter(|m| m.0 == wave).count() > 1
    };
    survey.groups.iter().any(of_group)
        || in_tasks(survey.ties_of(wave)).any(|t| {
            let relation = &survey.relations[t.relation as usize];
            let counted = matches!(relation.channel, super::Channel::Peer | super::Channel::Guided);
            let formal = match t.initiative {
                Initiative::Assigned => true,
                Initiative::Own => false,
                Initiative::Asked | Initiative::NotSaid => relation.family == Family::Formal,
            };
            counted && formal && t.state.is_tie(Reading::Default)
        })
}

/// Tells of the answers that were set aside, file by file.
pub(crate) fn books(books: &[Book], seen: &mut Seen) {
    for book in books {
        let aside = |why| book.aside(why);
        if let Some((answers, place)) = aside(Aside::SelfTie) {
            seen.notice(Notice::SelfTies { place, answers });
        }
        if let Some((answers, place)) = aside(Aside::Repeated) {
            seen.notice(Notice::RepeatedTies { place, answers });
        }
        if let Some((answers, place)) = aside(Aside::AcrossSchools) {
            seen.notice(Notice::AcrossThoughWithin { place, answers });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::error::Notice;
    use crate::survey::sample::survey;

    #[test]
    fn people_who_said_nothing_and_whom_nobody_named_may_be_isolated_or_may_not_have_answered() {
        let survey = survey(&[("teachers.csv", "id\na\nb\nc\nd\n"), ("ties.csv", "from,to\na,b\nc,niemand\n")]);
        assert!(survey.notices.contains(&Notice::ResponseNotKnown { wave: "1".into(), silent: 1 }));
        assert!(!survey.waves[0].response_known);
    }

    #[test]
    fn a_school_of_which_too_few_answered_is_named() {
        let survey = survey(&[
            (
                "teachers.csv",
                "id,school,answered,asked\na,S,yes,yes\nb,S,no,yes\nc,T,yes,yes\nd,T,yes,yes\ne,T,yes,yes\nf,T,yes,yes\ng,T,no,yes\nh,T,no,no\n",
            ),
            ("ties.csv", "from,to\na,b\n"),
        ]);
        let low: Vec<_> = survey.notices.iter().filter(|n| matches!(n, Notice::LowResponse { .. })).collect();
        let want = Notice::LowResponse { wave: "1".into(), school: "S".into(), answered: 1, asked: 2 };
        assert_eq!(low, [&want]);
    }

    #[test]
    fn answers_of_somebody_marked_as_silent_are_kept_and_told() {
        let survey = survey(&[("teachers.csv", "id,answered\na,no\nb,yes\n"), ("ties.csv", "from,to\na,b\nb,a\n")]);
        assert_eq!(survey.ties.len(), 2);
        let told = Notice::AnswersFromSilent { wave: "1".into(), people: 1, answers: 1, examples: vec!["a".into()] };
        assert!(survey.notices.contains(&told));
    }

    #[test]
    fn visits_of_which_one_side_was_asked_are_told_and_advice_is_not() {
        let survey = survey(&[
            ("teachers.csv", "id\na\nb\n"),
            ("ties.csv", "from,to,relation,reporter\na,b,class_visit,to\na,b,advice,from\n"),
        ]);
        let told: Vec<_> = survey.notices.iter().filter(|n| matches!(n, Notice::OneSideAsked { .. })).collect();
        let want = Notice::OneSideAsked { wave: "1".into(), relation: "class_visit".into(), host_side: true };
        assert_eq!(told, [&want]);
        assert!(survey.notices.contains(&Notice::NoFormalTies { wave: "1".into() }));
    }
}
