import Events
import LMDB
import Reports

/// What is said of one entity at any two times, as it is stored: an agreement's entries in the
/// register, or a party's names.
///
/// The entry is a step function of the size that is known and of the valid date: areas that do not
/// overlap, each with the entry that holds there. Where there is no area there is no entry.
///
/// | offset | what |
/// | --: | --- |
/// | 0 | the size below which events are taken in, 8 bytes |
/// | 8 | whether its history has to be read, 4 bytes |
/// | 12 | counts of areas, and of bytes of entries, of texts and of consulted entities, 4 each |
/// | 28 | the first moment at which there is an entry, 8 bytes |
/// | 36 | areas, entries, texts, consulted entities |
///
/// Numbers are little-endian.
struct StoredReading {
    /// Where one entry holds; both times begin with the first and end before the second.
    struct Area {
        var knownFrom: UInt64
        var knownUntil: UInt64
        var validFrom: Int64
        var validUntil: Int64

        /// Where the entry stands among the bytes of all.
        var entry: Int
    }

    /// The end of areas that have none.
    static let always = UInt64.max
    static let forever = Int64.max

    /// The size of the ledger below which its events are taken in.
    var size: UInt64 = 0

    /// Whether areas cannot tell, so that its history has to be read.
    var isIrregular = false

    /// The areas, by when they became known: sizes only grow from one to the next.
    var areas: [Area] = []

    /// Other entities whose histories were looked at.
    var consulted: Set<Tag> = []

    private(set) var entries: [UInt8] = []
    private(set) var pool = TextPool()
    private var places: [[UInt8]: Int] = [:]

    init() {}

    /// The place of an entry, which is stored if it is new.
    ///
    /// - `write`: gives the bytes of the entry; its texts go to the pool.
    mutating func place(of write: (inout TextPool) -> [UInt8]) -> Int {
        let bytes = write(&pool)
        if let known = places[bytes] { return known }
        let place = entries.count
        entries.append(number: UInt64(bytes.count))
        entries += bytes
        places[bytes] = place
        return place
    }

    /// The first moment at which there is an entry; `nil` when there never is.
    var firstValid: Int64? { isIrregular ? .min : areas.lazy.map(\.validFrom).min() }

    /// The first size at which there is an entry; `nil` when there never is.
    var firstKnown: UInt64? { isIrregular ? 0 : areas.first?.knownFrom }
}

extension StoredReading {
    static let headByteCount = 36
    static let areaByteCount = 36

    /// The bytes stored.
    var bytes: [UInt8] {
        var texts: [UInt8] = []
        for tag in consulted.sorted() {
            texts.append(number: UInt64(tag.text.utf8.count))
            texts += tag.text.utf8
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(
            Self.headByteCount + areas.count * Self.areaByteCount + entries.count
                + pool.bytes.count + texts.count
        )
        bytes.append(littleEndian: size)
        bytes.append(littleEndian: UInt32(isIrregular ? 1 : 0))
        for count in [areas.count, entries.count, pool.bytes.count, texts.count] {
            bytes.append(littleEndian: UInt32(count))
        }
        bytes.append(littleEndian: UInt64(bitPattern: firstValid ?? Self.forever))
        for area in areas {
            bytes.append(littleEndian: area.knownFrom)
            bytes.append(littleEndian: area.knownUntil)
            bytes.append(littleEndian: UInt64(bitPattern: area.validFrom))
            bytes.append(littleEndian: UInt64(bitPattern: area.validUntil))
            bytes.append(littleEndian: UInt32(area.entry))
        }
        return bytes + entries + pool.bytes + texts
    }

    /// Reads what was stored; `nil` when it is damaged.
    init?(_ bytes: [UInt8]) {
        guard let sizes = Sizes(bytes.span) else { return nil }
        size = bytes.span.word(at: 0)
        isIrregular = sizes.isIrregular
        areas = (0..<sizes.areaCount).map { Self.area($0, in: bytes.span) }
        entries = Array(bytes[sizes.entries..<sizes.pool])
        guard let pool = TextPool(Array(bytes[sizes.pool..<sizes.consulted])) else { return nil }
        self.pool = pool
        var reader = ByteReader(bytes, at: sizes.consulted)
        while reader.offset < bytes.count, reader.isSound {
            guard let tag = Tag(reader.nextText()) else { return nil }
            consulted.insert(tag)
        }
        guard readPlaces() else { return nil }
    }

    private mutating func readPlaces() -> Bool {
        var reader = ByteReader(entries, at: 0)
        while reader.offset < entries.count {
            let place = reader.offset
            let length = reader.number()
            guard reader.isSound, length <= entries.count - reader.offset else { return false }
            places[Array(entries[reader.offset..<(reader.offset + length)])] = place
            reader.offset += length
        }
        return areas.allSatisfy { $0.entry < entries.count }
    }
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian number: some FixedWidthInteger) {
        for shift in stride(from: 0, to: number.bitWidth, by: 8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
