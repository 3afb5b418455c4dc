import CanonicalJSON
import EDTF
import Events

/// When a fixed term runs out, unless an extension that is known moves its end.
///
/// A term that is renewed unless somebody objects runs on; nobody need record that.
struct TermEnd {
    /// The event that says when: a description of the agreement, or an extension.
    let fact: Fact

    /// The end as it is written, or the day on which a duration has run.
    let text: String

    private let earliest: Instant?
    private let latest: Instant?

    /// Reads the term; `nil` where nothing says when it ends, or it is renewed by itself.
    ///
    /// - `described`: what describes the agreement, by position.
    /// - `facts`: the facts that count, in replay order.
    init?(_ described: [Fact], among facts: [Fact]) {
        let term = described.last { $0.has(.term) }
        guard term?.text(Self.renewal) != "tacit" else { return nil }
        if let extended = facts.last(where: { $0.type == Self.extent }),
            let until = extended.date(.until)
        {
            self.init(extended, until)
            return
        }
        guard let term, term.text(Self.rule) == "fixed" else { return nil }
        if let end = term.date(.termEnd) {
            self.init(term, end)
            return
        }
        guard let length = term.text(.termDuration).flatMap({ try? ISODuration(parsing: $0) })
        else { return nil }
        if let start = term.date(.termStart) {
            self.init(term, from: start.earliest, to: start.latest, length)
        } else if let entry = facts.first(where: { $0.type == Self.entry }) {
            self.init(term, from: entry.bounds.earliest, to: entry.bounds.latest, length)
        } else {
            return nil
        }
    }

    private init(_ fact: Fact, _ end: ImpreciseDate) {
        self.fact = fact
        text = end.text
        (earliest, latest) = (end.earliest, end.latest)
    }

    private init(_ fact: Fact, from first: Instant?, to last: Instant?, _ length: ISODuration) {
        self.fact = fact
        earliest = first?.advanced(by: length)
        latest = last?.advanced(by: length)
        let days = [earliest, latest].map { $0?.dayText ?? "" }
        text = days[0] == days[1] ? days[0] : days.joined(separator: "/")
    }

    /// Its bounds, as those of something that happens then.
    var bounds: Bounds {
        let last = latest ?? Instant(microseconds: .max)
        return Bounds(earliest: earliest, latest: latest, published: nil, recorded: last)
    }

    /// How surely the term has run out.
    func weight(at asOf: AsOf) -> Weight { Weight(from: earliest, to: latest, at: asOf) }

    /// The moments at which some term may have run out, in whatever order things are learned.
    static func turns(in facts: [Fact]) -> [Instant] {
        let terms = facts.filter { $0.has(.term) }
        guard !terms.isEmpty || facts.contains(where: { $0.type == extent }) else { return [] }
        let counted = facts.filter { $0.type == entry || $0.type == extent }
        var ends = counted.compactMap { TermEnd([], among: [$0]) }
        for term in terms {
            ends += ([[]] + counted.map { [$0] }).compactMap { TermEnd([term], among: $0) }
        }
        return ends.flatMap { [$0.earliest, $0.latest] }.compactMap(\.self)
    }

    private static let rule: JSONPath = "term.rule"
    private static let renewal: JSONPath = "term.renewal"
    private static let extent: EventType = "agreement.extended"
    private static let entry: EventType = "agreement.entered-into-force"
}
