//! Professional stories: what the talk in a network is about, and how much one topic dominates it.

use super::access::blau;
use super::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::error::Why;
use crate::network::{Network, layer::Layer};
use crate::survey::Tie;
use std::borrow::Cow;

/// The row of the table of measures.
pub const FAMILY: Family = Family {
    name: "stories",
    columns: &[
        (Scope::School, "topic_ties"),
        (Scope::School, "dominant_topic"),
        (Scope::School, "topic_dominance"),
        (Scope::School, "topic_hhi"),
        (Scope::School, "topic_blau"),
        (Scope::School, "to_leaders"),
    ],
    walks_paths: false,
    make: columns,
};

/// How many ties are about each topic, in one school, community or group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Stories {
    /// Ties by topic, by index into the survey's topics; shorter when the last topics do not occur.
    pub ties: Vec<u32>,
}

impl Stories {
    /// From ties by topic.
    pub fn new(ties: Vec<u32>) -> Stories {
        Stories { ties }
    }

    /// Ties with a topic.
    pub fn all(&self) -> u32 {
        self.ties.iter().sum()
    }

    /// The topic of most ties; of those that are equal the first by name, so that it does not hang on the order of rows.
    /// `names` holds the topics as written.
    pub fn dominant(&self, names: &[String]) -> Option<u32> {
        let most = self.ties.iter().copied().max().filter(|&m| m > 0)?;
        let equal = (0..self.ties.len()).filter(|&topic| self.ties[topic] == most);
        equal.min_by_key(|&topic| names.get(topic)).map(|topic| topic as u32)
    }

    /// Dominance: the share of ties on the topic of most ties.
    ///
    /// # Formula
    /// `max over topics k of q(k)`, `q(k)` the share of ties on topic k
    ///
    /// # Reads
    /// Ties that have a topic.
    ///
    /// # Value
    /// A share; `NoTies` when no tie has a topic.
    ///
    /// # Source
    /// "The dominant professional stories in these networks": the founding article's words, as counted in `domain.md`
    /// 1.4.
    ///
    /// # Example
    /// ```
    /// use staffroom::measures::stories::Stories;
    /// let talk = Stories::new(vec![4, 1, 1]);
    /// assert_eq!((talk.dominance().number(), talk.hhi().number()), (Some(4.0 / 6.0), Some(0.5)));
    /// ```
    pub fn dominance(&self) -> Value {
        let most = self.ties.iter().copied().max().unwrap_or(0);
        Value::ratio(f64::from(most), f64::from(self.all()), Why::NoTies)
    }

    /// Herfindahl–Hirschman index of the topics: 1 when all ties are on one.
    ///
    /// # Formula
    /// `Σ_k q(k)²`
    ///
    /// # Reads
    /// Ties that have a topic.
    ///
    /// # Value
    /// 1 over the number of topics, to 1; `NoTies` when no tie has a topic.
    ///
    /// # Source
    /// Herfindahl (1950); Hirschman (1945).
    ///
    /// # Example
    /// See [`Stories::dominance`].
    pub fn hhi(&self) -> Value {
        match self.blau() {
            Value::Number(b) => Value::Number(1.0 - b),
            why @ Value::Undefined(_) => why,
        }
    }

    /// Blau's index of the topics: 0 when all ties are on one.
    ///
    /// # Formula
    /// `1 − Σ_k q(k)²`
    ///
    /// # Reads
    /// Ties that have a topic.
    ///
    /// # Value
    /// 0 to 1; `NoTies` when no tie has a topic.
    ///
    /// # Source
    /// Blau (1977), *Inequality and Heterogeneity*.
    ///
    /// # Example
    /// See [`Stories::dominance`].
    pub fn blau(&self) -> Value {
        blau(self.ties.iter().map(|&t| t as usize))
    }
}

/// Ties by topic of each part of a network (school, community), then of the whole.
///
/// # Formula
/// For each part, the number of ties of the layer on each topic with both ends in it.
///
/// # Reads
/// Accepted ties of the layer that have a topic; each reported tie once, undirected ones too. `part` by node; people
/// without one count for the whole only.
///
/// # Value
/// `parts + 1` rows.
///
/// # Cost
/// One pass over the ties.
///
/// # Source
/// The measurement design of this program (`domain.md` 1.4).
///
/// # Example
/// ```
/// use staffroom::{measures::stories::stories, network::{Network, layer::Layer}};
/// let school = Network::of_school(3).tie(0, 1, "teaching_talk");
/// assert_eq!(stories(&school, &Layer::talk(), 1, |_| Some(0))[0].all(), 0); // no topic was asked
/// ```
pub fn stories(network: &Network, layer: &Layer, parts: usize, part: impl Fn(u32) -> Option<u32>) -> Vec<Stories> {
    let mut rows = vec![Stories::default(); parts + 1];
    // Of millions of ties without a topic none needs to be looked at.
    if network.topics.is_empty() {
        return rows;
    }
    let mut add = |row: usize, topic: u32| {
        let ties = &mut rows[row].ties;
        if ties.len() <= topic as usize {
            ties.resize(topic as usize + 1, 0);
        }
        ties[topic as usize] += 1;
    };
    for (a, b, link) in network.ties() {
        if link.topic == Tie::NO_TOPIC || !layer.takes(network, link) {
            continue;
        }
        add(parts, link.topic);
        if let Some(p) = part(a)
            && part(b) == Some(p)
        {
            add(p as usize, link.topic);
        }
    }
    rows
}

/// The share of what is named that goes to school leaders: directors and superintendents.
///
/// # Formula
/// `ties that point to a leader / all ties`, by part and for the whole
///
/// # Reads
/// Arcs of a layer between people who are not leaders themselves and anybody, by the part of the one who names.
///
/// # Value
/// A share for each of `parts + 1` rows; `NoTies` without ties, `DoesNotApply` when the roster has no leader.
///
/// # Cost
/// One pass over the ties.
///
/// # Source
/// The measurement design of this program (`domain.md` 1.5, dominant voices).
///
/// # Example
/// ```
/// use staffroom::{measures::stories::to_leaders, network::{Network, layer::Layer}};
/// let school = Network::of_school(3).tie(0, 1, "advice");
/// assert_eq!(to_leaders(&school, &school.adjacency(&Layer::all()), 1, |_| Some(0))[0].number(), None);
/// ```
pub fn to_leaders(
    network: &Network,
    adjacency: &crate::network::adjacency::Adjacency,
    parts: usize,
    part: impl Fn(u32) -> Option<u32>,
) -> Vec<Value> {
    use crate::survey::Role;
    let leads: Vec<bool> = network.members().map(|m| matches!(m.role, Role::Director | Role::Superintendent)).collect();
    if !leads.contains(&true) {
        return vec![Value::Undefined(Why::DoesNotApply); parts + 1];
    }
    let mut counts = vec![(0.0, 0.0); parts + 1];
    for a in (0..adjacency.len() as u32).filter(|&a| !leads[a as usize]) {
        let named = adjacency.out.of(a);
        let leaders = named.iter().filter(|&&b| leads[b as usize]).count() as f64;
        for row in part(a).map(|p| p as usize).into_iter().chain([parts]) {
            counts[row].0 += leaders;
            counts[row].1 += named.len() as f64;
        }
    }
    counts.into_iter().map(|(to, all)| Value::ratio(to, all, Why::NoTies)).collect()
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let network = scene.network;
    let schools = network.schools as usize;
    let home = |v: u32| network.member(v).school;
    let rows = stories(network, scene.layer, schools, home);
    let asked = rows[schools].all() > 0;
    let topic = |of: &dyn Fn(&Stories) -> Value| -> Vec<Value> {
        rows.iter().map(|r| if asked { of(r) } else { Value::Undefined(Why::NotAsked) }).collect()
    };
    let names: Vec<Cow<'static, str>> = network.topics.iter().map(|t| Cow::Owned(t.clone())).collect();
    let dominant = |r: &Stories| {
        r.dominant(&network.topics).map_or(Value::Undefined(Why::NoTies), |t| Value::Number(f64::from(t)))
    };
    let columns = vec![
        Column::new("topic_ties", Kind::Count, topic(&|r| Value::Number(f64::from(r.all())))),
        Column::new("dominant_topic", Kind::Label(names), topic(&dominant)),
        Column::new("topic_dominance", Kind::Share, topic(&Stories::dominance)),
        Column::new("topic_hhi", Kind::Share, topic(&Stories::hhi)),
        Column::new("topic_blau", Kind::Share, topic(&Stories::blau)),
        Column::new("to_leaders", Kind::Share, to_leaders(network, scene.adjacency, schools, home)),
    ];
    vec![Made::new(Scope::School, columns)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::sketch::Sketch;
    use crate::survey::Role;

    fn t16() -> Sketch {
        let ties = ["a>b", "b>c", "c>d", "d>a", "a>c", "b>d"];
        let topics = ["language", "language", "language", "language", "arithmetic", "behaviour"];
        let sketch = Sketch::of(&["a b c d", "e"]).asks("teaching_talk").ties("teaching_talk", &ties.join(" "));
        ties.iter().zip(topics).fold(sketch, |s, (tie, topic)| s.about("teaching_talk", tie, topic))
    }

    #[test]
    fn t16_four_of_six_ties_on_language() {
        let network = t16().network();
        let rows = stories(&network, &Layer::talk(), 2, |v| network.member(v).school);
        let talk = &rows[0];
        assert_eq!((talk.all(), talk.dominant(&network.topics)), (6, Some(0)));
        assert!((talk.dominance().number().unwrap() - 0.6667).abs() < 5e-5);
        assert!((talk.hhi().number().unwrap() - 0.5).abs() < 1e-12);
        assert!((talk.blau().number().unwrap() - 0.5).abs() < 1e-12);
        assert_eq!(rows[1].dominance(), Value::Undefined(Why::NoTies));
        assert_eq!(rows[2], rows[0]);
    }

    #[test]
    fn of_topics_with_equal_ties_the_first_by_name_is_dominant() {
        let names = ["zeal", "arithmetic", "music"].map(String::from);
        assert_eq!(Stories::new(vec![2, 1, 2]).dominant(&names), Some(2));
        assert_eq!(Stories::new(vec![2, 2, 1]).dominant(&names), Some(1));
        assert_eq!(Stories::new(vec![0]).dominant(&names), None);
    }

    #[test]
    fn a_topic_has_its_name_in_the_column() {
        let network = t16().network();
        let (layer, answered) = (Layer::talk(), network.answered(&Layer::talk()));
        let adjacency = network.adjacency(&layer);
        let scene = Scene {
            network: &network,
            layer: &layer,
            adjacency: &adjacency,
            answered: &answered,
            within_school: false,
            seed: 1,
            betweenness: crate::measures::betweenness::Way::default(),
        };
        let made = columns(&scene).remove(0);
        let names: Vec<&str> = made.columns.iter().map(|c| c.measure.as_ref()).collect();
        assert_eq!(names, FAMILY.columns.iter().map(|c| c.1).collect::<Vec<_>>());
        assert_eq!(made.columns[1].label(0), Some("language"));
        assert_eq!(made.columns[1].of(1), Value::Undefined(Why::NoTies));
    }

    #[test]
    fn half_of_the_advice_that_teachers_ask_goes_to_the_director() {
        let sketch =
            Sketch::of(&["a b c d"]).role("d", Role::Director).asks("advice").ties("advice", "a>d b>d c>a b>c d>a");
        let network = sketch.network();
        let share = to_leaders(&network, &network.adjacency(&Layer::all()), 1, |_| Some(0));
        assert_eq!(share, [Value::Number(0.5), Value::Number(0.5)]);
    }
}
