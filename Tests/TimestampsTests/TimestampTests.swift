import Foundation
import Testing
import Timestamps

@Suite(.enabled(if: TestAuthority.isThere, "OpenSSL is not installed"))
struct `Time-stamps` {
    @Test func `a query is one to OpenSSL`() throws {
        let authority = try TestAuthority()
        try authority.write(try Sample.request.bytes, to: "q")
        let text = String(
            decoding: try authority.openssl("ts", "-query", "-in", "q", "-text"),
            as: UTF8.self
        )
        #expect(text.contains("Hash Algorithm: sha256"))
        #expect(text.contains("Nonce: 0x7F00010203040506"))
        #expect(text.contains("Certificate required: yes"))
    }

    @Test(arguments: ["rsa", "ecdsa"])
    func `replies of OpenSSL are accepted`(kind: String) throws {
        let authority = try TestAuthority(kind)
        let trusted = try authority.certificates("ca")
        let start = UInt64(Date().timeIntervalSince1970)
        for section in ["sha256", "sha384", "sha512", "sha1-name"] {
            let reply = try authority.reply(to: Sample.request.bytes, section)
            let timestamp = try TimestampResponse(parsing: reply)
                .verify(over: Sample.text, answering: Sample.request, trusting: trusted)
            #expect(timestamp.authority == Sample.authority, "\(section)")
            #expect((start...start + 600).contains(timestamp.seconds), "\(section)")
        }
    }

    @Test func `a reply without certificates is accepted with the authority's own at hand`() throws
    {
        let authority = try TestAuthority()
        try authority.write(Sample.text, to: "text")
        try authority.openssl("ts", "-query", "-data", "text", "-sha256", "-no_nonce", "-out", "q")
        let response = try TimestampResponse(
            parsing: try authority.reply(to: try authority.bytes(of: "q"))
        )
        let trusted = try authority.certificates("ca", "tsa")
        #expect(
            try response.verify(over: Sample.text, trusting: trusted).authority == Sample.authority
        )
        #expect(throws: TimestampError.noSignerCertificate) {
            try response.verify(over: Sample.text, trusting: try authority.certificates("ca"))
        }
        // The same key, issuer and serial number, but not the certificate that the signer named.
        #expect(throws: TimestampError.otherSigner) {
            try response.verify(
                over: Sample.text,
                trusting: try authority.certificates("ca", "twin")
            )
        }
    }

    @Test func `a CA in between is taken from the reply, in whatever order it stands there`() throws
    {
        let authority = try TestAuthority()
        let reply = try authority.reply(to: Sample.request.bytes, "deep")
        let response = try TimestampResponse(parsing: reply)
        for names in [["ca"], ["middle"], ["other-ca", "ca"]] {
            let trusted = try TimestampAuthorities(
                pem: names.flatMap { try authority.bytes(of: "\($0).pem") }
            )
            #expect(
                try response.verify(over: Sample.text, trusting: trusted).authority
                    == Sample.authority
            )
        }
        #expect(throws: TimestampError.self) {
            try response.verify(
                over: Sample.text,
                trusting: try authority.certificates("other-ca")
            )
        }
    }

    @Test func `the bound is the authority's time with its accuracy, rounded up`() throws {
        let authority = try TestAuthority()
        func bound(of section: String) throws -> UInt64 {
            let reply = try authority.reply(to: Sample.request.bytes, section)
            // A time in the CA's years that no clock of a test machine reads.
            let info = try authority.info(of: reply).inYear(2030)
            return try TimestampResponse(parsing: try authority.signed(info))
                .verify(over: Sample.text).seconds
        }
        let plain = try bound(of: "sha256")
        // 2.500001 seconds, and the fraction of one, over the same clock a moment later.
        #expect((3...600).contains(try bound(of: "accurate") - plain))
    }

    @Test func `openssl verifies what is accepted`() throws {
        let authority = try TestAuthority("rsa")
        try authority.write(try authority.reply(to: Sample.request.bytes), to: "r.tsr")
        try authority.write(Sample.text, to: "text")
        try authority.openssl(
            "ts",
            "-verify",
            "-data",
            "text",
            "-in",
            "r.tsr",
            "-CAfile",
            "ca.pem"
        )
    }
}
