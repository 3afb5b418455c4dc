import CanonicalJSON
import Collaboration
import EDTF
import Events

/// The values a report was given, checked against the parameters it takes.
struct ReportArguments {
    let report: ReportKind
    private let values: [String: [String]]

    init(_ values: [String: [String]], for report: ReportKind) throws(ReportError) {
        self.report = report
        self.values = values.filter { !$0.value.isEmpty }
        for name in self.values.keys.sorted() {
            guard let parameter = report.parameters.first(where: { $0.name == name }) else {
                throw .unknownParameter(name, report: report)
            }
            let count = texts(name).count
            if count > parameter.limit {
                throw .repeatedParameter(
                    name,
                    count: count,
                    limit: parameter.limit,
                    report: report
                )
            }
        }
        for parameter in report.parameters where parameter.isRequired {
            try require(oneOf: [parameter.name])
        }
    }

    /// Checks that one of some parameters stands, and only one.
    func require(oneOf names: [String]) throws(ReportError) {
        let given = names.filter { values[$0] != nil }
        if given.isEmpty { throw .missingParameter(oneOf: names, report: report) }
        if given.count > 1 { throw .conflictingParameters(given, report: report) }
    }

    func texts(_ name: String) -> [String] { values[name] ?? [] }

    /// The tags under a name, of some kinds or of any.
    func tags(_ name: String, kinds: [String] = []) throws(ReportError) -> [Tag] {
        var tags: [Tag] = []
        for text in texts(name) {
            guard let tag = Tag(text), kinds.isEmpty || kinds.contains(String(tag.kind)) else {
                let wanted = kinds.isEmpty ? "kind" : kinds.joined(separator: " or ")
                throw malformed(
                    name,
                    text,
                    "it is not a tag of the form \(wanted):id",
                    "write for example \(name)=\(example(name))"
                )
            }
            tags.append(tag)
        }
        return tags
    }

    /// Whether something is on; `true` or `false`.
    func flag(_ name: String) throws(ReportError) -> Bool {
        switch texts(name).first {
        case nil, "false": return false
        case "true": return true
        case let text?:
            throw malformed(name, text, "it is neither true nor false", "write \(name)=true")
        }
    }

    /// One of some words.
    func word(_ name: String, among words: [String]) throws(ReportError) -> String? {
        guard let text = texts(name).first else { return nil }
        if words.contains(text) { return text }
        throw malformed(
            name,
            text,
            "there is no such \(name)",
            "write one of " + words.joined(separator: ", ")
        )
    }

    /// An ISO 8601 duration.
    func duration(_ name: String) throws(ReportError) -> ISODuration? {
        guard let text = texts(name).first else { return nil }
        do {
            return try ISODuration(parsing: text)
        } catch {
            throw malformed(name, text, error.reason, error.remedy)
        }
    }

    /// A stretch of time: a half-year such as `2020-H1`, or a date or an interval in EDTF.
    func period(_ name: String) throws(ReportError) -> ReportPeriod? {
        guard let text = texts(name).first else { return nil }
        if let half = Period(halfYear: text) { return ReportPeriod(half, text: text) }
        do {
            let date = try ImpreciseDate(parsing: text)
            if date.form != .set { return ReportPeriod(date) }
        } catch {
            throw malformed(name, text, error.reason, error.remedy)
        }
        throw malformed(
            name,
            text,
            "one of several dates is no period",
            "write for example \(name)=\(example(name))"
        )
    }

    /// Some numbers with commas between them, each from 0 to a million.
    func numbers(_ name: String, count: Int) throws(ReportError) -> [Double]? {
        guard let text = texts(name).first else { return nil }
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            // A sign, an exponent or a word is no plain number.
            part.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (48...57).contains($0) }
                ? Double(part) : nil
        }
        let known = numbers.compactMap(\.self)
        if known.count == numbers.count, known.count == count, known.allSatisfy({ $0 <= 1e6 }) {
            return known
        }
        throw malformed(
            name,
            text,
            "these are not \(count) numbers from 0 to 1000000 with commas between them",
            "write for example \(name)=\(example(name))"
        )
    }

    /// The values as they stand in the basis: a text, or a list where there are several.
    var json: JSONObject {
        JSONObject(
            values.map { name, texts in
                (name, texts.count == 1 ? .string(texts[0]) : .array(texts.map { .string($0) }))
            }
        )
    }

    /// Why a value cannot be read, and what to write.
    func malformed(
        _ name: String,
        _ value: String,
        _ reason: String,
        _ remedy: String
    ) -> ReportError {
        .malformedParameter(name, value: value, reason: reason, remedy: remedy, report: report)
    }

    private func example(_ name: String) -> String {
        report.parameters.first { $0.name == name }?.example ?? ""
    }
}
