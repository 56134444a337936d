//! What can and what cannot be concluded, for the group and for each school.

use super::Block;
use crate::findings::{Can, Findings, Gate, ResponseGate};
use crate::words::{AuditSay, Words, uncapitalised};

/// More schools than this are counted, not named.
const MOST_NAMED: usize = 20;

/// The end of the data report.
pub(super) fn blocks(findings: &Findings, words: &dyn Words) -> Vec<Block> {
    let Some(outlook) = &findings.outlook else { return Vec::new() };
    let text = |what: AuditSay| words.audit(what).to_owned();
    let mut blocks = vec![
        Block::Heading(text(AuditSay::ConclusionsTitle)),
        Block::Paragraph(text(AuditSay::ConclusionsIntroduction)),
    ];
    for (can, title) in [(Can::Yes, AuditSay::Can), (Can::WithCare, AuditSay::WithCare), (Can::No, AuditSay::Cannot)] {
        // What rests on the same ground is said in one line.
        let mut terms: Vec<(String, String)> = Vec::new();
        for c in outlook.conclusions.iter().filter(|c| c.can == can) {
            let (about, ground) = (words.about(c.about), words.ground(c.about, c.because));
            match terms.iter_mut().find(|t| t.1 == ground) {
                Some(known) => known.0 = format!("{}; {}", known.0, uncapitalised(about)),
                None => terms.push((about.to_owned(), ground)),
            }
        }
        if !terms.is_empty() {
            blocks.push(Block::Heading(text(title)));
            blocks.push(Block::Terms(terms));
        }
    }
    let mut by_gate: Vec<((ResponseGate, Gate, bool), Vec<String>)> = Vec::new();
    for s in &outlook.schools {
        let Some(school) = s.school.and_then(|i| findings.schools.get(i as usize)) else { continue };
        let gate = (s.response, s.size, s.sized_by_doors);
        match by_gate.iter_mut().find(|g| g.0 == gate) {
            Some(known) => known.1.push(school.label().to_owned()),
            None => by_gate.push((gate, vec![school.label().to_owned()])),
        }
    }
    by_gate.sort_by_key(|g| std::cmp::Reverse(g.0));
    // Gates may differ and say the same.
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    for ((response, size, doors), schools) in by_gate {
        let says = words.gates(response, size, doors);
        match told.iter_mut().find(|t| t.0 == says) {
            Some(known) => known.1.extend(schools),
            None => told.push((says, schools)),
        }
    }
    if !told.is_empty() {
        blocks.push(Block::Heading(text(AuditSay::SchoolsTitle)));
        let line = |(says, schools): (String, Vec<String>)| {
            let named = schools.len() <= MOST_NAMED;
            let many = || words.many(schools.len() as u64, crate::words::numbers::Noun::School);
            (if named { words.list(&schools) } else { many() }, says)
        };
        blocks.push(Block::Terms(told.into_iter().map(line).collect()));
    }
    blocks
}
