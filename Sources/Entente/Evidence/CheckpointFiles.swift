import FoundationEssentials
import LMDB
import Transparency

/// The checkpoints that a ledger has signed, and what others have put under them, as files.
///
/// | file | what |
/// | --- | --- |
/// | `checkpoint` | the last one of the whole ledger |
/// | `checkpoints/ledger/<size>` | each one of the whole ledger |
/// | `checkpoints/agreement:<id>/<size>` | each one of an agreement's dossier |
/// | `….tsr` beside one | an RFC 3161 time-stamp over its text |
///
/// Each is a C2SP signed note, the log's signature first, then the cosignatures gathered so far.
/// They stand outside the environment, so that an environment put back from yesterday meets what
/// was signed today.
struct CheckpointFiles {
    /// The largest time-stamp that is kept, in bytes.
    static let timestampByteLimit = 1 << 20

    private let ledger: String

    init(ledger: String) {
        self.ledger = ledger
    }

    /// The last checkpoint of the whole ledger.
    var lastPath: String { ledger + "/checkpoint" }

    /// The last checkpoint of the whole ledger, unread; `nil` before the first.
    func last() throws -> [UInt8]? {
        try File.contents(of: lastPath)
    }

    func setLast(_ note: SignedNote) throws {
        try DurableFile.write(Array(note.description.utf8), to: lastPath)
    }

    func path(of tree: SignedTree, size: UInt64) -> String {
        folder(of: tree) + "/\(size)"
    }

    /// A checkpoint, unread; `nil` when none was kept at that size.
    func contents(of tree: SignedTree, size: UInt64) throws -> [UInt8]? {
        try File.contents(of: path(of: tree, size: size))
    }

    func set(_ note: SignedNote, of tree: SignedTree, size: UInt64) throws {
        try makeFolder(of: tree)
        let path = path(of: tree, size: size)
        try DurableFile.write(Array(note.description.utf8), to: path)
    }

    /// The time-stamp over a checkpoint's text; `nil` when there is none.
    func timestamp(of tree: SignedTree, size: UInt64) throws -> [UInt8]? {
        try File.contents(of: path(of: tree, size: size) + ".tsr")
    }

    func setTimestamp(_ response: [UInt8], of tree: SignedTree, size: UInt64) throws {
        try makeFolder(of: tree)
        try DurableFile.write(response, to: path(of: tree, size: size) + ".tsr")
    }

    /// The sizes at which a checkpoint was kept, ascending.
    func sizes(of tree: SignedTree) -> [UInt64] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder(of: tree))
        return (names ?? []).compactMap { name in
            UInt64(name).flatMap { String($0) == name ? $0 : nil }
        }
        .sorted()
    }

    /// The names of the folders below `checkpoints/`.
    func folders() -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: ledger + "/checkpoints")
        return (names ?? []).sorted()
    }

    private func folder(of tree: SignedTree) -> String {
        "\(ledger)/checkpoints/\(tree.folder)"
    }

    private func makeFolder(of tree: SignedTree) throws {
        let folder = folder(of: tree)
        guard try File.status(of: folder) == nil else { return }
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        DurableFile.synchronize(directory: ledger + "/checkpoints")
        DurableFile.synchronize(directory: ledger)
    }
}
