import LMDB
import Reports

/// Reading what is stored without reading more than is asked.
extension StoredReading {
    /// What the parts of stored bytes are, checked against their length.
    struct Sizes {
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

    static func area(_ index: Int, in bytes: Span<UInt8>) -> Area {
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
        case stored
        case damaged
    }

    /// What stored bytes say at two times, which goes to a record.
    static func answer(
        _ bytes: Span<UInt8>,
        of tag: Span<UInt8>,
        known: UInt64,
        valid: Int64,
        to record: inout StoredRecord
    ) -> Answer {
        guard bytes.count >= headByteCount else { return .damaged }
        // Of many entities nothing had happened yet; of one that is irregular it always had.
        if Int64(bitPattern: bytes.word(at: 28)) > valid { return .nothing }
        guard let sizes = Sizes(bytes) else { return .damaged }
        if sizes.isIrregular { return .irregular }
        // Or nothing was known: the areas lie by when they became that.
        guard sizes.areaCount > 0, bytes.word(at: headByteCount) <= known else { return .nothing }
        // What was known last is asked for most.
        var start = headByteCount + (sizes.areaCount - 1) * areaByteCount
        while start >= headByteCount {
            if bytes.word(at: start) <= known, bytes.word(at: start + 8) > known,
                Int64(bitPattern: bytes.word(at: start + 16)) <= valid
            {
                let until = Int64(bitPattern: bytes.word(at: start + 24))
                if valid < until || until == forever {
                    let place = sizes.entries + Int(bytes.half(at: start + 32))
                    guard let entry = entry(at: place, sizes, bytes) else { return .damaged }
                    record.fill {
                        $0.append(copying: bytes.extracting(sizes.pool..<sizes.consulted))
                    } tag: {
                        $0.append(copying: tag)
                    } entry: {
                        $0.append(copying: bytes.extracting(entry))
                    }
                    return .stored
                }
            }
            start -= areaByteCount
        }
        return .nothing
    }

    /// Where the bytes of an entry stand; `nil` when they are damaged.
    private static func entry(
        at place: Int,
        _ sizes: Sizes,
        _ bytes: Span<UInt8>
    ) -> Range<Int>? {
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
        return length <= sizes.pool - offset ? offset..<(offset + length) : nil
    }
}

extension Span<UInt8> {
    /// A number of eight bytes, the low ones first.
    func word(at offset: Int) -> UInt64 {
        UInt64(half(at: offset)) | UInt64(half(at: offset &+ 4)) << 32
    }

    /// A number of four bytes, the low ones first.
    func half(at offset: Int) -> UInt32 {
        precondition(offset >= 0 && offset <= count - 4, "the number lies inside the bytes")
        return UInt32(self[offset]) | UInt32(self[offset &+ 1]) << 8
            | UInt32(self[offset &+ 2]) << 16 | UInt32(self[offset &+ 3]) << 24
    }
}
