import EDTF
import SwiftASN1

extension TSTInfo {
    /// POSIX seconds, and microseconds after them, rounded up.
    static func moment(_ time: GeneralizedTime) throws -> (seconds: Int64, microseconds: Int64) {
        let instant = try Instant.of(time)
        guard instant.microseconds >= 0 else {
            throw TimestampError.malformed(
                part: "the time",
                fault: "'\(instant)' is no time since 1970"
            )
        }
        var microseconds: Int64 = 0
        for (index, digit) in time.rawFractionalSeconds.enumerated() {
            if index < 6 {
                microseconds = microseconds * 10 + Int64(digit &- UInt8(ascii: "0"))
            } else if digit != UInt8(ascii: "0") {
                microseconds += 1
                break
            }
        }
        for _ in min(6, time.rawFractionalSeconds.count)..<6 { microseconds *= 10 }
        return (instant.microseconds / 1_000_000, microseconds)
    }
}

extension Instant {
    /// The second of an ASN.1 time; a fraction is left out.
    ///
    /// - Throws: `TimestampError` when the calendar or the day has no such time.
    static func of(_ time: GeneralizedTime) throws -> Instant {
        let numbers = [time.month, time.day, time.hours, time.minutes, time.seconds].map(twoDigits)
        let year = String("0000\(time.year)".suffix(4))
        let text =
            "\(year)-\(numbers[0])-\(numbers[1])"
            + "T\(numbers[2]):\(numbers[3]):\(numbers[4])Z"
        guard let instant = Instant(rfc3339: text) else {
            throw TimestampError.malformed(part: "a time", fault: "'\(text)' is no time")
        }
        return instant
    }

    private static func twoDigits(_ number: Int) -> String { String("0\(number)".suffix(2)) }
}

/// How far an authority's clock may be off, as it says (RFC 3161 section 2.4.2).
struct TimestampAccuracy: DERParseable {
    /// The largest that is taken at its word: a day says nothing any more.
    private static let largestSeconds = 86_400

    let microseconds: Int64

    init(derEncoded node: ASN1Node) throws {
        microseconds = try DER.sequence(node, identifier: .sequence) { nodes in
            let seconds = try DER.optionalImplicitlyTagged(
                &nodes,
                tagNumber: ASN1Identifier.integer.tagNumber,
                tagClass: .universal
            ) { try Int(derEncoded: $0) }
            let parts = try [0, 1].map { tag in
                try DER.optionalImplicitlyTagged(
                    &nodes,
                    tagNumber: UInt(tag),
                    tagClass: .contextSpecific
                ) { node in
                    let part = try Int(
                        derEncoded: node,
                        withIdentifier: ASN1Identifier(
                            tagWithNumber: UInt(tag),
                            tagClass: .contextSpecific
                        )
                    )
                    guard (1...999).contains(part) else { throw Self.outOfRange }
                    return part
                } ?? 0
            }
            guard (0...Self.largestSeconds).contains(seconds ?? 0) else { throw Self.outOfRange }
            return Int64((seconds ?? 0) * 1_000_000 + parts[0] * 1_000 + parts[1])
        }
    }

    private static let outOfRange = TimestampError.malformed(
        part: "the accuracy",
        fault: "a number is out of range"
    )
}
