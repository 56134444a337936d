//! Who works where, in each wave: schools, staff, joiners and leavers, and who answered.

use super::dice::Dice;
use super::habits::{Habit, habit};
use super::{Group, Plan, names};

/// A school.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct School {
    /// `S01`, `S02`, …
    pub id: String,
    /// Its name.
    pub name: String,
    /// Index into `Group::boards`.
    pub board: u32,
    /// Serves as a reference for the others.
    pub reference: bool,
    /// A note for the report.
    pub note: Option<&'static str>,
    /// In what way it differs from the others.
    pub habit: Habit,
    /// How far it leans to open doors: added to the share of open doors.
    pub(super) lean: f64,
}

/// A person, in whatever wave.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Person {
    /// `T-001`, … for teachers, `D-`, `IC-`, `EB-` and `BD-` for directors, consultants, advisers, superintendents.
    pub id: String,
    /// An invented name.
    pub name: String,
}

/// One wave and who was there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Wave {
    /// Its label, the year in which it ended.
    pub id: String,
    /// First and last day.
    pub period: (String, String),
    /// Who was there: teachers by school, then directors, then the people at group level.
    pub staff: Vec<Member>,
}

/// A person in one wave.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Member {
    /// Index into `Group::people`.
    pub person: u32,
    /// Index into `Group::schools`; none at group level.
    pub school: Option<u32>,
    /// Index into `Group::boards`.
    pub board: u32,
    /// What this person does.
    pub role: Role,
    /// The part of the school; none for those who do not teach.
    pub phase: Option<Phase>,
    /// Working time in tenths of a full week.
    pub fte_tenths: u8,
    /// Working days, bit 0 is Monday.
    pub days: u8,
    /// Years of experience.
    pub years: u16,
    /// New in the school.
    pub is_new: bool,
    /// How many visitors a host can receive; none for others.
    pub capacity: Option<u8>,
    /// May be named in a consultant's report.
    pub consent_named: bool,
    /// Answered the survey.
    pub answered: bool,
}

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Teaches a class.
    Teacher,
    /// Teaches a class and receives visitors.
    Host,
    /// Leads a school.
    Director,
    /// Helps teachers in their classes, from within the group.
    Consultant,
    /// Helps teachers in their classes, from outside.
    Adviser,
    /// Leads the group.
    Superintendent,
}

impl Role {
    /// Whether this person has a class whose door can be open.
    pub fn teaches(self) -> bool {
        matches!(self, Role::Teacher | Role::Host)
    }
}

/// A part of the school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// The youngest.
    Onderbouw,
    /// The middle.
    Middenbouw,
    /// The oldest.
    Bovenbouw,
}

impl Phase {
    const ALL: [Phase; 3] = [Phase::Onderbouw, Phase::Middenbouw, Phase::Bovenbouw];
}

/// What stays with a person from wave to wave.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits {
    /// Below the share of open doors, the door is open.
    pub(super) door: f64,
    /// How many contacts, 1 is usual; from 2 on a star.
    pub(super) sociability: f64,
    /// Knows people in other schools.
    pub(super) bridge: bool,
    consent: bool,
}

struct Staffing<'a> {
    plan: &'a Plan,
    dice: Dice,
    first_name: usize,
    people: Vec<Person>,
    traits: Vec<Traits>,
    /// How many ids of each kind were given.
    given: [usize; 5],
}

const TASK: u64 = 1;

/// Schools and staff of every wave; ties and structures still empty.
pub(super) fn group_without_ties(plan: &Plan) -> (Group, Vec<Traits>) {
    let plan = Plan { schools: plan.schools.max(1), waves: plan.waves.max(1), ..plan.clone() };
    let boards = ((plan.schools + 6) / 12).max(1);
    let mut dice = Dice::new(plan.seed, [TASK, 0, 0]);
    let schools = schools(&plan, boards, &mut dice);
    let sizes = sizes(&plan, &mut dice);
    let first_name = dice.below(1 << 20);
    let mut staffing =
        Staffing { plan: &plan, dice, first_name, people: Vec::new(), traits: Vec::new(), given: [0; 5] };
    let mut waves: Vec<Wave> = Vec::new();
    for number in 0..plan.waves {
        let mut staff = match waves.last() {
            None => staffing.first_staff(&schools, &sizes, boards),
            Some(before) => staffing.next_staff(before),
        };
        staffing.hosts(&mut staff, &schools);
        staffing.answers(&mut staff, &schools);
        let year = 2026 - 2 * i64::from(plan.waves - 1 - number);
        waves.push(Wave { id: year.to_string(), period: period(year), staff });
    }
    let boards = (0..boards as usize).map(names::board).collect();
    let (people, traits) = (staffing.people, staffing.traits);
    (Group { plan, boards, schools, people, waves, ties: Vec::new(), structures: Vec::new() }, traits)
}

fn schools(plan: &Plan, boards: u32, dice: &mut Dice) -> Vec<School> {
    let digits = plan.schools.to_string().len().max(2);
    let mixed = "gemengde populatie";
    let mut schools: Vec<School> = (0..plan.schools)
        .map(|s| School {
            id: format!("S{:0digits$}", s + 1),
            name: names::school(s as usize),
            board: (u64::from(s) * u64::from(boards) / u64::from(plan.schools)) as u32,
            reference: false,
            note: dice.chance(7.0 / 12.0).then_some(mixed),
            habit: habit(plan, s),
            lean: if plan.alike || plan.lagging != super::Lagging::Three { 0.0 } else { dice.unit() * 0.12 - 0.05 },
        })
        .collect();
    // Each group of schools looks up to the ordinary school in which most doors are open.
    for board in 0..boards {
        let ordinary = schools.iter().enumerate().filter(|(_, s)| s.board == board && s.habit == Habit::Ordinary);
        if let Some((best, _)) = ordinary.max_by(|(_, a), (_, b)| a.lean.total_cmp(&b.lean)).filter(|_| !plan.alike) {
            schools[best].reference = true;
        }
    }
    schools
}

/// How many teachers each school has: adds up to the plan's number.
fn sizes(plan: &Plan, dice: &mut Dice) -> Vec<u32> {
    let weights: Vec<u64> = (0..plan.schools)
        .map(|s| {
            let drawn = 72 + dice.below(57) as u64;
            match habit(plan, s) {
                _ if plan.alike => 100,
                Habit::Ordinary => drawn,
                _ => drawn.max(105),
            }
        })
        .collect();
    let total: u64 = weights.iter().sum();
    let mut sizes: Vec<u32> = weights.iter().map(|w| (u64::from(plan.teachers) * w / total) as u32).collect();
    let left = plan.teachers - sizes.iter().sum::<u32>();
    sizes.iter_mut().take(left as usize).for_each(|size| *size += 1);
    sizes
}

/// From the last Monday of August to the end of January.
fn period(year: i64) -> (String, String) {
    let before = year - 1;
    // Days from Monday for 31 August, by Zeller's congruence (August counts as month 8).
    let (y, c) = (before.rem_euclid(100), before.div_euclid(100));
    let saturday_based = (31 + 13 * 9 / 5 + y + y / 4 + c / 4 + 5 * c).rem_euclid(7);
    let since_monday = (saturday_based + 5) % 7;
    (format!("{before:04}-08-{:02}", 31 - since_monday), format!("{year:04}-01-31"))
}

impl Staffing<'_> {
    fn new_person(&mut self, role: Role) -> u32 {
        let (kind, letters, digits) = match role {
            Role::Teacher | Role::Host => (0, "T", self.plan.teachers.to_string().len().max(3)),
            Role::Director => (1, "D", self.plan.schools.to_string().len().max(2)),
            Role::Consultant => (2, "IC", 1),
            Role::Adviser => (3, "EB", 1),
            Role::Superintendent => (4, "BD", 1),
        };
        self.given[kind] += 1;
        let id = format!("{letters}-{:0digits$}", self.given[kind]);
        self.people.push(Person { id, name: names::person(self.people.len(), self.first_name) });
        let star = self.dice.chance(0.05);
        self.traits.push(Traits {
            door: self.dice.unit(),
            sociability: if star { 2.2 } else { 0.5 + self.dice.unit() * 0.8 },
            bridge: self.dice.chance(0.07),
            consent: self.dice.chance(0.85),
        });
        self.people.len() as u32 - 1
    }

    fn member(&mut self, role: Role, school: Option<u32>, board: u32, phase: Option<Phase>) -> Member {
        let person = self.new_person(role);
        let fte_tenths = if role.teaches() {
            [10, 8, 7, 6, 5, 4][self.dice.weighted(&[0.36, 0.24, 0.06, 0.18, 0.06, 0.1])]
        } else {
            10
        };
        let new = self.dice.chance(0.07) && role.teaches();
        let u = self.dice.unit();
        let years = if new { self.dice.below(2) } else { 3 + (u * u * 34.0) as usize };
        let days = self.days(fte_tenths);
        let consent_named = self.traits[person as usize].consent;
        Member {
            person,
            school,
            board,
            role,
            phase,
            fte_tenths,
            days,
            years: years as u16,
            is_new: new,
            capacity: None,
            consent_named,
            answered: true,
        }
    }

    /// Working days: from Monday on, up to Friday, or with a Wednesday off.
    fn days(&mut self, fte_tenths: u8) -> u8 {
        let count = fte_tenths.div_ceil(2);
        let from_monday = (1u8 << count) - 1;
        match (count, self.dice.below(3)) {
            (5, _) | (_, 0) => from_monday,
            (4, 1) => 0b11011,
            _ => from_monday << (5 - count),
        }
    }

    fn first_staff(&mut self, schools: &[School], sizes: &[u32], boards: u32) -> Vec<Member> {
        let mut staff = Vec::new();
        for (s, (school, &size)) in schools.iter().zip(sizes).enumerate() {
            for seat in 0..size {
                let phase = Phase::ALL[(seat * 3 / size) as usize];
                staff.push(self.member(Role::Teacher, Some(s as u32), school.board, Some(phase)));
            }
        }
        for (s, school) in schools.iter().enumerate() {
            staff.push(self.member(Role::Director, Some(s as u32), school.board, None));
        }
        for board in 0..boards {
            for role in [Role::Consultant, Role::Consultant, Role::Adviser, Role::Superintendent] {
                staff.push(self.member(role, None, board, None));
            }
        }
        staff
    }

    /// Two years on: some left, a few moved to another school, joiners took the empty seats.
    fn next_staff(&mut self, before: &Wave) -> Vec<Member> {
        let mut staff = before.staff.clone();
        for member in &mut staff {
            member.years += 2;
            member.is_new = false;
            if member.role == Role::Host {
                member.role = Role::Teacher;
            }
            member.capacity = None;
        }
        let teachers = staff.iter().filter(|m| m.role.teaches()).count();
        let mut seats: Vec<usize> = (0..teachers).collect();
        self.dice.shuffle(&mut seats);
        let leaving = self.dice.about(teachers as f64 * self.plan.turnover.clamp(0.0, 1.0));
        let mut empty: Vec<usize> = seats[..leaving].to_vec();
        // A mover takes an empty seat of another school and leaves an empty seat behind.
        let movers = if leaving == 0 { 0 } else { (teachers / 50).min(leaving) };
        let mut staying = seats[leaving..].iter().copied();
        for seat in empty.iter_mut().take(movers) {
            let fits = |s: &usize| staff[*s].board == staff[*seat].board && staff[*s].school != staff[*seat].school;
            if let Some(from) = staying.find(fits) {
                let (school, phase) = (staff[*seat].school, staff[*seat].phase);
                staff[*seat] = Member { school, phase, ..staff[from].clone() };
                *seat = from;
            }
        }
        let directors = (teachers..staff.len()).filter(|&s| staff[s].role == Role::Director).collect::<Vec<_>>();
        empty.extend(directors.into_iter().filter(|_| self.dice.chance(self.plan.turnover * 0.75)));
        empty.sort_unstable();
        for seat in empty {
            let (role, school, board, phase) =
                (staff[seat].role, staff[seat].school, staff[seat].board, staff[seat].phase);
            let mut joiner = self.member(role, school, board, phase);
            joiner.is_new = self.dice.chance(0.6);
            if joiner.is_new && role.teaches() && self.dice.chance(0.7) {
                joiner.years = self.dice.below(3) as u16;
            }
            staff[seat] = joiner;
        }
        staff
    }

    /// About one host teacher for every twelve teachers, experienced, and where schools are not all alike of those whose
    /// door is likely to be open.
    fn hosts(&mut self, staff: &mut [Member], schools: &[School]) {
        for (s, seats) in by_school(staff, schools.len()).into_iter().enumerate() {
            let closed = matches!(schools[s].habit, Habit::NoTalk | Habit::TalkWithoutLooking);
            let count = if closed { 1 } else { self.dice.about(seats.len() as f64 / 12.0) };
            let mut able: Vec<usize> = seats.into_iter().filter(|&m| staff[m].years >= 5).collect();
            self.dice.shuffle(&mut able);
            if !self.plan.alike {
                let door = |m: usize| self.traits[staff[m].person as usize].door;
                able.sort_by(|&a, &b| door(a).total_cmp(&door(b)));
            }
            for host in able.into_iter().take(count) {
                staff[host].role = Role::Host;
                staff[host].capacity = Some(2 + self.dice.below(3) as u8);
            }
        }
    }

    /// Who answered: in each school a share between three quarters and everybody, unless the plan says one share.
    fn answers(&mut self, staff: &mut [Member], schools: &[School]) {
        let mut ranks: Vec<usize> = (0..schools.len()).collect();
        self.dice.shuffle(&mut ranks);
        // Schools that are meant to lag must pass the gate of 80 % response, or nothing could be said of them.
        let half = schools.len() / 2;
        for s in 0..schools.len() {
            if schools[s].habit != Habit::Ordinary && ranks[s] < half {
                let ordinary = |&t: &usize| schools[t].habit == Habit::Ordinary && ranks[t] >= half;
                if let Some(other) = (0..schools.len()).find(ordinary) {
                    ranks.swap(s, other);
                }
            }
        }
        for (s, mut seats) in by_school(staff, schools.len()).into_iter().enumerate() {
            let uneven = 0.76 + 0.24 * ranks[s] as f64 / (schools.len() as f64 - 1.0).max(1.0);
            let share = self.plan.response.unwrap_or(uneven).clamp(0.0, 1.0);
            let count = (share * seats.len() as f64 + 0.5) as usize;
            self.dice.shuffle(&mut seats);
            for (at, member) in seats.into_iter().enumerate() {
                staff[member].answered = at < count;
            }
        }
        for member in staff.iter_mut().filter(|m| !m.role.teaches()) {
            member.answered = self.dice.chance(self.plan.response.unwrap_or(0.92));
        }
    }
}

/// For each school, where its teachers stand in the staff list.
pub(super) fn by_school(staff: &[Member], schools: usize) -> Vec<Vec<usize>> {
    let mut seats = vec![Vec::new(); schools];
    for (at, member) in staff.iter().enumerate().filter(|(_, m)| m.role.teaches()) {
        if let Some(school) = member.school {
            seats[school as usize].push(at);
        }
    }
    seats
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_begin_on_the_last_monday_of_august() {
        assert_eq!(period(2024).0, "2023-08-28");
        assert_eq!(period(2026), ("2025-08-25".into(), "2026-01-31".into()));
        assert_eq!(period(2001).0, "2000-08-28");
        assert_eq!(period(2027).0, "2026-08-31");
    }

    #[test]
    fn every_wave_has_the_plans_number_of_teachers_and_one_director_per_school() {
        let (group, _) = group_without_ties(&Plan::default().with_waves(4));
        for wave in &group.waves {
            assert_eq!(wave.staff.iter().filter(|m| m.role.teaches()).count(), 240);
            assert_eq!(wave.staff.iter().filter(|m| m.role == Role::Director).count(), 12);
            assert_eq!(wave.staff.len(), 240 + 12 + 4);
        }
    }

    #[test]
    fn about_a_fifth_of_the_teachers_leave_and_a_few_move() {
        let (group, _) = group_without_ties(&Plan::default());
        let [first, last] = [&group.waves[0].staff, &group.waves[1].staff];
        let now = |p: u32| last.iter().find(|m| m.person == p);
        let teachers = || first.iter().filter(|m| m.role.teaches());
        let left = teachers().filter(|m| now(m.person).is_none()).count();
        let moved = teachers().filter(|m| now(m.person).is_some_and(|n| n.school != m.school)).count();
        assert!((43..=53).contains(&left), "{left}");
        assert!((2..=6).contains(&moved), "{moved}");
        let mut people: Vec<u32> = last.iter().map(|m| m.person).collect();
        people.sort_unstable();
        people.dedup();
        assert_eq!(people.len(), last.len(), "nobody sits on two seats");
    }

    #[test]
    fn more_schools_than_teachers_is_no_reason_to_stop() {
        let (group, _) = group_without_ties(&Plan::default().with_size(9, 2));
        assert_eq!(group.waves[0].staff.iter().filter(|m| m.role.teaches()).count(), 2);
    }

    #[test]
    fn working_days_are_as_many_as_the_working_time_asks() {
        let (group, _) = group_without_ties(&Plan::default());
        for m in group.waves.iter().flat_map(|w| &w.staff) {
            assert_eq!(m.days.count_ones(), u32::from(m.fte_tenths.div_ceil(2)), "{:05b}", m.days);
            assert_eq!(m.days >> 5, 0);
        }
    }
}
