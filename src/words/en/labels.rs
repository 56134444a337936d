//! Labels in English.

use super::{English, measures::MEASURES};
use crate::findings::{Role, Why};
use crate::words::Labels;

impl Labels for English {
    fn measure(&self, name: &str) -> Option<(&'static str, &'static str)> {
        MEASURES.iter().find(|m| m.0 == name).map(|m| (m.1, m.2))
    }

    fn layer(&self, id: &str) -> Option<&'static str> {
        Some(match id {
            "all" => "all ties",
            "formal" => "formal",
            "informal" => "informal",
            "talk" => "talk about teaching",
            "practice" => "practice on the table",
            "open_door" => "open door",
            _ => return None,
        })
    }

    fn label(&self, value: &str) -> Option<&'static str> {
        Some(match value {
            "unknown" => "unknown (did not answer)",
            "isolate" => "isolated",
            "external_only" => "ties outside the school only",
            "formal_only" => "organised ties only",
            "single_thread" => "a single thread",
            "named_only" => "named only",
            "naming_only" => "naming only",
            "peripheral" => "at the rim",
            "embedded" => "embedded",
            "two_way" => "two-way",
            "host" => "host",
            "visitor" => "visitor",
            "closed" => "closed",
            "lagging" => "lags",
            "not_shown" => "not shown to lag",
            "cannot_tell" => "cannot tell",
            "connected_and_open" => "connected and open",
            "talk_without_looking" => "talk without looking",
            "looking_without_talk" => "looking without talk",
            "little_of_either" => "little of either",
            _ => return None,
        })
    }

    fn role(&self, role: Role) -> &'static str {
        match role {
            Role::NotSaid => "role not said",
            Role::Teacher => "teacher",
            Role::Host => "host teacher",
            Role::New => "new teacher",
            Role::Director => "school leader",
            Role::Superintendent => "superintendent",
            Role::Consultant => "internal consultant",
            Role::Adviser => "external adviser",
            Role::Trainee => "trainee",
            Role::Support => "support staff",
            _ => "other role",
        }
    }

    fn why(&self, why: Why) -> &'static str {
        match why {
            Why::DidNotAnswer => "did not answer",
            Why::NotAsked => "not asked",
            Why::TooFew => "too few people",
            Why::NoTies => "no ties",
            Why::OutsideComponent => "outside the largest part",
            Why::DoesNotApply => "does not apply",
            Why::CannotTell => "cannot tell",
            Why::Suppressed => "hidden (too few people)",
            Why::NotComputed => "not computed",
        }
    }

    fn yes_no(&self, yes: bool) -> &'static str {
        if yes { "yes" } else { "no" }
    }

    fn decimal(&self) -> char {
        '.'
    }

    fn thousands(&self) -> char {
        ','
    }
}
