import CLMDB
import Glibc

/// What LMDB, or the system beneath it, refused to do.
///
/// Nothing of the transaction in which it arises is stored, unless it is thrown after the commit of
/// an earlier transaction. ``description`` says what was asked, what stands in the way and what to
/// do about it, in that order.
package struct LMDBError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The code as LMDB returned it: one of the `MDB_…` constants (negative) or an `errno`
    /// (positive).
    package let code: Int32

    /// What was asked, as a few words that begin with a verb.
    package let operation: String

    /// What was found, where the code alone does not tell it; otherwise empty.
    package let finding: String

    /// Makes an error of a code and of the words for what was asked.
    package init(code: Int32, operation: String, finding: String = "") {
        self.code = code
        self.operation = operation
        self.finding = finding
    }

    /// The operation, its cause and the remedy, as one line for a person.
    package var description: String {
        let seen = finding.isEmpty ? "" : " (\(finding))"
        return "\(operation): \(cause)\(seen); \(remedy)"
    }
}

extension LMDBError {
    /// The memory map is too small for what was written.
    ///
    /// ``Environment/write(_:)`` handles this by itself: it grows the map and runs its body again.
    package var isMapFull: Bool { code == MDB_MAP_FULL }

    /// The reader of a pipe has gone away.
    package var isBrokenPipe: Bool { code == EPIPE }

    /// The files may not be read, or not be written, by this user.
    package var isNotPermitted: Bool { code == EACCES || code == EROFS || code == EPERM }

    /// The disk, the quota or the largest size of a file is used up.
    package var isDiskFull: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }

    /// The directory, its data file, or a table that was not to be created does not exist.
    package var isNotFound: Bool { code == ENOENT || code == MDB_NOTFOUND }

    /// The file does not hold what LMDB wrote.
    package var isDamaged: Bool {
        code == MDB_CORRUPTED || code == MDB_PAGE_NOTFOUND || code == MDB_INVALID
            || code == MDB_PANIC
    }

    /// The file was written by another version of LMDB's format.
    package var isVersionMismatch: Bool { code == MDB_VERSION_MISMATCH }

    /// The key, or the key and value, stood there already and was not to be replaced.
    package var isAlreadyPresent: Bool { code == MDB_KEYEXIST }

    /// This process has the environment open already.
    package var isAlreadyOpen: Bool { code == EBUSY }
}

/// Throws unless `code` says success.
///
/// Takes the words as a closure, so that the path without error builds no string.
func check(_ code: Int32, _ operation: @autoclosure () -> String) throws(LMDBError) {
    if code != MDB_SUCCESS { throw LMDBError(code: code, operation: operation()) }
}
