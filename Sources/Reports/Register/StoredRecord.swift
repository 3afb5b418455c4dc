/// Bytes that say something of one entity, with the texts they name.
///
/// It is filled again and again, so that reading many costs no memory.
package struct StoredRecord: Sendable {
    /// The pool of texts, the tag of the entity, and what is said of it.
    package private(set) var bytes: [UInt8] = []

    /// Where the tag stands.
    package private(set) var tag: Range<Int> = 0..<0

    /// Where what is said begins.
    package var start: Int { tag.upperBound }

    /// A record that says nothing.
    package init() {}

    /// Fills the record.
    ///
    /// - `pool`, `tag`, `entry`: each appends its bytes.
    package mutating func fill(
        pool: (inout [UInt8]) -> Void,
        tag: (inout [UInt8]) -> Void,
        entry: (inout [UInt8]) -> Void
    ) {
        bytes.removeAll(keepingCapacity: true)
        pool(&bytes)
        let first = bytes.count
        tag(&bytes)
        self.tag = first..<bytes.count
        entry(&bytes)
    }

    /// Fills the record with what a register says of an agreement.
    mutating func fill(_ agreement: String, _ entry: RegisterEntry) {
        var texts = TextPool()
        let written = entry.bytes(&texts)
        fill {
            $0 += texts.bytes
        } tag: {
            $0 += agreement.utf8
        } entry: {
            $0 += written
        }
    }
}
