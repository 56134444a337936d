//! The editions without people: a leader's, a board's, a team's, and the ground of a consultant's.

use super::categories::{Categories, ISOLATED, is_few};
use super::rest::Rests;
use super::seen::{Fate, fate};
use super::small::{Counts, Small};
use crate::findings::{
    BUILT_IN_LAYERS, Block, Channel, Column, Findings, Hidden, Kind, Ledger, Notice, QuestionInfo, Response,
    SchoolInfo, Scope, Settings, Tally, Value, WaveInfo, Why,
};

const SUPPRESSED: Value = Value::Undefined(Why::Suppressed);

/// The findings without people, and with figures hidden behind which too few stand.
///
/// Every part of the findings is named here, so that the compiler asks what becomes of a new one.
pub(super) fn shared(findings: &Findings) -> Findings {
    let Findings {
        schema_version,
        program,
        title,
        language,
        settings,
        // How many rows a file has says how many people a school has, when each has its own.
        inputs: _,
        waves,
        schools,
        people: _,
        phases: _,
        topics: _,
        relations,
        layers,
        questions,
        ties: _,
        group_ties: _,
        blocks: _,
        // By school, stratum and group of people: none of it is needed for what is shown.
        overviews: _,
        // Who could visit whom is about people: a consultant's edition takes it from the whole.
        advice: _,
        // Counts of few: who was invited is known to many.
        followed: _,
        // Lists of people, and what became of each and of few.
        groups: _,
        changes: _,
        // Of figures that are not shown here.
        drop_out: _,
        notices,
        ledger: _,
        // Names that were written, people by themselves, and counts by school that are not suppressed.
        audit: _,
        outlook: _,
        tallies: _,
        hidden: _,
        named: _,
    } = findings;
    let counts: Vec<Counts> = (0..waves.len() as u32).map(|w| Counts::of(findings, w)).collect();
    let small = Small::of(findings, &counts);
    let few: Vec<Categories<'_>> = (0..waves.len() as u32).map(|w| Categories::of(findings, &small, w)).collect();
    let rests = |wave: u32| {
        let at = wave as usize;
        Rests { findings, small: &small, counts: &counts[at], few: &few[at], wave }
    };
    let personal = |id: &str| relations.iter().any(|r| r.id == *id && r.channel == Channel::Personal);
    let built_in = |l: &String| BUILT_IN_LAYERS.contains(&l.as_str());
    let mut hidden = schools_hidden(&small);
    let mut shown_blocks = Vec::new();
    for wave in 0..waves.len() as u32 {
        let rests = rests(wave);
        for layer in layers.iter().filter(|l| built_in(l)) {
            let kept = rests.kept_back(layer);
            let of_layer = |b: &&Block| b.wave == wave && b.layer.as_deref() == Some(layer);
            let blocks: Vec<Block> =
                findings.blocks.iter().filter(of_layer).filter_map(|b| shown(b, &rests, &kept)).collect();
            hidden.extend(blocks.iter().flat_map(|b| rests.few.log(b)));
            hidden.extend(group_hidden(wave, layer, &blocks));
            shown_blocks.extend(blocks);
        }
    }
    let tallies: Vec<Tally> = (0..waves.len() as u32).map(|w| tally(&rests(w))).collect();
    for tally in &tallies {
        let main = findings.main_layer(tally.wave);
        let has_kinds =
            findings.block(Scope::Person, tally.wave, main).is_some_and(|b| b.column("isolation").is_some());
        if has_kinds && tally.kinds.is_empty() {
            let (wave, layer) = (Some(tally.wave), main.map(str::to_owned));
            hidden.push(Hidden { wave, layer, school: None, figures: vec!["isolation".into()] });
        }
    }
    Findings {
        schema_version: *schema_version,
        program: program.clone(),
        title: title.clone(),
        language: language.clone(),
        settings: shown_settings(settings),
        inputs: Vec::new(),
        waves: waves.iter().map(shown_wave).collect(),
        schools: schools.iter().map(shown_school).collect(),
        people: Vec::new(),
        phases: Vec::new(),
        topics: Vec::new(),
        relations: relations.iter().filter(|r| r.channel != Channel::Personal).cloned().collect(),
        layers: layers.iter().filter(|l| built_in(l)).cloned().collect(),
        questions: questions.iter().filter(|q| !personal(&q.relation)).map(shown_question).collect(),
        ties: Vec::new(),
        group_ties: Vec::new(),
        blocks: shown_blocks,
        overviews: Vec::new(),
        notices: notices.iter().filter(|n| is_shown(n, findings, &small)).cloned().collect(),
        ledger: Ledger::default(),
        audit: None,
        outlook: None,
        tallies,
        hidden,
        named: Vec::new(),
        advice: None,
        followed: None,
        groups: Vec::new(),
        changes: Vec::new(),
        drop_out: Vec::new(),
    }
}

fn shown_settings(settings: &Settings) -> Settings {
    let Settings {
        seed,
        names: _,
        audience: _,
        school: _,
        include_guided,
        permutations,
        interrupted,
        standard,
        families,
        other: _,
        outputs,
    } = settings;
    Settings {
        seed: *seed,
        names: false,
        audience: String::new(),
        school: None,
        include_guided: *include_guided,
        permutations: *permutations,
        interrupted: *interrupted,
        standard: *standard,
        families: families.clone(),
        other: std::collections::BTreeMap::new(),
        outputs: *outputs,
    }
}

fn shown_wave(wave: &WaveInfo) -> WaveInfo {
    let WaveInfo { id, period, response_known, staff: _, seats: _ } = wave;
    WaveInfo::new(id.clone(), period.clone(), *response_known, Vec::new())
}

fn shown_school(school: &SchoolInfo) -> SchoolInfo {
    // A note is free text and may be about somebody.
    let SchoolInfo { id, name, group, reference, note: _ } = school;
    SchoolInfo { id: id.clone(), name: name.clone(), group: group.clone(), reference: *reference, note: None }
}

fn shown_question(question: &QuestionInfo) -> QuestionInfo {
    // How many answered one question, beside how many answered at all, can be about one person.
    let QuestionInfo { wave, relation, end, within_school, max_names, at_least, .. } = question;
    QuestionInfo {
        wave: *wave,
        relation: relation.clone(),
        end: *end,
        within_school: *within_school,
        max_names: *max_names,
        at_least: *at_least,
        answered: None,
        asked: None,
        responses: Vec::new(),
        in_vain: Vec::new(),
        may_be_named: Vec::new(),
    }
}

/// Which notices are about the survey as a whole. Those about people, places in files and single answers are not.
fn is_shown(notice: &Notice, findings: &Findings, small: &Small) -> bool {
    match notice {
        Notice::OneSideAsked { relation, .. } | Notice::AskedWithinSchool { relation } => {
            !findings.relations.iter().any(|r| r.id == *relation && r.channel == Channel::Personal)
        }
        Notice::LowResponse { school, .. } => {
            let place = findings.schools.iter().position(|s| s.id == *school);
            place.is_some_and(|s| !small.doors[s])
        }
        // In the wrong order every number about change has the wrong sign.
        Notice::PairsLeftOut { .. } | Notice::WaveOrder { .. } => true,
        Notice::NoFormalTies { .. } => !small.is_any(),
        // What else is said of a study is about people, lines of files, or few answers.
        Notice::UnknownPerson { .. }
        | Notice::SharedName { .. }
        | Notice::MoreUnknownPeople { .. }
        | Notice::AddedPeople { .. }
        | Notice::SelfTies { .. }
        | Notice::RepeatedTies { .. }
        | Notice::UnknownFrequency { .. }
        | Notice::UnknownValue { .. }
        | Notice::IncompleteRow { .. }
        | Notice::LongRow { .. }
        | Notice::NewRelation { .. }
        | Notice::RelationAssumed { .. }
        | Notice::QuestionEmpty { .. }
        | Notice::WaveWithoutRoster { .. }
        | Notice::WavePeriod { .. }
        | Notice::LikeWaves { .. }
        | Notice::KindNotRead { .. }
        | Notice::SchoolsAlike { .. }
        | Notice::TwoHomes { .. }
        | Notice::SheetsNotRead { .. }
        | Notice::PersonTwice { .. }
        | Notice::PlanNotAgreed { .. }
        | Notice::AnswersFromSilent { .. }
        | Notice::ColumnsNotRead { .. }
        | Notice::FileNotRead { .. }
        | Notice::DecimalSign { .. }
        | Notice::EncodingGuessed { .. }
        | Notice::BadLetters { .. }
        | Notice::NoRoles { .. }
        | Notice::OtherRoles { .. }
        | Notice::ResponseNotKnown { .. }
        | Notice::Contradicted { .. }
        | Notice::AcrossThoughWithin { .. }
        | Notice::LimitedByForm { .. }
        | Notice::LayersLeftOut { .. }
        | Notice::SchoolUnknown { .. }
        | Notice::GroupUnknown { .. }
        | Notice::IdsMade { .. }
        | Notice::NumberedPeople { .. }
        | Notice::NoRoster { .. }
        | Notice::FilesFound { .. }
        | Notice::ShapeFound { .. }
        | Notice::QuestionTaken { .. }
        | Notice::EarlierForm { .. }
        | Notice::FamiliesLeftOut { .. }
        | Notice::WavesNotCompared { .. }
        | Notice::WavesDiffer { .. }
        | Notice::NotHeld { .. }
        | Notice::BetweennessFromPaths { .. }
        | Notice::FewerDraws { .. }
        | Notice::BetweennessSampled { .. } => false,
    }
}

/// A block with what may be seen of it; nothing when that is nothing.
fn shown(block: &Block, rests: &Rests<'_>, kept: &[&str]) -> Option<Block> {
    let layer = block.layer.as_deref()?;
    let mask = rests.small.on_layer(rests.findings, layer);
    let mut shown = Block::new(block.scope, block.wave, Some(layer));
    shown.other_layer.clone_from(&block.other_layer);
    // Without a tie on one layer is not isolated: it is told of all of them together.
    let is_main = rests.findings.main_layer(rests.wave) == Some(layer);
    let here = block.columns.iter().filter(|c| is_main || !ISOLATED.contains(&&*c.measure));
    let seen = here.map(|c| (c, fate(block.scope, &c.measure))).filter(|(_, fate)| match fate {
        Fate::Never => false,
        Fate::Others => !rests.small.is_any(),
        Fate::Own | Fate::Response | Fate::Verdict => true,
    });
    match block.scope {
        Scope::School => {
            shown.columns = seen.map(|(c, fate)| school_column(c, fate, layer, rests, kept)).collect();
        }
        Scope::Layer => {
            let is_kept = |m: &str| kept.contains(&m) || rests.few.hides(layer, m, mask.len());
            let value = |c: &Column| if is_kept(&c.measure) { SUPPRESSED } else { c.of(0) };
            shown.columns = seen.map(|(c, _)| Column::new(c.measure.clone(), c.kind.clone(), [value(c)])).collect();
        }
        Scope::LayerPair => {
            let other = block.other_layer.as_deref().filter(|l| BUILT_IN_LAYERS.contains(l))?;
            // Of two other layers, no figure of schools tells what is hidden.
            if rests.small.is_any() && (layer, other) != ("formal", "informal") {
                return None;
            }
            let kept_too = rests.kept_back(other);
            let is_kept = |c: &Column| kept.contains(&&*c.measure) || kept_too.contains(&&*c.measure);
            let value = |c: &Column| if is_kept(c) { SUPPRESSED } else { c.of(0) };
            shown.columns = seen.map(|(c, _)| Column::new(c.measure.clone(), c.kind.clone(), [value(c)])).collect();
        }
        Scope::SchoolPair => {
            let is_hidden = |s: u32| mask.get(s as usize).copied().unwrap_or(true);
            let is_hidden = |&(from, to): &(u32, u32)| is_hidden(from) || is_hidden(to);
            // Where not every pair is listed, that one is says that there are ties.
            let every = block.pairs.len() == mask.len() * mask.len();
            let rows: Vec<usize> =
                (0..block.pairs.len()).filter(|&row| every || !is_hidden(&block.pairs[row])).collect();
            shown.pairs = rows.iter().map(|&row| block.pairs[row]).collect();
            let value = |c: &Column, row: usize| if is_hidden(&block.pairs[row]) { SUPPRESSED } else { c.of(row) };
            shown.columns = seen
                .map(|(c, _)| Column::new(c.measure.clone(), c.kind.clone(), rows.iter().map(|&row| value(c, row))))
                .collect();
        }
        Scope::Person | Scope::Openness => return None,
    }
    (!shown.columns.is_empty()).then_some(shown)
}

/// A column of schools and the group.
fn school_column(column: &Column, fate: Fate, layer: &str, rests: &Rests<'_>, kept: &[&str]) -> Column {
    let mask = if fate == Fate::Response { &rests.small.doors } else { rests.small.on_layer(rests.findings, layer) };
    let group = mask.len();
    let is_kept = kept.contains(&&*column.measure);
    // What is reckoned from the group's figure goes with it in every row.
    let everywhere = is_kept && column.measure.starts_with("funnel_");
    let value = |row: usize| {
        let is_hidden = everywhere
            || rests.few.hides(layer, &column.measure, row)
            || if row == group { is_kept } else { mask[row] };
        match (fate, is_hidden) {
            (Fate::Verdict, true) => verdict(column),
            // Not every figure of the group that is about its schools stands among those of the group.
            (Fate::Response, false) if row == group && rests.small.is_any() && is_share(column) => SUPPRESSED,
            (_, true) => SUPPRESSED,
            // A density tells how large the schools are in which ties could be.
            (_, false) if row == group && rests.small.is_any() && column.measure == "density" => SUPPRESSED,
            (_, false) => column.of(row),
        }
    };
    Column::new(column.measure.clone(), column.kind.clone(), (0..column.len()).map(value))
}

fn is_share(column: &Column) -> bool {
    matches!(column.kind, Kind::Share)
}

/// A verdict on a hidden school: it cannot be told, whatever it is. The verdict itself would say where the hidden rate
/// lies, and that there is none would say how few people the school has.
fn verdict(column: &Column) -> Value {
    let applies = column.values().any(|v| v.number().is_some());
    match &column.kind {
        Kind::Label(labels) if applies => {
            labels.iter().position(|l| l == "cannot_tell").map_or(SUPPRESSED, |at| Value::Number(at as f64))
        }
        _ => SUPPRESSED,
    }
}

/// The schools that are hidden, in roster order.
fn schools_hidden(small: &Small) -> Vec<Hidden> {
    let masks = small.people.iter().zip(&small.doors).enumerate();
    let entry = |(school, (people, doors)): (usize, (&bool, &bool))| {
        let figures = [(*people, "people"), (*doors, "doors")];
        let figures: Vec<String> = figures.into_iter().filter(|f| f.0).map(|f| f.1.to_owned()).collect();
        let hidden = Hidden { wave: None, layer: None, school: Some(school as u32), figures };
        (!hidden.figures.is_empty()).then_some(hidden)
    };
    masks.filter_map(entry).collect()
}

/// The group's figures that are hidden on a layer.
fn group_hidden(wave: u32, layer: &str, blocks: &[Block]) -> Option<Hidden> {
    let mut figures: Vec<String> = Vec::new();
    for block in blocks.iter().filter(|b| b.scope != Scope::SchoolPair) {
        for column in &block.columns {
            let last = column.len().checked_sub(1).map(|row| column.of(row));
            if last == Some(SUPPRESSED) && !figures.iter().any(|f| *f == column.measure) {
                figures.push(column.measure.to_string());
            }
        }
    }
    (!figures.is_empty()).then(|| Hidden { wave: Some(wave), layer: Some(layer.into()), school: None, figures })
}

/// How many people there are.
fn tally(rests: &Rests<'_>) -> Tally {
    let (counts, small) = (rests.counts, rests.small);
    let schools = small.people.len();
    let group_hidden = small.group_people[rests.wave as usize];
    let number = |hidden: bool, n: f64| if hidden { SUPPRESSED } else { Value::Number(n) };
    let rows = |mask: &[bool], of: &[f64], group: Value| -> Vec<Value> {
        (0..schools).map(|s| number(mask[s], of[s])).chain([group]).collect()
    };
    let response = group_hidden || !rests.shows_response();
    Tally {
        wave: rests.wave,
        people: rows(&small.people, &counts.people, number(group_hidden, counts.everybody)),
        asked: rows(&small.people, &counts.asked, number(group_hidden, counts.asked[schools])),
        answered: rows(&small.doors, &counts.answered, number(response, counts.answered[schools])),
        kinds: kinds(rests),
    }
}

/// How many people are isolated in which way; nothing where that is one to four people of a kind, because with the
/// others it could be reckoned. A kind that nobody is of tells so of hidden schools, and all but one kind tell the last:
/// where schools are hidden, no such kind is shown, and neither is the rarest of the others. Who is isolated and who is
/// unknown stands elsewhere too and is no such other.
fn kinds(rests: &Rests<'_>) -> Vec<(String, Value)> {
    let (findings, wave) = (rests.findings, rests.wave);
    let Some(main) = findings.main_layer(wave) else { return Vec::new() };
    let column = findings.block(Scope::Person, wave, Some(main)).and_then(|b| b.column("isolation"));
    let Some(column) = column else { return Vec::new() };
    let Kind::Label(labels) = &column.kind else { return Vec::new() };
    let mut counts = vec![0.0f64; labels.len()];
    let staff = &findings.waves[wave as usize].staff;
    for (row, person) in staff.iter().enumerate().take(column.len()) {
        if findings.people.get(person.person as usize).is_some_and(|p| p.outside) {
            continue;
        }
        let silent = person.response == Response::DidNotAnswer;
        let kind = if silent { Some("unknown") } else { column.label(row) };
        if let Some(at) = labels.iter().position(|l| Some(&**l) == kind) {
            counts[at] += 1.0;
        }
    }
    let group = rests.small.people.len();
    let is_elsewhere = |label: &str| matches!(label, "isolate" | "unknown");
    let some_are_few = labels.iter().zip(&counts).any(|(label, &n)| label != "unknown" && is_few(n));
    if some_are_few || rests.few.hides(main, "isolates", group) {
        return Vec::new();
    }
    let kept = if rests.small.is_any() { rests.kept_back(main) } else { Vec::new() };
    let is_kept_for = |(label, &count): (&str, &f64)| match label {
        "isolate" => kept.contains(&"isolates"),
        "unknown" => kept.contains(&"unknown"),
        _ => rests.small.is_any() && count < 0.5,
    };
    let mut is_kept: Vec<bool> = labels.iter().map(|l| &**l).zip(&counts).map(is_kept_for).collect();
    is_kept.iter_mut().for_each(|k| *k |= rests.small.group_people[wave as usize]);
    let others = (0..counts.len()).filter(|&k| !is_kept[k] && !is_elsewhere(&labels[k]) && counts[k] > 0.5);
    if let Some(rarest) = others.min_by(|&a, &b| counts[a].total_cmp(&counts[b])).filter(|_| is_kept.contains(&true)) {
        is_kept[rarest] = true;
    }
    let value = |k: usize| if is_kept[k] { SUPPRESSED } else { Value::Number(counts[k]) };
    labels.iter().enumerate().map(|(k, label)| (label.to_string(), value(k))).collect()
}
