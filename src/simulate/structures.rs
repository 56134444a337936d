//! Formal structures: study days, the network meeting, round tables, data teams and the like, and who is in them.

use super::people::{Role, Wave};
use super::talk::Scene;
use super::{Group, School};

/// A formal structure and who is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Structure {
    /// Its id.
    pub id: String,
    /// Its Dutch name.
    pub name: String,
    /// `study_day`, `network_meeting`, `round_table`, `data_team`, …
    pub kind: &'static str,
    /// First day.
    pub start: String,
    /// Wave, person and what this person does there; sorted.
    pub members: Vec<(u32, u32, &'static str)>,
}

/// The structures of every group of schools, being filled wave by wave.
pub(super) struct Structures<'a> {
    schools: &'a [School],
    list: Vec<Structure>,
}

/// Id, name and kind of what every group of schools has.
const GROUP_WIDE: [(&str, &str, &str); 8] = [
    ("studiedag-1", "Studiedag september", "study_day"),
    ("studiedag-2", "Studiedag november", "study_day"),
    ("studiedag-3", "Studiedag januari", "study_day"),
    ("netwerk", "Netwerkbijeenkomst", "network_meeting"),
    ("organisatie-netwerk", "Organisatie van de netwerkbijeenkomst", "organising_group"),
    ("rondetafel", "Rondetafel voor nieuwe leraren", "round_table"),
    ("directeuren", "Directeurenoverleg", "directors_meeting"),
    ("middelen", "Werkgroep verdeling van middelen", "allocation_group"),
];

const TASK: u64 = 30;

impl<'a> Structures<'a> {
    pub(super) fn new(group: &'a Group) -> Structures<'a> {
        let start = group.waves.first().map_or("", |w: &Wave| w.period.0.as_str());
        let mut list = Vec::new();
        for (number, board) in group.boards.iter().enumerate() {
            for (id, name, kind) in GROUP_WIDE {
                let (id, name) = match group.boards.len() {
                    1 => (id.to_owned(), name.to_owned()),
                    _ => (format!("{id}-B{:02}", number + 1), format!("{name} {board}")),
                };
                list.push(Structure { id, name, kind, start: start.to_owned(), members: Vec::new() });
            }
        }
        for school in &group.schools {
            list.push(Structure {
                id: format!("datateam-{}", school.id),
                name: format!("Datateam {}", school.name),
                kind: "data_team",
                start: start.to_owned(),
                members: Vec::new(),
            });
        }
        Structures { schools: &group.schools, list }
    }

    /// Who takes part in a wave.
    pub(super) fn attend(&mut self, scene: &Scene<'_>) {
        let wave = scene.wave as u32;
        for (at, member) in scene.staff.iter().enumerate() {
            let mut dice = scene.dice(TASK, at);
            let first = member.board as usize * GROUP_WIDE.len();
            let mut joins = |number: usize, role| self.list[first + number].members.push((wave, member.person, role));
            let teaches = member.role.teaches();
            let bridge = scene.traits(at).bridge;
            for day in 0..3 {
                let share = 0.55 + 0.035 * f64::from(member.fte_tenths);
                if (teaches || member.role == Role::Director) && dice.chance(share) {
                    joins(day, "deelnemer");
                }
            }
            let drawn_to = if bridge { 0.9 } else { 0.18 };
            if !scene.apart[at] && (teaches && dice.chance(drawn_to) || member.role == Role::Consultant) {
                joins(3, "deelnemer");
            }
            if member.role == Role::Superintendent || teaches && bridge && dice.chance(0.3) {
                joins(4, "organisator");
            }
            if teaches && member.is_new && dice.chance(0.75) {
                joins(5, "starter");
            } else if member.role == Role::Host && dice.chance(0.15) {
                joins(5, "ervaren leraar");
            }
            match member.role {
                Role::Director => joins(6, "deelnemer"),
                Role::Superintendent => {
                    joins(6, "voorzitter");
                    joins(7, "voorzitter");
                }
                _ => {}
            }
        }
        self.data_teams(scene);
        self.allocation(scene);
    }

    /// Half of the schools have a data team: the director, three teachers, and where there is one a critical friend
    /// from another school of the group.
    fn data_teams(&mut self, scene: &Scene<'_>) {
        let wave = scene.wave as u32;
        let first = self.list.len() - self.schools.len();
        let directors: Vec<usize> = (0..scene.staff.len()).filter(|&m| scene.staff[m].role == Role::Director).collect();
        for school in (0..self.schools.len()).step_by(2) {
            let mut dice = scene.dice(TASK + 1, school);
            let mut seats = scene.seats[school].clone();
            dice.shuffle(&mut seats);
            let members = &mut self.list[first + school].members;
            members.extend(seats.iter().take(3).map(|&m| (wave, scene.staff[m].person, "lid")));
            members.extend(directors.get(school).map(|&m| (wave, scene.staff[m].person, "voorzitter")));
            let next = (school + 1) % self.schools.len();
            if self.schools[next].board == self.schools[school].board && next != school && dice.chance(0.5) {
                let friend = dice.pick(&scene.seats[next]);
                members.extend(friend.map(|m| (wave, scene.staff[m].person, "kritische vriend")));
            }
        }
    }

    /// One director and two teachers share out money with the superintendent.
    fn allocation(&mut self, scene: &Scene<'_>) {
        let wave = scene.wave as u32;
        let mut directors: Vec<Vec<usize>> = vec![Vec::new(); scene.boards];
        let mut teachers = directors.clone();
        for (at, member) in scene.staff.iter().enumerate() {
            match member.role {
                Role::Director => directors[member.board as usize].push(at),
                Role::Teacher | Role::Host => teachers[member.board as usize].push(at),
                _ => {}
            }
        }
        for (board, (directors, teachers)) in directors.iter().zip(&teachers).enumerate() {
            let mut dice = scene.dice(TASK + 2, board);
            let chosen = [dice.pick(directors), dice.pick(teachers), dice.pick(teachers)];
            let members = &mut self.list[board * GROUP_WIDE.len() + 7].members;
            members.extend(chosen.into_iter().flatten().map(|m| (wave, scene.staff[m].person, "lid")));
        }
    }

    /// The structures that have somebody in them, their members in order.
    pub(super) fn into_list(self) -> Vec<Structure> {
        let mut list = self.list;
        for structure in &mut list {
            structure.members.sort_unstable();
            structure.members.dedup_by_key(|&mut (wave, person, _)| (wave, person));
        }
        list.retain(|s| !s.members.is_empty());
        list
    }
}
