import Entente
import EntenteNetwork
import Transparency

/// Witnesses reached over HTTP.
struct HTTPWitnessTransport: WitnessTransport {
    func get(_ url: String) throws -> WitnessAnswer {
        answer(try HTTPClient.get(url, limit: SignedNote.byteLimit))
    }

    func post(_ body: [UInt8], to url: String) throws -> WitnessAnswer {
        answer(try HTTPClient.post(body, to: url, limit: SignedNote.byteLimit))
    }

    private func answer(_ answer: HTTPAnswer) -> WitnessAnswer {
        WitnessAnswer(
            status: answer.status,
            contentType: answer.contentType,
            body: answer.body
        )
    }
}
