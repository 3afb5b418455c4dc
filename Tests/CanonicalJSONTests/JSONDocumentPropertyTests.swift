import CanonicalJSON
import Foundation
import Testing

struct `Documents of random texts` {
    /// Texts of random values, written in all the ways the grammar leaves open.
    @Test func `are as the trees`() throws {
        let seed = Self.seed()
        var random = RandomJSON(seed: seed)
        for round in 0..<1500 {
            let value = random.value(depth: 4)
            let comment: Comment = "seed \(seed), round \(round)"
            try expectAgreement(value.canonicalBytes(), comment)
            var speller = RandomSpelling(random: random)
            speller.write(value)
            random = speller.random
            try expectAgreement(speller.bytes, comment)
            let document = try JSONDocument(reading: speller.bytes, numbers: .ieee754)
            #expect(document.value(0) == value, comment)
        }
    }

    @Test func `are refused like the trees when damaged`() throws {
        let seed = Self.seed()
        var random = RandomJSON(seed: seed)
        for round in 0..<4000 {
            var speller = RandomSpelling(random: random)
            speller.write(speller.random.value(depth: 3))
            random = speller.random
            var bytes = speller.bytes
            for _ in 0..<random.count(below: 3) + 1 { random.damage(&bytes) }
            try expectAgreement(bytes, "seed \(seed), round \(round)")
        }
    }

    /// A member more or less, another text or number: never equal to what it was.
    @Test func `are equal exactly when the trees are`() throws {
        let seed = Self.seed()
        var random = RandomJSON(seed: seed)
        for round in 0..<1500 {
            let value = random.value(depth: 2)
            let other = random.count(below: 2) == 0 ? value : random.value(depth: 2)
            var speller = RandomSpelling(random: random)
            speller.write(other)
            random = speller.random
            let left = JSONDocument(value)
            let right = try JSONDocument(reading: speller.bytes, numbers: .ieee754)
            let comment: Comment = "seed \(seed), round \(round)"
            #expect(left.equals(0, right, 0) == (value == other), comment)
            #expect(right.equals(0, left, 0) == (value == other), comment)
            #expect((left.hash(0) == right.hash(0)) == (value == other), comment)
        }
    }

    /// Characters of all lengths, and bytes that make them wrong, at every place in a word.
    @Test func `take as UTF-8 what the trees take`() throws {
        let seed = Self.seed()
        var random = RandomJSON(seed: seed)
        let characters = [
            "a", " ", "\u{7F}", "\u{80}", "\u{E9}", "\u{7FF}", "\u{800}", "\u{E01}", "\u{FFF}",
            "\u{1000}",
            "\u{4E2D}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{1F602}", "\u{10FFFF}",
            "word",
        ]
        let edges: [UInt8] = [
            0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
            0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xF7, 0xF8, 0xFF,
        ]
        for round in 0..<20_000 {
            var bytes: [UInt8] = []
            let isShort = random.count(below: 2) == 0
            for _ in 0..<random.count(below: 14) + 1 {
                // Without characters of four bytes words are looked at as a whole.
                let character = characters[random.count(below: characters.count)]
                if isShort, character.utf8.count == 4 { continue }
                bytes += Array(character.utf8)
            }
            for _ in 0..<random.count(below: 3) where !bytes.isEmpty {
                bytes[random.count(below: bytes.count)] = edges[random.count(below: edges.count)]
            }
            let behind = String(repeating: " ", count: random.count(below: 2) * 9)
            let text = [UInt8(ascii: "\"")] + bytes + Array("\"\(behind)".utf8)
            let isTaken = (try? JSONDocument(reading: text)) != nil
            #expect(
                isTaken == (String(validating: bytes, as: UTF8.self) != nil),
                "seed \(seed), round \(round)"
            )
        }
    }

    @Test func `know how numbers are written canonically`() throws {
        let seed = Self.seed()
        var random = RandomJSON(seed: seed)
        for round in 0..<5000 {
            var text = random.count(below: 4) == 0 ? "-" : ""
            text += random.digits(upTo: random.count(below: 4) == 0 ? 20 : 6)
            if random.count(below: 3) > 0 { text += "." + random.digits(upTo: 16) }
            if random.count(below: 6) == 0 { text += "e-" + random.digits(upTo: 2) }
            try expectAgreement(Array(text.utf8), "\(text), seed \(seed), round \(round)")
            try expectAgreement(Array("[\(text)]".utf8), "\(text), seed \(seed), round \(round)")
        }
    }

    /// Lines as people keep them, whole and damaged.
    @Test func `hold the histories of the repository`() throws {
        let seed = Self.seed()
        var random = RandomJSON(seed: seed)
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "Tools/histories")
        let files = try FileManager.default.contentsOfDirectory(
            at: folder,
            includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "jsonl" }
        #expect(!files.isEmpty)
        for file in files {
            for line in try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).prefix(60) {
                let comment: Comment = "\(file.lastPathComponent), seed \(seed)"
                var bytes = Array(line)
                try expectAgreement(bytes, comment)
                random.damage(&bytes)
                try expectAgreement(bytes, comment)
            }
        }
    }

    private static func seed() -> UInt64 {
        let seed = `Writing and reading`.seed()
        print("to repeat: ENTENTE_SEED=\(seed) swift test --filter JSONDocumentPropertyTests")
        return seed
    }
}

/// Writes values as nobody should: any order, any space, any escape, any spelling of a number.
struct RandomSpelling {
    var random: RandomJSON
    private(set) var bytes: [UInt8] = []

    init(random: RandomJSON) {
        self.random = random
    }

    mutating func write(_ value: JSONValue) {
        space()
        switch value {
        case .string(let text): write(text)
        case .number: writeNumber(value)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                write(element)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            var members = object.members
            if random.count(below: 2) == 0 { members.shuffle(using: &random.generator) }
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                space()
                write(member.key)
                space()
                bytes.append(UInt8(ascii: ":"))
                write(member.value)
            }
            bytes.append(UInt8(ascii: "}"))
        default: bytes += value.canonicalBytes()
        }
        space()
    }

    private mutating func space() {
        guard random.count(below: 8) == 0 else { return }
        let spaces = Array(" \n\t\r".utf8)
        for _ in 0...random.count(below: 3) { bytes.append(spaces[random.count(below: 4)]) }
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch random.count(below: 12) {
            case 0: for unit in String(scalar).utf16 { writeEscape(unit) }
            case 1 where scalar == "/": bytes += Array("\\/".utf8)
            default:
                bytes += JSONValue.string(String(scalar)).canonicalBytes().dropFirst().dropLast()
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func writeEscape(_ unit: UInt16) {
        let digits = String(unit, radix: 16, uppercase: random.count(below: 2) == 0)
        let zeros = String(repeating: "0", count: 4 - digits.utf8.count)
        bytes += Array("\\u\(zeros)\(digits)".utf8)
    }

    private mutating func writeNumber(_ number: JSONValue) {
        var text = String(decoding: number.canonicalBytes(), as: UTF8.self)
        if !text.utf8.contains(UInt8(ascii: "e")) {
            let hasPoint = text.utf8.contains(UInt8(ascii: "."))
            switch random.count(below: 8) {
            case 0: text += hasPoint ? "0" : ".0"
            case 1: text += "e0"
            case 2: text += hasPoint ? "00E+0" : "E-0"
            case 3 where text == "0": text = "-0"
            default: break
            }
        }
        bytes += Array(text.utf8)
    }
}
