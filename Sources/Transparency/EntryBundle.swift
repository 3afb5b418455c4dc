/// The leaves of one tile of level 0, as a log publishes them (C2SP tlog-tiles, entry bundles).
///
/// Each entry stands after its length in two bytes, the highest first. So an entry has at most
/// 65,535 bytes.
package enum EntryBundle {
    /// The most bytes of one entry.
    package static let entryByteLimit = Int(UInt16.max)

    /// Appends an entry to a bundle.
    package static func append(
        _ entry: Span<UInt8>,
        to bundle: inout [UInt8]
    ) throws(EntryBundleError) {
        guard let count = UInt16(exactly: entry.count) else {
            throw .entryTooLarge(byteCount: entry.count, limit: entryByteLimit)
        }
        bundle.append(UInt8(count >> 8))
        bundle.append(UInt8(truncatingIfNeeded: count))
        bundle.append(addingCapacity: entry.count) { output in
            for place in entry.indices { output.append(entry[place]) }
        }
    }

    /// The most bytes of a bundle of a number of entries.
    package static func byteLimit(ofWidth width: Int) -> Int { width * (2 + entryByteLimit) }

    /// The entries of a bundle.
    ///
    /// - Throws: ``EntryBundleError/truncated(entry:)``, or
    ///   ``EntryBundleError/tooManyEntries(limit:)`` for more entries than a full bundle has.
    package static func entries(in bundle: [UInt8]) throws(EntryBundleError) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        var place = 0
        while place < bundle.count {
            guard entries.count < Tile.fullWidth else {
                throw .tooManyEntries(limit: Tile.fullWidth)
            }
            let start = place + 2
            guard start <= bundle.count else { throw .truncated(entry: entries.count) }
            let end = start + Int(bundle[place]) << 8 + Int(bundle[place + 1])
            guard end <= bundle.count else { throw .truncated(entry: entries.count) }
            entries.append(Array(bundle[start..<end]))
            place = end
        }
        return entries
    }
}

/// Why a bundle of entries cannot be written or read.
package enum EntryBundleError: Error, Hashable, CustomStringConvertible {
    /// The entry is longer than its length field can say.
    case entryTooLarge(byteCount: Int, limit: Int)

    /// The bundle holds more entries than a tile holds hashes.
    case tooManyEntries(limit: Int)

    /// The bundle ends within an entry, counted from 0.
    case truncated(entry: Int)

    package var description: String {
        switch self {
        case .entryTooLarge(let byteCount, let limit):
            "an entry of \(byteCount) bytes is over the limit of \(limit); "
                + "attach the long part by hash"
        case .tooManyEntries(let limit):
            "the bundle has more than \(limit) entries; fetch it again, from another place"
        case .truncated(let entry):
            "the bundle ends within entry \(entry); fetch it again, whole"
        }
    }
}
