//! Dutch sentences about two waves.

use super::Dutch;
use crate::error::Difference;
use crate::words::changes::{ChangeText, Changes, Stood, Turnover};
use crate::words::numbers::{Noun, Numbers};

impl Changes for Dutch {
    fn change_text(&self, text: ChangeText) -> &'static str {
        super::change_texts::text(text)
    }

    fn difference(&self, difference: &Difference) -> String {
        let names = |n: Option<u32>| n.map_or_else(|| "elk aantal".to_owned(), |n| format!("hoogstens {n}"));
        match difference {
            Difference::AskedOnce { relation, host_side, wave } => {
                let end = if *host_side { " aan wie bezoek krijgt, gevraagd of genoemd wordt" } else { "" };
                format!("{relation} is alleen in meting {wave} gevraagd{end}")
            }
            Difference::Threshold { relation, before, after } => {
                format!("{relation} telt in de eerste meting vanaf frequentie {before} en in de tweede vanaf {after}")
            }
            Difference::OwnSchoolOnly { relation, wave } => {
                format!("{relation}: in meting {wave} kon men alleen collega's van de eigen school noemen")
            }
            Difference::MostNames { relation, before, after } => format!(
                "{relation}: op het formulier pasten {} namen in de eerste meting en {} in de tweede",
                names(*before),
                names(*after)
            ),
            Difference::PeriodLength { before, after } => {
                format!("de eerste periode telt {before} dagen en de tweede {after}")
            }
            Difference::Season { before, after } => {
                format!("de periodes vallen in een ander deel van het jaar ({before} en {after})")
            }
            Difference::Meaning { relation } => format!("{relation} betekent in de twee metingen iets anders"),
            Difference::Guided => {
                "bezoeken van consulenten en begeleiders tellen in maar één van de metingen als open deur".to_owned()
            }
        }
    }

    fn waves_between(&self, from: &str, to: &str) -> String {
        format!("Van {from} naar {to}")
    }

    fn turnover(&self, t: Turnover) -> String {
        let mut text = format!(
            "Van {} in de eerste meting bleven er {} op hun school en gingen er {} weg; er kwamen er {} bij, zodat er in de \
             tweede {} zijn.",
            self.many(t.before, Noun::Person),
            self.count(t.stayers),
            self.count(t.leavers),
            self.count(t.joiners),
            self.count(t.after)
        );
        if t.movers > 0 {
            text += &format!(
                " {} naar een andere school.",
                if t.movers == 1 {
                    "1 persoon ging".to_owned()
                } else {
                    format!("{} mensen gingen", self.count(t.movers))
                }
            );
        }
        if t.absent > 0 {
            text += &format!(
                " {} in een van de twee afwezig en was er ervoor of erna wel: geen vertrek en geen nieuwe collega.",
                if t.absent == 1 {
                    "1 persoon was".to_owned()
                } else {
                    format!("{} mensen waren", self.count(t.absent))
                }
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
            "Tussen mensen die bleven, {} {} gebleven, {} verdwenen en {} nieuw ({layer}). Nog eens {} verdwenen met wie \
             vertrok, en {} kwamen met wie erbij kwam.",
            if kept == 1 { "is" } else { "zijn" },
            self.many(kept, Noun::Tie),
            self.count(lost),
            self.count(new),
            self.count(left),
            self.count(came)
        );
        if not_comparable > 0 {
            text += &format!(
                " Van {} is het niet te zeggen, omdat de andere meting ze niet kent.",
                self.many(not_comparable, Noun::Tie)
            );
        }
        text
    }

    fn changed_figures(&self, changed: u64, looked_at: u64) -> String {
        match changed {
            0 => format!(
                "Van de {} getallen die getoetst zijn, veranderde er geen meer dan het toeval zou geven, als meetelt dat \
                 het er zo veel zijn.",
                self.count(looked_at)
            ),
            n => format!(
                "Van de {} getallen die getoetst zijn, veranderden er {} meer dan het toeval zou geven, ook als meetelt \
                 dat het er zo veel zijn.",
                self.count(looked_at),
                self.count(n)
            ),
        }
    }

    fn stood(&self, what: Stood, people: u64, then: u64, expected: Option<f64>, other_way: u64) -> String {
        let verb = |n: u64, one: &'static str, many: &'static str| if n == 1 { one } else { many };
        let n = self.count(then);
        let then = match what {
            Stood::WithoutContacts => format!("{n} van hen {} er nu wel een", verb(then, "heeft", "hebben")),
            Stood::DoorsShut => format!("{n} van hen {} nu wel iemand binnen", verb(then, "liet", "lieten")),
            Stood::LinkPersons => format!("{n} van hen {} die nog steeds", verb(then, "heeft", "hebben")),
        };
        let who = match what {
            Stood::WithoutContacts => format!("{} in de eerste meting geen contact", verb(people, "had", "hadden")),
            Stood::DoorsShut => format!(
                "van wie de deur in beide metingen bekend is, {} in de eerste niemand binnen",
                verb(people, "liet", "lieten")
            ),
            Stood::LinkPersons => {
                format!("{} in de eerste meting contacten op andere scholen", verb(people, "had", "hadden"))
            }
        };
        let back = match what {
            Stood::WithoutContacts => format!("{} er toen een en nu geen", verb(other_way, "had", "hadden")),
            Stood::DoorsShut => format!("{} toen iemand binnen en nu niemand", verb(other_way, "liet", "lieten")),
            Stood::LinkPersons => format!("{} die toen en nu niet meer", verb(other_way, "had", "hadden")),
        };
        let expected = match expected {
            Some(n) => {
                format!("als er helemaal niets veranderd was, zouden het er ongeveer {} zijn", self.decimal(n, 1))
            }
            None => {
                "wat te verwachten was als er niets veranderd was, is bij zo weinig mensen niet te zeggen".to_owned()
            }
        };
        format!(
            "{} {who}; {then}. Ter vergelijking: {expected}. {} {back}.",
            self.many(people, Noun::Person),
            self.many(other_way, Noun::Person)
        )
    }

    fn pairs_compared(&self, compared: u64, all: u64) -> String {
        let out = all.saturating_sub(compared);
        match out {
            0 => format!("Alle {} paren van mensen die bleven, zijn in beide metingen bekend.", self.count(all)),
            _ => format!(
                "Alleen paren die in beide metingen bekend zijn, worden vergeleken: {} van {}; {} vallen af.",
                self.count(compared),
                self.count(all),
                self.count(out)
            ),
        }
    }

    fn rate_told_apart(&self, all: (f64, f64), stayers: (f64, f64)) -> String {
        format!(
            "De opendeurgraad ging van {} naar {}; onder wie bleef en van wie de deur in beide metingen bekend is, van {} naar {}. \
             Dat die twee verschillen, komt door mensen die gingen en kwamen, en door deuren die maar in één meting bekend zijn.",
            self.percent(all.0),
            self.percent(all.1),
            self.percent(stayers.0),
            self.percent(stayers.1)
        )
    }
}
