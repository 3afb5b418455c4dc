package import CanonicalJSON

/// A JSON Schema (draft 2020-12), compiled once and then only read.
///
/// The vocabularies core, applicator, unevaluated, validation and format are complete; `format`
/// asserts the names listed in ``FormatRule`` and ignores others. References are resolved when the
/// schema is compiled and never fetched. `pattern` follows ECMA-262 with the flag `u` but for back
/// references, and takes time linear in the text.
///
/// Work is bounded: in-place applicators that lead back to themselves are refused when compiled,
/// and a validation that goes beyond ``Limits`` ends with one violation that says so.
package struct Schema: Sendable {
    let nodes: [SchemaNode]
    let root: SchemaNode.ID

    /// For each schema resource, its `$dynamicAnchor` names.
    let dynamicAnchors: [[Name: SchemaNode.ID]]

    /// Whether any subschema asks what others have evaluated; if not, nobody keeps count.
    let tracksEvaluation: Bool

    /// The form for the quick verdict.
    let admission: AdmissionProgram

    /// Compiles a schema and all it refers to.
    ///
    /// - Parameters:
    ///   - document: The schema, an object or a boolean.
    ///   - resources: Further schemas by the URI that references use. The metaschemas of draft
    ///     2020-12 are known already.
    ///   - assertsFormats: Whether `format` is checked. The specification leaves it an annotation
    ///     unless asked (JSON Schema Validation, 7.2); a ledger asks.
    /// - Throws: ``SchemaError`` if a keyword's value is not what the specification allows, a
    ///   reference leads nowhere, a pattern is not supported, or a schema can never end.
    package init(
        compiling document: JSONValue,
        resources: [String: JSONValue] = [:],
        assertsFormats: Bool = true
    ) throws(SchemaError) {
        var library = try SchemaLibrary(root: document, resources: resources)
        library.assertsFormats = assertsFormats
        var compiler = SchemaCompiler(library: library)
        let compiled = try compiler.compile()
        nodes = compiled.nodes
        root = compiled.root
        dynamicAnchors = compiled.dynamicAnchors
        tracksEvaluation = compiled.tracksEvaluation
        admission = AdmissionProgram(nodes: nodes, root: root)
    }

    /// Lists what in `instance` breaks the schema; nothing if it is valid.
    ///
    /// - Parameters:
    ///   - instance: The value to judge.
    ///   - nullsPermittedAt: Pointers at which a `null` stands for a value that is kept
    ///     elsewhere. A `null` there satisfies every subschema and is left out of
    ///     `uniqueItems`; a `null` elsewhere, and any other value there, is judged as usual.
    /// - Returns: Violations in the order of the instance, each once.
    package func violations(
        of instance: JSONValue,
        nullsPermittedAt: Set<JSONPointer> = []
    ) -> [Violation] {
        var evaluation = Evaluation(self, nullsPermittedAt: nullsPermittedAt)
        return evaluation.violations(of: instance)
    }

    /// Lists the values of an annotation keyword at the locations of `instance` it applies to.
    ///
    /// An annotation is any keyword that asserts nothing (JSON Schema Core, 7.7). It applies where
    /// its subschema, and every subschema around it up to the root, is satisfied.
    ///
    /// - Parameters:
    ///   - keyword: For example `x-tag`, or `title`.
    ///   - instance: A valid value; an invalid one has no annotations.
    ///   - nullsPermittedAt: As in ``violations(of:nullsPermittedAt:)``. At such a `null` the
    ///     annotations of all in-place subschemas apply.
    /// - Returns: Locations in the order of the instance, an outer one before what it contains; at
    ///   one location in the order of evaluation. A pair that several subschemas give comes once.
    package func annotations(
        _ keyword: String,
        in instance: JSONValue,
        nullsPermittedAt: Set<JSONPointer> = []
    ) -> [(pointer: JSONPointer, value: JSONValue)] {
        var evaluation = Evaluation(self, nullsPermittedAt: nullsPermittedAt)
        return evaluation.annotations(keyword, in: instance)
    }
}
