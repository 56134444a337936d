//! English sentences about two waves.

use super::English;
use crate::error::Difference;
use crate::words::changes::{ChangeText, Changes, Stood, Turnover};
use crate::words::numbers::{Noun, Numbers};

impl Changes for English {
    fn change_text(&self, text: ChangeText) -> &'static str {
        super::change_texts::text(text)
    }

    fn difference(&self, difference: &Difference) -> String {
        let names = |n: Option<u32>| n.map_or_else(|| "any number of".to_owned(), |n| format!("at most {n}"));
        match difference {
            Difference::AskedOnce { relation, host_side, wave } => {
                let end = if *host_side { " of those who are visited, asked or named" } else { "" };
                format!("{relation} was asked{end} in wave {wave} only")
            }
            Difference::Threshold { relation, before, after } => {
                format!("{relation} counts from frequency {before} in the first wave and from {after} in the second")
            }
            Difference::OwnSchoolOnly { relation, wave } => {
                format!("{relation}: in wave {wave} only colleagues of the own school could be named")
            }
            Difference::MostNames { relation, before, after } => format!(
                "{relation}: the form took {} names in the first wave and {} in the second",
                names(*before),
                names(*after)
            ),
            Difference::PeriodLength { before, after } => {
                format!("the first period has {before} days and the second {after}")
            }
            Difference::Season { before, after } => {
                format!("the periods are of different parts of the year ({before} and {after})")
            }
            Difference::Meaning { relation } => format!("{relation} means something else in the two waves"),
            Difference::Guided => {
                "visits of consultants and advisers count as open doors in one of the waves only".to_owned()
            }
        }
    }

    fn waves_between(&self, from: &str, to: &str) -> String {
        format!("From {from} to {to}")
    }

    fn turnover(&self, t: Turnover) -> String {
        let mut text = format!(
            "Of {} in the first wave {} stayed in their school and {} left; {} came, so that there are {} in the second.",
            self.many(t.before, Noun::Person),
            self.count(t.stayers),
            self.count(t.leavers),
            self.count(t.joiners),
            self.count(t.after)
        );
        if t.movers > 0 {
            text += &format!(" {} moved to another school.", self.many(t.movers, Noun::Person));
        }
        if t.absent > 0 {
            text += &format!(
                " {} away in one of the two and there before or after it: no leaver and no joiner.",
                if t.absent == 1 { "1 person was".to_owned() } else { format!("{} people were", self.count(t.absent)) }
            );
        }
        text
    }

    fn ties_account(
        &self,
        layer: &str,
        (kept, lost, new): (u64, u64, u64),
        (left, came): (u64, u64),
        not_comparable: u64,
    ) -> String {
        let mut text = format!(
            "Between people who stayed {} {} kept, {} lost and {} made ({layer}). Another {} went with those who left, and {} \
             came with those who came.",
            self.many(kept, Noun::Tie),
            if kept == 1 { "was" } else { "were" },
            self.count(lost),
            self.count(new),
            self.count(left),
            self.count(came)
        );
        if not_comparable > 0 {
            text += &format!(
                " Of {} it cannot be told, because the other wave does not know them.",
                self.many(not_comparable, Noun::Tie)
            );
        }
        text
    }

    fn changed_figures(&self, changed: u64, looked_at: u64) -> String {
        match changed {
            0 => format!(
                "Of {} figures that were tested, none changed by more than noise when it is taken into account that so \
                 many were tested.",
                self.count(looked_at)
            ),
            n => format!(
                "Of {} figures that were tested, {} changed by more than noise, also when it is taken into account that \
                 so many were tested.",
                self.count(looked_at),
                self.count(n)
            ),
        }
    }

    fn stood(&self, what: Stood, people: u64, then: u64, expected: Option<f64>, other_way: u64) -> String {
        let verb = |n: u64| if n == 1 { "has" } else { "have" };
        let then = match what {
            Stood::WithoutContacts => format!("{} of them {} one now", self.count(then), verb(then)),
            Stood::DoorsShut => format!("{} of them let somebody in now", self.count(then)),
            Stood::LinkPersons => format!("{} of them still {} some", self.count(then), verb(then)),
        };
        let (who, back) = match what {
            Stood::WithoutContacts => ("had no contact in the first wave", "had one then and none now"),
            Stood::DoorsShut => (
                "whose door is known in both waves let nobody in during the first",
                "let somebody in then and nobody now",
            ),
            Stood::LinkPersons => ("had contacts at other schools in the first wave", "had some then and none now"),
        };
        let expected = match expected {
            Some(n) => format!("about {} would be expected if nothing at all had changed", self.decimal(n, 1)),
            None => "what to expect if nothing had changed cannot be told from so few".to_owned(),
        };
        format!(
            "{} {who}; {then}. For comparison: {expected}. {} {back}.",
            self.many(people, Noun::Person),
            self.many(other_way, Noun::Person)
        )
    }

    fn pairs_compared(&self, compared: u64, all: u64) -> String {
        let out = all.saturating_sub(compared);
        match out {
            0 => format!("All {} pairs of people who stayed are known in both waves.", self.count(all)),
            _ => format!(
                "Only pairs known in both waves are compared: {} of {}; {} drop out.",
                self.count(compared),
                self.count(all),
                self.count(out)
            ),
        }
    }

    fn rate_told_apart(&self, all: (f64, f64), stayers: (f64, f64)) -> String {
        format!(
            "The open-door rate went from {} to {}; among those who stayed, and whose door is known in both waves, from {} to {}. \
             What these two differ in is people who came and went, and doors that are known in one wave only.",
            self.percent(all.0),
            self.percent(all.1),
            self.percent(stayers.0),
            self.percent(stayers.1)
        )
    }
}
