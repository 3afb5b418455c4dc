import CanonicalJSON
import Entente
import Events
import Foundation
import Testing

struct `The catalogue` {
    @Test func `carries the digest that its files have`() {
        let catalogue = Catalogue.embedded
        #expect(catalogue.digest == Catalogue.digest(of: catalogue.files))
        #expect(Catalogue(files: catalogue.files).digest == catalogue.digest)
    }

    @Test func `finds every type by name, in its newest version and in each`() throws {
        let catalogue = Catalogue.embedded
        #expect(catalogue.types.count > 80)
        for type in catalogue.types {
            let newest = try #require(try catalogue.type(type))
            #expect(newest.type == type)
            #expect(try catalogue.type(type, version: newest.version)?.version == newest.version)
            #expect(try catalogue.type(type, version: newest.version + 1) == nil)
        }
        let made: EventType = "agreement.sign"
        #expect(try catalogue.type(made) == nil)
        #expect(catalogue.suggestions(for: "agreement.sign").first == "agreement.signed")
    }

    @Test func `takes tags and personal values from documents as from trees`() throws {
        let catalogue = Catalogue.embedded
        var (tagCount, personCount) = (0, 0)
        for type in catalogue.types {
            let compiled = try #require(try catalogue.type(type))
            for example in compiled.document["examples"]?.array ?? [] {
                let document = JSONDocument(example)
                let data = try #require(document.member(0, "data"))
                var tags: [Events.Tag] = []
                compiled.tags(of: document, data: data, isChecking: true, into: &tags)
                #expect(Set(tags).sorted() == compiled.tags(of: example), "\(type)")
                tagCount += tags.count

                let expected = compiled.personalValues(of: example["data"] ?? .null, in: example)
                let found = compiled.personalValues(of: document, data: data)
                #expect(found.map(\.pointer) == expected.map(\.pointer), "\(type)")
                #expect(found.map(\.persons) == expected.map(\.persons), "\(type)")
                #expect(compiled.hasPersonalFields || found.isEmpty)
                personCount += found.count
            }
        }
        #expect(tagCount > 150)
        #expect(personCount > 3)
    }

    @Test func `gives a type the shared definitions that it leads to, as they are`() throws {
        let catalogue = Catalogue.embedded
        let file = try #require(catalogue.files.first { $0.path == "common.v1.json" })
        let whole = try JSONReader(numbers: .ieee754).read(Array(file.text.utf8))
        for type in catalogue.types {
            let common = try #require(try catalogue.type(type)).common
            #expect(common["$id"] == whole["$id"])
            for member in common["$defs"]?.object?.members ?? [] {
                #expect(member.value == whole["$defs"]?[member.key], "\(type) \(member.key)")
            }
        }
        let party = try #require(try catalogue.type("party.registered")).common
        #expect(party["$defs"]?["party"] != nil)
        #expect(party["$defs"]?["vote"] == nil)
    }

    @Test func `gives a type all shared definitions when it refers to them in another way`() throws
    {
        let common = """
            {"$id": "urn:common", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"type": "integer"}}}
            """
        let type = """
            {"type": "object", "properties": {"n": {"$ref": "urn:common#/$defs/a"}}}
            """
        let catalogue = Catalogue(files: [
            ("common.v1.json", common), ("x-lab/sampled.v1.json", type),
        ])
        let compiled = try #require(try catalogue.type("x-lab.sampled"))
        #expect(compiled.common["$defs"]?.object?.count == 2)
        #expect(compiled.violations(ofStored: ["data": ["n": 1]]).isEmpty)
        #expect(compiled.violations(ofStored: ["data": ["n": "one"]]).count == 1)
    }

    @Test func `leads from a node back to its pointer`() throws {
        let document = JSONDocument(["a": [1, ["b~/": .null, "c": []]], "d": ["": [2]]])
        for text in ["", "/a", "/a/0", "/a/1", "/a/1/b~0~1", "/a/1/c", "/d", "/d/", "/d//0"] {
            let pointer = try JSONPointer(parsing: text)
            let node = try #require(document.node(at: pointer))
            #expect(document.pointer(to: node) == pointer)
        }
        let inner = try #require(document.node(at: JSONPointer(["d"])))
        #expect(document.pointer(to: 1, from: inner) == nil)
    }
}
