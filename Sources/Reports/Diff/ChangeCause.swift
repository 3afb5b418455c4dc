import CanonicalJSON
import Events

/// What made a change: events that do not count alike at both bases, or the date alone.
struct ChangeCause {
    /// The word for it: `events` or `date`.
    let word: String

    /// The events, in the order of recording; for a date those that it bears upon.
    let events: [Position]

    /// Looks for the events behind a cell, or behind a row where no column is named.
    ///
    /// Those of the cell come first. Where a report does not tell them from those of the row, the
    /// events that name the row's entities are looked at too.
    init(
        of column: String?,
        in rows: [(row: JSONObject, evidence: RowEvidence)],
        by comparison: EventComparison
    ) throws {
        var own: Set<Position> = []
        var isNoted = false
        for (_, evidence) in rows {
            if let column, evidence.isNoted(column) { isNoted = true }
            own.formUnion(column.map { Set(evidence.positions(of: $0)) } ?? evidence.all)
        }
        var changes = try comparison.changes(among: own)
        if changes.isEmpty, !isNoted || own.isEmpty {
            let tags = rows.reduce(into: Set<Tag>()) {
                $0.formUnion(JSONValue.object($1.row).namedTags)
            }
            var named: Set<Position> = []
            for tag in tags { named.formUnion(try comparison.events(tagged: tag)) }
            changes = try comparison.changes(among: named)
            if changes.isEmpty, own.isEmpty { own = named }
        }
        if changes.isEmpty, own.isEmpty { changes = Array(comparison.recordedBetween) }
        self.init(changes: changes, own: own)
    }

    /// Takes the events behind a total, or those of all rows that changed where it has none.
    init(
        ofTotal positions: [Position]?,
        orRows rows: Set<Position>,
        by comparison: EventComparison
    ) throws {
        let own = positions.map(Set.init) ?? rows
        var changes = try comparison.changes(among: own)
        if changes.isEmpty, own.isEmpty { changes = Array(comparison.recordedBetween) }
        self.init(changes: changes, own: own)
    }

    private init(changes: [Position], own: Set<Position>) {
        word = changes.isEmpty ? "date" : "events"
        events = changes.isEmpty ? own.sorted() : changes
    }
}
