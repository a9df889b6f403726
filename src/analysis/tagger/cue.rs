use std::ops::BitOr;

/// Which rules a word may concern, as a set of bits that are looked up once for a word: where its
/// bit is not set, a rule need not look at the letters. It says *may*: capitals and accents count
/// for nothing here, so that a rule still asks for its own word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cue(pub u16);

impl Cue {
    /// A comma, or the verb between a name and what it is.
    pub const COMMA: Self = Self(1);
    pub const BRACKET: Self = Self(1 << 1);
    pub const THE: Self = Self(1 << 2);
    /// in, near, outside.
    pub const WHERE: Self = Self(1 << 3);
    /// A word for a ship.
    pub const SHIP: Self = Self(1 << 4);
    /// A word for a settlement that "of" and its name may follow.
    pub const TOWN: Self = Self(1 << 5);
    /// A noun that refers back to a body, or tells one beside it.
    pub const BODY: Self = Self(1 << 6);
    /// Ends the name of a sports club.
    pub const CLUB: Self = Self(1 << 7);
    /// Begins the name of an office, a unit, an operation, or of a company's legal form.
    pub const HEAD: Self = Self(1 << 8);
    /// "call", "track" and their forms.
    pub const CALL: Self = Self(1 << 9);
    /// A little word that only English has.
    pub const ENGLISH: Self = Self(1 << 10);
    /// A little word that other languages have and English has not.
    pub const FOREIGN: Self = Self(1 << 11);
    /// Two letters or more of the plainest, and nothing else.
    pub const PLAIN: Self = Self(1 << 12);

    /// Said of firms, or ends the name of one.
    pub const FIRM: Self = Self(1 << 14);
    /// Begins the name of a body in its own language, of a response team, or of a company whose
    /// legal form stands in front: "Agencia", "CSIRT", "OOO".
    pub const NATIVE: Self = Self(1 << 15);
    /// Right before a name that is told: "named", "itself", "as".
    pub const NAMED: Self = Self(1 << 13);

    /// Whether the two share a bit.
    #[must_use]
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Cue {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The words of each rule, in lower case.
pub(super) const CUES: &[(&str, Cue)] = &[
    (", is was", Cue::COMMA),
    ("(", Cue::BRACKET),
    ("the", Cue::THE),
    ("in near outside", Cue::WHERE),
    (
        "tanker tankers vessel vessels ship ships freighter trawler warship frigate destroyer \
         corvette minesweeper submarine ferry yacht superyacht bulker icebreaker steamer schooner \
         liner",
        Cue::SHIP,
    ),
    (
        "cert csirt ao oao ooo zao pao osoo too uab pt sia oü tov jsc pjsc fgup sarl mtü",
        Cue::NATIVE,
    ),
    ("city town village province port district", Cue::TOWN),
    (
        "company firm ministry bureau agency commission directorate university institute alliance \
         charity foundation club federation watchdog nonprofit",
        Cue::BODY,
    ),
    (
        "fc afc cf sc fk sk rfc bk if rovers wanderers albion hotspur athletic rangers harriers \
         dynamos corinthians celtic",
        Cue::CLUB,
    ),
    (
        "unit bureau room office camp department apt unc fin team squad taskforce operation a plc \
         regulations order hmp hmyoi amembassy amconsul usmission secstate",
        Cue::HEAD,
    ),
    (
        "call calls called name names named track tracks tracked tracking tracker trackers dubbed nicknamed codenamed christened",
        Cue::CALL,
    ),
    (
        "the of and to that with for from said has by which were this",
        Cue::ENGLISH,
    ),
    (
        "advisers advisors aerostructures airline analyst analysts analytics automaker \
         avionics bank biosciences biotech bonds booked brewer breweries broker brokerage \
         builder carmaker carrier cement chain chemicals chief chipmaker company composites \
         conglomerate consultancy consulting contractor customers diagnostics distiller \
         distributor dividend drugmaker dynamics earnings economist exchange exporter fintech \
         firm foods forensics freight genomics grocer hotelier hotels importer infotech \
         instruments insurer investors jetmaker jeweller lender logistics manufacturer \
         microelectronics microsystems miner mining navigation operator outfitters packaging \
         payments petrochemicals photonics planemaker plastics posted producer profit profits \
         provider publisher realty refiner reinsurer renewables reported resorts retailer \
         revenue sales shareholder shareholders shareholding shares shipbuilder shipper \
         shipyard shipyards smelter stake stakes start-up startup steel steelmaker stock \
         strategist studios subsidiary supermarket supplier telco textiles therapeutics trader \
         truckmaker turnover utility vendor wholesaler & which peer rival competitor parent \
         auditor owner brokers tankers shipmanagement consultants trading shipping bunkering \
         shipbuilding airlines airways pharmaceuticals semiconductor semiconductors electronics \
         petroleum motors robotics technologies enterprises industries solutions securities \
         telecom aerospace ventures associates assurance reinsurance bancorp leasing automotive \
         machinery contractors beverages metals minerals fertilizers fertilisers wireless optics \
         ports works steelworks networks holdings partners properties cybersecurity hospitality \
         telekom telecoms group holding energy systems",
        Cue::FIRM,
    ),
    (
        "named called dubbed codenamed nicknamed itself themselves himself aka alias as a.k.a.",
        Cue::NAMED,
    ),
    (
        "agencia agência agence agenzia ministerio ministério ministère ministero policía polícia \
         polizia fiscalía procuraduría procuradoria procura gendarmería guardia guarda dirección \
         direção direzione servicio serviço servizio comisión comissão commissione consejo \
         conselho conseil consiglio tribunal tribunale corte cour audiencia juzgado secretaría \
         superintendencia armada ejército exército fuerza fuerzas força forças marinha unidad \
         unidade gabinete asamblea assembleia assemblée senado cámara câmara congreso congresso \
         défense sûreté préfecture bundesamt bundesanstalt bundespolizei staatsanwaltschaft \
         oberlandesgericht landgericht landeskriminalamt polizeipräsidium centro instituto \
         istituto universidad universidade université università universität fundación fundação \
         fondation fondazione asociación associação associazione federación federação sindicato \
         observatorio observatório observatoire partido partito movimiento colegio banco banca \
         banque grupo gruppo compañía companhia compagnie empresa sociedad sociedade société \
         electricidad",
        Cue::NATIVE,
    ),
    // German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish and Turkish.
    (
        "der die das und ist den dem nicht ein eine sich auf les des une est dans pour que qui el \
         los las del con por una il che di gli per sono ha em os um uma het een van niet hij och \
         att det som na nie jest ve bir ile la le et au de da en im ont",
        Cue::FOREIGN,
    ),
];
