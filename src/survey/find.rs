//! Which files make up a study: a folder, the `study.toml` in it, or one single file of ties.

use super::check::Seen;
use super::formats::{Limits, ReadOptions, headings_of, read_table, study_text};
use super::headings::{TableKind, fields_of};
use super::look::look;
use super::study::Study;
use super::study_file;
use crate::error::{Error, Field, Notice, Place, Result};
use std::path::{Path, PathBuf};

/// Endings of tables, the first that is present wins.
const ENDINGS: [&str; 5] = ["csv", "tsv", "txt", "xlsx", "ods"];

/// Endings of files that are not read, and that hold a table or may hold one: of spreadsheets, of statistics, of databases,
/// and of texts.
const NOT_READ: [&str; 23] = [
    "xls", "xlsm", "xlsb", "xltx", "fods", "numbers", "sav", "zsav", "por", "dta", "sas7bdat", "rds", "rda", "rdata",
    "parquet", "mdb", "accdb", "pdf", "doc", "docx", "odt", "rtf", "pages",
];

/// In a folder of more files nobody is guessed at.
pub(super) const MOST_FILES: usize = 40;

/// Endings of network files, which may hold ties and nothing else.
const NETWORK_ENDINGS: [&str; 8] = ["graphml", "gexf", "net", "paj", "dl", "dat", "json", "xml"];

/// Conventional names, the first that is present wins.
pub(crate) const TEACHERS: &[&str] = &["teachers", "nodes", "staff", "leraren", "personeel"];
pub(crate) const TIES: &[&str] = &["ties", "edges", "relaties"];
pub(crate) const SCHOOLS: &[&str] = &["schools", "scholen"];
pub(crate) const GROUPS: &[&str] = &["groups", "groepen"];
pub(crate) const MEMBERS: &[&str] = &["members", "leden", "attendance", "aanwezigheid", "presentie"];
pub(crate) const BENCHMARKS: &[&str] = &["benchmarks"];
pub(crate) const NEVER: &[&str] = &["never", "nooit"];
pub(crate) const ALIASES: &[&str] = &["aliases", "aliassen"];

/// Names that are not on the staff list, as `check` writes them down for somebody to fill in who is meant.
pub(crate) const TO_REVIEW: &str = "aliases-to-review.csv";

/// Whether somebody has filled in an id there.
pub(crate) fn is_filled_in(study: &Study, file: &str, limits: &Limits) -> bool {
    let options = ReadOptions { limits: limits.clone(), ..ReadOptions::default() };
    let Ok(table) = read_table(&study.path_of(file), file, &options) else { return false };
    let Some(id) = table.headings.iter().position(|heading| heading == "id") else { return false };
    let mut filled = false;
    let _ = table.for_each(|row| {
        filled |= !row.cell(id).is_empty();
        Ok(())
    });
    filled
}

/// The study at a path, before any of its tables is opened.
pub(crate) fn study_at(path: &Path, limits: &Limits, problems: &mut Vec<Error>) -> Result<Study> {
    let shown = path.display().to_string();
    let kind = std::fs::metadata(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => Error::NotFound { path: shown.clone() },
        _ => Error::CannotRead { path: shown.clone(), source },
    })?;
    if kind.is_dir() {
        let file = path.join("study.toml");
        let mut study =
            if file.is_file() { from_file(&file, path, limits, problems)? } else { looked_at(path, limits) };
        title_from(&mut study, path);
        return Ok(study);
    }
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    if ending(path) == "toml" {
        let mut study = from_file(path, &folder, limits, problems)?;
        let named = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        title_from(&mut study, named);
        return Ok(study);
    }
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let title = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Study { folder, title, single: Some(name), ..Study::default() })
}

/// A folder without a study file: by conventional names, else by what its files hold.
fn looked_at(path: &Path, limits: &Limits) -> Study {
    let plain = Study { folder: path.into(), ..Study::default() };
    let mut seen = Seen::new(limits.clone());
    let folder = Folder::of(&plain, &mut seen);
    if folder.taken(&plain, &[], TIES, TableKind::Ties, &mut seen).is_some() {
        return plain;
    }
    let other = [SCHOOLS, GROUPS, MEMBERS, BENCHMARKS, ALIASES, &["never", "plan", "aliases-to-review", "calendar"]];
    let is_other = |name: &str| other.iter().any(|names| names.contains(&stem(name).as_str()));
    let endings = ENDINGS.iter().chain(&NETWORK_ENDINGS);
    let readable = |name: &&String| endings.clone().any(|&e| ending(Path::new(name)) == e) && !is_other(name);
    let files: Vec<String> = folder.names.iter().filter(readable).cloned().collect();
    // Many files are somebody's archive and no study.
    if files.is_empty() || files.len() > MOST_FILES {
        return plain;
    }
    let mut found = look(path, &files, limits);
    // A staff list with a conventional name is the staff list.
    let by_name = folder.taken(&plain, &[], TEACHERS, TableKind::Roster, &mut seen);
    if let Some(staff) = by_name.filter(|staff| found.staff.contains(staff)) {
        found.staff = vec![staff.clone()];
        found.study.teachers.file = Some(staff);
    }
    if found.is_clear() { Study { found: true, ..found.study } } else { plain }
}

fn stem(name: &str) -> String {
    Path::new(name).file_stem().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn from_file(file: &Path, folder: &Path, limits: &Limits, problems: &mut Vec<Error>) -> Result<Study> {
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = study_text(file, &name, limits)?;
    let text = String::from_utf8(bytes).map_err(|e| {
        let good = String::from_utf8_lossy(&e.as_bytes()[..e.utf8_error().valid_up_to()]);
        let line = good.matches('\n').count() as u64 + 1;
        Error::Study { place: Place::line(&name, line), message: "a study file is text in UTF-8".into(), nearest: None }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(study_file::study(text, folder, &name, limits, problems))
}

/// A study without a title is called after its folder.
fn title_from(study: &mut Study, folder: &Path) {
    if study.title.is_empty() {
        let named = folder.file_name().map(|n| n.to_string_lossy().into_owned());
        // `.` and `..` have no name of their own.
        let named = named.or_else(|| {
            let whole = folder.canonicalize().ok()?;
            Some(whole.file_name()?.to_string_lossy().into_owned())
        });
        study.title = named.unwrap_or_default();
    }
}

fn ending(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Whether two names that a study may use are of one file.
pub(crate) fn is_same(study: &Study, one: &str, other: &str) -> bool {
    let path = |name: &str| study.path_of(name).canonicalize().ok();
    one == other || path(one).is_some_and(|path_of_one| path(other) == Some(path_of_one))
}

/// Whether the study file names a file, whatever for.
pub(crate) fn is_named(study: &Study, file: &str) -> bool {
    let ties = study.ties.iter().filter_map(|entry| entry.file.as_deref());
    let members = study.members.iter().filter_map(|entry| entry.file.as_deref());
    let waves = study.waves.iter().filter_map(|wave| wave.findings.as_deref());
    let mut named = study.teachers.file.as_deref().into_iter().chain(ties).chain(members).chain(waves);
    named.any(|named| is_same(study, named, file))
}

/// The names in a study's folder, sorted.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    names: Vec<String>,
}

impl Folder {
    /// The names in a study's folder; none when the study is one single file.
    pub(crate) fn of(study: &Study, seen: &mut Seen) -> Folder {
        if study.single.is_some() {
            return Folder::default();
        }
        let path = if study.folder.as_os_str().is_empty() { Path::new(".") } else { &study.folder };
        let mut names = Vec::new();
        match std::fs::read_dir(path) {
            Ok(entries) => {
                let files = entries.flatten().filter(|e| e.path().is_file());
                names.extend(files.map(|e| e.file_name().to_string_lossy().into_owned()));
            }
            Err(source) => seen.error(Error::CannotRead { path: path.display().to_string(), source }),
        }
        names.sort();
        Folder { names }
    }

    /// What is there, for a message.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// Tells of files of a conventional name that are not read, where no other takes their place.
    fn tell_not_read(&self, conventional: &[&str], seen: &mut Seen) {
        for name in &self.names {
            let is_table = NOT_READ.contains(&ending(Path::new(name)).as_str());
            let notice = Notice::KindNotRead { place: Place::file(name) };
            if is_table && conventional.contains(&stem(name).as_str()) && !seen.notices.contains(&notice) {
                seen.notice(notice);
            }
        }
    }

    /// Tables whose names begin with a conventional one and go on, such as `ties_2024.csv`.
    pub(crate) fn called_alike<'a>(&'a self, conventional: &'a [&str]) -> impl Iterator<Item = &'a String> {
        self.names.iter().filter(|name| {
            let (stem, ending) = (stem(name), ending(Path::new(name)));
            let goes_on = |rest: &str| rest.starts_with(|c: char| !c.is_alphabetic());
            ENDINGS.contains(&ending.as_str())
                && conventional.iter().any(|begin| stem.strip_prefix(begin).is_some_and(goes_on))
        })
    }

    /// The file that is taken: the first that the study names, else the first conventional one. Other files of a
    /// conventional name are told of, for somebody may think that they are read.
    pub(crate) fn taken(
        &self,
        study: &Study,
        named: &[&str],
        conventional: &[&str],
        kind: TableKind,
        seen: &mut Seen,
    ) -> Option<String> {
        let mut found: Vec<&String> = Vec::new();
        for name in conventional {
            let network = NETWORK_ENDINGS.iter().filter(|_| kind == TableKind::Ties);
            for &ending in ENDINGS.iter().chain(network) {
                let wanted = format!("{name}.{ending}");
                found.extend(
                    self.names.iter().filter(|n| {
                        n.to_lowercase() == wanted && (ending != "txt" || has_header(study, n, kind, seen))
                    }),
                );
            }
        }
        // What else may be called so, such as `leden.xls`, may be about anything.
        if named.is_empty() && found.is_empty() && matches!(kind, TableKind::Roster | TableKind::Ties) {
            self.tell_not_read(conventional, seen);
        }
        let taken = named.first().map(|n| (*n).to_owned()).or_else(|| found.first().map(|f| (*f).clone()))?;
        for other in found {
            if !is_same(study, &taken, other) && !is_named(study, other) {
                seen.notice(Notice::FileNotRead { place: Place::file(other), used: taken.clone() });
            }
        }
        Some(taken)
    }
}

/// Whether the first row of a file is a header of this kind of table: a `.txt` file may be anything.
fn has_header(study: &Study, name: &str, kind: TableKind, seen: &Seen) -> bool {
    let options = ReadOptions { limits: seen.limits().clone(), ..ReadOptions::default() };
    let Some(headings) = headings_of(&study.path_of(name), name, &options) else { return false };
    let fields = fields_of(kind, &headings);
    let has = |field: Field| fields.contains(&Some(field));
    match kind {
        TableKind::Ties => has(Field::From) && has(Field::To),
        TableKind::Members => has(Field::Group) && has(Field::Person),
        TableKind::Aliases => has(Field::Written) && has(Field::Id),
        TableKind::Benchmarks => has(Field::Measure) && has(Field::Value),
        _ => has(Field::Id) || has(Field::Name),
    }
}

#[cfg(test)]
mod tests {
    use crate::error::{Error, Notice};
    use crate::survey::ReadSettings;
    use crate::survey::sample::{errors, survey};

    #[test]
    fn the_first_conventional_name_wins_and_the_other_is_told() {
        let survey =
            survey(&[("Leraren.csv", "id\nb\n"), ("teachers.csv", "id\na\nb\n"), ("ties.csv", "from,to\na,b\n")]);
        assert_eq!(survey.people.len(), 2);
        assert!(survey.notices.iter().any(|n| matches!(n, Notice::FileNotRead { place, used }
            if place.file == "Leraren.csv" && used == "teachers.csv")));
    }

    #[test]
    fn a_conventional_file_that_the_study_does_not_name_is_told_and_one_it_names_is_not() {
        let read = |toml: &'static str| {
            let survey = survey(&[
                ("teachers.csv", "id\na\nb\n"),
                ("ties.csv", "from,to\na,b\n"),
                ("ties_advice.csv", "from,to\na,b\n"),
                ("study.toml", toml),
            ]);
            survey.notices.iter().any(|n| matches!(n, Notice::FileNotRead { .. }))
        };
        assert!(read("[[ties]]\nfile = \"ties_advice.csv\"\n"));
        assert!(!read("[[ties]]\nfile = \"ties_advice.csv\"\n[[ties]]\nfile = \"./ties.csv\"\n"));
    }

    #[test]
    fn a_staff_list_of_a_kind_that_is_not_read_is_told_unless_it_was_saved_anew_beside_it() {
        let ties = ("ties.csv", "from,to\na,b\n");
        let named = ("study.toml", "[[ties]]\nfile = \"ties.csv\"\n");
        for name in [
            "Personeel.xls",
            "staff.xlsb",
            "leraren.numbers",
            "staff.sav",
            "teachers.RDS",
            "personeel.pdf",
            "staff.docx",
        ] {
            let told = |files: &[(&str, &str)]| {
                survey(files).notices.contains(&Notice::KindNotRead { place: crate::error::Place::file(name) })
            };
            let old = (name, "x");
            assert!(told(&[old, ties]) && told(&[old, ties, named]), "{name}");
            assert!(!told(&[old, ("personeel.csv", "id\na\nb\n"), ties]), "{name}");
        }
    }

    #[test]
    fn a_file_that_a_study_can_do_without_or_that_is_called_otherwise_is_not_told() {
        let told = |name: &str| {
            let files = [(name, "x"), ("ties.csv", "from,to\na,b\n")];
            survey(&files).notices.iter().any(|n| matches!(n, Notice::KindNotRead { .. }))
        };
        for name in ["scholen.pdf", "leden.docx", "groepen.doc", "scholen.xls", "benchmarks.numbers", "verslag.sav"] {
            assert!(!told(name), "{name}");
        }
    }

    #[test]
    fn in_a_folder_that_was_looked_at_the_relation_after_a_file_s_name_and_the_staff_list_by_name_are_told() {
        let staff = ("nodes.csv", "id,label\na,An\nb,Bo\nc,Cas\n");
        let told = |file: &'static str| {
            let notices = survey(&[staff, (file, "from,to\na,b\nb,c\n")]).notices;
            let found = |n: &Notice| matches!(n, Notice::FilesFound { staff: Some(staff), .. } if staff == "nodes.csv");
            assert!(notices.iter().any(found), "{notices:?}");
            notices.into_iter().find_map(|n| match n {
                Notice::RelationAssumed { place, relation, by_name } => Some((place.file, relation, by_name)),
                _ => None,
            })
        };
        assert_eq!(told("advies.csv"), Some(("advies.csv".to_owned(), "advice".to_owned(), true)));
        assert_eq!(told("koffie.csv"), Some(("koffie.csv".to_owned(), "teaching_talk".to_owned(), false)));
    }

    #[test]
    fn a_file_that_is_called_as_a_further_list_of_ties_is_told_as_not_read() {
        let files =
            [("teachers.csv", "id\na\nb\n"), ("ties.csv", "from,to\na,b\n"), ("ties_2024.csv", "from,to\nb,a\n")];
        let told = |n: &Notice| matches!(n, Notice::FileNotRead { place, used } if place.file == "ties_2024.csv" && used == "ties.csv");
        assert!(survey(&files).notices.iter().any(told));
    }

    #[test]
    fn a_file_that_the_study_names_for_something_else_is_read_and_not_told_as_left_alone() {
        let told = |files: &[(&str, &str)]| -> Vec<Notice> {
            let notices = survey(files).notices.into_iter();
            notices.filter(|n| matches!(n, Notice::FileNotRead { .. })).collect()
        };
        let (staff, ties) = (("teachers.csv", "id\na\nb\n"), ("relaties.csv", "from,to\na,b\n"));
        let groups = ("relaties-groepen.csv", "group,person\ng,a\ng,b\n");
        let named = ("study.toml", "[[members]]\nfile = \"./relaties-groepen.csv\"\n");
        assert_eq!(told(&[staff, ties, groups, named]), []);
        let place = crate::error::Place::file(groups.0);
        assert_eq!(told(&[staff, ties, groups]), [Notice::FileNotRead { place, used: ties.0.into() }]);
        let list = ("edges.csv", "group,person\ng,a\ng,b\n");
        let named = ("study.toml", "[[members]]\nfile = \"edges.csv\"\n[[ties]]\nfile = \"relaties.csv\"\n");
        assert_eq!(told(&[staff, ties, list, named]), []);
    }

    #[test]
    fn a_text_file_without_a_header_is_never_taken_by_convention() {
        let survey = survey(&[("teachers.txt", "a\nb\n"), ("nodes.csv", "id\na\nb\n"), ("ties.csv", "from,to\na,b\n")]);
        assert_eq!(survey.inputs[0].file, "nodes.csv");
        let seen = errors(&[("teachers.csv", "id\na\n"), ("ties.txt", "a b\nb a\n")]);
        assert!(matches!(&seen[..], [Error::NoTies { seen, .. }] if seen.len() == 2), "{seen:?}");
    }

    #[test]
    fn one_file_of_ties_is_a_study() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("export.csv");
        std::fs::write(&file, "from,to,relation\na,b,advice\nc,a,advice\n").expect("written");
        std::fs::write(folder.path().join("teachers.csv"), "id\nz\n").expect("written");
        let (study, survey) = crate::survey::read(&file, &ReadSettings::default()).expect("a survey");
        assert_eq!((study.title.as_str(), survey.people.len(), survey.ties.len()), ("export", 3, 2));
        assert!(survey.notices.contains(&Notice::NoRoster { people: 3 }));
        let missing = crate::survey::read(&folder.path().join("gone.csv"), &ReadSettings::default());
        assert!(matches!(missing, Err(Error::NotFound { .. })));
    }

    #[test]
    fn the_study_file_may_be_named_itself_and_files_may_lie_outside_its_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("study");
        std::fs::create_dir(&inner).expect("made");
        std::fs::write(folder.path().join("staff.csv"), "id\na\nb\n").expect("written");
        std::fs::write(inner.join("ties.csv"), "from,to\na,b\n").expect("written");
        std::fs::write(inner.join("small.toml"), "[teachers]\nfile = \"../staff.csv\"\n").expect("written");
        let (study, survey) =
            crate::survey::read(&inner.join("small.toml"), &ReadSettings::default()).expect("a survey");
        assert_eq!((study.title.as_str(), study.file.as_deref()), ("study", Some("small.toml")));
        assert_eq!((survey.people.len(), survey.inputs[0].file.as_str()), (2, "../staff.csv"));
    }
}
