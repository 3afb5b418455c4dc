import Events

/// The members by whose values a rule looks facts of some types up.
///
/// Standings keep an index for each, so that a rule costs what it finds and not the history.
struct Lookup: Sendable {
    let types: [EventType]
    let keys: [String]

    init(_ types: [EventType], by keys: [String]) {
        self.types = types
        self.keys = keys
    }
}
