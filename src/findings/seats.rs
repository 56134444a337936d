//! Who of a wave is in which school: found once, for tables that ask for the people of each of thousands of schools.

use super::{PersonInfo, Response, StaffInfo};
use std::sync::OnceLock;

/// Positions on the roster by school, put together when first asked for. It follows from the staff, so that it counts in
/// no comparison, is written nowhere, and a copy (whose staff may come to differ) begins without it.
#[derive(Debug, Default)]
pub(crate) struct Seats {
    by_school: OnceLock<Vec<Vec<u32>>>,
    everybody: OnceLock<Everybody>,
}

/// How many people of a wave there are, those left out who were added because they were named.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Everybody {
    pub(crate) people: u64,
    pub(crate) asked: u64,
    pub(crate) answered: u64,
}

impl Clone for Seats {
    fn clone(&self) -> Seats {
        Seats::default()
    }
}

impl PartialEq for Seats {
    fn eq(&self, _: &Seats) -> bool {
        true
    }
}

impl Seats {
    /// The people of a school, in roster order.
    pub(super) fn of(&self, staff: &[StaffInfo], school: u32) -> &[u32] {
        let by_school = self.by_school.get_or_init(|| {
            let schools = staff.iter().filter_map(|s| s.school).max().map_or(0, |s| s as usize + 1);
            let mut by_school = vec![Vec::new(); schools];
            for (position, staff) in (0..).zip(staff) {
                if let Some(school) = staff.school {
                    by_school[school as usize].push(position);
                }
            }
            by_school
        });
        by_school.get(school as usize).map_or(&[], Vec::as_slice)
    }

    /// How many there are.
    pub(super) fn everybody(&self, staff: &[StaffInfo], people: &[PersonInfo]) -> Everybody {
        *self.everybody.get_or_init(|| {
            let mut all = Everybody::default();
            for one in staff.iter().filter(|s| !people.get(s.person as usize).is_some_and(|p| p.outside)) {
                all.people += 1;
                all.asked += u64::from(one.response != Response::NotAsked);
                all.answered += u64::from(one.response == Response::Answered);
            }
            all
        })
    }
}
