import CanonicalJSON

extension Report {
    /// What stands in a cell without a value.
    static let missing = "–"

    /// How many hexadecimal digits of the root are enough to compare by eye.
    private static let shownRootDigits = 12

    /// One kind of mark: its sign, how often it stands, and where.
    struct MarkList {
        let sign: String
        let count: String
        let entries: [String]
    }

    /// The lines under the title: dates, snapshot, origin, parameters, marks; not yet escaped.
    var heading: [String] {
        let dates = Self.datesText(basis)
        let ends = ["from", "to"].map { name in
            basis[name].map { Self.datesText($0) }.map {
                ["\(name) \($0.joined(separator: " · "))"]
            }
                ?? []
        }
        let source = [
            basis["origin"]?.displayText.map { "origin \($0)" },
            basis["parameters"]?.displayText.map { "parameters \($0)" },
            basis["version"]?.displayText.map { "version \($0)" },
        ]
        return ([dates] + ends + [source.compactMap(\.self), markLists.map(\.count)])
            .filter { !$0.isEmpty }
            .map { $0.joined(separator: " · ") }
    }

    private static func datesText(_ basis: JSONValue) -> [String] {
        [
            basis["asOf"]?.displayText.map { "as of \($0)" },
            basis["knownAt"].flatMap(snapshotText),
        ]
        .compactMap(\.self)
    }

    /// One line for each total.
    var totalLines: [String] {
        totals.members.map { "\($0.key): \($0.value.displayText ?? Self.missing)" }
    }

    /// Gaps, then disputes.
    var markLists: [MarkList] {
        [
            Self.markList("△", gaps, one: "gap", many: "gaps"),
            Self.markList("‡", disputes, one: "dispute", many: "disputes"),
        ]
    }

    private static func markList(
        _ sign: String,
        _ marks: [JSONValue],
        one: String,
        many: String
    ) -> MarkList {
        MarkList(
            sign: sign,
            count: "\(sign) \(marks.count) \(marks.count == 1 ? one : many)",
            entries: marks.map { gapText($0) ?? $0.displayText ?? missing }
        )
    }

    /// A gap as a sentence: which event asks for what, and that nothing shows it.
    private static func gapText(_ mark: JSONValue) -> String? {
        guard let words = mark["words"]?.string, let type = mark["type"]?.string,
            let position = mark["position"]?.displayText
        else { return nil }
        let entity = mark["entity"]?.string.map { "\($0): " } ?? ""
        let rule = mark["rule"]?.string.map { " (\($0))" } ?? ""
        let event = "event \(position), \(type), asks that \(words)"
        guard let against = mark["against"]?.displayText else {
            return "\(entity)\(event); nothing shows it\(rule)"
        }
        return "\(entity)\(event); event \(against) stands against it\(rule)"
    }

    private static func snapshotText(_ knownAt: JSONValue) -> String? {
        guard case .object(let snapshot) = knownAt else {
            return knownAt.displayText.map { "known at \($0)" }
        }
        let parts = [
            snapshot["size"]?.displayText.map { "size \($0)" },
            snapshot["root"]?.displayText.map { "root \($0.prefix(shownRootDigits))" },
            snapshot["recorded"]?.displayText.map { "recorded \($0)" },
        ]
        .compactMap(\.self)
        return parts.isEmpty ? nil : "known at " + parts.joined(separator: ", ")
    }
}
