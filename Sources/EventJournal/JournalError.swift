/// Why a journal could not be opened or read.
package enum JournalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The environment holds no ledger.
    case noLedger(String)

    /// The environment was written by a program of another format version.
    case otherFormat(found: String, supported: Int)

    /// The log has another size than the batch was made for: another writer was faster.
    case overtaken

    /// A table does not hold what the log says it must.
    case damaged(String)

    package var description: String {
        switch self {
        case .noLedger(let path):
            "there is no ledger at \(path); make one with `entente init`"
        case .otherFormat(let found, let supported):
            "the ledger has format \(found), this program reads format \(supported); "
                + "use the program that wrote it"
        case .overtaken:
            "another writer appended meanwhile; read on, decide again, append again"
        case .damaged(let what):
            "the ledger is damaged: \(what); run `entente audit` and restore a backup"
        }
    }
}
