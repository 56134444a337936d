//! What the program itself says, apart from results.

/// Lines of the program.
pub trait Program {
    /// Last line of a run: which file to open.
    fn open_this(&self, page: &str) -> String;
    /// After an invented study was written.
    fn simulated(&self, folder: &str) -> String;
    /// While permutations are made: how many are done, of how many, and about how many seconds it still takes.
    fn progress(&self, done: u64, all: u64, left: Option<u64>) -> String;
    /// Permutations were ended early.
    fn interrupted(&self, done: u64, all: u64) -> String;
    /// The tests of an analysis were ended early.
    fn tests_interrupted(&self) -> &'static str;
    /// Name of the workbook's first sheet; at most 31 characters, without `[]:*?/\`.
    fn workbook_contents(&self) -> &'static str;
    /// What stands on it: for whom the edition is, what the sheets hold, and what an empty cell means.
    fn workbook_introduction(&self, edition: &str, with_people: bool) -> Vec<String>;
    /// After the page of a working copy, in the same line: how to make an edition that may be passed on.
    fn pass_on(&self, study: &str) -> String;
    /// After a key to pseudonyms was written.
    fn key_written(&self, path: &str) -> String;
}

/// `40 s`, from two minutes on `3 min`.
pub(super) fn duration(seconds: u64, second: &str, minute: &str) -> String {
    if seconds < 120 { format!("{seconds} {second}") } else { format!("{} {minute}", (seconds + 30) / 60) }
}
