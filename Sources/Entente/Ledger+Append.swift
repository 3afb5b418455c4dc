package import EDTF

extension Ledger {
    /// Decides on some lines and stores them, in one write transaction; see
    /// ``LedgerWriter/append(_:at:)``, which is for who appends again and again.
    ///
    /// - `now`: the clock.
    /// - Throws: `Refusal` for what was asked, `LedgerError` for what the ledger cannot do now.
    @available(*, noasync)
    package func append(_ request: AppendRequest, at now: Instant) throws -> AppendOutcome {
        try LedgerWriter(self).append(request, at: now)
    }

    func requireWritable() throws {
        guard try files.secret("log") != nil else {
            throw LedgerError(
                .notPermitted,
                "this ledger follows another and has no log key, so it cannot be written; bring the "
                    + "keys with `entente keys import`"
            )
        }
    }
}
