//! Sociograms of invented schools.

use super::charts::{Chance, caption, school_name};
use crate::drawing::sociogram::{
    Dot, Person, SchoolCell, Sociogram, SociogramKey, Tie, group_sociogram, school_sociogram,
};
use crate::drawing::{Picture, layout};

/// Schools with three phases, stars, isolates and people who did not answer.
pub(super) fn network(sizes: &[u32], named: bool) -> Sociogram {
    const NAMES: [&str; 8] =
        ["Anna", "Bram de Wit", "Çiğdem", "Daan", "Eef van der Berg", "Fenna", "Gerrit-Jan", "Hülya"];
    let mut chance = Chance(31);
    let (mut school, mut ties) = (Vec::new(), Vec::new());
    for (s, &size) in sizes.iter().enumerate() {
        let first = school.len() as u32;
        school.extend(std::iter::repeat_n(s as u32, size as usize));
        let active = size - size.min(2 + s as u32 % 2);
        for p in 0..active {
            for _ in 0..2 + chance.below(2) {
                let phase = p % 3;
                let q = if chance.below(5) == 0 { chance.below(active) } else { phase + 3 * chance.below(active / 3) };
                ties.push(Tie { from: first + p, to: first + q, dashed: chance.below(3) > 0 });
            }
        }
        if s > 0 {
            ties.push(Tie { from: first + 1, to: chance.below(first), dashed: false });
        }
    }
    let pairs: Vec<(u32, u32)> = ties.iter().map(|t| (t.from, t.to)).collect();
    let spots = layout::people(&school, &pairs, 2026);
    let people: Vec<Person> = spots
        .into_iter()
        .zip(&school)
        .enumerate()
        .map(|(p, (spot, &school))| Person {
            school,
            spot,
            dot: match chance.below(10) {
                0..=1 => Dot::Ring,
                2 => Dot::Square,
                3 if p % 2 == 0 => Dot::Small,
                _ => Dot::Filled,
            },
            name: if named { NAMES[p % 8].into() } else { String::new() },
        })
        .collect();
    let schools = sizes
        .iter()
        .enumerate()
        .map(|(s, size)| {
            let sitting = |silent: bool| {
                people
                    .iter()
                    .filter(|p| p.school == s as u32 && p.spot.bench && (p.dot == Dot::Square) == silent)
                    .count()
            };
            let silent = if sitting(true) > 0 { format!(", {} niet ingevuld", sitting(true)) } else { String::new() };
            SchoolCell {
                name: school_name(s, sizes.len()),
                note: format!("{} van {size} vulden in", size - 2),
                bench: format!("{} zonder banden{silent}", sitting(false)),
            }
        })
        .collect();
    Sociogram {
        schools,
        people,
        ties,
        directed: true,
        height: None,
        key: SociogramKey {
            filled: "klas bezocht".into(),
            ring: "nooit bezoek gehad".into(),
            square: "niet ingevuld".into(),
            small: "zonder eigen klas".into(),
            solid: "formeel".into(),
            dashed: "informeel".into(),
            arrow: "van bezoeker naar gastheer".into(),
            outside: "band met een andere school".into(),
        },
    }
}

pub(super) fn of_school(name: &str, size: u32, named: bool) -> Picture {
    let title = "De Regenboog: wie werkt met wie?";
    let note = format!("{size} leraren, {} vulden in. Alle relaties, schooljaar 2025/26.", size - 2);
    school_sociogram(&network(&[size, 12], named), 0, &caption(name, title, &note))
}

pub(super) fn of_group(name: &str, sizes: &[u32]) -> Picture {
    let title = "Wie werkt met wie, school voor school";
    let note = "237 leraren, 88 % vulde in. Alle relaties, schooljaar 2025/26. Lijnen tussen scholen zijn licht.";
    group_sociogram(&network(sizes, false), &caption(name, title, note))
}
