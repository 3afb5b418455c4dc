/// A tag of the workload: a kind and a number.
///
/// Tags sort as their texts do, since kinds are in alphabetical order and numbers have one width.
package struct WorkloadTag: Hashable, Comparable, Sendable {
    /// The kinds of tags that occur.
    package enum Kind: UInt8, Sendable {
        case agreement, commitment, document, finding, gathering, identifier, meeting, organ
        case party, person, visit

        var prefix: String {
            switch self {
            case .agreement: "agreement:a-"
            case .commitment: "commitment:c-"
            case .document: "document:d-"
            case .finding: "finding:f-"
            case .gathering: "gathering:g-"
            case .identifier: "identifier:eccp:o-"
            case .meeting: "meeting:m-"
            case .organ: "organ:board-"
            case .party: "party:o-"
            case .person: "person:"
            case .visit: "visit:v-"
            }
        }

        var digitCount: Int {
            switch self {
            case .organ, .party, .identifier: 4
            default: 7
            }
        }
    }

    /// What it names.
    package let kind: Kind

    /// Which one, from 1.
    package let number: Int

    init(_ kind: Kind, _ number: Int) {
        self.kind = kind
        self.number = number
    }

    package static func < (one: WorkloadTag, two: WorkloadTag) -> Bool {
        one.kind == two.kind ? one.number < two.number : one.kind.rawValue < two.kind.rawValue
    }

    /// Its text.
    package var text: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func append(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: kind.prefix.utf8)
        guard kind == .person else { return bytes.append(number, digits: kind.digitCount) }
        Self.appendPerson(number, to: &bytes)
    }

    /// Twelve letters that say nothing of the person, the same ones for the same number.
    private static func appendPerson(_ number: Int, to bytes: inout [UInt8]) {
        var rest = SeededRandom.mix(UInt64(bitPattern: Int64(number)))
        for _ in 0..<12 {
            bytes.append(alphabet[Int(rest & 31)])
            rest >>= 5
        }
    }

    private static let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
}

extension [UInt8] {
    /// Appends a number in decimal, filled with zeros from the left.
    mutating func append(_ number: Int, digits: Int) {
        let start = count
        var rest = number
        var left = digits
        while rest > 0 || left > 0 {
            append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
            left -= 1
        }
        self[start...].reverse()
    }

    /// Appends the low bits of a number as lowercase hex digits.
    mutating func append(hex number: UInt64, digits: Int) {
        for place in stride(from: (digits - 1) * 4, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(place)) & 15
            append(digit < 10 ? 48 + digit : 87 + digit)
        }
    }
}
