/// The bounds that keep hostile schemas and instances from taking the process with them.
enum Limits {
    /// Subschemas that may enclose one another in a schema document.
    static let schemaDepth = 256

    /// Subschemas of one compilation, references included once.
    static let nodeCount = 100_000

    /// Subschemas that may apply in place, one through the other, to one location.
    static let inPlaceDepth = 96

    /// Subschemas that may be under evaluation at once.
    static let evaluationDepth = 384

    /// Subschemas that one validation may apply, each counted as often as it is applied.
    static let steps = 1_000_000

    /// Steps that all patterns of one validation may take together.
    static let patternSteps = 2_000_000

    /// Instructions of one compiled pattern.
    static let patternSize = 10_000

    /// Groups that may enclose one another in a pattern.
    static let patternDepth = 64

    /// Characters of text from outside that a message shows.
    static let shownCharacters = 80
}
