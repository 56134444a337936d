//! What the talk is about, and whose story it is.

use super::parts::{self, MOST_SCHOOLS, by_school};
use super::told::{Told, head};
use super::{Block, Cell, Chapter, Table};
use crate::findings::{Block as Columns, Scope, Value};
use crate::words::{Heading, Tell};

/// The chapter; nothing where nobody was asked about talk.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let words = told.words;
    let mut blocks = Vec::new();
    if let Some(block) = told.block(Scope::School, Some("talk")) {
        let group = told.findings.group_row();
        let ties = block.number("topic_ties", group).filter(|&n| n > 0.5);
        match (ties, block.column("dominant_topic").and_then(|c| (group < c.len()).then(|| c.label(group)).flatten())) {
            (Some(all), Some(topic)) => {
                let on_it = (block.number("topic_dominance", group).unwrap_or(0.0) * all).round() as u64;
                let sentence = words.story(topic, on_it, all.round() as u64);
                blocks.push(Block::Paragraph(format!("{} {}", sentence.lead, sentence.detail)));
                blocks.push(Block::Paragraph(words.tell(Tell::StoriesIntroduction).into()));
                blocks.push(Block::Basis(told.basis("talk")));
                blocks.extend(topics(told).map(Block::Table));
                blocks.extend(main_topics(told, block).map(Block::Table));
                blocks.extend(circles(told).map(Block::Table));
            }
            // An edition without people does not tell it either way.
            _ if told.tally().is_some() => {}
            _ => blocks.push(Block::Note(words.tell(Tell::NoTopics).into())),
        }
        if let Some(t) = whose(told, block) {
            blocks.push(Block::Heading(words.tell(Tell::WhoseStories).into()));
            blocks.push(Block::Paragraph(words.tell(Tell::WhoseReads).into()));
            blocks.push(Block::Table(t));
        }
    }
    Chapter { id: "stories", title: words.tell(Tell::Stories).into(), blocks, is_reference: false }
}

/// All topics of the talk, the one most talked about first.
fn topics(told: &Told<'_>) -> Option<Table> {
    let overview = told.findings.overview(told.wave)?;
    let all: u64 = overview.topics.iter().map(|&n| u64::from(n)).sum();
    let mut order: Vec<usize> = (0..overview.topics.len()).filter(|&t| overview.topics[t] > 0).collect();
    order.sort_by_key(|&t| std::cmp::Reverse(overview.topics[t]));
    let mut t =
        parts::table(told, Tell::TopicTable, [parts::text(told, Tell::Topic), parts::number(told, Tell::TalkTies)]);
    for topic in order {
        let name = told.findings.topics.get(topic)?.clone();
        t.rows.push(vec![Cell::Text(name), told.part_of(u64::from(overview.topics[topic]), all)]);
    }
    (!t.rows.is_empty()).then_some(t)
}

fn main_topics(told: &Told<'_>, block: &Columns) -> Option<Table> {
    let schools = told.schools();
    if schools.len() < 2 || schools.len() > MOST_SCHOOLS {
        return None;
    }
    let mut t = by_school(told, Tell::StoriesTable, &[Tell::OnMainTopic, Tell::Variety]);
    t.heads.insert(1, parts::text(told, Tell::Topic));
    for (row, name) in told.school_rows() {
        let topic = block.column("dominant_topic").filter(|c| row < c.len()).and_then(|c| c.label(row));
        t.rows.push(vec![
            Cell::Text(name),
            topic.map_or_else(parts::dash, |topic| Cell::Text(topic.into())),
            parts::share_of(told, block, ("topic_dominance", "topic_ties"), row),
            parts::decimal_of(told, block, "topic_blau", 2, row),
        ]);
    }
    t.totals = true;
    Some(t)
}

/// Communities of people who are much in contact.
fn circles(told: &Told<'_>) -> Option<Table> {
    let overview = told.findings.overview(told.wave)?;
    let heads = [
        parts::text(told, Tell::Community),
        head(told.words, Heading::People),
        parts::text(told, Tell::Topic),
        parts::number(told, Tell::OnMainTopic),
        parts::number(told, Tell::Variety),
    ];
    let mut t = parts::table(told, Tell::CommunitiesTable, heads);
    // Of the smallest circles a single talk would decide.
    for c in overview.communities.iter().filter(|c| c.people >= 5 && c.ties > 0).take(MOST_SCHOOLS) {
        let topic = c.dominant.and_then(|d| told.findings.topics.get(d as usize));
        let on_it = c.dominance.number().map(|d| (d * f64::from(c.ties)).round() as u64);
        t.rows.push(vec![
            Cell::Text(told.words.count(u64::from(c.community))),
            told.counted(u64::from(c.people)),
            topic.map_or_else(parts::dash, |topic| Cell::Text(topic.clone())),
            on_it.map_or_else(parts::dash, |n| told.part_of(n, u64::from(c.ties))),
            parts::decimal(told, c.blau, 2),
        ]);
    }
    (!t.rows.is_empty()).then_some(t)
}

/// To whom the talk goes, as shares of the talk within each school.
fn whose(told: &Told<'_>, block: &Columns) -> Option<Table> {
    let schools = told.schools();
    if schools.len() > MOST_SCHOOLS || block.column("top1_in_share").is_none() {
        return None;
    }
    let leaders = block.column("to_leaders").is_some_and(|c| c.values().any(|v| matches!(v, Value::Number(_))));
    let mut heads = vec![Tell::TalkTies, Tell::ToMostNamed, Tell::ToTwoMostNamed];
    if leaders {
        heads.push(Tell::ToLeaders);
    }
    let mut t = by_school(told, Tell::PerSchool, &heads);
    for row in schools {
        let mut cells =
            vec![Cell::Text(told.findings.schools[row].label().into()), parts::tally(told, block, "ties", row)];
        cells.extend(["top1_in_share", "top2_in_share"].map(|m| parts::share_of(told, block, (m, "ties"), row)));
        if leaders {
            cells.push(parts::percent(told, block, ("to_leaders", "ties"), row));
        }
        t.rows.push(cells);
    }
    Some(t)
}
