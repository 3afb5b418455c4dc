import Events
import LMDB

/// Distinct keys of bytes, numbered from 0 in the order in which they came.
///
/// The bytes of all keys lie in one array, so that a batch of many thousand keys costs a handful of
/// allocations.
struct KeySet: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var fingerprints: [UInt64] = []

    /// A number and one more, or 0 for a free slot; a power of two of them, at most half in use.
    private var slots: [UInt32] = []

    /// An empty set with room for some keys.
    init(expecting count: Int = 0) {
        guard count > 0 else { return }
        bytes.reserveCapacity(count * 24)
        ends.reserveCapacity(count)
        fingerprints.reserveCapacity(count)
        resize(forCount: count)
    }

    /// How many keys there are.
    var count: Int { ends.count }

    /// The bytes of a key.
    @_lifetime(borrow self)
    func key(_ number: Int) -> Span<UInt8> {
        bytes.span.extracting((number == 0 ? 0 : ends[number - 1])..<ends[number])
    }

    /// The number of a key, if it is there.
    ///
    /// - `fingerprint`: as in every other call for the same bytes.
    func number(of key: Span<UInt8>, fingerprint: UInt64) -> Int? {
        if slots.isEmpty { return nil }
        let number = Int(slots[slot(for: key, fingerprint)])
        return number == 0 ? nil : number &- 1
    }

    /// The slot that holds a key, or the free one where it belongs.
    ///
    /// - Precondition: there are slots, and one of them is free.
    @inline(__always)
    private func slot(for key: Span<UInt8>, _ fingerprint: UInt64) -> Int {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: fingerprint) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot]) &- 1
            if fingerprints[number] == fingerprint, self.key(number).isEqual(to: key) { break }
            slot = (slot &+ 1) & mask
        }
        return slot
    }

    /// The number of a key, which is added when it is not there.
    mutating func insert(_ key: Span<UInt8>, fingerprint: UInt64) -> Int {
        if count * 2 >= slots.count { resize(forCount: count * 2 + 8) }
        let slot = slot(for: key, fingerprint)
        if slots[slot] != 0 { return Int(slots[slot]) &- 1 }
        bytes.append(copying: key)
        ends.append(bytes.count)
        fingerprints.append(fingerprint)
        slots[slot] = UInt32(ends.count)
        return ends.count &- 1
    }

    /// The numbers of all keys, in the order of their bytes.
    func sorted() -> [Int] {
        struct Ranked {
            let first: UInt64
            let second: UInt64
            let number: Int
        }
        func isOrdered(_ left: Ranked, _ right: Ranked) -> Bool {
            if left.first != right.first { return left.first < right.first }
            if left.second != right.second { return left.second < right.second }
            return key(left.number).sorts(before: key(right.number))
        }
        var ranked: [Ranked] = []
        ranked.reserveCapacity(count)
        var isSorted = true
        for number in 0..<count {
            let key = key(number)
            let next = Ranked(
                first: key.sortingWord(at: 0),
                second: key.sortingWord(at: 8),
                number: number
            )
            if isSorted, let last = ranked.last { isSorted = isOrdered(last, next) }
            ranked.append(next)
        }
        if !isSorted { ranked.sort(by: isOrdered) }
        return ranked.map(\.number)
    }

    private mutating func resize(forCount wanted: Int) {
        var size = 16
        while size < wanted * 2 { size *= 2 }
        guard size > slots.count else { return }
        slots = [UInt32](repeating: 0, count: size)
        let mask = size &- 1
        for number in fingerprints.indices {
            var slot = Int(truncatingIfNeeded: fingerprints[number]) & mask
            while slots[slot] != 0 { slot = (slot &+ 1) & mask }
            slots[slot] = UInt32(number + 1)
        }
    }
}

extension KeySet {
    /// The number of a tag, if it is there.
    func number(of tag: Tag) -> Int? {
        number(of: tag.text.utf8.span, fingerprint: tag.fingerprint)
    }

    /// The number of a tag, which is added when it is not there.
    mutating func insert(_ tag: Tag) -> Int {
        insert(tag.text.utf8.span, fingerprint: tag.fingerprint)
    }

    /// The number of an event's id, if it is there.
    func number(ofID id: String) -> Int? {
        let bytes = id.utf8.span
        return number(of: bytes, fingerprint: EventType.fingerprint(of: bytes))
    }

    /// The number of an event's id, which is added when it is not there.
    mutating func insert(id: String) -> Int {
        let bytes = id.utf8.span
        return insert(bytes, fingerprint: EventType.fingerprint(of: bytes))
    }
}
