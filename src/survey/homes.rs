//! Schools of the staff list that may be meant as others: two names of one school, and people in two schools of whom
//! nothing says where they are at home.

use super::School;
use super::headings::fold;
use super::names::People;
use super::roster::Roster;
use super::staff::{Line, together};
use crate::error::{AlikeSchools, Notice, Place};
use rustc_hash::FxHashMap;

/// Articles, that stand in front of a school's name in one list and are left out in another.
const ARTICLES: [&str; 4] = ["de", "het", "t", "the"];
/// Words for any school.
const ANY_SCHOOL: [&str; 3] = ["school", "basisschool", "bs"];
/// Kinds of school: two schools of one name are told apart by them.
const KINDS: [&str; 12] = ["obs", "cbs", "kbs", "rkbs", "pcbs", "pcb", "rk", "sbo", "so", "ikc", "kc", "kindcentrum"];
/// Pairs that are told one by one.
const MOST_PAIRS: usize = 3;

/// What is to be said of the schools of a staff list.
pub(super) fn told(roster: &Roster, people: &People, schools: &[School], are_listed: bool) -> Vec<Notice> {
    let Some(file) = &roster.file else { return Vec::new() };
    // Who lists the schools knows them apart, and a name beside that list is told of.
    let alike = if are_listed { None } else { alike(roster, file, schools) };
    alike.into_iter().chain(two_homes(roster, file, people, schools)).collect()
}

fn label(school: &School) -> &str {
    school.name.as_deref().unwrap_or(&school.id)
}

/// A name without what may be written or not: an article or a kind in front, spaces, signs, capitals.
struct Plain {
    /// The kinds in front; empty where there are none.
    kind: String,
    /// The rest with its article and without.
    names: [String; 2],
}

impl Plain {
    fn of(name: &str) -> Plain {
        let folded = fold(name);
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let is_kind = |word: &&str| KINDS.contains(word);
        let is_any = |word: &&str| ANY_SCHOOL.contains(word);
        let is_front = |word: &&str| ARTICLES.contains(word) || is_kind(word) || is_any(word);
        // A name of such words alone is one.
        let (front, own) = words.split_at(words.iter().position(|word| !is_front(word)).unwrap_or(0));
        let kinds: Vec<&str> = front.iter().copied().filter(is_kind).collect();
        let kind = match kinds[..] {
            [] if front.iter().any(is_any) => ANY_SCHOOL[0].to_owned(),
            _ => kinds.join(" ").replace("kindcentrum", "kc"),
        };
        let articles: String = front.iter().copied().filter(|word| ARTICLES.contains(word)).collect();
        let own = own.concat();
        Plain { kind, names: [articles + &own, own] }
    }

    /// Whether two schools of one name may be one: no two kinds tell them apart.
    fn may_be(&self, other: &Plain) -> bool {
        self.kind == other.kind || self.kind.is_empty() || other.kind.is_empty()
    }
}

fn alike(roster: &Roster, file: &str, schools: &[School]) -> Option<Notice> {
    // The first row of each school.
    let mut rows: Vec<Option<u64>> = vec![None; schools.len()];
    for line in &roster.lines {
        if let Some(school) = line.staff.school {
            rows[school as usize].get_or_insert(line.number);
        }
    }
    let plain: Vec<Plain> = schools.iter().map(|school| Plain::of(label(school))).collect();
    // Each school that is alike one before it, with that one; of each name the first school of each kind.
    let mut pairs: Vec<(u64, [usize; 2])> = Vec::new();
    let mut first: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (index, own) in plain.iter().enumerate() {
        let before = |name: &String| {
            let named = first.get(name.as_str()).into_iter().flatten();
            named.copied().find(|&other| own.may_be(&plain[other]))
        };
        let other = own.names.iter().filter(|name| !name.is_empty()).filter_map(before).min();
        if let (Some(other), Some(row)) = (other, rows[index]) {
            pairs.push((row, [index, other]));
        }
        for name in &own.names {
            let named = first.entry(name).or_default();
            if named.iter().all(|&other| plain[other].kind != own.kind) {
                named.push(index);
            }
        }
    }
    let count = pairs.len() as u64;
    pairs.sort_unstable();
    pairs.truncate(MOST_PAIRS);
    let told: Vec<usize> = pairs.iter().flat_map(|pair| pair.1).collect();
    // Everybody of these schools once, however many rows.
    let lines = roster.lines.iter().filter_map(|l| Some((l.staff.school? as usize, l.staff.person)));
    let mut people: Vec<(usize, u32)> = lines.filter(|(school, _)| told.contains(school)).collect();
    people.sort_unstable();
    people.dedup();
    let people = |school: usize| people.iter().filter(|own| own.0 == school).count() as u64;
    let pair = |(row, two): (u64, [usize; 2])| AlikeSchools {
        place: Place::line(file, row),
        schools: two.map(|school| label(&schools[school]).to_owned()),
        people: two.map(people),
    };
    let first: Vec<AlikeSchools> = pairs.into_iter().map(pair).collect();
    (count > 0).then_some(Notice::SchoolsAlike { pairs: count, first })
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

    fn alike(line: u64, a: &str, b: &str, people: [u64; 2]) -> AlikeSchools {
        AlikeSchools { place: Place::line("teachers.csv", line), schools: [a.into(), b.into()], people }
    }

    #[test]
    fn schools_that_differ_by_an_article_a_kind_or_a_space_are_told_and_not_put_together() {
        let staff =
            "id,school\na,De Wilgen\nb,De Wilgen\na,De Wilgen\nc,Wilgen\nd,OBS De Wilgen\ne,DeWilgen\nf,De Eiken\n";
        let first = vec![
            alike(5, "Wilgen", "De Wilgen", [1, 2]),
            alike(6, "OBS De Wilgen", "De Wilgen", [1, 2]),
            alike(7, "DeWilgen", "De Wilgen", [1, 2]),
        ];
        assert_eq!(told(staff, &[]), [Notice::SchoolsAlike { pairs: 3, first }]);
        assert_eq!(survey(&[("teachers.csv", staff), ("ties.csv", "from,to\na,b\n")]).schools.len(), 5);
        // Somebody who lists both knows them apart.
        let list = "id\nDe Wilgen\nWilgen\nOBS De Wilgen\nDeWilgen\nDe Eiken\n";
        assert_eq!(told(staff, &[("schools.csv", list)]), []);
        assert_eq!(told("id,school\na,School A\nb,School B\nc,S1\nd,S2\ne,De\nf,Het\n", &[]), []);
    }

    #[test]
    fn two_kinds_tell_schools_apart_and_an_article_within_a_word_is_no_article() {
        for schools in [
            "OBS De Ark,PCBS De Ark,SBO De Ark",
            "SBO 1,Basisschool 1",
            "KC A,School A",
            "Veen,Hetveen",
            "Deventer,Venter",
        ] {
            let rows: Vec<String> =
                schools.split(',').enumerate().map(|(n, school)| format!("p{n},{school}\n")).collect();
            let rows = rows.concat();
            assert_eq!(told(&format!("id,school\n{rows}"), &[]), [], "{schools}");
        }
        for (a, b) in [
            ("Basisschool De Ark", "Ark"),
            ("SBO 1", "1"),
            ("Kindcentrum A", "KC A"),
            ("School A", "Basisschool A"),
            ("Het Veen", "Hetveen"),
        ] {
            let want = Notice::SchoolsAlike { pairs: 1, first: vec![alike(3, b, a, [1, 1])] };
            assert_eq!(told(&format!("id,school\na,{a}\nb,{b}\n"), &[]), [want]);
        }
        // One without a kind may be either.
        let want = vec![alike(3, "Ark", "OBS De Ark", [1, 1]), alike(4, "PCBS De Ark", "Ark", [1, 1])];
        let told = told("id,school\na,OBS De Ark\nb,Ark\nc,PCBS De Ark\n", &[]);
        assert_eq!(told, [Notice::SchoolsAlike { pairs: 2, first: want }]);
    }

    #[test]
    fn of_many_pairs_of_schools_the_first_are_told_and_the_others_counted() {
        let rows = (0..40).map(|n| format!("a{n},De Ark {n}\nb{n},Ark {n}\n")).collect::<Vec<_>>().concat();
        match &told(&format!("id,school\n{rows}"), &[])[..] {
            [Notice::SchoolsAlike { pairs: 40, first }] => {
                assert_eq!((first.len(), &first[0]), (3, &alike(3, "Ark 0", "De Ark 0", [1, 1])));
            }
            other => panic!("{other:?}"),
        }
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
