use super::args::Cli;
use super::error::{Error, Outcome};
use super::output::Output;
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use std::io::Write;

/// Writes completions for a shell, from the one definition of the command line.
pub(super) fn completions(shell: Shell, out: &mut Output) -> Result<Outcome, Error> {
    // The generator panics on a closed pipe, so that it writes to memory first.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "briefing", &mut script);
    out.write_all(&script)?;
    Ok(Outcome::Done)
}

/// Writes the manual page, every command in it.
pub(super) fn man(out: &mut Output) -> Result<Outcome, Error> {
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(out)?;
    pages("briefing", &command, out)?;
    Ok(Outcome::Done)
}

/// A page for each command below one, and for those below it.
fn pages(above: &str, command: &Command, out: &mut Output) -> std::io::Result<()> {
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let name = format!("{above} {}", sub.get_name());
        let page = clap_mangen::Man::new(sub.clone().bin_name(name.clone()));
        let shout = name.to_uppercase();
        writeln!(out, ".SH \"{shout}\"")?;
        page.render_description_section(out)?;
        page.render_synopsis_section(out)?;
        page.render_options_section(out)?;
        pages(&name, sub, out)?;
    }
    Ok(())
}
