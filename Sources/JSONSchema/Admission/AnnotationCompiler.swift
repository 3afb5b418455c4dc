import CanonicalJSON

/// Works out for an ``AnnotationPlan`` which subschemas lead to an annotation.
struct AnnotationCompiler {
    private let nodes: [SchemaNode]
    private let keyword: Name

    private(set) var values: [JSONValue] = []
    private(set) var steps: [Range<Int>] = []
    private(set) var actions: [AnnotationPlan.Action] = []
    private(set) var children: [Int] = []
    private(set) var names = NameTableBuilder()

    /// Whether every subschema that matters has a plan.
    private(set) var isKnown = true

    private var isRelevant: [Bool]

    init(_ nodes: [SchemaNode], keyword: Name) {
        self.nodes = nodes
        self.keyword = keyword
        isRelevant = nodes.map { node in node.annotations.contains { $0.keyword == keyword } }
    }

    mutating func compile() {
        spreadRelevance()
        for id in nodes.indices {
            let start = actions.count
            if isRelevant[id] { plan(id) }
            steps.append(start..<actions.count)
        }
    }

    /// Marks every subschema from which a relevant one is reached.
    private mutating func spreadRelevance() {
        var parents: [[Int]] = Array(repeating: [], count: nodes.count)
        for id in nodes.indices {
            for next in Self.reached(from: nodes[id]) { parents[next].append(id) }
        }
        var waiting = nodes.indices.filter { isRelevant[$0] }
        while let next = waiting.popLast() {
            for parent in parents[next] where !isRelevant[parent] {
                isRelevant[parent] = true
                waiting.append(parent)
            }
        }
    }

    /// The subschemas whose annotations one may take over.
    private static func reached(from node: SchemaNode) -> [Int] {
        node.rules.flatMap { rule -> [Int] in
            switch rule {
            case .not, .propertyNames: []
            case .members(let members):
                members.properties.values + members.patterns.map(\.schema)
                    + [members.additional].compactMap(\.self)
            case .items(let prefix, let rest): prefix + [rest].compactMap(\.self)
            case .contains(let schema, _, _): [schema]
            case .unevaluatedItems(let schema), .unevaluatedProperties(let schema): [schema]
            case .reference, .dynamicReference, .allOf, .anyOf, .oneOf, .conditional,
                .dependentSchemas:
                SchemaNode.inPlace(rule)
            default: []
            }
        }
    }

    private mutating func plan(_ id: Int) {
        for rule in nodes[id].rules { plan(rule) }
        for annotation in nodes[id].annotations where annotation.keyword == keyword {
            if let known = values.firstIndex(of: annotation.value) {
                actions.append(.note(known))
            } else {
                actions.append(.note(values.count))
                values.append(annotation.value)
            }
        }
    }

    private mutating func plan(_ rule: Rule) {
        switch rule {
        case .reference(let next), .dynamicReference(let next, nil):
            if isRelevant[next] { actions.append(.certain(next)) }
        case .dynamicReference:
            // What it leads to is decided on the way.
            isKnown = false
        case .allOf(let branches):
            for branch in branches where isRelevant[branch] { actions.append(.certain(branch)) }
        case .anyOf(let branches), .oneOf(let branches):
            for branch in branches where isRelevant[branch] { actions.append(.possible(branch)) }
        case .conditional(let test, let success, let failure):
            let all = [test, success, failure].compactMap(\.self)
            guard all.contains(where: { isRelevant[$0] }) else { return }
            actions.append(.conditional(test, then: success ?? -1, else: failure ?? -1))
        case .dependentSchemas(let list):
            for (member, schema) in list where isRelevant[schema] {
                actions.append(.ifMember(names.add([(member.text, 0)]), schema))
            }
        case .members(let members):
            plan(members)
        case .items(let prefix, let rest):
            let relevant = (prefix + [rest ?? -1]).map { self.relevant($0) }
            guard relevant.contains(where: { $0 >= 0 }) else { return }
            let start = children.count
            children += relevant.dropLast()
            actions.append(.items(prefix: start..<children.count, rest: relevant.last ?? -1))
        case .contains(let schema, _, _):
            if isRelevant[schema] { actions.append(.contains(schema)) }
        case .unevaluatedItems(let schema), .unevaluatedProperties(let schema):
            if isRelevant[schema] { isKnown = false }
        default:
            break
        }
    }

    private mutating func plan(_ members: MemberRule) {
        guard !members.patterns.contains(where: { isRelevant[$0.schema] }) else {
            isKnown = false
            return
        }
        let additional = members.additional.map { self.relevant($0) } ?? -1
        guard additional >= 0 || members.properties.values.contains(where: { isRelevant[$0] })
        else { return }
        guard members.patterns.isEmpty || additional < 0 else {
            isKnown = false
            return
        }
        var list: [(name: String, value: Int)] = []
        for (name, schema) in members.properties {
            list.append((name.text, children.count))
            children.append(relevant(schema))
        }
        actions.append(.members(names.add(list), additional: additional))
    }

    /// The subschema, or -1 if it leads to no annotation.
    private func relevant(_ id: Int) -> Int { id >= 0 && isRelevant[id] ? id : -1 }
}
