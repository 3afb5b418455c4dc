import CanonicalJSON
import Synchronization

/// The definitions that all schemas of a catalogue share.
///
/// A schema needs a few of them. The text is read into a flat document, and only what a schema
/// leads to becomes a tree.
final class CommonSchema: Sendable {
    private static let identifier: JSONName = "$id"
    private static let definitions: JSONName = "$defs"

    /// The name that references use.
    let id: String

    private let document: JSONDocument

    /// What was made a tree of so far, by name.
    private let made = Mutex<[(name: String, definition: JSONValue)]>([])

    /// Reads the text of the schema.
    ///
    /// - Throws: `JSONError`.
    init(reading text: String) throws {
        document = try JSONDocument(reading: Array(text.utf8), numbers: .ieee754)
        id = document.member(0, Self.identifier).flatMap(document.text) ?? ""
    }

    /// The schema with those definitions only that another schema leads to.
    ///
    /// Where a reference has another form than `#/$defs/name`, it is the whole schema.
    func part(for schema: JSONValue) -> JSONValue {
        var found: [(String, JSONValue)] = []
        var waiting: [String] = []
        guard Self.collect(from: schema, after: id, into: &waiting) else { return whole }
        while let name = waiting.popLast() {
            guard !found.contains(where: { $0.0.utf8.elementsEqual(name.utf8) }) else { continue }
            guard let definition = definition(name),
                Self.collect(from: definition, after: id, into: &waiting)
            else { return whole }
            found.append((name, definition))
        }
        var part = JSONObject()
        var next = document.firstChild(0)
        while let key = next {
            next = document.next(key)
            guard let name = document.text(key) else { return whole }
            part[name] =
                document.text(key, equals: Self.definitions)
                ? .object(JSONObject(found)) : document.value(document.value(ofKey: key))
        }
        return .object(part)
    }

    private var whole: JSONValue { document.value(0) }

    private func definition(_ name: String) -> JSONValue? {
        let known = made.withLock { made in
            made.first { $0.name.utf8.elementsEqual(name.utf8) }?.definition
        }
        if let known { return known }
        guard let all = document.member(0, Self.definitions),
            let node = document.member(all, JSONName(name))
        else { return nil }
        let definition = document.value(node)
        made.withLock { $0.append((name, definition)) }
        return definition
    }

    /// Adds the names of the definitions that a schema refers to; false when a reference does
    /// not tell.
    private static func collect(
        from value: JSONValue,
        after id: String,
        into names: inout [String]
    ) -> Bool {
        switch value {
        case .object(let object):
            for member in object.members {
                if case .string(let text) = member.value {
                    guard member.key == "$ref" || member.key == "$dynamicRef" else { continue }
                    guard let name = name(in: text, after: id) else { return false }
                    names.append(name)
                } else if !collect(from: member.value, after: id, into: &names) {
                    return false
                }
            }
        case .array(let items):
            for item in items where !collect(from: item, after: id, into: &names) { return false }
        default:
            break
        }
        return true
    }

    /// The name in `id#/$defs/name`, if it is a plain one.
    private static func name(in reference: String, after id: String) -> String? {
        let start = id + "#/$defs/"
        guard reference.utf8.starts(with: start.utf8) else { return nil }
        let name = reference.utf8.dropFirst(start.utf8.count)
        let isPlain = name.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        return isPlain && !name.isEmpty ? String(Substring(name)) : nil
    }
}
