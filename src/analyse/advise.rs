//! Needs, a plan and what it would change, and what became of a plan: put into the findings.

use crate::advice::plan::{self, Line, Wanted};
use crate::error::Notice;
use crate::findings::Findings;
use crate::measures::Scope;
use crate::network::Network;
use crate::survey::Survey;

/// Puts needs, a plan and what it would change into the findings of a wave. A plan of the users' own takes the place of
/// the proposals.
pub fn advised(survey: &Survey, wave: u32, own: Option<Vec<Line>>, wanted: &Wanted, findings: &mut Findings) {
    let network = Network::of_wave(survey, wave);
    let overview = findings.overview(wave);
    let closed = overview.map_or_else(Vec::new, |o| {
        o.closed.iter().filter(|c| c.question == Some(true)).map(|c| c.school).collect::<Vec<_>>()
    });
    let little = findings
        .block(Scope::School, wave, Some("open_door"))
        .and_then(|b| b.column("diagnosis"))
        .map_or_else(Vec::new, |column| {
            let schools = 0..survey.schools.len();
            schools.filter(|&s| column.label(s) == Some("little_of_either")).map(|s| s as u32).collect()
        });
    let mut proposed = plan::plan(survey, &network, (&closed, &little), wanted);
    let own_plan = own.is_some();
    if let Some(lines) = own {
        // Whoever has a line there is not without one.
        let has_line = |p: u32| lines.iter().any(|l| l.from == Some(p) || l.to == Some(p));
        proposed.without.retain(|w| !has_line(w.0));
        proposed.lines = lines;
    }
    let effects = plan::what_if::what_if(&network, &proposed.lines, findings.settings.seed);
    let staff = &survey.waves[wave as usize].staff;
    let agrees = plan::may_be_named(survey, wave);
    let mentioned = |position: u32| {
        let s = &staff[position as usize];
        let person = &survey.people[s.person as usize];
        let name = person.name.clone().filter(|_| findings.settings.names && agrees[position as usize]);
        plan::Mentioned { position, id: person.id.clone(), name, school: s.school }
    };
    let people: Vec<plan::Mentioned> = proposed.positions().into_iter().map(mentioned).collect();
    // Only a plan of the users' own can have them.
    let others = people.iter().filter(|p| !agrees[p.position as usize]).map(|p| p.id.clone());
    let others: Vec<String> = others.collect();
    if !others.is_empty() {
        findings.notices.push(Notice::PlanNotAgreed { wave: survey.waves[wave as usize].id.clone(), people: others });
    }
    findings.advice = Some(plan::Advice { wave, plan: proposed, own_plan, effects, people });
}

/// Puts what became of a plan into the findings: `waves` are the one for which it was made and the next.
pub fn follow(survey: &Survey, waves: (u32, u32), plan: &[Line], include_guided: bool, findings: &mut Findings) {
    let network = |wave: u32| {
        let mut network = Network::of_wave(survey, wave);
        network.include_guided = include_guided;
        network
    };
    let (first, second) = rayon::join(|| network(waves.0), || network(waves.1));
    findings.followed = Some(plan::followed::followed(survey, (&first, &second), plan));
}
