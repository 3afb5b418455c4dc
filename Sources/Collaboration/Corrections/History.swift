package import CanonicalJSON
import EDTF
package import Events

/// What some leaves say once corrections among them are applied.
///
/// A correction holds every corrected member whole; the later position wins. Retractions take an
/// event, or a correction, out of every reading; a reinstatement puts it back.
package struct History: Sendable {
    /// What somebody says of an event that stays as it is: a dispute, a settlement, a confirmation.
    package struct Remark: Sendable, Hashable {
        /// Where the remark stands.
        package let position: Position
        /// The id of the event it is about.
        package let target: String
        /// The leaf of the remark.
        package let event: JSONValue
    }

    /// A claim that an event is wrong.
    package typealias Dispute = Remark

    /// A dispute that is over, and what ended it.
    package struct SettledDispute: Sendable, Hashable {
        /// The dispute.
        package let dispute: Dispute
        /// The first settlement of it.
        package let settlement: Remark
    }

    /// The members a correction may replace.
    package static let correctable = ["occurred", "basis", "verbatim", "source", "data"]

    /// The events that stand, in the order of recording.
    package let facts: [Fact]

    /// The disputes that stand and are not settled.
    package let disputes: [Dispute]

    /// The disputes that stand and are settled.
    package let settledDisputes: [SettledDispute]

    /// The confirmations that stand.
    package let confirmations: [Remark]

    /// The ids of retracted events.
    package let retracted: Set<String>

    /// Reads leaves that include every correction known of the events among them.
    ///
    /// - Parameters:
    ///   - leaves: the leaves, in any order.
    ///   - hidden: personal values that a reader does not get, by the position of their leaf.
    ///   - axis: which axis events of a type lie on.
    package init(
        of leaves: [Leaf],
        hidden: [Position: [String: Fact.Hidden]] = [:],
        axis: (EventType) -> Fact.Axis
    ) {
        let isSorted = zip(leaves, leaves.dropFirst()).allSatisfy { $0.position <= $1.position }
        let ordered = isSorted ? leaves : leaves.sorted { $0.position < $1.position }
        if ordered.contains(where: \.isAboutAnEvent) {
            self.init(ordered, hidden, axis)
        } else {
            self.init(uncorrected: ordered, hidden, axis)
        }
    }

    /// Reads leaves in the order of recording.
    private init(
        _ ordered: [Leaf],
        _ hidden: [Position: [String: Fact.Hidden]],
        _ axis: (EventType) -> Fact.Axis
    ) {
        let verdicts = Self.verdicts(over: ordered)
        retracted = Set(verdicts.filter(\.value).keys)
        var corrections: [String: [Leaf]] = [:]
        var remarks = Remarks()
        for leaf in ordered where verdicts[leaf.id] != true {
            guard let target = leaf.target else { continue }
            if leaf.type == "event.corrected" {
                corrections[target, default: []].append(leaf)
            } else {
                remarks.take(leaf, on: target)
            }
        }
        disputes = remarks.disputes
        settledDisputes = remarks.settled
        confirmations = remarks.confirmations
        facts = ordered.compactMap { leaf in
            guard let type = leaf.type, !type.isAbout("event"), verdicts[leaf.id] != true else {
                return nil
            }
            let standing = corrections[leaf.id] ?? []
            var fact = Fact(leaf, as: type, axis: axis(type), corrected: standing)
            fact.hidden = Self.hidden(in: leaf, standing, hidden)
            return fact
        }
    }

    /// Reads leaves, in the order of recording, none of which is about another one.
    private init(
        uncorrected leaves: [Leaf],
        _ hidden: [Position: [String: Fact.Hidden]],
        _ axis: (EventType) -> Fact.Axis
    ) {
        retracted = []
        disputes = []
        settledDisputes = []
        confirmations = []
        var facts: [Fact] = []
        facts.reserveCapacity(leaves.count)
        for leaf in leaves {
            guard let type = leaf.type else { continue }
            facts.append(
                Fact(
                    leaf,
                    as: type,
                    axis: axis(type),
                    hidden: hidden.isEmpty ? [:] : hidden[leaf.position] ?? [:]
                )
            )
        }
        self.facts = facts
    }

    /// What stays hidden in an event: its own places that no correction replaced, and those of the
    /// corrections, seen from the event's root.
    private static func hidden(
        in leaf: Leaf,
        _ corrections: [Leaf],
        _ known: [Position: [String: Fact.Hidden]]
    ) -> [String: Fact.Hidden] {
        var places = known[leaf.position] ?? [:]
        for correction in corrections {
            for name in correctable where correction.event["data"]?[name] != nil {
                places = places.filter { !$0.key.hasPrefix("/\(name)") }
            }
            for (pointer, why) in known[correction.position] ?? [:]
            where pointer.hasPrefix("/data/data/") || pointer.hasPrefix("/data/source/") {
                places[String(pointer.dropFirst("/data".count))] = why
            }
        }
        return places
    }

    /// The latest standing word on each event that was retracted or reinstated.
    private static func verdicts(over leaves: [Leaf]) -> [String: Bool] {
        var isRetracted: [String: Bool] = [:]
        for leaf in leaves.reversed() where isRetracted[leaf.id] != true {
            guard let target = leaf.target, isRetracted[target] == nil else { continue }
            switch leaf.type?.text {
            case "event.retracted": isRetracted[target] = true
            case "event.reinstated": isRetracted[target] = false
            default: break
            }
        }
        return isRetracted
    }
}

extension Fact {
    /// A leaf as it counts after some corrections.
    ///
    /// - `hidden`: personal values that a reader does not get.
    package init(
        _ leaf: Leaf,
        as type: EventType,
        axis: Axis,
        corrected corrections: [Leaf] = [],
        hidden: [String: Hidden] = [:]
    ) {
        let document = leaf.document.corrected(by: corrections)
        let mode = document.member(0, LeafMember.mode)
        let isAttested = mode.map { document.text($0, equals: Self.attested) } ?? false
        self.init(
            position: leaf.position,
            document: document,
            type: type,
            axis: axis,
            mode: isAttested ? .attested : .live,
            // A correction does not say when the event was recorded.
            bounds: document.bounds(),
            hidden: hidden,
            corrections: corrections.map(\.position)
        )
    }

    private static let attested: JSONName = "attested"
}

extension JSONValue {
    /// The event with the members that a correction's payload holds in place of its own.
    package func corrected(by payload: JSONValue) -> JSONValue {
        guard case .object(var members) = self else { return self }
        for name in History.correctable {
            if let value = payload[name] { members[name] = value }
        }
        return .object(members)
    }
}

extension JSONDocument {
    /// The event as some corrections leave it; itself if there are none.
    fileprivate func corrected(by corrections: [Leaf]) -> JSONDocument {
        guard !corrections.isEmpty else { return self }
        var event = value(0)
        for correction in corrections {
            event = event.corrected(by: correction.event["data"] ?? .null)
        }
        return JSONDocument(event)
    }
}
