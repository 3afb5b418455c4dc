import Events
import Testing

@Suite struct TagTests {
    private static let kindOfLimit = String(repeating: "k", count: 32)
    private static let idOfLimit = String(repeating: "i", count: 128)

    @Test(arguments: [
        ("party:morava", "party", "morava"),
        ("liaison-office:a", "liaison-office", "a"),
        ("identifier:lei:529900T8BM49AURSDO55", "identifier", "lei:529900T8BM49AURSDO55"),
        ("x:AZaz09._~:-", "x", "AZaz09._~:-"),
        ("a::", "a", ":"),
        ("\(kindOfLimit):\(idOfLimit)", kindOfLimit, idOfLimit),
    ])
    func `a tag is split at its first colon`(text: String, kind: String, id: String) throws {
        let tag = try #require(Tag(text))
        #expect(tag.text == text)
        #expect(tag.description == text)
        #expect(String(tag.kind) == kind)
        #expect(String(tag.id) == id)
    }

    @Test(arguments: [
        "", ":", "party", "party:", ":morava", "Party:a", "9party:a", "-party:a", "par ty:a",
        "party1:a", "party:a b", "party:a/b", "party:ä", "pärty:a", "party:a\n", "party:a+b",
        "\(kindOfLimit)k:a", "a:\(idOfLimit)i", "party:a\u{301}",
    ])
    func `a text that breaks the grammar is no tag`(text: String) {
        #expect(Tag(text) == nil)
    }

    @Test func `tags are ordered as their bytes are`() throws {
        let texts = ["a:B", "a:a", "a:~", "ab:a", "b:a"]
        let tags = texts.compactMap(Tag.init)
        #expect(
            tags.shuffled().sorted().map(\.text)
                == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        )
        #expect(Set(tags + tags).count == texts.count)
    }

    @Test(arguments: [
        ("a", true), ("", false), (idOfLimit, true), (idOfLimit + "i", false), ("a b", false),
    ])
    func `an identifier has 1 to 128 bytes of its alphabet`(text: String, isOne: Bool) {
        #expect(Tag.isIdentifier(text.utf8) == isOne)
    }

    @Test func `bytes are a tag when their text is`() throws {
        let texts = [
            "party:morava", "a::", "x:AZaz09._~:-", "", ":", "a", "a:", ":a", "A:b", "-a:b", "a-:b",
            "a:b c", "a:ä", "\(Self.kindOfLimit):i", "\(Self.kindOfLimit)k:i",
            "k:\(Self.idOfLimit)", "k:\(Self.idOfLimit)i",
        ]
        for text in texts {
            let bytes = Array(text.utf8)
            let (read, isTag) = (Tag(bytes: bytes.span), Tag.isTag(bytes.span))
            #expect(read == Tag(text))
            #expect(isTag == (Tag(text) != nil))
        }
    }

    @Test func `a tag is of its kind and of no other`() throws {
        let tag = try #require(Tag("liaison-office:brno"))
        #expect(tag.isOfKind("liaison-office"))
        for kind in ["liaison", "liaison-office:", "liaison-offic", "", "LIAISON-OFFICE"] {
            #expect(!tag.isOfKind(kind))
        }
        for (text, isSame) in [(tag.text, true), ("liaison-office:brn", false)] {
            let matches = tag.matches(text.utf8Span.span)
            #expect(matches == isSame)
        }
    }

    @Test func `equal tags hash alike, however they were read`() throws {
        let one = try #require(Tag("party:morava"))
        let bytes = Array("party:morava".utf8)
        let read = Tag(bytes: bytes.span)
        let two = try #require(read)
        #expect(one == two)
        #expect(Set([one, two]).count == 1)
        #expect(one != Tag("party:moravia"))
    }
}
