import Entente
import EventJournal
import Foundation
import Testing
import Transparency

/// A ledger of parties with a folder that it is published in, and mirrors of that.
final class PublishedLedger {
    let made: TestLedger
    private var count = 0

    init(origin: String = "ledger.example.org/test") throws {
        made = try TestLedger(origin: origin)
    }

    var ledger: Ledger { made.ledger }

    /// The ledger's key, as its owner would tell it.
    var key: NoteVerifier { get throws { try NoteVerifier(ledger.verifierKey) } }

    /// A place in the ledger's scratch folder.
    func path(_ name: String) -> String { made.folder.appending(path: name).path }

    /// Lets the ledger grow to a size.
    func grow(to size: UInt64, prefix: String = "p") throws {
        let missing = Int(size) - Int(try ledger.head().size)
        guard missing > 0 else { return }
        let lines = (0..<missing).map { offset in
            #"{"type":"party.registered","occurred":"2020-01-01","data":"#
                + #"{"party":"party:\#(prefix)\#(count + offset)","kind":"cluster","#
                + #""names":[{"text":"A","lang":"en"}]}}"#
        }
        count += missing
        try made.append(lines)
        try #require(try ledger.head().size == size)
    }

    /// Publishes at the present size.
    @discardableResult
    func publish(_ name: String = "published") throws -> Ledger.Publication {
        try ledger.publish(to: path(name))
    }

    /// Follows a folder with the ledger's key.
    func follow(
        _ name: String = "published",
        into mirror: String = "mirror",
        key: NoteVerifier? = nil
    ) throws -> FollowOutcome {
        try Ledger.follow(
            PublishedFolder(path(name)),
            into: path(mirror),
            key: key ?? self.key
        )
    }

    /// Copies a folder.
    func copy(_ name: String, to other: String) throws {
        try? FileManager.default.removeItem(atPath: path(other))
        try FileManager.default.copyItem(atPath: path(name), toPath: path(other))
    }

    /// Every file below a folder with its bytes.
    func files(_ name: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for file in try FileManager.default.subpathsOfDirectory(atPath: path(name)) {
            let place = URL(filePath: path(name) + "/" + file)
            let values = try place.resourceValues(forKeys: [.isRegularFileKey])
            if values.isRegularFile == true { files[file] = Array(try Data(contentsOf: place)) }
        }
        return files
    }

    /// Replaces or removes one file.
    func set(_ bytes: [UInt8]?, at file: String) throws {
        if let bytes {
            let place = URL(filePath: path(file))
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(bytes).write(to: place)
        } else {
            try FileManager.default.removeItem(atPath: path(file))
        }
    }

    /// The bytes of one file.
    func bytes(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path(file))))
    }
}
