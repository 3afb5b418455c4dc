import CanonicalJSON

/// A count that imprecise dates make uncertain: at least `definite`, at most `possible`.
///
/// - Invariant: `definite` is not more than `possible`.
struct UncertainCount {
    private(set) var definite = 0
    private(set) var possible = 0

    /// Counts one more, for certain or perhaps.
    mutating func add(isDefinite: Bool) {
        definite += isDefinite ? 1 : 0
        possible += 1
    }

    /// `n`, or `n–m` where dates leave it open.
    var text: String { definite == possible ? "\(definite)" : "\(definite)–\(possible)" }

    /// The shape scripts read.
    var json: JSONValue {
        ["definite": .integer(definite), "possible": .integer(possible)]
    }
}

extension UncertainCount {
    /// Counts all elements, of which some are certain.
    init<Element>(of elements: some Sequence<Element>, isDefinite: (Element) -> Bool) {
        for element in elements { add(isDefinite: isDefinite(element)) }
    }
}
