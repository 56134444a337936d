//! Who stands beside whom: somebody who was not invited and was, before the plan, as much like it as can be had.

use super::view::View;
use std::collections::BTreeMap;

/// How alike a pair is, beside what it has in common in any case: school and phase, the school, the phase, neither.
pub const LIKENESSES: [&str; 4] = ["same_school_and_phase", "same_school", "same_phase", "other_school_and_phase"];

/// What two people must have in common at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    door: u8,
    isolation: u8,
    is_new: bool,
    school: Option<u32>,
    phase: Option<u32>,
    /// 0 where it does not matter, else what was answered about being named.
    consent: u8,
}

/// For each one who was invited somebody of the pool, as long as there is one: the two, and how alike they are. Both
/// lists are in the order of ids.
pub(super) fn partners(view: &View<'_>, invited: &[u32], pool: &[u32]) -> Vec<(u32, u32, usize)> {
    let mut taken = vec![false; pool.len()];
    let mut found = vec![None; invited.len()];
    let steps = (0..4).flat_map(|alike| [(alike, true), (alike, false)]);
    for (alike, consent) in steps {
        let key = |v: u32| {
            let seat = view.before(v);
            let (school, phase) = (alike < 2, alike == 0 || alike == 2);
            // Nobody is of the same school as somebody without one.
            let wanting = (school && seat.school.is_none()) || (phase && seat.phase.is_none());
            (!wanting).then_some(Key {
                door: seat.door,
                isolation: seat.isolation,
                is_new: seat.is_new,
                school: seat.school.filter(|_| school),
                phase: seat.phase.filter(|_| phase),
                consent: if consent { 1 + seat.consent.map_or(0, |yes| 1 + u8::from(yes)) } else { 0 },
            })
        };
        let mut free: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        // From behind, so that the first by id is taken first.
        for at in (0..pool.len()).rev().filter(|&at| !taken[at]) {
            if let Some(key) = key(pool[at]) {
                free.entry(key).or_default().push(at);
            }
        }
        for (slot, &person) in found.iter_mut().zip(invited).filter(|(slot, _)| slot.is_none()) {
            if let Some(at) = key(person).and_then(|key| free.get_mut(&key)?.pop()) {
                taken[at] = true;
                *slot = Some((person, pool[at], alike));
            }
        }
    }
    found.into_iter().flatten().collect()
}
