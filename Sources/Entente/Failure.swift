import EventJournal
import FoundationEssentials
import LMDB
import Transparency

/// The one table that sorts errors from below into the kinds a ledger speaks of.
enum Failure {
    /// Runs a body and translates what it throws.
    static func translated<R>(_ directory: String, _ body: () throws -> R) throws -> R {
        do {
            return try body()
        } catch {
            throw translate(error, directory)
        }
    }

    private static func translate(_ error: any Error, _ directory: String) -> any Error {
        switch error {
        case let error as LMDBError where error.isDamaged: LedgerError(unreadable: "\(error)")
        case let error as LMDBError: LedgerError(kind(of: error), "\(error)")
        case JournalError.overtaken: error
        case let error as JournalError: translate(error)
        case let error as CocoaError:
            LedgerError(.io, "a file of \(directory) cannot be used: \(error)")
        case is TileError:
            LedgerError(.damaged, "the tree of \(directory) is damaged: \(error)")
        default: error
        }
    }

    private static func translate(_ error: JournalError) -> LedgerError {
        switch error {
        case .noLedger: LedgerError(.notFound, "\(error)")
        case .otherFormat: LedgerError(.damaged, "\(error)")
        case .overtaken: LedgerError(.conflict, "\(error)")
        case .damaged: LedgerError(unreadable: "\(error)")
        }
    }

    private static func kind(of error: LMDBError) -> LedgerError.Kind {
        if error.isNotPermitted { return .notPermitted }
        if error.isDiskFull { return .io }
        if error.isNotFound { return .notFound }
        if error.isDamaged || error.isVersionMismatch { return .damaged }
        if error.isAlreadyOpen { return .conflict }
        return .io
    }
}
