//! The output folder: written aside, moved into place whole, earlier output untouched until then.

use crate::error::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Files and folders of a report: what an earlier report may hold, and a new one replaces.
const OURS: [&str; 5] = ["report.html", "findings.json", "tables", "plots", "workbook.xlsx"];

/// A folder being written beside its place. Dropped before [`Output::into_place`], it takes everything with it.
pub(crate) struct Output {
    target: PathBuf,
    aside: PathBuf,
    done: bool,
}

impl Output {
    /// Opens the folder aside, so that a wrong path fails before any work is done.
    ///
    /// # Errors
    /// When the target is a file, holds something that is not an earlier report of ours (unless `force`), or cannot
    /// be written.
    pub(crate) fn open(target: &Path, force: bool) -> Result<Output> {
        if target.exists() {
            if !target.is_dir() {
                let source = std::io::Error::from(std::io::ErrorKind::NotADirectory);
                return Err(Error::CannotWrite { path: shown(target), source });
            }
            let seen = foreign(target)?;
            if !force && !seen.is_empty() && !is_ours(target) {
                return Err(Error::OutputNotEmpty { path: shown(target), seen: seen.into_iter().take(5).collect() });
            }
            // Replacing what is in the folder needs the right to write in it, not only beside it.
            let probe = target.join(format!(".staffroom-{}", std::process::id()));
            fs::create_dir(&probe).map_err(|source| Error::CannotWrite { path: shown(target), source })?;
            let _ = fs::remove_dir(&probe);
        }
        let name = target.file_name().map_or_else(|| "report".into(), |n| n.to_string_lossy().into_owned());
        let parent = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(|source| Error::CannotWrite { path: shown(parent), source })?;
        let aside = parent.join(format!(".{name}.part-{}", std::process::id()));
        fs::create_dir(&aside).map_err(|source| Error::CannotWrite { path: shown(target), source })?;
        Ok(Output { target: target.to_path_buf(), aside, done: false })
    }

    /// Writes a file, its folders made as needed.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.aside.join(name);
        let cannot = |source| Error::CannotWrite { path: shown(&self.target.join(name)), source };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(cannot)?;
        }
        fs::write(&path, bytes).map_err(cannot)
    }

    /// Moves the folder into its place. Files in the target that are not of a report stay where they are.
    pub(crate) fn into_place(mut self) -> Result<()> {
        let cannot = |source| Error::CannotWrite { path: shown(&self.target), source };
        if self.target.exists() {
            let old = self.aside.with_extension(format!("old-{}", std::process::id()));
            fs::create_dir(&old).map_err(cannot)?;
            for name in OURS {
                let there = self.target.join(name);
                if there.exists() {
                    fs::rename(&there, old.join(name)).map_err(cannot)?;
                }
                let new = self.aside.join(name);
                if new.exists() {
                    fs::rename(&new, &there).map_err(cannot)?;
                }
            }
            fs::remove_dir_all(&old).map_err(cannot)?;
        } else {
            fs::rename(&self.aside, &self.target).map_err(cannot)?;
            self.done = true;
        }
        Ok(())
    }

    /// The folder as the user named it, with a file in it.
    pub(crate) fn shown(&self, name: &str) -> String {
        shown(&self.target.join(name))
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if !self.done {
            let _ = fs::remove_dir_all(&self.aside);
        }
    }
}

/// What is in a folder that a report would not have put there, hidden files apart.
fn foreign(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|source| Error::CannotRead { path: shown(folder), source })?;
    let mut names: Vec<String> =
        entries.filter_map(|e| e.ok().map(|e| e.file_name().to_string_lossy().into_owned())).collect();
    names.retain(|n| !n.starts_with('.'));
    names.sort();
    Ok(names)
}

/// Whether a folder is an earlier report: its findings say which program made them.
fn is_ours(folder: &Path) -> bool {
    use std::io::Read;
    let mut start = [0; 256];
    fs::File::open(folder.join("findings.json"))
        .and_then(|mut f| f.read(&mut start))
        .is_ok_and(|n| String::from_utf8_lossy(&start[..n]).contains("\"program\":\"staffroom "))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
