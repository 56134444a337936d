//! Pajek: `.net` with one network, `.paj` with networks, partitions and vectors.

use super::answers::{Answer, Answers, Asked, Attribute, Frequency, Reason, Shape};
use super::network_file::{check_attributes, number};
use super::{Limits, delimited, names::Names};
use crate::error::{Error, Limit, Notice, Place, Result};
use crate::survey::headings::fold;

/// What the lines that follow mean.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Nothing,
    Vertices,
    /// Lines, directed or not; one per line or a list per line.
    Lines {
        undirected: bool,
        list: bool,
    },
    Matrix,
    /// Values of people: a partition or a vector.
    Values,
}

/// A network of the project.
struct Network {
    name: String,
    labels: Vec<Option<String>>,
    /// Between vertices by their position, the relation in place of the question.
    ties: Vec<Answer>,
    /// Names of relations, `:1 "advice"`.
    relations: Vec<(String, String)>,
    cells: usize,
}

struct Reader<'a> {
    file: &'a str,
    /// How long the text is.
    bytes: usize,
    limits: &'a Limits,
    line: u32,
    part: Part,
    networks: Vec<Network>,
    title: Option<String>,
    /// Values of people, with how many people they are for.
    values: Vec<(String, usize, Vec<String>)>,
    relation: u32,
    lines: u64,
}

/// Whether a text begins as Pajek does.
pub(crate) fn is_pajek(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('%'));
    first.and_then(|line| line.strip_prefix('*')).is_some_and(|command| {
        let word: String =
            command.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
        matches!(word.as_str(), "network" | "vertices" | "partition" | "vector")
    })
}

/// Reads Pajek. When its networks are of different people, `asked` says which is meant; else it is the first.
pub(crate) fn read(text: &str, file: &str, asked: Option<&str>, limits: &Limits) -> Result<Answers> {
    let mut reader = Reader {
        file,
        bytes: text.len(),
        limits,
        line: 0,
        part: Part::Nothing,
        networks: Vec::new(),
        title: None,
        values: Vec::new(),
        relation: 0,
        lines: 0,
    };
    for line in text.lines().flat_map(|line| line.split('\r')) {
        reader.line += 1;
        if line.len() as u64 > limits.row_bytes() {
            let (at, seen, limit) = (reader.line.into(), line.len() as u64, limits.cell_bytes);
            return Err(delimited::too_large(file, at, Limit::Cell, seen, limit));
        }
        let line = line.trim();
        if line.is_empty() || line.starts_with('%') {
            continue;
        }
        match line.strip_prefix('*') {
            Some(command) => reader.command(command)?,
            None => reader.data(line)?,
        }
    }
    reader.finish(asked)
}

impl Reader<'_> {
    fn broken(&self, seen: &str) -> Error {
        let place = Place::line(self.file, self.line.into());
        Error::Broken { place, format: "Pajek".into(), seen: seen.chars().take(200).collect() }
    }

    fn command(&mut self, text: &str) -> Result<()> {
        let (command, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim();
        // Some write `*Arcs:1`.
        let (command, rest) = match command.split_once(':') {
            Some((command, number)) => (command, format!(":{number} {rest}")),
            None => (command, rest.to_owned()),
        };
        self.part = match command.to_ascii_lowercase().as_str() {
            "network" => {
                self.title = Some(rest.trim().to_owned());
                Part::Nothing
            }
            "partition" | "vector" => {
                self.values.push((rest.trim().to_owned(), 0, Vec::new()));
                Part::Values
            }
            "vertices" => return self.vertices(&rest),
            "arcs" => self.relation(&rest, Part::Lines { undirected: false, list: false })?,
            "edges" => self.relation(&rest, Part::Lines { undirected: true, list: false })?,
            "arcslist" => self.relation(&rest, Part::Lines { undirected: false, list: true })?,
            "edgeslist" => self.relation(&rest, Part::Lines { undirected: true, list: true })?,
            "matrix" => {
                let part = self.relation(&rest, Part::Matrix)?;
                if let Some(network) = self.networks.last_mut() {
                    network.cells = 0;
                }
                part
            }
            // Permutations, clusters, hierarchies, events.
            _ => Part::Nothing,
        };
        Ok(())
    }

    fn vertices(&mut self, rest: &str) -> Result<()> {
        let mut counts = rest.split_whitespace().map(str::parse::<u64>);
        let Some(Ok(count)) = counts.next() else { return Err(self.broken(rest)) };
        self.limits.check_people(count, self.bytes, self.file)?;
        if self.part == Part::Values {
            if let Some(values) = self.values.last_mut() {
                values.1 = count as usize;
            }
            return Ok(());
        }
        if let Some(Ok(_)) = counts.next() {
            return Err(Error::NotRead { file: self.file.into(), seen: "Pajek, two-mode".into() });
        }
        // Many empty networks in one file would add up.
        let all: usize = self.networks.iter().map(|network| network.labels.len()).sum();
        if all as u64 + count > 2 * u64::from(self.limits.people) {
            let (file, limit) = (self.file.into(), self.limits.people.into());
            return Err(Error::TooLarge { file, what: Limit::People, seen: all as u64 + count, limit });
        }
        self.networks.push(Network {
            name: self.title.take().unwrap_or_default(),
            labels: vec![None; count as usize],
            ties: Vec::new(),
            relations: Vec::new(),
            cells: 0,
        });
        self.part = Part::Vertices;
        Ok(())
    }

    /// `:2 "is friend of"` after `*Arcs`.
    fn relation(&mut self, rest: &str, part: Part) -> Result<Part> {
        let (number, label) = match rest.trim().strip_prefix(':') {
            Some(rest) => {
                let (number, label) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
                (number.to_owned(), label.trim().trim_matches('"').trim().to_owned())
            }
            None => (String::new(), String::new()),
        };
        if self.networks.is_empty() {
            // Lines before any people.
            return Err(self.broken("*Vertices"));
        }
        let most = self.limits.columns as usize;
        let Some(network) = self.networks.last_mut() else { return Ok(part) };
        let known = network.relations.iter().position(|(known, _)| *known == number);
        self.relation = match known {
            Some(known) => known as u32,
            None if network.relations.len() >= most => return Err(self.broken(rest)),
            None => {
                let label = if label.is_empty() { number.clone() } else { label };
                network.relations.push((number, label));
                network.relations.len() as u32 - 1
            }
        };
        Ok(part)
    }

    fn data(&mut self, line: &str) -> Result<()> {
        match self.part {
            Part::Nothing => Ok(()),
            Part::Vertices => self.vertex(line),
            Part::Lines { undirected, list } => self.lines(line, undirected, list),
            Part::Matrix => self.matrix_row(line),
            Part::Values => match self.values.last_mut() {
                Some((_, count, values)) if values.len() < *count => {
                    values.push(line.to_owned());
                    Ok(())
                }
                _ => Err(self.broken(line)),
            },
        }
    }

    fn vertex(&mut self, line: &str) -> Result<()> {
        let (number, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        let label = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap_or_default(),
            None => rest.split_whitespace().next().unwrap_or_default(),
        };
        let labels = self.networks.last_mut().map(|network| &mut network.labels);
        match number.parse::<usize>().ok().and_then(|n| labels?.get_mut(n.checked_sub(1)?)) {
            Some(slot) => *slot = Some(label.trim().to_owned()).filter(|label| !label.is_empty()),
            None => return Err(self.broken(line)),
        }
        Ok(())
    }

    fn person(&self, word: Option<&str>, line: &str) -> Result<u32> {
        let count = self.networks.last().map_or(0, |network| network.labels.len() as u32);
        // A list may mark an arc to be left out with a minus sign.
        word.and_then(|w| w.parse::<u32>().ok())
            .filter(|n| (1..=count).contains(n))
            .map(|n| n - 1)
            .ok_or_else(|| self.broken(line))
    }

    fn lines(&mut self, line: &str, undirected: bool, list: bool) -> Result<()> {
        let mut words = line.split_whitespace();
        let from = self.person(words.next(), line)?;
        if list {
            for word in words {
                let to = self.person(Some(word), line)?;
                self.add(from, to, Frequency::Named, undirected)?;
            }
            return Ok(());
        }
        let to = self.person(words.next(), line)?;
        let frequency = words.next().and_then(number).map_or(Frequency::Named, Frequency::Number);
        self.add(from, to, frequency, undirected)
    }

    fn matrix_row(&mut self, line: &str) -> Result<()> {
        for word in line.split_whitespace() {
            let value = number(word).ok_or_else(|| self.broken(word))?;
            let Some(network) = self.networks.last_mut() else { return Err(self.broken(line)) };
            let (people, cell) = (network.labels.len(), network.cells);
            network.cells += 1;
            if cell >= people * people {
                return Err(self.broken(line));
            }
            self.add((cell / people) as u32, (cell % people) as u32, Frequency::Number(value), false)?;
        }
        Ok(())
    }

    fn add(&mut self, from: u32, to: u32, frequency: Frequency, undirected: bool) -> Result<()> {
        self.lines += 1;
        if self.lines > self.limits.ties {
            let (file, seen, limit) = (self.file.into(), self.lines, self.limits.ties);
            return Err(Error::TooLarge { file, what: Limit::Ties, seen, limit });
        }
        let (question, line, wave, column) = (self.relation, self.line, Answer::NO_WAVE, Answer::NO_COLUMN);
        if let Some(network) = self.networks.last_mut() {
            network.ties.push(Answer { from, to, question, wave, frequency, undirected, line, column });
        }
        Ok(())
    }

    fn finish(self, asked: Option<&str>) -> Result<Answers> {
        let file = self.file;
        let mut answers = Answers::new(file, Shape::Network, Reason::Format("Pajek".to_owned()));
        let Some(first) = chosen(&self.networks, asked, file)? else {
            return Err(Error::Broken { place: Place::file(file), format: "Pajek".into(), seen: "*Vertices".into() });
        };
        let several = self.networks.len() > 1;
        let mut people = Names::default();
        let mut questions = Names::default();
        let labels = self.networks[first].labels.clone();
        let count = labels.len();
        answers.named = labels.iter().any(Option::is_some);
        let first_name = self.networks[first].name.clone();
        for (n, network) in self.networks.into_iter().enumerate() {
            if n != first && (asked.is_some() || !same_people(&labels, &network.labels)) {
                let used = format!("{file}, {first_name}");
                let place = Place::file(format!("{file}, {}", network.name));
                answers.notices.push(Notice::FileNotRead { place, used });
                continue;
            }
            let numbers = numbered(&network, &mut people, &mut answers.notices, file);
            let asked: Vec<u32> = network
                .relations
                .iter()
                .map(|(_, text)| questions.number(if text.is_empty() && several { &network.name } else { text }))
                .collect();
            // In place: there may be millions.
            let mut ties = network.ties;
            let before = ties.len();
            ties.retain(|tie| !tie.frequency.is_zero());
            answers.zeros += (before - ties.len()) as u64;
            for tie in &mut ties {
                tie.from = numbers[tie.from as usize];
                tie.to = numbers[tie.to as usize];
                tie.question = asked[tie.question as usize];
            }
            if answers.answers.is_empty() {
                answers.answers = ties;
            } else {
                answers.answers.append(&mut ties);
            }
        }
        let filled = self.values.iter().map(|(.., values)| values.len()).sum();
        check_attributes(self.values.len(), people.len(), filled, file)?;
        for (name, size, mut values) in self.values {
            if size == count {
                values.resize(people.len(), String::new());
                answers.attributes.push(Attribute { name, values, ..Attribute::default() });
            }
        }
        answers.people = people.into_texts();
        answers.questions = questions.into_texts().into_iter().map(|text| Asked { text, ..Asked::default() }).collect();
        if answers.questions.is_empty() {
            answers.questions.push(Asked::default());
        }
        answers.rows = self.lines;
        Ok(answers)
    }
}

/// The network that is read first: the one asked for, by name or number.
fn chosen(networks: &[Network], asked: Option<&str>, file: &str) -> Result<Option<usize>> {
    let Some(asked) = asked else { return Ok((!networks.is_empty()).then_some(0)) };
    let named = networks.iter().position(|network| fold(&network.name) == fold(asked));
    let numbered = || asked.trim().parse::<usize>().ok()?.checked_sub(1).filter(|&n| n < networks.len());
    named.or_else(numbered).map(Some).ok_or_else(|| Error::BadOption {
        option: format!("sheet ({file})"),
        seen: asked.into(),
        want: networks.iter().map(|network| network.name.as_str()).collect::<Vec<_>>().join("; "),
    })
}

/// Whether two networks of a project are of the same people: the same list, or lists of real names. `v1` in a network
/// of 48 and `v1` in one of 32 may be two people.
fn same_people(one: &[Option<String>], other: &[Option<String>]) -> bool {
    let bare = |(n, label): (usize, &Option<String>)| {
        label.as_ref().is_none_or(|label| {
            label.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<usize>() == Ok(n + 1)
        })
    };
    one == other || !(one.iter().enumerate().all(bare) || other.iter().enumerate().all(bare))
}

/// The number of each vertex among all people. Two vertices of one label stay two people.
fn numbered(network: &Network, people: &mut Names, notices: &mut Vec<Notice>, file: &str) -> Vec<u32> {
    let mut seen = Names::default();
    let mut numbers = Vec::with_capacity(network.labels.len());
    for (n, label) in network.labels.iter().enumerate() {
        let label = label.clone().unwrap_or_else(|| (n + 1).to_string());
        let before = seen.len();
        seen.number(&label);
        if seen.len() == before {
            notices.push(Notice::PersonTwice { place: Place::file(file), id: label.clone() });
            numbers.push(people.number(&format!("{label} ({})", n + 1)));
        } else {
            numbers.push(people.number(&label));
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Answers {
        read(text, "t.net", None, &Limits::default()).expect("a network")
    }

    #[test]
    fn arcs_edges_lists_and_matrices_are_read() {
        let answers = network(
            "*Network test\r\n*Vertices 3\r\n1 \"Jan Jansen\" 0.1 0.2\r\n2 Piet ic Red\r\n*Arcs :1 \"advice\"\r\n1 2 2.5\r\n\
             2 1\r\n*Edges :2\r\n1 3 1 [1-2]\r\n*Arcslist :1\r\n3 1 2\r\n*Matrix :3 \"visit\"\r\n0 1 0\r\n0 0 0 1\r\n0 0\r\n",
        );
        assert_eq!(answers.people, ["Jan Jansen", "Piet", "3"]);
        assert_eq!(answers.questions.iter().map(|q| &q.text[..]).collect::<Vec<_>>(), ["advice", "2", "visit"]);
        let ties: Vec<_> = answers.answers.iter().map(|a| (a.from, a.to, a.question, a.undirected)).collect();
        let want = [(0, 1, 0), (1, 0, 0), (0, 2, 1), (2, 0, 0), (2, 1, 0), (0, 1, 2), (2, 0, 2)];
        assert_eq!(ties, want.map(|(from, to, question)| (from, to, question, question == 1)));
        assert_eq!((answers.answers[0].frequency, answers.answers[0].line), (Frequency::Number(2.5), 6));
        assert_eq!((answers.answers[1].frequency, answers.zeros), (Frequency::Named, 7));
    }

    #[test]
    fn partitions_and_vectors_are_attributes_of_the_people_they_fit() {
        let answers = network(
            "*Vertices 2\n1 \"a\"\n2 \"b\"\n*Edges\n1 2\n\n*Partition team\n*Vertices 2\n1\n2\n*Vector x\n*Vertices 1\n9\n",
        );
        assert_eq!(
            answers.attributes,
            [Attribute { name: "team".into(), values: vec!["1".into(), "2".into()], ..Attribute::default() }]
        );
    }

    #[test]
    fn the_same_bare_number_in_a_network_of_another_size_is_not_taken_for_the_same_person() {
        let text = "*Network A\n*Vertices 3\n1 \"v1\"\n2 \"v2\"\n3 \"v3\"\n*Arcs\n1 2\n*Network B\n*Vertices 2\n1 \"v1\"\n\
                    2 \"v2\"\n*Arcs\n2 1\n";
        let answers = network(text);
        assert_eq!((answers.people.len(), answers.answers.len()), (3, 1));
        assert!(matches!(&answers.notices[..], [Notice::FileNotRead { place, .. }] if place.file == "t.net, B"));
        for asked in ["b", "2"] {
            let answers = read(text, "t.net", Some(asked), &Limits::default()).expect("a network");
            assert_eq!((answers.people.len(), answers.answers[0].from), (2, 1));
        }
        assert_eq!(network(&text.replace('v', "Jan ")).people.len(), 3);
        assert!(matches!(read(text, "t.net", Some("C"), &Limits::default()), Err(Error::BadOption { .. })));
    }

    #[test]
    fn two_people_of_one_name_stay_two() {
        let answers = network("*Vertices 2\n1 \"Jan\"\n2 \"Jan\"\n*Arcs\n1 2\n");
        assert_eq!(answers.people, ["Jan", "Jan (2)"]);
        assert!(matches!(answers.notices[..], [Notice::PersonTwice { .. }]));
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_line() {
        for text in ["*Vertices 2\n\n*Arcs\n1 3\n", "*Vertices 2\n%\n1 a\nx b\n", "*Vertices 1\n*Matrix\n0\n0\n"] {
            let error = read(text, "t.net", None, &Limits::default()).expect_err("broken");
            assert!(matches!(error, Error::Broken { place, .. } if place.line == Some(4)), "{text:?}");
        }
        let most = read("*Vertices 4000000000\n", "t.net", None, &Limits::default()).expect_err("too large");
        assert!(matches!(most, Error::TooLarge { what: Limit::People, .. }));
        assert!(matches!(read("*Vertices 5 2\n", "t.net", None, &Limits::default()), Err(Error::NotRead { .. })));
    }
}
