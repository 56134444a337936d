//! QAP: are two relations alike beyond what the same pattern would show if people stood elsewhere in it?

use super::draws::Draws;
use super::permutation::Exchange;
use super::product::{Scratch, product, total};
use super::variable::{Pairs, Ties, Variable};
use super::{PValues, p_values};

/// A variable and the pairs of which it is known.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    /// The variable.
    pub variable: &'a Variable,
    /// The pairs.
    pub pairs: &'a Pairs,
}

/// How likeness is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Likeness {
    /// Pearson correlation over the pairs.
    #[default]
    Pearson,
    /// Pairs tied in both, divided by pairs tied in either: for variables of 0 and 1.
    Jaccard,
}

/// What a QAP test says.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Qap {
    /// Likeness over the pairs used; none when a variable is the same for all of them (Pearson), or nothing is tied
    /// (Jaccard).
    pub statistic: Option<f64>,
    /// p-values of the statistic.
    pub p: PValues,
    /// Ordered pairs used; for undirected variables each pair is counted twice here.
    pub dyads: u64,
}

/// Sums from which a correlation follows.
struct Sums {
    n: f64,
    x: f64,
    y: f64,
    xx: f64,
    yy: f64,
}

impl Sums {
    fn likeness(&self, xy: f64, likeness: Likeness) -> Option<f64> {
        if likeness == Likeness::Jaccard {
            let either = self.x + self.y - xy;
            return (either > 0.0).then(|| xy / either);
        }
        let scale = (self.n * self.xx - self.x * self.x) * (self.n * self.yy - self.y * self.y);
        // Sums of whole numbers are exact, so a variable without variance gives exactly zero; the bound is for others.
        (scale > 1e-12 * (self.n * self.xx) * (self.n * self.yy))
            .then(|| (self.n * xy - self.x * self.y) / scale.sqrt())
    }
}

/// The QAP correlation of two variables.
///
/// # Formula
/// Pearson's r over the ordered pairs of different people known in both; its distribution when the people of the first
/// variable change places (rows and columns together) and those of the second stay. p-values as in
/// [`p_values`], two-sided around 0.
///
/// # Reads
/// Both variables as they are, directed or not, binary or valued. Pairs not known in one of them are left out after
/// each permutation, so that the pairs used may differ between permutations.
///
/// # Value
/// −1 to 1; none when one variable does not vary over the pairs used.
///
/// # Cost
/// For each permutation one walk over the ties of the sparser variable; with missing answers over the ties of both and
/// the people.
///
/// # Source
/// Krackhardt (1987), *Social Networks* 9:171–186. Matches `qaptest` of sna 2.7-1 in the statistic.
pub fn qap(x: &Known<'_>, y: &Known<'_>, exchange: &Exchange, draws: &Draws<'_>) -> Qap {
    qap_of(Likeness::Pearson, x, y, exchange, draws)
}

/// The QAP test of two variables with a likeness of choice.
///
/// # Formula
/// As [`qap`]; the Jaccard index is `|both| / |either|`, its two-sided p is around the mean of the permutations.
///
/// # Reads
/// As [`qap`]; for the Jaccard index variables of 0 and 1.
///
/// # Value
/// For the Jaccard index 0 to 1; none when no pair is tied in either.
///
/// # Cost
/// As [`qap`].
///
/// # Source
/// Krackhardt (1987), *Social Networks* 9:171–186; Jaccard (1912), *New Phytologist* 11:37–50.
pub fn qap_of(likeness: Likeness, x: &Known<'_>, y: &Known<'_>, exchange: &Exchange, draws: &Draws<'_>) -> Qap {
    if let (Variable::Ties(a), Variable::Ties(b)) = (x.variable, y.variable) {
        return of_ties(likeness, (a, x.pairs), (b, y.pairs), exchange, draws);
    }
    let stay: Vec<u32> = (0..exchange.nodes() as u32).collect();
    let complete = x.pairs.is_complete() && y.pairs.is_complete();
    let mut scratch = Scratch::default();
    let mut pairs = y.pairs.clone();
    y.pairs.after(x.pairs, &stay, &mut pairs);
    let sums = sums(x, y, &pairs, &pairs, &mut scratch);
    let observed = sums.likeness(product(x.variable, y.variable, &stay, &pairs, &mut scratch), likeness);
    let drawn = exchange.draws(
        &draws.times(if observed.is_some() { draws.count } else { 0 }),
        exchange.nodes(),
        || (Scratch::default(), pairs.clone(), pairs.clone()),
        |places, (scratch, pairs, people)| {
            if complete {
                return sums.likeness(product(x.variable, y.variable, places, pairs, scratch), likeness);
            }
            y.pairs.after(x.pairs, places, pairs);
            pairs.of_people(places, people);
            let own = self::sums(x, y, pairs, people, scratch);
            own.likeness(product(x.variable, y.variable, places, pairs, scratch), likeness)
        },
    );
    Qap::of(likeness, observed, drawn, sums.n)
}

impl Qap {
    fn of(likeness: Likeness, observed: Option<f64>, drawn: Vec<Option<f64>>, pairs: f64) -> Qap {
        let drawn: Vec<f64> = drawn.into_iter().flatten().collect();
        let centre = match likeness {
            Likeness::Pearson => 0.0,
            Likeness::Jaccard => drawn.iter().sum::<f64>() / drawn.len().max(1) as f64,
        };
        Qap { statistic: observed, p: p_values(observed.unwrap_or(0.0), centre, &drawn), dyads: pairs.round() as u64 }
    }
}

/// Two relations: no matrix and no other list than their ties.
fn of_ties(likeness: Likeness, x: (&Ties, &Pairs), y: (&Ties, &Pairs), exchange: &Exchange, draws: &Draws<'_>) -> Qap {
    let both =
        BothTies { moved: known_ties(x), stay: known_ties(y), moved_pairs: x.1, stay_pairs: y.1, looked_up: y.0 };
    let stay: Vec<u32> = (0..exchange.nodes() as u32).collect();
    let (sums, xy) = both.sums(&stay, &mut (stay.clone(), y.1.clone()));
    let observed = sums.likeness(xy, likeness);
    let draws = draws.times(if observed.is_some() { draws.count } else { 0 });
    let steps = both.moved.len().min(both.stay.len());
    let drawn = if x.1.is_complete() && y.1.is_complete() {
        // Only the sum over shared ties changes, and whether the one or the other moves makes no difference to its
        // distribution: the shorter list is walked.
        let mut known = [(x.0, &both.moved), (y.0, &both.stay)];
        known.sort_by_key(|k| k.1.len());
        let [(_, walked), (other, found)] = known;
        let looked_up = Ties::from_sorted(exchange.nodes(), found, other.is_valued());
        if x.0.is_valued() || y.0.is_valued() {
            exchange.draws(
                &draws,
                2 * steps,
                || (),
                |places, ()| {
                    let at = |v: u32| places[v as usize];
                    sums.likeness(walked.iter().map(|&(i, j, v)| v * looked_up.of(at(i), at(j))).sum(), likeness)
                },
            )
        } else {
            let (from, to): (Vec<u32>, Vec<u32>) = walked.iter().map(|t| (t.0, t.1)).unzip();
            let shared = |places: &[u32]| looked_up.hits(&from, &to, places) as f64;
            exchange.draws(&draws, steps, || (), |places, ()| sums.likeness(shared(places), likeness))
        }
    } else {
        let own = || (stay.clone(), y.1.clone());
        exchange.draws(&draws, 2 * (both.moved.len() + both.stay.len()), own, |places, own| {
            let (sums, xy) = both.sums(places, own);
            sums.likeness(xy, likeness)
        })
    };
    Qap::of(likeness, observed, drawn, sums.n)
}

/// The ties on known pairs.
fn known_ties((ties, pairs): (&Ties, &Pairs)) -> Vec<(u32, u32, f64)> {
    ties.each().filter(|&(i, j, _)| pairs.weight(i, j) > 0.0).collect()
}

/// The ties of the relation that moves and of the one that stays.
struct BothTies<'a> {
    moved: Vec<(u32, u32, f64)>,
    stay: Vec<(u32, u32, f64)>,
    moved_pairs: &'a Pairs,
    stay_pairs: &'a Pairs,
    looked_up: &'a Ties,
}

impl BothTies<'_> {
    /// The sums over the pairs known of both after people have moved, and that of the products.
    fn sums(&self, places: &[u32], (at, pairs): &mut (Vec<u32>, Pairs)) -> (Sums, f64) {
        self.stay_pairs.after(self.moved_pairs, places, pairs);
        for (v, &p) in places.iter().enumerate() {
            at[p as usize] = v as u32;
        }
        let mut sums = Sums { n: pairs.count(), x: 0.0, y: 0.0, xx: 0.0, yy: 0.0 };
        let mut xy = 0.0;
        for &(p, q, value) in &self.moved {
            let (i, j) = (at[p as usize], at[q as usize]);
            if self.stay_pairs.weight(i, j) > 0.0 {
                sums.x += value;
                sums.xx += value * value;
                xy += value * self.looked_up.of(i, j);
            }
        }
        for &(i, j, value) in &self.stay {
            if self.moved_pairs.weight(places[i as usize], places[j as usize]) > 0.0 {
                sums.y += value;
                sums.yy += value * value;
            }
        }
        (sums, xy)
    }
}

/// Sums over the pairs known of both; `people` are these pairs as those of the people who stand there.
fn sums(x: &Known<'_>, y: &Known<'_>, pairs: &Pairs, people: &Pairs, scratch: &mut Scratch) -> Sums {
    let stay: Vec<u32> = (0..pairs.nodes() as u32).collect();
    Sums {
        n: pairs.count(),
        x: total(x.variable, people, scratch),
        y: total(y.variable, pairs, scratch),
        xx: product(x.variable, x.variable, &stay, people, scratch),
        yy: product(y.variable, y.variable, &stay, pairs, scratch),
    }
}
