package import Transparency

/// A log whose checkpoints a witness cosigns.
package struct WitnessedLog: Sendable, Hashable {
    /// The key it signs with; the name of the key is its origin.
    package let verifier: NoteVerifier

    /// Whether the dossiers of its agreements are cosigned as well: every origin
    /// `<origin>/agreement/<id>` under the same public key.
    package let includesDossiers: Bool

    /// Names a log by its key.
    package init(_ verifier: NoteVerifier, includesDossiers: Bool) {
        self.verifier = verifier
        self.includesDossiers = includesDossiers
    }

    init?(line: String) {
        let words = line.split(separator: " ")
        guard let key = words.first, let verifier = try? NoteVerifier(String(key)) else {
            return nil
        }
        switch words.dropFirst() {
        case []: self.init(verifier, includesDossiers: false)
        case ["dossiers"]: self.init(verifier, includesDossiers: true)
        default: return nil
        }
    }

    /// How the state holds it.
    var line: String { verifier.verifierKey + (includesDossiers ? " dossiers" : "") }
}
