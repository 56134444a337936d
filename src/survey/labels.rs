//! Labels that people write in more than one way: schools, phases, topics. The first way of writing is kept.

use super::headings::fold;
use super::ids::Ids;

/// Labels by index, in order of first appearance.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    list: Vec<String>,
    exact: Ids,
    folded: Ids,
}

impl Labels {
    /// The index of a label; a new one is added.
    pub(crate) fn index(&mut self, label: &str) -> u32 {
        self.find(label).unwrap_or_else(|| {
            let index = self.list.len() as u32;
            self.list.push(label.to_owned());
            self.also(label, index);
            index
        })
    }

    /// The index of a label that is known.
    pub(crate) fn find(&mut self, label: &str) -> Option<u32> {
        if let Some(index) = self.exact.get(label) {
            return Some(index);
        }
        let index = self.folded.get(&fold(label))?;
        self.exact.insert(label, index);
        Some(index)
    }

    /// Another way of writing a label, unless it means something already.
    pub(crate) fn also(&mut self, label: &str, index: u32) {
        if self.folded.get(&fold(label)).is_none() {
            self.folded.insert(&fold(label), index);
        }
        if self.exact.get(label).is_none() {
            self.exact.insert(label, index);
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The label of an index.
    pub(crate) fn get(&self, index: u32) -> &str {
        &self.list[index as usize]
    }

    /// The labels.
    pub(crate) fn list(&self) -> &[String] {
        &self.list
    }

    /// The labels, to keep.
    pub(crate) fn into_list(self) -> Vec<String> {
        self.list
    }
}
