import CanonicalJSON
import Collaboration
import EDTF
import Events

/// What would be lost with a country, a party, an office, or all agreements that end soon.
struct ExposureTest: ReportMaker {
    static let kind = ReportKind(
        "exposure-test",
        title: "Exposure test",
        "What would be lost with a country, a party, an office, or all agreements that end soon?",
        parameters: [
            ReportParameter(
                "country",
                "Tests the loss of this country; may stand several times.",
                limit: 50,
                example: "CN"
            ),
            ReportParameter(
                "party",
                "Tests the loss of this party; may stand several times; those with the most "
                    + "agreements when nothing is named.",
                limit: 50,
                example: "party:morava"
            ),
            ReportParameter(
                "office",
                "Tests the loss of this liaison office, and with it of the agreement it works "
                    + "under; may stand several times.",
                limit: 50,
                example: "office:brno"
            ),
            ReportParameter(
                "within",
                "How far ahead an agreement counts as ending soon; P1Y when left out.",
                example: "P1Y"
            ),
            ReportParameter(
                "signed",
                "Counts agreements that all have signed as if they were in force.",
                example: "true"
            ),
        ],
        keys: ["shock", "subject"],
        maker: Self.self
    )

    private static let columns = [
        Report.Column("shock", "Loss of", .words),
        Report.Column("subject", "What", minimumWidth: 10),
        Report.Column("name", "Name"),
        Report.Column("agreementsLost", "Agreements lost", .number),
        Report.Column("commitmentsLost", "Open commitments lost", .number),
        Report.Column("partnersIsolated", "Partners isolated", .number),
        Report.Column("exposure", "Exposure", .number),
        Report.Column("commitmentsAtRisk", "Commitments at risk", .number),
        Report.Column("resilience", "Resilience", .number),
        Report.Column("isolated", "Who is isolated"),
    ]

    /// Of how many parties the loss is tested when none is named.
    private static let partyLimit = 50

    private let history: KnownHistory
    private let arguments: ReportArguments
    private let countries: [String]
    private let parties: [Tag]
    private let offices: [Tag]
    private let within: ISODuration
    private let countsSigned: Bool

    init(_ arguments: ReportArguments, over history: KnownHistory) throws {
        self.arguments = arguments
        self.history = history
        countries = arguments.texts("country")
        for country in countries where !Self.isCountry(country) {
            throw arguments.malformed(
                "country",
                country,
                "a country is two capital letters (ISO 3166-1)",
                "write for example country=CN"
            )
        }
        let asked = try arguments.tags("party", kinds: ["party"])
        parties = try history.successors(of: asked)
        offices = try arguments.tags("office", kinds: ["office"])
        for tag in asked { try history.require(tag, as: "party", of: arguments.report) }
        for tag in offices { try history.require(tag, as: "office", of: arguments.report) }
        within = try arguments.duration("within") ?? ISODuration(parsing: "P1Y")
        countsSigned = try arguments.flag("signed")
    }

    private static func isCountry(_ text: String) -> Bool {
        text.utf8.count == 2
            && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    func report() throws -> Report {
        let forces = try Engagements(of: history, kinds: ["agreement"]).agreements.compactMap {
            AgreementForce($0, asOf: history.asOf, countsSigned: countsSigned)
        }
        let network = PartnerNetwork(
            ties: forces.map { force in
                PartnerNetwork.Tie(
                    agreement: force.agreement,
                    parties: force.parties.map(\.party),
                    isDefinite: force.isDefinite,
                    facts: force.facts
                )
            }
        )
        let open = try openCommitments()
        var marks = HistoryMarks(over: history)
        for fact in network.ties.flatMap(\.facts) + open.flatMap(\.facts) {
            _ = try marks.inspect(fact)
        }
        let effects = try shocks(network, forces).map { shock in
            (shock, ShockEffect(of: shock, on: network, open))
        }
        .sorted { $0.1.agreements.count.possible > $1.1.agreements.count.possible }
        return try Report(
            answering: arguments,
            over: history,
            columns: Self.columns,
            rows: try ReportRows(effects.map(row)),
            totals: [
                "agreements": UncertainCount(of: network.ties, isDefinite: \.isDefinite).json,
                "openCommitments": UncertainCount(of: open, isDefinite: \.isDefinite).json,
                "parties": .integer(network.parties.count),
                "largestGroup": .integer(network.largestComponent),
            ],
            marks: marks,
            pictures: pictures(effects),
            evidence: effects.map { Self.evidence($0.1) }
        )
    }

    /// Those asked for; all countries, parties and offices when none is, and agreements ending.
    private func shocks(
        _ network: PartnerNetwork,
        _ forces: [AgreementForce]
    ) throws -> [Shock] {
        let isOpenQuestion = countries.isEmpty && parties.isEmpty && offices.isEmpty
        let profiles = PartyProfiles(over: history)
        var seats: [String: Set<Tag>] = [:]
        for party in network.parties {
            guard let country = try profiles.profile(of: party).country else { continue }
            seats[country, default: []].insert(party)
        }
        let wanted = isOpenQuestion ? seats.keys.sorted() : countries
        var shocks = wanted.map { country in
            Shock(kind: .country, subject: country, parties: seats[country] ?? [])
        }
        for party in isOpenQuestion ? network.mostTied(Self.partyLimit) : parties {
            shocks.append(Shock(kind: .party, subject: party.text, parties: [party]))
        }
        for office in isOpenQuestion ? try history.source.entities("office") : offices {
            guard let agreements = try agreements(of: office) else { continue }
            shocks.append(Shock(kind: .office, subject: office.text, agreements: agreements))
        }
        let horizon = history.asOf.instant.advanced(by: within)
        let ending = forces.filter { force in
            force.end.map { $0 > history.asOf.instant && $0 <= horizon } ?? false
        }
        shocks.append(
            Shock(
                kind: .expiry,
                subject: within.text,
                agreements: Set(ending.map(\.agreement))
            )
        )
        return shocks
    }

    /// The agreements that an office works under; `nil` when it is not open.
    private func agreements(of office: Tag) throws -> Set<Tag>? {
        let view = View(of: try history.standing(of: office), asOf: history.asOf)
        let facts = view.conceivable + view.undated
        guard facts.contains(where: { $0.type == LiaisonOfficeType.opened }),
            !view.definite.contains(where: { $0.type == LiaisonOfficeType.closed })
        else { return offices.contains(office) ? [] : nil }
        return Set(facts.compactMap { $0.tag("agreement") })
    }

    private func openCommitments() throws -> [OpenCommitment] {
        try history.source.entities("commitment").compactMap { tag in
            let standing = try history.standing(of: tag)
            guard let reading = CommitmentReading(of: standing, asOf: history.asOf),
                reading.mayBeOpen
            else { return nil }
            return OpenCommitment(
                tag: tag,
                agreement: reading.agreement,
                isDefinite: reading.isDefinite && reading.staysOpen,
                facts: [reading.since]
            )
        }
    }

    private func row(_ shock: Shock, _ effect: ShockEffect) throws -> JSONObject {
        var row: JSONObject = [
            "shock": .string(shock.kind.rawValue),
            "subject": .string(shock.subject),
            "agreementsLost": effect.agreements.count.json,
            "commitmentsLost": effect.commitments.count.json,
            "partnersIsolated": effect.isolated.count.json,
        ]
        row["name"] = JSONValue(text: try Tag(shock.subject).map(history.name))
        row["exposure"] = effect.exposure.map(JSONValue.rounded)
        row["commitmentsAtRisk"] = effect.commitmentsAtRisk.map(JSONValue.rounded)
        row["resilience"] = effect.resilience.map(JSONValue.rounded)
        let isolated = try effect.isolated.things.compactMap { Tag($0) }.map(history.name)
        row["isolated"] = JSONValue(texts: isolated)
        return row
    }

    private static func evidence(_ effect: ShockEffect) -> RowEvidence {
        var evidence = RowEvidence()
        evidence.note("agreementsLost", effect.agreements.positions)
        evidence.note("commitmentsLost", effect.commitments.positions)
        evidence.note("partnersIsolated", effect.isolated.positions)
        evidence.note("isolated", effect.isolated.positions)
        return evidence
    }

    /// A tornado: the greatest loss first.
    private func pictures(_ effects: [(Shock, ShockEffect)]) throws -> [Picture] {
        let messages = history.messages
        let items = try effects.map { shock, effect in
            let name = try Tag(shock.subject).map(history.name) ?? shock.subject
            return TornadoChart.Item(
                shock.kind == .expiry
                    ? messages.text(.endingWithin, ["duration": name]) : name,
                left: ValueRange(effect.commitments.count),
                right: ValueRange(effect.agreements.count)
            )
        }
        let chart = TornadoChart(
            items,
            left: messages.text(.openCommitmentsLost),
            right: messages.text(.agreementsLost)
        )
        return [Picture(messages.text(.lossesByShock), .tornado(chart))]
    }
}
