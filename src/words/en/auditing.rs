//! The data report in English.

use super::English;
use crate::findings::{About, End, Gate, Ground, Remark, ResponseGate};
use crate::words::auditing::{AuditSay, Auditing, Quiet};
use crate::words::numbers::{Noun, Numbers, with};

/// `(T-01, T-02 …)`, or nothing.
fn who(people: u64, first: &[String]) -> String {
    let more = if people > first.len() as u64 { ", …" } else { "" };
    if first.is_empty() { String::new() } else { format!(" ({}{more})", first.join(", ")) }
}

/// A number as an answer: without decimals that say nothing.
fn plain(x: f64) -> String {
    English.decimal(x, usize::from(x.fract().abs() > 1e-9))
}

fn quoted(labels: &[String]) -> String {
    let quoted: Vec<String> = labels.iter().map(|l| format!("“{l}”")).collect();
    English.list(&quoted)
}

/// `1 form is missing`.
fn missing_forms(n: u64) -> String {
    format!("{} {} missing", English.many(n, Noun::Form), if n == 1 { "is" } else { "are" })
}

impl Auditing for English {
    fn audit(&self, what: AuditSay) -> &'static str {
        match what {
            AuditSay::FormsTitle => "Forms still missing",
            AuditSay::FormsIntroduction => {
                "As long as the survey is open, this is what is worth chasing. From 70 per cent on, a school gets a verdict; from 80 per cent on, nothing is marked as rough. Counted over everybody who was asked and over the teachers; the larger number stands here."
            }
            AuditSay::FormsTable => "Forms in, and forms missing",
            AuditSay::HeadFormsIn => "In",
            AuditSay::HeadToVerdict => "Missing to 70%",
            AuditSay::HeadToNormal => "Missing to 80%",
            AuditSay::QuestionsTable => "How each question was used",
            AuditSay::HeadReportedBy => "Filled in by",
            AuditSay::HeadFilledIn => "Answered",
            AuditSay::HeadNaming => "Named somebody",
            AuditSay::HeadNames => "Names",
            AuditSay::ScalesTitle => "How often: the answers that were given",
            AuditSay::ScalesIntroduction => {
                "Every answer as it was written, with the number of times. Names without a word of how often are not in it."
            }
            AuditSay::ScalesTable => "Answers by question",
            AuditSay::HeadGiven => "Answers",
            AuditSay::NothingOdd => "Nothing stands out.",
            AuditSay::PeopleTitle => "People",
            AuditSay::StrangersTable => "Named, and not on the staff list",
            AuditSay::HeadWritten => "Written",
            AuditSay::HeadMayBe => "May be",
            AuditSay::NobodyStandsOut => {
                "Everybody who is named is on the staff list, and nobody seems to be on it twice."
            }
            AuditSay::TwoSidedTitle => "Two sides of one visit",
            AuditSay::TwoSidedIntroduction => {
                "Where both sides were asked, one report can be laid beside the other. What one side says and the other denies does not count; what only one side could say does."
            }
            AuditSay::TwoSidedTable => "What both sides say",
            AuditSay::HeadBothSay => "Both say so",
            AuditSay::HeadOneSays => "One side, other unknown",
            AuditSay::HeadDenied => "Other says no",
            AuditSay::ConclusionsTitle => "What can and what cannot be concluded",
            AuditSay::ConclusionsIntroduction => {
                "Judged by what was asked, who answered and how large the schools are, not by what came out. The bounds are agreements, not laws of nature: 50, 70 and 80 per cent of the forms; 3, 5 and 10 doors that are known."
            }
            AuditSay::Can => "This can be concluded",
            AuditSay::WithCare => "This can, with care",
            AuditSay::Cannot => "This cannot",
            AuditSay::SchoolsTitle => "School by school",
        }
    }

    fn reported_by(&self, end: End) -> &'static str {
        match end {
            End::From => "who names",
            End::To => "who is named",
        }
    }

    fn unused(&self, questions: &[String]) -> String {
        format!(
            "Nobody named anybody in: {}. Was the question on the form, and is its column read?",
            self.list(questions)
        )
    }

    fn named_unfinished(&self, question: &str, people: u64) -> String {
        format!(
            "{question}: {} who named somebody {} as not having answered (so marked, or a form that was not finished). The names count, and are in the two columns at the right.",
            self.many(people, Noun::Person),
            with(people, "counts", "count")
        )
    }

    fn not_found(&self, questions: &[String]) -> String {
        format!(
            "The study file speaks of {}, and no file has such a column. Compare it with the headings, letter by letter.",
            quoted(questions)
        )
    }

    fn remark(&self, questions: &[String], remark: &Remark) -> String {
        let asked = self.list(questions);
        let says = match remark {
            Remark::OneAnswer { value, written } => {
                let answer = written.clone().map_or_else(|| plain(*value), |w| format!("“{w}”"));
                format!("everybody gave the same answer, {answer}. It says who, and nothing of how often.")
            }
            Remark::TopNotUsed { highest, top } => format!(
                "nobody answered more than {}, while the scale goes to {}. Perhaps it is rare; perhaps the answers were coded in another way.",
                plain(*highest),
                plain(*top)
            ),
            Remark::BelowOthers { highest, top } => format!(
                "nobody answered more than {}, while at another question answers go up to {}. Perhaps it is rare; perhaps the answers were coded in another way.",
                plain(*highest),
                plain(*top)
            ),
            Remark::AboveOthers { value, answers, below } => format!(
                "{} stands there {}, while all other answers go up to {}; it counts as more often than these. If it is a slip, correct it in the file; if it means “no answer”, say  missing = [\"{}\"]  in study.toml.",
                plain(*value),
                if *answers == 1 { "once".into() } else { format!("{} times", self.count(*answers)) },
                plain(*below),
                plain(*value)
            ),
            Remark::Mixed { labels } => format!(
                "the answers {} belong to more than one scale, so that their order is doubtful. Say in study.toml what each counts for, under [frequencies].",
                quoted(labels)
            ),
            Remark::SameStep { labels, value } => format!(
                "the answers {} all count as {}. If they are different steps, say so in study.toml under [frequencies].",
                quoted(labels),
                plain(*value)
            ),
            Remark::LooksLikeCode { value, answers, below } => format!(
                "{} stands there {}, while all other answers go up to {}. If it means “no answer”, say  missing = [\"{}\"]  in study.toml.",
                plain(*value),
                if *answers == 1 { "once".into() } else { format!("{} times", self.count(*answers)) },
                plain(*below),
                plain(*value)
            ),
            Remark::NoneReachesCut { at_least } => {
                format!("ties count from {} on, and no answer reaches that: nobody has this tie.", plain(*at_least))
            }
            Remark::NotUnderstood { answers } => format!(
                "{} {} not understood and set aside. Say in study.toml what {} for, under [frequencies].",
                self.many(*answers, Noun::Answer),
                with(*answers, "was", "were"),
                with(*answers, "it counts", "they count")
            ),
        };
        format!("{asked}: {says}")
    }

    fn always_the_same(&self, people: u64, first: &[String]) -> String {
        format!(
            "{} gave all colleagues the same answer, at least ten times over two questions or more{}. They may have filled it in without looking.",
            self.many(people, Noun::Person),
            who(people, first)
        )
    }

    fn not_understood(&self) -> &'static str {
        "not understood"
    }

    fn not_listed(&self, names: u64, answers: u64) -> String {
        let are = if names == 1 { "1 name is".to_owned() } else { format!("{} names are", self.count(names)) };
        format!("{are} not on the staff list; {} set aside for it.", self.many(answers, Noun::Answer))
    }

    fn doubles(&self, names: u64, first: &[String]) -> String {
        let stand = if names == 1 { "1 name stands".to_owned() } else { format!("{} names stand", self.count(names)) };
        format!(
            "{stand} on the staff list under more than one code: {}. If it is one person, give one code; nobody is put together by name.",
            first.join("; ")
        )
    }

    fn twice(&self, ids: &[String]) -> String {
        format!("On the staff list twice in one wave: {}.", self.list(ids))
    }

    fn quiet(&self, why: Quiet, people: u64, named: u64, first: &[String]) -> String {
        let some = self.many(people, Noun::Person);
        let of_them = match (named, people) {
            (0, 1) => "others do not name this person".to_owned(),
            (0, _) => "none of them is named by others".to_owned(),
            (1, 1) => "others do name this person".to_owned(),
            (n, p) if n == p => "all of them are named by others".to_owned(),
            (1, _) => "1 of them is named by others".to_owned(),
            (n, _) => format!("{} of them are named by others", self.count(n)),
        };
        match why {
            Quiet::Answered => {
                let who = who(people, first);
                format!("{some} answered and named nobody{who}; {of_them}.")
            }
            Quiet::Missing => format!("{some} did not answer; {of_them}. What they themselves would say is not known."),
            Quiet::NotKnown => {
                let who = who(people, first);
                format!("{some} reported nothing{who}, and nothing says whether they answered; {of_them}.")
            }
        }
    }

    fn about(&self, about: About) -> &'static str {
        match about {
            About::Isolation => "Who stands alone",
            About::Doors => "Whose classroom is open",
            About::Lagging => "Which school lags behind the others",
            About::Formal => "How organised and chosen contacts go together",
            About::Schools => "How schools are connected",
            About::Between => "Who stands between others",
            About::Strength => "How often people see each other",
            About::Topics => "What the talk is about",
            About::Change => "What changed since the wave before",
        }
    }

    fn ground(&self, about: About, ground: Ground) -> String {
        match ground {
            Ground::AllIsThere => "asked, and answered by enough people.".into(),
            Ground::FormsMissing { missing } => match about {
                About::Isolation => {
                    let who = with(
                        missing,
                        "this person it is not told that they stand",
                        "these people it is not told that they stand",
                    );
                    format!("{}; of {who} alone.", missing_forms(missing))
                }
                About::Between => {
                    let one = with(missing, "who did not fill it in", "one of them");
                    format!("{}; {one} may be the bridge. The figure is rough.", missing_forms(missing))
                }
                _ => {
                    let who = with(missing, "this person", "these people");
                    format!("{}; what {who} would say is not in it.", missing_forms(missing))
                }
            },
            Ground::SomeSchools { schools, of } => {
                let have = with(schools, "has", "have");
                format!(
                    "{} schools {have} enough answers and doors that are known for a verdict.",
                    self.of(schools, of)
                )
            }
            Ground::Bounds { missing } => {
                format!(
                    "{}; the share of all teachers is told between a lowest and a highest value.",
                    missing_forms(missing)
                )
            }
            Ground::OneEnd { end: End::From } => "only visitors were asked, so that no visit can be checked.".into(),
            Ground::OneEnd { end: End::To } => "only hosts were asked, so that no visit can be checked.".into(),
            Ground::LimitedByForm => {
                "the form had room for so many names and no more; some may have had others to name.".into()
            }
            Ground::SomeWithinSchools => "some questions were about the own school only.".into(),
            Ground::NotAsked => "it was not asked.".into(),
            Ground::OneAnswer => "every answer is the same, or a yes; that says who, and nothing of how often.".into(),
            Ground::ResponseNotKnown => {
                "nothing says who answered. A column answered in the staff list would change that.".into()
            }
            Ground::LowResponse { answered, asked } => {
                format!("{} forms came in, and that is too few: counts are all that is told.", self.of(answered, asked))
            }
            Ground::OnlyVisitors { missing } => format!(
                "only visitors were asked and {}: how many doors at least are open, and no rate.",
                missing_forms(missing)
            ),
            Ground::NoTeachers => "nobody on the staff list has a class of their own.".into(),
            Ground::OneSchool => "there is one school.".into(),
            Ground::WithinSchools => "people could only name colleagues of their own school.".into(),
            Ground::NoFormal => "nothing says what is organised. Teams, buddies or study days would.".into(),
            Ground::GroupsAreNoTies => {
                "groups are known, and the study counts none of their kinds as ties (as_ties in study.toml).".into()
            }
            Ground::OneWave => "there is one wave.".into(),
        }
    }

    fn gates(&self, response: ResponseGate, size: Gate, doors: bool) -> String {
        let by_response = match response {
            ResponseGate::NotKnown => return "Counts and shares, no verdict: nothing says who answered.".into(),
            ResponseGate::CountsOnly => return "Counts only: under half of the forms are in.".into(),
            ResponseGate::NoVerdict => {
                "What people say of themselves, and open doors between bounds; no verdict, nothing about who stands between others"
            }
            ResponseGate::Warning => "Nearly everything; who stands between others is rough",
            ResponseGate::Normal => "Everything that was asked",
        };
        let few = |n: &str| {
            if doors { format!("fewer than {n} doors are known") } else { format!("fewer than {n} people answered") }
        };
        match size {
            Gate::Full => format!("{by_response}."),
            Gate::Careful if doors => format!("{by_response}. With fewer than ten doors known a verdict is rare."),
            Gate::Careful => {
                format!("{by_response}. Fewer than ten people answered, so that one more or less changes every share.")
            }
            Gate::CountsOnly => format!("Counts only, and only for the researcher: {}.", few("five")),
            Gate::Nothing => format!("Nothing by itself: {}. It counts in the group.", few("three")),
        }
    }
}
