//! What is known of people, as columns of text: one value for each person and wave.

use crate::survey::{Response, Role, Staff, Survey};
use std::collections::BTreeSet;

/// A column.
pub(super) struct Column {
    /// Its heading, as the staff list has it.
    pub(super) name: String,
    /// By wave and person; empty where there is none, or the person is not there.
    values: Vec<Vec<String>>,
    /// Whether the values are numbers.
    pub(super) is_number: bool,
}

impl Column {
    /// The value of a person in a wave.
    pub(super) fn of(&self, wave: usize, person: u32) -> &str {
        self.values.get(wave).and_then(|w| w.get(person as usize)).map_or("", String::as_str)
    }
}

/// Everybody, with what is known of them.
pub(super) struct People {
    /// Columns that have a value for anybody.
    pub(super) columns: Vec<Column>,
    /// By wave and person: on the staff list.
    there: Vec<Vec<bool>>,
}

/// A column that has one value for each person, over all waves.
pub(super) struct Flat {
    /// Its heading; of a value that changes, with the number of its wave behind it.
    pub(super) name: String,
    /// By person.
    pub(super) values: Vec<String>,
    /// Whether the values are numbers.
    pub(super) is_number: bool,
}

impl People {
    /// Of a survey. Names only when they are wanted.
    pub(super) fn of(survey: &Survey, names: bool) -> People {
        let count = survey.people.len();
        let mut there = vec![vec![false; count]; survey.waves.len()];
        for (wave, of) in survey.waves.iter().zip(&mut there) {
            wave.staff.iter().for_each(|s| of[s.person as usize] = true);
        }
        let mut columns = Vec::new();
        let mut add = |name: &str, is_number: bool, value: &dyn Fn(&Staff) -> Option<String>| {
            let mut filled = false;
            let values = survey.waves.iter().map(|wave| {
                let mut of = vec![String::new(); count];
                for member in &wave.staff {
                    if let Some(text) = value(member).filter(|t| !t.is_empty()) {
                        filled = true;
                        of[member.person as usize] = text;
                    }
                }
                of
            });
            let values: Vec<Vec<String>> = values.collect();
            if filled {
                columns.push(Column { name: name.to_owned(), values, is_number });
            }
        };
        let roles = survey.waves.iter().flat_map(|w| &w.staff).any(|s| s.role != Role::NotSaid);
        let not_asked = |s: &Staff| s.response == Response::NotAsked;
        let some_not_asked = survey.waves.iter().flat_map(|w| &w.staff).any(not_asked);
        if names {
            add("name", false, &|s| survey.people[s.person as usize].name.clone());
        }
        add("school", false, &|s| {
            let all = s.school.iter().chain(&s.other_schools);
            let ids: Vec<&str> = all.map(|&i| survey.schools[i as usize].id.as_str()).collect();
            Some(ids.join("; "))
        });
        add("role", false, &|s| roles.then(|| role(s.role).to_owned()));
        add("phase", false, &|s| s.phase.map(|p| survey.phases[p as usize].clone()));
        add("subject", false, &|s| s.subject.clone());
        add("fte", true, &|s| s.fte.map(|x| x.to_string()));
        add("days", false, &|s| s.days.map(days));
        add("years", true, &|s| s.years.map(|x| x.to_string()));
        add("is_new", false, &|s| s.is_new.map(yes_no));
        add("host", false, &|s| s.host.map(yes_no));
        add("capacity", true, &|s| s.capacity.map(|x| x.to_string()));
        add("consent_named", false, &|s| s.consent_named.map(yes_no));
        add("answered", false, &|s| match s.response {
            Response::Answered => Some(yes_no(true)),
            Response::DidNotAnswer => Some(yes_no(false)),
            Response::NotAsked | Response::NotKnown => None,
        });
        add("asked", false, &|s| some_not_asked.then(|| yes_no(!not_asked(s))));
        add("appraiser", false, &|s| s.appraiser.map(|p| survey.people[p as usize].id.clone()));
        add("removed", false, &|s| s.removed.then(|| yes_no(true)));
        add("outside", false, &|s| survey.people[s.person as usize].outside.then(|| yes_no(true)));
        let kept: BTreeSet<&String> = survey.waves.iter().flat_map(|w| &w.staff).flat_map(|s| s.kept.keys()).collect();
        for heading in kept {
            add(heading, false, &|s| s.kept.get(heading).cloned());
        }
        People { columns, there }
    }

    /// Whether somebody is on the staff list in a wave.
    pub(super) fn is_there(&self, wave: usize, person: u32) -> bool {
        self.there[wave][person as usize]
    }

    /// How many columns change between waves.
    pub(super) fn changing(&self) -> u64 {
        self.columns.iter().filter(|c| self.changes(c)).count() as u64
    }

    /// Whether anybody who is there in two waves has two values.
    fn changes(&self, column: &Column) -> bool {
        let people = self.there.first().map_or(0, Vec::len) as u32;
        (0..people).any(|p| {
            let mut there = (0..self.there.len()).filter(|&w| self.is_there(w, p)).map(|w| column.of(w, p));
            let first = there.next();
            there.any(|value| Some(value) != first)
        })
    }

    /// One value for each person: the last that there is. Of a column that changes, the value in each wave besides.
    pub(super) fn flat(&self) -> Vec<Flat> {
        let people = self.there.first().map_or(0, Vec::len) as u32;
        let waves = self.there.len();
        let mut flat = Vec::new();
        for column in &self.columns {
            let last = |p: u32| (0..waves).rev().find(|&w| self.is_there(w, p)).map_or("", |w| column.of(w, p));
            let of = |name: String, values: Vec<String>| Flat { name, values, is_number: column.is_number };
            flat.push(of(column.name.clone(), (0..people).map(|p| last(p).to_owned()).collect()));
            if self.changes(column) {
                for wave in 0..waves {
                    let values = (0..people).map(|p| column.of(wave, p).to_owned()).collect();
                    flat.push(of(format!("{}_w{}", column.name, wave + 1), values));
                }
            }
        }
        flat
    }

    /// The waves in which a person is there, as numbers from 1; empty when that is all of them.
    pub(super) fn waves_of(&self, person: u32) -> String {
        let there: Vec<String> =
            (0..self.there.len()).filter(|&w| self.is_there(w, person)).map(|w| (w + 1).to_string()).collect();
        if there.len() == self.there.len() { String::new() } else { there.join(" ") }
    }
}

/// The fixed name of a role, which the staff list reads again.
pub(super) fn role(role: Role) -> &'static str {
    // A list without roles says nothing of them.
    if role == Role::NotSaid { "" } else { role.name() }
}

pub(super) fn yes_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn days(bits: u8) -> String {
    let names = ["mo", "tu", "we", "th", "fr", "sa", "su"];
    let there = names.iter().enumerate().filter(|(day, _)| bits & (1 << day) != 0);
    there.map(|(_, name)| *name).collect::<Vec<_>>().join(" ")
}
