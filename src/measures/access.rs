//! Access: how many different schools, phases, roles and topics a teacher hears from, and whether any of it comes from
//! outside.

use super::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::error::Why;
use crate::network::{Network, adjacency::Adjacency};
use crate::survey::{Role, Tie};
use rayon::prelude::*;

/// The row of the table of measures.
pub const FAMILY: Family = Family {
    name: "access",
    columns: &[
        (Scope::Person, "schools_within_2"),
        (Scope::Person, "phases_within_2"),
        (Scope::Person, "roles_within_2"),
        (Scope::Person, "topics_within_2"),
        (Scope::Person, "school_diversity"),
        (Scope::Person, "phase_diversity"),
        (Scope::Person, "topic_diversity"),
        (Scope::Person, "outside_contacts"),
        (Scope::Person, "contacts_outside_group"),
        (Scope::School, "mean_schools_within_2"),
        (Scope::School, "mean_phases_within_2"),
        (Scope::School, "mean_topics_within_2"),
        (Scope::School, "with_outside_contact"),
        (Scope::School, "with_contact_outside_group"),
    ],
    walks_paths: false,
    make: columns,
};

/// From so many people on, the work is shared among threads.
const SHARE_FROM: usize = 2_000;

/// How many different categories are found among the people within two steps.
///
/// # Formula
/// `|{ c(j) : j ≠ i, distance(i, j) ≤ 2 }|`
///
/// # Reads
/// Contacts either way; `category` by node, none for people who have none. One's own category counts when somebody else
/// within two steps has it.
///
/// # Value
/// A count by node; 0 for an isolate.
///
/// # Cost
/// Contacts of contacts.
///
/// # Source
/// "Access to a diversity of new insights": the founding article's own words, as counted in `domain.md` 1.4.
///
/// # Example
/// ```
/// use staffroom::{measures::access::within_two_steps, network::adjacency::Adjacency};
/// let path = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]);
/// assert_eq!(within_two_steps(&path, &[Some(0), Some(0), Some(1), Some(2)]), [2, 3, 2, 2]);
/// ```
pub fn within_two_steps(adjacency: &Adjacency, category: &[Option<u32>]) -> Vec<u32> {
    let categories = category.iter().flatten().max().map_or(0, |&c| c as usize + 1);
    let near = Near::of(adjacency, category);
    let count = |stamps: &mut Vec<u32>, i: u32| {
        stamps.resize(categories, u32::MAX);
        let (mut found, own) = (0, category[i as usize]);
        let mut meet = |c: u32| {
            found += u32::from(stamps[c as usize] != i);
            stamps[c as usize] = i;
        };
        for &j in adjacency.both.of(i) {
            category[j as usize].into_iter().for_each(&mut meet);
            // Of i's own category there must be somebody else.
            let others = near.of_contacts(j).iter().filter(|&&(c, more)| more || own != Some(c));
            others.for_each(|&(c, _)| meet(c));
        }
        found
    };
    let nodes = adjacency.len() as u32;
    if adjacency.len() < SHARE_FROM {
        let mut stamps = Vec::new();
        return (0..nodes).map(|i| count(&mut stamps, i)).collect();
    }
    (0..nodes).into_par_iter().with_min_len(256).map_init(Vec::new, count).collect()
}

/// The categories of everybody's contacts, each once: far fewer than there are contacts.
struct Near {
    ends: Vec<u32>,
    /// A category, and whether more than one contact has it.
    categories: Vec<(u32, bool)>,
}

impl Near {
    fn of(adjacency: &Adjacency, category: &[Option<u32>]) -> Near {
        let (mut ends, mut categories) = (Vec::with_capacity(adjacency.len()), Vec::new());
        let mut of_contacts: Vec<u32> = Vec::new();
        for j in 0..adjacency.len() as u32 {
            of_contacts.clear();
            of_contacts.extend(adjacency.both.of(j).iter().filter_map(|&k| category[k as usize]));
            of_contacts.sort_unstable();
            categories.extend(of_contacts.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() > 1)));
            ends.push(categories.len() as u32);
        }
        Near { ends, categories }
    }

    fn of_contacts(&self, j: u32) -> &[(u32, bool)] {
        let from = if j == 0 { 0 } else { self.ends[j as usize - 1] };
        &self.categories[from as usize..self.ends[j as usize] as usize]
    }
}

/// Blau's index of the categories of each person's contacts: 0 when all are of one category.
///
/// # Formula
/// `1 − Σ_c p(c)²`, `p(c)` the share of i's contacts of category c
///
/// # Reads
/// Contacts either way who have a category.
///
/// # Value
/// 0 to 1 by node; `NoTies` for somebody without such contacts.
///
/// # Cost
/// One pass over the contacts.
///
/// # Source
/// Blau (1977), *Inequality and Heterogeneity*.
///
/// # Example
/// ```
/// use staffroom::{measures::access::diversity, network::adjacency::Adjacency};
/// let star = Adjacency::from_arcs(5, [1, 2, 3, 4].map(|v| (0, v, 1.0)));
/// assert_eq!(diversity(&star, &[None, Some(0), Some(0), Some(1), Some(1)])[0].number(), Some(0.5));
/// ```
pub fn diversity(adjacency: &Adjacency, category: &[Option<u32>]) -> Vec<Value> {
    let mut of_contacts = Vec::new();
    (0..adjacency.len() as u32)
        .map(|i| {
            of_contacts.clear();
            of_contacts.extend(adjacency.both.of(i).iter().filter_map(|&j| category[j as usize]));
            of_contacts.sort_unstable();
            blau(of_contacts.chunk_by(|a, b| a == b).map(<[u32]>::len))
        })
        .collect()
}

/// Blau's index of counts.
pub(super) fn blau(counts: impl Iterator<Item = usize> + Clone) -> Value {
    let all: usize = counts.clone().sum();
    let squares: f64 = counts.map(|c| (c as f64 / all as f64).powi(2)).sum();
    if all == 0 { Value::Undefined(Why::NoTies) } else { Value::Number(1.0 - squares) }
}

/// Contacts outside the own school: of another school, or outsiders.
///
/// # Formula
/// `|{ j : i–j, school(j) ≠ school(i) }|`
///
/// # Reads
/// Contacts either way. People at group level are of no other school and do not count, unless they are outsiders.
///
/// # Value
/// People, by node; `DoesNotApply` for somebody without a school.
///
/// # Cost
/// One pass over the contacts.
///
/// # Source
/// The measurement design of this program (`domain.md` 1.3, 1.5: the need for an outside view).
///
/// # Example
/// ```
/// use staffroom::{measures::access::outside_contacts, network::{Network, layer::Layer}};
/// let group = Network::of_schools(&[2, 2]).tie(0, 1, "advice").tie(0, 2, "advice").tie(3, 0, "advice");
/// assert_eq!(outside_contacts(&group, &group.adjacency(&Layer::all()))[0].number(), Some(2.0));
/// ```
pub fn outside_contacts(network: &Network, adjacency: &Adjacency) -> Vec<Value> {
    let place = places(network);
    let count = |i: usize| match place[i] {
        None => Value::Undefined(Why::DoesNotApply),
        own => {
            let outside = |j: &&u32| place[**j as usize].is_some() && place[**j as usize] != own;
            Value::Number(adjacency.both.of(i as u32).iter().filter(outside).count() as f64)
        }
    };
    (0..network.len()).map(count).collect()
}

/// Contacts outside the group of schools: outsiders and external advisers.
///
/// # Formula
/// `|{ j : i–j, j an outsider or adviser }|`
///
/// # Reads
/// Contacts either way.
///
/// # Value
/// People, by node; `NotAsked` when the survey knows no outsider and no adviser.
///
/// # Cost
/// One pass over the contacts.
///
/// # Source
/// The measurement design of this program (`domain.md` 1.5).
///
/// # Example
/// See [`outside_contacts`].
pub fn contacts_outside_group(network: &Network, adjacency: &Adjacency) -> Vec<Value> {
    let far: Vec<bool> = network.members().map(|m| m.outside || m.role == Role::Adviser).collect();
    if !far.contains(&true) {
        return vec![Value::Undefined(Why::NotAsked); network.len()];
    }
    let count = |i| adjacency.both.of(i).iter().filter(|&&j| far[j as usize]).count() as f64;
    (0..network.len() as u32).map(|i| Value::Number(count(i))).collect()
}

/// By node: the home school; outsiders are together one more; none at group level.
fn places(network: &Network) -> Vec<Option<u32>> {
    network.members().map(|m| if m.outside { Some(network.schools) } else { m.school }).collect()
}

/// By node: the topics of one's own ties in a layer, with repeats.
fn topics_of(scene: &Scene<'_>) -> Vec<Vec<u32>> {
    let mut topics = vec![Vec::new(); scene.network.len()];
    for (a, b, link) in scene.network.ties() {
        if link.topic != Tie::NO_TOPIC && scene.layer.takes(scene.network, link) {
            topics[a as usize].push(link.topic);
            topics[b as usize].push(link.topic);
        }
    }
    for of_person in &mut topics {
        of_person.sort_unstable();
    }
    topics
}

/// How many different topics stand on one's own ties and on those of one's contacts.
fn topics_within_two(adjacency: &Adjacency, topics: &[Vec<u32>]) -> Vec<u32> {
    let mut seen: Vec<u32> = Vec::new();
    (0..adjacency.len() as u32)
        .map(|i| {
            seen.clear();
            seen.extend(&topics[i as usize]);
            adjacency.both.of(i).iter().for_each(|&j| seen.extend(&topics[j as usize]));
            seen.sort_unstable();
            seen.dedup();
            seen.len() as u32
        })
        .collect()
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let (network, adjacency) = (scene.network, scene.adjacency);
    let n = network.len();
    // Somebody who did not answer may hear from many more; what could not be asked is not 0.
    let answered = |values: Vec<Value>| -> Vec<Value> {
        let silent = |(i, v): (usize, Value)| match v {
            Value::Number(_) if !scene.answered[i].speaks() => Value::Undefined(Why::DidNotAnswer),
            v => v,
        };
        values.into_iter().enumerate().map(silent).collect()
    };
    let counts = |c: Vec<u32>| c.into_iter().map(|k| Value::Number(f64::from(k))).collect::<Vec<_>>();
    let unless = |not_asked: bool, values: &dyn Fn() -> Vec<Value>| {
        if not_asked { vec![Value::Undefined(Why::NotAsked); n] } else { answered(values()) }
    };
    let place = places(network);
    let phase: Vec<Option<u32>> = network.members().map(|m| m.phase).collect();
    let role: Vec<Option<u32>> =
        network.members().map(|m| (m.role != Role::NotSaid).then_some(m.role as u32)).collect();
    let topics = topics_of(scene);
    let no_topics = topics.iter().all(Vec::is_empty);
    let (within, no_phase, no_role) = (scene.within_school, none(&phase), none(&role));
    let topic_blau = || topics.iter().map(|t| blau(t.chunk_by(|a, b| a == b).map(<[u32]>::len))).collect();
    let schools = unless(within, &|| counts(within_two_steps(adjacency, &place)));
    let phases = unless(no_phase, &|| counts(within_two_steps(adjacency, &phase)));
    let heard = unless(no_topics, &|| counts(topics_within_two(adjacency, &topics)));
    let outside = unless(within, &|| outside_contacts(network, adjacency));
    let far = answered(contacts_outside_group(network, adjacency));
    let by_school = vec![
        per_school(network, "mean_schools_within_2", Kind::Number, &schools, |x| x),
        per_school(network, "mean_phases_within_2", Kind::Number, &phases, |x| x),
        per_school(network, "mean_topics_within_2", Kind::Number, &heard, |x| x),
        per_school(network, "with_outside_contact", Kind::Share, &outside, |x| x.min(1.0)),
        per_school(network, "with_contact_outside_group", Kind::Share, &far, |x| x.min(1.0)),
    ];
    let roles = unless(no_role, &|| counts(within_two_steps(adjacency, &role)));
    let by_person = vec![
        Column::new("schools_within_2", Kind::Count, schools),
        Column::new("phases_within_2", Kind::Count, phases),
        Column::new("roles_within_2", Kind::Count, roles),
        Column::new("topics_within_2", Kind::Count, heard),
        Column::new("school_diversity", Kind::Share, unless(within, &|| diversity(adjacency, &place))),
        Column::new("phase_diversity", Kind::Share, unless(no_phase, &|| diversity(adjacency, &phase))),
        Column::new("topic_diversity", Kind::Share, unless(no_topics, &topic_blau)),
        Column::new("outside_contacts", Kind::Count, outside),
        Column::new("contacts_outside_group", Kind::Count, far),
    ];
    vec![Made::new(Scope::Person, by_person), Made::new(Scope::School, by_school)]
}

fn none(category: &[Option<u32>]) -> bool {
    category.iter().all(Option::is_none)
}

/// The mean over the people of each school, then of the group, who have the figure.
fn per_school(network: &Network, name: &'static str, kind: Kind, values: &[Value], of: fn(f64) -> f64) -> Column {
    let mean = |nodes: std::ops::Range<u32>| {
        let (mut sum, mut people, mut why) = (0.0, 0.0, None);
        for i in nodes.filter(|&i| !network.member(i).outside) {
            match values[i as usize] {
                Value::Number(x) => {
                    sum += of(x);
                    people += 1.0;
                }
                Value::Undefined(w) => why = why.or(Some(w)),
            }
        }
        Value::ratio(sum, people, why.filter(|&w| w == Why::NotAsked).unwrap_or(Why::TooFew))
    };
    let schools = (0..network.schools).map(|s| mean(network.nodes_of_school(s)));
    Column::new(name, kind, schools.chain([mean(0..network.len() as u32)]).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::layer::Layer;
    use crate::network::sketch::Sketch;
    use crate::survey::End;

    fn made(sketch: &Sketch, layer: &Layer) -> Vec<Made> {
        let network = sketch.network();
        let adjacency = network.adjacency(layer);
        let answered = network.answered(layer);
        columns(&Scene {
            network: &network,
            layer,
            adjacency: &adjacency,
            answered: &answered,
            within_school: network.is_within_school(layer),
            seed: 1,
            betweenness: crate::measures::betweenness::Way::default(),
        })
    }

    fn value(made: &[Made], scope: Scope, measure: &str, row: usize) -> Value {
        let of_scope = made.iter().find(|m| m.scope == scope).unwrap();
        of_scope.columns.iter().find(|c| c.measure == measure).unwrap().of(row)
    }

    #[test]
    fn two_schools_and_one_bridge_give_access_through_it() {
        let sketch = Sketch::of(&["a1 a2 a3", "b1 b2 b3"])
            .asks("teaching_talk")
            .ties("teaching_talk", "a1>a2 a1>a3 a2>a3 b1>b2 b1>b3 b2>b3 a1>b1");
        let made = made(&sketch, &Layer::talk());
        assert_eq!(value(&made, Scope::Person, "schools_within_2", 1), Value::Number(2.0));
        assert_eq!(value(&made, Scope::Person, "outside_contacts", 0), Value::Number(1.0));
        assert_eq!(value(&made, Scope::Person, "outside_contacts", 1), Value::Number(0.0));
        assert_eq!(value(&made, Scope::School, "with_outside_contact", 0), Value::Number(1.0 / 3.0));
        let Value::Number(blau) = value(&made, Scope::Person, "school_diversity", 0) else { panic!() };
        assert!((blau - 4.0 / 9.0).abs() < 1e-12);
    }

    #[test]
    fn what_the_survey_could_not_ask_is_not_asked_and_who_did_not_answer_has_no_figure() {
        let sketch = Sketch::of(&["a b c", "d"])
            .silent("c")
            .question("teaching_talk", End::From, true, 1.0)
            .ties("teaching_talk", "a>b a>c");
        let made = made(&sketch, &Layer::talk());
        for measure in ["schools_within_2", "school_diversity", "outside_contacts"] {
            assert_eq!(value(&made, Scope::Person, measure, 0), Value::Undefined(Why::NotAsked), "{measure}");
        }
        for measure in ["phases_within_2", "topics_within_2", "contacts_outside_group"] {
            assert_eq!(value(&made, Scope::Person, measure, 0), Value::Undefined(Why::NotAsked), "{measure}");
        }
        assert_eq!(value(&made, Scope::Person, "roles_within_2", 0), Value::Number(1.0));
        assert_eq!(value(&made, Scope::Person, "roles_within_2", 2), Value::Undefined(Why::DidNotAnswer));
        assert_eq!(value(&made, Scope::School, "with_outside_contact", 0), Value::Undefined(Why::NotAsked));
    }

    #[test]
    fn topics_are_heard_from_contacts_and_from_their_contacts() {
        let sketch = Sketch::of(&["a b c d"])
            .asks("teaching_talk")
            .ties("teaching_talk", "a>b b>c c>d")
            .about("teaching_talk", "a>b", "language")
            .about("teaching_talk", "b>c", "arithmetic")
            .about("teaching_talk", "c>d", "behaviour");
        let made = made(&sketch, &Layer::talk());
        let heard = |row| value(&made, Scope::Person, "topics_within_2", row).number();
        assert_eq!([heard(0), heard(1), heard(2), heard(3)], [Some(2.0), Some(3.0), Some(3.0), Some(2.0)]);
        assert_eq!(value(&made, Scope::Person, "topic_diversity", 1), Value::Number(0.5));
    }

    #[test]
    fn the_family_makes_the_columns_that_it_lists() {
        let made = made(&Sketch::of(&["a b"]).asks("advice").ties("advice", "a>b"), &Layer::all());
        let names: Vec<(Scope, String)> =
            made.iter().flat_map(|m| m.columns.iter().map(|c| (m.scope, c.measure.to_string()))).collect();
        assert_eq!(names, FAMILY.columns.iter().map(|(s, n)| (*s, (*n).to_owned())).collect::<Vec<_>>());
    }

    #[test]
    fn many_threads_count_as_one() {
        let n = 3_000u32;
        let ring =
            Adjacency::from_arcs(n as usize, (0..n).flat_map(|v| [(v, (v + 1) % n, 1.0), (v, (v * 7) % n, 1.0)]));
        let category: Vec<Option<u32>> = (0..n).map(|v| Some(v % 50)).collect();
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let three = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let count = || within_two_steps(&ring, &category);
        assert_eq!(one.install(count), three.install(count));
    }
}
