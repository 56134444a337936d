//! Files and sheets that look like waves of one survey, by what they are called: told where nothing keeps them apart.

use super::wave_order::is_place;
use crate::dates;
use crate::error::Notice;
use std::path::Path;

/// Words before a small number that make it a wave: `wave 2`, `T1`. Before another, such as `school 2`, it is none.
const BEFORE_NUMBER: [&str; 12] =
    ["wave", "meting", "meetmoment", "moment", "ronde", "round", "golf", "t", "w", "m", "afname", "survey"];
/// Before it a number of four digits is more likely that of a school or the year in which it was founded.
const FIRST_YEAR: i64 = 1990;
/// Signs between the parts of a name.
const SIGNS: [char; 7] = [' ', '_', '-', '.', '(', ')', '/'];

/// Files that are read into one wave.
pub(super) fn of_files(files: &[String]) -> Option<Notice> {
    let stem =
        |file: &String| Path::new(file).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let parts = likely(files, stem);
    (!parts.is_empty()).then_some(Notice::LikeWaves { workbook: None, missing: false, parts })
}

/// Sheets of a workbook, that are read as one, or of which the first is read and the others are missing.
pub(super) fn of_sheets(workbook: &str, sheets: &[String], missing: bool) -> Option<Notice> {
    let parts = likely(sheets, String::clone);
    (!parts.is_empty()).then(|| Notice::LikeWaves { workbook: Some(workbook.to_owned()), missing, parts })
}

/// Those that have a wave in their name and are called alike but for it; each with that wave.
fn likely(names: &[String], plain: impl Fn(&String) -> String) -> Vec<(String, String)> {
    let told: Vec<(&String, (String, String))> =
        names.iter().filter_map(|name| Some((name, wave_in(&plain(name))?))).collect();
    let has_other = |own: &(String, String)| told.iter().any(|(_, t)| t.0 == own.0 && t.1 != own.1);
    told.iter().filter(|(_, own)| has_other(own)).map(|(name, own)| ((*name).clone(), own.1.clone())).collect()
}

/// What a name says of a wave, a year, a number, before or after, after the name without it.
fn wave_in(name: &str) -> Option<(String, String)> {
    let name = name.to_lowercase();
    let words = words(&name);
    let without = |at: usize, many: usize| [&words[..at], &words[at + many..]].concat().join(" ");
    if let Some(at) = words.iter().position(|word| year(word).is_some()) {
        // 2024-2025 and 2024-25 are one school year.
        let next = words.get(at + 1).filter(|next| {
            let first = year(words[at]).unwrap_or_default();
            year(next) == Some(first + 1) || next.parse() == Ok((first + 1) % 100)
        });
        return Some(match next {
            Some(next) => (without(at, 2), format!("{}-{next}", words[at])),
            None => (without(at, 1), words[at].to_owned()),
        });
    }
    if let Some(at) = words.iter().position(|word| is_place(word)) {
        return Some((without(at, 1), words[at].to_owned()));
    }
    let at = words.iter().position(|word| word.bytes().all(|b| b.is_ascii_digit()))?;
    let before = at.checked_sub(1).map(|before| words[before])?;
    BEFORE_NUMBER.contains(&before).then(|| (without(at, 1), words[at].to_owned()))
}

/// A year that may be a wave's.
fn year(word: &str) -> Option<i64> {
    dates::year(word).filter(|year| *year >= FIRST_YEAR)
}

/// The parts of a name: what stands between signs, and numbers by themselves.
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in name.split(SIGNS).filter(|part| !part.is_empty()) {
        let mut rest = part;
        while let Some(first) = rest.chars().next() {
            let is_digit = first.is_ascii_digit();
            let end = rest.find(|c: char| c.is_ascii_digit() != is_digit).unwrap_or(rest.len());
            words.push(&rest[..end]);
            rest = &rest[end..];
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::sample::survey;

    fn of(files: &[&str]) -> Vec<(String, String)> {
        match of_files(&files.iter().map(|&f| f.to_owned()).collect::<Vec<_>>()) {
            Some(Notice::LikeWaves { parts, .. }) => parts,
            _ => Vec::new(),
        }
    }

    #[test]
    fn files_that_differ_by_a_year_a_number_or_before_and_after_look_like_waves() {
        for (a, b, waves) in [
            ("ties_2023.csv", "ties_2024.csv", ["2023", "2024"]),
            ("advies2023.csv", "advies2024.csv", ["2023", "2024"]),
            ("wave1.csv", "wave2.csv", ["1", "2"]),
            ("T0.csv", "T1.csv", ["0", "1"]),
            ("relaties voor.csv", "relaties na.csv", ["voor", "na"]),
            ("ties 2023-2024.csv", "ties 2024-25.csv", ["2023-2024", "2024-25"]),
            ("2023.xlsx", "2024.csv", ["2023", "2024"]),
        ] {
            let want: Vec<(String, String)> = vec![(a.into(), waves[0].into()), (b.into(), waves[1].into())];
            assert_eq!(of(&[a, b, "klasbezoek.csv"]), want);
        }
        for (a, b) in [
            ("advies.csv", "klasbezoek.csv"),
            ("school1.csv", "school2.csv"),
            ("advies_2023.csv", "bezoek_2024.csv"),
            ("School 1901.csv", "School 1950.csv"),
        ] {
            assert_eq!(of(&[a, b]), []);
        }
    }

    #[test]
    fn files_that_look_like_waves_and_are_read_as_one_are_told_and_those_kept_apart_are_not() {
        let told = |files: &[(&str, &str)]| -> Vec<Notice> {
            let mut all = vec![("teachers.csv", "id,school\na,S\nb,S\nc,S\n")];
            all.extend(files);
            survey(&all).notices.into_iter().filter(|n| matches!(n, Notice::LikeWaves { .. })).collect()
        };
        let (early, late) = (("ties_2023.csv", "from,to\na,b\n"), ("ties_2024.csv", "from,to\nb,c\n"));
        let parts = vec![("ties_2023.csv".to_owned(), "2023".to_owned()), ("ties_2024.csv".into(), "2024".into())];
        let want = [Notice::LikeWaves { workbook: None, missing: false, parts }];
        assert_eq!(told(&[early, late]), want);
        let toml = "[[ties]]\nfile = \"ties_2023.csv\"\n[[ties]]\nfile = \"ties_2024.csv\"\n";
        assert_eq!(told(&[early, late, ("study.toml", toml)]), want);
        let apart =
            "[[ties]]\nfile = \"ties_2023.csv\"\nwave = \"a\"\n[[ties]]\nfile = \"ties_2024.csv\"\nwave = \"b\"\n";
        assert_eq!(told(&[early, late, ("study.toml", apart)]), []);
        let one = format!("[[waves]]\nid = \"2024\"\n{toml}");
        assert_eq!(told(&[early, late, ("study.toml", &one)]), []);
    }
}
