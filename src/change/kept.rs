//! Ties kept within each school: whether the same people go on with the same people.

use super::Matched;
use super::ties::Seen;
use crate::error::Why;
use crate::measures::Value;
use crate::network::{Network, layer::Layer};

/// Of the ties that stayers of a school have with each other in either of two waves, the share they have in both.
///
/// # Formula
/// `kept / (kept + lost + new)`, by school, over ordered pairs of people who are in the school in both waves
///
/// # Reads
/// A layer in two waves; pairs of which both waves know whether there is a tie.
///
/// # Value
/// A share for each school; `NoTies` where stayers have no tie in either wave.
///
/// # Cost
/// One pass over the ties of both waves.
///
/// # Source
/// Jaccard (1901); `domain.md` 1.5 (closed profile) and 6.2.
///
/// # Example
/// ```
/// use staffroom::{change::{Matched, kept::kept_by_school}, network::{Network, layer::Layer}};
/// let first = Network::of_school(3).tie(0, 1, "advice").tie(1, 2, "advice");
/// let second = Network::of_school(3).tie(0, 1, "advice").tie(2, 1, "advice");
/// let kept = kept_by_school(&first, &second, &Matched::of(&first, &second), &Layer::all());
/// assert_eq!(kept[0].number(), Some(1.0 / 3.0));
/// ```
pub fn kept_by_school(first: &Network, second: &Network, matched: &Matched, layer: &Layer) -> Vec<Value> {
    let (was, is) = (Seen::of(first, layer), Seen::of(second, layer));
    let home = |network: &Network| -> Vec<Option<u32>> { network.members().map(|m| m.school).collect() };
    let (home_then, home_now) = (home(first), home(second));
    let own = |home: &[Option<u32>], a: u32, b: u32| home[a as usize].filter(|s| home[b as usize] == Some(*s));
    let mut counts = vec![(0.0, 0.0); second.schools as usize];
    for a in 0..first.len() as u32 {
        for &b in was.adjacency().out.of(a) {
            let Some(school) = own(&home_then, a, b) else { continue };
            let Some((x, y)) = matched.later(a).zip(matched.later(b)) else { continue };
            let stayed = own(&home_now, x, y) == Some(school);
            if stayed && is.knows(x, y) {
                let kept = is.adjacency().out.has(x, y);
                counts[school as usize].0 += f64::from(u8::from(kept));
                counts[school as usize].1 += 1.0;
            }
        }
    }
    for x in 0..second.len() as u32 {
        for &y in is.adjacency().out.of(x) {
            let Some(school) = own(&home_now, x, y) else { continue };
            let Some((a, b)) = matched.earlier(x).zip(matched.earlier(y)) else { continue };
            let new = own(&home_then, a, b) == Some(school) && !was.adjacency().out.has(a, b) && was.knows(a, b);
            counts[school as usize].1 += f64::from(u8::from(new));
        }
    }
    counts.into_iter().map(|(kept, all)| Value::ratio(kept, all, Why::NoTies)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::sketch::Sketch;

    #[test]
    fn each_school_by_itself_and_nothing_of_what_a_missing_form_may_hide() {
        let one = Sketch::of(&["a b c", "d e"]).asks("advice").ties("advice", "a>b b>a c>a d>e").network();
        // The people are the same ones in the same order; c did not answer, and e is no longer where e was.
        let two = Sketch::of(&["a b c", "d e"])
            .silent("c")
            .without_school("e")
            .asks("advice")
            .ties("advice", "a>b b>c d>e")
            .network();
        let kept = kept_by_school(&one, &two, &Matched::of(&one, &two), &Layer::all());
        // a>b kept, b>a lost, b>c new; c>a cannot be told.
        assert_eq!(kept, [Value::Number(1.0 / 3.0), Value::Undefined(Why::NoTies)]);
    }
}
