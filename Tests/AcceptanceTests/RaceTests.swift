import CanonicalJSON
import Foundation
import Testing

@Suite struct `Writers at the same time` {
    /// The exit code of a writer that read before it wrote and saw that the seat was taken.
    private static let gaveUp: Int32 = 3

    private func unless(_ tag: String) -> String { #"{"items":[{"tags":["\#(tag)"]}]}"# }

    @Test func `under one condition exactly one of eight wins`() throws {
        let scratch = try Scratch.withLedger()
        for round in 1...Level.rounds(quick: 4, full: 20) {
            try scratch.write(unless("party:seat\(round)"), to: "unless.json")
            let writers = try (1...8).map { writer in
                let line = Line.party("seat\(round)", name: "by \(writer)")
                let own = line.replacing("\"reg-", with: "\"w\(writer)-")
                return try scratch.start(
                    ["append", "--json", "--unless", "unless.json"],
                    input: Array(own.utf8)
                )
            }
            let runs = try writers.map { try $0.finish() }
            #expect(runs.map(\.status).sorted() == [0] + Array(repeating: 75, count: 7))
            for run in runs where run.status == 75 {
                #expect(try run.errorLines().map { $0["code"] } == ["conflict"])
            }
            #expect(try scratch.leaves("./ledger", "--tag", "party:seat\(round)").count == 1)
        }
        try scratch.expectClean()
    }

    @Test func `having read the ledger each at its own moment, exactly one of eight wins`() throws {
        let scratch = try Scratch.withLedger()
        for round in 1...Level.rounds(quick: 3, full: 20) {
            try scratch.write(unless("party:seat\(round)"), to: "unless.json")
            let writers = try (1...8).map { writer in
                let line = Line.party("seat\(round)", name: "by \(writer)")
                try scratch.write(
                    line.replacing("\"reg-", with: "\"w\(writer)-"),
                    to: "line-\(writer).json"
                )
                return try scratch.startShell(
                    Self.decider,
                    "party:seat\(round)",
                    "line-\(writer).json",
                    "0.0\(writer * 10 % 90)",
                    "0.0\((9 - writer) * 10)"
                )
            }
            let noise = try scratch.start(
                ["append", "--batch", "1"],
                input: Array(
                    Line.parties(1...10, prefix: "noise\(round)-").joined(separator: "\n").utf8
                )
            )
            let runs = try writers.map { try $0.finish() }
            #expect(try noise.finish().status == 0)
            #expect(runs.filter { $0.status == 0 }.count == 1)
            let others = runs.filter { $0.status != 0 }
            #expect(others.allSatisfy { [75, Self.gaveUp].contains($0.status) })
            #expect(try scratch.leaves("./ledger", "--tag", "party:seat\(round)").count == 1)
        }
        try scratch.expectClean()
    }

    /// Reads the seat and the head in one snapshot, thinks, then appends under what it knew.
    private static let decider = """
        sleep "$3"
        known=$("$PROGRAM" log --tag "$1" --json --with-head)
        if [ "$(printf '%s\\n' "$known" | wc -l)" -gt 1 ]; then exit \(gaveUp); fi
        size=$(printf '%s\\n' "$known" | sed -n 's/.*"size":\\([0-9]*\\).*/\\1/p')
        sleep "$4"
        exec "$PROGRAM" append --json --unless unless.json --after $((size - 1)) "$2"
        """

    @Test func `under conditions that have nothing in common all win`() throws {
        let scratch = try Scratch.withLedger()
        let writers = try (1...8).map { writer in
            try scratch.write(unless("party:seat\(writer)"), to: "unless-\(writer).json")
            return try scratch.start(
                ["append", "--unless", "unless-\(writer).json"],
                input: Array(Line.party("seat\(writer)").utf8)
            )
        }
        let runs = try writers.map { try $0.finish() }
        #expect(runs.allSatisfy { $0.status == 0 }, "\(runs.map(\.errors))")
        #expect(try scratch.head().size == 9)
        try scratch.expectClean()
    }

    @Test func `without conditions all events are there at gapless positions`() throws {
        let scratch = try Scratch.withLedger()
        let count = Level.rounds(quick: 20, full: 200)
        let writers = try (1...8).map { writer in
            let lines = Line.parties(1...count, prefix: "w\(writer)-")
            return try scratch.start(
                ["append", "--batch", "1", "--json"],
                input: Array(lines.joined(separator: "\n").utf8)
            )
        }
        let runs = try writers.map { try $0.finish() }
        #expect(runs.allSatisfy { $0.status == 0 }, "\(runs.map(\.errors))")
        let leaves = try scratch.leaves()
        let size = 8 * Int64(count) + 1
        #expect(leaves.map { $0["position"]?.integer ?? -1 } == Array(0..<size))
        #expect(Set(leaves.compactMap { $0["id"]?.string }).count == Int(size))
        let recorded = leaves.compactMap { $0["recorded"]?.string }
        #expect(zip(recorded, recorded.dropFirst()).allSatisfy { $0 < $1 })
        #expect(
            Set(runs.flatMap(\.acknowledged)).isSubset(of: leaves.compactMap { $0["id"]?.string })
        )
        try scratch.expectClean()
    }

    @Test func `readers get whole answers while others write`() throws {
        let scratch = try Scratch.withLedger()
        let lines = Line.parties(1...Level.rounds(quick: 60, full: 600))
        let writer = try scratch.start(
            ["append", "--batch", "1"],
            input: Array(lines.joined(separator: "\n").utf8)
        )
        var sizes: [Int64] = []
        while writer.isRunning {
            let log = try scratch.entente("log", "--json", "--reverse", "--with-head").jsonLines()
            let size = try #require(log.last?["head"]?["size"]?.integer)
            #expect(log.count == Int(size) + 1)
            sizes.append(size)
        }
        #expect(try writer.finish().status == 0)
        #expect(sizes == sizes.sorted())
    }

    @Test func `persons erased at the same time and beside other writers lose their keys`() throws {
        let scratch = try Scratch.withLedger()
        let persons = (1...6).map { "q\($0)" }
        let lines = persons.map { Line.person($0, name: "Žofie \($0)") }
        let filled = try scratch.entente("append", input: lines.joined(separator: "\n"))
        #expect(filled.status == 0, "\(filled.errors)")
        let erasures = try persons.map { person in
            try scratch.start(["erase", "person:\(person)", "--reason", "asked", "--json"])
        }
        let writers = try (1...10).map { writer in
            try scratch.start(["append"], input: Array(Line.party("w\(writer)").utf8))
        }
        for run in try (erasures + writers).map({ try $0.finish() }) {
            #expect(run.status == 0, "\(run.errors)")
        }
        try scratch.expectClean()
        let exported = try scratch.entente("keys", "export", "keys.json")
        #expect(exported.status == 0, "\(exported.errors)")
        let keys = try Run.values(
            scratch.bytes(of: "keys.json").filter { $0 != UInt8(ascii: "\n") }
        )
        #expect(keys.first?["persons"]?.object?.isEmpty == true)
    }
}
