import EventJournal
import LMDB
import Transparency

extension Ledger {
    /// Copies the ledger, as of one moment, into a new folder; writers need not stop.
    ///
    /// Keys and the last signed checkpoint are not part of it. What is sealed stays sealed: a
    /// person erased later is erased in this copy too.
    package func backup(to folder: String) throws -> (size: UInt64, root: String) {
        try Self.makeEmptyFolder(folder)
        return try Failure.translated(folder) {
            try journal.environment.copy(to: folder)
            let copy = try Journal.open(folder, readOnly: true)
            let head = try copy.environment.read { snapshot in try copy.head(in: snapshot) }
            DurableFile.synchronize(directory: folder)
            return (head.size, head.root.hex)
        }
    }

    /// Puts a backup into a new folder, where it is a ledger that can be read.
    ///
    /// It can be written, and personal values can be read, once its keys are brought with
    /// `importKeys`.
    package static func restore(_ source: String, to folder: String) throws -> Ledger {
        guard (try? File.status(of: source + "/data.mdb")) ?? nil != nil else {
            throw LedgerError(.notFound, "\(source) is no backup: it has no data.mdb")
        }
        try makeEmptyFolder(folder)
        return try Failure.translated(folder) {
            let journal = try Journal.open(source, readOnly: true)
            try journal.environment.copy(to: folder)
            DurableFile.synchronize(directory: folder)
            return try open(folder)
        }
    }
}
