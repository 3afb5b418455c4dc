import CanonicalJSON
import Foundation
import JSONSchema
import Testing

/// The official JSON-Schema-Test-Suite (MIT, see `Suite/LICENSE`), draft 2020-12.
struct `The official suite` {
    @Test(arguments: SuiteFile.all(in: "tests"))
    func `every required case holds`(file: SuiteFile) throws {
        // The required cases take `format` for an annotation.
        try file.run(assertingFormats: false)
    }

    @Test(arguments: SuiteFile.all(in: "optional"))
    func `optional cases hold`(file: SuiteFile) throws {
        try file.run(assertingFormats: false)
    }

    @Test(arguments: SuiteFile.all(in: "format"))
    func `formats that are asserted hold`(file: SuiteFile) throws {
        try file.run(assertingFormats: true)
    }
}

/// One file of the suite: cases that each pair a schema with instances.
struct SuiteFile: Sendable, CustomTestStringConvertible {
    let path: String

    var testDescription: String {
        path.split(separator: "/").suffix(2).joined(separator: "/")
    }

    static func all(in folder: String) -> [SuiteFile] {
        files(under: root + "/" + folder).map(SuiteFile.init)
    }

    /// The schemas of the file, each with its instances.
    func cases() throws -> [JSONValue] {
        try JSONReader(numbers: .ieee754).read(Self.bytes(of: path)).array ?? []
    }

    func run(assertingFormats: Bool) throws {
        let cases = try cases()
        var count = 0
        for each in cases {
            let title = each["description"]?.string ?? ""
            let schema: Schema
            do {
                schema = try Schema(
                    compiling: try #require(each["schema"]),
                    resources: Self.remotes,
                    assertsFormats: assertingFormats
                )
            } catch {
                Issue.record("\(testDescription): \(title): \(error)")
                continue
            }
            for test in each["tests"]?.array ?? [] {
                let violations = schema.violations(of: try #require(test["data"]))
                let text = "\(title): \(test["description"]?.string ?? ""): \(violations)"
                #expect(violations.isEmpty == test["valid"]?.bool, "\(text)")
                count += 1
            }
        }
        #expect(count > 0)
        print("\(testDescription): \(count) instances of \(cases.count) schemas")
    }

    /// The documents that the suite expects at `http://localhost:1234/`.
    static let remotes: [String: JSONValue] = {
        var found: [String: JSONValue] = [:]
        let folder = root + "/remotes/"
        for path in files(under: folder) {
            let name = path.dropFirst(folder.utf8.count)
            let value = try? JSONReader(numbers: .ieee754).read(bytes(of: path))
            found["http://localhost:1234/" + name] = value
        }
        return found
    }()

    private static let root =
        "\(#filePath)"
        .split(separator: "/", omittingEmptySubsequences: false)
        .dropLast().joined(separator: "/") + "/Suite"

    private static func files(under folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        return (names ?? []).filter { $0.hasSuffix(".json") }.sorted()
            .map { (folder.hasSuffix("/") ? folder : folder + "/") + $0 }
    }

    private static func bytes(of path: String) -> [UInt8] {
        FileManager.default.contents(atPath: path).map(Array.init) ?? []
    }
}
