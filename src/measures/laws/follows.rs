//! Figures that follow from others: of a layer from those of its people, of one measure from those of another.

use super::drawn::drawn;
use super::sums::{Found, layers, near, on};
use crate::measures::{Scope, Value, triads};
use crate::network::{Network, layer::Layer};
use proptest::prelude::*;

/// Number of pairs in each triad type by kind: mutual, asymmetric, null, as its name says.
fn pairs_of_type(name: &str) -> [f64; 3] {
    let digits: Vec<f64> = name.bytes().take(3).map(|b| f64::from(b - b'0')).collect();
    [digits[0], digits[1], digits[2]]
}

fn mean(values: &[Value], of: impl Fn(f64) -> f64) -> Option<f64> {
    let told: Vec<f64> = values.iter().filter_map(|v| v.number()).map(of).collect();
    (!told.is_empty()).then(|| told.iter().sum::<f64>() / told.len() as f64)
}

/// Where a figure is there, it is what follows.
macro_rules! follows {
    ($found:expr, $expected:expr, $($about:tt)+) => {
        if let Value::Number(x) = $found {
            let y: f64 = $expected;
            prop_assert!(near(x, y), "{}: {} and {}", format!($($about)+), x, y);
        }
    };
}

/// What follows where everybody answered and could name everybody.
fn of_people(network: &Network, layer: &Layer) -> Result<(), TestCaseError> {
    let (graph, found) = on(network, layer);
    let n = network.len() as f64;
    let ties = found.number("ties");
    let square = |x: f64| x * (x - 1.0);
    follows!(found.layer("density"), ties / square(n), "density");
    // Each pair stands in n − 2 triads, with the kind that the triad's name says.
    let counted = |kind: usize| -> f64 {
        triads::TYPES.iter().map(|t| found.number(&format!("triad_{t}")) * pairs_of_type(t)[kind]).sum()
    };
    for (kind, name) in ["mutual", "asymmetric", "null"].into_iter().enumerate() {
        follows!(found.layer(name), if n > 2.0 { counted(kind) / (n - 2.0) } else { found.number(name) }, "{name}");
    }
    // Ways of two ties, and those of them that a third tie cuts short, in each triad type, counted by hand.
    let ways = [0., 0., 0., 0., 0., 1., 1., 1., 1., 3., 2., 2., 2., 3., 4., 6.];
    let short = [0., 0., 0., 0., 0., 0., 0., 0., 1., 0., 0., 2., 2., 1., 3., 6.];
    let of_types = |weight: [f64; 16]| -> f64 {
        triads::TYPES.iter().zip(weight).map(|(t, w)| found.number(&format!("triad_{t}")) * w).sum()
    };
    follows!(found.layer("transitivity_directed"), of_types(short) / of_types(ways), "transitivity_directed");
    let degree: Vec<f64> = (0..graph.len() as u32).map(|v| f64::from(graph.both.degree(v))).collect();
    let clustering = found.of_people("clustering");
    let closed: f64 = clustering.iter().zip(&degree).map(|(c, &d)| c.number().unwrap_or(0.0) * square(d)).sum();
    follows!(found.layer("transitivity"), closed / degree.iter().map(|&d| square(d)).sum::<f64>(), "transitivity");
    if let Some(mean) = mean(&clustering, |c| c) {
        follows!(found.layer("mean_clustering"), mean, "mean_clustering");
    }
    // Centralisation: how far everybody stays behind the most central, of how far could be.
    let behind = |x: &[f64]| x.iter().map(|y| x.iter().copied().fold(0.0, f64::max) - y).sum::<f64>();
    for (name, measure) in [("in_centralisation", "in_degree"), ("out_centralisation", "out_degree")] {
        let people: Vec<f64> = found.column(Scope::Person, measure).values().filter_map(Value::number).collect();
        follows!(found.layer(name), behind(&people) / ((n - 1.0) * (n - 1.0)), "{name}");
    }
    follows!(found.layer("degree_centralisation"), behind(&degree) / ((n - 1.0) * (n - 2.0)), "degree_centralisation");
    let named = &found.column(Scope::Person, "in_degree").numbers;
    let apart: f64 = named.iter().flat_map(|x| named.iter().map(move |y| (x - y).abs())).sum();
    follows!(found.layer("gini_in_degree"), apart / (2.0 * n * ties), "gini_in_degree");
    let mut ordered = named.clone();
    ordered.sort_by(|x, y| y.total_cmp(x));
    follows!(found.layer("top2_in_share"), ordered.iter().take(2).sum::<f64>() / ties, "top2_in_share");
    // Means of nearness, and what is between.
    for name in ["harmonic_in", "harmonic_out"] {
        if let Some(mean) = mean(&found.of_people(name), |x| x) {
            follows!(found.layer("mean_inverse_distance"), mean, "{name}");
        }
    }
    let (between, scaled) = (found.of_people("betweenness"), found.of_people("betweenness_normalised"));
    for (b, s) in between.iter().zip(&scaled) {
        follows!(*s, b.number().unwrap_or(0.0) / ((n - 1.0) * (n - 2.0)), "betweenness_normalised");
    }
    let both: Vec<f64> = found.of_people("betweenness_undirected").into_iter().filter_map(Value::number).collect();
    let most = (n - 1.0) * (n - 1.0) * (n - 2.0) / 2.0;
    follows!(found.layer("betweenness_centralisation"), behind(&both) / most, "betweenness_centralisation");
    // Within two steps are all contacts, and nobody out of reach.
    let component = found.of_people("component");
    for (v, near_two) in found.of_people("reach_2").into_iter().enumerate() {
        if let Value::Number(share) = near_two {
            let others = component.iter().filter(|c| **c == component[v]).count() as f64 - 1.0;
            prop_assert!((degree[v] - 1e-9..=others + 1e-9).contains(&(share * (n - 1.0))));
        }
    }
    Ok(())
}

/// Burt's measures of each person, and what each says of the others.
fn of_holes(found: &Found, network: &Network) -> Result<(), TestCaseError> {
    let of = |name: &str| found.of_people(name);
    let (size, efficiency, degree, tight) = (of("effective_size"), of("efficiency"), of("degree"), of("constraint"));
    for v in 0..network.len() {
        match (size[v], degree[v]) {
            (Value::Number(s), Value::Number(d)) => {
                follows!(efficiency[v], s / d, "efficiency");
                prop_assert!(s >= 1.0 - 1e-9 && s <= d + 1e-9, "{} of {}", s, d);
                // One contact is all there is to be held by: what is put into it comes back at once.
                if let Value::Number(c) = tight[v] {
                    prop_assert!(c > 0.0 && c >= 1.0 / d - 1e-9 && (d > 1.0 || near(c, 1.0)), "{} of {}", c, d);
                }
            }
            (none, d) => prop_assert!(none.number().is_none() && d.number().unwrap_or(0.0) < 1.0),
        }
    }
    Ok(())
}

/// Access, links between schools and communities.
fn of_schools(network: &Network, layer: &Layer) -> Result<(), TestCaseError> {
    let (graph, found) = on(network, layer);
    let outside = found.of_people("outside_contacts");
    let within_two = found.of_people("schools_within_2");
    let column = |name: &str| found.column(Scope::School, name);
    let (matrix, rows) = &found.columns[&(Scope::SchoolPair, "ties".to_owned())];
    let tied = |a: u32, b: u32| {
        rows.iter()
            .enumerate()
            .any(|(row, &p)| (p == (a, b) || p == (b, a)) && matrix.of(row).number().is_some_and(|x| x > 0.0))
    };
    let (mut inside, mut ends) = (0.0, 0.0);
    let mut expected = 0.0;
    for s in 0..network.schools {
        let people = network.nodes_of_school(s);
        let of = |values: &[Value]| values[people.start as usize..people.end as usize].to_vec();
        if let Some(share) = mean(&of(&outside), |x| x.min(1.0)) {
            follows!(column("with_outside_contact").of(s as usize), share, "with_outside_contact");
            follows!(column("link_persons").of(s as usize), share * people.len() as f64, "link_persons");
        }
        if let Some(mean) = mean(&of(&within_two), |x| x) {
            follows!(column("mean_schools_within_2").of(s as usize), mean, "mean_schools_within_2");
        }
        let others = (0..network.schools).filter(|&o| o != s && tied(s, o)).count();
        follows!(column("schools_reached").of(s as usize), others as f64, "schools_reached");
        let own = people.clone().map(|v| f64::from(graph.both.degree(v))).sum::<f64>();
        inside += column("pairs").of(s as usize).number().unwrap_or(0.0);
        ends += own;
        expected += own * own;
    }
    // Newman's modularity of the schools, and assortativity from it.
    let pairs = found.number("pairs");
    let chance = expected / (4.0 * pairs * pairs);
    if network.members().all(|m| m.school.is_some()) {
        prop_assert!(near(ends, 2.0 * pairs));
        follows!(found.layer("modularity_school"), inside / pairs - chance, "modularity_school");
        follows!(
            found.layer("assortativity_school"),
            (inside / pairs - chance) / (1.0 - chance),
            "assortativity_school"
        );
    }
    let communities = found.of_people("community");
    let mut parts: Vec<u64> = communities.iter().filter_map(|c| c.number()).map(|c| c as u64).collect();
    parts.sort_unstable();
    parts.dedup();
    prop_assert_eq!(found.number("communities"), parts.len() as f64);
    // Connected people share a component, and a community never leaves one.
    let component = found.of_people("component");
    for a in 0..graph.len() {
        prop_assert!(graph.both.of(a as u32).iter().all(|&b| component[a] == component[b as usize]));
        let own = |b: &usize| communities[*b].number().is_some() && communities[*b] == communities[a];
        prop_assert!((0..graph.len()).filter(own).all(|b| component[a] == component[b]));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn figures_follow_from_those_of_people_and_schools(study in drawn()) {
        let study = study.complete();
        let (network, layers) = layers(&study);
        for layer in &layers {
            of_people(&network, layer)?;
            of_holes(&on(&network, layer).1, &network)?;
            of_schools(&network, layer)?;
        }
    }
}
