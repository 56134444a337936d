//! GEXF 1.3, for Gephi and NetworkX: people are called by their id in `label`. Beside ties with a direction one without
//! is two arcs, marked `undirected`.

use super::graphml::attributes;
use super::ties::{edges, feedback, frequency, initiative, state, topic};
use super::{File, Source, xml};
use crate::error::{NotHeld, Result};

const OF_EDGES: [&str; 6] = ["relation", "wave", "initiative", "topic", "feedback", "state"];

pub(super) fn write(source: &Source<'_>) -> Result<Vec<File>> {
    let survey = source.survey;
    let flat = attributes(source);
    let mut lost = 0;
    let (edges, all_undirected) = edges(source);
    let default = if all_undirected { "undirected" } else { "directed" };
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n  \
         <graph defaultedgetype=\"{default}\" mode=\"static\">\n    <attributes class=\"node\" mode=\"static\">\n",
    );
    for (number, column) in flat.iter().enumerate() {
        let kind = if column.is_number { "double" } else { "string" };
        text.push_str(&format!("      <attribute id=\"v{number}\" type=\"{kind}\" title=\""));
        lost += xml::escape(&column.name, &mut text);
        text.push_str("\"/>\n");
    }
    text.push_str("    </attributes>\n    <attributes class=\"edge\" mode=\"static\">\n");
    for name in OF_EDGES {
        text.push_str(&format!("      <attribute id=\"e_{name}\" type=\"string\" title=\"{name}\"/>\n"));
    }
    if edges.iter().any(|edge| edge.half) {
        text.push_str(
            "      <attribute id=\"e_undirected\" type=\"boolean\" title=\"undirected\"><default>false</default>\
             </attribute>\n",
        );
    }
    text.push_str("    </attributes>\n    <nodes>\n");
    let value = |text: &mut String, id: &str, value: &str| {
        text.push_str(&format!("<attvalue for=\"{id}\" value=\""));
        let signs = xml::escape(value, text);
        text.push_str("\"/>");
        signs
    };
    for (number, person) in survey.people.iter().enumerate() {
        text.push_str(&format!("      <node id=\"n{number}\" label=\""));
        lost += xml::escape(&person.id, &mut text);
        text.push_str("\"><attvalues>");
        for (key, column) in flat.iter().enumerate().filter(|(_, c)| !c.values[number].is_empty()) {
            lost += value(&mut text, &format!("v{key}"), &column.values[number]);
        }
        text.push_str("</attvalues></node>\n");
    }
    text.push_str("    </nodes>\n    <edges>\n");
    for (number, edge) in edges.iter().enumerate() {
        let tie = edge.tie;
        let relation = &survey.relations[tie.relation as usize];
        let weight = frequency(tie.strength());
        text.push_str(&format!(
            "      <edge id=\"{number}\" source=\"n{}\" target=\"n{}\" weight=\"{weight}\" kind=\"",
            edge.from, edge.to
        ));
        lost += xml::escape(&relation.id, &mut text);
        text.push_str("\"><attvalues>");
        let said: [&str; 6] = [
            &relation.id,
            &survey.waves[tie.wave as usize].id,
            initiative(tie.initiative),
            topic(survey, tie),
            feedback(tie),
            state(tie),
        ];
        for (name, said) in OF_EDGES.iter().zip(said).filter(|(_, said)| !said.is_empty()) {
            lost += value(&mut text, &format!("e_{name}"), said);
        }
        if edge.half {
            lost += value(&mut text, "e_undirected", "true");
        }
        text.push_str("</attvalues></edge>\n");
    }
    text.push_str("    </edges>\n  </graph>\n</gexf>\n");
    source.lose(NotHeld::Signs, lost);
    Ok(vec![(String::new(), text.into_bytes())])
}
