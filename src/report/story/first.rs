//! The first screen: a handful of sentences, a few numbers, and what cannot be concluded.

use super::told::{DoorsAsked, Told};
use super::{Block, Card, Chapter, Headline, Share};
use crate::findings::{Channel, Notice, Scope};
use crate::words::{Caution, Say, Sentence, WhyNoRate};

/// Below this share of answers a school is named among what cannot be concluded.
const LOW_RESPONSE: f64 = 0.7;
/// Below this number of known doors a school is small.
const SMALL: u64 = 10;

/// The chapter.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let mut blocks = vec![Block::Headlines(headlines(told)), Block::Cards(cards(told))];
    blocks.push(Block::Heading(told.say(Say::CannotConclude)));
    let cautions = cautions(told);
    blocks.push(Block::Cautions(cautions.iter().map(|c| told.words.caution(c)).collect()));
    told.chapter("first", Say::FirstScreen, blocks)
}

/// Connected pairs of different schools, and all connected pairs of people with a school.
pub(super) fn across(told: &Told<'_>) -> Option<(u64, u64)> {
    if told.schools().len() < 2 || told.is_within_schools() {
        return None;
    }
    let count = |measure: &str| told.of_layer(told.main?, measure).map(|n| n as u64);
    let (across, within) = count("pairs_across").zip(count("pairs_within"))?;
    Some((across, across + within))
}

/// Ties between schools. Where part of what counts was asked within schools only, that is said, and not how the group
/// looks.
pub(super) fn between(told: &Told<'_>, across: u64, all: u64) -> Sentence {
    let main = told.main.unwrap_or("all");
    let (ei, expected) = (told.of_layer(main, "ei_index"), told.of_layer(main, "ei_expected"));
    let within = counted_within_schools(told);
    if within.is_empty() {
        return told.words.between(across, all, ei, expected);
    }
    told.words.between_partly(across, all, ei, &within)
}

/// Relations asked within schools only, of those that count among all.
pub(super) fn counted_within_schools(told: &Told<'_>) -> Vec<String> {
    let counts = |id: &str| {
        let relation = |id: &str| told.findings.relations.iter().find(|r| r.id == id);
        // A layer of one relation is counted from that one alone.
        let is_of_layer = told.main.and_then(relation).is_none_or(|only| only.id == id);
        is_of_layer && relation(id).is_some_and(|r| matches!(r.channel, Channel::Peer | Channel::Guided))
    };
    within_schools(told, &counts)
}

/// Pairs that are tied in both ways, formally, and informally.
pub(super) fn knotted(told: &Told<'_>) -> Option<(u64, u64, u64)> {
    let block = told.findings.blocks_of(Scope::LayerPair).find(|b| {
        b.wave == told.wave && b.layer.as_deref() == Some("formal") && b.other_layer.as_deref() == Some("informal")
    })?;
    let count = |measure: &str| block.number(measure, 0).map(|n| n as u64);
    let shared = count("shared_pairs")?;
    Some((shared, shared + count("only_a_pairs")?, shared + count("only_b_pairs")?))
}

/// Whether a layer was looked at and has no tie.
pub(super) fn is_empty(told: &Told<'_>, layer: &str) -> bool {
    let is_hidden = told.is_hidden(Scope::Layer, Some(layer), "ties", 0);
    told.findings.layers.iter().any(|l| l == layer)
        && !is_hidden
        && told.of_layer(layer, "ties").is_none_or(|n| n < 0.5)
}

/// People without a tie on the main layer, and people of whom it cannot be told.
pub(super) fn isolated(told: &Told<'_>) -> Option<(u64, u64)> {
    let kinds = super::isolation::kinds(told);
    if kinds.is_empty() {
        let count = |m: &str| told.of_layer(told.main?, m).map(|n| n as u64);
        // How many did not answer may be hidden by itself.
        let told_of = |kind: &str| told.tally()?.kinds.iter().find(|k| k.0 == kind)?.1.number().map(|n| n as u64);
        let unknown = told_of("unknown").or_else(|| count("unknown")).or_else(|| told.tally().map(|_| 0));
        return count("isolates").zip(unknown);
    }
    let count = |kind: &str| kinds.iter().find(|k| k.0 == kind).map_or(0, |k| k.1.len() as u64);
    Some((count("isolate"), count("unknown")))
}

/// Whether it is hidden how many people have no tie on the main layer.
pub(super) fn hides_isolated(told: &Told<'_>) -> bool {
    told.is_hidden(Scope::Layer, told.main, "isolates", 0)
}

/// What is said instead of how many have no tie, where that is hidden.
pub(super) fn isolated_hidden(told: &Told<'_>) -> Sentence {
    Sentence::new(told.say(Say::IsolatedHidden), told.say(Say::FewHidden))
}

fn headlines(told: &Told<'_>) -> Vec<Headline> {
    let words = told.words;
    let mut list = Vec::new();
    let mut add = |sentence: Sentence, basis: String, see: &'static str, share: Option<Share>| {
        list.push(Headline { sentence, basis, see, share });
    };
    let of = |part: u64, unknown: u64, whole: u64| Some(Share { part, unknown, whole });
    match told.doors(told.findings.group_row()) {
        DoorsAsked::Yes(d) => {
            // Where no rate is told, a bar of what is known would be read as one.
            let share = if d.no_rate.is_none() { of(d.open, d.unknown, d.known + d.unknown) } else { None };
            add(words.doors(&d), told.basis("open_door"), "openness", share);
        }
        DoorsAsked::NoTeachers => add(words.doors_without_teachers(), String::new(), "openness", None),
        DoorsAsked::No => add(words.doors_not_asked(), String::new(), "openness", None),
        DoorsAsked::Hidden => add(Sentence::new(told.say(Say::DoorsHidden), ""), String::new(), "openness", None),
    }
    let verdicts = super::lagging::verdicts(told, "lagging_group").filter(|v| v.schools() > 0);
    if let Some(group) = &verdicts {
        let others = ["lagging_standard", "lagging_potential", "lagging_change"];
        let others: Vec<_> = others.iter().filter_map(|f| super::lagging::verdicts(told, f)).collect();
        let share = of(group.lagging.len() as u64, group.cannot_tell, group.schools());
        add(words.lagging(group, &others), told.basis("open_door"), "lagging", share.filter(|s| s.whole > 1));
    }
    let main = told.main.unwrap_or("all");
    if let Some((isolated, unknown)) = isolated(told) {
        let people = told.people(told.findings.group_row()).filter(|_| told.info.response_known);
        let share = people.and_then(|people| of(isolated, unknown, people));
        add(words.isolated(isolated, unknown, told.info.response_known), told.basis(main), "isolation", share);
    } else if hides_isolated(told) {
        add(isolated_hidden(told), String::new(), "isolation", None);
    }
    if told.schools().len() > 1 {
        if told.is_within_schools() {
            add(words.between_not_asked(), String::new(), "between", None);
        } else if let Some((across, all)) = across(told).filter(|a| a.1 > 0) {
            add(between(told, across, all), told.basis(main), "between", of(across, 0, all));
        }
    }
    if is_empty(told, "formal") {
        add(words.no_formal(), String::new(), "network", None);
    } else if is_empty(told, "informal") {
        add(words.no_informal(), String::new(), "network", None);
    } else if let Some((shared, formal, informal)) = knotted(told).filter(|k| k.1 > 0) {
        add(words.knotted(shared, formal, informal), told.basis("formal"), "network", of(shared, 0, formal));
    }
    // Five sentences are read, six are not.
    if let Some((talk, with_door)) = talk(told).filter(|t| t.0 > 0 && verdicts.is_none()) {
        add(words.latent(talk, with_door), told.basis("talk"), "openness", of(talk - with_door.min(talk), 0, talk));
    }
    list
}

/// Pairs who talk about teaching, and those of them with an open door, of all schools.
pub(super) fn talk(told: &Told<'_>) -> Option<(u64, u64)> {
    let block = told.block(Scope::School, Some("open_door"))?;
    let count = |m: &str| block.number(m, told.findings.group_row()).map(|n| n as u64);
    count("talk_pairs").zip(count("talk_pairs_with_door"))
}

fn cards(told: &Told<'_>) -> Vec<Card> {
    let words = told.words;
    let mut cards = Vec::new();
    let mut add = |value: String, label: Say, see: &'static str| {
        cards.push(Card { value, label: words.say(label).to_owned(), see });
    };
    let answers = told.everybody();
    if answers.known && !answers.hidden {
        add(words.of(answers.answered, answers.asked), Say::CardAnswered, "data");
    } else if let Some(people) = told.people(told.findings.group_row()) {
        add(words.count(people), Say::CardPeople, "data");
    }
    if let DoorsAsked::Yes(doors) = told.doors(told.findings.group_row()) {
        if doors.no_rate.is_none() {
            add(words.of(doors.open, doors.known), Say::CardDoors, "openness");
        } else {
            add(words.of(doors.at_least, doors.eligible), Say::CardDoorsAtLeast, "openness");
        }
    }
    if let Some((isolated, _)) = isolated(told) {
        let label = if told.info.response_known { Say::CardIsolated } else { Say::CardWithoutTies };
        add(words.count(isolated), label, "isolation");
    }
    if let Some((across, all)) = across(told) {
        add(words.of(across, all), Say::CardBetween, "between");
    }
    if let Some((shared, formal, _)) = knotted(told).filter(|k| k.1 > 0) {
        add(words.of(shared, formal), Say::CardKnotted, "network");
    }
    if let Some((talk, with_door)) = talk(told).filter(|t| t.0 > 0) {
        add(words.of(with_door, talk), Say::CardConversion, "openness");
    }
    cards
}

fn cautions(told: &Told<'_>) -> Vec<Caution> {
    let mut list = Vec::new();
    let answers = told.everybody();
    let doors = told.doors(told.findings.group_row());
    if !answers.known {
        list.push(Caution::ResponseNotKnown);
    } else if answers.answered < answers.asked {
        list.push(Caution::MissingForms(answers));
    }
    match (doors, told.door_ends()) {
        (DoorsAsked::No, _) => list.push(Caution::NoDoors),
        (DoorsAsked::NoTeachers, _) => list.push(Caution::NoTeachers),
        (DoorsAsked::Yes(d), (true, false)) => match d.no_rate {
            Some(WhyNoRate::OnlyVisitors(missing)) => list.push(Caution::OnlyVisitorsMissing(missing)),
            _ => list.push(Caution::OnlyVisitors),
        },
        (_, (true, false)) => list.push(Caution::OnlyVisitors),
        (_, (false, true)) => list.push(Caution::OnlyHosts),
        _ => {}
    }
    if answers.known {
        let low: Vec<(String, u64, u64)> = told
            .schools()
            .into_iter()
            .map(|s| (s, told.answers(s)))
            .filter(|(_, a)| a.asked > 0 && (a.answered as f64) < LOW_RESPONSE * a.asked as f64)
            .map(|(s, a)| (told.findings.schools[s].label().to_owned(), a.answered, a.asked))
            .collect();
        let needed = super::lagging::forms_needed(told);
        if !needed.is_empty() {
            list.push(Caution::FormsToVerdict(needed));
        } else if !low.is_empty() {
            list.push(Caution::LowResponse(low));
        }
    }
    if told.schools().len() > 1 {
        let within: Vec<String> = within_schools(told, &|_| true);
        if told.is_within_schools() {
            list.push(Caution::WithinSchools);
        } else if !within.is_empty() {
            list.push(Caution::SomeWithinSchools(within));
        }
        let small = |s: &usize| matches!(told.doors(*s), DoorsAsked::Yes(d) if d.no_rate.is_none() && d.known < SMALL);
        match told.schools().iter().filter(|s| small(s)).count() as u64 {
            0 => {}
            n => list.push(Caution::SmallSchools(n)),
        }
    }
    for notice in &told.findings.notices {
        match notice {
            Notice::NoRoles { .. } if !matches!(doors, DoorsAsked::No) => list.push(Caution::NoRoles),
            Notice::LimitedByForm { wave, people, .. } if *wave == told.info.id => {
                list.retain(|c| !matches!(c, Caution::LimitedByForm(n) if n <= people));
                if !list.iter().any(|c| matches!(c, Caution::LimitedByForm(_))) {
                    list.push(Caution::LimitedByForm(*people));
                }
            }
            _ => {}
        }
    }
    if is_empty(told, "formal") {
        list.push(Caution::NoFormal);
    }
    if told.findings.waves.len() < 2 {
        list.push(Caution::OneWave);
    }
    list.push(Caution::Quality);
    list
}

/// Relations asked within schools only.
fn within_schools(told: &Told<'_>, counts: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut names = Vec::new();
    let questions = told.findings.questions.iter().filter(|q| q.wave == told.wave && q.within_school);
    for q in questions.filter(|q| counts(&q.relation)) {
        let name = told.layer_name(&q.relation);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
