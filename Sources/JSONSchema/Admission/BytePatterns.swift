/// The one-pass patterns of a program, laid out one behind the other.
final class BytePatterns: Sendable {
    private struct Entry {
        let start: Int
        let isSearch: Bool
        let weight: Int
    }

    private let entries: [Entry]
    private let steps: [BytePattern.Step]

    init(_ patterns: [BytePattern]) {
        var entries: [Entry] = []
        var steps: [BytePattern.Step] = []
        for pattern in patterns {
            entries.append(
                Entry(start: steps.count, isSearch: pattern.isSearch, weight: pattern.weight)
            )
            steps += pattern.steps
        }
        (self.entries, self.steps) = (entries, steps)
    }

    /// What one byte of text costs an automaton at most; see ``BytePattern/weight``.
    func weight(of pattern: Int) -> Int { entries[pattern].weight }

    /// Whether a pattern matches some part of `text`; O(n) but for a search.
    func verdict(of pattern: Int, on text: Span<UInt8>) -> BytePattern.Verdict {
        let entry = entries[pattern]
        guard entry.isSearch else { return verdict(entry.start, on: text, from: 0) }
        for start in 0...text.count where verdict(entry.start, on: text, from: start) == .match {
            return .match
        }
        return .mismatch
    }

    @inline(__always)
    private func verdict(
        _ firstStep: Int,
        on text: Span<UInt8>,
        from start: Int
    ) -> BytePattern.Verdict {
        var position = start
        var counter = firstStep
        while true {
            switch steps[counter] {
            case .literal(let word, let count):
                guard text.count &- position >= count,
                    TextPrefix.of(text, from: position, count: count) == word
                else { return .mismatch }
                position &+= count
            case .run(let members, let minimum, let maximum):
                let limit = maximum < text.count &- position ? position &+ maximum : text.count
                let first = position
                while position < limit, text[position] < 128, members.contains(text[position]) {
                    position &+= 1
                }
                if position < limit, text[position] >= 128, members.reachesBeyondASCII {
                    return .unknown
                }
                guard position &- first >= minimum else { return .mismatch }
            case .branch(let members, let otherwise):
                guard position < text.count else {
                    counter = firstStep &+ otherwise
                    continue
                }
                let byte = text[position]
                if byte >= 128, members.reachesBeyondASCII { return .unknown }
                guard byte < 128, members.contains(byte) else {
                    counter = firstStep &+ otherwise
                    continue
                }
            case .jump(let target):
                counter = firstStep &+ target
                continue
            case .end:
                return position == text.count ? .match : .mismatch
            case .accept:
                return .match
            }
            counter &+= 1
        }
    }
}
