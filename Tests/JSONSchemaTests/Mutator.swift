import CanonicalJSON

/// Makes small random changes to values, most of which break a schema somewhere.
struct Mutator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A number from 0 up to `bound`, without it.
    mutating func below(_ bound: Int) -> Int {
        // SplitMix64.
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return bound > 0 ? Int(mixed % UInt64(bound)) : 0
    }

    /// True in so many cases of a hundred.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// The value with one to three changes.
    mutating func changed(_ value: JSONValue) -> JSONValue {
        var result = value
        for _ in 0...below(3) {
            let places = Self.places(in: result)
            let place = places[below(places.count)]
            guard let old = result[place] else { continue }
            result = result.replacing(place, with: changedOnce(old))
        }
        return result
    }

    /// The value with `null` in some places, and these.
    mutating func withNulls(_ value: JSONValue) -> (JSONValue, [JSONPointer]) {
        var result = value
        var nulls: [JSONPointer] = []
        for _ in 0...below(3) {
            let places = Self.places(in: result)
            let place = places[below(places.count)]
            result = result.replacing(place, with: .null)
            nulls.append(place)
        }
        return (result, nulls.filter { result[$0]?.isNull ?? false })
    }

    private mutating func changedOnce(_ value: JSONValue) -> JSONValue {
        if chance(15) { return junk() }
        switch value {
        case .object(var object):
            guard !object.isEmpty, !chance(20) else {
                object[word()] = junk()
                return .object(object)
            }
            let member = object.members[below(object.count)]
            switch below(3) {
            case 0: object[member.key] = nil
            case 1:
                object[member.key] = nil
                object[member.key + "s"] = member.value
            default: object[member.key] = junk()
            }
            return .object(object)
        case .array(var items):
            switch below(4) {
            case 0 where !items.isEmpty: items.remove(at: below(items.count))
            case 1 where !items.isEmpty:
                items = Array(repeating: items[below(items.count)], count: 1 + below(12))
            case 2: items = []
            default: items.append(items.isEmpty || chance(50) ? junk() : items[0])
            }
            return .array(items)
        case .string(let text):
            return .string(changed(text))
        case .number(let number):
            return .number([-number, number + 0.5, number * 1_000, number + 1][below(4)])
        case .bool, .null:
            return junk()
        }
    }

    private mutating func changed(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        switch below(6) {
        case 0 where !scalars.isEmpty: scalars.remove(at: below(scalars.count))
        case 1: scalars.insert(["é", "Z", "-", "/", "林", "?", ".", "0"][below(8)], at: 0)
        case 2 where !scalars.isEmpty:
            scalars[below(scalars.count)] = ["é", "Z", "-", "/", ":", "%", "9", "a"][below(8)]
        case 3: return ""
        case 4: return String(repeating: text, count: 1 + below(60))
        default: return text + word()
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private mutating func word() -> String {
        [
            "kind", "party", "text", "x", "lang", "note", "party:a", "agreement:b", "person:c",
            "de",
            "2019", "2019-02-29", "2020-02-30", "2019-03/2018", "P6M", "zh-Hant-TW", "1", "BG",
            "https://a.example/b?c#d", "http://[::1]:8/", "[..2019]", "official", "en-x-a", "é",
        ][below(24)]
    }

    private mutating func junk() -> JSONValue {
        switch below(9) {
        case 0: .null
        case 1: .bool(chance(50))
        case 2: .number(Double(below(5)) / 2)
        case 3: .array([.string(word())])
        case 4: ["text": .string(word()), "lang": "en"]
        case 5: [["text": .string(word()), "lang": .string(word())]]
        case 6: ["qualifier": "exact", "unit": .string(word()), "value": .number(Double(below(9)))]
        default: .string(word())
        }
    }

    private static func places(in value: JSONValue, at place: JSONPointer = .root) -> [JSONPointer]
    {
        switch value {
        case .object(let object):
            [place] + object.members.flatMap { places(in: $0.value, at: place.appending($0.key)) }
        case .array(let items):
            [place]
                + items.enumerated().flatMap {
                    places(in: $0.element, at: place.appending($0.offset))
                }
        default: [place]
        }
    }
}

extension JSONValue {
    /// The value as it is written.
    var text: String { String(decoding: canonicalBytes(), as: UTF8.self) }
}
