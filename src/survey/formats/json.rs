//! Networks as JSON: this program's own, and the node-link form of NetworkX, D3 and others.

use super::network_file::NetworkFile;
use super::{Answers, Limits};
use crate::error::{EarlierWhy, Error, Place, Result};
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Reads `{"people": [{"id": …}], "ties": [{"from": …, "to": …}]}`; also `nodes`, `links`, `edges`.
pub(crate) fn read(text: &str, file: &str, limits: &Limits) -> Result<Answers> {
    let mut reader = Reader {
        network: NetworkFile::new(file, "JSON", limits),
        undirected: false,
        nodes: 0,
        stopped: None,
        limits,
        file,
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let read = reader.deserialize(&mut json).and_then(|()| json.end());
    if let Some(error) = reader.stopped {
        return Err(error);
    }
    if let Err(error) = read {
        let place = Place::line(file, error.line() as u64);
        return Err(Error::Broken { place, format: "JSON".into(), seen: error.to_string() });
    }
    if reader.undirected {
        reader.network.all_undirected();
    }
    reader.network.finish()
}

struct Reader<'a> {
    network: NetworkFile<'a>,
    undirected: bool,
    nodes: u64,
    /// What stopped the walk, beside what is wrong with the JSON itself.
    stopped: Option<Error>,
    limits: &'a Limits,
    file: &'a str,
}

impl<'de> DeserializeSeed<'de> for &mut Reader<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Reader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("people and ties")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = false;
        let most = self.limits.cell_bytes;
        while let Some(name) = map.next_key_seed(Key(most))? {
            let rows = match name.as_str() {
                // What this program found has its people and ties by their places, and they are no answers.
                "schema_version" => {
                    self.stopped = Some(Error::EarlierWave {
                        path: self.file.to_owned(),
                        program: String::new(),
                        why: EarlierWhy::NotTies,
                    });
                    return Err(A::Error::custom("findings"));
                }
                "people" | "nodes" | "vertices" => Rows { reader: self, ties: false },
                "ties" | "links" | "edges" => Rows { reader: self, ties: true },
                "directed" => {
                    self.undirected = map.next_value_seed(Scalar(most))?.is_some_and(|text| text == "false");
                    continue;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            map.next_value_seed(rows)?;
            seen = true;
        }
        if seen { Ok(()) } else { Err(A::Error::custom("no people and no ties")) }
    }
}

/// The list of people, or of ties.
struct Rows<'r, 'a> {
    reader: &'r mut Reader<'a>,
    ties: bool,
}

impl<'de> DeserializeSeed<'de> for Rows<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut row = 0;
        while let Some(mut fields) = seq.next_element_seed(Fields(self.reader.limits))? {
            row += 1;
            let done =
                if self.ties { self.reader.tie(&mut fields, row) } else { self.reader.node(&fields).map(|()| true) };
            match done {
                Ok(true) => {}
                Ok(false) => return Err(A::Error::custom("a tie without both ends")),
                Err(error) => {
                    self.reader.stopped = Some(error);
                    return Err(A::Error::custom("too many"));
                }
            }
        }
        Ok(())
    }
}

impl Reader<'_> {
    fn node(&mut self, fields: &[(String, String)]) -> Result<()> {
        let find = |names: &[&str]| fields.iter().find(|(name, _)| names.contains(&name.as_str()));
        // D3 counts its nodes from 0 where they have no id.
        let id = find(&["id", "key"]).map_or_else(|| self.nodes.to_string(), |(_, id)| id.clone());
        self.nodes += 1;
        let person = self.network.node(&id)?;
        for (name, value) in fields {
            match name.as_str() {
                "id" | "key" => {}
                "name" | "label" => self.network.label(person, value),
                _ => self.network.attribute(person, name, value),
            }
        }
        Ok(())
    }

    fn tie(&mut self, fields: &mut Vec<(String, String)>, row: u64) -> Result<bool> {
        let mut take = |names: [&str; 2]| {
            let at = fields.iter().position(|(name, _)| names.contains(&name.as_str()))?;
            Some(fields.swap_remove(at).1)
        };
        let (from, to) = (take(["from", "source"]), take(["to", "target"]));
        let undirected = matches!(take(["directed", "directed"]).as_deref(), Some("false"));
        let (Some(from), Some(to)) = (from, to) else { return Ok(false) };
        let (from, to) = (self.network.person(&from)?, self.network.person(&to)?);
        fields.retain(|(name, _)| name != "id" && name != "key");
        self.network.edge(from, to, undirected, row, fields)?;
        Ok(true)
    }
}

/// The plain fields of an object; lists and objects in it are passed over.
struct Fields<'a>(&'a Limits);

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = Vec<(String, String)>;
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = Vec<(String, String)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        let most = self.0.cell_bytes;
        while let Some(name) = map.next_key_seed(Key(most))? {
            match map.next_value_seed(Scalar(most))? {
                Some(text) if fields.len() < self.0.columns as usize => fields.push((name, text)),
                Some(_) => return Err(A::Error::custom("too many fields")),
                None => {}
            }
        }
        Ok(fields)
    }
}

/// The name of a field. One that is too long to be a name is not copied.
struct Key(u64);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<String, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<String, E> {
        text_of(text, self.0)
    }
}

/// A text, unless it is longer than a cell may be.
fn text_of<E: serde::de::Error>(text: &str, most: u64) -> Result<String, E> {
    let bytes = text.len();
    if bytes as u64 <= most { Ok(text.to_owned()) } else { Err(E::custom(format!("a text of {bytes} bytes"))) }
}

/// A text, number or truth value, as text; nothing for what is neither.
struct Scalar(u64);

impl<'de> DeserializeSeed<'de> for Scalar {
    type Value = Option<String>;
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Scalar {
    type Value = Option<String>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        text_of(text, self.0).map(Some)
    }
    fn visit_bool<E>(self, yes: bool) -> Result<Self::Value, E> {
        Ok(Some(yes.to_string()))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Limit;
    use crate::survey::formats::{Detail, Frequency};

    fn network(text: &str) -> Result<Answers> {
        read(text, "t.json", &Limits::default())
    }

    #[test]
    fn what_this_program_found_is_no_file_of_ties() {
        let text =
            r#"{"schema_version":1,"program":"staffroom 0.1.0","people":[{"id":"a"}],"ties":[{"from":0,"to":1}]}"#;
        let refused = read(text, "findings.json", &Limits::default());
        assert!(matches!(refused, Err(Error::EarlierWave { why: EarlierWhy::NotTies, .. })), "{refused:?}");
    }

    #[test]
    fn people_and_ties_are_read_with_all_that_is_said_of_them() {
        let answers = network(
            r#"{"people": [{"id": "T1", "name": "Zoë", "school": "A", "years": 3.5, "x": {"y": [1]}}, {"id": "T2"}, {"id": "T3"}],
                "ties": [{"from": "T1", "to": "T2", "relation": "advice", "frequency": 2, "wave": "2026", "initiative": "own"},
                         {"from": "T2", "to": "T1", "frequency": 0, "topic": "none"}, {"from": "T2", "to": "T3"}]}"#,
        )
        .expect("a network");
        assert_eq!((answers.people.len(), answers.answers.len(), answers.zeros), (3, 2, 1));
        let names: Vec<&str> = answers.attributes.iter().map(|a| a.name.as_str()).collect();
        assert_eq!(names, ["name", "school", "years"]);
        assert_eq!(answers.answers[0].frequency, Frequency::Number(2.0));
        let own = Detail { answer: 0, field: crate::error::Field::Initiative, text: "own".into() };
        assert_eq!((answers.details, answers.waves), (vec![own], vec!["2026".to_string()]));
    }

    #[test]
    fn node_link_files_of_other_programs_are_read() {
        // As networkx 3.6.1 writes it: node_link_data of an undirected graph with one isolate.
        let text = r#"{"directed": false, "multigraph": false, "graph": {}, "nodes": [{"id": 0}, {"id": 1}, {"id": 2}],
                       "edges": [{"weight": 1.5, "source": 0, "target": 2}]}"#;
        let answers = network(text).expect("a network");
        assert_eq!(answers.people, ["0", "1", "2"]);
        assert!(answers.answers[0].undirected && answers.answers[0].to == 2);
        let d3 = r#"{"links": [{"source": 1, "target": 0}], "nodes": [{"name": "Jan"}, {"name": "Zoë"}]}"#;
        assert_eq!(network(d3).expect("a network").people.len(), 2);
    }

    #[test]
    fn what_is_no_network_is_refused_with_its_line() {
        for text in ["{\n\"a\": 1}", "{\n\"ties\": [{\"from\": \"a\"}]}", "{\n", "[\n1]"] {
            assert!(matches!(network(text), Err(Error::Broken { place, .. }) if place.line >= Some(1)), "{text}");
        }
        let deep = format!("{{\"x\": {}", "[".repeat(100_000));
        assert!(matches!(network(&deep), Err(Error::Broken { .. })));
        let few = Limits { people: 2, ..Limits::default() };
        let many = r#"{"nodes": [{}, {}, {}]}"#;
        assert!(matches!(read(many, "t", &few), Err(Error::TooLarge { what: Limit::People, .. })));
    }
}
