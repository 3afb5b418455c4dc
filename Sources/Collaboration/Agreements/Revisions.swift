import Events

/// The texts of an agreement that count, and the signatures that they leave standing.
struct Revisions {
    /// The newest text; a source may speak of a version whose draft nobody recorded.
    let newest: Int64?

    private let revisions: [Fact]
    private let newestRevision: Int64?
    private let isEveryVersionKnown: Bool

    init(_ facts: [Fact]) {
        newest = facts.lazy.compactMap(\.version).max()
        revisions = facts.filter { $0.type == Self.revision }
        newestRevision = revisions.lazy.compactMap(\.version).max()
        isEveryVersionKnown = revisions.allSatisfy { $0.version != nil }
    }

    /// Whether no later revision has made a signature lapse.
    func leave(_ signature: Fact) -> Bool {
        guard !revisions.isEmpty else { return true }
        // The newest text alone decides where every text and the signature name theirs.
        if isEveryVersionKnown, let version = signature.version, let newestRevision {
            return version >= newestRevision
        }
        return !revisions.contains { revision in
            if let signed = signature.version, let revised = revision.version {
                return signed < revised
            }
            return signature.order(to: revision) == .before
        }
    }

    private static let revision: EventType = "agreement.revised"
}
