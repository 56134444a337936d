//! Random studies with small schools, and what a board would see of them.

use staffroom::analyse::{self, Options};
use staffroom::audience::{Audience, edition};
use staffroom::findings::Findings;
use staffroom::survey::{self, ReadSettings};
use staffroom::timings::Timings;
use std::fmt::Write as _;

/// A stream of numbers (Knuth's constants), so that a failing study can be made again from its seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// With a chance of so many in a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// The staff list and the ties of a random study: two to six schools of two to eleven people, at times people without
/// a school, one or two waves, everybody answering or not, doors mostly open, mostly closed or all of one kind.
pub fn random(seed: u64) -> (String, String) {
    let mut dice = Dice::new(seed);
    let schools = 2 + dice.below(5);
    let waves = 1 + dice.below(2);
    let (silent, talk, visits, buddies) = (
        [0, 0, 15, 40][dice.below(4) as usize],
        5 + dice.below(40),
        [0, 2, 10, 60][dice.below(4) as usize],
        dice.below(30),
    );
    let mut people: Vec<(String, u64)> = Vec::new();
    for school in 0..schools {
        for _ in 0..2 + dice.below(10) {
            people.push((format!("T{}", people.len()), school));
        }
    }
    if dice.chance(30) {
        people.push((format!("T{}", people.len()), u64::MAX));
    }
    let mut staff = String::from("id,school,role,phase,answered,consent_named,wave\n");
    let mut ties = String::from("from,to,relation,reporter,wave\n");
    for wave in 1..=waves {
        let answers: Vec<bool> = people.iter().map(|_| !dice.chance(silent)).collect();
        for ((id, school), answers) in people.iter().zip(&answers) {
            let place = if *school == u64::MAX { String::new() } else { format!("S{school}") };
            let role = if *school == u64::MAX || dice.chance(10) { "director" } else { "teacher" };
            let yes = |b: bool| if b { "yes" } else { "no" };
            let phase = ["low", "high"][dice.below(2) as usize];
            let consent = yes(dice.chance(20));
            writeln!(staff, "{id},{place},{role},{phase},{},{consent},{wave}", yes(*answers)).unwrap();
        }
        for (a, (from, home)) in people.iter().enumerate() {
            for (b, (to, there)) in people.iter().enumerate().filter(|(b, _)| *b != a) {
                let scale = if home == there { 1 } else { 12 };
                if dice.chance(talk / scale) && answers[a] {
                    writeln!(ties, "{from},{to},teaching_talk,from,{wave}").unwrap();
                }
                if dice.chance(buddies / scale) && answers[a] {
                    writeln!(ties, "{from},{to},buddy,from,{wave}").unwrap();
                }
                if dice.chance(visits / scale) {
                    if answers[a] {
                        writeln!(ties, "{from},{to},class_visit,from,{wave}").unwrap();
                    }
                    if answers[b] && dice.chance(90) {
                        writeln!(ties, "{from},{to},class_visit,to,{wave}").unwrap();
                    }
                }
            }
        }
    }
    (staff, ties)
}

/// Everything that is computed about a study.
pub fn analysed(staff: &str, ties: &str) -> Findings {
    analysed_with(staff, ties, "")
}

/// Everything that is computed about a study with settings of its own.
pub fn analysed_with(staff: &str, ties: &str, settings: &str) -> Findings {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("study.toml"), settings).unwrap();
    std::fs::write(folder.path().join("teachers.csv"), staff).unwrap();
    std::fs::write(folder.path().join("ties.csv"), ties).unwrap();
    let (study, survey) = survey::read(folder.path(), &ReadSettings::default()).unwrap();
    let mut options = Options::default();
    options.permutations = Some(0);
    analyse::findings(&study, &survey, &options, &mut Timings::default()).unwrap()
}

/// A random study as the analyst sees it, and as the board does.
pub fn two_editions(seed: u64) -> (Findings, Findings) {
    let (staff, ties) = random(seed);
    let findings = analysed(&staff, &ties);
    let board = edition(&findings, Audience::Board, None);
    (findings, board)
}
