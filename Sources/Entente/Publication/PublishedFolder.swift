import LMDB
import Transparency

/// A published log in a folder of this machine.
package struct PublishedFolder: PublishedLog {
    package let name: String

    /// A folder that holds `checkpoint` and `tile`.
    package init(_ folder: String) {
        name = folder
    }

    package func contents(of path: String, limit: Int) throws -> [UInt8]? {
        let place = name + "/" + path
        do throws(LMDBError) {
            guard let found = try File.contents(of: place, atMost: limit) else { return nil }
            if let bytes = found.bytes { return bytes }
        } catch {
            throw LedgerError(
                error.isNotPermitted ? .notPermitted : .io,
                "\(place) cannot be read: \(error.cause)"
            )
        }
        throw PublishedLogError.tooLong(path: path, limit: limit)
    }
}
