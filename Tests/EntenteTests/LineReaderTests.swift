import Entente
import Foundation
import Testing
import Transparency

@Suite struct `Lines of a file` {
    /// What a reader gives for some bytes.
    private struct Answer: Equatable {
        var lines: [[UInt8]] = []
        var endedWithLineFeed = true
    }

    private func read(_ bytes: [UInt8], limit: Int) throws -> (Answer, digest: String) {
        let place = FileManager.default.temporaryDirectory
            .appending(path: "entente-lines-\(UUID().uuidString)")
        try Data(bytes).write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        let stream = try FileStream(reading: place.path)
        let reader = LineReader(stream, limit: limit, isHashing: true)
        var answer = Answer()
        while let line = try reader.next() { answer.lines.append(line) }
        answer.endedWithLineFeed = reader.endedWithLineFeed
        #expect(reader.isAtEnd)
        return (answer, reader.digest())
    }

    /// The same by the plainest means.
    private func expected(_ bytes: [UInt8], limit: Int) -> Answer {
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
        let isWhole = lines.last?.isEmpty ?? true
        if isWhole { lines = lines.dropLast() }
        return Answer(lines: lines.map { Array($0.prefix(limit + 1)) }, endedWithLineFeed: isWhole)
    }

    @Test(arguments: [
        "", "\n", "\n\n", "a", "a\n", "a\nb", "\na", "longer than the limit\nb\n",
        "longer than the limit",
    ])
    func `edges are as they should be`(text: String) throws {
        let bytes = Array(text.utf8)
        let answer = try read(bytes, limit: 5)
        #expect(answer.0 == expected(bytes, limit: 5))
        #expect(answer.digest == SHA256Hashing.hash(bytes).hex)
    }

    @Test(arguments: [7, 1_000, 70_000, 1_048_576])
    func `lines of all lengths are read whole or cut`(limit: Int) throws {
        let seed = UInt64.random(in: .min ... .max)
        var state = seed
        func draw(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        var bytes: [UInt8] = []
        while bytes.count < 5_000_000 {
            let longest = [3, 600, limit * 2, 3_000_000][draw(100) < 97 ? draw(2) : 2 + draw(2)]
            bytes += [UInt8](repeating: UInt8(97 + draw(26)), count: draw(longest + 1))
            bytes.append(10)
        }
        if draw(2) == 0 { bytes.append(97) }
        let answer = try read(bytes, limit: limit)
        #expect(answer.0 == expected(bytes, limit: limit), "seed \(seed)")
        #expect(answer.digest == SHA256Hashing.hash(bytes).hex, "seed \(seed)")
    }
}
