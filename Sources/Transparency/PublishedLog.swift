/// Where the published files of a log are read: a folder, a web server (C2SP tlog-tiles).
///
/// What it gives may be anything: whoever asks checks it.
package protocol PublishedLog {
    /// What people call the place, such as its folder or its address.
    var name: String { get }

    /// Reads a resource.
    ///
    /// - Parameters:
    ///   - path: below the log's prefix, such as `checkpoint` or `tile/0/001.p/17`.
    ///   - limit: the most bytes to take.
    /// - Returns: its bytes; `nil` when there is no such resource.
    /// - Throws: ``PublishedLogError/tooLong(path:limit:)`` for more bytes than the limit, and
    ///   what stands in the way of reading.
    func contents(of path: String, limit: Int) throws -> [UInt8]?
}

/// Why published files are not those of the tree that a checkpoint names.
package enum PublishedLogError: Error, Hashable, CustomStringConvertible {
    /// The log does not have what it must have at this size.
    case missing(path: String)

    /// The resource has more bytes than it can have.
    case tooLong(path: String, limit: Int)

    /// A tile has another number of bytes than its width asks for.
    case wrongLength(path: String, found: Int, expected: Int)

    /// The hashes are not those that the checkpoint commits to.
    case otherHashes(path: String)

    /// A bundle has another number of entries than its width.
    case wrongCount(path: String, found: Int, expected: Int)

    /// A bundle cannot be read.
    case malformedBundle(path: String, EntryBundleError)

    /// An entry is not the one that the checkpoint commits to.
    case otherEntry(path: String, index: UInt64)

    package var description: String {
        switch self {
        case .missing(let path):
            "\(path) is missing, and the checkpoint asks for it; try again later, or another copy"
        case .tooLong(let path, let limit):
            "\(path) is longer than the \(limit) bytes it can have; try another copy"
        case .wrongLength(let path, let found, let expected):
            "\(path) has \(found) bytes in place of \(expected); try another copy"
        case .otherHashes(let path):
            "the hashes in \(path) are not those of the signed checkpoint; try another copy"
        case .wrongCount(let path, let found, let expected):
            "\(path) has \(found) entries in place of \(expected); try another copy"
        case .malformedBundle(let path, let error):
            "\(path) cannot be read: \(error)"
        case .otherEntry(let path, let index):
            "entry \(index) in \(path) is not the one of the signed checkpoint; try another copy"
        }
    }
}
