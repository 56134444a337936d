//! Findings as pictures: fills the drawing room's plain structs with numbers and words. The story refers to pictures
//! by the names given here.

mod charts;
mod explorer;
mod names;
mod networks;
mod packed;
mod places;
mod waves;

pub use explorer::Explorer;
pub(super) use places::Places;
pub(super) use waves::{slopes_name, wave_pictures};

use super::story::told::{DoorsAsked, Told};
use crate::drawing::{Caption, Picture};
use crate::findings::Findings;
use crate::words::{Say, Words};
use rayon::prelude::*;

/// Above this many people the picture of everybody at once says nothing: a disc for each school does.
const PEOPLE_UP_TO: usize = 1_500;
/// Above this many schools there is no picture for each of them.
const SCHOOLS_UP_TO: usize = 30;

/// What is drawn of a report: its pictures in reading order, and what its page needs beside them.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Drawings {
    /// Every picture, in reading order.
    pub pictures: Vec<Picture>,
    /// The schools side by side, small: without key and codes, which stand beside them on the page. Their names are
    /// those of the full pictures behind `small-`; empty for a single school, which is shown in full.
    pub small: Vec<Picture>,
    /// The network that can be looked through.
    pub explorer: Option<Explorer>,
}

/// Everything that is drawn of a report.
pub fn drawings(findings: &Findings, words: &dyn Words) -> Drawings {
    let Some(told) = Told::last(findings, words) else { return Drawings::default() };
    let places = has_ties(&told).then(|| Places::of(&told));
    let (pictures, (small, explorer)) = rayon::join(
        || pictures(&told, places.as_ref()),
        || {
            let places = places.as_ref();
            let small = places.map_or(Vec::new(), |places| small_pictures(&told, places));
            (small, places.map(|places| Explorer::of(&told, places)))
        },
    );
    Drawings { pictures, small, explorer }
}

fn pictures(told: &Told<'_>, places: Option<&Places>) -> Vec<Picture> {
    let mut all: Vec<Picture> = Vec::new();
    if let DoorsAsked::Yes(_) = told.doors(told.findings.group_row()) {
        all.push(charts::open_doors(told));
        all.extend(charts::ladder(told));
        all.extend(charts::latent_pairs(told));
        all.extend(charts::funnel(told));
    }
    match (group_picture(told), places) {
        (Some("overview"), _) => all.extend(charts::overview(told)),
        (Some(name), Some(places)) => all.push(networks::everybody(told, places, name)),
        _ => {}
    }
    all.extend(charts::formal_informal(told));
    all.extend(charts::school_pairs(told));
    let schools: Vec<(usize, String, String)> =
        if schools_in_plots(told) == Some(true) { every_school(told) } else { schools_with_pictures(told) };
    if let Some(places) = places.filter(|_| !schools.is_empty()) {
        let network = networks::of_schools(told, places);
        let drawn: Vec<Picture> = schools
            .par_iter()
            .map(|(school, name, title)| networks::one_school(told, &network, *school, name, title))
            .collect();
        all.extend(drawn);
    }
    all.extend(waves::pictures(told, places));
    all
}

/// The pictures of a comparison of waves.
pub fn of_changes(findings: &Findings, words: &dyn Words) -> Vec<Picture> {
    Told::last(findings, words).map_or(Vec::new(), |told| waves::pictures(&told, None))
}

fn small_pictures(told: &Told<'_>, places: &Places) -> Vec<Picture> {
    let schools = schools_with_pictures(told);
    if schools.len() < 2 {
        return Vec::new();
    }
    let network = networks::small(networks::of_schools(told, places));
    let drawn = |(school, name, title): &(usize, String, String)| {
        networks::small_school(told, &network, *school, &format!("{SMALL}{name}"), title)
    };
    schools.par_iter().map(drawn).collect()
}

/// Before the name of a small picture.
pub(super) const SMALL: &str = "small-";

/// Whether the ties of people are in the findings.
pub(super) fn has_ties(told: &Told<'_>) -> bool {
    told.findings.ties.iter().any(|t| t.wave == told.wave)
}

/// Whether people may be drawn one by one: their ties are in the findings, and they are few enough.
fn draws_people(told: &Told<'_>) -> bool {
    has_ties(told) && told.info.staff.len() <= PEOPLE_UP_TO
}

/// Name of the picture of everybody; none when people are not to be seen.
pub(super) fn group_picture(told: &Told<'_>) -> Option<&'static str> {
    let schools = told.schools().len();
    if draws_people(told) && schools <= SCHOOLS_UP_TO { Some("network") } else { (schools > 1).then_some("overview") }
}

/// Name and title of the picture of each school; empty when people are not to be seen, or schools are too many.
pub(super) fn school_pictures(told: &Told<'_>) -> Vec<(String, String)> {
    schools_with_pictures(told).into_iter().map(|(_, name, title)| (name, title)).collect()
}

/// Where a page has no pictures of the schools since they or their people are too many: whether they were asked for as
/// files.
pub(super) fn schools_in_plots(told: &Told<'_>) -> Option<bool> {
    let many = has_ties(told) && !(draws_people(told) && told.schools().len() <= SCHOOLS_UP_TO);
    many.then_some(told.findings.settings.outputs.school_plots && told.findings.settings.outputs.plots)
}

fn schools_with_pictures(told: &Told<'_>) -> Vec<(usize, String, String)> {
    if draws_people(told) && told.schools().len() <= SCHOOLS_UP_TO { every_school(told) } else { Vec::new() }
}

fn every_school(told: &Told<'_>) -> Vec<(usize, String, String)> {
    let schools = told.schools();
    let labels: Vec<&str> = told.findings.schools.iter().map(crate::findings::SchoolInfo::label).collect();
    let slugs = names::slugs(&labels);
    let one = |s: usize| (s, format!("school-{}", slugs[s]), labels[s].to_owned());
    schools.into_iter().map(one).collect()
}

/// What stands above and under a picture.
fn caption(told: &Told<'_>, name: &str, title: &str, reads: Say, layer: &str) -> Caption {
    let words = told.words;
    let wave = told.wave_line().map_or_else(String::new, |w| format!("{w}. "));
    Caption {
        name: name.into(),
        title: title.into(),
        note: format!("{wave}{}", told.basis(layer)),
        description: words.say(reads).into(),
        is_beside: false,
    }
}
