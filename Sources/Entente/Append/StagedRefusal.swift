/// A refusal with the step that spoke it: over a whole batch, the earliest step has the first word.
struct StagedRefusal: Error, Comparable, Sendable {
    /// The steps, in the order of their verdicts.
    enum Stage: Int, Comparable, Sendable {
        case parse, envelope, schema, rules

        static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
    }

    let stage: Stage
    let refusal: Refusal

    static func < (left: StagedRefusal, right: StagedRefusal) -> Bool {
        (left.stage, left.refusal.line ?? 0) < (right.stage, right.refusal.line ?? 0)
    }

    static func == (left: StagedRefusal, right: StagedRefusal) -> Bool {
        left.stage == right.stage && left.refusal.line == right.refusal.line
    }
}
