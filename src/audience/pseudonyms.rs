//! The researcher's edition: everything, under pseudonyms.
//!
//! Pseudonyms are numbers in an order that is drawn from everything in the findings, names and answers included: the
//! same study gives the same pseudonyms, and whoever has no more than a staff list cannot draw them again. Rows stand
//! in the order of the pseudonyms, for the order of a staff list gives people away as well as their names do.

use super::FEWEST;
use crate::findings::{
    Audit, Block, Change, Findings, GroupSize, Notice, Overview, Place, Scope, SharedGroups, Step, WaveInfo,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Who is who.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pseudonym {
    /// The pseudonym.
    pub pseudonym: String,
    /// The id.
    pub id: String,
}

/// Everything under pseudonyms, and the key to them.
pub(super) fn researcher(findings: &Findings) -> (Findings, Vec<Pseudonym>) {
    let order = drawn(findings);
    let width = findings.people.len().to_string().len().max(3);
    let mut number = vec![0u32; order.len()];
    order.iter().enumerate().for_each(|(new, &old)| number[old as usize] = new as u32);
    let pseudonym = |new: usize| format!("P{:0width$}", new + 1);
    let key = order
        .iter()
        .enumerate()
        .map(|(new, &old)| Pseudonym { pseudonym: pseudonym(new), id: findings.people[old as usize].id.clone() });
    let key = key.collect();

    // Every part is named, so that the compiler asks whether a new one speaks of people.
    let Findings {
        schema_version: _,
        program: _,
        title: _,
        language: _,
        settings: _,
        inputs: _,
        waves: _,
        schools: _,
        people: _,
        phases: _,
        topics: _,
        relations: _,
        layers: _,
        questions: _,
        ties: _,
        group_ties: _,
        blocks: _,
        overviews: _,
        advice: _,
        // Counts, of nobody by themselves.
        followed: _,
        groups: _,
        changes: _,
        drop_out: _,
        notices: _,
        ledger: _,
        audit: _,
        outlook: _,
        tallies: _,
        hidden: _,
        named: _,
    } = findings;
    let mut edition = findings.clone();
    edition.settings.names = false;
    // Made for those who are to meet, by their names.
    edition.advice = None;
    edition.people = order.iter().map(|&old| findings.people[old as usize].clone()).collect();
    for (new, person) in edition.people.iter_mut().enumerate() {
        (person.id, person.name) = (pseudonym(new), None);
    }
    edition.schools.iter_mut().for_each(|s| s.note = None);
    // A file of a few rows can be guessed until its fingerprint is the same.
    edition.inputs.iter_mut().for_each(|i| i.sha256.clear());
    // Nor are the sheets of a workbook told, which may be called after people.
    for input in &mut edition.inputs {
        if let Some(kind) = ["xlsx", "ods"].iter().find(|kind| input.read_as.starts_with(&format!("{kind}, "))) {
            input.read_as.truncate(kind.len());
        }
    }
    // By wave, which position on the roster stands where now.
    let mut places: Vec<Vec<u32>> = Vec::new();
    for wave in &mut edition.waves {
        places.push(in_order(wave, &number));
    }
    for tie in &mut edition.ties {
        let place = &places[tie.wave as usize];
        (tie.from, tie.to) = (place[tie.from as usize], place[tie.to as usize]);
    }
    edition.ties.sort_by_key(|t| (t.wave, t.from, t.to, t.relation));
    for tie in &mut edition.group_ties {
        let place = &places[tie.0 as usize];
        let (a, b) = (place[tie.1 as usize], place[tie.2 as usize]);
        (tie.1, tie.2) = (a.min(b), a.max(b));
    }
    edition.group_ties.sort_unstable();
    for (at, group) in edition.groups.iter_mut().enumerate() {
        group.id = format!("G{:03}", at + 1);
        group.members.iter_mut().for_each(|m| m.1 = number[m.1 as usize]);
        group.members.sort_unstable();
    }
    for question in &mut edition.questions {
        let places = &places[question.wave as usize];
        question.responses = reordered(&question.responses, places);
        for marked in [&mut question.in_vain, &mut question.may_be_named] {
            marked.iter_mut().for_each(|position| *position = places[*position as usize]);
            marked.sort_unstable();
        }
    }
    edition.changes.iter_mut().for_each(|c| reorder_change(c, &number));
    edition.blocks.iter_mut().for_each(|b| reorder(b, &places));
    edition.overviews.iter_mut().for_each(nameless);
    let files: Vec<&str> = findings.inputs.iter().map(|i| i.file.as_str()).collect();
    edition.notices = findings.notices.iter().filter_map(|notice| without_people(notice, &files)).collect();
    // Without their names several sheets are one notice.
    edition.notices.dedup_by(|a, b| matches!(a, Notice::SheetsNotRead { .. }) && a == b);
    if let Some(audit) = &mut edition.audit {
        nameless_audit(audit, &number);
    }
    for file in &mut edition.ledger.files {
        file.aside.values_mut().for_each(|a| a.first.clear());
    }
    (edition, key)
}

/// People in an order that only the whole of the findings gives.
fn drawn(findings: &Findings) -> Vec<u32> {
    let whole = serde_json::to_vec(findings).unwrap_or_default();
    let salt = Sha256::digest(&whole);
    let lot = |person: u32| Sha256::new().chain_update(salt).chain_update(person.to_le_bytes()).finalize();
    let mut order: Vec<u32> = (0..findings.people.len() as u32).collect();
    order.sort_by_cached_key(|&person| lot(person));
    order
}

/// Puts a wave's staff in the order of their pseudonyms; gives the new place of each.
fn in_order(wave: &mut WaveInfo, number: &[u32]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..wave.staff.len() as u32).collect();
    order.sort_by_key(|&p| number[wave.staff[p as usize].person as usize]);
    let old = std::mem::take(&mut wave.staff);
    let mut place = vec![0; old.len()];
    for (new, &was) in order.iter().enumerate() {
        place[was as usize] = new as u32;
        let mut staff = old[was as usize].clone();
        staff.person = number[staff.person as usize];
        wave.staff.push(staff);
    }
    place
}

/// What stands by position on a wave's roster, in its new places; as it is when it is about no roster.
fn reordered<T: Copy>(list: &[T], place: &[u32]) -> Vec<T> {
    let mut new = list.to_vec();
    if list.len() == place.len() {
        list.iter().zip(place).for_each(|(&value, &at)| new[at as usize] = value);
    }
    new
}

fn reorder(block: &mut Block, places: &[Vec<u32>]) {
    if !matches!(block.scope, Scope::Person | Scope::Openness) {
        return;
    }
    let place = &places[block.wave as usize];
    let mut order = vec![0u32; place.len()];
    place.iter().enumerate().for_each(|(was, &new)| order[new as usize] = was as u32);
    for column in &mut block.columns {
        if column.len() == order.len() {
            *column = column.reordered(order.iter().copied());
        }
    }
}

/// People of two waves in the order of their pseudonyms.
fn reorder_change(change: &mut Change, number: &[u32]) {
    for course in &mut change.people {
        course.person = number[course.person as usize];
    }
    let mut order: Vec<u32> = (0..change.people.len() as u32).collect();
    order.sort_by_key(|&at| change.people[at as usize].person);
    change.people = order.iter().map(|&at| change.people[at as usize]).collect();
    for layer in &mut change.layers {
        layer.people = layer.people.iter().map(|c| c.reordered(order.iter().copied())).collect();
    }
}

/// Groups are called after people at times.
fn nameless(overview: &mut Overview) {
    let mut codes: BTreeMap<String, String> = BTreeMap::new();
    for (at, GroupSize { id, name, .. }) in overview.groups.iter_mut().enumerate() {
        let code = format!("G{:03}", at + 1);
        codes.insert(std::mem::replace(id, code.clone()), code);
        *name = None;
    }
    for SharedGroups { a, b, .. } in &mut overview.shared {
        for id in [a, b] {
            *id = codes.get(id).cloned().unwrap_or_default();
        }
    }
    overview.norms.iter_mut().for_each(|n| n.place = Place::default());
}

/// What stands out, without anything that was written of a person or by one.
fn nameless_audit(audit: &mut Audit, number: &[u32]) {
    let Audit {
        questions: _, not_found: _, scales, always_the_same, not_listed, doubles, silent, two_sided: _, ..
    } = audit;
    for scale in scales {
        // A label that nobody knows may be anything.
        let unknown: u64 = scale.steps.iter().filter(|s| s.value.is_none()).map(|s| s.answers).sum();
        scale.steps.retain(|s| s.value.is_some());
        if unknown > 0 {
            scale.steps.push(Step::unknown(unknown));
        }
    }
    not_listed.most.clear();
    // Two people of one name are not told to those who do not know the name.
    doubles.clear();
    let lists = silent.iter_mut().flat_map(|s| [&mut s.answered, &mut s.not_known]).chain(always_the_same);
    for listed in lists {
        listed.first.iter_mut().for_each(|p| *p = number[*p as usize]);
        listed.first.sort_unstable();
    }
}

/// A notice without what was written of a person, and without lines and columns, which follow the staff list.
fn without_people(notice: &Notice, files: &[&str]) -> Option<Notice> {
    // A sheet stands behind its file's name.
    let sheetless = |name: &mut String| {
        let file = files.iter().find(|file| name.strip_prefix(*file).is_some_and(|rest| rest.starts_with(", ")));
        file.inspect(|file| name.truncate(file.len())).is_some()
    };
    // Columns are called after people at times, as rows are.
    let file = |place: &mut Place| {
        (place.line, place.column) = (None, None);
        sheetless(&mut place.file);
    };
    let mut notice = notice.clone();
    match &mut notice {
        // What was written may be a name.
        Notice::UnknownPerson { .. }
        | Notice::SharedName { .. }
        | Notice::PersonTwice { .. }
        | Notice::TwoHomes { .. }
        | Notice::PlanNotAgreed { .. }
        | Notice::UnknownValue { .. }
        | Notice::GroupUnknown { .. }
        // A number of somebody's.
        | Notice::DecimalSign { .. }
        // That somebody filled in a form twice is known to whoever sat beside them.
        | Notice::EarlierForm { .. }
        | Notice::UnknownFrequency { .. } => return None,
        Notice::AnswersFromSilent { examples, .. } => examples.clear(),
        Notice::ColumnsNotRead { place, columns } => {
            columns.clear();
            file(place);
        }
        Notice::SchoolsAlike { first, .. } => first.iter_mut().for_each(|pair| file(&mut pair.place)),
        // Sheets and files are called after people at times, too.
        Notice::SheetsNotRead { place, used, sheets } => {
            used.clear();
            sheets.clear();
            file(place);
        }
        Notice::FileNotRead { place, used } => {
            let is_sheet = sheetless(used);
            file(place);
            if is_sheet && place.file == *used {
                let place = place.clone();
                return Some(Notice::SheetsNotRead { place, used: String::new(), sheets: Vec::new() });
            }
        }
        Notice::LikeWaves { parts, .. } => parts.iter_mut().for_each(|part| part.0.clear()),
        // What few have written as their role may be anything; what many have is a role.
        Notice::OtherRoles { labels, .. } => labels.retain(|l| l.1 as f64 >= FEWEST),
        Notice::EncodingGuessed { place, doubtful, .. } => {
            *doubtful = None;
            file(place);
        }
        Notice::ShapeFound { place, .. }
        | Notice::QuestionTaken { place, .. }
        | Notice::SelfTies { place, .. }
        | Notice::RepeatedTies { place, .. }
        | Notice::IncompleteRow { place, .. }
        | Notice::LongRow { place, .. }
        | Notice::NewRelation { place, .. }
        | Notice::RelationAssumed { place, .. }
        | Notice::KindNotRead { place }
        | Notice::BadLetters { place, .. }
        | Notice::NoRoles { place }
        | Notice::AcrossThoughWithin { place, .. }
        | Notice::SchoolUnknown { place, .. }
        | Notice::NumberedPeople { place, .. }
        | Notice::IdsMade { place, .. } => file(place),
        Notice::MoreUnknownPeople { .. }
        | Notice::AddedPeople { .. }
        | Notice::WaveWithoutRoster { .. }
        | Notice::WaveOrder { .. }
        | Notice::WavePeriod { .. }
        | Notice::ResponseNotKnown { .. }
        | Notice::LowResponse { .. }
        | Notice::OneSideAsked { .. }
        | Notice::QuestionEmpty { .. }
        | Notice::Contradicted { .. }
        | Notice::AskedWithinSchool { .. }
        | Notice::NoFormalTies { .. }
        | Notice::LimitedByForm { .. }
        | Notice::LayersLeftOut { .. }
        | Notice::PairsLeftOut { .. }
        | Notice::NoRoster { .. }
        | Notice::FamiliesLeftOut { .. }
        | Notice::WavesNotCompared { .. }
        | Notice::WavesDiffer { .. }
        | Notice::NotHeld { .. }
        | Notice::FilesFound { .. }
        | Notice::BetweennessFromPaths { .. }
        | Notice::FewerDraws { .. }
        | Notice::BetweennessSampled { .. } => {}
    }
    Some(notice)
}

#[cfg(test)]
mod tests {
    use super::super::{Audience, edition};
    use super::*;
    use crate::survey::{ReadSettings, read};

    #[test]
    fn that_somebody_filled_in_a_form_twice_is_not_told_to_a_researcher() {
        let place = Place::line("answers.csv", 3);
        assert_eq!(without_people(&Notice::EarlierForm { place: place.clone(), answers: 4 }, &[]), None);
        let kept = without_people(&Notice::SelfTies { place, answers: 1 }, &[]);
        assert!(matches!(kept, Some(Notice::SelfTies { place, .. }) if place.line.is_none()));
    }

    #[test]
    fn sheets_and_files_that_are_called_after_people_are_not_told_to_a_researcher() {
        let (used, sheets) = ("Jan de Vries".to_owned(), vec!["Piet Jansen".to_owned(), "Eva Bos".to_owned()]);
        let parts = [("Piet 2023", "2023"), ("Piet 2024", "2024")].map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec();
        let sheets = Notice::SheetsNotRead { place: Place::file("ties.xlsx"), used, sheets };
        let workbook = Notice::LikeWaves { workbook: Some("ties.xlsx".into()), missing: false, parts: parts.clone() };
        let files = Notice::LikeWaves { workbook: None, missing: false, parts };
        let place = Place::file("ties.xlsx, Eva Bos");
        let sheet = Notice::FileNotRead { place: place.clone(), used: "ties.xlsx, Jan de Vries".into() };
        let ties = Notice::SelfTies { place, answers: 1 };
        for notice in [sheets, workbook, files, sheet, ties] {
            let kept = serde_json::to_string(&without_people(&notice, &["ties.xlsx"])).expect("text");
            assert!(["Piet", "Jan", "Eva"].iter().all(|name| !kept.contains(name)), "{kept}");
            assert_eq!(kept.contains("2023") && kept.contains("2024"), matches!(notice, Notice::LikeWaves { .. }));
        }
    }

    #[test]
    fn what_stands_out_of_the_answers_is_told_to_others_without_anybody_in_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        let staff: String = ["a,Jan Mol", "b,\"Mol, Jan\"", "c,Zoë Bos", "d,Piet Smit"]
            .map(|p| format!("{p},De Linde,teacher,yes\n"))
            .concat();
        write("teachers.csv", &format!("id,name,school,role,answered\n{staff}"));
        write(
            "ties.csv",
            "from,to,relation,frequency\na,Klaas Vaak,advice,2\nb,c,advice,alleen met Zoë\nd,c,advice,3\n",
        );
        let (study, survey) = read(folder.path(), &ReadSettings::default()).expect("a survey");
        let mut findings = crate::analyse::data_only(&study, &survey, "en");
        findings.inputs[0].read_as = "xlsx, Jan Mol".into();
        let audit = findings.audit.as_ref().expect("an audit");
        assert_eq!((audit.not_listed.names, audit.doubles.len(), audit.silent[0].answered.people), (1, 1, 1));

        let researcher = edition(&findings, Audience::Researcher, None);
        assert_eq!(researcher.inputs[0].read_as, "xlsx");
        let told = researcher.audit.as_ref().expect("an audit");
        let text = serde_json::to_string(told).expect("text");
        for word in ["Klaas", "Zoë", "alleen", "Mol", "doubles"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
        // How many there are is told; who it is only by pseudonym.
        assert_eq!((told.not_listed.names, told.silent[0].answered.people), (1, 1));
        let silent = &researcher.people[told.silent[0].answered.first[0] as usize].id;
        let key = super::super::key(&findings);
        assert_eq!(key.iter().find(|k| k.pseudonym == *silent).map(|k| k.id.as_str()), Some("c"));
        for audience in [Audience::Leader, Audience::Board, Audience::Team, Audience::Consultant] {
            let shared = edition(&findings, audience, None);
            assert!(shared.audit.is_none() && shared.outlook.is_none(), "{audience:?}");
        }
    }
}
