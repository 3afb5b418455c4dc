import Entente
import Events

/// What the shell may offer for a word of the command line.
///
/// It never fails: where something cannot be read, nothing is offered.
enum Completion {
    /// The types there are.
    static func types(_ words: [String]) -> [String] { known(words).map(\.type.text) }

    /// The types there are, and their nouns.
    static func nounsAndTypes(_ words: [String]) -> [String] {
        let types = known(words).map(\.type)
        return Set(types.map { String($0.noun) }).sorted() + types.map(\.text)
    }

    /// The fields of the type that is being recorded; behind `=`, the values that one can have.
    static func fields(_ words: [String], _ prefix: String) -> [String] {
        let types = known(words)
        guard
            let type = words.lazy.compactMap({ word in
                types.first { $0.type.text == word }
            }).first
        else { return [] }
        let shape = SchemaShape(of: type)
        if let sign = prefix.firstIndex(of: "=") {
            let path = prefix[..<sign].split(separator: ".").map(String.init)
            return shape.values(at: path[...]).map { prefix[...sign] + $0 }
        }
        return shape.paths.map { $0 + "=" }
    }

    private static func known(_ words: [String]) -> [CompiledType] {
        var location = LedgerLocation()
        location.ledger = zip(words, words.dropFirst()).first { $0.0 == "--ledger" }?.1
        return (try? TypeSource(location).all())
            ?? Catalogue.embedded.types.compactMap { try? Catalogue.embedded.type($0) }
    }
}
