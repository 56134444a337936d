//! How the answers look as such: forms that are missing, questions, scales, people, two sides of one visit.

use super::told::{Told, head};
use super::{Block, Cell, Head, Table};
use crate::findings::{Audit, Findings, Notice, QuestionInfo, Remark, ScaleUse, SchoolOutlook, Step};
use crate::words::numbers::FEWEST_FOR_PERCENT;
use crate::words::{AuditSay, Heading, Quiet, Words};

/// So many people are named as examples.
const EXAMPLES: usize = 5;

fn text(words: &dyn Words, what: AuditSay) -> String {
    words.audit(what).to_owned()
}

fn column(words: &dyn Words, what: AuditSay, number: bool) -> Head {
    Head { text: text(words, what), number, reads: None }
}

fn table(words: &dyn Words, caption: AuditSay, heads: Vec<Head>) -> Table {
    Table { caption: text(words, caption), heads, ..Table::default() }
}

/// Forms that are missing; nothing when all are there or nothing says who answered.
pub(super) fn forms(findings: &Findings, words: &dyn Words) -> Vec<Block> {
    let Some(outlook) = &findings.outlook else { return Vec::new() };
    let is_missing = |s: &SchoolOutlook| s.answered.is_some_and(|answered| answered < s.asked);
    if !outlook.schools.iter().any(is_missing) {
        return Vec::new();
    }
    let told = Told::of(findings, words, outlook.wave);
    let heads = vec![
        head(words, Heading::School),
        column(words, AuditSay::HeadFormsIn, true),
        column(words, AuditSay::HeadToVerdict, true),
        column(words, AuditSay::HeadToNormal, true),
    ];
    let mut t = table(words, AuditSay::FormsTable, heads);
    of_wave(&mut t, findings, outlook.wave);
    let one = outlook.schools.len() == 2;
    // Of many schools, those where there is something to chase.
    let many = outlook.schools.len() > super::parts::MOST_SCHOOLS;
    let is_shown = |s: &&SchoolOutlook| match s.school {
        None => !one,
        Some(_) => !many || s.forms_to_normal.is_some_and(|n| n > 0),
    };
    for s in outlook.schools.iter().filter(is_shown) {
        let name = s.school.and_then(|i| findings.schools.get(i as usize));
        let forms = |n: Option<u64>| n.map_or_else(|| Cell::Missing("–".into()), |n| told.counted(n));
        t.rows.push(vec![
            Cell::Text(name.map_or_else(|| words.all_schools().to_owned(), |s| s.label().to_owned())),
            s.answered.map_or_else(|| Cell::Missing("–".into()), |a| told.part_of(a, s.asked)),
            forms(s.forms_to_verdict),
            forms(s.forms_to_normal),
        ]);
    }
    t.totals = t.rows.len() > 1;
    vec![
        Block::Heading(text(words, AuditSay::FormsTitle)),
        Block::Paragraph(text(words, AuditSay::FormsIntroduction)),
        Block::Table(t),
    ]
}

/// The name of a relation.
fn relation(findings: &Findings, words: &dyn Words, id: &str) -> String {
    let found = findings.relations.iter().find(|r| r.id == id);
    found.map_or_else(|| id.replace('_', " "), |r| words.relation(r).to_owned())
}

/// The wave whose questions are shown: the last in which anything was asked.
fn shown_wave(findings: &Findings) -> Option<u32> {
    findings.questions.iter().map(|q| q.wave).max()
}

/// How each question of the last wave was used, and those that nobody used in any.
pub(super) fn questions(findings: &Findings, words: &dyn Words) -> Vec<Block> {
    let (Some(audit), Some(wave)) = (&findings.audit, shown_wave(findings)) else { return Vec::new() };
    let both =
        |q: &QuestionInfo| findings.questions.iter().filter(|o| o.wave == wave && o.relation == q.relation).count() > 1;
    let some_both = findings.questions.iter().any(|q| q.wave == wave && both(q));
    let mut heads = vec![head(words, Heading::Relation)];
    if some_both {
        heads.push(column(words, AuditSay::HeadReportedBy, false));
    }
    heads.extend([AuditSay::HeadFilledIn, AuditSay::HeadNaming, AuditSay::HeadNames].map(|h| column(words, h, true)));
    let mut t = table(words, AuditSay::QuestionsTable, heads);
    of_wave(&mut t, findings, wave);
    let number = |n: u64| Cell::Number(words.count(n), n as f64);
    for q in findings.questions.iter().filter(|q| q.wave == wave) {
        let used = audit.questions.iter().find(|u| (u.wave, &u.relation, u.end) == (wave, &q.relation, q.end));
        let mut cells = vec![Cell::Text(relation(findings, words, &q.relation))];
        if some_both {
            cells.push(Cell::Text(words.reported_by(q.end).into()));
        }
        cells.push(match (q.answered, q.asked) {
            (Some(answered), Some(asked)) if findings.waves[wave as usize].response_known => of(words, answered, asked),
            _ => Cell::Missing("–".into()),
        });
        cells.push(used.map_or_else(|| Cell::Missing("–".into()), |u| number(u.naming)));
        cells.push(used.map_or_else(|| Cell::Missing("–".into()), |u| number(u.names)));
        t.rows.push(cells);
    }
    let mut blocks = vec![Block::Table(t)];
    let mut unused: Vec<Question> = Vec::new();
    for u in audit.questions.iter().filter(|u| u.names == 0) {
        let name = relation(findings, words, &u.relation);
        let name = if some_both { format!("{name} ({})", words.reported_by(u.end)) } else { name };
        add(&mut unused, name, u.wave);
    }
    let mut points = Vec::new();
    if !unused.is_empty() {
        points.push(words.unused(&with_waves(findings, words, &unused)));
    }
    for u in audit.questions.iter().filter(|u| u.wave == wave && u.unfinished > 0) {
        let name = relation(findings, words, &u.relation);
        let name = if some_both { format!("{name} ({})", words.reported_by(u.end)) } else { name };
        points.push(words.named_unfinished(&name, u.unfinished));
    }
    if !audit.not_found.is_empty() {
        points.push(words.not_found(&audit.not_found));
    }
    if !points.is_empty() {
        blocks.push(Block::List(points));
    }
    blocks
}

/// A question by its name, and waves.
type Question = (String, Vec<u32>);

fn add(questions: &mut Vec<Question>, name: String, wave: u32) {
    match questions.iter_mut().find(|q| q.0 == name) {
        Some(known) => known.1.push(wave),
        None => questions.push((name, vec![wave])),
    }
}

/// Questions, each with its waves where there are several.
fn with_waves(findings: &Findings, words: &dyn Words, questions: &[Question]) -> Vec<String> {
    let wave = |&w: &u32| findings.waves[w as usize].id.clone();
    let named = |(name, waves): &Question| {
        if findings.waves.len() < 2 {
            return name.clone();
        }
        format!("{name} ({})", words.list(&waves.iter().map(wave).collect::<Vec<_>>()))
    };
    questions.iter().map(named).collect()
}

/// Says in a table's caption which wave it is about.
fn of_wave(table: &mut Table, findings: &Findings, wave: u32) {
    if findings.waves.len() > 1 {
        table.caption = format!("{} ({})", table.caption, findings.waves[wave as usize].id);
    }
}

/// `7 of 18 (39%)`.
fn of(words: &dyn Words, part: u64, whole: u64) -> Cell {
    let share = if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    let text = words.of(part, whole);
    let text = if whole < FEWEST_FOR_PERCENT { text } else { format!("{text} ({})", words.percent(share)) };
    Cell::Number(text, share)
}

/// The answers to how often, and what looks odd about them.
pub(super) fn scales(findings: &Findings, words: &dyn Words) -> Vec<Block> {
    let Some(audit) = findings.audit.as_ref() else { return Vec::new() };
    // Yes or no is told beside a question that has a scale, where one would look for it.
    let with_scale = |wave: u32| audit.scales.iter().any(|s| s.wave == wave && !s.yes_or_no);
    let scales: Vec<&ScaleUse> = audit.scales.iter().filter(|s| with_scale(s.wave)).collect();
    let Some(last) = scales.iter().map(|s| s.wave).max() else { return Vec::new() };
    let mut t = table(
        words,
        AuditSay::ScalesTable,
        vec![head(words, Heading::Relation), column(words, AuditSay::HeadGiven, false)],
    );
    of_wave(&mut t, findings, last);
    let name = |s: &ScaleUse| {
        let both = scales.iter().any(|o| (o.wave, &o.relation) == (s.wave, &s.relation) && o.end != s.end);
        let relation = relation(findings, words, &s.relation);
        if both { format!("{relation} ({})", words.reported_by(s.end)) } else { relation }
    };
    for &s in scales.iter().filter(|s| s.wave == last) {
        let given: Vec<String> = s.steps.iter().map(|step| answer(words, step)).collect();
        t.rows.push(vec![Cell::Text(name(s)), Cell::Text(given.join(" · "))]);
    }
    let mut points: Vec<(&Remark, Vec<Question>)> = Vec::new();
    for &s in &scales {
        for remark in &s.remarks {
            let known = points.iter().position(|p| p.0 == remark).unwrap_or(points.len());
            if known == points.len() {
                points.push((remark, Vec::new()));
            }
            add(&mut points[known].1, name(s), s.wave);
        }
    }
    let mut told: Vec<String> =
        points.iter().map(|(remark, of)| words.remark(&with_waves(findings, words, of), remark)).collect();
    for same in &audit.always_the_same {
        told.push(words.always_the_same(same.people, &people(findings, &same.first)));
    }
    let mut blocks = vec![
        Block::Heading(text(words, AuditSay::ScalesTitle)),
        Block::Paragraph(text(words, AuditSay::ScalesIntroduction)),
        Block::Table(t),
    ];
    blocks.push(if told.is_empty() { Block::Paragraph(text(words, AuditSay::NothingOdd)) } else { Block::List(told) });
    blocks
}

/// `wekelijks (4): 12`, `3: 40`.
fn answer(words: &dyn Words, step: &Step) -> String {
    let times = words.count(step.answers);
    let number = |x: f64| words.decimal(x, usize::from(x.fract().abs() > 1e-9));
    match (step.value, &step.written[..]) {
        (Some(value), []) => format!("{}: {times}", number(value)),
        (Some(value), labels) => format!("{} ({}): {times}", labels.join(" / "), number(value)),
        (None, []) => format!("{}: {times}", words.not_understood()),
        (None, labels) => format!("{} ({}): {times}", labels.join(" / "), words.not_understood()),
    }
}

/// The first people, as they are called in this edition.
fn people(findings: &Findings, first: &[u32]) -> Vec<String> {
    let label = |&p: &u32| findings.people.get(p as usize).map(|p| p.label().to_owned());
    first.iter().take(EXAMPLES).filter_map(label).collect()
}

/// People who are named and not listed, listed twice, or said nothing.
pub(super) fn everybody(findings: &Findings, words: &dyn Words) -> Vec<Block> {
    let Some(audit) = &findings.audit else { return Vec::new() };
    let mut blocks = vec![Block::Heading(text(words, AuditSay::PeopleTitle))];
    let mut points = Vec::new();
    if audit.not_listed.names > 0 {
        points.push(words.not_listed(audit.not_listed.names, audit.not_listed.answers));
    }
    let twice: Vec<String> = findings
        .notices
        .iter()
        .filter_map(|n| if let Notice::PersonTwice { id, .. } = n { Some(id.clone()) } else { None })
        .collect();
    if !twice.is_empty() {
        points.push(words.twice(&twice));
    }
    if !audit.doubles.is_empty() {
        let of = |group: &Vec<u32>| people(findings, group).join(" = ");
        let first: Vec<String> = audit.doubles.iter().take(EXAMPLES).map(of).collect();
        points.push(words.doubles(audit.doubles.len() as u64, &first));
    }
    if points.is_empty() {
        points.push(text(words, AuditSay::NobodyStandsOut));
    }
    let several = findings.waves.len() > 1;
    for silent in &audit.silent {
        let mut own = Vec::new();
        if silent.answered.people > 0 {
            let who = people(findings, &silent.answered.first);
            own.push(words.quiet(Quiet::Answered, silent.answered.people, silent.answered_named, &who));
        }
        if silent.missing > 0 {
            own.push(words.quiet(Quiet::Missing, silent.missing, silent.missing_named, &[]));
        }
        if silent.not_known.people > 0 {
            let who = people(findings, &silent.not_known.first);
            own.push(words.quiet(Quiet::NotKnown, silent.not_known.people, silent.not_known_named, &who));
        }
        let wave = words.about_wave(&findings.waves[silent.wave as usize].id, None);
        points.extend(own.into_iter().map(|text| if several { format!("{wave}: {text}") } else { text }));
    }
    blocks.push(Block::List(points));
    if !audit.not_listed.most.is_empty() {
        blocks.push(Block::Table(strangers(findings, audit, words)));
    }
    blocks
}

/// Names that are not on the list, those in most answers first.
fn strangers(findings: &Findings, audit: &Audit, words: &dyn Words) -> Table {
    let heads = vec![
        column(words, AuditSay::HeadWritten, false),
        head(words, Heading::Answers),
        head(words, Heading::FirstPlaces),
        column(words, AuditSay::HeadMayBe, false),
    ];
    let mut t = table(words, AuditSay::StrangersTable, heads);
    for stranger in &audit.not_listed.most {
        let may_be = people(findings, &stranger.candidates).join(", ");
        t.rows.push(vec![
            Cell::Text(stranger.written.clone()),
            Cell::Number(words.count(stranger.answers), stranger.answers as f64),
            Cell::Text(words.place(&stranger.first)),
            if may_be.is_empty() { Cell::Missing("–".into()) } else { Cell::Text(may_be) },
        ]);
    }
    t
}

/// What both ends of a tie say, where both were asked.
pub(super) fn two_sides(findings: &Findings, words: &dyn Words) -> Vec<Block> {
    let Some(audit) = findings.audit.as_ref().filter(|a| !a.two_sided.is_empty()) else { return Vec::new() };
    let several = findings.waves.len() > 1;
    let mut heads = vec![head(words, Heading::Relation)];
    if several {
        heads.push(head(words, Heading::Wave));
    }
    heads.extend([AuditSay::HeadBothSay, AuditSay::HeadOneSays, AuditSay::HeadDenied].map(|h| column(words, h, true)));
    let mut t = table(words, AuditSay::TwoSidedTable, heads);
    for two in &audit.two_sided {
        let mut cells = vec![Cell::Text(relation(findings, words, &two.relation))];
        if several {
            cells.push(Cell::Text(findings.waves[two.wave as usize].id.clone()));
        }
        cells.extend([two.confirmed, two.single, two.contradicted].map(|n| Cell::Number(words.count(n), n as f64)));
        t.rows.push(cells);
    }
    vec![
        Block::Heading(text(words, AuditSay::TwoSidedTitle)),
        Block::Paragraph(text(words, AuditSay::TwoSidedIntroduction)),
        Block::Table(t),
    ]
}
