//! Where openness lags in its change (L4): what became of the doors of those who stayed, against the other schools.

use super::frames::{Frame, Reason, Verdict};
use super::lagging::{change_verdict, stopped};
use super::teams::Team;
use super::{FEWEST_FOR_VERDICT, SIGNIFICANCE};
use crate::change::Matched;
use crate::error::Why;
use crate::inference::exact::{benjamini_hochberg, signed_hypergeometric};
use crate::measures::intervals::wilson;
use crate::measures::openness::{Door, TalkPair};
use crate::measures::{Column, Kind, Made, Scope, Value};
use crate::network::{Network, layer::Layer};
use crate::survey::End;

/// The columns that [`change_columns`] makes, in their order, all of the scope `School`.
pub const CHANGE_COLUMNS: &[&str] = &[
    "lagging_change",
    "lagging_change_reason",
    "lagging_change_stayers",
    "lagging_change_before",
    "lagging_change_now",
    "lagging_change_opened",
    "lagging_change_closed",
    "lagging_change_reference",
    "lagging_change_difference",
    "lagging_change_low",
    "lagging_change_high",
    "lagging_change_p",
    "lagging_change_p_adjusted",
];

/// Doors of the teachers of a school who were in it in both waves and whose door both waves know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Stayers {
    /// Open in both.
    pub both: u32,
    /// Open in the first only: the door closed.
    pub closed: u32,
    /// Open in the second only: the door opened.
    pub opened: u32,
    /// Open in neither.
    pub neither: u32,
}

impl Stayers {
    /// All of them.
    pub fn known(&self) -> u32 {
        self.both + self.closed + self.opened + self.neither
    }

    /// Change of the open-door rate; none without anybody.
    pub fn change(&self) -> Option<f64> {
        let n = self.known();
        (n > 0).then(|| (f64::from(self.opened) - f64::from(self.closed)) / f64::from(n))
    }

    fn plus(self, other: Stayers) -> Stayers {
        Stayers {
            both: self.both + other.both,
            closed: self.closed + other.closed,
            opened: self.opened + other.opened,
            neither: self.neither + other.neither,
        }
    }

    fn less(self, other: Stayers) -> Stayers {
        Stayers {
            both: self.both - other.both,
            closed: self.closed - other.closed,
            opened: self.opened - other.opened,
            neither: self.neither - other.neither,
        }
    }
}

/// The stayers of each school, in roster order.
pub fn stayers(first: (&Network, &[Door]), second: (&Network, &[Door]), matched: &Matched) -> Vec<Stayers> {
    let mut schools = vec![Stayers::default(); second.0.schools as usize];
    for (v, door) in first.1.iter().enumerate() {
        let Some(w) = matched.later(v as u32) else { continue };
        let later = &second.1[w as usize];
        let home = first.0.member(v as u32).school.filter(|s| second.0.member(w).school == Some(*s));
        let Some(school) = home.filter(|_| door.is_known() && later.is_known()) else { continue };
        let of = &mut schools[school as usize];
        match (door.is_open(), later.is_open()) {
            (true, true) => of.both += 1,
            (true, false) => of.closed += 1,
            (false, true) => of.opened += 1,
            (false, false) => of.neither += 1,
        }
    }
    schools
}

/// How far the change of a share of the same people could lie from what was seen: the 95 % interval.
///
/// # Formula
/// With `p₁`, `p₂` the shares before and now, `l` and `u` their Wilson limits and `φ` the correlation of the two,
/// corrected: `d − √((p₂ − l₂)² − 2φ(p₂ − l₂)(u₁ − p₁) + (u₁ − p₁)²)` to `d + √((u₂ − p₂)² − 2φ(u₂ − p₂)(p₁ − l₁) +
/// (p₁ − l₁)²)`, `d = p₂ − p₁`.
///
/// # Reads
/// Stayers of one school.
///
/// # Value
/// None without anybody.
///
/// # Source
/// Newcombe (1998), *Statistics in Medicine* 17:2635–2650, method 10.
///
/// # Example
/// ```
/// use staffroom::advice::change::{Stayers, change_interval};
/// // An example of the source: 36 in both, 12 in the first only, 2 in the second only.
/// let (low, high) = change_interval(&Stayers::of(36, 12, 2, 0)).unwrap();
/// assert_eq!(format!("{low:.4} {high:.4}"), "-0.3404 -0.0569");
/// ```
pub fn change_interval(s: &Stayers) -> Option<(f64, f64)> {
    let n = s.known();
    let (before, now) = (s.both + s.closed, s.both + s.opened);
    let ((l1, u1), (l2, u2)) = (wilson(before, n)?, wilson(now, n)?);
    let all = f64::from(n);
    let (p1, p2) = (f64::from(before) / all, f64::from(now) / all);
    let margins = f64::from(before) * (all - f64::from(before)) * f64::from(now) * (all - f64::from(now));
    let crossed = f64::from(s.both) * f64::from(s.neither) - f64::from(s.closed) * f64::from(s.opened);
    let corrected = if crossed > 0.0 { (crossed - all / 2.0).max(0.0) } else { crossed };
    let phi = if margins > 0.0 { corrected / margins.sqrt() } else { 0.0 };
    let reach = |a: f64, b: f64| (a * a - 2.0 * phi * a * b + b * b).max(0.0).sqrt();
    let d = p2 - p1;
    Some((d - reach(p2 - l2, u1 - p1), d + reach(u2 - p2, p1 - l1)))
}

impl Stayers {
    /// From counts: open in both, in the first only, in the second only, in neither.
    pub fn of(both: u32, closed: u32, opened: u32, neither: u32) -> Stayers {
        Stayers { both, closed, opened, neither }
    }
}

/// The change of each school's open doors among stayers, against the change of the other schools (L4).
///
/// # Formula
/// `d` = own change less that of the others' stayers, with the interval from the two paired intervals `l` to `u`:
/// `d − √((d₁ − l₁)² + (u₂ − d₂)²)` to `d + √((u₁ − d₁)² + (d₂ − l₂)²)`. The p-value is exact and two-sided: how often
/// as many stayers drawn from all stayers turn out a sum of doors opened less doors closed at least as far out;
/// adjusted over the schools tested. Lagging when the whole interval is below 0 and the adjusted p below 0.05: without
/// the second, one in four studies in which nothing changed would have a school flagged. Not shown when the lower end is
/// not further below 0 than the smallest difference of interest; else it cannot be told. A school alone is held against
/// no change.
///
/// # Reads
/// Stayers of [`stayers`]; the teams of both waves for the gates. Joiners, leavers and movers are in no figure.
///
/// # Value
/// A [`Frame`] per school, in order. Fewer than five stayers give no verdict.
///
/// # Cost
/// The product of doors opened and doors closed of a school.
///
/// # Source
/// The measurement design of this program (`domain.md` 3.7 and 6.2); Donner and Zou (2012), *Statistical Methods in
/// Medical Research* 21:347–359, for the interval of a difference from two intervals.
///
/// # Example
/// ```
/// use staffroom::advice::{change::{Stayers, change_frames}, frames::Verdict};
/// // Twelve schools of twenty; in the first, twelve doors closed while elsewhere as many opened as closed.
/// let mut schools = vec![Stayers::of(6, 4, 4, 6); 12];
/// schools[0] = Stayers::of(2, 12, 0, 6);
/// let frames = change_frames(&schools, &vec![None; 12]);
/// assert_eq!(frames[0].verdict, Some(Verdict::Lagging));
/// assert!(frames[1..].iter().all(|f| f.verdict != Some(Verdict::Lagging)));
/// ```
pub fn change_frames(schools: &[Stayers], stopped: &[Option<Frame>]) -> Vec<Frame> {
    let counts = |i: usize| stopped[i].is_none() && schools[i].known() > 0;
    let all = (0..schools.len()).filter(|&i| counts(i)).fold(Stayers::default(), |sum, i| sum.plus(schools[i]));
    let mut frames: Vec<Frame> = (0..schools.len())
        .map(|i| {
            let own = &schools[i];
            if let Some(frame) = stopped[i] {
                return frame;
            }
            if f64::from(own.known()) < FEWEST_FOR_VERDICT.value {
                return Frame::cannot_tell(Reason::TooFewKnown);
            }
            against(own, &all.less(*own)).unwrap_or(Frame::cannot_tell(Reason::TooFewKnown))
        })
        .collect();
    let tested: Vec<usize> = (0..frames.len()).filter(|&i| frames[i].p.is_some()).collect();
    let p: Vec<f64> = tested.iter().filter_map(|&i| frames[i].p).collect();
    for (&i, adjusted) in tested.iter().zip(benjamini_hochberg(&p)) {
        frames[i].p_adjusted = Some(adjusted);
    }
    for frame in frames.iter_mut().filter(|f| f.interval.is_some()) {
        let Some((low, high)) = frame.interval else { continue };
        *frame = match change_verdict(low, high) {
            Verdict::Lagging if frame.p_adjusted.is_some_and(|p| p >= SIGNIFICANCE.value) => {
                frame.says(Verdict::CannotTell, Reason::ChanceDoesAsMuch)
            }
            Verdict::Lagging => frame.says(Verdict::Lagging, Reason::IntervalBelow),
            Verdict::NotShown => frame.says(Verdict::NotShown, Reason::NotFarBelow),
            Verdict::CannotTell => frame.says(Verdict::CannotTell, Reason::IntervalAcross),
        };
    }
    frames
}

/// One school's change less that of the rest, with its interval and chance.
fn against(own: &Stayers, rest: &Stayers) -> Option<Frame> {
    let (change, (low, high)) = (own.change()?, change_interval(own)?);
    let bare = Frame::bare(Some(Verdict::CannotTell), Reason::IntervalAcross);
    let (Some(other), Some((rest_low, rest_high))) = (rest.change(), change_interval(rest)) else {
        return Some(Frame { difference: Some(change), interval: Some((low, high)), ..bare });
    };
    let difference = change - other;
    let interval =
        (difference - (change - low).hypot(rest_high - other), difference + (high - change).hypot(other - rest_low));
    let population = (own.known() + rest.known(), own.opened + rest.opened, own.closed + rest.closed);
    let sum = i64::from(own.opened) - i64::from(own.closed);
    let p = signed_hypergeometric(population, own.known(), sum).map(|t| t.two_sided);
    Some(Frame { reference: Some(other), difference: Some(difference), interval: Some(interval), p, ..bare })
}

/// Whether two waves asked the same about doors: the same relations of the same ends, counted from the same frequency.
fn same_questions(first: &Network, second: &Network) -> bool {
    let asked = |network: &Network| {
        let layer = Layer::open_door();
        let mut list: Vec<(u32, bool, bool, u32)> = network
            .questions_of(&layer)
            .map(|q| (q.relation, q.end == End::From, q.within_school, q.at_least.to_bits()))
            .collect();
        list.sort_unstable();
        list
    };
    asked(first) == asked(second)
}

/// A wave as the change is read from it: who is in it, and their doors.
pub type Wave<'a> = (&'a Network, &'a [Door], &'a [TalkPair]);

/// The verdict on change and the numbers behind it, per school and for the group (which has its stayers only).
///
/// # Reads
/// The wave and, when there is one, the wave before.
///
/// # Value
/// Columns to stand on the rows of the layer `open_door`. Without a wave before, or when the two did not ask the same
/// about doors, the frame does not apply and the reason says so.
///
/// # Example
/// ```
/// use staffroom::{advice::change::change_columns, measures::openness::{doors, talk_pairs}, network::Network};
/// let group = Network::of_schools(&[12, 12]).tie(0, 1, "class_visit");
/// let (doors, talk) = (doors(&group), talk_pairs(&group));
/// let made = change_columns(None, (&group, &doors, &talk));
/// assert_eq!(made.columns[1].label(0), Some("one_wave"));
/// ```
pub fn change_columns(before: Option<Wave<'_>>, now: Wave<'_>) -> Made {
    let schools = now.0.schools as usize;
    let (counts, frames) = match before {
        None => (vec![Stayers::default(); schools], vec![Frame::not_for(Reason::OneWave); schools]),
        Some(before) if !same_questions(before.0, now.0) => {
            (vec![Stayers::default(); schools], vec![Frame::not_for(Reason::OtherQuestions); schools])
        }
        Some(before) => {
            let counts = stayers((before.0, before.1), (now.0, now.1), &Matched::of(before.0, now.0));
            let (then, later) = (Team::of_network(before.0, before.1, before.2), Team::of_network(now.0, now.1, now.2));
            let stop = |i: usize| stopped(&later[i]).or_else(|| then.get(i).and_then(stopped));
            let gates: Vec<Option<Frame>> = (0..schools).map(stop).collect();
            let frames = change_frames(&counts, &gates);
            (counts, frames)
        }
    };
    // Where the frame does not apply there is nothing to count either.
    let applies = frames.iter().any(|f| f.verdict.is_some());
    let group = counts.iter().fold(Stayers::default(), |sum, s| sum.plus(*s));
    let with_group = |values: Vec<Value>, group: Value| values.into_iter().chain([group]).collect::<Vec<_>>();
    let tally = |name, of: fn(&Stayers) -> u32| {
        let value =
            |s: &Stayers, why: Why| if applies { Value::Number(f64::from(of(s))) } else { Value::Undefined(why) };
        let rows = counts.iter().zip(&frames).map(|(s, f)| value(s, why(f))).collect();
        let nobody = frames.first().map_or(Why::DoesNotApply, why);
        Column::new(name, Kind::Count, with_group(rows, value(&group, nobody)))
    };
    let number = |name, kind, of: fn(&Frame) -> Option<f64>| {
        let rows = frames.iter().map(|f| of(f).map_or(Value::Undefined(why(f)), Value::Number)).collect();
        Column::new(name, kind, with_group(rows, Value::Undefined(Why::DoesNotApply)))
    };
    let labels = |name, labels: &[&'static str], of: &dyn Fn(&Frame) -> Value| {
        Column::labels(name, labels, with_group(frames.iter().map(of).collect(), Value::Undefined(Why::DoesNotApply)))
    };
    let verdict = |f: &Frame| f.verdict.map_or(Value::Undefined(why(f)), |v| Value::Number(f64::from(v as u8)));
    let columns = vec![
        labels("lagging_change", &Verdict::LABELS, &verdict),
        labels("lagging_change_reason", &Reason::LABELS, &|f| Value::Number(f64::from(f.reason as u8))),
        tally("lagging_change_stayers", Stayers::known),
        tally("lagging_change_before", |s| s.both + s.closed),
        tally("lagging_change_now", |s| s.both + s.opened),
        tally("lagging_change_opened", |s| s.opened),
        tally("lagging_change_closed", |s| s.closed),
        number("lagging_change_reference", Kind::Number, |f| f.reference),
        number("lagging_change_difference", Kind::Number, |f| f.difference),
        number("lagging_change_low", Kind::Number, |f| f.interval.map(|i| i.0)),
        number("lagging_change_high", Kind::Number, |f| f.interval.map(|i| i.1)),
        number("lagging_change_p", Kind::Share, |f| f.p),
        number("lagging_change_p_adjusted", Kind::Share, |f| f.p_adjusted),
    ];
    Made::new(Scope::School, columns)
}

/// Why a frame has no number, in the words of a column.
fn why(frame: &Frame) -> Why {
    match frame.reason {
        Reason::NotAsked => Why::NotAsked,
        Reason::OneWave | Reason::OtherQuestions | Reason::NoTeachers => Why::DoesNotApply,
        Reason::TooFewKnown => Why::TooFew,
        _ => Why::CannotTell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::openness::{doors, talk_pairs};
    use crate::network::sketch::Sketch;

    fn waves(first: &Network, second: &Network) -> Made {
        let (a, b) = (doors(first), doors(second));
        let (x, y) = (talk_pairs(first), talk_pairs(second));
        change_columns(Some((first, &a, &x)), (second, &b, &y))
    }

    #[test]
    fn t9_of_four_stayers_of_whom_one_opened_it_cannot_be_told() {
        // Wave 1 a..e, wave 2 b..f: the same people by name, a left and f came.
        let first = Sketch::of(&["a b c d e f"])
            .role("f", crate::survey::Role::Support)
            .asks_both("class_visit")
            .ties("class_visit", "a>b b>a c>b d>c")
            .network();
        let second = Sketch::of(&["a b c d e f"])
            .role("a", crate::survey::Role::Support)
            .asks_both("class_visit")
            .ties("class_visit", "c>b b>c d>c f>e")
            .network();
        let (a, b) = (doors(&first), doors(&second));
        let counts = stayers((&first, &a), (&second, &b), &Matched::of(&first, &second));
        assert_eq!(counts, [Stayers::of(2, 0, 1, 1)]);
        assert!((counts[0].change().unwrap() - 0.25).abs() < 1e-12);
        let made = waves(&first, &second);
        assert_eq!(made.columns[0].label(0), Some("cannot_tell"));
        assert_eq!(made.columns[1].label(0), Some("too_few_known"));
        assert_eq!([2, 3, 4].map(|c| made.columns[c].of(0).number()), [Some(4.0), Some(2.0), Some(3.0)]);
    }

    /// statsmodels 0.15.0 (Wilson limits) with the method-10 formula as published by Newcombe (1998).
    #[test]
    fn the_interval_of_a_paired_change_is_newcombes() {
        let near = |s: Stayers, low: f64, high: f64| {
            let (a, b) = change_interval(&s).unwrap();
            assert!((a - low).abs() < 1e-9 && (b - high).abs() < 1e-9, "{a} {b}");
        };
        near(Stayers::of(14, 5, 0, 22), -0.226_492_684_351_211_2, -0.011_483_241_383_033_221);
        near(Stayers::of(1, 1, 7, 12), 0.025_559_124_164_859_837, 0.506_920_226_686_141);
        near(Stayers::of(0, 5, 0, 0), -1.0, -0.385_549_005_690_343_56);
        assert_eq!(change_interval(&Stayers::default()), None);
    }

    #[test]
    fn a_whole_interval_below_nothing_is_not_enough_among_many_schools() {
        let mut schools = vec![Stayers::of(6, 4, 4, 6); 12];
        schools[0] = Stayers::of(5, 8, 1, 6);
        let frames = change_frames(&schools, &[None; 12]);
        assert!(frames[0].interval.unwrap().1 < 0.0, "{:?}", frames[0]);
        assert_eq!((frames[0].verdict, frames[0].reason), (Some(Verdict::CannotTell), Reason::ChanceDoesAsMuch));
        // Where everybody fell alike nobody lags in the change.
        let alike = change_frames(&[Stayers::of(2, 12, 0, 6); 12], &[None; 12]);
        assert!(alike.iter().all(|f| f.verdict != Some(Verdict::Lagging)));
    }

    #[test]
    fn waves_that_asked_something_else_about_doors_are_not_compared() {
        let sketch = || Sketch::of(&["a b c d e f"]);
        let both = sketch().asks_both("class_visit").network();
        let one = sketch().asks("class_visit").network();
        assert_eq!(waves(&one, &both).columns[1].label(0), Some("other_questions"));
        let silent = sketch().asks_both("class_visit").silent("a").silent("b").silent("c").network();
        let made = waves(&silent, &both);
        assert_eq!([0, 1].map(|c| made.columns[c].label(0)), [Some("cannot_tell"), Some("low_response")]);
    }
}
