//! How far schools keep to themselves, against what their sizes would make them.

use super::ei::{Tallies, tallies};
use super::pairs::{Matrix, matrix};
use super::{plain_labels, single};
use crate::error::Why;
use crate::measures::{Column, Family, Kind, Made, Scene, Scope, Value};

/// Segregation of a layer by school.
pub(crate) const SEGREGATION: Family = Family {
    name: "segregation",
    columns: &[
        (Scope::Layer, "modularity_school"),
        (Scope::Layer, "assortativity_school"),
        (Scope::Layer, "coleman_segregation"),
        (Scope::Layer, "freeman_segregation"),
        (Scope::School, "coleman_segregation"),
    ],
    walks_paths: false,
    make: columns,
};

/// Freeman's segregation index: how much rarer pairs across schools are than if ties fell at random.
///
/// # Formula
/// `1 − E/(L · π)`, E connected pairs across schools, L all connected pairs, `π = (N² − Σ n(s)²)/(N(N − 1))`
///
/// # Reads
/// Connected pairs among people with a school; `within` and `across` are their numbers, `sizes` the schools'.
///
/// # Value
/// 1 when no pair is across, 0 when as many as at random, below 0 when more (Freeman set these to 0).
/// `Undefined::NoTies` without ties, `Undefined::TooFew` with one school.
///
/// # Source
/// Freeman (1978), *Sociological Methods & Research* 6:411–429, for any number of groups: Bojanowski and Corten (2014),
/// *Social Networks* 39:14–32; as netseg `freeman`.
///
/// # Example
/// ```
/// use staffroom::measures::between_schools::segregation::freeman_segregation;
/// assert_eq!(freeman_segregation(6, 0, &[3, 3]).number(), Some(1.0));
/// ```
pub fn freeman_segregation(within: u64, across: u64, sizes: &[u64]) -> Value {
    let all = sizes.iter().sum::<u64>() as f64;
    let squares: f64 = sizes.iter().map(|&n| (n as f64).powi(2)).sum();
    let ties = (within + across) as f64;
    if ties == 0.0 {
        return Value::Undefined(Why::NoTies);
    }
    match Value::ratio(across as f64 * all * (all - 1.0), ties * (all * all - squares), Why::TooFew) {
        Value::Number(share) => Value::Number(1.0 - share),
        undefined @ Value::Undefined(_) => undefined,
    }
}

/// Coleman's homophily index of a school: how far the choices of its people stay inside beyond its share of colleagues.
///
/// # Formula
/// `(m − e)/(c − e)` when `m > e`, else `(m − e)/e`: c ties that the school's people name, m of these inside,
/// `e = c (n − 1)/(N − 1)` expected inside
///
/// # Reads
/// Arcs among people with a school.
///
/// # Value
/// 1 when all choices stay inside, 0 when as many as by size, −1 when none does. `Undefined::NoTies` when nobody is named,
/// `Undefined::TooFew` for a school of one person, and for one school alone, beside which there is nobody to name.
///
/// # Source
/// Coleman (1958), *Human Organization* 17:28–36; as netseg `coleman`.
///
/// # Example
/// ```
/// use staffroom::measures::between_schools::segregation::coleman_segregation;
/// assert_eq!(coleman_segregation(4.0, 4.0, 4.0 * 2.0 / 5.0).number(), Some(1.0));
/// ```
pub fn coleman_segregation(choices: f64, inside: f64, expected: f64) -> Value {
    if choices == 0.0 {
        Value::Undefined(Why::NoTies)
    } else if expected >= choices {
        Value::Undefined(Why::TooFew)
    } else if inside > expected {
        Value::ratio(inside - expected, choices - expected, Why::TooFew)
    } else {
        Value::ratio(inside - expected, expected, Why::TooFew)
    }
}

/// Modularity and assortativity of the division into schools.
///
/// # Formula
/// `Q = Σ_s (I(s)/L − (D(s)/2L)²)`, I(s) pairs inside school s, D(s) the degrees of its people added up, L all connected
/// pairs; assortativity `r = Q / (1 − Σ_s (D(s)/2L)²)`
///
/// # Reads
/// Connected pairs among people with a school; `schools` gives, for each, its pairs inside and its pairs with others.
///
/// # Value
/// Q below 1; r up to 1. `Undefined::NoTies` without ties; r `Undefined::TooFew` when all ties are in one school.
///
/// # Source
/// Newman (2003), *Physical Review E* 67:026126; as igraph `modularity` and `assortativity_nominal` on the undirected
/// graph.
pub fn modularity_and_assortativity(schools: &[(u64, u64)]) -> (Value, Value) {
    // Each pair across is an end for two schools.
    let twice: u64 = schools.iter().map(|&(inside, across)| 2 * inside + across).sum();
    if twice == 0 {
        return (Value::Undefined(Why::NoTies), Value::Undefined(Why::NoTies));
    }
    let ends = twice as f64;
    let inside = schools.iter().map(|s| 2.0 * s.0 as f64 / ends).sum::<f64>();
    let chance = schools.iter().map(|s| ((2 * s.0 + s.1) as f64 / ends).powi(2)).sum::<f64>();
    (Value::Number(inside - chance), Value::ratio(inside - chance, 1.0 - chance, Why::TooFew))
}

/// Coleman's index of each school and, with numerators and denominators of all schools added up, of the group.
fn coleman(matrix: &Matrix, sizes: &[u64]) -> Vec<Value> {
    let others = sizes.iter().sum::<u64>() as f64 - 1.0;
    let mut choices = vec![0.0; sizes.len()];
    let mut inside = vec![0.0; sizes.len()];
    for cell in matrix.iter().filter(|c| (c.from as usize) < sizes.len() && (c.to as usize) < sizes.len()) {
        choices[cell.from as usize] += cell.ties as f64;
        if cell.from == cell.to {
            inside[cell.from as usize] += cell.ties as f64;
        }
    }
    let expected = |s: usize| if others > 0.0 { choices[s] * (sizes[s] as f64 - 1.0) / others } else { 0.0 };
    let each = (0..sizes.len()).map(|s| coleman_segregation(choices[s], inside[s], expected(s)));
    let together = coleman_segregation(
        choices.iter().sum(),
        inside.iter().sum(),
        (0..sizes.len()).filter(|&s| sizes[s] > 0).map(expected).sum(),
    );
    each.chain([together]).collect()
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let schools = scene.network.schools;
    if scene.within_school {
        let empty = |scope: Scope, rows: usize| {
            let own = SEGREGATION.columns.iter().filter(move |c| c.0 == scope);
            Made::new(scope, own.map(|c| Column::empty(c.1, Kind::Number, rows, Why::NotAsked)).collect())
        };
        return vec![empty(Scope::Layer, 1), empty(Scope::School, schools as usize + 1)];
    }
    let label = plain_labels(scene.network);
    let found: Tallies = tallies(scene.adjacency, &label, schools, schools);
    let inner = |t: &super::ei::Tally| (u64::from(t.within), u64::from(t.across - t.outside));
    let pairs: Vec<(u64, u64)> = found.schools.iter().map(inner).collect();
    let (modularity, assortativity) = modularity_and_assortativity(&pairs);
    let (within, across) = inner(&found.group);
    let coleman = coleman(&matrix(scene.adjacency, &label, schools + 1), &found.sizes);
    let group = coleman.last().copied().unwrap_or(Value::Undefined(Why::NoTies));
    vec![
        Made::new(
            Scope::Layer,
            vec![
                single("modularity_school", Kind::Number, modularity),
                single("assortativity_school", Kind::Number, assortativity),
                single("coleman_segregation", Kind::Number, group),
                single("freeman_segregation", Kind::Number, freeman_segregation(within, across, &found.sizes)),
            ],
        ),
        Made::new(Scope::School, vec![Column::new("coleman_segregation", Kind::Number, coleman)]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_without_ties_across_has_the_modularity_of_its_parts() {
        // Two schools with three pairs each: Q = 1 − 2 · (1/2)² = .5, and assortativity 1.
        assert_eq!(modularity_and_assortativity(&[(3, 0), (3, 0)]), (Value::Number(0.5), Value::Number(1.0)));
        let one = modularity_and_assortativity(&[(3, 0)]);
        assert_eq!(one, (Value::Number(0.0), Value::Undefined(Why::TooFew)));
    }

    #[test]
    fn segregation_without_ties_or_with_one_school_is_undefined() {
        assert_eq!(freeman_segregation(0, 0, &[2, 2]), Value::Undefined(Why::NoTies));
        assert_eq!(freeman_segregation(1, 0, &[3]), Value::Undefined(Why::TooFew));
        assert_eq!(coleman_segregation(0.0, 0.0, 0.0), Value::Undefined(Why::NoTies));
        assert_eq!(coleman_segregation(2.0, 0.0, 0.0), Value::Undefined(Why::TooFew));
        assert_eq!(coleman_segregation(4.0, 4.0, 4.0), Value::Undefined(Why::TooFew));
    }

    #[test]
    fn a_school_that_never_names_itself_has_coleman_minus_one() {
        assert_eq!(coleman_segregation(4.0, 0.0, 1.6), Value::Number(-1.0));
    }
}
