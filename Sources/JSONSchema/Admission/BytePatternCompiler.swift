/// Turns what a pattern says into a ``BytePattern``, where one pass can decide it.
struct BytePatternCompiler {
    /// More steps than this are not worth the room.
    private static let stepLimit = 512

    private var steps: [BytePattern.Step] = []
    private var width = 1
    private var threads = 1

    /// The one-pass form; `nil` if the pattern has none.
    static func compile(_ pattern: PatternNode) -> BytePattern? {
        var compiler = Self()
        return compiler.compile(pattern)
    }

    private mutating func compile(_ pattern: PatternNode) -> BytePattern? {
        var parts = Self.flattened(pattern)
        var isSearch = true
        if case .anchor(.start)? = parts.first {
            parts.removeFirst()
            isSearch = false
        } else {
            guard !parts.isEmpty, parts.allSatisfy({ Self.single($0) != nil })
            else { return nil }
        }
        var isWhole = false
        if case .anchor(.end)? = parts.last {
            parts.removeLast()
            isWhole = true
        }
        guard emit(parts[...], follow: ByteClass()) else { return nil }
        steps.append(isWhole ? .end : .accept)
        guard steps.count <= Self.stepLimit else { return nil }
        // What the automaton visits behind each byte: every choice of the pattern from every
        // place that may be active, and the search for another start.
        let weight = (threads + 1) * (4 * width + 8)
        return BytePattern(steps: steps, isSearch: isSearch, weight: weight)
    }

    /// The parts of a sequence, inner sequences taken apart.
    private static func flattened(_ node: PatternNode) -> [PatternNode] {
        guard case .sequence(let parts) = node else { return [node] }
        return parts.flatMap(flattened)
    }

    /// The one ASCII character a part stands for.
    private static func single(_ node: PatternNode) -> UInt8? {
        guard case .scalar(let set) = node, !set.isNegated, let single = set.single, single < 128
        else { return nil }
        return UInt8(single)
    }

    // MARK: What may come first

    private struct Start {
        var members = ByteClass()
        var isEmptyAllowed = false
    }

    private static func start(of parts: ArraySlice<PatternNode>) -> Start? {
        var start = Start(isEmptyAllowed: true)
        for part in parts {
            guard let next = self.start(of: part) else { return nil }
            start.members.formUnion(next.members)
            guard next.isEmptyAllowed else {
                start.isEmptyAllowed = false
                break
            }
        }
        return start
    }

    private static func start(of node: PatternNode) -> Start? {
        switch node {
        case .scalar(let set):
            return Start(members: ByteClass(set))
        case .sequence(let parts):
            return start(of: parts[...])
        case .choice(let branches):
            var start = Start()
            for branch in branches {
                guard let next = self.start(of: branch) else { return nil }
                start.members.formUnion(next.members)
                start.isEmptyAllowed = start.isEmptyAllowed || next.isEmptyAllowed
            }
            return start
        case .repetition(let part, let minimum, let maximum):
            if maximum == 0 { return Start(isEmptyAllowed: true) }
            guard var start = start(of: part) else { return nil }
            if minimum == 0 { start.isEmptyAllowed = true }
            return start
        case .anchor, .look:
            return nil
        }
    }

    // MARK: Steps

    /// Emits a sequence, behind which one of `follow` or the end of the text comes.
    private mutating func emit(_ parts: ArraySlice<PatternNode>, follow: ByteClass) -> Bool {
        var rest = parts
        while let first = rest.popFirst() {
            if let byte = Self.single(first) {
                append(byte)
                continue
            }
            guard steps.count <= Self.stepLimit, let after = Self.start(of: rest) else {
                return false
            }
            var behind = after.members
            if after.isEmptyAllowed { behind.formUnion(follow) }
            guard emit(first, follow: behind) else { return false }
        }
        return true
    }

    private mutating func emit(_ node: PatternNode, follow: ByteClass) -> Bool {
        switch node {
        case .scalar(let set):
            steps.append(.run(ByteClass(set), minimum: 1, maximum: 1))
            return true
        case .sequence:
            return emit(Self.flattened(node)[...], follow: follow)
        case .choice(let branches):
            return emit(branches, follow: follow)
        case .repetition(let part, let minimum, let maximum):
            return emit(part, minimum, maximum, follow: follow)
        case .anchor, .look:
            return false
        }
    }

    private mutating func append(_ byte: UInt8) {
        if case .literal(let word, let count)? = steps.last, count < 8, !isTarget(steps.count) {
            let longer = word | UInt64(byte) << UInt64(8 * count)
            steps[steps.count - 1] = .literal(word: longer, count: count + 1)
        } else {
            steps.append(.literal(word: UInt64(byte), count: 1))
        }
    }

    /// Places that steps before them lead to; a literal there begins anew.
    private var targets: [Int] = []

    private func isTarget(_ place: Int) -> Bool { targets.contains(place) }

    private mutating func markTarget() -> Int {
        targets.append(steps.count)
        return steps.count
    }

    private mutating func emit(
        _ part: PatternNode,
        _ minimum: Int,
        _ maximum: Int?,
        follow: ByteClass
    ) -> Bool {
        if maximum == 0 { return true }
        guard let start = Self.start(of: part), !start.isEmptyAllowed else { return false }
        let isFixed = maximum == minimum
        width += 1
        guard isFixed || start.members.isDisjoint(with: follow) else { return false }
        if case .scalar(let set) = part {
            let members = ByteClass(set)
            steps.append(.run(members, minimum: minimum, maximum: maximum ?? .max))
            return true
        }
        // Behind one copy comes the next one or what follows.
        var behind = follow
        behind.formUnion(start.members)
        guard minimum + (maximum ?? 0) <= Self.stepLimit else { return false }
        for _ in 0..<minimum {
            guard emit(part, follow: behind), steps.count <= Self.stepLimit else { return false }
        }
        guard let maximum else {
            let loop = markTarget()
            steps.append(.branch(start.members, otherwise: 0))
            guard emit(part, follow: behind) else { return false }
            steps.append(.jump(loop))
            steps[loop] = .branch(start.members, otherwise: markTarget())
            return true
        }
        var exits: [Int] = []
        for _ in minimum..<maximum {
            exits.append(steps.count)
            steps.append(.branch(start.members, otherwise: 0))
            guard emit(part, follow: behind), steps.count <= Self.stepLimit else { return false }
        }
        for exit in exits { steps[exit] = .branch(start.members, otherwise: markTarget()) }
        return true
    }

    private mutating func emit(_ branches: [PatternNode], follow: ByteClass) -> Bool {
        width += 2 * branches.count
        threads += branches.count
        let groups = Self.factored(branches)
        var seen = ByteClass()
        var empty = false
        var exits: [Int] = []
        for group in groups {
            guard let start = Self.start(of: group) else { return false }
            guard start.members.isDisjoint(with: seen) else { return false }
            seen.formUnion(start.members)
            if start.isEmptyAllowed {
                guard !empty, start.members.isEmpty else { return false }
                empty = true
                continue
            }
            let branch = steps.count
            steps.append(.branch(start.members, otherwise: 0))
            guard emit(group, follow: follow), steps.count <= Self.stepLimit else { return false }
            exits.append(steps.count)
            steps.append(.jump(0))
            steps[branch] = .branch(start.members, otherwise: markTarget())
        }
        if empty {
            guard seen.isDisjoint(with: follow) else { return false }
        } else {
            steps.append(.run(ByteClass(), minimum: 1, maximum: 1))
        }
        for exit in exits { steps[exit] = .jump(markTarget()) }
        return true
    }

    /// Branches that begin with the same character become one.
    private static func factored(_ branches: [PatternNode]) -> [ArraySlice<PatternNode>] {
        var groups: [(first: UInt8, rests: [PatternNode])] = []
        var others: [ArraySlice<PatternNode>] = []
        for branch in branches {
            let parts = flattened(branch)
            guard let first = parts.first.flatMap(single) else {
                others.append(parts[...])
                continue
            }
            let rest = PatternNode.sequence(Array(parts.dropFirst()))
            if let known = groups.firstIndex(where: { $0.first == first }) {
                groups[known].rests.append(rest)
            } else {
                groups.append((first, [rest]))
            }
        }
        return groups.map { group in
            let first = PatternNode.scalar(ScalarSet(UInt32(group.first)...UInt32(group.first)))
            guard group.rests.count > 1 else { return (flattened(group.rests[0]).inserted(first)) }
            return [first, .choice(group.rests)][...]
        } + others
    }
}

extension [PatternNode] {
    fileprivate func inserted(_ first: PatternNode) -> ArraySlice<PatternNode> {
        ([first] + self)[...]
    }
}
