package import CanonicalJSON
import Collaboration
import EventJournal
import Events
import LMDB

extension Ledger {
    /// The payload of an `event.corrected` that changes an event as a merge patch says.
    ///
    /// The patch (RFC 7396) speaks of the event as it counts now, with the corrections so far;
    /// every member it changes stands in the correction whole.
    ///
    /// - Parameters:
    ///   - target: the event's id.
    ///   - patch: an object with some of `occurred`, `basis`, `verbatim`, `source`, `data`.
    ///   - reason: what was wrong and how it is known, as the schema has it.
    /// - Returns: the payload, which obeys the schema as far as the target's own schema lets it.
    /// - Throws: `Refusal` for a patch that no correction can hold, or one that changes nothing;
    ///   `LedgerError` when there is no such event, it is retracted, or personal values that the
    ///   correction would have to hold cannot be read here.
    package func correction(
        of target: String,
        patch: JSONValue,
        reason: JSONValue
    ) throws -> JSONValue {
        guard let stored = try event(id: target) else {
            throw LedgerError(.notFound, "there is no event with the id '\(target)'")
        }
        let fact = try current(stored)
        let changes = try Self.changes(of: fact, by: patch)
        if let data = changes["data"], !data.isNull,
            let (pointer, why) = fact.hidden.first(where: { $0.key.hasPrefix("/data/") })
        {
            throw LedgerError(
                .notPermitted,
                "a correction holds the whole payload, and its value at \(pointer) is "
                    + "\(why.rawValue) here; retract the event and record it anew"
            )
        }
        var data: JSONObject = [
            "target": .string("event:" + target), "leafHash": .string(stored.leafHash),
            "reason": reason,
        ]
        for member in changes.members { data[member.key] = member.value }
        return .object(data)
    }

    /// An event as it counts now, with its personal values as far as they can be read.
    private func current(_ stored: StoredEvent) throws -> Fact {
        let loader = HistoryLoader(self)
        let opening = opening()
        let position = stored.leaf.position
        let fact = try read { snapshot in
            let discussion = try loader.discussion(of: stored.leaf, in: snapshot) { tag in
                try journal.positions(tagged: tag, in: snapshot)
            } find: { id in
                try journal.position(ofID: id, in: snapshot)
            }
            let history = try loader.history(
                at: discussion.map(\.position),
                opening: opening,
                in: snapshot,
                find: { try journal.position(ofID: $0, in: snapshot) }
            )
            return history.facts.first { $0.position == position }
        }
        guard let fact else {
            throw LedgerError(
                .refused,
                "the event at \(position) is retracted, or is about another one; a correction "
                    + "speaks of an event that counts"
            )
        }
        return fact
    }

    private static let correctable = ["occurred", "basis", "verbatim", "source", "data"]

    private static func changes(of fact: Fact, by patch: JSONValue) throws -> JSONObject {
        guard let members = patch.object else {
            throw Refusal(.malformed, "a merge patch of an event is a JSON object")
        }
        var changes = JSONObject()
        for member in members.members {
            guard correctable.contains(member.key) else {
                throw Refusal(
                    .envelope,
                    "a correction does not change '\(member.key)'; it changes "
                        + correctable.joined(separator: ", "),
                    pointer: "/\(member.key)"
                )
            }
            let old = fact.event[member.key] ?? .null
            // The default is the only member that leaving out can mean.
            let removed: JSONValue? = member.key == "basis" ? "stated" : nil
            guard let new = member.value.isNull ? removed : old.merged(with: member.value) else {
                throw Refusal(
                    .envelope,
                    "a correction cannot take '\(member.key)' away; give it another value",
                    pointer: "/\(member.key)"
                )
            }
            if new != old { changes[member.key] = new }
        }
        guard !changes.members.isEmpty else {
            throw Refusal(.envelope, "the patch changes nothing of the event as it is now")
        }
        return changes
    }
}
