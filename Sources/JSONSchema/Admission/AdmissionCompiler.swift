import CanonicalJSON

/// Lays compiled subschemas out for an ``AdmissionProgram``.
struct AdmissionCompiler {
    private let nodes: [SchemaNode]

    private(set) var made: [AdmissionNode] = []
    private(set) var inPlace: [InPlaceAdmission] = []
    private(set) var strings: [StringAdmission] = []
    private(set) var numbers: [NumberAdmission] = []
    private(set) var arrays: [ArrayAdmission] = []
    private(set) var members: [MemberAdmission] = []
    private(set) var named: [NamedAdmission] = []
    private(set) var memberPatterns: [(pattern: Int, schema: Int)] = []
    private(set) var dependencies: [DependencyAdmission] = []
    private(set) var constants: [ConstantAdmission] = []
    private(set) var constantNumbers: [Double] = []
    private(set) var branches: [Int] = []
    private(set) var divisors: [ExactDecimal] = []
    private(set) var patterns: [BytePattern] = []
    private(set) var names = NameTableBuilder()

    private var patternIndices: [Name: Int?] = [:]

    init(_ nodes: [SchemaNode]) {
        self.nodes = nodes
        made = Array(repeating: AdmissionNode(), count: nodes.count)
    }

    mutating func compile() {
        for id in nodes.indices where target(of: id) == id { compile(id) }
        for id in nodes.indices where target(of: id) != id { made[id] = made[target(of: id)] }
        var known: [(cost: Int, height: Int)?] = Array(repeating: nil, count: nodes.count)
        for id in nodes.indices { (made[id].cost, made[id].height) = size(of: id, &known) }
    }

    /// Where a subschema that only refers to another one leads in the end.
    private func target(of id: Int) -> Int {
        // References in place never lead back; `InPlaceCheck` has seen to it.
        var target = id
        while nodes[target].rules.count == 1, case .reference(let next) = nodes[target].rules[0] {
            target = next
        }
        return target
    }

    private func size(
        of id: Int,
        _ known: inout [(cost: Int, height: Int)?]
    ) -> (cost: Int, height: Int) {
        if let size = known[id] { return size }
        var (cost, height) = (1, 0)
        for next in nodes[id].inPlace {
            let size = size(of: next, &known)
            cost = min(cost + size.cost, Limits.steps)
            height = max(height, size.height)
        }
        known[id] = (cost, height + 1)
        return (cost, height + 1)
    }

    // MARK: One subschema

    private mutating func compile(_ id: Int) {
        var node = AdmissionNode()
        let start = (strings.count, numbers.count, arrays.count, inPlace.count)
        var objects = ObjectRules()
        for rule in nodes[id].rules {
            guard add(rule, to: &node, &objects) else {
                node.isDoubtful = true
                break
            }
        }
        node.strings = start.0..<strings.count
        node.numbers = start.1..<numbers.count
        node.arrays = start.2..<arrays.count
        node.inPlace = start.3..<inPlace.count
        if !objects.isEmpty {
            if let index = add(objects) { node.members = index } else { node.isDoubtful = true }
        }
        made[id] = node
    }

    /// Lays out one rule; `false` if there is no quick form of it.
    private mutating func add(
        _ rule: Rule,
        to node: inout AdmissionNode,
        _ objects: inout ObjectRules
    ) -> Bool {
        switch rule {
        case .nothing:
            node.kinds = 0
        case .types(let types):
            node.kinds &= Self.kinds(types)
            if types.contains(.integer), !types.contains(.number) { node.isWhole = true }
        case .reference(let next), .dynamicReference(let next, nil):
            inPlace.append(.all(target(of: next)))
        case .dynamicReference, .propertyNames, .unevaluatedItems, .unevaluatedProperties:
            return false
        case .allOf(let list):
            inPlace += list.map { .all(target(of: $0)) }
        case .anyOf(let list):
            inPlace.append(.any(range(of: list)))
        case .oneOf(let list):
            inPlace.append(.one(range(of: list)))
        case .not(let branch):
            inPlace.append(.not(target(of: branch)))
        case .conditional(let test, let success, let failure):
            inPlace.append(
                .conditional(
                    target(of: test),
                    then: success.map(target) ?? -1,
                    else: failure.map(target) ?? -1
                )
            )
        case .constant(let value):
            inPlace.append(.constants(add([value])))
        case .enumeration(let values):
            inPlace.append(.constants(add(values)))
        case .bound(let bound, let limit):
            numbers.append(.bound(bound, limit))
        case .multipleOf(let divisor):
            numbers.append(.multipleOf(divisors.count))
            divisors.append(divisor)
        case .size(let bound, let limit):
            add(bound, limit, &objects)
        case .pattern(let pattern):
            guard let index = index(of: pattern) else { return false }
            strings.append(.pattern(index))
        case .format(let format):
            strings.append(.format(format))
        case .items(let prefix, let rest):
            arrays.append(.items(prefix: range(of: prefix, isInPlace: false), rest: rest ?? -1))
        case .contains(let schema, let minimum, let maximum):
            arrays.append(.contains(schema, minimum: minimum, maximum: maximum ?? .max))
        case .uniqueItems:
            arrays.append(.unique)
        case .members, .required, .dependentRequired, .dependentSchemas:
            objects.rules.append(rule)
        }
        return true
    }

    private mutating func add(_ bound: SizeBound, _ limit: Int, _ objects: inout ObjectRules) {
        // Lengths beyond this are the same to every document.
        let limit = min(limit, 1 << 40)
        switch bound {
        case .minLength: strings.append(.minLength(limit))
        case .maxLength: strings.append(.maxLength(limit))
        case .minItems: arrays.append(.minItems(limit))
        case .maxItems: arrays.append(.maxItems(limit))
        case .minProperties: objects.minimum = limit
        case .maxProperties: objects.maximum = limit
        }
    }

    private static func kinds(_ types: InstanceTypes) -> UInt8 {
        var kinds: UInt8 = 0
        func add(_ type: InstanceTypes, _ kind: JSONDocument.Kind) {
            if !types.isDisjoint(with: type) { kinds |= 1 << kind.rawValue }
        }
        add(.null, .null)
        add(.boolean, .false)
        add(.boolean, .true)
        add([.integer, .number], .number)
        add(.string, .string)
        add(.array, .array)
        add(.object, .object)
        return kinds
    }

    /// - `isInPlace`: whether references may be followed beforehand; the cost of a step to another
    ///   value is that of the reference.
    private mutating func range(of list: [Int], isInPlace: Bool = true) -> Range<Int> {
        let start = branches.count
        branches += isInPlace ? list.map(target) : list
        return start..<branches.count
    }

    private mutating func index(of pattern: Pattern) -> Int? {
        let name = Name(pattern.text)
        if let known = patternIndices[name] { return known }
        let made = BytePatternCompiler.compile(pattern.node)
        patternIndices[name] = made.map { _ in patterns.count }
        if let made { patterns.append(made) }
        return made == nil ? nil : patterns.count - 1
    }

    private mutating func add(_ values: [JSONValue]) -> Int {
        let start = constantNumbers.count
        var strings: [(name: String, value: Int)] = []
        var literals: UInt8 = 0
        var hasContainers = false
        for value in values {
            switch value {
            case .null: literals |= 1 << JSONDocument.Kind.null.rawValue
            case .bool(false): literals |= 1 << JSONDocument.Kind.false.rawValue
            case .bool(true): literals |= 1 << JSONDocument.Kind.true.rawValue
            case .number(let number): constantNumbers.append(number)
            case .string(let text): strings.append((text, 0))
            case .array, .object: hasContainers = true
            }
        }
        constants.append(
            ConstantAdmission(
                strings: names.add(strings),
                literals: literals,
                numbers: start..<constantNumbers.count,
                hasContainers: hasContainers
            )
        )
        return constants.count - 1
    }

    // MARK: Objects

    /// The rules of one subschema that concern members.
    private struct ObjectRules {
        var rules: [Rule] = []
        var minimum = 0
        var maximum = Int.max

        var isEmpty: Bool { rules.isEmpty && minimum == 0 && maximum == .max }
    }

    /// The names one object rule knows, each with its bit.
    private struct KnownNames {
        var list: [(name: String, value: Int)] = []
        var admissions: [NamedAdmission] = []
        private var known: [Name: Int] = [:]

        mutating func index(of name: Name) -> Int? {
            if let index = known[name] { return index }
            let index = admissions.count
            guard index < 64 else { return nil }
            known[name] = index
            list.append((name.text, index))
            admissions.append(NamedAdmission(bit: 1 << UInt64(index), schema: -1))
            return index
        }

        mutating func bits(of names: [Name]) -> UInt64? {
            var bits: UInt64 = 0
            for name in names {
                guard let index = index(of: name) else { return nil }
                bits |= admissions[index].bit
            }
            return bits
        }
    }

    private mutating func add(_ objects: ObjectRules) -> Int? {
        var known = KnownNames()
        var rule = MemberAdmission()
        rule.minimum = objects.minimum
        rule.maximum = objects.maximum
        let start = (memberPatterns.count, dependencies.count)
        for each in objects.rules {
            guard add(each, to: &rule, &known) else { return nil }
        }
        rule.patterns = start.0..<memberPatterns.count
        rule.dependencies = start.1..<dependencies.count
        let first = named.count
        rule.names = names.add(known.list.map { ($0.name, $0.value + first) })
        named += known.admissions
        members.append(rule)
        return members.count - 1
    }

    private mutating func add(
        _ each: Rule,
        to rule: inout MemberAdmission,
        _ known: inout KnownNames
    ) -> Bool {
        switch each {
        case .members(let members):
            for (name, schema) in members.properties {
                guard let index = known.index(of: name) else { return false }
                known.admissions[index].schema = schema
            }
            for (pattern, schema) in members.patterns {
                guard let index = index(of: pattern) else { return false }
                memberPatterns.append((index, schema))
            }
            if let additional = members.additional { rule.additional = self.additional(additional) }
        case .required(let names):
            guard let bits = known.bits(of: names) else { return false }
            rule.required |= bits
        case .dependentRequired(let list):
            for (member, names) in list {
                guard let trigger = known.bits(of: [member]), let bits = known.bits(of: names)
                else { return false }
                dependencies.append(DependencyAdmission(trigger: trigger, required: bits))
            }
        case .dependentSchemas(let list):
            for (member, schema) in list {
                guard let trigger = known.bits(of: [member]) else { return false }
                dependencies.append(
                    DependencyAdmission(trigger: trigger, schema: target(of: schema))
                )
            }
        default:
            return false
        }
        return true
    }

    private func additional(_ id: Int) -> Int {
        if case .nothing? = nodes[id].rules.first { return -2 }
        return id
    }
}
