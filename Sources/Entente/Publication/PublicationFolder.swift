import Events
import FoundationEssentials
import LMDB
import Transparency

/// The folder that a log is published in, held by one publisher at a time.
///
/// | name | what |
/// | --- | --- |
/// | `checkpoint` | the signed note; everything it needs is on the disk before it |
/// | `tile/…` | tiles and entry bundles (C2SP tlog-tiles) |
/// | `rotated/<position>` | the checkpoint over a change of the log's key, signed by both keys |
/// | `key` | the verifier key, for people |
/// | `.superseded` | sizes whose partial tiles may go, while a publisher is at work |
final class PublicationFolder {
    private static let checkpointName = "checkpoint"
    private static let keyName = "key"
    private static let supersededName = ".superseded"

    let path: String
    private let handle: File

    /// Makes the folder if it is not there, and takes it for this publisher.
    ///
    /// - Throws: `LedgerError` of kind `conflict` while another one publishes there.
    init(_ path: String) throws {
        self.path = path
        if try File.status(of: path)?.isFolder != true {
            try Ledger.makeFolder(path)
        }
        handle = try File(path, for: .reading)
        guard try handle.lock() else {
            throw LedgerError(
                .conflict,
                "another program is publishing into \(path); try again when it is done"
            )
        }
    }

    /// The checkpoint that is published; `nil` before the first.
    func checkpoint() throws -> [UInt8]? { try contents(of: Self.checkpointName) }

    /// Whether the tiles stand beside the checkpoint: a ledger's own folder, and a dossier, have a
    /// file of that name too.
    func holdsTiles() throws -> Bool {
        try File.status(of: path + "/tile")?.isFolder == true
            && File.status(of: path + "/data.mdb") == nil
    }

    /// Publishes a checkpoint in place of the one that is there; a crash leaves either.
    func replaceCheckpoint(_ note: [UInt8]) throws {
        try replace(Self.checkpointName, with: note)
    }

    /// Refuses a folder without a checkpoint that holds more than a first publication left.
    ///
    /// - `key`: the text of the file `key`, which is the first one written.
    func requireOwn(_ key: [UInt8]) throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let files = [Self.keyName, Self.supersededName, Self.checkpointName]
        let ours = files + files.map { $0 + ".new" } + ["rotated", "tile"]
        guard let other = names.filter({ !ours.contains($0) }).min() ?? unfounded(names, key)
        else { return }
        throw LedgerError(
            .cannotCreate,
            "\(path) holds \(other) and no checkpoint of this ledger; name a new or empty folder"
        )
    }

    private func unfounded(_ names: [String], _ key: [UInt8]) -> String? {
        guard names.contains("tile") else { return nil }
        return (try? contents(of: Self.keyName)) == key ? nil : "tile"
    }

    /// Writes the key for people, unless it is there.
    func setKey(_ text: [UInt8]) throws {
        guard try contents(of: Self.keyName) != text else { return }
        try replace(Self.keyName, with: text)
    }

    /// Publishes the checkpoint over a change of the log's key, unless it is there.
    func setRotation(_ note: [UInt8], at position: Position) throws {
        let name = KeySuccession.path(ofRotationAt: position)
        guard try contents(of: name) != note else { return }
        try File.makeFolder(DurableFile.folder(of: path + "/" + name))
        try replace(name, with: note)
    }

    /// Notes that the partial tiles of a size may go once their full tiles are published.
    func noteSuperseded(_ size: UInt64) throws {
        try replace(Self.supersededName, with: Array("\(size)\n".utf8))
    }

    /// Removes the partial tiles of the noted size whose full tiles the published one has.
    func removeSuperseded(publishedSize: UInt64) throws {
        guard let bytes = try contents(of: Self.supersededName) else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        if let size = UInt64(text.dropLast(text.hasSuffix("\n") ? 1 : 0)) {
            for tile in Tile.filled(from: size, to: publishedSize) {
                let paths = [tile.path] + (tile.level == 0 ? [tile.entriesPath] : [])
                for partials in paths.map({ "\(path)/\($0).p" })
                where try File.status(of: partials)?.isFolder == true {
                    try FileManager.default.removeItem(atPath: partials)
                }
            }
        }
        try File.remove(path + "/" + Self.supersededName)
    }

    /// Brings everything that was written into the folder to the disk.
    func synchronize() throws { try handle.synchronizeFileSystem() }

    private func contents(of name: String) throws -> [UInt8]? {
        try File.contents(of: path + "/" + name, atMost: SignedNote.byteLimit)?.bytes ?? nil
    }

    /// Replaces a small file, on the disk when the call returns.
    ///
    /// The name beside it is always the same one, so that a crash leaves at most one such file.
    private func replace(_ name: String, with bytes: [UInt8]) throws {
        let beside = path + "/" + name + ".new"
        let file = try File(beside, for: .replacing(mode: 0o666))
        try file.write(bytes.span)
        try file.synchronize()
        try File.rename(beside, to: path + "/" + name)
        try File(DurableFile.folder(of: beside), for: .reading).synchronize()
        try handle.synchronize()
    }
}
