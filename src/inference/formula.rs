//! From words to variables: `talk`, `same:school`, `absdiff:years`, `ego:role`, `advice@2023`, `group:data_team`.

use super::columns::{known_pairs, school_blocks};
use super::permutation::Exchange;
use super::variable::{NO_LABEL, Pairs, Ties, Variable};
use crate::error::{Error, Result, Thing};
use crate::network::{Network, adjacency::Adjacency, layer::Layer};
use crate::survey::{Staff, Survey};
use std::collections::BTreeMap;

/// The survey and one wave of it, from which terms are made.
pub struct Source<'a> {
    survey: &'a Survey,
    network: &'a Network,
    valued: bool,
    undirected: bool,
}

/// One or more variables that a term stands for, and of whom they are known.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Name of each: the term as typed, or with `=label` where a term needs several.
    pub names: Vec<String>,
    /// The variables.
    pub variables: Vec<Variable>,
    /// Whether a pair has the same value both ways.
    pub symmetric: bool,
    /// Pairs of which it is known, of a layer as `known_pairs` says.
    pub pairs: Pairs,
    /// Only colleagues of the own school could be named.
    pub within_school: bool,
}

/// A property of people: numbers, or labels.
enum Property {
    Numbers(Vec<Option<f64>>),
    Labels(Vec<Option<u32>>, Vec<String>),
}

impl<'a> Source<'a> {
    /// Terms of one wave. With `valued`, layers carry their strengths.
    pub fn new(survey: &'a Survey, network: &'a Network, valued: bool) -> Self {
        Source { survey, network, valued, undirected: false }
    }

    /// The same, with layers in which a tie either way is a tie (and its strength the larger one).
    #[must_use]
    pub fn undirected(self) -> Self {
        Source { undirected: true, ..self }
    }

    /// Every pair, outsiders in none.
    fn everybody(&self) -> Pairs {
        let inside: Vec<bool> = self.network.members().map(|m| !m.outside).collect();
        Pairs::between(&inside, &inside)
    }

    fn staff(&self) -> impl Iterator<Item = &'a Staff> + '_ {
        let wave = &self.survey.waves[self.network.wave as usize];
        self.network.members().map(move |m| &wave.staff[m.position as usize])
    }

    /// What a term stands for.
    ///
    /// # Errors
    /// A layer, wave, property or kind of group that is not there, with those that are.
    pub fn terms(&self, term: &str) -> Result<Terms> {
        let everybody = || self.everybody();
        let Some((kind, name)) = term.split_once(':') else {
            return self.layer(term);
        };
        let one = |variable, symmetric, pairs| Terms {
            names: vec![term.into()],
            variables: vec![variable],
            symmetric,
            pairs,
            within_school: false,
        };
        match kind {
            "same" => {
                let labels = match self.property(name)? {
                    Property::Labels(labels, _) => labels,
                    Property::Numbers(numbers) => numbered(&numbers),
                };
                let labels = labels.into_iter().map(|l| l.unwrap_or(NO_LABEL)).collect();
                Ok(one(Variable::Same(labels), true, everybody()))
            }
            "diff" | "absdiff" => {
                let (numbers, known) = filled(&self.numbers(name, term)?);
                let pairs = everybody().and(&Pairs::between(&known, &known));
                if kind == "absdiff" {
                    return Ok(one(Variable::AbsoluteDifference(numbers), true, pairs));
                }
                let alter = numbers.iter().map(|x| -x).collect();
                Ok(one(Variable::Ends { ego: numbers, alter }, false, pairs))
            }
            "ego" | "alter" => self.end(term, kind == "ego", name),
            "group" => Ok(one(self.shared_groups(name)?, true, everybody())),
            _ => Err(Error::BadOption {
                option: "--predictors".into(),
                seen: term.into(),
                want: "a layer, layer@wave, same:, diff:, absdiff:, ego:, alter: and a property, or group: and a kind"
                    .into(),
            }),
        }
    }

    /// A layer of this wave, or of another (`layer@wave`), among the people of this one.
    fn layer(&self, term: &str) -> Result<Terms> {
        let (id, wave) = term.split_once('@').map_or((term, None), |(l, w)| (l, Some(w)));
        let layers = Layer::every(self.survey);
        let Some(layer) = layers.iter().find(|l| l.id == id) else {
            let seen = layers.into_iter().map(|l| l.id).collect();
            return Err(Error::Unknown { what: Thing::Layer, name: id.into(), seen });
        };
        let other;
        let network = match wave {
            None => self.network,
            Some(w) => {
                let Some(ix) = self.survey.waves.iter().position(|x| x.id == w) else {
                    let seen = self.survey.waves.iter().map(|x| x.id.clone()).collect();
                    return Err(Error::Unknown { what: Thing::Wave, name: w.into(), seen });
                };
                other = Network::of_wave(self.survey, ix as u32);
                &other
            }
        };
        let adjacency = network.adjacency(layer);
        let symmetric = self.undirected || adjacency.is_symmetric();
        let place = self.places(network);
        let ties = self.placed(&adjacency, &place);
        let pairs = known_pairs(network, layer).placed(&place, self.network.len()).and(&self.everybody());
        // Of a tie either way, both ways have to be known.
        let pairs = if self.undirected { pairs.both_ways() } else { pairs };
        Ok(Terms {
            names: vec![term.into()],
            variables: vec![Variable::Ties(ties)],
            symmetric,
            pairs,
            within_school: network.is_within_school(layer),
        })
    }

    /// For each person of a network who that is in this one; `u32::MAX` for who is not there.
    fn places(&self, network: &Network) -> Vec<u32> {
        let mut here = vec![u32::MAX; self.survey.people.len()];
        for (node, m) in self.network.members().enumerate() {
            here[m.person as usize] = node as u32;
        }
        network.members().map(|m| here[m.person as usize]).collect()
    }

    /// Ties of a network among the people of this one.
    fn placed(&self, adjacency: &Adjacency, place: &[u32]) -> Ties {
        let mut arcs = Vec::new();
        for a in 0..adjacency.len() as u32 {
            for e in adjacency.out.range(a) {
                let (p, q) = (place[a as usize], place[adjacency.out.targets()[e] as usize]);
                if p != u32::MAX && q != u32::MAX {
                    arcs.push((p, q, f64::from(adjacency.strength[e])));
                }
            }
        }
        if self.undirected {
            arcs.extend(arcs.clone().into_iter().map(|(a, b, x)| (b, a, x)));
        }
        // The stronger of two ways comes first and stays.
        arcs.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
        arcs.dedup_by_key(|a| (a.0, a.1));
        Ties::from_sorted(self.network.len(), &arcs, self.valued)
    }

    /// A property of one end: a number as it is, labels as one variable for each label but the most common, of
    /// equally common ones the first by name.
    fn end(&self, term: &str, ego: bool, name: &str) -> Result<Terms> {
        let ends = |x: Vec<f64>| {
            let zero = vec![0.0; x.len()];
            if ego { Variable::Ends { ego: x, alter: zero } } else { Variable::Ends { ego: zero, alter: x } }
        };
        let (names, variables, known): (_, _, Vec<bool>) = match self.property(name)? {
            Property::Numbers(numbers) => {
                let (x, known) = filled(&numbers);
                (vec![term.to_owned()], vec![ends(x)], known)
            }
            Property::Labels(labels, label_names) => {
                let mut count = vec![0u32; label_names.len()];
                labels.iter().flatten().for_each(|&l| count[l as usize] += 1);
                let reference = (0..count.len()).max_by_key(|&l| (count[l], std::cmp::Reverse(&label_names[l])));
                let used: Vec<usize> = (0..count.len()).filter(|&l| count[l] > 0 && Some(l) != reference).collect();
                let names = match used.len() {
                    1 => vec![term.to_owned()],
                    _ => used.iter().map(|&l| format!("{term}={}", label_names[l])).collect(),
                };
                let is = |l: usize| labels.iter().map(move |x| f64::from(u8::from(*x == Some(l as u32)))).collect();
                (names, used.into_iter().map(|l| ends(is(l))).collect(), labels.iter().map(Option::is_some).collect())
            }
        };
        let anybody = vec![true; known.len()];
        let own = if ego { Pairs::between(&known, &anybody) } else { Pairs::between(&anybody, &known) };
        let pairs = self.everybody().and(&own);
        Ok(Terms { names, variables, symmetric: false, pairs, within_school: false })
    }

    fn numbers(&self, name: &str, term: &str) -> Result<Vec<Option<f64>>> {
        match self.property(name)? {
            Property::Numbers(numbers) => Ok(numbers),
            Property::Labels(..) => Err(Error::BadOption {
                option: "--predictors".into(),
                seen: term.into(),
                want: format!("numbers: \"{name}\" holds labels, use same:{name}, ego:{name} or alter:{name}"),
            }),
        }
    }

    /// A property of everybody, by node.
    fn property(&self, name: &str) -> Result<Property> {
        let flag = |f: fn(&Staff) -> Option<bool>| {
            Property::Numbers(self.staff().map(|s| f(s).map(|b| f64::from(u8::from(b)))).collect())
        };
        Ok(match name {
            "school" => Property::Labels(
                self.staff().map(|s| s.school).collect(),
                self.survey.schools.iter().map(|s| s.id.clone()).collect(),
            ),
            "phase" => Property::Labels(self.staff().map(|s| s.phase).collect(), self.survey.phases.clone()),
            "role" => labelled(self.staff().map(|s| Some(format!("{:?}", s.role).to_lowercase()))),
            "subject" => labelled(self.staff().map(|s| s.subject.clone())),
            "years" => Property::Numbers(self.staff().map(|s| s.years).collect()),
            "fte" => Property::Numbers(self.staff().map(|s| s.fte).collect()),
            "is_new" => flag(|s| s.is_new),
            "host" => flag(|s| s.host),
            other => {
                let values: Vec<Option<String>> = self
                    .staff()
                    .map(|s| s.kept.iter().find(|(k, _)| k.eq_ignore_ascii_case(other)).map(|(_, v)| v.clone()))
                    .map(|v| v.filter(|v| !v.is_empty()))
                    .collect();
                if values.iter().all(Option::is_none) {
                    return Err(Error::BadOption {
                        option: "--predictors".into(),
                        seen: other.into(),
                        want: "school, phase, role, subject, years, fte, is_new, host, or a roster column that \
                               [teachers] keep names"
                            .into(),
                    });
                }
                let numbers: Vec<Option<Option<f64>>> =
                    values.iter().map(|v| v.as_ref().map(|v| v.replace(',', ".").parse().ok())).collect();
                if numbers.iter().flatten().all(Option::is_some) {
                    Property::Numbers(numbers.into_iter().map(Option::flatten).collect())
                } else {
                    labelled(values.into_iter())
                }
            }
        })
    }

    /// 1 where two people share a group of a kind.
    fn shared_groups(&self, kind: &str) -> Result<Variable> {
        let mut node_of = vec![u32::MAX; self.survey.people.len()];
        for (node, m) in self.network.members().enumerate() {
            node_of[m.person as usize] = node as u32;
        }
        let mut arcs = Vec::new();
        let mut seen = false;
        for group in self.survey.groups.iter().filter(|g| g.kind == kind) {
            seen = true;
            let nodes: Vec<u32> = group
                .members
                .iter()
                .filter(|m| m.0 == self.network.wave)
                .map(|m| node_of[m.1 as usize])
                .filter(|&n| n != u32::MAX)
                .collect();
            arcs.extend(nodes.iter().flat_map(|&a| nodes.iter().filter(move |&&b| a != b).map(move |&b| (a, b, 1.0))));
        }
        if !seen {
            let mut kinds: Vec<String> = self.survey.groups.iter().map(|g| g.kind.clone()).collect();
            kinds.sort();
            kinds.dedup();
            return Err(Error::BadOption {
                option: "--predictors".into(),
                seen: format!("group:{kind}"),
                want: format!("a kind of group: {}", kinds.join(", ")),
            });
        }
        arcs.sort_unstable_by_key(|a| (a.0, a.1));
        arcs.dedup_by_key(|a| (a.0, a.1));
        Ok(Variable::Ties(Ties::from_sorted(self.network.len(), &arcs, false)))
    }

    /// Who may change places: within `properties` (school, role, …), or freely when there are none. With
    /// `within_school` schools are always among them.
    pub fn exchange(&self, properties: &[String], within_school: bool) -> Result<Exchange> {
        let mut names: Vec<&str> = properties.iter().map(String::as_str).collect();
        if within_school && !names.contains(&"school") {
            names.push("school");
        }
        let outside = |v: u32| self.network.member(v).outside;
        if names.is_empty() {
            return Ok(Exchange::free(self.network.len()).without(outside));
        }
        let mut keys: Vec<Vec<Option<u32>>> = vec![Vec::new(); self.network.len()];
        for name in names {
            let labels = match self.property(name)? {
                Property::Labels(labels, _) => labels,
                Property::Numbers(numbers) => numbered(&numbers),
            };
            keys.iter_mut().zip(labels).for_each(|(k, l)| k.push(l));
        }
        let mut distinct: BTreeMap<&[Option<u32>], u32> = BTreeMap::new();
        for key in &keys {
            let next = distinct.len() as u32;
            distinct.entry(key).or_insert(next);
        }
        let labels: Vec<u32> = keys.iter().map(|k| distinct[k.as_slice()]).collect();
        Ok(Exchange::within(&labels).without(outside))
    }

    /// For each node a number for the school, for pairs within schools. People without a school are each alone.
    pub fn school_blocks(&self) -> Vec<u32> {
        school_blocks(self.network)
    }
}

/// Numbers with 0 where there is none, and where there is one.
fn filled(numbers: &[Option<f64>]) -> (Vec<f64>, Vec<bool>) {
    (numbers.iter().map(|x| x.unwrap_or(0.0)).collect(), numbers.iter().map(Option::is_some).collect())
}

/// Equal numbers get equal labels.
fn numbered(numbers: &[Option<f64>]) -> Vec<Option<u32>> {
    let mut distinct: Vec<f64> = numbers.iter().flatten().copied().collect();
    distinct.sort_by(f64::total_cmp);
    distinct.dedup();
    numbers
        .iter()
        .map(|x| x.and_then(|x| distinct.binary_search_by(|d| d.total_cmp(&x)).ok()).map(|l| l as u32))
        .collect()
}

fn labelled(values: impl Iterator<Item = Option<String>>) -> Property {
    let values: Vec<Option<String>> = values.collect();
    let mut names: Vec<String> = values.iter().flatten().cloned().collect();
    names.sort();
    names.dedup();
    let labels =
        values.iter().map(|v| v.as_ref().and_then(|v| names.binary_search(v).ok()).map(|l| l as u32)).collect();
    Property::Labels(labels, names)
}
