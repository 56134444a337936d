//! Who a row of the staff list is about: by id, or where there is no column for ids by e-mail address or name.

use super::columns::Columns;
use super::formats::{Row, Table};
use super::headings::{fold, key};
use super::names::People;
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
    width: usize,
    /// The column for ids holds addresses.
    ids_are_addresses: bool,
    /// Where ids are made: everybody of one name or address.
    namesakes: BTreeMap<String, Vec<Namesake>>,
}

/// Somebody of whom only a name or an address is known.
#[derive(Debug)]
struct Namesake {
    person: u32,
    /// School at the last row.
    school: Option<u32>,
    /// Waves with a row.
    waves: Vec<Option<u32>>,
}

impl Identities {
    /// Nobody yet.
    pub(crate) fn new(table: &Table, columns: &Columns) -> Identities {
        let (id, email) = (columns.get(Field::Id), columns.get(Field::Email));
        let width = table.rows().to_string().len().max(3);
        Identities { id, email, width, ids_are_addresses: false, namesakes: BTreeMap::new() }
    }

    /// What people are matched by where ids are made; none where the list has ids.
    pub(crate) fn made_by(&self) -> Option<Field> {
        let by = if self.email.is_some() || self.ids_are_addresses { Field::Email } else { Field::Name };
        (self.id.is_none() || self.ids_are_addresses).then_some(by)
    }

    /// The person of a row, and the name that the row gives when it is another one than before; none when the row
    /// does not say who it is about.
    pub(crate) fn person(&mut self, row: Row<'_>, about: About, people: &mut People) -> Option<(u32, Option<String>)> {
        let address = self.email.map(|c| row.cell(c)).filter(|c| !c.is_empty());
        let mut other_name = None;
        let person = match self.id.map(|c| row.cell(c)) {
            Some("") => return None,
            // An address serves matching and is never written, so it cannot be the id that is.
            Some(id) if is_address(id) => {
                self.ids_are_addresses = true;
                let person = self.without_id(Some(id), about, people)?;
                people.also_written(id, person);
                person
            }
            Some(id) => match people.with_id(id) {
                Some(person) => {
                    other_name = another_name(&mut people.list[person as usize].name, about.name);
                    person
                }
                None => people.add(id, about.name),
            },
            None => self.without_id(address, about, people)?,
        };
        if let Some(address) = address {
            people.also_written(address, person);
        }
        Some((person, other_name))
    }

    /// A person without an id: the one with this address, else with this name. In one wave two rows with one name are
    /// two people, unless they work in the same school; between waves the one of the same school comes first, and
    /// where several could be meant, it is somebody new.
    fn without_id(&mut self, address: Option<&str>, about: About, people: &mut People) -> Option<u32> {
        let by_address = address.map(|a| format!("@{}", fold(a)));
        let certain = by_address.is_some();
        let key = by_address.or_else(|| about.name.as_deref().map(fold))?;
        let known = self.namesakes.entry(key).or_default();
        let here = |n: &Namesake| n.waves.contains(&about.wave);
        let same = known.iter().position(|n| certain || (n.school == about.school && here(n)));
        let same_school = || known.iter().position(|n| n.school == about.school && !here(n));
        let only_one = || {
            let mut free = known.iter().enumerate().filter(|(_, n)| !here(n)).map(|(i, _)| i);
            free.next().filter(|_| free.next().is_none())
        };
        let at = same.or_else(same_school).or_else(only_one).unwrap_or_else(|| {
            let id = people.free_id(self.width);
            let person = people.add(&id, about.name);
            people.list[person as usize].id_made = true;
            known.push(Namesake { person, school: None, waves: Vec::new() });
            known.len() - 1
        });
        known[at].school = about.school;
        known[at].waves.push(about.wave);
        people.ids_made = true;
        Some(known[at].person)
    }
}

/// Takes a name where there is none yet; the name, when it is another one than before.
fn another_name(before: &mut Option<String>, name: Option<String>) -> Option<String> {
    match (&before, name) {
        (None, name) => {
            *before = name;
            None
        }
        (Some(before), Some(name)) if key(before) != key(&name) => Some(name),
        _ => None,
    }
}
