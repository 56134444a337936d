//! Everybody's place in the pictures: the same in every wave in which somebody is in the same school, so that only
//! the ties change.

use super::super::story::told::Told;
use super::networks::counted;
use crate::drawing::layout::{self, Spot};
use crate::findings::StaffInfo;
use std::collections::BTreeMap;

/// Seats, each with a place: somebody who moved has one in either school.
pub(in crate::report) struct Places {
    /// By cell and person: the seat.
    seats: BTreeMap<(u32, u32), u32>,
    /// By seat.
    spots: Vec<Spot>,
    /// The schools of the wave that is told, in order: their position is the cell.
    pub(super) schools: Vec<usize>,
    /// The waves with ties.
    pub(super) waves: Vec<u32>,
}

impl Places {
    /// Of everybody in any wave with ties.
    pub(in crate::report) fn of(told: &Told<'_>) -> Places {
        let findings = told.findings;
        let schools = told.schools();
        let mut places = Places { seats: BTreeMap::new(), spots: Vec::new(), schools, waves: Vec::new() };
        let drawn = |w: &u32| findings.ties.iter().any(|t| t.wave == *w);
        places.waves = (0..findings.waves.len() as u32).filter(drawn).collect();
        let waves: Vec<Told<'_>> = places.waves.iter().map(|&w| Told::of(findings, told.words, w)).collect();
        for staff in waves.iter().flat_map(|w| &w.info.staff) {
            places.seats.insert((places.cell(staff.school), staff.person), 0);
        }
        // School by school, so that neighbours have numbers that are close.
        places.seats.values_mut().zip(0..).for_each(|(seat, next)| *seat = next);
        let cells: Vec<u32> = places.seats.keys().map(|k| k.0).collect();
        let mut pairs = Vec::new();
        for wave in &waves {
            let seats = places.seats(&wave.info.staff);
            let seat = |position: u32| seats.get(position as usize).copied().flatten();
            pairs.extend(counted(wave).filter_map(|t| seat(t.from).zip(seat(t.to))));
        }
        places.spots = layout::people(&cells, &pairs, findings.settings.seed);
        places
    }

    /// The cell of a school; that of people without one comes last.
    pub(super) fn cell(&self, school: Option<u32>) -> u32 {
        let level = self.schools.len() as u32;
        let at = school.and_then(|s| self.schools.binary_search(&(s as usize)).ok());
        at.map_or(level, |at| at as u32)
    }

    /// The seats of the staff of a wave, in order.
    pub(super) fn seats(&self, staff: &[StaffInfo]) -> Vec<Option<u32>> {
        staff.iter().map(|s| self.seat(s)).collect()
    }

    /// Somebody's seat in a wave.
    fn seat(&self, staff: &StaffInfo) -> Option<u32> {
        self.seats.get(&(self.cell(staff.school), staff.person)).copied()
    }

    /// Somebody's place in a wave.
    pub(super) fn spot(&self, staff: &StaffInfo) -> Spot {
        self.seat(staff).and_then(|s| self.spots.get(s as usize)).copied().unwrap_or_default()
    }

    /// Cell, person and place of every seat, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, u32, Spot)> + '_ {
        self.seats.iter().map(|(&(cell, person), &seat)| (cell, person, self.spots[seat as usize]))
    }
}
