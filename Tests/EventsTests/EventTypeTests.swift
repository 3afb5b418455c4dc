import Events
import Testing

@Suite struct EventTypeTests {
    @Test(arguments: [
        ("agreement.signed", "agreement", "signed"),
        ("agreement.entered-into-force", "agreement", "entered-into-force"),
        ("x-lab.sampled2", "x-lab", "sampled2"),
        ("a.b", "a", "b"),
    ])
    func `a type is a noun and a verb`(text: String, noun: String, verb: String) throws {
        let type = try #require(EventType(text))
        #expect(type.text == text)
        #expect(type.description == text)
        #expect(String(type.noun) == noun)
        #expect(String(type.verb) == verb)
    }

    @Test(arguments: [
        "", ".", "agreement", "agreement.", ".signed", "agreement.signed.twice", "Agreement.signed",
        "agreement.Signed", "1a.b", "a.1b", "-a.b", "a.-b", "a b.c", "a.b ", "a_b.c", "ä.b", "a..b",
        "*", "agreement.*",
    ])
    func `a text that breaks the grammar is no type`(text: String) {
        #expect(EventType(text) == nil)
    }

    @Test func `a type has at most 128 bytes`() {
        let noun = String(repeating: "n", count: 63)
        let verb = String(repeating: "v", count: 64)
        #expect(EventType("\(noun).\(verb)") != nil)
        #expect(EventType("\(noun)n.\(verb)") == nil)
    }

    @Test func `types are ordered by their names`() {
        let types: [EventType] = ["b.a", "a.b", "a.a"]
        #expect(types.sorted() == ["a.a", "a.b", "b.a"])
    }

    @Test func `a type known to the program reads as the same text does`() {
        #expect(EventType(known: "agreement.signed") == EventType("agreement.signed"))
    }

    @Test(arguments: ["agreement.signed", "a.b", "agreement", ".", "a.b.c", "a.-b", "ä.b"])
    func `bytes are a type when their text is`(text: String) {
        let bytes = Array(text.utf8)
        let read = EventType(bytes: bytes.span)
        #expect(read == EventType(text))
    }

    @Test func `a type is about its noun and no other`() {
        let type: EventType = "liaison-office.opened"
        #expect(type.isAbout("liaison-office"))
        for noun in ["liaison", "liaison-office.", "liaison-office.opened", "", "office"] {
            #expect(!type.isAbout(noun))
        }
        #expect(type.says("opened"))
        for verb in ["", "open", "openedx", ".opened", "office.opened"] {
            #expect(!type.says(verb))
        }
        for (text, isSame) in [(type.text, true), ("liaison-office.open", false)] {
            let matches = type.matches(text.utf8Span.span)
            #expect(matches == isSame)
        }
    }

    @Test func `a type of the program and one that was read are one in a set`() throws {
        let text = ["x-once", "only-here"].joined(separator: ".")
        let read = try #require(EventType(text))
        let known: EventType = "x-once.only-here"
        let bytes = Array(text.utf8)
        let found = EventType(bytes: bytes.span)
        let again = try #require(found)
        #expect(read == known && known == again && read == again)
        #expect(Set([read, known, again]).count == 1)
        #expect(known != "x-once.only-there")
    }
}
