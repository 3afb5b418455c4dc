import CanonicalJSON

/// How an entry is stored: numbers of seven bits a byte, texts by their places in a pool.
///
/// A place is stored one higher, so that zero says that there is no text.
extension RegisterEntry {
    /// Raised whenever entries are stored in another way, or the same events give another entry.
    package static let version = 3

    /// The bytes of the entry; its texts go to the pool.
    package func bytes(_ pool: inout TextPool) -> [UInt8] {
        // A pool that is shared is copied before it changes.
        var writer = EntryWriter(pool: pool)
        pool = TextPool()
        writer.write(self)
        pool = writer.pool
        return writer.bytes
    }

    /// A list of what stands here.
    static func list<Element>(
        _ reader: inout ByteReader,
        _ element: (inout ByteReader) -> Element
    ) -> [Element] {
        let count = reader.number()
        guard count > 0 else { return [] }
        var list: [Element] = []
        list.reserveCapacity(min(count, 16))
        while list.count < count, reader.isSound { list.append(element(&reader)) }
        return list
    }
}

extension FactMarks {
    /// Reads the marks that stand here.
    init(_ reader: inout ByteReader) {
        position = UInt64(reader.number())
        type = reader.text()
        entity = reader.word()
        let flags = reader.byte()
        isCorrected = flags & 1 != 0
        isOrderUnknown = flags & 2 != 0
        gaps = RegisterEntry.list(&reader) { reader in
            Gap(
                rule: reader.text(),
                words: reader.text(),
                against: reader.position(),
                isContradiction: reader.byte() != 0
            )
        }
        disputes = RegisterEntry.list(&reader) { reader in
            Dispute(
                position: UInt64(reader.number()),
                claim: reader.word().flatMap { try? JSONReader().read(Array($0.utf8)) }
            )
        }
    }
}

extension ByteReader {
    /// The text whose place is the next number.
    fileprivate mutating func text() -> String { string(range(at: number())) }

    /// A text that may be missing.
    fileprivate mutating func word() -> String? { wordRange().map(string) }

    /// Where a text stands that may be missing.
    mutating func wordRange() -> Range<Int>? {
        let place = number()
        return place == 0 ? nil : range(at: place - 1)
    }

    fileprivate mutating func position() -> UInt64? {
        let number = number()
        return number == 0 ? nil : UInt64(number - 1)
    }
}

/// Writes an entry; who reads it finds the texts by their places at the start of the bytes.
private struct EntryWriter {
    var pool: TextPool
    var bytes: [UInt8] = []

    mutating func write(_ entry: RegisterEntry) {
        bytes.append(entry.existence.rawValue)
        guard entry.existence != .undated else {
            return write(entry.parties) { $0.write($1) }
        }
        write(word: entry.kind)
        write(word: entry.state)
        write(word: entry.possibleState)
        write(word: entry.since)
        write(word: entry.announced)
        write(word: entry.drafted)
        write(word: entry.signedFirst)
        write(word: entry.signedLast)
        write(word: entry.inForceSince)
        write(word: entry.termEnd)
        write(entry.tracks) { $0.write($1) }
        write(entry.names.shape)
        write(entry.names.texts) { $0.write($1) }
        write(word: entry.description)
        write(entry.marks) { $0.write($1) }
    }

    private mutating func write(_ track: RegisterEntry.Track) {
        write(track.party)
        write(track.state)
        bytes.append(track.bound.rawValue)
        write(word: track.signed)
        write(word: track.boundSince)
        write(word: track.outSince)
        write(position: track.position)
    }

    private mutating func write(_ marks: FactMarks) {
        bytes.append(number: marks.position)
        write(marks.type)
        write(word: marks.entity)
        bytes.append((marks.isCorrected ? 1 : 0) | (marks.isOrderUnknown ? 2 : 0))
        write(marks.gaps) { writer, gap in
            writer.write(gap.rule)
            writer.write(gap.words)
            writer.write(position: gap.against)
            writer.bytes.append(gap.isContradiction ? 1 : 0)
        }
        write(marks.disputes) { writer, dispute in
            writer.bytes.append(number: dispute.position)
            let claim = dispute.claim.map { String(decoding: $0.canonicalBytes(), as: UTF8.self) }
            writer.write(word: claim)
        }
    }

    private mutating func write<Element>(
        _ list: [Element],
        _ element: (inout EntryWriter, Element) -> Void
    ) {
        bytes.append(number: UInt64(list.count))
        for next in list { element(&self, next) }
    }

    private mutating func write(_ text: String) {
        bytes.append(number: UInt64(pool.place(of: text)))
    }

    private mutating func write(word: String?) {
        bytes.append(number: word.map { UInt64(pool.place(of: $0)) + 1 } ?? 0)
    }

    private mutating func write(position: UInt64?) {
        bytes.append(number: position.map { $0 + 1 } ?? 0)
    }
}
