//! The wave and layer that a notice speaks of.

use super::Notice;

impl Notice {
    /// Wave and layer, where a measure speaks of them.
    fn subject(&mut self) -> Option<(&mut String, &mut String)> {
        match self {
            Notice::BetweennessSampled { wave, layer, .. }
            | Notice::BetweennessFromPaths { wave, layer, .. }
            | Notice::FewerDraws { wave, layer, .. } => Some((wave, layer)),
            _ => None,
        }
    }

    /// The same notice about a wave by its label, where a measure spoke of the wave it was given and could not know it.
    #[must_use]
    pub(crate) fn of_wave(mut self, label: &str) -> Notice {
        self.subject().into_iter().for_each(|(wave, _)| label.clone_into(wave));
        self
    }

    /// The same notice about another layer that has the same numbers.
    #[must_use]
    pub(crate) fn of_layer(mut self, id: &str) -> Notice {
        self.subject().into_iter().for_each(|(_, layer)| id.clone_into(layer));
        self
    }
}
