import Collaboration
import EventJournal
package import Events

/// The types of events that a ledger knows: the program's, and those that users registered in it.
///
/// A registration is an event. It rules from the next position on, the same batch included, and a
/// leaf names the version it was checked against, so no later version changes what was recorded.
package struct LedgerTypes: Sendable {
    /// The program's own types.
    package let catalogue: Catalogue

    private let registered: RegisteredTypes

    /// Registered by events that are appended and not in the journal yet, in their order.
    private var inFlight: [CompiledType] = []

    init(_ catalogue: Catalogue, in journal: Journal) {
        self.catalogue = catalogue
        registered = RegisteredTypes(journal, catalogue)
    }

    /// A type in one version, or in its newest.
    ///
    /// - Returns: `nil` when neither the program nor the ledger has it.
    /// - Throws: what reading the ledger throws; what is wrong with the program's catalogue.
    package func type(_ type: EventType, version: Int? = nil) throws -> CompiledType? {
        guard type.isUsers else { return try catalogue.type(type, version: version) }
        let recent = inFlight.last { known in
            known.type == type && version.map { $0 == known.version } ?? true
        }
        return try recent ?? registered.type(type, version: version)
    }

    /// The newest version of every type, in order.
    package func all() throws -> [CompiledType] {
        let known = try catalogue.types.compactMap { try catalogue.type($0) }
        return (known + (try registered.newest())).sorted { $0.type < $1.type }
    }

    /// Which axis events of a type lie on; unknown types lie on `occurred`.
    func axis(of type: EventType) -> Fact.Axis {
        guard type.isUsers else { return catalogue.axis(of: type) }
        return (try? self.type(type))?.axis ?? .occurred
    }

    /// The names closest to a type nobody knows.
    package func suggestions(for name: String) -> [String] {
        let users = (try? registered.newest().map(\.type.text)) ?? []
        return catalogue.suggestions(for: name, among: catalogue.types.map(\.text) + users)
    }

    /// Compiles a user's schema, if it can be the schema of a type.
    ///
    /// - Throws: ``DefinitionError`` that says what stands in the way.
    func compile(_ registration: Registration) throws -> CompiledType {
        try DefinitionCheck(registration.definition).run()
        return try catalogue.compile(registration)
    }

    /// Takes note of a registration that is appended and not in the journal yet.
    mutating func add(_ type: CompiledType) { inFlight.append(type) }
}
