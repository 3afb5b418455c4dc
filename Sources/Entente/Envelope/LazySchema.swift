import JSONSchema
import Synchronization

/// A schema that is compiled when it is first asked for.
///
/// Most events have a plain envelope, which needs no schema, and compiling one takes longer than
/// storing an event.
final class LazySchema: Sendable {
    private let compile: @Sendable () throws -> Schema
    private let made = Mutex<Schema?>(nil)

    init(_ compile: @escaping @Sendable () throws -> Schema) {
        self.compile = compile
    }

    /// The schema.
    ///
    /// - Throws: what compiling it throws, each time.
    func schema() throws -> Schema {
        if let known = made.withLock({ $0 }) { return known }
        // Compiled outside of the lock: two threads may do it, and one of the schemas stays.
        let compiled = try compile()
        return made.withLock { made in
            if let known = made { return known }
            made = compiled
            return compiled
        }
    }
}
