import CanonicalJSON
import Events

/// What holds for records that turned out to be of one party.
///
/// Merging is a matter of record, so that the position alone says what comes first.
enum MergerRules {
    private static let merging: EventType = "party.merged"
    private static let undoing: EventType = "party.unmerged"

    /// The member that names the record that is no longer used.
    static let duplicate: JSONPath = "duplicate"

    /// The member that names the record that stands for both.
    static let survivor: JSONPath = "survivor"

    /// What merging asks for.
    ///
    /// Since what a merged record is merged into stands for it, no chain comes back.
    static let ofMerging: [Rule] = [
        .another("survivor-is-another", field: "survivor", "the survivor is another record"),
        registered("duplicate-registered", "duplicate", "the duplicate is a registered party"),
        registered("survivor-registered", "survivor", "the survivor is a registered party"),
        isLive(
            "duplicate-is-live",
            "duplicate",
            "the duplicate is not merged into another record already"
        ),
        isLive(
            "survivor-is-live",
            "survivor",
            "the survivor is not merged into another record; name that one"
        ),
    ]

    /// What undoing it asks for.
    static let ofUndoing: [Rule] = [
        Rule(
            "records-are-merged",
            .contradiction,
            "the duplicate is merged into the survivor",
            field: "duplicate",
            brokenBy: .none
        ) { fact, histories in
            guard let party = fact.tag(duplicate) else { return .holds }
            let standing = try histories.standing(of: party)
            let merged = merger(of: party, in: standing, before: fact.position)
            let isRight = merged?.hasTheSameTag(as: fact, at: survivor) ?? false
            return isRight ? .holds : .broken(by: merged)
        }
    ]

    /// The event by which a record is merged into another, unless it was undone.
    static func merger(
        of party: Tag,
        in standing: Standing,
        before position: Position = .max
    ) -> Fact? {
        var last: Fact?
        for type in [merging, undoing] {
            standing.visit(type) { fact in
                guard fact.position < position, fact.isTag(duplicate, party) else { return true }
                if last.map({ $0.position < fact.position }) ?? true { last = fact }
                return true
            }
        }
        return last?.type == merging ? last : nil
    }

    private static func registered(_ id: String, _ field: String, _ words: String) -> Rule {
        .needs(
            id,
            ["party.registered"],
            at: .named(field),
            weight: .contradiction,
            words
        )
    }

    private static func isLive(_ id: String, _ field: String, _ words: String) -> Rule {
        let path = JSONPath(field)
        return Rule(id, .contradiction, words, field: field, brokenBy: .none) { fact, histories in
            guard let party = fact.tag(path) else { return .holds }
            let standing = try histories.standing(of: party)
            let merged = merger(of: party, in: standing, before: fact.position)
            return merged.map { .broken(by: $0) } ?? .holds
        }
    }
}
