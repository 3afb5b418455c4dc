import CanonicalJSON

/// One judgement of an instance by a schema.
struct Evaluation {
    let schema: Schema
    private let permittedNulls: Set<JSONPointer>
    private var path = InstancePath()

    /// The schema resources entered on the way here, outermost first (JSON Schema Core, 7.1).
    private var dynamicScope: [Int] = []

    // The limits.
    private var depth = 0
    private var steps = Limits.steps
    var patternSteps = Limits.patternSteps
    private var isExhausted = false

    // What is asked for: violations unless silent, annotations of one keyword.
    private(set) var isSilent = false
    private var found: [(place: InstancePath, violation: Violation)] = []
    private var keyword: Name?
    private var notes: [(place: InstancePath, value: JSONValue)] = []

    init(_ schema: Schema, nullsPermittedAt permittedNulls: Set<JSONPointer>) {
        self.schema = schema
        self.permittedNulls = permittedNulls
    }

    mutating func violations(of instance: JSONValue) -> [Violation] {
        var seen = Evaluated()
        // Most values are valid, and that is known sooner without collecting reasons.
        isSilent = true
        if evaluate(schema.root, instance, &seen), !isExhausted { return [] }
        isSilent = false
        if !isExhausted {
            (steps, patternSteps) = (Limits.steps, Limits.patternSteps)
            _ = evaluate(schema.root, instance, &seen)
        }
        if isExhausted { return [exhaustion] }
        var listed: Set<Violation> = []
        return Self.inOrder(found.map { ($0.place, $0.violation) })
            .filter { listed.insert($0).inserted }
    }

    mutating func annotations(
        _ keyword: String,
        in instance: JSONValue
    ) -> [(pointer: JSONPointer, value: JSONValue)] {
        self.keyword = Name(keyword)
        isSilent = true
        var seen = Evaluated()
        guard evaluate(schema.root, instance, &seen), !isExhausted else { return [] }
        var listed: Set<Note> = []
        return Self.inOrder(
            notes.map { ($0.place, Note(place: $0.place.pointer, value: $0.value)) }
        )
        .filter { listed.insert($0).inserted }
        .map { ($0.place, $0.value) }
    }

    // MARK: One subschema at one location

    /// Judges the value at the current path by one subschema.
    ///
    /// If it is satisfied, `seen` takes up what it evaluates.
    mutating func evaluate(
        _ id: SchemaNode.ID,
        _ instance: JSONValue,
        _ seen: inout Evaluated
    ) -> Bool {
        steps -= 1
        guard steps > 0, depth < Limits.evaluationDepth, !isExhausted else {
            isExhausted = true
            return false
        }
        depth += 1
        let resource = schema.nodes[id].resource
        dynamicScope.append(resource)
        defer {
            depth -= 1
            dynamicScope.removeLast()
        }
        if case .null = instance, !permittedNulls.isEmpty, permittedNulls.contains(path.pointer) {
            collectAll(from: id)
            return true
        }
        return judge(id, instance, &seen)
    }

    private mutating func judge(
        _ id: SchemaNode.ID,
        _ instance: JSONValue,
        _ seen: inout Evaluated
    ) -> Bool {
        let noteCount = notes.count
        var own = Evaluated()
        var isValid = true
        for rule in schema.nodes[id].rules where !isExhausted {
            if apply(rule, of: id, to: instance, &own) { continue }
            isValid = false
            if isSilent { break }
        }
        guard isValid else {
            notes.removeSubrange(noteCount...)
            return false
        }
        if schema.tracksEvaluation { seen.formUnion(own) }
        note(id)
        return true
    }

    private mutating func note(_ id: SchemaNode.ID) {
        guard let keyword else { return }
        for annotation in schema.nodes[id].annotations where annotation.keyword == keyword {
            notes.append((path, annotation.value))
        }
    }

    /// Takes the annotations that a permitted null cannot choose between.
    private mutating func collectAll(from id: SchemaNode.ID) {
        guard keyword != nil else { return }
        var waiting = [id]
        var reached: Set<SchemaNode.ID> = []
        while let next = waiting.popLast() {
            guard reached.insert(next).inserted else { continue }
            note(next)
            for rule in schema.nodes[next].rules {
                switch rule {
                case .not: break
                case .dynamicReference(let target, let anchor):
                    waiting.append(resolve(target, anchor))
                default: waiting += Self.inPlace(rule).reversed()
                }
            }
        }
    }

    private static func inPlace(_ rule: Rule) -> [SchemaNode.ID] {
        switch rule {
        case .reference(let target): [target]
        case .allOf(let branches), .anyOf(let branches), .oneOf(let branches): branches
        case .conditional(let test, let success, let failure):
            [test] + [success, failure].compactMap(\.self)
        default: []
        }
    }

    // MARK: Steps to other places

    /// Judges a member or an item.
    mutating func evaluate(
        _ id: SchemaNode.ID,
        _ instance: JSONValue,
        at step: InstancePath.Step
    ) -> Bool {
        path.steps.append(step)
        defer { path.steps.removeLast() }
        var seen = Evaluated()
        return evaluate(id, instance, &seen)
    }

    /// Runs `body` without collecting violations.
    mutating func silently(_ body: (inout Self) -> Bool) -> Bool {
        let wasSilent = isSilent
        isSilent = true
        defer { isSilent = wasSilent }
        return body(&self)
    }

    /// Runs `body` and drops the annotations it finds.
    mutating func withoutNotes(_ body: (inout Self) -> Bool) -> Bool {
        let count = notes.count
        let isValid = body(&self)
        notes.removeSubrange(count...)
        return isValid
    }

    /// Whether the value one step on is a null that stands for something kept elsewhere.
    func isPermittedNull(_ instance: JSONValue, at step: InstancePath.Step) -> Bool {
        guard case .null = instance, !permittedNulls.isEmpty else { return false }
        return permittedNulls.contains(path.pointer.appending(step.token))
    }

    /// Finds the target of a `$dynamicRef`: the outermost resource with that anchor decides.
    func resolve(_ target: SchemaNode.ID, _ anchor: Name?) -> SchemaNode.ID {
        guard let anchor else { return target }
        for resource in dynamicScope {
            if let found = schema.dynamicAnchors[resource][anchor] { return found }
        }
        return target
    }

    // MARK: Violations

    /// Notes a violation of a keyword and answers `false`, the verdict that goes with it.
    mutating func fail(
        _ keyword: String,
        of id: SchemaNode.ID,
        at step: InstancePath.Step? = nil,
        missing: [String] = [],
        _ message: @autoclosure () -> String
    ) -> Bool {
        guard !isSilent else { return false }
        let schemaPointer = schema.nodes[id].pointer.appending(keyword)
        return fail(schemaAt: schemaPointer, keyword, at: step, missing: missing, message())
    }

    /// Notes a violation of what stands at `schemaPointer`.
    mutating func fail(
        schemaAt schemaPointer: JSONPointer,
        _ rule: String,
        at step: InstancePath.Step? = nil,
        missing: [String] = [],
        _ message: String
    ) -> Bool {
        guard !isSilent else { return false }
        var place = path
        if let step { place.steps.append(step) }
        let violation = Violation(
            pointer: place.pointer,
            rule: rule,
            schemaPointer: schemaPointer,
            message: message,
            missing: missing
        )
        found.append((place, violation))
        return false
    }

    /// The location under judgement.
    var place: JSONPointer { path.pointer }

    /// Judges aloud and hands over the violations instead of keeping them.
    mutating func reasons(
        _ id: SchemaNode.ID,
        _ instance: JSONValue
    ) -> [Violation] {
        let count = found.count
        var seen = Evaluated()
        _ = evaluate(id, instance, &seen)
        let reasons = found[count...].map(\.violation)
        found.removeSubrange(count...)
        return reasons
    }

    mutating func exhaust() -> Bool {
        isExhausted = true
        return false
    }

    private var exhaustion: Violation {
        Violation(
            pointer: .root,
            rule: "limit",
            schemaPointer: .root,
            message: "takes more than \(Limits.steps) steps, \(Limits.patternSteps) pattern steps "
                + "or a depth of \(Limits.evaluationDepth) to judge by this schema"
        )
    }

    private static func inOrder<Value>(_ found: [(InstancePath, Value)]) -> [Value] {
        found.enumerated()
            .sorted { left, right in
                let (one, other) = (left.element.0.indices, right.element.0.indices)
                if one == other { return left.offset < right.offset }
                return one.lexicographicallyPrecedes(other)
            }
            .map(\.element.1)
    }
}

private struct Note: Hashable {
    let place: JSONPointer
    let value: JSONValue
}

/// The way from the root of an instance to the value under judgement.
struct InstancePath {
    /// A step to a member or an item.
    struct Step {
        /// The position among the members or items, by which places are ordered.
        let index: Int
        private let key: String?

        static func member(_ index: Int, _ key: String) -> Step { Step(index: index, key: key) }
        static func item(_ index: Int) -> Step { Step(index: index, key: nil) }

        var token: String { key ?? String(index) }
    }

    var steps: [Step] = []

    var pointer: JSONPointer { JSONPointer(steps.map(\.token)) }
    var indices: [Int] { steps.map(\.index) }
}

/// Which members and items of one location subschemas have judged (JSON Schema Core, 11).
struct Evaluated {
    var hasAll = false
    var prefixCount = 0
    var indices: Set<Int> = []

    func contains(_ index: Int) -> Bool {
        hasAll || index < prefixCount || indices.contains(index)
    }

    mutating func formUnion(_ other: Evaluated) {
        hasAll = hasAll || other.hasAll
        prefixCount = max(prefixCount, other.prefixCount)
        if !hasAll { indices.formUnion(other.indices) }
    }
}
