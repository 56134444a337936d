//! Where deprivatisation lags (achterblijven): frames of reference that are never merged, three verdicts.
//!
//! A school lags against a norm that the group agreed itself, against the other schools, or against its own informal
//! potential. Each frame says lagging, not shown to lag, or cannot tell; there is no overall mark.

use super::frames::{Frame, Reason, Verdict};
use super::teams::{Gate, ResponseGate, Team};
use super::{BOOTSTRAP_DRAWS, MINIMUM_OF_INTEREST, SIGNIFICANCE};
use crate::inference::bootstrap::{Stability, standard_error};
use crate::inference::by_block::{BlockPairs, Drawn, resampled_under};
use crate::inference::exact::{benjamini_hochberg, hypergeometric, student_two_sided};
use crate::measures::intervals::wilson;
use crate::measures::openness::Stratum;
use rayon::prelude::*;

/// The open-door rate against a norm that the group agreed itself (L1).
///
/// # Formula
/// Lagging when the upper end of the Wilson interval is below the norm; not shown when the lower end is at or above it;
/// else it cannot be told.
///
/// # Reads
/// Known doors of a school that passes the gates.
///
/// # Value
/// A [`Frame`]; none applies without a norm. There is no built-in norm.
///
/// # Cost
/// Nothing.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.7).
///
/// # Example
/// ```
/// use staffroom::advice::{frames::Verdict, lagging::against_standard, teams::Team};
/// use staffroom::{measures::openness::{doors, talk_pairs}, network::Network};
/// let closed = Network::of_school(20).asked("class_visit");
/// let team = &Team::of_network(&closed, &doors(&closed), &talk_pairs(&closed))[0];
/// assert_eq!(against_standard(team, Some(0.5)).verdict, Some(Verdict::Lagging));
/// assert_eq!(against_standard(team, None).verdict, None); // no norm was agreed
/// ```
pub fn against_standard(team: &Team, standard: Option<f64>) -> Frame {
    let Some(norm) = standard else { return Frame::not_for(Reason::NoStandard) };
    if let Some(stopped) = stopped(team) {
        return stopped;
    }
    let (open, known) = (team.doors.open, team.doors.known);
    let Some((low, high)) = wilson(open, known) else { return Frame::cannot_tell(Reason::TooFewKnown) };
    let numbers = Frame {
        reference: Some(norm),
        difference: Some(f64::from(open) / f64::from(known) - norm),
        interval: Some((low, high)),
        ..Frame::bare(None, Reason::IntervalAcross)
    };
    if high < norm {
        numbers.says(Verdict::Lagging, Reason::IntervalBelow)
    } else if low >= norm {
        numbers.says(Verdict::NotShown, Reason::IntervalAbove)
    } else {
        numbers.says(Verdict::CannotTell, Reason::IntervalAcross)
    }
}

/// The open-door rate of each school against the rest of the group (L2).
///
/// # Formula
/// Exact hypergeometric test of the school against the known doors of all other schools, two-sided, adjusted over the
/// schools tested. Lagging when the adjusted p is below 0.05 and the rate is more than 0.15 below that of the others;
/// cannot tell when it is that far below without being flagged; not shown otherwise. With fewer than ten known doors a
/// verdict needs the whole Wilson interval on one side of the others' rate.
///
/// # Reads
/// Known doors. Schools that pass the gates are tested; the others they are compared with are all schools with a rate
/// and enough answers.
///
/// # Value
/// A [`Frame`] per school, in order.
///
/// # Cost
/// A step per known door.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.7).
///
/// # Example
/// ```
/// use staffroom::advice::{frames::Verdict, lagging::against_group, teams::Team};
/// use staffroom::{measures::openness::{doors, talk_pairs}, network::Network};
/// // Two schools of twenty: a carousel of visits in the first, nothing in the second.
/// let mut group = Network::of_schools(&[20, 20]);
/// for visitor in 0..20 {
///     group = group.tie(visitor, (visitor + 1) % 20, "class_visit");
/// }
/// let teams = Team::of_network(&group, &doors(&group), &talk_pairs(&group));
/// let verdicts: Vec<_> = against_group(&teams).iter().map(|f| f.verdict).collect();
/// assert_eq!(verdicts, [Some(Verdict::NotShown), Some(Verdict::Lagging)]);
/// ```
pub fn against_group(teams: &[Team]) -> Vec<Frame> {
    if teams.iter().filter(|t| t.doors.eligible > 0).count() < 2 {
        return teams.iter().map(|t| stopped_by_nature(t).unwrap_or(Frame::not_for(Reason::OneSchool))).collect();
    }
    let reference = teams.iter().filter(|t| t.is_reference());
    let (open, known) = reference.fold((0, 0), |sum, t| (sum.0 + t.doors.open, sum.1 + t.doors.known));
    let tested = teams.iter().map(|team| {
        if let Some(stopped) = stopped(team) {
            return stopped;
        }
        let (own_open, own_known) = (team.doors.open, team.doors.known);
        let (rest_open, rest_known) = (open - own_open, known - own_known);
        if rest_known == 0 {
            return Frame::cannot_tell(Reason::NothingToCompare);
        }
        let rest = f64::from(rest_open) / f64::from(rest_known);
        Frame {
            reference: Some(rest),
            difference: Some(f64::from(own_open) / f64::from(own_known) - rest),
            interval: wilson(own_open, own_known),
            p: hypergeometric(known, open, own_known, own_open).map(|t| t.two_sided),
            ..Frame::bare(Some(Verdict::CannotTell), Reason::ChanceDoesAsMuch)
        }
    });
    decided(tested.collect(), teams)
}

/// The share of talk pairs with a door of each school against the rest of the group (L3).
///
/// # Formula
/// As [`against_group`], on conversion: pairs who talk and have a door over pairs who talk. The interval and the
/// standard error of the difference come from a vertex bootstrap (teachers drawn with replacement within their school,
/// 1,000 draws); `p` is the two-sided tail of difference over standard error in Student's t distribution with one degree
/// of freedom less than the school has teachers, and never below the exact hypergeometric p over pairs, which takes
/// pairs as independent and is too small (`p_at_least`).
///
/// # Reads
/// Pairs within schools whose door is known.
///
/// # Value
/// A [`Frame`] per school, in order; the numbers of the draws go by that order (in the tables, by the ids of schools).
///
/// # Cost
/// People and talk pairs for each draw.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.7); Snijders and Borgatti (1999), *Connections* 22(2):161–170.
///
/// # Example
/// ```
/// use staffroom::advice::{frames::Verdict, lagging::against_potential, teams::Team};
/// use staffroom::{measures::openness::{doors, talk_pairs}, network::Network};
/// // Both schools talk all round; in the first everybody also goes and looks.
/// let mut group = Network::of_schools(&[20, 20]);
/// for i in 0..20 {
///     let next = (i + 1) % 20;
///     group = group.tie(i, next, "teaching_talk").tie(20 + i, 20 + next, "teaching_talk").tie(i, next, "class_visit");
/// }
/// let teams = Team::of_network(&group, &doors(&group), &talk_pairs(&group));
/// assert_eq!(against_potential(&teams, 1)[1].verdict, Some(Verdict::Lagging));
/// ```
pub fn against_potential(teams: &[Team], seed: u64) -> Vec<Frame> {
    let turns: Vec<u32> = (0..teams.len() as u32).collect();
    against_potential_under(&[teams], &turns, seed).0.pop().unwrap_or_default()
}

/// The same under several readings of what was answered, each of which gives what it gives by itself; the people of the
/// teams are the same under all of them, and are drawn once. `turns` are the places of the teams in the order of nodes: the
/// numbers of their draws. Also how far the share of each team could move under the first reading, if anybody was drawn.
pub(crate) fn against_potential_under(
    readings: &[&[Team]],
    turns: &[u32],
    seed: u64,
) -> (Vec<Vec<Frame>>, Option<Spreads>) {
    // Which of them have anything to draw.
    let drawn: Vec<usize> = (0..readings.len()).filter(|&r| without_draws(readings[r]).is_none()).collect();
    let pairs: Vec<Vec<&BlockPairs>> =
        drawn.iter().map(|&r| readings[r].iter().map(|team| &team.pairs).collect()).collect();
    let draws = resampled_under(&pairs, turns, BOOTSTRAP_DRAWS.value as u32, seed);
    let spreads = (drawn.first() == Some(&0)).then(|| draws[0].par_iter().map(Drawn::spread).collect::<Spreads>());
    let mut own = draws.iter();
    let of = |(reading, &teams): (usize, &&[Team])| {
        let spreads = spreads.as_ref().filter(|_| reading == 0);
        without_draws(teams).unwrap_or_else(|| own.next().map_or_else(Vec::new, |own| potential(teams, own, spreads)))
    };
    let frames = readings.iter().enumerate().map(of).collect();
    (frames, spreads)
}

/// How far the share of talk with a door of each team could move.
pub(crate) type Spreads = Vec<Option<Stability>>;

/// Where nobody is compared.
fn without_draws(teams: &[Team]) -> Option<Vec<Frame>> {
    if teams.iter().all(|t| !t.talk_asked) {
        return Some(teams.iter().map(|_| Frame::not_for(Reason::NotAsked)).collect());
    }
    (teams.iter().filter(|t| t.doors.eligible > 0).count() < 2)
        .then(|| teams.iter().map(|t| stopped_by_nature(t).unwrap_or(Frame::not_for(Reason::OneSchool))).collect())
}

/// Each school's share of talk with a door beside the others', given both in each draw, and how far each could move where
/// that is known.
fn potential(teams: &[Team], draws: &[Drawn], spreads: Option<&Spreads>) -> Vec<Frame> {
    let referring = || teams.iter().zip(draws).filter(|(t, _)| t.is_reference());
    let all = referring().fold((0, 0), |sum, (t, _)| (sum.0 + t.talk().0, sum.1 + t.talk().1));
    let mut all_draws = vec![(0u64, 0u64); BOOTSTRAP_DRAWS.value as usize];
    for (_, of_school) in referring() {
        for (sum, d) in all_draws.iter_mut().zip(of_school.iter()) {
            *sum = (sum.0 + u64::from(d.0), sum.1 + u64::from(d.1));
        }
    }
    let tested = teams.par_iter().zip(draws).enumerate().map(|(at, (team, own_draws))| {
        if let Some(stopped) = stopped(team) {
            return stopped;
        }
        let (pairs, with) = team.talk();
        if pairs == 0 {
            return Frame::cannot_tell(Reason::NobodyTalks);
        }
        let (rest_pairs, rest_with) = (all.0 - pairs, all.1 - with);
        if rest_pairs == 0 {
            return Frame::cannot_tell(Reason::NothingToCompare);
        }
        let rest = f64::from(rest_with) / f64::from(rest_pairs);
        let difference = f64::from(with) / f64::from(pairs) - rest;
        let share = |pairs: f64, with: f64| (pairs > 0.0).then(|| with / pairs);
        let apart = own_draws.iter().zip(&all_draws).filter_map(|(d, sum)| {
            let rest = share((sum.0 - u64::from(d.0)) as f64, (sum.1 - u64::from(d.1)) as f64)?;
            Some(share(f64::from(d.0), f64::from(d.1))? - rest)
        });
        let error = standard_error(&apart.collect::<Vec<f64>>()).filter(|&e| e > 0.0);
        let exact = hypergeometric(all.0, all.1, pairs, with).map(|t| t.two_sided);
        let resampled = error.map(|e| student_two_sided(difference / e, team.pairs.people.saturating_sub(1)));
        let spread = spreads.map_or_else(|| own_draws.spread(), |known| known[at]);
        Frame {
            reference: Some(rest),
            difference: Some(difference),
            interval: spread.map(|s| (s.low, s.high)),
            p: exact.map(|x| resampled.map_or(x, |r| r.max(x))),
            p_at_least: exact,
            ..Frame::bare(Some(Verdict::CannotTell), Reason::ChanceDoesAsMuch)
        }
    });
    decided(tested.collect(), teams)
}

/// The open-door rate of each stratum against the other strata of its dimension, over the whole group: where it lags.
///
/// # Formula
/// [`against_group`] with phases, or full-time and part-time, or new and experienced teachers in the place of schools.
///
/// # Reads
/// Strata of the group, of [`strata`](crate::measures::openness::strata()).
///
/// # Value
/// A frame for each stratum, in order; none for a stratum of a school and for relations, which are about the same
/// people. Each dimension is adjusted by itself.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.7).
///
/// # Example
/// ```
/// use staffroom::advice::lagging::strata_against_each_other;
/// assert!(strata_against_each_other(&[]).is_empty());
/// ```
pub fn strata_against_each_other(strata: &[Stratum]) -> Vec<Option<Frame>> {
    let mut frames = vec![None; strata.len()];
    for dimension in 0..3 {
        let chosen: Vec<usize> = (0..strata.len())
            .filter(|&i| strata[i].school.is_none() && strata[i].kind.dimension() == dimension)
            .collect();
        let as_team = |&i: &usize| {
            let Stratum { doors, answered, .. } = strata[i];
            Team { doors, answered, talk_asked: false, pairs: BlockPairs::default() }
        };
        let teams: Vec<Team> = chosen.iter().map(as_team).collect();
        for (i, frame) in chosen.into_iter().zip(against_group(&teams)) {
            frames[i] = Some(frame);
        }
    }
    frames
}

/// The change among those who stayed (L4), from the interval of the difference.
///
/// # Formula
/// Lagging when the whole interval is below 0, not shown when its lower end is not further below 0 than the smallest
/// difference of interest, else it cannot be told.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.7).
///
/// # Example
/// ```
/// use staffroom::advice::{frames::Verdict, lagging::change_verdict};
/// assert_eq!(change_verdict(-0.4, -0.1), Verdict::Lagging);
/// assert_eq!(change_verdict(-0.1, 0.3), Verdict::NotShown);
/// assert_eq!(change_verdict(-0.2, 0.3), Verdict::CannotTell);
/// ```
pub fn change_verdict(low: f64, high: f64) -> Verdict {
    if high < 0.0 {
        Verdict::Lagging
    } else if low >= -MINIMUM_OF_INTEREST.value {
        Verdict::NotShown
    } else {
        Verdict::CannotTell
    }
}

/// How few, and how many, open doors would make a team stand out from the others at all.
///
/// # Formula
/// The largest number of open doors at which a team of that many known doors would be flagged as lagging in
/// [`against_group`] if it were the only one to stand out (p below 0.05 divided by the number of schools tested, and the
/// smallest difference of interest below the others), and the smallest number that stands out upwards in the same way.
///
/// # Reads
/// Known doors of the team, known and open doors of the others, and how many schools are tested.
///
/// # Value
/// (low, high): numbers of open doors; none where not even nobody, or everybody, would stand out.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.6): what team size allows.
///
/// # Example
/// ```
/// use staffroom::advice::lagging::funnel;
/// // Eleven other schools of 20, half of all teachers open: three of twenty would stand out, of five teachers nobody.
/// assert_eq!(funnel(20, 220, 110, 12).0, Some(3));
/// assert_eq!(funnel(5, 55, 27, 12).0, None);
/// ```
pub fn funnel(known: u32, rest_known: u32, rest_open: u32, tested: u32) -> (Option<u32>, Option<u32>) {
    if known == 0 || rest_known == 0 || tested == 0 {
        return (None, None);
    }
    let rest = f64::from(rest_open) / f64::from(rest_known);
    let limit = SIGNIFICANCE.value / f64::from(tested);
    let stands_out = |open: u32| {
        let p = hypergeometric(known + rest_known, rest_open + open, known, open).map_or(1.0, |t| t.two_sided);
        p < limit && (f64::from(open) / f64::from(known) - rest).abs() > MINIMUM_OF_INTEREST.value + 1e-9
    };
    let middle = (rest * f64::from(known)).floor() as u32;
    (first_true(0, middle, true, stands_out), first_true(middle, known, false, stands_out))
}

/// The last of `low..=high` (when `from_low`), else the first, for which something holds that holds towards the end of
/// the range only.
fn first_true(low: u32, high: u32, from_low: bool, holds: impl Fn(u32) -> bool) -> Option<u32> {
    let (mut a, mut b) = (low, high);
    let end = if from_low { low } else { high };
    if !holds(end) {
        return None;
    }
    while a < b {
        if from_low {
            let middle = a + (b - a).div_ceil(2);
            if holds(middle) { a = middle } else { b = middle - 1 }
        } else {
            let middle = a + (b - a) / 2;
            if holds(middle) { b = middle } else { a = middle + 1 }
        }
    }
    Some(a)
}

/// Why no verdict is possible about a school: its nature, then its size and answers.
pub(super) fn stopped(team: &Team) -> Option<Frame> {
    stopped_by_nature(team).or_else(|| {
        let reason = if team.others_missing() {
            Reason::VisitorsOnly
        } else if team.response_gate() == ResponseGate::NotKnown {
            Reason::ResponseNotKnown
        } else if team.response_gate() < ResponseGate::Warning {
            Reason::LowResponse
        } else if team.gate() < Gate::Careful {
            Reason::TooFewKnown
        } else {
            return None;
        };
        Some(Frame::cannot_tell(reason))
    })
}

/// Why the frames are not about a school.
fn stopped_by_nature(team: &Team) -> Option<Frame> {
    if team.doors.eligible == 0 {
        Some(Frame::not_for(Reason::NoTeachers))
    } else if team.doors.not_asked == team.doors.eligible {
        Some(Frame::not_for(Reason::NotAsked))
    } else {
        None
    }
}

/// The rule of L2 and L3: adjusts the p-values of the schools that were tested, and decides.
fn decided(mut frames: Vec<Frame>, teams: &[Team]) -> Vec<Frame> {
    let tested: Vec<usize> = (0..frames.len()).filter(|&i| frames[i].p.is_some()).collect();
    let p: Vec<f64> = tested.iter().filter_map(|&i| frames[i].p).collect();
    for (&i, adjusted) in tested.iter().zip(benjamini_hochberg(&p)) {
        let mut frame = Frame { p_adjusted: Some(adjusted), ..frames[i] };
        let (difference, reference) = (frame.difference.unwrap_or(0.0), frame.reference.unwrap_or(0.0));
        // Exactly the smallest difference of interest is not below it, however its digits were rounded.
        let far_below = difference < -MINIMUM_OF_INTEREST.value - 1e-9;
        frame = if far_below && adjusted < SIGNIFICANCE.value {
            frame.says(Verdict::Lagging, Reason::StandsOut)
        } else if far_below {
            frame.says(Verdict::CannotTell, Reason::ChanceDoesAsMuch)
        } else {
            frame.says(Verdict::NotShown, Reason::NotFarBelow)
        };
        if teams[i].gate() == Gate::Careful && frame.verdict != Some(Verdict::CannotTell) {
            let one_side = frame.interval.is_some_and(|(low, high)| high < reference || low >= reference);
            if !one_side {
                frame = frame.says(Verdict::CannotTell, Reason::SmallTeam);
            }
        }
        frames[i] = frame;
    }
    frames
}
