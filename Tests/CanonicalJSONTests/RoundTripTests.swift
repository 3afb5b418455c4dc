import CanonicalJSON
import Foundation
import Testing

struct `Writing and reading` {
    /// Random values, written, read and written again.
    ///
    /// A failure prints the seed; `ENTENTE_SEED=<seed> swift test --filter RoundTrip` repeats it.
    @Test func `return the same value and the same bytes`() throws {
        let seed = Self.seed()
        print("to repeat: ENTENTE_SEED=\(seed) swift test --filter RoundTripTests")
        var random = RandomJSON(seed: seed)
        let reader = JSONReader(numbers: .ieee754)
        for round in 0..<3000 {
            let value = random.value(depth: 4)
            let bytes = value.canonicalBytes()
            let read = try reader.read(bytes)
            let comment: Comment = "seed \(seed), round \(round)"
            #expect(read == value, comment)
            #expect(read.hashValue == value.hashValue, comment)
            #expect(read.canonicalBytes() == bytes, comment)
            #expect(try reader.read(Array(value.prettyPrinted().utf8)) == value, comment)
        }
    }

    /// Damaged texts are either refused, or read as something that is canonical from then on.
    @Test func `bear any damage to the bytes`() throws {
        let seed = Self.seed()
        print("to repeat: ENTENTE_SEED=\(seed) swift test --filter RoundTripTests")
        var random = RandomJSON(seed: seed)
        let reader = JSONReader(numbers: .ieee754)
        for round in 0..<5000 {
            var bytes = random.value(depth: 3).canonicalBytes()
            for _ in 0..<random.count(below: 3) + 1 { random.damage(&bytes) }
            let comment: Comment = "seed \(seed), round \(round)"
            let value: JSONValue
            do {
                value = try reader.read(bytes)
            } catch {
                #expect((0...bytes.count).contains(error.offset), comment)
                #expect(error.line >= 1 && error.column >= 1, comment)
                continue
            }
            let written = value.canonicalBytes()
            #expect(try reader.read(written).canonicalBytes() == written, comment)
        }
    }

    static func seed() -> UInt64 {
        let given = ProcessInfo.processInfo.environment["ENTENTE_SEED"].flatMap { UInt64($0) }
        return given ?? UInt64.random(in: 0..<1 << 32)
    }
}

/// Random values that lean towards what is hard to write.
struct RandomJSON {
    var generator: SplitMix64

    init(seed: UInt64) {
        generator = SplitMix64(state: seed)
    }

    mutating func value(depth: Int) -> JSONValue {
        switch count(below: depth > 0 ? 8 : 6) {
        case 0: .null
        case 1: .bool(Bool.random(using: &generator))
        case 2: .number(double())
        case 3: .integer(Int64.random(in: -(1 << 53) + 1..<1 << 53, using: &generator))
        case 4, 5: .string(string())
        case 6: .array((0..<count(below: 5)).map { _ in value(depth: depth - 1) })
        default:
            .object(
                JSONObject((0..<count(below: 12)).map { _ in (string(), value(depth: depth - 1)) })
            )
        }
    }

    /// Replaces, inserts or removes one byte, or cuts the end off.
    mutating func damage(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        let index = count(below: bytes.count)
        let marks = Array("{}[]\",:\\u0e.-+ tfn".utf8) + [0x00, 0x0A, 0x80, 0xC3, 0xED, 0xF4, 0xFF]
        switch count(below: 8) {
        case 0: bytes.removeSubrange(index...)
        case 1, 2: bytes.remove(at: index)
        case 3, 4: bytes.insert(marks[count(below: marks.count)], at: index)
        default: bytes[index] = marks[count(below: marks.count)]
        }
    }

    mutating func count(below limit: Int) -> Int {
        Int.random(in: 0..<limit, using: &generator)
    }

    /// One digit or more, now and then the same one again and again.
    mutating func digits(upTo limit: Int) -> String {
        let isUniform = count(below: 4) == 0
        var digit = count(below: 10)
        return (0...count(below: limit)).map { _ in
            if !isUniform { digit = count(below: 10) }
            return String(digit)
        }.joined()
    }

    private mutating func double() -> Double {
        switch count(below: 3) {
        case 0:
            let number = Double(bitPattern: generator.next())
            return number.isFinite ? number : 0.1
        case 1: return Double(Int64.random(in: -1_000_000...1_000_000, using: &generator)) / 1000
        default: return Double(generator.next())
        }
    }

    private mutating func string() -> String {
        let pieces = [
            "a", "b", "z", "key", "\u{E9}", "e\u{301}", "\u{FB33}", "\u{1F602}", "\u{E000}",
            "\u{FFFF}", "\u{D7FF}", "\u{10FFFF}", "\"", "\\", "/", "\n", "\r\n", "\0", "\u{1F}",
            "\u{7F}", "\u{80}", "\u{2028}", " ", "~", "a longer piece of text",
        ]
        return (0..<count(below: 7)).map { _ in pieces[count(below: pieces.count)] }.joined()
    }
}

/// Steele, Lea and Flood's SplitMix64: small, seedable, good enough to choose cases.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
