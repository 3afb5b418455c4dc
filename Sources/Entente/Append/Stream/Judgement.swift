import EventJournal

/// What the judge says of one batch.
enum Judgement: Sendable {
    /// It may be stored, if the ledger is as the judge took it to be.
    case admitted(JournalBatch, AppendOutcome)
    /// All of it is stored already, or refused line by line.
    case unchanged(AppendOutcome)
    /// Something stands against it; no later batch is judged.
    case refused(any Error)
}

/// What became of one batch.
enum BatchResult: Sendable {
    /// It is durable.
    case stored(AppendOutcome)
    /// Something stands against it, or went wrong; nothing after it is stored.
    case refused(any Error)
    /// Another writer was faster; nothing of it or after it is stored.
    case overtaken
}
