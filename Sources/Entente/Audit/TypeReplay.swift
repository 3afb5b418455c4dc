import CanonicalJSON
import Collaboration
import Events

/// The types in force while leaves are replayed in order: the program's own, and those that
/// leaves before the present one registered.
///
/// It asks no index, so that a damaged one cannot hide a type.
struct TypeReplay {
    private let types: LedgerTypes
    private var registered: [EventType: CompiledType] = [:]

    init(_ ledger: Ledger) {
        types = ledger.types
    }

    /// The type that a leaf names, in the version it names.
    ///
    /// - Returns: `nil` when the program does not know it; for a user's own type, when that
    ///   version is not the one in force.
    func type(_ name: EventType, version: Int) -> CompiledType? {
        guard name.isUsers else { return try? types.type(name, version: version) }
        return registered[name].flatMap { $0.version == version ? $0 : nil }
    }

    /// The version of a user's own type in force; `nil` when none is registered.
    func versionInForce(of name: EventType) -> Int? { registered[name]?.version }

    /// Takes note of what a leaf registers.
    ///
    /// - Returns: why its schema cannot be that of a type, if it cannot.
    mutating func take(_ event: JSONValue) -> String? {
        guard let registration = Registration(event["data"] ?? .null) else {
            return "it registers no type"
        }
        do {
            registered[registration.type] = try types.compile(registration)
            return nil
        } catch {
            return "its definition cannot be the schema of a type: \(error)"
        }
    }
}
