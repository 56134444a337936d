//! The walls of the house: who may import from whom, how long a file may be, which rooms there are.
//!
//! Rooms are listed bottom to top; a file may use its own room and rooms below it. Moving a wall means editing
//! [`ROOMS`] or [`FRONT`], on purpose, in review, and the tour in `src/lib.rs` with it.

use std::fs;
use std::path::{Path, PathBuf};

/// Bottom to top.
const ROOMS: &[&str] = &[
    "error",
    "timings",
    "dates",
    "survey",
    "network",
    "measures",
    "inference",
    "change",
    "advice",
    "findings",
    "analyse",
    "audience",
    "words",
    "drawing",
    "report",
    "exchange",
    "questionnaire",
    "simulate",
    "cli",
];

/// In front of the door: these read `findings`, `error` and `dates`, and each other downwards, and nothing that computes.
const FRONT: &[(&str, &[&str])] = &[
    ("words", &["error", "dates", "findings"]),
    ("drawing", &["error", "findings", "words"]),
    ("report", &["error", "findings", "words", "drawing"]),
    ("questionnaire", &["error", "dates", "words"]),
    ("simulate", &["error"]),
];

const LONGEST: usize = 500;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Every source file with its room: the first part of its path below `src`.
fn sources() -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&src, &mut found);
    found
        .into_iter()
        .map(|path| {
            let below = path.strip_prefix(&src).unwrap();
            let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
            let room = first.strip_suffix(".rs").unwrap_or(&first).to_owned();
            let text = fs::read_to_string(&path).unwrap();
            (room, path, text)
        })
        .collect()
}

/// The rooms that a file imports from: every `crate::room` outside comments, and `use crate::{a, b}`.
fn imports(text: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for line in text.lines().filter(|l| !l.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            assert!(
                !rest.starts_with('{'),
                "write one `use crate::room` per room, so that the walls can be read: {line}"
            );
            rooms.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    rooms
}

#[test]
fn every_room_is_on_the_drawing() {
    for (room, path, _) in sources() {
        assert!(
            ROOMS.contains(&room.as_str()) || room == "lib" || room == "main",
            "{} is in a room that is not on the drawing: add it to ROOMS and to the tour in src/lib.rs, on purpose",
            path.display()
        );
    }
}

#[test]
fn a_file_imports_only_from_its_own_room_and_rooms_below() {
    let height = |room: &str| ROOMS.iter().position(|r| *r == room);
    let mut trespasses = Vec::new();
    for (room, path, text) in sources() {
        let Some(own) = height(&room) else { continue };
        for other in imports(&text) {
            let Some(their) = height(&other) else { continue };
            let allowed = match FRONT.iter().find(|f| f.0 == room) {
                Some((_, below)) => other == room || below.contains(&other.as_str()),
                None => their <= own,
            };
            if !allowed {
                trespasses.push(format!("{} imports from {other}", path.display()));
            }
        }
    }
    assert!(trespasses.is_empty(), "walls are crossed:\n{}", trespasses.join("\n"));
}

#[test]
fn no_file_is_longer_than_can_be_read_in_one_go() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(_, path, text)| (text.lines().count(), path))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{lines} lines: {}", path.display()))
        .collect();
    assert!(long.is_empty(), "split by idea, not by size:\n{}", long.join("\n"));
}

#[test]
fn the_tour_names_every_room() {
    let tour = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for (room, _, _) in sources().iter().filter(|(room, _, _)| room != "lib" && room != "main") {
        assert!(tour.contains(&format!("`{room}`")), "the tour in src/lib.rs does not speak of `{room}`");
    }
}

/// Whatever a study can have of schools and layers is on the list of what may be seen, shown or not: what is forgotten
/// is not shown, but it should be decided, not forgotten.
#[test]
fn of_every_figure_of_schools_and_layers_it_was_decided_who_sees_it() {
    use staffroom::findings::Scope;
    let people = |scope: Scope| matches!(scope, Scope::Person | Scope::Openness);
    let mut figures: Vec<(Scope, String)> = Vec::new();
    let families = staffroom::measures::ALL.iter().flat_map(|f| f.columns);
    figures.extend(families.map(|(scope, name)| (*scope, (*name).to_owned())));
    figures.extend(staffroom::advice::COLUMNS.iter().map(|name| (Scope::School, (*name).to_owned())));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/minimal");
    let (study, survey) = staffroom::survey::read(&folder, &staffroom::survey::ReadSettings::default()).unwrap();
    let mut options = staffroom::analyse::Options::default();
    options.permutations = Some(5);
    let mut timings = staffroom::timings::Timings::default();
    let findings = staffroom::analyse::findings(&study, &survey, &options, &mut timings).unwrap();
    for block in &findings.blocks {
        figures.extend(block.columns.iter().map(|c| (block.scope, c.measure.to_string())));
    }
    figures.retain(|(scope, name)| {
        let of_scope = staffroom::audience::SEEN.iter().filter(|s| s.0 == *scope).flat_map(|s| s.1);
        !people(*scope) && !of_scope.into_iter().any(|(_, names)| names.contains(&name.as_str()))
    });
    figures.sort();
    figures.dedup();
    assert!(
        figures.is_empty(),
        "add these to SEEN in src/audience/seen.rs; Never, unless no count about fewer than five people can be worked out \
         from it: {figures:?}"
    );
}
