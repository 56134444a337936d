//! What the program itself says, apart from results.

/// Lines of the program.
pub trait Program {
    /// Last line of a run: which file to open.
    fn open_this(&self, page: &str) -> String;
    /// After an invented study was written.
    fn simulated(&self, folder: &str) -> String;
    /// Name of the workbook's first sheet; at most 31 characters, without `[]:*?/\`.
    fn workbook_contents(&self) -> &'static str;
    /// What stands on it: what the sheets hold, and what an empty cell means.
    fn workbook_introduction(&self) -> Vec<String>;
}
