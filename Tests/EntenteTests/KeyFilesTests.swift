import Entente
import Foundation
import Testing

/// What another process does to the keys is seen by the next append.
@Suite struct `Keys beside an open ledger` {
    private let test: TestLedger
    private var keys: URL { test.folder.appending(path: "ledger/keys") }

    init() throws { test = try TestLedger() }

    private func register(_ person: String) throws {
        try test.append(
            "person.registered",
            #"{"person":"\#(person)","names":[{"text":"Jana","lang":"cs"}]}"#
        )
    }

    @Test func `a person erased elsewhere is refused from then on`() throws {
        try register("person:k3v9x2m7q8tz")
        try Data("person:aaaaaaaaaaaa\n".utf8).write(to: keys.appending(path: "erased"))
        #expect(throws: (any Error).self) { try register("person:aaaaaaaaaaaa") }
        try register("person:bbbbbbbbbbbb")
        // The list grows at once, within one tick of the file system's clock.
        try Data("person:aaaaaaaaaaaa\nperson:cccccccccccc\n".utf8)
            .write(to: keys.appending(path: "erased"))
        #expect(throws: (any Error).self) { try register("person:cccccccccccc") }
        try register("person:dddddddddddd")
    }

    @Test func `without the log key nothing is appended, and with it again it is`() throws {
        let (key, away) = (keys.appending(path: "log"), keys.appending(path: "away"))
        try register("person:k3v9x2m7q8tz")
        try FileManager.default.moveItem(at: key, to: away)
        #expect(throws: LedgerError.self) { try register("person:aaaaaaaaaaaa") }
        try FileManager.default.moveItem(at: away, to: key)
        try register("person:bbbbbbbbbbbb")
    }

    @Test func `a generation of keys that came meanwhile is the one that counts`() throws {
        try register("person:k3v9x2m7q8tz")
        let before = try #require(try test.ledger.keyStore()).all()
        #expect(before.count == 1)
        try FileManager.default.copyItem(
            at: keys.appending(path: "persons-1"),
            to: keys.appending(path: "persons-3")
        )
        try FileManager.default.removeItem(at: keys.appending(path: "persons-1"))
        try register("person:aaaaaaaaaaaa")
        #expect(try test.ledger.keyStore()?.all().count == 2)
        let copy = try FileManager.default.contentsOfDirectory(atPath: keys.path)
        #expect(copy.contains("persons-3") && !copy.contains("persons-1"))
    }
}
