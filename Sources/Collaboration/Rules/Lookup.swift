import CanonicalJSON
import Events

/// The members by whose values a rule looks facts of some types up.
///
/// Standings keep an index for each, so that a rule costs what it finds and not the history.
struct Lookup: Sendable {
    let types: [EventType]
    let keys: Keys

    init(_ types: [EventType], by keys: Keys) {
        self.types = types
        self.keys = keys
    }

    init(_ types: [EventType], by names: [String]) {
        self.init(types, by: Keys(names))
    }
}

/// Members of the payload whose values together find a fact.
final class Keys: Sendable {
    /// The members, written with dots.
    let names: [String]

    private let paths: [JSONPath]
    private let fingerprint: UInt64

    init(_ names: [String]) {
        self.names = names
        paths = names.map { JSONPath($0) }
        let text = names.count > 1 ? names.joined(separator: " ") : names.first ?? ""
        fingerprint = EventType.fingerprint(of: text.utf8Span.span)
    }

    var isEmpty: Bool { paths.isEmpty }

    /// A number that facts share which carry the same values here; `nil` when a member is missing.
    func fingerprint(of fact: Fact) -> UInt64? {
        var hash = fingerprint
        for path in paths {
            guard let node = fact.node(path) else { return nil }
            let product = (hash ^ fact.document.hash(node))
                .multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            hash = product.high ^ product.low
        }
        return hash
    }

    /// Whether two facts carry the same value in every one of the members.
    ///
    /// A member that is missing on either side agrees with nothing; no members agree always.
    func agree(_ one: Fact, _ other: Fact) -> Bool {
        for path in paths where !one.agrees(with: other, on: path) { return false }
        return true
    }
}
