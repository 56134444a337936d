//! Inner products of the variables of a regression, and least squares from them.

use super::NoRegression;

/// Inner products of the intercept (index 0), the predictors (1 …) and the response (last).
#[derive(Debug, Clone)]
pub(super) struct Gram {
    size: usize,
    cells: Vec<f64>,
}

impl Gram {
    /// All zero, for so many variables.
    pub(super) fn new(size: usize) -> Gram {
        Gram { size, cells: vec![0.0; size * size] }
    }

    /// How many variables, intercept and response included.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// The number of ordered pairs.
    pub(super) fn pairs(&self) -> f64 {
        self.cells[0]
    }

    pub(super) fn of(&self, a: usize, b: usize) -> f64 {
        self.cells[a * self.size + b]
    }

    pub(super) fn set(&mut self, a: usize, b: usize, x: f64) {
        self.cells[a * self.size + b] = x;
        self.cells[b * self.size + a] = x;
    }

    /// What is left of variable `k` once the others but the response are taken out of it: weights, 1 on itself.
    pub(super) fn residual(&self, k: usize) -> Result<Vec<f64>, NoRegression> {
        let mut weights: Vec<f64> = self.explained(k)?.into_iter().map(|b| -b).collect();
        weights[k] = 1.0;
        Ok(weights)
    }

    /// Coefficients of variable `k` on the others but the response, with 0 at its own place.
    fn explained(&self, k: usize) -> Result<Vec<f64>, NoRegression> {
        let order: Vec<usize> = (0..self.size - 1).filter(|&v| v != k).collect();
        let fit = Factor::of(self, &order, k, self.pairs())?;
        let mut all = vec![0.0; self.size - 1];
        for (&v, b) in order.iter().zip(fit.coefficients()) {
            all[v] = b;
        }
        Ok(all)
    }
}

/// The Cholesky factor of some variables' inner products, with the response projected on them.
#[derive(Debug, Clone)]
pub(super) struct Factor {
    order: Vec<usize>,
    response: usize,
    lower: Vec<f64>,
    projected: Vec<f64>,
    /// What these variables leave of the response's sum of squares.
    pub(super) rest: f64,
}

/// A variable that the others leave less than this share of is a combination of them.
const LEFT: f64 = 1e-10;

impl Factor {
    /// Of some variables, in their order, and a response; `dyads` is how many pairs count in the degrees of freedom.
    pub(super) fn of(gram: &Gram, order: &[usize], response: usize, dyads: f64) -> Result<Factor, NoRegression> {
        let p = order.len();
        if dyads <= p as f64 {
            return Err(NoRegression::TooFew);
        }
        let mut factor =
            Factor { order: order.to_vec(), response, lower: vec![0.0; p * p], projected: vec![0.0; p], rest: 0.0 };
        factor.refill(gram)?;
        Ok(factor)
    }

    /// The same variables with other inner products.
    pub(super) fn refill(&mut self, gram: &Gram) -> Result<(), NoRegression> {
        let p = self.order.len();
        for i in 0..p {
            for j in 0..=i {
                let mut s = gram.of(self.order[i], self.order[j]);
                for k in 0..j {
                    s -= self.lower[i * p + k] * self.lower[j * p + k];
                }
                if i == j {
                    if s <= LEFT * gram.of(self.order[i], self.order[i]).abs() || s.is_nan() {
                        return Err(NoRegression::Collinear(self.order[i]));
                    }
                    self.lower[i * p + i] = s.sqrt();
                } else {
                    self.lower[i * p + j] = s / self.lower[j * p + j];
                }
            }
        }
        for i in 0..p {
            let known: f64 = (0..i).map(|k| self.lower[i * p + k] * self.projected[k]).sum();
            self.projected[i] = (gram.of(self.order[i], self.response) - known) / self.lower[i * p + i];
        }
        let squares = gram.of(self.response, self.response);
        self.rest = (squares - self.projected.iter().map(|x| x * x).sum::<f64>()).max(0.0);
        Ok(())
    }

    /// Least-squares coefficients of the response.
    pub(super) fn coefficients(&self) -> Vec<f64> {
        let p = self.order.len();
        let mut b = vec![0.0; p];
        for i in (0..p).rev() {
            let known: f64 = (i + 1..p).map(|k| self.lower[k * p + i] * b[k]).sum();
            b[i] = (self.projected[i] - known) / self.lower[i * p + i];
        }
        b
    }

    /// The t-value of one more variable, from its inner products with these, with the response and with itself; none
    /// when it is a combination of these.
    ///
    /// Where each pair counts once all sums halve, and so does the error: only the degrees of freedom differ.
    pub(super) fn t_of(
        &self,
        inner: impl Fn(usize) -> f64,
        with_response: f64,
        square: f64,
        dyads: f64,
        part: &mut Vec<f64>,
    ) -> Option<f64> {
        let p = self.order.len();
        part.clear();
        let (mut left, mut common) = (square, with_response);
        for i in 0..p {
            let known: f64 = part.iter().zip(&self.lower[i * p..]).map(|(x, l)| x * l).sum();
            let x = (inner(self.order[i]) - known) / self.lower[i * p + i];
            left -= x * x;
            common -= x * self.projected[i];
            part.push(x);
        }
        if left <= LEFT * square.abs() || left.is_nan() {
            return None;
        }
        let error = (self.rest - common * common / left).max(0.0) / (dyads - p as f64 - 1.0);
        Some(common / (left * error).sqrt())
    }
}
