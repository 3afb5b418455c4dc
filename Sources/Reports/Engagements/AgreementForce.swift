import Collaboration
import Events

/// That an agreement is in force at a date, or may be, and whom it binds.
struct AgreementForce {
    let agreement: Tag

    /// Whether it surely is.
    let isDefinite: Bool

    /// Those whom it binds, or may bind.
    let parties: [(party: Tag, isDefinite: Bool)]

    /// The events behind that.
    let facts: [Fact]

    /// The reading at the date.
    let reading: AgreementReading

    private static let bindingStates: Set<String> = [
        "signatory", "consented", "provisional", "bound", "leaving",
    ]

    /// Reads an agreement at a date.
    ///
    /// - `countsSigned`: whether one that all have signed counts as if it were in force.
    /// - Returns: `nil` when it is not in force.
    init?(_ engagement: Engagement, asOf: AsOf, countsSigned: Bool = false) {
        guard let reading = engagement.readings?.reading(asOf: asOf) else { return nil }
        let states: Set<String> = countsSigned ? ["signed", "in-force"] : ["in-force"]
        let now = reading.state.map(states.contains) ?? false
        let perhaps = reading.possibleState.map(states.contains)
        guard now || perhaps ?? false else { return nil }
        agreement = engagement.tag
        isDefinite = reading.isDefinite && now && perhaps ?? true
        self.reading = reading
        let isSigned = countsSigned && (reading.state ?? reading.possibleState) == "signed"
        var parties: [(party: Tag, isDefinite: Bool)] = []
        var places: [Tag: Int] = [:]
        for track in reading.tracks {
            let binds = isSigned ? Self.bindingStates.contains(track.state) : track.bound != .no
            guard binds else { continue }
            let isDefinite = isSigned ? track.possibleState == nil : track.bound == .yes
            let party = engagement.successors[track.party] ?? track.party
            if let place = places[party] {
                parties[place].isDefinite = parties[place].isDefinite || isDefinite
            } else {
                places[party] = parties.count
                parties.append((party, isDefinite))
            }
        }
        self.parties = parties
        facts = ([reading.since] + reading.tracks.map(\.setter)).compactMap(\.self)
    }
}

extension Engagement {
    /// Whether the agreement had ended by a date: surely, perhaps, or not; and the event behind it.
    func ending(asOf: AsOf) -> (visibility: Visibility, setter: Fact?) {
        guard let reading = readings?.reading(asOf: asOf) else { return (.absent, nil) }
        let now = reading.state == "ended"
        let perhaps = reading.possibleState.map { $0 == "ended" }
        if now && perhaps ?? true { return (.definite, reading.since) }
        return now || perhaps ?? false ? (.possible, reading.since) : (.absent, nil)
    }
}
