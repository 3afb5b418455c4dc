import Collaboration
import Events

/// The words that reports show: states, kinds, roles, classes and types of event.
///
/// A word stands in the data as scripts read it, such as `in-force`; people read its English or a
/// translation of that.
package enum Vocabulary {
    /// All words but types of event, in the order of their letters.
    package static let words = states.union(others).union(FunnelStage.allCases.map(\.title))
        .sorted()

    /// The first parts of types of event, and the kinds of entities they are about.
    package static let nouns = Set(types.map { String($0.noun) }).union(unruledNouns).sorted()

    /// The second parts of types of event, in the order of their letters.
    package static let verbs = Set(types.map { String($0.verb) }).union(unruledVerbs).sorted()

    /// The English of a word; `nil` for what is none.
    package static func english(ofWord word: String) -> String? {
        if let english = irregular[word] { return english }
        return known.contains(word) ? word.spaced : nil
    }

    /// Where a translation of a word stands.
    package static func context(ofWord word: String) -> String { "word.\(word)" }

    /// The English of an entity or of the first part of a type; `nil` for what is none.
    package static func english(ofNoun noun: String) -> String? {
        knownNouns.contains(noun) ? noun.spaced : nil
    }

    /// Where a translation of an entity stands.
    package static func context(ofNoun noun: String) -> String { "entity.\(noun)" }

    /// The English of the second part of a type of event; `nil` for what is none.
    package static func english(ofVerb verb: String) -> String? {
        knownVerbs.contains(verb) ? verb.spaced : nil
    }

    /// Where a translation of the second part of a type of event stands.
    package static func context(ofVerb verb: String) -> String { "event.\(verb)" }

    /// The English of the name of a total: `attestedShare` is "attested share".
    package static func english(ofTotal key: String) -> String {
        irregularTotals[key]
            ?? key.reduce(into: "") { text, character in
                text += character.isUppercase ? " \(character.lowercased())" : String(character)
            }.spaced
    }

    /// Where a translation of the name of a total stands.
    package static func context(ofTotal key: String) -> String { "total.\(key)" }

    /// Totals that not every ledger has or that are called like a word of another meaning, and the
    /// parts of states and differences; those of the reports that are left are found in them.
    package static let totals =
        [
            "acceptance", "betweenness", "broker", "noShow", "realisation", "reciprocity",
            "repeatRate", "reported", "unit",
            "cellsChanged", "column", "row", "rowsAdded", "rowsChanged", "rowsRemoved", "total",
            "totalsChanged", "value",
            "confirmations", "disputes", "events", "existence", "fields", "gaps", "overdue",
            "possibleState", "since", "state",
        ] + EntityState.relationNames

    private static let known = Set(words)
    private static let knownNouns = Set(nouns)
    private static let knownVerbs = Set(verbs)

    private static let types = Rulebook.standard.families.flatMap { $0.rows.map(\.type) }

    private static let states = Set(Rulebook.standard.families.flatMap(\.states))

    private static let unruledNouns: Set<String> = [
        "appointment", "assessment", "catalogue", "event", "item", "ledger", "meeting-batch",
        "membership", "office", "subject", "target",
    ]

    private static let unruledVerbs: Set<String> = [
        "adopted", "confirmed", "confirmation-withdrawn", "consent-withdrawn", "consented",
        "corrected", "dispute-settled", "disputed", "erasure-refused", "erasure-requested",
        "key-rotated", "reinstated", "restricted", "retracted",
    ]

    /// Words whose English is not their own letters.
    private static let irregular = [
        "b2b": "business to business", "c2b": "cluster to business", "c2c": "cluster to cluster",
        "cooperation-agreement": "co-operation agreement", "framework": "framework agreement",
        "g2g": "government to government", "loi": "letter of intent",
        "mou": "memorandum of understanding", "subsidiary": "subsidiary agreement",
        "non-exhaustive": "not exhaustive",
    ]

    private static let irregularTotals = [
        "existenceUndated": "without any date", "listed": "members listed",
        "listedParties": "organisations listed", "listedPersons": "persons listed",
        "declared": "size declared", "attestedShare": "share attested",
    ]

    private static let others: Set<String> = [
        // How parties stand to an agreement.
        "negotiating", "removed", "awaiting-approval", "approved", "refused", "declined",
        "signatory", "consented", "bound", "leaving", "out",
        // How certain and how timely something is.
        "absent", "all", "closed", "damaged", "definite", "done", "done-in-time", "done-late",
        "due-later", "due-soon", "early", "erased", "late", "no", "none", "on-time", "overdue",
        "possible", "possibly", "possibly-overdue", "recurring", "silent", "undated", "withheld",
        "yes",
        // Measures, dimensions and shocks.
        "active-partners", "agreements-in-force", "agreements-signed", "barriers-eased",
        "barriers-reported", "collaboration-and-internationalisation", "commitments-done",
        "commitments-fulfilled", "commitments-planned", "countries-reached", "country",
        "cross-border-share", "cross-sector-share", "estimated", "expiry", "final",
        "meetings-held", "new", "partner-country-concentration", "partner-country-entropy",
        // What changed, and what made it so.
        "added", "changed", "date", "events", "meetings", "removed", "total",
        // How something is known.
        "attested", "contradiction", "corrected", "disputed", "exhaustive", "inferred", "live",
        "missing antecedent", "non-exhaustive",
        "partial", "percent", "reinstated", "rejected", "retracted", "stated", "unknown",
        "no-plain-text", "text-not-stored", "text-stored",
        // Kinds of agreements, consent, approval and ends.
        "acceptance", "after-signature", "amendment", "approval", "authority", "before-signature",
        "breach", "confirmation", "cooperation-agreement", "definitive-signature",
        "exchange-of-letters", "fixed", "framework", "impossibility", "indefinite", "loi", "mou",
        "mutual", "notice", "notification", "other", "partly", "protocol", "ratification",
        "replaced", "subsidiary", "succession", "twinning", "until-fulfilled",
        // Kinds of parties and organs, and what somebody is in them.
        "advisory-council", "associate", "association", "board-of-directors", "chair",
        "city-council", "cluster", "committee", "company", "consortium", "coordinator", "council",
        "executive", "foundation", "founder", "general-assembly", "head", "lead", "member",
        "network", "observer", "platform-operator", "programme", "public-authority",
        "research-institute", "secretariat", "supervisory-board", "unit", "university",
        "vice-chair",
        // Gatherings and what somebody does there, meetings, barriers.
        "b2b", "c2b", "c2c", "co-organiser", "conference", "contest-final", "decision-making",
        "distance", "exhibition", "exhibitor", "finance", "g2g", "guest-country", "host",
        "language", "legal", "matchmaking", "mission", "organ-session", "organiser", "participant",
        "regulation", "search", "seminar", "speaker", "supporter", "talks", "trust", "workshop",
        // What reports for policy measure, and what they test the loss of.
        "active-partners", "agreements-in-force", "agreements-signed", "barriers-eased",
        "barriers-reported", "collaboration-and-internationalisation", "commitments-done",
        "commitments-fulfilled", "commitments-planned", "countries-reached", "country",
        "cross-border-share", "cross-sector-share", "estimated", "expiry", "final", "governance",
        "meetings-held", "new", "new-sector-pairs", "observed", "partner-country-concentration",
        "partner-country-entropy", "summed",
        // Kinds of commitments, and who sees to them.
        "contest", "contributor", "exchange", "executor", "expertise", "investment",
        "platform-integration", "publication", "research", "training", "translation",
    ]
}
