extension JSONDocument {
    /// What a node of a document is.
    package enum Kind: UInt8, Sendable {
        /// The literal `null`.
        case null

        /// The literal `false`.
        case `false`

        /// The literal `true`.
        case `true`

        /// A number.
        case number

        /// A string, or a member's key.
        case string

        /// Elements in their order.
        case array

        /// Members under unique keys.
        case object
    }

    /// One value, or one key; 24 bytes.
    ///
    /// Nodes stand in the order of the text: a container before what it holds, a key right
    /// before its value.
    @usableFromInline
    struct Node: Sendable {
        /// Where the node starts: a text behind its quotation mark, all else at its first byte.
        @usableFromInline var start: UInt32

        /// Where the node ends: a text before its quotation mark.
        @usableFromInline var end: UInt32

        /// The next element, for a key the next key; 0 if there is none.
        ///
        /// While a container is open, this is the container around it.
        @usableFromInline var next: UInt32

        /// The kind in the lowest three bits, and flags.
        @usableFromInline var info: UInt32

        /// A text's first eight bytes, a number's bits, a container's count.
        ///
        /// Of a string with escapes that is no key: where it stands in the source, between its
        /// quotation marks, the end in the upper half.
        @usableFromInline var payload: UInt64

        @usableFromInline static let key: UInt32 = 1 << 3

        /// The text had escapes; `start` and `end` are in the unescaped bytes.
        @usableFromInline static let escaped: UInt32 = 1 << 4

        /// What stands in the source is not the canonical form.
        @usableFromInline static let varied: UInt32 = 1 << 5

        /// The keys of an object do not ascend.
        @usableFromInline static let unsorted: UInt32 = 1 << 6

        @inlinable init(start: UInt32, end: UInt32, next: UInt32, info: UInt32, payload: UInt64) {
            self.start = start
            self.end = end
            self.next = next
            self.info = info
            self.payload = payload
        }

        @inlinable var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: info & 7)) ?? .null }

        @inlinable func has(_ flag: UInt32) -> Bool { info & flag != 0 }

        @inlinable var isText: Bool { info & 7 == UInt32(Kind.string.rawValue) }

        @inlinable var isObject: Bool { info & 7 == UInt32(Kind.object.rawValue) }

        @inlinable var isContainer: Bool { info & 7 >= UInt32(Kind.array.rawValue) }

        /// The bytes of a text in its buffer, and of anything else in the source.
        @inlinable var range: Range<Int> { Int(start)..<Int(end) }

        /// The number of bytes in `range`.
        @inlinable var length: Int { Int(end &- start) }
    }
}
