import CanonicalJSON
import Collaboration
import Events

/// Makes the rows of one report; the names it shows are looked up once each.
struct RegisterRows {
    /// What a report says of one party again and again.
    private struct PartyWords {
        let tag: JSONValue
        let name: JSONValue
        let text: String

        /// Name and state, for the states that occurred.
        var withStates: [(state: String, text: JSONValue)] = []

        mutating func shown(in state: String) -> JSONValue {
            for known in withStates where known.state == state { return known.text }
            let made = JSONValue.string("\(text) (\(state))")
            withStates.append((state, made))
            return made
        }
    }

    private let history: KnownHistory
    private var places: [String: Int] = [:]
    private var parties: [PartyWords] = []
    private var choices: [String: NameTexts.Choice] = [:]

    init(_ history: KnownHistory) {
        self.history = history
    }

    /// One row; its members are made in canonical order.
    mutating func row(
        of agreement: String,
        _ entry: RegisterEntry,
        _ marks: EventMarks
    ) throws -> JSONObject {
        var row = Members(capacity: 17)
        row.add("agreement", .string(agreement))
        row.add("announced", entry.announced)
        row.add("drafted", entry.drafted)
        row.add("existence", entry.existence == .definite ? "definite" : "possible")
        row.add("gaps", .integer(marks.gapCount))
        row.add("inForceSince", entry.inForceSince)
        row.add("kind", entry.kind)
        if marks.isAny { row.add("marks", marks.text) }
        try addParties(of: entry, to: &row)
        row.add("possibleState", entry.possibleState)
        row.add("signedFirst", entry.signedFirst)
        row.add("signedLast", entry.signedLast)
        row.add("since", entry.since)
        row.add("state", entry.state)
        row.add("termEnd", entry.termEnd)
        row.add("title", .string(title(of: agreement, entry)))
        return JSONObject(ascending: row.members)
    }

    private mutating func addParties(of entry: RegisterEntry, to row: inout Members) throws {
        var tracks: [JSONValue] = []
        var names: [JSONValue] = []
        tracks.reserveCapacity(entry.tracks.count)
        names.reserveCapacity(entry.tracks.count)
        for track in entry.tracks {
            let place = try place(of: track.party)
            tracks.append(json(track, parties[place]))
            names.append(parties[place].shown(in: track.state))
        }
        row.add("parties", .array(tracks))
        if !names.isEmpty { row.add("partyNames", .array(names)) }
    }

    private func json(_ track: RegisterEntry.Track, _ party: PartyWords) -> JSONValue {
        var members = Members(capacity: 7)
        if let since = track.boundSince { members.add("boundSince", .string(since)) }
        members.add("name", party.name)
        if let since = track.outSince { members.add("outSince", .string(since)) }
        members.add("party", party.tag)
        if let position = track.position { members.add("position", .integer(position)) }
        if let signed = track.signed { members.add("signed", .string(signed)) }
        members.add("state", .string(track.state))
        return .object(JSONObject(ascending: members.members))
    }

    private mutating func place(of party: String) throws -> Int {
        if let known = places[party] { return known }
        let name = try Tag(party).map(history.name) ?? party
        places[party] = parties.count
        parties.append(PartyWords(tag: .string(party), name: .string(name), text: name))
        return parties.count - 1
    }

    /// The title in the reader's language; what else is known where there is none.
    private mutating func title(of agreement: String, _ entry: RegisterEntry) -> String {
        let names = entry.names
        let choice = choices[names.shape] ?? names.choice(preferring: history.source.languages)
        choices[names.shape] = choice
        return names.name(choice) ?? entry.description ?? agreement
    }
}

extension EventMarks {
    fileprivate var isAny: Bool { gapCount > 0 || isDisputed || isCorrected || isOrderUnknown }
}

/// Members on their way into an object, in canonical order.
private struct Members {
    private(set) var members: [JSONObject.Member] = []

    init(capacity: Int) { members.reserveCapacity(capacity) }

    mutating func add(_ key: String, _ value: JSONValue) {
        members.append(JSONObject.Member(key: key, value: value))
    }

    /// Adds a text; nothing when there is none.
    mutating func add(_ key: String, _ text: String?) {
        if let text, !text.isEmpty { add(key, JSONValue.string(text)) }
    }
}
