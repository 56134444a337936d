//! What can and what cannot be concluded from a survey, before a measure is looked at: the gates of size and response
//! for each school and the group, and how many forms would open the next one.

use super::columns::group;
use super::teams::{Gate, ResponseGate, Team};
use super::{RESPONSE_FOR_SHARES, RESPONSE_FOR_VERDICT, RESPONSE_NORMAL};
use crate::measures::openness::{Door, TalkPair};
use crate::network::{Network, layer::Layer};
use crate::survey::{Channel, End, Response, Survey};
use serde::{Deserialize, Serialize};

/// What can be concluded from the last wave.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Outlook {
    /// Index of the wave.
    pub wave: u32,
    /// Schools with somebody in them, in roster order; the group at the end.
    pub schools: Vec<SchoolOutlook>,
    /// One for each thing that one may want to conclude.
    pub conclusions: Vec<Conclusion>,
}

/// What the size and the response of a school allow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SchoolOutlook {
    /// Index of the school; none for the group.
    pub school: Option<u32>,
    /// How many people were asked.
    pub asked: u64,
    /// How many answered; none when nothing says it.
    pub answered: Option<u64>,
    /// Teachers whose door is known; none when nothing that opens a door was asked.
    pub known: Option<u64>,
    /// Teachers with a class of their own.
    pub eligible: u64,
    /// What the response allows: the lower of everybody's and the teachers'.
    pub response: ResponseGate,
    /// What the number of known doors allows; where no door was asked about, the number of people who answered.
    pub size: Gate,
    /// Known doors were counted, and not people who answered.
    pub sized_by_doors: bool,
    /// Forms missing to where a verdict is possible; none when nothing says who answered.
    pub forms_to_verdict: Option<u64>,
    /// Forms missing to where nothing is rough.
    pub forms_to_normal: Option<u64>,
}

/// Something that one may want to conclude.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum About {
    /// Who stands alone.
    Isolation,
    /// Whose classroom is open.
    Doors,
    /// Where openness lags.
    Lagging,
    /// Formal beside informal.
    Formal,
    /// Ties between schools.
    Schools,
    /// Who stands between others.
    Between,
    /// How often.
    Strength,
    /// What it is about.
    Topics,
    /// What changed.
    Change,
}

/// Whether it can be concluded, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Because {
    /// It can.
    AllIsThere,
    /// It can, with care: forms are missing, but enough are there.
    FormsMissing {
        /// How many.
        missing: u64,
    },
    /// It can for some schools.
    SomeSchools {
        /// How many,
        schools: u64,
        /// of how many.
        of: u64,
    },
    /// With care: of those who did not answer it is known from the others only; between bounds.
    Bounds {
        /// How many are missing.
        missing: u64,
    },
    /// With care: one end was asked, so that no report can be checked.
    OneEnd {
        /// The end.
        end: End,
    },
    /// With care: people reached the number of names for which the form had room.
    LimitedByForm,
    /// With care, in some relations: those asked within the own school only say nothing of others.
    SomeWithinSchools,
    /// It cannot: it was not asked.
    NotAsked,
    /// It cannot: every answer is the same, or a yes.
    OneAnswer,
    /// It cannot: nothing says who answered.
    ResponseNotKnown,
    /// It cannot: too few answered.
    LowResponse {
        /// How many,
        answered: u64,
        /// of how many.
        asked: u64,
    },
    /// Only a lower bound: only visitors were asked, and some of them did not answer.
    OnlyVisitors {
        /// How many are missing.
        missing: u64,
    },
    /// It cannot: nobody has a class of their own.
    NoTeachers,
    /// It cannot: there is one school.
    OneSchool,
    /// It cannot: only colleagues of the own school could be named.
    WithinSchools,
    /// It cannot: nothing is organised, as far as the survey knows.
    NoFormal,
    /// It cannot: there are groups, and the study counts none of their kinds as ties.
    GroupsAreNoTies,
    /// It cannot: there is one wave.
    OneWave,
}

/// Whether something can be concluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Can {
    /// It can.
    Yes,
    /// With care.
    WithCare,
    /// It cannot.
    No,
}

/// One conclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Conclusion {
    /// What it is about.
    pub about: About,
    /// Whether it can be drawn.
    pub can: Can,
    /// Why.
    #[serde(flatten)]
    pub because: Because,
}

/// What can be concluded from a wave.
///
/// # Reads
/// One wave: who was asked and answered, what was asked and of which end, doors as
/// [`doors`](crate::measures::openness::doors()) gives them. No tie is counted but for what is formal.
///
/// # Value
/// A gate for each school and the group (`domain.md` 3.6), and one conclusion for each thing.
///
/// # Cost
/// People, ties and questions once.
///
/// # Source
/// The gates are conventions; see [`RESPONSE_NORMAL`] and [`FEWEST_KNOWN`](super::FEWEST_KNOWN).
pub fn outlook(survey: &Survey, network: &Network, doors: &[Door], talk: &[TalkPair]) -> Outlook {
    let asked_doors = network.is_asked(&Layer::open_door());
    let mut schools: Vec<SchoolOutlook> = Vec::new();
    for (school, team) in Team::of_network(network, doors, talk).iter().enumerate() {
        let nodes = network.nodes_of_school(school as u32);
        if nodes.is_empty() {
            continue;
        }
        let responses: Vec<Response> = nodes.map(|v| network.member(v).response).collect();
        schools.push(of_school(Some(school as u32), &responses, team, asked_doors));
    }
    let everybody: Vec<Response> = network.members().map(|m| m.response).collect();
    let group = of_school(None, &everybody, &group(network, doors), asked_doors);
    let conclusions = conclusions(survey, network, &schools, &group, doors);
    schools.push(group);
    Outlook { wave: network.wave, schools, conclusions }
}

fn of_school(school: Option<u32>, responses: &[Response], team: &Team, asked_doors: bool) -> SchoolOutlook {
    let count = |wanted: Response| responses.iter().filter(|&&r| r == wanted).count() as u64;
    let asked = responses.len() as u64 - count(Response::NotAsked);
    let answered = (count(Response::NotKnown) == 0).then(|| count(Response::Answered));
    let all = gate(answered, asked);
    let eligible = u64::from(team.doors.eligible);
    let response = if eligible > 0 { all.min(team.response_gate()) } else { all };
    let teachers = team.answered.map(u64::from);
    let to = |share: f64| {
        let short = |answered: Option<u64>, of: u64| {
            let wanted = (share * of as f64 - 1e-9).ceil() as u64;
            answered.map(|a| wanted.saturating_sub(a))
        };
        short(answered, asked).max(short(teachers, eligible).filter(|_| answered.is_some()))
    };
    let known = asked_doors.then_some(u64::from(team.doors.known));
    // Where only visitors were asked and some are missing, no door is known, however large the school.
    let by_doors = known.filter(|_| !team.others_missing());
    SchoolOutlook {
        school,
        asked,
        answered,
        known,
        eligible,
        response,
        size: Gate::of(by_doors.or(answered).unwrap_or(asked) as f64),
        sized_by_doors: by_doors.is_some(),
        forms_to_verdict: to(RESPONSE_FOR_VERDICT.value),
        forms_to_normal: to(RESPONSE_NORMAL.value),
    }
}

fn gate(answered: Option<u64>, asked: u64) -> ResponseGate {
    let share = answered.filter(|_| asked > 0).map(|a| a as f64 / asked as f64);
    ResponseGate::of(share)
}

fn conclusions(
    survey: &Survey,
    network: &Network,
    schools: &[SchoolOutlook],
    group: &SchoolOutlook,
    doors: &[Door],
) -> Vec<Conclusion> {
    let missing = group.answered.map_or(0, |a| group.asked - a);
    let shares = RESPONSE_FOR_SHARES.value * group.asked as f64;
    let too_few = group
        .answered
        .filter(|&a| (a as f64) < shares)
        .map(|answered| (Can::No, Because::LowResponse { answered, asked: group.asked }));
    let limited = survey.questions.iter().any(|q| q.wave == network.wave && q.max_names.is_some());
    let forms = || match (group.answered, missing) {
        (None, _) => (Can::No, Because::ResponseNotKnown),
        (Some(_), 0) if limited => (Can::WithCare, Because::LimitedByForm),
        (Some(_), 0) => (Can::Yes, Because::AllIsThere),
        (Some(_), missing) => (Can::WithCare, Because::FormsMissing { missing }),
    };
    let is_asked = |layer: &Layer| network.is_asked(layer) || network.arcs(layer).next().is_some();
    let built_in = |id: &str| Layer::built_in().into_iter().find(|l| l.id == id).unwrap_or_else(Layer::all);
    let wave = network.wave;
    let mut list = Vec::new();
    let mut add = |about: About, (can, because): (Can, Because)| list.push(Conclusion { about, can, because });
    let nothing = (Can::No, Because::NotAsked);
    let asked = is_asked(&Layer::all());

    add(About::Isolation, if asked { too_few.unwrap_or_else(forms) } else { nothing });
    let about_doors = about_doors(survey, network, group, missing, doors);
    add(About::Doors, if about_doors.0 == Can::No { about_doors } else { too_few.unwrap_or(about_doors) });
    let passing = schools.iter().filter(|s| s.response >= ResponseGate::Warning && s.size >= Gate::Careful).count();
    add(
        About::Lagging,
        match (about_doors, schools.len(), passing) {
            ((Can::No, because) | (_, because @ Because::OnlyVisitors { .. }), ..) => (Can::No, because),
            (_, 0 | 1, _) => (Can::No, Because::OneSchool),
            (_, _, 0 | 1) if group.answered.is_none() => (Can::No, Because::ResponseNotKnown),
            (_, of, passing) if passing == of => (Can::Yes, Because::AllIsThere),
            (_, of, passing) => {
                let can = if passing < 2 { Can::No } else { Can::WithCare };
                (can, Because::SomeSchools { schools: passing as u64, of: of as u64 })
            }
        },
    );
    let (formal, informal) = (built_in("formal"), built_in("informal"));
    add(
        About::Formal,
        match (network.arcs(&formal).next().is_some(), is_asked(&informal)) {
            (false, _) if survey.groups.is_empty() => (Can::No, Because::NoFormal),
            (false, _) => (Can::No, Because::GroupsAreNoTies),
            (true, false) => nothing,
            (true, true) => too_few.unwrap_or_else(forms),
        },
    );
    let within: Vec<bool> = survey.questions.iter().filter(|q| q.wave == wave).map(|q| q.within_school).collect();
    add(
        About::Schools,
        match () {
            () if schools.len() < 2 => (Can::No, Because::OneSchool),
            () if !asked => nothing,
            () if !within.is_empty() && within.iter().all(|&w| w) => (Can::No, Because::WithinSchools),
            () if within.contains(&true) => (Can::WithCare, Because::SomeWithinSchools),
            () => too_few.unwrap_or_else(forms),
        },
    );
    let low = || group.answered.map(|answered| (Can::No, Because::LowResponse { answered, asked: group.asked }));
    add(
        About::Between,
        match gate(group.answered, group.asked) {
            _ if !asked => nothing,
            ResponseGate::NotKnown => (Can::No, Because::ResponseNotKnown),
            ResponseGate::CountsOnly | ResponseGate::NoVerdict => low().unwrap_or(nothing),
            _ => forms(),
        },
    );
    let mut scales = survey.scales.iter().filter(|s| s.wave == wave).peekable();
    let alike = if scales.peek().is_some() { (Can::No, Because::OneAnswer) } else { nothing };
    let scale = scales.any(|s| !s.yes_or_no && s.steps.len() > 1);
    add(About::Strength, if scale { too_few.unwrap_or_else(forms) } else { alike });
    let topics = survey.ties.iter().any(|t| t.wave == wave && t.topic != crate::survey::Tie::NO_TOPIC);
    add(About::Topics, if topics { too_few.unwrap_or_else(forms) } else { nothing });
    add(About::Change, if wave > 0 { too_few.unwrap_or_else(forms) } else { (Can::No, Because::OneWave) });
    list
}

/// Whether it can be told whose classroom is open.
fn about_doors(
    survey: &Survey,
    network: &Network,
    group: &SchoolOutlook,
    missing: u64,
    doors: &[Door],
) -> (Can, Because) {
    let opens = |relation: u32| {
        let r = &survey.relations[relation as usize];
        r.openness >= 3 && r.channel == Channel::Peer
    };
    let own = || survey.questions.iter().filter(|q| q.wave == network.wave && opens(q.relation));
    if own().next().is_none() && network.arcs(&Layer::open_door()).next().is_none() {
        return (Can::No, Because::NotAsked);
    }
    if !doors.iter().any(|d| d.eligible) {
        return (Can::No, Because::NoTeachers);
    }
    let directed = || own().filter(|q| survey.relations[q.relation as usize].directed);
    let ends = (directed().any(|q| q.end == End::From), directed().any(|q| q.end == End::To));
    match (group.answered, missing, ends) {
        (None, ..) => (Can::No, Because::ResponseNotKnown),
        (_, 1.., (true, false)) => (Can::WithCare, Because::OnlyVisitors { missing }),
        (_, 0, (true, false)) => (Can::WithCare, Because::OneEnd { end: End::From }),
        (_, 0, (false, true)) => (Can::WithCare, Because::OneEnd { end: End::To }),
        (_, 0, _) => (Can::Yes, Because::AllIsThere),
        (_, missing, _) => (Can::WithCare, Because::Bounds { missing }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::openness::{doors, talk_pairs};
    use crate::survey::read;

    fn of(files: &[(&str, &str)]) -> Outlook {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).expect("written");
        }
        let (_, survey) = read(folder.path(), &crate::survey::ReadSettings::default()).expect("a survey");
        let network = Network::of_wave(&survey, survey.waves.len() as u32 - 1);
        outlook(&survey, &network, &doors(&network), &talk_pairs(&network))
    }

    /// Two schools of ten teachers; so many of each answered.
    fn two_schools(answered: [usize; 2], ties: &str) -> Outlook {
        let mut roster = String::from("id,school,role,answered\n");
        for (school, answered) in answered.into_iter().enumerate() {
            for n in 0..10 {
                let said = if n < answered { "yes" } else { "no" };
                roster += &format!("{school}{n},S{school},teacher,{said}\n");
            }
        }
        of(&[("teachers.csv", &roster), ("ties.csv", ties)])
    }

    const VISITS: &str = "from,to,relation,reporter\n00,01,class_visit,from\n00,01,class_visit,to\n";

    fn because(outlook: &Outlook, about: About) -> (Can, Because) {
        let found = outlook.conclusions.iter().find(|c| c.about == about).expect("a conclusion");
        (found.can, found.because)
    }

    #[test]
    fn forms_missing_are_counted_to_seventy_and_to_eighty_per_cent() {
        let outlook = two_schools([6, 7], VISITS);
        let told: Vec<_> =
            outlook.schools.iter().map(|s| (s.school, s.answered, s.forms_to_verdict, s.forms_to_normal)).collect();
        let want = [
            (Some(0), Some(6), Some(1), Some(2)),
            (Some(1), Some(7), Some(0), Some(1)),
            (None, Some(13), Some(1), Some(3)),
        ];
        assert_eq!(told, want);
        assert_eq!(outlook.schools[0].response, ResponseGate::NoVerdict);
        assert_eq!(outlook.schools[1].response, ResponseGate::Warning);
        assert_eq!(because(&outlook, About::Lagging), (Can::No, Because::SomeSchools { schools: 1, of: 2 }));
        assert_eq!(because(&outlook, About::Between).0, Can::No);
    }

    #[test]
    fn a_column_of_how_often_with_one_answer_everywhere_was_asked_and_tells_nothing() {
        let of_column = |column: &str, answer: &str| {
            let rows = format!("from,to,relation{column}\n00,01,advice{answer}\n01,02,advice{answer}\n");
            because(&two_schools([10, 10], &rows), About::Strength)
        };
        assert_eq!(of_column("", ""), (Can::No, Because::NotAsked));
        for answer in [",1", ",3", ",weekly", ",yes"] {
            assert_eq!(of_column(",frequency", answer), (Can::No, Because::OneAnswer), "{answer}");
        }
    }

    #[test]
    fn everything_that_was_asked_and_answered_can_be_concluded() {
        let outlook = two_schools([10, 10], VISITS);
        for about in [About::Isolation, About::Doors, About::Lagging, About::Schools, About::Between] {
            assert_eq!(because(&outlook, about), (Can::Yes, Because::AllIsThere), "{about:?}");
        }
        assert_eq!(because(&outlook, About::Topics), (Can::No, Because::NotAsked));
        assert_eq!(because(&outlook, About::Change), (Can::No, Because::OneWave));
        assert_eq!(because(&outlook, About::Formal), (Can::No, Because::NoFormal));
    }

    #[test]
    fn below_half_there_are_counts_and_no_conclusion() {
        let outlook = two_schools([4, 4], VISITS);
        let low = (Can::No, Because::LowResponse { answered: 8, asked: 20 });
        assert_eq!((because(&outlook, About::Isolation), because(&outlook, About::Doors)), (low, low));
        assert_eq!(outlook.schools[0].response, ResponseGate::CountsOnly);
    }

    #[test]
    fn where_only_visitors_were_asked_a_missing_form_leaves_a_lower_bound() {
        let outlook = two_schools([10, 9], "from,to,relation\n00,01,class_visit\n");
        let bound = Because::OnlyVisitors { missing: 1 };
        assert_eq!(because(&outlook, About::Doors), (Can::WithCare, bound));
        assert_eq!(because(&outlook, About::Lagging), (Can::No, bound));
    }

    #[test]
    fn nothing_is_concluded_of_doors_that_nobody_asked_about() {
        let outlook = two_schools([10, 10], "from,to,relation\n00,01,advice\n");
        assert_eq!(because(&outlook, About::Doors), (Can::No, Because::NotAsked));
        assert_eq!(because(&outlook, About::Lagging), (Can::No, Because::NotAsked));
        assert_eq!(because(&outlook, About::Isolation).0, Can::Yes);
    }

    #[test]
    fn where_nothing_says_who_answered_no_form_is_missing_and_nothing_is_certain() {
        let outlook = of(&[("teachers.csv", "id,school\na,A\nb,A\nc,B\n"), ("ties.csv", "from,to\na,b\n")]);
        assert!(outlook.schools.iter().all(|s| s.answered.is_none() && s.forms_to_verdict.is_none()));
        assert_eq!(because(&outlook, About::Isolation), (Can::No, Because::ResponseNotKnown));
    }
}
