//! What the program itself says, in English.

use super::English;
use super::shapes::{reason, shape};
use crate::error::{Reason, Shape};
use crate::words::numbers::Numbers;
use crate::words::program::{Program, duration};

impl Program for English {
    fn open_this(&self, page: &str) -> String {
        format!("Open this in a browser: {page}")
    }

    fn simulated(&self, folder: &str) -> String {
        format!("An invented study stands in {folder}; look at it with: staffroom analyse {folder}")
    }

    fn converted(&self, path: &str) -> String {
        format!("Written: {path}")
    }

    fn aliases_written(&self, file: &str, names: u64) -> String {
        format!(
            "Not on the staff list: {} in {file}; fill in the column id where you know who is meant",
            self.count(names)
        )
    }

    fn aliases_not_written(&self, file: &str, why: &str, instead: Option<&str>) -> String {
        let then = instead.map_or_else(
            || "the names stand in the report; with --out DIR they are written there".to_owned(),
            |path| format!("the names are in {path} instead; put it with the data when id is filled in"),
        );
        format!("notice: {file} could not be written ({why}); {then}")
    }

    fn init_written(&self, file: &str, folder: &str) -> String {
        format!("{file} says what was found; look whether it is right, then: staffroom check {folder}")
    }

    fn init_introduction(&self) -> String {
        "What staffroom found in these files. It runs as it is; correct what is not right.".to_owned()
    }

    fn init_no_staff_list(&self) -> String {
        "No staff list was found. Without one, nobody can be called isolated and the response is not known.\n[teachers]\nfile = \"teachers.csv\"".to_owned()
    }

    fn init_other_staff_lists(&self, files: &[String]) -> String {
        format!("These may be the staff list as well: {}", files.join(", "))
    }

    fn shape_found(&self, found: Shape, why: &Reason) -> String {
        format!("Read as {}: {}.", shape(found), reason(why))
    }

    fn init_relation(&self) -> String {
        "Nothing in the file says which relation this is. Is it right?".to_owned()
    }

    fn init_questions(&self) -> String {
        "What each question asks. reporter = \"to\": filled in by the one who is visited or named as host.".to_owned()
    }

    fn init_not_understood(&self, files: &[String]) -> String {
        format!("Neither a staff list nor ties were found in: {}", files.join(", "))
    }

    fn init_earlier(&self, file: &str) -> String {
        format!(
            "An earlier report: list the waves in order, and it stands in for one of them.\n[[waves]]\nid = \"2024\"\nfindings = {file}\n[[waves]]\nid = \"2026\""
        )
    }

    fn init_more(&self) -> String {
        "title = \"…\" and language = \"en\" go on top of this file.\nBelow [[ties]]: wave = \"2026\", at_least = 2, asked_within = \"school\", missing = [\"9\"]; the README names the rest.".to_owned()
    }

    fn progress(&self, done: u64, all: u64, left: Option<u64>) -> String {
        let left = left.map_or_else(String::new, |s| format!(", {} left", duration(s, "s", "min")));
        format!("{} of {} permutations{left}; Ctrl-C ends with what is done", self.count(done), self.count(all))
    }

    fn interrupted(&self, done: u64, all: u64) -> String {
        format!(
            "Interrupted: {} of {} permutations were made. What is printed stands on these, and p cannot be below 1 in {}.",
            self.count(done),
            self.count(all),
            self.count(done + 1)
        )
    }

    fn tests_interrupted(&self) -> &'static str {
        "Interrupted: the tests stand on fewer permutations than asked for; the report says so."
    }

    fn workbook_contents(&self) -> &'static str {
        "Contents"
    }

    fn pass_on(&self, study: &str) -> String {
        format!("working copy, not to be passed on; an edition for others: staffroom analyse {study} --audience board")
    }

    fn key_written(&self, path: &str) -> String {
        format!(
            "{path} says who is who. Keep it apart from the report and give it to nobody who does research with it; without it \
             nobody can be found again."
        )
    }

    fn read_as(&self, read_as: &str) -> String {
        read_as.to_owned()
    }

    fn workbook_introduction<'a>(&self, edition: &'a str) -> [&'a str; 5] {
        [
            edition,
            "Numbers on who works with whom. Not for appraisal: this is about openness, not about the quality of teaching.",
            "An empty cell is a number that does not exist or is not shown: not asked, not answered, or too few. It is never the same as 0.",
            "Somebody who did not answer is unknown, not isolated.",
            "What each column means stands on the last sheet.",
        ]
    }

    fn workbook_relations(&self) -> &'static str {
        "The sheets have the built-in layers and the study's own; the rows of single relations stand in the folder tables."
    }

    fn workbook_heads(&self) -> [&'static str; 3] {
        ["Sheet", "Rows", "What it holds"]
    }

    fn sheet_holds(&self, table: &str) -> &'static str {
        match table {
            "teachers" => "A row for each person, wave and layer.",
            "schools" => "A row for each school, wave and layer; the row * is everybody together.",
            "school_pairs" => "Ties from school to school: a row for each two schools, wave and layer.",
            "layers" => "The network as a whole: a row for each layer and wave.",
            "layer_pairs" => "How two layers overlap: a row for each two layers and wave.",
            "openness" => "About the classroom door: a row for each person and wave.",
            "changes" => "What changed between two waves: a row for each layer and everybody, school or person.",
            "plan_lines" => "What became of the lines of a plan, by kind.",
            "plan_followed" => "Who was invited by a plan beside comparable people who were not.",
            "suppressed" => {
                "Which figures are not shown because too few people stand behind them, or because others could be worked out from them."
            }
            "named" => "Who agreed to be named.",
            "drop_out" => "What would still stand had fewer people answered.",
            "questions" => {
                "Who answered which question: a row for each question, wave and school; the row * is everybody together."
            }
            "ledger" => "What became of every answer.",
            "plan" => "Who could visit or support whom; to be edited in plan.csv.",
            "columns" => "What each column of these sheets means.",
            _ => "",
        }
    }

    fn sheet_left_out(&self, table: &str, rows: u64, columns: u64, texts: u64) -> String {
        let some = |n: u64, one: &str, many: &str| {
            let what = if n == 1 { one } else { many };
            (n > 0).then(|| format!("{} {what}", self.count(n)))
        };
        let parts = [
            some(rows, "row", "rows"),
            some(columns, "column", "columns"),
            some(texts, "text in full", "texts in full"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        format!("A sheet has no place for more: {} only in tables/{table}.csv.", self.list(&parts))
    }
}
