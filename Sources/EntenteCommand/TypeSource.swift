import ArgumentParser
import CanonicalJSON
import Entente
import Events

/// The types that a command line can name: the program's, and those registered in the ledger.
///
/// Without a ledger there are only the program's, so that types can be read about before one is
/// made.
struct TypeSource {
    private let ledger: Ledger?

    /// The types of the ledger that a command line names, or of the usual one if there is one.
    ///
    /// - Throws: `LedgerError` when a ledger that was named cannot be opened.
    init(_ location: LedgerLocation) throws {
        do {
            ledger = try location.openToRead()
        } catch let error as LedgerError where location.ledger == nil && error.kind == .notFound {
            ledger = nil
        }
    }

    /// The newest version of every type, in order.
    func all() throws -> [CompiledType] {
        if let ledger { return try ledger.types.all() }
        return try Catalogue.embedded.types.compactMap { try Catalogue.embedded.type($0) }
    }

    /// The example of a type, as it can be appended here.
    ///
    /// A correction names the leaf hash of what it corrects, which each ledger has its own of.
    func example(of type: CompiledType) throws -> JSONValue? {
        guard let example = type.document["examples"]?[0], let ledger,
            example["data"]?["leafHash"] != nil, let target = example["data"]?["target"]?.string,
            let name = Tag(target), let event = try ledger.event(id: String(name.id)),
            let pointer = try? JSONPointer(parsing: "/data/leafHash")
        else { return type.document["examples"]?[0] }
        return example.replacing(pointer, with: .string(event.leafHash))
    }

    /// The newest version of a type.
    ///
    /// - Throws: `Refusal` with `unknown-type` and the nearest names.
    func type(named name: String) throws -> CompiledType {
        try Self.type(named: name, in: ledger)
    }

    /// The newest version of a type; a ledger is opened only for a user's own.
    ///
    /// - Throws: `Refusal` with `unknown-type` and the nearest names; what opening throws.
    static func type(
        named name: String,
        opening ledger: () throws -> Ledger
    ) throws -> CompiledType {
        try type(named: name, in: EventType(name)?.isUsers ?? false ? try ledger() : nil)
    }

    private static func type(named name: String, in ledger: Ledger?) throws -> CompiledType {
        if let type = EventType(name) {
            let known = try ledger?.types.type(type) ?? Catalogue.embedded.type(type)
            if let known { return known }
        }
        let near =
            ledger?.types.suggestions(for: name) ?? Catalogue.embedded.suggestions(for: name)
        let hint = near.isEmpty ? "" : "did you mean \(near.joined(separator: ", "))? "
        throw Refusal(
            .unknownType,
            "there is no type '\(name)'; \(hint)`entente types` lists them",
            pointer: "/type"
        )
    }
}
