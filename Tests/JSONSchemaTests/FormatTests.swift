import CanonicalJSON
import JSONSchema
import Testing

struct `A format` {
    static let cases: [(String, accepts: [String], refuses: [String])] = [
        (
            "language-tag",
            [
                "bg", "en", "zh-Hant", "zh-Hant-TW", "sr-Latn-RS", "de-CH-1901",
                "sl-rozaj-biske-1994",
                "hy-Latn-IT-arevela", "es-419", "zh-cmn-Hans-CN", "x-whatever", "en-US-u-islamcal",
                "de-a-value-x-y", "i-klingon", "sgn-BE-FR", "art-lojban", "zh-min-nan", "und",
            ],
            [
                "", "a", "b-", "-b", "de-419-DE", "a-DE", "ar-a-aaa-b-bbb-a-ccc", "en_US", "en--US",
                "en-x", "x", "toolongtag", "de-1901-1901", "бг", "en-u", "bg ",
            ]
        ),
        ("edtf", ["2019", "[..2019-03-08]", "2019-03-06/2019-03-08"], ["", "2019-02-30", "soon"]),
        ("duration", ["P6M", "PT90M"], ["6M", "P"]),
        ("uuid", ["0190163d-8694-739b-aea5-966c26f8ad91"], ["0190163d8694739baea5966c26f8ad91"]),
        (
            "uri",
            [
                "urn:a", "https://a.example/ä".replacing("ä", with: "%C3%A4"),
                "http://[::1]:80/?a#b",
            ],
            [
                "a", "http://a/ä", "http://a/%zz", "1http://a", "http://[1]/", "http://a:b/",
                "http://a b",
            ]
        ),
        ("hostname", ["anything goes"], []),
    ]

    @Test(arguments: cases)
    func `is asserted if it is one of ours`(
        format: String,
        accepts: [String],
        refuses: [String]
    ) throws {
        let schema = try Schema(compiling: ["format": .string(format)])
        for text in accepts { #expect(schema.violations(of: .string(text)).isEmpty, "\(text)") }
        for text in refuses { #expect(!schema.violations(of: .string(text)).isEmpty, "\(text)") }
        #expect(schema.violations(of: 1).isEmpty)
    }

    @Test func `is an annotation on request`() throws {
        let schema = try Schema(compiling: ["format": "uuid"], assertsFormats: false)
        #expect(schema.violations(of: "x").isEmpty)
        #expect(schema.annotations("format", in: "x").map(\.value) == ["uuid"])
    }
}
