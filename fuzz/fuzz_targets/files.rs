//! A file of any format: whatever its bytes, reading ends in answers or in an error.
//!
//! Tables of every shape, GraphML, GEXF, Pajek, DL and JSON are told apart by their content, so one target covers all
//! of them; `seeds/files` has a beginning for each.

#![no_main]

use libfuzzer_sys::fuzz_target;
use staffroom::survey::formats::{AnswerOptions, Limits, ReadOptions, Shape, answers_from_bytes, table_from_bytes};

/// Small limits, so that the limits themselves are met.
fn limits() -> Limits {
    let mut limits = Limits::default();
    (limits.file_bytes, limits.cell_bytes, limits.columns, limits.people, limits.ties) =
        (200_000, 2_000, 60, 500, 2_000);
    limits
}

fuzz_target!(|bytes: &[u8]| {
    // The first byte chooses what is told of the file.
    let Some((&how, bytes)) = bytes.split_first() else { return };
    let encodings = [None, Some("utf-8"), Some("macintosh"), Some("utf-16le")];
    let read = ReadOptions { limits: limits(), encoding: encodings[usize::from(how % 4)], ..ReadOptions::default() };
    if let Ok(table) = table_from_bytes(bytes.to_vec(), "t", &read) {
        let mut rows = 0;
        let walked = table.for_each(|row| {
            rows += 1;
            assert!((0..row.cells()).all(|c| row.cell(c).len() <= 2_000));
            Ok(())
        });
        assert!(walked.is_ok() && rows == table.rows());
    }
    let shapes =
        [None, Some(Shape::Long), Some(Shape::Matrix), Some(Shape::Nominations), Some(Shape::MultiSelect), Some(Shape::Grid)];
    let questions = ["vraag".to_string()];
    let questions = if how & 64 == 0 { &[][..] } else { &questions };
    let shape = shapes[usize::from(how / 4 % 6)];
    let options = AnswerOptions { read, shape, questions, ..AnswerOptions::default() };
    if let Ok(answers) = answers_from_bytes(bytes.to_vec(), "t", &options) {
        let people = answers.people.len() as u32;
        for answer in &answers.answers {
            assert!(answer.from < people && answer.to < people);
            assert!((answer.question as usize) < answers.questions.len());
        }
        assert!(answers.respondents.iter().all(|respondent| respondent.person < people));
        assert!(answers.attributes.iter().all(|attribute| attribute.values.len() == people as usize));
        assert!(answers.details.iter().all(|detail| (detail.answer as usize) < answers.answers.len()));
    }
});
