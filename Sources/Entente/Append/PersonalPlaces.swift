import CanonicalJSON
import Events

/// The places of an event that hold personal values, and whose they are.
struct PersonalPlaces {
    /// Pointers from the event's root, or from that of the event it stands in.
    let places: [(pointer: JSONPointer, persons: [Tag])]

    /// Finds them by the schema's annotations; a quotation is about every person tagged.
    ///
    /// - Parameters:
    ///   - event: the event.
    ///   - type: its type.
    ///   - prefix: where in the leaf the event stands; empty for an event of its own.
    ///   - tags: its tags.
    init(
        of event: JSONValue,
        as type: CompiledType,
        under prefix: [String] = [],
        tags: [Tag]
    ) {
        let data = event["data"] ?? .null
        var places = type.personalValues(of: data, in: event).map { value in
            (
                pointer: JSONPointer(prefix + ["data"] + value.pointer.tokens),
                persons: value.persons
            )
        }
        let persons = tags.filter { $0.kind == "person" }
        if !persons.isEmpty, let quote = event["source"]?["quote"], !quote.isNull {
            places.append((JSONPointer(prefix + ["source", "quote"]), persons))
        }
        self.places = places
    }
}
