import Collaboration
import EventJournal
import LMDB
import Reports
import Synchronization

/// Where the register comes from; all ways give the same.
package enum RegisterWay: Sendable {
    /// From stored readings, where they are worth it and can be stored; else from the histories.
    case quickest
    /// From the histories.
    case histories
    /// From stored readings.
    case readings
}

extension Ledger {
    /// What stored readings say of the register at a reader's basis, brought up to it first.
    ///
    /// - `progress`: told how many of how many agreements are done.
    /// - Returns: `nil` where the histories are to be asked.
    /// - Throws: when there have to be readings and there can be none.
    func register(
        at reader: LedgerReader,
        from way: RegisterWay,
        progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> RegisterReadings? {
        let basis = reader.basis
        if way == .histories || way == .quickest && basis.size < Readings.leastEventCount {
            return nil
        }
        guard let readings = readyReadings(for: basis.size, progress) else {
            if way == .quickest { return nil }
            throw LedgerError(.io, "readings cannot be stored in \(directory)")
        }
        let (size, valid) = (basis.size, basis.asOf.instant)
        return RegisterReadings { visit in
            try readings.visitRegister(knownAt: size, asOf: valid, visit)
        } names: { parties, visit in
            try readings.visitNames(of: parties, knownAt: size, asOf: valid, visit)
        }
    }

    /// The readings, when they tell of a size; what is missing is taken in.
    private func readyReadings(
        for size: UInt64,
        _ progress: (_ done: Int, _ total: Int) -> Void
    ) -> Readings? {
        guard let readings = openReadings() else { return nil }
        // Whatever goes wrong here, the histories can be asked; they say what is wrong with them.
        do {
            if try readings.size() >= size { return readings }
            guard !readings.environment.isReadOnly else { return nil }
            // Up to the head, so that the next question finds it done.
            try readings.catchUp(self, to: try head().size, progress: progress)
            return readings
        } catch {
            return nil
        }
    }

    /// The readings, opened once.
    private func openReadings() -> Readings? {
        readings.withLock { held in
            if let held { return held }
            held = Readings.open(of: self)
            return held
        }
    }
}
