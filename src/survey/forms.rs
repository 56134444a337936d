//! Who filled in which question, as files with a row per respondent show it.

use super::reports::Reports;
use super::staff::WaveStaff;
use super::study::Blank;
use super::{End, Response};

/// A question: wave, relation and the end that was asked.
type Key = (u32, u32, End);

/// One person's row, as far as one question goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) wave: u32,
    pub(crate) relation: u32,
    pub(crate) end: End,
    pub(crate) person: u32,
    /// Something stands in it: a name, a number, "nobody".
    pub(crate) filled: bool,
    /// The survey tool does not say that the form was left unfinished.
    pub(crate) finished: bool,
    /// What it means when nothing stands in it.
    pub(crate) blank: Blank,
}

/// All rows of all files with a row per respondent.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    rows: Vec<Row>,
}

impl Forms {
    /// One more row.
    pub(crate) fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Puts waves in their final order.
    pub(crate) fn put_waves(&mut self, place: &[u32]) {
        self.rows.iter_mut().for_each(|row| row.wave = place[row.wave as usize]);
    }

    /// Says for each wave who answered, where the staff list does not: those who filled in something. Whoever has no
    /// form, or an empty one, or an unfinished one, did not.
    pub(crate) fn say(&mut self, waves: &mut [WaveStaff], reports: &Reports) {
        self.rows.sort_by_key(|row| (row.wave, row.relation, row.end, row.person));
        for (wave, of) in waves.iter_mut().enumerate() {
            let wave = wave as u32;
            if of.response_known || !self.rows.iter().any(|row| row.wave == wave) {
                continue;
            }
            of.response_known = true;
            for member in of.staff.iter_mut().filter(|s| s.response == Response::NotKnown) {
                let spoke = reports.spoke(wave, member.person);
                member.response = if spoke { Response::Answered } else { Response::DidNotAnswer };
            }
        }
    }

    /// Who answered one question in a wave, by position in its staff: as the person as a whole, unless the forms say of
    /// this very question that it was left out, or was on a form that the person did not hand in.
    pub(crate) fn answered(&self, key: Key, staff: &WaveStaff, roster_says: bool, reports: &Reports) -> Vec<Response> {
        let whole = staff.staff.iter().map(|s| s.response);
        let from = self.rows.partition_point(|row| (row.wave, row.relation, row.end) < key);
        let to = self.rows.partition_point(|row| (row.wave, row.relation, row.end) <= key);
        let rows = &self.rows[from..to];
        if rows.is_empty() {
            return whole.collect();
        }
        let of = |person: u32, whole: Response| {
            if whole != Response::Answered {
                return whole;
            }
            let from = rows.partition_point(|row| row.person < person);
            let own = rows[from..].iter().take_while(|row| row.person == person);
            let spoke = reports.spoke(key.0, person);
            let mut seen = false;
            for row in own {
                seen = true;
                let nobody = row.blank == Blank::Nobody && (spoke || roster_says);
                if row.finished && (row.filled || nobody) {
                    return Response::Answered;
                }
            }
            // The staff list says that this person answered, and the file has no row: the list decides.
            if !seen && roster_says { whole } else { Response::DidNotAnswer }
        };
        staff.staff.iter().zip(whole).map(|(s, whole)| of(s.person, whole)).collect()
    }
}
