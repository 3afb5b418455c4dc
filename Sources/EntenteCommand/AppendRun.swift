import ArgumentParser
import CanonicalJSON
import Entente
import Events

/// One run of `append`: takes lines from the input, has them stored, and keeps count.
struct AppendRun {
    /// How long an outcome is waited for before the input is looked at again.
    private static let patienceInMicroseconds = 1_000

    private let ledger: Ledger
    private var input: InputLines
    private let by: String?
    private let isJSON: Bool
    private let output = Output()
    private var tally = AppendTally()

    init(_ ledger: Ledger, input: InputLines, by: String?, isJSON: Bool) {
        self.ledger = ledger
        self.input = input
        self.by = by
        self.isJSON = isJSON
    }

    /// All lines or none.
    mutating func atomic(unless condition: AppendCondition?, isDryRun: Bool) throws {
        // One line too many is enough for the ledger to refuse the batch with its reason.
        let lines = try input.next(Limits.batchCount + 1)
        try store(lines, policy: .atomic, condition: condition, isDryRun: isDryRun)
        try summarise(isDryRun ? "dry run: would have appended" : "appended")
    }

    /// A commit after every `count` lines; what is stored stays when a later line is refused.
    mutating func resumable(_ count: Int) throws {
        var trail = ChunkTrail()
        do {
            try stream(count, policy: .resumable, &trail)
        } catch let refusal as Refusal {
            let first = trail.storedCount + 1
            if first > 1 {
                Words.say(
                    "lines 1–\(first - 1) are stored; none from line \(first) on is. Mend line "
                        + "\(refusal.line ?? first) and run the same command again: lines "
                        + "with an id are replayed, so send the others from line \(first) on"
                )
            }
            throw located(refusal, among: trail.first)
        }
        try summarise("appended")
    }

    /// A commit after every `count` lines; refused lines go to a file.
    mutating func rejecting(to path: String, _ count: Int) throws {
        let rejects = try RejectsFile(path)
        var trail = ChunkTrail()
        try stream(count, policy: .rejecting, &trail, rejects)
        try rejects.close()
        try summarise("appended")
        guard tally.refused == 0 else {
            let refused = Words.count(tally.refused, "line")
            let words = tally.refused == 1 ? "was refused; it" : "were refused; each"
            Words.say("\(refused) \(words) stands with its reason in \(path)")
            throw ExitCode(ExitCodes.refused)
        }
    }

    /// Hands over chunk after chunk, and takes in what became of each.
    private mutating func stream(
        _ count: Int,
        policy: AppendRequest.Policy,
        _ trail: inout ChunkTrail,
        _ rejects: RejectsFile? = nil
    ) throws {
        let stream = try AppendStream(ledger, policy: policy, by: by)
        while let lines = try nextChunk(count, stream, &trail, rejects) {
            trail.add(lines)
            try stream.add(lines, at: Clock.now)
            while let outcome = try stream.ready() { try take(outcome, &trail, rejects) }
        }
        stream.close()
        while let outcome = try stream.next() { try take(outcome, &trail, rejects) }
    }

    private mutating func take(
        _ outcome: AppendOutcome,
        _ trail: inout ChunkTrail,
        _ rejects: RejectsFile?
    ) throws {
        for refusal in outcome.refusals {
            try rejects?.write(located(refusal, among: trail.first).json)
        }
        trail.removeFirst()
        try count(outcome)
        sayProgress(trail.storedCount)
    }

    /// The next lines; `nil` at the end, but never for the first chunk, so that an empty input is
    /// refused like any other.
    ///
    /// While the input lets it wait, it takes in what becomes of earlier chunks: a script that
    /// writes a line and waits for its receipt gets that before it writes the next.
    private mutating func nextChunk(
        _ count: Int,
        _ stream: AppendStream,
        _ trail: inout ChunkTrail,
        _ rejects: RejectsFile?
    ) throws -> [InputLine]? {
        var lines: [InputLine] = []
        while lines.count < count {
            while !stream.isIdle, try !input.isReady() {
                let outcome = try stream.ready(within: Self.patienceInMicroseconds)
                if let outcome { try take(outcome, &trail, rejects) }
            }
            guard let line = try input.next() else { break }
            lines.append(line)
        }
        return lines.isEmpty && trail.readCount > 0 ? nil : lines
    }

    private mutating func store(
        _ lines: [InputLine],
        policy: AppendRequest.Policy,
        condition: AppendCondition? = nil,
        isDryRun: Bool = false
    ) throws {
        let request = AppendRequest(
            lines: lines,
            policy: policy,
            condition: condition,
            by: by,
            isDryRun: isDryRun
        )
        do {
            try count(try ledger.append(request, at: Clock.now))
        } catch let refusal as Refusal {
            throw located(refusal, among: lines)
        }
    }

    private mutating func count(_ outcome: AppendOutcome) throws {
        tally.add(outcome)
        guard isJSON else { return }
        for receipt in outcome.receipts { try output.json(receipt.json) }
        try output.flush()
    }

    /// The refusal with the text of its line, and with its file when there are several.
    private func located(_ refusal: Refusal, among lines: [InputLine]) -> Refusal {
        guard let number = refusal.line else { return refusal }
        var located = refusal
        // The numbers of lines that were read together follow one another.
        let index = number - (lines.first?.number ?? number)
        if lines.indices.contains(index) {
            let bytes = lines[index].bytes
            if bytes.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
                located = located.saying("the line is empty; delete it, or give one JSON object")
            }
            located.text = String(decoding: bytes, as: UTF8.self)
        }
        if let place = input.place(ofLine: number) {
            located = located.saying("\(located.message) (\(place))")
        }
        return located
    }

    private func sayProgress(_ lines: Int) {
        Words.say("line \(lines): \(tally.counts), size \(tally.size)")
    }

    private func summarise(_ verb: String) throws {
        guard !isJSON else { return }
        try Output.print(tally.summary(verb))
    }
}
