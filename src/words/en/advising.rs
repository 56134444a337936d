//! Advice in words, in English.

use super::English;
use crate::findings::{Because, Means, NeedKind, WhyNot};
use crate::words::advising::{AdviceSay, Advising};
use crate::words::numbers::{Noun, Numbers, with};

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Advising for English {
    fn advice(&self, what: AdviceSay) -> &'static str {
        match what {
            AdviceSay::Edition => {
                "Working copy for whoever brings people together. Not for appraisal. Only people who agreed to be named are in it. Beside the figures of schools it can tell something of those who did not agree: what may be passed on to a consultant is made by analyse --audience consultant."
            }
            AdviceSay::EditionOwnPlan => {
                "Working copy for whoever brings people together. Not for appraisal. There are people in it who did not agree to that: do not pass it on."
            }
            AdviceSay::First => "What to do first",
            AdviceSay::Needs => "Who and what could do with help",
            AdviceSay::NeedsIntroduction => {
                "Each need with the numbers behind it. People who did not answer are in no list: nothing is known of them. Ties are read either way, so that nobody can see who named whom."
            }
            AdviceSay::NeedsCounted => "How many of each",
            AdviceSay::NeedsOfSchools => "Schools and pairs of schools",
            AdviceSay::HeadCount => "How many",
            AdviceSay::NoNeeds => "Nothing was found among those who answered and agreed to be named.",
            AdviceSay::NoNeedsHere => {
                "Nothing stands in this list. There can be a proposal as well for somebody who only went to see nobody."
            }
            AdviceSay::NeedsWithout => "For whom no line was found stands with the proposals, with the reason.",
            AdviceSay::Proposals => "Proposals",
            AdviceSay::ProposalsIntroduction => {
                "One school per table. Each line says whose door it opens, why these two, and who would be next. A proposal, not an assignment: people choose."
            }
            AdviceSay::NoProposals => "Nothing could be proposed.",
            AdviceSay::GroupLevel => "Without a school",
            AdviceSay::Schedule => "Visiting schedule",
            AdviceSay::ScheduleIntroduction => {
                "Who visits whom, and on which days both work. Cover for the visitor's class has to be arranged first: without cover, most visits do not take place."
            }
            AdviceSay::Without => "Nothing proposed, and why",
            AdviceSay::WithoutIntroduction => {
                "Teachers who are alone, whose classroom nobody saw, or who never went to see one, and for whom no line was found."
            }
            AdviceSay::WithoutOwnPlan => {
                "Teachers who are alone, whose classroom nobody saw, or who never went to see one, who are not in the plan of your own, and for whom the program found no line either."
            }
            AdviceSay::WhatIf => "What it would change",
            AdviceSay::WhatIfIntroduction => {
                "If every line happens: an upper bound. At 30 and 60 per cent each line happens or not by chance; in brackets the middle 95 per cent of 1,000 draws. In an English trial of peer observation far fewer visits took place than planned."
            }
            AdviceSay::NotAboutLearning => {
                "This is about who meets whom. It says nothing about learning, trust or results."
            }
            AdviceSay::Regression => {
                "People are in this list because their number was low this time. Some of them would have more ties next time if nothing were done: of people without any tie, more than half can have one in the next wave by chance alone. Compare with people who were not invited."
            }
            AdviceSay::EvaluateBefore => {
                "Write down before you begin: the aim, the measure, the smallest change that would matter, and who is not invited yet. Keep plan.csv: the next wave can be held against it."
            }
            AdviceSay::HeldBack => {
                "In this edition some needs and proposals are left out, drawn by lot, and who has no tie or one is not said: beside the figures of the schools one could otherwise work out something of people who did not agree to be named."
            }
            AdviceSay::Method => "How the proposals were made",
            AdviceSay::MethodConstraints => {
                "Never proposed: anybody who did not agree to be named or did not answer; two people without a shared working day for a visit; the one who appraises the other; a pair that has this tie already; a pair on the list of pairs never to be proposed; more visits by this plan than a host has room for (column capacity; two without it); a visit to a host who carries much already: five visitors or more, and more than there is room for. Visits of the wave do not count beyond that: a plan is about the time after it. Where working days are not known, the whole week is assumed and the line says so."
            }
            AdviceSay::MethodPoints => {
                "Among all that is left, the best assignment as a whole: most in need first, then the largest sum of these points. A second visit to the same host costs a point."
            }
            AdviceSay::HeadNeed => "Need",
            AdviceSay::HeadWho => "Who",
            AdviceSay::HeadNumbers => "Numbers",
            AdviceSay::HeadMeans => "Means",
            AdviceSay::HeadFrom => "Who",
            AdviceSay::HeadTo => "To or with",
            AdviceSay::HeadDays => "Shared days",
            AdviceSay::HeadOpens => "Opens the door of",
            AdviceSay::HeadWhy => "Why",
            AdviceSay::HeadScore => "Points",
            AdviceSay::HeadRunnerUp => "Next best",
            AdviceSay::HeadGroup => "Group",
            AdviceSay::HeadFigure => "Figure",
            AdviceSay::HeadBefore => "Now",
            AdviceSay::Head30 => "At 30%",
            AdviceSay::Head60 => "At 60%",
            AdviceSay::Head100 => "If all happens",
            AdviceSay::HeadPoints => "Points",
            AdviceSay::Everybody => "All together",
        }
    }

    fn means(&self, means: Means) -> &'static str {
        match means {
            Means::HostVisit => "host visit",
            Means::ReturnVisit => "class visit",
            Means::Buddy => "buddy",
            Means::Intervision => "intervision group",
            Means::RoundTable => "round table",
            Means::Bridge => "bridging visit",
            Means::Consultant => "consultant's time",
            Means::OutsidePartner => "outside partner",
        }
    }

    fn because(&self, why: Because) -> &'static str {
        match why {
            Because::SamePhase => "same phase",
            Because::Wish => "one of them would like to see the other's class",
            Because::Talk => "they talk about teaching",
            Because::SameSubject => "same subject",
            Because::SharedContact => "a colleague in common",
            Because::SameSchool => "same school",
            Because::SeveralDays => "several shared days",
            Because::DaysNotKnown => "working days not known",
            Because::Alone => "has no tie, or one",
            Because::ClosedDoor => "nobody was in this class yet",
            Because::NewTeacher => "new",
            Because::EachKnowsOne => "each knows somebody in the group",
            Because::Mixed => "across phases or schools",
            Because::Experienced => "has been there longer",
            Because::NoTieBetweenSchools => "their schools have no tie",
            Because::HangsOnOne => "all contact of the school runs through one person",
            Because::LittleOfEither => "little talk and few open doors: first build contact",
            Because::ClosedProfile => "most signs of a closed profile",
            Because::Carousel => "a round: each visits one and is visited by another",
        }
    }

    fn why_not(&self, why: WhyNot) -> &'static str {
        match why {
            WhyNot::NobodyAgreed => "nobody in reach agreed to take part",
            WhyNot::NoSharedDay => "nobody who agreed works on the same days",
            WhyNot::NoHost => "no host teacher in reach agreed and has room",
            WhyNot::NotAsWanted => "nobody who agreed is of the phase, subject or school that was asked for",
            WhyNot::EverybodyTaken => "everybody who would fit is taken",
        }
    }

    fn need(&self, kind: NeedKind) -> &'static str {
        match kind {
            NeedKind::Isolated => "no tie",
            NeedKind::SingleThread => "one contact",
            NeedKind::NewWithoutBuddy => "new, without a buddy",
            NeedKind::ClosedWithTalk => "closed door, with talk",
            NeedKind::HostCarriesMuch => "a host who carries much",
            NeedKind::OnlyReceives => "school that only receives",
            NeedKind::OnlySends => "school that only sends",
            NeedKind::HangsOnOne => "contact hangs on one person",
            NeedKind::NoTie => "two schools without a tie",
            NeedKind::LittleOfEither => "little talk and few doors",
            NeedKind::ClosedProfile => "closed profile: a question to discuss",
        }
    }

    fn need_numbers(&self, kind: NeedKind, count: u32, of: Option<u32>) -> String {
        let n = self.count(u64::from(count));
        match kind {
            NeedKind::Isolated if count > 0 => {
                format!("{} in the school not answered", self.many(u64::from(count), Noun::Form))
            }
            NeedKind::NewWithoutBuddy => format!("own contacts: {n}"),
            NeedKind::ClosedWithTalk => format!("talks with {n} without a door between them"),
            NeedKind::HostCarriesMuch => match of {
                Some(room) => format!("visitors: {n}; room for {}", self.count(u64::from(room))),
                None => format!("visitors: {n}"),
            },
            NeedKind::OnlyReceives => format!("visits received from other schools: {n}; made: 0"),
            NeedKind::OnlySends => format!("visits made to other schools: {n}; received: 0"),
            NeedKind::HangsOnOne => format!("ties to {}", self.many(u64::from(count), Noun::School)),
            NeedKind::NoTie => of.map_or_else(String::new, |of| format!("0 of {} pairs", self.count(u64::from(of)))),
            _ => String::new(),
        }
    }

    fn days(&self, days: u8) -> String {
        let named = DAYS.iter().enumerate().filter(|(bit, _)| days & (1 << bit) != 0);
        self.list(&named.map(|(_, day)| (*day).to_owned()).collect::<Vec<_>>())
    }

    fn effect(&self, measure: &str) -> &'static str {
        match measure {
            "open_door_rate" => "open-door rate",
            "isolates" => "teachers and others without a tie",
            "single_thread" => "people with one contact",
            "cross_school_reach" => "teachers with a door in another school",
            "ei_index" => "E-I index (−1 all inside, 1 all outside)",
            "components_weak" => "separate parts",
            "cut_points" => "people on whom others' contact depends",
            "largest_host_load" => "visitors of the busiest host",
            "host_dependency" => "share of visits at the busiest host",
            _ => "",
        }
    }

    fn advice_lead(&self, lines: u64, (reached, listed): (u64, u64), without: u64) -> String {
        let lines = if lines == 1 { "1 proposal".to_owned() } else { format!("{} proposals", self.count(lines)) };
        let of = match (reached, listed) {
            (_, 0) => String::new(),
            (0, 1) => ", without the one teacher in the list of needs".to_owned(),
            (_, 1) => ", with the one teacher in the list of needs".to_owned(),
            (0, n) => format!(", with none of the {} teachers in the list of needs", self.count(n)),
            (m, n) if m == n => format!(", with all {} teachers in the list of needs", self.count(n)),
            (m, n) => format!(", with {} of the {} teachers in the list of needs", self.count(m), self.count(n)),
        };
        let none = if without == 0 {
            String::new()
        } else {
            format!("; for {} no line was found", self.many(without, Noun::Teacher))
        };
        format!("{lines}{of}{none}.")
    }

    fn advice_not_named(&self, people: u64) -> String {
        format!(
            "{} more in need did not agree to be named and {} left in peace.",
            self.many(people, Noun::Teacher),
            with(people, "is", "are")
        )
    }

    fn advice_nobody_asked(&self, people: u64) -> String {
        format!(
            "{} {} in need. Nothing says who may be named (column consent_named of the staff list), and so nobody is proposed.",
            self.many(people, Noun::Teacher),
            with(people, "is", "are")
        )
    }

    fn advice_not_agreed(&self, people: u64) -> String {
        format!(
            "In the plan of your own there {} {} who did not agree to be named or did not answer. Their names stand nowhere, only the ids that the plan gives; the program itself never proposes them. Ask them first, or take these lines out of the plan.",
            with(people, "is", "are"),
            self.many(people, Noun::Person)
        )
    }

    fn advice_rate(&self, before: &str, some: &str, most: &str, all: &str) -> String {
        format!(
            "Open-door rate now {before}. If every line happens {all}, an upper bound; at an uptake of 30% {some}, of 60% {most}."
        )
    }

    fn open_advice(&self, page: &str, plan: &str) -> String {
        format!(
            "Open this in a browser: {page}. The plan stands in {plan}: edit it, and see what it would change with --plan {plan}"
        )
    }
}
