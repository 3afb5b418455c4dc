/// A pattern that one pass over a text decides, byte by byte and without alternatives in mind.
///
/// Most patterns that people write are so: at every choice the next byte tells the way. The text
/// is judged as bytes; where a character outside ASCII would have to be classified, the answer is
/// ``Verdict/unknown``.
struct BytePattern: Sendable {
    enum Verdict {
        case match, mismatch, unknown
    }

    enum Step: Sendable {
        /// Takes up to eight bytes that must be these; the first is the lowest.
        case literal(word: UInt64, count: Int)

        /// Takes as many bytes of a class as there are, `minimum` to `maximum`.
        case run(ByteClass, minimum: Int, maximum: Int)

        /// Goes on if the next byte is of the class, and else at `otherwise`.
        case branch(ByteClass, otherwise: Int)
        case jump(Int)
        case end
        case accept
    }

    let steps: [Step]

    /// Whether the pattern is a literal that may stand anywhere.
    let isSearch: Bool

    /// What one byte of text costs the automaton of ``Pattern`` at most, in its own steps.
    let weight: Int
}
