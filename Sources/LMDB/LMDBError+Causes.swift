import CLMDB
import Glibc

extension LMDBError {
    /// What stands in the way, in the words of this project.
    package var cause: String { explanation.cause }

    /// What a person can do about it.
    package var remedy: String { explanation.remedy }

    private typealias Explanation = (cause: String, remedy: String)

    private var explanation: Explanation {
        if let known = storeExplanation ?? systemExplanation { return known }
        let words = unsafe mdb_strerror(code).map { unsafe String(cString: $0) } ?? "unknown error"
        return ("\(words), code \(code)", "look the code up in lmdb.h or errno(3)")
    }

    /// The codes of LMDB itself, with the common cause of each.
    private var storeExplanation: Explanation? {
        switch code {
        case MDB_KEYEXIST: ("the key is there already", "read it first, or replace it")
        case MDB_NOTFOUND: ("there is no such key or table", "create it first")
        case MDB_MAP_FULL:
            ("the memory map is full", "write through Environment.write, which grows it")
        case MDB_MAP_RESIZED:
            (
                "another process has grown the memory map",
                "end the outer transaction of this thread, then try again"
            )
        default: damageExplanation ?? limitExplanation ?? misuseExplanation
        }
    }

    private var damageExplanation: Explanation? {
        let restore = "restore a backup, and keep the damaged file for study"
        return switch code {
        case MDB_PAGE_NOTFOUND: ("a page that the file refers to is not there", restore)
        case MDB_CORRUPTED: ("the file is damaged", restore)
        case MDB_PANIC:
            (
                "an earlier write failed so badly that LMDB stopped",
                "check the disk, then open the environment again"
            )
        case MDB_VERSION_MISMATCH:
            (
                "the file was written by another version of LMDB",
                "use that version, or dump with it and load here"
            )
        case MDB_INVALID: ("the file is not an LMDB file, or its head is damaged", restore)
        default: nil
        }
    }

    private var limitExplanation: Explanation? {
        switch code {
        case MDB_DBS_FULL:
            ("more tables are opened than were announced", "open with a higher count of tables")
        case MDB_READERS_FULL:
            (
                "every slot for readers is taken",
                "end long reads, or stop processes that hold the file open"
            )
        case MDB_TLS_FULL: ("too many environments are open", "close those that are not needed")
        case MDB_TXN_FULL: ("the transaction has changed too much", "commit in smaller parts")
        case MDB_CURSOR_FULL: ("the tree is deeper than a cursor can go", "report the file")
        case MDB_PAGE_FULL: ("a page has no room left", "report the file")
        case MDB_BAD_VALSIZE:
            (
                "a key is empty or longer than 511 bytes, or a value has a size that does not fit",
                "shorten the key, for example by hashing it"
            )
        default: nil
        }
    }

    private var misuseExplanation: Explanation? {
        switch code {
        case MDB_INCOMPATIBLE:
            ("the table is of another kind", "open it with the kind it was created with")
        case MDB_BAD_RSLOT:
            ("the slot for this reader was lost", "do not use an environment after fork")
        case MDB_BAD_TXN:
            (
                "the transaction failed earlier, or ended",
                "treat the first error of a transaction as its end"
            )
        case MDB_BAD_DBI:
            (
                "the table was opened after this transaction began, or another process changed it",
                "open tables before transactions"
            )
        default: nil
        }
    }

    /// The codes of the system that opening, mapping and writing a file can meet.
    private var systemExplanation: Explanation? {
        switch code {
        case ENOENT:
            ("the directory or its data.mdb does not exist", "check the path, or create it first")
        case ENOTDIR: ("a part of the path is not a directory", "check the path")
        case EEXIST: ("a file stands there already", "choose an empty directory")
        case EBUSY:
            (
                "this process has the environment open already",
                "share the one that is open; a second would break its locks"
            )
        case EACCES, EPERM:
            (
                "this user may not do that with these files",
                "check owner and permissions of directory, data.mdb and lock.mdb, "
                    + "and that the environment was not opened read-only"
            )
        case EROFS: ("the file system is read-only", "open read-only, or mount it writable")
        default: resourceExplanation
        }
    }

    private var resourceExplanation: Explanation? {
        switch code {
        case ENOSPC: ("the disk is full", "free some space; nothing of this write is stored")
        case EDQUOT: ("the quota is used up", "free some space; nothing of this write is stored")
        case EFBIG: ("the file may not grow further", "raise the limit on the size of files")
        case EIO:
            (
                "the disk failed, or became full in the middle of a write",
                "check the disk and its free space; nothing of this write is stored"
            )
        case ENOMEM: ("there is no memory or address space left", "raise the limit on memory")
        case EAGAIN: ("another process has locked the files", "try again")
        case EMFILE, ENFILE: ("too many files are open", "raise the limit on open files")
        case EINVAL: ("LMDB refused an argument", "report this as a defect")
        default: nil
        }
    }
}
