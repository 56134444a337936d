//! The study folder: the tables, `study.toml`, and a README that says that all of it is invented.

use super::people::{Member, Phase, Role};
use super::reports::{Initiative, Tie};
use super::{Group, Habit, Lagging, Plan};
use crate::error::{Error, Result};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The first words of our README: by them a folder is known as one of ours.
const INVENTED: &str = "# An invented school group\n";

/// The files of a study: name and contents.
///
/// ```
/// use staffroom::simulate::{Plan, files, group};
/// let study = files(&group(&Plan::default().with_size(2, 16).with_waves(1)));
/// let names: Vec<_> = study.iter().map(|(name, _)| *name).collect();
/// assert_eq!(names, [
///     "README.md", "study.toml", "schools.csv", "teachers.csv", "ties.csv", "groups.csv", "members.csv",
/// ]);
/// ```
pub fn files(group: &Group) -> Vec<(&'static str, String)> {
    vec![
        ("README.md", readme(group)),
        ("study.toml", study(group)),
        ("schools.csv", schools(group)),
        ("teachers.csv", teachers(group)),
        ("ties.csv", ties(group)),
        ("groups.csv", groups(group)),
        ("members.csv", members(group)),
    ]
}

/// Writes a group as a study folder. Everything is written beside its place first, so that a full disk leaves an earlier
/// study whole.
///
/// # Errors
/// When the folder cannot be written, or holds something other than an earlier invented study and `force` is not given.
pub fn write(group: &Group, dir: &Path, force: bool) -> Result<()> {
    let shown = |path: &Path| path.display().to_string();
    let is_new = !dir.exists();
    if !is_new && !force {
        let seen = foreign(dir).map_err(|source| Error::CannotRead { path: shown(dir), source })?;
        if !seen.is_empty() {
            return Err(Error::OutputNotEmpty { path: shown(dir), seen });
        }
    }
    let mut aside: Vec<(PathBuf, PathBuf)> = Vec::new();
    let mut written = || {
        fs::create_dir_all(dir).map_err(|source| Error::CannotWrite { path: shown(dir), source })?;
        for (name, text) in files(group) {
            let (place, part) = (dir.join(name), dir.join(format!(".{name}.part")));
            aside.push((part.clone(), place.clone()));
            fs::write(&part, text).map_err(|source| Error::CannotWrite { path: shown(&place), source })?;
        }
        for (part, place) in &aside {
            fs::rename(part, place).map_err(|source| Error::CannotWrite { path: shown(place), source })?;
        }
        Ok(())
    };
    let result = written();
    if result.is_err() {
        // What cannot be taken away either is named by the first error already.
        aside.iter().for_each(|(part, _)| drop(fs::remove_file(part)));
        if is_new {
            drop(fs::remove_dir(dir));
        }
    }
    result
}

/// What is in a folder that is not an earlier study of ours: at most five names, hidden files apart.
fn foreign(dir: &Path) -> io::Result<Vec<String>> {
    if fs::read_to_string(dir.join("README.md")).is_ok_and(|text| text.starts_with(INVENTED)) {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(dir)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names.truncate(5);
    Ok(names)
}

fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// A row of cells, none of which needs quotes: see the tests of `names` and below.
fn row(table: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            table.push(',');
        }
        table.push_str(cell);
    }
    table.push('\n');
}

fn schools(group: &Group) -> String {
    let mut table = String::from("id,name,group,reference,note\n");
    for school in &group.schools {
        let board = &group.boards[school.board as usize];
        row(&mut table, &[&school.id, &school.name, board, yes(school.reference), school.note.unwrap_or("")]);
    }
    table
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Teacher => "leerkracht",
        Role::Host => "gastheer-leraar",
        Role::Director => "schooldirecteur",
        Role::Consultant => "interne consulent",
        Role::Adviser => "externe begeleider",
        Role::Superintendent => "bovenschoolse directeur",
    }
}

fn teachers(group: &Group) -> String {
    let mut table =
        String::from("id,name,school,role,phase,fte,days,years,is_new,host,capacity,consent_named,answered,wave\n");
    for wave in &group.waves {
        for member in &wave.staff {
            let person = &group.people[member.person as usize];
            let school = member.school.map_or("", |s| &group.schools[s as usize].id);
            let phase = member.phase.map_or("", |phase| match phase {
                Phase::Onderbouw => "onderbouw",
                Phase::Middenbouw => "middenbouw",
                Phase::Bovenbouw => "bovenbouw",
            });
            let fte = format!("{}.{}", member.fte_tenths / 10, member.fte_tenths % 10);
            let capacity = member.capacity.map_or(String::new(), |c| c.to_string());
            let years = member.years.to_string();
            let host = if member.role.teaches() { yes(member.role == Role::Host) } else { "" };
            let is_new = if member.school.is_some() { yes(member.is_new) } else { "" };
            let (consent, answered) = (yes(member.consent_named), yes(member.answered));
            let cells = [
                &person.id,
                &person.name,
                school,
                role(member.role),
                phase,
                &fte,
                &days(member),
                &years,
                is_new,
                host,
                &capacity,
                consent,
                answered,
                &wave.id,
            ];
            row(&mut table, &cells);
        }
    }
    table
}

fn days(member: &Member) -> String {
    let names = ["mo", "tu", "we", "th", "fr"];
    let worked: Vec<&str> = (0..5).filter(|day| member.days >> day & 1 == 1).map(|day| names[day]).collect();
    worked.join(" ")
}

fn ties(group: &Group) -> String {
    let mut table = String::from("from,to,relation,frequency,wave,reporter,initiative,topic\n");
    for tie in &group.ties {
        let (from, to) = (&group.people[tie.from as usize].id[..], &group.people[tie.to as usize].id[..]);
        if tie.from_says > 0 {
            report(&mut table, group, tie, (from, to), (tie.from_says, "from"));
        }
        if tie.to_says > 0 && tie.relation.directed() {
            report(&mut table, group, tie, (from, to), (tie.to_says, "to"));
        } else if tie.to_says > 0 {
            // Who teaches together with whom is one question to both, and each names the other.
            report(&mut table, group, tie, (to, from), (tie.to_says, "from"));
        }
    }
    table
}

fn report(table: &mut String, group: &Group, tie: &Tie, ends: (&str, &str), said: (u8, &str)) {
    let initiative = match tie.initiative {
        Initiative::NotSaid => "",
        Initiative::Own => "own",
        Initiative::Asked => "asked",
        Initiative::Assigned => "assigned",
    };
    let frequency = said.0.to_string();
    let wave = &group.waves[tie.wave as usize].id;
    let topic = tie.topic.unwrap_or("");
    row(table, &[ends.0, ends.1, tie.relation.id(), &frequency, wave, said.1, initiative, topic]);
}

fn groups(group: &Group) -> String {
    let mut table = String::from("id,name,kind,family,start,end\n");
    for s in &group.structures {
        row(&mut table, &[&s.id, &s.name, s.kind, "formal", &s.start, ""]);
    }
    table
}

fn members(group: &Group) -> String {
    let mut table = String::from("group,person,role,wave\n");
    for structure in &group.structures {
        for &(wave, person, role) in &structure.members {
            let (person, wave) = (&group.people[person as usize].id, &group.waves[wave as usize].id);
            row(&mut table, &[&structure.id, person, role, wave]);
        }
    }
    table
}

fn study(group: &Group) -> String {
    let title = match &group.boards[..] {
        [one] => format!("Scholengroep {one} (verzonnen)"),
        more => format!("{} scholengroepen (verzonnen)", more.len()),
    };
    // TOML has no whole numbers beyond 63 bits.
    let seed = group.plan.seed & (u64::MAX >> 1);
    let mut text =
        format!("# An invented school group: see README.md.\ntitle = \"{title}\"\nlanguage = \"nl\"\nseed = {seed}\n");
    for wave in &group.waves {
        let (first, last) = &wave.period;
        let _ = write!(text, "\n[[waves]]\nid = \"{}\"\nperiod = \"{first}/{last}\"\n", wave.id);
    }
    text.push_str("\n[roles]\n");
    for (label, means) in [
        (Role::Teacher, "teacher"),
        (Role::Host, "host"),
        (Role::Director, "director"),
        (Role::Consultant, "consultant"),
        (Role::Adviser, "adviser"),
        (Role::Superintendent, "superintendent"),
    ] {
        let _ = writeln!(text, "\"{}\" = \"{means}\"", role(label));
    }
    text.push_str(
        "\n[groups]\n# The phase teams of each school are formal groups, and the only ones that count as ties.\n\
         teams_from = [\"phase\"]\nas_ties = [\"team\"]\n",
    );
    text
}

fn readme(group: &Group) -> String {
    let plan = &group.plan;
    let teachers = group.waves.last().map_or(0, |w| w.staff.iter().filter(|m| m.role.teaches()).count());
    let waves = group.waves.iter().map(|w| w.id.as_str()).collect::<Vec<_>>().join(", ");
    let made_so = if *plan
        == (Plan {
            schools: plan.schools,
            teachers: plan.teachers,
            waves: plan.waves,
            seed: plan.seed,
            ..Plan::default()
        }) {
        format!(
            "It was made by\n\n```\nstaffroom simulate DIR --schools {} --teachers {} --waves {} --seed {}\n```\n\n\
             and the same command makes the same files again, byte for byte.",
            plan.schools, plan.teachers, plan.waves, plan.seed
        )
    } else {
        format!("It was drawn from seed {} under a plan of its own, for a test.", plan.seed)
    };
    let mut text = format!(
        "{INVENTED}\nNobody in this folder exists. People, schools, visits and talks were drawn by lot; no school was asked anything.\n\
         Nothing here says how schools are, and any likeness to real people or schools is chance. What people do (host\n\
         teachers, buddies, round tables, a monthly network meeting, study days, data teams) follows the school group that\n\
         Verbiest and Vandenberghe sketch in their article on professional learning communities.\n\n{made_so}\n\n\
         It holds {} schools with {teachers} teachers in each wave ({waves}). In every wave the same questions were \"asked\" about the\n\
         same half year, from the end of August to the end of January.\n\n",
        group.schools.len(),
    );
    text.push_str(FILES);
    text.push_str("\n## What was put into it\n\n");
    for school in &group.schools {
        let how = match school.habit {
            Habit::Ordinary => continue,
            Habit::NoTalk => "no talk: little talk about teaching, and few visits".to_owned(),
            Habit::TalkWithoutLooking => "talk without looking: much talk, and hardly any visit".to_owned(),
            Habit::LookingWithoutTalk => {
                "looking without talk: visits are arranged and frequent, with little talk around them".to_owned()
            }
            Habit::Closed { rate } => format!("{:.0} % of the doors are open", rate * 100.0),
        };
        let _ = writeln!(text, "- {} ({}): {how}.", school.name, school.id);
    }
    match plan.lagging {
        Lagging::Three if group.schools.len() < 6 => {
            text.push_str("- With fewer than six schools none is made to differ.\n")
        }
        Lagging::None => text.push_str("- No school is made to differ from the others.\n"),
        _ => text.push_str("- All other schools have about the same habits.\n"),
    }
    text.push_str(PUT_IN);
    text
}

const FILES: &str = "\
| file | one row is |
|---|---|
| `teachers.csv` | a person in a wave: school, role, phase, working time and days, years, whether this person answered |
| `ties.csv` | one report of one tie, by the end that `reporter` names; visits are reported by visitor and host |
| `schools.csv` | a school |
| `groups.csv`, `members.csv` | a formal structure; a person in it |
| `study.toml` | title, waves, what the Dutch role names mean, which groups count as ties |

`frequency` is 1 (once in the half year), 2 (two or three times), 3 (monthly) or 4 (weekly).
";

const PUT_IN: &str = "\
- Talk runs along phases and shared working days; part-timers and new teachers have fewer contacts, a few people many.
- Some teachers answered and have no tie at all; some may be named in a consultant's report and some may not.
- Few ties run between schools: through guests of host teachers, through people who know others from the network
  meeting, among directors.
- People who did not answer report nothing. Of those who did, some forget a visit, so that a few are contradicted.
- Consultants' and advisers' visits (`consult`) and the superintendent's (`inspection_visit`) are no open doors among peers.
";
