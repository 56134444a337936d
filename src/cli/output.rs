//! The output folder: written aside, moved into place whole, earlier output untouched until then.

use super::{earlier, edited};
use crate::audience::Audience;
use crate::error::{Error, Result};
use crate::report::Folder;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// How many names are tried for the folder aside: a run that was killed may have left one behind.
const TRIES: u32 = 100;

/// A folder being written beside its place. Dropped before [`Output::into_place`] is done, it takes everything with
/// it, the folders above it included that were made for it.
pub(crate) struct Output {
    target: PathBuf,
    /// What is in the target may be written over.
    force: bool,
    aside: PathBuf,
    /// Folders made above the target, outermost first.
    made: Vec<PathBuf>,
    /// Files that were written.
    files: Mutex<Vec<String>>,
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
            may_be_replaced(target, force)?;
        }
        let name = target.file_name().map_or_else(|| "report".into(), |n| n.to_string_lossy().into_owned());
        let parent = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut output = Output {
            target: target.to_path_buf(),
            force,
            aside: PathBuf::new(),
            made: Vec::new(),
            files: Mutex::default(),
            done: false,
        };
        for folder in missing(parent) {
            fs::create_dir(folder).map_err(|source| Error::CannotWrite { path: shown(folder), source })?;
            output.made.push(folder.to_path_buf());
        }
        for number in 0..TRIES {
            let aside = parent.join(format!(".{name}.part-{}-{number}", std::process::id()));
            match fs::create_dir(&aside) {
                Ok(()) => {
                    output.aside = aside;
                    return Ok(output);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number + 1 < TRIES => {}
                Err(source) => return Err(Error::CannotWrite { path: shown(target), source }),
            }
        }
        Ok(output)
    }

    /// A part of the folder, by the name of its own folder; the whole of it by no name.
    pub(crate) fn part(&self, part: &str) -> Part<'_> {
        Part { output: self, part: part.to_owned() }
    }

    /// Moves the folder into its place. Files in the target that are not of a report stay where they are. When a file
    /// cannot be moved, all that was moved goes back.
    pub(crate) fn into_place(mut self) -> Result<()> {
        if self.target.exists() {
            let mut moves = Moves::default();
            if let Err(error) = self.swap(&mut moves) {
                moves.take_back();
                return Err(error);
            }
            let _ = fs::remove_dir_all(&self.aside);
        } else {
            fs::rename(&self.aside, &self.target)
                .map_err(|source| Error::CannotWrite { path: shown(&self.target), source })?;
        }
        self.done = true;
        Ok(())
    }

    /// Each new file to its place, what stood there aside; what an earlier report had beyond that aside as well.
    fn swap(&self, moves: &mut Moves) -> Result<()> {
        // Within the folder aside, so that it goes with it.
        let old = self.aside.join(".old");
        let mut new = self.files.lock().unwrap_or_else(PoisonError::into_inner).clone();
        new.sort_unstable();
        // Before anything is moved: what stands beside a plan tells whether it was edited.
        new.iter().try_for_each(|name| self.may_replace_plan(name))?;
        let editions = earlier::editions(&self.target);
        let outdated = earlier::files(&self.target).into_iter().filter(|name| !new.contains(name));
        for name in outdated {
            let there = self.target.join(&name);
            moves
                .file(&there, &old.join(&name))
                .map_err(|source| Error::CannotWrite { path: shown(&there), source })?;
        }
        for name in &new {
            let there = self.target.join(name);
            let cannot = |source| Error::CannotWrite { path: shown(&there), source };
            if there.is_dir() {
                return Err(cannot(io::ErrorKind::IsADirectory.into()));
            }
            if there.symlink_metadata().is_ok() {
                moves.file(&there, &old.join(name)).map_err(cannot)?;
            }
            moves.file(&self.aside.join(name), &there).map_err(cannot)?;
        }
        // Only when nothing is left in them.
        for above in editions.iter().map(|e| self.target.join(e)).chain([self.target.clone()]) {
            for folder in earlier::FOLDERS {
                let _ = fs::remove_dir(above.join(folder));
            }
            if above != self.target {
                let _ = fs::remove_dir(&above);
            }
        }
        Ok(())
    }

    /// A plan that somebody edited is not written over by another.
    fn may_replace_plan(&self, name: &str) -> Result<()> {
        let (there, new) = (self.target.join(name), self.aside.join(name));
        let is_plan = there.file_name().is_some_and(|name| name == edited::PLAN);
        let same = || matches!((fs::read(&there), fs::read(&new)), (Ok(a), Ok(b)) if a == b);
        match there.parent() {
            Some(folder) if is_plan && !same() => edited::may_go(folder, self.force),
            _ => Ok(()),
        }
    }

    /// The folder as the user named it, with a file in it.
    pub(crate) fn shown(&self, name: &str) -> String {
        shown(&self.target.join(name))
    }
}

impl Folder for Output {
    /// Writes a file, its folders made as needed.
    fn file(&self, name: &str, fill: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> Result<()> {
        let path = self.aside.join(name);
        let cannot = |source| Error::CannotWrite { path: shown(&self.target.join(name)), source };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(cannot)?;
        }
        fs::File::create_new(&path).and_then(|mut file| fill(&mut file)).map_err(cannot)?;
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push(name.to_owned());
        Ok(())
    }
}

/// One edition's folder within an output folder.
pub(crate) struct Part<'a> {
    output: &'a Output,
    part: String,
}

impl Part<'_> {
    /// A file of this part by its name below the whole folder.
    fn name(&self, name: &str) -> String {
        if self.part.is_empty() { name.to_owned() } else { format!("{}/{name}", self.part) }
    }

    /// Refuses to put an edition that may name nobody where a plan stands that somebody edited: the plan stays, and would
    /// be handed on with the edition.
    pub(crate) fn check_plan(&self, audience: &str) -> Result<()> {
        let may = Audience::ALL.iter().any(|a| a.name() == audience && a.may_have_names());
        if may { Ok(()) } else { edited::may_go(&self.output.target.join(&self.part), self.output.force) }
    }

    /// The folder as the user named it, with a file of this part in it.
    pub(crate) fn shown(&self, name: &str) -> String {
        self.output.shown(&self.name(name))
    }
}

impl Folder for Part<'_> {
    fn file(&self, name: &str, fill: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> Result<()> {
        self.output.file(&self.name(name), fill)
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        if !self.aside.as_os_str().is_empty() {
            let _ = fs::remove_dir_all(&self.aside);
        }
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Files moved and folders made for them, so that they can be taken back.
#[derive(Default)]
struct Moves {
    moved: Vec<(PathBuf, PathBuf)>,
    made: Vec<PathBuf>,
}

impl Moves {
    fn file(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        if let Some(folder) = to.parent() {
            for folder in missing(folder) {
                fs::create_dir(folder)?;
                self.made.push(folder.to_path_buf());
            }
        }
        fs::rename(from, to)?;
        self.moved.push((from.to_path_buf(), to.to_path_buf()));
        Ok(())
    }

    fn take_back(self) {
        for (from, to) in self.moved.iter().rev() {
            let _ = fs::rename(to, from);
        }
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The folders of a path that are not there, outermost first.
fn missing(folder: &Path) -> Vec<&Path> {
    let mut missing: Vec<&Path> = folder.ancestors().take_while(|p| !p.as_os_str().is_empty() && !p.exists()).collect();
    missing.reverse();
    missing
}

/// Whether a report may be put where something is already.
fn may_be_replaced(target: &Path, force: bool) -> Result<()> {
    if !target.is_dir() {
        let source = io::Error::from(io::ErrorKind::NotADirectory);
        return Err(Error::CannotWrite { path: shown(target), source });
    }
    let seen = visible(target)?;
    if !force && !seen.is_empty() && !earlier::is_ours(target) {
        return Err(Error::OutputNotEmpty { path: shown(target), seen: seen.into_iter().take(5).collect() });
    }
    // Replacing what is in the folder needs the right to write in it, not only beside it.
    let probe = target.join(format!(".staffroom-{}", std::process::id()));
    fs::create_dir(&probe).map_err(|source| Error::CannotWrite { path: shown(target), source })?;
    let _ = fs::remove_dir(&probe);
    Ok(())
}

/// What is in a folder, hidden files apart.
fn visible(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|source| Error::CannotRead { path: shown(folder), source })?;
    let mut names: Vec<String> =
        entries.filter_map(|e| e.ok().map(|e| e.file_name().to_string_lossy().into_owned())).collect();
    names.retain(|n| !n.starts_with('.'));
    names.sort();
    Ok(names)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
