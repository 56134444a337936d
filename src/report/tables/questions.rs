//! Who answered which question, by school and for the group.

use super::{Cell, Table};
use crate::error::Result;
use crate::findings::{End, Findings, QuestionInfo, Response};

/// A row for each question, wave and school; the group stands at the end of each as `*`, with how many named somebody.
pub(super) fn questions(findings: &Findings) -> Table<'_> {
    let headings = ["wave", "relation", "reporter", "school", "asked", "answered", "named_somebody", "names"];
    let rows = move |each: &mut dyn FnMut(&[Cell]) -> Result<()>| {
        for q in &findings.questions {
            let used = findings.audit.as_ref().and_then(|audit| {
                audit.questions.iter().find(|u| (u.wave, &u.relation, u.end) == (q.wave, &q.relation, q.end))
            });
            let counts = counts(findings, q);
            let group = counts.len().saturating_sub(1);
            for (row, (asked, answered)) in counts.into_iter().enumerate() {
                let school = findings.schools.get(row).map_or("*", |s| &s.id);
                let of_group =
                    |n: Option<u64>| n.filter(|_| row == group).map_or(Cell::Empty, |n| Cell::Number(n as f64));
                if asked == 0 && row != group {
                    continue;
                }
                each(&[
                    Cell::Text(findings.waves[q.wave as usize].id.clone()),
                    Cell::Text(q.relation.clone()),
                    Cell::Text(if q.end == End::From { "from" } else { "to" }.into()),
                    Cell::Text(school.to_owned()),
                    Cell::Number(asked as f64),
                    answered.map_or(Cell::Empty, |n| Cell::Number(n as f64)),
                    of_group(used.map(|u| u.naming)),
                    of_group(used.map(|u| u.names)),
                ])?;
            }
        }
        Ok(())
    };
    Table::new("questions", headings.map(str::to_owned).to_vec(), Box::new(rows))
}

/// How many were asked and answered, by school, the group last; not how many answered where nothing says it.
fn counts(findings: &Findings, q: &QuestionInfo) -> Vec<(u64, Option<u64>)> {
    let wave = &findings.waves[q.wave as usize];
    let group = findings.group_row();
    let mut counts = vec![(0_u64, 0_u64); group + 1];
    for (position, staff) in wave.staff.iter().enumerate() {
        let response = q.responses.get(position).copied().unwrap_or(staff.response);
        let rows = staff.school.map(|s| s as usize).into_iter().chain([group]);
        for row in rows.filter(|_| response != Response::NotAsked) {
            counts[row].0 += 1;
            counts[row].1 += u64::from(response == Response::Answered);
        }
    }
    counts.into_iter().map(|(asked, answered)| (asked, wave.response_known.then_some(answered))).collect()
}
