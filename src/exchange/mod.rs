//! A survey as files for other programs, and as a study folder of its own: the opposite of `survey::formats`.
//!
//! CSV and JSON hold every report of every tie, so that what is read back is the same survey. The formats of other
//! programs hold a network: each tie that counts once (the default reading of two reports), under its relation. What a
//! format cannot hold is told as a notice, never left out in silence.

mod dl;
mod gexf;
mod graphml;
mod json;
mod pajek;
mod people;
mod r;
mod study_file;
mod study_folder;
mod ties;
mod xml;

use crate::error::{NotHeld, Notice, Result};
use crate::report::tables::TableOptions;
use crate::survey::Survey;
use crate::survey::study::Study;
use people::People;
use ties::Ties;

/// A kind of file that a survey is written as.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// The usual ending of its files; none for a folder.
    pub ending: Option<&'static str>,
    write: fn(&Source<'_>) -> Result<Vec<File>>,
    /// What is lost whatever the survey holds.
    cannot: &'static [NotHeld],
}

/// What is written, in the order in which it is offered.
pub const TARGETS: &[Target] = &[
    Target { name: "graphml", ending: Some("graphml"), write: graphml::write, cannot: ONE_VALUE },
    Target { name: "gexf", ending: Some("gexf"), write: gexf::write, cannot: ONE_VALUE },
    Target { name: "pajek", ending: None, write: pajek::write, cannot: BARE },
    Target { name: "dl", ending: Some("dl"), write: dl::write, cannot: BARE },
    Target { name: "csv", ending: None, write: study_folder::write, cannot: &[NotHeld::LeftOut, NotHeld::SetAside] },
    Target {
        name: "json",
        ending: Some("json"),
        write: json::write,
        cannot: &[NotHeld::ChangesOfPeople, NotHeld::LeftOut, NotHeld::SetAside],
    },
    Target { name: "r", ending: None, write: r::write, cannot: &[NotHeld::Groups] },
];

/// Formats with one value per person and one edge per tie.
const ONE_VALUE: &[NotHeld] = &[
    NotHeld::Reports,
    NotHeld::Questions,
    NotHeld::ChangesOfPeople,
    NotHeld::Presence,
    NotHeld::Groups,
    NotHeld::SetAside,
];

/// Formats with hardly more than ties.
const BARE: &[NotHeld] = &[NotHeld::Reports, NotHeld::Questions, NotHeld::Details, NotHeld::SetAside];

/// A file by its name, and its bytes.
pub type File = (String, Vec<u8>);

/// How to write.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Options {
    /// People's names beside their ids.
    pub names: bool,
    /// How tables are written.
    pub tables: TableOptions,
    /// One file where the format has a form for that, though fewer programs read it.
    pub one_file: bool,
}

/// What was written.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Written {
    /// The files. A single one without a name is the whole of it; else they belong in one folder.
    pub files: Vec<File>,
    /// What the format cannot hold.
    pub notices: Vec<Notice>,
}

/// What a file is written from.
struct Source<'a> {
    study: &'a Study,
    survey: &'a Survey,
    options: Options,
    people: People,
    ties: Ties,
    /// What could not be held, met while writing.
    lost: std::cell::RefCell<Vec<(NotHeld, u64)>>,
}

impl Source<'_> {
    /// Remembers that something could not be held, and how often.
    fn lose(&self, what: NotHeld, times: u64) {
        if times == 0 {
            return;
        }
        let mut lost = self.lost.borrow_mut();
        match lost.iter_mut().find(|(known, _)| *known == what) {
            Some((_, count)) => *count += times,
            None => lost.push((what, times)),
        }
    }
}

/// The target of a name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Writes a survey as a kind of file.
///
/// # Errors
/// When a table cannot be written.
///
/// # Example
/// ```
/// # use staffroom::{exchange, survey::{self, study::Study, Survey}};
/// let empty = exchange::write(&Study::default(), &Survey::default(), exchange::target("json").unwrap(), exchange::Options::default())?;
/// assert!(empty.files[0].1.starts_with(b"{"));
/// # Ok::<(), staffroom::error::Error>(())
/// ```
pub fn write(study: &Study, survey: &Survey, target: &Target, options: Options) -> Result<Written> {
    let source = Source {
        study,
        survey,
        options,
        people: People::of(survey, options.names),
        ties: Ties::of(survey),
        lost: std::cell::RefCell::default(),
    };
    let files = (target.write)(&source)?;
    let mut notices = Vec::new();
    for &what in target.cannot {
        source.lose(what, source.times(what));
    }
    if !options.names && matches!(target.name, "csv" | "json") {
        source.lose(NotHeld::Names, survey.people.iter().filter(|p| p.name.is_some()).count() as u64);
    }
    for (what, times) in source.lost.into_inner() {
        notices.push(Notice::NotHeld { format: target.name.to_owned(), what, times });
    }
    Ok(Written { files, notices })
}

impl Source<'_> {
    /// How much of something the survey has.
    fn times(&self, what: NotHeld) -> u64 {
        let survey = self.survey;
        match what {
            // Reports that do not count, and a second report of one tie.
            NotHeld::Reports => self.ties.reports.len() as u64 - self.ties.counted_reports,
            NotHeld::Questions => {
                let limited = |q: &&crate::survey::Question| {
                    q.within_school || q.answered.iter().any(|r| !r.speaks()) || q.max_names.is_some()
                };
                survey.questions.iter().filter(limited).count() as u64
            }
            NotHeld::ChangesOfPeople => self.people.changing(),
            NotHeld::Presence => {
                let all = survey.waves.len() as u64 * survey.people.len() as u64;
                all - survey.waves.iter().map(|w| w.staff.len() as u64).sum::<u64>()
            }
            NotHeld::Groups => survey.groups.len() as u64,
            NotHeld::LeftOut => {
                let left_out = |q: &&crate::survey::Question| {
                    let staff = &survey.waves[q.wave as usize].staff;
                    q.answered.iter().zip(staff).any(|(answered, member)| *answered != member.response)
                };
                survey.questions.iter().filter(left_out).count() as u64
            }
            NotHeld::SetAside => {
                let marked = |q: &&crate::survey::Question| !q.in_vain.is_empty() || !q.may_be_named.is_empty();
                survey.questions.iter().filter(marked).count() as u64
            }
            NotHeld::Details => self.ties.details(),
            // Met while writing.
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests;
