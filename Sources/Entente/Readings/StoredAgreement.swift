import Events
import LMDB
import Reports

/// One agreement's entries in the register at any two times, as they are stored.
///
/// The entry is a step function of the size that is known and of the valid date: areas that do not
/// overlap, each with the entry that holds there. Where there is no area there is no entry.
///
/// | offset | what |
/// | --: | --- |
/// | 0 | the size below which events are taken in, 8 bytes |
/// | 8 | whether its history has to be read, 4 bytes |
/// | 12 | counts of areas, and of bytes of entries, of texts and of consulted entities, 4 each |
/// | 28 | areas, entries, texts, consulted entities |
///
/// Numbers are little-endian.
struct StoredAgreement {
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

    /// The areas, by when they became known.
    var areas: [Area] = []

    /// Other entities whose histories were looked at.
    var consulted: Set<Tag> = []

    private(set) var entries: [UInt8] = []
    private(set) var pool = TextPool()
    private var places: [[UInt8]: Int] = [:]

    init() {}

    /// The place of an entry, which is stored if it is new.
    mutating func place(of entry: RegisterEntry) -> Int {
        let bytes = entry.bytes(&pool)
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
    var firstKnown: UInt64? { isIrregular ? 0 : areas.lazy.map(\.knownFrom).min() }
}

extension StoredAgreement {
    private static let headByteCount = 28
    private static let areaByteCount = 36

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

    /// What the parts of stored bytes are, checked against their length.
    private struct Sizes {
        let isIrregular: Bool
        let areaCount: Int
        let entries: Int
        let pool: Int
        let consulted: Int

        init?(_ bytes: Span<UInt8>) {
            guard bytes.count >= headByteCount else { return nil }
            isIrregular = bytes.half(at: 8) != 0
            areaCount = Int(bytes.half(at: 12))
            entries = headByteCount + areaCount * areaByteCount
            pool = entries + Int(bytes.half(at: 16))
            consulted = pool + Int(bytes.half(at: 20))
            guard bytes.count == consulted + Int(bytes.half(at: 24)) else { return nil }
        }
    }

    private static func area(_ index: Int, in bytes: Span<UInt8>) -> Area {
        let start = headByteCount + index * areaByteCount
        return Area(
            knownFrom: bytes.word(at: start),
            knownUntil: bytes.word(at: start + 8),
            validFrom: Int64(bitPattern: bytes.word(at: start + 16)),
            validUntil: Int64(bitPattern: bytes.word(at: start + 24)),
            entry: Int(bytes.half(at: start + 32))
        )
    }

    /// What stored bytes say at two times.
    enum Answer {
        case nothing
        case irregular
        case entry(RegisterEntry)
        case damaged
    }

    /// What stored bytes say at two times, without reading more of them than that.
    static func answer(_ bytes: Span<UInt8>, known: UInt64, valid: Int64) -> Answer {
        guard let sizes = Sizes(bytes) else { return .damaged }
        if sizes.isIrregular { return .irregular }
        // What was known last is asked for most.
        var index = sizes.areaCount - 1
        while index >= 0 {
            let start = headByteCount + index * areaByteCount
            index -= 1
            guard bytes.word(at: start) <= known, bytes.word(at: start + 8) > known,
                Int64(bitPattern: bytes.word(at: start + 16)) <= valid
            else { continue }
            let until = Int64(bitPattern: bytes.word(at: start + 24))
            guard valid < until || until == forever else { continue }
            let place = sizes.entries + Int(bytes.half(at: start + 32))
            return entry(at: place, sizes, bytes)
        }
        return .nothing
    }

    private static func entry(at place: Int, _ sizes: Sizes, _ bytes: Span<UInt8>) -> Answer {
        guard place < sizes.pool else { return .damaged }
        var offset = place
        var length = 0
        var shift = 0
        while offset < sizes.pool, shift < 32 {
            let byte = bytes[offset]
            offset += 1
            length |= Int(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { break }
        }
        guard length <= sizes.pool - offset else { return .damaged }
        var copy = bytes.extracting(sizes.pool..<sizes.consulted).array
        let pool = copy.count
        copy.append(copying: bytes.extracting(offset..<(offset + length)))
        return RegisterEntry(copy, at: pool, pool: 0).map { .entry($0) } ?? .damaged
    }
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian number: some FixedWidthInteger) {
        for shift in stride(from: 0, to: number.bitWidth, by: 8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}

extension Span<UInt8> {
    fileprivate func word(at offset: Int) -> UInt64 {
        UInt64(half(at: offset)) | UInt64(half(at: offset &+ 4)) << 32
    }

    fileprivate func half(at offset: Int) -> UInt32 {
        precondition(offset >= 0 && offset <= count - 4, "the number lies inside the bytes")
        return UInt32(self[offset]) | UInt32(self[offset &+ 1]) << 8
            | UInt32(self[offset &+ 2]) << 16 | UInt32(self[offset &+ 3]) << 24
    }
}
