//! What a pair is worth, and why: a sum of whole points that anybody can add up again.

use super::Because;
use super::standing::Standing;

/// Points of each reason. Known faces come before strangers, and teachers of one phase before others; the weights are
/// conventions.
pub const POINTS: [(Because, i64); 7] = [
    (Because::SamePhase, 4),
    (Because::Wish, 3),
    (Because::Talk, 2),
    (Because::SameSubject, 2),
    (Because::SharedContact, 1),
    (Because::SameSchool, 1),
    (Because::SeveralDays, 1),
];

/// What a second, third, … visit to one host costs.
pub const LOAD: i64 = 1;

/// The points of a reason; none for one that explains without weighing.
pub fn points(reason: Because) -> i64 {
    POINTS.iter().find(|p| p.0 == reason).map_or(0, |p| p.1)
}

/// What speaks for bringing two people together. Ties are read either way, so that nobody can see who named whom.
pub(super) fn reasons(standing: &Standing<'_>, a: u32, b: u32) -> Vec<Because> {
    let (x, y) = (standing.seat(a), standing.seat(b));
    let same = |p: Option<u32>, q: Option<u32>| p.is_some() && p == q;
    let talk = standing.talk.both.has(a, b);
    let days = standing.shared_days(a, b);
    let holds = |reason| match reason {
        Because::SamePhase => same(x.phase, y.phase),
        Because::Wish => standing.wishes.both.has(a, b),
        Because::Talk => talk,
        Because::SameSubject => same(x.subject, y.subject),
        Because::SharedContact => !talk && standing.shares_contact(a, b),
        Because::SameSchool => same(x.school, y.school),
        Because::SeveralDays => x.days_known && y.days_known && days.count_ones() > 1,
        _ => false,
    };
    POINTS.iter().map(|p| p.0).filter(|&r| holds(r)).collect()
}

/// The sum of the points of reasons.
pub(super) fn score(reasons: &[Because]) -> i64 {
    reasons.iter().map(|&r| points(r)).sum()
}
