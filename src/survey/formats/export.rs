//! What survey tools put around the answers: headings in several rows, columns about the form, and question texts with
//! an ending per column.

use super::Table;
use super::cell::{Cell, cell};
use crate::error::Result;
use crate::survey::headings::key;

/// The heading of a column of a survey export.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Heading {
    /// As it stands in the first row; where that one is empty, what goes on from the left.
    pub(crate) text: String,
    /// The same in the second heading row, if there is one.
    pub(crate) also: Option<String>,
    /// The question without the column's ending.
    pub(crate) stem: String,
    /// The ending: a number, an answer, a colleague.
    pub(crate) tail: String,
    /// The ending is only the column's number.
    pub(crate) numbered: bool,
}

impl Heading {
    fn new(text: &str, also: Option<&str>) -> Self {
        let (stem, tail) = stem_and_tail(text);
        let (mut stem, mut tail) = (stem.to_owned(), tail.to_owned());
        // `Q7_3` and `Bij wie was u in de klas? - Jan Jansen`: the code tells the question, the text the colleague.
        if let Some(also) = also {
            let (_, named) = stem_and_tail(also);
            if !named.is_empty() {
                named.clone_into(&mut tail);
                if stem.is_empty() {
                    stem_and_tail(also).0.clone_into(&mut stem);
                }
            }
        }
        let is_number = !tail.is_empty() && tail.bytes().all(|b| b.is_ascii_digit());
        let numbered = is_number && !text.trim_end().ends_with(']') && !text.contains(" - ");
        Heading { text: text.to_owned(), also: also.map(str::to_owned), stem, tail, numbered }
    }

    /// Whether a key of the study means this column: the whole heading, or its stem, in either heading row.
    pub(crate) fn is(&self, wanted: &str) -> bool {
        let wanted = key(wanted);
        let stem_of_also = self.also.as_deref().map(|also| stem_and_tail(also).0);
        [Some(self.text.as_str()), Some(self.stem.as_str()), self.also.as_deref(), stem_of_also]
            .into_iter()
            .flatten()
            .any(|text| key(text) == wanted)
    }

    /// The question in the words of the second heading row.
    pub(crate) fn other_words(&self) -> Option<String> {
        self.also.as_deref().map(|also| stem_and_tail(also).0.to_owned()).filter(|text| !text.is_empty())
    }
}

/// A heading before a survey tool's ending (`2`, `_3`, `[SQ003]`, ` - …`, ` [...]`), and the ending.
pub(crate) fn stem_and_tail(heading: &str) -> (&str, &str) {
    let heading = heading.trim();
    if let Some((stem, tail)) = heading.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        return (stem.trim(), tail.trim());
    }
    if let Some((stem, tail)) = heading.rsplit_once(" - ") {
        return (stem.trim(), tail.trim());
    }
    let heading = heading.strip_suffix("_TEXT").unwrap_or(heading);
    let stem = heading.trim_end_matches(|c: char| c.is_ascii_digit());
    let tail = &heading[stem.len()..];
    let bare = stem.trim_end_matches([' ', '_', '.', '#', '-', ':']);
    // `Q7` is a question, not the seventh column of a question `Q`.
    let is_code = bare.len() == stem.len() && bare.chars().count() < 3;
    if tail.is_empty() || bare.is_empty() || is_code { (heading, "") } else { (bare, tail) }
}

/// The headings of a table, and how many rows under the first are headings, too.
pub(crate) fn headings(table: &Table) -> Result<(Vec<Heading>, u64)> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    table.sample(3, |row| rows.push((0..row.cells()).map(|c| row.cell(c).to_owned()).collect()))?;
    let first = &table.headings;
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(first.len());
    let at = |row: &[String], column: usize| row.get(column).cloned().unwrap_or_default();

    // Qualtrics: codes, then the questions in full, then `{"ImportId":…}`.
    let import = rows.iter().position(|row| row.iter().any(|cell| cell.starts_with("{\"ImportId\"")));
    if let Some(import) = import {
        let texts = if import > 0 { Some(&rows[0]) } else { None };
        let heading = |column| Heading::new(&at(first, column), texts.map(|row| at(row, column)).as_deref());
        return Ok(((0..first.len()).map(heading).collect(), import as u64 + 1));
    }
    // SurveyMonkey: the question over the first of its columns, the answers in the second row.
    if let Some(second) = rows.first().filter(|row| is_second_heading(first, row)) {
        let mut question = String::new();
        let heading = |column: usize| {
            let (own, under) = (at(first, column), at(second, column));
            if !own.is_empty() {
                question = own;
            }
            if under.is_empty() || is_just_an_answer(&under) {
                return Heading::new(&question, None);
            }
            Heading {
                text: format!("{question} - {under}"),
                also: None,
                stem: question.clone(),
                tail: under,
                numbered: false,
            }
        };
        return Ok(((0..width).map(heading).collect(), 1));
    }
    Ok((first.iter().map(|text| Heading::new(text, None)).collect(), 0))
}

/// A second row that goes on where the first has nothing to say, and is silent under the columns about the form.
fn is_second_heading(first: &[String], second: &[String]) -> bool {
    let goes_on = (1..second.len()).any(|c| first.get(c).is_none_or(String::is_empty) && !second[c].is_empty());
    let answers = second.iter().any(|cell| is_just_an_answer(cell));
    let silent = second.first().is_some_and(String::is_empty) && first.first().is_some_and(|cell| !cell.is_empty());
    silent && (goes_on || answers) && second.iter().all(|text| matches!(cell(text, &[]), Cell::Word | Cell::Blank))
}

fn is_just_an_answer(text: &str) -> bool {
    matches!(key(text).as_str(), "response" | "openendedresponse" | "antwoord" | "openantwoord" | "reactie")
}

/// Columns about the form and not about the person, by survey tool.
const ABOUT_THE_FORM: &[&str] = &[
    // Microsoft Forms
    "starttime",
    "begintijd",
    "tijdstipvanstarten",
    "completiontime",
    "tijdvanvoltooien",
    "voltooiingstijd",
    "tijdstipvanvoltooien",
    "lastmodifiedtime",
    "laatstgewijzigd",
    "tijdvanlaatstewijziging",
    "language",
    "taal",
    // Google Forms
    "timestamp",
    "tijdstempel",
    // LimeSurvey
    "responseid",
    "antwoordid",
    "datesubmitted",
    "datumingestuurd",
    "datumverzonden",
    "submitdate",
    "lastpage",
    "laatstepagina",
    "startlanguage",
    "begintaal",
    "seed",
    "datestarted",
    "datumgestart",
    "startdate",
    "datelastaction",
    "datumlaatsteactie",
    "ipaddress",
    "ipadres",
    "refererurl",
    "referrerurl",
    // Qualtrics
    "enddate",
    "status",
    "progress",
    "durationinseconds",
    "finished",
    "recordeddate",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "externalreference",
    "externaldatareference",
    "locationlatitude",
    "locationlongitude",
    "distributionchannel",
    "userlanguage",
    // SurveyMonkey
    "respondentid",
    "collectorid",
    "customdata1",
];

/// Whether a column is about the form.
pub(crate) fn is_about_the_form(heading: &Heading) -> bool {
    [Some(&heading.text), heading.also.as_ref()]
        .into_iter()
        .flatten()
        .any(|text| ABOUT_THE_FORM.contains(&key(text).as_str()))
}

/// Whether the tool says in this cell that a form was not finished or was only a preview.
pub(crate) fn is_unfinished(heading: &Heading, text: &str) -> bool {
    match key(&heading.text).as_str() {
        "finished" => matches!(key(text).as_str(), "0" | "false" | "nee" | "no" | "onwaar"),
        "status" => matches!(key(text).as_str(), "surveypreview" | "surveytest" | "preview"),
        "datesubmitted" | "datumingestuurd" | "datumverzonden" | "submitdate" => text.is_empty(),
        _ => false,
    }
}

/// Whether the tool says in this cell that somebody only tried the form out.
pub(crate) fn is_preview(heading: &Heading, text: &str) -> bool {
    key(&heading.text) == "status" && matches!(key(text).as_str(), "surveypreview" | "surveytest" | "preview")
}

#[cfg(test)]
mod tests {
    use super::super::{ReadOptions, table_from_bytes};
    use super::*;

    fn headings_of(text: &str) -> (Vec<Heading>, u64) {
        headings(&table_from_bytes(text.into(), "f.csv", &ReadOptions::default()).expect("a table")).expect("headings")
    }

    #[test]
    fn an_ending_is_told_from_its_question() {
        for (heading, stem, tail) in [
            ("Bij wie was u in de klas?2", "Bij wie was u in de klas?", "2"),
            ("Q7_3", "Q7", "3"),
            ("Q7_3_TEXT", "Q7", "3"),
            ("bezoek[SQ003]", "bezoek", "SQ003"),
            ("Bij wie was u in de klas? [Jan Jansen]", "Bij wie was u in de klas?", "Jan Jansen"),
            (
                "Bij wie was u - vorig jaar - in de klas? - Jan Jansen",
                "Bij wie was u - vorig jaar - in de klas?",
                "Jan Jansen",
            ),
            ("Nomination1", "Nomination", "1"),
            ("Collega 12", "Collega", "12"),
            ("Q7", "Q7", ""),
            ("2024", "2024", ""),
            ("Naam", "Naam", ""),
        ] {
            assert_eq!(stem_and_tail(heading), (stem, tail));
        }
    }

    #[test]
    fn three_heading_rows_are_known_by_their_import_line() {
        let (headings, rows) = headings_of(
            "StartDate,Q1,Q7_1,Q7_2\nStart Date,Wie bent u?,Bij wie was u in de klas? - Jan,Bij wie was u in de klas? - Zoë\n\
             \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID7_1\"\"}\",x\n1,2,3,4\n",
        );
        assert_eq!(rows, 2);
        assert_eq!((headings[2].stem.as_str(), headings[3].tail.as_str()), ("Q7", "Zoë"));
        assert!(headings[2].is("Q7") && headings[2].is("bij wie was u in de klas") && !headings[2].is("Q1"));
        assert!(is_about_the_form(&headings[0]) && !is_about_the_form(&headings[1]));
    }

    #[test]
    fn a_second_heading_row_goes_on_from_the_first() {
        let (headings, rows) = headings_of(
            "Respondent ID,Email Address,Uw naam,Bij wie was u in de klas?,,Opmerking\n\
             ,,Open-Ended Response,Jan,Zoë,Open-Ended Response\n123,a@b.nl,Piet,Vaak,,x\n",
        );
        assert_eq!(rows, 1);
        assert_eq!((headings[2].text.as_str(), headings[2].tail.as_str()), ("Uw naam", ""));
        assert_eq!((headings[4].stem.as_str(), headings[4].tail.as_str()), ("Bij wie was u in de klas?", "Zoë"));
        assert_eq!(headings_of("id,name\n,Jan\n1,x\n").1, 0);
    }
}
