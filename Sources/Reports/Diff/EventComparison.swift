import Collaboration
import Events

/// How the same events count at two bases of one ledger.
final class EventComparison {
    private let before: KnownHistory
    private let after: KnownHistory
    private var found: [Position: [Position]] = [:]

    init(_ before: KnownHistory, _ after: KnownHistory) {
        self.before = before
        self.after = after
    }

    /// Of some events those that do not count alike at both bases, with what was recorded about
    /// them between; in the order of recording.
    func changes(among positions: some Sequence<Position>) throws -> [Position] {
        var changed: Set<Position> = []
        for position in positions { changed.formUnion(try changes(of: position)) }
        return changed.sorted()
    }

    private func changes(of position: Position) throws -> [Position] {
        if let known = found[position] { return known }
        let changes = try compared(position)
        found[position] = changes
        return changes
    }

    private func compared(_ position: Position) throws -> [Position] {
        let old = try before.record(at: position)
        let new = try after.record(at: position)
        guard let old, let new else { return old == nil && new == nil ? [] : [position] }
        let remarks = Set(old.remarks.map(\.position))
            .symmetricDifference(new.remarks.map(\.position))
        if !remarks.isEmpty { return [position] + remarks.sorted() }
        // An event that only a retraction of something said about it changes has the same remarks.
        guard old.isRetracted == new.isRetracted, old.fact == new.fact,
            try before.visibility(of: old.fact) == after.visibility(of: new.fact)
        else { return [position] }
        return []
    }

    /// The events that are known at one of the bases only.
    var recordedBetween: Range<Position> {
        let sizes = [before.source.basis.size, after.source.basis.size]
        return min(sizes[0], sizes[1])..<max(sizes[0], sizes[1])
    }

    /// The events with a tag, at either basis.
    func events(tagged tag: Tag) throws -> Set<Position> {
        Set(try before.source.events(tag).map(\.position))
            .union(try after.source.events(tag).map(\.position))
    }
}
