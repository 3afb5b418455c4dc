import Foundation
import Testing
import Timestamps

/// A time-stamping authority of OpenSSL, with its CA, in a folder of its own; removed with the last
/// reference.
final class TestAuthority: Sendable {
    /// Why a program of the machine did not do what it was asked.
    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    /// Whether OpenSSL is there.
    static let isThere = (try? run(["openssl", "version"], in: URL(filePath: "/"))) != nil

    let folder: URL

    /// Makes one; `kind` is `rsa` or `ecdsa`.
    init(_ kind: String = "ecdsa") throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "entente-authority-\(UUID().uuidString)")
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Authority/make.sh")
        try Self.run([script.path, folder.path, kind], in: URL(filePath: "/"))
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Runs OpenSSL in the folder and gives its standard output.
    @discardableResult
    func openssl(_ words: String...) throws -> [UInt8] {
        try Self.run(["openssl"] + words, in: folder)
    }

    /// What the authority replies, by a section of its configuration.
    func reply(to query: [UInt8], _ section: String = "sha256") throws -> [UInt8] {
        let name = "\(UUID().uuidString).tsq"
        try write(query, to: name)
        return try Self.run(["sh", "-c", "./reply \(section) <\(name)"], in: folder)
    }

    /// The TSTInfo of a reply, in DER.
    func info(of reply: [UInt8]) throws -> [UInt8] {
        try write(reply, to: "opened.tsr")
        try openssl("ts", "-reply", "-in", "opened.tsr", "-token_out", "-out", "opened.der")
        return try openssl("cms", "-verify", "-noverify", "-inform", "DER", "-in", "opened.der")
    }

    /// A reply in which a TSTInfo is signed by the authority's key, shown with some certificate.
    func signed(
        _ info: [UInt8],
        as certificate: String = "tsa",
        _ more: String...
    ) throws -> [UInt8] {
        try write(info, to: "made.info")
        let kind = "1.2.840.113549.1.9.16.1.4"
        let sign = [
            "openssl", "cms", "-sign", "-binary", "-nodetach", "-cades", "-in", "made.info",
            "-signer", "\(certificate).pem", "-inkey", "tsa.key", "-md", "sha256",
            "-econtent_type", kind, "-outform", "DER", "-out", "made.der",
        ]
        try Self.run(sign + more, in: folder)
        try openssl("ts", "-reply", "-in", "made.der", "-token_in", "-out", "made.tsr")
        return try bytes(of: "made.tsr")
    }

    /// Certificates of the folder, to trust.
    func certificates(_ names: String...) throws -> TimestampAuthorities {
        try TimestampAuthorities(pem: names.flatMap { try bytes(of: "\($0).pem") })
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: folder.appending(path: name))
    }

    func bytes(of name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }

    @discardableResult
    private static func run(_ words: [String], in folder: URL) throws -> [UInt8] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = folder
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failed(description: "\(words) ended with \(process.terminationStatus)")
        }
        return Array(bytes)
    }
}

/// The text of a checkpoint, a query about it, and another text.
enum Sample {
    static let text = Array(
        "ledger.example.org/t\n2\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n".utf8
    )
    static let other = Array(
        "ledger.example.org/t\n3\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n".utf8
    )
    static let request = TimestampRequest(over: text, random: [255, 0, 1, 2, 3, 4, 5, 6])
    static let authority = #"CN=Test clock,O=Test\, and more"#
}

extension [UInt8] {
    /// The same with the first occurrence of some bytes replaced by as many others.
    func replacing(_ old: [UInt8], by new: [UInt8]) throws -> [UInt8] {
        let place = try #require(
            indices.first { self[$0...].starts(with: old) },
            "there is nothing to replace"
        )
        var bytes = self
        bytes.replaceSubrange(place..<place + old.count, with: new)
        return bytes
    }

    /// The same with the year of its GeneralizedTime replaced.
    func inYear(_ year: Int) throws -> [UInt8] {
        let tag = try #require(
            indices.first { self[$0] == 0x18 && $0 + 2 < count && (13...24).contains(self[$0 + 1]) }
        )
        var bytes = self
        bytes.replaceSubrange(tag + 2..<tag + 6, with: Array(String(year).utf8))
        return bytes
    }
}
