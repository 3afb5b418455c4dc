import Foundation
import Testing

/// Each file of `MustNotCompile` misuses the module in one way.
///
/// Its first lines say which errors the compiler has to give, and no others. The one file without
/// such a line has to compile.
struct `Misuse of the store` {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("MustNotCompile")

    static let names: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (files ?? []).filter { $0.hasSuffix(".swift.txt") }.sorted()
    }()

    @Test func `is tried in more than a dozen ways`() {
        #expect(Self.names.count > 12)
        #expect(Self.names.contains("Allowed.swift.txt"))
    }

    @Test(arguments: names)
    func `is refused by the compiler`(name: String) throws {
        let source = try String(
            contentsOf: Self.folder.appendingPathComponent(name),
            encoding: .utf8
        )
        let marker = "// error: "
        let expected = source.split(separator: "\n").filter { $0.hasPrefix(marker) }
            .map { $0.dropFirst(marker.count) }
        let (errors, output) = try Compiler().errors(in: source)
        for text in expected {
            #expect(errors.contains { $0.contains(text) }, "\(text) is missing in:\n\(output)")
        }
        for error in errors {
            #expect(expected.contains { error.contains($0) }, "not expected in:\n\(output)")
        }
    }
}

/// The compiler that built this test, with the module as it was built.
private struct Compiler {
    /// The folder of the built modules, and the root of the package.
    ///
    /// The test runs from `<scratch>/<triple>/debug/`, beside `Modules`.
    private let modules: String
    private let package: URL

    init() throws {
        let executable = try FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/self/exe"
        )
        let folder = URL(fileURLWithPath: executable).deletingLastPathComponent()
        let beside = ["Modules", "../Modules", "."].map { folder.appendingPathComponent($0).path }
        let holdsModule = { FileManager.default.fileExists(atPath: $0 + "/LMDB.swiftmodule") }
        modules = try #require(beside.first(where: holdsModule), "no LMDB.swiftmodule by \(folder)")
        package = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// Runs all passes that give errors, and throws the result away.
    func errors(in source: String) throws -> (errors: [String], output: String) {
        let directory = try TemporaryDirectory()
        let file = directory.path + "/Misuse.swift"
        try Data(source.utf8).write(to: URL(fileURLWithPath: file))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "swiftc", "-emit-sil", "-o", "/dev/null", "-parse-as-library", "-swift-version", "6",
            "-diagnostic-style", "llvm", "-package-name", packageName, "-I", modules,
            "-Xcc", "-fmodule-map-file=\(package.path)/Sources/CLMDB/module.modulemap",
            "-strict-memory-safety", "-enable-experimental-feature", "Lifetimes", file,
        ]
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let output = String(decoding: data, as: UTF8.self)
        let errors = output.split(separator: "\n").filter { $0.contains("error: ") }.map(
            String.init
        )
        #expect((process.terminationStatus == 0) == errors.isEmpty, "\(output)")
        return (errors, output)
    }

    /// The name that SwiftPM gives the package for `package` access: its folder's, as an
    /// identifier.
    private var packageName: String {
        String(package.lastPathComponent.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }
}
