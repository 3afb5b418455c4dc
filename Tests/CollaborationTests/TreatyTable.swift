import CanonicalJSON
import Collaboration
import EDTF
import Events

/// A treaty as a table of per-party rows, drawn from a seed, that says by itself who is bound.
struct TreatyTable {
    /// One time that a party joined, and left.
    struct Membership {
        /// How it joined: `signed`, `consent-deposited` or `acceded`.
        var verb: String
        var joined: Int
        var entry: Int?
        var left: Int?

        /// When it gave notice of leaving.
        var notified: Int?

        /// Whether only the notice tells that it left.
        var isNoticeAlone = false
    }

    private(set) var rows: [String: [Membership]] = [:]

    /// Parties that signed, and the day.
    private(set) var signatures: [String: Int] = [:]
    let force: Int
    let end: Int?

    /// Whether consent is deposited apart from the signature.
    let asksForConsent: Bool
    private var generator: SeededGenerator

    /// - Parameter seed: the same seed gives the same table.
    init(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        force = Self.day(from: 0, to: 2_000, &random)
        end =
            Int.random(in: 0..<3, using: &random) == 0
            ? Self.day(from: 9_000, to: 10_000, &random) : nil
        asksForConsent = Int.random(in: 0..<4, using: &random) > 0
        generator = random
        for number in 1...Int.random(in: 3...14, using: &generator) { addRow("p\(number)") }
        // Without one consent the treaty would be bound by signing.
        if asksForConsent {
            rows["q"] = [Membership(verb: "consent-deposited", joined: 100)]
        }
    }

    private static func day(from: Int, to: Int, _ random: inout SeededGenerator) -> Int {
        Int.random(in: from..<to, using: &random)
    }

    private mutating func chance(_ part: Int, in whole: Int) -> Bool {
        Int.random(in: 0..<whole, using: &generator) < part
    }

    private mutating func addRow(_ party: String) {
        var next = Int.random(in: 0..<4_000, using: &generator)
        if chance(2, in: 3), asksForConsent {
            signatures[party] = next
            next += Int.random(in: 1..<900, using: &generator)
        }
        var list: [Membership] = []
        var count = 0
        while count < 2, chance(3, in: 4) {
            count += 1
            let first = asksForConsent && chance(2, in: 3) ? "consent-deposited" : "acceded"
            let isSigned = !asksForConsent && list.isEmpty
            var membership = Membership(verb: isSigned ? "signed" : first, joined: next)
            if chance(1, in: 2) {
                membership.entry = max(next, force) + Int.random(in: 0..<200, using: &generator)
            }
            let start = max(membership.entry ?? next, force)
            if chance(1, in: 3) {
                let left = start + Int.random(in: 400..<2_500, using: &generator)
                membership.left = left
                if chance(1, in: 2) {
                    membership.notified = left - Int.random(in: 1..<300, using: &generator)
                    membership.isNoticeAlone = chance(1, in: 2)
                }
                next = left + Int.random(in: 400..<1_500, using: &generator)
            }
            list.append(membership)
            if membership.left == nil { break }
        }
        rows[party] = list
    }

    /// Who is bound on a day, computed from the rows.
    func bound(on day: Int) -> Set<String> {
        if let end, end <= day { return [] }
        let bound = rows.filter { _, memberships in
            memberships.contains { membership in
                let start = membership.entry ?? max(membership.joined, force)
                return start <= day && !(membership.left.map { $0 <= day } ?? false)
            }
        }
        return Set(bound.keys)
    }

    /// What sources would tell, in any order.
    ///
    /// - Parameter isVague: whether some dates are only months or years.
    /// - Returns: events that are attested.
    mutating func events(isVague: Bool) -> [TestEvent] {
        var events: [TestEvent] = []
        func add(
            _ verb: String,
            _ party: String?,
            _ date: String,
            _ more: JSONObject = JSONObject()
        ) {
            var event = attested(agreementType(verb), date)
            for member in more.members { event.data[member.key] = member.value }
            if let party { event.data["party"] = .string("party:" + party) }
            events.append(event)
        }
        for (party, day) in signatures.sorted(by: { $0.key < $1.key }) {
            add("signed", party, date(day, isVague))
        }
        for (party, list) in rows.sorted(by: { $0.key < $1.key }) {
            for membership in list {
                let kind: JSONObject =
                    membership.verb == "consent-deposited" ? ["kind": "ratification"] : [:]
                add(membership.verb, party, date(membership.joined, isVague), kind)
                if let entry = membership.entry {
                    let parties: JSONValue = [.string("party:" + party)]
                    add("entered-into-force", nil, date(entry, isVague), ["parties": parties])
                }
                guard let left = membership.left else { continue }
                if let notified = membership.notified {
                    let effective = JSONValue.string(date(left, isVague))
                    add(
                        "withdrawal-notified",
                        party,
                        date(notified, false),
                        ["effective": effective]
                    )
                }
                if !membership.isNoticeAlone { add("withdrawn-from", party, date(left, isVague)) }
            }
        }
        add("entered-into-force", nil, date(force, isVague))
        if let end { add("terminated", nil, date(end, isVague), ["ground": "mutual"]) }
        return events.shuffled(using: &generator)
    }

    private mutating func date(_ day: Int, _ isVague: Bool) -> String {
        let text = Self.text(day)
        guard isVague, chance(1, in: 3) else { return text }
        return String(text.prefix(chance(1, in: 2) ? 4 : 7))
    }

    /// A day as text, counted from 1950 on.
    static func text(_ day: Int) -> String {
        Instant(microseconds: Int64(day - 7_305) * 86_400_000_000).dayText
    }
}
