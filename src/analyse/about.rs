//! What stands in the findings before anything is measured: who was there, what was asked, what was reported.

use super::{Options, PROGRAM, Purpose};
use crate::findings::{
    Findings, GroupInfo, Outputs, PersonInfo, QuestionInfo, SCHEMA_VERSION, SchoolInfo, Settings, StaffInfo, TieInfo,
    WaveInfo,
};
use crate::network::Network;
use crate::survey::{Response, Survey, study::Study};

/// What stands in the findings before anything is measured.
pub(super) fn about(study: &Study, survey: &Survey, options: &Options, seed: u64) -> Findings {
    Findings {
        schema_version: SCHEMA_VERSION,
        program: PROGRAM.into(),
        title: survey.title.clone(),
        language: options.language.clone().or_else(|| study.language.clone()).unwrap_or_else(|| "en".into()),
        settings: Settings {
            seed,
            names: options.names,
            audience: "analyst".into(),
            include_guided: options.include_guided,
            standard: study.standard,
            outputs: Outputs { only_changes: options.purpose == Purpose::Changes, ..options.outputs },
            ..Settings::default()
        },
        inputs: survey.inputs.clone(),
        waves: survey.waves.iter().map(wave_info).collect(),
        schools: survey.schools.iter().map(school_info).collect(),
        people: survey
            .people
            .iter()
            .map(|p| PersonInfo {
                id: p.id.clone(),
                name: if options.names { p.name.clone() } else { None },
                outside: p.outside,
            })
            .collect(),
        phases: survey.phases.clone(),
        topics: survey.topics.clone(),
        relations: survey.relations.clone(),
        groups: survey.groups.iter().map(group_info).collect(),
        questions: survey.questions.iter().map(|q| question_info(survey, q)).collect(),
        notices: survey.notices.clone(),
        ledger: survey.ledger.clone(),
        audit: Some(crate::survey::audit::audit(survey)),
        ..Findings::default()
    }
}

fn school_info(school: &crate::survey::School) -> SchoolInfo {
    SchoolInfo {
        id: school.id.clone(),
        name: school.name.clone(),
        group: school.group.clone(),
        reference: school.reference,
        note: school.note.clone(),
    }
}

fn wave_info(wave: &crate::survey::Wave) -> WaveInfo {
    let staff = wave.staff.iter().map(|s| StaffInfo {
        person: s.person,
        school: s.school,
        role: s.role,
        phase: s.phase,
        response: s.response,
        eligible: s.role.is_eligible(),
        is_new: s.is_new,
        days: s.days,
        fte: s.fte,
        years: s.years,
        host: s.host,
        capacity: s.capacity,
        consent_named: s.consent_named,
        named_in_vain: s.named_in_vain,
    });
    WaveInfo::new(wave.id.clone(), wave.period.clone(), wave.response_known, staff.collect())
}

fn group_info(group: &crate::survey::Group) -> GroupInfo {
    GroupInfo {
        id: group.id.clone(),
        kind: group.kind.clone(),
        informal: group.informal,
        members: group.members.clone(),
    }
}

fn question_info(survey: &Survey, q: &crate::survey::Question) -> QuestionInfo {
    let count = |r: Response| q.answered.iter().filter(|&&a| a == r).count() as u64;
    let staff = &survey.waves[q.wave as usize].staff;
    let marked = |marks: &[bool]| (0..).zip(marks).filter(|(_, mark)| **mark).map(|(position, _)| position).collect();
    let as_a_whole = q.answered.iter().zip(staff).all(|(r, s)| *r == s.response);
    QuestionInfo {
        wave: q.wave,
        relation: survey.relations[q.relation as usize].id.clone(),
        end: q.end,
        within_school: q.within_school,
        max_names: q.max_names,
        at_least: q.at_least,
        answered: Some(count(Response::Answered)),
        asked: Some(q.answered.len() as u64 - count(Response::NotAsked)),
        responses: if as_a_whole { Vec::new() } else { q.answered.clone() },
        in_vain: marked(&q.in_vain),
        may_be_named: marked(&q.may_be_named),
    }
}

/// Every reported tie, by position on the roster.
pub(super) fn ties(network: &Network) -> impl Iterator<Item = TieInfo> + '_ {
    network.reported().map(|(from, to, link)| TieInfo {
        wave: network.wave,
        relation: link.relation,
        from: network.roster_position(from),
        to: network.roster_position(to),
        strength: link.strength,
        state: link.state,
        formal: network.is_formal(link),
        topic: (link.topic != crate::survey::Tie::NO_TOPIC).then_some(link.topic),
        initiative: link.initiative,
    })
}
