import JSONSchema
import Synchronization

/// A schema that is compiled when it is first asked for.
///
/// Most events have a plain envelope, which needs no schema, and compiling one takes longer than
/// storing an event.
final class LazySchema: Sendable {
    private final class Compiled: Sendable {
        let schema: Schema

        init(_ schema: Schema) { self.schema = schema }
    }

    private let compile: @Sendable () throws -> Schema
    private let made = AtomicLazyReference<Compiled>()

    init(_ compile: @escaping @Sendable () throws -> Schema) {
        self.compile = compile
    }

    /// The schema.
    ///
    /// - Throws: what compiling it throws, each time.
    func schema() throws -> Schema {
        if let known = made.load() { return known.schema }
        return made.storeIfNil(Compiled(try compile())).schema
    }
}
