//! A person's window on other schools and phases, and who carries the links of a school.

use crate::error::Why;
use crate::measures::ground::{SHARE_FROM, group_graph};
use crate::measures::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::network::adjacency::{Adjacency, Rows};
use rayon::prelude::*;

/// How many people one task takes.
const BLOCK: usize = 1_024;

/// Contacts outside the own school and phase, and a school's links.
pub(crate) const LINKS: Family = Family {
    name: "links",
    columns: &[(Scope::School, "group_degree"), (Scope::School, "schools_reached"), (Scope::School, "link_persons")],
    walks_paths: false,
    make: columns,
};

/// Diversity of the schools of a person's contacts.
///
/// # Formula
/// Blau's index: `1 − Σ_s p(s)²`, p(s) the share of contacts at school s
///
/// # Reads
/// Contacts in or out who have a school; the own school is one of them. `schools` by person.
///
/// # Value
/// 0 (all at one school) towards 1. `Undefined::NoTies` without such contacts. The column `school_diversity` counts
/// outsiders as one more school, and is empty for somebody who did not answer.
///
/// # Source
/// Blau (1977), *Inequality and Heterogeneity*.
///
/// # Example
/// ```
/// use staffroom::{measures::between_schools::contacts::school_diversity, network::adjacency::Adjacency};
/// let ties = Adjacency::from_arcs(3, [(0, 1, 1.0), (0, 2, 1.0)]);
/// assert_eq!(school_diversity(&ties, &[Some(0), Some(0), Some(1)])[0].number(), Some(0.5));
/// ```
pub fn school_diversity(adjacency: &Adjacency, schools: &[Option<u32>]) -> Vec<Value> {
    let most = schools.iter().flatten().max().map_or(0, |&s| s as usize + 1);
    let mut counts = vec![0u32; most];
    (0..adjacency.len() as u32)
        .map(|v| {
            let of = || adjacency.both.of(v).iter().filter_map(|&w| schools[w as usize]);
            let mut contacts = 0u64;
            for s in of() {
                counts[s as usize] += 1;
                contacts += 1;
            }
            let squares: u64 = of().map(|s| u64::from(std::mem::take(&mut counts[s as usize])).pow(2)).sum();
            let all = (contacts * contacts) as f64;
            Value::ratio(all - squares as f64, all, Why::NoTies)
        })
        .collect()
}

/// Number of contacts at other schools.
///
/// # Formula
/// `|{ j : j a contact of i, school(j) ≠ school(i) }|`
///
/// # Reads
/// Contacts in or out who have a school.
///
/// # Value
/// People. `Undefined::DoesNotApply` for a person without a school. The column `outside_contacts` counts outsiders too,
/// and is empty for somebody who did not answer.
pub fn outside_contacts(adjacency: &Adjacency, schools: &[Option<u32>]) -> Vec<Value> {
    (0..adjacency.len() as u32)
        .map(|v| {
            let Some(own) = schools[v as usize] else { return Value::Undefined(Why::DoesNotApply) };
            let other = |w: &&u32| schools[**w as usize].is_some_and(|s| s != own);
            Value::Number(adjacency.both.of(v).iter().filter(other).count() as f64)
        })
        .collect()
}

/// How many different schools, phases, … a person hears from within two steps.
///
/// # Formula
/// `|{ class(j) : j ≠ i at most two contacts away from i }|`
///
/// # Reads
/// The undirected graph; `classes` by person, people without one are passed through and not counted. The own class counts
/// when somebody else within two steps has it.
///
/// # Value
/// A count, 0 for somebody without contacts. Columns are empty for somebody who did not answer.
///
/// # Cost
/// Each person's contacts are put together by class once, and these short lists are walked: less than all two-step walks.
///
/// # Example
/// ```
/// use staffroom::{measures::between_schools::contacts::within_two, network::adjacency::Adjacency};
/// let path = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]);
/// assert_eq!(within_two(&path, &[Some(0), Some(1), Some(0), Some(2)]), [2, 2, 3, 2]);
/// ```
pub fn within_two(adjacency: &Adjacency, classes: &[Option<u32>]) -> Vec<u32> {
    let n = adjacency.len();
    let class: Vec<u32> = classes.iter().map(|c| c.unwrap_or(u32::MAX)).collect();
    let most = classes.iter().flatten().max().map_or(0, |&c| c as usize + 1);
    let near = by_class(&adjacency.both, &class, most);
    let block = |scratch: &mut Vec<u32>, b: usize| -> Vec<u32> {
        scratch.resize(most, u32::MAX);
        let one = |i: u32| {
            let own = class[i as usize];
            let mut count = 0;
            let mut see = |c: u32| {
                let seen = &mut scratch[c as usize];
                count += u32::from(*seen != i);
                *seen = i;
            };
            for &j in adjacency.both.of(i) {
                if class[j as usize] != u32::MAX {
                    see(class[j as usize]);
                }
                for &(c, people) in near.of(j) {
                    // One of j's contacts of this class is i itself.
                    if c != own || people > 1 {
                        see(c);
                    }
                }
            }
            count
        };
        ((b * BLOCK) as u32..((b + 1) * BLOCK).min(n) as u32).map(one).collect()
    };
    let blocks = 0..n.div_ceil(BLOCK);
    if n < SHARE_FROM {
        let mut scratch = Vec::new();
        blocks.flat_map(|b| block(&mut scratch, b)).collect()
    } else {
        blocks.into_par_iter().map_init(Vec::new, block).collect::<Vec<_>>().concat()
    }
}

/// Each person's contacts by class: class and number of contacts.
struct ByClass {
    start: Vec<usize>,
    lists: Vec<(u32, u32)>,
}

impl ByClass {
    fn of(&self, v: u32) -> &[(u32, u32)] {
        &self.lists[self.start[v as usize]..self.start[v as usize + 1]]
    }
}

fn by_class(both: &Rows, class: &[u32], most: usize) -> ByClass {
    let mut start = Vec::with_capacity(class.len() + 1);
    start.push(0);
    let mut lists: Vec<(u32, u32)> = Vec::new();
    // By class: the place in the list of the person at hand.
    let mut place = vec![usize::MAX; most];
    for v in 0..class.len() as u32 {
        let from = lists.len();
        for &w in both.of(v) {
            let c = class[w as usize];
            if c == u32::MAX {
                continue;
            }
            let at = place[c as usize];
            if at >= from && at < lists.len() {
                lists[at].1 += 1;
            } else {
                place[c as usize] = lists.len();
                lists.push((c, 1));
            }
        }
        start.push(lists.len());
    }
    ByClass { start, lists }
}

/// What links a school with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Links {
    /// People elsewhere who are in contact with somebody of the school.
    pub neighbours: u64,
    /// Other schools with which there is a tie.
    pub schools: u64,
    /// People of the school with a tie to another school.
    pub people: u64,
}

/// Links of each school: people elsewhere in contact with it, schools it has ties with, and who carries these.
///
/// # Formula
/// neighbours: `|{ j outside S : j a contact of some i in S }|`; the share of the others is Everett and Borgatti's group
/// degree. schools: `|{ school(j) : … }|`. people: `|{ i in S : i has a contact at another school }|`
///
/// # Reads
/// Contacts either way; `people` of each school, `schools` by person. Group-level people count as neighbours (they are
/// others), not as a school and not as a link.
///
/// # Value
/// Counts, in the order of the schools.
///
/// # Source
/// Everett and Borgatti (1999), *Journal of Mathematical Sociology* 23:181–201; NetworkX `group_degree_centrality`.
///
/// # Example
/// ```
/// use staffroom::{measures::between_schools::contacts::links, network::adjacency::Adjacency};
/// let ties = Adjacency::from_arcs(4, [(0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0)]);
/// let found = links(&ties, &[vec![0, 1], vec![2, 3]], &[Some(0), Some(0), Some(1), Some(1)]);
/// assert_eq!((found[0].neighbours, found[0].schools, found[0].people), (1, 1, 2));
/// ```
pub fn links(adjacency: &Adjacency, people: &[Vec<u32>], schools: &[Option<u32>]) -> Vec<Links> {
    let mut seen_person = vec![u32::MAX; adjacency.len()];
    let mut seen_school = vec![u32::MAX; people.len()];
    let of_school = |(own, people): (usize, &Vec<u32>)| {
        let own = own as u32;
        let mut links = Links::default();
        for &v in people {
            let mut carries = false;
            for &w in adjacency.both.of(v).iter().filter(|&&w| schools[w as usize] != Some(own)) {
                if std::mem::replace(&mut seen_person[w as usize], own) != own {
                    links.neighbours += 1;
                }
                if let Some(s) = schools[w as usize] {
                    carries = true;
                    links.schools += u64::from(std::mem::replace(&mut seen_school[s as usize], own) != own);
                }
            }
            links.people += u64::from(carries);
        }
        links
    };
    people.iter().enumerate().map(of_school).collect()
}

/// The links of each school and of the group, as columns.
fn school_columns(scene: &Scene<'_>) -> Vec<Column> {
    let names = [("group_degree", Kind::Share), ("schools_reached", Kind::Count), ("link_persons", Kind::Count)];
    let rows = scene.network.schools as usize + 1;
    if scene.within_school {
        return names.map(|(name, kind)| Column::empty(name, kind, rows, Why::NotAsked)).into();
    }
    // Outsiders are in no school and in no denominator.
    let everybody = group_graph(scene);
    let inside: Vec<Option<u32>> = scene.network.members().filter(|m| !m.outside).map(|m| m.school).collect();
    let mut people: Vec<Vec<u32>> = vec![Vec::new(); scene.network.schools as usize];
    for (v, school) in inside.iter().enumerate() {
        if let Some(s) = school {
            people[*s as usize].push(v as u32);
        }
    }
    let found = links(&everybody, &people, &inside);
    let others = |s: usize| inside.len() as f64 - people[s].len() as f64;
    let [degree, reached, persons] = names;
    let by_school = |of: &dyn Fn(usize, &Links) -> Value| -> Vec<Value> {
        let empty = |s: usize| people[s].is_empty();
        let value = |(s, l): (usize, &Links)| if empty(s) { Value::Undefined(Why::TooFew) } else { of(s, l) };
        found.iter().enumerate().map(value).collect()
    };
    let whole = |mut rows: Vec<Value>, group: Value| {
        rows.push(group);
        rows
    };
    let not_for_group = Value::Undefined(Why::DoesNotApply);
    let all = found.iter().map(|l| l.people).sum::<u64>() as f64;
    let shares = by_school(&|s, l| Value::ratio(l.neighbours as f64, others(s), Why::TooFew));
    let counts = by_school(&|_, l| Value::Number(l.schools as f64));
    let carriers = by_school(&|_, l| Value::Number(l.people as f64));
    vec![
        Column::new(degree.0, degree.1, whole(shares, not_for_group)),
        Column::new(reached.0, reached.1, whole(counts, not_for_group)),
        Column::new(persons.0, persons.1, whole(carriers, Value::Number(all))),
    ]
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    vec![Made::new(Scope::School, school_columns(scene))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::drawn::drawn;

    fn graph(n: usize, list: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(n, list.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    #[test]
    fn the_own_school_counts_only_when_a_colleague_is_within_two_steps() {
        // 0 alone at school 0 knows 1 at school 1, who knows 2 at school 1.
        let ties = graph(3, &[(0, 1), (1, 2)]);
        assert_eq!(within_two(&ties, &[Some(0), Some(1), Some(1)]), [1, 2, 2]);
    }

    #[test]
    fn within_two_is_the_plain_two_step_walk() {
        let mut draw = drawn(3);
        for _ in 0..40 {
            let n = 2 + draw(14);
            let list: Vec<(u32, u32)> = (0..draw(2 * n)).map(|_| (draw(n), draw(n))).collect();
            let classes: Vec<Option<u32>> = (0..n).map(|_| Some(draw(4)).filter(|&c| c < 3)).collect();
            let ties = graph(n as usize, &list);
            let plain = |i: u32| {
                let near = ties.both.of(i).iter().flat_map(|&j| ties.both.of(j).iter().copied().chain([j]));
                let mut found: Vec<u32> = near.filter(|&k| k != i).filter_map(|k| classes[k as usize]).collect();
                found.sort_unstable();
                found.dedup();
                found.len() as u32
            };
            assert_eq!(within_two(&ties, &classes), (0..n).map(plain).collect::<Vec<_>>());
        }
    }

    #[test]
    fn contacts_at_other_schools_are_outside_contacts_and_group_level_people_are_none() {
        let ties = graph(4, &[(0, 1), (2, 0), (0, 3)]);
        let schools = [Some(0), Some(0), Some(1), None];
        assert_eq!(outside_contacts(&ties, &schools)[0], Value::Number(1.0));
        assert_eq!(outside_contacts(&ties, &schools)[3], Value::Undefined(Why::DoesNotApply));
        assert_eq!(school_diversity(&ties, &schools)[0], Value::Number(0.5));
        assert_eq!(school_diversity(&graph(1, &[]), &[Some(0)])[0], Value::Undefined(Why::NoTies));
    }
}
