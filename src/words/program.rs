//! What the program itself says, apart from results.

use crate::error::{Reason, Shape};

/// Lines of the program.
pub trait Program {
    /// Last line of a run: which file to open.
    fn open_this(&self, page: &str) -> String;
    /// After an invented study was written.
    fn simulated(&self, folder: &str) -> String;
    /// After a study was written as another kind of file.
    fn converted(&self, path: &str) -> String;
    /// Names that are not on the staff list were written down to be settled.
    fn aliases_written(&self, file: &str, names: u64) -> String;
    /// The file of names to review could not be written, why, and where it stands instead.
    fn aliases_not_written(&self, file: &str, why: &str, instead: Option<&str>) -> String;
    /// A study file was written for a folder.
    fn init_written(&self, file: &str, folder: &str) -> String;
    /// On top of that study file.
    fn init_introduction(&self) -> String;
    /// No staff list was found.
    fn init_no_staff_list(&self) -> String;
    /// Further files that may be the staff list.
    fn init_other_staff_lists(&self, files: &[String]) -> String;
    /// In which shape a file is read, and why.
    fn shape_found(&self, shape: Shape, reason: &Reason) -> String;
    /// Above a relation that the name of the file or nothing at all says.
    fn init_relation(&self) -> String;
    /// Above the questions.
    fn init_questions(&self) -> String;
    /// Files in which neither a staff list nor ties were found.
    fn init_not_understood(&self, files: &[String]) -> String;
    /// An earlier report among the files; its name is quoted already.
    fn init_earlier(&self, file: &str) -> String;
    /// What else a study file can say.
    fn init_more(&self) -> String;
    /// While permutations are made: how many are done, of how many, and about how many seconds it still takes.
    fn progress(&self, done: u64, all: u64, left: Option<u64>) -> String;
    /// Permutations were ended early.
    fn interrupted(&self, done: u64, all: u64) -> String;
    /// The tests of an analysis were ended early.
    fn tests_interrupted(&self) -> &'static str;
    /// Name of the workbook's first sheet; at most 31 characters, without `[]:*?/\`.
    fn workbook_contents(&self) -> &'static str;
    /// What stands on it first: for whom the edition is, what the numbers are for, and what an empty cell means.
    fn workbook_introduction<'a>(&self, edition: &'a str) -> [&'a str; 5];
    /// Rows of single relations are not in the workbook.
    fn workbook_relations(&self) -> &'static str;
    /// Heads of the list of sheets: sheet, rows, what it holds.
    fn workbook_heads(&self) -> [&'static str; 3];
    /// What stands on a sheet, by the name of its table; empty when there is no such table.
    fn sheet_holds(&self, table: &str) -> &'static str;
    /// What a sheet has no place for: rows, columns, and texts that end early.
    fn sheet_left_out(&self, table: &str, rows: u64, columns: u64, texts: u64) -> String;
    /// After the page of a working copy, in the same line: how to make an edition that may be passed on.
    fn pass_on(&self, study: &str) -> String;
    /// How a file was read, as it stands in the findings: `UTF-8, comma, LF`.
    fn read_as(&self, read_as: &str) -> String;
    /// After a key to pseudonyms was written.
    fn key_written(&self, path: &str) -> String;
}

/// `40 s`, from two minutes on `3 min`.
pub(super) fn duration(seconds: u64, second: &str, minute: &str) -> String {
    if seconds < 120 { format!("{seconds} {second}") } else { format!("{} {minute}", (seconds + 30) / 60) }
}
