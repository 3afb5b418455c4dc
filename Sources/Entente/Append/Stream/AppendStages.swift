import Dispatch

/// The threads behind a stream, and the queues between them.
final class AppendStages: Sendable {
    private let granules = Channel<Granule>(capacity: 20)
    private let judgements = Channel<Judgement>(capacity: 1)

    /// Never full: it has room for more granules than can be under way at once.
    private let spent = Channel<SpentGranule>(capacity: 32)

    /// Never full: it has room for more batches than can be under way at once.
    private let results = Channel<BatchResult>(capacity: 64)

    private let threads = DispatchGroup()

    init(_ ledger: Ledger, policy: AppendRequest.Policy) {
        let judging = JudgingStage(
            ledger,
            policy,
            input: granules,
            output: judgements,
            spent: spent
        )
        let writing = WritingStage(ledger, input: judgements, output: results)
        DispatchQueue(label: "entente.judging", qos: .userInitiated)
            .async(group: threads) { judging.run() }
        DispatchQueue(label: "entente.writing", qos: .userInitiated)
            .async(group: threads) { writing.run() }
    }

    /// Hands lines over; `false` when a stage has given up.
    func send(_ granule: Granule) -> Bool { granules.send(granule) }

    /// Lets go of what the judge is done with.
    ///
    /// It is for the thread that made it: the judge has the most to do, and memory is soonest used
    /// again where it was asked for.
    func dropSpent() {
        while spent.receiveIfReady() != nil {}
    }

    /// What became of the next batch; `nil` when no more will come.
    func result() -> BatchResult? { results.receive() }

    /// What became of the next batch, if that is known already, or soon.
    func result(within patience: DispatchTimeInterval) -> BatchResult? {
        results.receive(within: patience)
    }

    /// Lets the stages finish what they have and end.
    func close() { granules.close() }

    /// Ends the stages as soon as they can, and waits until their threads hold nothing any more.
    func abandon() {
        granules.abandon()
        judgements.abandon()
        while results.receive() != nil {}
        threads.wait()
    }
}
