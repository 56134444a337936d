//! Schools, formal groups and who is in them: `schools.csv`, `groups.csv`, `members.csv`, and teams from the roster.

mod presence;

pub(crate) use presence::presence;

use super::check::{Incomplete, Seen, Values};
use super::columns::{Columns, no_column};
use super::formats::Table;
use super::headings::{TableKind, fold};
use super::labels::Labels;
use super::names::{People, Who};
use super::study::{MembersEntry, Shape as Told, Study};
use super::waves::Waves;
use super::written::{identifier, yes_no};
use super::{School, Staff};
use crate::error::{Error, Field, Notice, Place};
use std::collections::BTreeMap;

/// A formal structure and who is in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its kind (`team`, `data_team`, `study_day`, …).
    pub kind: String,
    /// Formal unless said otherwise.
    pub informal: bool,
    /// First and last day, as written.
    pub period: (Option<String>, Option<String>),
    /// Wave and person of each member, sorted.
    pub members: Vec<(u32, u32)>,
}

/// The kind of a group that nothing is said of.
const KIND: &str = "group";
/// The kind of the groups that come from the roster.
const TEAM: &str = "team";

/// Schools as the schools file lists them, and as the roster names them.
#[derive(Debug, Default)]
pub(crate) struct Schools {
    labels: Labels,
    listed: Vec<Option<School>>,
    lines: Vec<u64>,
    file: Option<String>,
    strangers: Vec<(Place, String)>,
}

impl Schools {
    /// Reads the schools file.
    pub(crate) fn read(study: &Study, file: &str, seen: &mut Seen) -> Schools {
        let mut schools = Schools::default();
        let Some(table) = seen.table(study, file, None) else { return schools };
        let columns = Columns::of(&table, TableKind::Schools, &BTreeMap::new(), study.file_name(), seen);
        let (id, name) = (columns.get(Field::Id), columns.get(Field::Name));
        let Some(id) = id.or(name) else {
            seen.error(no_column(&table, Field::Id));
            return schools;
        };
        schools.file = Some(table.file.clone());
        let (mut incomplete, mut values) = (Incomplete::default(), Values::default());
        let walked = table.for_each(|row| {
            let cell = |field| columns.get(field).map(|c| row.cell(c)).filter(|c| !c.is_empty());
            let written = row.cell(id);
            if written.is_empty() {
                incomplete.add(Field::Id, row.line);
                return Ok(());
            }
            let mut school = School { id: written.to_owned(), ..School::default() };
            school.name = cell(Field::Name).filter(|n| *n != written).map(str::to_owned);
            school.group = cell(Field::Group).map(str::to_owned);
            school.note = cell(Field::Note).map(str::to_owned);
            if let (Some(cell), Some(column)) = (cell(Field::Reference), columns.get(Field::Reference)) {
                match yes_no(cell) {
                    Some(yes) => school.reference = yes,
                    None => values.add(column, cell, row.line),
                }
            }
            schools.list(school, &table, row.line, seen);
            Ok(())
        });
        seen.keep(walked);
        // Names come last: a school that is called like another one's code is not that one.
        for (index, school) in schools.listed.iter().enumerate() {
            if let Some(name) = school.as_ref().and_then(|s| s.name.as_ref()) {
                schools.labels.also(name, index as u32);
            }
        }
        incomplete.tell(&table, &columns, seen);
        values.tell(&table, seen);
        seen.columns_not_read(&table, columns.unread());
        schools
    }

    /// Whether a file lists the schools.
    pub(crate) fn is_read(&self) -> bool {
        self.file.is_some()
    }

    fn list(&mut self, school: School, table: &Table, line: u64, seen: &mut Seen) {
        let index = self.labels.index(&school.id) as usize;
        if let Some(Some(before)) = self.listed.get(index) {
            let of = |s: &School| [s.name.clone(), s.group.clone(), Some(s.reference.to_string())];
            let fields = [Field::Name, Field::Group, Field::Reference];
            for (field, (a, b)) in fields.into_iter().zip(of(before).into_iter().zip(of(&school))) {
                if a != b {
                    seen.error(Error::Conflict {
                        place: Place::line(&table.file, line),
                        id: school.id.clone(),
                        field,
                        seen: (a.unwrap_or_default(), b.unwrap_or_default()),
                    });
                }
            }
            return;
        }
        self.listed.push(Some(school));
        self.lines.push(line);
    }

    /// The school that a roster cell names.
    pub(crate) fn named(&mut self, written: &str, place: impl FnOnce() -> Place) -> u32 {
        let index = self.labels.index(written);
        if index as usize >= self.listed.len() {
            self.listed.push(None);
            self.lines.push(0);
            if self.file.is_some() {
                self.strangers.push((place(), written.to_owned()));
            }
        }
        index
    }

    /// The schools in roster order, those without anybody at the end; and the new index of each.
    pub(crate) fn in_order(self, first_named: &[u32], seen: &mut Seen) -> (Vec<School>, Vec<u32>) {
        for (place, school) in self.strangers {
            seen.notice(Notice::SchoolUnknown { place, school });
        }
        let count = self.labels.len();
        let mut place = vec![u32::MAX; count];
        let mut order = Vec::with_capacity(count);
        for &index in first_named {
            if place[index as usize] == u32::MAX {
                place[index as usize] = order.len() as u32;
                order.push(index);
            }
        }
        for index in 0..count as u32 {
            if place[index as usize] == u32::MAX {
                place[index as usize] = order.len() as u32;
                order.push(index);
                if let (Some(file), Some(Some(school))) = (&self.file, self.listed.get(index as usize)) {
                    let at = Place::line(file, self.lines[index as usize]);
                    seen.notice(Notice::SchoolUnknown { place: at, school: school.id.clone() });
                }
            }
        }
        let school = |&index: &u32| {
            let listed = self.listed.get(index as usize).cloned().flatten();
            listed.unwrap_or_else(|| School { id: self.labels.get(index).to_owned(), ..School::default() })
        };
        (order.iter().map(school).collect(), place)
    }
}

/// Formal groups from `groups.csv` and `members.csv`.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    ids: Labels,
    list: Vec<Group>,
    file: Option<String>,
}

impl Groups {
    /// Reads the groups file.
    pub(crate) fn read(study: &Study, file: &str, seen: &mut Seen) -> Groups {
        let mut groups = Groups::default();
        let Some(table) = seen.table(study, file, None) else { return groups };
        let columns = Columns::of(&table, TableKind::Groups, &BTreeMap::new(), study.file_name(), seen);
        let Some(id) = columns.need(Field::Id, &table, seen) else { return groups };
        groups.file = Some(table.file.clone());
        let (mut incomplete, mut values) = (Incomplete::default(), Values::default());
        let walked = table.for_each(|row| {
            let cell = |field| columns.get(field).map(|c| row.cell(c)).filter(|c| !c.is_empty());
            let written = row.cell(id);
            if written.is_empty() {
                incomplete.add(Field::Id, row.line);
                return Ok(());
            }
            let known = groups.ids.find(written);
            let group = Group {
                id: written.to_owned(),
                name: cell(Field::Name).map(str::to_owned),
                kind: cell(Field::Kind).map_or_else(|| KIND.to_owned(), identifier),
                informal: cell(Field::Family).is_some_and(|c| match fold(c).as_str() {
                    "informal" | "informeel" => true,
                    "formal" | "formeel" => false,
                    _ => {
                        values.add(columns.get(Field::Family).unwrap_or_default(), c, row.line);
                        false
                    }
                }),
                period: (cell(Field::Start).map(str::to_owned), cell(Field::End).map(str::to_owned)),
                members: Vec::new(),
            };
            match known {
                None => {
                    groups.ids.index(written);
                    groups.list.push(group);
                }
                Some(index) if groups.list[index as usize].kind != group.kind => seen.error(Error::Conflict {
                    place: Place::line(&table.file, row.line),
                    id: written.to_owned(),
                    field: Field::Kind,
                    seen: (groups.list[index as usize].kind.clone(), group.kind),
                }),
                Some(_) => {}
            }
            Ok(())
        });
        seen.keep(walked);
        incomplete.tell(&table, &columns, seen);
        values.tell(&table, seen);
        seen.columns_not_read(&table, columns.unread());
        groups
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Reads who is in them: a row for each member, or an attendance sheet. A row without a wave holds in every wave,
    /// marked with `u32::MAX`.
    pub(crate) fn read_members(
        &mut self,
        (study, entry): (&Study, &MembersEntry),
        file: &str,
        people: &mut People,
        waves: &Waves,
        seen: &mut Seen,
    ) {
        let Some(table) = seen.table(study, file, entry.sheet.as_deref()) else { return };
        let columns = Columns::of(&table, TableKind::Members, &entry.columns, study.file_name(), seen);
        let is_list = columns.get(Field::Group).is_some() && columns.get(Field::Person).is_some();
        if (!is_list || entry.shape == Some(Told::Grid))
            && self.read_presence((study, entry), &table, people, waves, seen)
        {
            return;
        }
        let all_rows = entry.wave.as_ref().and_then(|label| waves.known(label)).unwrap_or(u32::MAX);
        let group = columns.need(Field::Group, &table, seen);
        let person = columns.need(Field::Person, &table, seen);
        let (Some(group), Some(person)) = (group, person) else { return };
        let (mut incomplete, mut values) = (Incomplete::default(), Values::default());
        let mut strangers: BTreeMap<u32, u64> = BTreeMap::new();
        let walked = table.for_each(|row| {
            let (in_group, who) = (row.cell(group), row.cell(person));
            if in_group.is_empty() || who.is_empty() {
                let missing = if in_group.is_empty() { Field::Group } else { Field::Person };
                incomplete.add(missing, row.line);
                return Ok(());
            }
            let mut wave = all_rows;
            if let Some((label, column)) =
                columns.get(Field::Wave).map(|c| (row.cell(c), c)).filter(|c| !c.0.is_empty())
            {
                let Some(known) = waves.known(label) else {
                    values.add(column, label, row.line);
                    return Ok(());
                };
                wave = known;
            }
            let index = self.ids.index(in_group);
            if index as usize == self.list.len() {
                let kind = entry.kind.as_deref().map_or_else(|| KIND.to_owned(), identifier);
                self.list.push(Group { id: in_group.to_owned(), kind, ..Group::default() });
                if self.file.is_some() {
                    strangers.insert(index, row.line);
                }
            }
            match people.find(who) {
                Who::Person(p) if people.removed[p as usize] => {}
                Who::Person(p) => self.list[index as usize].members.push((wave, p)),
                Who::Unknown(number) => people.count_unknown(number, || table.place(row.line, person)),
                Who::Nobody => incomplete.add(Field::Person, row.line),
            }
            Ok(())
        });
        seen.keep(walked);
        for (index, line) in strangers {
            let group = self.list[index as usize].id.clone();
            seen.notice(Notice::GroupUnknown { place: Place::line(&table.file, line), group });
        }
        incomplete.tell(&table, &columns, seen);
        values.tell(&table, seen);
        seen.columns_not_read(&table, columns.unread());
    }

    /// The groups with waves in their final order. Who is in a group without a word of waves is in it in every wave
    /// in which that person is on the roster.
    pub(crate) fn finish(self, wave_place: &[u32], staff: &[Vec<Staff>]) -> Vec<Group> {
        let mut groups = self.list;
        for group in &mut groups {
            let said = std::mem::take(&mut group.members);
            for (wave, person) in said {
                if wave == u32::MAX {
                    let is_there = |s: &Vec<Staff>| s.binary_search_by_key(&person, |m| m.person).is_ok();
                    let waves = (0..staff.len()).filter(|&w| is_there(&staff[w]));
                    group.members.extend(waves.map(|w| (w as u32, person)));
                } else {
                    group.members.push((wave_place[wave as usize], person));
                }
            }
            group.members.sort_unstable();
            group.members.dedup();
        }
        groups
    }
}

/// Each school's teams: who has the same value in a column of the roster.
pub(crate) fn teams(
    column: &str,
    of: impl Fn(&Staff) -> Option<String>,
    staff: &[Vec<Staff>],
    schools: &[School],
) -> Vec<Group> {
    let mut teams: BTreeMap<(u32, String), Group> = BTreeMap::new();
    let mut order: Vec<(u32, String)> = Vec::new();
    for (wave, staff) in staff.iter().enumerate() {
        for member in staff.iter().filter(|m| !m.removed) {
            let (Some(school), Some(value)) = (member.school, of(member)) else { continue };
            let key = (school, fold(&value));
            let group = teams.entry(key.clone()).or_insert_with(|| {
                order.push(key);
                Group {
                    id: format!("{}/{column}/{value}", schools[school as usize].id),
                    name: Some(value),
                    kind: TEAM.to_owned(),
                    ..Group::default()
                }
            });
            group.members.push((wave as u32, member.person));
        }
    }
    // Schools in roster order, within a school in order of first appearance.
    order.sort_by_key(|(school, _)| *school);
    let mut list: Vec<Group> = order.iter().filter_map(|key| teams.remove(key)).collect();
    for group in &mut list {
        group.members.sort_unstable();
        group.members.dedup();
    }
    list
}

#[cfg(test)]
mod tests {
    use crate::error::{Error, Field, Notice};
    use crate::survey::sample::{errors, survey};

    const TIES: (&str, &str) = ("ties.csv", "from,to\n1,2\n");

    #[test]
    fn schools_are_in_roster_order_and_those_without_anybody_at_the_end() {
        let survey = survey(&[
            (
                "schools.csv",
                "code;naam;bestuur;referentie;notitie\nA;De Aak;Brug;nee;\nB;De Boot;Brug;ja;nieuw gebouw\nC;De Centaur;;;\n",
            ),
            ("teachers.csv", "id,school\n1,De Boot\n2,C\n3,b; D\n"),
            TIES,
        ]);
        let ids: Vec<_> = survey.schools.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(ids, ["B", "C", "D", "A"]);
        let boot = &survey.schools[0];
        assert_eq!(
            (boot.name.as_deref(), boot.reference, boot.note.as_deref()),
            (Some("De Boot"), true, Some("nieuw gebouw"))
        );
        assert_eq!(survey.waves[0].staff[2].school, Some(0));
        assert_eq!(survey.waves[0].staff[2].other_schools, [2]);
        let unknown: Vec<_> = survey
            .notices
            .iter()
            .filter_map(|n| match n {
                Notice::SchoolUnknown { place, school } => Some((place.file.as_str(), place.line, school.as_str())),
                _ => None,
            })
            .collect();
        assert_eq!(unknown, [("teachers.csv", Some(4), "D"), ("schools.csv", Some(2), "A")]);
    }

    #[test]
    fn one_school_with_two_names_stops_the_run() {
        let seen = errors(&[("schools.csv", "id,name\nA,Aak\nA,Boot\n"), ("teachers.csv", "id\n1\n"), TIES]);
        assert!(matches!(&seen[..], [Error::Conflict { field: Field::Name, place, .. }] if place.line == Some(3)));
    }

    #[test]
    fn members_are_in_their_groups_in_the_waves_in_which_they_are_there() {
        let survey = survey(&[
            ("teachers.csv", "id,wave\n1,2024\n2,2024\n2,2026\n3,2026\n"),
            (
                "groups.csv",
                "id,name,kind,family,start,end\ndt,Datateam taal,Data-team,formeel,2025-09-01,\nkoffie,,lunch,informeel,,\n",
            ),
            ("members.csv", "groep,persoon,meting\ndt,1,\ndt,2,\ndt,3,2026\nkoffie,1,2024\nweg,1,\ndt,99,\n"),
            ("ties.csv", "from,to,wave\n1,2,2024\n2,3,2026\n"),
            ("study.toml", "[groups]\nas_ties = [\"data team\"]\n"),
        ]);
        let team = &survey.groups[0];
        assert_eq!(
            (team.kind.as_str(), team.informal, &team.members[..]),
            ("data_team", false, &[(0, 0), (0, 1), (1, 1), (1, 2)][..])
        );
        assert_eq!(team.period.0.as_deref(), Some("2025-09-01"));
        assert!(survey.groups[1].informal);
        assert_eq!(survey.group_kinds_as_ties, ["data_team"]);
        assert!(survey.notices.iter().any(|n| matches!(n, Notice::GroupUnknown { group, .. } if group == "weg")));
        assert!(
            survey
                .notices
                .iter()
                .any(|n| matches!(n, Notice::UnknownPerson { place, .. } if place.file == "members.csv"))
        );
        assert!(!survey.notices.iter().any(|n| matches!(n, Notice::NoFormalTies { wave } if wave == "2026")));
    }

    #[test]
    fn each_school_s_phases_are_teams_when_the_study_says_so() {
        let survey = survey(&[
            ("teachers.csv", "id,school,bouw\n1,A,onder\n2,A,boven\n3,B,onder\n4,A,Onder\n5,,onder\n"),
            TIES,
            ("study.toml", "[groups]\nteams_from = [\"phase\"]\nas_ties = [\"team\"]\n"),
        ]);
        let teams: Vec<_> = survey.groups.iter().map(|g| (g.id.as_str(), g.kind.as_str(), g.members.len())).collect();
        assert_eq!(teams, [("A/phase/onder", "team", 2), ("A/phase/boven", "team", 1), ("B/phase/onder", "team", 1)]);
    }
}
