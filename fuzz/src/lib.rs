//! What every target asks of a file: an answer that holds together, or an error; and the limits it is read under.

use staffroom::survey::formats::{AnswerOptions, Limits, ReadOptions, Shape, answers_from_bytes, table_from_bytes};

/// Small limits, so that the limits themselves are met.
pub fn limits() -> Limits {
    let mut limits = Limits::default();
    (limits.file_bytes, limits.cell_bytes, limits.columns, limits.people, limits.ties) =
        (200_000, 2_000, 60, 500, 2_000);
    limits
}

/// Reads these bytes as a table and as answers; the first byte chooses what is told of them.
pub fn read(how: u8, bytes: &[u8]) {
    let encodings = [None, Some("utf-8"), Some("macintosh"), Some("utf-16le")];
    let read = ReadOptions { limits: limits(), encoding: encodings[usize::from(how % 4)], ..ReadOptions::default() };
    table(bytes, &read);
    let shapes =
        [None, Some(Shape::Long), Some(Shape::Matrix), Some(Shape::Nominations), Some(Shape::MultiSelect), Some(Shape::Grid)];
    let questions = ["vraag".to_string()];
    let questions = if how & 64 == 0 { &[][..] } else { &questions };
    let shape = shapes[usize::from(how / 4 % 6)];
    answers(bytes, &AnswerOptions { read, shape, questions, ..AnswerOptions::default() });
}

/// A table has the rows that it says, and no cell above the limit.
pub fn table(bytes: &[u8], options: &ReadOptions<'_>) {
    let Ok(table) = table_from_bytes(bytes.to_vec(), "t", options) else { return };
    let mut rows = 0;
    let walked = table.for_each(|row| {
        rows += 1;
        assert!((0..row.cells()).all(|c| row.cell(c).len() as u64 <= options.limits.cell_bytes));
        Ok(())
    });
    assert!(walked.is_ok() && rows == table.rows());
}

/// Answers name only people, questions and lines that are there.
pub fn answers(bytes: &[u8], options: &AnswerOptions<'_>) {
    let Ok(answers) = answers_from_bytes(bytes.to_vec(), "t", options) else { return };
    let people = answers.people.len() as u32;
    assert!(people <= options.read.limits.people);
    for answer in &answers.answers {
        assert!(answer.from < people && answer.to < people);
        assert!((answer.question as usize) < answers.questions.len());
    }
    assert!(answers.respondents.iter().all(|respondent| respondent.person < people));
    assert!(answers.attributes.iter().all(|attribute| attribute.values.len() == people as usize));
    assert!(answers.details.iter().all(|detail| (detail.answer as usize) < answers.answers.len()));
}

/// A study of these bytes: ties, staff list and study file, parted by zeros.
pub fn study(bytes: &[u8]) -> Option<tempfile::TempDir> {
    let mut parts = bytes.splitn(3, |&b| b == 0);
    let folder = tempfile::tempdir().ok()?;
    for name in ["ties.csv", "teachers.csv", "study.toml"] {
        let part = parts.next().unwrap_or_default();
        if !part.is_empty() || name == "ties.csv" {
            std::fs::write(folder.path().join(name), part).ok()?;
        }
    }
    Some(folder)
}
