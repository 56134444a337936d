//! Files of ties: which are read, in which shape and under which settings.
//!
//! One file may serve several entries of the study file. Where entries read the same columns and a column of the file
//! tells their relations (or waves) apart, the file is walked over once and each row belongs to one entry; else each
//! entry walks over the file by itself.

use super::check::Seen;
use super::columns::{Columns, no_column};
use super::desk::{Desk, Setting};
use super::find::{self, Folder};
use super::formats::{self, Opened, Table};
use super::headings::{TableKind, field_of, fields_of};
use super::other_shapes::{self, Given};
use super::reports::Source;
use super::study::{AskedWithin, Shape, Study, TiesEntry};
use super::{likely_waves, long, look, recognise, sheets};
use crate::error::{Error, Field, Notice, Place, Result};
use std::collections::BTreeMap;

/// One walk over a file.
pub(crate) struct Pass {
    pub(crate) table: usize,
    pub(crate) columns: Columns,
    pub(crate) settings: Vec<Setting>,
    /// The relation of rows that nothing is said of.
    pub(crate) assumed: Option<u32>,
    /// The wave of rows that nothing is said of.
    pub(crate) default_wave: Option<u32>,
}

impl Pass {
    fn needs_a_wave(&self) -> bool {
        self.columns.get(Field::Wave).is_none() && self.settings.iter().any(|s| s.wave.is_none())
    }
}

/// A file of ties, opened, with the entries that it serves.
pub(crate) struct TieFile<'a> {
    /// As the study names it.
    pub(super) file: String,
    /// The name under which places speak of it.
    pub(crate) shown: String,
    pub(crate) opened: Opened,
    entries: Vec<&'a TiesEntry>,
}

/// One reading of a file.
pub(super) enum Walk {
    /// Row by row.
    Long(Pass),
    /// As a whole; with the number of the file.
    Whole(usize, Box<Given>),
}

impl Walk {
    /// Whether something in it belongs to a wave that the study does not say.
    pub(super) fn needs_a_wave(&self) -> bool {
        match self {
            Walk::Long(pass) => pass.needs_a_wave(),
            Walk::Whole(_, given) => given.needs_a_wave(),
        }
    }
}

/// Begins to open the first file of ties, mostly the largest file of a study, while others are read.
pub(crate) fn begin(study: &Study, folder: &Folder, seen: &mut Seen) {
    // A large file is opened by the pool of threads: none of these may wait for it.
    if rayon::current_thread_index().is_some() || rayon::current_num_threads() == 1 {
        return;
    }
    // What there is to say of the choice of files is said when they are opened.
    let (plain, mut unsaid) = (TiesEntry::default(), Seen::new(seen.limits().clone()));
    if let Some((file, entries)) = files(study, folder, &plain, &mut unsaid).first() {
        seen.begin(study, file, entries[0].sheet.as_deref());
    }
}

/// Opens every file of ties.
pub(crate) fn open<'a>(study: &'a Study, folder: &Folder, plain: &'a TiesEntry, seen: &mut Seen) -> Vec<TieFile<'a>> {
    let mut opened = Vec::new();
    for (file, entries) in files(study, folder, plain, seen) {
        let sheet = entries[0].sheet.as_deref();
        if let Some((shown, of)) = seen.open(study, &file, sheet) {
            opened.push(TieFile { file, shown, opened: of, entries });
        }
    }
    sheets::leave_to_others(study, &mut opened);
    opened
}

/// Reads every file of ties.
pub(crate) fn read(study: &Study, files: &[TieFile<'_>], desk: &mut Desk<'_>) -> Result<()> {
    let mut walks = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let (long, whole): (Vec<&TiesEntry>, Vec<_>) = file.entries.iter().partition(|entry| is_long(file, entry));
        if let (Opened::Sheets(sheets), false) = (&file.opened, long.is_empty()) {
            let table = &sheets[0].1;
            desk.seen.notices.extend(table.notices.iter().cloned());
            let sheets_there = if whole.is_empty() { sheets::not_read(file, desk) } else { Vec::new() };
            let mut passes = Vec::new();
            plan(study, number, table, &long, desk, &mut passes);
            if passes.iter().any(Pass::needs_a_wave) && !desk.waves.is_listed() {
                desk.seen.notices.extend(likely_waves::of_sheets(&file.shown, &sheets_there, true));
            }
            walks.extend(passes.into_iter().map(Walk::Long));
        }
        if !whole.is_empty() {
            let given = recognise::given(study, file, &whole, desk);
            walks.extend(given.into_iter().map(|given| Walk::Whole(number, Box::new(given))));
        }
    }
    settle_waves(files, &mut walks, desk)?;
    // What is wrong with a heading is wrong with every row: no use in going on.
    if !desk.seen.errors.is_empty() {
        return Ok(());
    }
    let given: Vec<&Given> =
        walks.iter().filter_map(|w| if let Walk::Whole(_, g) = w { Some(&**g) } else { None }).collect();
    let has_lists = given.len() < walks.len();
    recognise::settle_directions(study, &given, has_lists, desk);
    for walk in walks {
        match walk {
            Walk::Whole(_, given) => other_shapes::read(&given, desk)?,
            Walk::Long(pass) => {
                if let Opened::Sheets(sheets) = &files[pass.table].opened {
                    long::read(&sheets[0].1, pass, desk)?;
                }
            }
        }
    }
    Ok(())
}

/// Whether a file is read row by row: its headings name both ends of a tie, or the study says which columns they are.
fn is_long(file: &TieFile<'_>, entry: &TiesEntry) -> bool {
    let Opened::Sheets(sheets) = &file.opened else { return false };
    let table = &sheets[0].1;
    let told = |field: Field| entry.columns.keys().any(|name| field_of(TableKind::Ties, name) == Some(field));
    let has = |field: Field| fields_of(TableKind::Ties, &table.headings).contains(&Some(field));
    let ends = (told(Field::From) || has(Field::From)) && (told(Field::To) || has(Field::To));
    match entry.shape {
        Some(shape) => shape == Shape::Long && ends,
        None => told(Field::To) || (ends && formats::is_plain_long(table).unwrap_or(true)),
    }
}

/// Each file of ties once (each sheet of a workbook for itself), with the entries that it serves.
fn files<'a>(
    study: &'a Study,
    folder: &Folder,
    plain: &'a TiesEntry,
    seen: &mut Seen,
) -> Vec<(String, Vec<&'a TiesEntry>)> {
    if let Some(single) = &study.single {
        return vec![(single.clone(), vec![plain])];
    }
    let named: Vec<&str> = study.ties.iter().filter_map(|e| e.file.as_deref()).collect();
    let by_convention = folder.taken(study, &named, find::TIES, TableKind::Ties, seen);
    if study.ties.is_empty() {
        if let Some(taken) = &by_convention {
            for other in folder.called_alike(find::TIES).filter(|other| !find::is_named(study, other)) {
                seen.notice(Notice::FileNotRead { place: Place::file(other), used: taken.clone() });
            }
        }
        return by_convention.into_iter().map(|file| (file, vec![plain])).collect();
    }
    let mut files: Vec<(String, Vec<&TiesEntry>)> = Vec::new();
    for entry in &study.ties {
        let Some(file) = entry.file.clone().or_else(|| by_convention.clone()) else {
            let error = look::no_ties(study, study.teachers.file.as_deref(), folder.names(), seen.limits());
            seen.error(error);
            continue;
        };
        match files.iter_mut().find(|(f, entries)| *f == file && entries[0].sheet == entry.sheet) {
            Some((_, entries)) => entries.push(entry),
            None => files.push((file, vec![entry])),
        }
    }
    files
}

/// How one file is walked over.
fn plan(
    study: &Study,
    number: usize,
    table: &Table,
    entries: &[&TiesEntry],
    desk: &mut Desk<'_>,
    passes: &mut Vec<Pass>,
) {
    let book = desk.reports.book_of(&table.file);
    let mut unread: Option<Vec<usize>> = None;
    let mut groups: Vec<(&BTreeMap<String, String>, Vec<&TiesEntry>)> = Vec::new();
    for entry in entries {
        match groups.iter_mut().find(|(columns, _)| **columns == entry.columns) {
            Some((_, group)) => group.push(entry),
            None => groups.push((&entry.columns, vec![entry])),
        }
    }
    for (own, group) in groups {
        let walk = |seen: &mut Seen| Columns::of(table, TableKind::Ties, own, study.file_name(), seen);
        let columns = walk(&mut desk.seen);
        let from = columns.need(Field::From, table, &mut desk.seen);
        let to = columns.need(Field::To, table, &mut desk.seen);
        if from.is_none() || to.is_none() {
            continue;
        }
        unread = Some(match unread {
            None => columns.unread().to_vec(),
            Some(before) => before.into_iter().filter(|c| columns.unread().contains(c)).collect(),
        });
        let settings: Vec<Setting> = group.iter().map(|entry| setting(entry, book, desk)).collect();
        let told_apart = columns.get(Field::Relation).is_some() && settings.iter().any(|s| s.relation.is_some())
            || columns.get(Field::Wave).is_some() && settings.iter().any(|s| s.wave.is_some());
        if settings.len() == 1 || told_apart {
            passes.push(pass(number, table, columns, settings, desk));
        } else {
            for setting in settings {
                // The same columns again: no error of theirs is new.
                let columns = walk(&mut Seen::default());
                passes.push(pass(number, table, columns, vec![setting], desk));
            }
        }
    }
    desk.seen.columns_not_read(table, &unread.unwrap_or_default());
}

/// The settings of an entry.
pub(crate) fn setting(entry: &TiesEntry, book: usize, desk: &mut Desk<'_>) -> Setting {
    let relation = entry.relation.as_ref().map(|written| {
        let file = desk.reports.books[book].file.clone();
        desk.relations.find(written, || Place::file(file), &mut desk.seen)
    });
    let place = || Place::file(&desk.reports.books[book].file);
    let wave = entry.wave.as_ref().and_then(|label| desk.waves.find(label, place, &mut desk.seen));
    let source = Source { book, rank: entry.rank, at_least: entry.at_least, max_names: entry.max_names };
    desk.reports.sources.push(source);
    Setting {
        relation: relation.map(|r| r.relation),
        wave,
        missing: entry.missing.clone(),
        reporter: entry.reporter.or(relation.and_then(|r| r.end)),
        within_school: entry.asked_within == AskedWithin::School,
        source,
        number: (desk.reports.sources.len() - 1) as u16,
        names_relation: relation.is_some(),
    }
}

fn pass(number: usize, table: &Table, columns: Columns, mut settings: Vec<Setting>, desk: &mut Desk<'_>) -> Pass {
    let mut assumed = None;
    let unsaid = settings.iter().any(|s| s.relation.is_none());
    if columns.get(Field::Relation).is_none() && unsaid {
        let (relation, of_name) = assumed_relation(&table.file, desk);
        assumed = Some(relation);
        for setting in settings.iter_mut().filter(|s| s.relation.is_none()) {
            setting.relation = Some(relation);
            setting.names_relation = of_name;
        }
    }
    with_rest(&mut settings, desk);
    Pass { table: number, columns, settings, assumed, default_wave: None }
}

/// Rows that none of several entries asks for are read as if nothing were said of them.
pub(crate) fn with_rest(settings: &mut Vec<Setting>, desk: &mut Desk<'_>) {
    if settings.len() > 1 {
        let source = Source { book: settings[0].source.book, ..Source::default() };
        desk.reports.sources.push(source);
        let number = (desk.reports.sources.len() - 1) as u16;
        settings.push(Setting { source, number, ..Setting::default() });
    }
}

/// What a file may be called after, the whole name first: without what says that it holds ties, and without a wave.
pub(super) fn named_in(file: &str) -> Vec<String> {
    let stem = std::path::Path::new(file).file_stem().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default();
    let signs = ['_', '-', ' ', '.'];
    let rest = find::TIES.iter().chain(&["tie", "edge", "relatie"]).find_map(|p| stem.strip_prefix(p));
    let rest = rest.map(|r| r.trim_start_matches(signs).to_owned());
    let mut names: Vec<String> = [Some(stem), rest].into_iter().flatten().collect();
    let digit = |c: char| c.is_ascii_digit() || signs.contains(&c);
    let without = |name: &String| {
        let mut words: Vec<&str> = name.split(signs).collect();
        words.retain(|word| !is_wave_word(word));
        words.join("_").trim_matches(digit).to_owned()
    };
    let without: Vec<String> = names.iter().map(without).collect();
    names.extend(without);
    names.retain(|name| !name.is_empty());
    names
}

/// Whether a word of a file's name tells a wave: `2024`, `t1`, `meting2`, `voorjaar`.
fn is_wave_word(word: &str) -> bool {
    const NAMES: [&str; 9] = ["wave", "meting", "meetmoment", "ronde", "round", "golf", "afname", "voorjaar", "najaar"];
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = name.len() < word.len();
    (numbered && (name.is_empty() || matches!(name, "t" | "w" | "m"))) || NAMES.contains(&name)
}

/// The relation of a file that says nothing of it: what it is called, else talk. And whether its name said so.
pub(crate) fn assumed_relation(file: &str, desk: &mut Desk<'_>) -> (u32, bool) {
    let by_name = named_in(file).iter().find_map(|name| desk.relations.known(name));
    let talk = || desk.relations.known("teaching_talk").map_or(0, |a| a.relation);
    let relation = by_name.map_or_else(talk, |a| a.relation);
    let id = desk.relations.list[relation as usize].id.clone();
    let notice = Notice::RelationAssumed { place: Place::file(file), relation: id, by_name: by_name.is_some() };
    if !desk.seen.notices.contains(&notice) {
        desk.seen.notice(notice);
    }
    (relation, by_name.is_some())
}

/// The wave of rows that say nothing: the only one there is. Where there are several, the file cannot be read.
fn settle_waves(files: &[TieFile<'_>], walks: &mut [Walk], desk: &mut Desk<'_>) -> Result<()> {
    let table_of = |pass: &Pass| match &files[pass.table].opened {
        Opened::Sheets(sheets) => Some(&sheets[0].1),
        Opened::Network(_) => None,
    };
    let is_listed = desk.waves.is_listed();
    if !is_listed {
        sheets::tell_waves(files, walks, desk);
    }
    if walks.iter().any(Walk::needs_a_wave) && !is_listed {
        // Another file may name waves in a column: they must be known before any row is read.
        for walk in walks.iter() {
            match walk {
                Walk::Whole(_, given) => {
                    let place = || Place::file(&given.answers.file);
                    given.answers.waves.iter().for_each(|label| _ = desk.waves.find(label, place, &mut desk.seen));
                }
                Walk::Long(pass) => {
                    if let (Some(column), Some(table)) = (pass.columns.get(Field::Wave), table_of(pass)) {
                        find_waves(table, column, desk)?;
                    }
                }
            }
        }
    }
    for walk in walks {
        let needed = walk.needs_a_wave();
        let default = if needed || (is_listed && desk.waves.len() == 1) { desk.waves.only() } else { None };
        let problem = match walk {
            Walk::Long(pass) => {
                pass.default_wave = default;
                table_of(pass).map(|table| no_column(table, Field::Wave))
            }
            Walk::Whole(_, given) => {
                given.default_wave = default;
                let seen = given.answers.headings.clone();
                let place = Place::file(&given.answers.file);
                Some(Error::NoColumn { place, want: Field::Wave, seen, headings: None })
            }
        };
        // A file whose wave is not among those that are listed has one, and that was told.
        if let Some(problem) = problem.filter(|_| needed && default.is_none() && !desk.waves.has_refused()) {
            desk.seen.error(problem);
        }
    }
    Ok(())
}

/// The waves in a column.
fn find_waves(table: &Table, column: usize, desk: &mut Desk<'_>) -> Result<()> {
    let mut last = String::new();
    table.for_each(|row| {
        let label = row.cell(column);
        if label != last {
            label.clone_into(&mut last);
            if !label.is_empty() {
                desk.waves.find(label, || table.place(row.line, column), &mut desk.seen);
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use crate::error::{Error, Field, Notice, Shape, Thing};
    use crate::survey::sample::{errors, survey, ties};

    const STAFF: (&str, &str) = ("teachers.csv", "id\na\nb\nc\n");

    #[test]
    fn a_file_that_says_nothing_of_the_relation_is_what_it_is_called_else_talk() {
        let file = |name: &'static str| {
            let toml: &'static str = Box::leak(format!("[[ties]]\nfile = \"{name}\"\n").into_boxed_str());
            let survey = survey(&[STAFF, (name, "from,to\na,b\n"), ("study.toml", toml)]);
            let assumed = survey.notices.iter().find_map(|n| match n {
                Notice::RelationAssumed { relation, .. } => Some(relation.clone()),
                _ => None,
            });
            assert_eq!(survey.relations[survey.ties[0].relation as usize].id, assumed.clone().unwrap_or_default());
            assumed.unwrap_or_default()
        };
        let advice = ["ties_advice.csv", "advies2024.csv", "ties_advice_t2.csv", "advies voorjaar 2025.csv"];
        assert_eq!(advice.map(file), ["advice"; 4]);
        assert_eq!(file("klasbezoek.csv"), "class_visit");
        assert_eq!(file("export.csv"), "teaching_talk");
    }

    #[test]
    fn entries_of_one_file_with_relations_share_its_rows() {
        let survey = survey(&[
            STAFF,
            ("ties.csv", "from,to,relation,frequency\na,b,advice,1\na,c,advice,3\na,b,talk,1\nb,c,share,1\n"),
            (
                "study.toml",
                "[[ties]]\nfile = \"ties.csv\"\nrelation = \"advice\"\nat_least = 3\n\
                 [[ties]]\nfile = \"ties.csv\"\nrelation = \"talk\"\n",
            ),
        ]);
        let want = ["1 teaching_talk a>b 1/0 Reported", "1 advice a>c 3/0 Reported", "1 share b>c 1/0 Reported"];
        assert_eq!(ties(&survey), want);
        assert_eq!((survey.ledger.files.len(), survey.ledger.files[0].answers), (1, 4));
    }

    #[test]
    fn entries_of_one_file_with_other_columns_each_read_it() {
        let survey = survey(&[
            STAFF,
            ("form.csv", "who,advice,visited\na,b,c\nb,c,a\n"),
            (
                "study.toml",
                "[[ties]]\nfile = \"form.csv\"\nrelation = \"advice\"\ncolumns = { from = \"who\", to = \"advice\" }\n\
                 [[ties]]\nfile = \"form.csv\"\nrelation = \"class_visit\"\ncolumns = { from = \"who\", to = \"visited\" }\n",
            ),
        ]);
        assert_eq!(survey.ties.len(), 4);
        assert_eq!((survey.ledger.files.len(), survey.ledger.files[0].answers), (1, 4));
        assert_eq!(survey.inputs.len(), 2);
        assert!(!survey.notices.iter().any(|n| matches!(n, Notice::ColumnsNotRead { .. })));
    }

    #[test]
    fn waves_are_in_natural_order_and_files_without_one_belong_to_the_only_one() {
        let two = survey(&[STAFF, ("ties.csv", "from,to,wave\na,b,wave 10\nb,c,wave 2\n")]);
        assert_eq!(two.waves.iter().map(|w| w.id.as_str()).collect::<Vec<_>>(), ["wave 2", "wave 10"]);
        assert_eq!(ties(&two), ["wave 2 teaching_talk b>c 1/0 Reported", "wave 10 teaching_talk a>b 1/0 Reported"]);
        let one = survey(&[
            STAFF,
            ("a.csv", "from,to\na,b\n"),
            ("b.csv", "from,to,wave\nb,c,2026\n"),
            ("study.toml", "[[ties]]\nfile = \"a.csv\"\n[[ties]]\nfile = \"b.csv\"\n"),
        ]);
        assert_eq!(ties(&one), ["2026 teaching_talk a>b 1/0 Reported", "2026 teaching_talk b>c 1/0 Reported"]);
        let none = errors(&[
            STAFF,
            ("a.csv", "from,to\na,b\n"),
            ("b.csv", "from,to,wave\nb,c,2026\na,c,2024\n"),
            ("study.toml", "[[ties]]\nfile = \"a.csv\"\n[[ties]]\nfile = \"b.csv\"\n"),
        ]);
        assert!(matches!(&none[..], [Error::NoColumn { want: Field::Wave, place, .. }] if place.file == "a.csv"));
    }

    #[test]
    fn listed_waves_keep_their_order_and_another_label_stops_the_run() {
        let toml = ("study.toml", "[[waves]]\nid = \"na\"\nperiod = \"2025/2026\"\n[[waves]]\nid = \"voor\"\n");
        let listed = survey(&[STAFF, ("ties.csv", "from,to,wave\na,b,voor\nb,c,Na\n"), toml]);
        assert_eq!(listed.waves.iter().map(|w| w.id.as_str()).collect::<Vec<_>>(), ["na", "voor"]);
        assert_eq!(listed.waves[0].period.as_deref(), Some("2025/2026"));
        let other = errors(&[STAFF, ("ties.csv", "from,to,wave\na,b,voor\nb,c,later\nb,a,later\n"), toml]);
        assert!(matches!(&other[..], [Error::UnknownAt { what: Thing::Wave, name, place, .. }]
            if name == "later" && *place == crate::error::Place::line("ties.csv", 3).column("wave")));
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let all = errors(&[
            STAFF,
            ("a.csv", "who,whom\na,b\n"),
            ("b.csv", "who,whom\na,b\n"),
            (
                "study.toml",
                "[[ties]]\nfile = \"a.csv\"\ncolumns = { from = \"wie\" }\n\
                 [[ties]]\nfile = \"b.csv\"\ncolumns = { to = \"whom\" }\n[[ties]]\nfile = \"gone.csv\"\n\
                 [[ties]]\nfile = \"teachers.csv\"\nshape = \"matrix\"\n",
            ),
        ]);
        assert!(all.iter().any(|e| matches!(e, Error::ColumnNotThere { name, .. } if name == "wie")), "{all:?}");
        assert!(all.iter().any(|e| matches!(e, Error::NotFound { path } if path == "gone.csv")), "{all:?}");
        assert!(all.iter().any(|e| matches!(e, Error::NotInShape { shape: Shape::Matrix, .. })), "{all:?}");
        assert!(
            all.iter().any(|e| matches!(e, Error::NoColumn { want: Field::From, place, .. } if place.file == "b.csv")),
            "{all:?}"
        );
    }

    #[test]
    fn a_relation_that_the_study_names_for_an_empty_file_was_asked() {
        let survey = survey(&[
            STAFF,
            ("visits.csv", "from,to\n"),
            ("study.toml", "[[ties]]\nfile = \"visits.csv\"\nrelation = \"class_visit\"\n"),
        ]);
        assert_eq!((survey.questions.len(), survey.ties.len()), (1, 0));
    }
}
