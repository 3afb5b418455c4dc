import Collaboration
import EDTF

/// What an agreement was at one date after the other.
///
/// It is read anew only at a date before which something has begun to count since.
final class AgreementReadings {
    private let standing: Standing
    private var known: [Int: AgreementReading?] = [:]

    /// The moments from which on something else may be read, ascending.
    private lazy var turns = AgreementReading.turns(in: standing.all)

    init(of standing: Standing) {
        self.standing = standing
    }

    /// The reading at a date; `nil` when nothing of the agreement had happened.
    func reading(asOf: AsOf) -> AgreementReading? {
        let step = step(at: asOf)
        if let found = known[step] { return found }
        let found = AgreementReading(of: standing, asOf: asOf)
        known[step] = .some(found)
        return found
    }

    /// Keeps a reading that was made.
    func keep(_ reading: AgreementReading, asOf: AsOf) {
        known[step(at: asOf)] = .some(reading)
    }

    /// How many turns there were by a date; what is read is the same while that is.
    private func step(at asOf: AsOf) -> Int { turns.count { $0 <= asOf.instant } }
}
