import CanonicalJSON
import Events

/// What one value of `x-tag` makes of the value it stands at.
enum TagRule: Sendable {
    /// A string is a whole tag.
    case whole

    /// An object gives `kind:` and the texts of some members, joined by colons.
    case joined(kind: String, members: [JSONName])

    /// An object that names no kind gives nothing.
    case nothing

    init(_ annotation: JSONValue) {
        guard let object = annotation.object else {
            self = .whole
            return
        }
        let members = object["join"]?.array?.compactMap(\.string) ?? []
        guard let kind = object["kind"]?.string, !members.isEmpty else {
            self = .nothing
            return
        }
        self = .joined(kind: kind, members: members.map { JSONName($0) })
    }

    /// The tag that a value yields; `nil` if it yields none.
    func tag(of document: JSONDocument, at node: Int) -> Tag? {
        switch self {
        case .whole:
            guard document.kind(node) == .string else { return nil }
            return document.withText(node) { Tag(bytes: $0) }
        case .joined(let kind, let members):
            var text = kind
            for name in members {
                guard let part = document.member(node, name).flatMap(document.text) else {
                    return nil
                }
                text += ":" + part
            }
            return Tag(text)
        case .nothing:
            return nil
        }
    }
}
