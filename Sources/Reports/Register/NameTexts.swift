import CanonicalJSON

/// A list of names with the texts taken out: which of them a reader is shown depends on the rest
/// alone, so that the choice is made once for many lists of one shape.
package struct NameTexts: Sendable, Hashable {
    /// The list in canonical form, each text replaced by its place among the texts.
    let shape: String

    let texts: [String]

    /// What a reader of some languages is shown of every list of one shape.
    enum Choice {
        case nothing
        case one(Int)
        /// A name and how it sounds.
        case two(Int, Int)
    }

    init() {
        self.init(shape: "[]", texts: [])
    }

    init(shape: String, texts: [String]) {
        self.shape = shape
        self.texts = texts
    }

    init(_ list: [JSONValue]) {
        var texts: [String] = []
        let shape = list.map { name -> JSONValue in
            guard case .object(var members) = name, let text = members["text"]?.string else {
                return name
            }
            members["text"] = .string(String(texts.count))
            texts.append(text)
            return .object(members)
        }
        self.init(
            shape: String(decoding: JSONValue.array(shape).canonicalBytes(), as: UTF8.self),
            texts: texts
        )
    }

    /// What a reader is shown of lists of this shape.
    func choice(preferring languages: [String]) -> Choice {
        let list = try? JSONReader().read(Array(shape.utf8))
        guard let shown = LocalizedNames(list).name(preferring: languages) else { return .nothing }
        let places = shown.split(separator: " ").map { Int($0.filter(\.isNumber)) ?? 0 }
        return places.count == 1 ? .one(places[0]) : .two(places[0], places[1])
    }

    /// The name by a choice.
    func name(_ choice: Choice) -> String? {
        switch choice {
        case .one(let place) where place < texts.count: texts[place]
        case .two(let place, let sound) where place < texts.count && sound < texts.count:
            "\(texts[place]) (\(texts[sound]))"
        default: nil
        }
    }
}
