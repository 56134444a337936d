//! The ledger adds up on every sample and every shared file, by a count that does not use the program's own: rows are
//! split, names looked up and pairs compared here once more, from what the conventions say.
//!
//! The shared files are looked for beside the checkout, or where `STAFFROOM_DATA` says; without them their test says
//! that it was skipped.

#[path = "common/mod.rs"]
mod common;

use staffroom::survey::{Aside, LedgerFile, ReadSettings, Response, Survey};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Who reported: the one who names, or the one who is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    From,
    To,
}

/// One answer as this test reads it.
struct Answer {
    wave: String,
    relation: String,
    from: String,
    to: String,
    by: By,
}

/// What became of answers.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    answers: u64,
    kept: u64,
    merged: u64,
    no: u64,
    aside: BTreeMap<Aside, u64>,
}

impl Count {
    fn of(file: &LedgerFile) -> Count {
        let aside = file.aside.iter().map(|(why, count)| (*why, count.answers)).collect();
        Count { answers: file.answers, kept: file.kept, merged: file.merged, no: file.no, aside }
    }

    fn set_aside(&mut self, why: Aside) {
        *self.aside.entry(why).or_default() += 1;
    }
}

/// A staff list as this test reads it.
#[derive(Default)]
struct Staff {
    /// Wave and id; the wave is empty where there is no such column.
    there: BTreeSet<(String, String)>,
    /// Those of them who answered; everybody where nothing is said.
    answered: BTreeSet<(String, String)>,
    /// Another way of writing, and the id.
    called: BTreeMap<String, String>,
}

impl Staff {
    fn is_known(&self, id: &str) -> bool {
        self.there.iter().any(|(_, known)| known == id)
    }

    fn id(&self, written: &str) -> String {
        self.called.get(written).cloned().unwrap_or_else(|| written.to_owned())
    }
}

/// Rows of a file by heading: plain splitting, with quotes.
fn rows(path: &Path, separator: u8) -> (Vec<String>, Vec<Vec<String>>) {
    let text = String::from_utf8_lossy(&std::fs::read(path).expect("a file")).into_owned();
    let text = text.trim_start_matches('\u{feff}');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut all = reader.records().map(|r| r.expect("a row").iter().map(|c| c.trim().to_owned()).collect::<Vec<_>>());
    let dutch = [("van", "from"), ("naar", "to"), ("relatie", "relation"), ("code", "id"), ("ingevuld", "answered")];
    let english =
        |heading: String| dutch.iter().find(|(d, _)| *d == heading).map_or(heading.clone(), |(_, e)| (*e).to_owned());
    let head = all.next().expect("a heading").into_iter().map(english).collect();
    (head, all.collect())
}

fn staff_list(path: &Path, separator: u8) -> Staff {
    let (head, rows) = rows(path, separator);
    let at = |names: &[&str]| head.iter().position(|h| names.contains(&h.as_str()));
    let cell = |row: &[String], column: Option<usize>| column.map_or(String::new(), |c| row[c].clone());
    let mut staff = Staff::default();
    for row in &rows {
        let key = (cell(row, at(&["wave"])), cell(row, at(&["id"])));
        for called in [cell(row, at(&["name", "naam"])), cell(row, at(&["email"]))] {
            if !called.is_empty() {
                staff.called.insert(called, key.1.clone());
            }
        }
        let silent = matches!(cell(row, at(&["answered"])).as_str(), "no" | "nee")
            || matches!(cell(row, at(&["did_not_answer"])).as_str(), "1" | "yes" | "TRUE" | "true");
        if !silent {
            staff.answered.insert(key.clone());
        }
        staff.there.insert(key);
    }
    staff
}

/// Puts answers together as the conventions say: an answer given twice is a repeat, a second one about the same tie is
/// merged, and where both ends were asked one that the other end, who answered, does not give is contradicted.
fn together(answers: &[Answer], undirected: &[&str], staff: &Staff, count: &mut Count) -> BTreeSet<String> {
    let is_undirected = |relation: &str| undirected.contains(&relation);
    let mut ends: BTreeMap<(&str, &str), BTreeSet<By>> = BTreeMap::new();
    for answer in answers {
        ends.entry((&answer.wave, &answer.relation)).or_default().insert(answer.by);
    }
    let mut given: BTreeMap<(&str, &str, &str, &str), Vec<&str>> = BTreeMap::new();
    for answer in answers {
        let reporter = if answer.by == By::From { &answer.from } else { &answer.to };
        let (mut a, mut b) = (answer.from.as_str(), answer.to.as_str());
        if is_undirected(&answer.relation) && b < a {
            (a, b) = (b, a);
        }
        given.entry((&answer.wave, &answer.relation, a, b)).or_default().push(reporter);
    }
    let mut tied = BTreeSet::new();
    for ((wave, relation, a, b), reporters) in given {
        let distinct: BTreeSet<&str> = reporters.iter().copied().collect();
        for _ in distinct.len()..reporters.len() {
            count.set_aside(Aside::Repeated);
        }
        let both_asked = !is_undirected(relation) && ends[&(wave, relation)].len() == 2;
        let other = |one: &str| if one == a { b } else { a };
        let denied = both_asked && distinct.len() == 1 && {
            let silent = other(reporters[0]);
            let keys = [wave.to_owned(), String::new()].map(|wave| (wave, silent.to_owned()));
            keys.iter().any(|key| staff.answered.contains(key))
        };
        if denied {
            count.set_aside(Aside::Contradicted);
        } else {
            count.kept += 1;
            count.merged += distinct.len() as u64 - 1;
            tied.extend([a.to_owned(), b.to_owned()]);
        }
    }
    tied
}

/// The people of a survey who stand in no tie that the program kept.
fn without_a_tie(survey: &Survey) -> BTreeSet<String> {
    use staffroom::survey::reconcile::Reading;
    let mut tied = BTreeSet::new();
    for tie in survey.ties.iter().filter(|t| t.state.is_tie(Reading::Default)) {
        tied.extend([tie.from, tie.to]);
    }
    let all = (0..survey.people.len() as u32).filter(|p| !tied.contains(p));
    all.map(|p| survey.people[p as usize].id.clone()).collect()
}

/// Rows of a long file as answers; what is no tie is counted at once.
fn long(path: &Path, separator: u8, staff: &Staff, assumed: &str, count: &mut Count) -> Vec<Answer> {
    let (head, rows) = rows(path, separator);
    let at = |name: &str| head.iter().position(|h| h == name);
    let (from, to) = (at("from").expect("from"), at("to").expect("to"));
    let strength = at("frequency").or(at("weight"));
    let mut answers = Vec::new();
    for row in rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())) {
        let cell = |column: Option<usize>| column.and_then(|c| row.get(c)).cloned().unwrap_or_default();
        count.answers += 1;
        let (a, b) = (staff.id(&row[from]), staff.id(&row[to]));
        let (wave, relation) = (cell(at("wave")), cell(at("relation")));
        let missing_wave = !wave.is_empty() && !staff.there.iter().any(|(w, _)| w.is_empty() || *w == wave);
        assert!(!missing_wave, "{}: a wave without people", path.display());
        let is_there = |id: &String| {
            [wave.clone(), String::new()].into_iter().any(|wave| staff.there.contains(&(wave, id.clone())))
        };
        match () {
            () if a.is_empty() || b.is_empty() => count.set_aside(Aside::Incomplete),
            () if strength.is_some() && cell(strength).parse() == Ok(0.0) => count.no += 1,
            () if !staff.is_known(&a) || !staff.is_known(&b) => count.set_aside(Aside::UnknownPerson),
            () if a == b => count.set_aside(Aside::SelfTie),
            () if !wave.is_empty() && (!is_there(&a) || !is_there(&b)) => count.set_aside(Aside::NotInWave),
            () => answers.push(Answer {
                relation: if relation.is_empty() { assumed.to_owned() } else { relation },
                by: if cell(at("reporter")) == "to" { By::To } else { By::From },
                wave,
                from: a,
                to: b,
            }),
        }
    }
    answers
}

fn read(folder: &Path) -> Survey {
    staffroom::survey::read(folder, &ReadSettings::default()).unwrap_or_else(|e| panic!("{}: {e}", folder.display())).1
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// Relations without direction, as the catalogue has them.
fn undirected_in(survey: &Survey) -> Vec<&str> {
    survey.relations.iter().filter(|r| !r.directed).map(|r| r.id.as_str()).collect()
}

#[test]
fn the_samples_of_plain_answers_add_up() {
    for sample in ["de-brug", "minimal"] {
        let folder = samples().join(sample);
        let (survey, staff) = (read(&folder), staff_list(&folder.join("teachers.csv"), b','));
        let mut count = Count::default();
        let answers = long(&folder.join("ties.csv"), b',', &staff, "teaching_talk", &mut count);
        let undirected = undirected_in(&survey);
        let tied = together(&answers, &undirected, &staff, &mut count);
        assert_eq!(count, Count::of(&survey.ledger.files[0]), "{sample}");
        assert_eq!(survey.ledger.files.len(), 1);
        let known: BTreeSet<String> = staff.there.iter().map(|(_, id)| id.clone()).collect();
        assert_eq!(without_a_tie(&survey), known.difference(&tied).cloned().collect(), "{sample}");
        for wave in &survey.waves {
            let silent: BTreeSet<&str> = wave
                .staff
                .iter()
                .filter(|s| s.response == Response::DidNotAnswer)
                .map(|s| survey.people[s.person as usize].id.as_str())
                .collect();
            let said = |(w, id): &(String, String)| (w.is_empty() || *w == wave.id).then(|| id.clone());
            let want: BTreeSet<String> = staff.there.difference(&staff.answered).filter_map(said).collect();
            assert_eq!(silent, want.iter().map(String::as_str).collect(), "{sample}, {}", wave.id);
        }
    }
}

#[test]
fn every_shared_file_of_ties_adds_up() {
    let Some(data) = common::real_networks() else { return };
    let data = data.canonicalize().expect("the folder");
    let mut files = 0;
    let mut sets: Vec<PathBuf> = std::fs::read_dir(&data).expect("sets").map(|e| e.expect("a set").path()).collect();
    sets.sort();
    for set in sets.iter().filter(|set| set.is_dir()) {
        let mut inside: Vec<PathBuf> =
            std::fs::read_dir(set).expect("files").map(|e| e.expect("a file").path()).collect();
        inside.sort();
        for ties in &inside {
            let name = ties.file_name().expect("a name").to_string_lossy().into_owned();
            if !name.starts_with("ties_") {
                continue;
            }
            let nodes = match name.strip_suffix(".csv").and_then(|n| n.rsplit_once("_sem")) {
                Some((_, semester)) => set.join(format!("nodes_sem{semester}.csv")),
                None => set.join("nodes.csv"),
            };
            let folder = tempfile::tempdir().expect("a folder");
            let toml = format!(
                "[teachers]\nfile = '{}'\n[[ties]]\nfile = '{}'\nrelation = \"advice\"\n",
                nodes.display(),
                ties.display()
            );
            std::fs::write(folder.path().join("study.toml"), toml).expect("written");
            let (survey, staff) = (read(folder.path()), staff_list(&nodes, b','));
            let mut count = Count::default();
            let answers = long(ties, b',', &staff, "advice", &mut count);
            let tied = together(&answers, &[], &staff, &mut count);
            assert_eq!(count, Count::of(&survey.ledger.files[0]), "{}", ties.display());
            let known: BTreeSet<String> = staff.there.iter().map(|(_, id)| id.clone()).collect();
            assert_eq!(without_a_tie(&survey), known.difference(&tied).cloned().collect(), "{}", ties.display());
            let silent = survey.waves[0].staff.iter().filter(|s| s.response == Response::DidNotAnswer).count();
            assert_eq!(silent, staff.there.len() - staff.answered.len(), "{}", ties.display());
            println!("{}: {count:?}, {} without a tie, {silent} silent", ties.display(), known.len() - tied.len());
            files += 1;
        }
    }
    assert!(files >= 70, "{files} files of ties");
}

/// A survey tool's export, as this test reads it.
struct Export {
    tool: &'static str,
    separator: u8,
    /// Lines of headings before the answers.
    headings: usize,
    /// The column of the one who filled it in.
    by: usize,
    /// From this column, up to and including that one: the relation, which end was asked, and what is in a cell.
    questions: &'static [(usize, usize, &'static str, By, Cell)],
    /// The column, and what stands there in a form that does not count.
    trial: Option<(usize, &'static str)>,
}

/// What stands in a cell.
#[derive(Clone, Copy)]
enum Cell {
    /// Names, parted by this.
    Names(&'static str),
    /// How often; the colleague stands in the heading, between brackets or alone.
    Grid,
}

const MICROSOFT: &[(usize, usize, &str, By, Cell)] = &[
    (6, 6, "teaching_talk", By::From, Cell::Names(";")),
    (7, 7, "joint_planning", By::From, Cell::Names(";")),
    (8, 8, "shown", By::From, Cell::Names(";")),
    (9, 9, "class_visit", By::From, Cell::Names(";")),
    (10, 10, "class_visit", By::To, Cell::Names(";")),
    (11, 11, "wish", By::From, Cell::Names(";")),
    (12, 12, "teaching_talk", By::From, Cell::Names(";")),
    (13, 13, "joint_planning", By::From, Cell::Names(";")),
    (14, 14, "shown", By::From, Cell::Names(";")),
    (15, 15, "class_visit", By::From, Cell::Names(";")),
    (16, 16, "class_visit", By::To, Cell::Names(";")),
    (17, 17, "wish", By::From, Cell::Names(";")),
    (18, 18, "teaching_talk", By::From, Cell::Names(";")),
    (19, 19, "joint_planning", By::From, Cell::Names(";")),
    (20, 20, "shown", By::From, Cell::Names(";")),
    (21, 21, "class_visit", By::From, Cell::Names(";")),
    (22, 22, "class_visit", By::To, Cell::Names(";")),
    (23, 23, "wish", By::From, Cell::Names(";")),
];

const EXPORTS: [Export; 5] = [
    Export { tool: "microsoft-forms", separator: b';', headings: 1, by: 3, questions: MICROSOFT, trial: None },
    Export {
        tool: "google-forms",
        separator: b',',
        headings: 1,
        by: 1,
        questions: &[(2, 2, "advice", By::From, Cell::Names(", ")), (3, 8, "class_visit", By::From, Cell::Grid)],
        trial: None,
    },
    Export {
        tool: "qualtrics",
        separator: b',',
        headings: 3,
        by: 10,
        questions: &[
            (11, 13, "class_visit", By::From, Cell::Names(";")),
            (14, 16, "advice", By::From, Cell::Names(";")),
        ],
        trial: Some((2, "Survey Preview")),
    },
    Export {
        tool: "limesurvey",
        separator: b';',
        headings: 1,
        by: 7,
        questions: &[
            (8, 14, "teaching_talk", By::From, Cell::Grid),
            (15, 16, "class_visit", By::From, Cell::Names(";")),
        ],
        trial: None,
    },
    Export {
        tool: "surveymonkey",
        separator: b',',
        headings: 2,
        by: 9,
        questions: &[(10, 15, "class_visit", By::To, Cell::Grid), (16, 18, "advice", By::From, Cell::Names(";"))],
        trial: None,
    },
];

/// Words for how often, in the samples.
const OFTEN: [&str; 8] =
    ["wekelijks", "maandelijks", "2-3 keer", "één keer", "dagelijks", "jaarlijks", "eén keer", "vaker"];

#[test]
fn the_exports_of_survey_tools_add_up() {
    for export in &EXPORTS {
        let folder = samples().join("exports").join(export.tool);
        let is_export = |p: &PathBuf| {
            let name = p.file_name().expect("a name").to_string_lossy();
            name.ends_with(".csv") && !name.starts_with("teachers") && !name.starts_with("aliases")
        };
        let file = std::fs::read_dir(&folder).expect("files").map(|e| e.expect("a file").path()).find(is_export);
        let file = file.expect("an export");
        let roster_separator = if export.tool == "microsoft-forms" { b';' } else { b',' };
        let staff = staff_list(&folder.join("teachers.csv"), roster_separator);
        let (head, mut rows) = rows(&file, export.separator);
        let names_in_heading = if export.tool == "surveymonkey" { rows[0].clone() } else { head };
        rows.drain(..export.headings - 1);
        let mut count = Count::default();
        let mut answers = Vec::new();
        let mut silent: BTreeSet<String> = staff.there.iter().map(|(_, id)| id.clone()).collect();
        for (at, row) in rows.iter().enumerate() {
            let by = staff.id(&row[export.by]);
            let later = rows[at + 1..].iter().any(|other| other[export.by] == row[export.by]);
            let trial = export.trial.is_some_and(|(column, word)| row[column] == word);
            for &(first, last, relation, end, cell) in export.questions {
                for column in first..=last {
                    let cells: Vec<&str> = match cell {
                        Cell::Names(parted) => row[column].split(parted).map(str::trim).collect(),
                        Cell::Grid => vec![&row[column]],
                    };
                    for text in cells.into_iter().filter(|text| !text.is_empty()) {
                        count.answers += 1;
                        let heading = &names_in_heading[column];
                        let heading =
                            heading.rsplit_once('[').map_or(heading.as_str(), |(_, n)| n.trim_end_matches(']'));
                        let named = staff.id(if matches!(cell, Cell::Grid) { heading } else { text });
                        let often = text.to_lowercase();
                        let (from, to) = if end == By::From { (&by, &named) } else { (&named, &by) };
                        match () {
                            () if trial => count.set_aside(Aside::Preview),
                            () if later => count.set_aside(Aside::EarlierForm),
                            () if ["niemand", "nobody", "niet"].contains(&often.as_str()) => count.no += 1,
                            () if !staff.is_known(&named) => count.set_aside(Aside::UnknownPerson),
                            () if matches!(cell, Cell::Grid) && text != heading && !OFTEN.contains(&often.as_str()) => {
                                count.set_aside(Aside::UnknownFrequency);
                            }
                            () if from == to => count.set_aside(Aside::SelfTie),
                            () => answers.push(Answer {
                                wave: String::new(),
                                relation: relation.into(),
                                from: from.clone(),
                                to: to.clone(),
                                by: end,
                            }),
                        }
                        if !trial {
                            silent.remove(&by);
                        }
                    }
                }
            }
        }
        let survey = read(&folder);
        let undirected = undirected_in(&survey);
        // Who reports nothing did not answer, and cannot deny what somebody else says.
        let answered = staff.there.iter().filter(|(_, id)| !silent.contains(id)).cloned().collect();
        let tied = together(&answers, &undirected, &Staff { answered, ..Staff::default() }, &mut count);
        assert_eq!(count, Count::of(&survey.ledger.files[0]), "{}", export.tool);
        let known: BTreeSet<String> = staff.there.iter().map(|(_, id)| id.clone()).collect();
        assert_eq!(without_a_tie(&survey), known.difference(&tied).cloned().collect(), "{}", export.tool);
    }
}

/// The folders of `samples/broken` of which the ties are a plain list, and what becomes of their rows, counted by eye.
#[test]
fn what_is_read_of_a_broken_study_adds_up() {
    let mut plain = 0;
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(samples().join("broken")).expect("folders").map(|e| e.expect("a folder").path()).collect();
    folders.sort();
    for folder in folders {
        let Ok((_, survey)) = staffroom::survey::read(&folder, &ReadSettings::default()) else { continue };
        assert!(survey.ledger.files.iter().all(LedgerFile::adds_up), "{}", folder.display());
        let ties = folder.join("ties.csv");
        let Ok(text) = std::fs::read_to_string(&ties) else { continue };
        let heading = text.lines().next().expect("a heading");
        if !heading.starts_with("from,to") || folder.join("study.toml").exists() {
            continue;
        }
        let staff = match folder.join("teachers.csv") {
            path if path.is_file() => {
                let semicolon = std::fs::read_to_string(&path).unwrap_or_default().starts_with("id;");
                staff_list(&path, if semicolon { b';' } else { b',' })
            }
            // Without a list everybody who is named is on it.
            _ => {
                let (_, rows) = rows(&ties, b',');
                let named = rows.iter().flat_map(|row| row[..2].to_vec()).map(|id| (String::new(), id));
                Staff { there: named.collect(), ..Staff::default() }
            }
        };
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        // People on the roster under a name or an address, and words for how often, are no matter of counting rows.
        if ["ids_made", "shared_name", "unknown_frequency", "wave_without_roster"].contains(&name.as_str()) {
            continue;
        }
        let mut count = Count::default();
        let answers = long(&ties, b',', &staff, "teaching_talk", &mut count);
        together(&answers, &undirected_in(&survey), &staff, &mut count);
        assert_eq!(count, Count::of(&survey.ledger.files[0]), "{name}");
        plain += 1;
    }
    assert!(plain >= 15, "{plain} folders counted");
}
