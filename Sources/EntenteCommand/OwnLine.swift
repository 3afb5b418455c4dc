import CanonicalJSON
import EDTF
import Entente
import Events

/// An event that the program builds from the command line and hands in as a line of its own.
struct OwnLine {
    let event: JSONValue
    let by: String?
    var condition: AppendCondition?

    /// Has the event stored.
    ///
    /// - Throws: `Refusal` without a line, since there is no input that could have lines.
    func append(to ledger: Ledger) throws -> Receipt? {
        let line = InputLine(number: 1, bytes: event.canonicalBytes())
        let request = AppendRequest(lines: [line], condition: condition, by: by)
        do {
            return try ledger.append(request, at: Clock.now).receipts.first
        } catch var refusal as Refusal {
            refusal.line = nil
            throw refusal
        }
    }
}
