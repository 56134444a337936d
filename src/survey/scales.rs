//! Which answers were given to "how often", question by question, and what looks odd about them.

use super::frequencies::{Frequency, Scale, Scales, TOPS, YES_NO};
use super::{End, Question, Relation};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Fewer answers than this show nothing of a scale: that an end is not used may be chance.
const ENOUGH: u64 = 20;
/// Fewer answers than this may all be the same by chance.
const ENOUGH_TO_BE_ALIKE: u64 = 10;
/// Fewer steps than this show nothing of where a scale ends.
const FEWEST_STEPS: usize = 3;
/// Distinct ways of writing that are kept apart for one question.
const MOST_LABELS: usize = 60;
/// Numbers that survey tools and data managers write for "no answer".
const CODES: [f64; 11] = [9.0, 66.0, 77.0, 88.0, 96.0, 97.0, 98.0, 99.0, 888.0, 999.0, 9999.0];

/// The answers to one question of how often.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ScaleUse {
    /// Index of the wave.
    pub wave: u32,
    /// Id of the relation.
    pub relation: String,
    /// Which end was asked.
    pub end: End,
    /// Whether nothing but yes or no was answered: a tick, 1, `ja`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub yes_or_no: bool,
    /// The answers, the rarest contact first; those that nobody understands at the end.
    pub steps: Vec<Step>,
    /// What looks odd.
    pub remarks: Vec<Remark>,
}

impl ScaleUse {
    /// How many answers.
    pub fn answers(&self) -> u64 {
        self.steps.iter().map(|s| s.answers).sum()
    }
}

/// One answer of a scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Step {
    /// The number that it counts for; none when it is not understood.
    pub value: Option<f64>,
    /// The labels, as they were written; none when it was a number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<String>,
    /// How many.
    pub answers: u64,
}

impl Step {
    /// Answers that nobody understands, without their labels.
    pub(crate) fn unknown(answers: u64) -> Step {
        Step { value: None, written: Vec::new(), answers }
    }
}

/// What looks odd about the answers to a question of how often.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "remark", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Remark {
    /// Everybody gave the same answer.
    OneAnswer {
        /// Its number.
        value: f64,
        /// How it was written, when not as a number.
        written: Option<String>,
    },
    /// Nobody used the upper end of the scale that the labels are from.
    TopNotUsed {
        /// The highest number that was used,
        highest: f64,
        /// and the highest there is.
        top: f64,
    },
    /// Answers in numbers that stay well below those to another question.
    BelowOthers {
        /// The highest number that was used,
        highest: f64,
        /// and the highest at another question.
        top: f64,
    },
    /// The labels belong to no scale together, so that their order is doubtful.
    Mixed {
        /// The labels.
        labels: Vec<String>,
    },
    /// Two labels of one scale count for the same number.
    SameStep {
        /// The labels.
        labels: Vec<String>,
        /// The number.
        value: f64,
    },
    /// A number far above all others, of the kind that stands for "no answer".
    LooksLikeCode {
        /// The number.
        value: f64,
        /// How often.
        answers: u64,
        /// The highest of the others.
        below: f64,
    },
    /// A number above the end of the scale that all other answers are from: once, and at no other question.
    AboveOthers {
        /// The number.
        value: f64,
        /// How often.
        answers: u64,
        /// The highest of the others.
        below: f64,
    },
    /// No answer reaches the number from which ties count.
    NoneReachesCut {
        /// That number.
        at_least: f64,
    },
    /// Labels that are on no scale.
    NotUnderstood {
        /// How many answers.
        answers: u64,
    },
}

/// A question: wave, relation and the end that was asked.
type Key = (u32, u32, End);

/// Every answer of how often, as it was written.
#[derive(Debug, Default)]
pub(crate) struct Written {
    of: Vec<(Key, Counts)>,
    last: usize,
}

/// The answers to one question.
#[derive(Debug, Default)]
struct Counts {
    digits: [u64; 10],
    other: BTreeMap<String, (Option<f32>, u64)>,
}

impl Written {
    /// Answers of one question with the same cell, and what it says. An empty cell and a code for no answer say nothing.
    pub(crate) fn count(&mut self, key: Key, cell: &str, said: Frequency, times: u64) {
        let value = match said {
            Frequency::Is(value) => Some(value),
            Frequency::Unknown => None,
            Frequency::Missing => return,
        };
        if self.of.get(self.last).is_none_or(|of| of.0 != key) {
            self.last = self.of.iter().position(|of| of.0 == key).unwrap_or(self.of.len());
            if self.last == self.of.len() {
                self.of.push((key, Counts::default()));
            }
        }
        let counts = &mut self.of[self.last].1;
        match cell.as_bytes() {
            [] => {}
            [digit @ b'0'..=b'9'] => counts.digits[usize::from(digit - b'0')] += times,
            _ if counts.other.len() < MOST_LABELS || counts.other.contains_key(cell) => {
                counts.other.entry(cell.to_owned()).or_insert((value, 0)).1 += times;
            }
            _ => counts.other.entry("…".into()).or_insert((None, 0)).1 += times,
        }
    }

    /// Puts waves in their final order.
    pub(crate) fn put_waves(&mut self, place: &[u32]) {
        self.of.iter_mut().for_each(|of| of.0.0 = place[of.0.0 as usize]);
    }

    /// The answers question by question, with what looks odd. Ticks and yes or no are no scale, and odd only where all
    /// of them are one number beside a question that has a scale.
    pub(crate) fn uses(mut self, scale: &Scale, relations: &[Relation], questions: &[Question]) -> Vec<ScaleUse> {
        self.of.sort_by_key(|of| of.0);
        let mut uses: Vec<ScaleUse> = Vec::new();
        for ((wave, relation, end), counts) in &self.of {
            let (steps, scales) = steps(counts, scale);
            if steps.is_empty() {
                continue;
            }
            let yes_or_no = is_yes_or_no(&steps, scales);
            let asked = questions.iter().find(|q| (q.wave, q.relation, q.end) == (*wave, *relation, *end));
            let at_least = asked.map_or(0.0, |q| f64::from(q.at_least));
            let remarks = if yes_or_no { Vec::new() } else { remarks(&steps, counts, scale, scales, at_least) };
            let relation = relations[*relation as usize].id.clone();
            uses.push(ScaleUse { wave: *wave, relation, end: *end, yes_or_no, steps, remarks });
        }
        beside_each_other(&mut uses);
        uses
    }
}

/// The answers by the number that they count for, and the scales to which all labels belong; none where there are none.
fn steps(counts: &Counts, scale: &Scale) -> (Vec<Step>, Option<Scales>) {
    let mut by_value: BTreeMap<u32, Step> = BTreeMap::new();
    let mut unknown = Vec::new();
    let mut scales: Option<Scales> = None;
    let digits = (0..10_u8).map(|d| (f32::from(d), None, counts.digits[usize::from(d)]));
    let other = counts.other.iter().filter_map(|(text, &(value, answers))| {
        let own = scale.scales_of(text);
        if let Some(own) = own {
            scales = Some(scales.unwrap_or(Scales::MAX) & own);
        }
        match value {
            Some(value) => Some((value, own.map(|_| text.clone()), answers)),
            None => {
                unknown.push(Step { value: None, written: vec![text.clone()], answers });
                None
            }
        }
    });
    for (value, label, answers) in digits.chain(other).filter(|s| s.2 > 0) {
        // Frequencies are never negative, and the bits of such numbers have their order.
        let step = by_value.entry(value.to_bits()).or_insert(Step {
            value: Some(f64::from(value)),
            written: Vec::new(),
            answers: 0,
        });
        step.answers += answers;
        step.written.extend(label);
    }
    (by_value.into_values().chain(unknown).collect(), scales)
}

/// Whether nothing but yes or no was asked: a tick, 1, `ja`.
fn is_yes_or_no(steps: &[Step], scales: Option<Scales>) -> bool {
    let at_most_one = steps.iter().all(|s| s.value.is_some_and(|v| v <= 1.0));
    at_most_one && scales.is_none_or(|s| s & YES_NO != 0)
}

fn remarks(steps: &[Step], counts: &Counts, scale: &Scale, scales: Option<Scales>, at_least: f64) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let all: u64 = steps.iter().map(|s| s.answers).sum();
    let known: Vec<&Step> = steps.iter().filter(|s| s.value.is_some()).collect();
    let values: Vec<f64> = known.iter().filter_map(|s| s.value).collect();
    if let ([only], true) = (steps, all >= ENOUGH_TO_BE_ALIKE)
        && let Some(value) = only.value
    {
        remarks.push(Remark::OneAnswer { value, written: only.written.first().cloned() });
    }
    if let ([.., below, 9.0, 10.0], true) = (&values[..], yes_or_no_below(&values)) {
        let codes = known.iter().rev().take(2).rev().filter_map(|s| Some((s.value?, s.answers)));
        remarks.extend(codes.map(|(value, answers)| Remark::LooksLikeCode { value, answers, below: *below }));
    } else if let [.., below, value] = values[..]
        && CODES.contains(&value)
        && value > below + 1.5
    {
        let answers = known.last().map_or(0, |s| s.answers);
        remarks.push(Remark::LooksLikeCode { value, answers, below });
    } else if let [.., below, last] = known[..]
        && (all >= ENOUGH && last.answers == 1 && is_above(&known))
    {
        let (value, below) = (last.value.unwrap_or_default(), below.value.unwrap_or_default());
        remarks.push(Remark::AboveOthers { value, answers: last.answers, below });
    }
    if scales == Some(0) {
        let labels = steps.iter().filter(|s| s.value.is_some()).flat_map(|s| s.written.iter().cloned());
        remarks.push(Remark::Mixed { labels: labels.collect() });
    } else {
        for step in known.iter().filter(|s| s.written.len() > 1) {
            if !are_one_label(&step.written) {
                let value = step.value.unwrap_or_default();
                remarks.push(Remark::SameStep { labels: step.written.clone(), value });
            }
        }
    }
    if let (Some(&highest), true) = (values.last(), all > 0)
        && at_least > highest
    {
        remarks.push(Remark::NoneReachesCut { at_least });
    }
    // Of the scales that the labels may be from, the shortest is meant.
    let of_labels = scales.filter(|&s| s != 0 && s != Scales::MAX);
    let top = of_labels.and_then(|s| TOPS.iter().filter(|t| t.0 & s != 0).map(|t| t.1).reduce(f32::min));
    if let (Some(top), Some(&highest), true) = (top.map(f64::from), values.last(), all >= ENOUGH && steps.len() > 1)
        && highest < top
    {
        remarks.push(Remark::TopNotUsed { highest, top });
    }
    let lost: u64 = counts
        .other
        .iter()
        .filter(|(text, c)| c.0.is_none() && scale.scales_of(text).is_none())
        .map(|(_, c)| c.1)
        .sum();
    if lost > 0 {
        remarks.push(Remark::NotUnderstood { answers: lost });
    }
    remarks
}

/// Whether all but the two highest are no and yes: 9 and 10 above them are RSiena's codes for no answer and not asked.
fn yes_or_no_below(values: &[f64]) -> bool {
    values.len() > 2 && values[..values.len() - 2].iter().all(|v| *v <= 1.0)
}

/// Whether the highest answer is not of the scale of the others: a number above steps without a gap or above labels.
/// Too few steps are no scale.
fn is_above(steps: &[&Step]) -> bool {
    let [others @ .., last] = steps else { return false };
    let value = |step: &Step| step.value.unwrap_or_default();
    let Some(below) = others.last().filter(|_| others.len() >= FEWEST_STEPS && last.written.is_empty()) else {
        return false;
    };
    let labels = others.iter().all(|s| !s.written.is_empty());
    let no_gap = others.windows(2).all(|two| (value(two[1]) - value(two[0]) - 1.0).abs() < 1e-6);
    labels || (no_gap && value(last) > value(below) + 1.5)
}

/// Whether labels are one label in several ways of writing: with figures or in words, with another sign or capital.
fn are_one_label(labels: &[String]) -> bool {
    let plain = |label: &String| {
        let words = super::headings::fold(label).replace("een ", "1 ").replace("once", "1 time").replace("twee", "2");
        let words = words.replace("drie", "3").replace(" of ", "-").replace(" tot ", "-").replace(" a ", "-");
        words.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    let first = labels.first().map(plain);
    labels.iter().all(|label| Some(plain(label)) == first)
}

/// Numbers say nothing of how far their scale goes: the other questions of the wave with numbers do.
fn beside_each_other(uses: &mut [ScaleUse]) {
    let is_code = |u: &ScaleUse| u.remarks.iter().any(|r| matches!(r, Remark::LooksLikeCode { .. }));
    // A number that another question reaches too is of its scale.
    let last = |u: &ScaleUse| u.steps.iter().filter_map(|s| s.value).next_back();
    let ends: Vec<_> = uses.iter().map(|u| (u.wave, last(u).filter(|_| !is_code(u)).unwrap_or_default())).collect();
    for (at, used) in uses.iter_mut().enumerate() {
        let others = ends.iter().enumerate().filter(|(other, end)| *other != at && end.0 == used.wave);
        let top = others.map(|(_, end)| end.1).fold(0.0, f64::max);
        used.remarks.retain(|r| !matches!(r, Remark::AboveOthers { value, .. } if top >= *value));
    }
    let highest = |u: &ScaleUse| -> Option<f64> {
        let numbers = u.steps.iter().all(|s| s.written.is_empty());
        if numbers && !u.yes_or_no && !is_code(u) && !is_above(&u.steps.iter().collect::<Vec<_>>()) {
            u.steps.last().and_then(|s| s.value)
        } else {
            None
        }
    };
    let with_scale: Vec<u32> = uses.iter().filter(|u| !u.yes_or_no).map(|u| u.wave).collect();
    // A 1 behind each name may be a column that nobody filled in; `ja` was asked as such.
    for used in uses.iter_mut().filter(|u| u.yes_or_no && with_scale.contains(&u.wave)) {
        if let [only] = &used.steps[..]
            && let (Some(value), true) = (only.value, only.written.is_empty() && only.answers >= ENOUGH_TO_BE_ALIKE)
        {
            used.remarks.push(Remark::OneAnswer { value, written: None });
        }
    }
    let all: Vec<(u32, Option<f64>)> = uses.iter().map(|u| (u.wave, highest(u))).collect();
    for (at, used) in uses.iter_mut().enumerate() {
        let (wave, own) = all[at];
        let others = all.iter().filter(|a| a.0 == wave).filter_map(|a| a.1).fold(0.0, f64::max);
        // One step less may be rare contact; two are another scale.
        if let Some(highest) = own.filter(|&own| own + 1.5 < others)
            && used.answers() >= ENOUGH
            && used.steps.len() > 1
        {
            used.remarks.push(Remark::BelowOthers { highest, top: others });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::survey;
    use super::*;

    /// The remarks on a column of answers of a to b, c, … one after the other.
    fn of(cells: &[&str], study: &str) -> Vec<Remark> {
        let people = cells.len() + 2;
        let roster = (0..people).map(|n| format!("p{n}\n")).collect::<Vec<_>>().concat();
        let ties = cells.iter().enumerate().map(|(n, cell)| format!("p{n},p{},{cell}\n", n + 1)).collect::<Vec<_>>();
        let ties = ties.concat();
        let (roster, ties) = (format!("id\n{roster}"), format!("from,to,frequency\n{ties}"));
        let mut files = vec![("teachers.csv", &roster[..]), ("ties.csv", &ties[..])];
        if !study.is_empty() {
            files.push(("study.toml", study));
        }
        let mut survey = survey(&files);
        if survey.scales.is_empty() { Vec::new() } else { survey.scales.remove(0).remarks }
    }

    #[test]
    fn an_answer_that_everybody_gives_is_told_and_a_tick_is_no_scale() {
        assert_eq!(of(&["3"; 10], ""), [Remark::OneAnswer { value: 3.0, written: None }]);
        assert_eq!(of(&["3"; 9], ""), []);
        assert_eq!(of(&["1"; 30], ""), []);
        assert_eq!(of(&["ja"; 30], ""), []);
        let label = Remark::OneAnswer { value: 4.0, written: Some("wekelijks".into()) };
        assert_eq!(of(&["wekelijks"; 12], ""), [label]);
    }

    #[test]
    fn ones_beside_a_question_with_a_scale_are_listed_and_ticks_are_not_odd() {
        let told = |visits: &str| {
            let people = (0..14).map(|n| format!("p{n}\n")).collect::<Vec<_>>().concat();
            let rows = |relation: &str, answer: &dyn Fn(usize) -> String| -> String {
                let row = |n: usize| format!("p{n},p{},{relation},{}\n", n + 1, answer(n));
                (0..12).map(row).collect::<Vec<_>>().concat()
            };
            let talk = rows("talk", &|n| (n % 4 + 1).to_string());
            let visits = rows("class_visit", &|_| visits.to_owned());
            let ties = format!("from,to,relation,frequency\n{talk}{visits}");
            let uses = survey(&[("teachers.csv", &format!("id\n{people}")), ("ties.csv", &ties)]).scales;
            uses.into_iter().map(|u| (u.relation, u.yes_or_no, u.remarks)).collect::<Vec<_>>()
        };
        let talk = ("teaching_talk".to_owned(), false, Vec::new());
        let one = vec![Remark::OneAnswer { value: 1.0, written: None }];
        assert_eq!(told("1"), [talk.clone(), ("class_visit".to_owned(), true, one)]);
        assert_eq!(told("ja"), [talk.clone(), ("class_visit".to_owned(), true, Vec::new())]);
        assert_eq!(told(""), [talk]);
    }

    #[test]
    fn a_number_above_the_end_of_the_scale_is_what_is_odd_and_not_the_question_without_it() {
        let above = |value| Remark::AboveOthers { value, answers: 1, below: 4.0 };
        let many = |cells: [&str; 4], last: &[&str]| -> Vec<Remark> {
            of(&[&cells.into_iter().cycle().take(20 - last.len()).collect::<Vec<_>>()[..], last].concat(), "")
        };
        let labels = ["zelden", "soms", "vaak", "altijd"];
        assert_eq!(many(["1", "2", "3", "4"], &["7"]), [above(7.0)]);
        assert_eq!(many(labels, &["5"]), [above(5.0)]);
        assert_eq!(many(["1", "2", "3", "4"], &["5"]), []);
        // Of few answers one step may be left out by chance, and what stands there twice is no slip.
        assert_eq!(of(&["1", "2", "3", "3", "2", "1", "5", "5", "5", "5"], ""), []);
        assert_eq!(of(&["1", "2", "3", "4", "7"], ""), []);
        assert_eq!(many(["1", "2", "3", "4"], &["7", "7"]), []);
        assert_eq!(many(labels, &["5", "5"]), []);
        // Times a year have gaps everywhere.
        assert_eq!(many(["1", "2", "4", "4"], &["10"]), []);
        let people = (0..26).map(|n| format!("p{n}\n")).collect::<Vec<_>>().concat();
        let rows = |relation: &str, last: &str| -> String {
            let answer = |n: usize| if n == 23 { last.to_owned() } else { (n % 4 + 1).to_string() };
            let row = |n: usize| format!("p{n},p{},{relation},{}\n", n + 1, answer(n));
            (0..24).map(row).collect::<Vec<_>>().concat()
        };
        let remarks = |last: &str, visits: &str| -> Vec<Vec<Remark>> {
            let ties = format!("from,to,relation,frequency\n{}{}", rows("talk", last), rows("class_visit", visits));
            let survey = survey(&[("teachers.csv", &format!("id\n{people}")), ("ties.csv", &ties)]);
            survey.scales.into_iter().map(|u| u.remarks).collect()
        };
        assert_eq!(remarks("7", "4"), [vec![above(7.0)], vec![]]);
        // Another question reaches it: seven steps are asked.
        assert_eq!(remarks("7", "7"), [vec![], vec![]]);
    }

    #[test]
    fn a_number_far_above_the_others_may_stand_for_no_answer() {
        let mut cells = vec!["1", "2", "3", "4", "5", "9"];
        assert_eq!(of(&cells, ""), [Remark::LooksLikeCode { value: 9.0, answers: 1, below: 5.0 }]);
        cells.insert(5, "8");
        assert_eq!(of(&cells, ""), []);
        let code = |value, answers| Remark::LooksLikeCode { value, answers, below: 1.0 };
        assert_eq!(of(&["0", "1", "9", "10", "10"], ""), [code(9.0, 1), code(10.0, 2)]);
        assert_eq!(of(&["0", "1", "7", "9", "10"], ""), []);
    }

    #[test]
    fn labels_of_two_scales_have_no_order_together() {
        // Weekly is the highest of the one and 2 to 4 times a year low on the other.
        let mixed = of(&["wekelijks", "2-4 keer per jaar", "nooit"], "");
        assert!(matches!(&mixed[..], [Remark::Mixed { labels }] if labels.len() == 3), "{mixed:?}");
        assert_eq!(of(&["wekelijks", "maandelijks", "nooit", "één keer", "1 keer"], ""), []);
        let own = "[frequencies]\n\"wekelijks\" = 7\n\"2-4 keer per jaar\" = 1\n";
        assert_eq!(of(&["wekelijks", "2-4 keer per jaar"], own), []);
    }

    #[test]
    fn two_points_of_a_scale_that_count_the_same_are_told() {
        let want = Remark::SameStep { labels: vec!["bijna nooit".into(), "zelden".into()], value: 1.0 };
        assert_eq!(of(&["zelden", "bijna nooit", "soms", "altijd"], ""), [want]);
    }

    #[test]
    fn an_end_of_the_scale_that_nobody_used_is_told_from_twenty_answers_on() {
        let cells: Vec<&str> = ["nooit", "zelden", "soms", "vaak"].into_iter().cycle().take(20).collect();
        assert_eq!(of(&cells, ""), [Remark::TopNotUsed { highest: 3.0, top: 4.0 }]);
        assert_eq!(of(&cells[1..], ""), []);
    }

    #[test]
    fn a_cut_that_no_answer_reaches_is_told() {
        let study = "[[ties]]\nfile = \"ties.csv\"\nat_least = 5\n";
        assert_eq!(of(&["1", "2", "3"], study), [Remark::NoneReachesCut { at_least: 5.0 }]);
    }

    #[test]
    fn labels_that_nobody_knows_are_counted() {
        assert_eq!(of(&["1", "2", "heel veel", "heel veel"], ""), [Remark::NotUnderstood { answers: 2 }]);
    }
}
