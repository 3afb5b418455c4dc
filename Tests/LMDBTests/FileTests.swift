import LMDB
import Testing

@Suite struct `Files beside an environment` {
    private let directory: TemporaryDirectory
    private var path: String { directory.path + "/file" }

    init() throws { directory = try TemporaryDirectory() }

    @Test(arguments: [0, 1, 4095, 4096, 100_000])
    func `what was written is read back`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try File(path, for: .creating(mode: 0o600)).write(bytes.span)
        #expect(try File.contents(of: path) == bytes)
        #expect(try File.status(of: path)?.size == count)
    }

    @Test func `bytes are read into the middle of others`() throws {
        try File(path, for: .creating(mode: 0o600)).write([1, 2, 3].span)
        let file = try File(path, for: .reading)
        var bytes: [UInt8] = [9, 9, 9, 9, 9]
        #expect(try file.read(into: &bytes, from: 3) == 2)
        #expect(bytes == [9, 9, 9, 1, 2])
        #expect(try file.read(into: &bytes) == 1)
        #expect(bytes == [3, 9, 9, 1, 2])
        #expect(try file.read(into: &bytes) == 0)
    }

    @Test func `a new file takes no other's place, and a replacing one empties it`() throws {
        try File(path, for: .creating(mode: 0o600)).write([1, 2, 3].span)
        #expect(throws: LMDBError.self) {
            _ = try File(path, for: .creating(mode: 0o600))
        }
        #expect(try File.contents(of: path) == [1, 2, 3])
        try File(path, for: .replacing(mode: 0o600)).write([4].span)
        #expect(try File.contents(of: path) == [4])
    }

    @Test func `nothing at a path is no error where that is an answer`() throws {
        #expect(try File.status(of: path) == nil)
        #expect(try File.status(of: path + "/below") == nil)
        #expect(try File.contents(of: path) == nil)
        #expect(try File.status(of: directory.path)?.isFolder == true)
    }

    @Test func `a renamed file is another file in the same place`() throws {
        try File(path, for: .creating(mode: 0o600)).write([1].span)
        let before = try File.status(of: path)
        try File(path + ".new", for: .creating(mode: 0o600)).write([2].span)
        try File.rename(path + ".new", to: path)
        #expect(try File.status(of: path)?.inode != before?.inode)
        #expect(try File.contents(of: path) == [2])
        try File.remove(path)
        #expect(try File.status(of: path) == nil)
    }

    @Test func `a byte is found where a plain search finds it`() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(state: seed)
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...80, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...12, using: &generator) }
            let start = Int.random(in: 0...count, using: &generator)
            let end = Int.random(in: start...count, using: &generator)
            #expect(
                bytes.firstIndex(of: 10, from: start, below: end)
                    == bytes[start..<end].firstIndex(of: 10),
                "seed \(seed)"
            )
        }
    }
}
