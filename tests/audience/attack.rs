//! An attacker with pencil and paper: every count that is shown is a sum, every rate times its number a count, every
//! kind of count is at most the one it is part of. Which hidden count has only one value left?
//!
//! For each hidden count another world is looked for: other numbers, all of them whole and none negative, in which
//! everything that is shown is as it is and this count is another. As long as there is one, the count is not given away.

/// A sum of variables with weights that lies between two bounds.
pub struct Constraint {
    pub terms: Vec<(usize, i64)>,
    pub low: i64,
    pub high: i64,
}

impl Constraint {
    /// How far it is from holding.
    fn off(&self, values: &[i64]) -> i64 {
        let sum: i64 = self.terms.iter().map(|&(v, w)| w * values[v]).sum();
        if sum < self.low { self.low - sum } else { (self.high - sum).min(0) }
    }
}

/// What is known, and how it is in truth.
#[derive(Default)]
pub struct World {
    pub names: Vec<String>,
    pub truth: Vec<i64>,
    pub is_hidden: Vec<bool>,
    pub least: Vec<i64>,
    pub constraints: Vec<Constraint>,
    /// By variable, the constraints in which it is.
    of: Vec<Vec<usize>>,
}

pub const MANY: i64 = 1 << 40;
/// How often one count may be changed on the way to another world.
const CHANGES: u8 = 3;
/// How many changes are tried before the count is held to be given away.
const TRIES: u32 = 20_000;

impl World {
    /// A count: what it is in truth, and whether it is hidden.
    pub fn add(&mut self, name: String, truth: i64, is_hidden: bool) -> usize {
        self.names.push(name);
        self.truth.push(truth);
        self.is_hidden.push(is_hidden);
        self.least.push(0);
        self.of.push(Vec::new());
        self.truth.len() - 1
    }

    /// That a count is another under a second name.
    pub fn is_same(&mut self, own: usize, other: usize) {
        self.is_hidden[other] &= self.is_hidden[own];
        self.is_hidden[own] = false;
        for at in std::mem::take(&mut self.of[own]) {
            self.constraints[at].terms.iter_mut().filter(|t| t.0 == own).for_each(|t| t.0 = other);
            self.of[other].push(at);
        }
    }

    /// Something that is known of counts. It must be true.
    pub fn know(&mut self, name: &str, terms: &[(usize, i64)], low: i64, high: i64) {
        let sum: i64 = terms.iter().map(|&(v, w)| w * self.truth[v]).sum();
        let parts: Vec<String> =
            terms.iter().map(|&(v, w)| format!("{w}*{}({})", self.names[v], self.truth[v])).collect();
        assert!((low..=high).contains(&sum), "{name}: {sum} is not in {low}..={high}: {parts:?}");
        let at = self.constraints.len();
        terms.iter().for_each(|&(v, _)| self.of[v].push(at));
        self.constraints.push(Constraint { terms: terms.to_vec(), low, high });
    }

    /// That one count is at most another.
    pub fn at_most(&mut self, name: &str, part: usize, whole: usize) {
        self.know(name, &[(part, 1), (whole, -1)], -MANY, 0);
    }

    /// Hidden counts for which no other world was found.
    pub fn given_away(&self) -> Vec<String> {
        let hidden = (0..self.truth.len()).filter(|&v| self.is_hidden[v]);
        hidden
            .filter(|&v| !self.has_another_world(v))
            .map(|v| format!("{} = {}", self.names[v], self.truth[v]))
            .collect()
    }

    fn has_another_world(&self, variable: usize) -> bool {
        [1, -1, 2, -2].into_iter().any(|step| {
            let mut values = self.truth.clone();
            values[variable] += step;
            if values[variable] < self.least[variable] {
                return false;
            }
            let mut left: Vec<u8> = self.is_hidden.iter().map(|h| if *h { CHANGES } else { 0 }).collect();
            left[variable] = 0;
            let mut tries = TRIES;
            self.mended(&mut values, &mut left, &mut tries)
        })
    }

    /// How far all constraints of a count are from holding.
    fn strain(&self, values: &[i64], variable: usize) -> i64 {
        self.of[variable].iter().map(|&c| self.constraints[c].off(values).abs()).sum()
    }

    /// Changes other hidden counts until everything that is known holds again; what breaks least comes first.
    fn mended(&self, values: &mut [i64], left: &mut [u8], tries: &mut u32) -> bool {
        if *tries == 0 {
            return false;
        }
        *tries -= 1;
        let broken = self.constraints.iter().map(|c| (c, c.off(values))).find(|(_, off)| *off != 0);
        let Some((constraint, off)) = broken else { return true };
        let mut ways: Vec<(i64, usize, i64)> = Vec::new();
        for &(v, weight) in constraint.terms.iter().filter(|t| left[t.0] > 0) {
            // The smallest change that mends it, away from zero where it does not come out even.
            let change = if off % weight == 0 { off / weight } else { off / weight + off.signum() * weight.signum() };
            if values[v] + change >= self.least[v] {
                let before = self.strain(values, v);
                values[v] += change;
                ways.push((self.strain(values, v) - before, v, change));
                values[v] -= change;
            }
        }
        ways.sort_unstable();
        for (_, v, change) in ways {
            values[v] += change;
            left[v] -= 1;
            if self.mended(values, left, tries) {
                return true;
            }
            values[v] -= change;
            left[v] += 1;
        }
        false
    }
}
