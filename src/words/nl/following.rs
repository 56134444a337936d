//! A plan and the next wave, in Dutch.

use super::Dutch;
use crate::words::following::{FollowSay, Following};
use crate::words::numbers::{Noun, Numbers};

impl Following for Dutch {
    fn follow(&self, what: FollowSay) -> &'static str {
        match what {
            FollowSay::Title => "Wat er van het plan werd",
            FollowSay::Introduction => {
                "Iedereen die is uitgenodigd telt mee, ook als het niet doorging: wie een plan uitvoert, is niet als de anderen. Naast elk van hen staat iemand die niet in het plan zat en er vooraf op leek: dezelfde beginwaarde, deurstatus, soort isolement, en nieuw of niet; daarvan iemand van dezelfde school en bouw, anders van dezelfde school, anders van dezelfde bouw, anders wie dan ook. Niemand wordt genoemd."
            }
            FollowSay::LinesTable => "Regels van het plan, en wat de volgende meting ervan laat zien",
            FollowSay::LinesReads => {
                "Niet te zeggen: iemand vertrok of vulde niet in, of er is niet naar gevraagd (rondetafels, tijd van de consulent en partners van buiten laten geen verbinding na)."
            }
            FollowSay::PlannedTitle => "Zoals gepland",
            FollowSay::PlannedReads => {
                "Mensen zijn uitgenodigd omdat een getal laag was. De volgende keer is het bij een deel van hen toch al hoger, ook als niemand iets doet: naast elk aantal staat wat te verwachten was als er niets veranderd was."
            }
            FollowSay::DoneTitle => "Zoals gedaan",
            FollowSay::DoneReads => {
                "Alleen mensen bij wie de regel doorging. Dat de verbinding van het plan er is, daarop zijn ze gekozen: het verschil gaat over wat er zonder die verbinding van kwam. Zij kozen zichzelf, dus een verschil kan hier aan de mensen liggen."
            }
            FollowSay::Alike => "Hoe de paren op elkaar lijken",
            FollowSay::Limits => {
                "Bij minder dan vijf paren, of als in een van beide metingen minder dan 70% invulde, wordt van een verschil niets gezegd. Bezoeken delen gastheren en scholen, zodat mensen minder los van elkaar staan dan de marge aanneemt. Het zegt niets over leren, vertrouwen of resultaten."
            }
            FollowSay::HeadMeans => "Middel",
            FollowSay::HeadPlanned => "Gepland",
            FollowSay::HeadSeen => "Ging door",
            FollowSay::HeadNotSeen => "Ging niet door",
            FollowSay::HeadNotKnown => "Niet te zeggen",
            FollowSay::HeadOutcome => "Wat ervan gekomen kan zijn",
            FollowSay::HeadInvited => "Uitgenodigd",
            FollowSay::HeadExpected => "Sowieso te verwachten",
            FollowSay::HeadBeyond => "Zonder de verbindingen van het plan zelf",
            FollowSay::HeadOthers => "Niet uitgenodigd",
            FollowSay::HeadOthersExpected => "Bij hen te verwachten",
            FollowSay::HeadDifference => "Verschil",
            FollowSay::HeadSaid => "Wat te zeggen is",
            FollowSay::DoorOpened => "deur dicht, en toen kwam er iemand binnen",
            FollowSay::WentToSee => "ging nergens kijken, en toen wel",
            FollowSay::NoLongerAlone => "geen contact of één, en toen twee of meer",
            FollowSay::FewerOwnContacts => "minder contacten uit eigen keuze (schade)",
            FollowSay::SaidDiffers => "verschilt meer dan het toeval geeft",
            FollowSay::SaidNotShown => "geen verschil aangetoond",
            FollowSay::SaidCannotTell => "geen uitspraak mogelijk",
        }
    }

    fn lines_followed(&self, planned: u64, seen: u64, not_known: u64) -> String {
        let lines = if planned == 1 { "1 regel".to_owned() } else { format!("{} regels", self.count(planned)) };
        let were = if planned == 1 { "die gepland was" } else { "die gepland waren" };
        let rest = if not_known > 0 {
            format!(" Van {} is het niet te zeggen.", self.count(not_known))
        } else {
            String::new()
        };
        format!("Van {lines} {were}, laat de volgende meting er {} zien.{rest}", self.count(seen))
    }

    fn people_invited(&self, invited: u64, gone: u64) -> String {
        let gone = match gone {
            0 => String::new(),
            1 => " 1 van hen is er niet meer.".to_owned(),
            n => format!(" {} van hen zijn er niet meer.", self.count(n)),
        };
        let are = if invited == 1 { "is" } else { "zijn" };
        format!("Er {are} {} uitgenodigd.{gone}", self.many(invited, Noun::Person))
    }

    fn pairs_alike(&self, outcome: &str, alike: [u64; 4], alone: u64, not_known: u64) -> String {
        let pairs: u64 = alike.iter().sum();
        let names = ["van dezelfde school en bouw", "van dezelfde school", "van dezelfde bouw", "van geen van beide"];
        let parts = alike.iter().zip(names).filter(|(n, _)| **n > 0);
        let parts: Vec<String> = parts.map(|(&n, name)| format!("{} {name}", self.count(n))).collect();
        let mut text =
            if pairs == 1 { format!("{outcome}: 1 paar") } else { format!("{outcome}: {} paren", self.count(pairs)) };
        if !parts.is_empty() {
            text += &format!(" ({})", self.list(&parts));
        }
        if alone > 0 {
            text += &format!("; voor {} niemand die erop leek", self.count(alone));
        }
        if not_known > 0 {
            text += &format!("; {} in de volgende meting niet bekend", self.count(not_known));
        }
        text
    }
}
