import CanonicalJSON
import Collaboration
import Entente
import Events
import Foundation

/// Events of every type about a few entities, drawn from the examples of the schemas.
struct RandomWalk {
    /// How many events one walk tries.
    static let steps: Int = {
        let level = ProcessInfo.processInfo.environment["ENTENTE_TEST_LEVEL"] ?? "quick"
        return level == "quick" ? 2_000 : 20_000
    }()

    /// The seed, which `ENTENTE_TEST_SEED` sets.
    static let seed: UInt64 = {
        let named = ProcessInfo.processInfo.environment["ENTENTE_TEST_SEED"].flatMap(UInt64.init)
        return named ?? UInt64.random(in: 0..<1 << 48)
    }()

    /// What the events so far are called, and their leaf hashes.
    private var stored: [(id: String, hash: String)] = []
    private var drawn = 0
    private var random: SeededGenerator
    private let templates: [JSONObject]

    init(seed: UInt64) throws {
        random = SeededGenerator(seed: seed)
        let catalogue = Catalogue.embedded
        templates = try catalogue.types.compactMap { type in
            // What the program alone writes; a schema is registered once.
            guard !["ledger", "catalogue", "schema"].contains(type.noun),
                type.text != "subject.erased"
            else { return nil }
            return try catalogue.type(type)?.document["examples"]?.array?.first?.object
        }
    }

    var note: String { "ENTENTE_TEST_SEED=\(Self.seed) swift test --filter Walk" }

    /// How many types there are to draw from.
    var typeCount: Int { templates.count }

    mutating func next(_ count: Int) -> Int {
        Int(random.next() % UInt64(count))
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[next(values.count)] }

    /// Takes note of what was stored, so that later events can speak of it.
    mutating func note(_ receipts: [Receipt]) {
        stored += receipts.map { ($0.id, $0.leafHash) }
    }

    /// Some lines, of which the ledger refuses some.
    mutating func lines(_ count: Int) -> [String] {
        (0..<count).map { _ in
            String(decoding: JSONValue.object(event()).canonicalBytes(), as: UTF8.self)
        }
    }

    /// The same event at another time, about something else, or without one of its members.
    mutating func mutated(_ line: String) throws -> String {
        var event = try JSONReader().read(Array(line.utf8)).object ?? JSONObject()
        switch next(3) {
        case 0: event["occurred"] = .string(date())
        case 1: event["data"] = varied(event["data"] ?? .null)
        default:
            var data = event["data"]?.object ?? JSONObject()
            data[pick(data.keys)] = nil
            event["data"] = .object(data)
        }
        return String(decoding: JSONValue.object(event).canonicalBytes(), as: UTF8.self)
    }

    private mutating func event() -> JSONObject {
        var event = pick(templates)
        drawn += 1
        event["id"] = .string("walk-\(drawn)")
        event["by"] = "script:walk"
        event["occurred"] = .string(date())
        event["basis"] = nil
        event["verbatim"] = nil
        if next(3) > 0 {
            event["mode"] = "attested"
            event["source"] = ["title": "A page"]
        } else {
            event["mode"] = nil
        }
        var data = varied(event["data"] ?? .null, isRoot: true).object ?? JSONObject()
        if data["target"] != nil, !stored.isEmpty {
            let target = pick(stored)
            data["target"] = .string("event:" + target.id)
            if data["leafHash"] != nil { data["leafHash"] = .string(target.hash) }
        }
        event["data"] = .object(data)
        return event
    }

    private mutating func date() -> String {
        let year = 2016 + next(9)
        let month = String(1 + next(12)).leftPadded
        switch next(6) {
        case 0: return "\(year)"
        case 1: return "\(year)-\(month)"
        case 2: return "[..\(year)-\(month)-20]"
        case 3: return "\(year)-\(month)-01/\(year)-\(month)-20"
        default: return "\(year)-\(month)-\(String(1 + next(28)).leftPadded)"
        }
    }

    /// The same shape about other entities; now and then a member is left out, or another date.
    private mutating func varied(_ value: JSONValue, isRoot: Bool = false) -> JSONValue {
        switch value {
        case .object(let object):
            var varied = JSONObject()
            for member in object.members where next(isRoot ? 12 : 40) > 0 {
                varied[member.key] =
                    member.key == "version" && next(3) == 0
                    ? .integer(1 + next(3)) : self.varied(member.value)
            }
            return .object(varied)
        case .array(let list):
            return .array(list.map { self.varied($0) })
        case .string(let text):
            guard let tag = Tag(text), Self.kinds.contains(String(tag.kind)) else { return value }
            let name = tag.kind == "person" ? "k3v9x2m7q8t" : "e"
            return .string("\(tag.kind):\(name)\(1 + next(3))")
        default:
            return value
        }
    }

    private static let kinds: Set<String> = [
        "party", "person", "organ", "gathering", "item", "visit", "delegation", "meeting",
        "opportunity", "agreement", "commitment", "platform", "office", "product", "document",
        "indicator", "place", "series", "barrier", "finding", "mandate",
    ]
}

extension String {
    fileprivate var leftPadded: String { count < 2 ? "0" + self : self }
}
