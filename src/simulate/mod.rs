//! An invented school group, written as a study folder: to try the program on, and to test it against.
//!
//! Nothing here was measured. The generator knows how believable staff rooms look (cliques by phase, part-timers who
//! miss each other, a few stars, some people with nobody) and how three kinds of school differ in which classrooms are
//! seldom open: no talk, talk without looking, looking without talk. The same plan gives the same bytes everywhere.
//!
//! The steps, each in its file: who works where (`people`), what each school is used to (`habits`), who talks with whom
//! (`talk`), whose door is open to whom (`doors`), what crosses the schools' walls (`between`), formal structures
//! (`structures`), who reports what (`reports`), and the files (`files`).

#[cfg(test)]
mod believable;
mod between;
mod dice;
mod doors;
mod files;
mod habits;
mod names;
mod people;
mod reports;
mod structures;
mod talk;

pub use files::{files, write};
pub use habits::Habit;
pub use people::{Member, Person, Phase, Role, School, Wave};
pub use reports::{Initiative, Relation, Tie};
pub use structures::Structure;

/// What to invent. The default is the group that the founding article sketches: twelve schools, about 240 teachers,
/// two waves.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Plan {
    /// Number of schools.
    pub schools: u32,
    /// Number of teachers in each wave, all schools together.
    pub teachers: u32,
    /// Number of waves, two years apart; the last one is always 2026.
    pub waves: u32,
    /// What everything is drawn from.
    pub seed: u64,
    /// Which schools lag.
    pub lagging: Lagging,
    /// Whether doors open from wave to wave; without it each wave is drawn from the same habits.
    pub change: bool,
    /// Share of teachers with an open door in an ordinary school in the last wave.
    pub open_rate: f64,
    /// Share of people who answer; none for about 88 %, unevenly over the schools.
    pub response: Option<f64>,
    /// How often somebody who answers forgets a visit.
    pub forgetting: f64,
    /// Whether hosts were asked as well who was in their class; without it only visitors report visits.
    pub hosts_asked: bool,
    /// Share of the staff that is replaced from one wave to the next.
    pub turnover: f64,
    /// Schools of one size, in which every teacher's door is as likely to be open as another's. Without it sizes and
    /// habits differ somewhat, and new teachers and part-timers are a little less open than others.
    pub alike: bool,
}

impl Default for Plan {
    fn default() -> Plan {
        Plan {
            schools: 12,
            teachers: 240,
            waves: 2,
            seed: 112,
            lagging: Lagging::Three,
            change: true,
            open_rate: 0.58,
            response: None,
            forgetting: 0.03,
            hosts_asked: true,
            turnover: 0.2,
            alike: false,
        }
    }
}

impl Plan {
    /// Twelve schools of 20 teachers in one wave, all alike, of which none lags: each door is open with one and the
    /// same probability. Everybody answers and nobody forgets.
    ///
    /// ```
    /// let group = staffroom::simulate::group(&staffroom::simulate::Plan::alike(1));
    /// assert_eq!((group.schools.len(), group.waves.len()), (12, 1));
    /// assert!(group.waves[0].staff.iter().all(|member| member.answered));
    /// ```
    pub fn alike(seed: u64) -> Plan {
        Plan {
            waves: 1,
            seed,
            lagging: Lagging::None,
            change: false,
            open_rate: 0.6,
            response: Some(1.0),
            forgetting: 0.0,
            alike: true,
            ..Plan::default()
        }
    }

    /// The same plan with so many schools and teachers.
    #[must_use]
    pub fn with_size(self, schools: u32, teachers: u32) -> Plan {
        Plan { schools, teachers, ..self }
    }

    /// The same plan with so many waves.
    #[must_use]
    pub fn with_waves(self, waves: u32) -> Plan {
        Plan { waves, ..self }
    }

    /// The same plan drawn from another seed.
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Plan {
        Plan { seed, ..self }
    }

    /// The same plan with other schools that lag.
    #[must_use]
    pub fn with_lagging(self, lagging: Lagging) -> Plan {
        Plan { lagging, ..self }
    }

    /// The same plan in which that share answers, alike in every school.
    #[must_use]
    pub fn with_response(self, share: f64) -> Plan {
        Plan { response: Some(share), ..self }
    }

    /// The same plan in which only visitors were asked about visits.
    #[must_use]
    pub fn with_visitors_only(self) -> Plan {
        Plan { hosts_asked: false, ..self }
    }

    /// The same plan in which that share of doors is open in an ordinary school.
    #[must_use]
    pub fn with_open_rate(self, share: f64) -> Plan {
        Plan { open_rate: share, ..self }
    }
}

/// Which schools lag.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Lagging {
    /// Three schools that differ in three ways: no talk, talk without looking, looking without talk. Needs six schools.
    #[default]
    Three,
    /// None: all schools have the same habits.
    None,
    /// One school, otherwise like the others, in which that share of doors is open.
    One {
        /// Share of teachers with an open door.
        rate: f64,
    },
}

/// An invented group of schools. People, schools and waves are referred to by index.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Group {
    /// What it was made from.
    pub plan: Plan,
    /// Names of the groups of schools: one for every twelve schools or so.
    pub boards: Vec<String>,
    /// The schools.
    pub schools: Vec<School>,
    /// Everybody who is there in some wave, in order of first appearance.
    pub people: Vec<Person>,
    /// Who is there in each wave.
    pub waves: Vec<Wave>,
    /// Every tie there was, reported or not; sorted by wave, relation, from, to, each once. Undirected ties stand with
    /// `from < to`.
    pub ties: Vec<Tie>,
    /// Formal structures and who is in them.
    pub structures: Vec<Structure>,
}

/// The invented group of a plan.
///
/// # Cost
/// Linear in people and waves.
///
/// ```
/// use staffroom::simulate::{Plan, group};
/// let small = group(&Plan::default().with_size(2, 16).with_waves(1));
/// assert_eq!(small.waves[0].staff.iter().filter(|member| member.role.teaches()).count(), 16);
/// assert_eq!(small, group(&Plan::default().with_size(2, 16).with_waves(1)));
/// ```
pub fn group(plan: &Plan) -> Group {
    let (mut made, traits) = people::group_without_ties(plan);
    let mut happened = Vec::new();
    let mut structures = structures::Structures::new(&made);
    for wave in 0..made.waves.len() {
        let scene = talk::Scene::new(&made, wave, &traits);
        let mut ties = Vec::new();
        for school in 0..made.schools.len() {
            scene.within_school(school, &mut ties);
        }
        between::ties(&scene, &mut ties);
        structures.attend(&scene);
        happened.push(ties);
    }
    made.structures = structures.into_list();
    made.ties = reports::ties(&made, happened);
    made
}
