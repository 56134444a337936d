//! What a school is used to: how much its teachers talk, and how easily a door opens.

use super::{Lagging, Plan};

/// In what way a school differs from the others.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Habit {
    /// As most schools are.
    Ordinary,
    /// Little talk and few visits.
    NoTalk,
    /// Much talk, hardly any visit.
    TalkWithoutLooking,
    /// Visits assigned and frequent, little talk.
    LookingWithoutTalk,
    /// As most schools are, but with this share of doors open.
    Closed {
        /// Share of teachers with an open door.
        rate: f64,
    },
}

/// What a school is used to in one wave.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    /// Share of teachers with an open door.
    pub(super) open: f64,
    /// About how many colleagues a full-time teacher talks with.
    pub(super) talk: f64,
    /// Chance of each of four more visitors to an open door.
    pub(super) another: f64,
    /// Chance that a visitor is somebody with whom the host talks.
    pub(super) familiar: f64,
    /// Chance that a visit by somebody with whom the host talks was assigned, and by anybody else.
    pub(super) assigned: [f64; 2],
    /// Chance that of two who talk one looks at the other's case.
    pub(super) shown: f64,
    /// How much contact with other schools there is; 1 is ordinary.
    pub(super) across: f64,
}

/// How much doors opened from each wave to the next, where there is change.
const OPENED_PER_WAVE: f64 = 0.12;

/// The habit of a school.
pub(super) fn habit(plan: &Plan, school: u32) -> Habit {
    match plan.lagging {
        Lagging::Three if plan.schools >= 6 => match (0..3).find(|&way| school == plan.schools * (way + 1) / 4) {
            Some(0) => Habit::NoTalk,
            Some(1) => Habit::TalkWithoutLooking,
            Some(_) => Habit::LookingWithoutTalk,
            None => Habit::Ordinary,
        },
        Lagging::One { rate } if school == plan.schools / 2 => Habit::Closed { rate },
        _ => Habit::Ordinary,
    }
}

/// What a school is used to, so many waves before the last one. `lean` is how far it leans to open doors.
pub(super) fn habits(plan: &Plan, habit: Habit, lean: f64, waves_to_go: usize) -> Habits {
    let earlier = if plan.change { OPENED_PER_WAVE * waves_to_go as f64 } else { 0.0 };
    let ordinary = Habits {
        open: (plan.open_rate + lean - earlier).clamp(0.0, 1.0),
        talk: 6.0,
        another: 0.3,
        familiar: 0.82,
        assigned: [0.1, 0.3],
        shown: 0.16,
        across: 1.0,
    };
    match habit {
        Habit::Ordinary => ordinary,
        Habit::Closed { rate } => Habits { open: rate, ..ordinary },
        Habit::NoTalk => {
            Habits { open: 0.14, talk: 1.5, another: 0.15, familiar: 0.95, shown: 0.06, across: 0.4, ..ordinary }
        }
        Habit::TalkWithoutLooking => {
            Habits { open: 0.12, talk: 8.5, another: 0.05, familiar: 0.6, shown: 0.06, ..ordinary }
        }
        Habit::LookingWithoutTalk if plan.change && waves_to_go > 0 => {
            Habits { open: 0.4, talk: 2.2, another: 0.1, ..ordinary }
        }
        Habit::LookingWithoutTalk => {
            Habits { open: 0.72, talk: 2.0, familiar: 0.4, assigned: [0.5, 0.96], shown: 0.08, ..ordinary }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_schools_differ_each_in_its_own_way() {
        let plan = Plan::default();
        let odd: Vec<_> = (0..12).map(|s| (s, habit(&plan, s))).filter(|(_, h)| *h != Habit::Ordinary).collect();
        assert_eq!(odd, [(3, Habit::NoTalk), (6, Habit::TalkWithoutLooking), (9, Habit::LookingWithoutTalk)]);
    }

    #[test]
    fn without_change_every_wave_has_the_habits_of_the_last() {
        let plan = Plan { change: false, ..Plan::default() };
        let open = |to_go| habits(&plan, Habit::Ordinary, 0.0, to_go).open;
        assert!((open(0) - open(5)).abs() < 1e-12);
    }
}
