//! The built program, run as a user would run it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    /// Exit code; -1 when a signal ended it.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            err: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
        }
    }
}

/// The program with arguments, started in a folder, blind to the variables of whoever runs the tests.
pub fn program<A: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_staffroom"));
    command.current_dir(folder).args(args);
    for (name, _) in std::env::vars_os() {
        let shown = name.to_string_lossy();
        if shown.starts_with("STAFFROOM_")
            || ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "RUST_BACKTRACE"].contains(&&*shown)
        {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs it to the end.
pub fn run<A: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = A>) -> Ran {
    program(folder, args).output().expect("the program starts").into()
}

/// A sample study.
pub fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

/// A sample study as an argument.
pub fn sample_arg(name: &str) -> String {
    sample(name).to_str().expect("a path in UTF-8").to_owned()
}

/// Writes files into a folder below another.
pub fn study(root: &Path, name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = root.join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    for (file, bytes) in files {
        std::fs::write(folder.join(file), bytes).expect("written");
    }
    folder
}

/// Every file below a folder by its name in it, hidden ones too; a folder without anything in it stands with a slash.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        let before = found.len();
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                found.insert(name(root, &path), std::fs::read(&path).expect("a file"));
            }
        }
        if found.len() == before && folder != root {
            found.insert(format!("{}/", name(root, folder)), Vec::new());
        }
    }
    fn name(root: &Path, path: &Path) -> String {
        path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/")
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// What stands directly in a folder, hidden or not.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The files whose bytes differ, or that are in one of the two only.
pub fn differing(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let all: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    all.into_iter().filter(|name| a.get(*name) != b.get(*name)).cloned().collect()
}

/// The rows of a CSV table as maps from heading to cell.
pub fn rows(csv: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv);
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// Says on standard error, where the test runner shows it even when the test passes, that something was skipped.
pub fn skipped(why: &str) {
    use std::io::Write as _;
    // Not `eprintln!`, which nobody sees when a test passes.
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}
