//! What findings are for: nothing beyond what that needs is computed.

use crate::advice::warnings::CLOSED_PROFILE;
use crate::change::figures::is_compared;
use crate::measures::{Family, Scope};
use crate::network::layer::Layer;

/// What findings are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Purpose {
    /// A report: everything.
    #[default]
    Report,
    /// Two waves side by side: figures that are compared, and no test, interval or picture of one wave alone.
    Changes,
    /// Who could visit or support whom: which schools have a closed profile or little of either, and what is told of a
    /// wave as a whole.
    Advice,
}

/// Of people, those figures are compared person by person.
const COMPARED: [&str; 5] = ["in_degree", "out_degree", "degree", "outside_contacts", "isolation"];

impl Purpose {
    /// Whether a family of measures is needed.
    pub(super) fn needs(self, family: &Family) -> bool {
        let wanted = |&(scope, name): &(Scope, &str)| match (self, scope) {
            (Purpose::Report, _) => true,
            (Purpose::Changes, Scope::School | Scope::Layer) => is_compared(family),
            (Purpose::Changes, Scope::Person) => COMPARED.contains(&name),
            (Purpose::Advice, Scope::School | Scope::Person) => CLOSED_PROFILE.iter().any(|sign| sign.measure == name),
            _ => false,
        };
        // Over how many people and ties something stands is always told.
        family.name == "size" || family.columns.iter().any(wanted)
    }

    /// Whether a layer is needed.
    pub(super) fn needs_layer(self, layer: &Layer) -> bool {
        self != Purpose::Advice || ["all", "talk"].contains(&layer.id.as_str())
    }

    /// Whether more is told of a wave than its figures: verdicts, tests, intervals, how layers hang together.
    pub(super) fn is_report(self) -> bool {
        self == Purpose::Report
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::ALL;

    #[test]
    fn every_sign_of_a_closed_profile_is_computed_for_an_advice() {
        let made: Vec<&str> = ALL
            .iter()
            .filter(|f| Purpose::Advice.needs(f))
            .flat_map(|f| f.columns)
            .filter(|c| matches!(c.0, Scope::School | Scope::Person))
            .map(|c| c.1)
            .collect();
        // What is kept since the wave before is counted where the profile is made.
        for sign in CLOSED_PROFILE.iter().filter(|s| s.measure != "jaccard") {
            assert!(made.contains(&sign.measure), "{}", sign.measure);
        }
        let (advice, all) = (ALL.iter().filter(|f| Purpose::Advice.needs(f)).count(), ALL.len());
        assert!(advice * 2 < all, "{advice} of {all}");
        assert!(ALL.iter().all(|f| Purpose::Report.needs(f)));
    }
}
