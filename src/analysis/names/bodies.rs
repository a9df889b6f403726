//! Which kind a body is that the tagger sees: agency, company, organisation or armed group.

use super::patterns::body_kind;
use super::sorts::Sight;
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::Kind;
use std::ops::Range;

impl Sight<'_> {
    /// Agency, company or organisation.
    pub(super) fn body(&self, tokens: &Range<usize>) -> Kind {
        let page = self.page;
        let any = |class: Class| tokens.clone().any(|at| page.class(at, class));
        let last = tokens.end - 1;
        if any(Class::COMPANY) {
            return Kind::Company;
        }
        if armed(page, tokens) {
            return Kind::Group;
        }
        if tokens.len() > 1 && page.text(last) == "Company" {
            return Kind::Company;
        }
        if researches(page, tokens) || serves(page, tokens) {
            return Kind::Company;
        }
        if partisan(page, tokens) {
            return Kind::Organisation;
        }
        // "Bank of Lithuania", "National Bank of Ukraine": banks of a state.
        let of = tokens.clone().find(|at| page.text(*at) == "of");
        if let Some(of) = of
            && of > tokens.start
            && page.text(of - 1) == "Bank"
            && (of == tokens.start + 1
                || matches!(
                    page.text(of - 2),
                    "National" | "Central" | "Reserve" | "State" | "People's"
                ))
            && (self.place(of + 1..tokens.end) || page.text(last) == "Republic")
        {
            return Kind::Agency;
        }
        if tokens.len() == 2 && page.text(tokens.start) == "Central" && page.text(last) == "Bank" {
            return Kind::Agency;
        }
        // "Sichuan Yunji Network Technology"
        let plain = of.is_none() && !any(Class::AGENCY);
        if plain && tokens.len() > 2 && page.class(last, Class::TRADE) {
            return Kind::Company;
        }
        if let Some(head) = tokens
            .clone()
            .find(|at| page.class(*at, Class::AGENCY | Class::BODY))
            .filter(|head| tokens.len() > 1 || page.class(*head, Class::AGENCY))
        {
            return body_kind(page, head, tokens.clone());
        }
        if page.class(last, Class::TRADE) && tokens.len() > 1 {
            return Kind::Company;
        }
        if matches!(
            page.text(tokens.start),
            "House" | "Chamber" | "Assembly" | "Lords" | "Commons"
        ) && (tokens.len() == 1 || matches!(page.text(tokens.start + 1), "of" | "the"))
        {
            return Kind::Agency;
        }
        self.bearers.body(tokens)
    }
}

/// Whether a name is that of a house which looks into attacks: "Tessera Threat Intelligence", and in
/// its own kind of report "Cistern Research".
pub(super) fn researches(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let last = page.text(tokens.end - 1);
    let trade = matches!(
        last,
        "Intelligence" | "Research" | "Labs" | "Lab" | "Security"
    );
    if !trade || tokens.len() < 2 {
        return false;
    }
    let before = tokens.end - 2;
    let threats = matches!(page.text(before), "Threat" | "Cyber" | "Cyberthreat");
    let own = Class::AGENCY | Class::BODY | Class::SUBJECT | Class::COMMON | Class::TITLE;
    let told = |at: usize| page.class(at, own) || page.word(at).shape.is(Shape::LOWER);
    if threats {
        return tokens.len() > 2 && !told(tokens.start);
    }
    page.technical && tokens.len() < 4 && !(tokens.start..=before).any(told)
}

/// "Harbor Federal Credit Union", "Ala-Too Textile Service": what serves for money.
fn serves(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let Some(before) = tokens.end.checked_sub(2).filter(|at| *at > tokens.start) else {
        return false;
    };
    let (work, head) = (page.text(before), page.text(tokens.end - 1));
    match head {
        "Union" => work == "Credit",
        "Society" => work == "Building",
        "Service" | "Services" => matches!(
            work,
            "Textile"
                | "Laundry"
                | "Linen"
                | "Cleaning"
                | "Catering"
                | "Courier"
                | "Delivery"
                | "Taxi"
                | "Limousine"
                | "Towing"
                | "Staffing"
                | "Payroll"
                | "Plumbing"
                | "Hosting"
                | "Oilfield"
                | "Trucking"
        ),
        _ => false,
    }
}

/// "Srpska Lista": a party by the word for it in its own language.
fn partisan(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    tokens.len() > 1
        && matches!(
            page.text(tokens.end - 1),
            "Lista"
                | "Stranka"
                | "Partija"
                | "Partiya"
                | "Partia"
                | "Partei"
                | "Partisi"
                | "Pokret"
        )
}

/// Whether a name is an armed group's: "… Liberation Army", "the militia Majeed Brigade".
pub(super) fn armed(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    if tokens.len() < 2 {
        return false;
    }
    let last = page.text(tokens.end - 1);
    let cause = |at: usize| {
        matches!(
            page.text(at),
            "Liberation"
                | "Resistance"
                | "Independence"
                | "Martyrs"
                | "Jihad"
                | "Mujahideen"
                | "Mujahidin"
                | "Revolutionary"
                | "Separatist"
                | "Insurgent"
        )
    };
    let people = matches!(page.text(tokens.start), "People" | "Peoples");
    if matches!(
        last,
        "Army" | "Front" | "Brigade" | "Brigades" | "Movement" | "Militia"
    ) && !people
        && tokens.clone().any(cause)
    {
        return true;
    }
    // A brigade with a number or an arm of service is an army's; one that militants have is theirs.
    let force = matches!(last, "Brigade" | "Brigades" | "Battalion" | "Front");
    let owners = (tokens.start.saturating_sub(4)..tokens.start).any(|at| {
        page.class(at, Class::GROUP)
            || matches!(
                page.text(at),
                "wing"
                    | "fighters"
                    | "militants"
                    | "insurgents"
                    | "jihadists"
                    | "rebels"
                    | "gunmen"
                    | "separatists"
                    | "mercenaries"
            )
    });
    force && owners && !page.class(tokens.start, Class::SUBJECT)
}
