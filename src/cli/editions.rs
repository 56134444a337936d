//! Which editions to write, and for whom.

use super::{Common, Stop, messages::Messages};
use crate::audience::{Audience, edition, key};
use crate::error::{Error, Thing};
use crate::findings::{Advice, Findings, SchoolInfo};
use clap::{Args, ValueEnum};
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct EditionArgs {
    /// Who will read it; may be repeated, and each edition then stands in a folder of its own. A leader, a board and a
    /// team see no person; figures about fewer than five people are hidden.
    #[arg(long, value_enum, value_name = "WHO")]
    audience: Vec<Reader>,
    /// With `--audience leader`: the edition of this school, or of `each` school in a folder of its own; may be repeated.
    #[arg(long, value_name = "S")]
    school: Vec<String>,
    /// With `--audience researcher`: write here who is who. Not into the report's folder.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reader {
    /// Everything, people by code: a working copy (the default).
    Analyst,
    /// A school leader.
    Leader,
    /// The board.
    Board,
    /// A team.
    Team,
    /// A consultant: the board's edition and who may be named.
    Consultant,
    /// Research: everything under pseudonyms.
    Researcher,
}

impl Reader {
    fn audience(self) -> Audience {
        match self {
            Reader::Analyst => Audience::Analyst,
            Reader::Leader => Audience::Leader,
            Reader::Board => Audience::Board,
            Reader::Team => Audience::Team,
            Reader::Consultant => Audience::Consultant,
            Reader::Researcher => Audience::Researcher,
        }
    }
}

/// An edition, and the folder below the output folder in which it stands.
pub(crate) struct Edition<'a> {
    pub(crate) findings: Cow<'a, Findings>,
    pub(crate) folder: String,
}

impl EditionArgs {
    fn audiences(&self) -> Vec<Audience> {
        let mut audiences = Vec::new();
        for audience in self.audience.iter().map(|r| r.audience()) {
            if !audiences.contains(&audience) {
                audiences.push(audience);
            }
        }
        if audiences.is_empty() { vec![Audience::Analyst] } else { audiences }
    }

    /// Whether anybody is to see who could visit or support whom.
    pub(crate) fn want_advice(&self) -> bool {
        self.audience.contains(&Reader::Consultant)
    }

    /// What can be seen to be wrong before the work begins.
    pub(crate) fn check(&self, names: bool, out: &Path) -> Result<(), Error> {
        let wrong = |option: &str, seen: String, want: &str| {
            Err(Error::BadOption { option: option.into(), seen, want: want.into() })
        };
        let audiences = self.audiences();
        if names && let Some(other) = audiences.iter().find(|a| !a.may_have_names()) {
            return wrong("--names", other.name().into(), "--audience analyst | consultant");
        }
        if !self.school.is_empty() && !audiences.contains(&Audience::Leader) {
            return wrong("--school", self.school.join(", "), "--audience leader");
        }
        if let Some(key) = &self.key {
            if !audiences.contains(&Audience::Researcher) {
                return wrong("--key", key.display().to_string(), "--audience researcher");
            }
            if is_below(key, out) {
                return wrong("--key", key.display().to_string(), "a file outside the folder of the report");
            }
        }
        Ok(())
    }

    /// The editions, each with what it may show.
    pub(crate) fn of<'a>(&self, findings: &'a Findings, advice: Option<&Advice>) -> Result<Vec<Edition<'a>>, Error> {
        let audiences = self.audiences();
        let schools = self.schools(findings)?;
        let mut editions = Vec::new();
        for &audience in &audiences {
            let each: Vec<Option<usize>> = match audience {
                Audience::Leader if !schools.is_empty() => schools.iter().copied().map(Some).collect(),
                _ => vec![None],
            };
            for school in each {
                let findings = match audience {
                    Audience::Analyst => Cow::Borrowed(findings),
                    // What is proposed stands in this edition and in no other, whichever are made together.
                    Audience::Consultant => {
                        let with = Findings { advice: advice.cloned(), ..findings.clone() };
                        Cow::Owned(edition(&with, audience, school))
                    }
                    _ => Cow::Owned(edition(findings, audience, school)),
                };
                let mut folder = match school {
                    Some(_) => format!("leader-{}", slug(&findings.schools[0], editions.len())),
                    None => audience.name().to_owned(),
                };
                // Two ids may differ in no more than capitals, and some file systems do not tell these apart.
                while editions.iter().any(|e: &Edition<'_>| e.folder.eq_ignore_ascii_case(&folder)) {
                    folder.push('+');
                }
                editions.push(Edition { findings, folder });
            }
        }
        if let [only] = editions.as_mut_slice() {
            only.folder.clear();
        }
        Ok(editions)
    }

    /// The schools of which a leader's edition is asked for.
    fn schools(&self, findings: &Findings) -> Result<Vec<usize>, Error> {
        let all = &findings.schools;
        if self.school.iter().any(|s| s == "each") {
            return Ok((0..all.len()).collect());
        }
        let find = |name: &String| {
            let is = |s: &SchoolInfo| s.id == *name || s.name.as_ref() == Some(name);
            all.iter().position(is).ok_or_else(|| Error::Unknown {
                what: Thing::School,
                name: name.clone(),
                seen: all.iter().map(|s| s.id.clone()).collect(),
            })
        };
        let mut schools = self.school.iter().map(find).collect::<Result<Vec<usize>, Error>>()?;
        schools.sort_unstable();
        schools.dedup();
        Ok(schools)
    }

    /// Writes who is who, when that was asked for. An existing file may be the only key to an earlier report.
    pub(crate) fn write_key(
        &self,
        findings: &Findings,
        common: &Common,
        messages: &mut Messages<'_>,
    ) -> Result<(), Stop> {
        let Some(path) = &self.key else { return Ok(()) };
        let shown = path.display().to_string();
        let mut text = String::from("pseudonym,id\n");
        for p in key(findings) {
            let quoted = if p.id.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", p.id.replace('"', "\"\""))
            } else {
                p.id.clone()
            };
            text += &format!("{},{quoted}\n", p.pseudonym);
        }
        let is_same = fs::read(path).is_ok_and(|old| old == text.as_bytes());
        if path.exists() && !is_same && !common.force {
            let want = "a file that is not there yet, or --force".into();
            return Err(Error::BadOption { option: "--key".into(), seen: shown, want }.into());
        }
        fs::write(path, text).map_err(|source| Error::CannotWrite { path: shown.clone(), source })?;
        if !common.quiet {
            let line = messages.words().key_written(&shown);
            messages.line(&line);
        }
        Ok(())
    }
}

/// Whether a file would stand in a folder, seen from where both are.
fn is_below(file: &Path, folder: &Path) -> bool {
    let whole = |path: &Path| -> PathBuf {
        // The part that exists may lead elsewhere.
        let there = path.ancestors().find(|p| p.exists()).unwrap_or(Path::new("."));
        let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
        let rest = path.strip_prefix(there).unwrap_or(path);
        fs::canonicalize(there).unwrap_or_else(|_| there.to_path_buf()).join(rest)
    };
    whole(file).starts_with(whole(folder))
}

/// A folder's name after a school: letters, digits and hyphens of its id, and a number when that is not all of it.
fn slug(school: &SchoolInfo, place: usize) -> String {
    let letters: String = school.id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let short = letters.trim_matches('-');
    if short == school.id {
        short.to_owned()
    } else {
        format!("{short}-{}", place + 1).trim_start_matches('-').to_owned()
    }
}
