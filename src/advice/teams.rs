//! A school as the frames of lagging see it: counts of doors and pairs, who answered, and whether that is enough.

use super::{
    FEWEST_FOR_VERDICT, FEWEST_KNOWN, FULL_PROFILE_FROM, RESPONSE_FOR_SHARES, RESPONSE_FOR_VERDICT, RESPONSE_NORMAL,
};
use crate::error::Why;
use crate::inference::by_block::BlockPairs;
use crate::measures::openness::{Door, DoorCounts, TalkPair, count};
use crate::network::{Network, layer::Layer};
use crate::survey::Response;
use serde::{Deserialize, Serialize};

/// What a school's size and response allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// Too few known doors to print anything by itself.
    Nothing,
    /// Counts only.
    CountsOnly,
    /// Counts, share and interval; a verdict only when the whole interval is on one side.
    Careful,
    /// The full profile.
    Full,
}

/// What the share of answers allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseGate {
    /// Nothing says who answered: numbers stand, verdicts do not.
    NotKnown,
    /// Counts and the response table.
    CountsOnly,
    /// Shares with bounds, no verdict.
    NoVerdict,
    /// As usual, with a warning.
    Warning,
    /// As usual.
    Normal,
}

impl Gate {
    /// What so many known doors allow.
    pub(crate) fn of(known: f64) -> Gate {
        match known {
            n if n < FEWEST_KNOWN.value => Gate::Nothing,
            n if n < FEWEST_FOR_VERDICT.value => Gate::CountsOnly,
            n if n < FULL_PROFILE_FROM.value => Gate::Careful,
            _ => Gate::Full,
        }
    }
}

impl ResponseGate {
    /// What a share of answers allows; none when nothing says who answered.
    pub(crate) fn of(share: Option<f64>) -> ResponseGate {
        match share {
            None => ResponseGate::NotKnown,
            Some(r) if r < RESPONSE_FOR_SHARES.value => ResponseGate::CountsOnly,
            Some(r) if r < RESPONSE_FOR_VERDICT.value => ResponseGate::NoVerdict,
            Some(r) if r < RESPONSE_NORMAL.value => ResponseGate::Warning,
            Some(_) => ResponseGate::Normal,
        }
    }
}

/// A school in one wave.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Team {
    /// Its doors.
    pub doors: DoorCounts,
    /// Teachers from whom an answer came; none when nothing says who answered.
    pub answered: Option<u32>,
    /// Whether the survey asked about talk, so that there is a potential to use.
    pub talk_asked: bool,
    /// Teachers, and pairs of them who talk and whose door is known; marked when there is a door.
    pub pairs: BlockPairs,
}

/// The place of each teacher among those of the own school, by node.
pub(super) fn places(network: &Network) -> Vec<u32> {
    let mut place = vec![0u32; network.len()];
    for school in 0..network.schools {
        let teachers = network.nodes_of_school(school).filter(|&v| network.member(v).is_eligible());
        (0..).zip(teachers).for_each(|(at, node)| place[node as usize] = at);
    }
    place
}

impl Team {
    /// Every school of a network, in roster order.
    ///
    /// # Reads
    /// Doors of [`doors`](crate::measures::openness::doors()), pairs of
    /// [`talk_pairs`](crate::measures::openness::talk_pairs): of a school, those with both people in it.
    pub fn of_network(network: &Network, doors: &[Door], talk: &[TalkPair]) -> Vec<Team> {
        let layer = Layer::talk();
        let talk_asked = network.is_asked(&layer) || network.arcs(&layer).next().is_some();
        let home: Vec<Option<u32>> = network.members().map(|m| m.school).collect();
        let place = places(network);
        let mut teams: Vec<Team> = Vec::with_capacity(network.schools as usize);
        for school in 0..network.schools {
            let nodes = network.nodes_of_school(school);
            let mut people = 0;
            let (mut answered, mut known) = (0, true);
            for node in nodes.clone().filter(|&v| doors[v as usize].eligible) {
                people += 1;
                known &= network.member(node).response != Response::NotKnown;
                answered += u32::from(doors[node as usize].answered);
            }
            teams.push(Team {
                doors: count(&doors[nodes.start as usize..nodes.end as usize]),
                answered: known.then_some(answered),
                talk_asked,
                pairs: BlockPairs::new(people, Vec::new()),
            });
        }
        for p in talk {
            if let (Some(school), Some(door)) = (home[p.a as usize], p.door)
                && home[p.b as usize] == Some(school)
            {
                let pair = (place[p.a as usize], place[p.b as usize], door);
                teams[school as usize].pairs.pairs.push(pair);
            }
        }
        teams
    }

    /// Pairs who talk and whose door is known, and those among them with a door.
    pub fn talk(&self) -> (u32, u32) {
        let with = self.pairs.pairs.iter().filter(|p| p.2).count() as u32;
        (self.pairs.pairs.len() as u32, with)
    }

    /// The share of teachers from whom an answer came; none when it is not known or there are no teachers.
    pub fn response(&self) -> Option<f64> {
        let eligible = self.doors.eligible;
        self.answered.filter(|_| eligible > 0).map(|a| f64::from(a) / f64::from(eligible))
    }

    /// What the size allows.
    pub fn gate(&self) -> Gate {
        Gate::of(f64::from(self.doors.known))
    }

    /// What the response allows.
    pub fn response_gate(&self) -> ResponseGate {
        ResponseGate::of(self.response())
    }

    /// How many more answers would bring the response to where a verdict is possible.
    pub fn forms_to_verdict(&self) -> Option<u32> {
        let wanted = (RESPONSE_FOR_VERDICT.value * f64::from(self.doors.eligible) - 1e-9).ceil() as u32;
        self.answered.map(|a| wanted.saturating_sub(a))
    }

    /// How many answers are missing; none when nothing says who answered.
    pub fn forms_missing(&self) -> Option<u32> {
        self.answered.map(|a| self.doors.eligible.saturating_sub(a))
    }

    /// Whether only those who visit were asked and some of them did not answer.
    pub fn others_missing(&self) -> bool {
        self.doors.why_no_rate() == Some(Why::CannotTell) && self.doors.others_missing > 0
    }

    /// Whether its doors may stand in what another school is compared with: the rate is known and enough answered.
    pub fn is_reference(&self) -> bool {
        self.doors.why_no_rate().is_none() && self.response_gate() >= ResponseGate::Warning
    }
}
