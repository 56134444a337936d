//! Everything that is seen while a study is read: all problems at once, each with its place.

use super::Input;
use super::formats::{self, Limits, Opened, ReadOptions, Row, Table, read_table};
use super::names::People;
use super::sheets;
use super::study::Study;
use super::written::without_address;
use crate::error::{Error, Field, Notice, Place, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::thread::JoinHandle;

/// More errors than this tell nobody more.
const MOST_ERRORS: usize = 100;
/// Distinct values of one column that get a notice each.
const MOST_VALUES: usize = 10;

/// What was seen so far.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// What stops the run, once everything is read.
    pub(crate) errors: Vec<Error>,
    /// What a reader should know.
    pub(crate) notices: Vec<Notice>,
    /// The files read.
    pub(crate) inputs: Vec<Input>,
    /// Questions of the study file that a form asks; none where no form was read.
    pub(crate) asked: Option<BTreeSet<String>>,
    /// The file of which rows are read now.
    pub(crate) reading: String,
    /// Each file by the name under which places speak of it, and the name the study gives it.
    shown: BTreeMap<String, String>,
    limits: Limits,
    ahead: Option<Ahead>,
}

/// A file of ties that is being opened while others are read.
#[derive(Debug)]
struct Ahead {
    file: String,
    sheet: Option<String>,
    opening: JoinHandle<Result<Opened>>,
}

/// Room for what is read in a thread of its own: as much as the first thread of a process has.
const STACK: usize = 8 << 20;

impl Seen {
    /// Nothing yet.
    pub(crate) fn new(limits: Limits) -> Seen {
        Seen { limits, ..Seen::default() }
    }

    /// The limits.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// One more error.
    pub(crate) fn error(&mut self, error: Error) {
        if self.errors.len() < MOST_ERRORS {
            self.errors.push(error);
        }
    }

    /// One more notice.
    pub(crate) fn notice(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// Opens a table; what is wrong with it is kept.
    pub(crate) fn table(&mut self, study: &Study, file: &str, sheet: Option<&str>) -> Option<Table> {
        let shown = self.shown_name(file);
        let options = ReadOptions { sheet, limits: self.limits.clone(), encoding: study.encoding_of(file) };
        match read_table(&study.path_of(file), &shown, &options) {
            Ok(table) => {
                self.reading.clone_from(&table.file);
                if self.inputs.iter().all(|i| i.file != shown) {
                    self.inputs.push(Input {
                        file: shown,
                        sha256: table.sha256.clone(),
                        rows: table.rows(),
                        read_as: table.read_as.clone(),
                    });
                }
                let read = sheets::read_elsewhere(study, file, &table);
                let is_read = |n: &Notice| matches!(n, Notice::FileNotRead { place, .. } if read.contains(&place.file));
                self.notices.extend(table.notices.iter().filter(|n| !is_read(n)).cloned());
                Some(table)
            }
            Err(error) => {
                self.error(error);
                None
            }
        }
    }

    /// Begins to open a file of ties while other files are read. Nothing is seen of it before [`Seen::open`] takes it
    /// up, which waits for it: not for threads of the pool.
    pub(crate) fn begin(&mut self, study: &Study, file: &str, sheet: Option<&str>) {
        // Under which name places speak of an absolute path hangs on the files before it.
        if Path::new(file).is_absolute() {
            return;
        }
        let (path, shown, limits) = (study.path_of(file), file.replace('\\', "/"), self.limits.clone());
        let (encoding, own) = (study.encoding_of(file).map(str::to_owned), sheet.map(str::to_owned));
        let sheet = own.clone();
        let open = move || {
            formats::open(&path, &shown, &ReadOptions { encoding: encoding.as_deref(), sheet: own.as_deref(), limits })
        };
        let opening = std::thread::Builder::new().stack_size(STACK).spawn(open).ok();
        self.ahead = opening.map(|opening| Ahead { file: file.to_owned(), sheet, opening });
    }

    /// Opens a file of ties; what is wrong with it is kept. Gives the name under which places speak of it, too.
    pub(crate) fn open(&mut self, study: &Study, file: &str, sheet: Option<&str>) -> Option<(String, Opened)> {
        let shown = self.shown_name(file);
        let options = ReadOptions { sheet, limits: self.limits.clone(), encoding: study.encoding_of(file) };
        let ahead = self.ahead.take_if(|a| a.file == file && a.sheet.as_deref() == sheet);
        let opened = match ahead.and_then(|a| a.opening.join().ok()) {
            Some(opened) => opened,
            None => formats::open(&study.path_of(file), &shown, &options),
        };
        let opened = self.keep(opened)?;
        let (sha256, rows, read_as) = match &opened {
            Opened::Network(answers) => (&answers.sha256, answers.rows, &answers.read_as),
            Opened::Sheets(sheets) => (&sheets[0].1.sha256, sheets[0].1.rows(), &sheets[0].1.read_as),
        };
        if self.inputs.iter().all(|i| i.file != shown) {
            self.inputs.push(Input { file: shown.clone(), sha256: sha256.clone(), rows, read_as: read_as.clone() });
        }
        Some((shown, opened))
    }

    /// How many rows of a file were read and from which sheets, now that its shape is known.
    pub(crate) fn rows_read(&mut self, file: &str, rows: u64, read_as: &str) {
        if let Some(input) = self.inputs.iter_mut().find(|i| i.file == file) {
            input.rows = rows;
            read_as.clone_into(&mut input.read_as);
        }
    }

    /// The name under which places speak of a file: as the study names it. Of an absolute path only the end is shown,
    /// for the rest tells of the machine and not of the study.
    fn shown_name(&mut self, file: &str) -> String {
        let path = Path::new(file);
        let mut shown = file.replace('\\', "/");
        if path.is_absolute() {
            let mut parts = path.components().rev().map(|c| c.as_os_str().to_string_lossy());
            shown = parts.next().unwrap_or_default().into_owned();
            for part in parts {
                if self.shown.get(&shown).is_none_or(|of| of == file) {
                    break;
                }
                shown = format!("{part}/{shown}");
            }
        }
        self.shown.insert(shown.clone(), file.to_owned());
        shown
    }

    /// Walks over a table's rows; what goes wrong on the way is kept.
    pub(crate) fn keep<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|e| self.error(e)).ok()
    }

    /// Columns of a table that nothing reads.
    pub(crate) fn columns_not_read(&mut self, table: &Table, unread: &[usize]) {
        let columns: Vec<String> =
            unread.iter().map(|&c| table.headings[c].clone()).filter(|h| !h.is_empty()).collect();
        if !columns.is_empty() {
            self.notice(Notice::ColumnsNotRead { place: Place::file(&table.file), columns });
        }
    }

    /// The end of reading: the notices, or all errors at once.
    pub(crate) fn or_stop(&mut self) -> Result<()> {
        match Error::from_list(std::mem::take(&mut self.errors)) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

/// Stands for the values beyond the first ones.
const REST: &str = "…";

/// Values of columns with fixed values, or of those in which people stand, that were not understood.
#[derive(Debug, Default)]
pub(crate) struct Values {
    seen: BTreeMap<(usize, String), (u64, u64)>,
}

impl Values {
    /// A value that was not understood.
    pub(crate) fn add(&mut self, column: usize, written: &str, line: u64) {
        let key = (column, written.to_owned());
        let distinct = self.seen.range((column, String::new())..(column + 1, String::new())).count();
        // A column full of something else is said in ten lines and a rest, not in one line per row.
        let key = if distinct < MOST_VALUES || self.seen.contains_key(&key) { key } else { (column, REST.to_owned()) };
        self.seen.entry(key).or_insert((line, 0)).1 += 1;
    }

    /// Tells of them, in the order of lines.
    pub(crate) fn tell(self, table: &Table, seen: &mut Seen) {
        self.told(table, |_| None, seen);
    }

    /// Tells of those who are not on the staff list, in the order of lines.
    pub(crate) fn tell_people(self, table: &Table, people: &People, staff: Option<&str>, seen: &mut Seen) {
        let nearest = if self.seen.is_empty() { None } else { Some(people.nearest()) };
        let on_list = |written: &str| {
            let found = nearest.as_ref().filter(|_| written != REST).map(|nearest| nearest(written));
            Some((staff.unwrap_or_default().to_owned(), found.unwrap_or_default()))
        };
        self.told(table, on_list, seen);
    }

    fn told(self, table: &Table, on_list: impl Fn(&str) -> Option<(String, Vec<String>)>, seen: &mut Seen) {
        let mut all: Vec<_> = self.seen.into_iter().collect();
        all.sort_by_key(|(_, (line, _))| *line);
        for ((column, written), (line, times)) in all {
            let (place, on_list) = (table.place(line, column), on_list(&written));
            seen.notice(Notice::UnknownValue { place, written: without_address(&written), times, on_list });
        }
    }
}

/// Rows that lack something they cannot do without, by what they lack.
#[derive(Debug, Default)]
pub(crate) struct Incomplete {
    seen: BTreeMap<Field, (u64, u64)>,
    /// The first row that another sign parts than the headings, that sign, and how many there are.
    mixed: Option<(u64, u8, u64)>,
    /// The same of rows that stand between one pair of quotation marks.
    quoted: Option<(u64, u8, u64)>,
}

impl Incomplete {
    /// A row without this.
    pub(crate) fn add(&mut self, missing: Field, line: u64) {
        self.seen.entry(missing).or_insert((line, 0)).1 += 1;
    }

    /// Whether a row is parted by another sign than the headings: then nothing in it is what it seems. Where one row
    /// does not tell, or it is one cell between quotation marks, it is counted, and read as it stands.
    pub(crate) fn is_mixed(&mut self, row: Row<'_>, table: &Table) -> bool {
        let Some(other) = table.other_separator(row) else { return false };
        let is_quoted = row.is_one_quoted();
        let counted = if is_quoted { &mut self.quoted } else { &mut self.mixed };
        counted.get_or_insert((row.line, other, 0)).2 += 1;
        table.one_row_tells() && !is_quoted
    }

    /// Whether there was such a row.
    pub(crate) fn has_mixed(&self) -> bool {
        self.mixed.is_some()
    }

    /// Tells of them.
    pub(crate) fn tell(self, table: &Table, columns: &super::columns::Columns, seen: &mut Seen) {
        // One such cell is what it seems in a file whose other rows are parted; a program that quotes whole rows quotes all.
        let quoted = self.quoted.filter(|_| !table.has_parted_row());
        let all = [self.mixed, quoted].into_iter().flatten();
        let mixed = all.reduce(|a, b| if b.0 < a.0 { (b.0, b.1, a.2 + b.2) } else { (a.0, a.1, a.2 + b.2) });
        if let Some((line, other, rows)) = mixed
            && (table.one_row_tells() || rows * 2 >= table.rows())
        {
            seen.error(table.mixed_separators(line, other, rows));
        }
        for (missing, (line, rows)) in self.seen {
            let place = match columns.get(missing) {
                Some(column) => table.place(line, column),
                None => Place::line(&table.file, line),
            };
            seen.notice(Notice::IncompleteRow { place, missing, rows });
        }
    }
}
