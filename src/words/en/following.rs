//! A plan and the next wave, in English.

use super::English;
use crate::words::following::{FollowSay, Following};
use crate::words::numbers::{Noun, Numbers};

impl Following for English {
    fn follow(&self, what: FollowSay) -> &'static str {
        match what {
            FollowSay::Title => "What became of the plan",
            FollowSay::Introduction => {
                "Everybody who was invited counts, whether or not it took place: who goes through with a plan is not like the others. Beside each stands somebody who was not in the plan and was like them before it: the same starting value, door status, kind of isolation, and new or not; of these one of the same school and phase, else of the same school, else of the same phase, else anybody. Nobody is named."
            }
            FollowSay::LinesTable => "Lines of the plan, and what the next wave shows of them",
            FollowSay::LinesReads => {
                "Not to be told: somebody left or did not answer, or the survey asked nothing of the kind (round tables, consultant's time and outside partners leave no tie)."
            }
            FollowSay::PlannedTitle => "As planned",
            FollowSay::PlannedReads => {
                "People were invited because a number was low. Next time it is higher anyhow for some of them, also if nobody does anything: the number to expect if nothing had changed stands beside each count."
            }
            FollowSay::DoneTitle => "As done",
            FollowSay::DoneReads => {
                "Only people whose line took place. That the tie of the plan is there is what they were chosen for: the difference is about what came about without it. They chose themselves, so that a difference here can be one between people."
            }
            FollowSay::Alike => "How alike the pairs are",
            FollowSay::Limits => {
                "With fewer than five pairs, or where fewer than 70% answered in either wave, nothing is said of a difference. Visits share hosts and schools, so that people are less independent of each other than the interval takes them to be. It says nothing about learning, trust or results."
            }
            FollowSay::HeadMeans => "Means",
            FollowSay::HeadPlanned => "Planned",
            FollowSay::HeadSeen => "Took place",
            FollowSay::HeadNotSeen => "Did not",
            FollowSay::HeadNotKnown => "Not to be told",
            FollowSay::HeadOutcome => "What may have come about",
            FollowSay::HeadInvited => "Invited",
            FollowSay::HeadExpected => "To expect anyhow",
            FollowSay::HeadBeyond => "Without the plan's own ties",
            FollowSay::HeadOthers => "Not invited",
            FollowSay::HeadOthersExpected => "To expect of them",
            FollowSay::HeadDifference => "Difference",
            FollowSay::HeadSaid => "What can be said",
            FollowSay::DoorOpened => "door closed, then somebody came in",
            FollowSay::WentToSee => "went nowhere, then went to see somebody",
            FollowSay::NoLongerAlone => "no contact or one, then two or more",
            FollowSay::FewerOwnContacts => "fewer contacts of their own choice (harm)",
            FollowSay::SaidDiffers => "differs by more than chance",
            FollowSay::SaidNotShown => "no difference shown",
            FollowSay::SaidCannotTell => "cannot tell",
        }
    }

    fn lines_followed(&self, planned: u64, seen: u64, not_known: u64) -> String {
        let lines = if planned == 1 { "1 line".to_owned() } else { format!("{} lines", self.count(planned)) };
        let rest =
            if not_known > 0 { format!(" Of {} it cannot be told.", self.count(not_known)) } else { String::new() };
        format!("Of {lines} that were planned, the next wave shows {}.{rest}", self.count(seen))
    }

    fn people_invited(&self, invited: u64, gone: u64) -> String {
        let were = if invited == 1 { "was" } else { "were" };
        let gone = match gone {
            0 => String::new(),
            1 => " 1 of them is no longer there.".to_owned(),
            n => format!(" {} of them are no longer there.", self.count(n)),
        };
        format!("{} {were} invited.{gone}", self.many(invited, Noun::Person))
    }

    fn pairs_alike(&self, outcome: &str, alike: [u64; 4], alone: u64, not_known: u64) -> String {
        let pairs: u64 = alike.iter().sum();
        let names = ["of the same school and phase", "of the same school", "of the same phase", "of neither"];
        let parts = alike.iter().zip(names).filter(|(n, _)| **n > 0);
        let parts: Vec<String> = parts.map(|(&n, name)| format!("{} {name}", self.count(n))).collect();
        let mut text =
            if pairs == 1 { format!("{outcome}: 1 pair") } else { format!("{outcome}: {} pairs", self.count(pairs)) };
        if !parts.is_empty() {
            text += &format!(" ({})", self.list(&parts));
        }
        if alone > 0 {
            text += &format!("; nobody comparable for {}", self.count(alone));
        }
        if not_known > 0 {
            text += &format!("; {} not known in the next wave", self.count(not_known));
        }
        text
    }
}
