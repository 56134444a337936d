//! Who talks with whom within a school, and what else comes of talking.

use super::dice::Dice;
use super::habits::{Habits, habits};
use super::people::{Member, Traits, by_school};
use super::reports::{Happened, Relation};
use super::{Group, Plan, Role, doors};

/// What people talk about.
pub(super) const TOPICS: [&str; 6] = ["taal en lezen", "rekenen", "gedrag", "ouders", "toetsresultaten", "organisatie"];

/// One wave, with who has an open door and who keeps apart. People are referred to by their place in the staff list.
pub(super) struct Scene<'a> {
    pub(super) plan: &'a Plan,
    pub(super) wave: usize,
    pub(super) boards: usize,
    pub(super) staff: &'a [Member],
    /// For each school, its teachers.
    pub(super) seats: Vec<Vec<usize>>,
    pub(super) habits: Vec<Habits>,
    /// Whose door is open.
    pub(super) open: Vec<bool>,
    /// Who has no tie at all.
    pub(super) apart: Vec<bool>,
    traits: &'a [Traits],
    waves_to_go: usize,
}

const TASK: u64 = 2;

impl<'a> Scene<'a> {
    pub(super) fn new(group: &'a Group, wave: usize, traits: &'a [Traits]) -> Scene<'a> {
        let staff = &group.waves[wave].staff[..];
        let waves_to_go = group.waves.len() - 1 - wave;
        let of_school = |s: &super::School| habits(&group.plan, s.habit, s.lean, waves_to_go);
        let mut scene = Scene {
            plan: &group.plan,
            wave,
            boards: group.boards.len(),
            staff,
            seats: by_school(staff, group.schools.len()),
            habits: group.schools.iter().map(of_school).collect(),
            open: vec![false; staff.len()],
            apart: vec![false; staff.len()],
            traits,
            waves_to_go,
        };
        scene.open_doors();
        scene.keep_apart();
        scene
    }

    pub(super) fn dice(&self, task: u64, number: usize) -> Dice {
        Dice::new(self.plan.seed, [task, self.wave as u64, number as u64])
    }

    pub(super) fn traits(&self, at: usize) -> &Traits {
        &self.traits[self.staff[at].person as usize]
    }

    /// Whose door is open. Where schools are all alike, each teacher's with the school's probability; else the school's
    /// share of teachers, those most inclined to it: hosts first, new teachers and those with few days last. An
    /// inclination lasts, though not for everybody.
    fn open_doors(&mut self) {
        for school in 0..self.seats.len() {
            let mut dice = self.dice(TASK + 1, school);
            let share = self.habits[school].open;
            let mut inclined: Vec<(f64, usize)> = Vec::with_capacity(self.seats[school].len());
            for &m in &self.seats[school] {
                let ease = match &self.staff[m] {
                    _ if self.plan.alike => 1.0,
                    Member { role: Role::Host, .. } => 2.0,
                    Member { is_new: true, .. } => 0.7,
                    Member { fte_tenths: ..=5, .. } => 0.85,
                    _ => 1.0,
                };
                let inclination = if dice.chance(0.75) { self.traits(m).door } else { dice.unit() };
                inclined.push((inclination / ease, m));
            }
            inclined.sort_by(|a, b| a.0.total_cmp(&b.0));
            let count = dice.about(share * inclined.len() as f64);
            for (place, (inclination, m)) in inclined.into_iter().enumerate() {
                self.open[m] = if self.plan.alike { inclination < share } else { place < count };
            }
        }
    }

    /// Some teachers who answered have nobody: about three in a hundred, spread over the schools.
    fn keep_apart(&mut self) {
        let mut dice = self.dice(TASK + 2, 0);
        let teachers: usize = self.seats.iter().map(Vec::len).sum();
        let mut wanted = if teachers >= 60 { (teachers * 3 / 100).max(6) } else { teachers / 12 };
        let mut schools: Vec<usize> = (0..self.seats.len()).collect();
        dice.shuffle(&mut schools);
        for round in 0..3 {
            for &school in &schools {
                let fits = |&m: &usize| {
                    let member = &self.staff[m];
                    // Some may be named in a consultant's report and some may not: both must be seen to be respected.
                    let consent = member.consent_named == (wanted % 3 != 0) || round > 0;
                    let plain = member.role == Role::Teacher && !member.is_new && !self.traits(m).bridge;
                    member.answered && plain && consent && !self.open[m] && !self.apart[m]
                };
                let able: Vec<usize> = self.seats[school].iter().copied().filter(fits).collect();
                // A team of which everybody keeps apart would leave nobody to enter an open class.
                if let Some(one) = dice.pick(&able).filter(|_| wanted > 0 && self.seats[school].len() >= 8) {
                    self.apart[one] = true;
                    wanted -= 1;
                }
            }
        }
    }

    /// Ties among the teachers of one school.
    pub(super) fn within_school(&self, school: usize, ties: &mut Vec<Happened>) {
        let mut dice = self.dice(TASK, school);
        let seats = &self.seats[school];
        let contacts = self.contacts(school, &mut dice);
        for (a, list) in contacts.iter().enumerate() {
            for &b in list.iter().filter(|&&b| a < b) {
                self.of_a_pair(school, seats[a], seats[b], &mut dice, ties);
            }
        }
        doors::visits(self, school, &contacts, &mut dice, ties);
        doors::buddies(self, school, &mut dice, ties);
    }

    /// For each teacher of a school, with whom there is talk, by place in the school.
    fn contacts(&self, school: usize, dice: &mut Dice) -> Vec<Vec<usize>> {
        let seats = &self.seats[school];
        let mut contacts: Vec<Vec<usize>> = vec![Vec::new(); seats.len()];
        let same_phase: Vec<Vec<usize>> = (0..seats.len())
            .map(|a| self.staff[seats[a]].phase)
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .map(|phase| (0..seats.len()).filter(|&b| self.staff[seats[b]].phase == phase).collect())
            .collect();
        for team in &same_phase {
            for &a in team {
                let me = &self.staff[seats[a]];
                if self.apart[seats[a]] {
                    continue;
                }
                let time = 0.55 + 0.045 * f64::from(me.fte_tenths);
                let newness = if me.is_new { 0.5 } else { 1.0 };
                let spread = 0.6 + 0.8 * dice.unit();
                let sociable = self.traits(seats[a]).sociability;
                let wanted = dice.about(self.habits[school].talk * 0.62 * sociable * time * newness * spread);
                for _ in 0..wanted.min(seats.len()) {
                    for _ in 0..6 {
                        let b = if dice.chance(0.62) { dice.pick(team) } else { Some(dice.below(seats.len())) };
                        let Some(b) = b.filter(|&b| self.might_meet(seats[a], seats[b], dice)) else { continue };
                        if !contacts[a].contains(&b) {
                            contacts[a].push(b);
                            contacts[b].push(a);
                            break;
                        }
                    }
                }
            }
        }
        contacts
    }

    /// Whether two people get to see each other: seldom when they share few working days.
    pub(super) fn might_meet(&self, a: usize, b: usize, dice: &mut Dice) -> bool {
        if a == b || self.apart[a] || self.apart[b] {
            return false;
        }
        let (me, other) = (&self.staff[a], &self.staff[b]);
        let shared = f64::from((me.days & other.days).count_ones()) / 5.0;
        let newness = if other.is_new { 0.6 } else { 1.0 };
        dice.chance((0.2 + 0.8 * shared) * newness * (0.5 + 0.5 * self.traits(b).sociability).min(1.2))
    }

    /// What two people who talk do with each other.
    fn of_a_pair(&self, school: usize, a: usize, b: usize, dice: &mut Dice, ties: &mut Vec<Happened>) {
        let (me, other) = (&self.staff[a], &self.staff[b]);
        let same_phase = me.phase == other.phase;
        self.talk(a, b, if same_phase { 0.0 } else { 1.0 }, dice, ties);
        if dice.chance(0.36) {
            let mut asked = |m: usize| {
                let experience = f64::from(self.staff[m].years.min(25)) * 0.04;
                experience + self.traits(m).sociability + 1.2 * dice.unit()
            };
            let (from, to) = if asked(a) > asked(b) { (b, a) } else { (a, b) };
            ties.push(Happened::new(Relation::Advice, from, to, 2 + dice.below(2) as u8));
        }
        if dice.chance(if same_phase { 0.42 } else { 0.06 }) {
            ties.push(Happened::new(Relation::JointPlanning, a, b, 3 + dice.below(2) as u8));
        }
        if dice.chance(self.habits[school].shown) {
            let (from, to) = if dice.chance(0.5) { (a, b) } else { (b, a) };
            ties.push(Happened::new(Relation::Shown, from, to, 1 + dice.below(2) as u8));
        }
    }

    /// Two people talk about their teaching: most often both say so. `distance` makes it rarer.
    pub(super) fn talk(&self, a: usize, b: usize, distance: f64, dice: &mut Dice, ties: &mut Vec<Happened>) {
        let often = [0.1 + 0.3 * distance, 0.3, 0.5 - 0.2 * distance];
        let frequency = 2 + dice.weighted(&often) as u8;
        let topic = self.topic(a, dice);
        let both = dice.chance(0.68);
        let (first, second) = if dice.chance(0.5) { (a, b) } else { (b, a) };
        ties.push(Happened::new(Relation::TeachingTalk, first, second, frequency).about(topic));
        if both {
            let again = if dice.chance(0.75) { topic } else { self.topic(b, dice) };
            ties.push(Happened::new(Relation::TeachingTalk, second, first, frequency).about(again));
        }
    }

    /// Language was the project's first theme, arithmetic came later; some schools have a theme of their own.
    fn topic(&self, at: usize, dice: &mut Dice) -> &'static str {
        let theme = usize::from(self.waves_to_go == 0);
        let own = self.staff[at].school.map_or(5, |s| s as usize % TOPICS.len());
        let mut weights = [1.0, 1.0, 0.8, 0.5, 0.7, 0.6];
        weights[theme] += 2.4;
        weights[own] += 1.0;
        TOPICS[dice.weighted(&weights)]
    }
}
