//! Waves by their labels: those of the study file in its order, else those in the files in natural order.

use super::check::Seen;
use super::headings::fold;
use super::ids::Ids;
use super::study::Study;
use super::written::natural;
use crate::error::{Error, Limit, Place, Thing};

/// The wave of a study that has no word for it.
const ONLY: &str = "1";

/// The wave labels met so far, by index; the index is final only after [`Waves::sorted`].
#[derive(Debug, Default)]
pub(crate) struct Waves {
    labels: Vec<String>,
    /// By label as it is written.
    ids: Ids,
    /// By label folded: the first one counts.
    folded: Ids,
    listed: bool,
    refused: Vec<String>,
}

impl Waves {
    /// Those of the study file.
    pub(crate) fn of(study: &Study) -> Waves {
        let mut waves = Waves::default();
        for entry in &study.waves {
            waves.add(&entry.id);
        }
        waves.listed = !study.waves.is_empty();
        waves
    }

    fn add(&mut self, label: &str) -> u32 {
        let (index, new) = self.ids.number(label);
        if new {
            self.labels.push(label.to_owned());
            if self.folded.get(&fold(label)).is_none() {
                self.folded.insert(&fold(label), index);
            }
        }
        index
    }

    /// The index of a label that is known.
    pub(crate) fn known(&self, label: &str) -> Option<u32> {
        self.ids.get(label).or_else(|| self.folded.get(&fold(label)))
    }

    /// Whether a label was met that is none of those.
    pub(crate) fn has_refused(&self) -> bool {
        !self.refused.is_empty()
    }

    /// The index of a label. Where the study file lists the waves, another label is an error, told once, with the first
    /// place in which it stands.
    pub(crate) fn find(&mut self, label: &str, place: impl FnOnce() -> Place, seen: &mut Seen) -> Option<u32> {
        if let Some(index) = self.known(label) {
            return Some(index);
        }
        let most = seen.limits().waves;
        if !self.listed && self.labels.len() < most as usize {
            return Some(self.add(label));
        }
        if !self.listed {
            if self.refused.is_empty() {
                self.refused.push(label.to_owned());
                let limit = most.into();
                seen.error(Error::TooLarge { file: seen.reading.clone(), what: Limit::Waves, seen: limit + 1, limit });
            }
            return None;
        }
        if !self.refused.iter().any(|r| r == label) {
            self.refused.push(label.to_owned());
            let (name, known) = (label.to_owned(), self.labels.clone());
            seen.error(Error::UnknownAt { place: place(), what: Thing::Wave, name, seen: known });
        }
        None
    }

    /// The only wave, for files that say nothing of waves; none when there are several.
    pub(crate) fn only(&mut self) -> Option<u32> {
        match self.labels.len() {
            0 => Some(self.add(ONLY)),
            1 => Some(0),
            _ => None,
        }
    }

    /// The label of an index.
    pub(crate) fn label(&self, index: u32) -> &str {
        &self.labels[index as usize]
    }

    /// Whether the study file lists them.
    pub(crate) fn is_listed(&self) -> bool {
        self.listed
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.labels.len()
    }

    /// The labels in order, and the place of each index among them.
    pub(crate) fn sorted(&self) -> (Vec<String>, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.labels.len() as u32).collect();
        if !self.listed {
            order.sort_by(|&a, &b| natural(self.label(a), self.label(b)));
        }
        let mut place = vec![0; order.len()];
        for (at, &index) in order.iter().enumerate() {
            place[index as usize] = at as u32;
        }
        (order.iter().map(|&i| self.label(i).to_owned()).collect(), place)
    }
}
