package import CanonicalJSON
import Collaboration
import EDTF
import Events
package import Reports
import Transparency

/// A report as it was given out: what it rests on, and the digest of its bytes.
package struct IssuedReport: Sendable {
    /// The kind of report.
    package let kind: ReportKind

    /// The valid date and the size it was asked for.
    package let point: BasisPoint

    /// What else was asked, by the names of the report's parameters.
    package let parameters: [String: [String]]

    /// The languages of its names.
    package let languages: [String]

    /// The form of its bytes.
    package let format: Report.Format

    /// The digest of its bytes, in lowercase hex.
    package let digest: String

    /// The root of the tree over the events it rests on, where that was kept.
    private let root: String?

    /// What is recorded when a report is given out.
    ///
    /// - Parameters:
    ///   - report: the report.
    ///   - kind: its kind.
    ///   - format: the form of its bytes.
    ///   - bytes: the bytes.
    /// - Returns: the payload of `report.issued`, with an id that names the bytes.
    package static func payload(
        of report: Report,
        _ kind: ReportKind,
        format: Report.Format,
        bytes: [UInt8]
    ) -> JSONValue {
        let basis = report.basis
        let digest = SHA256Hashing.hash(bytes).hex
        var payload: JSONObject = [
            "report": .string("report:\(kind.name)-\(digest.prefix(idDigits))"),
            "kind": .string(kind.name), "format": .string(format.rawValue),
            "sha256": .string(digest),
        ]
        payload["asOf"] = basis["asOf"]
        payload["knownAt"] = basis["knownAt"]?["size"]
        payload["root"] = basis["knownAt"]?["root"]
        if let parameters = basis["parameters"]?.object, !parameters.isEmpty {
            payload["parameters"] = .object(parameters)
        }
        return .object(payload)
    }

    /// Enough digits that no two reports of a ledger share an id by chance.
    private static let idDigits = 24

    /// Reads a `report.issued`.
    ///
    /// - Throws: `LedgerError` when the event is another one, or this program cannot make such a
    ///   report.
    package init(_ event: StoredEvent) throws {
        let leaf = event.leaf.event
        let name = "event \(event.leaf.position)"
        guard leaf["type"] == "report.issued", let data = leaf["data"] else {
            throw LedgerError(
                .usage,
                "\(name) is \(leaf["type"]?.string ?? "no event"), not report.issued; "
                    + "`entente log --type report.issued` shows the reports that were issued"
            )
        }
        func refusal(_ what: String) -> LedgerError {
            LedgerError(
                .refused,
                "\(name) issued a report that this program cannot make again: \(what)"
            )
        }
        guard let text = data["kind"]?.string,
            let kind = ReportKind.allCases.first(where: { $0.name == text })
        else { throw refusal("it knows no report '\(data["kind"]?.string ?? "")'") }
        guard let format = data["format"]?.string.flatMap(Report.Format.init) else {
            throw refusal("it knows no form '\(data["format"]?.string ?? "")'")
        }
        guard let asOf = data["asOf"]?.string.flatMap(Self.asOf),
            let size = data["knownAt"]?.integer
        else { throw refusal("its as-of names no last instant") }
        self.kind = kind
        self.format = format
        point = BasisPoint(asOf: asOf, knownAt: .size(UInt64(size)))
        digest = data["sha256"]?.string ?? ""
        root = data["root"]?.string
        var asked: [String: [String]] = [:]
        for member in data["parameters"]?.object?.members ?? [] {
            asked[member.key] =
                member.value.string.map { [$0] } ?? member.value.array?.compactMap(\.string) ?? []
        }
        languages = asked.removeValue(forKey: "lang") ?? []
        parameters = asked
    }

    private static func asOf(_ text: String) -> AsOf? {
        (try? ImpreciseDate(parsing: text)).flatMap { AsOf($0) }
    }

    /// Makes the report again.
    ///
    /// - Returns: its bytes, and in what they are not those that were issued; `nil` when they are.
    /// - Throws: `ReportError`, and `LedgerError` when something cannot be read.
    package func remade(from ledger: Ledger) throws -> (bytes: [UInt8], fault: String?) {
        let report = try ledger.report(
            kind,
            asOf: point.asOf,
            knownAt: point.knownAt,
            parameters: parameters,
            languages: languages,
            as: format
        )
        let bytes = report.renderedBytes(as: format)
        if let root, report.basis["knownAt"]?["root"]?.string != root {
            return (bytes, "it rests on another history: the root is not \(root)")
        }
        let found = SHA256Hashing.hash(bytes).hex
        guard found != digest else { return (bytes, nil) }
        return (
            bytes,
            "its bytes have the SHA-256 \(found), and \(digest) was issued; personal values that "
                + "are hidden here, or another version of the program, change a report"
        )
    }
}
