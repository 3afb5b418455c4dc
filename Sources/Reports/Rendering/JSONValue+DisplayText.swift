package import CanonicalJSON

extension JSONValue {
    /// The value as a cell shows it, or `nil` where there is nothing to show.
    ///
    /// Counts, quantities and parties have their own forms; any other object is written as pairs.
    /// The text may hold control characters, as data does; each format escapes in its own way.
    package var displayText: String? {
        switch self {
        case .null: nil
        case .bool(let truth): truth ? "yes" : "no"
        case .number: numberText
        case .string(let text): text
        case .array(let values):
            values.isEmpty
                ? nil : values.map { $0.displayText ?? Report.missing }.joined(separator: "; ")
        case .object(let object):
            object.isEmpty
                ? nil
                : CountText(object)?.text ?? QuantityText(object)?.text ?? object.partyText
                    ?? object.pairsText
        }
    }

    /// The number as RFC 8785 writes it: no `.0`, no digit more than needed.
    private var numberText: String {
        String(decoding: canonicalBytes(), as: UTF8.self)
    }
}

extension JSONObject {
    /// `party:a (signed)`: a party of a list and where it stands.
    fileprivate var partyText: String? {
        guard case .string(let party) = self["party"], let state = self["state"]?.displayText else {
            return nil
        }
        return "\(party) (\(state))"
    }

    /// `key: value, key: value`; what is nested stands in parentheses.
    fileprivate var pairsText: String {
        members.map { member in
            let text = member.value.displayText ?? Report.missing
            return switch member.value {
            case .object, .array: "\(member.key): (\(text))"
            default: "\(member.key): \(text)"
            }
        }
        .joined(separator: ", ")
    }
}

/// A count that imprecise dates make uncertain: `2–5`, or `2` when both ends agree.
private struct CountText {
    let text: String

    /// Reads `{"definite":n,"possible":m}`; `nil` for any other object.
    init?(_ object: JSONObject) {
        guard object.count == 2, let definite = object["definite"]?.displayText,
            let possible = object["possible"]?.displayText
        else { return nil }
        text = definite == possible ? definite : "\(definite)–\(possible)"
    }
}

/// A quantity with what its source says of its exactness: `> 90 meetings`, `≈ 2000 expected`.
private struct QuantityText {
    private static let keys: Set<String> = ["value", "low", "high", "qualifier", "unit", "side"]

    let text: String

    /// Reads `{value?, low?, high?, qualifier?, unit?, side?}`; `nil` for any other object.
    init?(_ object: JSONObject) {
        guard object.members.allSatisfy({ Self.keys.contains($0.key) }) else { return nil }
        let qualifier = object["qualifier"]?.displayText
        let figure = Self.figure(object)
        guard figure != nil || qualifier != nil else { return nil }

        var words = [Self.sign(qualifier, hasFigure: figure != nil), figure]
        words.append(object["unit"]?.displayText)
        if qualifier == "expected" { words.append("expected") }
        words.append(object["side"]?.displayText.map { "(\($0))" })
        text = words.compactMap(\.self).joined(separator: " ")
    }

    private static func figure(_ object: JSONObject) -> String? {
        if let value = object["value"]?.displayText { return value }
        return switch (object["low"]?.displayText, object["high"]?.displayText) {
        case (let low?, let high?): low == high ? low : "\(low)–\(high)"
        case (let low?, nil): "≥ \(low)"
        case (nil, let high?): "≤ \(high)"
        case (nil, nil): nil
        }
    }

    /// The sign before the figure; a qualifier that has none is written out.
    private static func sign(_ qualifier: String?, hasFigure: Bool) -> String? {
        switch qualifier {
        case nil, "exact": nil
        case "approx": "≈"
        case "expected": hasFigure ? "≈" : nil
        case "over": ">"
        case "at-least": "≥"
        case "at-most": "≤"
        case "unquantified": hasFigure ? "≈" : "some"
        case let other?: other
        }
    }
}
