import CanonicalJSON

/// A list of names with the texts taken out: which of them a reader is shown depends on the rest
/// alone, so that the choice is made once for many lists of one shape.
package struct NameTexts: Sendable, Hashable {
    /// The list in canonical form, each text replaced by its place among the texts.
    let shape: String

    let texts: [String]

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
    func choice(preferring languages: [String]) -> LocalizedNames.Choice {
        let list = try? JSONReader().read(Array(shape.utf8))
        return LocalizedNames(list).choice(preferring: languages)
    }
}
