//! English names.

use super::English;
use crate::findings::{Aside, Channel, End, Family, Relation, Response, Role, Why};
use crate::words::labels::{Heading, Labels};

impl Labels for English {
    fn heading(&self, heading: Heading) -> &'static str {
        heading_text(heading)
    }

    fn layer(&self, id: &str) -> Option<&'static str> {
        Some(match id {
            "all" => "all relations",
            "formal" => "formal",
            "informal" => "informal",
            "talk" => "talk about teaching",
            "practice" => "practice on the table",
            "open_door" => "open doors",
            _ => return None,
        })
    }

    fn layer_counts(&self, id: &str) -> Option<&'static str> {
        Some(match id {
            "all" => "every relation that counts, formal and informal",
            "formal" => "what is organised: assigned ties, buddies, host visits, teams",
            "informal" => "ties of own choice",
            "talk" => "talk, advice and joint preparation of own choice, without a look into the classroom",
            "practice" => "a piece of own practice was laid before a colleague, or more",
            "open_door" => "a colleague was in the room during the lesson, or taught it as well",
            _ => return None,
        })
    }

    fn relation<'a>(&self, relation: &'a Relation) -> &'a str {
        if relation.label_en.is_empty() { &relation.id } else { &relation.label_en }
    }

    fn role(&self, role: Role) -> &'static str {
        match role {
            Role::NotSaid => "not said",
            Role::Teacher => "teacher",
            Role::Host => "host teacher",
            Role::New => "new teacher",
            Role::Director => "director",
            Role::Superintendent => "superintendent",
            Role::Consultant => "internal consultant",
            Role::Adviser => "external adviser",
            Role::Trainee => "trainee",
            Role::Support => "support",
            Role::Other => "other",
        }
    }

    fn response(&self, response: Response) -> &'static str {
        match response {
            Response::Answered => "answered",
            Response::DidNotAnswer => "did not answer",
            Response::NotAsked => "not asked",
            Response::NotKnown => "not known",
        }
    }

    fn isolation(&self, kind: &str, response_known: bool) -> Option<&'static str> {
        Some(match kind {
            "unknown" => "unknown",
            "isolate" if response_known => "isolated",
            "isolate" => "no tie: isolated, or did not answer",
            "external_only" => "only outside the school",
            "formal_only" => "only what is organised",
            "single_thread" => "by a single thread",
            "named_only" => "only named",
            "naming_only" => "only naming",
            "peripheral" => "on the edge",
            "embedded" => "embedded",
            _ => return None,
        })
    }

    fn isolation_means(&self, kind: &str) -> Option<&'static str> {
        Some(match kind {
            "unknown" => {
                "did not answer, whether others name them or not; or has no tie because the answer could not be used, such as a \
                          name that is not on the list; or may be the one whom such an answer means, and nobody else names them: \
                          nothing is said about isolation"
            }
            "isolate" => "answered, names nobody and is named by nobody",
            "external_only" => "has ties, but none with a colleague of the own school",
            "formal_only" => "every tie was assigned; none was chosen",
            "single_thread" => "has a tie with exactly one colleague",
            "named_only" => "is named by others and names nobody",
            "naming_only" => "names others and is named by nobody",
            "peripheral" => "hangs on the edge of a school in which others form a core",
            "embedded" => "none of these",
            _ => return None,
        })
    }

    fn door_status(&self, status: &str) -> Option<&'static str> {
        Some(match status {
            "two_way" => "two-way",
            "host" => "host",
            "visitor" => "visitor",
            "closed" => "closed",
            "unknown" => "unknown",
            _ => return None,
        })
    }

    fn door_status_means(&self, status: &str) -> Option<&'static str> {
        Some(match status {
            "two_way" => "a colleague came in, and this teacher went to see a colleague",
            "host" => "a colleague came in; this teacher went nowhere, or it is not known",
            "visitor" => "this teacher went to see a colleague; nobody came in",
            "closed" => "nobody came in, and this teacher went nowhere",
            "unknown" => {
                "it cannot be told whether somebody came in; or nobody did, and it is not known whether this teacher went to see a \
                          colleague. Not the same as closed"
            }
            _ => return None,
        })
    }

    fn verdict(&self, verdict: &str) -> Option<&'static str> {
        Some(match verdict {
            "lagging" => "lagging",
            "not_shown" => "not shown to lag",
            "cannot_tell" => "cannot tell",
            _ => return None,
        })
    }

    fn reason(&self, reason: &str) -> Option<&'static str> {
        Some(match reason {
            "interval_below" => "the whole interval lies below it",
            "interval_above" => "the whole interval lies at or above it",
            "interval_across" => "the interval holds it: it could be either",
            "stands_out" => "further below the others than chance would give",
            "not_far_below" => "not, or hardly, below the others",
            "chance_does_as_much" => "below the others, but chance does as much in a school of this size",
            "too_few_known" => "too few doors are known",
            "suppressed" => "their figures are not shown",
            "small_team" => "a small team: the interval is too wide",
            "low_response" => "too few answered",
            "response_not_known" => "nothing says who answered",
            "visitors_only" => "only visitors were asked, and forms are missing",
            "nobody_talks" => "nobody here is known to talk about teaching",
            "nothing_to_compare" => "no other school has enough answers",
            "no_standard" => "no standard was agreed",
            "one_school" => "there is one school",
            "not_asked" => "not asked",
            "one_wave" => "there is no wave before",
            "other_questions" => "the wave before asked something else about visits",
            "no_teachers" => "nobody here has a class",
            _ => return None,
        })
    }

    fn diagnosis(&self, place: &str) -> Option<&'static str> {
        Some(match place {
            "connected_and_open" => "connected and open",
            "talk_without_looking" => "talk without looking",
            "looking_without_talk" => "looking without talk",
            "little_of_either" => "little of either",
            _ => return None,
        })
    }

    fn response_gate(&self, gate: &str) -> Option<&'static str> {
        Some(match gate {
            "not_known" => "not known",
            "counts_only" => "counts only",
            "no_verdict" => "no verdict",
            "warning" => "with a warning",
            "normal" => "everything",
            _ => return None,
        })
    }

    fn rung(&self, rung: u8) -> &'static str {
        ["closed", "told", "shown", "seen", "taught together"].get(usize::from(rung)).copied().unwrap_or("unknown")
    }

    fn rung_means(&self, rung: u8) -> &'static str {
        match rung {
            0 => "nothing about the classroom is shared",
            1 => "teaching is talked about, or material passed on",
            2 => "a case, a video or results of the own class are laid before colleagues",
            3 => "a colleague was in the room during the lesson",
            4 => "two colleagues taught the same pupils together",
            _ => "not known",
        }
    }

    fn family(&self, family: Family) -> &'static str {
        match family {
            Family::Formal => "formal",
            Family::Informal => "informal",
        }
    }

    fn channel(&self, channel: Channel) -> &'static str {
        match channel {
            Channel::Peer => "among colleagues",
            Channel::Guided => "by a consultant or adviser; not an open door",
            Channel::Personal => "personal; in no built-in layer",
            Channel::NotCounted => "not counted: appraisal, inspection or training",
            Channel::NotATie => "a wish, not a tie",
        }
    }

    fn end_asked(&self, end: End) -> &'static str {
        match end {
            End::From => "the one who visits, asks or names",
            End::To => "the one who is visited, asked or named",
        }
    }

    fn why(&self, why: Why) -> &'static str {
        match why {
            Why::DidNotAnswer => "did not answer",
            Why::NotAsked => "not asked",
            Why::TooFew => "too few",
            Why::NoTies => "no ties",
            Why::OutsideComponent => "in another part",
            Why::DoesNotApply => "does not apply",
            Why::CannotTell => "cannot tell",
            Why::Suppressed => "not shown",
            Why::NotComputed => "not computed",
        }
    }

    fn aside(&self, aside: Aside) -> &'static str {
        match aside {
            Aside::SelfTie => "named themselves",
            Aside::Repeated => "the same answer again",
            Aside::UnknownPerson => "not on the staff list",
            Aside::Removed => "asked to be taken off the list",
            Aside::NotInWave => "on the list, but not in this wave",
            Aside::UnknownFrequency => "a frequency that is not understood",
            Aside::MissingCode => "a code for no answer",
            Aside::Incomplete => "a name is missing",
            Aside::Contradicted => "the other side says no",
            Aside::AcrossSchools => "across schools, where only the own school was asked",
            Aside::EarlierForm => "an earlier form of the same person",
            Aside::Preview => "the form was only tried out",
        }
    }

    fn all_schools(&self) -> &'static str {
        "All together"
    }

    fn no_school(&self) -> &'static str {
        "Group level"
    }

    fn within_school(&self, within: bool) -> &'static str {
        if within { "own school only" } else { "everybody" }
    }
}

fn heading_text(heading: Heading) -> &'static str {
    match heading {
        Heading::School => "School",
        Heading::People => "People",
        Heading::Teachers => "Teachers",
        Heading::Answered => "Answered",
        Heading::TiesWithin => "Ties within",
        Heading::Ties => "Ties",
        Heading::Contacts => "Contacts each",
        Heading::WithoutTies => "Isolated",
        Heading::NoTie => "No tie in it",
        Heading::CannotTell => "Cannot tell",
        Heading::OpenDoors => "Open doors",
        Heading::Bounds => "Lies between",
        Heading::Stability => "Stability interval",
        Heading::Broad => "Practice on the table",
        Heading::Layer => "Layer",
        Heading::Counts => "What counts",
        Heading::Relation => "Relation",
        Heading::Family => "Kind",
        Heading::Step => "Openness",
        Heading::EndAsked => "Who was asked",
        Heading::Where => "Who could be named",
        Heading::MostNames => "Most names",
        Heading::CountsFrom => "Counts from",
        Heading::File => "File",
        Heading::Read => "Answers read",
        Heading::Kept => "Became a tie",
        Heading::Merged => "Joined to a tie",
        Heading::No => "“No”",
        Heading::Aside => "Set aside",
        Heading::Reason => "Reason",
        Heading::Answers => "Answers",
        Heading::FirstPlaces => "First places",
        Heading::Wave => "Wave",
        Heading::Period => "Period",
        Heading::Kind => "How they stand",
        Heading::Status => "Door status",
        Heading::Who => "Who",
        Heading::Rows => "Rows",
        Heading::ReadAs => "Read as",
        Heading::Fingerprint => "SHA-256",
        Heading::FirstLayer => "First layer",
        Heading::SecondLayer => "Second layer",
        Heading::InBoth => "In both",
        Heading::OnlyFirst => "First only",
        Heading::OnlySecond => "Second only",
        Heading::Overlap => "Overlap",
        Heading::PairsTalk => "Pairs who talk",
        Heading::WithDoor => "With a door",
        Heading::Latent => "Without",
        Heading::FromSchool => "From \\ to",
        Heading::Name => "Name in the tables",
        Heading::Number => "Number",
        Heading::HowToRead => "How to read it",
        Heading::Phase => "Phase",
        Heading::WorkingDays => "Working days",
        Heading::Receives => "Receives visitors (how many)",
        Heading::Setting => "Setting",
        Heading::Value => "Value",
        Heading::Meaning => "What it means",
    }
}
