import CanonicalJSON

/// A schema made ready for the quick verdict over a ``JSONDocument``.
///
/// It says yes only where ``Evaluation`` finds nothing. Where it cannot know, as with
/// `unevaluatedProperties` or a pattern that no single pass decides, it is in doubt, which counts
/// as no. It keeps to the limits of a full evaluation: what could go beyond them is in doubt too.
final class AdmissionProgram: Sendable {
    let nodes: [AdmissionNode]
    let root: Int
    let inPlace: [InPlaceAdmission]
    let strings: [StringAdmission]
    let numbers: [NumberAdmission]
    let arrays: [ArrayAdmission]
    let members: [MemberAdmission]
    let named: [NamedAdmission]
    let memberPatterns: [(pattern: Int, schema: Int)]
    let dependencies: [DependencyAdmission]
    let constants: [ConstantAdmission]
    let constantNumbers: [Double]
    let branches: [Int]
    let divisors: [ExactDecimal]
    let patterns: BytePatterns
    let names: NameTables

    /// Makes the program of compiled subschemas.
    init(nodes: [SchemaNode], root: SchemaNode.ID) {
        var compiler = AdmissionCompiler(nodes)
        compiler.compile()
        self.nodes = compiler.made
        self.root = root
        inPlace = compiler.inPlace
        strings = compiler.strings
        numbers = compiler.numbers
        arrays = compiler.arrays
        members = compiler.members
        named = compiler.named
        memberPatterns = compiler.memberPatterns
        dependencies = compiler.dependencies
        constants = compiler.constants
        constantNumbers = compiler.constantNumbers
        branches = compiler.branches
        divisors = compiler.divisors
        patterns = BytePatterns(compiler.patterns)
        names = NameTables(compiler.names)
    }

    /// What one verdict has used up, and whether it is in doubt.
    struct Run {
        /// Nodes of the document at which a `null` is permitted.
        let nulls: [Int]
        let hasNulls: Bool
        var steps = Limits.steps
        var patternSteps = Limits.patternSteps
        var depth = 0
        var isInDoubt = false

        init(nulls: [Int]) {
            self.nulls = nulls
            hasNulls = !nulls.isEmpty
        }

        /// Notes that the verdict is not known; `false`, so that it can be returned at once.
        mutating func doubt() -> Bool {
            isInDoubt = true
            return false
        }
    }

    /// Judges a value by a subschema that applies to it first.
    func admits(_ id: Int, _ value: Int, _ document: JSONDocument, _ run: inout Run) -> Bool {
        if run.hasNulls, document.isNull(value), run.nulls.contains(value) { return true }
        let (cost, height) = (nodes[id].cost, nodes[id].height)
        run.steps &-= cost
        run.depth &+= height
        guard run.steps > 0, run.depth <= Limits.evaluationDepth else { return run.doubt() }
        let isAdmitted = holds(id, value, document, &run)
        run.depth &-= height
        return isAdmitted
    }

    /// Judges a value by a subschema; the limits have been seen to.
    func holds(_ id: Int, _ value: Int, _ document: JSONDocument, _ run: inout Run) -> Bool {
        let node = nodes[id]
        if node.isDoubtful { return run.doubt() }
        let kind = document.kind(value)
        guard (node.kinds >> kind.rawValue) & 1 != 0 else { return false }
        switch kind {
        case .string:
            guard node.strings.isEmpty || holds(node.strings, text: value, document, &run) else {
                return false
            }
        case .number:
            guard
                node.numbers.isEmpty && !node.isWhole
                    || holds(node, number: document.number(value) ?? .nan, &run)
            else { return false }
        case .array:
            for index in node.arrays {
                guard holds(arrays[index], value, document, &run) else { return false }
            }
        case .object:
            guard node.members < 0 || holds(members[node.members], value, document, &run) else {
                return false
            }
        default: break
        }
        for index in node.inPlace {
            guard holds(inPlace[index], value, document, &run) else { return false }
        }
        return true
    }

    private func holds(
        _ rule: InPlaceAdmission,
        _ value: Int,
        _ document: JSONDocument,
        _ run: inout Run
    ) -> Bool {
        switch rule {
        case .all(let id):
            return holds(id, value, document, &run)
        case .any(let range):
            // All branches are tried, as in a full evaluation, so that no limit is missed.
            var isAny = false
            for index in range where holds(branches[index], value, document, &run) { isAny = true }
            return isAny
        case .one(let range):
            var count = 0
            for index in range where holds(branches[index], value, document, &run) { count += 1 }
            return count == 1
        case .not(let id):
            return !holds(id, value, document, &run)
        case .conditional(let test, let success, let failure):
            let next = holds(test, value, document, &run) ? success : failure
            return next < 0 || holds(next, value, document, &run)
        case .constants(let index):
            return isListed(value, document, constants[index], &run)
        }
    }

    private func isListed(
        _ value: Int,
        _ document: JSONDocument,
        _ listed: ConstantAdmission,
        _ run: inout Run
    ) -> Bool {
        let kind = document.kind(value)
        switch kind {
        case .string:
            return document.withText(value) { names.find($0, in: listed.strings) != nil }
        case .number:
            let number = document.number(value)
            return listed.numbers.contains { constantNumbers[$0] == number }
        case .array, .object:
            return listed.hasContainers && run.doubt()
        default:
            return (listed.literals >> kind.rawValue) & 1 != 0
        }
    }

    // MARK: Numbers

    private func holds(_ node: AdmissionNode, number: Double, _ run: inout Run) -> Bool {
        if node.isWhole, !number.isWhole { return false }
        for index in node.numbers {
            let holds =
                switch numbers[index] {
                case .bound(.minimum, let limit): number >= limit
                case .bound(.maximum, let limit): number <= limit
                case .bound(.exclusiveMinimum, let limit): number > limit
                case .bound(.exclusiveMaximum, let limit): number < limit
                case .multipleOf(let divisor):
                    ExactDecimal(number).isMultiple(of: divisors[divisor])
                }
            guard holds else { return false }
        }
        return true
    }
}
