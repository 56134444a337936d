//! UCINET's DL text: full and half matrices, edge lists and node lists, several matrices in one file.

use super::answers::{Answer, Answers, Asked, Attribute, Frequency, Reason, Respondent, Shape};
use super::dl_header::{Header, Layout, Word, Words, broken, header};
use super::network_file::number;
use super::{Limits, names::Names};
use crate::error::{Error, Limit, Result};
use crate::survey::Aside;

/// Whether a text begins as DL does.
pub(crate) fn is_dl(text: &str) -> bool {
    let text = text.trim_start();
    text.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("dl"))
        && text[2..].starts_with([' ', '\t', '\r', '\n', ','])
}

/// Reads DL.
pub(crate) fn read(text: &str, file: &str, limits: &Limits) -> Result<Answers> {
    let mut words = Words::new(text);
    words.next();
    let header = header(&mut words, file, limits)?;
    let mut reader = Reader {
        file,
        limits,
        answers: Answers::new(file, Shape::Network, Reason::Format("DL".to_owned())),
        people: Names::default(),
        level: 0,
    };
    reader.begin(&header)?;
    match header.layout {
        Layout::EdgeList | Layout::NodeList => reader.lists(&header, words)?,
        _ if header.is_two_mode() => return reader.table(&header, &mut words),
        _ => reader.matrices(&header, &mut words)?,
    }
    Ok(reader.finish())
}

struct Reader<'a> {
    file: &'a str,
    limits: &'a Limits,
    answers: Answers,
    people: Names,
    level: u32,
}

impl Reader<'_> {
    fn begin(&mut self, header: &Header) -> Result<()> {
        let cells = (header.rows as u64).saturating_mul(header.columns as u64).saturating_mul(header.levels as u64);
        let lists = matches!(header.layout, Layout::EdgeList | Layout::NodeList);
        let (limit, file) = (self.limits.ties, self.file.to_owned());
        if header.levels as u64 > u64::from(self.limits.columns) || (!lists && cells > limit.saturating_mul(4)) {
            return Err(Error::TooLarge { file, what: Limit::Ties, seen: cells, limit });
        }
        let labels = if header.row_labels.is_empty() { &header.column_labels } else { &header.row_labels };
        self.answers.named = !labels.is_empty() || header.rows_embedded || header.columns_embedded;
        if !header.rows_embedded && !header.columns_embedded {
            for n in 0..header.rows {
                match labels.get(n) {
                    Some(label) if self.people.find(label).is_none() => self.people.number(label),
                    Some(label) => self.people.number(&format!("{label} ({})", n + 1)),
                    None => self.people.number(&(n + 1).to_string()),
                };
            }
        }
        for level in 0..header.levels {
            let text = header.level_labels.get(level).cloned();
            let text = text.unwrap_or_else(|| if header.levels > 1 { (level + 1).to_string() } else { String::new() });
            self.answers.questions.push(Asked { text, ..Asked::default() });
        }
        Ok(())
    }

    fn matrices(&mut self, header: &Header, words: &mut Words<'_>) -> Result<()> {
        let n = header.rows;
        for level in 0..header.levels {
            self.level = level as u32;
            let columns = if header.columns_embedded {
                let labels = (0..n).map(|_| self.label(words.next()));
                labels.collect::<Result<Vec<u32>>>()?
            } else {
                (0..n as u32).collect()
            };
            for row in 0..n {
                let person = if header.rows_embedded { self.label(words.next())? } else { columns[row] };
                let (from, until) = match header.layout {
                    Layout::Upper => (row + usize::from(!header.diagonal), n),
                    Layout::Lower => (0, row + usize::from(header.diagonal)),
                    _ => (0, n),
                };
                let mut filled = 0;
                let mut line = 0;
                for (column, &to) in columns.iter().enumerate().take(until).skip(from) {
                    if column == row && !header.diagonal {
                        continue;
                    }
                    let word = words.next();
                    let Some(value) = word else { return Err(broken(self.file, None, "DATA:")) };
                    line = if line == 0 { value.line } else { line };
                    filled += u32::from(self.cell(person, to, value, header.layout != Layout::Full)? && column != row);
                }
                if header.layout == Layout::Full {
                    let (question, wave) = (self.level, Answer::NO_WAVE);
                    self.answers.respondents.push(Respondent { person, question, wave, filled, finished: true, line });
                }
            }
        }
        self.answers.rows = (header.rows * header.levels) as u64;
        match words.next() {
            Some(word) => Err(broken(self.file, Some(word), "")),
            None => Ok(()),
        }
    }

    /// One cell; whether it is an answer and not a missing one.
    fn cell(&mut self, from: u32, to: u32, word: Word<'_>, undirected: bool) -> Result<bool> {
        let Some(value) = number(word.text) else {
            if matches!(word.text, "." | "-" | "?") || word.text.eq_ignore_ascii_case("na") {
                self.answers.set_aside(Aside::MissingCode, word.line, Answer::NO_COLUMN, self.level);
                return Ok(false);
            }
            return Err(broken(self.file, Some(word), ""));
        };
        self.add(from, to, Frequency::Number(value), undirected, word.line)?;
        Ok(true)
    }

    fn add(&mut self, from: u32, to: u32, frequency: Frequency, undirected: bool, line: u32) -> Result<()> {
        let (question, wave, column) = (self.level, Answer::NO_WAVE, Answer::NO_COLUMN);
        self.answers.push(Answer { from, to, question, wave, frequency, undirected, line, column }, self.limits)
    }

    fn label(&mut self, word: Option<Word<'_>>) -> Result<u32> {
        let word = word.ok_or_else(|| broken(self.file, None, "LABELS"))?;
        self.people.person(word.text.trim(), self.file, self.limits)
    }

    /// A person of a list: by label, or by number.
    fn end(&mut self, word: Word<'_>, header: &Header) -> Result<u32> {
        if header.rows_embedded || header.columns_embedded {
            return self.label(Some(word));
        }
        let number = word.text.parse::<u32>().ok().filter(|n| (1..=header.rows as u32).contains(n)).map(|n| n - 1);
        number.or_else(|| self.people.find(word.text)).ok_or_else(|| broken(self.file, Some(word), ""))
    }

    fn lists(&mut self, header: &Header, words: Words<'_>) -> Result<()> {
        let mut words = words.peekable();
        while let Some(first) = words.next() {
            if first.text == "!" {
                self.level += 1;
                continue;
            }
            if self.level as usize >= header.levels {
                return Err(broken(self.file, Some(first), ""));
            }
            self.answers.rows += 1;
            let from = self.end(first, header)?;
            let mut on_line = Vec::new();
            while let Some(word) = words.next_if(|word| word.line == first.line) {
                on_line.push(word);
            }
            match (header.layout, &on_line[..]) {
                (Layout::NodeList, alters) => {
                    for &alter in alters {
                        let to = self.end(alter, header)?;
                        self.add(from, to, Frequency::Named, false, first.line)?;
                    }
                }
                (_, [to]) => {
                    let to = self.end(*to, header)?;
                    self.add(from, to, Frequency::Named, false, first.line)?;
                }
                (_, [to, value]) => {
                    let to = self.end(*to, header)?;
                    self.cell(from, to, *value, false)?;
                }
                _ => return Err(broken(self.file, Some(first), "")),
            }
        }
        Ok(())
    }

    /// A matrix that is not square: what the file says of each person.
    fn table(mut self, header: &Header, words: &mut Words<'_>) -> Result<Answers> {
        if header.columns > self.limits.columns as usize {
            let (file, seen, limit) = (self.file.into(), header.columns as u64, self.limits.columns.into());
            return Err(Error::TooLarge { file, what: Limit::Columns, seen, limit });
        }
        let mut names = header.column_labels.clone();
        if header.columns_embedded {
            names = words.take(header.columns).map(|word| word.text.to_owned()).collect();
        }
        let mut attributes: Vec<Attribute> = (0..header.columns)
            .map(|n| Attribute {
                name: names.get(n).cloned().unwrap_or_else(|| (n + 1).to_string()),
                ..Attribute::default()
            })
            .collect();
        for _ in 0..header.rows {
            if header.rows_embedded {
                self.label(words.next())?;
            }
            for attribute in &mut attributes {
                let word = words.next().ok_or_else(|| broken(self.file, None, "DATA:"))?;
                attribute.values.push(word.text.to_owned());
            }
        }
        self.answers.rows = header.rows as u64;
        self.answers.attributes = attributes;
        Ok(self.finish())
    }

    fn finish(mut self) -> Answers {
        self.answers.people = self.people.into_texts();
        self.answers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dl(text: &str) -> Answers {
        read(text, "t.dl", &Limits::default()).expect("a network")
    }

    fn ties(answers: &Answers) -> Vec<(&str, &str, Frequency)> {
        let name = |n: u32| answers.people[n as usize].as_str();
        answers.answers.iter().map(|a| (name(a.from), name(a.to), a.frequency)).collect()
    }

    const ONE: Frequency = Frequency::Number(1.0);

    #[test]
    fn full_matrices_are_read_with_their_labels_and_levels() {
        let answers = dl("DL\r\nN=2 NM=2\r\nFORMAT = FULLMATRIX DIAGONAL PRESENT\r\nROW LABELS:\r\nA\r\nB\r\n\
                          COLUMN LABELS:\r\nA\r\nB\r\nLEVEL LABELS:\r\nadvice\r\nvisit\r\nDATA:\r\n0 1\r\n0 0\r\n\
                          \r\n0 . 2.5 1\r\n\x1a");
        assert_eq!(ties(&answers), [("A", "B", ONE), ("B", "A", Frequency::Number(2.5)), ("B", "B", ONE)]);
        assert_eq!(answers.questions.iter().map(|q| &q.text[..]).collect::<Vec<_>>(), ["advice", "visit"]);
        assert_eq!((answers.zeros, answers.aside[&Aside::MissingCode].answers, answers.read()), (4, 1, 8));
        assert_eq!((answers.answers[0].line, answers.answers[1].line), (14, 17));
        let filled: Vec<u32> = answers.respondents.iter().map(|r| r.filled).collect();
        assert_eq!(filled, [1, 1, 0, 1]);
    }

    #[test]
    fn halves_are_undirected_and_an_absent_diagonal_is_not_looked_for() {
        for text in [
            "dl n=3 format=upperhalf diagonal=absent labels: a,b,c data: 1 0\n1",
            "dl n=3, format=lowerhalf, diagonal present\nlabels:\na b c\ndata:\n0\n1 0\n0 1 0",
        ] {
            let answers = dl(text);
            let mut pairs: Vec<_> =
                ties(&answers).iter().map(|t| if t.0 < t.1 { (t.0, t.1) } else { (t.1, t.0) }).collect();
            pairs.sort_unstable();
            assert_eq!(pairs, [("a", "b"), ("b", "c")], "{text}");
            assert!(answers.answers.iter().all(|a| a.undirected) && answers.respondents.is_empty());
        }
        let answers = dl("dl n=2 diagonal=absent labels: a,b data: 1\n0");
        assert_eq!(ties(&answers), [("a", "b", ONE)]);
    }

    #[test]
    fn lists_are_read_by_number_and_by_label() {
        let edges =
            dl("dl n=3 format=edgelist1 nm=2\nlabels:\nJan Jansen\nPiet\n\"Mies, de\"\ndata:\n1 2 2\n2 1\n!\n3 1 1\n");
        assert_eq!(edges.people, ["Jan Jansen", "Piet", "Mies, de"]);
        let want = [
            ("Jan Jansen", "Piet", Frequency::Number(2.0)),
            ("Piet", "Jan Jansen", Frequency::Named),
            ("Mies, de", "Jan Jansen", ONE),
        ];
        assert_eq!(ties(&edges), want);
        assert_eq!(edges.answers[2].question, 1);
        let nodes = dl("DL n=4 format=nodelist1 labels embedded\ndata:\nann bob cas\ndirk\nbob ann\n");
        assert_eq!(nodes.people, ["ann", "bob", "cas", "dirk"]);
        let named = Frequency::Named;
        assert_eq!(ties(&nodes), [("ann", "bob", named), ("ann", "cas", named), ("bob", "ann", named)]);
    }

    #[test]
    fn labels_may_stand_in_the_data() {
        let answers = dl("dl n=2 labels embedded format=fullmatrix\ndata:\n   x y\nx  0 1\ny  0 0\n");
        assert_eq!((answers.people.len(), ties(&answers)), (2, vec![("x", "y", ONE)]));
    }

    #[test]
    fn a_matrix_that_is_not_square_says_something_of_people() {
        let answers = dl("DL\nNR=2 NC=2\nROW LABELS:\nA\nB\nCOLUMN LABELS:\nWEALTH\n#PRIORS\nDATA:\n10 53\n36 65\n");
        assert!(answers.answers.is_empty() && answers.attributes.len() == 2);
        let answers = dl("DL\nNR=2 NC=1\nROW LABELS:\nA\nB\nCOLUMN LABELS:\nWEALTH\nDATA:\n10\n36\n");
        assert_eq!(
            (answers.attributes[0].name.as_str(), &answers.attributes[0].values[..]),
            ("WEALTH", &["10".into(), "36".into()][..])
        );
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_line() {
        for (text, line) in [
            ("dl n=2\ndata:\n0 1\n0 x\n", Some(4)),
            ("dl n=2\ndata:\n0 1\n0 0\n1\n", Some(5)),
            ("dl n=2\ndata:\n0 1\n0\n", None),
            ("dl n=2\nnonsense\n", Some(2)),
            ("dl n=2 labels:\na\n", Some(1)),
            ("dl n=two\n", Some(1)),
        ] {
            let error = read(text, "t.dl", &Limits::default()).expect_err("broken");
            assert!(matches!(&error, Error::Broken { place, .. } if place.line == line), "{text:?} {error}");
        }
        let huge = read("dl n=1000000\ndata:\n", "t.dl", &Limits::default()).expect_err("too large");
        assert!(matches!(huge, Error::TooLarge { .. }));
        let other = read("dl n=2 format=rankedlist1 data: 1 2", "t.dl", &Limits::default()).expect_err("not read");
        assert!(matches!(other, Error::NotRead { seen, .. } if seen == "DL, rankedlist1"));
    }
}
