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
        // As joining them would, whose generic code takes longer to set up than all rules do.
        let text = names.dropFirst().reduce(names.first ?? "") { $0 + " " + $1 }
        fingerprint = EventType.fingerprint(of: text.utf8Span.span)
        isOfEach = false
    }

    /// Whether the one member is a list, and a fact is found by each of its elements.
    let isOfEach: Bool

    /// Finds a fact by each element of a list.
    init(eachOf path: String) {
        names = ["each of " + path]
        paths = [JSONPath(path)]
        fingerprint = EventType.fingerprint(of: names[0].utf8Span.span)
        isOfEach = true
    }

    var isEmpty: Bool { paths.isEmpty }

    /// A number that facts share which carry the same values here; `nil` when a member is missing.
    func fingerprint(of fact: Fact) -> UInt64? {
        var hash = fingerprint
        for path in paths {
            guard let node = fact.node(path) else { return nil }
            hash = Self.mixed(hash, fact.document.hash(node))
        }
        return hash
    }

    /// Tells each number under which a fact is found.
    func visitFingerprints(of fact: Fact, _ body: (UInt64) -> Void) {
        guard isOfEach else {
            if let key = fingerprint(of: fact) { body(key) }
            return
        }
        guard let list = fact.node(paths[0]), fact.document.kind(list) == .array else { return }
        var element = fact.document.firstChild(list)
        while let here = element {
            body(fingerprint(ofValue: here, in: fact.document))
            element = fact.document.next(here)
        }
    }

    /// The number of the facts that carry one value; for a list of one member.
    func fingerprint(ofValue node: Int, in document: JSONDocument) -> UInt64 {
        Self.mixed(fingerprint, document.hash(node))
    }

    private static func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        let product = (hash ^ value).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }

    /// Whether two facts carry the same value in every one of the members.
    ///
    /// A member that is missing on either side agrees with nothing; no members agree always.
    func agree(_ one: Fact, _ other: Fact) -> Bool {
        for path in paths where !one.agrees(with: other, on: path) { return false }
        return true
    }
}
