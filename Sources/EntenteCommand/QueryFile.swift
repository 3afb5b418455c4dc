import CanonicalJSON
import Entente
import Events

/// Reads a writer's query: `{"items":[{"types":[…],"tags":[…]}]}`.
enum QueryFile {
    /// Reads the query in a file.
    ///
    /// - Throws: `Refusal` with `malformed` and where in the file the cause lies.
    static func read(_ name: String) throws -> Query {
        let value: JSONValue
        do {
            value = try JSONReader().read(try InputFile.whole(name))
        } catch let error as JSONError {
            throw refusal("\(error)", error.pointer)
        }
        let object = try members(of: value, at: .root, allowed: ["items"])
        guard let items = object["items"]?.array, !items.isEmpty else {
            throw refusal("\"items\" is to be a list of one or more items", .root)
        }
        let read = try items.enumerated().map { index, item in
            try self.item(item, at: JSONPointer(["items", String(index)]))
        }
        guard let query = Query(items: read) else {
            throw refusal("a query needs an item", .root)
        }
        return query
    }

    private static func item(_ value: JSONValue, at place: JSONPointer) throws -> Query.Item {
        let object = try members(of: value, at: place, allowed: ["types", "tags"])
        let types = try list(object["types"], at: place.appending("types")) { text in
            EventType(text)
        }
        let tags = try list(object["tags"], at: place.appending("tags")) { text in Tag(text) }
        guard let item = Query.Item(types: types, tags: tags) else {
            throw refusal("an item needs a type or a tag; one with neither would match all", place)
        }
        return item
    }

    private static func members(
        of value: JSONValue,
        at place: JSONPointer,
        allowed: [String]
    ) throws -> JSONObject {
        guard let object = value.object else { throw refusal("this is to be an object", place) }
        for key in object.keys where !allowed.contains(key) {
            throw refusal(
                "there is no member '\(key)'; it can have \(allowed.joined(separator: ", "))",
                place.appending(key)
            )
        }
        return object
    }

    private static func list<Element>(
        _ value: JSONValue?,
        at place: JSONPointer,
        _ read: (String) -> Element?
    ) throws -> [Element] {
        guard let value else { return [] }
        guard let elements = value.array else { throw refusal("this is to be a list", place) }
        return try elements.enumerated().map { index, element in
            guard let text = element.string, let made = read(text) else {
                throw refusal("this is not of the right form", place.appending(index))
            }
            return made
        }
    }

    private static func refusal(_ message: String, _ place: JSONPointer) -> Refusal {
        Refusal(.malformed, "the query of --unless: \(message)", pointer: place.description)
    }
}
