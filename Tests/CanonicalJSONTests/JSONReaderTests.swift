import CanonicalJSON
import Testing

struct `Reading under limits` {
    @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
    func `64 levels are read and 65 refused`(_ open: String, _ close: String) throws {
        _ = try JSONReader().read(nested(open, close, levels: 64))

        let error = #expect(throws: JSONError.self) {
            try JSONReader().read(nested(open, close, levels: 65))
        }
        #expect(error?.kind == .tooDeep(limit: 64))
        #expect(error?.offset == 64 * open.utf8.count)
        #expect(error?.pointer.tokens.count == 64)
        #expect(
            error?.kind.description
                == "arrays and objects nest deeper than 64; make the value flatter"
        )
    }

    @Test func `depth is what encloses, not what follows`() throws {
        let flat = "[" + Array(repeating: "[[]]", count: 1000).joined(separator: ",") + "]"
        _ = try JSONReader(maximumDepth: 3).read(Array(flat.utf8))
        #expect(throws: JSONError.self) { try JSONReader(maximumDepth: 2).read(Array(flat.utf8)) }
    }

    @Test func `a reader of depth 0 takes only scalars`() throws {
        let reader = JSONReader(maximumDepth: 0)
        #expect(try reader.read(Array("1".utf8)) == 1)
        let error = #expect(throws: JSONError.self) { try reader.read(Array("[]".utf8)) }
        #expect(error?.kind == .tooDeep(limit: 0))
    }

    @Test func `100,000 opening brackets are refused without a crash`() {
        for text in ["[", "{\"\":", "[{\"\":"] {
            let bytes = Array(String(repeating: text, count: 100_000).utf8)
            let error = #expect(throws: JSONError.self) {
                try JSONReader(maximumDepth: 512).read(bytes)
            }
            #expect(error?.kind == .tooDeep(limit: 512))
        }
    }

    @Test(arguments: [
        ("9007199254740991", 9_007_199_254_740_991.0),
        ("-9007199254740991", -9_007_199_254_740_991),
        ("9.007199254740991e15", 9_007_199_254_740_991), ("0.5", 0.5), ("-12.25", -12.25),
        ("1e-7", 1e-7), ("1e3", 1000), ("100000000000000000000e-10", 1e10),
        ("4503599627370495.5", 4_503_599_627_370_495.5), ("0", 0),
    ])
    func `a ledger's numbers are exact below 2^53`(_ text: String, _ number: Double) throws {
        #expect(try JSONReader().read(Array(text.utf8)) == .number(number))
    }

    @Test(arguments: [
        "9007199254740992", "-9007199254740992", "9007199254740993", "9007199254740991.9",
        "1e16", "1e300", "18446744073709551616", "123456789012345678901234567890",
    ])
    func `a ledger takes no whole number of 2^53 or more`(_ text: String) throws {
        let error = #expect(throws: JSONError.self) { try JSONReader().read(Array(text.utf8)) }
        #expect(error?.kind == .integerTooLarge)
        _ = try JSONReader(numbers: .ieee754).read(Array(text.utf8))
    }

    @Test func `an object of many keys is read in any order`() throws {
        let keys = (0..<5000).map { "key\($0)" }
        for order in [keys, keys.reversed(), keys.shuffled()] {
            let text = "{" + order.map { "\"\($0)\":\"\($0)\"" }.joined(separator: ",") + "}"
            let value = try JSONReader().read(Array(text.utf8))
            #expect(value.object?.count == 5000)
            #expect(value.object?.keys == keys.sorted())
            #expect(keys.allSatisfy { value[$0]?.string == $0 })
        }
    }

    private func nested(_ open: String, _ close: String, levels: Int) -> [UInt8] {
        let inner = open == "[" ? "" : "0"
        let text =
            String(repeating: open, count: levels) + inner
            + String(repeating: close, count: levels)
        return Array(text.utf8)
    }
}
