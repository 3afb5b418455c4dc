import CanonicalJSON
import Collaboration
import Events

/// What an event says, and what a later event about it says instead.
struct RemarkClaims {
    let remark: EventRecord
    let target: EventRecord
    private let history: KnownHistory

    init(_ remark: EventRecord, on target: EventRecord, in history: KnownHistory) {
        self.remark = remark
        self.target = target
        self.history = history
    }

    /// `corrected`, `disputed`, `retracted` or `reinstated`.
    var word: String { String(remark.fact.type.verb) }

    private var data: JSONValue { remark.leaf.event["data"] ?? .null }

    /// Both claims: of a correction the members it changes, else sentences.
    func claims() throws -> (before: JSONValue?, after: JSONValue?) {
        guard word == "corrected" else {
            let said = JSONValue.string(try EventSentence(of: target.fact, in: history).text)
            return (said, JSONValue(text: history.text(data["claim"])))
        }
        let before = try eventBefore()
        var (old, new) = (JSONObject(), JSONObject())
        for name in History.correctable {
            guard let value = data[name] else { continue }
            let earlier = before[name] ?? .null
            let isHolder = name == "data" || name == "source"
            guard isHolder, let members = value.object else {
                if earlier != value { (old[name], new[name]) = (earlier, value) }
                continue
            }
            for key in Set(members.keys).union(earlier.object?.keys ?? []).sorted()
            where earlier[key] != members[key] {
                let shown = name == "data" ? key : "source.\(key)"
                old[shown] = Self.shown(earlier[key], at: "/\(name)/\(key)", in: target.leaf)
                new[shown] = Self.shown(members[key], at: "/data/\(name)/\(key)", in: remark.leaf)
            }
        }
        return (.object(old), .object(new))
    }

    /// The event with the corrections that came before this one.
    private func eventBefore() throws -> JSONValue {
        var event = target.leaf.event
        for other in target.remarks
        where other.type == RemarkType.corrected && other.position < remark.fact.position {
            guard let correction = try history.record(at: other.position),
                !correction.isRetracted
            else { continue }
            event = event.corrected(by: correction.leaf.event["data"] ?? .null)
        }
        return event
    }

    /// A member; of a personal one only that it is.
    private static func shown(_ value: JSONValue?, at pointer: String, in leaf: Leaf) -> JSONValue?
    {
        let personal = leaf.event["personal"]?.object?.keys ?? []
        if personal.contains(where: { $0 == pointer || $0.hasPrefix(pointer + "/") }) {
            return "personal"
        }
        return value
    }

    /// Where the other claim comes from: the event that contradicts, a source, or who disputes.
    func rivalSource() throws -> String? {
        if let rival = data["rival"]?.string.flatMap(Tag.init),
            let place = try history.source.records.find(String(rival.id))
        {
            return "event \(place)"
        }
        if let title = remark.leaf.event["source"]?["title"]?.string { return title }
        return try data["by"]?.string.flatMap(Tag.init).map(history.name)
    }

    /// The settlements of a dispute that stand, in the order of recording.
    func settlements() throws -> [Position] {
        guard word == "disputed" else { return [] }
        let id = "event:" + remark.leaf.id
        return try target.remarks.filter { other in
            guard other.type == RemarkType.disputeSettled, other.position > remark.fact.position,
                let settlement = try history.record(at: other.position), !settlement.isRetracted
            else { return false }
            let one = settlement.leaf.event["data"]?["dispute"]?.string
            return one == nil || one == id
        }
        .map(\.position)
    }
}
