//! What network files have in common: nodes with attributes, edges with attributes, in any order.

use super::answers::{Answer, Answers, Asked, Attribute, Detail, Frequency, Reason, Shape};
use super::{Limits, names::Names};
use crate::error::{Error, Field, Limit, Notice, Place, Result};
use crate::survey::headings::{TableKind, field_of, key};
use std::collections::BTreeMap;

/// A network in the making.
pub(crate) struct NetworkFile<'a> {
    answers: Answers,
    ids: Names,
    labels: Vec<Option<String>>,
    attributes: Names,
    /// For each attribute, people and values.
    values: Vec<Vec<(u32, String)>>,
    questions: Names,
    waves: Names,
    frequencies: Names,
    not_read: Names,
    /// Of a tie without direction that is written as two arcs, the first: ends, question, wave; and which answer it is.
    halves: BTreeMap<(u32, u32, u32, u32), u32>,
    nodes: u64,
    limits: &'a Limits,
}

impl<'a> NetworkFile<'a> {
    pub(crate) fn new(file: &str, format: &'static str, limits: &'a Limits) -> Self {
        NetworkFile {
            answers: Answers::new(file, Shape::Network, Reason::Format(format.to_owned())),
            ids: Names::default(),
            labels: Vec::new(),
            attributes: Names::default(),
            values: Vec::new(),
            questions: Names::default(),
            waves: Names::default(),
            frequencies: Names::default(),
            not_read: Names::default(),
            halves: BTreeMap::new(),
            nodes: 0,
            limits,
        }
    }

    /// The person with an id, new if an edge came before its node.
    pub(crate) fn person(&mut self, id: &str) -> Result<u32> {
        let person = self.ids.person(id.trim(), &self.answers.file, self.limits)?;
        if self.labels.len() < self.ids.len() {
            self.labels.resize(self.ids.len(), None);
        }
        Ok(person)
    }

    /// The person of a node. There are no more nodes than people, however often an id is said again.
    pub(crate) fn node(&mut self, id: &str) -> Result<u32> {
        self.nodes += 1;
        if self.nodes > u64::from(self.limits.people) {
            let (file, limit) = (self.answers.file.clone(), self.limits.people.into());
            return Err(Error::TooLarge { file, what: Limit::People, seen: self.nodes, limit });
        }
        self.person(id)
    }

    /// What the file calls a person beside the id.
    pub(crate) fn label(&mut self, person: u32, label: &str) {
        let label = label.trim();
        if !label.is_empty() {
            self.labels[person as usize] = Some(label.to_owned());
        }
    }

    /// Something the file says of a person.
    pub(crate) fn attribute(&mut self, person: u32, name: &str, value: &str) {
        let number = self.attributes.number(name.trim()) as usize;
        // A file with a thousand people and a million attributes is no survey.
        if number >= self.limits.columns as usize || value.trim().is_empty() {
            return;
        }
        if self.values.len() <= number {
            self.values.resize_with(number + 1, Vec::new);
        }
        self.values[number].push((person, value.trim().to_owned()));
    }

    /// An edge and what is said of it.
    pub(crate) fn edge(
        &mut self,
        from: u32,
        to: u32,
        undirected: bool,
        line: u64,
        said: &[(String, String)],
    ) -> Result<()> {
        let mut answer = Answer {
            from,
            to,
            question: 0,
            wave: Answer::NO_WAVE,
            frequency: Frequency::Named,
            undirected,
            line: line as u32,
            column: Answer::NO_COLUMN,
        };
        let (mut relation, mut half) = (None, false);
        let number = self.answers.answers.len() as u32;
        let details = self.answers.details.len();
        for (name, value) in said {
            let value = value.trim();
            match field_of(TableKind::Ties, name) {
                _ if value.is_empty() => {}
                Some(Field::Relation) => relation = Some(value),
                Some(Field::Wave) => answer.wave = self.waves.number(value),
                Some(Field::Frequency) => {
                    answer.frequency = frequency(value, |label| self.frequencies.number(label));
                }
                Some(field @ (Field::Initiative | Field::Topic | Field::Feedback | Field::Reporter)) => {
                    self.answers.details.push(Detail { answer: number, field, text: value.to_owned() });
                }
                _ if key(name) == "undirected" => half = matches!(&*value.to_ascii_lowercase(), "true" | "yes" | "1"),
                _ if matches!(key(name).as_str(), "label" | "type" | "interaction") => {
                    if relation.is_none() && !matches!(key(value).as_str(), "directed" | "undirected") {
                        relation = Some(value);
                    }
                }
                _ => {
                    self.not_read.number(name);
                }
            }
        }
        answer.question = self.questions.number(relation.unwrap_or_default());
        for names in [&self.questions, &self.waves, &self.frequencies, &self.not_read] {
            names.check(&self.answers.file, self.limits)?;
        }
        answer.undirected |= half;
        let ends = (answer.from, answer.to, answer.question, answer.wave);
        if half && self.is_way_back(answer, details) {
            self.answers.details.truncate(details);
            return Ok(());
        }
        self.answers.push(answer, self.limits)?;
        if self.answers.answers.len() as u32 == number {
            // The answer was a zero: it has no details.
            self.answers.details.truncate(details);
        } else if half {
            self.halves.insert(ends, number);
        }
        Ok(())
    }

    /// Whether an arc is the second of the two that one tie without direction stands as, and says nothing that the
    /// first does not. One that says something else is an answer of its own.
    fn is_way_back(&mut self, answer: Answer, details: usize) -> bool {
        let ends = (answer.to, answer.from, answer.question, answer.wave);
        let Some(&first) = self.halves.get(&ends) else { return false };
        let (known, own) = self.answers.details.split_at(details);
        let said = &known[known.partition_point(|d| d.answer < first)..known.partition_point(|d| d.answer <= first)];
        let same = self.answers.answers[first as usize].frequency == answer.frequency
            && said.iter().map(|d| (d.field, &d.text)).eq(own.iter().map(|d| (d.field, &d.text)));
        if same {
            self.halves.remove(&ends);
        }
        same
    }

    /// The file says only at its end that no tie has a direction.
    pub(crate) fn all_undirected(&mut self) {
        self.answers.answers.iter_mut().for_each(|answer| answer.undirected = true);
    }

    /// The answers, people called by what identifies them.
    pub(crate) fn finish(mut self) -> Result<Answers> {
        let ids = self.ids.into_texts();
        let people = match usable(&self.labels) {
            Some(labels) if ids_are_numbers(&ids) => labels,
            _ => {
                if self.labels.iter().zip(&ids).any(|(label, id)| label.as_ref().is_some_and(|label| label != id)) {
                    self.answers.attributes.push(Attribute {
                        name: "name".into(),
                        values: self.labels.into_iter().map(Option::unwrap_or_default).collect(),
                        ..Attribute::default()
                    });
                }
                ids
            }
        };
        let filled = self.values.iter().map(Vec::len).sum();
        check_attributes(self.values.len(), people.len(), filled, &self.answers.file)?;
        for (name, said) in self.attributes.into_texts().into_iter().zip(self.values) {
            let mut values = vec![String::new(); people.len()];
            for (person, value) in said {
                values[person as usize] = value;
            }
            let mut known = self.answers.attributes.iter();
            if !known.any(|attribute| attribute.name == name) && values != people {
                self.answers.attributes.push(Attribute { name, values, ..Attribute::default() });
            }
        }
        self.answers.people = people;
        self.answers.questions = asked(self.questions);
        self.answers.waves = self.waves.into_texts();
        self.answers.labels = self.frequencies.into_texts();
        self.answers.rows = self.answers.answers.len() as u64 + self.answers.zeros;
        if self.not_read.len() > 0 {
            let (place, columns) = (Place::file(&self.answers.file), self.not_read.into_texts());
            self.answers.notices.push(Notice::ColumnsNotRead { place, columns });
        }
        Ok(self.answers)
    }
}

/// Refuses many attributes that hardly anybody has: each takes room for everybody.
pub(crate) fn check_attributes(attributes: usize, people: usize, filled: usize, file: &str) -> Result<()> {
    const ALWAYS: u64 = 4_000_000;
    let (seen, limit) = (attributes as u64 * people as u64, ALWAYS + 4 * filled as u64);
    if seen <= limit {
        return Ok(());
    }
    Err(Error::TooLarge { file: file.into(), what: Limit::Columns, seen, limit })
}

/// Questions by their texts; one without a text when there are none.
pub(crate) fn asked(texts: Names) -> Vec<Asked> {
    let mut asked: Vec<Asked> = texts.into_texts().into_iter().map(|text| Asked { text, ..Asked::default() }).collect();
    if asked.is_empty() {
        asked.push(Asked::default());
    }
    asked
}

/// A frequency as it was written: a number, with a point or a comma, or a label.
pub(crate) fn frequency(text: &str, label: impl FnOnce(&str) -> u32) -> Frequency {
    match number(text) {
        Some(number) => Frequency::Number(number),
        None => Frequency::Label(label(text)),
    }
}

/// A number with a decimal point or a decimal comma.
pub(crate) fn number(text: &str) -> Option<f64> {
    let first = text.bytes().next()?;
    if !(first.is_ascii_digit() || matches!(first, b'-' | b'+' | b'.' | b',')) {
        return None;
    }
    let number = match text.parse() {
        Ok(number) => Some(number),
        Err(_) if text.bytes().filter(|&b| b == b',').count() == 1 => text.replace(',', ".").parse().ok(),
        Err(_) => None,
    };
    number.filter(|number: &f64| number.is_finite())
}

/// Labels that can stand for the ids: everybody has one, and no two the same.
fn usable(labels: &[Option<String>]) -> Option<Vec<String>> {
    let labels: Vec<String> = labels.iter().cloned().collect::<Option<_>>()?;
    let mut sorted: Vec<&String> = labels.iter().collect();
    sorted.sort_unstable();
    let distinct = sorted.windows(2).all(|pair| pair[0] != pair[1]);
    (distinct && !labels.is_empty()).then_some(labels)
}

/// Ids that a program gave: `n0`, `n1`, … or `1`, `2`, … in order.
fn ids_are_numbers(ids: &[String]) -> bool {
    let number = |id: &String| id.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<usize>().ok();
    let first = ids.first().and_then(number);
    first.is_some_and(|first| first < 2 && ids.iter().enumerate().all(|(i, id)| number(id) == Some(first + i)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_have_a_decimal_comma() {
        assert_eq!(number("0,5"), Some(0.5));
        assert_eq!(number("-1.5e2"), Some(-150.0));
        for text in ["", "wekelijks", "1,000,000", "inf", "NaN", "1 2"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn people_go_by_their_label_only_when_the_ids_are_a_programs_numbers() {
        for (ids, want) in [(["n0", "n1"], ["Jan", "Zoë"]), (["T7", "T9"], ["T7", "T9"])] {
            let limits = Limits::default();
            let mut file = NetworkFile::new("t", "JSON", &limits);
            for (id, label) in ids.into_iter().zip(["Jan", "Zoë"]) {
                let person = file.person(id).expect("a person");
                file.label(person, label);
            }
            assert_eq!(file.finish().expect("a network").people, want);
        }
    }

    #[test]
    fn two_arcs_that_are_marked_undirected_are_one_tie_and_nothing_else_is_lost() {
        let limits = Limits::default();
        let mut file = NetworkFile::new("t", "GEXF", &limits);
        for id in ["a", "b", "c"] {
            file.person(id).expect("a person");
        }
        let mut edge = |from, to, said: &[(&str, &str)]| {
            let said: Vec<_> = said.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
            file.edge(from, to, false, 1, &said).expect("an edge");
        };
        let mark = ("Undirected", "true");
        // There and back, with another tie in between, in two waves.
        edge(0, 1, &[mark, ("weight", "2"), ("topic", "x"), ("wave", "1")]);
        edge(0, 2, &[("undirected", "false"), ("wave", "1")]);
        edge(1, 0, &[mark, ("weight", "2"), ("topic", "x"), ("wave", "1")]);
        edge(1, 0, &[mark, ("weight", "2"), ("topic", "x"), ("wave", "2")]);
        // Only one of the two is left, or the second says something else.
        edge(2, 1, &[mark, ("wave", "1")]);
        edge(1, 2, &[mark, ("wave", "1"), ("topic", "y")]);
        let answers = file.finish().expect("a network");
        let found: Vec<_> = answers.answers.iter().map(|a| (a.from, a.to, a.wave, a.undirected)).collect();
        assert_eq!(found, [(0, 1, 0, true), (0, 2, 0, false), (1, 0, 1, true), (2, 1, 0, true), (1, 2, 0, true)]);
        let details: Vec<_> = answers.details.iter().map(|d| (d.answer, d.text.as_str())).collect();
        assert_eq!(details, [(0, "x"), (2, "x"), (4, "y")]);
        assert!(answers.notices.is_empty());
    }
}
