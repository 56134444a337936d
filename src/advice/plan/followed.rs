//! A plan held against the next wave: what became of those who were invited, beside comparable people who were not.
//!
//! As planned comes first, whether or not a line took place: who goes through with a plan is not like the others. Only
//! counts come out, of nobody by themselves.

mod partners;
#[cfg(test)]
mod tests;
mod view;

use super::{Line, Means};
use crate::advice::{FEWEST_FOR_VERDICT, MINIMUM_OF_INTEREST, RESPONSE_FOR_VERDICT, SIGNIFICANCE};
use crate::change::Matched;
use crate::change::bands::{How, Said, Tested, decide};
use crate::change::expected::Habits;
use crate::change::status::{Turned, mcnemar};
use crate::error::Why;
use crate::measures::Value;
use crate::network::Network;
use crate::survey::{Response, Survey};
use partners::partners;
use serde::{Deserialize, Serialize};
use view::View;

pub use partners::LIKENESSES;

const TOO_FEW: Value = Value::Undefined(Why::TooFew);

/// What may have become of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// The door was closed, and a peer came in. Invited: whose door a line opens.
    DoorOpened,
    /// Had entered no room, and went to see somebody. Invited: who was to visit.
    WentToSee,
    /// Had no contact or one, and has two or more. Invited: everybody in a line between people.
    NoLongerAlone,
    /// Has fewer contacts of their own choice than before: harm. Invited: as above, with such contacts before.
    FewerOwnContacts,
}

impl Outcome {
    /// All of them, in order.
    pub const ALL: [Outcome; 4] =
        [Outcome::DoorOpened, Outcome::WentToSee, Outcome::NoLongerAlone, Outcome::FewerOwnContacts];

    /// Its name in a table.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::DoorOpened => "door_opened",
            Outcome::WentToSee => "went_to_see",
            Outcome::NoLongerAlone => "no_longer_alone",
            Outcome::FewerOwnContacts => "fewer_own_contacts",
        }
    }

    /// The chance of it for somebody with this count, nothing having changed.
    fn chance(self, habits: &Habits, count: u32) -> f64 {
        match self {
            Outcome::DoorOpened | Outcome::WentToSee => 1.0 - habits.at_most(0, count),
            Outcome::NoLongerAlone => 1.0 - habits.at_most(1, count),
            Outcome::FewerOwnContacts => count.checked_sub(1).map_or(0.0, |fewer| habits.at_most(fewer, count)),
        }
    }

    /// Whether this count in the first wave is one from which it can come about.
    fn starts(self, count: u32) -> bool {
        match self {
            Outcome::DoorOpened | Outcome::WentToSee => count == 0,
            Outcome::NoLongerAlone => count < 2,
            Outcome::FewerOwnContacts => count > 0,
        }
    }

    /// Whether it came about.
    fn came(self, before: u32, after: u32) -> bool {
        match self {
            Outcome::DoorOpened | Outcome::WentToSee => after > 0,
            Outcome::NoLongerAlone => after > 1,
            Outcome::FewerOwnContacts => after < before,
        }
    }
}

/// Lines of one means, and what the next wave shows of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LinesSeen {
    /// The means.
    pub kind: Means,
    /// Lines of the plan.
    pub planned: u32,
    /// The next wave has the tie.
    pub seen: u32,
    /// It would be known if it had, and it does not.
    pub not_seen: u32,
    /// It cannot be told: somebody left or did not answer, or nothing of the kind was asked.
    pub not_known: u32,
}

/// People of one starting value, and what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Arm {
    /// How many are known in both waves.
    pub people: u32,
    /// Of these, those with whom it came about.
    pub came: u32,
    /// How many that would be if nothing had changed.
    pub expected: Value,
}

/// One outcome of those who were invited beside comparable people who were not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Beside {
    /// The outcome.
    pub outcome: Outcome,
    /// Invited, with the starting value.
    pub invited: Arm,
    /// Invited, with the starting value, and not known in the next wave: left, or did not answer.
    pub not_known: u32,
    /// Of those invited, those with whom it came about without the plan's own ties.
    pub beyond_plan: u32,
    /// Not invited, with the same starting value: everybody who could be compared with.
    pub pool: u32,
    /// Those of them who stand beside somebody who was invited.
    pub others: Arm,
    /// Pairs by how alike they are, as [`LIKENESSES`] lists it.
    pub likeness: [u32; 4],
    /// Pairs in which both, only the one invited, only the other, neither came there; on the line of what was done,
    /// without the plan's own ties.
    pub pairs: [u32; 4],
    /// Share among the invited less that among the others, over pairs.
    pub difference: Value,
    /// Lower end of its interval (95 %).
    pub low: Value,
    /// Upper end.
    pub high: Value,
    /// Exact test over pairs.
    pub p: Value,
    /// The same with the outcomes that are looked at taken into account.
    pub p_adjusted: Value,
    /// What is said.
    pub said: Said,
}

/// A plan held against the next wave.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Followed {
    /// Index of the wave for which it was made.
    pub from: u32,
    /// Index of the next.
    pub to: u32,
    /// People in lines between people.
    pub invited: u32,
    /// Of these, those who are not there in the next wave.
    pub gone: u32,
    /// Lines, by means.
    pub lines: Vec<LinesSeen>,
    /// Everybody who was invited, whether or not it took place.
    pub planned: Vec<Beside>,
    /// Those whose line took place, without the ties that it consists of.
    pub done: Vec<Beside>,
}

/// What became of a plan.
///
/// # Formula
/// Invited people with the starting value of an [`Outcome`], each beside one who was not in the plan: the same starting
/// value, door status, kind of isolation, and new or not; of these one of the same school and phase, else of the same
/// school, else of the same phase, else anybody; within each step first those who gave the same answer about being
/// named, then in the order of ids; nobody twice. Difference of shares over pairs with Newcombe's interval for paired
/// shares, the exact test of `McNemar`, p-values adjusted over outcomes (Benjamini and Hochberg, doubled). What to
/// expect if nothing had changed is the sum of each person's own chance under stable [`Habits`].
///
/// # Reads
/// Two waves, people matched by id. Of doors only those that are known, of contacts only of people who answered, in both
/// waves. As planned: all who were invited. As done: those whose line the next wave shows, and what came about without
/// the ties of the plan itself, for that these are there is what was chosen for.
///
/// # Value
/// Counts, and `CannotTell` with fewer than five pairs, or where fewer than 70 % answered in either wave.
///
/// # Cost
/// Doors and contacts of two waves, and sorting people.
///
/// # Source
/// The measurement design of this program (`domain.md` 7.2); Newcombe (1998), *Statistics in Medicine* 17:2635–2650.
///
/// # Example
/// ```
/// use staffroom::{advice::plan::{Wanted, followed::followed, plan}, network::Network, survey};
/// let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug");
/// let (_, survey) = survey::read(&sample, &survey::ReadSettings::default())?;
/// let (first, second) = (Network::of_wave(&survey, 0), Network::of_wave(&survey, 1));
/// let plan = plan(&survey, &first, (&[], &[]), &Wanted::default());
/// let followed = followed(&survey, (&first, &second), &plan.lines);
/// let doors = &followed.planned[0];
/// assert_eq!(doors.pairs.iter().sum::<u32>(), doors.others.people);
/// # Ok::<(), staffroom::error::Error>(())
/// ```
pub fn followed(survey: &Survey, (first, second): (&Network, &Network), plan: &[Line]) -> Followed {
    let matched = Matched::of(first, second);
    let view = View::of(survey, (first, second), &matched, plan);
    let enough = [first, second].iter().all(|network| enough_answered(survey, network));
    let beside = |done: bool| -> Vec<Beside> {
        let mut rows: Vec<Beside> = Outcome::ALL.iter().map(|&outcome| one(&view, outcome, done)).collect();
        decided(&mut rows, enough);
        rows
    };
    let people: Vec<u32> = (0..first.len() as u32).filter(|&v| view.is_invited(Outcome::NoLongerAlone, v)).collect();
    Followed {
        from: first.wave,
        to: second.wave,
        invited: people.len() as u32,
        gone: people.iter().filter(|&&v| matched.later(v).is_none()).count() as u32,
        lines: view.lines(),
        planned: beside(false),
        done: beside(true),
    }
}

/// One outcome; of what was done when `done`.
fn one(view: &View<'_>, outcome: Outcome, done: bool) -> Beside {
    let counts = view.counts(outcome);
    let known: Vec<u32> = counts.iter().filter_map(|c| c.filter(|c| c.1.is_some()).map(|c| c.0)).collect();
    let habits = Habits::of(&known);
    let starts = |v: u32| counts[v as usize].filter(|c| outcome.starts(c.0));
    let invited: Vec<u32> =
        view.by_id.iter().copied().filter(|&v| view.is_invited(outcome, v) && starts(v).is_some()).collect();
    let invited: Vec<u32> = invited.into_iter().filter(|&v| !done || view.is_done(outcome, v)).collect();
    let (invited, lost): (Vec<u32>, Vec<u32>) =
        invited.into_iter().partition(|&v| starts(v).is_some_and(|c| c.1.is_some()));
    let pool: Vec<u32> = view
        .by_id
        .iter()
        .copied()
        .filter(|&v| !view.is_in_plan(v) && starts(v).is_some_and(|c| c.1.is_some()))
        .collect();
    // Without the ties of the plan itself.
    let came = |v: u32, without: bool| {
        let (before, after) = starts(v).and_then(|c| Some((c.0, c.1?))).unwrap_or_default();
        outcome.came(before, if without { after.saturating_sub(view.own_ties(outcome, v)) } else { after })
    };
    let arm = |people: &[u32]| Arm {
        people: people.len() as u32,
        came: people.iter().filter(|&&v| came(v, false)).count() as u32,
        expected: habits.as_ref().map_or(TOO_FEW, |habits| {
            Value::Number(people.iter().filter_map(|&v| starts(v)).map(|c| outcome.chance(habits, c.0)).sum())
        }),
    };
    let found = partners(view, &invited, &pool);
    let (mut likeness, mut turned) = ([0; 4], Turned::default());
    let mut others = Vec::with_capacity(found.len());
    for &(person, other, alike) in &found {
        likeness[alike] += 1;
        turned.add(Some(came(other, false)), Some(came(person, done)));
        others.push(other);
    }
    let (difference, low, high) = turned
        .change()
        .map_or((TOO_FEW, TOO_FEW, TOO_FEW), |(d, l, h)| (Value::Number(d), Value::Number(l), Value::Number(h)));
    let p = if found.is_empty() { TOO_FEW } else { Value::Number(mcnemar(turned.to_yes, turned.to_no)) };
    Beside {
        outcome,
        beyond_plan: invited.iter().filter(|&&v| came(v, true)).count() as u32,
        invited: arm(&invited),
        not_known: lost.len() as u32,
        pool: pool.len() as u32,
        others: arm(&others),
        likeness,
        pairs: [turned.stayed_yes, turned.to_yes, turned.to_no, turned.stayed_no],
        difference,
        low,
        high,
        p,
        p_adjusted: p,
        said: Said::CannotTell,
    }
}

/// What is said of each outcome: by the rule for changes between waves, and nothing on few pairs or few answers.
fn decided(rows: &mut [Beside], enough: bool) {
    let tested = |row: &Beside| {
        let number = |value: Value| value.number();
        Some(Tested {
            layer: String::new(),
            measure: String::new(),
            school: None,
            how: How::Mcnemar,
            people: row.others.people,
            before: 0.0,
            after: number(row.difference)?,
            low: number(row.low)?,
            high: number(row.high)?,
            p: number(row.p)?,
            p_adjusted: 1.0,
            said: Said::CannotTell,
        })
    };
    let (mut which, mut family): (Vec<usize>, Vec<Tested>) =
        rows.iter().enumerate().filter_map(|(i, row)| Some((i, tested(row)?))).unzip();
    decide(&mut family, SIGNIFICANCE.value, MINIMUM_OF_INTEREST.value);
    for (row, t) in which.drain(..).zip(family) {
        let row = &mut rows[row];
        row.p_adjusted = Value::Number(t.p_adjusted);
        let few = f64::from(row.others.people) < FEWEST_FOR_VERDICT.value;
        row.said = if few || !enough { Said::CannotTell } else { t.said };
    }
}

fn enough_answered(survey: &Survey, network: &Network) -> bool {
    let (mut asked, mut answered) = (0u32, 0u32);
    for m in network.members().filter(|m| !m.outside && m.response != Response::NotAsked) {
        asked += 1;
        answered += u32::from(m.response == Response::Answered);
    }
    let known = survey.waves[network.wave as usize].response_known;
    known && asked > 0 && f64::from(answered) >= RESPONSE_FOR_VERDICT.value * f64::from(asked)
}
