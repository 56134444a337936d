//! The first screen in English.

use super::English;
use crate::words::chapters::Chapters;
use crate::words::headlines::{
    Answers, Basis, Beyond, Caution, Circles, Doors, Headlines, Sentence, WhyNoRate, likeness,
};
use crate::words::numbers::{FEWEST_FOR_PERCENT, Noun, Numbers, with};

/// A percentage in brackets, when enough people stand behind it.
fn share(part: u64, whole: u64) -> String {
    if whole < FEWEST_FOR_PERCENT {
        return String::new();
    }
    format!(" ({})", English.percent(part as f64 / whole as f64))
}

impl Headlines for English {
    fn basis(&self, basis: &Basis<'_>) -> String {
        let who = match basis.response {
            Answers { hidden: true, .. } => "how many answered is not shown".to_owned(),
            Answers { known: false, .. } => "who answered is not known".to_owned(),
            Answers { answered, asked, .. } => {
                format!("{} answered{}", self.of(answered, asked), share(answered, asked))
            }
        };
        let ties = basis.ties.map_or_else(|| "ties whose number is not shown".to_owned(), |n| self.many(n, Noun::Tie));
        let people =
            basis.people.map_or_else(|| "people whose number is not shown".to_owned(), |n| self.many(n, Noun::Person));
        format!("Over {ties} ({}) among {people}; {who}.", basis.layer)
    }

    fn answered(&self, answers: Answers) -> String {
        if answers.hidden {
            return "How many answered is not shown.".into();
        }
        if !answers.known {
            return "Nothing says who answered.".into();
        }
        format!(
            "{} people answered{}.",
            self.of(answers.answered, answers.asked),
            share(answers.answered, answers.asked)
        )
    }

    fn about_wave(&self, id: &str, period: Option<&str>) -> String {
        period.map_or_else(|| format!("Wave {id}"), |p| format!("Wave {id}, {}", self.period(p)))
    }

    fn about_people(&self, people: u64, without_school: u64, schools: u64) -> String {
        let (all, schools_of) = (self.many(people, Noun::Person), self.many(schools, Noun::School));
        match (schools, without_school) {
            (0, _) => all,
            (_, 0) => format!("{all} in {schools_of}"),
            (_, without) => format!("{all}, {} of them in {schools_of}", self.count(people.saturating_sub(without))),
        }
    }

    fn beyond_rows(&self, without_school: u64, beyond: Beyond) -> String {
        let people = format!("{} without a school", self.many(without_school, Noun::Person));
        let also = match beyond {
            Beyond::Nothing => "",
            Beyond::Ties => "ties between schools",
            Beyond::Pairs => "pairs of two schools",
        };
        let also = match (without_school, also) {
            (0, also) => also.to_owned(),
            (_, "") => people,
            (_, also) => format!("{also} and {people}"),
        };
        format!("The last row counts {also} as well, and so is more than the rows above it together.")
    }

    fn doors(&self, doors: &Doors) -> Sentence {
        let mut detail = String::from(
            "Open means: at least one colleague was in the room during a lesson in this period. Going to see a colleague \
             opens that colleague's door, not your own.",
        );
        let most = doors.at_least + doors.unknown;
        let Some(why) = doors.no_rate else {
            let mut lead = format!(
                "{} classrooms {} open to a colleague{}",
                self.of(doors.open, doors.known),
                with(doors.open, "was", "were"),
                share(doors.open, doors.known)
            );
            if doors.open == 0 {
                lead = format!("None of {} classrooms was open to a colleague", self.count(doors.known));
            }
            if doors.unknown > 0 {
                lead += &format!("; of {} more it cannot be told", self.count(doors.unknown));
                detail += &format!(
                    " Of all {}, between {} and {} were open.",
                    self.many(doors.eligible, Noun::Teacher),
                    self.count(doors.at_least),
                    self.count(most)
                );
                if doors.seen_hidden {
                    detail +=
                        " Doors that are not known and that others saw open are counted here as impossible to tell.";
                }
            }
            if let Some((low, high)) = doors.stability.filter(|_| doors.known >= FEWEST_FOR_PERCENT) {
                detail += &format!(
                    " Another half year of the same habits could give {} (stability interval).",
                    self.percent_range(low, high)
                );
            }
            if !doors.response_known {
                detail += " Nothing says who answered: this stands as if everybody had.";
            }
            return Sentence::new(lead + ".", detail);
        };
        let lead = format!(
            "At least {} classrooms {} open to a colleague.",
            self.of(doors.at_least, doors.eligible),
            with(doors.at_least, "was", "were")
        );
        detail += &match why {
            WhyNoRate::OnlyVisitors(missing) => format!(
                " Only those who visit were asked, and {} missing: visits by {} show nowhere. So there is no rate; \
                 it could be up to {}.",
                if missing == 1 { "1 form is".into() } else { format!("{} are", self.many(missing, Noun::Form)) },
                with(missing, "this person", "these people"),
                self.of(most, doors.eligible)
            ),
            WhyNoRate::NobodyKnown => format!(
                " Of nobody is it certain, so there is no rate; it could be up to {}.",
                self.of(most, doors.eligible)
            ),
        };
        Sentence::new(lead, detail)
    }

    fn doors_finer(&self, doors: &Doors) -> String {
        let mut detail = String::new();
        let seen_open = doors.eligible.saturating_sub(doors.known + doors.unknown);
        if seen_open > 0 && doors.no_rate.is_some() {
            // Without a rate they are among those that were counted.
            detail += &match seen_open {
                1 => " That 1 of these was open shows only in others' reports; a percentage would be too high with it."
                    .to_owned(),
                n => format!(
                    " That {} of these were open shows only in others' reports; a percentage would be too high with them.",
                    self.count(n)
                ),
            };
        } else if seen_open > 0 {
            detail += &format!(
                " Only others' reports show that {} more were open; with these the share would be too high.",
                self.count(seen_open)
            );
        }
        if let Some((low, high)) = doors.reporting.filter(|r| r.0 != r.1) {
            detail += &format!(
                " Counting only visits that both sides report it would be {}, counting every report {}.",
                self.of(low, doors.known),
                self.count(high)
            );
        }
        detail.trim_start().to_owned()
    }

    fn doors_not_asked(&self) -> Sentence {
        Sentence::new(
            "This survey asked nothing that opens a classroom door.",
            "How open classrooms are, cannot be told; that is not the same as closed doors.",
        )
    }

    fn doors_without_teachers(&self) -> Sentence {
        Sentence::new(
            "There is no open-door rate: nobody on the staff list counts as a teacher with a class.",
            "Only people with a class of their own can open a door. Which roles those are, is said in study.toml.",
        )
    }

    fn isolated(&self, isolated: u64, unknown: u64, response_known: bool) -> Sentence {
        if !response_known {
            let mut lead = match isolated {
                0 => "Everybody reported a tie, or was named by somebody".to_owned(),
                1 => "1 person reported nothing and was named by nobody: isolated, or did not answer".to_owned(),
                n => format!(
                    "{} people reported nothing and were named by nobody: isolated, or did not answer",
                    self.count(n)
                ),
            };
            if unknown > 0 {
                lead += &format!("; of {} it cannot be told", self.many(unknown, Noun::Person));
            }
            lead.push('.');
            return Sentence::new(lead, "Nothing says who answered, so nobody can be called isolated.");
        }
        let mut lead = match isolated {
            0 => "Nobody who answered is without ties".to_owned(),
            1 => "1 person who answered has no tie with anybody".to_owned(),
            n => format!("{} people who answered have no tie with anybody", self.count(n)),
        };
        if unknown > 0 {
            lead += &format!("; of {} it cannot be told", self.many(unknown, Noun::Person));
        }
        let detail = "Isolated means: answered, names nobody, and is named by nobody. Somebody who did not answer is unknown, \
                      never isolated. Staying within the own school is not isolation.";
        Sentence::new(lead + ".", detail)
    }

    fn between(&self, across: u64, all: u64, ei: Option<f64>, expected: Option<f64>) -> Sentence {
        let lead = if across == 0 {
            format!("None of {} with a tie is of two schools.", self.many(all, Noun::Pair))
        } else {
            format!(
                "{} connected pairs {} people of different schools{}.",
                self.of(across, all),
                with(across, "joins", "are"),
                share(across, all)
            )
        };
        let mut detail = String::new();
        if let Some(ei) = ei {
            let way = match ei {
                x if x < -0.05 => "inward looking",
                x if x > 0.05 => "outward looking",
                _ => "as many within as between",
            };
            detail += &format!(
                "E-I index {}: {way}. On this scale −1 is all within schools and +1 all between.",
                self.decimal(ei, 2)
            );
        }
        if let Some(expected) = expected {
            detail += &format!(" If ties paid no heed to schools, it would be {}.", self.decimal(expected, 2));
        }
        Sentence::new(lead, detail.trim_start())
    }

    fn between_partly(&self, across: u64, all: u64, ei: Option<f64>, within: &[String]) -> Sentence {
        let lead = self.between(across, all, None, None).lead;
        let lead = format!("{}; {}: asked within the own school only.", lead.trim_end_matches('.'), self.list(within));
        let ei = ei.map_or_else(String::new, |ei| format!("E-I index {} over what was asked. ", self.decimal(ei, 2)));
        Sentence::new(lead, format!("{ei}Whether schools look inward or outward cannot be told from this."))
    }

    fn circles(&self, found: &Circles) -> Sentence {
        if found.circles < 2 {
            return Sentence::new("The ties show no separate circles: everybody with a tie is in one.", "");
        }
        let lead = format!(
            "The ties show {} circles of people who have more to do with each other than with others.",
            self.count(found.circles)
        );
        let against = |ari: f64, what: &str| {
            let found = self.decimal(ari, 2);
            match likeness(ari) {
                0 => format!("have little to do with {what} ({found})"),
                1 => format!("follow {what} in part ({found})"),
                _ => format!("are nearly {what} ({found})"),
            }
        };
        let pairs = [(found.schools, "the schools"), (found.phases, "the phases")];
        let said: Vec<String> = pairs.into_iter().filter_map(|(ari, what)| Some(against(ari?, what))).collect();
        let mut detail = String::new();
        if !said.is_empty() {
            detail = format!("They {}; 1 would be exactly the same, 0 is chance.", said.join(" and "));
        }
        if let Some(stability) = found.stability {
            let how = match stability {
                s if s >= 0.8 => "nearly the same circles come out",
                s if s >= 0.65 => "the circles come out alike, not the same",
                _ => "other circles come out, so do not build on where one ends",
            };
            detail += &format!(" Looked for again from another start, {how} ({}).", self.decimal(stability, 2));
        }
        Sentence::new(lead, detail.trim_start())
    }

    fn between_not_asked(&self) -> Sentence {
        Sentence::new(
            "Contact between schools was not asked.",
            "People could only name colleagues of their own school. That is not the same as no contact: nothing can be said \
             about ties between schools.",
        )
    }

    fn knotted(&self, shared: u64, formal: u64, informal: u64) -> Sentence {
        Sentence::new(
            format!(
                "{} pairs who are tied formally {} tied by own choice as well{}.",
                self.of(shared, formal),
                with(shared, "is", "are"),
                share(shared, formal)
            ),
            format!(
                "Formal is what is organised, informal what people choose. On paper only: {}. By own choice, with nothing \
                 organised beside it: {}; there people found each other.",
                self.many(formal.saturating_sub(shared), Noun::Pair),
                self.many(informal.saturating_sub(shared), Noun::Pair)
            ),
        )
    }

    fn no_formal(&self) -> Sentence {
        Sentence::new(
            "This study holds no formal ties, so formal and informal cannot be set side by side.",
            "These lines in study.toml make each school's phase teams formal: [groups] teams_from = [\"phase\"] as_ties = \
             [\"team\"]. Buddies, host visits and assigned ties are formal by themselves.",
        )
    }

    fn no_informal(&self) -> Sentence {
        Sentence::new(
            "This study holds no ties of own choice, so formal and informal cannot be set side by side.",
            "Ask for instance: with whom do you talk about teaching? (teaching_talk)",
        )
    }

    fn latent(&self, talk: u64, with_door: u64) -> Sentence {
        let latent = talk.saturating_sub(with_door);
        Sentence::new(
            format!(
                "{} pairs who talk about teaching {} no open door between them{}.",
                self.of(latent, talk),
                with(latent, "has", "have"),
                share(latent, talk)
            ),
            "These latent pairs are the nearest chance for a visit. Only pairs of whom it is known are counted.",
        )
    }

    fn caution(&self, caution: &Caution) -> (String, String) {
        if let Caution::FormsToVerdict(schools) = caution {
            let cannot = match schools.as_slice() {
                [one] => format!("Whether {} lags: fewer than 70% of its teachers answered.", one.0),
                more => format!(
                    "Whether a school lags: in {} schools fewer than 70% of the teachers answered.",
                    self.count(more.len() as u64)
                ),
            };
            return (cannot, self.forms_needed(schools));
        }
        if let Caution::OnlyVisitorsMissing(missing) = caution {
            let forms = self.many(*missing, Noun::Form);
            let is = with(*missing, "is", "are");
            let these = with(*missing, "this person", "these people");
            let still = if *missing == 1 { "The form".to_owned() } else { format!("The {forms}") };
            return (
                format!(
                    "Which part of the classrooms was open, and whether a school lags: only visitors were asked, and {forms} {is} \
                     missing. Where {these} went to see is written nowhere."
                ),
                format!("{still} still missing; or asking the host as well: who was in your classroom?"),
            );
        }
        let (cannot, change) = phrased(caution);
        (cannot, change.to_owned())
    }
}

fn phrased(caution: &Caution) -> (String, &'static str) {
    match caution {
        Caution::Quality => (
            "Whether lessons are good. This is about openness, not about the quality of teaching.".into(),
            "Nothing here would: that takes another kind of research.",
        ),
        Caution::MissingForms(a) => (
            format!(
                "What the people who did not answer ({}) would have said. They are unknown, not isolated and not closed.",
                English.count(a.asked.saturating_sub(a.answered))
            ),
            "Their forms, or a next wave with more answers.",
        ),
        Caution::ResponseNotKnown => (
            "Who is isolated, and which doors are closed: nothing says who answered, and silence may be a missing form.".into(),
            "A column answered (yes or no) in the staff list.",
        ),
        Caution::LowResponse(schools) => {
            let list: Vec<String> = schools.iter().map(|(s, a, n)| format!("{s} ({})", English.of(*a, *n))).collect();
            (format!("How things are in schools where few answered: {}.", English.list(&list)), "The missing forms.")
        }
        Caution::OnlyVisitors => (
            "Whether reported visits took place: only those who visit were asked, and nobody could confirm.".into(),
            "Asking the host as well: who was in your classroom?",
        ),
        Caution::OnlyHosts => (
            "Whether reported visits took place: only those who are visited were asked, and nobody could confirm.".into(),
            "Asking the visitor as well: in whose classroom were you?",
        ),
        Caution::NoDoors => (
            "How open classrooms are: the survey asked nothing that opens a door.".into(),
            "A question such as: in whose classroom were you during a lesson? (class_visit)",
        ),
        Caution::NoTeachers => (
            "How open classrooms are: nobody on the staff list counts as a teacher with a class.".into(),
            "Lines under [roles] in study.toml that say which roles teach.",
        ),
        Caution::NoRoles => (
            "Whether everybody counted has a class: there is no column with roles, so rates may be too low.".into(),
            "A column role in the staff list.",
        ),
        Caution::WithinSchools => (
            "Whether schools learn from each other: people could only name colleagues of their own school.".into(),
            "Letting people name colleagues of other schools as well.",
        ),
        Caution::SomeWithinSchools(list) => (
            format!("How it is between schools for {}: asked within the own school only.", English.list(list)),
            "Letting people name colleagues of other schools there as well.",
        ),
        Caution::NoFormal => (
            "Whether what is organised also lives: the study holds no formal ties.".into(),
            "Phase teams as formal groups, or a list of buddies and host visits.",
        ),
        Caution::FormsToVerdict(_) | Caution::OnlyVisitorsMissing(_) => (String::new(), ""),
        Caution::LimitedByForm(people) => (
            format!("How many colleagues people really go to: {} filled all the lines of the form.", English.many(*people, Noun::Person)),
            "A list of all colleagues, with no limit on how many to name.",
        ),
        Caution::SmallSchools(n) => (
            format!(
                "Whether schools with fewer than 10 known doors ({}) differ from the others: a school with few teachers \
                 jumps quickly from 0 to 50 percent.",
                English.count(*n)
            ),
            "More forms, or several waves together.",
        ),
        Caution::OneWave => (
            "Whether things are getting better or worse: this is one wave.".into(),
            "The same questions over the same months in another year.",
        ),
    }
}
