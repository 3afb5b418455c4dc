import ArgumentParser
import Collaboration
import Entente

/// A basis as one word of the command line: `AS_OF`, `AS_OF@KNOWN_AT` or `@KNOWN_AT`.
struct BasisPointText {
    /// The valid date; `nil` when it is left out.
    let asOf: AsOf?

    /// What was known.
    let knownAt: KnownAt

    /// Everything, now.
    static let now = BasisPointText(asOf: nil, knownAt: .now)

    private init(asOf: AsOf?, knownAt: KnownAt) {
        self.asOf = asOf
        self.knownAt = knownAt
    }

    /// Reads a basis.
    ///
    /// - Throws: a usage error with its reason.
    static func parsed(_ text: String) throws -> BasisPointText {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let date = String(parts[0])
        let known = parts.count > 1 ? String(parts[1]) : nil
        guard !date.isEmpty || known != nil else {
            throw ValidationError("a basis is empty; write 2020-12-31, 2020-12-31@250 or @250")
        }
        return BasisPointText(
            asOf: date.isEmpty ? nil : try Parsing.asOf(date),
            knownAt: try known.map(Parsing.knownAt) ?? .now
        )
    }

    /// The basis, with a date for one that names none.
    func point(orAsOf date: AsOf) -> BasisPoint {
        BasisPoint(asOf: asOf ?? date, knownAt: knownAt)
    }
}
