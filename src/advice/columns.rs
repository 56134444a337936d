//! The verdicts and what led to them, as columns on the school rows of the layer `open_door`.

use super::alternatives::{Alternatives, VERDICTS};
use super::diagnosis::{Cuts, column_of, diagnoses, talk_contacts_from};
use super::frames::{Frame, Reason, Verdict};
use super::lagging::{Spreads, against_group, against_potential_under, against_standard, funnel};
use super::teams::{ResponseGate, Team};
use crate::error::Why;
use crate::measures::openness::{Door, TalkAndVisits, TalkPair, count};
use crate::measures::{Column, Kind, Made, Scope, Value};
use crate::network::{Network, layer::Layer};
use crate::survey::{Response, Survey};

/// The columns that [`columns`] makes, in their order, all of the scope `School`.
pub const COLUMNS: &[&str] = &[
    "response",
    "response_gate",
    "forms_to_verdict",
    "lagging_standard",
    "lagging_standard_reason",
    "lagging_group",
    "lagging_group_reason",
    "lagging_group_reference",
    "lagging_group_difference",
    "lagging_group_p",
    "lagging_group_p_adjusted",
    "lagging_potential",
    "lagging_potential_reason",
    "lagging_potential_reference",
    "lagging_potential_difference",
    "lagging_potential_p",
    "lagging_potential_p_adjusted",
    "lagging_potential_p_at_least",
    "conversion_low",
    "conversion_high",
    "funnel_low",
    "funnel_high",
    "talk_contacts",
    "diagnosis",
];

/// The labels of the column `response_gate`.
pub const RESPONSE_LABELS: [&str; 5] = ["not_known", "counts_only", "no_verdict", "warning", "normal"];

/// Verdicts, reasons and the numbers behind them, per school and for the group (which has a verdict against the norm
/// only).
///
/// # Reads
/// One wave: its doors and talk pairs as [`doors`](crate::measures::openness::doors()) and
/// [`talk_pairs`](crate::measures::openness::talk_pairs) give them.
///
/// # Value
/// Columns to stand on the rows of the layer `open_door`. A frame that does not apply leaves its verdict undefined
/// (`NotAsked` or `DoesNotApply`); the reason column says which.
///
/// # Cost
/// That of the bootstrap behind the potential: people and talk pairs, a thousand times.
///
/// # Example
/// ```
/// use staffroom::{advice, measures::openness::{doors, talk_pairs}, network::Network};
/// let group = Network::of_schools(&[12, 12]).tie(0, 1, "class_visit");
/// let made = advice::columns(&group, &doors(&group), &talk_pairs(&group), None, 1);
/// let verdict = made.columns.iter().find(|c| c.measure == "lagging_group").unwrap();
/// assert_eq!(verdict.label(1), Some("not_shown"));
/// ```
pub fn columns(network: &Network, doors: &[Door], talk: &[TalkPair], standard: Option<f64>, seed: u64) -> Made {
    verdicts_and_alternatives((network, doors, talk), &TalkAndVisits::of(network), None, standard, seed).0
}

/// The same from what is at hand already; and with a survey what [`alternatives`](super::alternatives::columns) gives of
/// it, so that people are drawn once for all of them. Last, how far the share of talk with a door of each school could move,
/// if that was drawn.
pub(crate) fn verdicts_and_alternatives(
    (network, doors, talk): (&Network, &[Door], &[TalkPair]),
    at_hand: &TalkAndVisits,
    survey: Option<&Survey>,
    standard: Option<f64>,
    seed: u64,
) -> (Made, Option<(Made, Made)>, Option<Spreads>) {
    let teams = Team::of_network(network, doors, talk);
    let everybody = group(network, doors);
    let others = survey.map(|survey| Alternatives::of(survey, network, &teams, &everybody));
    let readings: Vec<&[Team]> =
        std::iter::once(&teams[..]).chain(others.iter().flat_map(Alternatives::teams)).collect();
    let (mut by_talk, spreads) = against_potential_under(&readings, &network.turns(), seed);
    let of_others = by_talk.split_off(1);
    let by_talk = by_talk.pop().unwrap_or_default();
    let (made, otherwise) = rayon::join(
        || verdicts_from((network, &teams, &everybody), at_hand, &by_talk, standard),
        || others.map(|others| others.columns(&of_others, standard)),
    );
    (made, otherwise, spreads)
}

/// The columns of [`columns`] from the frame of own talk.
fn verdicts_from(
    (network, teams, everybody): (&Network, &[Team], &Team),
    at_hand: &TalkAndVisits,
    by_talk: &[Frame],
    standard: Option<f64>,
) -> Made {
    let contacts = talk_contacts_from(network, &at_hand.talk);
    let places = diagnoses(teams, &contacts, Cuts::default()).0;
    let by_norm = by_norm(teams, everybody, standard);
    let by_group = against_group(teams);
    let funnels = funnels(teams, &by_group);

    let schools_and_group = || teams.iter().chain(std::iter::once(everybody));
    let only_schools = |values: Vec<Value>| values.into_iter().chain([Value::Undefined(Why::DoesNotApply)]);
    let of = |frames: &[Frame], pick: fn(&Frame) -> Option<f64>| -> Vec<Value> {
        frames.iter().map(|f| pick(f).map_or(Value::Undefined(why(f)), Value::Number)).collect()
    };
    let share = |name, frames: &[Frame], pick| Column::new(name, Kind::Share, only_schools(of(frames, pick)));
    let number = |name, frames: &[Frame], pick| Column::new(name, Kind::Number, only_schools(of(frames, pick)));
    let verdicts = |name, frames: &[Frame]| verdicts(name, frames, teams.len());
    let reasons = |name, frames: &[Frame]| {
        let label = frames.iter().map(|f| Value::Number(f64::from(f.reason as u8)));
        Column::labels(name, &Reason::LABELS, padded(label, teams.len() + 1))
    };
    let limit = |name, pick: fn(&Limits) -> Option<f64>| {
        let none = |f: &Frame| Value::Undefined(if f.p.is_some() { Why::TooFew } else { why(f) });
        let values = funnels.iter().zip(&by_group).map(|(l, f)| pick(l).map_or(none(f), Value::Number)).collect();
        Column::new(name, Kind::Share, only_schools(values))
    };
    let no_response = |t: &Team| Value::Undefined(if t.doors.eligible == 0 { Why::TooFew } else { Why::CannotTell });
    // Where only visitors were asked, every missing form counts, of whatever school they could name people of.
    let within = network.is_within_school(&Layer::open_door());
    let forms = |t: &Team| {
        if t.others_missing() { (if within { t } else { everybody }).forms_missing() } else { t.forms_to_verdict() }
    };
    let columns = vec![
        Column::new(
            "response",
            Kind::Share,
            schools_and_group().map(|t| t.response().map_or(no_response(t), Value::Number)),
        ),
        Column::labels(
            "response_gate",
            &RESPONSE_LABELS,
            schools_and_group().map(|t| match t.response_gate() {
                ResponseGate::NotKnown if t.doors.eligible == 0 => Value::Undefined(Why::TooFew),
                gate => Value::Number(f64::from(gate as u8)),
            }),
        ),
        Column::new(
            "forms_to_verdict",
            Kind::Count,
            schools_and_group().map(|t| forms(t).map_or(no_response(t), |k| Value::Number(f64::from(k)))),
        ),
        verdicts("lagging_standard", &by_norm),
        reasons("lagging_standard_reason", &by_norm),
        verdicts("lagging_group", &by_group),
        reasons("lagging_group_reason", &by_group),
        share("lagging_group_reference", &by_group, |f| f.reference),
        number("lagging_group_difference", &by_group, |f| f.difference),
        share("lagging_group_p", &by_group, |f| f.p),
        share("lagging_group_p_adjusted", &by_group, |f| f.p_adjusted),
        verdicts("lagging_potential", by_talk),
        reasons("lagging_potential_reason", by_talk),
        share("lagging_potential_reference", by_talk, |f| f.reference),
        number("lagging_potential_difference", by_talk, |f| f.difference),
        share("lagging_potential_p", by_talk, |f| f.p),
        share("lagging_potential_p_adjusted", by_talk, |f| f.p_adjusted),
        share("lagging_potential_p_at_least", by_talk, |f| f.p_at_least),
        share("conversion_low", by_talk, |f| f.interval.map(|i| i.0)),
        share("conversion_high", by_talk, |f| f.interval.map(|i| i.1)),
        limit("funnel_low", |f| f.0),
        limit("funnel_high", |f| f.1),
        Column::new("talk_contacts", Kind::Number, only_schools(contacts)),
        column_of(&places),
    ];
    Made::new(Scope::School, columns)
}

/// Each school, and the group, against a norm.
fn by_norm(teams: &[Team], everybody: &Team, standard: Option<f64>) -> Vec<Frame> {
    teams.iter().chain([everybody]).map(|t| against_standard(t, standard)).collect()
}

/// The verdicts of a frame. The group has no row in a frame that compares schools.
fn verdicts(name: &'static str, frames: &[Frame], schools: usize) -> Column {
    Column::labels(name, &Verdict::LABELS, padded(frames.iter().map(verdict), schools + 1))
}

/// The verdicts alone, in the order of [`VERDICTS`], as [`columns`] has them.
pub(super) fn only_verdicts(
    (teams, everybody): (&[Team], &Team),
    by_talk: &[Frame],
    standard: Option<f64>,
) -> [Column; 3] {
    let frames = [&by_norm(teams, everybody, standard), &against_group(teams), by_talk];
    std::array::from_fn(|i| verdicts(VERDICTS[i], frames[i], teams.len()))
}

/// The group as a whole, people without a school included.
pub(super) fn group(network: &Network, doors: &[Door]) -> Team {
    let eligible = || (0..network.len()).filter(|&i| doors[i].eligible);
    let known = eligible().all(|i| network.member(i as u32).response != Response::NotKnown);
    let answered = eligible().filter(|&i| doors[i].answered).count() as u32;
    Team {
        doors: count(doors),
        answered: known.then_some(answered),
        talk_asked: false,
        pairs: crate::inference::by_block::BlockPairs::default(),
    }
}

fn padded(values: impl Iterator<Item = Value>, rows: usize) -> impl Iterator<Item = Value> {
    values.chain(std::iter::repeat(Value::Undefined(Why::DoesNotApply))).take(rows)
}

fn verdict(frame: &Frame) -> Value {
    frame.verdict.map_or_else(|| Value::Undefined(why(frame)), |v| Value::Number(f64::from(v as u8)))
}

/// Why a frame has no number, in the words of a column.
fn why(frame: &Frame) -> Why {
    match frame.reason {
        Reason::NotAsked => Why::NotAsked,
        Reason::NoStandard | Reason::OneSchool | Reason::NoTeachers => Why::DoesNotApply,
        Reason::NobodyTalks => Why::NoTies,
        Reason::TooFewKnown => Why::TooFew,
        _ => Why::CannotTell,
    }
}

/// Rates at which a school would stand out from the others, down and up; none where no rate would.
type Limits = (Option<f64>, Option<f64>);

fn funnels(teams: &[Team], frames: &[Frame]) -> Vec<Limits> {
    let tested = frames.iter().filter(|f| f.p.is_some()).count() as u32;
    let reference = teams.iter().filter(|t| t.is_reference());
    let (open, known) = reference.fold((0, 0), |sum, t| (sum.0 + t.doors.open, sum.1 + t.doors.known));
    let of = |(team, frame): (&Team, &Frame)| {
        let n = team.doors.known;
        if frame.p.is_none() {
            return (None, None);
        }
        let (low, high) = funnel(n, known - n, open - team.doors.open, tested);
        let share = |x: Option<u32>| x.map(|x| f64::from(x) / f64::from(n));
        (share(low), share(high))
    };
    teams.iter().zip(frames).map(of).collect()
}
