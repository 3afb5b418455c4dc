/// Instructions that run over a text, forward or, for a look-behind, backward.
struct PatternProgram: Sendable {
    var instructions: [PatternInstruction] = []
    let isBackward: Bool
}

enum PatternInstruction: Sendable {
    /// Reads one character of the set and goes on.
    case scalar(ScalarSet)
    case jump(Int)
    case split(Int, Int)
    case anchor(PatternAnchor)

    /// Goes on if another program matches here, or, if negative, does not.
    case look(Int, isNegative: Bool)
    case match
}

/// A place between characters.
enum PatternAnchor: Sendable {
    case start, end, wordBoundary, noWordBoundary
}

/// What a pattern says.
indirect enum PatternNode: Sendable {
    case scalar(ScalarSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    case repetition(PatternNode, minimum: Int, maximum: Int?)
    case anchor(PatternAnchor)
    case look(PatternNode, isBackward: Bool, isNegative: Bool)

    /// How many nodes there are when counted repetitions are spelt out, at most ``Int/max``.
    var size: Int {
        switch self {
        case .scalar, .anchor: 1
        case .sequence(let parts), .choice(let parts):
            parts.reduce(1) { Self.sum($0, $1.size) }
        case .repetition(let part, let minimum, let maximum):
            Self.sum(1, Self.product(part.size, maximum ?? minimum + 1))
        case .look(let part, _, _): Self.sum(1, part.size)
        }
    }

    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, overflows) = left.addingReportingOverflow(right)
        return overflows ? .max : sum
    }

    private static func product(_ left: Int, _ right: Int) -> Int {
        let (product, overflows) = left.multipliedReportingOverflow(by: right)
        return overflows ? .max : product
    }
}

/// Turns a pattern into programs.
///
/// Counted repetitions become copies; ``PatternNode/size`` says beforehand how many.
struct PatternCompiler {
    private(set) var programs: [PatternProgram] = []

    /// Compiles one program and gives its index; look-arounds inside become further programs.
    @discardableResult
    mutating func compile(
        _ node: PatternNode,
        isBackward: Bool
    ) -> Int {
        let index = programs.count
        programs.append(PatternProgram(isBackward: isBackward))
        emit(node, into: index)
        programs[index].instructions.append(.match)
        return index
    }

    private mutating func emit(_ node: PatternNode, into index: Int) {
        switch node {
        case .scalar(let set):
            programs[index].instructions.append(.scalar(set))
        case .anchor(let anchor):
            programs[index].instructions.append(.anchor(anchor))
        case .sequence(let parts):
            for part in programs[index].isBackward ? parts.reversed() : parts {
                emit(part, into: index)
            }
        case .choice(let branches):
            emit(branches[...], into: index)
        case .repetition(let part, let minimum, let maximum):
            emit(part, minimum, maximum, into: index)
        case .look(let part, let isBackward, let isNegative):
            let inner = compile(part, isBackward: isBackward)
            programs[index].instructions.append(.look(inner, isNegative: isNegative))
        }
    }

    private mutating func emit(
        _ branches: ArraySlice<PatternNode>,
        into index: Int
    ) {
        var exits: [Int] = []
        for branch in branches.dropLast() {
            let split = reserve(in: index)
            emit(branch, into: index)
            exits.append(reserve(in: index))
            programs[index].instructions[split] = .split(split + 1, next(in: index))
        }
        if let last = branches.last { emit(last, into: index) }
        for exit in exits { programs[index].instructions[exit] = .jump(next(in: index)) }
    }

    private mutating func emit(
        _ part: PatternNode,
        _ minimum: Int,
        _ maximum: Int?,
        into index: Int
    ) {
        for _ in 0..<minimum { emit(part, into: index) }
        guard let maximum else {
            let split = reserve(in: index)
            emit(part, into: index)
            programs[index].instructions.append(.jump(split))
            programs[index].instructions[split] = .split(split + 1, next(in: index))
            return
        }
        var splits: [Int] = []
        for _ in minimum..<maximum {
            splits.append(reserve(in: index))
            emit(part, into: index)
        }
        for split in splits {
            programs[index].instructions[split] = .split(split + 1, next(in: index))
        }
    }

    /// Keeps room for an instruction whose target is not known yet.
    private mutating func reserve(in index: Int) -> Int {
        programs[index].instructions.append(.jump(0))
        return next(in: index) - 1
    }

    private func next(in index: Int) -> Int { programs[index].instructions.count }
}
