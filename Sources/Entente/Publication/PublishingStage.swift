import Dispatch
import LMDB

/// One file of a publication.
struct PublicationFile: Sendable {
    /// Its path below the folder.
    let path: String
    let bytes: [UInt8]
}

/// Writes files on a thread of its own while the next ones are made.
///
/// Nothing is synced here: no checkpoint names the files yet, and the whole publication is brought
/// to the disk in one call.
final class PublishingStage: Sendable {
    /// Bundles take up to 16 MiB each, so few of them wait.
    private let files = Channel<PublicationFile>(capacity: 4)
    private let outcome = Channel<Result<Int, any Error>>(capacity: 1)
    private let folder: String

    /// Starts the thread.
    init(_ folder: String) {
        self.folder = folder
        DispatchQueue(label: "entente.publishing", qos: .userInitiated).async { self.run() }
    }

    /// Hands a file over; `false` when an earlier one could not be written.
    func write(_ file: PublicationFile) -> Bool { files.send(file) }

    /// Waits until everything is written.
    ///
    /// - Returns: how many files were.
    /// - Throws: what stopped the writing.
    func finish() throws -> Int {
        files.close()
        return try outcome.receive()?.get() ?? 0
    }

    /// Ends the thread as soon as it can, and waits for it.
    func abandon() {
        files.abandon()
        _ = outcome.receive()
    }

    private func run() {
        var count = 0
        do {
            while let file = files.receive() {
                try write(file.bytes, to: folder + "/" + file.path)
                count += 1
            }
            outcome.send(.success(count))
        } catch {
            files.abandon()
            outcome.send(.failure(error))
        }
        outcome.close()
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        let file = try open(path)
        try file.write(bytes.span)
    }

    private func open(_ path: String) throws -> File {
        do throws(LMDBError) {
            return try File(path, for: .replacing(mode: 0o666))
        } catch  where error.isNotFound {
            try makeFolder(DurableFile.folder(of: path))
            return try File(path, for: .replacing(mode: 0o666))
        }
    }

    private func makeFolder(_ path: String) throws {
        let above = DurableFile.folder(of: path)
        if above.utf8.count >= folder.utf8.count, try File.status(of: above) == nil {
            try makeFolder(above)
        }
        try File.makeFolder(path)
    }
}
