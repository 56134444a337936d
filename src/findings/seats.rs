//! Who of a wave is in which school: found once, for tables that ask for the people of each of thousands of schools.

use super::StaffInfo;
use std::sync::OnceLock;

/// Positions on the roster by school, put together when first asked for. It follows from the staff, so that it counts in
/// no comparison, is written nowhere, and a copy (whose staff may come to differ) begins without it.
#[derive(Debug, Default)]
pub(crate) struct Seats(OnceLock<Vec<Vec<u32>>>);

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
        let by_school = self.0.get_or_init(|| {
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
}
