//! The chapters on openness, lagging, networks, stories, access, warnings and capacities in Dutch.

use super::Dutch;
use crate::words::chapters::{Chapters, Exposed, MOST_NAMED, Tell, Verdicts};
use crate::words::headlines::Sentence;
use crate::words::labels::Labels;
use crate::words::numbers::{Noun, Numbers, with};

/// `1 van 12 scholen blijft`, `2 van 12 scholen blijven`.
fn behind(verdicts: &Verdicts<'_>) -> String {
    let n = verdicts.lagging.len() as u64;
    let verb = if n == 1 { "blijft" } else { "blijven" };
    format!("{} scholen {verb}", Dutch.of(n, verdicts.schools()))
}

/// Names of schools; of very many the first, and how many more.
fn named(schools: &[String]) -> String {
    if schools.len() <= MOST_NAMED {
        return Dutch.list(schools);
    }
    let rest = Dutch.count((schools.len() - MOST_NAMED) as u64);
    format!("{} en nog {rest}", schools[..MOST_NAMED].join(", "))
}

fn reasons(verdicts: &Verdicts<'_>) -> String {
    let told: Vec<String> = verdicts
        .reasons
        .iter()
        .map(|(reason, n)| {
            let reason = Dutch.reason(reason).unwrap_or(reason);
            if verdicts.reasons.len() == 1 { reason.to_owned() } else { format!("{reason} ({})", Dutch.count(*n)) }
        })
        .collect();
    told.join("; ")
}

impl Chapters for Dutch {
    fn tell(&self, what: Tell) -> &'static str {
        super::chapter_texts::told(what)
    }

    fn two_readings(&self, strict: u64, broad: u64, known: u64) -> String {
        format!(
            "Strikt gelezen, met een collega in de klas, {} er {} open. Ruim gelezen, als ook een eigen casus, video of \
             resultaten op tafel meetelt, {} het er {}.",
            with(strict, "stond", "stonden"),
            self.of(strict, known),
            with(broad, "is", "zijn"),
            self.of(broad, known)
        )
    }

    fn guided(&self, teachers: u64, of: u64) -> String {
        format!(
            "Bij {} leraren was een consulent of begeleider in de klas. Dat staat apart en telt niet als open deur.",
            self.of(teachers, of)
        )
    }

    fn lagging(&self, group: &Verdicts<'_>, others: &[Verdicts<'_>]) -> Sentence {
        let all = self.count(group.schools());
        let mut detail = String::from(
            "Achterblijven betekent: de opendeurgraad ligt meer dan 15 procentpunt onder die van de andere scholen samen, en \
             het verschil is groter dan het toeval zou geven. Niet aangetoond is niet hetzelfde als: het gaat hier goed.",
        );
        let lead = if group.schools() == 1 {
            match group.lagging.first() {
                Some(school) => format!("{school} blijft in openheid achter bij de andere scholen."),
                None if group.cannot_tell > 0 => {
                    format!("Of deze school achterblijft, is niet te zeggen: {}.", reasons(group))
                }
                None => {
                    "Van deze school is niet aangetoond dat ze in openheid achterblijft bij de andere scholen.".into()
                }
            }
        } else if group.cannot_tell == group.schools() {
            format!("Of een school achterblijft, is van geen van de {all} scholen te zeggen: {}.", reasons(group))
        } else {
            let mut lead = if group.lagging.is_empty() {
                format!("Van geen van de {all} scholen is aangetoond dat ze in openheid achterblijft bij de andere")
            } else {
                format!("{} in openheid achter bij de andere: {}", behind(group), named(&group.lagging))
            };
            if group.cannot_tell > 0 {
                lead += &format!("; van {} is het niet te zeggen", self.count(group.cannot_tell));
                detail += &format!(" Waarom niet: {}.", reasons(group));
            }
            lead + "."
        };
        for other in others.iter().filter(|o| !o.lagging.is_empty()) {
            detail += &format!(" {}", self.frame_told(other));
        }
        Sentence::new(lead, detail)
    }

    fn none_told(&self, why: &str) -> String {
        format!("Van geen ervan is het te zeggen: {why}.")
    }

    fn frame_told(&self, v: &Verdicts<'_>) -> String {
        let name = self.frame_name(v.frame);
        if let Some(why) = v.not_for {
            return format!("{name}: {}.", self.reason(why).unwrap_or(why));
        }
        if v.cannot_tell == v.schools() {
            return format!("{name}: geen uitspraak mogelijk ({}).", reasons(v));
        }
        if v.schools() == 1 {
            let lags = !v.lagging.is_empty();
            return if lags {
                format!("{name}: blijft achter.")
            } else {
                format!("{name}: achterblijven niet aangetoond.")
            };
        }
        let mut text = if v.lagging.is_empty() {
            format!("{name}: van geen school is aangetoond dat ze achterblijft")
        } else {
            format!("{name}: {} achter ({})", behind(v), named(&v.lagging))
        };
        if v.not_shown > 0 && !v.lagging.is_empty() {
            text += &format!("; bij {} is het niet aangetoond", self.count(v.not_shown));
        }
        if v.cannot_tell > 0 {
            text += &format!("; van {} is het niet te zeggen ({})", self.count(v.cannot_tell), reasons(v));
        }
        text + "."
    }

    fn frame_name(&self, frame: &str) -> &'static str {
        match frame {
            "lagging_standard" => "Naast de eigen norm",
            "lagging_potential" => "Naast het eigen gesprek",
            "lagging_change" => "Naast de vorige meting",
            _ => "Naast de andere scholen",
        }
    }

    fn forms_needed(&self, schools: &[(String, u64)]) -> String {
        let all: u64 = schools.iter().map(|s| s.1).sum();
        let each: Vec<String> = schools.iter().map(|(s, n)| format!("{s} {}", self.count(*n))).collect();
        let forms = self.many(all, Noun::Form);
        if each.len() > MOST_NAMED {
            return format!("Ten minste nog {forms} van leraren, op {} scholen.", self.count(each.len() as u64));
        }
        format!("Ten minste nog {forms} van leraren: {}.", self.list(&each))
    }

    fn corner_means(&self, place: &str) -> Option<&'static str> {
        Some(match place {
            "connected_and_open" => {
                "Er wordt veel over lesgeven gepraat en ook bij elkaar gekeken. Misschien wil deze school gastheer zijn voor een andere."
            }
            "talk_without_looking" => {
                "Er wordt veel over lesgeven gepraat, maar weinig bij elkaar gekeken. De eerste stap ligt dichtbij: een bezoek tussen \
                 twee mensen die elkaar al spreken."
            }
            "looking_without_talk" => {
                "Er wordt bij elkaar gekeken, maar weinig over lesgeven gepraat. Zijn de bezoeken gekozen of georganiseerd, en is er \
                 een gesprek na afloop?"
            }
            "little_of_either" => {
                "Er wordt weinig gepraat en weinig gekeken. Eerst contact opbouwen: met een bezoek beginnen zou hier de verkeerde \
                 eerste stap zijn."
            }
            _ => return None,
        })
    }

    fn cuts(&self, talk: f64, conversion: f64) -> String {
        format!(
            "De grenzen liggen bij de middelste school: gemiddeld {} gesprekspartners per leraar, en een open deur bij {} van de \
             paren die praten. Zo valt altijd ongeveer de helft aan de lage kant: dit is een plaats naast de andere scholen, geen \
             uitspraak.",
            self.decimal(talk, 1),
            self.percent(conversion)
        )
    }

    fn only_relation(&self, relation: &str) -> String {
        format!("als alleen telt: {relation}")
    }

    fn threshold(&self, id: &str, value: f64) -> Option<(&'static str, String)> {
        let whole = self.count(value.max(0.0).round() as u64);
        let percent = self.percent(value);
        Some(match id {
            "minimum_of_interest" => (
                "kleinste verschil dat telt",
                format!(
                    "{} procentpunt: drie op de twintig leraren. Minder dan dat komt en gaat.",
                    self.decimal(value * 100.0, 0)
                ),
            ),
            "significance" => (
                "grens van het toeval",
                format!(
                    "Kans van ten hoogste {percent}, aangepast omdat er zoveel scholen tegelijk vergeleken worden."
                ),
            ),
            "fewest_known" => {
                ("minste aantal bekende deuren", format!("Onder {whole} wordt over een school niets gezegd."))
            }
            "fewest_for_verdict" => (
                "minste aantal voor een uitspraak",
                format!("Onder {whole} bekende deuren staan er aantallen, zonder uitspraak."),
            ),
            "full_profile_from" => (
                "volledig beeld vanaf",
                format!(
                    "Onder {whole} bekende deuren komt er alleen een uitspraak als de hele marge aan één kant ligt."
                ),
            ),
            "response_normal" => {
                ("gewone respons", format!("Onder {percent} van de leraren staat er een waarschuwing bij."))
            }
            "response_for_verdict" => {
                ("respons voor een uitspraak", format!("Onder {percent} van de leraren komt er geen uitspraak."))
            }
            "response_for_shares" => {
                ("respons voor een percentage", format!("Onder {percent} van de leraren staan er alleen aantallen."))
            }
            "bootstrap_draws" => (
                "trekkingen",
                format!(
                    "De marge van het benut potentieel komt uit {whole} keer opnieuw trekken van leraren binnen hun school."
                ),
            ),
            "closed_values" => (
                "gesloten profiel",
                format!(
                    "De vraag komt pas op als ten minste {whole} van de zes waarden in het meest gesloten derde deel van de scholen liggen."
                ),
            ),
            _ => return None,
        })
    }

    fn groups(&self, people: u64, of: u64, formal: u64, informal: u64) -> String {
        let organised = with(formal, "georganiseerde groep", "georganiseerde groepen");
        let kinds = if informal == 0 {
            format!("{} {organised}", self.count(formal))
        } else {
            format!("{} {organised} en {} uit eigen keuze", self.count(formal), self.count(informal))
        };
        let are = with(people, "zit", "zitten");
        format!("{} mensen {are} in ten minste één groep ({kinds}).", self.of(people, of))
    }

    fn linking(&self, people: u64) -> String {
        match people {
            0 => "Niemand houdt in zijn eentje groepen bij elkaar: als één persoon vertrekt, blijven ze verbonden."
                .into(),
            1 => "1 persoon houdt groepen bij elkaar: vertrekt die, dan raken ze los van elkaar.".into(),
            n => format!(
                "{} mensen houden groepen bij elkaar: vertrekt een van hen, dan raken die los van elkaar.",
                self.count(n)
            ),
        }
    }

    fn group_kind<'a>(&self, kind: &'a str) -> &'a str {
        match kind {
            "team" => "bouwteam",
            "data_team" => "datateam",
            "study_day" => "studiedag",
            "meeting" | "network_meeting" => "bijeenkomst",
            "round_table" => "rondetafel",
            "theme_group" => "themagroep",
            "action_research" => "actieonderzoek",
            "intervision" => "intervisie",
            "buddy" => "maatjes",
            "organising_group" => "organiserende groep",
            "directors_meeting" => "directeurenoverleg",
            "allocation_group" => "groep die middelen verdeelt",
            other => other,
        }
    }

    fn story(&self, topic: &str, ties: u64, all: u64) -> Sentence {
        let share = self.percent(ties as f64 / all.max(1) as f64);
        Sentence::new(
            format!("Er wordt het meest gepraat over {topic}: {} gesprekken ({share}).", self.of(ties, all)),
            "Een gesprek is hier: een persoon noemt een ander en zegt waar het dan over gaat.",
        )
    }

    fn outside(&self, people: u64, of: u64) -> Sentence {
        Sentence::new(
            format!(
                "{} mensen {} contact met iemand buiten de eigen school.",
                self.of(people, of),
                with(people, "heeft", "hebben")
            ),
            "Wie alleen hoort wat de naaste collega's al weten, hoort weinig nieuws. Alleen wie antwoordde telt mee.",
        )
    }

    fn view_from_outside(&self, near: u64, of: u64, far: Option<(u64, u64)>) -> String {
        let far = far.map_or_else(String::new, |(n, of)| {
            format!("; {} ook met iemand buiten de hele scholengroep", self.of(n, of))
        });
        let have = with(near, "heeft", "hebben");
        format!("{} mensen {have} contact met iemand buiten de eigen school{far}.", self.of(near, of))
    }

    fn closed(&self, schools: &[String], of: u64) -> String {
        if schools.is_empty() {
            return format!(
                "Bij geen van de {} scholen liggen vier of meer waarden in het gesloten derde deel.",
                self.count(of)
            );
        }
        format!(
            "Een vraag om te bespreken op {}: liggen hier oude gewoonten beschermd? Vier of meer van de zes waarden liggen er in het \
             gesloten derde deel.",
            self.list(schools)
        )
    }

    fn forced(&self, only_organised: u64, ties: u64, returned: u64) -> String {
        format!(
            "{} bezoeken {} op geen enkele verbinding uit eigen keuze; {} daarvan {} beantwoord met een \
             tegenbezoek.",
            self.of(only_organised, ties),
            with(only_organised, "is georganiseerd en rust", "zijn georganiseerd en rusten"),
            self.count(returned),
            with(returned, "is", "zijn")
        )
    }

    fn exposed(&self, e: &Exposed) -> String {
        format!(
            "Van wie in de vorige meting een ingedeelde verbinding had, {} nu {} minder contacten uit eigen keuze; van wie er \
             geen had, {}. Dat zijn twee verschillende groepen mensen: het verschil bewijst niets.",
            with(e.with.1, "heeft", "hebben"),
            self.of(e.with.1, e.with.0),
            self.of(e.without.1, e.without.0)
        )
    }

    fn capacity(&self, capacity: &str) -> Option<(&'static str, &'static str)> {
        Some(match capacity {
            "personal" => (
                "Persoonlijke capaciteit",
                "De eigen praktijkkennis onderzoeken en vernieuwen; toegang hebben tot nieuwe inzichten.",
            ),
            "interpersonal" => (
                "Interpersoonlijke capaciteit",
                "Een klimaat waarin mensen elkaar vertrouwen en iedereen mee kan denken en vragen stellen.",
            ),
            "organisational" => (
                "Organisatorische capaciteit",
                "Structuren die isolement verminderen en ruimte maken voor een kritisch gesprek.",
            ),
            _ => return None,
        })
    }

    fn beyond(&self, id: &str) -> Option<&'static str> {
        Some(match id {
            "quality_of_inquiry" => "hoe goed mensen hun eigen praktijk onderzoeken",
            "depth_of_dialogue" => "hoe diep een gesprek gaat",
            "climate" => "of mensen zich veilig en gewaardeerd voelen",
            "leadership_style" => "hoe er leiding wordt gegeven",
            "time_and_budget" => "hoeveel tijd en geld er is",
            "learning_outcome" => "wat leraren en leerlingen ervan leren",
            _ => return None,
        })
    }

    fn evidence(&self, measure: &str, layer: Option<&str>) -> Option<&'static str> {
        Some(match (measure, layer) {
            ("networks_formal", _) => "georganiseerde netwerken per persoon",
            ("networks_informal", _) => "netwerken uit eigen keuze per persoon",
            ("effective_size", _) => "contacten die niet ook elkaar kennen, per persoon",
            ("constraint", _) => "beperking: hoe gesloten de kring om iemand is, per persoon",
            ("reciprocity_arcs_observed", Some("trust")) => "vertrouwen dat beantwoord wordt",
            ("reciprocity_arcs_observed", _) => "praten dat van beide kanten genoemd wordt",
            ("isolates", _) => "mensen die antwoordden en met niemand een verbinding hebben",
            ("in_centralisation", _) => "hoeveel van het praten naar één persoon gaat (0 tot 1)",
            ("gini_in_degree", _) => "hoe ongelijk het praten verdeeld is (0 tot 1)",
            ("with_outside_contact", _) => "deel van de mensen met een contact buiten de school",
            ("open_door_rate", _) => "opendeurgraad: deel van de bekende deuren dat openstond",
            ("open_door_rate_broad", _) => "deel van de leraren met de eigen praktijk op tafel, of meer",
            ("multiplexity", _) => "deel van de paren met meer dan één soort relatie",
            ("also_informal", _) => "georganiseerde paren die er ook zelf voor kiezen",
            ("also_formal", _) => "paren uit eigen keuze die ook georganiseerd zijn",
            ("link_persons", _) => "mensen die de verbindingen met andere scholen dragen",
            ("ei_index", _) => "naar binnen (−1) of naar buiten (+1) gericht",
            ("mean_schools_within_2", _) => "scholen in twee stappen, gemiddeld",
            ("components_weak", _) => "losse delen van het netwerk",
            _ => return None,
        })
    }
}
