import CanonicalJSON
import Collaboration
import EDTF
import Events
import Foundation
import Reports

/// A ledger in memory: leaves as they would be sealed, and what a report may ask of them.
struct KindsLedger {
    private var leaves: [Leaf] = []
    private var hidden: [String: Fact.Hidden] = [:]
    private let rulebook = Rulebook.standard

    /// Documents stored beside it, by their digest.
    var documents: [String: String] = [:]

    /// The five histories, or some of them.
    static func histories(
        _ files: [String] = [
            "lyon-2019", "chengdu-2014", "moscow-2020", "observatory", "jinan-2018",
        ]
    ) throws -> KindsLedger {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Tools/histories")
        var ledger = KindsLedger()
        for file in files {
            let text = try Data(contentsOf: folder.appending(path: "\(file).jsonl"))
            for line in text.split(separator: UInt8(ascii: "\n")) {
                ledger.seal(try JSONReader().read(Array(line)))
            }
        }
        return ledger
    }

    /// The number of events.
    var size: Int { leaves.count }

    /// Appends an event by hand; it is attested unless `mode` says otherwise.
    @discardableResult
    mutating func add(
        _ type: String,
        _ occurred: String,
        _ data: JSONValue,
        published: String? = nil,
        quote: String? = nil,
        document: String? = nil,
        mode: String = "attested"
    ) -> Int {
        var source: JSONObject = ["title": "A page"]
        if let published { source["published"] = .string(published) }
        if let quote { source["quote"] = .string(quote) }
        if let document { source["document"] = .string(document) }
        seal([
            "id": .string("e\(leaves.count)"), "type": .string(type),
            "occurred": .string(occurred), "basis": occurred.isEmpty ? "unknown" : "stated",
            "mode": .string(mode), "by": "script:tests", "source": .object(source), "data": data,
        ])
        return leaves.count - 1
    }

    /// Takes personal members of an event away, as an erasure does.
    mutating func hide(_ pointer: String, of position: Int, as why: Fact.Hidden) {
        hidden["\(position) \(pointer)"] = why
    }

    private mutating func seal(_ event: JSONValue) {
        guard case .object(var object) = event else { return }
        let position = leaves.count
        let recorded = Self.opened.advanced(byMicroseconds: Int64(position) * 1_000_000)
        object["position"] = .integer(position)
        object["recorded"] = .string(recorded.rfc3339)
        var tags: Set<String> = []
        Self.collectTags(in: object["data"] ?? .null, into: &tags)
        // A correction or a dispute carries its target's tags.
        let target = leaves.first { "event:\($0.id)" == object["data"]?["target"]?.string }
        tags.formUnion(target?.tags.map(\.text) ?? [])
        object["tags"] = .array(tags.sorted().map { .string($0) })
        leaves.append(Leaf(position: Position(position), event: .object(object)))
    }

    private static let opened = Instant(rfc3339: "2026-05-01T09:00:00Z") ?? Instant(microseconds: 0)

    private static func collectTags(in value: JSONValue, into tags: inout Set<String>) {
        switch value {
        case .string(let text): if Tag(text) != nil { tags.insert(text) }
        case .array(let values): for value in values { collectTags(in: value, into: &tags) }
        case .object(let object):
            for member in object.members where member.key != "text" {
                collectTags(in: member.value, into: &tags)
            }
        default: break
        }
    }

    private static let recordAxis: Set<String> = [
        "agreement.described", "document.registered", "event.corrected", "event.disputed",
        "event.retracted", "indicator.defined", "indicator.redefined", "party.registered",
        "person.registered", "platform.registered",
        "subject.erased",
    ]

    /// What a report may ask, as of a date and known at a size.
    func source(
        asOf date: String,
        size: Int? = nil,
        languages: [String] = ["en"],
        messages: Messages = .plain,
        showsPictures: Bool = true
    ) throws -> ReportSource {
        let known = leaves.filter { $0.position < size ?? leaves.count }
        let history = History(of: known) { type in
            Self.recordAxis.contains(type.text) ? .record : .occurred
        }
        let facts = history.facts.map { fact in
            var fact = fact
            for (key, why) in hidden where key.hasPrefix("\(fact.position) ") {
                fact.hidden[String(key.drop { $0 != " " }.dropFirst())] = why
            }
            return fact
        }
        let tags = Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0.tags) })
        // Once each: a report asks for the same histories again and again.
        var histories: [Tag: [Fact]] = [:]
        for fact in facts {
            for entity in rulebook.entities(of: fact, tags: tags[fact.id] ?? []) {
                histories[entity, default: []].append(fact)
            }
        }
        let documents = documents
        let basis = Basis(
            origin: "ledger.example.org/kinds",
            asOf: try KindsLedger.asOf(date),
            size: UInt64(known.count),
            root: String(repeating: "ab", count: 32),
            recorded: nil
        )
        return ReportSource(
            basis: basis,
            languages: languages,
            messages: messages,
            entities: { [histories] kind in
                histories.keys.filter { $0.kind == kind }.sorted()
            },
            standing: { [histories] entity in
                Standing(of: entity, facts: histories[entity] ?? [])
            },
            events: { tag in facts.filter { tags[$0.id]?.contains(tag) ?? false } },
            eventsOfType: { type in facts.filter { $0.type == type } },
            disputes: { tag in
                history.disputes.filter { tags[$0.target]?.contains(tag) ?? false }
            },
            records: EventRecords(
                at: { position in
                    known.first { $0.position == position }.flatMap { leaf in
                        EventRecord(leaf, in: history, later: known) { leaf in
                            String(repeating: "0", count: 60) + "\(1000 + leaf.position)"
                        }
                    }
                },
                ofType: { type in known.filter { $0.type == type }.map(\.position) },
                find: { id in known.first { $0.id == id }?.position }
            ),
            document: { documents[$0].map { Array($0.utf8) } },
            showsPictures: showsPictures
        )
    }

    private static func asOf(_ text: String) throws -> AsOf {
        guard let asOf = AsOf(try ImpreciseDate(parsing: text)) else {
            throw ReportError.unknownReport("no last instant: \(text)")
        }
        return asOf
    }
}

extension ReportKind {
    /// The report over a ledger, for tests.
    func report(
        of ledger: KindsLedger,
        asOf date: String = "2026-06-01",
        size: Int? = nil,
        languages: [String] = ["en"],
        _ parameters: [String: [String]] = [:]
    ) throws -> Report {
        try report(
            from: ledger.source(asOf: date, size: size, languages: languages),
            parameters: parameters
        )
    }
}

extension Report {
    /// The texts of one member, row by row; `nil` where it is missing.
    func texts(_ key: String) -> [String?] { rows.map { $0[key]?.string } }

    /// The row of one entity.
    func row(_ key: String, _ value: String) -> JSONObject? {
        rows.first { $0[key]?.string == value }
    }
}

/// A count, as totals hold it.
func count(_ definite: Int, _ possible: Int) -> JSONValue {
    ["definite": .integer(definite), "possible": .integer(possible)]
}
