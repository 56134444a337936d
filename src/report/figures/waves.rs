//! Two waves side by side: slopes of schools, and the network in each wave.

use super::super::story::changes::{Between, by_school};
use super::super::story::told::Told;
use super::networks;
use super::places::Places;
use crate::drawing::charts::{Direction, Slope, Slopes};
use crate::drawing::{Axis, Caption, Picture, charts};
use crate::findings::{Change, Said};
use crate::words::ChangeText;
use rayon::prelude::*;

/// Name of the slopes of a change.
pub(in crate::report) fn slopes_name(change: &Change) -> String {
    format!("slopes-{}-{}", change.from + 1, change.to + 1)
}

/// The network of one wave: its picture, and which wave.
pub(in crate::report) struct WavePicture {
    /// Index of the wave.
    pub(in crate::report) wave: u32,
    /// Name of the picture.
    pub(in crate::report) name: String,
    /// Its title.
    pub(in crate::report) title: String,
}

/// The waves whose network is drawn beside that of others: every wave of a comparison, when people are to be seen.
pub(in crate::report) fn wave_pictures(told: &Told<'_>) -> Vec<WavePicture> {
    let changes = &told.findings.changes;
    let mut waves: Vec<u32> = changes.iter().flat_map(|c| [c.from, c.to]).collect();
    waves.sort_unstable();
    waves.dedup();
    let drawn = |&wave: &u32| super::group_picture(&Told::of(told.findings, told.words, wave)) == Some("network");
    if !waves.iter().all(drawn) {
        return Vec::new();
    }
    // The wave that the report tells has its picture already.
    let told_wave = Told::last(told.findings, told.words).map(|t| t.wave);
    let has_picture = |wave: u32| told_wave == Some(wave) && !told.findings.settings.outputs.only_changes;
    let of = |wave: u32| WavePicture {
        wave,
        name: if has_picture(wave) { "network".into() } else { format!("network-wave-{}", wave + 1) },
        title: told.findings.waves.get(wave as usize).map_or_else(String::new, |w| w.id.clone()),
    };
    waves.into_iter().map(of).collect()
}

/// Every picture about what changed.
pub(super) fn pictures(told: &Told<'_>, places: Option<&Places>) -> Vec<Picture> {
    let mut all: Vec<Picture> = Between::all(told).iter().filter_map(slopes).collect();
    let mut waves = wave_pictures(told);
    waves.retain(|w| w.name != "network");
    if waves.is_empty() {
        return all;
    }
    let own;
    let places = match places {
        Some(places) => places,
        None => {
            own = Places::of(told);
            &own
        }
    };
    let drawn = |w: &WavePicture| networks::everybody(&Told::of(told.findings, told.words, w.wave), places, &w.name);
    all.extend(waves.par_iter().map(drawn).collect::<Vec<_>>());
    all
}

/// Each of the two waves with who answered in it.
fn who_answered(told: &Told<'_>, change: &Change) -> String {
    let of = |wave: u32| {
        let told = Told::of(told.findings, told.words, wave);
        format!("{}: {}", told.words.about_wave(&told.info.id, None), told.words.answered(told.everybody()))
    };
    format!("{} {}", of(change.from), of(change.to))
}

/// Each school's rate in both waves, among those who stayed.
fn slopes(between: &Between<'_>) -> Option<Picture> {
    let rows = by_school(between);
    let first = rows.first()?;
    let (told, change) = (&between.told, between.change);
    let doors = first.measure == "open_door_rate";
    let title = if doors { ChangeText::SlopesTitle } else { ChangeText::SlopesMutualTitle };
    let wave = |w: u32| told.findings.waves.get(w as usize).map_or_else(String::new, |w| w.id.clone());
    let slope = |t: &&crate::findings::Tested| Slope {
        label: t.school.and_then(|s| told.findings.schools.get(s as usize)).map_or("", |s| s.label()).to_owned(),
        from: Some(t.before),
        to: Some(t.after),
        text: between.both_waves(t, t.before, t.after),
        direction: match t.said {
            Said::Changed if t.change() > 0.0 => Direction::Up,
            Said::Changed => Direction::Down,
            _ => Direction::Within,
        },
    };
    let ticks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|x| (x, told.words.percent(x))).to_vec();
    Some(charts::slopes(&Slopes {
        caption: Caption {
            name: slopes_name(change),
            title: between.text(title),
            note: who_answered(told, change),
            description: between.text(ChangeText::SlopesReads),
            is_beside: false,
        },
        rows: rows.iter().map(slope).collect(),
        axis: Axis { ticks, title: String::new() },
        from: wave(change.from),
        to: wave(change.to),
        key_up: between.text(ChangeText::KeyUp),
        key_down: between.text(ChangeText::KeyDown),
        key_within: between.text(ChangeText::KeyWithin),
    }))
}
