//! `findings.json`: everything, as one line per top-level part, from which the report can be made again.

use crate::error::{Error, Result};
use crate::findings::{Findings, SCHEMA_VERSION};
use std::io::{self, BufWriter, Write};

/// The findings as JSON, ending in a line end.
///
/// # Errors
/// When it cannot be written to.
pub fn write(findings: &Findings, to: &mut dyn Write) -> io::Result<()> {
    // Written piece by piece: the whole text in memory would be larger than the findings.
    let mut to = BufWriter::with_capacity(1 << 16, to);
    serde_json::to_writer(&mut to, findings)?;
    to.write_all(b"\n")?;
    to.flush()
}

/// What changed between waves as JSON, ending in a line end: one object when two waves were compared, else a list. What
/// became of a plan stands in the object as `plan`.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn changes(findings: &Findings) -> Result<Vec<u8>> {
    #[derive(serde::Serialize)]
    struct WithPlan<'a> {
        #[serde(flatten)]
        change: &'a crate::findings::Change,
        plan: &'a crate::findings::Followed,
    }
    let cannot = |e: serde_json::Error| Error::CannotWrite { path: "changes".into(), source: e.into() };
    let mut text = match (&findings.changes[..], &findings.followed) {
        ([change], Some(plan)) => serde_json::to_vec(&WithPlan { change, plan }),
        ([one], None) => serde_json::to_vec(one),
        (several, _) => serde_json::to_vec(several),
    }
    .map_err(cannot)?;
    text.push(b'\n');
    Ok(text)
}

/// Findings from JSON that this program wrote.
///
/// # Errors
/// When it is not JSON of ours, or of another schema.
pub fn read(text: &[u8], path: &str) -> Result<Findings> {
    #[derive(serde::Deserialize)]
    struct Version {
        schema_version: u32,
    }
    let cannot = |e: serde_json::Error| Error::CannotRead { path: path.into(), source: e.into() };
    let version: Version = serde_json::from_slice(text).map_err(cannot)?;
    if version.schema_version != SCHEMA_VERSION {
        return Err(Error::Schema { path: path.into(), seen: version.schema_version, want: SCHEMA_VERSION });
    }
    serde_json::from_slice(text).map_err(cannot)
}
