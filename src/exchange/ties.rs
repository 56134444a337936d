//! Ties in two forms: every report of every tie, and each tie that counts once.

use super::Source;
use crate::error::NotHeld;
use crate::survey::reconcile::{Reading, State};
use crate::survey::{End, Initiative, Question, Survey, Tie};
use std::collections::BTreeSet;

/// One report of one tie.
#[derive(Debug, Clone, Copy)]
pub(super) struct Report {
    /// Index of the tie in the survey.
    pub(super) tie: u32,
    /// Who visits, asks, names.
    pub(super) from: u32,
    /// Who is visited, asked, named.
    pub(super) to: u32,
    /// How often.
    pub(super) frequency: f32,
    /// Which end reported it; none when it is the one who names.
    pub(super) reporter: Option<End>,
}

/// The ties of a survey.
pub(super) struct Ties {
    /// Every report. An undirected tie stands once, unless both of its ends were asked.
    pub(super) reports: Vec<Report>,
    /// Indices of the ties that count.
    pub(super) counted: Vec<u32>,
    /// How many reports have an edge of their own in a format with one edge per tie.
    pub(super) counted_reports: u64,
    /// Questions that were asked and in which nobody was named.
    pub(super) silent: Vec<u32>,
    /// The one who is named was asked of some tie.
    pub(super) has_reporter: bool,
    details: u64,
}

impl Ties {
    pub(super) fn of(survey: &Survey) -> Ties {
        let mut reports = Vec::with_capacity(survey.ties.len());
        let mut counted = Vec::with_capacity(survey.ties.len());
        let (mut has_reporter, mut details) = (false, 0);
        for (number, tie) in survey.ties.iter().enumerate() {
            let number = number as u32;
            let directed = survey.relations[tie.relation as usize].directed;
            if tie.state.is_tie(Reading::Default) {
                counted.push(number);
            }
            details += u64::from(has_details(tie));
            let mut add = |from, to, frequency, reporter| {
                reports.push(Report { tie: number, from, to, frequency, reporter });
            };
            let once = !directed && tie.state == State::Reported;
            match (tie.from_says > 0.0, tie.to_says > 0.0) {
                (true, _) if once => add(tie.from, tie.to, tie.strength(), None),
                (false, _) if once => add(tie.to, tie.from, tie.strength(), None),
                (from, to) => {
                    if from {
                        add(tie.from, tie.to, tie.from_says, directed.then_some(End::From));
                    }
                    if to && directed {
                        has_reporter = true;
                        add(tie.from, tie.to, tie.to_says, Some(End::To));
                    } else if to {
                        add(tie.to, tie.from, tie.to_says, None);
                    }
                }
            }
        }
        let counted_reports = counted.len() as u64;
        let said: BTreeSet<(u32, u32, End)> = reports
            .iter()
            .map(|r: &Report| {
                let tie = &survey.ties[r.tie as usize];
                let by_from = r.reporter.map_or_else(|| r.from == tie.from, |end| end == End::From);
                (tie.wave, tie.relation, if by_from { End::From } else { End::To })
            })
            .collect();
        let once = |q: &&Question| {
            let directed = survey.relations[q.relation as usize].directed;
            // Of an undirected relation any row tells that it was asked.
            let said = |end| said.contains(&(q.wave, q.relation, end));
            !(said(q.end) || (!directed && said(q.end.other())))
        };
        let questions = survey.questions.iter().enumerate();
        let silent = questions.filter(|(_, q)| once(q)).map(|(number, _)| number as u32).collect();
        has_reporter |=
            survey.questions.iter().any(|q| q.end == End::To && survey.relations[q.relation as usize].directed);
        Ties { reports, counted, counted_reports, silent, has_reporter, details }
    }

    /// How many ties say more than how often.
    pub(super) fn details(&self) -> u64 {
        self.details
    }
}

fn has_details(tie: &Tie) -> bool {
    tie.initiative != Initiative::NotSaid || tie.topic != Tie::NO_TOPIC || tie.feedback.is_some()
}

/// An edge of a file in which either all edges have a direction or none has: readers refuse a mixture (NetworkX) or take
/// every edge for an arc without a word (igraph).
pub(super) struct Edge<'a> {
    pub(super) tie: &'a Tie,
    pub(super) from: u32,
    pub(super) to: u32,
    /// One of the two arcs that a tie without direction stands as, beside ties that have one.
    pub(super) half: bool,
}

/// The edges of a file with one network, and whether none of them has a direction.
pub(super) fn edges<'a>(source: &Source<'a>) -> (Vec<Edge<'a>>, bool) {
    let survey = source.survey;
    let ties = || source.ties.counted.iter().map(|&number| &survey.ties[number as usize]);
    let directed = |tie: &Tie| survey.relations[tie.relation as usize].directed;
    let undirected = ties().filter(|tie| !directed(tie)).count();
    let all = undirected > 0 && undirected == source.ties.counted.len();
    let mut edges = Vec::with_capacity(source.ties.counted.len() + undirected);
    for tie in ties() {
        let half = !all && !directed(tie);
        edges.push(Edge { tie, from: tie.from, to: tie.to, half });
        if half {
            edges.push(Edge { tie, from: tie.to, to: tie.from, half });
        }
    }
    source.lose(NotHeld::MixedDirections, if all { 0 } else { undirected as u64 });
    (edges, all)
}

/// The fixed name of an initiative; empty when nothing is said.
pub(super) fn initiative(initiative: Initiative) -> &'static str {
    match initiative {
        Initiative::NotSaid => "",
        Initiative::Own => "own",
        Initiative::Asked => "asked",
        Initiative::Assigned => "assigned",
    }
}

/// The topic of a tie as written; empty when there is none.
pub(super) fn topic<'a>(survey: &'a Survey, tie: &Tie) -> &'a str {
    survey.topics.get(tie.topic as usize).map_or("", String::as_str)
}

/// Whether there was a talk afterwards; empty when nothing is said.
pub(super) fn feedback(tie: &Tie) -> &'static str {
    match tie.feedback {
        None => "",
        Some(true) => "yes",
        Some(false) => "no",
    }
}

/// The state of a tie of which both ends were asked; empty when only one was.
pub(super) fn state(tie: &Tie) -> &'static str {
    match tie.state {
        State::Confirmed => "confirmed",
        State::SingleFrom => "single_from",
        State::SingleTo => "single_to",
        State::Contradicted => "contradicted",
        State::Reported | State::Absent | State::AbsentOneSide | State::Unknown => "",
    }
}

/// How often, in the shortest form that reads back equal.
pub(super) fn frequency(frequency: f32) -> String {
    frequency.to_string()
}
