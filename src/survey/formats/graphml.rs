//! GraphML, as igraph, NetworkX, Gephi, yEd and this program write it.

use super::network_file::NetworkFile;
use super::xml::{Piece, Xml};
use super::{Answers, Limits};
use crate::error::Result;
use crate::survey::headings::key;

/// A declared attribute.
struct Key {
    id: String,
    name: String,
    is_label: bool,
    of_edges: bool,
    default: Option<String>,
}

/// Reads GraphML.
pub(crate) fn read(text: &str, file: &str, limits: &Limits) -> Result<Answers> {
    limits.check_nodes(text, file)?;
    let mut xml = Xml::new(text, file, "GraphML", limits);
    let mut network = NetworkFile::new(file, "GraphML", limits);
    let mut keys: Vec<Key> = Vec::new();
    let mut undirected = false;
    loop {
        match xml.next()? {
            Piece::Open(tag) => match tag.name() {
                "key" if keys.len() < limits.columns as usize => {
                    let name = tag.attribute("attr.name").or_else(|| tag.attribute("id")).unwrap_or_default();
                    let is_label = tag.attribute("yfiles.type").as_deref() == Some("nodegraphics")
                        || matches!(key(&name).as_str(), "name" | "label" | "naam");
                    let of_edges = tag.attribute("for").as_deref() == Some("edge");
                    let id = tag.attribute("id").unwrap_or_default();
                    keys.push(Key { id, name, is_label, of_edges, default: default_of(&mut xml)? });
                }
                "graph" => undirected = tag.attribute("edgedefault").as_deref() == Some("undirected"),
                "node" => {
                    let person = network.node(&tag.attribute("id").unwrap_or_default())?;
                    for (number, value) in data(&mut xml, &keys, false)? {
                        let key = &keys[number];
                        if key.is_label {
                            network.label(person, &value);
                        } else {
                            network.attribute(person, &key.name, &value);
                        }
                    }
                }
                "edge" => {
                    let undirected = match tag.attribute("directed").as_deref() {
                        Some("false") => true,
                        Some("true") => false,
                        _ => undirected,
                    };
                    let line = xml.line();
                    let (Some(from), Some(to)) = (tag.attribute("source"), tag.attribute("target")) else {
                        return Err(xml.broken("edge"));
                    };
                    let (from, to) = (network.person(&from)?, network.person(&to)?);
                    let said: Vec<(String, String)> = data(&mut xml, &keys, true)?
                        .into_iter()
                        .map(|(number, value)| (keys[number].name.clone(), value))
                        .collect();
                    network.edge(from, to, undirected, line, &said)?;
                }
                _ => {}
            },
            Piece::End => return network.finish(),
            Piece::Close(_) | Piece::Text(_) => {}
        }
    }
}

/// What a key says when a node or edge does not.
fn default_of(xml: &mut Xml<'_>) -> Result<Option<String>> {
    let mut default = None;
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name() == "default" => default = Some(xml.text_inside()?),
            Piece::Close(name) if name == "key" => return Ok(default.filter(|text| !text.is_empty())),
            Piece::End => return Ok(default),
            _ => {}
        }
    }
}

/// The data of the node or edge that was just opened: number of the key, and value.
fn data(xml: &mut Xml<'_>, keys: &[Key], of_edge: bool) -> Result<Vec<(usize, String)>> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut depth = 1;
    while depth > 0 {
        match xml.next()? {
            Piece::Open(tag) if tag.name() == "data" => {
                let id = tag.attribute("key").unwrap_or_default();
                let value = xml.text_inside()?;
                // A graph inside a node has nodes of its own: their data are passed over.
                if let Some(number) = keys.iter().position(|key| key.id == id).filter(|_| depth == 1) {
                    found.push((number, value));
                }
            }
            Piece::Open(_) => depth += 1,
            Piece::Close(_) => depth -= 1,
            Piece::Text(_) => {}
            Piece::End => break,
        }
    }
    for (number, key) in keys.iter().enumerate() {
        if let Some(default) = key.default.as_ref().filter(|_| key.of_edges == of_edge)
            && !found.iter().any(|(n, _)| *n == number)
        {
            found.push((number, default.clone()));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::formats::Frequency;

    fn graph(text: &str) -> Answers {
        read(text, "t.graphml", &Limits::default()).expect("a network")
    }

    #[test]
    fn a_file_by_igraph_is_read_with_isolates_attributes_and_weights() {
        // As written by igraph 1.3.5 for R, shortened.
        let answers = graph(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="v_name" for="node" attr.name="name" attr.type="string"/>
  <key id="v_school" for="node" attr.name="school" attr.type="string"/>
  <key id="e_weight" for="edge" attr.name="weight" attr.type="double"/>
  <key id="e_relation" for="edge" attr.name="relation" attr.type="string"><default>advice</default></key>
  <graph id="G" edgedefault="directed">
    <node id="n0"><data key="v_name">T1</data><data key="v_school">De &amp; Brug</data></node>
    <node id="n1"><data key="v_name">T2</data></node>
    <node id="n2"><data key="v_name">T3</data></node>
    <edge source="n0" target="n1">
      <data key="e_weight">2.5</data>
    </edge>
    <edge source="n1" target="n0" directed="false"><data key="e_relation">class_visit</data></edge>
  </graph>
</graphml>"#,
        );
        assert_eq!(answers.people, ["T1", "T2", "T3"]);
        assert_eq!(answers.attributes[0].name, "school");
        assert_eq!(answers.attributes[0].values, ["De & Brug", "", ""]);
        assert_eq!(answers.questions.iter().map(|q| q.text.as_str()).collect::<Vec<_>>(), ["advice", "class_visit"]);
        let [first, second] = answers.answers[..] else { panic!("two answers") };
        assert_eq!((first.from, first.to, first.frequency, first.undirected), (0, 1, Frequency::Number(2.5), false));
        assert_eq!((second.from, second.question, second.undirected, second.line), (1, 1, true, 14));
    }

    #[test]
    fn own_ids_are_kept_and_names_become_an_attribute() {
        let answers = graph(
            "<graphml><key id='n' for='node' attr.name='name'/><graph edgedefault='undirected'><node id='T-7'><data \
             key='n'>Zoë</data></node><edge source='T-7' target='T-9'/></graph></graphml>",
        );
        assert_eq!(answers.people, ["T-7", "T-9"]);
        assert_eq!((answers.attributes[0].name.as_str(), &answers.attributes[0].values[0][..]), ("name", "Zoë"));
        assert!(answers.answers[0].undirected && answers.questions.len() == 1);
    }

    #[test]
    fn an_edge_without_an_end_is_said_with_its_line() {
        let error = read("<graphml><graph>\n<edge source='a'/>", "t", &Limits::default()).expect_err("broken");
        assert!(matches!(error, crate::error::Error::Broken { place, .. } if place.line == Some(2)));
    }
}
