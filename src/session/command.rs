use super::Pane;

/// Everything the reader can be told to do, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Command {
    Down,
    Up,
    Top,
    Bottom,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    FocusNext,
    FocusPrevious,
    FocusList,
    FocusArticle,
    FocusSide,
    FocusTimeline,
    NextArticle,
    PreviousArticle,
    Open,
    Clear,
    Back,
    Quit,
    Find,
    FindNext,
    FindPrevious,
    PickEntity,
    PickArticle,
    SearchCorpus,
    Filter,
    ClearFilter,
    Palette,
    Help,
    NextMention,
    PreviousMention,
    NextEvent,
    PreviousEvent,
    NextQuote,
    PreviousQuote,
    SameNext,
    SamePrevious,
    JumpBack,
    JumpForward,
    Basis,
    Coarser,
    Finer,
    Scope,
    SetMark,
    GoMark,
    Read,
    Star,
    OpenUrl,
    Why,
    Select,
    Clip,
    Copy,
    Annotate,
    NextKept,
    PreviousKept,
    Clips,
    Weigh,
    NextConflict,
    PreviousConflict,
    Grade,
    Network,
    Months,
    Pipe,
    Tour,
    Merge,
    Split,
    Reject,
    Rename,
    AddName,
    Watch,
    Watched,
    SavedQueries,
    SaveQuery,
    Export,
    Undo,
    Redo,
    Zoom,
    Larger,
    Smaller,
    Sort,
    SortDate,
    SortTitle,
    SortRelevance,
    SortNew,
    Dropped,
    TakeIn,
    Changes,
    Theme,
    Mouse,
    Suspend,
    Redraw,
}

/// A command with all that help, hints and the palette say of it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub command: Command,
    /// What the palette finds it by.
    pub name: &'static str,
    pub about: &'static str,
    /// Where it means something; nowhere stands for everywhere.
    pub panes: &'static [Pane],
    /// Sequences that call it, the first shown in hints.
    pub keys: &'static [&'static str],
}

const ALL: &[Pane] = &[];
const TEXT: &[Pane] = &[Pane::Article];
const TEXT_CARD: &[Pane] = &[Pane::Article, Pane::Card];
const TIME: &[Pane] = &[Pane::Timeline];

macro_rules! entries {
    ($($command:ident $name:literal $panes:ident [$($key:literal),*] $about:literal)*) => {
        &[$(Entry {
            command: Command::$command,
            name: $name,
            about: $about,
            panes: $panes,
            keys: &[$($key),*],
        }),*]
    };
}

/// Every command, in the order of the help.
pub const COMMANDS: &[Entry] = entries! {
    Down "down" ALL ["j", "↓"] "one line or row down"
    Up "up" ALL ["k", "↑"] "one line or row up"
    HalfDown "half page down" ALL ["Ctrl-d"] "half a page down"
    HalfUp "half page up" ALL ["Ctrl-u"] "half a page up"
    PageDown "page down" ALL ["Ctrl-f", "PgDn"] "a page down"
    PageUp "page up" ALL ["Ctrl-b", "PgUp"] "a page up"
    Top "top" ALL ["g g", "Home"] "to the beginning"
    Bottom "bottom" ALL ["G", "End"] "to the end"
    FocusNext "focus next pane" ALL ["Tab", "l", "→"] "to the next pane"
    FocusPrevious "focus previous pane" ALL ["Shift-Tab", "h", "←"] "to the pane before"
    FocusList "focus articles" ALL ["1"] "to the list of articles"
    FocusArticle "focus text" ALL ["2"] "to the article"
    FocusSide "focus card" ALL ["3"] "to the card"
    FocusTimeline "focus timeline" ALL ["t"] "to the timeline"
    NextArticle "next article" ALL ["J"] "the next article, from any pane"
    PreviousArticle "previous article" ALL ["K"] "the article before, from any pane"
    Open "open" ALL ["Enter"] "open what the cursor is on"
    NextMention "next mention" ALL ["] e"] "the next marked name"
    PreviousMention "previous mention" ALL ["[ e"] "the marked name before"
    NextEvent "next event" ALL ["] t"] "the next dated event in the text"
    PreviousEvent "previous event" ALL ["[ t"] "the dated event before"
    NextQuote "next quotation" ALL ["] q"] "the next quotation"
    PreviousQuote "previous quotation" ALL ["[ q"] "the quotation before"
    NextConflict "next conflict" ALL ["] c"] "the next sentence that another article tells differently"
    PreviousConflict "previous conflict" ALL ["[ c"] "the sentence before that another article tells differently"
    SameNext "next mention of the same" ALL ["*"] "the next mention of the same entity, on into other articles"
    SamePrevious "previous mention of the same" ALL ["#"] "the mention of the same entity before, back into other articles"
    JumpBack "jump back" ALL ["Ctrl-o", "H"] "back to where the last jump began"
    JumpForward "jump forward" ALL ["Ctrl-i", "L"] "forth through the jumps"
    Find "find" ALL ["/"] "find in this pane; capitals count if typed"
    FindNext "find next" ALL ["n"] "the next find, across articles after a corpus search"
    FindPrevious "find previous" ALL ["N"] "the find before"
    PickEntity "find entity" ALL ["Space e"] "look up an entity by any of its names"
    PickArticle "find article" ALL ["Space a"] "look up an article by its title"
    SearchCorpus "search corpus" ALL ["Space /"] "search every article, sentence by sentence"
    Filter "filter" ALL ["f"] "keep only the articles that match a query"
    ClearFilter "clear filter" ALL [] "show every article again"
    Sort "sort" ALL ["Space s"] "sort by the next of date, title, relevance, new"
    SortDate "sort by date" ALL [] "newest article first"
    SortTitle "sort by title" ALL [] "articles by title"
    SortRelevance "sort by relevance" ALL [] "best match of the filter first"
    SortNew "sort by new" ALL [] "what is new of what is watched first"
    Scope "timeline scope" ALL ["Space t"] "timeline of the corpus, this article, this entity"
    Basis "timeline basis" ALL ["T"] "timeline by date of the event or of publication"
    Coarser "coarser" TIME ["<"] "days to months to years"
    Finer "finer" TIME [">"] "years to months to days"
    Read "read or unread" ALL ["r"] "mark the article read or unread"
    Star "star" ALL ["s"] "star the article, or take the star away"
    OpenUrl "open source" ALL ["o"] "open the source's address in the browser"
    Select "select" ALL ["v"] "select the sentence; again: the phrase, the mark, the paragraph"
    Clip "clip" ALL ["c"] "keep what is selected or lit, with its source"
    Copy "copy" ALL ["y"] "copy what is selected or lit, with its source"
    Annotate "annotate" ALL ["a"] "write on what is selected or lit"
    NextKept "next clip" TEXT ["] a"] "the next passage that you clipped or wrote on"
    PreviousKept "previous clip" TEXT ["[ a"] "the one before"
    Weigh "claims" ALL ["Space k"] "what several articles claim, on how many origins, and where they differ"
    Clips "clips" ALL ["Space c"] "all clips: order, group, tag, grade"
    Network "network" ALL ["Space r"] "who appears with this entity, and who of them with each other"
    Months "months" ALL ["Space m"] "who is named when: a table of entities by month, quarter or year"
    Grade "grade source" ALL ["Space g"] "how far the source can be relied on"
    Merge "merge" TEXT_CARD ["M"] "make this entity one with another"
    Split "split" TEXT_CARD ["S"] "split a name off this entity, or take a merge apart"
    Reject "reject mark" TEXT_CARD ["d"] "this mark is wrong: here, everywhere, or means another"
    Rename "rename" TEXT_CARD ["R"] "give this entity another name or kind"
    AddName "add name" TEXT ["A"] "mark a name that was missed: what is selected or lit"
    Watch "watch" ALL ["w"] "watch this entity, or the saved query that filters"
    Watched "watched" ALL ["Space w"] "what is watched, and what is new of it"
    SavedQueries "saved queries" ALL ["Space f"] "filter by a saved query"
    SaveQuery "save filter" ALL ["Space F"] "keep the filter under a name; @name stands for it"
    Why "why" TEXT_CARD ["p"] "why this was marked"
    Dropped "left out" TEXT ["Space d"] "what of the input is not shown, and why"
    Changes "what changed" TEXT ["Space v"] "what changed since the article first came in"
    Export "export note" ALL ["x"] "write a briefing note"
    Pipe "pipe" ALL ["|"] "give the article to a command"
    SetMark "set mark" ALL ["m"] "then a letter: remember this place"
    GoMark "go to mark" ALL ["'"] "then a letter: back to that place"
    Undo "undo" ALL ["u"] "take back the last change"
    Redo "redo" ALL ["Ctrl-r"] "make it again"
    Zoom "zoom" ALL ["z"] "only the article, or all panes again"
    Larger "larger" ALL ["+"] "make the pane larger"
    Smaller "smaller" ALL ["_"] "make the pane smaller"
    Palette "palette" ALL [":"] "any command by its name"
    Help "help" ALL ["?"] "keys and signs, searched by typing"
    Tour "tour" ALL [] "what is where, as at the first start"
    TakeIn "take in" ALL ["Space n"] "take in the documents that arrived while you read"
    Theme "theme" ALL [] "the next colour theme"
    Mouse "mouse" ALL [] "switch the mouse off, so that text can be selected, or on"
    Redraw "redraw" ALL ["Ctrl-l"] "draw the whole screen again"
    Clear "clear" ALL ["Esc"] "clear or close"
    Back "back" ALL ["q"] "close, then quit"
    Suspend "suspend" ALL ["Ctrl-z"] "back to the shell for a while"
    Quit "quit" ALL ["Q", "Ctrl-c"] "quit"
};

impl Command {
    /// Reads the name that the palette and a configuration call it by.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let entry = COMMANDS.iter().find(|entry| entry.name == name)?;
        Some(entry.command)
    }

    /// The command's entry in [`COMMANDS`].
    ///
    /// # Panics
    /// Never: every command has an entry, which a test holds.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        COMMANDS
            .iter()
            .find(|entry| entry.command == self)
            .expect("every command stands in the table")
    }
}

impl Entry {
    /// Whether it means something in a pane.
    #[must_use]
    pub fn fits(&self, pane: Pane) -> bool {
        self.panes.is_empty() || self.panes.contains(&pane)
    }
}

/// What a key sequence comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Command(Command),
    /// The beginning of at least one sequence.
    Pending,
    Nothing,
}
