import Entente
import Transparency

extension NoteVerifier {
    /// Reads a verifier key that the command line gives, as an option or an argument.
    ///
    /// - Throws: `LedgerError` of kind `usage` that says what is wrong, after the option's name.
    init(given text: String, as option: String? = nil) throws {
        do {
            try self.init(text)
        } catch {
            throw LedgerError(.usage, (option.map { "\($0): " } ?? "") + "\(error)")
        }
    }
}
