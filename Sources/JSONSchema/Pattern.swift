import Synchronization

/// A regular expression of ECMA-262 as with the flag `u`, compiled to a finite automaton.
///
/// All threads of the automaton step through the text together, so time grows with the length of
/// the text times that of the pattern, never exponentially. That is why back references are not
/// supported: no automaton has them. Property escapes know general categories and a few binary
/// properties, not scripts.
struct Pattern: Sendable {
    /// The source, for messages.
    let text: String

    /// What the text says.
    let node: PatternNode

    private let automaton = LazyAutomaton()

    init(_ text: String) throws(PatternError) {
        var parser = PatternParser(text)
        node = try parser.pattern()
        self.text = text
        guard node.size <= Limits.patternSize else {
            throw PatternError(reason: "it needs over \(Limits.patternSize) steps when spelt out")
        }
    }

    /// The main program, then those of look-arounds.
    private var programs: [PatternProgram] { automaton.programs(for: node) }

    /// Whether some part of `subject` matches; `nil` if `steps` ran out before that was known.
    func matches(_ subject: String, steps: inout Int) -> Bool? {
        var match = PatternMatch(
            programs: programs,
            scalars: Array(subject.unicodeScalars),
            steps: steps
        )
        let isMatch = match.run(0, from: 0, isAnchored: false)
        steps = match.steps
        return match.steps > 0 ? isMatch : nil
    }
}

/// Why a pattern is not usable.
struct PatternError: Error {
    let reason: String
}

/// The automaton of a pattern, made when a text is first matched; most runs need few of them.
private final class LazyAutomaton: Sendable {
    private final class Programs: Sendable {
        let list: [PatternProgram]

        init(_ list: [PatternProgram]) { self.list = list }
    }

    private let made = AtomicLazyReference<Programs>()

    func programs(for node: PatternNode) -> [PatternProgram] {
        if let known = made.load() { return known.list }
        var compiler = PatternCompiler()
        compiler.compile(node, isBackward: false)
        return made.storeIfNil(Programs(compiler.programs)).list
    }
}

/// The run of a pattern over one text.
private struct PatternMatch {
    let programs: [PatternProgram]
    let scalars: [Unicode.Scalar]
    var steps: Int

    /// Whether a program matches from `start` on, or with `isAnchored` off anywhere after it.
    mutating func run(_ program: Int, from start: Int, isAnchored: Bool) -> Bool {
        let isBackward = programs[program].isBackward
        let count = programs[program].instructions.count
        steps -= count / 16  // Setting up takes time too, and a look-around does it everywhere.
        var threads = PatternThreads(count: count)
        var position = start
        add(0, of: program, at: position, to: &threads)
        while !threads.hasMatched, steps > 0 {
            let next = isBackward ? position - 1 : position
            guard scalars.indices.contains(next), !isAnchored || !threads.active.isEmpty else {
                return false
            }
            let scalar = scalars[next]
            position += isBackward ? -1 : 1
            let current = threads.advance()
            for thread in current {
                steps -= 1
                if case .scalar(let set) = programs[program].instructions[thread],
                    set.contains(scalar)
                {
                    add(thread + 1, of: program, at: position, to: &threads)
                }
            }
            if !isAnchored { add(0, of: program, at: position, to: &threads) }
        }
        return threads.hasMatched
    }

    /// Adds a thread and all it reaches without reading a character.
    private mutating func add(
        _ start: Int,
        of program: Int,
        at position: Int,
        to threads: inout PatternThreads
    ) {
        var waiting = [start]
        while let thread = waiting.popLast(), steps > 0 {
            guard threads.visit(thread) else { continue }
            steps -= 1
            switch programs[program].instructions[thread] {
            case .scalar: threads.active.append(thread)
            case .jump(let target): waiting.append(target)
            case .split(let one, let other): waiting += [other, one]
            case .anchor(let anchor):
                if holds(anchor, at: position) { waiting.append(thread + 1) }
            case .look(let inner, let isNegative):
                let isFound = run(inner, from: position, isAnchored: true)
                if isFound != isNegative { waiting.append(thread + 1) }
            case .match: threads.hasMatched = true
            }
        }
    }

    private func holds(_ anchor: PatternAnchor, at position: Int) -> Bool {
        switch anchor {
        case .start: return position == 0
        case .end: return position == scalars.count
        case .wordBoundary, .noWordBoundary:
            let before = position > 0 && ScalarClass.word.contains(scalars[position - 1])
            let after = position < scalars.count && ScalarClass.word.contains(scalars[position])
            return (before != after) == (anchor == .wordBoundary)
        }
    }
}

/// The places of a program where a run stands at once.
private struct PatternThreads {
    var active: [Int] = []
    var hasMatched = false
    private var generation = 1
    private var visited: [Int]

    init(count: Int) {
        visited = Array(repeating: 0, count: count)
    }

    /// Notes a place; `false` if it was noted in this generation already.
    mutating func visit(_ thread: Int) -> Bool {
        guard visited[thread] != generation else { return false }
        visited[thread] = generation
        return true
    }

    /// Hands out the active threads and begins the next generation.
    mutating func advance() -> [Int] {
        generation += 1
        let current = active
        active.removeAll(keepingCapacity: true)
        return current
    }
}
