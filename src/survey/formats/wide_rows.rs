//! A row per respondent: reading the rows.

use super::answers::{Answer, Answers, Asked, Attribute, Detail, Frequency, Respondent, Shape};
use super::cell::{Cell, cell, is_nobody, names_in};
use super::export::{is_preview, is_unfinished};
use super::wide::{Form, Holds, TieColumn};
use super::{AnswerOptions, Table, names::Names, table::Row};
use crate::error::{Error, Field, Limit, Notice, Place, Result};
use crate::survey::Aside;
use crate::survey::headings::fold;

/// A companion of a name column: its column, and what it says of the tie.
struct Companion {
    column: usize,
    of: usize,
    is: Field,
}

struct Reader<'a> {
    table: &'a Table,
    form: &'a Form,
    options: &'a AnswerOptions<'a>,
    people: Names,
    folded: Names,
    waves: Names,
    labels: Names,
    answers: Answers,
    companions: Vec<Companion>,
    /// For each column with a colleague's name, the colleague.
    colleagues: Vec<u32>,
}

/// Reads a form, row by row. Of two forms by one person in one wave the last finished one counts.
pub(crate) fn read(table: &Table, form: &Form, options: &AnswerOptions<'_>) -> Result<Answers> {
    let counting = counting_rows(table, form, options)?;
    let mut answers = table.answers(form.shape, form.reason.clone());
    if form.headings.len() > table.headings.len() {
        // The second heading row goes on where the first has nothing to say, and so do the rows.
        answers.notices.retain(|notice| !matches!(notice, Notice::LongRow { .. }));
    }
    answers.headings = form.headings.iter().map(|heading| heading.text.clone()).collect();
    answers.questions = form
        .questions
        .iter()
        .enumerate()
        .map(|(n, (text, also))| {
            let names = |c: &&TieColumn| c.question == n && c.holds == Holds::Names;
            let columns = form.columns.iter().filter(names).count() as u32;
            Asked {
                text: text.clone(),
                also: also.iter().cloned().collect(),
                sheet: None,
                // Of lists of names there is no largest number, however many columns the branches of a form have.
                max_names: (columns > 1 && form.shape == Shape::Nominations).then_some(columns),
            }
        })
        .collect();
    let companions = companions(form, options);
    let mut reader = Reader {
        table,
        form,
        options,
        people: Names::default(),
        folded: Names::default(),
        waves: Names::default(),
        labels: Names::default(),
        answers,
        companions,
        colleagues: Vec::new(),
    };
    if !form.columns.is_empty() {
        reader.colleague(0)?;
    }
    let mut index = 0;
    let mut attributes: Vec<(usize, Attribute)> = (0..form.headings.len())
        .filter(|&column| options.other.iter().any(|wanted| form.headings[column].is(wanted)))
        .map(|column| (column, Attribute::default()))
        .collect();
    table.for_each(|row| {
        index += 1;
        if index <= form.heading_rows {
            return Ok(());
        }
        let counts = counting[(index - form.heading_rows - 1) as usize];
        let Some((person, wave)) = reader.row(row, counts)? else { return Ok(()) };
        for (column, attribute) in &mut attributes {
            let cell = row.cell(*column);
            if !cell.is_empty() {
                attribute.on_forms.push((person, wave, cell.to_owned()));
            }
        }
        Ok(())
    })?;
    let Reader { people, waves, labels, mut answers, companions, .. } = reader;
    for (column, mut attribute) in attributes {
        attribute.values = vec![String::new(); people.len()];
        for (person, _, value) in &attribute.on_forms {
            attribute.values[*person as usize].clone_from(value);
        }
        // Called as the study calls it, which may be the question and not the code above the column.
        let told = options.other.iter().find(|wanted| form.headings[column].is(wanted));
        told.unwrap_or(&form.headings[column].text).clone_into(&mut attribute.name);
        answers.attributes.push(attribute);
    }
    answers.people = people.into_texts();
    answers.waves = waves.into_texts();
    answers.labels = labels.into_texts();
    let used = |column: usize| {
        column == form.respondent
            || Some(column) == form.wave
            || form.columns.iter().any(|c| c.column == column)
            || companions.iter().any(|c| c.column == column)
            || super::export::is_about_the_form(&form.headings[column])
            || options.other.iter().any(|wanted| form.headings[column].is(wanted))
    };
    let unread: Vec<String> =
        (0..form.headings.len()).filter(|&c| !used(c)).map(|c| form.headings[c].text.clone()).collect();
    if !unread.is_empty() {
        answers.notices.push(Notice::ColumnsNotRead { place: Place::file(&table.file), columns: unread });
    }
    Ok(answers)
}

fn companions(form: &Form, options: &AnswerOptions<'_>) -> Vec<Companion> {
    let column = |wanted: &str| form.headings.iter().position(|heading| heading.text == wanted || heading.is(wanted));
    let found = options
        .companions
        .iter()
        .filter_map(|(heading, of, is)| Some(Companion { column: column(heading)?, of: column(of)?, is: *is }));
    found.collect()
}

/// For each row, whether it is the one that counts of its person and wave. Whom the staff list knows is one person under
/// every way of writing.
fn counting_rows(table: &Table, form: &Form, options: &AnswerOptions<'_>) -> Result<Vec<bool>> {
    let mut forms = Names::default();
    let mut best: Vec<((bool, bool), usize)> = Vec::new();
    let (mut rows, mut index) = (Vec::new(), 0);
    table.for_each(|row| {
        index += 1;
        if index <= form.heading_rows {
            return Ok(());
        }
        let name = row.cell(form.respondent);
        let wave = form.wave.map_or("", |column| row.cell(column));
        let listed = options.who.and_then(|who| who(name));
        let person = listed.map_or_else(|| fold(name), |number| format!("\u{1}{number}"));
        let number = forms.person(&format!("{person}\u{1}{wave}"), &table.file, &options.read.limits)?;
        let filled = form.columns.iter().any(|column| !row.cell(column.column).is_empty());
        let worth = (is_finished(form, row), filled);
        let here = rows.len();
        rows.push(number);
        match best.get_mut(number as usize) {
            None => best.push((worth, here)),
            Some(best) if worth >= best.0 => *best = (worth, here),
            Some(_) => {}
        }
        Ok(())
    })?;
    Ok(rows.iter().enumerate().map(|(row, &number)| best[number as usize].1 == row).collect())
}

fn is_finished(form: &Form, row: Row<'_>) -> bool {
    !form.headings.iter().enumerate().any(|(column, heading)| is_unfinished(heading, row.cell(column)))
}

impl Reader<'_> {
    /// Reads one form; gives person and wave when it is the form that counts.
    fn row(&mut self, row: Row<'_>, counts: bool) -> Result<Option<(u32, u32)>> {
        let form = self.form;
        let line = row.line as u32;
        self.answers.rows += 1;
        let name = row.cell(form.respondent);
        let finished = is_finished(form, row);
        let aside = match (name.is_empty(), counts) {
            (true, _) => Some((Aside::Incomplete, form.respondent)),
            _ if form.headings.iter().enumerate().any(|(column, heading)| is_preview(heading, row.cell(column))) => {
                Some((Aside::Preview, form.respondent))
            }
            (_, false) => Some((Aside::EarlierForm, form.respondent)),
            _ => None,
        };
        let person = if name.is_empty() { None } else { Some(self.person(name)?) };
        let wave = form.wave.map(|column| row.cell(column)).filter(|wave| !wave.is_empty());
        let wave = wave.map_or(Answer::NO_WAVE, |wave| self.waves.number(wave));
        let mut filled = vec![0_u32; form.questions.len()];
        for (n, column) in form.columns.iter().enumerate() {
            let text = row.cell(column.column);
            if text.is_empty() {
                continue;
            }
            let (question, at) = (column.question as u32, column.column as u32);
            let aside = aside.map(|(why, _)| why);
            let cells = match &column.holds {
                // A ticked box may hold the name above it.
                Holds::Frequency(name) if fold(name) == fold(text) => vec![(self.colleague(n)?, Cell::Tick)],
                Holds::Frequency(_) => vec![(self.colleague(n)?, cell(text, self.options.missing))],
                Holds::Names => self.named(row, text, column)?,
            };
            let nobody = cells.is_empty() && is_nobody(text);
            match aside {
                Some(why) if nobody => self.answers.set_aside(why, line, at, question),
                None if nobody => self.answers.zeros += 1,
                _ => {}
            }
            let mut answered = nobody;
            for (to, said) in cells {
                let frequency = match said {
                    Cell::Missing => {
                        self.answers.set_aside(aside.unwrap_or(Aside::MissingCode), line, at, question);
                        continue;
                    }
                    _ if aside.is_some() => {
                        self.answers.set_aside(aside.unwrap_or(Aside::Incomplete), line, at, question);
                        continue;
                    }
                    Cell::Blank | Cell::Tick => Frequency::Named,
                    Cell::Number(number) => Frequency::Number(number),
                    Cell::Word => {
                        let companion = self.companion(column.column, Field::Frequency);
                        let word = companion.filter(|_| column.holds == Holds::Names).map_or(text, |c| row.cell(c));
                        Frequency::Label(self.labels.number(word))
                    }
                };
                answered = true;
                let Some(from) = person else { continue };
                let number = self.answers.answers.len() as u32;
                let answer = Answer { from, to, question, wave, frequency, undirected: false, line, column: at };
                self.answers.push(answer, &self.options.read.limits)?;
                if self.answers.answers.len() as u32 > number {
                    self.details(row, column.column, number);
                }
            }
            filled[column.question] += u32::from(answered);
        }
        self.waves.check(&self.table.file, &self.options.read.limits)?;
        self.labels.check(&self.table.file, &self.options.read.limits)?;
        let is_preview = aside.is_some_and(|(why, _)| why == Aside::Preview);
        let Some(person) = person.filter(|_| counts && !is_preview) else { return Ok(None) };
        let (seen, limit) = ((self.answers.respondents.len() + filled.len()) as u64, self.options.read.limits.ties / 4);
        if seen > limit {
            let file = self.table.file.clone();
            return Err(Error::TooLarge { file, what: Limit::Relations, seen, limit });
        }
        for (question, filled) in filled.into_iter().enumerate() {
            let question = question as u32;
            self.answers.respondents.push(Respondent { person, question, wave, filled, finished, line });
        }
        Ok(Some((person, wave)))
    }

    /// The names in a cell, each with how often by a companion column. Nobody gives an empty list.
    fn named(&mut self, row: Row<'_>, text: &str, column: &TieColumn) -> Result<Vec<(u32, Cell)>> {
        if is_nobody(text) {
            return Ok(Vec::new());
        }
        let often = self.companion(column.column, Field::Frequency).map(|c| row.cell(c));
        let said = often.map_or(Cell::Tick, |often| cell(often, self.options.missing));
        let known = self.options.known;
        let (people, is_list) = (&self.folded, self.answers.questions[column.question].max_names.is_none());
        let is_known = |name: &str| people.find(&fold(name)).is_some() || known.is_some_and(|known| known(name));
        let names = names_in(text, is_list, &is_known);
        let missing = |name: &str| self.options.missing.iter().any(|code| code.trim() == name);
        names
            .into_iter()
            .filter(|name| !is_nobody(name))
            .map(|name| if missing(name) { Ok((0, Cell::Missing)) } else { Ok((self.person(name)?, said)) })
            .collect()
    }

    fn companion(&self, of: usize, is: Field) -> Option<usize> {
        self.companions.iter().find(|companion| companion.of == of && companion.is == is).map(|c| c.column)
    }

    fn details(&mut self, row: Row<'_>, of: usize, answer: u32) {
        for companion in self.companions.iter().filter(|c| c.of == of && c.is != Field::Frequency) {
            let text = row.cell(companion.column);
            if !text.is_empty() {
                self.answers.details.push(Detail { answer, field: companion.is, text: text.to_owned() });
            }
        }
    }

    /// The colleague that a column is named after.
    fn colleague(&mut self, column: usize) -> Result<u32> {
        while self.colleagues.len() < self.form.columns.len() {
            let next = &self.form.columns[self.colleagues.len()];
            let number = match &next.holds {
                Holds::Frequency(name) => self.person(name)?,
                Holds::Names => 0,
            };
            self.colleagues.push(number);
        }
        Ok(self.colleagues[column])
    }

    /// The number of a person, who may be written with other capitals or accents elsewhere in the file.
    fn person(&mut self, name: &str) -> Result<u32> {
        let number = self.folded.person(&fold(name), &self.table.file, &self.options.read.limits)?;
        if number as usize == self.people.len() {
            // A name that is new when folded is new as written.
            self.people.number(name);
        }
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Reason, answers_from_bytes};
    use super::*;

    fn read(text: &str, options: &AnswerOptions<'_>) -> Answers {
        answers_from_bytes(text.into(), "form.csv", options).expect("a form")
    }

    fn known(name: &str) -> bool {
        ["Jan Jansen", "Zoë de Wit", "Smit, Piet", "Mies Bos"].iter().any(|known| fold(known) == fold(name))
    }

    fn with_roster() -> AnswerOptions<'static> {
        AnswerOptions { known: Some(&known), ..AnswerOptions::default() }
    }

    fn ties(answers: &Answers) -> Vec<String> {
        let name = |n: u32| answers.people[n as usize].as_str();
        let text = |n: u32| answers.questions[n as usize].text.as_str();
        answers.answers.iter().map(|a| format!("{}>{} {}", name(a.from), name(a.to), text(a.question))).collect()
    }

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn nominations_are_found_by_numbered_columns_of_names() {
        let answers = read(
            "id,Nomination1,Nomination2,Nomination3\n1,2,3,\n2,niemand,,\n3,,,\n4,1,,\n",
            &AnswerOptions::default(),
        );
        assert_eq!(
            (answers.shape, answers.reason.clone()),
            (Shape::Nominations, Reason::NameColumns { columns: 3, questions: 1 })
        );
        assert_eq!(ties(&answers), ["1>2 Nomination", "1>3 Nomination", "4>1 Nomination"]);
        assert_eq!(answers.questions[0].max_names, Some(3));
        // "Niemand" is an answer; three blanks are none.
        assert_eq!(answers.respondents.iter().map(|r| r.filled).collect::<Vec<_>>(), [2, 1, 0, 1]);
        assert_eq!((answers.people.len(), answers.zeros, answers.read()), (4, 1, 4));
    }

    #[test]
    fn a_list_of_names_in_one_cell_is_several_answers() {
        let text = "Tijdstempel,E-mailadres,Bij wie was u in de klas?,Opmerking\n\
                    1,a@x.nl,\"Jan Jansen;Smit, Piet;\",ok\n2,b@x.nl,ZOE DE WIT,\n3,c@x.nl,Geen,\n";
        let answers = read(text, &with_roster());
        assert_eq!(answers.reason, Reason::NameLists { columns: 1 });
        let question = "Bij wie was u in de klas?";
        let want =
            ["a@x.nl>Jan Jansen", "a@x.nl>Smit, Piet", "b@x.nl>ZOE DE WIT"].map(|tie| format!("{tie} {question}"));
        assert_eq!(ties(&answers), want);
        assert_eq!(answers.questions[0].max_names, None);
        let unread = Notice::ColumnsNotRead { place: Place::file("form.csv"), columns: vec!["Opmerking".into()] };
        assert_eq!(answers.notices, [unread]);
    }

    #[test]
    fn names_typed_freely_are_judged_name_by_name() {
        let question = "Met wie praat u over uw lessen?";
        let text = format!(
            "Naam,{question},Wie hielp u?\nJan Jansen,Zoë de Wit; Mies; juf Piet,Zoë de Wit; Mies; Jan J.; Mies Bos\n\
             Mies Bos,Jan; Piet; Zoe; Zoë,Zoë de Wit; Mies\nZoë de Wit,Jan Jansen; Mies Bos; Toos,Jan Jansen; juf Piet\n"
        );
        let answers = read(&text, &with_roster());
        // Of no cell of the first question all names are known; most names of the second are.
        assert_eq!(answers.reason, Reason::NameLists { columns: 2 });
        assert_eq!((answers.answers.len(), answers.notices.len()), (18, 0));
    }

    #[test]
    fn nobody_having_a_remark_is_no_answer_about_colleagues() {
        let question = "Bij wie was u in de klas?";
        let text = format!(
            "Naam,{question},Heeft u nog opmerkingen?\nJan Jansen,niemand,geen\nMies Bos,niemand,Geen\n\
             Zoë de Wit,-,Mooie vragenlijst\n"
        );
        let answers = read(&text, &with_roster());
        // Asked about colleagues, nobody is an answer.
        assert_eq!(answers.questions.iter().map(|q| q.text.as_str()).collect::<Vec<_>>(), [question]);
        assert_eq!((answers.zeros, answers.people.len()), (3, 3));
        // Nobody need be typed as on the list to be a name; a story is none.
        let strangers = read(&text.replace("niemand", "juf An").replace(",-", ",geen"), &with_roster());
        assert_eq!((strangers.answers.len(), strangers.zeros), (2, 1));
        let story = text.replace("niemand", "ik ben nergens wezen kijken dit jaar").replace(",-", ",");
        assert!(answers_from_bytes(story.into(), "form.csv", &with_roster()).is_err());
        let columns = vec!["Heeft u nog opmerkingen?".into()];
        assert_eq!(answers.notices, [Notice::ColumnsNotRead { place: Place::file("form.csv"), columns }]);
    }

    #[test]
    fn a_numbered_column_of_strangers_is_read_with_those_beside_it() {
        let text =
            "Naam,hulp 1,hulp 2,hulp 3\nJan Jansen,Mies Bos,Tante Toos,\nMies Bos,Jan Jansen,,\nPiet,,Ome Cor,\n";
        assert_eq!(read(text, &with_roster()).reason, Reason::NameColumns { columns: 3, questions: 1 });
    }

    #[test]
    fn a_grid_has_a_column_per_colleague() {
        let question = "Hoe vaak was u in de klas bij";
        let text = format!(
            "Naam;{question} [Jan Jansen];{question} [Zoë de Wit];{question} [Mies Bos]\n\
             Jan Jansen;;wekelijks;0\nMies Bos;NA;x;\n"
        );
        let answers = read(&text, &with_roster());
        assert_eq!(answers.reason, Reason::ColleagueColumns { columns: 3, questions: 1 });
        assert_eq!(
            ties(&answers),
            [format!("Jan Jansen>Zoë de Wit {question}"), format!("Mies Bos>Zoë de Wit {question}")]
        );
        assert_eq!((answers.zeros, answers.read(), answers.labels.as_slice()), (1, 4, &["wekelijks".to_string()][..]));
        // A heading of its own per colleague, told in words: no question, two columns.
        let bare = read("Naam,Jan Jansen,Mies Bos,Leeftijd\nMies Bos,2,,40\nPiet,1,1,50\n", &with_roster());
        assert_eq!(ties(&bare), ["Mies Bos>Jan Jansen ", "Piet>Jan Jansen ", "Piet>Mies Bos "]);
    }

    #[test]
    fn of_two_forms_by_one_person_the_last_finished_one_counts() {
        let text = "StartDate,Finished,Q1,Q7_1,Q7_2\nStart,Finished,Wie bent u?,Bij wie? - Eerste naam,Bij wie? - Tweede naam\n\
                    \"{\"\"ImportId\"\":\"\"s\"\"}\",x,x,x,x\n\
                    1,1,Jan Jansen,Mies Bos,\n1,1,jan jansen,Zoë de Wit,Mies Bos\n1,0,Jan Jansen,Smit; Piet,\n1,0,Mies Bos,,\n";
        let questions = strings(&["Bij wie?"]);
        let columns = [(Field::From, "Q1".to_string())];
        let options = AnswerOptions { questions: &questions, columns: &columns, ..with_roster() };
        let answers = read(text, &options);
        assert_eq!(ties(&answers), ["Jan Jansen>Zoë de Wit Bij wie?", "Jan Jansen>Mies Bos Bij wie?"]);
        let aside = &answers.aside[&Aside::EarlierForm];
        assert_eq!((aside.answers, aside.first[0].line), (3, Some(4)));
        assert_eq!(
            answers.respondents.iter().map(|r| (r.filled, r.finished)).collect::<Vec<_>>(),
            [(2, true), (0, false)]
        );
        assert_eq!(answers.rows, 4);
    }

    #[test]
    fn what_the_study_tells_goes_before_what_is_found() {
        let text = "code,naam collega,hoe vaak,mag genoemd,vrij\nA1,Onbekende Een,wekelijks,ja,x\nA2,Onbekende Twee,NA,nee,y\nA3,9,,,\n";
        let (questions, other, missing) = (strings(&["naam collega"]), strings(&["Mag genoemd"]), strings(&["9"]));
        let companions = [("hoe vaak".to_string(), "naam collega".to_string(), Field::Frequency)];
        let options = AnswerOptions {
            questions: &questions,
            other: &other,
            missing: &missing,
            companions: &companions,
            ..AnswerOptions::default()
        };
        let answers = read(text, &options);
        assert_eq!(ties(&answers), ["A1>Onbekende Een naam collega"]);
        assert_eq!(answers.labels, ["wekelijks"]);
        assert_eq!(answers.aside[&Aside::MissingCode].answers, 2);
        assert_eq!(answers.attributes[0].values[..2], ["ja", ""]);
        let value =
            |name: &str| answers.people.iter().position(|p| p == name).map(|p| answers.attributes[0].values[p].clone());
        assert_eq!(value("A2").as_deref(), Some("nee"));
    }

    #[test]
    fn only_the_told_columns_are_read() {
        let text = "id,naam1,naam2,bezoek1,bezoek2\n1,2,3,2,\n2,1,,,3\n3,,,1,\n";
        let options = AnswerOptions { range: Some("D:E"), ..AnswerOptions::default() };
        assert_eq!(ties(&read(text, &options)), ["1>2 bezoek", "2>3 bezoek", "3>1 bezoek"]);
        let bad = AnswerOptions { range: Some("9"), ..AnswerOptions::default() };
        assert!(matches!(answers_from_bytes(text.into(), "f", &bad), Err(Error::BadOption { .. })));
    }

    #[test]
    fn a_table_that_is_about_no_ties_is_refused_with_its_headings() {
        let error = answers_from_bytes(
            "id,gender,race\n1,Male,White\n2,Female,White\n".into(),
            "n.csv",
            &AnswerOptions::default(),
        );
        assert!(matches!(error, Err(Error::NoColumn { seen, .. }) if seen.len() == 3));
    }
}
