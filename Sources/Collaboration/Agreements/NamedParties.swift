import CanonicalJSON
import Events

/// Parties in the order in which they are named, each once; one that is known is not read anew.
struct NamedParties {
    /// Up to so many are compared one by one.
    private static let few = 16

    /// The parties.
    private(set) var tags: [Tag] = []
    private var places: [Tag: Int] = [:]

    /// Adds the tag that a node is, or those in its list.
    mutating func add(_ node: Int, of document: JSONDocument) {
        guard document.kind(node) == .array else { return addOne(node, of: document) }
        var element = document.firstChild(node)
        while let here = element {
            addOne(here, of: document)
            element = document.next(here)
        }
    }

    /// The place of the party that a node is; `nil` when it was never named.
    func place(of node: Int, of document: JSONDocument) -> Int? {
        if places.isEmpty { return tags.firstIndex { document.isTag(node, $0) } }
        return document.tag(node).flatMap { places[$0] }
    }

    /// The places of the party that a node is, or of those in its list.
    func places(of node: Int, of document: JSONDocument) -> [Int] {
        guard document.kind(node) == .array else {
            return place(of: node, of: document).map { [$0] } ?? []
        }
        var found: [Int] = []
        var element = document.firstChild(node)
        while let here = element {
            if let place = place(of: here, of: document) { found.append(place) }
            element = document.next(here)
        }
        return found
    }

    private mutating func addOne(_ node: Int, of document: JSONDocument) {
        guard place(of: node, of: document) == nil, let tag = document.tag(node) else { return }
        tags.append(tag)
        if !places.isEmpty {
            places[tag] = tags.count - 1
        } else if tags.count > Self.few {
            for (place, tag) in tags.enumerated() { places[tag] = place }
        }
    }
}
