import EventJournal

/// Judges batches as the ledger will stand when what is in flight is stored.
struct JudgingStage: Sendable {
    private let ledger: Ledger
    private let policy: AppendRequest.Policy
    private let input: Channel<Granule>
    private let output: Channel<Judgement>
    private let spent: Channel<SpentGranule>

    /// A stage between two queues.
    ///
    /// - Parameters:
    ///   - ledger: the ledger.
    ///   - policy: what happens to the rest of a batch when a line is refused.
    ///   - input: what is to be judged.
    ///   - output: takes what is judged, batch by batch.
    ///   - spent: takes what is needed no longer.
    init(
        _ ledger: Ledger,
        _ policy: AppendRequest.Policy,
        input: Channel<Granule>,
        output: Channel<Judgement>,
        spent: Channel<SpentGranule>
    ) {
        self.ledger = ledger
        self.policy = policy
        self.input = input
        self.output = output
        self.spent = spent
    }

    /// Works until the input ends or something stands against a batch.
    @available(*, noasync)
    func run() {
        do {
            try judge()
        } catch {
            output.send(.refused(error))
        }
        input.abandon()
        output.close()
    }

    private func judge() throws {
        guard var granule = input.receive() else { return }
        // A snapshot for each granule: none is held while this thread waits.
        var session = try ledger.read { snapshot in
            try AppendSession(ledger, at: granule.now, handsOver: true, in: snapshot)
        }
        var decision = BatchDecision(policy)
        while true {
            try ledger.read { snapshot in
                try session.resume(at: granule.now, in: snapshot)
                try decision.take(granule.intake, &session, in: snapshot)
            }
            if granule.endsBatch {
                let outcome = try decision.outcome(session.appender.head)
                let judgement = try session.take().map { Judgement.admitted($0, outcome) }
                decision = BatchDecision(policy)
                guard output.send(judgement ?? .unchanged(outcome)) else { return }
            }
            guard var next = input.receive() else { return }
            swap(&granule, &next)
            spent.send(SpentGranule(granule: next, facts: session.cache.takeSpent()))
        }
    }
}
