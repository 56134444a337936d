//! The eight kinds of isolation (nine values: named only and naming only are told apart). Somebody who did not answer is
//! unknown, never isolated; staying inside one's own school is not isolation.

use super::cores::coreness;
use super::ground::schools;
use super::{Column, Family, Made, Scene, Scope, Value};
use crate::error::Why;
use crate::network::{Network, adjacency::Adjacency, layer::Layer};
use crate::survey::Response;

/// Kinds of isolation of each person.
pub(crate) const ISOLATION: Family =
    Family { name: "isolation", columns: &[(Scope::Person, "isolation")], walks_paths: false, make: columns };

/// A kind of isolation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Isolation {
    /// Did not answer; or has no tie, though somebody was named in an answer that could not be used.
    Unknown,
    /// Answered, and no tie in or out; who named only people who could not be found is no isolate.
    Isolate,
    /// Ties, none within the own school.
    ExternalOnly,
    /// Every tie is assigned.
    FormalOnly,
    /// One contact.
    SingleThread,
    /// Named, and names nobody.
    NamedOnly,
    /// Names, and is named by nobody.
    NamingOnly,
    /// Coreness 1 in a school that has a deeper core.
    Peripheral,
    /// None of these.
    Embedded,
}

/// The labels of the column, in the order of [`Isolation`].
pub const LABELS: [&str; 9] = [
    "unknown",
    "isolate",
    "external_only",
    "formal_only",
    "single_thread",
    "named_only",
    "naming_only",
    "peripheral",
    "embedded",
];

/// Kind of isolation of each person: the first that applies.
///
/// # Formula
/// In this order: *unknown*, did not answer, or has no tie though somebody was named or may be meant, or no tie in and may
/// be meant by an answer that was not understood; *isolate*, no tie; *external only*, no contact within the own school,
/// which has two people or more; *formal only*, no tie that is not assigned; *single thread*, one contact; *named only*, no
/// tie out; *naming only*, no tie in; *peripheral*, coreness 1 while the largest core among the school's people is 2 or
/// more; *embedded*.
///
/// # Reads
/// The arcs of the layer, those that others reported included. `schools` by person, none at group level: these are
/// neither *external only* nor *peripheral*. `chosen` tells who has a tie that is not assigned, `in_vain` who named
/// somebody whose name could not be used, `may_be_named` who may be named in such an answer. Coreness is that in the whole
/// layer.
///
/// # Value
/// A kind for everybody who was asked, *unknown* for who did not answer and for who named only people who could not be
/// found, or may be one of these and is named by nobody else; none for somebody who was not asked. When nothing says who
/// answered, people count as if they had.
///
/// # Cost
/// One walk over the contacts.
///
/// # Example
/// ```
/// use staffroom::measures::isolation::{Isolation, isolation};
/// use staffroom::{network::adjacency::Adjacency, survey::Response::{Answered, DidNotAnswer}};
/// let ties = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 0, 1.0)]);
/// let kinds = isolation(&ties, &[Answered, Answered, Answered, DidNotAnswer], &[Some(0); 4], &[true; 4], &[false; 4], &[false; 4]);
/// assert_eq!(kinds[1..], [Some(Isolation::SingleThread), Some(Isolation::Isolate), Some(Isolation::Unknown)]);
/// ```
pub fn isolation(
    adjacency: &Adjacency,
    answered: &[Response],
    schools: &[Option<u32>],
    chosen: &[bool],
    in_vain: &[bool],
    may_be_named: &[bool],
) -> Vec<Option<Isolation>> {
    let n = adjacency.len();
    let cores = coreness(adjacency);
    let count = schools.iter().flatten().max().map_or(0, |&s| s as usize + 1);
    let (mut people, mut deepest) = (vec![0u32; count], vec![0u32; count]);
    for v in 0..n {
        if let Some(s) = schools[v] {
            people[s as usize] += 1;
            deepest[s as usize] = deepest[s as usize].max(cores[v]);
        }
    }
    let kind = |v: u32| {
        let own = schools[v as usize];
        let contacts = adjacency.both.of(v);
        if contacts.is_empty() {
            Isolation::Isolate
        } else if own.is_some_and(|s| people[s as usize] > 1 && contacts.iter().all(|&w| schools[w as usize] != own)) {
            Isolation::ExternalOnly
        } else if !chosen[v as usize] {
            Isolation::FormalOnly
        } else if contacts.len() == 1 {
            Isolation::SingleThread
        } else if adjacency.out.degree(v) == 0 {
            Isolation::NamedOnly
        } else if adjacency.into.degree(v) == 0 {
            Isolation::NamingOnly
        } else if own.is_some_and(|s| cores[v as usize] == 1 && deepest[s as usize] > 1) {
            Isolation::Peripheral
        } else {
            Isolation::Embedded
        }
    };
    let each = answered.iter().enumerate().take(n);
    each.map(|(v, response)| match response {
        Response::DidNotAnswer => Some(Isolation::Unknown),
        Response::NotAsked => None,
        Response::Answered | Response::NotKnown => match kind(v as u32) {
            Isolation::Isolate if in_vain[v] || may_be_named[v] => Some(Isolation::Unknown),
            Isolation::NamingOnly if may_be_named[v] => Some(Isolation::Unknown),
            kind => Some(kind),
        },
    })
    .collect()
}

/// Kind of isolation of each person in a layer, of which these are the ties and who answered.
pub(crate) fn in_layer(
    network: &Network,
    layer: &Layer,
    adjacency: &Adjacency,
    answered: &[Response],
    schools: &[Option<u32>],
) -> Vec<Option<Isolation>> {
    let (in_vain, may_be_named) = (in_vain(network), perhaps_named(network, layer));
    isolation(adjacency, answered, schools, &chosen(network, layer), &in_vain, &may_be_named)
}

/// Who named somebody else in an answer that was set aside.
fn in_vain(network: &Network) -> Vec<bool> {
    network.members().map(|m| m.named_in_vain).collect()
}

/// Who may be named in an answer to a question of the layer that was set aside.
fn perhaps_named(network: &Network, layer: &Layer) -> Vec<bool> {
    let mut all = vec![false; network.len()];
    for q in network.questions_of(layer) {
        all.iter_mut().zip(&q.may_be_named).for_each(|(slot, may)| *slot |= may);
    }
    all
}

/// Of whom it cannot be told that they are without anybody in the layer: who named somebody in an answer that was set
/// aside, and who may be named in one.
pub(crate) fn not_told(network: &Network, layer: &Layer) -> Vec<bool> {
    in_vain(network).into_iter().zip(perhaps_named(network, layer)).map(|(own, other)| own || other).collect()
}

/// Who has a tie in the layer that is not assigned.
fn chosen(network: &Network, layer: &Layer) -> Vec<bool> {
    let mut chosen = vec![false; network.len()];
    for (a, b, link) in network.links_with_arcs(layer) {
        if !network.is_formal(link) {
            chosen[a as usize] = true;
            chosen[b as usize] = true;
        }
    }
    chosen
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let mut own: Vec<Option<u32>> = vec![None; scene.network.len()];
    for (school, people) in schools(scene.network).iter().enumerate() {
        for &v in people {
            own[v as usize] = Some(school as u32);
        }
    }
    let kinds = in_layer(scene.network, scene.layer, scene.adjacency, scene.answered, &own);
    let rows = kinds.into_iter().map(|kind| match kind {
        Some(kind) => Value::Number(f64::from(kind as u8)),
        None => Value::Undefined(Why::NotAsked),
    });
    vec![Made::new(Scope::Person, vec![Column::labels("isolation", &LABELS, rows)])]
}

#[cfg(test)]
mod tests {
    use super::*;
    use Response::{Answered, DidNotAnswer, NotAsked, NotKnown};

    fn graph(n: usize, list: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(n, list.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    fn kinds(adjacency: &Adjacency) -> Vec<Isolation> {
        let n = adjacency.len();
        let found = isolation(
            adjacency,
            &vec![Answered; n],
            &vec![Some(0); n],
            &vec![true; n],
            &vec![false; n],
            &vec![false; n],
        );
        found.into_iter().flatten().collect()
    }

    #[test]
    fn a_teacher_who_did_not_answer_is_never_called_isolated() {
        let found = isolation(
            &graph(3, &[]),
            &[Answered, DidNotAnswer, NotAsked],
            &[Some(0); 3],
            &[false; 3],
            &[false; 3],
            &[false; 3],
        );
        assert_eq!(found, [Some(Isolation::Isolate), Some(Isolation::Unknown), None]);
    }

    #[test]
    fn whoever_named_only_people_who_could_not_be_found_is_unknown_and_not_isolated() {
        let ties = graph(4, &[(0, 1)]);
        let found =
            isolation(&ties, &[Answered; 4], &[Some(0); 4], &[true; 4], &[true, false, true, false], &[false; 4]);
        assert_eq!((found[0], found[2]), (Some(Isolation::SingleThread), Some(Isolation::Unknown)));
        assert_eq!(found[3], Some(Isolation::Isolate));
    }

    #[test]
    fn whoever_may_be_named_is_neither_isolated_nor_named_by_nobody() {
        let ties = graph(5, &[(1, 0), (1, 2), (2, 3), (2, 0), (3, 0), (3, 2)]);
        let of = |may_be: [bool; 5]| isolation(&ties, &[Answered; 5], &[Some(0); 5], &[true; 5], &[false; 5], &may_be);
        let (before, after) = (of([false; 5]), of([true; 5]));
        assert_eq!((before[1], before[4]), (Some(Isolation::NamingOnly), Some(Isolation::Isolate)));
        assert_eq!((after[1], after[4]), (Some(Isolation::Unknown), Some(Isolation::Unknown)));
        assert_eq!((after[0], after[2]), (before[0], before[2]));
    }

    /// From files: c left the only question about visits open, d named somebody who is not on the list.
    #[test]
    fn a_question_left_open_and_a_name_that_is_not_found_make_nobody_isolated() {
        let (_, survey) = crate::survey::sample::read(&[
            ("teachers.csv", "id,school\na,S\nb,S\nc,S\nd,S\ne,S\n"),
            ("form.csv", "id,Praat,Wie bij u\na,b,b\nb,a,niemand\nc,a,\nd,zz,niemand\ne,niemand,niemand\n"),
            (
                "study.toml",
                "[[ties]]\nfile = \"form.csv\"\nblank = \"missing\"\n[questions]\n\"Praat\" = \"teaching_talk\"\n\
                 \"Wie bij u\" = { relation = \"class_visit\", reporter = \"to\" }\n",
            ),
        ])
        .unwrap();
        let network = Network::of_wave(&survey, 0);
        let of = |layer: &Layer| {
            let (adjacency, answered) = (network.adjacency(layer), network.answered(layer));
            let made = columns(&Scene::new(&network, layer, &adjacency, &answered, 1));
            (0..5).map(|v| made[0].columns[0].of(v)).collect::<Vec<Value>>()
        };
        let (unknown, isolate) = (Value::Number(0.0), Value::Number(1.0));
        let visits = of(&Layer::open_door());
        assert_eq!(visits[2..], [unknown, unknown, isolate]);
        assert_eq!(of(&Layer::all())[3..], [unknown, isolate]);
    }

    #[test]
    fn when_nothing_says_who_answered_people_count_as_if_they_had() {
        let found = isolation(&graph(2, &[]), &[NotKnown; 2], &[Some(0); 2], &[false; 2], &[false; 2], &[false; 2]);
        assert_eq!(found, [Some(Isolation::Isolate); 2]);
    }

    #[test]
    fn a_group_level_person_is_neither_external_nor_peripheral() {
        // 0 1 2 a trio at a school; 3, at group level, knows 0 and 4, who is at group level too.
        let ties = graph(5, &[(0, 1), (1, 2), (2, 0), (3, 0), (0, 3), (3, 4), (4, 3)]);
        let schools = [Some(0), Some(0), Some(0), None, None];
        let found = isolation(&ties, &[Answered; 5], &schools, &[true; 5], &[false; 5], &[false; 5]);
        assert_eq!(found[3], Some(Isolation::Embedded));
        assert_eq!(found[4], Some(Isolation::SingleThread));
    }

    #[test]
    fn naming_only_and_named_only_are_told_apart_and_the_rim_is_peripheral() {
        // A trio 0 1 2; 3 names 0 and 4 mutually, 4 names 3: both on the rim. 5 names 0 and 1, 6 is named by 0 and 1.
        let ties = graph(7, &[(0, 1), (1, 2), (2, 0), (3, 0), (0, 3), (3, 4), (4, 3), (5, 0), (5, 1), (0, 6), (1, 6)]);
        let found = kinds(&ties);
        assert_eq!(found[3], Isolation::Peripheral);
        assert_eq!(found[4], Isolation::SingleThread);
        assert_eq!((found[5], found[6]), (Isolation::NamingOnly, Isolation::NamedOnly));
        assert_eq!(found[0], Isolation::Embedded);
    }

    #[test]
    fn the_only_person_of_a_school_is_not_external_only() {
        let ties = graph(3, &[(0, 1), (1, 0), (0, 2), (2, 0)]);
        let found =
            isolation(&ties, &[Answered; 3], &[Some(0), Some(1), Some(1)], &[true; 3], &[false; 3], &[false; 3]);
        assert_eq!(found[0], Some(Isolation::Embedded));
        assert_eq!(found[1], Some(Isolation::ExternalOnly));
    }
}
