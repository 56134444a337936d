//! Every measure against other programs: `tests/reference/*.json` holds networks, and for each value the package, its
//! version and the line that made it (`make.py` and `make.R` there write them).

use serde_json::Value as Json;
use staffroom::measures::between_schools::ei::{ei_arcs, ei_frame, ei_people, ei_schools};
use staffroom::measures::between_schools::group_centrality::{group_betweenness, group_closeness};
use staffroom::measures::between_schools::{contacts, pairs, segregation};
use staffroom::measures::betweenness::{Way, betweenness, betweenness_centralisation, betweenness_undirected};
use staffroom::measures::brokerage::roles::{ROLES, gould_fernandez};
use staffroom::measures::brokerage::structural_holes as holes;
use staffroom::measures::cohesion::{self, components, dyads, krackhardt, transitivity};
use staffroom::measures::{Value, concentration, conventions, cores, cut_points, degree, paths, prominence, triads};
use staffroom::network::adjacency::Adjacency;
use staffroom::survey::Response;
use std::path::Path;

struct Known {
    name: String,
    schools: Vec<Option<u32>>,
    ties: Adjacency,
    sources: Vec<Json>,
}

fn known() -> Vec<Known> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "json"));
    files.sort();
    let read =
        |path: &std::path::PathBuf| -> Json { serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap() };
    // Other tests keep values of other kinds in the same folder.
    files
        .iter()
        .map(read)
        .filter(|whole| whole["network"].is_string())
        .map(|whole| {
            let number = |x: &Json| x.as_u64().unwrap() as u32;
            let schools: Vec<_> = whole["schools"].as_array().unwrap().iter().map(|s| Some(number(s))).collect();
            let arcs = whole["arcs"].as_array().unwrap().iter().map(|a| (number(&a[0]), number(&a[1]), 1.0));
            Known {
                name: whole["network"].as_str().unwrap().into(),
                ties: Adjacency::from_arcs(schools.len(), arcs),
                schools,
                sources: whole["sources"].as_array().unwrap().clone(),
            }
        })
        .collect()
}

fn numbers(values: impl IntoIterator<Item = Value>) -> Vec<Option<f64>> {
    values.into_iter().map(Value::number).collect()
}

fn counts<T: Into<f64>>(values: impl IntoIterator<Item = T>) -> Vec<Option<f64>> {
    values.into_iter().map(|x| Some(x.into())).collect()
}

impl Known {
    fn people(&self, measure: &str) -> Option<Vec<Option<f64>>> {
        let (ties, schools) = (&self.ties, &self.schools);
        let roles = || gould_fernandez(ties, schools, u32::MAX);
        let role = |name: &str| ROLES.iter().position(|r| *r == name);
        Some(match measure {
            "in_degree" => counts(degree::in_degree(ties)),
            "out_degree" => counts(degree::out_degree(ties)),
            "degree" => counts(degree::degree(ties)),
            "mutual_share" => numbers(degree::mutual_share(ties, &vec![Response::Answered; ties.len()])),
            "component_size" => {
                let parts = components::weak_components(ties);
                counts(parts.of.iter().map(|&p| parts.sizes[p as usize]))
            }
            "coreness" => counts(cores::coreness(ties)),
            "clustering" => numbers(transitivity::clustering(ties, &transitivity::triangles(ties))),
            "harmonic_closeness" => numbers(paths::closeness(ties).harmonic),
            "harmonic_in" => numbers(paths::harmonic(ties).inwards),
            "harmonic_out" => numbers(paths::harmonic(ties).outwards),
            "reach_2" => numbers(paths::closeness(ties).reach_2),
            "betweenness" => counts(betweenness(ties, Way::Exact, 1).scores),
            "betweenness_undirected" => counts(betweenness_undirected(ties, Way::Exact, 1).scores),
            "betweenness_normalised" => {
                let others = ties.len() as f64 - 1.0;
                counts(betweenness(ties, Way::Exact, 1).scores.iter().map(|b| b / (others * (others - 1.0))))
            }
            "eigenvector" => numbers(prominence::eigenvector(ties)),
            "closeness_wasserman_faust" => numbers(conventions::closeness_wasserman_faust(ties)),
            "closeness_reachable" => numbers(conventions::closeness_reachable(ties)),
            "betweenness_undirected_normalised" => {
                let others = ties.len() as f64 - 1.0;
                let share = |b| 2.0 * b / (others * (others - 1.0));
                counts(betweenness_undirected(ties, Way::Exact, 1).scores.into_iter().map(share))
            }
            "pagerank" => counts(prominence::pagerank(ties)),
            "constraint" => numbers(holes::constraint(ties)),
            "constraint_ego" => numbers(holes::constraint_ego(ties)),
            "effective_size" => numbers(holes::holes(ties).effective_size),
            "efficiency" => numbers(holes::efficiency(ties, &holes::holes(ties).effective_size)),
            "hierarchy" => numbers(holes::holes(ties).hierarchy),
            "schools_within_2" => counts(contacts::within_two(ties, schools)),
            "school_diversity" => numbers(contacts::school_diversity(ties, schools)),
            "outside_contacts" => numbers(contacts::outside_contacts(ties, schools)),
            "ei_index" => ei_people(ties, schools).iter().map(|frame| frame.index).collect(),
            "cut_point" => counts(cut_points::cut_points(ties).people.into_iter().map(u8::from)),
            _ => {
                let name = measure.strip_prefix("brokerage_")?;
                if let Some(role) = role(name) {
                    roles().counts.iter().map(|c| Some(c[role] as f64)).collect()
                } else {
                    let (role, found) = (role(name.strip_suffix("_z")?)?, roles());
                    numbers((0..ties.len()).map(|v| found.person_z(v, schools[v].unwrap(), role)))
                }
            }
        })
    }

    fn layer(&self, measure: &str) -> Option<Vec<Option<f64>>> {
        let ties = &self.ties;
        let n = ties.len() as u64;
        let count = |x: usize| Value::Number(x as f64);
        let frame = ei_frame(ties, &self.schools);
        let weak = components::weak_components(ties);
        let triangles = transitivity::triangles(ties);
        let roles = || gould_fernandez(ties, &self.schools, u32::MAX);
        let or_none = |x: Option<f64>| x.map_or(Value::Undefined(staffroom::error::Why::NoTies), Value::Number);
        let one = match measure {
            "people" => count(ties.len()),
            "ties" => count(ties.arcs()),
            "pairs" => count(ties.pairs()),
            "density" => cohesion::density(ties),
            "mean_degree" => cohesion::mean_degree(ties),
            "mutual" => Value::Number(dyads::dyads(ties).mutual as f64),
            "asymmetric" => Value::Number(dyads::dyads(ties).asymmetric as f64),
            "null" => Value::Number(dyads::dyads(ties).null as f64),
            "reciprocity_arcs" => dyads::dyads(ties).reciprocity_arcs(),
            "reciprocity_pairs" => dyads::dyads(ties).reciprocity_pairs(),
            "transitivity" => transitivity::transitivity(ties, &triangles),
            "transitivity_directed" => transitivity::transitivity_directed(ties),
            "mean_clustering" => transitivity::mean_clustering(ties, &triangles),
            "components_weak" => count(weak.sizes.len()),
            "components_strong" => count(components::strong_components(ties).sizes.len()),
            "largest_component_share" => Value::Number(f64::from(weak.sizes[0]) / n as f64),
            "isolates" => count((0..n as u32).filter(|&v| ties.both.degree(v) == 0).count()),
            "reciprocity_dyadic" => conventions::reciprocity_dyadic(ties),
            "mean_distance" => paths::closeness(ties).mean_distance,
            "diameter" => paths::closeness(ties).diameter,
            "mean_inverse_distance" => paths::harmonic(ties).mean_inverse_distance,
            "betweenness_centralisation" => {
                betweenness_centralisation(&betweenness_undirected(ties, Way::Exact, 1).scores)
            }
            "in_centralisation" => concentration::in_centralisation(ties),
            "out_centralisation" => concentration::out_centralisation(ties),
            "degree_centralisation" => concentration::degree_centralisation(ties),
            "gini_in_degree" => concentration::gini_in_degree(ties),
            "top1_in_share" => concentration::top_in_share(ties, 1),
            "top2_in_share" => concentration::top_in_share(ties, 2),
            "bridges" => count(cut_points::cut_points(ties).bridges.len()),
            "cut_points" => count(cut_points::cut_points(ties).people.iter().filter(|&&cut| cut).count()),
            "max_coreness" => Value::Number(f64::from(*cores::coreness(ties).iter().max().unwrap())),
            "core_periphery_fit" => cores::core_periphery_fit(ties),
            "fragmentation" => krackhardt::fragmentation(&weak, n * (n - 1)),
            "krackhardt_connectedness" => match krackhardt::fragmentation(&weak, n * (n - 1)) {
                Value::Number(f) => Value::Number(1.0 - f),
                undefined @ Value::Undefined(_) => undefined,
            },
            "krackhardt_hierarchy" => krackhardt::order(ties, &weak).hierarchy,
            "krackhardt_efficiency" => krackhardt::efficiency(ties, &weak),
            "krackhardt_lubness" => krackhardt::order(ties, &weak).lubness,
            "modularity_school" => segregation::modularity_and_assortativity(&self.inside_and_across()).0,
            "assortativity_school" => segregation::modularity_and_assortativity(&self.inside_and_across()).1,
            "freeman_segregation" => {
                let found = self.inside_and_across();
                let within = found.iter().map(|f| f.0).sum();
                let across = found.iter().map(|f| f.1).sum::<u64>() / 2;
                segregation::freeman_segregation(within, across, &self.sizes())
            }
            "coleman_segregation" => {
                let sum = |k: usize| self.choices().iter().map(|c| c[k]).sum();
                segregation::coleman_segregation(sum(0), sum(1), sum(2))
            }
            "ei_index" => or_none(frame.index),
            "ei_expected" => or_none(frame.expected),
            "ei_min" => or_none(frame.min),
            "ei_max" => or_none(frame.max),
            "ei_arcs" => or_none(ei_arcs(ties, &self.schools)),
            "triads" => return Some(triads::triad_census(ties).iter().map(|&c| Some(c as f64)).collect()),
            "brokerage" => return Some(roles().totals.iter().map(|&c| Some(c as f64)).collect()),
            "brokerage_expected" => return Some(roles().group?.iter().map(|e| Some(e.mean)).collect()),
            "brokerage_z" => return Some(numbers((0..5).map(|role| roles().total_z(role)))),
            _ => return None,
        };
        Some(numbers([one]))
    }

    fn school(&self, measure: &str) -> Option<Vec<Option<f64>>> {
        let ties = &self.ties;
        let members = self.members();
        Some(match measure {
            "group_degree" => {
                let found = contacts::links(ties, &members, &self.schools);
                let share = |(l, m): (&contacts::Links, &Vec<u32>)| l.neighbours as f64 / (ties.len() - m.len()) as f64;
                found.iter().zip(&members).map(share).map(Some).collect()
            }
            "group_closeness" => numbers(group_closeness(ties, &members)),
            "group_betweenness" => numbers(group_betweenness(ties, &self.schools, members.len() as u32)),
            "density" => numbers(members.iter().map(|m| cohesion::density(&ties.among(m)))),
            "transitivity" => {
                let of = |own: Adjacency| transitivity::transitivity(&own, &transitivity::triangles(&own));
                numbers(members.iter().map(|m| of(ties.among(m))))
            }
            "ei_index" => ei_schools(ties, &self.schools).iter().map(|frame| frame.index).collect(),
            "coleman_segregation" => {
                let each = self.choices().into_iter();
                numbers(each.map(|[choices, own, expected]| segregation::coleman_segregation(choices, own, expected)))
            }
            "krackhardt_lubness" => numbers(members.iter().map(|m| {
                let own = ties.among(m);
                krackhardt::order(&own, &components::weak_components(&own)).lubness
            })),
            "core_periphery_fit" => numbers(members.iter().map(|m| cores::core_periphery_fit(&ties.among(m)))),
            _ => return None,
        })
    }

    fn school_pair(&self, measure: &str) -> Option<Vec<Option<f64>>> {
        let schools = self.members().len();
        let mut table = vec![0.0; schools * schools];
        for cell in pairs::school_matrix(&self.ties, &self.schools) {
            table[cell.from as usize * schools + cell.to as usize] = cell.ties as f64;
        }
        (measure == "ties").then(|| counts(table))
    }

    /// For each school: ties its people name, those of them inside, and how many would be by size.
    fn choices(&self) -> Vec<[f64; 3]> {
        let (members, sizes) = (self.members(), self.sizes());
        let others = sizes.iter().sum::<u64>() as f64 - 1.0;
        let each = members.iter().zip(&sizes).map(|(own, &size)| {
            let named = || own.iter().flat_map(|&v| self.ties.out.of(v));
            let choices = named().count() as f64;
            let inside = named().filter(|w| own.contains(w)).count() as f64;
            [choices, inside, choices * (size as f64 - 1.0) / others]
        });
        each.collect()
    }

    fn members(&self) -> Vec<Vec<u32>> {
        let count = self.schools.iter().flatten().max().unwrap() + 1;
        let of = |s: u32| (0..self.schools.len() as u32).filter(|&v| self.schools[v as usize] == Some(s)).collect();
        (0..count).map(of).collect()
    }

    fn sizes(&self) -> Vec<u64> {
        self.members().iter().map(|m| m.len() as u64).collect()
    }

    /// For each school: connected pairs inside it, and with others.
    fn inside_and_across(&self) -> Vec<(u64, u64)> {
        let ends = |s: u32| {
            let own = (0..self.ties.len() as u32).filter(|&v| self.schools[v as usize] == Some(s));
            let contacts: Vec<u32> = own.flat_map(|v| self.ties.both.of(v).iter().copied()).collect();
            let inside = contacts.iter().filter(|&&w| self.schools[w as usize] == Some(s)).count() as u64;
            (inside / 2, contacts.len() as u64 - inside)
        };
        (0..self.members().len() as u32).map(ends).collect()
    }
}

/// A value, a list or a table of them, in one row; null is undefined.
fn flat(value: &Json) -> Vec<Option<f64>> {
    match value {
        Json::Array(list) => list.iter().flat_map(flat).collect(),
        other => vec![other.as_f64()],
    }
}

fn compare(scope: &str, of: impl Fn(&Known, &str) -> Option<Vec<Option<f64>>>) {
    let mut wrong = Vec::new();
    let mut compared = 0;
    for network in known() {
        for source in &network.sources {
            for line in source["values"].as_array().unwrap().iter().filter(|line| line["scope"] == scope) {
                let measure = line["measure"].as_str().unwrap();
                // What sna says of a school by itself, networks of one and two people too: tests/catalogue/study.rs.
                if line["how"].as_str().is_some_and(|how| how.starts_with("each(") && !how.starts_with("each(bound)")) {
                    continue;
                }
                let place = format!("{measure} of {} ({})", network.name, source["package"].as_str().unwrap());
                let Some(found) = of(&network, measure) else {
                    wrong.push(format!("{place}: nothing computes this"));
                    continue;
                };
                let expected = flat(&line["value"]);
                let same = |(x, y): (&Option<f64>, &Option<f64>)| match (x, y) {
                    (Some(x), Some(y)) => (x - y).abs() <= 1e-9 * y.abs().max(1.0),
                    (x, y) => x.is_none() && y.is_none(),
                };
                compared += 1;
                let agrees = found.len() == expected.len() && found.iter().zip(&expected).all(same);
                // sna's lubness asks for a bound that reaches all others, its manual for one that all others reach.
                let turned = (network.name.as_str(), line["how"].as_str()) == ("random60", Some("sna::lubness(m)"));
                if agrees == turned {
                    wrong.push(format!("{place}\n  found    {found:?}\n  expected {expected:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 0, "no reference value was compared");
}

#[test]
fn measures_of_people_agree_with_other_programs() {
    compare("person", Known::people);
}

#[test]
fn measures_of_layers_agree_with_other_programs() {
    compare("layer", Known::layer);
}

#[test]
fn measures_of_schools_agree_with_other_programs() {
    compare("school", Known::school);
}

#[test]
fn the_school_matrix_agrees_with_another_program() {
    compare("school_pair", Known::school_pair);
}

#[test]
fn every_source_names_its_package_its_version_and_the_line_that_made_each_value() {
    for network in known() {
        for source in &network.sources {
            assert!(source["package"].is_string() && source["version"].is_string(), "{}", network.name);
            for line in source["values"].as_array().unwrap() {
                assert!(line["how"].as_str().is_some_and(|how| !how.is_empty()), "{}: {line}", network.name);
            }
        }
    }
}
