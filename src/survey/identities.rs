//! Who a row of the staff list is about: by id, or where there is no column for ids by e-mail address or name.

use super::columns::Columns;
use super::formats::Row;
use super::headings::{fold, key};
use super::names::People;
use super::staff::Line;
use super::waves::Waves;
use super::written::is_address;
use crate::error::Field;
use std::collections::BTreeMap;

/// What a row says beside the id.
#[derive(Debug)]
pub(crate) struct About {
    pub(crate) name: Option<String>,
    pub(crate) wave: Option<u32>,
    pub(crate) school: Option<u32>,
}

/// Those who were met so far.
#[derive(Debug)]
pub(crate) struct Identities {
    id: Option<usize>,
    email: Option<usize>,
    /// The column for ids holds addresses.
    ids_are_addresses: bool,
    /// Everybody without an id.
    known: BTreeMap<Known, u32>,
}

/// What is the same on two rows that are about one person for certain.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Address(String),
    Name { name: String, wave: Option<u32>, school: Option<u32> },
}

/// Somebody of whom only the name is known, in one wave.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Namesake<'a> {
    name: &'a str,
    /// The place of the wave; none of a row that holds in every wave.
    wave: Option<u32>,
    school: Option<u32>,
    person: u32,
}

/// Somebody as the waves before know them.
#[derive(Debug)]
struct Before {
    person: u32,
    /// The last wave with a row.
    wave: Option<u32>,
    /// There is a row that holds in every wave.
    always: bool,
}

impl Identities {
    /// Nobody yet.
    pub(crate) fn new(columns: &Columns) -> Identities {
        let (id, email) = (columns.get(Field::Id), columns.get(Field::Email));
        Identities { id, email, ids_are_addresses: false, known: BTreeMap::new() }
    }

    /// What people are matched by where ids are made; none where the list has ids.
    pub(crate) fn made_by(&self) -> Option<Field> {
        let by = if self.email.is_some() || self.ids_are_addresses { Field::Email } else { Field::Name };
        (self.id.is_none() || self.ids_are_addresses).then_some(by)
    }

    /// The list says by ids who is who, so that everybody stands there once.
    pub(crate) fn are_given(&self) -> bool {
        self.id.is_some()
    }

    /// The person of a row, and the name that the row gives when it is another one than before; none when the row
    /// does not say who it is about. Somebody of whom only the name is known is somebody else in each wave and school until
    /// [`Identities::settle`].
    pub(crate) fn person(&mut self, row: Row<'_>, about: About, people: &mut People) -> Option<(u32, Option<String>)> {
        let address = self.email.map(|c| row.cell(c)).filter(|c| !c.is_empty());
        let (person, other_name) = match self.id.map(|c| row.cell(c)) {
            Some("") => return None,
            // An address serves matching and is never written, so it cannot be the id that is.
            Some(id) if is_address(id) => {
                self.ids_are_addresses = true;
                let found = self.without_id(Some(id), about, people)?;
                people.also_written(id, found.0);
                found
            }
            Some(id) => match people.with_id(id) {
                Some(person) => (person, another_name(people, person, about.name)),
                None => (people.add(id, about.name), None),
            },
            None => self.without_id(address, about, people)?,
        };
        if let Some(address) = address {
            people.also_written(address, person);
        }
        Some((person, other_name))
    }

    /// A person without an id: the one with this address, else with this name in this wave and school.
    fn without_id(
        &mut self,
        address: Option<&str>,
        about: About,
        people: &mut People,
    ) -> Option<(u32, Option<String>)> {
        let About { name, wave, school } = about;
        let known = match address {
            Some(address) => Known::Address(fold(address)),
            None => Known::Name { name: name.as_deref().map(fold)?, wave, school },
        };
        if let Some(&person) = self.known.get(&known) {
            return Some((person, another_name(people, person, name)));
        }
        let person = people.add_without_id(name);
        self.known.insert(known, person);
        Some((person, None))
    }

    /// Finds those of whom only the name is known again in the waves after, now that all rows are read: the result must not
    /// hang on their order. Numbers of people change.
    pub(crate) fn settle<'a>(&'a self, waves: &Waves, people: &mut People, lines: &mut [Line]) {
        let (_, place) = waves.sorted();
        let namesake = |(known, &person): (&'a Known, &u32)| match known {
            Known::Address(_) => None,
            Known::Name { name, wave, school } => {
                Some(Namesake { name, wave: wave.map(|w| place[w as usize]), school: *school, person })
            }
        };
        let mut namesakes: Vec<Namesake<'_>> = self.known.iter().filter_map(namesake).collect();
        namesakes.sort_unstable();
        if !namesakes.is_empty() {
            let mut same: Vec<u32> = (0..people.list.len() as u32).collect();
            for namesakes in namesakes.chunk_by(|a, b| a.name == b.name) {
                follow(namesakes, &mut same);
            }
            let number = people.merge(&same);
            lines.iter_mut().for_each(|line| line.staff.person = number[line.staff.person as usize]);
        }
    }
}

/// Who of one name is who in the waves after. In one wave two schools are two people. Who stayed at a school comes first; who
/// is left may have moved there when there is one such person and one such row. Where several could be meant, it is
/// somebody new.
fn follow(namesakes: &[Namesake<'_>], same: &mut [u32]) {
    let mut by_school: BTreeMap<Option<u32>, Before> = BTreeMap::new();
    for rows in namesakes.chunk_by(|a, b| a.wave == b.wave) {
        let wave = rows[0].wave;
        let mut left = Vec::new();
        for row in rows {
            match by_school.get_mut(&row.school) {
                Some(before) => {
                    same[row.person as usize] = before.person;
                    before.wave = wave;
                }
                None => left.push(row),
            }
        }
        if let [row] = left[..] {
            let mut free = by_school.iter().filter(|(_, b)| !b.always && b.wave != wave).map(|(school, _)| *school);
            if let (Some(school), None) = (free.next(), free.next())
                && let Some(before) = by_school.remove(&school)
            {
                same[row.person as usize] = before.person;
                by_school.insert(row.school, Before { wave, ..before });
                continue;
            }
        }
        for row in left {
            by_school.insert(row.school, Before { person: row.person, wave, always: wave.is_none() });
        }
    }
}

/// Takes a name where there is none yet; the name, when it is another one than before.
fn another_name(people: &mut People, person: u32, name: Option<String>) -> Option<String> {
    let name = name?;
    people.mark(&name);
    match &mut people.list[person as usize].name {
        Some(before) => (key(before) != key(&name)).then_some(name),
        none => {
            *none = Some(name);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::error::{Error, Field, Limit};
    use crate::survey::ReadSettings;
    use crate::survey::formats::Limits;
    use crate::survey::sample::{errors, read_with, survey};

    /// For everybody on a list without ids where they were in which wave, in order: nothing in it hangs on the numbers
    /// that people get.
    fn lives(rows: &[&str]) -> Vec<String> {
        let list = format!("name,school,wave\nAn,Z,1\nBo,Z,1\n{}\n", rows.join("\n"));
        let survey = survey(&[("teachers.csv", &list), ("ties.csv", "from,to,wave\nAn,Bo,1\n")]);
        let mut lives = vec![String::new(); survey.people.len()];
        for wave in &survey.waves {
            for staff in &wave.staff {
                let school = staff.school.map_or("-", |s| survey.schools[s as usize].id.as_str());
                lives[staff.person as usize] += &format!("{school}{} ", wave.id);
            }
        }
        lives.retain(|life| !life.contains('Z'));
        lives.sort_unstable();
        lives.iter().map(|life| life.trim_end().to_owned()).collect()
    }

    /// The rows in every order.
    fn orders<'a>(rows: &[&'a str]) -> Vec<Vec<&'a str>> {
        let Some((first, rest)) = rows.split_first() else { return vec![Vec::new()] };
        let into = |order: Vec<&'a str>| {
            (0..=order.len()).map(move |at| {
                let mut order = order.clone();
                order.insert(at, first);
                order
            })
        };
        orders(rest).into_iter().flat_map(into).collect()
    }

    #[test]
    fn who_stayed_is_not_taken_for_who_came_in_whatever_order_the_rows_stand() {
        for (rows, want) in [
            // One stayed, one came.
            (&["Jan,S,1", "Jan,T,2", "Jan,S,2"][..], &["S1 S2", "T2"][..]),
            // The only one there was may have moved.
            (&["Jan,S,1", "Jan,T,2"], &["S1 T2"]),
            // Which of two moved cannot be told, nor which of two is the one there was.
            (&["Jan,S,1", "Jan,T,1", "Jan,U,2"], &["S1", "T1", "U2"]),
            (&["Jan,S,1", "Jan,T,2", "Jan,U,2"], &["S1", "T2", "U2"]),
            // When one of two stayed it is the other who moved.
            (&["Jan,S,1", "Jan,T,1", "Jan,T,2", "Jan,U,2"], &["S1 U2", "T1 T2"]),
            (&["Jan,S,1", "Jan,T,1", "Jan,T,2"], &["S1", "T1 T2"]),
            // A move holds in the wave after it, and somebody may come back.
            (&["Jan,S,1", "Jan,T,2", "Jan,S,3", "Jan,T,3"], &["S1 T2 T3", "S3"]),
            (&["Jan,S,1", "jan,S,3"], &["S1 S3"]),
            (&["Jan,S,2", "Jan,S,10", "Jan,T,10", "Jan,T,2"], &["S2 S10", "T2 T10"]),
            // Twice in one school is one person; a row without a wave holds in every wave, so that somebody is there already.
            (&["Jan,S,1", "Jan,S,1", "Jan,S,2"], &["S1 S2"]),
            (&["Jan,S,", "Jan,T,2"], &["S1 S2", "T2"]),
        ] {
            for order in orders(rows) {
                assert_eq!(lives(&order), want, "{order:?}");
            }
        }
    }

    #[test]
    fn people_are_numbered_as_they_stand_on_the_list_whatever_they_are_known_by() {
        let list = "name,email,wave\nDee,,2\nAn,an@x.nl,1\nCas,,1\nAn,AN@x.nl,2\nBo,bo@x.nl,2\nCas,,2\n";
        let survey = survey(&[("teachers.csv", list), ("ties.csv", "from,to,wave\nan@x.nl,Cas,1\nbo@x.nl,Dee,2\n")]);
        let names: Vec<_> = survey.people.iter().filter_map(|p| Some((p.id.as_str(), p.name.as_deref()?))).collect();
        assert_eq!(names, [("p001", "Dee"), ("p002", "An"), ("p003", "Cas"), ("p004", "Bo")]);
        let ties: Vec<_> = survey.ties.iter().map(|t| (t.from, t.to)).collect();
        assert_eq!(ties, [(1, 2), (3, 0)]);
    }

    #[test]
    fn who_is_there_in_every_wave_counts_once_against_the_limit() {
        let rows: Vec<String> = (1..=9).map(|wave| format!("An,S,{wave}\nBo,S,{wave}\n")).collect();
        let list = format!("name,school,wave\n{}", rows.concat());
        let read = |people: u32| {
            let limits = Limits { people, ..Limits::default() };
            let settings = ReadSettings { limits, ..ReadSettings::default() };
            read_with(&[("teachers.csv", &list), ("ties.csv", "from,to,wave\nAn,Bo,1\n")], &settings)
        };
        assert!(read(2).is_ok());
        assert!(matches!(read(1), Err(Error::TooLarge { what: Limit::People, seen: 2, .. })));
    }

    #[test]
    fn two_names_at_one_address_in_one_wave_stop_the_run() {
        let ties = ("ties.csv", "from,to,wave\nAn Smit,Bo Vos,1\n");
        for list in [
            "name,email,school\nAn Smit,info@x.nl,S\nBo Vos,info@x.nl,T\n",
            "name,email,school\nAn Smit,info@x.nl,S\nBo Vos,INFO@x.nl,S\n",
            "name,id,school\nAn Smit,info@x.nl,S\nBo Vos,info@x.nl,T\n",
            // A wave before in which one of them had the address alone hides neither.
            "name,email,school,wave\nAn Smit,info@x.nl,S,1\nBo Vos,info@x.nl,T,2\nAn Smit,info@x.nl,S,2\n",
            "name,email,school,wave\nAn Smit,info@x.nl,S,1\nAn Smit,info@x.nl,S,2\nBo Vos,info@x.nl,T,2\n",
            "name,id,school,wave\nAn Smit,a,S,1\nBo Vos,a,T,2\nAn Smit,a,S,2\n",
        ] {
            let errors = errors(&[("teachers.csv", list), ties]);
            let conflict =
                errors.iter().any(|e| matches!(e, Error::Conflict { field: Field::Name, id, .. } if !id.is_empty()));
            assert!(conflict, "{list}: {errors:?}");
        }
    }

    #[test]
    fn a_name_may_change_between_waves_and_be_written_otherwise_within_one() {
        let list =
            "name,email,school,wave\nAn Smit,an@x.nl,S,1\nAn Vos,an@x.nl,S,2\nan VOS,an@x.nl,T,2\n,an@x.nl,U,2\n";
        let survey = survey(&[("teachers.csv", list), ("ties.csv", "from,to,wave\nan@x.nl,bo,1\n")]);
        assert_eq!((survey.people.len(), survey.waves[1].staff[0].other_schools.len()), (1, 2));
    }
}
