//! Reads `study.toml`: every problem with the line it stands on and the nearest thing that would be right.

use super::formats::Limits;
use super::headings::{fold, nearest};
use super::study::{Study, StudyFile};
use crate::error::{Error, Limit, Place};
use std::ops::Range;
use std::path::Path;

/// Languages in which a report can be written.
pub(crate) const LANGUAGES: [&str; 2] = ["en", "nl"];

/// No study file has more wrong keys than this; a guard, for each wrong key is one more reading.
const MOST_PROBLEMS: usize = 50;

/// No study has more entries for files of ties; reports count them in two bytes.
const MOST_TIES: usize = 10_000;

/// The study that a text describes, and everything that is wrong with it.
pub(crate) fn study(text: &str, folder: &Path, file: &str, limits: &Limits, problems: &mut Vec<Error>) -> Study {
    let read = study_file(text, file, problems);
    let place = |needle: &str| Place { file: file.into(), line: line_that_holds(text, needle), column: None };
    let mut wrong = |needle: &str, message: String, near: Option<String>| {
        problems.push(Error::Study { place: place(needle), message, nearest: near });
    };
    if let Some(language) = read.language.as_deref().filter(|l| !LANGUAGES.contains(l)) {
        let near = match fold(language).as_str() {
            l if l.starts_with("ned") || l.starts_with("du") => Some("nl".into()),
            l if l.starts_with("en") => Some("en".into()),
            _ => None,
        };
        wrong("language", format!("language \"{language}\" is not one of: {}", LANGUAGES.join(", ")), near);
    }
    if let Some(rate) = read.standard.open_door_rate.filter(|r| !(0.0..=1.0).contains(r)) {
        let near = (1.0..=100.0).contains(&rate).then(|| (rate / 100.0).to_string());
        wrong("open_door_rate", format!("open_door_rate is a share between 0 and 1, not {rate}"), near);
    }
    for (label, value) in read.frequencies.iter().filter(|(_, v)| !(v.is_finite() && **v >= 0.0)) {
        wrong(label, format!("a frequency is 0 or more, not {value}"), None);
    }
    for entry in read.ties.iter().filter(|e| !(e.at_least.is_finite() && e.at_least >= 0.0)) {
        wrong("at_least", format!("at_least is 0 or more, not {}", entry.at_least), None);
    }
    if read.ties.len() > MOST_TIES {
        wrong("[[ties]]", format!("more than {MOST_TIES} files of ties"), None);
    }
    if read.waves.len() > limits.waves.into() || read.relations.len() > limits.relations.into() {
        let (waves, relations) = (read.waves.len() as u64, read.relations.len() as u64);
        let too_large = |what, seen, limit: u16| Error::TooLarge { file: file.into(), what, seen, limit: limit.into() };
        problems.push(if waves > limits.waves.into() {
            too_large(Limit::Waves, waves, limits.waves)
        } else {
            too_large(Limit::Relations, relations, limits.relations)
        });
        return Study::default();
    }
    for (i, wave) in read.waves.iter().enumerate() {
        if read.waves[..i].iter().any(|w| w.id == wave.id) {
            wrong(&wave.id, format!("wave \"{}\" is listed twice", wave.id), None);
        }
    }
    for relation in read.relations.iter().filter(|r| r.openness > Some(4) || r.interdependence > Some(4)) {
        wrong(&relation.id, format!("relation \"{}\": openness and interdependence are 0 to 4", relation.id), None);
    }
    Study {
        columns_used: Vec::new(),
        folder: folder.into(),
        file: Some(file.into()),
        found: false,
        single: None,
        title: read.title.unwrap_or_default(),
        language: read.language,
        encoding: read.encoding,
        seed: read.seed,
        standard: read.standard.open_door_rate,
        waves: read.waves,
        roles: read.roles,
        teachers: read.teachers,
        ties: read.ties,
        members: read.members,
        questions: read.questions,
        frequencies: read.frequencies,
        relations: read.relations,
        layers: read.layers,
        teams_from: read.groups.teams_from,
        as_ties: read.groups.as_ties,
    }
}

/// The file as it stands. A wrong key is blanked out and the rest read again, so that all wrong keys are shown at once.
fn study_file(text: &str, file: &str, problems: &mut Vec<Error>) -> StudyFile {
    let mut rest = text.to_owned();
    while problems.len() < MOST_PROBLEMS {
        let error = match toml::from_str::<StudyFile>(&rest) {
            Ok(read) => return read,
            Err(error) => error,
        };
        let span = error.span();
        let line = span.as_ref().map(|s| line_of(text, s.start));
        let place = Place { file: file.into(), line, column: None };
        // What follows the first line of the message is a list of what would be right.
        let message = error.message().lines().next().unwrap_or_default().to_owned();
        problems.push(Error::Study { place, nearest: suggestion(&message), message: message.clone() });
        match span {
            Some(span) if message.starts_with("unknown field") => blank(&mut rest, &span),
            _ => break,
        }
    }
    StudyFile::default()
}

/// Blanks out a wrong key with its value, or a wrong table with all its keys, and keeps the lines.
fn blank(text: &mut String, span: &Range<usize>) {
    let start = text[..span.start].rfind('\n').map_or(0, |i| i + 1);
    let is_table = text[start..].trim_start().starts_with('[');
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        if end > start && (!is_table || line.trim_start().starts_with('[')) {
            break;
        }
        end += line.len();
    }
    let blanks: String = text[start..end].chars().filter(|&c| c == '\n').collect();
    // Places are counted in the original text, so every byte that is taken out leaves a space.
    let spaces = " ".repeat(end - start - blanks.len());
    text.replace_range(start..end, &(spaces + &blanks));
}

/// The nearest of the right words in a message like "unknown field `lang`, expected one of `title`, `language`".
fn suggestion(message: &str) -> Option<String> {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let seen = quoted.next()?;
    if !message.starts_with("unknown") {
        return None;
    }
    let right: Vec<&str> = quoted.collect();
    let near = nearest(seen, right.iter().copied()).into_iter().next();
    near.or_else(|| right.iter().find(|r| r.starts_with(seen) || seen.starts_with(**r)).map(|r| (*r).to_owned()))
}

/// The line of a byte, from 1.
fn line_of(text: &str, byte: usize) -> u64 {
    text.get(..byte).unwrap_or(text).matches('\n').count() as u64 + 1
}

/// The first line that holds a text.
fn line_that_holds(text: &str, needle: &str) -> Option<u64> {
    text.find(needle).map(|byte| line_of(text, byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::study::{AskedWithin, Keep, Meaning, Shape};
    use crate::survey::{End, Role};

    fn read(text: &str) -> (Study, Vec<Error>) {
        let mut problems = Vec::new();
        let study = study(text, Path::new("."), "study.toml", &Limits::default(), &mut problems);
        (study, problems)
    }

    #[test]
    fn the_example_of_the_contract_is_read() {
        let (study, problems) = read(
            r#"
title = "School group De Brug"
language = "nl"
seed = 20260131

[[waves]]
id = 2026
period = "2025-08-25/2026-01-31"

[roles]
"groepsleerkracht" = "teacher"

[teachers]
file = "staff.xlsx"
sheet = "Blad1"
columns = { id = "Personeelsnr", name = "Naam", school = "Locatie" }
keep = "all"

[[ties]]
file = "ties_advice.csv"
shape = "long"
wave = "2026"
relation = "advice"
columns = { from = "from", to = "to", frequency = "weight" }
missing = ["NA", 9]
at_least = 3
rank = false
reporter = "from"
asked_within = "school"
max_names = 5
range = "H:AF"

[questions]
"Q7" = "class_visit"
"Wie was bij u in de klas?" = { relation = "class_visit", reporter = "to" }
"Mag uw naam genoemd worden?" = { person = "consent_named" }
"Q7_freq" = { of = "Q7_1", is = "frequency" }

[frequencies]
"af en toe" = 2

[[relations]]
id = "advice"
label = { en = "asks advice", nl = "vraagt advies" }
family = "informal"
directed = true
openness = 1
interdependence = 2
opens = "to"
channel = "peer"
both_sides_asked = false

[[layers]]
id = "support"
relations = ["advice", "buddy"]

[groups]
teams_from = ["phase"]
as_ties = ["team", "data_team"]

[standard]
open_door_rate = 0.5
"#,
        );
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(
            (study.title.as_str(), study.seed, study.standard),
            ("School group De Brug", Some(20_260_131), Some(0.5))
        );
        assert_eq!(study.waves[0].id, "2026");
        assert_eq!(study.roles["groepsleerkracht"], Role::Teacher);
        assert_eq!(study.teachers.keep, Keep::All);
        let ties = &study.ties[0];
        assert_eq!((ties.shape, ties.at_least, ties.asked_within), (Some(Shape::Long), 3.0, AskedWithin::School));
        assert_eq!(ties.missing, ["NA", "9"]);
        let host = Meaning::Relation { relation: "class_visit".into(), reporter: End::To };
        assert_eq!(study.questions["Wie was bij u in de klas?"], host);
        assert_eq!(study.as_ties, ["team", "data_team"]);
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line_and_a_suggestion() {
        let (_, problems) =
            read("title = \"x\"\nlangauge = \"nl\"\n\n[techers]\nfile = \"a.csv\"\n\n[[ties]]\natleast = 3\n");
        let seen: Vec<_> = problems
            .iter()
            .map(|e| match e {
                Error::Study { place, nearest, .. } => (place.line, nearest.as_deref()),
                _ => panic!("{e:?}"),
            })
            .collect();
        assert_eq!(seen, [(Some(2), Some("language")), (Some(4), Some("teachers")), (Some(8), Some("at_least"))]);
    }

    #[test]
    fn a_wrong_value_says_what_would_be_right() {
        let (_, problems) = read("[[ties]]\nshape = \"matrx\"\n");
        assert!(
            matches!(&problems[..], [Error::Study { place, nearest, .. }]
            if place.line == Some(2) && nearest.as_deref() == Some("matrix")),
            "{problems:?}"
        );
        let (_, problems) = read("[standard]\nopen_door_rate = 50\n");
        assert!(matches!(&problems[..], [Error::Study { nearest, .. }] if nearest.as_deref() == Some("0.5")));
        let (_, problems) = read("language = \"Nederlands\"\n");
        assert!(matches!(&problems[..], [Error::Study { nearest, .. }] if nearest.as_deref() == Some("nl")));
    }

    #[test]
    fn a_file_that_is_no_toml_gives_the_line() {
        let (_, problems) = read("title = \"x\"\nseed = = 3\n");
        assert!(matches!(&problems[..], [Error::Study { place, .. }] if place.line == Some(2)), "{problems:?}");
    }
}
