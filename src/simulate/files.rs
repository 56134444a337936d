//! The study folder: the tables, `study.toml`, and a README that says that all of it is invented.

use super::people::{Member, Phase, Role};
use super::reports::{Initiative, Tie};
use super::{Group, Habit, Plan};
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
        for (part, _) in &aside {
            drop(fs::remove_file(part));
        }
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
    let (schools, seed) = (group.schools.len(), plan.seed);
    let by_command =
        Plan::default().with_size(plan.schools, plan.teachers).with_waves(plan.waves).with_seed(seed) == *plan;
    let made_so = if by_command {
        format!(
            "It was made by\n\n```\nstaffroom simulate DIR --schools {schools} --teachers {teachers} --waves {} --seed \
             {seed}\n```\n\nand the same command makes the same files again, byte for byte.\n",
            plan.waves
        )
    } else {
        format!("It was drawn from seed {seed} under a plan that the command line does not offer, for a test.\n")
    };
    let mut text = format!("{INVENTED}\n{NOBODY}\n{made_so}\n");
    let _ = write!(
        text,
        "It holds {schools} schools with {teachers} teachers in each wave ({waves}). In every wave the same questions \
         were asked\nabout the same half year, from the end of August to the end of January.\n\n{FILES}\n\
         ## What was put into it\n\n"
    );
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
    text.push_str(if group.schools.iter().any(|s| s.habit != Habit::Ordinary) {
        "- All other schools have about the same habits.\n"
    } else {
        "- No school was made to differ from the others.\n"
    });
    text.push_str(PUT_IN);
    text
}

const NOBODY: &str = "\
Nobody in this folder exists. People, schools, visits and talks were drawn by lot; no school was asked anything.
Nothing here says how schools are, and any likeness to real people or schools is chance. What people do together (host
teachers, buddies, round tables, a monthly network meeting, study days, data teams) follows the school group that
Verbiest and Vandenberghe sketch in their article on professional learning communities.
";

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
- Some teachers answered and have no tie at all. Of these some may be named in a consultant's report, some may not.
- Few ties run between schools: through guests of host teachers, through people who know others from the network
  meeting, among directors.
- People who did not answer report nothing. Of those who did, some forget a visit, so that a few are contradicted.
- Consultants' and advisers' visits (`consult`) and the superintendent's (`inspection_visit`) are no open doors among peers.
";

#[cfg(test)]
mod tests {
    use super::super::group;
    use super::*;
    use std::collections::BTreeSet;

    /// The cells of a table, without its heading.
    fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
        text.lines().skip(1).map(|line| line.split(',').collect())
    }

    fn file<'a>(study: &'a [(&'static str, String)], name: &str) -> &'a str {
        &study.iter().find(|(n, _)| *n == name).unwrap().1
    }

    /// Renewed by `STAFFROOM_RENEW=1 cargo test --lib the_sample_de_brug`, and as the sample's own README says.
    #[test]
    fn the_sample_de_brug_is_what_the_default_plan_gives() {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug");
        let group = group(&Plan::default());
        if std::env::var_os("STAFFROOM_RENEW").is_some() {
            write(&group, &sample, false).unwrap();
        }
        for (name, text) in files(&group) {
            let there = fs::read_to_string(sample.join(name)).unwrap_or_default();
            let differs = text.lines().zip(there.lines()).position(|(a, b)| a != b);
            assert!(text == there, "samples/de-brug/{name} differs from line {:?} on", differs.map(|l| l + 1));
        }
    }

    #[test]
    fn every_row_has_as_many_cells_as_its_heading_and_lines_end_in_lf() {
        for (name, text) in files(&group(&Plan::default())) {
            assert!(!text.contains('\r') && text.ends_with('\n'), "{name}");
            if let Some(table) = name.strip_suffix(".csv") {
                let cells = text.lines().next().unwrap().split(',').count();
                assert!(text.lines().all(|line| line.split(',').count() == cells && !line.contains('"')), "{table}");
            }
        }
    }

    #[test]
    fn each_answer_stands_once_and_comes_from_somebody_who_answered() {
        let study = files(&group(&Plan::default()));
        let answered: BTreeSet<(&str, &str)> =
            rows(file(&study, "teachers.csv")).filter(|r| r[12] == "yes").map(|r| (r[0], r[13])).collect();
        let there: BTreeSet<(&str, &str)> = rows(file(&study, "teachers.csv")).map(|r| (r[0], r[13])).collect();
        let mut seen = BTreeSet::new();
        for r in rows(file(&study, "ties.csv")) {
            let reporter = if r[5] == "from" { r[0] } else { r[1] };
            assert!(answered.contains(&(reporter, r[4])), "{r:?}");
            assert!(r[0] != r[1] && there.contains(&(r[0], r[4])) && there.contains(&(r[1], r[4])), "{r:?}");
            assert!(matches!(r[3], "1" | "2" | "3" | "4"), "{r:?}");
            assert!(seen.insert((r[0], r[1], r[2], r[4], r[5])), "twice: {r:?}");
        }
        for r in rows(file(&study, "members.csv")) {
            assert!(there.contains(&(r[1], r[3])), "{r:?}");
        }
    }

    #[test]
    fn the_readme_says_that_it_is_invented_and_how_to_make_it_again() {
        let readme = readme(&group(&Plan::default().with_size(7, 70).with_seed(5)));
        assert!(readme.contains("Nobody in this folder exists."));
        assert!(readme.contains("staffroom simulate DIR --schools 7 --teachers 70 --waves 2 --seed 5\n"));
        assert!(readme.contains("no talk") && readme.contains("looking without talk"));
    }

    #[test]
    fn a_folder_with_somebody_elses_files_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let group = group(&Plan::default().with_size(1, 4));
        fs::write(dir.path().join("teachers.csv"), "id\n1\n").unwrap();
        let refused = write(&group, dir.path(), false);
        assert!(matches!(refused, Err(Error::OutputNotEmpty { ref seen, .. }) if seen == &["teachers.csv"]));
        assert_eq!(fs::read_to_string(dir.path().join("teachers.csv")).unwrap(), "id\n1\n");
        write(&group, dir.path(), true).unwrap();
        write(&group, dir.path(), false).unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 7);
    }

    #[test]
    fn a_path_that_is_a_file_is_an_error_that_names_it() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let group = group(&Plan::default().with_size(1, 4));
        let path = file.path().display().to_string();
        assert!(matches!(write(&group, file.path(), false), Err(Error::CannotRead { path: p, .. }) if p == path));
        assert!(matches!(write(&group, file.path(), true), Err(Error::CannotWrite { path: p, .. }) if p == path));
    }
}
