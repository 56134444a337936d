//! Schools of the staff list that may be meant as others: two names of one school, and people in two schools of whom
//! nothing says where they are at home.

use super::School;
use super::headings::fold;
use super::names::People;
use super::roster::Roster;
use super::staff::{Line, together};
use crate::error::{Notice, Place};
use rustc_hash::FxHashMap;

/// Words that stand in front of a school's name in one list and are left out in another.
const LEFT_OUT: [&str; 18] = [
    "de",
    "het",
    "t",
    "the",
    "school",
    "basisschool",
    "bs",
    "obs",
    "cbs",
    "kbs",
    "rkbs",
    "pcbs",
    "pcb",
    "rk",
    "sbo",
    "ikc",
    "kc",
    "kindcentrum",
];

/// What is to be said of the schools of a staff list.
pub(super) fn told(roster: &Roster, people: &People, schools: &[School], are_listed: bool) -> Vec<Notice> {
    let Some(file) = &roster.file else { return Vec::new() };
    // Who lists the schools knows them apart, and a name beside that list is told of.
    let mut notices = if are_listed { Vec::new() } else { alike(roster, file, schools) };
    notices.extend(two_homes(roster, file, people, schools));
    notices
}

fn label(school: &School) -> &str {
    school.name.as_deref().unwrap_or(&school.id)
}

/// A name without what may be written or not: articles and kinds in front, spaces, signs, capitals.
fn plain(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let own = words.iter().position(|word| !LEFT_OUT.contains(word)).unwrap_or(0);
    let whole = words[own..].concat();
    // An article may be written to the name.
    ["de", "het"]
        .iter()
        .find_map(|article| whole.strip_prefix(article))
        .filter(|_| words.len() == 1)
        .map_or(whole.clone(), |rest| if rest.len() > 3 { rest.to_owned() } else { whole.clone() })
}

fn alike(roster: &Roster, file: &str, schools: &[School]) -> Vec<Notice> {
    let people = |school: usize| {
        let own = roster.lines.iter().filter(|l| l.staff.school == Some(school as u32));
        let mut people: Vec<u32> = own.map(|l| l.staff.person).collect();
        people.sort_unstable();
        people.dedup();
        people.len() as u64
    };
    let mut notices = Vec::new();
    // The first school of each plain name.
    let mut first: FxHashMap<String, usize> = FxHashMap::default();
    for (index, school) in schools.iter().enumerate() {
        let plain = plain(label(school));
        if plain.is_empty() {
            continue;
        }
        let other = *first.entry(plain).or_insert(index);
        if other == index {
            continue;
        }
        let Some(line) = roster.lines.iter().find(|l| l.staff.school == Some(index as u32)) else { continue };
        notices.push(Notice::SchoolsAlike {
            place: Place::line(file, line.number),
            schools: vec![label(school).to_owned(), label(&schools[other]).to_owned()],
            people: vec![people(index), people(other)],
        });
    }
    notices
}

fn two_homes(roster: &Roster, file: &str, people: &People, schools: &[School]) -> Option<Notice> {
    // Of each person the home and the first line of another school, in the first wave where nothing tells them apart.
    let mut found: Vec<(Option<u32>, &Line)> = Vec::new();
    roster.by_wave(people, |lines| {
        let fte = |line: &Line| line.staff.fte.unwrap_or(0.0);
        let most = lines.iter().map(|line| fte(line)).fold(0.0, f64::max);
        let home = together(lines).school;
        let is_other = |line: &Line| line.staff.school.is_some() && line.staff.school != home;
        let other = lines.iter().find(|line| (fte(line) - most).abs() < 1e-9 && is_other(line));
        if let Some(other) = other
            && found.last().is_none_or(|last| last.1.staff.person != other.staff.person)
        {
            found.push((home, other));
        }
    });
    let (home, other) = *found.iter().min_by_key(|two| two.1.number)?;
    let school = |school: u32| label(&schools[school as usize]).to_owned();
    Some(Notice::TwoHomes {
        place: Place::line(file, other.number),
        id: people.list[other.staff.person as usize].id.clone(),
        home: home.map(school),
        other: other.staff.school.map(school).unwrap_or_default(),
        people: found.len() as u64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample::survey;

    fn told(staff: &str, more: &[(&str, &str)]) -> Vec<Notice> {
        let mut files = vec![("teachers.csv", staff), ("ties.csv", "from,to\na,b\n")];
        files.extend(more);
        let all = survey(&files).notices;
        all.into_iter().filter(|n| matches!(n, Notice::SchoolsAlike { .. } | Notice::TwoHomes { .. })).collect()
    }

    #[test]
    fn schools_that_differ_by_an_article_a_kind_or_a_space_are_told_and_not_put_together() {
        let alike = |line, a: &str, b: &str, people| Notice::SchoolsAlike {
            place: Place::line("teachers.csv", line),
            schools: vec![a.into(), b.into()],
            people,
        };
        let staff = "id,school\na,De Wilgen\nb,De Wilgen\nc,Wilgen\nd,OBS De Wilgen\ne,DeWilgen\nf,De Eiken\n";
        let want = [
            alike(4, "Wilgen", "De Wilgen", vec![1, 2]),
            alike(5, "OBS De Wilgen", "De Wilgen", vec![1, 2]),
            alike(6, "DeWilgen", "De Wilgen", vec![1, 2]),
        ];
        assert_eq!(told(staff, &[]), want);
        assert_eq!(survey(&[("teachers.csv", staff), ("ties.csv", "from,to\na,b\n")]).schools.len(), 5);
        // Somebody who lists both knows them apart.
        let list = "id\nDe Wilgen\nWilgen\nOBS De Wilgen\nDeWilgen\nDe Eiken\n";
        assert_eq!(told(staff, &[("schools.csv", list)]), []);
        assert_eq!(told("id,school\na,School A\nb,School B\nc,S1\nd,S2\ne,De\nf,Het\n", &[]), []);
    }

    #[test]
    fn somebody_in_two_schools_of_whom_no_working_time_tells_the_home_is_told() {
        let want = Notice::TwoHomes {
            place: Place::line("teachers.csv", 4),
            id: "a".into(),
            home: Some("S".into()),
            other: "T".into(),
            people: 1,
        };
        assert_eq!(told("id,school\na,S\nb,S\na,T\n", &[]), std::slice::from_ref(&want));
        assert_eq!(told("id,school,fte\na,S,0.5\nb,S,1\na,T,0.5\n", &[]), [want]);
        assert_eq!(told("id,school,fte\na,S,0.4\nb,S,1\na,T,0.6\n", &[]), []);
        assert_eq!(told("id,school\na,S;T\nb,S\n", &[]), []);
        let waves = ("ties.csv", "from,to,wave\na,b,1\na,b,2\n");
        assert_eq!(told("id,school,wave\na,S,1\nb,S,1\na,T,2\n", &[waves]), []);
    }

    #[test]
    fn the_home_that_is_told_is_the_one_that_is_used() {
        let homes = |staff: &str, more: &[(&str, &str)]| {
            let mut files = vec![("teachers.csv", staff), ("ties.csv", "from,to\na,b\n")];
            files.extend(more);
            let survey = survey(&files);
            let told = survey.notices.iter().find_map(|n| match n {
                Notice::TwoHomes { home, other, .. } => Some((home.clone(), other.clone())),
                _ => None,
            });
            let school = |s: u32| survey.schools[s as usize].id.clone();
            (survey.waves.iter().map(|w| w.staff[0].school.map(school)).collect::<Vec<_>>(), told)
        };
        let named = |name: &str| Some(name.to_owned());
        // The first row has no school, and so has the person.
        let none = (vec![None], Some((None, "S".to_owned())));
        assert_eq!(homes("id,school\na,\na,S\na,T\nb,S\n", &[]), none);
        assert_eq!(homes("id,school,fte\na,,0.2\na,S,0.5\nb,S,1\n", &[]), (vec![named("S")], None));
        // A row of all waves beside one of a single wave.
        let waves = ("ties.csv", "from,to,wave\na,b,2023\na,b,2024\n");
        let both = (vec![named("S"), named("S")], Some((named("S"), "T".to_owned())));
        assert_eq!(homes("id,school,wave\na,S,\nb,S,2023\na,T,2024\nb,S,2024\n", &[waves]), both);
    }
}
