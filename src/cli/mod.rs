//! The command line: flags in, a study and a list of outputs out; one file per command.

mod advise;
mod aliases;
mod analyse;
mod check;
mod compare;
mod convert;
mod earlier;
mod edited;
mod editions;
mod init;
mod limits;
mod messages;
mod output;
mod pages;
mod questionnaire;
mod report;
mod simulate;
mod test;
mod watching;

use crate::error::Error;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, builder::Styles};
use messages::Messages;
use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  staffroom samples/de-brug                     analyse a study folder; the report is staffroom-report/report.html
  staffroom analyse school/ --lang nl --out uit the same, in Dutch, to another folder
  staffroom check school/                       what is in the files, and what cannot be told from them
  staffroom advise school/                      who could visit whom, as a plan that can be edited
  staffroom convert school/ --to graphml --out school.graphml
                                                the network for another program
  staffroom simulate invented/ --schools 6      an invented school group to try things on
";

/// Who works with whom in schools, whose classroom door is open, and what cannot be told.
#[derive(Debug, Parser)]
#[command(
    name = "staffroom",
    version,
    before_help = EXAMPLES,
    subcommand_required = true,
    arg_required_else_help = true,
    styles = Styles::plain(),
    after_help = "One path and no command means `analyse`.\n\
                  Exit codes: 0 done, 1 the data or a file stops us, 2 the command line is wrong, 3 done with notices under --strict, \
                  130 interrupted."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Analyse a study and write the report, the tables and the pictures.
    Analyse(analyse::AnalyseArgs),
    /// Look at the files only: what was read, what was set aside, who answered.
    Check(check::CheckArgs),
    /// Compare two waves: who came and went, what became of the ties, which figures changed by more than noise.
    Compare(compare::CompareArgs),
    /// Propose who could visit or support whom, and what that would change.
    Advise(advise::AdviseArgs),
    /// One statistical test with all its options.
    Test(test::TestArgs),
    /// Make every output again from the findings of an earlier report, without the survey.
    Report(report::ReportArgs),
    /// Write a study as files of another program, or as a plain study folder.
    Convert(convert::ConvertArgs),
    /// Write survey questions, templates for staff list and answers, and the study file that reads them.
    Questionnaire(questionnaire::QuestionnaireArgs),
    /// Look at survey files and write a study.toml that says what they are.
    Init(init::InitArgs),
    /// Write an invented school group as a study folder.
    Simulate(simulate::SimulateArgs),
    /// Print completions for a shell.
    Completions(pages::CompletionsArgs),
    /// Print the manual page.
    Man,
}

/// Flags of every command.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Seed of everything that draws; the study's own, else 1.
    #[arg(long, global = true, env = "STAFFROOM_SEED", value_name = "N")]
    seed: Option<u64>,
    /// Number of threads; the results are the same for any number.
    #[arg(long, global = true, env = "STAFFROOM_THREADS", value_name = "N")]
    threads: Option<usize>,
    /// Print nothing but errors, and with `--json` the result.
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Print the result as JSON on standard output.
    #[arg(long, global = true)]
    json: bool,
    /// Exit with 3 when there were notices.
    #[arg(long, global = true)]
    strict: bool,
    /// Write into a folder that is not an earlier report. What else is in it stays.
    #[arg(long, global = true)]
    force: bool,
    /// When to use colour; the variable `NO_COLOR` switches it off.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, env = "STAFFROOM_COLOR", value_name = "WHEN")]
    color: Color,
    /// Print how long each step took, as lines `#time STEP SECONDS` on standard error.
    #[arg(long, global = true)]
    timings: bool,
    /// Language of the report and the messages; the study's own, else English.
    #[arg(long, global = true, value_enum, env = "STAFFROOM_LANG", value_name = "LANGUAGE")]
    lang: Option<Language>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// English.
    En,
    /// Dutch.
    Nl,
}

impl Language {
    fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Nl => "nl",
        }
    }
}

/// What a command run came to.
pub(crate) struct Outcome {
    /// How many notices there were.
    notices: usize,
    /// Somebody ended it early.
    interrupted: bool,
}

impl Outcome {
    /// Done, with so many notices.
    fn done(notices: usize) -> Outcome {
        Outcome { notices, interrupted: false }
    }
}

/// The exit code of what was ended early: 128 and the number of the signal.
const INTERRUPTED: u8 = 130;

/// Runs the program on a command line and returns its exit code.
///
/// ```
/// let (mut out, mut err) = (Vec::new(), Vec::new());
/// assert_eq!(staffroom::cli::run(["staffroom", "--version"], &mut out, &mut err), 0);
/// assert!(String::from_utf8(out).unwrap().starts_with("staffroom "));
/// ```
pub fn run<A: Into<OsString>>(
    args: impl IntoIterator<Item = A>,
    out: &mut (dyn Write + Send),
    err: &mut (dyn Write + Send),
) -> u8 {
    let args = with_default_command(args.into_iter().map(Into::into).collect());
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let asked_for = error.exit_code() == 0;
            let text = error.render().to_string();
            return written(
                if asked_for { out.write_all(text.as_bytes()) } else { err.write_all(text.as_bytes()) },
                || {
                    if asked_for { 0 } else { 2 }
                },
            );
        }
    };
    let mut messages = Messages::new(cli.common.lang, err);
    // What is still in the stream's buffer may be more than fits.
    let done = dispatch(&cli, out, &mut messages).and_then(|outcome| Ok(out.flush().map(|()| outcome)?));
    match done {
        Ok(outcome) if outcome.interrupted => INTERRUPTED,
        Ok(outcome) if cli.common.strict && outcome.notices > 0 => 3,
        Ok(_) => 0,
        Err(Stop::Data(error)) => {
            messages.error(&error);
            1
        }
        Err(Stop::Error(error)) => {
            messages.error(&error);
            Messages::exit_code_of(&error)
        }
        Err(Stop::Stream(error)) if error.kind() == ErrorKind::BrokenPipe => 0,
        Err(Stop::Stream(source)) => {
            messages.error(&Error::CannotWrite { path: "stdout".into(), source });
            1
        }
    }
}

/// What ends a command early.
pub(crate) enum Stop {
    /// Something is wrong with the study or its files, whatever was asked for.
    Data(Box<Error>),
    /// Something is wrong with a file or an option.
    Error(Box<Error>),
    /// Standard output is closed or full.
    Stream(std::io::Error),
}

impl Stop {
    /// A wave, sheet or relation that the study names and does not have is no wrong command line.
    fn data(error: Error) -> Self {
        Stop::Data(Box::new(error))
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Error(Box::new(error))
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Stop::Stream(error)
    }
}

fn dispatch(cli: &Cli, out: &mut (dyn Write + Send), messages: &mut Messages<'_>) -> Result<Outcome, Stop> {
    match &cli.command {
        Command::Analyse(args) => analyse::run(args, &cli.common, out, messages),
        Command::Check(args) => check::run(args, &cli.common, out, messages),
        Command::Compare(args) => compare::run(args, &cli.common, out, messages),
        Command::Advise(args) => advise::run(args, &cli.common, out, messages),
        Command::Test(args) => test::run(args, &cli.common, out, messages),
        Command::Report(args) => report::run(args, &cli.common, out, messages),
        Command::Convert(args) => convert::run(args, &cli.common, out, messages),
        Command::Questionnaire(args) => questionnaire::run(args, &cli.common, messages),
        Command::Init(args) => init::run(args, &cli.common, messages),
        Command::Simulate(args) => simulate::run(args, &cli.common, messages),
        Command::Completions(args) => pages::completions(args, out),
        Command::Man => pages::man(out),
    }
}

/// A pool of that many threads, or the usual one.
pub(crate) fn in_threads<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    match threads.and_then(|n| rayon::ThreadPoolBuilder::new().num_threads(n).build().ok()) {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

/// Leaves memory to the end of the process, which gives all of it back at once: piece by piece takes longer than a
/// report of a small school.
pub(crate) fn left<T>(value: T) {
    std::mem::forget(value);
}

/// A closed pipe is no failure; any other trouble with the streams is one.
fn written(result: std::io::Result<()>, otherwise: impl FnOnce() -> u8) -> u8 {
    match result {
        Ok(()) => otherwise(),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => 0,
        Err(_) => 1,
    }
}

/// One path and no command means `analyse`, also when flags come before the path.
fn with_default_command(mut args: Vec<OsString>) -> Vec<OsString> {
    let names = Cli::command().get_subcommands().map(|c| c.get_name().to_owned()).collect::<Vec<_>>();
    let is_command = |a: &OsString| a == "help" || names.iter().any(|n| a == n.as_str());
    let is_flag = |a: &OsString| a.to_string_lossy().starts_with('-');
    let is_path = |a: &OsString| a.to_string_lossy().contains(['/', '\\', '.']) || Path::new(a).exists();
    let told = match args.get(1) {
        None => true,
        Some(first) if is_flag(first) => args.iter().skip(1).any(is_command),
        Some(first) => is_command(first) || !is_path(first),
    };
    if !told && args.iter().skip(1).any(|a| !is_flag(a) && is_path(a)) {
        args.insert(1, "analyse".into());
    }
    args
}

/// The study that a command works on.
#[derive(Debug, Args)]
pub(crate) struct StudyArgs {
    /// A study: a folder, the study.toml in it, or one file of ties.
    #[arg(value_name = "STUDY")]
    study: PathBuf,
    /// People who are named but not on the staff list: set their ties aside, or add them as outsiders.
    #[arg(long, value_enum, default_value_t = UnknownPeople::Skip, value_name = "WHAT")]
    unknown: UnknownPeople,
    /// Read more of a file, or less, than the usual limit: bytes, cell (bytes), columns, people, ties, relations, waves,
    /// study (bytes), depth (of XML) or unpacked (times), `people=2000000`; may be repeated.
    #[arg(long, value_name = "WHAT=N", value_parser = limits::LimitOption::parse)]
    limit: Vec<limits::LimitOption>,
}

impl StudyArgs {
    /// The study as it was given.
    fn shown(&self) -> String {
        self.study.display().to_string()
    }

    fn settings(&self) -> crate::survey::ReadSettings {
        let mut settings = crate::survey::ReadSettings {
            add_unknown: self.unknown == UnknownPeople::Add,
            ..crate::survey::ReadSettings::default()
        };
        self.limit.iter().for_each(|limit| limit.set(&mut settings.limits));
        settings
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum UnknownPeople {
    /// Set their ties aside, with a notice.
    Skip,
    /// Add them as outside people, in no denominator.
    Add,
}
