//! A plan that somebody edited since it was written is theirs: it is neither replaced nor taken away.

use super::earlier::start_of;
use crate::error::{Error, Result};
use crate::report;
use crate::survey::formats::sha256_of;
use crate::words::{Lang, words};
use std::fs;
use std::path::Path;

/// What a plan is called where it is written.
pub(super) const PLAN: &str = "plan.csv";

/// Whether the plan in a folder is as this program wrote it, as far as what stands beside it tells. An advice says by
/// what its plan is known; from the findings of an edition the plan can be made again.
pub(super) fn is_as_written(folder: &Path) -> bool {
    let Ok(there) = fs::read(folder.join(PLAN)) else { return false };
    let told = format!("\"plan_sha256\":\"{}\"", sha256_of(&there));
    start_of(&folder.join("advice.json")).contains(&told) || made_again(folder).is_some_and(|plan| plan == there)
}

/// Whether the plan in a folder may go, or be joined by what does not belong beside it: there is none, it is as this
/// program wrote it, or that is asked for.
///
/// # Errors
/// When somebody edited it.
pub(super) fn may_go(folder: &Path, force: bool) -> Result<()> {
    let there = folder.join(PLAN);
    if force || !there.exists() || is_as_written(folder) {
        return Ok(());
    }
    Err(Error::PlanEdited { path: there.display().to_string() })
}

fn made_again(folder: &Path) -> Option<Vec<u8>> {
    let findings = report::json::read(&fs::read(folder.join("findings.json")).ok()?, "").ok()?;
    report::plan_csv(&findings, words(Lang::from_code(&findings.language).unwrap_or_default())).ok()
}

/// The plan in a folder when it is the one that was asked about: it stays as it is.
///
/// # Errors
/// When another plan is to be written there, and the one that is there was edited.
pub(super) fn kept(folder: &Path, asked: Option<&Path>, force: bool) -> Result<Option<Vec<u8>>> {
    let there = folder.join(PLAN);
    if !there.exists() {
        return Ok(None);
    }
    let path = || there.display().to_string();
    let is_asked = asked.is_some_and(|own| {
        let (own, there) = (fs::canonicalize(own), fs::canonicalize(&there));
        own.is_ok_and(|own| there.is_ok_and(|there| own == there))
    });
    if is_asked {
        return fs::read(&there).map(Some).map_err(|source| Error::CannotRead { path: path(), source });
    }
    may_go(folder, force).map(|()| None)
}
