/// Reads ASCII texts from left to right.
struct ByteCursor {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    /// The byte that comes next, without taking it.
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Takes one character if it comes next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let next, UInt32(next) == character.value else { return false }
        position += 1
        return true
    }

    /// Takes exactly `count` decimal digits, or nothing.
    mutating func digits(_ count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + count] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        position += count
        return value
    }

    /// Takes all decimal digits that come next, or answers `nil` if there is none or they overflow.
    mutating func number() -> Int? {
        var value = 0
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) {
            let (tens, high) = value.multipliedReportingOverflow(by: 10)
            let (sum, low) = tens.addingReportingOverflow(Int(byte - 0x30))
            guard !high, !low else { return nil }
            value = sum
            position += 1
        }
        return position > start ? value : nil
    }
}

extension Span<UInt8> {
    /// The bytes, copied.
    var array: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in indices { bytes.append(self[index]) }
        return bytes
    }
}
