//! An earlier report of ours: which files of a folder it made. All others are somebody's own and stay.

use super::edited;
use std::fs;
use std::io::Read;
use std::path::Path;

/// Folders that a report makes.
pub(super) const FOLDERS: [&str; 2] = ["tables", "plots"];

/// Files that a report or an advice makes beside these folders.
const NAMES: [&str; 6] = ["report.html", "findings.json", "workbook.xlsx", "advice.html", "advice.json", "plan.csv"];

/// How every table of ours begins, whatever its separator.
const FIRST_HEADINGS: [&str; 3] = ["wave", "from_wave", "file"];

/// The table that explains the others, and how it begins.
const EXPLAINS: (&str, &str) = ("columns.csv", "table");

/// Editions that stand in a folder of their own; a leader's is called after the school as well.
const EDITIONS: [&str; 6] = ["analyst", "leader", "board", "team", "consultant", "researcher"];

/// Whether a folder is an earlier report, or holds editions of one.
pub(super) fn is_ours(folder: &Path) -> bool {
    has_findings(folder) || !editions(folder).is_empty()
}

/// Whether the findings (or the advice) in a folder say that this program made them.
pub(super) fn has_findings(folder: &Path) -> bool {
    let ours = |name: &str| start_of(&folder.join(name)).contains("\"program\":\"staffroom ");
    ours("findings.json") || ours("advice.json")
}

/// The editions below a folder by the names of their folders, sorted.
pub(super) fn editions(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|e| e.file_name().into_string().ok())
        .filter(|name| EDITIONS.contains(&name.as_str()) || name.starts_with("leader-"))
        .filter(|name| has_findings(&folder.join(name)))
        .collect();
    names.sort();
    names
}

/// The files of an earlier report by their names in the folder, its editions included, sorted; none when the folder
/// is not one.
pub(super) fn files(folder: &Path) -> Vec<String> {
    let mut names = files_of_one(folder);
    for edition in editions(folder) {
        names.extend(files_of_one(&folder.join(&edition)).into_iter().map(|file| format!("{edition}/{file}")));
    }
    names.sort();
    names
}

fn files_of_one(folder: &Path) -> Vec<String> {
    if !has_findings(folder) {
        return Vec::new();
    }
    let mut names: Vec<String> = NAMES.map(str::to_owned).to_vec();
    names.retain(|name| folder.join(name).is_file() && (name != edited::PLAN || edited::is_as_written(folder)));
    for name in FOLDERS {
        let inside = folder.join(name);
        let entries = fs::read_dir(&inside).into_iter().flatten().flatten();
        let own = entries.filter_map(|e| e.file_name().into_string().ok()).filter(|file| is_made(&inside, file));
        names.extend(own.map(|file| format!("{name}/{file}")));
    }
    names
}

/// Whether a file looks as we write it: a table by its first heading, a picture by the first line of its SVG.
fn is_made(folder: &Path, file: &str) -> bool {
    let Some((stem, ending)) = file.rsplit_once('.') else { return false };
    match ending {
        "csv" => {
            let start = start_of(&folder.join(file));
            let heading = start.trim_start_matches('\u{feff}').split([',', ';', '\n']).next().unwrap_or_default();
            FIRST_HEADINGS.contains(&heading) || (file, heading) == EXPLAINS
        }
        "svg" | "png" => {
            let start = start_of(&folder.join(format!("{stem}.svg")));
            start.starts_with("<svg ") && start.contains("role=\"img\"") && start.contains("DejaVu Sans")
        }
        _ => false,
    }
}

/// The first letters of a file; none when it cannot be read.
pub(super) fn start_of(path: &Path) -> String {
    let mut start = [0; 256];
    let length = fs::File::open(path).and_then(|mut f| f.read(&mut start)).unwrap_or(0);
    String::from_utf8_lossy(&start[..length]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Caption, charts};

    #[test]
    fn only_files_as_we_write_them_are_of_an_earlier_report() {
        let here = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| fs::write(here.path().join(name), bytes).unwrap();
        for folder in FOLDERS {
            fs::create_dir(here.path().join(folder)).unwrap();
        }
        let mut picture = charts::Ladder::default();
        picture.caption = Caption::default();
        write("plots/ladder.svg", charts::ladder(&picture).svg().as_bytes());
        write("plots/ladder.png", b"");
        write("plots/outing.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        write("plots/outing.png", b"");
        write("tables/schools.csv", "\u{feff}wave;layer\n".as_bytes());
        write("tables/ledger.csv", b"file,reason\n");
        write("tables/budget.csv", b"what,how much\n");
        write("notes.txt", b"");
        write("report.html", b"");
        assert!(files(here.path()).is_empty(), "without findings it is not a report of ours");
        write("findings.json", b"{\"schema_version\":1,\"program\":\"staffroom 0.1.0\"}");
        assert_eq!(
            files(here.path()),
            [
                "findings.json",
                "plots/ladder.png",
                "plots/ladder.svg",
                "report.html",
                "tables/ledger.csv",
                "tables/schools.csv"
            ]
        );
    }
}
