import EventJournal
import LMDB

/// Writes judged batches, each in a durable commit.
struct WritingStage: Sendable {
    private let ledger: Ledger
    private let input: Channel<Judgement>
    private let output: Channel<BatchResult>

    init(_ ledger: Ledger, input: Channel<Judgement>, output: Channel<BatchResult>) {
        self.ledger = ledger
        self.input = input
        self.output = output
    }

    /// Works until the input ends or a batch is not stored.
    @available(*, noasync)
    func run() {
        while let judgement = input.receive() {
            let result = result(of: judgement)
            output.send(result)
            guard case .stored = result else { break }
        }
        input.abandon()
        output.close()
    }

    private func result(of judgement: Judgement) -> BatchResult {
        switch judgement {
        case .refused(let error): return .refused(error)
        case .unchanged(let outcome): return .stored(outcome)
        case .admitted(let batch, let outcome):
            do {
                try Failure.translated(ledger.directory) {
                    let environment = ledger.journal.environment
                    try environment.write(makingRoomFor: batch.byteCount) { transaction in
                        try ledger.journal.write(batch, in: &transaction)
                    }
                }
                return .stored(outcome)
            } catch JournalError.overtaken {
                return .overtaken
            } catch {
                return .refused(error)
            }
        }
    }
}
