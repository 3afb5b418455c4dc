import CanonicalJSON

/// Values as a cell or a total shows them.
///
/// Counts, quantities and parties have their own forms; any other object is written as pairs.
struct CellText {
    /// How texts are shown.
    enum Texts {
        /// As they are.
        case asTheyAre

        /// As words of the vocabulary.
        case words

        /// As dates.
        case dates

        /// As a word or a date where they are one.
        case wordsAndDates
    }

    private static let quantityKeys: Set<String> = [
        "value", "low", "high", "qualifier", "unit", "side",
    ]

    private let messages: Messages
    private let texts: Texts

    init(in messages: Messages, texts: Texts = .asTheyAre) {
        self.messages = messages
        self.texts = texts
    }

    /// The value, or `nil` where there is nothing to show.
    func text(_ value: JSONValue) -> String? {
        switch value {
        case .null: nil
        case .bool(let truth): messages.text(truth ? .yes : .no)
        // As RFC 8785 writes it: no `.0`, no digit more than needed.
        case .number: messages.number(String(decoding: value.canonicalBytes(), as: UTF8.self))
        case .string(let text): shown(text)
        case .array(let values):
            values.isEmpty
                ? nil : values.map { text($0) ?? Report.missing }.joined(separator: "; ")
        case .object(let object):
            object.isEmpty
                ? nil : count(object) ?? quantity(object) ?? party(object) ?? pairs(object)
        }
    }

    private func shown(_ text: String) -> String {
        switch texts {
        case .asTheyAre: text
        case .words: messages.word(text)
        case .dates: messages.date(text)
        case .wordsAndDates:
            text.first?.isNumber == true || text.first == "[" && text.last == "]"
                ? messages.date(text) : messages.word(text)
        }
    }

    private func text(_ value: JSONValue?) -> String? { value.flatMap { text($0) } }

    /// A count that imprecise dates make uncertain: `2–5`, or `2` when both ends agree.
    private func count(_ object: JSONObject) -> String? {
        guard object.count == 2, let definite = text(object["definite"]),
            let possible = text(object["possible"])
        else { return nil }
        return definite == possible ? definite : "\(definite)–\(possible)"
    }

    /// `party:a (signed)`: a party of a list and where it stands.
    private func party(_ object: JSONObject) -> String? {
        guard case .string(let party) = object["party"],
            let state = CellText(in: messages, texts: .words).text(object["state"])
        else { return nil }
        return "\(party) (\(state))"
    }

    /// `key: value, key: value`; what is nested stands in parentheses.
    private func pairs(_ object: JSONObject) -> String {
        object.members.map { member in
            let cell = member.key == "name" ? CellText(in: messages) : self
            let text = cell.text(member.value) ?? Report.missing
            let key = messages.total(member.key)
            return switch member.value {
            case .object, .array: "\(key): (\(text))"
            default: "\(key): \(text)"
            }
        }
        .joined(separator: ", ")
    }

    /// `key: value · key: value`: one of several statements, on a line of its own.
    func statement(_ value: JSONValue) -> String {
        guard case .object(let object) = value else { return text(value) ?? Report.missing }
        return object.members.map { member in
            "\(messages.total(member.key)): \(text(member.value) ?? Report.missing)"
        }
        .joined(separator: " · ")
    }

    /// A quantity with what its source says of its exactness: `> 90 meetings`, `≈ 2000 expected`.
    private func quantity(_ object: JSONObject) -> String? {
        guard object.members.allSatisfy({ Self.quantityKeys.contains($0.key) }) else { return nil }
        let qualifier = object["qualifier"]?.string
        let figure = figure(object)
        guard figure != nil || qualifier != nil else { return nil }
        var words = [sign(qualifier, hasFigure: figure != nil), figure]
        words.append(object["unit"]?.string.map(messages.word))
        let quantity = words.compactMap(\.self).joined(separator: " ")
        let side = object["side"]?.string.map { " (\($0))" } ?? ""
        guard qualifier == "expected" else { return quantity + side }
        return messages.text(.expected, ["quantity": quantity.isEmpty ? nil : quantity]) + side
    }

    private func figure(_ object: JSONObject) -> String? {
        if let value = text(object["value"]) { return value }
        return switch (text(object["low"]), text(object["high"])) {
        case (let low?, let high?): low == high ? low : "\(low)–\(high)"
        case (let low?, nil): "≥ \(low)"
        case (nil, let high?): "≤ \(high)"
        case (nil, nil): nil
        }
    }

    /// The sign before the figure; a qualifier that has none is written out.
    private func sign(_ qualifier: String?, hasFigure: Bool) -> String? {
        switch qualifier {
        case nil, "exact": nil
        case "approx": "≈"
        case "expected": hasFigure ? "≈" : nil
        case "over": ">"
        case "at-least": "≥"
        case "at-most": "≤"
        case "unquantified": hasFigure ? "≈" : messages.text(.some)
        case let other?: other
        }
    }
}
