package import CanonicalJSON

/// Where in the documents of a schema one annotation keyword applies.
///
/// What ``Schema/annotations(_:in:nullsPermittedAt:)`` finds by a full evaluation, a plan finds by
/// going only to the places that can have the annotation. Of alternatives it judges those that
/// have one.
package final class AnnotationPlan: Sendable {
    /// The values that the keyword has in the schema.
    package let values: [JSONValue]

    private let schema: Schema
    private let steps: [Range<Int>]
    private let actions: [Action]
    private let children: [Int]
    private let names: NameTables
    private let isKnown: Bool

    enum Action: Sendable {
        case note(Int)

        /// A subschema that holds since the value is valid.
        case certain(Int)

        /// A subschema that holds or not.
        case possible(Int)

        /// -1 for a branch that is not there.
        case conditional(Int, then: Int, else: Int)

        /// Finds an index into `children` by name; -1 in there for a member without the annotation.
        case members(NameTables.Table, additional: Int)
        case items(prefix: Range<Int>, rest: Int)
        case contains(Int)
        case ifMember(NameTables.Table, Int)
    }

    /// Works out where `keyword` can apply; O(n) in the subschemas.
    package init(_ keyword: String, in schema: Schema) {
        var compiler = AnnotationCompiler(schema.nodes, keyword: Name(keyword))
        compiler.compile()
        self.schema = schema
        values = compiler.values
        steps = compiler.steps
        actions = compiler.actions
        children = compiler.children
        names = NameTables(compiler.names)
        isKnown = compiler.isKnown
    }

    /// Whether no place has the annotation.
    package var isEmpty: Bool { isKnown && steps[schema.root].isEmpty }

    /// Visits the places in a valid value that have the annotation.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - node: A value that ``Schema/admits(_:at:nullsPermittedAt:)`` says yes to.
    ///   - nulls: As there. Nothing is found at such a `null`.
    ///   - body: Takes the index in ``values`` and the node. A pair may come more than once; the
    ///     order is that of the evaluation, not of the instance.
    /// - Returns: Whether all is found. If not, only a full evaluation finds the annotations.
    package func visit(
        _ document: JSONDocument,
        at node: Int,
        nullsPermittedAt nulls: [Int] = [],
        _ body: (_ value: Int, _ node: Int) -> Void
    ) -> Bool {
        guard isKnown else { return false }
        var run = AdmissionProgram.Run(nulls: nulls)
        visit(schema.root, node, document, &run, body)
        return !run.isInDoubt
    }

    private func visit(
        _ id: Int,
        _ value: Int,
        _ document: JSONDocument,
        _ run: inout AdmissionProgram.Run,
        _ body: (Int, Int) -> Void
    ) {
        guard !run.isInDoubt else { return }
        if run.hasNulls, document.isNull(value), run.nulls.contains(value) { return }
        for index in steps[id] {
            switch actions[index] {
            case .note(let note):
                body(note, value)
            case .certain(let next):
                visit(next, value, document, &run, body)
            case .possible(let next):
                guard schema.admission.admits(next, value, document, &run) else { continue }
                visit(next, value, document, &run, body)
            case .conditional(let test, let success, let failure):
                let holds = schema.admission.admits(test, value, document, &run)
                if holds { visit(test, value, document, &run, body) }
                let next = holds ? success : failure
                if next >= 0 { visit(next, value, document, &run, body) }
            case .ifMember(let table, let next):
                guard hasMember(of: value, in: table, document) else { continue }
                visit(next, value, document, &run, body)
            default:
                visit(actions[index], value, document, &run, body)
            }
        }
    }

    /// Visits members or items.
    private func visit(
        _ action: Action,
        _ container: Int,
        _ document: JSONDocument,
        _ run: inout AdmissionProgram.Run,
        _ body: (Int, Int) -> Void
    ) {
        var index = 0
        var next = document.firstChild(container)
        let kind = document.kind(container)
        while let child = next {
            next = document.next(child)
            switch action {
            case .members(let table, let additional) where kind == .object:
                let found = document.withText(child) { names.find($0, in: table) }
                let schema = found.map { children[$0] } ?? additional
                guard schema >= 0 else { continue }
                visit(schema, document.value(ofKey: child), document, &run, body)
            case .items(let prefix, let rest) where kind == .array:
                let schema = index < prefix.count ? children[prefix.lowerBound + index] : rest
                index += 1
                if schema >= 0 { visit(schema, child, document, &run, body) }
            case .contains(let schema) where kind == .array:
                if schema >= 0, self.schema.admission.admits(schema, child, document, &run) {
                    visit(schema, child, document, &run, body)
                }
            default: return
            }
        }
    }

    private func hasMember(
        of value: Int,
        in table: NameTables.Table,
        _ document: JSONDocument
    ) -> Bool {
        guard document.kind(value) == .object else { return false }
        var next = document.firstChild(value)
        while let key = next {
            if document.withText(key, { names.find($0, in: table) }) != nil { return true }
            next = document.next(key)
        }
        return false
    }
}
