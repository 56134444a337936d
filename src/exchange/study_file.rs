//! The `study.toml` that goes with files of ties, so that they are read as the same survey.

use super::Source;
use crate::survey::headings::{TableKind, field_of};
use crate::survey::{End, Question, Relation, catalogue};

/// For one file of ties in which each row says its relation and wave.
pub(super) fn of_ties(source: &Source<'_>) -> String {
    let mut text = head(source);
    for question in &source.survey.questions {
        if question.within_school || question.max_names.is_some() || question.at_least > 0.0 {
            text.push_str(&entry(source, question, "ties.csv"));
        }
    }
    text
}

/// A file of ties: its name, its wave, and its relation when it does not say that itself.
pub(super) type TieFile<'a> = (&'a str, usize, Option<u32>);

/// For files of ties of one wave each.
pub(super) fn of_files(source: &Source<'_>, files: &[TieFile<'_>]) -> String {
    let survey = source.survey;
    let mut text = head(source);
    for &(file, wave, relation) in files {
        let wave = quoted(&survey.waves[wave].id);
        text.push_str(&format!("\n[[ties]]\nfile = {}\nwave = {wave}\n", quoted(file)));
        if let Some(relation) = relation {
            text.push_str(&format!("relation = {}\n", quoted(&survey.relations[relation as usize].id)));
        }
    }
    text
}

fn entry(source: &Source<'_>, question: &Question, file: &str) -> String {
    let survey = source.survey;
    let relation = &survey.relations[question.relation as usize];
    let mut text = format!(
        "\n[[ties]]\nfile = {}\nrelation = {}\nwave = {}\n",
        quoted(file),
        quoted(&relation.id),
        quoted(&survey.waves[question.wave as usize].id)
    );
    if question.within_school {
        text.push_str("asked_within = \"school\"\n");
    }
    if let Some(names) = question.max_names {
        text.push_str(&format!("max_names = {names}\n"));
    }
    if question.at_least > 0.0 {
        text.push_str(&format!("at_least = {}\n", number(question.at_least)));
    }
    if question.end == End::To {
        text.push_str("reporter = \"to\"\n");
    }
    text
}

/// Everything but the ties.
fn head(source: &Source<'_>) -> String {
    let (study, survey) = (source.study, source.survey);
    let mut text = format!("title = {}\n", quoted(&survey.title));
    if let Some(language) = &study.language {
        text.push_str(&format!("language = {}\n", quoted(language)));
    }
    // TOML has no whole numbers beyond 63 bits.
    if let Some(seed) = study.seed.and_then(|seed| i64::try_from(seed).ok()) {
        text.push_str(&format!("seed = {seed}\n"));
    }
    for wave in &survey.waves {
        text.push_str(&format!("\n[[waves]]\nid = {}\n", quoted(&wave.id)));
        if let Some(period) = &wave.period {
            text.push_str(&format!("period = {}\n", quoted(period)));
        }
    }
    let kept: Vec<String> = source
        .people
        .columns
        .iter()
        .filter(|c| field_of(TableKind::Roster, &c.name).is_none() && c.name != "outside")
        .map(|c| quoted(&c.name))
        .collect();
    let ids_made = survey.people.iter().any(|person| person.id_made);
    if !kept.is_empty() || ids_made {
        text.push_str("\n[teachers]\n");
    }
    if ids_made {
        text.push_str("ids_made = true\n");
    }
    if !kept.is_empty() {
        text.push_str(&format!("keep = [{}]\n", kept.join(", ")));
    }
    let known = catalogue::relations();
    for (number, relation) in survey.relations.iter().enumerate() {
        let both = asked_of_both(source, number as u32).or(relation.both_sides_asked);
        let as_it_is = known.iter().any(|k| k == relation) && both.is_none();
        if !as_it_is {
            text.push_str(&relation_entry(relation, both));
        }
    }
    for mix in &survey.mixes {
        let relations: Vec<String> = mix.relations.iter().map(|&r| quoted(&survey.relations[r as usize].id)).collect();
        text.push_str(&format!("\n[[layers]]\nid = {}\nrelations = [{}]\n", quoted(&mix.id), relations.join(", ")));
    }
    if !survey.group_kinds_as_ties.is_empty() {
        let kinds: Vec<String> = survey.group_kinds_as_ties.iter().map(|k| quoted(k)).collect();
        text.push_str(&format!("\n[groups]\nas_ties = [{}]\n", kinds.join(", ")));
    }
    if let Some(rate) = study.standard {
        text.push_str(&format!("\n[standard]\nopen_door_rate = {}\n", number(rate)));
    }
    text
}

/// Whether both ends were asked in every wave in which the relation was asked, when the reports alone do not show it:
/// in some wave one of the ends named nobody.
fn asked_of_both(source: &Source<'_>, relation: u32) -> Option<bool> {
    let survey = source.survey;
    let waves = 0..survey.waves.len() as u32;
    let mut unseen = false;
    for wave in waves {
        let ends = survey.questions.iter().filter(|q| (q.wave, q.relation) == (wave, relation)).count();
        if ends == 1 {
            return None;
        }
        if ends == 2 {
            let ties = || survey.ties.iter().filter(|t| (t.wave, t.relation) == (wave, relation));
            unseen |= !(ties().any(|t| t.from_says > 0.0) && ties().any(|t| t.to_says > 0.0));
        }
    }
    unseen.then_some(true)
}

fn relation_entry(relation: &Relation, both: Option<bool>) -> String {
    let word = |value: serde_json::Value| value.to_string();
    let mut text = format!(
        "\n[[relations]]\nid = {}\nlabel = {{ en = {}, nl = {} }}\n",
        quoted(&relation.id),
        quoted(&relation.label_en),
        quoted(&relation.label_nl)
    );
    if !relation.aliases.is_empty() {
        let aliases: Vec<String> = relation.aliases.iter().map(|a| quoted(a)).collect();
        text.push_str(&format!("aliases = [{}]\n", aliases.join(", ")));
    }
    text.push_str(&format!(
        "family = {}\ndirected = {}\nopenness = {}\ninterdependence = {}\nopens = {}\nchannel = {}\n",
        word(serde_json::json!(relation.family)),
        relation.directed,
        relation.openness,
        relation.interdependence,
        word(serde_json::json!(relation.opens)),
        word(serde_json::json!(relation.channel)),
    ));
    if let Some(both) = both {
        text.push_str(&format!("both_sides_asked = {both}\n"));
    }
    text
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A number that TOML takes for one with a fraction.
fn number(x: impl Into<f64>) -> String {
    let x: f64 = x.into();
    let text = x.to_string();
    if text.contains('.') { text } else { format!("{text}.0") }
}
