import CanonicalJSON
import Events

/// What holds for the identifiers that others gave to parties.
enum IdentifierRules {
    /// One (scheme, id) belongs to one party; to one record, even when two are merged.
    static let isFree = Rule(
        "identifier-is-free",
        .contradiction,
        "no other party holds the identifier",
        field: "identifiers"
    ) { fact, histories in
        for tag in fact.identifierTags {
            guard let party = fact.tag(.party) else { return .holds }
            let standing = try histories.other(tag)
            let holder = standing.recorded.first { other in
                // Writers may add a tag of an identifier to any event; that gives it to nobody.
                other.position != fact.position && other.hasTag(.party)
                    && !other.isTag(.party, party) && other.identifierTags.contains(tag)
            }
            if let holder { return .broken(by: holder) }
        }
        return .holds
    }

    static let leiIsWellFormed = Rule.identifiers(
        of: "lei",
        "lei-is-well-formed",
        "an LEI has 20 characters, and its check digits are right (ISO 17442)",
        LegalEntityIdentifier.isValid
    )

    static let rorIsWellFormed = Rule.identifiers(
        of: "ror",
        "ror-is-well-formed",
        "a ROR id has nine characters in lowercase, the first a zero, and its check digits are "
            + "right; leave https://ror.org/ out",
        ResearchOrganizationIdentifier.isValid
    )
}

extension Rule {
    /// Every identifier of a scheme is one.
    fileprivate static func identifiers(
        of scheme: String,
        _ id: String,
        _ words: String,
        _ isValid: @escaping @Sendable (String) -> Bool
    ) -> Rule {
        Rule(id, .contradiction, words, field: "id", brokenBy: .none) { fact, _ in
            let isWrong = fact.identifiers.contains { $0.scheme == scheme && !isValid($0.id) }
            return isWrong ? .broken(by: nil) : .holds
        }
    }
}

extension Fact {
    /// The identifiers the event gives to a party.
    fileprivate var identifiers: [(scheme: String, id: String)] {
        guard let data = dataNode else { return [] }
        guard let list = node(.identifiers), document.kind(list) == .array else {
            return identifier(data).map { [$0] } ?? []
        }
        var found: [(scheme: String, id: String)] = []
        var entry = document.firstChild(list)
        while let here = entry {
            if let identifier = identifier(here) { found.append(identifier) }
            entry = document.next(here)
        }
        return found
    }

    private func identifier(_ entry: Int) -> (scheme: String, id: String)? {
        guard let scheme = document.member(entry, Self.scheme).flatMap(document.text),
            let id = document.member(entry, Self.number).flatMap(document.text)
        else { return nil }
        return (scheme, id)
    }

    private static let scheme: JSONName = "scheme"
    private static let number: JSONName = "id"

    /// Their tags.
    fileprivate var identifierTags: [Tag] {
        identifiers.compactMap { Tag("identifier:\($0.scheme):\($0.id)") }
    }
}
