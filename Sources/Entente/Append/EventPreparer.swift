import CanonicalJSON
import EDTF
import Events

/// Brings lines as far as they can be brought without looking at the ledger.
struct EventPreparer: Sendable {
    private let reader: EnvelopeReader
    private let payloads: PayloadChecker

    /// A preparer for a ledger.
    ///
    /// - Parameters:
    ///   - ledger: the ledger.
    ///   - by: who records, for events that do not say so themselves.
    init(_ ledger: Ledger, by: String?) {
        reader = EnvelopeReader(ledger.catalogue, by: by)
        payloads = PayloadChecker(ledger)
    }

    /// Parses a line.
    func parse(_ line: InputLine) throws(StagedRefusal) -> JSONDocument {
        do {
            return try EnvelopeReader.parse(line.bytes, line: line.number)
        } catch {
            throw StagedRefusal(stage: .parse, refusal: error)
        }
    }

    /// Checks a parsed line, its envelope first.
    ///
    /// - Throws: `StagedRefusal` for an envelope; what is wrong with the catalogue.
    func prepare(_ document: JSONDocument, _ line: InputLine) throws -> PreparedEvent {
        let event: WriterEvent
        do {
            event = try reader.read(document, line: line.number, byteCount: line.bytes.count)
        } catch let refusal as Refusal {
            throw StagedRefusal(stage: .envelope, refusal: refusal)
        }
        guard !event.type.isUsers else { return PreparedEvent(event: event, payload: .inItsTurn) }
        do {
            return PreparedEvent(event: event, payload: .checked(try payloads.check(event)))
        } catch let refusal as Refusal {
            return PreparedEvent(event: event, payload: .refused(refusal))
        }
    }
}
