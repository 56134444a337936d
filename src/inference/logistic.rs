//! Logistic MRQAP: the same question for a tie that is there or not, on the scale of odds.
//!
//! A logistic regression has no inner products from which everything follows, so pairs are sorted by what they have:
//! pairs with the same values of every variable are one row with a weight. With relations and labels that leaves some
//! hundred rows, whatever the number of people.

use super::draws::Draws;
use super::mrqap::{NoRegression, Term, residuals};
use super::p_values;
use super::permutation::Exchange;
use super::variable::{Pairs, Variable};
use std::collections::BTreeMap;

/// A logistic regression of one relation on others.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Logistic {
    /// The intercept, then the predictors in the order given; `t` is coefficient over standard error (z).
    pub terms: Vec<Term>,
    /// Minus twice the log-likelihood.
    pub deviance: f64,
    /// The same with an intercept alone.
    pub null_deviance: f64,
    /// Pairs used: ordered ones, or each pair once when nothing has a direction.
    pub dyads: u64,
}

/// Every pair is looked at, so that there is a limit to how many people.
pub const LOGISTIC_UP_TO: usize = 4_096;

/// Regresses whether there is a tie in `response` on `predictors` over `pairs`.
///
/// # Formula
/// log(p/(1 − p)) = b₀ + Σ bₖ xₖ, fitted by iteratively reweighted least squares to a relative change in deviance under
/// 10⁻⁸; z = b / se(b). For each term the residual of a linear regression of that term on the others is permuted (rows
/// and columns together) in its place, and the z-values are compared: [`p_values`].
///
/// # Reads
/// A response of 0 and 1: any value above 0 is a tie. `pairs`: those known of every variable; after a permutation those
/// known at both the old and the new places. `once`: nothing has a direction, so each pair counts once.
///
/// # Value
/// [`NoRegression`] when a predictor is a combination of others, there are too few pairs, or the predictors foretell
/// the response perfectly, so that no finite coefficients exist.
///
/// # Cost
/// One walk over all pairs for each permutation, and a fit for each term; memory as people squared, for at most
/// [`LOGISTIC_UP_TO`] people.
///
/// # Source
/// Dekker, Krackhardt and Snijders (2007), *Psychometrika* 72:563–581. Matches `netlogit(nullhyp = "qapspp")` of sna
/// 2.7-1 in coefficients and z.
///
/// # Example
/// ```
/// use staffroom::inference::{draws::Draws, logistic::logistic, permutation::Exchange, variable::{Pairs, Variable}};
/// // Ties within teams of three, and one across.
/// let team = Variable::Same(vec![0, 0, 0, 1, 1, 1]);
/// let rows = [(0, 1), (1, 2), (2, 3), (3, 4), (5, 4)].map(|(a, b)| (a, b, 1.0));
/// let ties = staffroom::network::adjacency::Adjacency::from_arcs(6, rows);
/// let response = Variable::Ties(staffroom::inference::variable::Ties::binary(ties.out));
/// let fit = logistic(&response, &[team], &Pairs::all(6), false, &Exchange::free(6), &Draws::new(99, 1)).unwrap();
/// // Odds inside 4 to 8, across 1 to 17.
/// assert!((fit.terms[1].coefficient - (0.5f64 * 17.0).ln()).abs() < 1e-6);
/// ```
pub fn logistic(
    response: &Variable,
    predictors: &[Variable],
    pairs: &Pairs,
    once: bool,
    exchange: &Exchange,
    draws: &Draws<'_>,
) -> Result<Logistic, NoRegression> {
    let people = exchange.nodes();
    let patterns = Patterns::of(response, predictors, pairs);
    let own: Vec<(u32, f64)> = patterns.counts(once).into_iter().map(|(p, n)| (p, f64::from(n))).collect();
    let terms = predictors.len() + 1;
    let dyads: f64 = own.iter().map(|r| r.1).sum();
    if dyads <= terms as f64 {
        return Err(NoRegression::TooFew);
    }
    let rows = |p: u32| &patterns.values[p as usize];
    let residual = residuals(response, predictors, pairs)?;
    let mut fit = Fit::new(terms);
    for &(p, weight) in &own {
        fit.add(rows(p)[..terms].iter().copied(), rows(p)[terms], weight);
    }
    if !fit.run()? {
        return Err(NoRegression::Separated);
    }
    let (coefficients, z) = (fit.coefficients.clone(), fit.z_values());
    let deviance = fit.deviance;
    let ties: f64 = own.iter().map(|&(p, w)| w * rows(p)[terms]).sum();
    let log = |share: f64| if share > 0.0 { share * dyads * share.ln() } else { 0.0 };
    let null_deviance = -2.0 * (log(ties / dyads) + log(1.0 - ties / dyads));
    // What each pattern has left of each term once the others are taken out of it.
    let left: Vec<Vec<f64>> = patterns
        .values
        .iter()
        .map(|row| residual.iter().map(|r| r.iter().zip(row).map(|(w, x)| w * x).sum()).collect())
        .collect();
    let drawn = exchange.draws(
        draws,
        people * people,
        || (patterns.meeting(), Fit::new(terms)),
        |places, (meeting, fit)| {
            patterns.meet(places, once, meeting);
            (0..terms)
                .map(|k| {
                    fit.clear();
                    for &(fixed, moved, weight) in &meeting.rows {
                        let row = rows(fixed);
                        // The term itself comes last, as the one that is looked at.
                        let others = (0..terms).filter(|&v| v != k).map(|v| row[v]);
                        fit.add(others.chain([left[moved as usize][k]]), row[terms], f64::from(weight));
                    }
                    fit.run().ok()?;
                    fit.z_values().last().copied().filter(|z| z.is_finite())
                })
                .collect::<Vec<Option<f64>>>()
        },
    );
    let terms = (0..terms).map(|k| {
        let values: Vec<f64> = drawn.iter().filter_map(|d| d[k]).collect();
        Term { coefficient: coefficients[k], t: z[k], p: p_values(z[k], 0.0, &values) }
    });
    Ok(Logistic { terms: terms.collect(), deviance, null_deviance, dyads: dyads.round() as u64 })
}

/// Pairs that are not known of every variable.
const UNKNOWN: u32 = u32::MAX;

/// Pairs by what they have: 1, every predictor, and the response.
struct Patterns {
    people: usize,
    of: Vec<u32>,
    values: Vec<Vec<f64>>,
}

/// How often a moved pattern lies on a fixed one, as a table or as a list.
struct Meeting {
    table: Vec<u32>,
    rows: Vec<(u32, u32, u32)>,
}

/// With more combinations than this, pairs are written down one by one.
const TABLE_UP_TO: usize = 1 << 16;

impl Patterns {
    fn of(response: &Variable, predictors: &[Variable], pairs: &Pairs) -> Patterns {
        let people = pairs.nodes();
        let mut found: BTreeMap<Vec<u64>, u32> = BTreeMap::new();
        let mut patterns = Patterns { people, of: vec![UNKNOWN; people * people], values: Vec::new() };
        for i in 0..people as u32 {
            for j in (0..people as u32).filter(|&j| j != i && pairs.weight(i, j) > 0.0) {
                let mut row = vec![1.0];
                row.extend(predictors.iter().map(|v| v.of(i, j)));
                row.push(f64::from(u8::from(response.of(i, j) > 0.0)));
                let next = found.len() as u32;
                let id = *found.entry(row.iter().map(|x| (x + 0.0).to_bits()).collect()).or_insert(next);
                if id == next {
                    patterns.values.push(row);
                }
                patterns.of[i as usize * people + j as usize] = id;
            }
        }
        patterns
    }

    /// How many pairs have each pattern.
    fn counts(&self, once: bool) -> Vec<(u32, u32)> {
        let mut counts = vec![0u32; self.values.len()];
        for (i, row) in self.of.chunks_exact(self.people.max(1)).enumerate() {
            let from = if once { i + 1 } else { 0 };
            row[from.min(row.len())..].iter().filter(|&&p| p != UNKNOWN).for_each(|&p| counts[p as usize] += 1);
        }
        counts.into_iter().enumerate().filter(|c| c.1 > 0).map(|(p, n)| (p as u32, n)).collect()
    }

    fn meeting(&self) -> Meeting {
        let cells = self.values.len() * self.values.len();
        Meeting { table: if cells <= TABLE_UP_TO { vec![0; cells] } else { Vec::new() }, rows: Vec::new() }
    }

    /// Which moved patterns lie on which fixed ones.
    fn meet(&self, places: &[u32], once: bool, to: &mut Meeting) {
        let (n, width) = (self.people, self.values.len());
        to.rows.clear();
        to.table.fill(0);
        for i in 0..n {
            let moved = &self.of[places[i] as usize * n..][..n];
            let fixed = &self.of[i * n..][..n];
            for j in if once { i + 1 } else { 0 }..n {
                let (f, m) = (fixed[j], moved[places[j] as usize]);
                if f == UNKNOWN || m == UNKNOWN {
                    continue;
                }
                if to.table.is_empty() {
                    to.rows.push((f, m, 1));
                } else {
                    to.table[f as usize * width + m as usize] += 1;
                }
            }
        }
        let found = to.table.iter().enumerate().filter(|c| *c.1 > 0);
        to.rows.extend(found.map(|(at, &count)| ((at / width) as u32, (at % width) as u32, count)));
    }
}

/// Rows with weights, and a logistic regression over them.
struct Fit {
    terms: usize,
    x: Vec<f64>,
    y: Vec<f64>,
    weight: Vec<f64>,
    coefficients: Vec<f64>,
    /// Lower triangle of the Cholesky factor of the last weighted sum of squares.
    factor: Vec<f64>,
    deviance: f64,
}

/// As `glm.fit` of R: its bound on the relative change in deviance, and its most iterations.
const CHANGE: f64 = 1e-8;
const MOST_ITERATIONS: usize = 25;
/// A fitted chance closer to 0 or 1 than this on the scale of log odds (3 in 10⁷) is on its way to infinity.
const FURTHEST: f64 = 15.0;

impl Fit {
    fn new(terms: usize) -> Fit {
        let (coefficients, factor) = (vec![0.0; terms], vec![0.0; terms * terms]);
        Fit { terms, x: Vec::new(), y: Vec::new(), weight: Vec::new(), coefficients, factor, deviance: 0.0 }
    }

    fn clear(&mut self) {
        self.x.clear();
        self.y.clear();
        self.weight.clear();
    }

    fn add(&mut self, x: impl Iterator<Item = f64>, y: f64, weight: f64) {
        self.x.extend(x);
        self.y.push(y);
        self.weight.push(weight);
    }

    /// Whether it converged. The start, the steps and the end are those of R, whose standard errors come from the
    /// weights of the last step.
    fn run(&mut self) -> Result<bool, NoRegression> {
        let p = self.terms;
        let mut eta: Vec<f64> = self.y.iter().map(|y| logit(f64::midpoint(*y, 0.5))).collect();
        let mut before = self.deviance_at(&eta);
        for _ in 0..MOST_ITERATIONS {
            let (mut squares, mut sums) = (vec![0.0; p * p], vec![0.0; p]);
            for (r, (&eta, (&y, &weight))) in eta.iter().zip(self.y.iter().zip(&self.weight)).enumerate() {
                let mu = expit(eta);
                let slope = (mu * (1.0 - mu)).max(f64::EPSILON);
                let (w, z) = (weight * slope, eta + (y - mu) / slope);
                let x = &self.x[r * p..][..p];
                for i in 0..p {
                    let wx = w * x[i];
                    sums[i] += wx * z;
                    for j in 0..=i {
                        squares[i * p + j] += wx * x[j];
                    }
                }
            }
            self.solve(&mut squares, &sums)?;
            for (r, eta) in eta.iter_mut().enumerate() {
                *eta = self.x[r * p..][..p].iter().zip(&self.coefficients).map(|(x, b)| x * b).sum();
            }
            self.deviance = self.deviance_at(&eta);
            if (self.deviance - before).abs() / (self.deviance.abs() + 0.1) < CHANGE {
                return Ok(eta.iter().all(|eta| eta.abs() < FURTHEST));
            }
            before = self.deviance;
        }
        Ok(false)
    }

    fn deviance_at(&self, eta: &[f64]) -> f64 {
        let of = |(&eta, (&y, &w)): (&f64, (&f64, &f64))| {
            let own = if y > 0.5 { expit(eta) } else { expit(-eta) };
            -2.0 * w * own.max(f64::MIN_POSITIVE).ln()
        };
        eta.iter().zip(self.y.iter().zip(&self.weight)).map(of).sum()
    }

    fn solve(&mut self, squares: &mut [f64], sums: &[f64]) -> Result<(), NoRegression> {
        let p = self.terms;
        for i in 0..p {
            for j in 0..=i {
                let known: f64 = (0..j).map(|k| squares[i * p + k] * squares[j * p + k]).sum();
                let left = squares[i * p + j] - known;
                if i == j {
                    if left <= 1e-12 * squares[i * p + i] || left.is_nan() {
                        return Err(NoRegression::Collinear(i));
                    }
                    squares[i * p + i] = left.sqrt();
                } else {
                    squares[i * p + j] = left / squares[j * p + j];
                }
            }
        }
        self.factor.copy_from_slice(squares);
        let b = &mut self.coefficients;
        for i in 0..p {
            let known: f64 = (0..i).map(|k| squares[i * p + k] * b[k]).sum();
            b[i] = (sums[i] - known) / squares[i * p + i];
        }
        for i in (0..p).rev() {
            let known: f64 = (i + 1..p).map(|k| squares[k * p + i] * b[k]).sum();
            b[i] = (b[i] - known) / squares[i * p + i];
        }
        Ok(())
    }

    /// Each coefficient over its standard error.
    fn z_values(&self) -> Vec<f64> {
        let p = self.terms;
        // Column k of the inverse of the factor; its squares add up to the variance.
        let error = |k: usize| {
            let mut column = vec![0.0; p];
            for i in k..p {
                let known: f64 = (k..i).map(|j| self.factor[i * p + j] * column[j]).sum();
                column[i] = (f64::from(u8::from(i == k)) - known) / self.factor[i * p + i];
            }
            column.iter().map(|x| x * x).sum::<f64>().sqrt()
        };
        (0..p).map(|k| self.coefficients[k] / error(k)).collect()
    }
}

fn expit(eta: f64) -> f64 {
    1.0 / (1.0 + (-eta).exp())
}

fn logit(p: f64) -> f64 {
    (p / (1.0 - p)).ln()
}

#[cfg(test)]
mod tests {
    use super::super::variable::Ties;
    use super::*;

    fn ties(n: u32, k: u32) -> Variable {
        let arcs: Vec<(u32, u32, f64)> = (0..n)
            .flat_map(|i| (0..n).filter(move |&j| j != i && (i * 7 + j * k + i * j) % 5 < 2).map(move |j| (i, j, 1.0)))
            .collect();
        Variable::Ties(Ties::from_sorted(n as usize, &arcs, false))
    }

    #[test]
    fn numbers_and_relations_give_the_same_fit_as_pairs_one_by_one() {
        // The same study with labels as numbers: more patterns than a table holds, written down pair by pair.
        let n = 40u32;
        let years: Vec<f64> = (0..n).map(|v| f64::from(v * v % 37) + f64::from(v) / 64.0).collect();
        let x = [ties(n, 3), Variable::AbsoluteDifference(years)];
        let fit = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let pairs = Pairs::all(n as usize);
            pool.install(|| {
                logistic(&ties(n, 4), &x, &pairs, false, &Exchange::free(n as usize), &Draws::new(9, 1)).unwrap()
            })
        };
        let one = fit(1);
        assert_eq!(one, fit(3));
        assert_eq!(one.dyads, 40 * 39);
        assert!(one.deviance < one.null_deviance);
    }

    #[test]
    fn a_predictor_that_foretells_every_tie_leaves_no_finite_coefficients() {
        let team = Variable::Same(vec![0, 0, 0, 1, 1, 1]);
        let arcs: Vec<(u32, u32, f64)> = (0..6u32)
            .flat_map(|i| (0..6).filter(move |&j| j != i && i / 3 == j / 3).map(move |j| (i, j, 1.0)))
            .collect();
        let response = Variable::Ties(Ties::from_sorted(6, &arcs, false));
        let fit = |x: &[Variable]| logistic(&response, x, &Pairs::all(6), true, &Exchange::free(6), &Draws::new(9, 1));
        assert_eq!(fit(std::slice::from_ref(&team)), Err(NoRegression::Separated));
        assert_eq!(fit(&[team.clone(), team]), Err(NoRegression::Collinear(2)));
    }
}
