use super::args::{Cli, Command};
use super::error::{Error, Outcome};
use super::output::{Output, Style, aside};
use super::{
    analyze, around, care, claims, clips, config, correct, diff, entities, entity, export, feeds,
    gazetteer, import, judge, list, lists, manual, plain, reader, resolve, scan, search, show,
    timeline, update, watch, work,
};
use crate::import::{Limits, PDF_COMMAND, serve_pdf};
use crate::text::sanitise;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use std::io::Write;
use std::process::ExitCode;

/// Runs the program on the arguments of the process.
///
/// 0 is done, 1 nothing found, 2 wrong use or an error.
#[must_use]
pub fn main() -> ExitCode {
    // The child that takes a PDF apart is this program again, and nothing else of it may start.
    if std::env::args_os()
        .nth(1)
        .is_some_and(|arg| arg == PDF_COMMAND)
    {
        let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
        let mut limits = Limits::default();
        for argument in std::env::args().skip(2) {
            if let Some((name, value)) = argument.split_once('=') {
                // The program itself wrote them.
                let _ = limits.set(name, value);
            }
        }
        let served = serve_pdf(&mut input, &mut output, &limits);
        return if served.is_ok() {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(2)
        };
    }
    let arguments: Vec<_> = std::env::args_os().collect();
    let parsed = match Cli::of_reader(&arguments) {
        Some(cli) => Ok(cli),
        None => Cli::try_parse_from(arguments).and_then(alone),
    };
    let cli = match parsed {
        Ok(cli) => cli,
        Err(asked) => {
            if asked.use_stderr() {
                // An argument is from outside too.
                let words = sanitise(&asked.render().to_string()).0;
                let _ = write!(std::io::stderr(), "{words}");
            } else {
                // Help and version, and a closed pipe is no fault of theirs.
                let _ = asked.print();
            }
            return ExitCode::from(u8::try_from(asked.exit_code()).unwrap_or(2));
        }
    };
    match run(cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Ok(Outcome::Signal(number)) => {
            ExitCode::from(u8::try_from(number).map_or(2, |number| number.saturating_add(128)))
        }
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::from(2)
        }
    }
}

/// Paths before a command are for the reader, which is not asked for then.
fn alone(cli: Cli) -> Result<Cli, clap::Error> {
    if cli.command.is_none() || (cli.paths.is_empty() && !cli.plain) {
        return Ok(cli);
    }
    let told = if cli.plain {
        "--plain reads; a command prints plainly already"
    } else {
        "paths stand after the command; without one they open the reader"
    };
    Err(Cli::command().error(ErrorKind::ArgumentConflict, told))
}

fn report(error: &Error) {
    aside(&format!("error: {error}"));
    if let Some(hint) = error.hint() {
        aside(&format!("hint: {hint}"));
    }
}

fn run(cli: Cli) -> Result<Outcome, Error> {
    let mut out = Output::standard(Style::choose(cli.common.color));
    let common = &cli.common;
    let outcome = match cli.command {
        None if cli.plain => plain::run(&cli.paths, &cli.bounds, common, &mut out)?,
        None => reader::run(&cli.paths, &cli.bounds, common, &mut out)?,
        Some(Command::Import(args)) => import::run(&args, common, &mut out)?,
        Some(Command::Update(args)) => update::run(&args, common, &mut out)?,
        Some(Command::Feeds(args)) => feeds::run(&args, common, &mut out)?,
        Some(Command::Diff(args)) => diff::run(&args, common, &mut out)?,
        Some(Command::List(args)) => list::run(&args, common, &mut out)?,
        Some(Command::Show(args)) => show::show(&args, common, &mut out)?,
        Some(Command::Mark(args)) => show::mark(&args, common, &mut out)?,
        Some(Command::Network(args)) => around::network(&args, common, &mut out)?,
        Some(Command::Months(args)) => around::months(&args, common, &mut out)?,
        Some(Command::Search(args)) => search::run(&args, common, &mut out)?,
        Some(Command::Entities(args)) => entities::run(&args, common, &mut out)?,
        Some(Command::Entity(args)) => entity::run(&args, common, &mut out)?,
        Some(Command::Timeline(args)) => timeline::run(&args, common, &mut out)?,
        Some(Command::Claims(args)) => claims::run(&args, common, &mut out)?,
        Some(Command::Resolve(args)) => resolve::run(&args, common, &mut out)?,
        Some(Command::Config(args)) => config::run(&args, common, &mut out)?,
        Some(Command::Export(args)) => export::run(&args, common, &mut out)?,
        Some(Command::Lint(args)) => export::run_lint(&args, &mut out)?,
        Some(Command::Clips(args)) => clips::list(&args, common, &mut out)?,
        Some(Command::Clip { command }) => clips::run(&command, common, &mut out)?,
        Some(Command::Annotate(args)) => judge::annotate(&args, common, &mut out)?,
        Some(Command::Grade(args)) => judge::grade(&args, common, &mut out)?,
        Some(Command::Work { command }) => work::run(&command, common, &mut out)?,
        Some(Command::Analyze(args)) => analyze::run(&args, &mut out)?,
        Some(Command::Scan(args)) => scan::run(&args, common, &mut out)?,
        Some(Command::Correct { command }) => correct::correct(&command, common, &mut out)?,
        Some(Command::Corrections { command }) => correct::corrections(&command, common, &mut out)?,
        Some(Command::Watch { command, json }) => {
            let command = command.unwrap_or(watch::Watch::List { json });
            watch::watch(&command, common, &mut out)?
        }
        Some(Command::Query { command }) => watch::queries(&command, common, &mut out)?,
        Some(Command::Check(args)) => care::check(&args, common, &mut out)?,
        Some(Command::Reindex) => care::reindex(common, &mut out)?,
        Some(Command::Backup(args)) => care::backup(&args, common, &mut out)?,
        Some(Command::Gazetteer { command }) => gazetteer::run(&command, &mut out)?,
        Some(Command::Completions { shell }) => manual::completions(shell, &mut out)?,
        Some(Command::Man) => manual::man(&mut out)?,
    };
    out.flush()?;
    lists::say_faults();
    Ok(outcome)
}
