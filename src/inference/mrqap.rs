//! MRQAP: which of several things goes with a tie, when all are taken together.
//!
//! Double semi-partialling (Dekker, Krackhardt and Snijders 2007): the part of a predictor that the others do not
//! explain changes places, and its t-value is compared with those of such moves. No matrix of people by people is
//! built: every inner product that a t-value needs is a combination of the sums `product` gives for two variables.

mod general;
mod gram;
mod quick;

use super::draws::Draws;
use super::permutation::Exchange;
use super::product::Scratch;
use super::variable::{Pairs, Variable};
use super::{PValues, p_values};
use gram::{Factor, Gram};
use quick::Quick;

/// One line of the result.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Term {
    /// Least-squares coefficient.
    pub coefficient: f64,
    /// Its t-value.
    pub t: f64,
    /// p-values of t, two-sided around 0.
    pub p: PValues,
}

/// A regression of one relation on others.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Mrqap {
    /// The intercept, then the predictors in the order given.
    pub terms: Vec<Term>,
    /// Share of variance explained.
    pub r_squared: f64,
    /// Pairs used: ordered ones, or each pair once when nothing has a direction.
    pub dyads: u64,
}

/// Why there is no regression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRegression {
    /// This predictor is a combination of those before it (or does not vary).
    Collinear(usize),
    /// No more pairs than terms, or a response that does not vary.
    TooFew,
    /// The predictors foretell some ties perfectly: a logistic regression has no finite coefficients.
    Separated,
}

/// Regresses `response` on `predictors` over `pairs`.
///
/// # Formula
/// Ordinary least squares with intercept over the ordered pairs of different people; t = b / se(b). For each term the
/// residual of that term on the others is permuted (rows and columns together), the response regressed on it and the
/// others, and the t-values compared: [`p_values`].
///
/// # Reads
/// Variables as they are. `pairs`: those known of every variable; after a permutation those known at both the old and
/// the new places. `once`: nothing has a direction, so each pair counts once in the degrees of freedom.
///
/// # Value
/// [`NoRegression`] when a predictor is a combination of others, or there are too few pairs.
///
/// # Cost
/// Binary relations and labels: for each permutation two walks over the pairs that have any of the relations. Otherwise
/// the products of every predictor with every variable (see [`product`](super::product::product)). A small solve for
/// each term. Memory linear in ties.
///
/// # Source
/// Dekker, Krackhardt and Snijders (2007), *Psychometrika* 72:563–581. Matches `netlm(nullhyp = "qapspp")` of sna 2.7-1
/// in coefficients and t.
pub fn mrqap(
    response: &Variable,
    predictors: &[Variable],
    pairs: &Pairs,
    once: bool,
    exchange: &Exchange,
    draws: &Draws<'_>,
) -> Result<Mrqap, NoRegression> {
    let model = Model { response, predictors, pairs, once, complete: pairs.is_complete() };
    let mut gram = Gram::new(predictors.len() + 2);
    model.gram(pairs, &mut Scratch::default(), &mut gram, true);
    let regression = Regression::of(&model, gram)?;
    let quick = Quick::of(&model, exchange.nodes());
    let steps = quick.as_ref().map_or(8 * exchange.nodes(), Quick::steps);
    let drawn = exchange.draws(
        draws,
        steps,
        || (regression.own(), quick.as_ref().map(|q| q.own(&model)), quick.is_none().then(|| model.own())),
        |places, (own, counts, general)| {
            match (&quick, counts, general) {
                (Some(quick), Some(counts), _) => quick.crossed(&model, places, counts, &mut own.crossed),
                (_, _, Some(general)) => model.crossed(places, general, &mut own.crossed),
                _ => {}
            }
            regression.t_values(&model, own)
        },
    );
    let terms = (0..=predictors.len()).map(|k| {
        let t: Vec<f64> = drawn.iter().filter_map(|d| d[k]).collect();
        let (coefficient, own) = (regression.coefficients[k], regression.t[k]);
        Term { coefficient, t: own, p: p_values(own, 0.0, &t) }
    });
    Ok(Mrqap { terms: terms.collect(), r_squared: regression.r_squared, dyads: model.dyads(&regression.gram) as u64 })
}

/// What is left of every term (the intercept first) once the others are taken out of it by least squares: weights on
/// all terms, 1 on itself.
pub(super) fn residuals(
    response: &Variable,
    predictors: &[Variable],
    pairs: &Pairs,
) -> Result<Vec<Vec<f64>>, NoRegression> {
    let model = Model { response, predictors, pairs, once: false, complete: pairs.is_complete() };
    let mut gram = Gram::new(predictors.len() + 2);
    model.gram(pairs, &mut Scratch::default(), &mut gram, false);
    let every: Vec<usize> = (0..=predictors.len()).collect();
    Factor::of(&gram, &every, 0, gram.pairs())?;
    every.iter().map(|&k| gram.residual(k)).collect()
}

/// The variables and the pairs over which they are compared.
struct Model<'a> {
    response: &'a Variable,
    predictors: &'a [Variable],
    pairs: &'a Pairs,
    once: bool,
    complete: bool,
}

impl Model<'_> {
    fn variable(&self, v: usize) -> &Variable {
        if v == self.predictors.len() + 1 { self.response } else { &self.predictors[v - 1] }
    }

    /// How many pairs count in the degrees of freedom.
    fn dyads(&self, gram: &Gram) -> f64 {
        (gram.pairs() / if self.once { 2.0 } else { 1.0 }).round()
    }
}

/// The inner products of one permutation: of moved variables with fixed ones, of fixed ones and of moved ones among
/// themselves. The last two are those of nobody moving when every pair counts.
struct Crossed {
    cells: Vec<f64>,
    fixed: Gram,
    moved: Gram,
}

impl Crossed {
    fn of(&self, moved: usize, fixed: usize) -> f64 {
        self.cells[moved * self.fixed.size() + fixed]
    }

    fn set(&mut self, moved: usize, fixed: usize, x: f64) {
        let size = self.fixed.size();
        self.cells[moved * size + fixed] = x;
    }
}

/// The regression as it is, and of every term what the others make of it.
struct Regression {
    gram: Gram,
    coefficients: Vec<f64>,
    t: Vec<f64>,
    r_squared: f64,
    /// For each term, the others and the response projected on them.
    others: Vec<Factor>,
    /// For each term, minus its coefficients on the others, and 1 for itself: the residual that moves.
    residuals: Vec<Vec<f64>>,
    /// For each term, the sum of squares of that residual over all pairs.
    squares: Vec<f64>,
}

/// What a thread keeps between permutations.
struct Own {
    crossed: Crossed,
    others: Vec<Factor>,
    inner: Vec<f64>,
    part: Vec<f64>,
}

impl Regression {
    fn of(model: &Model<'_>, gram: Gram) -> Result<Regression, NoRegression> {
        let (y, dyads) = (gram.size() - 1, model.dyads(&gram));
        let every: Vec<usize> = (0..y).collect();
        let all = Factor::of(&gram, &every, y, dyads)?;
        let centred = gram.of(y, y) - gram.of(0, y) * gram.of(0, y) / gram.pairs();
        if centred <= 0.0 {
            return Err(NoRegression::TooFew);
        }
        let (mut t, mut others, mut residuals, mut squares) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut part = Vec::new();
        for k in 0..y {
            let rest: Vec<usize> = every.iter().copied().filter(|&v| v != k).collect();
            let factor = Factor::of(&gram, &rest, y, dyads)?;
            let own = factor.t_of(|v| gram.of(k, v), gram.of(k, y), gram.of(k, k), dyads, &mut part);
            t.push(own.ok_or(NoRegression::Collinear(k))?);
            others.push(factor);
            let residual = gram.residual(k)?;
            squares.push(square(&residual, &gram));
            residuals.push(residual);
        }
        let r_squared = 1.0 - all.rest / centred;
        Ok(Regression { coefficients: all.coefficients(), t, r_squared, others, residuals, squares, gram })
    }

    fn own(&self) -> Own {
        let cells = vec![0.0; self.gram.size() * self.gram.size()];
        let crossed = Crossed { cells, fixed: self.gram.clone(), moved: self.gram.clone() };
        Own { crossed, others: self.others.clone(), inner: Vec::new(), part: Vec::new() }
    }

    /// The t-values of one permutation, of every term.
    fn t_values(&self, model: &Model<'_>, own: &mut Own) -> Vec<Option<f64>> {
        let y = self.gram.size() - 1;
        let crossed = &own.crossed;
        let dyads = model.dyads(&crossed.fixed);
        (0..y)
            .map(|k| {
                let residual = &self.residuals[k];
                own.inner.clear();
                let inner = |b: usize| residual.iter().enumerate().map(|(a, w)| w * crossed.of(a, b)).sum::<f64>();
                own.inner.extend((0..=y).map(inner));
                let of = |b: usize| own.inner[b];
                if model.complete {
                    return self.others[k].t_of(of, of(y), self.squares[k], dyads, &mut own.part);
                }
                let factor = &mut own.others[k];
                factor.refill(&crossed.fixed).ok()?;
                factor.t_of(of, of(y), square(residual, &crossed.moved), dyads, &mut own.part)
            })
            .collect()
    }
}

/// The sum of squares of a combination of variables.
fn square(weights: &[f64], gram: &Gram) -> f64 {
    let row = |a: usize| weights.iter().enumerate().map(|(b, w)| w * gram.of(a, b)).sum::<f64>();
    weights.iter().enumerate().map(|(a, w)| w * row(a)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inference::permutation::Exchange;

    /// Every cell written out and solved by plain normal equations.
    fn dense(y: &Variable, x: &[Variable], n: u32) -> Vec<f64> {
        let mut rows = Vec::new();
        for i in 0..n {
            for j in (0..n).filter(|&j| j != i) {
                let mut row = vec![1.0];
                row.extend(x.iter().map(|v| v.of(i, j)));
                row.push(y.of(i, j));
                rows.push(row);
            }
        }
        let p = x.len() + 1;
        let mut a = vec![vec![0.0; p + 1]; p];
        for r in &rows {
            for (i, line) in a.iter_mut().enumerate() {
                for (j, cell) in line.iter_mut().enumerate() {
                    *cell += r[i] * r[j];
                }
            }
        }
        for i in 0..p {
            let pivot = a[i][i];
            for cell in &mut a[i] {
                *cell /= pivot;
            }
            for k in 0..p {
                if k != i {
                    let f = a[k][i];
                    let line = a[i].clone();
                    for (cell, x) in a[k].iter_mut().zip(line) {
                        *cell -= f * x;
                    }
                }
            }
        }
        a.into_iter().map(|line| line[p]).collect()
    }

    #[test]
    fn coefficients_are_those_of_the_written_out_regression() {
        let n = 12u32;
        let ties = |k: u32| {
            let arcs: Vec<(u32, u32, f64)> = (0..n)
                .flat_map(|i| {
                    (0..n).filter(move |&j| j != i && (i * 7 + j * k + i * j) % 5 < 2).map(move |j| (i, j, 1.0))
                })
                .collect();
            Variable::Ties(super::super::variable::Ties::from_sorted(n as usize, &arcs, false))
        };
        let years: Vec<f64> = (0..n).map(|v| f64::from(v * v % 11)).collect();
        let x = [
            ties(3),
            Variable::Same((0..n).map(|v| v % 3).collect()),
            Variable::AbsoluteDifference(years.clone()),
            Variable::Ends { ego: years, alter: vec![0.0; n as usize] },
        ];
        let y = ties(11);
        let result =
            mrqap(&y, &x, &Pairs::all(n as usize), false, &Exchange::free(n as usize), &Draws::new(50, 1)).unwrap();
        for (term, expected) in result.terms.iter().zip(dense(&y, &x, n)) {
            assert!((term.coefficient - expected).abs() < 1e-9, "{} {expected}", term.coefficient);
        }
        assert_eq!(result.dyads, 132);
        assert_eq!(result.terms[1].p.permutations, 50);
    }

    #[test]
    fn the_quick_way_gives_the_t_values_of_the_general_one() {
        let n = 15u32;
        let ties = |k: u32| {
            let arcs: Vec<(u32, u32, f64)> = (0..n)
                .flat_map(|i| {
                    (0..n).filter(move |&j| j != i && (i * 5 + j * k + i * j) % 7 < 2).map(move |j| (i, j, 1.0))
                })
                .collect();
            Variable::Ties(super::super::variable::Ties::from_sorted(n as usize, &arcs, false))
        };
        let x = [ties(3), Variable::Same((0..n).map(|v| v % 4).collect()), ties(4)];
        let y = ties(2);
        let schools: Vec<u32> = (0..n).map(|v| v / 5).collect();
        let who = |is: fn(u32) -> bool| (0..n).map(is).collect::<Vec<bool>>();
        let some = Pairs::between(&who(|v| v % 6 != 2), &who(|v| v != 7));
        // Known from either end, as where both were asked.
        let sets = [(who(|v| v % 4 > 0), who(|_| true)), (who(|v| v % 4 == 0), who(|v| v % 5 > 1))];
        let either = Pairs::of_sets(n as usize, sets);
        for (pairs, exchange) in [
            (Pairs::all(n as usize), Exchange::free(n as usize)),
            (some.clone(), Exchange::free(n as usize)),
            (Pairs::all(n as usize).within(schools.clone()), Exchange::within(&schools)),
            (some.within(schools.clone()), Exchange::within(&schools)),
            (either.clone(), Exchange::free(n as usize)),
            (either.within(schools.clone()), Exchange::within(&schools)),
        ] {
            let complete = pairs.is_complete();
            let model = Model { response: &y, predictors: &x, pairs: &pairs, once: false, complete };
            let mut gram = Gram::new(5);
            model.gram(&pairs, &mut Scratch::default(), &mut gram, true);
            let regression = Regression::of(&model, gram).unwrap();
            let quick = Quick::of(&model, n as usize).unwrap();
            let (mut a, mut b) = (regression.own(), regression.own());
            let (mut counts, mut general) = (quick.own(&model), model.own());
            for number in 0..20 {
                let places = exchange.permutation(4, number);
                quick.crossed(&model, &places, &mut counts, &mut a.crossed);
                model.crossed(&places, &mut general, &mut b.crossed);
                let both = [&mut a, &mut b].map(|own| regression.t_values(&model, own));
                for (a, b) in both[0].iter().zip(&both[1]) {
                    assert!((a.unwrap() - b.unwrap()).abs() < 1e-9, "{a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn a_predictor_that_repeats_another_is_named() {
        let same = Variable::Same(vec![0, 0, 1, 1, 2]);
        let y = Variable::AbsoluteDifference(vec![1.0, 2.0, 4.0, 8.0, 9.0]);
        let result = mrqap(&y, &[same.clone(), same], &Pairs::all(5), true, &Exchange::free(5), &Draws::new(10, 1));
        assert_eq!(result, Err(NoRegression::Collinear(2)));
    }
}
