//! Who is there in which wave, looked up while ties are read.

use super::check::Seen;
use super::names::{Newcomers, People};
use super::roster::Roster;
use super::staff::WaveStaff;
use super::{Response, Role, Staff};
use crate::error::{Error, Limit, Result};

/// Everybody's place in each wave that was met so far.
#[derive(Debug)]
pub(crate) struct Attendance<'a> {
    roster: &'a Roster,
    waves: Vec<Option<Floor>>,
    places: u64,
}

/// Who is there in one wave.
#[derive(Debug, Default)]
pub(crate) struct Floor {
    /// The staff, and what the staff list says of this wave.
    pub(crate) of: WaveStaff,
    /// By person: position in the staff; `ABSENT` for who is not there.
    position: Vec<u32>,
    /// There is no staff list: everybody is there.
    open: bool,
}

const ABSENT: u32 = u32::MAX;

impl<'a> Attendance<'a> {
    /// Nobody looked up yet.
    pub(crate) fn of(roster: &'a Roster) -> Attendance<'a> {
        Attendance { roster, waves: Vec::new(), places: 0 }
    }

    /// Who is there in a wave.
    pub(crate) fn wave(&mut self, wave: u32, people: &People, seen: &mut Seen) -> Result<&mut Floor> {
        let wave = wave as usize;
        if self.waves.len() <= wave {
            self.waves.resize_with(wave + 1, || None);
        }
        if self.waves[wave].is_none() {
            let open = self.roster.file.is_none();
            let of = if open { WaveStaff::default() } else { self.roster.wave(wave as u32, people) };
            let mut position = vec![ABSENT; people.list.len()];
            for (at, member) in of.staff.iter().enumerate() {
                position[member.person as usize] = at as u32;
            }
            // A column that is no wave would make a staff list for each of its values.
            self.places += of.staff.len() as u64;
            let limit = u64::from(seen.limits().people) * 20;
            if self.places > limit {
                let file = self.roster.file.clone().unwrap_or_default();
                return Err(Error::TooLarge { file, what: Limit::People, seen: self.places, limit });
            }
            self.waves[wave] = Some(Floor { of, position, open });
        }
        Ok(self.waves[wave].get_or_insert_default())
    }

    /// Who is there in a wave that was met before.
    pub(crate) fn met(&self, wave: u32) -> Option<&Floor> {
        self.waves.get(wave as usize)?.as_ref()
    }

    /// The waves, by index; those that were never met are looked up now.
    pub(crate) fn finish(mut self, waves: usize, people: &People, seen: &mut Seen) -> Result<Vec<WaveStaff>> {
        for wave in 0..waves as u32 {
            let floor = self.wave(wave, people, seen)?;
            if floor.open {
                let everybody = (0..people.list.len() as u32).map(|person| Staff { person, ..Staff::default() });
                floor.of.staff = everybody.collect();
            }
            // Those who were added because they are named come after everybody on the staff list, in order of persons.
            floor.of.staff.sort_by_key(|s| s.person);
        }
        Ok(self.waves.into_iter().flatten().map(|f| f.of).collect())
    }
}

impl Floor {
    /// Whether somebody is there. Who is not on the staff list at all comes in when newcomers may.
    pub(crate) fn is_there(&mut self, person: u32, people: &People) -> bool {
        if self.open {
            return true;
        }
        let at = person as usize;
        if self.position.get(at).is_some_and(|&p| p != ABSENT) {
            return true;
        }
        if people.newcomers != Newcomers::Outside || !people.list[at].outside {
            return false;
        }
        if self.position.len() <= at {
            self.position.resize(at + 1, ABSENT);
        }
        self.position[at] = self.of.staff.len() as u32;
        let response = Response::NotAsked;
        self.of.staff.push(Staff { person, role: Role::Other, response, ..Staff::default() });
        true
    }

    /// Whether somebody is there, as far as was found so far.
    pub(crate) fn has(&self, person: u32) -> bool {
        self.open || self.position.get(person as usize).is_some_and(|&p| p != ABSENT)
    }

    /// Whether two people who are there have a school in common.
    pub(crate) fn share_a_school(&self, a: u32, b: u32) -> bool {
        let schools = |person: u32| {
            let at = self.position.get(person as usize).copied().unwrap_or(ABSENT);
            let member = self.of.staff.get(at as usize);
            member.into_iter().flat_map(|m| m.school.iter().chain(&m.other_schools))
        };
        schools(a).any(|s| schools(b).any(|t| s == t))
    }
}
