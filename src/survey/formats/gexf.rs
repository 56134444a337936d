//! GEXF, as Gephi writes it.

use super::network_file::NetworkFile;
use super::xml::{Piece, Tag, Xml};
use super::{Answers, Limits};
use crate::error::Result;

/// Reads GEXF.
pub(crate) fn read(text: &str, file: &str, limits: &Limits) -> Result<Answers> {
    limits.check_nodes(text, file)?;
    let mut xml = Xml::new(text, file, "GEXF", limits);
    let mut network = NetworkFile::new(file, "GEXF", limits);
    // Id and title of declared attributes, those of nodes and those of edges.
    let mut titles: [Vec<(String, String)>; 2] = Default::default();
    let (mut of_edges, mut undirected) = (false, true);
    let mut people = Vec::new();
    loop {
        match xml.next()? {
            Piece::Open(tag) => match tag.name() {
                "graph" => {
                    undirected = tag.attribute("defaultedgetype").is_none_or(|kind| kind != "directed");
                }
                "attributes" => of_edges = tag.attribute("class").as_deref() == Some("edge"),
                "attribute" if titles[usize::from(of_edges)].len() < limits.columns as usize => {
                    let id = tag.attribute("id").unwrap_or_default();
                    let title = tag.attribute("title").unwrap_or_else(|| id.clone());
                    titles[usize::from(of_edges)].push((id, title));
                }
                "node" => {
                    let person = network.node(&tag.attribute("id").unwrap_or_default())?;
                    if let Some(label) = tag.attribute("label") {
                        network.label(person, &label);
                    }
                    people.push(person);
                }
                // Nodes may stand inside nodes: a value belongs to the innermost that is open.
                "attvalue" => {
                    if let (Some(&person), Some((title, value))) = (people.last(), value_of(&tag, &titles[0])) {
                        network.attribute(person, &title, &value);
                    }
                }
                "edge" => edge(&mut xml, &tag, &mut network, undirected, &titles[1])?,
                _ => {}
            },
            Piece::Close(name) if name == "node" => {
                people.pop();
            }
            Piece::Close(_) | Piece::Text(_) => {}
            Piece::End => return network.finish(),
        }
    }
}

fn edge(
    xml: &mut Xml<'_>,
    tag: &Tag<'_>,
    network: &mut NetworkFile<'_>,
    undirected: bool,
    titles: &[(String, String)],
) -> Result<()> {
    let line = xml.line();
    let (Some(from), Some(to)) = (tag.attribute("source"), tag.attribute("target")) else {
        return Err(xml.broken("edge"));
    };
    let undirected = match tag.attribute("type").as_deref() {
        Some("directed") => false,
        Some("undirected" | "mutual") => true,
        _ => undirected,
    };
    let mut said: Vec<(String, String)> = Vec::new();
    for name in ["weight", "kind", "label"] {
        if let Some(value) = tag.attribute(name) {
            let name = if name == "kind" { "relation" } else { name };
            said.push((name.into(), value));
        }
    }
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name() == "attvalue" => said.extend(value_of(&tag, titles)),
            Piece::Close(name) if name == "edge" => break,
            Piece::End => break,
            _ => {}
        }
    }
    let (from, to) = (network.person(&from)?, network.person(&to)?);
    network.edge(from, to, undirected, line, &said)
}

/// The title and value of an attribute.
fn value_of(tag: &Tag<'_>, titles: &[(String, String)]) -> Option<(String, String)> {
    let id = tag.attribute("for").or_else(|| tag.attribute("id"))?;
    let title = titles.iter().find(|(declared, _)| *declared == id).map_or(id, |(_, title)| title.clone());
    Some((title, tag.attribute("value")?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::formats::Frequency;

    #[test]
    fn a_file_by_gephi_is_read_with_isolates_attributes_and_weights() {
        // As Gephi 0.10 exports it, shortened.
        let text = r#"<?xml version='1.0' encoding='UTF-8'?>
<gexf xmlns="http://gexf.net/1.3" version="1.3" xmlns:viz="http://gexf.net/1.3/viz">
  <graph defaultedgetype="directed">
    <attributes class="node" mode="static"><attribute id="school" title="School" type="string"/></attributes>
    <attributes class="edge" mode="static"><attribute id="0" title="wave" type="string"/></attributes>
    <nodes>
      <node id="0" label="Jan"><attvalues><attvalue for="school" value="De Brug"/></attvalues><viz:size value="9"/></node>
      <node id="1" label="Zo&#xEB;"/>
      <node id="2" label="Piet"/>
    </nodes>
    <edges>
      <edge id="0" source="0" target="1" weight="3.0" kind="advice"><attvalues><attvalue for="0" value="2026"/></attvalues></edge>
      <edge id="1" source="1" target="0" type="undirected"/>
    </edges>
  </graph>
</gexf>"#;
        let answers = read(text, "t.gexf", &Limits::default()).expect("a network");
        assert_eq!(answers.people, ["Jan", "Zoë", "Piet"]);
        assert_eq!((answers.attributes[0].name.as_str(), &answers.attributes[0].values[0][..]), ("School", "De Brug"));
        assert_eq!(answers.waves, ["2026"]);
        let [first, second] = answers.answers[..] else { panic!("two answers") };
        assert_eq!((first.frequency, first.wave, first.undirected), (Frequency::Number(3.0), 0, false));
        assert!(second.undirected && answers.questions[0].text == "advice" && answers.questions[1].text.is_empty());
    }
}
