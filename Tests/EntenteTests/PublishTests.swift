import Entente
import Foundation
import Testing
import Transparency

@Suite struct `A publication` {
    @Test func `has the files that its size asks for, and no more`() throws {
        let published = try PublishedLedger()
        for size in [1, 255, 256, 257, 512, 600] as [UInt64] {
            try published.grow(to: size)
            let name = "at-\(size)"
            let made = try published.publish(name)
            #expect(made.checkpoint.size == size && made.earlierSize == 0)
            let tiles = Tile.added(from: 0, to: size)
            let paths =
                tiles.map(\.path) + tiles.filter { $0.level == 0 }.map(\.entriesPath)
                + ["checkpoint", "key"]
            #expect(try published.files(name).keys.sorted() == paths.sorted())
            #expect(made.fileCount == paths.count - 2)
        }
        #expect(try published.files("at-256").keys.contains("tile/1/000.p/1"))
    }

    @Test func `in steps gives the files of one at once, but for partial tiles that stay`() throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        var generator = SeededGenerator(seed: seed)
        let published = try PublishedLedger()
        var size: UInt64 = 1
        while size < 1_300 {
            size += UInt64.random(in: 1...400, using: &generator)
            try published.grow(to: size)
            try published.publish("steps")
            try published.publish("once-\(size)")
            let steps = try published.files("steps")
            let once = try published.files("once-\(size)")
            for (path, bytes) in once { #expect(steps[path] == bytes, "\(path), seed \(seed)") }
            for path in steps.keys where once[path] == nil {
                let whole = path.split(separator: ".p/")[0]
                #expect(path.contains(".p/") && once[String(whole)] == nil, "\(path), seed \(seed)")
            }
        }
    }

    @Test func `of a size that was published already writes nothing`() throws {
        let published = try PublishedLedger()
        try published.grow(to: 300)
        try published.publish()
        let before = try published.files("published")
        let made = try published.publish()
        #expect(made.fileCount == 0 && made.earlierSize == 300)
        #expect(try published.files("published") == before)
    }

    @Test func `goes on where a crash left files without a checkpoint`() throws {
        let published = try PublishedLedger()
        try published.grow(to: 300)
        try published.publish()
        let old = try published.files("published")
        try published.grow(to: 700)
        try published.publish("whole")
        // Torn files of a later size, as a crash of the machine can leave them.
        try published.set([1, 2, 3], at: "published/tile/0/001")
        try published.set([], at: "published/tile/entries/001")
        try published.set(Array("300\n".utf8), at: "published/.superseded")
        try published.set(Array("half".utf8), at: "published/checkpoint.new")
        try published.publish()
        let now = try published.files("published")
        for (path, bytes) in try published.files("whole") { #expect(now[path] == bytes, "\(path)") }
        #expect(now.keys.contains { $0.hasPrefix("tile/0/001.p") } == false)
        #expect(old.keys.contains("tile/0/001.p/44"))
        #expect(now[".superseded"] == nil)
    }

    @Test func `removes partial tiles that a crash behind the checkpoint left`() throws {
        let published = try PublishedLedger()
        try published.grow(to: 300)
        try published.publish()
        let partial = try published.bytes("published/tile/0/001.p/44")
        try published.grow(to: 600)
        try published.publish()
        try published.set(partial, at: "published/tile/0/001.p/44")
        try published.set(Array("300\n".utf8), at: "published/.superseded")
        try published.publish()
        let files = try published.files("published")
        #expect(files["tile/0/001.p/44"] == nil && files[".superseded"] == nil)
        #expect(files["tile/0/002.p/88"] != nil)
    }

    @Test func `begins anew in a folder that its first run left without a checkpoint`() throws {
        let published = try PublishedLedger()
        try published.grow(to: 300)
        try published.publish()
        let whole = try published.files("published")
        try published.set(nil, at: "published/checkpoint")
        try published.publish()
        #expect(try published.files("published") == whole)
    }

    @Test func `is refused in a folder of something else`() throws {
        let published = try PublishedLedger()
        try published.set([1], at: "site/index.html")
        #expect {
            try published.publish("site")
        } throws: { error in
            let error = error as? LedgerError
            return error?.kind == .cannotCreate
                && error?.description.contains("holds index.html and no checkpoint") == true
        }
        try published.set([1], at: "tiles/tile/0/000")
        #expect(throws: LedgerError.self) { try published.publish("tiles") }
        #expect(throws: LedgerError.self) { try published.publish("site/index.html") }
        let other = try PublishedLedger(origin: "other.example.org/log")
        try other.publish()
        #expect {
            try published.ledger.publish(to: other.path("published"))
        } throws: { error in
            (error as? LedgerError)?.kind == .cannotCreate
        }
        try published.publish("own")
        try published.set(Array("no note".utf8), at: "own/checkpoint")
        #expect(throws: LedgerError.self) { try published.publish("own") }
        #expect {
            try published.ledger.publish(to: published.ledger.directory)
        } throws: { error in
            (error as? LedgerError)?.description.contains("is no publication") == true
        }
    }

    @Test func `is refused where a later state of the ledger was published, with both notes`()
        throws
    {
        let published = try PublishedLedger()
        try published.grow(to: 10)
        _ = try published.ledger.backup(to: published.path("backup"))
        try published.grow(to: 20)
        try published.publish()
        let restored = try Ledger.restore(published.path("backup"), to: published.path("restored"))
        let keys = try published.ledger.exportKeys()
        _ = consume restored
        _ = try Ledger.importKeys(keys, into: published.path("restored"))
        let older = try Ledger.open(published.path("restored"))
        let before = try published.files("published")
        #expect {
            try older.publish(to: published.path("published"))
        } throws: { error in
            let error = error as? LedgerError
            let words = error?.description ?? ""
            return error?.kind == .damaged && words.contains("has 20 events and this ledger 10")
                && words.components(separatedBy: "\u{2014} ledger.example.org/test").count == 3
        }
        #expect(try published.files("published") == before)
    }

    @Test func `holds nothing personal, and no key but the public one`() throws {
        let published = try PublishedLedger()
        try published.made.append(
            "person.registered",
            #"{"person":"person:rgw4qq7h5n75","names":[{"text":"Žofie Nováková","lang":"cs"}]}"#
        )
        try published.publish()
        let all = try published.files("published").values.reduce([], +)
        #expect(!String(decoding: all, as: UTF8.self).contains("Nov"))
        let key = String(decoding: try published.bytes("published/key"), as: UTF8.self)
        #expect(key.hasPrefix(try published.ledger.verifierKey + "\n"))
        #expect(key.contains("proves nothing"))
    }

    @Test func `is made by one program at a time`() throws {
        let published = try PublishedLedger()
        try published.publish()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let folder = published.path("published")
        process.arguments = ["flock", folder, "sh", "-c", "echo; read x"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        _ = output.fileHandleForReading.readData(ofLength: 1)
        #expect {
            try published.publish()
        } throws: { error in
            (error as? LedgerError)?.kind == .conflict
        }
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        try published.publish()
    }

    @Test func `of a follower is its partner's log again`() throws {
        let published = try PublishedLedger()
        try published.grow(to: 300)
        try published.publish()
        _ = try published.follow()
        let mirror = try Ledger.open(published.path("mirror"), readOnly: true)
        _ = try mirror.publish(to: published.path("again"))
        #expect(try published.files("again") == published.files("published"))
    }
}
