//! The same questions answered otherwise: rates and verdicts when ties count from another frequency on, and when reports
//! are read more strictly or more freely.
//!
//! A conclusion that changes when the cut moves by one step is a conclusion about the cut. Whoever reads a verdict should
//! see what it would be one step on.

use super::columns::{group, verdicts_under};
use super::teams::Team;
use crate::measures::openness::{Door, TalkPair, conversion, doors, open_door_rate, talk_pairs};
use crate::measures::{Column, Kind, Made, Scope};
use crate::network::{Network, layer::Layer};
use crate::survey::reconcile::{Reading, State};
use crate::survey::{Survey, Tie};
use rayon::prelude::*;

/// Ends of the names of columns for the two other readings.
pub const READINGS: [&str; 2] = ["confirmed", "either"];
/// Verdicts that are given under each alternative.
pub const VERDICTS: [&str; 3] = ["lagging_standard", "lagging_group", "lagging_potential"];
/// At most so many cuts.
const MOST_CUTS: usize = 6;

/// The cuts at which the answers of a wave can be counted, the one they were counted at left out: the frequencies that
/// were given, from the second lowest on.
///
/// # Reads
/// Relations of the wave of which more than one frequency was reported.
///
/// # Value
/// Frequencies in order, at most six; empty where nobody was asked how often.
pub fn cuts(survey: &Survey, wave: u32) -> Vec<f32> {
    let mut seen: Vec<f32> = Vec::new();
    for relation in graded(survey, wave) {
        let own = ties(survey, wave).filter(|t| t.relation == relation);
        let mut values: Vec<f32> = own.flat_map(|t| [t.from_says, t.to_says]).filter(|x| *x > 0.0).collect();
        values.sort_by(f32::total_cmp);
        values.dedup();
        seen.extend(values.into_iter().skip(1));
    }
    seen.sort_by(f32::total_cmp);
    seen.dedup();
    seen.truncate(MOST_CUTS);
    seen
}

fn ties(survey: &Survey, wave: u32) -> impl Iterator<Item = &Tie> {
    let from = survey.ties.partition_point(|t| t.wave < wave);
    survey.ties[from..].iter().take_while(move |t| t.wave == wave)
}

/// Relations of which more than one frequency was reported.
fn graded(survey: &Survey, wave: u32) -> Vec<u32> {
    let mut first: Vec<Option<f32>> = vec![None; survey.relations.len()];
    let mut graded = vec![false; survey.relations.len()];
    for t in ties(survey, wave) {
        for x in [t.from_says, t.to_says].into_iter().filter(|x| *x > 0.0) {
            let slot = &mut first[t.relation as usize];
            graded[t.relation as usize] |= slot.is_some_and(|own| own.total_cmp(&x).is_ne());
            slot.get_or_insert(x);
        }
    }
    (0..graded.len() as u32).filter(|&r| graded[r as usize]).collect()
}

/// What the reports of a tie make of it when only frequencies from `cut` on count.
fn state_at(tie: &Tie, cut: f32) -> State {
    let (from, to) = (tie.from_says >= cut, tie.to_says >= cut);
    match tie.state {
        State::Confirmed => match (from, to) {
            (true, true) => State::Confirmed,
            (false, false) => State::Absent,
            _ => State::Contradicted,
        },
        State::SingleFrom if !from => State::AbsentOneSide,
        State::SingleTo if !to => State::AbsentOneSide,
        State::Contradicted if !from && !to => State::Absent,
        State::Reported if !from && !to => State::AbsentOneSide,
        same => same,
    }
}

/// `at_4`, as it ends the name of a column.
fn ending(cut: f32) -> String {
    format!("at_{cut}")
}

/// A wave in which ties of graded relations count from `cut` on.
fn cut_network(survey: &Survey, network: &Network, cut: f32) -> Network {
    let graded = graded(survey, network.wave);
    let state = |tie: &Tie| if graded.contains(&tie.relation) { state_at(tie, cut) } else { tie.state };
    let mut other = Network::of_wave_with(survey, network.wave, state);
    other.include_guided = network.include_guided;
    other
}

/// Rates, conversion and verdicts of each school and the group under each alternative, to stand on the rows of the layer
/// `open_door`; and people without a tie at each cut, to stand on those of `all`.
///
/// # Reads
/// One wave. Other readings only where some tie would be read otherwise.
///
/// # Value
/// For each cut k `open_door_rate_at_k`, `conversion_at_k` and the verdicts; for the readings `conversion_confirmed`,
/// `conversion_either` and the verdicts; `isolates_at_k`. As the columns without an ending.
///
/// # Cost
/// The doors, talk pairs and verdicts once for each alternative.
///
/// # Example
/// ```
/// use staffroom::{advice::alternatives, network::Network, survey};
/// let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug");
/// let (_, survey) = survey::read(&sample, &survey::ReadSettings::default())?;
/// let cuts = alternatives::cuts(&survey, 1);
/// let (doors, _) = alternatives::columns(&survey, &Network::of_wave(&survey, 1), None, 1);
/// assert!(cuts.is_empty() || doors.columns.iter().any(|c| c.measure == format!("open_door_rate_at_{}", cuts[0])));
/// # Ok::<(), staffroom::error::Error>(())
/// ```
pub fn columns(survey: &Survey, network: &Network, standard: Option<f64>, seed: u64) -> (Made, Made) {
    let reading = |r: Reading| {
        let differs = |s: State| s.is_tie(r) != s.is_tie(network.reading);
        network.reported().any(|(_, _, link)| differs(link.state)).then_some(r)
    };
    let readings = [reading(Reading::Confirmed), reading(Reading::Either)];
    let read = readings.into_iter().zip(READINGS).filter_map(|(r, name)| Some((name.to_owned(), Kept::Read(r?))));
    let cut = cuts(survey, network.wave).into_iter().map(|cut| (ending(cut), Kept::Cut(cut)));
    let each: Vec<(String, Kept)> = read.chain(cut).collect();
    let made: Vec<Alternative> = each
        .par_iter()
        .map(|(name, kept)| match *kept {
            Kept::Read(r) => {
                let mut other = network.clone();
                other.reading = r;
                Alternative::of(&other, name, false)
            }
            Kept::Cut(cut) => Alternative::of(&cut_network(survey, network, cut), name, true),
        })
        .collect();
    let (made, teams): (Vec<_>, Vec<_>) = made.into_iter().map(|a| ((a.columns, a.isolates), a.teams)).unzip();
    let (mut at_doors, mut alone) = (Vec::new(), Vec::new());
    for (((columns, isolates), verdicts), (name, _)) in
        made.into_iter().zip(verdicts_under(&teams, standard, seed)).zip(&each)
    {
        at_doors.extend(columns);
        for mut column in verdicts {
            column.measure = format!("{}_{name}", column.measure).into();
            at_doors.push(column);
        }
        alone.extend(isolates);
    }
    (Made::new(Scope::School, at_doors), Made::new(Scope::School, alone))
}

/// What is counted otherwise.
#[derive(Debug, Clone, Copy)]
enum Kept {
    Read(Reading),
    Cut(f32),
}

/// What stands on one alternative, its verdicts still to be drawn.
struct Alternative {
    columns: Vec<Column>,
    isolates: Option<Column>,
    teams: (Vec<Team>, Team),
}

impl Alternative {
    fn of(network: &Network, name: &str, is_cut: bool) -> Alternative {
        let (doors, talk) = (doors(network), talk_pairs(network));
        let mut columns = Vec::new();
        let count = network.schools as usize;
        if is_cut {
            let mut own: Vec<Vec<Door>> = vec![Vec::new(); count];
            for (door, member) in doors.iter().zip(network.members()) {
                if let Some(school) = member.school {
                    own[school as usize].push(door.clone());
                }
            }
            let rates = own.iter().map(|own| open_door_rate(own)).chain([open_door_rate(&doors)]);
            columns.push(Column::new(format!("open_door_rate_{name}"), Kind::Share, rates));
        }
        let mut own: Vec<Vec<TalkPair>> = vec![Vec::new(); count];
        for pair in &talk {
            let school = |v: u32| network.member(v).school;
            if let Some(school) = school(pair.a).filter(|&s| school(pair.b) == Some(s)) {
                own[school as usize].push(*pair);
            }
        }
        let converted = own.iter().map(|own| conversion(own)).chain([conversion(&talk)]);
        columns.push(Column::new(format!("conversion_{name}"), Kind::Share, converted));
        let isolates = is_cut.then(|| isolates(network, &format!("isolates_{name}")));
        Alternative { columns, isolates, teams: (Team::of_network(network, &doors, &talk), group(network, &doors)) }
    }
}

/// People who answered and have no tie at all, by school, then everybody.
fn isolates(network: &Network, name: &str) -> Column {
    let layer = Layer::all();
    let answered = network.answered(&layer);
    let mut tied = vec![false; network.len()];
    for (a, b, _) in network.arcs(&layer).filter(|arc| arc.0 != arc.1) {
        (tied[a as usize], tied[b as usize]) = (true, true);
    }
    let mut counts = vec![0.0; network.schools as usize + 1];
    for (v, m) in network.members().enumerate().filter(|(_, m)| !m.outside) {
        if answered[v].speaks() && !tied[v] {
            counts[network.schools as usize] += 1.0;
            if let Some(s) = m.school {
                counts[s as usize] += 1.0;
            }
        }
    }
    Column::full(name.to_owned(), Kind::Count, counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(state: State, from: f32, to: f32) -> Tie {
        Tie {
            wave: 0,
            relation: 0,
            from: 0,
            to: 1,
            from_says: from,
            to_says: to,
            state,
            initiative: crate::survey::Initiative::NotSaid,
            topic: Tie::NO_TOPIC,
            feedback: None,
        }
    }

    #[test]
    fn a_higher_cut_takes_reports_away_one_by_one() {
        // Both say so, one often and one seldom: with the cut between them they contradict each other.
        assert_eq!(state_at(&tie(State::Confirmed, 4.0, 2.0), 2.0), State::Confirmed);
        assert_eq!(state_at(&tie(State::Confirmed, 4.0, 2.0), 3.0), State::Contradicted);
        assert_eq!(state_at(&tie(State::Confirmed, 4.0, 2.0), 5.0), State::Absent);
        assert_eq!(state_at(&tie(State::SingleTo, 0.0, 2.0), 3.0), State::AbsentOneSide);
        assert_eq!(state_at(&tie(State::SingleTo, 0.0, 3.0), 3.0), State::SingleTo);
        assert_eq!(state_at(&tie(State::Reported, 3.0, 0.0), 4.0), State::AbsentOneSide);
        assert_eq!(state_at(&tie(State::Contradicted, 3.0, 0.0), 3.0), State::Contradicted);
    }
}
