//! How many colleagues a person names, is named by and has contact with, and how many of the contacts are mutual.

use super::ground::silent;
use super::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::error::Why;
use crate::network::adjacency::Adjacency;
use crate::survey::Response;

/// Numbers of contacts of each person.
pub(crate) const DEGREE: Family = Family {
    name: "degree",
    columns: &[
        (Scope::Person, "answered"),
        (Scope::Person, "in_degree"),
        (Scope::Person, "out_degree"),
        (Scope::Person, "degree"),
        (Scope::Person, "in_strength"),
        (Scope::Person, "out_strength"),
        (Scope::Person, "mutual_share"),
    ],
    walks_paths: false,
    make: columns,
};

/// Named by: how many colleagues name a person.
///
/// # Formula
/// `in_degree(i) = |{ j : j → i }|`
///
/// # Reads
/// The arcs of the layer; strength ignored, several relations between two people count once. What others report about
/// somebody who did not answer counts.
///
/// # Value
/// People, 0 or more, for everybody.
///
/// # Cost
/// One look-up for each person.
///
/// # Source
/// Freeman (1979), *Social Networks* 1:215–239; as igraph `degree(mode = "in")`.
///
/// # Example
/// ```
/// use staffroom::{measures::degree::in_degree, network::adjacency::Adjacency};
/// let visits = Adjacency::from_arcs(3, [(1, 0, 1.0), (2, 0, 1.0)]);
/// assert_eq!(in_degree(&visits), [2.0, 0.0, 0.0]);
/// ```
pub fn in_degree(adjacency: &Adjacency) -> Vec<f64> {
    by_person(adjacency, |v| f64::from(adjacency.into.degree(v)))
}

/// Names: how many colleagues a person names.
///
/// # Formula
/// `out_degree(i) = |{ j : i → j }|`
///
/// # Reads
/// As [`in_degree`].
///
/// # Value
/// People, 0 or more. The column `out_degree` is empty for somebody who did not answer.
///
/// # Source
/// Freeman (1979); as igraph `degree(mode = "out")`.
pub fn out_degree(adjacency: &Adjacency) -> Vec<f64> {
    by_person(adjacency, |v| f64::from(adjacency.out.degree(v)))
}

/// Contacts: how many colleagues a person is tied to, whoever named whom.
///
/// # Formula
/// `degree(i) = |{ j : i → j or j → i }|`
///
/// # Reads
/// As [`in_degree`]; a mutual tie is one contact. (igraph's `mode = "all"` and sna's default count it twice.)
///
/// # Value
/// People, 0 or more. The column `degree` is empty for somebody who did not answer.
///
/// # Source
/// Freeman (1979), on the undirected simple graph.
pub fn degree(adjacency: &Adjacency) -> Vec<f64> {
    by_person(adjacency, |v| f64::from(adjacency.both.degree(v)))
}

/// Strength of the ties towards a person: the frequencies with which others name that person, added up.
///
/// # Formula
/// `in_strength(i) = Σ_j w(j → i)`
///
/// # Reads
/// The strength of each arc: the largest frequency that was reported for it.
///
/// # Value
/// In the unit of the survey's frequencies, 0 or more, for everybody.
///
/// # Source
/// Barrat et al. (2004), *PNAS* 101:3747–3752; as igraph `strength(mode = "in")`.
pub fn in_strength(adjacency: &Adjacency) -> Vec<f64> {
    let mut sums = vec![0.0; adjacency.len()];
    for (&to, &w) in adjacency.out.targets().iter().zip(&adjacency.strength) {
        sums[to as usize] += f64::from(w);
    }
    sums
}

/// Strength of the ties from a person: the frequencies with which that person names others, added up.
///
/// # Formula
/// `out_strength(i) = Σ_j w(i → j)`
///
/// # Reads
/// As [`in_strength`].
///
/// # Value
/// As [`in_strength`]; the column `out_strength` is empty for somebody who did not answer.
pub fn out_strength(adjacency: &Adjacency) -> Vec<f64> {
    by_person(adjacency, |v| adjacency.strength[adjacency.out.range(v)].iter().map(|&w| f64::from(w)).sum())
}

/// Mutual share: of the contacts who answered, how many are contacts both ways.
///
/// # Formula
/// `mutual_share(i) = |{ j : i → j, j → i, j answered }| / |{ j : (i → j or j → i), j answered }|`
///
/// # Reads
/// The arcs of the layer. A contact who did not answer could not return the tie and is left out.
///
/// # Value
/// A share. `Undefined::NoTies` without a contact who answered; the reason of the silence for a person who did not.
///
/// # Cost
/// One merge of the two rows of each person.
///
/// # Example
/// ```
/// use staffroom::survey::Response::{Answered, DidNotAnswer};
/// use staffroom::{measures::degree::mutual_share, network::adjacency::Adjacency};
/// let ties = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 0, 1.0), (0, 2, 1.0), (0, 3, 1.0)]);
/// let share = mutual_share(&ties, &[Answered, Answered, Answered, DidNotAnswer]);
/// assert_eq!(share[0].number(), Some(0.5));
/// ```
pub fn mutual_share(adjacency: &Adjacency, answered: &[Response]) -> Vec<Value> {
    (0..adjacency.len() as u32)
        .map(|v| {
            if let Some(why) = silent(answered[v as usize]) {
                return Value::Undefined(why);
            }
            let speaks = |w: &&u32| answered[**w as usize].speaks();
            let contacts = adjacency.both.of(v).iter().filter(speaks).count();
            let out = adjacency.out.of(v);
            let mutual = shared(out, adjacency.into.of(v)).filter(|w| answered[*w as usize].speaks()).count();
            Value::ratio(mutual as f64, contacts as f64, Why::NoTies)
        })
        .collect()
}

/// The nodes that are in both of two sorted lists.
pub(crate) fn shared<'a>(mut a: &'a [u32], mut b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    std::iter::from_fn(move || {
        while let (Some(&x), Some(&y)) = (a.first(), b.first()) {
            if x <= y {
                a = &a[1..];
            }
            if y <= x {
                b = &b[1..];
            }
            if x == y {
                return Some(x);
            }
        }
        None
    })
}

fn by_person(adjacency: &Adjacency, of: impl Fn(u32) -> f64) -> Vec<f64> {
    (0..adjacency.len() as u32).map(of).collect()
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let adjacency = scene.adjacency;
    let told = |numbers: Vec<f64>| {
        numbers.into_iter().zip(scene.answered).map(|(x, &r)| silent(r).map_or(Value::Number(x), Value::Undefined))
    };
    vec![Made::new(
        Scope::Person,
        vec![
            Column::new("answered", Kind::YesNo, scene.answered.iter().map(|&r| answered(r))),
            Column::full("in_degree", Kind::Count, in_degree(adjacency)),
            Column::new("out_degree", Kind::Count, told(out_degree(adjacency))),
            Column::new("degree", Kind::Count, told(degree(adjacency))),
            Column::full("in_strength", Kind::Number, in_strength(adjacency)),
            Column::new("out_strength", Kind::Number, told(out_strength(adjacency))),
            Column::new("mutual_share", Kind::Share, mutual_share(adjacency, scene.answered)),
        ],
    )]
}

/// Yes or no, where something says so.
fn answered(response: Response) -> Value {
    match response {
        Response::Answered => Value::Number(1.0),
        Response::DidNotAnswer => Value::Number(0.0),
        Response::NotAsked => Value::Undefined(Why::NotAsked),
        Response::NotKnown => Value::Undefined(Why::CannotTell),
    }
}
