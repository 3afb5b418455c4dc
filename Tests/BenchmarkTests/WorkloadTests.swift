import CanonicalJSON
import EDTF
import EntenteBench
import Testing

@Suite struct `The workload` {
    private func lines(_ count: Int, seed: UInt64 = 1) -> [[UInt8]] {
        var workload = Workload(seed: seed)
        return (0..<count).map { _ in
            workload.next()
            return workload.line
        }
    }

    @Test func `is the same for the same seed`() {
        #expect(lines(3_000, seed: 7) == lines(3_000, seed: 7))
        #expect(lines(10, seed: 7) != lines(10, seed: 8))
    }

    @Test func `begins a longer run with a shorter one`() {
        #expect(lines(4_000).prefix(2_500) == lines(2_500)[...])
    }

    @Test func `is appended without a refusal`() throws {
        let made = try MadeLedger.made.get()
        #expect(made.refusalCount == 0)
        #expect(made.size == UInt64(MadeLedger.count) + 1)
    }

    @Test func `knows the tags that the ledger gives`() throws {
        let made = try MadeLedger.made.get()
        #expect(made.tags == Array(made.stored.dropFirst()))
    }

    @Test func `looks like a ledger at work`() throws {
        let count = 20_000
        var workload = Workload(seed: 1)
        var byteCount = 0
        var tagCount = 0
        var lateCount = 0
        var types: Set<String> = []
        var newest = ""
        let reader = JSONReader()
        for index in 0..<count {
            workload.next()
            guard index >= Workload.partyCount else { continue }
            let line = workload.line
            #expect((450...700).contains(line.count))
            byteCount += line.count
            tagCount += workload.tags.count
            // Days, and the months of events that were recorded late.
            let event = try reader.read(line)
            let occurred = String((event["occurred"]?.string ?? "").prefix(10))
            if occurred.count == 7 || isLate(occurred, after: newest) { lateCount += 1 }
            if occurred.count == 10 { newest = max(newest, occurred) }
            types.insert(event["type"]?.string ?? "")
        }
        let mixed = Double(count - Workload.partyCount)
        #expect(types.count == 19, "and party.registered, with which it begins")
        #expect((530...570).contains(Double(byteCount) / mixed))
        #expect((3.5...4).contains(Double(tagCount) / mixed))
        #expect((0.005...0.025).contains(Double(lateCount) / mixed), "more once gatherings end")
    }

    @Test func `books nobody for two meetings at one time`() throws {
        var booked: [String: [Instant]] = [:]
        let reader = JSONReader()
        for line in lines(40_000) {
            let event = try reader.read(line)
            guard event["type"] == "meeting.scheduled", let data = event["data"] else { continue }
            let start = try #require(data["when"]?.string.flatMap(Instant.init(rfc3339:)))
            for party in data["participants"]?.array ?? [] {
                booked[party.string ?? "", default: []].append(start)
            }
        }
        #expect(booked.count > 1_000)
        for starts in booked.values {
            let sorted = starts.sorted()
            for (one, next) in zip(sorted, sorted.dropFirst()) {
                #expect(one.advanced(byMicroseconds: 20 * 60_000_000) <= next)
            }
        }
    }

    /// Whether a day lies more than two before another; both are in January or the year before.
    private func isLate(_ day: String, after newest: String) -> Bool {
        guard day < newest else { return false }
        guard day.prefix(8) == newest.prefix(8) else { return true }
        return (Int(newest.suffix(2)) ?? 0) - (Int(day.suffix(2)) ?? 0) > 1
    }
}
