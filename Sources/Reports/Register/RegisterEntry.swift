import CanonicalJSON
package import Collaboration
import Events

/// What the register says of one agreement at one basis, in no language.
///
/// Names of parties are left to whoever shows it; they are not the agreement's.
package struct RegisterEntry: Sendable, Hashable {
    /// Whether something of an agreement had happened by a date.
    package enum Existence: UInt8, Sendable {
        /// Nothing says when.
        case undated
        /// It may have.
        case possible
        /// It had.
        case definite
    }

    /// Whether a party is bound.
    enum Bound: UInt8, Sendable {
        case no
        case possibly
        case yes

        /// The word that scripts read.
        var word: String { "\(self)" }
    }

    /// Where one party stands; dates as written.
    package struct Track: Sendable, Hashable {
        let party: String
        let state: String
        let bound: Bound
        let signed: String?
        let boundSince: String?
        let outSince: String?
        let position: UInt64?
    }

    /// Whether something of it had happened.
    package var existence: Existence

    /// The parties that its events name; for an undated one only.
    var parties: [String] = []

    var kind: String?
    var state: String?
    var possibleState: String?
    var since: String?
    var announced: String?
    var drafted: String?
    var signedFirst: String?
    var signedLast: String?
    var inForceSince: String?
    var termEnd: String?
    var tracks: [Track] = []
    var names = NameTexts()

    /// What stands for a name where there is none; the tag, if `nil`.
    var description: String?

    /// The events that something stands beside, in replay order.
    var marks: [FactMarks] = []

    init(existence: Existence) {
        self.existence = existence
    }
}

extension RegisterEntry {
    /// Reads an agreement; `nil` when nothing of it had happened, or may have, by the date.
    ///
    /// - `naming`: what names it.
    /// - `inspect`: what stands beside one of its events; `nil` when nothing does.
    /// - Throws: what `inspect` throws.
    package init?(
        of standing: Standing,
        asOf: AsOf,
        naming: Naming,
        inspect: (Fact) throws -> FactMarks?
    ) throws {
        let view = View(of: standing, asOf: asOf)
        guard let reading = AgreementReading(standing.entity, view) else {
            guard !view.undated.isEmpty else { return nil }
            self.init(existence: .undated)
            let named = standing.recorded.flatMap(\.references).filter { $0.isOfKind("party") }
            parties = Set(named.map(\.text)).sorted()
            return
        }
        self.init(existence: reading.isDefinite ? .definite : .possible)
        kind = reading.kind
        state = reading.state
        possibleState = reading.possibleState
        since = reading.sinceDate
        announced = reading.date(of: AgreementType.announced)
        drafted = reading.date(of: AgreementType.drafted)
        let signatures = reading.signatures
        signedFirst = signatures.first?.occurred
        signedLast = signatures.last?.occurred
        inForceSince = reading.inForceSince
        termEnd = reading.termEnd
        tracks = reading.tracks.map(Track.init)
        names = naming.names
        description = naming.description
        marks = try (view.conceivable + view.undated).compactMap { try inspect($0) }
    }

    /// Whether a fact can tell something of an agreement at dates at which it does not count.
    package static func isTold(atEveryDate fact: Fact) -> Bool {
        describing.contains(fact.type) || members.contains { fact.has($0) }
    }

    private static let describing: Set<EventType> = [
        "agreement.announced", "agreement.described", "agreement.drafted", "agreement.revised",
    ]

    private static let members: [JSONPath] = [kindPath, "names", "title"]

    /// What names an agreement.
    package struct Naming: Sendable {
        let names: NameTexts
        let description: String?

        /// Reads what names an agreement; the same at every date, unless an event of it gives a
        /// name from a date on.
        package init(of standing: Standing, asOf: AsOf) {
            let agreement = standing.entity
            let facts = standing.recorded.reversed()
                .filter { Rulebook.standard.isAbout(agreement, $0) }
            let found = NamesInForce(of: agreement, in: facts, asOf: asOf)
            names = NameTexts(found.list)
            let kind = facts.lazy.compactMap { $0.value(RegisterEntry.kindPath) }.first
            description =
                found.hidden?.why.rawValue
                ?? kind?.string.map { EntityName.agreementKind($0, in: .plain) }
        }
    }

    private static let kindPath: JSONPath = "kind"
}

extension RegisterEntry.Track {
    fileprivate init(_ track: PartyTrack) {
        party = track.party.text
        state = track.state
        bound =
            switch track.bound {
            case .yes: .yes
            case .possibly: .possibly
            case .no: .no
            }
        signed = track.signed
        boundSince = track.boundSince
        outSince = track.outSince
        position = track.setter?.position
    }
}
