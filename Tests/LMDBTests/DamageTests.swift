import Foundation
import LMDB
import Testing

struct `A damaged file` {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// 100 leaves of one page and the branch above them, then as many values on pages of their own.
    private func fill() throws {
        let environment = try Environment(at: directory.path)
        let table = try environment.table("t", .integers, create: true)
        let tags = try environment.table("tags", .positions, create: true)
        try environment.write { write in
            for key in 0..<200 as Range<UInt64> {
                try write.append([UInt8](repeating: 1, count: 1_900), key, in: table)
            }
            try write.put([1], 0x5741_4c4b_5741_4c4b, in: table)
            try write.insert(position: 7, for: Array("lonely-mark").span, in: tags)
            try write.insert(positions: [7, 8].span, for: Array("couple-mark").span, in: tags)
        }
    }

    @Test(arguments: [0.99, 0.9, 0.5, 0.1, 0.02])
    func `that lost its end is refused at the opening`(share: Double) throws {
        try fill()
        let whole = try directory.dataSize() / 4_096
        let left = Int(Double(whole) * share)
        try directory.truncate(to: left * 4_096)
        for readOnly in [true, false] {
            let error = #expect(throws: LMDBError.self) {
                _ = try Environment(at: directory.path, readOnly: readOnly)
            }
            #expect(error?.isDamaged == true)
            #expect(error?.operation == "open \(directory.path)")
        }
    }

    @Test func `that lost its end says how much is missing`() throws {
        try fill()
        let whole = try directory.dataSize() / 4_096
        try directory.truncate(to: (whole - 3) * 4_096 + 100)
        let error = #expect(throws: LMDBError.self) { _ = try Environment(at: directory.path) }
        #expect(
            error?.description
                == "open \(directory.path): the file is damaged (data.mdb has "
                + "\(whole - 3) pages; page \(whole - 1) is missing); "
                + "restore a backup, and keep the damaged file for study"
        )
    }

    @Test(arguments: [100, 4_096, 4_200, 8_191])
    func `with less than its head is refused`(size: Int) throws {
        try fill()
        try directory.truncate(to: size)
        let error = #expect(throws: LMDBError.self) { _ = try Environment(at: directory.path) }
        #expect(error?.isDamaged == true)
    }

    @Test func `is not what a file is whose last pages were never needed`() throws {
        var random = SeededGenerator(state: 1)
        var shortCount = 0
        for _ in 0..<40 where try isShort(afterChurning: &random) {
            shortCount += 1
            let again = try Environment(at: directory.path, readOnly: true)
            #expect(try again.information.lastPage >= directory.dataSize() / 4_096)
        }
        #expect(shortCount > 0, "no commit left the file short: the test has lost its subject")
    }

    /// Puts and removes values of all sizes until a commit leaves the file short, or long enough.
    private func isShort(afterChurning random: inout SeededGenerator) throws -> Bool {
        let environment = try Environment(at: directory.path)
        let table = try environment.table("t", .integers, create: true)
        for _ in 0..<50 {
            try environment.write { write in
                for _ in 0..<Int.random(in: 0..<30, using: &random) {
                    let key = UInt64.random(in: 0..<50, using: &random)
                    let size = Int.random(in: 0..<20_000, using: &random)
                    switch Int.random(in: 0..<9, using: &random) {
                    case 0...2: try write.removeValue(for: key, in: table)
                    case 3...6: try write.put([UInt8](repeating: 1, count: size), key, in: table)
                    default: try write.put([UInt8](repeating: 1, count: 80), key, in: table)
                    }
                }
            }
            if try directory.dataSize() / 4_096 <= environment.information.lastPage { return true }
        }
        return false
    }

    @Test func `that is no file of LMDB is refused`() throws {
        let text = [UInt8](repeating: 0x41, count: 20_000)
        try Data(text).write(to: URL(fileURLWithPath: directory.dataFile))
        let error = #expect(throws: LMDBError.self) { _ = try Environment(at: directory.path) }
        #expect(error?.isDamaged == true)
        #expect(error?.cause == "the file is not an LMDB file, or its head is damaged")
    }

    @Test func `of another version is told apart`() throws {
        try fill()
        for page in 0...1 { try directory.overwrite([9], at: page * 4_096 + 20) }
        let error = #expect(throws: LMDBError.self) { _ = try Environment(at: directory.path) }
        #expect(error?.isVersionMismatch == true)
        #expect(error?.isDamaged == false)
    }

    @Test func `with a broken branch ends the process with 78`() async throws {
        try fill()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: directory.dataFile))
        for page in stride(from: 8_192, to: bytes.count, by: 4_096) where bytes[page + 10] == 1 {
            try directory.overwrite([18, 0], at: page + 12)
        }
        let result = await #expect(
            processExitsWith: .exitCode(78),
            observing: [\.standardErrorContent]
        ) { [path = directory.path as String] in
            try readAll(path)
        }
        let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(words.contains("\(directory.path)/data.mdb is damaged ("))
        #expect(words.contains("); restore a backup\n"))
    }

    @Test func `with a position of another size is an error, not a trap`() throws {
        try fill()
        // A node: 2 bytes size of its value, 2 and 2 more, 2 bytes size of its key, the key.
        try patch(Array("lonely-mark"), offset: -8, with: [4, 0])
        let environment = try Environment(at: directory.path)
        let tags = try environment.table("tags", .positions, create: false)
        let key = Array("lonely-mark")
        let error = #expect(throws: LMDBError.self) {
            _ = try environment.read { try $0.positions(for: key.span, in: tags) }
        }
        #expect(
            error?.description
                == "read a position of table tags: the file is damaged (it has 4 bytes instead "
                + "of 8); restore a backup, and keep the damaged file for study"
        )
        let last = #expect(throws: LMDBError.self) {
            _ = try environment.read { try $0.lastPosition(for: key.span, in: tags) }
        }
        #expect(last?.isDamaged == true)
    }

    @Test func `with positions of another size is an error, not a trap`() throws {
        try fill()
        // The page of positions inside the node: 8 bytes, then the size of each.
        try patch(Array("couple-mark"), offset: 11 + 8, with: [4, 0])
        let environment = try Environment(at: directory.path)
        let tags = try environment.table("tags", .positions, create: false)
        let error = #expect(throws: LMDBError.self) {
            _ = try environment.read {
                try $0.positions(for: Array("couple-mark").span, in: tags)
            }
        }
        #expect(error?.isDamaged == true)
    }

    @Test func `with an integer key of another size is an error, not a trap`() throws {
        try fill()
        try patch(Array("KLAWKLAW"), offset: -2, with: [4, 0])
        let environment = try Environment(at: directory.path)
        let table = try environment.table("t", .integers, create: false)
        let error = #expect(throws: LMDBError.self) {
            try environment.read { read in
                try read.withCursor(in: table) { cursor throws in
                    try cursor.move(to: .last)
                    _ = try cursor.integerKey
                }
            }
        }
        #expect(error?.operation == "read a key of table t")
        #expect(error?.finding == "it has 4 bytes instead of 8")
    }

    /// Overwrites bytes near each place where `mark` stands.
    private func patch(_ mark: [UInt8], offset: Int, with bytes: [UInt8]) throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: directory.dataFile))
        var start = data.startIndex
        var count = 0
        while let range = data.range(of: Data(mark), in: start..<data.endIndex) {
            let place = range.lowerBound + offset
            data.replaceSubrange(place..<place + bytes.count, with: bytes)
            start = range.upperBound
            count += 1
        }
        try #require(count > 0)
        try data.write(to: URL(fileURLWithPath: directory.dataFile))
    }
}

private func readAll(_ path: String) throws {
    let environment = try Environment(at: path, readOnly: true)
    let table = try environment.table("t", .integers, create: false)
    _ = try environment.read { try $0.bytes(17, in: table) }
}
