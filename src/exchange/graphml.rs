//! GraphML, for igraph, Gephi, NetworkX, yEd: people are called by their id in the attribute `name`. Beside ties with a
//! direction one without is two arcs, marked `undirected`.

use super::people::Flat;
use super::ties::{edges, feedback, frequency, initiative, state, topic};
use super::{File, Source, xml};
use crate::error::{NotHeld, Result};
use crate::survey::headings::key;

/// What is said of an edge, in order: heading, type.
const OF_EDGES: [(&str, &str); 7] = [
    ("relation", "string"),
    ("frequency", "double"),
    ("wave", "string"),
    ("initiative", "string"),
    ("topic", "string"),
    ("feedback", "string"),
    ("state", "string"),
];

pub(super) fn write(source: &Source<'_>) -> Result<Vec<File>> {
    let survey = source.survey;
    let flat = attributes(source);
    let mut lost = 0;
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    text.push_str("  <key id=\"v_name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n");
    for (number, column) in flat.iter().enumerate() {
        let kind = if column.is_number { "double" } else { "string" };
        text.push_str(&format!("  <key id=\"v{number}\" for=\"node\" attr.name=\""));
        lost += xml::escape(&column.name, &mut text);
        text.push_str(&format!("\" attr.type=\"{kind}\"/>\n"));
    }
    for (name, kind) in OF_EDGES {
        text.push_str(&format!("  <key id=\"e_{name}\" for=\"edge\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n"));
    }
    let (edges, all_undirected) = edges(source);
    if edges.iter().any(|edge| edge.half) {
        text.push_str(
            "  <key id=\"e_undirected\" for=\"edge\" attr.name=\"undirected\" \
             attr.type=\"boolean\"><default>false</default></key>\n",
        );
    }
    let default = if all_undirected { "undirected" } else { "directed" };
    text.push_str(&format!("  <graph id=\"G\" edgedefault=\"{default}\">\n"));
    for (number, person) in survey.people.iter().enumerate() {
        text.push_str(&format!("    <node id=\"n{number}\"><data key=\"v_name\">"));
        lost += xml::escape(&person.id, &mut text);
        text.push_str("</data>");
        for (key, column) in flat.iter().enumerate().filter(|(_, c)| !c.values[number].is_empty()) {
            text.push_str(&format!("<data key=\"v{key}\">"));
            lost += xml::escape(&column.values[number], &mut text);
            text.push_str("</data>");
        }
        text.push_str("</node>\n");
    }
    for edge in &edges {
        let tie = edge.tie;
        let relation = &survey.relations[tie.relation as usize];
        text.push_str(&format!("    <edge source=\"n{}\" target=\"n{}\">", edge.from, edge.to));
        let strength = frequency(tie.strength());
        let said: [&str; 7] = [
            &relation.id,
            &strength,
            &survey.waves[tie.wave as usize].id,
            initiative(tie.initiative),
            topic(survey, tie),
            feedback(tie),
            state(tie),
        ];
        for ((name, _), value) in OF_EDGES.iter().zip(said).filter(|(_, value)| !value.is_empty()) {
            text.push_str(&format!("<data key=\"e_{name}\">"));
            lost += xml::escape(value, &mut text);
            text.push_str("</data>");
        }
        if edge.half {
            text.push_str("<data key=\"e_undirected\">true</data>");
        }
        text.push_str("</edge>\n");
    }
    text.push_str("  </graph>\n</graphml>\n");
    source.lose(NotHeld::Signs, lost);
    Ok(vec![(String::new(), text.into_bytes())])
}

/// What is said of people, under headings that no reader takes for the id; and the waves of those who are not always
/// there.
pub(super) fn attributes(source: &Source<'_>) -> Vec<Flat> {
    let mut flat = source.people.flat();
    for column in &mut flat {
        if column.name == "name" {
            column.name = "full_name".into();
        } else if matches!(key(&column.name).as_str(), "name" | "label" | "naam" | "id") {
            column.name.push('_');
        }
    }
    let people = 0..source.survey.people.len() as u32;
    let waves: Vec<String> = people.map(|p| source.people.waves_of(p)).collect();
    if waves.iter().any(|w| !w.is_empty()) {
        flat.push(Flat { name: "waves".into(), values: waves, is_number: false });
    }
    flat
}
