import Foundation
import Testing
import Timestamps

@Suite(.enabled(if: TestAuthority.isThere, "OpenSSL is not installed"))
struct `Time-stamps that do not hold` {
    private func verify(
        _ reply: [UInt8],
        over text: [UInt8] = Sample.text,
        _ authorities: TimestampAuthorities? = nil
    ) throws(TimestampError) -> Timestamp {
        try TimestampResponse(parsing: reply)
            .verify(over: text, answering: Sample.request, trusting: authorities)
    }

    @Test func `another text, another query, another CA`() throws {
        let authority = try TestAuthority()
        let reply = try authority.reply(to: Sample.request.bytes)
        #expect(throws: TimestampError.otherText) { try verify(reply, over: Sample.other) }
        let again = TimestampRequest(over: Sample.text, random: Array(repeating: 7, count: 8))
        #expect(throws: TimestampError.otherNonce) {
            try TimestampResponse(parsing: reply).verify(over: Sample.text, answering: again)
        }
        #expect {
            try verify(reply, try authority.certificates("other-ca"))
        } throws: { error in
            "\(error)" == #"CN=Test clock,O=Test\, and more is certified by none of the CA "#
                + "certificates given: the signature of 'CN=Test root,O=Test' under it does not "
                + "verify"
        }
    }

    @Test func `a changed time is not what was signed`() throws {
        let authority = try TestAuthority()
        let reply = try authority.reply(to: Sample.request.bytes)
        let info = try authority.info(of: reply)
        let changed = try reply.replacing(info, by: try info.inYear(2019))
        #expect(throws: TimestampError.otherContent) { try verify(changed) }
    }

    @Test func `another certificate beside a reply is none of its signer`() throws {
        let authority = try TestAuthority()
        let info = try authority.info(of: try authority.reply(to: Sample.request.bytes))
        let reply = try authority.signed(info, as: "tsa")
        try authority.openssl("x509", "-in", "tsa.pem", "-outform", "DER", "-out", "tsa.der")
        try authority.openssl("x509", "-in", "twin.pem", "-outform", "DER", "-out", "twin.der")
        let (own, twin) = try (authority.bytes(of: "tsa.der"), authority.bytes(of: "twin.der"))
        // ECDSA signatures differ in length by a byte or two; only equal ones are swapped in place.
        if own.count == twin.count {
            let swapped = try reply.replacing(own, by: twin)
            #expect(throws: TimestampError.otherSigner) { try verify(swapped) }
        }
        let twins = try authority.signed(info, as: "twin")
        #expect(throws: TimestampError.self) {
            try verify(twins, try authority.certificates("ca"))
        }
        #expect(try verify(twins, try authority.certificates("other-ca")).authority != "")
    }

    @Test(arguments: ["plain", "lax", "wide"])
    func `a certificate that is not for time-stamping alone`(name: String) throws {
        let authority = try TestAuthority()
        let info = try authority.info(of: try authority.reply(to: Sample.request.bytes))
        let reply = try authority.signed(info, as: name)
        #expect(
            throws: TimestampError.unfitSigner(
                authority: Sample.authority,
                why: "its certificate is not for time-stamping alone, by a critical extended key "
                    + "usage"
            )
        ) { try verify(reply) }
    }

    @Test func `a certificate that was not valid at the time`() throws {
        let authority = try TestAuthority()
        let late = try authority.reply(to: Sample.request.bytes, "late")
        let trusted = try authority.certificates("ca")
        #expect {
            try verify(late, trusted)
        } throws: { error in
            "\(error)".hasSuffix(
                "the certificate of '\(Sample.authority)' was not valid any more at that time"
            )
        }
        // Then its own was valid, and its CA's was not yet.
        let then = try authority.signed(try authority.info(of: late).inYear(2019), as: "late")
        #expect(try verify(then).seconds < 1_577_836_800)
        #expect {
            try verify(then, trusted)
        } throws: { error in
            "\(error)".hasSuffix(
                "the certificate of 'CN=Test root,O=Test' was not valid yet at that time"
            )
        }
    }

    @Test func `an authority that gives none says why`() throws {
        let authority = try TestAuthority()
        try authority.write(Sample.text, to: "text")
        try authority.openssl("ts", "-query", "-data", "text", "-md5", "-out", "q")
        let reply = try authority.reply(to: try authority.bytes(of: "q"))
        #expect(
            throws: TimestampError.notGranted(
                status: 2,
                words: "Message digest algorithm is not supported."
            )
        ) { try verify(reply) }
    }

    @Test func `a reply that is cut or longer is refused`() throws {
        let authority = try TestAuthority()
        let reply = try authority.reply(to: Sample.request.bytes)
        for count in reply.indices {
            #expect(throws: TimestampError.self, "\(count)") {
                try verify(Array(reply[..<count]))
            }
        }
        #expect(throws: TimestampError.self) { try verify(reply + [0]) }
        #expect(throws: TimestampError.self) { try verify(reply + reply) }
        let limit = TimestampLimits.replyByteCount
        #expect(throws: TimestampError.tooLarge(byteCount: limit + 1, limit: limit)) {
            try verify(Array(repeating: 0x30, count: limit + 1))
        }
    }

    /// A changed bit may stand where nothing is signed, such as in a second certificate; then the
    /// reply says what it said.
    @Test(arguments: ["sha256", "deep"])
    func `no changed bit makes a reply say something else`(section: String) throws {
        let authority = try TestAuthority()
        let trusted = try authority.certificates("ca")
        let reply = try authority.reply(to: Sample.request.bytes, section)
        let said = try verify(reply, trusted)
        for index in reply.indices {
            var changed = reply
            changed[index] ^= 1 << (index % 8)
            guard let says = try? verify(changed, trusted) else { continue }
            #expect(says == said, "byte \(index)")
        }
    }

    /// A second of 61 is read as one by what reads certificates, and then ends a debug build.
    @Test(arguments: ["61", "60", "99", "0:"])
    func `a certificate with a second that no minute has is refused`(second: String) throws {
        let authority = try TestAuthority()
        let reply = try authority.reply(to: Sample.request.bytes, "deep")
        let trusted = try authority.certificates("ca")
        // The tag and length of a UTCTime; its seconds are the digits before the Z.
        let times = reply.indices.dropLast(14).filter { index in
            reply[index] == 0x17 && reply[index + 1] == 13 && reply[index + 14] == UInt8(ascii: "Z")
        }
        let said = try verify(reply, trusted)
        var refusals = 0
        for time in times {
            var changed = reply
            changed.replaceSubrange(time + 12..<time + 14, with: second.utf8)
            do throws(TimestampError) {
                // The reply holds the root as well, which is taken from the reader's own.
                #expect(try verify(changed, trusted) == said)
            } catch {
                refusals += 1
            }
        }
        #expect(refusals == times.count - 2)
    }

    @Test func `certificates to trust must be those of a CA`() throws {
        let authority = try TestAuthority()
        #expect(throws: TimestampError.noAuthorities) { try authority.certificates("tsa") }
        #expect(throws: TimestampError.noAuthorities) { try TimestampAuthorities(pem: []) }
        let broken = Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
        #expect(throws: TimestampError.self) { try TimestampAuthorities(pem: broken) }
    }
}
