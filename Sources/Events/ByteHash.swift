/// A quick hash of short texts, with a secret that differs from process to process.
///
/// Types and tags keep it beside their text, so that sets and tables of them need not read the
/// text again. The secret keeps anybody from choosing texts that collide.
package enum ByteHash {
    private static let secret = UInt64.random(in: .min ... .max) | 1

    /// The hash of some bytes; equal bytes have equal hashes in this process.
    package static func of(_ bytes: Span<UInt8>) -> UInt64 {
        let secret = secret
        var hash = secret ^ UInt64(truncatingIfNeeded: bytes.count)
        var index = 0
        while bytes.count &- index >= 8 {
            hash = mix(hash ^ word(bytes.extracting(index..<index &+ 8)), secret)
            index &+= 8
        }
        var rest: UInt64 = 0
        while index < bytes.count {
            rest = rest << 8 | UInt64(bytes[index])
            index &+= 1
        }
        return mix(hash ^ rest, 0xD6E8_FEB8_6659_FD93 ^ secret)
    }

    /// Whether two runs of bytes are the same.
    package static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        var index = 0
        while left.count &- index >= 8 {
            let next = index &+ 8
            guard word(left.extracting(index..<next)) == word(right.extracting(index..<next)) else {
                return false
            }
            index = next
        }
        while index < left.count {
            guard left[index] == right[index] else { return false }
            index &+= 1
        }
        return true
    }

    @inline(__always)
    private static func word(_ eight: Span<UInt8>) -> UInt64 {
        let low =
            UInt64(eight[0]) | UInt64(eight[1]) << 8 | UInt64(eight[2]) << 16
            | UInt64(eight[3]) << 24
        let high =
            UInt64(eight[4]) | UInt64(eight[5]) << 8 | UInt64(eight[6]) << 16
            | UInt64(eight[7]) << 24
        return low | high << 32
    }

    @inline(__always)
    private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}

extension String {
    /// The text of bytes that are known to be ASCII.
    init(ascii bytes: Span<UInt8>) {
        if let text = try? UTF8Span(validating: bytes) {
            self.init(copying: text)
        } else {
            preconditionFailure("bytes that were checked to be ASCII are UTF-8")
        }
    }
}
