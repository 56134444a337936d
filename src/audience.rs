//! What a reader may see: findings in, findings out, decided in one place before anything is drawn.
//!
//! The editions for a leader, a board and a team hold nobody: no person, tie or attribute. What they hold is on a list
//! (`seen`); a figure that is not on it is not shown, so that a new one cannot leak by being forgotten. Of what is on
//! it, figures behind which fewer than five people stand are hidden (`small`), and with them whatever would let one
//! work them out from what is left (`rest`); so are counts of one to four people of a kind (`categories`). This is
//! decided once, over all waves and all editions of a study: putting two editions side by side shows no more than the
//! board's.
//!
//! People without a school are in no row of the tables; they are not a school, and nothing is hidden for their sake.

mod categories;
mod leader;
mod matching;
mod pseudonyms;
mod rest;
mod seen;
mod shared;
mod small;

pub use pseudonyms::Pseudonym;
pub use seen::{Decided, Fate, SEEN};

use crate::findings::{Findings, Named};

/// Fewer people than this do not stand behind a figure that is passed on.
pub const FEWEST: f64 = 5.0;

/// Who reads an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Everything; a working copy.
    Analyst,
    /// School aggregates; with a school, those of that one.
    Leader,
    /// School aggregates.
    Board,
    /// School aggregates.
    Team,
    /// The board's, and who may be named.
    Consultant,
    /// Everything under pseudonyms.
    Researcher,
}

impl Audience {
    /// All of them.
    pub const ALL: [Audience; 6] = [
        Audience::Analyst,
        Audience::Leader,
        Audience::Board,
        Audience::Team,
        Audience::Consultant,
        Audience::Researcher,
    ];

    /// The name, as `--audience` takes it and the findings carry it.
    pub fn name(self) -> &'static str {
        match self {
            Audience::Analyst => "analyst",
            Audience::Leader => "leader",
            Audience::Board => "board",
            Audience::Team => "team",
            Audience::Consultant => "consultant",
            Audience::Researcher => "researcher",
        }
    }

    /// Whether names may be asked for.
    pub fn may_have_names(self) -> bool {
        matches!(self, Audience::Analyst | Audience::Consultant)
    }
}

/// The findings as an audience may see them: of one school when a leader's is asked for, by its index.
///
/// `findings` is the analyst's edition. Who reads it is decided here and nowhere later: every output is drawn from
/// what this gives.
pub fn edition(findings: &Findings, audience: Audience, school: Option<usize>) -> Findings {
    let mut edition = match audience {
        Audience::Analyst => findings.clone(),
        Audience::Researcher => pseudonyms::researcher(findings).0,
        Audience::Leader | Audience::Board | Audience::Team | Audience::Consultant => shared::shared(findings),
    };
    audience.name().clone_into(&mut edition.settings.audience);
    if audience == Audience::Consultant {
        edition.settings.names = findings.settings.names;
        edition.named = named(findings);
        edition.advice = findings.advice.as_ref().map(|advice| matching::for_matching(advice, findings, &edition));
    }
    match school {
        Some(school) if audience == Audience::Leader => leader::of_school(edition, school),
        _ => edition,
    }
}

/// Who is who in the researcher's edition, by pseudonym.
pub fn key(findings: &Findings) -> Vec<Pseudonym> {
    pseudonyms::researcher(findings).1
}

/// People of the last wave who said that they may be named, in the order of their names.
fn named(findings: &Findings) -> Vec<Named> {
    let Some(wave) = findings.waves.last() else { return Vec::new() };
    let mut named: Vec<Named> = Vec::new();
    for staff in wave.staff.iter().filter(|s| s.consent_named == Some(true)) {
        let Some(person) = findings.people.get(staff.person as usize).filter(|p| !p.outside) else { continue };
        named.push(Named {
            id: person.id.clone(),
            name: person.name.clone(),
            school: staff.school,
            phase: staff.phase.and_then(|p| findings.phases.get(p as usize)).cloned(),
            days: staff.days,
            host: staff.host,
            capacity: staff.capacity,
        });
    }
    let label = |n: &Named| n.name.clone().unwrap_or_else(|| n.id.clone());
    named.sort_by_cached_key(|n| (label(n), n.id.clone()));
    named
}
