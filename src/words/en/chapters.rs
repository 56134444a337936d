//! The chapters on openness, lagging, networks, stories, access, warnings and capacities in English.

use super::English;
use crate::words::chapters::{Chapters, Exposed, MOST_NAMED, Tell, Verdicts};
use crate::words::headlines::Sentence;
use crate::words::labels::Labels;
use crate::words::numbers::{Noun, Numbers, with};

/// `1 of 12 schools lags`, `2 of 12 schools lag`.
fn behind(verdicts: &Verdicts<'_>) -> String {
    let n = verdicts.lagging.len() as u64;
    format!("{} schools {}", English.of(n, verdicts.schools()), if n == 1 { "lags" } else { "lag" })
}

/// Names of schools; of very many the first, and how many more.
fn named(schools: &[String]) -> String {
    if schools.len() <= MOST_NAMED {
        return English.list(schools);
    }
    let rest = English.count((schools.len() - MOST_NAMED) as u64);
    format!("{} and {rest} more", schools[..MOST_NAMED].join(", "))
}

fn reasons(verdicts: &Verdicts<'_>) -> String {
    let told: Vec<String> = verdicts
        .reasons
        .iter()
        .map(|(reason, n)| {
            let reason = English.reason(reason).unwrap_or(reason);
            if verdicts.reasons.len() == 1 { reason.to_owned() } else { format!("{reason} ({})", English.count(*n)) }
        })
        .collect();
    told.join("; ")
}

impl Chapters for English {
    fn tell(&self, what: Tell) -> &'static str {
        super::chapter_texts::told(what)
    }

    fn two_readings(&self, strict: u64, broad: u64, known: u64) -> String {
        format!(
            "Read strictly, with a colleague in the room, {} {} open. Read broadly, when a case, a video or results on the \
             table count as well, it is {}.",
            self.of(strict, known),
            with(strict, "was", "were"),
            self.of(broad, known)
        )
    }

    fn guided(&self, teachers: u64, of: u64) -> String {
        format!(
            "{} teachers had a consultant or adviser in the room. That stands apart and does not count as an open door.",
            self.of(teachers, of)
        )
    }

    fn lagging(&self, group: &Verdicts<'_>, others: &[Verdicts<'_>]) -> Sentence {
        let all = self.count(group.schools());
        let mut detail = String::from(
            "Lagging means: the open-door rate is more than 15 percentage points below that of the other schools together, and the \
             difference is larger than chance would give. Not shown is not the same as: all is well here.",
        );
        let lead = if group.schools() == 1 {
            match group.lagging.first() {
                Some(school) => format!("{school} lags behind the other schools in openness."),
                None if group.cannot_tell > 0 => {
                    format!("Whether this school lags cannot be told: {}.", reasons(group))
                }
                None => "This school is not shown to lag behind the other schools in openness.".into(),
            }
        } else if group.cannot_tell == group.schools() {
            format!("Whether a school lags cannot be told of any of the {all} schools: {}.", reasons(group))
        } else {
            let mut lead = if group.lagging.is_empty() {
                format!("None of the {all} schools is shown to lag behind the others in openness")
            } else {
                format!("{} behind the others in openness: {}", behind(group), named(&group.lagging))
            };
            if group.cannot_tell > 0 {
                lead += &format!("; of {} it cannot be told", self.count(group.cannot_tell));
                detail += &format!(" Why not: {}.", reasons(group));
            }
            lead + "."
        };
        for other in others.iter().filter(|o| !o.lagging.is_empty()) {
            detail += &format!(" {}", self.frame_told(other));
        }
        Sentence::new(lead, detail)
    }

    fn none_told(&self, why: &str) -> String {
        format!("It can be told of none of them: {why}.")
    }

    fn frame_told(&self, v: &Verdicts<'_>) -> String {
        let name = self.frame_name(v.frame);
        if let Some(why) = v.not_for {
            return format!("{name}: {}.", self.reason(why).unwrap_or(why));
        }
        if v.cannot_tell == v.schools() {
            return format!("{name}: it cannot be told ({}).", reasons(v));
        }
        if v.schools() == 1 {
            let lags = !v.lagging.is_empty();
            return if lags { format!("{name}: lags.") } else { format!("{name}: not shown to lag.") };
        }
        let mut text = if v.lagging.is_empty() {
            format!("{name}: no school is shown to lag")
        } else {
            format!("{name}: {} ({})", behind(v), named(&v.lagging))
        };
        if v.not_shown > 0 && !v.lagging.is_empty() {
            text += &format!("; {} are not shown to", self.count(v.not_shown));
        }
        if v.cannot_tell > 0 {
            text += &format!("; of {} it cannot be told ({})", self.count(v.cannot_tell), reasons(v));
        }
        text + "."
    }

    fn frame_name(&self, frame: &str) -> &'static str {
        match frame {
            "lagging_standard" => "Beside the standard",
            "lagging_potential" => "Beside their own talk",
            "lagging_change" => "Beside the wave before",
            _ => "Beside the other schools",
        }
    }

    fn forms_needed(&self, schools: &[(String, u64)]) -> String {
        let all: u64 = schools.iter().map(|s| s.1).sum();
        let each: Vec<String> = schools.iter().map(|(s, n)| format!("{s} {}", self.count(*n))).collect();
        let forms = self.many(all, Noun::Form);
        if each.len() > MOST_NAMED {
            return format!("At least {forms} more from teachers, in {} schools.", self.count(each.len() as u64));
        }
        format!("At least {forms} more from teachers: {}.", self.list(&each))
    }

    fn corner_means(&self, place: &str) -> Option<&'static str> {
        Some(match place {
            "connected_and_open" => {
                "There is much talk about teaching, and people also go and look. Perhaps this school would host another one."
            }
            "talk_without_looking" => {
                "There is much talk about teaching, but people seldom go and look. The first step is near: a visit between two people \
                 who talk already."
            }
            "looking_without_talk" => {
                "People go and look, but talk little about teaching. Were the visits chosen or organised, and is there a talk \
                 afterwards?"
            }
            "little_of_either" => {
                "There is little talk and little looking. First build contact: to begin with a visit would be the wrong first step here."
            }
            _ => return None,
        })
    }

    fn cuts(&self, talk: f64, conversion: f64) -> String {
        format!(
            "The lines are drawn at the middle school: {} talk partners per teacher on average, and an open door with {} of the pairs \
             who talk. So about half of the schools are always on the low side: this is a place beside the others, no verdict.",
            self.decimal(talk, 1),
            self.percent(conversion)
        )
    }

    fn only_relation(&self, relation: &str) -> String {
        format!("when only this counts: {relation}")
    }

    fn threshold(&self, id: &str, value: f64) -> Option<(&'static str, String)> {
        let whole = self.count(value.max(0.0).round() as u64);
        let percent = self.percent(value);
        Some(match id {
            "minimum_of_interest" => (
                "smallest difference that counts",
                format!(
                    "{} percentage points: three teachers of twenty. Less than that comes and goes.",
                    self.decimal(value * 100.0, 0)
                ),
            ),
            "significance" => (
                "limit of chance",
                format!("A chance of at most {percent}, adjusted because so many schools are compared at once."),
            ),
            "fewest_known" => ("fewest known doors", format!("Below {whole} nothing is said of a school.")),
            "fewest_for_verdict" => {
                ("fewest for a verdict", format!("Below {whole} known doors there are counts and no verdict."))
            }
            "full_profile_from" => (
                "full picture from",
                format!("Below {whole} known doors there is a verdict only when the whole interval lies on one side."),
            ),
            "response_normal" => ("usual response", format!("Below {percent} of the teachers a warning goes with it.")),
            "response_for_verdict" => {
                ("response for a verdict", format!("Below {percent} of the teachers there is no verdict."))
            }
            "response_for_shares" => {
                ("response for a percentage", format!("Below {percent} of the teachers there are counts only."))
            }
            "bootstrap_draws" => (
                "draws",
                format!(
                    "The interval of used potential comes from drawing teachers anew within their school {whole} times."
                ),
            ),
            "closed_values" => (
                "closed profile",
                format!(
                    "The question is raised only when at least {whole} of the six values lie in the most closed third of the \
                     schools."
                ),
            ),
            _ => return None,
        })
    }

    fn groups(&self, people: u64, of: u64, formal: u64, informal: u64) -> String {
        let organised = with(formal, "organised group", "organised groups");
        let kinds = if informal == 0 {
            format!("{} {organised}", self.count(formal))
        } else {
            format!("{} {organised} and {} of own choice", self.count(formal), self.count(informal))
        };
        format!("{} people {} in at least one group ({kinds}).", self.of(people, of), with(people, "is", "are"))
    }

    fn linking(&self, people: u64) -> String {
        match people {
            0 => "Nobody alone holds groups together: when one person leaves, they stay connected.".into(),
            1 => "1 person holds groups together: were this person to leave, they would come apart.".into(),
            n => format!(
                "{} people hold groups together: were one of them to leave, groups would come apart.",
                self.count(n)
            ),
        }
    }

    fn group_kind<'a>(&self, kind: &'a str) -> &'a str {
        match kind {
            "data_team" => "data team",
            "study_day" => "study day",
            "network_meeting" => "network meeting",
            "round_table" => "round table",
            "theme_group" => "theme group",
            "action_research" => "action research",
            "buddy" => "buddies",
            "organising_group" => "organising group",
            "directors_meeting" => "directors' meeting",
            "allocation_group" => "group that allots money",
            other => other,
        }
    }

    fn story(&self, topic: &str, ties: u64, all: u64) -> Sentence {
        let share = self.percent(ties as f64 / all.max(1) as f64);
        Sentence::new(
            format!("Most talk is about {topic}: {} talks ({share}).", self.of(ties, all)),
            "A talk is here: a person names another and says what it is about.",
        )
    }

    fn outside(&self, people: u64, of: u64) -> Sentence {
        Sentence::new(
            format!(
                "{} people {} contact with somebody outside their school.",
                self.of(people, of),
                with(people, "has", "have")
            ),
            "Who hears only what the nearest colleagues know already, hears little that is new. Only those who answered count.",
        )
    }

    fn view_from_outside(&self, near: u64, of: u64, far: Option<(u64, u64)>) -> String {
        let far = far.map_or_else(String::new, |(n, of)| {
            format!("; {} with somebody outside the whole group of schools as well", self.of(n, of))
        });
        let have = with(near, "has", "have");
        format!("{} people {have} contact with somebody outside their school{far}.", self.of(near, of))
    }

    fn closed(&self, schools: &[String], of: u64) -> String {
        if schools.is_empty() {
            return format!(
                "In none of the {} schools do four or more values lie in the closed third.",
                self.count(of)
            );
        }
        format!(
            "A question to discuss at {}: are old habits protected here? Four or more of the six values lie in the closed third.",
            self.list(schools)
        )
    }

    fn forced(&self, only_organised: u64, ties: u64, returned: u64) -> String {
        format!(
            "{} visits {} on no tie of own choice; {} of these {} returned.",
            self.of(only_organised, ties),
            with(only_organised, "is organised and rests", "are organised and rest"),
            self.count(returned),
            with(returned, "was", "were")
        )
    }

    fn exposed(&self, e: &Exposed) -> String {
        format!(
            "Of those who had an assigned tie in the wave before, {} {} fewer contacts of their own choice now; of those who had \
             none, {}. These are two different groups of people: the difference proves nothing.",
            self.of(e.with.1, e.with.0),
            with(e.with.1, "has", "have"),
            self.of(e.without.1, e.without.0)
        )
    }

    fn capacity(&self, capacity: &str) -> Option<(&'static str, &'static str)> {
        Some(match capacity {
            "personal" => (
                "Personal capacity",
                "Inquiring into and renewing one's own practical knowledge; access to new insights.",
            ),
            "interpersonal" => (
                "Interpersonal capacity",
                "A climate in which people trust each other and everybody can think along and ask.",
            ),
            "organisational" => {
                ("Organisational capacity", "Structures that reduce isolation and make room for critical dialogue.")
            }
            _ => return None,
        })
    }

    fn beyond(&self, id: &str) -> Option<&'static str> {
        Some(match id {
            "quality_of_inquiry" => "how well people inquire into their own practice",
            "depth_of_dialogue" => "how deep a talk goes",
            "climate" => "whether people feel safe and valued",
            "leadership_style" => "how the school is led",
            "time_and_budget" => "how much time and money there is",
            "learning_outcome" => "what teachers and pupils learn from it",
            _ => return None,
        })
    }

    fn evidence(&self, measure: &str, layer: Option<&str>) -> Option<&'static str> {
        Some(match (measure, layer) {
            ("networks_formal", _) => "organised networks per person",
            ("networks_informal", _) => "networks of own choice per person",
            ("effective_size", _) => "contacts who do not know each other as well, per person",
            ("constraint", _) => "constraint: how closed the circle around somebody is, per person",
            ("reciprocity_arcs_observed", Some("trust")) => "trust that is returned",
            ("reciprocity_arcs_observed", _) => "talk that both sides name",
            ("isolates", _) => "people who answered and have no tie with anybody",
            ("in_centralisation", _) => "how much of the talk goes to one person (0 to 1)",
            ("gini_in_degree", _) => "how unequally the talk is spread (0 to 1)",
            ("with_outside_contact", _) => "part of the people with a contact outside the school",
            ("open_door_rate", _) => "open-door rate: part of the known doors that were open",
            ("open_door_rate_broad", _) => "part of the teachers with own practice on the table, or more",
            ("multiplexity", _) => "part of the pairs with more than one kind of relation",
            ("also_informal", _) => "organised pairs who choose it themselves as well",
            ("also_formal", _) => "pairs of own choice that are organised as well",
            ("link_persons", _) => "people who carry the ties with other schools",
            ("ei_index", _) => "inward (−1) or outward (+1) looking",
            ("mean_schools_within_2", _) => "schools within two steps, mean",
            ("components_weak", _) => "separate parts of the network",
            _ => return None,
        })
    }
}
