import CanonicalJSON

/// Where the members of a leaf stand in its document.
struct LeafMembers {
    /// The members a leaf may have, in canonical order.
    enum Member: Int, CaseIterable {
        case added, basis, by, causation, correlation, data, dossiers, id, mode, occurred, origin
        case personal, position, recorded, signature, source, tags, type, verbatim, version
    }

    private static let names = Member.allCases.map { JSONName("\($0)") }

    private var nodes = InlineArray<20, Int32>(repeating: -1)

    /// Finds the members of a document whose keys are in canonical order.
    ///
    /// - Returns: `nil` when the document is no object, or has a member that no leaf has.
    init?(_ document: JSONDocument) {
        guard document.kind(0) == .object else { return nil }
        var place = 0
        var key = document.firstChild(0)
        while let here = key {
            while !document.keyMatches(here, Self.names[place]) {
                place += 1
                guard place < Self.names.count else { return nil }
            }
            nodes[place] = Int32(truncatingIfNeeded: document.value(ofKey: here))
            key = document.next(here)
        }
    }

    /// The node of a member; `nil` when the leaf does not have it.
    subscript(member: Member) -> Int? {
        let node = nodes[member.rawValue]
        return node < 0 ? nil : Int(node)
    }
}
