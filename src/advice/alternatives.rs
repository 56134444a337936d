//! The same questions answered otherwise: rates and verdicts when ties count from another frequency on, and when reports
//! are read more strictly or more freely.
//!
//! A conclusion that changes when the cut moves by one step is a conclusion about the cut. Whoever reads a verdict should
//! see what it would be one step on.

use super::columns::{group, only_verdicts};
use super::frames::Frame;
use super::lagging::against_potential_under;
use super::teams::{Team, places};
use crate::inference::by_block::BlockPairs;
use crate::measures::openness::otherwise::{Otherwise, Stands, Ways};
use crate::measures::openness::{DoorCounts, TalkAndVisits, doors_from, talk_pairs_from};
use crate::measures::{Column, Kind, Made, Scope, Value};
use crate::network::{Member, Network, layer::Layer};
use crate::survey::reconcile::{Reading, State};
use crate::survey::{Survey, Tie};
use rayon::prelude::*;

/// Ends of the names of columns for the two other readings.
pub const READINGS: [&str; 2] = ["confirmed", "either"];
/// Verdicts that are given under each alternative.
pub const VERDICTS: [&str; 3] = ["lagging_standard", "lagging_group", "lagging_potential"];
/// At most so many cuts.
const MOST_CUTS: usize = 6;
/// Ties that are looked at by one task.
const TIES_PER_TASK: usize = 1 << 16;

/// The cuts at which the answers of a wave can be counted, the one they were counted at left out: the frequencies that
/// were given, from the second lowest on.
///
/// # Reads
/// Relations of the wave of which more than one frequency was reported.
///
/// # Value
/// Frequencies in order, at most six; empty where nobody was asked how often.
pub fn cuts(survey: &Survey, wave: u32) -> Vec<f32> {
    cuts_of(&Reported::of(survey, wave).frequencies)
}

/// What was reported in a wave.
struct Reported {
    /// Of each relation: the frequencies, in order.
    frequencies: Vec<Vec<f32>>,
    /// What reports were made of ties, each once.
    states: Vec<State>,
}

impl Reported {
    fn of(survey: &Survey, wave: u32) -> Reported {
        let none = || Reported { frequencies: vec![Vec::new(); survey.relations.len()], states: Vec::new() };
        let some = |ties: &[Tie]| {
            let mut seen = none();
            ties.iter().for_each(|t| seen.put(t.relation, [t.from_says, t.to_says], [t.state]));
            seen
        };
        let parts: Vec<Reported> = survey.ties_of(wave).par_chunks(TIES_PER_TASK).map(some).collect();
        let mut all = none();
        for part in parts {
            for (relation, values) in (0u32..).zip(part.frequencies) {
                all.put(relation, values, []);
            }
            all.put(0, [], part.states);
        }
        all.frequencies.iter_mut().for_each(|values| values.sort_by(f32::total_cmp));
        all
    }

    /// A handful of values: found in a list faster than millions of them are sorted.
    fn put(&mut self, relation: u32, values: impl IntoIterator<Item = f32>, states: impl IntoIterator<Item = State>) {
        for x in values {
            if x > 0.0 && !self.frequencies[relation as usize].iter().any(|seen| seen.total_cmp(&x).is_eq()) {
                self.frequencies[relation as usize].push(x);
            }
        }
        for state in states {
            if !self.states.contains(&state) {
                self.states.push(state);
            }
        }
    }
}

fn cuts_of(frequencies: &[Vec<f32>]) -> Vec<f32> {
    let mut seen: Vec<f32> = frequencies.iter().flat_map(|values| values.iter().skip(1).copied()).collect();
    seen.sort_by(f32::total_cmp);
    seen.dedup();
    seen.truncate(MOST_CUTS);
    seen
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

/// Rates, conversion and verdicts of each school and the group under each alternative, to stand on the rows of the layer
/// `open_door`; and people without a tie at each cut, to stand on those of `all`.
///
/// # Reads
/// One wave, whole: `network` is that of the survey. Other readings only where some tie would be read otherwise.
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
    let at_hand = TalkAndVisits::of(network);
    let (doors, talk) = (doors_from(network, &at_hand), talk_pairs_from(network, &at_hand));
    let others = Alternatives::of(survey, network, &Team::of_network(network, &doors, &talk), &group(network, &doors));
    let by_talk = against_potential_under(&others.teams().collect::<Vec<_>>(), &network.turns(), seed).0;
    others.columns(&by_talk, standard)
}

/// What is counted otherwise.
#[derive(Debug, Clone, Copy)]
enum Kept {
    Read(Reading),
    Cut(f32),
}

/// What stands on the alternatives, their verdicts still to be found.
pub(super) struct Alternatives {
    each: Vec<Alternative>,
}

struct Alternative {
    /// `at_4`, `confirmed`.
    name: String,
    columns: Vec<Column>,
    isolates: Option<Column>,
    teams: Vec<Team>,
    everybody: Team,
}

impl Alternatives {
    /// Of a whole wave whose schools, and the group, are these as the answers are counted. The ties of the network stand in the
    /// order of the survey's ties and have their states.
    pub(super) fn of(survey: &Survey, network: &Network, teams: &[Team], everybody: &Team) -> Alternatives {
        let Reported { frequencies, states } = Reported::of(survey, network.wave);
        let reading = |r: Reading| states.iter().any(|s| s.is_tie(r) != s.is_tie(network.reading)).then_some(r);
        let readings = [reading(Reading::Confirmed), reading(Reading::Either)];
        let read = readings.into_iter().zip(READINGS).filter_map(|(r, name)| Some((name.to_owned(), Kept::Read(r?))));
        let cuts = cuts_of(&frequencies);
        let cut = cuts.iter().map(|&cut| (ending(cut), Kept::Cut(cut)));
        let ways: Vec<(String, Kept)> = read.chain(cut).collect();
        let own = network.reports(survey);
        let Some(any) = own.first().filter(|_| !ways.is_empty()) else { return Alternatives { each: Vec::new() } };
        let of_tie = |tie: &Tie, graded: bool| {
            let mut stands = Stands::default();
            for (way, (_, kept)) in ways.iter().enumerate() {
                let (state, reading) = match *kept {
                    Kept::Read(reading) => (tie.state, reading),
                    Kept::Cut(cut) if graded => (state_at(tie, cut), Reading::Default),
                    Kept::Cut(_) => (tie.state, Reading::Default),
                };
                stands.tie |= Ways::from(state.is_tie(reading)) << way;
                stands.told |= Ways::from(state.is_tie(Reading::Either)) << way;
            }
            stands
        };
        // It hangs on the state, and on how many cuts each frequency reaches: found once for all ties of whom that is so.
        let side = cuts.len() + 1;
        let place = |state: State, graded: bool, from: usize, to: usize| {
            ((state as usize * 2 + usize::from(graded)) * side + from) * side + to
        };
        let most = states.iter().map(|&state| place(state, true, side - 1, side - 1)).max().unwrap_or(0);
        let mut found = vec![Stands::default(); most + 1];
        let reaches = |cuts_reached: usize| cuts_reached.checked_sub(1).map_or(0.0, |last| cuts[last]);
        for &state in &states {
            for at in 0..2 * side * side {
                let (graded, from, to) = (at >= side * side, at / side % side, at % side);
                let tie = Tie { state, from_says: reaches(from), to_says: reaches(to), ..*any };
                found[place(state, graded, from, to)] = of_tie(&tie, graded);
            }
        }
        let reached = |x: f32| cuts.iter().filter(|&&cut| cut <= x).count();
        let stands_of = |tie: &Tie| {
            let graded = frequencies[tie.relation as usize].len() > 1;
            found[place(tie.state, graded, reached(tie.from_says), reached(tie.to_says))]
        };
        let stands: Vec<Stands> = own.par_iter().with_min_len(TIES_PER_TASK).map(stands_of).collect();
        let (otherwise, alone) =
            rayon::join(|| Otherwise::of(network, ways.len(), &stands), || isolates(network, ways.len(), &stands));
        let of_way = |(way, (name, kept)): (usize, (String, Kept))| {
            let mut doors = otherwise.doors(network, way);
            let mut columns = Vec::new();
            let is_cut = matches!(kept, Kept::Cut(_));
            if is_cut {
                let rates: Vec<Value> = doors.iter().map(DoorCounts::rate).collect();
                columns.push(Column::new(format!("open_door_rate_{name}"), Kind::Share, rates));
            }
            columns.push(Column::new(format!("conversion_{name}"), Kind::Share, otherwise.conversion(network, way)));
            let isolates = is_cut.then(|| Column::full(format!("isolates_{name}"), Kind::Count, alone[way].clone()));
            let everybody = Team { doors: doors.pop().unwrap_or_default(), ..everybody.clone() };
            let teams = teams_of(network, teams, doors, &otherwise, way);
            Alternative { name, columns, isolates, teams, everybody }
        };
        Alternatives { each: ways.into_par_iter().enumerate().map(of_way).collect() }
    }

    /// The schools under each alternative.
    pub(super) fn teams(&self) -> impl Iterator<Item = &[Team]> {
        self.each.iter().map(|other| &other.teams[..])
    }

    /// The columns, with each school's frame of own talk under each alternative.
    pub(super) fn columns(self, by_talk: &[Vec<Frame>], standard: Option<f64>) -> (Made, Made) {
        let verdicts = |(other, by_talk): (&Alternative, &Vec<Frame>)| {
            only_verdicts((&other.teams, &other.everybody), by_talk, standard)
        };
        let verdicts: Vec<[Column; 3]> = self.each.par_iter().zip(by_talk).map(verdicts).collect();
        let (mut at_doors, mut alone) = (Vec::new(), Vec::new());
        for (other, verdicts) in self.each.into_iter().zip(verdicts) {
            at_doors.extend(other.columns);
            for mut column in verdicts {
                column.measure = format!("{}_{}", column.measure, other.name).into();
                at_doors.push(column);
            }
            alone.extend(other.isolates);
        }
        (Made::new(Scope::School, at_doors), Made::new(Scope::School, alone))
    }
}

/// The schools in one way of counting: who answered is the same, doors and pairs are not.
fn teams_of(network: &Network, teams: &[Team], doors: Vec<DoorCounts>, otherwise: &Otherwise, way: usize) -> Vec<Team> {
    let talk_asked = otherwise.talk_there >> way & 1 != 0;
    let of = |(team, doors): (&Team, DoorCounts)| {
        let pairs = BlockPairs::new(team.pairs.people, Vec::new());
        Team { doors, answered: team.answered, talk_asked, pairs }
    };
    let mut made: Vec<Team> = teams.iter().zip(doors).map(of).collect();
    let place = places(network);
    for pair in otherwise.pairs.iter().filter(|pair| pair.known >> way & 1 != 0) {
        let school = network.member(pair.a).school;
        if let Some(own) = school.filter(|_| network.member(pair.b).school == school) {
            let (a, b) = (place[pair.a as usize], place[pair.b as usize]);
            made[own as usize].pairs.pairs.push((a, b, pair.door >> way & 1 != 0));
        }
    }
    made
}

/// People who answered and have no tie at all, in each way of counting: by school, then everybody. Who named somebody in
/// an answer that could not be used, or may be named in one, is none of them.
fn isolates(network: &Network, ways: usize, stands: &[Stands]) -> Vec<Vec<f64>> {
    let layer = Layer::all();
    let answered = network.answered(&layer);
    let mut tied: Vec<Ways> = vec![0; network.len()];
    for (place, (a, b, _)) in network.places_of(&layer).filter(|(_, (a, b, _))| a != b) {
        tied[a as usize] |= stands[place].tie;
        tied[b as usize] |= stands[place].tie;
    }
    let mut counts = vec![vec![0.0; network.schools as usize + 1]; ways];
    let not_told = crate::measures::isolation::not_told(network, &layer);
    let told = |v: usize, m: &Member| !m.outside && !not_told[v];
    for (v, m) in network.members().enumerate().filter(|(v, m)| told(*v, m) && answered[*v].speaks()) {
        for (_, counts) in counts.iter_mut().enumerate().filter(|(way, _)| tied[v] >> way & 1 == 0) {
            let rows = m.school.into_iter().chain([network.schools]);
            rows.for_each(|row| counts[row as usize] += 1.0);
        }
    }
    counts
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
