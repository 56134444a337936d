//! Sentences in English.

use super::English;
use crate::findings::Aside;
use crate::words::numbers::{count, decimal, percent};
use crate::words::sentences::{DoorFacts, LinkFacts, OverlapFacts, ResponseFacts, Say, Sentences};

#[rustfmt::skip]
fn said(what: Say) -> &'static str {
    match what {
        Say::WorkingCopy => "Working copy, not to be passed on: it speaks of single people by their id.",
        Say::NotForAppraisal => "Not for appraisal.",
        Say::AboutOpenness => "This is about openness, not about the quality of teaching.",
        Say::SmallSchools => "A school with few teachers jumps from 0 to 50 per cent quickly.",
        Say::NotFilledIn => "Not filled in is not the same as not done.",
        Say::Invented => "Invented data.",
        Say::FirstScreen => "At a glance",
        Say::Openness => "Open classroom doors",
        Say::OpennessIntroduction => "A door is open when at least one colleague was in the class while this teacher taught. Going on a visit opens the other one's door, not one's own. Visits of leaders, consultants and advisers do not count.",
        Say::OpennessNotAsked => "This survey asked nothing that opens a classroom door (class visits, peer coaching, team teaching), so nothing is said about open doors. That is not the same as closed doors.",
        Say::Isolation => "Who stands alone",
        Say::IsolationIntroduction => "Isolated means: answered, and has no tie in either direction. Who did not answer is unknown, never isolated. Staying inside one's own school is not isolation.",
        Say::SchoolBySchool => "School by school",
        Say::SchoolBySchoolIntroduction => "Each point is a person, each line a tie. The bench under a school holds those without a tie. Positions are the same for every layer.",
        Say::BetweenSchools => "Between schools",
        Say::BetweenSchoolsIntroduction => "Rows name, columns are named. The diagonal holds the ties within a school.",
        Say::BetweenSchoolsNotAsked => "People could only name colleagues of their own school. About contact between schools nothing can be said: it was not asked.",
        Say::FormalInformal => "Organised and by choice",
        Say::FormalInformalIntroduction => "Formal ties are organised (teams, buddies, assigned visits); informal ties are people's own choice. Pairs only formal are tied on paper; pairs only informal have found each other.",
        Say::FormalEmpty => "There is no formal tie in this study. Teams become formal ties with [groups] teams_from = [\"phase\"] and as_ties = [\"team\"] in study.toml; assigned visits and buddies are formal by themselves.",
        Say::Layers => "Layers",
        Say::LayersIntroduction => "A layer is the set of ties that count together. A pair is tied when one relation of the layer ties it.",
        Say::DataQuality => "What these numbers stand on",
        Say::DataQualityIntroduction => "Every answer that was read is accounted for here: it became a tie, was merged into one, said no, or was set aside with a reason.",
        Say::HowToRead => "How to read the numbers",
        Say::HowToReadIntroduction => "Unless said otherwise ties are yes or no, paths are counted in steps, and a person who did not answer keeps the ties that others reported.",
        Say::Method => "Method",
        Say::Lagging => "Where openness lags",
        Say::LaggingIntroduction => "Four separate frames, each with one of three verdicts: lags, not shown to lag, cannot tell. With teams of 8 to 20, \"cannot tell\" is often the honest answer. There is no overall mark.",
        Say::School => "School",
        Say::Group => "All schools together",
        Say::Layer => "Layer",
        Say::LayerA => "First layer",
        Say::LayerB => "Second layer",
        Say::Kind => "Kind",
        Say::Number => "Number",
        Say::Share => "Share",
        Say::Response => "Response",
        Say::Answered => "Answered",
        Say::Asked => "Asked",
        Say::Wave => "Wave",
        Say::File => "File",
        Say::AnswersRead => "Answers read",
        Say::TiesKept => "Became a tie",
        Say::Merged => "Merged",
        Say::SaidNo => "Said no",
        Say::SetAside => "Set aside",
        Say::Reason => "Reason",
        Say::FirstPlaces => "First places",
        Say::Question => "Question",
        Say::WhoWasAsked => "Who was asked",
        Say::TheOneWhoNames => "the one who names or visits",
        Say::TheOneWhoIsNamed => "the one who is named or visited",
        Say::Measure => "Number",
        Say::Meaning => "What it means",
        Say::Open => "Open",
        Say::Known => "Known",
        Say::Rate => "Open-door rate",
        Say::Bounds => "If unknown closed … open",
        Say::Reporting => "Confirmed … either report",
        Say::Stability => "Stability interval",
        Say::People => "People",
        Say::PeopleIsolated => "Isolated (answered, no tie)",
        Say::NotKnown => "not known",
        Say::None => "none",
        Say::Search => "Search",
        Say::SortBy => "Sort by",
        Say::SkipToContent => "Skip to the report",
        Say::Contents => "Contents",
        Say::Verdict => "Verdict",
        Say::Frame => "Compared with",
        Say::FigureOpenDoors => "Open doors by school",
        Say::FigureOpenDoorsKey => "Dot: share of known doors that are open. Bar: stability interval. Light band: if unknown doors were closed or open.",
        Say::FigureLadder => "Ladder of openness by school",
        Say::FigureLadderKey => "Highest rung of each teacher: closed, told, shown, seen, taught together. Outlined: not known.",
        Say::FigureMatrix => "Ties between schools",
        Say::FigureMatrixKey => "Rows name, columns are named; the number is the count of ties; the diagonal is within the school.",
        Say::FigureSociogram => "Who is tied to whom",
        Say::FigureSociogramKey => "Filled: a colleague was in the class. Ring: nobody was. Dashed: did not answer or not known.",
        Say::FigureFormalInformal => "Organised and by choice, by school",
        Say::FigureFormalInformalKey => "Connected pairs within the school: in both, organised only, by choice only.",
        Say::FigureLatent => "Pairs who talk about teaching, by school",
        Say::FigureLatentKey => "Dark: at least one was in the other's class. Light: they talk and never looked.",
        Say::DoorOpen => "a colleague was in the class",
        Say::DoorNotOpen => "nobody was",
        Say::DidNotAnswer => "did not answer",
        Say::NoClass => "teaches no class",
        Say::IsolatedBench => "no tie",
        Say::Formal => "formal",
        Say::Informal => "informal",
        Say::OnlyFormal => "organised only",
        Say::OnlyInformal => "by choice only",
        Say::Both => "both",
        Say::NamesRow => "names",
        Say::NamedColumn => "is named",
        Say::CardOpenDoors => "open doors",
        Say::CardIsolated => "people isolated",
        Say::CardTies => "connected pairs",
        Say::CardResponse => "answered",
        Say::CardLatent => "pairs talk and never looked",
        Say::CardLinks => "pairs across schools",
    }
}

impl Sentences for English {
    fn say(&self, what: Say) -> &'static str {
        said(what)
    }

    fn of(&self, part: f64, whole: f64) -> String {
        format!("{} of {}", count(part, self), count(whole, self))
    }

    fn range(&self, low: f64, high: f64) -> String {
        format!("{} to {}", percent(low, self), percent(high, self))
    }

    fn at_least_of(&self, part: f64, whole: f64) -> String {
        format!("at least {}", self.of(part, whole))
    }

    fn wave(&self, id: &str, period: Option<&str>) -> String {
        match period {
            Some(period) => format!("Wave {id} ({})", period.replace('/', " to ")),
            None => format!("Wave {id}"),
        }
    }

    fn doors(&self, f: &DoorFacts) -> String {
        match f.rate {
            Some(rate) if (f.known - f.eligible).abs() < 0.5 => {
                format!(
                    "{} classroom doors were open to a colleague ({}).",
                    self.of(f.open, f.eligible),
                    percent(rate, self)
                )
            }
            Some(rate) => format!(
                "{} classroom doors of which it is known were open to a colleague ({}).",
                self.of(f.open, f.known),
                percent(rate, self)
            ),
            None => {
                let text = self.at_least_of(f.at_least, f.eligible);
                let mut letters = text.chars();
                let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
                format!(
                    "{first}{} classroom doors were open to a colleague; how many exactly cannot be told, because forms are missing.",
                    letters.as_str()
                )
            }
        }
    }

    fn doors_basis(&self, f: &DoorFacts) -> String {
        let mut parts = Vec::new();
        if f.known < f.eligible {
            parts.push(format!("known of {} teachers with a class", self.of(f.known, f.eligible)));
        }
        if let Some((low, high)) = f.bounds.filter(|b| b.1 > b.0) {
            parts.push(format!("{} if the unknown were closed or open", self.range(low, high)));
        }
        if let Some((low, high)) = f.reporting.filter(|r| r.1 > r.0) {
            parts.push(format!("{} by stricter or laxer reading of the reports", self.range(low, high)));
        }
        if let Some((low, high)) = f.stability {
            parts.push(format!("another period of the same habits could give {}", self.range(low, high)));
        }
        if let Some(broad) = f.broad {
            parts.push(format!("{} when practice on the table counts as well", percent(broad, self)));
        }
        parts.join("; ")
    }

    fn isolated(&self, isolated: f64, r: &ResponseFacts, unknown: f64) -> String {
        if !r.known {
            return format!(
                "{} people reported nothing and are named by nobody: isolated, or they did not answer. Nothing says which.",
                count(isolated, self)
            );
        }
        let rest = if unknown > 0.0 {
            format!(" Of the {} who did not answer it cannot be told.", count(unknown, self))
        } else {
            String::new()
        };
        let text = if isolated == 0.0 {
            format!("Nobody of the {} people who answered is isolated.", count(r.answered, self))
        } else {
            format!("{} people who answered are isolated: no tie in either direction.", self.of(isolated, r.answered))
        };
        text + &rest
    }

    fn links(&self, f: &LinkFacts) -> String {
        let expected = match f.expected {
            Some(e) => format!(
                " (E-I {}; the sizes of the schools alone would give {})",
                decimal(f.ei, 2, self),
                decimal(e, 2, self)
            ),
            None => format!(" (E-I {})", decimal(f.ei, 2, self)),
        };
        format!("{} connected pairs cross a school border{expected}.", self.of(f.external, f.pairs))
    }

    fn overlap(&self, f: &OverlapFacts) -> String {
        let formal = f.shared + f.only_formal;
        format!(
            "{} organised pairs also seek each other out by themselves; {} pairs do so without being organised.",
            self.of(f.shared, formal),
            count(f.only_informal, self)
        )
    }

    fn latent(&self, latent: f64, talk: f64) -> String {
        format!("{} pairs who talk about teaching were never in each other's class.", self.of(latent, talk))
    }

    fn response(&self, r: &ResponseFacts) -> String {
        if r.known {
            format!(
                "{} people who were asked answered ({}).",
                self.of(r.answered, r.asked),
                percent(r.answered / r.asked.max(1.0), self)
            )
        } else {
            "Nothing in the data says who answered: the response is not known.".into()
        }
    }

    fn basis(&self, layer: &str, ties: f64, people: f64) -> String {
        format!("Layer {layer}: {} ties among {} people.", count(ties, self), count(people, self))
    }

    fn made_with(&self, program: &str, seed: u64) -> String {
        format!("Made with {program}, seed {seed}. Equal input, settings and seed give the same report.")
    }

    fn input(&self, file: &str, rows: u64, read_as: &str, sha256: &str) -> String {
        format!("{file}: {} rows, read as {read_as}, SHA-256 {sha256}", count(rows as f64, self))
    }

    fn layers_computed(&self, layers: &[String]) -> String {
        format!("Layers computed: {}.", layers.join(", "))
    }

    fn aside(&self, reason: Aside) -> &'static str {
        match reason {
            Aside::SelfTie => "named themselves",
            Aside::Repeated => "the same answer again",
            Aside::UnknownPerson => "named somebody who is not on the staff list",
            Aside::Removed => "about somebody who asked to be taken off",
            Aside::NotInWave => "about somebody who was not there in this wave",
            Aside::UnknownFrequency => "how often was not understood",
            Aside::MissingCode => "marked as missing",
            Aside::Incomplete => "incomplete",
            Aside::Contradicted => "denied by the other end",
            Aside::AcrossSchools => "about another school, which was not asked",
            Aside::EarlierForm => "an earlier form of the same person",
            _ => "another reason",
        }
    }

    fn workbook_contents(&self) -> &'static str {
        "Contents"
    }

    fn workbook_introduction(&self) -> Vec<String> {
        vec![
            "Each sheet is one of the tables; an empty cell is a number that does not exist (the reason stands in findings.json).".into(),
            "teachers: a row per person and layer. schools: a row per school and layer; * is the group as a whole.".into(),
            "school_pairs: from which school to which. layers, layer_pairs: whole networks. openness: classroom doors. ledger: what became of every answer.".into(),
            said(Say::NotForAppraisal).into(),
        ]
    }

    fn more(&self, number: usize) -> String {
        format!("and {number} more")
    }
}
