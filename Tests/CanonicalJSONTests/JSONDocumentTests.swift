import CanonicalJSON
import Testing

/// A document stands for the tree that a reader makes of the same bytes.
struct `A document` {
    @Test(
        arguments: `Texts that are JSON`.structures + `Texts that are JSON`.strings
            + `Texts that are JSON`.numbers
    )
    func `holds what a reader reads`(_ accepted: Accepted) throws {
        try expectAgreement(Array(accepted.text.utf8), "\(accepted.text)")
        try expectAgreement(Array(accepted.canonical.utf8), "\(accepted.canonical)")
        let document = try JSONDocument(reading: Array(accepted.text.utf8), numbers: .ieee754)
        var bytes: [UInt8] = []
        document.appendCanonical(0, to: &bytes)
        #expect(bytes == Array(accepted.canonical.utf8))
    }

    @Test(
        arguments: `Texts that are not JSON`.documents + `Texts that are not JSON`.arrays
            + `Texts that are not JSON`.objects + `Texts that are not JSON`.numbers
            + `Texts that are not JSON`.escapes + `Texts that are not JSON`.encodings
    )
    func `refuses what a reader refuses, with the same objection`(_ refused: Refused) throws {
        try expectAgreement(refused.bytes, "\(refused.testDescription)")
    }

    @Test(arguments: [0, 1, 2, 64, 512])
    func `nests as deep as it is allowed to`(_ depth: Int) throws {
        for extra in [0, 1] {
            let text = String(repeating: "[", count: depth + extra) + "1"
            let bytes = Array((text + String(repeating: "]", count: depth + extra)).utf8)
            let document = try? JSONDocument(reading: bytes, maximumDepth: depth)
            #expect((document == nil) == (extra == 1))
        }
    }

    @Test func `names its values by index`() throws {
        let text = #"{"id":"x","tags":["a","b\n",{}],"due":{"edtf":"2024","n":-1.5},"ok":true}"#
        let document = try JSONDocument(reading: Array(text.utf8))
        #expect(document.kind(0) == .object)
        #expect(document.count(0) == 4)
        let tags = try #require(document.member(0, "tags"))
        let first = try #require(document.firstChild(tags))
        let second = try #require(document.next(first))
        let third = try #require(document.next(second))
        #expect(document.next(third) == nil)
        #expect(document.firstChild(third) == nil)
        #expect(document.text(second) == "b\n")
        #expect(document.textCount(second) == 2)
        #expect(document.text(second, equals: "b\n" as JSONName))
        #expect(document.text(second, equals: "b\n" as String))
        #expect(document.textHash(second) == JSONName("b\n").textHash)
        #expect(document.withText(second) { $0.count } == 2)
        let due = try #require(document.node(at: "due.edtf" as JSONPath))
        #expect(document.text(due) == "2024")
        let number = try #require(document.node(at: JSONPointer(["due", "n"])))
        #expect(document.number(number) == -1.5)
        #expect(document.integer(number) == nil)
        #expect(document.node(at: JSONPointer(["tags", "2"])) == third)
        #expect(document.node(at: JSONPointer(["tags", "3"])) == nil)
        #expect(document.member(0, "okay") == nil)
        #expect(document.member(tags, "id") == nil)
        #expect(document.member(0, "ok").flatMap(document.bool) == true)
        let keys = sequence(first: 1) { document.next($0) }
        #expect(keys.map { document.text($0) } == ["id", "tags", "due", "ok"])
        #expect(keys.map { document.isKey($0) } == [true, true, true, true])
        #expect(document.keyMatches(1, "id"))
        #expect(!document.keyMatches(2, "x"))
    }

    @Test func `answers with nothing what a node is not`() throws {
        let document = try JSONDocument(reading: Array(#"[null,"1",1]"#.utf8))
        #expect(document.isNull(1))
        #expect(document.text(1) == nil)
        #expect(document.textCount(3) == 0)
        #expect(!document.text(3, equals: "1" as JSONName))
        #expect(!document.text(3, equals: "1" as String))
        #expect(!document.text(3, equals: document, 2))
        #expect(document.number(2) == nil)
        #expect(document.bool(2) == nil)
        #expect(document.count(2) == 0)
        #expect(document.firstChild(2) == nil)
        #expect(document.integer(3) == 1)
    }

    @Test func `has no node behind its last`() async {
        await #expect(processExitsWith: .failure) {
            _ = JSONDocument(["a": 1]).kind(3)
        }
        await #expect(processExitsWith: .failure) {
            _ = JSONDocument(["a": 1]).value(ofKey: 2)
        }
    }

    @Test(arguments: [7, 8, 9, 15, 16, 17, 23, 24, 25])
    func `tells names of one beginning apart`(_ length: Int) throws {
        let name = String(repeating: "k", count: length)
        let others = [name + "k", String(name.dropLast()), name.dropLast() + "K", ""]
        let object = JSONObject(([name] + others).map { ($0, .string($0)) })
        let document = JSONDocument(.object(object))
        for name in [name] + others {
            let node = try #require(document.member(0, JSONName(name)))
            #expect(document.text(node) == name)
            #expect(document.text(node, equals: JSONName(name)))
            #expect(document.keyMatches(node - 1, JSONName(name)))
        }
        #expect(document.member(0, JSONName(name + "x")) == nil)
        #expect(document.member(0, JSONName("x" + name.dropFirst())) == nil)
    }

    /// More members than are compared each with each, and than are sorted in place.
    @Test(arguments: [2, 15, 16, 17, 18, 31, 32, 33, 34, 200, 3000])
    func `finds the key that stands twice among many`(_ count: Int) throws {
        let keys = (0..<count).reversed().map { "a common beginning \($0)" }
        let members = keys.map { "\"\($0)\":0" }
        try expectAgreement(Array("{\(members.joined(separator: ","))}".utf8), "\(count) members")
        for index in [0, count / 2, count - 1] {
            let twice = members + [members[index]]
            let bytes = Array("[{\(twice.joined(separator: ","))}]".utf8)
            let error = #expect(throws: JSONError.self) { try JSONDocument(reading: bytes) }
            #expect(error?.kind == .duplicateKey)
            #expect(error?.pointer == JSONPointer(["0", keys[index]]))
        }
        let escaped = members + [#""\u0061 common beginning 0":0"#]
        try expectAgreement(Array("{\(escaped.joined(separator: ","))}".utf8), "\(count), escaped")
    }

    @Test func `is equal whatever the order of its members, in one look at each value`() throws {
        var (left, right) = ("1", "1")
        for _ in 0..<60 {
            left = "{\"a\":\(left),\"b\":1,\"c\":2}"
            right = "{\"a\":\(right),\"c\":2,\"b\":1}"
        }
        let one = try JSONDocument(reading: Array(left.utf8))
        let other = try JSONDocument(reading: Array(right.utf8))
        #expect(one.equals(0, other, 0))
        #expect(one.hash(0) == other.hash(0))
        #expect(one.isCanonical)
        #expect(!other.isCanonical)
    }
}

/// Expects a document of `bytes` to be as the reader's tree, or to be refused as there.
func expectAgreement(
    _ bytes: [UInt8],
    _ comment: Comment,
    location: SourceLocation = #_sourceLocation
) throws {
    for numbers in [JSONReader.Numbers.ledger, .ieee754] {
        let value: JSONValue
        do {
            value = try JSONReader(numbers: numbers).read(bytes.span)
        } catch let expected {
            let error = #expect(throws: JSONError.self, comment, sourceLocation: location) {
                try JSONDocument(reading: bytes, numbers: numbers)
            }
            #expect(error == expected, comment, sourceLocation: location)
            continue
        }
        let document = try JSONDocument(reading: bytes, numbers: numbers)
        let canonical = value.canonicalBytes()
        #expect(document.value(0) == value, comment, sourceLocation: location)
        #expect(document.isCanonical == (canonical == bytes), comment, sourceLocation: location)
        expectSame(document, 0, value, comment, location)

        let again = JSONDocument(value)
        #expect(again.isCanonical && again.bytes == canonical, comment, sourceLocation: location)
        #expect(document.equals(0, again, 0), comment, sourceLocation: location)
        #expect(document.hash(0) == again.hash(0), comment, sourceLocation: location)
    }
}

/// Expects a node and all in it to be a value, looked at in every way there is.
private func expectSame(
    _ document: JSONDocument,
    _ node: Int,
    _ value: JSONValue,
    _ comment: Comment,
    _ location: SourceLocation
) {
    var bytes: [UInt8] = [0x78]
    document.appendCanonical(node, to: &bytes)
    #expect(bytes.dropFirst() == value.canonicalBytes()[...], comment, sourceLocation: location)
    #expect(document.text(node) == value.string, comment, sourceLocation: location)
    #expect(document.number(node) == value.number, comment, sourceLocation: location)
    #expect(document.integer(node) == value.integer, comment, sourceLocation: location)
    #expect(document.bool(node) == value.bool, comment, sourceLocation: location)
    #expect(document.isNull(node) == value.isNull, comment, sourceLocation: location)
    let children = document.firstChild(node).map { sequence(first: $0) { document.next($0) } }
    let count = children.map { Array($0).count } ?? 0
    #expect(count == document.count(node), comment, sourceLocation: location)
    switch value {
    case .string(let text):
        let name = JSONName(text)
        #expect(document.text(node, equals: name), comment, sourceLocation: location)
        #expect(document.text(node, equals: text), comment, sourceLocation: location)
        #expect(document.textHash(node) == name.textHash, comment, sourceLocation: location)
        #expect(document.textCount(node) == name.count, comment, sourceLocation: location)
    case .array(let elements):
        #expect(count == elements.count, comment, sourceLocation: location)
        for (child, element) in zip(children.map(Array.init) ?? [], elements) {
            #expect(document.next(child) != child, comment, sourceLocation: location)
            expectSame(document, child, element, comment, location)
        }
    case .object(let object):
        #expect(count == object.count, comment, sourceLocation: location)
        for member in object.members {
            guard let child = document.member(node, JSONName(member.key)) else {
                Issue.record(comment, sourceLocation: location)
                continue
            }
            let isKey = document.keyMatches(child - 1, JSONName(member.key))
            #expect(isKey, comment, sourceLocation: location)
            #expect(document.next(child) == nil, comment, sourceLocation: location)
            #expect(document.value(ofKey: child - 1) == child, comment, sourceLocation: location)
            expectSame(document, child, member.value, comment, location)
        }
    default: break
    }
}
