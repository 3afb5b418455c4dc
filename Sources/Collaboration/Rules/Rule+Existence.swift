import CanonicalJSON
import Events

extension Rule {
    /// The entities that a member of the payload names are known to the ledger.
    ///
    /// That is a matter of record: something was recorded of each before, whatever its date.
    static func exists(_ id: String, field: String, _ words: String) -> Rule {
        let path = JSONPath(field)
        return Rule(id, .contradiction, words, field: field, brokenBy: .none) { fact, histories in
            for entity in fact.tags(path) {
                let standing = try histories.other(entity)
                guard standing.isKnown(before: fact.position) else { return .broken(by: nil) }
            }
            return .holds
        }
    }
}
