import CanonicalJSON
import Foundation
import Testing

/// JSONTestSuite (RFC 8259): what every parser must take, and what it must refuse.
struct `JSONTestSuite` {
    private struct Case {
        let name: String
        let bytes: [UInt8]
    }

    /// Valid by RFC 8259, which leaves duplicate names open; RFC 7493 (I-JSON) and the ledger do
    /// not.
    private static let duplicates: Set<String> = [
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
    ]

    private func cases(_ prefix: String) throws -> [Case] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Suite/JSONTestSuite.json")
        let rows = try JSONSerialization.jsonObject(with: try Data(contentsOf: file))
        return try #require(rows as? [[String: Any]]).compactMap { row in
            guard let name = row["name"] as? String, name.hasPrefix(prefix) else { return nil }
            let data = { (key: String) in Data(base64Encoded: row[key] as? String ?? "") ?? Data() }
            let unit = Array(data("unit"))
            let repeated = (0..<(row["times"] as? Int ?? 0)).flatMap { _ in unit }
            return Case(name: name, bytes: Array(data("bytes")) + repeated + Array(data("end")))
        }
    }

    /// Whether the tree and the document both take it; they must agree.
    private func isRead(_ bytes: [UInt8], _ numbers: JSONReader.Numbers) -> Bool {
        let tree = try? JSONReader(numbers: numbers, maximumDepth: 512).read(bytes)
        let document = try? JSONDocument(reading: bytes, numbers: numbers, maximumDepth: 512)
        #expect((tree == nil) == (document == nil))
        return tree != nil
    }

    @Test func `all that must be read is read, but for duplicate names`() throws {
        let cases = try cases("y_")
        #expect(cases.count == 95)
        let refused = cases.filter { !isRead($0.bytes, .ieee754) }.map(\.name)
        #expect(Set(refused) == Self.duplicates)
        print("JSONTestSuite: \(cases.count - refused.count) of \(cases.count) y_ files read")
    }

    @Test func `all that must be refused is refused`() throws {
        let cases = try cases("n_")
        #expect(cases.count == 188)
        for numbers in [JSONReader.Numbers.ieee754, .ledger] {
            #expect(cases.filter { isRead($0.bytes, numbers) }.map(\.name) == [])
        }
        print("JSONTestSuite: \(cases.count) of \(cases.count) n_ files refused")
    }

    @Test func `where a parser may choose, what no double or no text can hold is refused`() throws {
        let cases = try cases("i_")
        #expect(cases.count == 35)
        let read = cases.filter { isRead($0.bytes, .ieee754) }.map(\.name)
        print("JSONTestSuite: \(read.count) of \(cases.count) i_ files read: \(read)")
        #expect(
            read == [
                "i_number_double_huge_neg_exp.json", "i_number_real_underflow.json",
                "i_number_too_big_neg_int.json", "i_number_too_big_pos_int.json",
                "i_number_very_big_negative_int.json", "i_structure_500_nested_arrays.json",
            ]
        )
    }

    @Test func `the ledger's numbers refuse only what is beyond 2^53`() throws {
        let refused = try cases("y_").filter { !isRead($0.bytes, .ledger) }.map(\.name)
        // Each of these holds a whole number such as 123e65.
        #expect(
            Set(refused).subtracting(Self.duplicates).sorted() == [
                "y_number.json", "y_number_real_capital_e.json", "y_number_real_exponent.json",
                "y_number_real_fraction_exponent.json", "y_object_extreme_numbers.json",
            ]
        )
    }
}
