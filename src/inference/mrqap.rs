//! MRQAP: which of several things goes with a tie, when all are taken together.
//!
//! Double semi-partialling (Dekker, Krackhardt and Snijders 2007): the part of a predictor that the others do not
//! explain changes places, and its t-value is compared with those of such moves. No matrix of people by people is
//! built: every inner product that a t-value needs is a combination of the sums `product` gives for two variables.

mod quick;

use super::draws::Draws;
use super::permutation::Exchange;
use super::qap::moved;
use super::variable::{Pairs, Scratch, Variable, product, total};
use super::{PValues, p_values};
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
    /// The intercept, then the predictors in the order given. The p-values of the intercept come from moving people of
    /// the response.
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
}

/// Regresses `response` on `predictors` over `pairs`.
///
/// # Formula
/// Ordinary least squares with intercept over the ordered pairs of different people; t = b / se(b). For predictor k the
/// residual of k on the other predictors is permuted (rows and columns together), the response regressed on it and the
/// other predictors, and the t-values compared: [`p_values`](super::p_values).
///
/// # Reads
/// Variables as they are. `pairs`: those known of every variable; after a permutation those known at both the old and
/// the new places. `once`: nothing has a direction, so each pair counts once in the degrees of freedom.
///
/// # Value
/// [`NoRegression`] when a predictor is a combination of others, or there are too few pairs.
///
/// # Cost
/// For each permutation the products of every predictor with every variable (see
/// [`product`](super::variable::product)), and a small solve for each predictor. Memory linear in ties.
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
    let mut scratch = Scratch::default();
    let model = Model { response, predictors, pairs, once, complete: pairs.is_complete() };
    let quick = Quick::of(&model, exchange.nodes());
    let gram = model.gram(pairs, &mut scratch);
    let order: Vec<usize> = (0..=predictors.len()).collect();
    let fit = gram.fit(&order, once)?;
    let mut terms = Vec::with_capacity(predictors.len() + 1);
    // Each term's t-value is the last one's of an order that ends with it.
    for k in 0..=predictors.len() {
        let mut last = order.clone();
        last.remove(k);
        last.push(k);
        let t = gram.fit(&last, once).map_err(|e| renamed(e, &last))?.t_of_last;
        terms.push(Term { coefficient: fit.coefficients[k], t, p: p_values(t, 0.0, &[]) });
    }
    let residuals: Vec<Vec<f64>> = (0..predictors.len()).map(|k| gram.explained(k + 1)).collect::<Result<_, _>>()?;
    let draws = exchange.draws(
        draws,
        quick.as_ref().map_or(8 * exchange.nodes(), Quick::steps),
        || (Scratch::default(), pairs.clone(), quick.as_ref().map(Quick::counts)),
        |places, (scratch, own, counts)| match (&quick, counts) {
            (Some(quick), Some(counts)) => quick.t_values(&model, &gram, &residuals, places, counts),
            _ => model.drawn(&gram, &residuals, places, own, scratch),
        },
    );
    for (k, term) in terms.iter_mut().enumerate() {
        let t: Vec<f64> = draws.iter().filter_map(|d| d[k]).collect();
        term.p = p_values(term.t, 0.0, &t);
    }
    Ok(Mrqap { terms, r_squared: fit.r_squared, dyads: (gram.n / if once { 2.0 } else { 1.0 }).round() as u64 })
}

fn renamed(error: NoRegression, order: &[usize]) -> NoRegression {
    match error {
        NoRegression::Collinear(place) => NoRegression::Collinear(order[place]),
        NoRegression::TooFew => NoRegression::TooFew,
    }
}

struct Model<'a> {
    response: &'a Variable,
    predictors: &'a [Variable],
    pairs: &'a Pairs,
    once: bool,
    complete: bool,
}

/// Inner products of the intercept (index 0), the predictors (1 …) and the response (last).
#[derive(Debug, Clone)]
struct Gram {
    n: f64,
    size: usize,
    cells: Vec<f64>,
}

struct Fit {
    coefficients: Vec<f64>,
    t_of_last: f64,
    r_squared: f64,
}

impl Gram {
    fn of(&self, a: usize, b: usize) -> f64 {
        self.cells[a * self.size + b]
    }

    fn set(&mut self, a: usize, b: usize, x: f64) {
        self.cells[a * self.size + b] = x;
        self.cells[b * self.size + a] = x;
    }

    /// Least squares of the last variable on those of `order`, by Cholesky in that order.
    fn fit(&self, order: &[usize], once: bool) -> Result<Fit, NoRegression> {
        let (p, y) = (order.len(), self.size - 1);
        let dyads = if once { self.n / 2.0 } else { self.n };
        if dyads <= p as f64 {
            return Err(NoRegression::TooFew);
        }
        let mut lower = vec![0.0; p * p];
        let mut z = vec![0.0; p];
        for i in 0..p {
            for j in 0..=i {
                let mut s = self.of(order[i], order[j]);
                for k in 0..j {
                    s -= lower[i * p + k] * lower[j * p + k];
                }
                if i == j {
                    if s <= 1e-10 * self.of(order[i], order[i]).abs() || s.is_nan() {
                        return Err(NoRegression::Collinear(i));
                    }
                    lower[i * p + i] = s.sqrt();
                } else {
                    lower[i * p + j] = s / lower[j * p + j];
                }
            }
            let mut s = self.of(order[i], y);
            for k in 0..i {
                s -= lower[i * p + k] * z[k];
            }
            z[i] = s / lower[i * p + i];
        }
        let mut coefficients = vec![0.0; p];
        for i in (0..p).rev() {
            let mut s = z[i];
            for k in i + 1..p {
                s -= lower[k * p + i] * coefficients[k];
            }
            coefficients[i] = s / lower[i * p + i];
        }
        let yy = self.of(y, y);
        let error = (yy - z.iter().map(|x| x * x).sum::<f64>()).max(0.0);
        let centred = yy - self.of(0, y) * self.of(0, y) / self.n;
        if centred <= 0.0 {
            return Err(NoRegression::TooFew);
        }
        // With each pair once all sums halve, and so does the error: only the degrees of freedom differ.
        let scale = (error / (dyads - p as f64)).sqrt();
        Ok(Fit { coefficients, t_of_last: z[p - 1] / scale, r_squared: 1.0 - error / centred })
    }

    /// Coefficients of predictor `k` on the intercept and the other predictors, with 0 at its own place.
    fn explained(&self, k: usize) -> Result<Vec<f64>, NoRegression> {
        let order: Vec<usize> = (0..self.size - 1).filter(|&v| v != k).collect();
        let mut own = self.clone();
        // The predictor takes the response's place.
        let y = self.size - 1;
        for v in 0..y {
            own.set(v, y, self.of(v, k));
        }
        own.set(y, y, self.of(k, k));
        let fit = own.fit(&order, false).map_err(|e| renamed(e, &order))?;
        let mut all = vec![0.0; self.size - 1];
        for (place, &v) in order.iter().enumerate() {
            all[v] = fit.coefficients[place];
        }
        Ok(all)
    }
}

impl Model<'_> {
    fn variable(&self, v: usize) -> &Variable {
        if v == self.predictors.len() + 1 { self.response } else { &self.predictors[v - 1] }
    }

    /// Inner products over some pairs, nobody moved.
    fn gram(&self, pairs: &Pairs, scratch: &mut Scratch) -> Gram {
        let size = self.predictors.len() + 2;
        let stay: Vec<u32> = (0..pairs.ego.len() as u32).collect();
        let n = pairs.count();
        let mut gram = Gram { n, size, cells: vec![0.0; size * size] };
        gram.set(0, 0, n);
        for a in 1..size {
            gram.set(0, a, total(self.variable(a), pairs, scratch));
            for b in 1..=a {
                gram.set(a, b, product(self.variable(a), self.variable(b), &stay, pairs, scratch));
            }
        }
        gram
    }

    /// The t-values of one permutation: of the intercept (people of the response moved) and of each predictor.
    fn drawn(
        &self,
        observed: &Gram,
        residuals: &[Vec<f64>],
        places: &[u32],
        own: &mut Pairs,
        scratch: &mut Scratch,
    ) -> Vec<Option<f64>> {
        let k = self.predictors.len();
        let y = k + 1;
        let fixed = if self.complete {
            observed.clone()
        } else {
            self.pairs.after(self.pairs, places, own);
            self.gram(own, scratch)
        };
        // <moved a, fixed b> for every predictor a and every b, the intercept included.
        let mut cross = vec![0.0; (k + 1) * (k + 2)];
        let at = |a: usize, b: usize| a * (k + 2) + b;
        for b in 0..=y {
            cross[at(0, b)] = fixed.of(0, b);
        }
        for a in 1..=k {
            cross[at(a, 0)] =
                if self.complete { observed.of(a, 0) } else { total(&moved(self.variable(a), places), own, scratch) };
            for b in 1..=y {
                cross[at(a, b)] = product(self.variable(a), self.variable(b), places, own, scratch);
            }
        }
        // <moved a, moved b>: the same as unmoved when every pair counts.
        let both = if self.complete { None } else { Some(self.moved_gram(places, own, scratch)) };
        let intercept = self.intercept(&fixed, places, own, scratch);
        self.t_values(intercept, &fixed, both.as_ref().unwrap_or(observed), residuals, &cross)
    }

    /// The t-values from the inner products: of fixed with fixed, of moved with moved, of moved with fixed.
    fn t_values(
        &self,
        intercept: Option<f64>,
        fixed: &Gram,
        both: &Gram,
        residuals: &[Vec<f64>],
        cross: &[f64],
    ) -> Vec<Option<f64>> {
        let k = self.predictors.len();
        let y = k + 1;
        let at = |a: usize, b: usize| a * (k + 2) + b;
        let mut t = vec![intercept];
        for (p, beta) in residuals.iter().enumerate() {
            let of = p + 1;
            let part =
                |b: usize| cross[at(of, b)] - beta.iter().enumerate().map(|(a, x)| x * cross[at(a, b)]).sum::<f64>();
            let inner = |a: usize, b: usize| both.of(a, b);
            let mut weight = beta.iter().map(|x| -x).collect::<Vec<_>>();
            weight[of] = 1.0;
            let square: f64 = (0..=k)
                .flat_map(|a| (0..=k).map(move |b| (a, b)))
                .map(|(a, b)| weight[a] * weight[b] * inner(a, b))
                .sum();
            let mut gram = fixed.clone();
            for b in (0..=y).filter(|&b| b != of) {
                gram.set(of, b, part(b));
            }
            gram.set(of, of, square);
            let mut order: Vec<usize> = (0..=k).filter(|&v| v != of).collect();
            order.push(of);
            t.push(gram.fit(&order, self.once).ok().map(|f| f.t_of_last));
        }
        t
    }

    /// t of the intercept when the people of the response have moved.
    fn intercept(&self, fixed: &Gram, places: &[u32], own: &Pairs, scratch: &mut Scratch) -> Option<f64> {
        let k = self.predictors.len();
        let y = k + 1;
        let mut gram = fixed.clone();
        for a in 1..=k {
            gram.set(a, y, product(self.response, self.variable(a), places, own, scratch));
        }
        if !self.complete {
            let response = moved(self.response, places);
            let stay: Vec<u32> = (0..places.len() as u32).collect();
            gram.set(0, y, total(&response, own, scratch));
            gram.set(y, y, product(&response, &response, &stay, own, scratch));
        }
        let mut order: Vec<usize> = (1..=k).collect();
        order.push(0);
        gram.fit(&order, self.once).ok().map(|f| f.t_of_last)
    }

    fn moved_gram(&self, places: &[u32], own: &Pairs, scratch: &mut Scratch) -> Gram {
        let predictors: Vec<Variable> = self.predictors.iter().map(|v| moved(v, places)).collect();
        let response = moved(self.response, places);
        let model =
            Model { response: &response, predictors: &predictors, pairs: own, once: self.once, complete: false };
        model.gram(own, scratch)
    }
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
        let pairs = Pairs::all(n as usize);
        let model = Model { response: &y, predictors: &x, pairs: &pairs, once: false, complete: true };
        let quick = Quick::of(&model, n as usize).unwrap();
        let (mut scratch, mut counts) = (Scratch::default(), quick.counts());
        let gram = model.gram(&pairs, &mut scratch);
        let residuals: Vec<_> = (1..=3).map(|k| gram.explained(k).unwrap()).collect();
        for number in 0..20 {
            let places = Exchange::free(n as usize).permutation(4, number);
            let a = quick.t_values(&model, &gram, &residuals, &places, &mut counts);
            let b = model.drawn(&gram, &residuals, &places, &mut pairs.clone(), &mut scratch);
            for (a, b) in a.iter().zip(&b) {
                assert!((a.unwrap() - b.unwrap()).abs() < 1e-9, "{a:?} {b:?}");
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
