import CanonicalJSON
import Collaboration
import Events

/// Makes the table of one report from stored entries.
struct RegisterRows {
    private let wantedParty: [UInt8]?
    private let wantedState: [UInt8]?

    private var chooser: NameChooser
    private var parties = TextNumbers()
    private var bytes: [UInt8] = []
    private var starts: [Int] = []

    /// How many agreements there are, how many in each state, and how many without any date.
    private var agreements = UncertainCount()
    private var states = TextNumbers()
    private var stateCounts: [UncertainCount] = []
    private var undated = 0

    /// Takes in the agreements of a party and in a state; all, where none is named.
    init(languages: [String], messages: Messages, party: Tag?, state: String?) {
        chooser = NameChooser(languages: languages, messages: messages)
        wantedParty = party.map { Array($0.text.utf8) }
        wantedState = state.map { Array($0.utf8) }
    }

    /// Takes an entry in, when it is wanted.
    ///
    /// - Returns: whether the entry can be read.
    mutating func add(_ record: borrowing StoredRecord, noting marks: inout HistoryMarks) -> Bool {
        var reader = ByteReader(record.bytes, at: record.start)
        guard let existence = RegisterEntry.Existence(rawValue: reader.byte()) else { return false }
        if existence == .undated { return addUndated(&reader) }
        let words = Words(&reader)
        let trackStart = reader.offset
        let isOfParty = passTracks(&reader)
        guard reader.isSound else { return false }
        guard isOfParty, isWanted(words, reader.bytes) else { return true }
        count(existence, words, reader.bytes)
        let shown = chooser.next(in: &reader)
        let description = reader.wordRange()
        let found = RegisterEntry.list(&reader) { marks.note(FactMarks(&$0)) }
        guard reader.isSound else { return false }

        starts.append(bytes.count)
        reader.offset = trackStart
        write(record.tag, shown, description, existence, words, &reader)
        write(EventMarks(joining: found))
        write(words.since, of: reader.bytes)
        return true
    }

    /// Writes what stands before the marks.
    private mutating func write(
        _ tag: Range<Int>,
        _ shown: NameChooser.Shown,
        _ description: Range<Int>?,
        _ existence: RegisterEntry.Existence,
        _ words: Words,
        _ reader: inout ByteReader
    ) {
        let source = reader.bytes
        write(tag, of: source)
        switch shown {
        case .one(let text): write(text, of: source)
        case .two(let text, let sound): write(text, sound, of: source)
        case .romanised(let text, let system):
            let name = String(decoding: source[text], as: UTF8.self)
            write(LocalizedNames.shown(name, by: system))
        case .nothing: write(description, or: tag, words.kind, of: source)
        }
        write(words.kind, of: source)
        bytes.append(existence.rawValue)
        write(words.state, of: source)
        write(words.possibleState, of: source)
        writeTracks(&reader)
        write(words.announced, of: source)
        write(words.drafted, of: source)
        write(words.signedFirst, of: source)
        write(words.signedLast, of: source)
        write(words.inForceSince, of: source)
        write(words.termEnd, of: source)
    }

    /// What is stored of an agreement before its tracks, in this order.
    private struct Words {
        let kind, state, possibleState, since, announced, drafted: Range<Int>?
        let signedFirst, signedLast, inForceSince, termEnd: Range<Int>?

        init(_ reader: inout ByteReader) {
            kind = reader.wordRange()
            state = reader.wordRange()
            possibleState = reader.wordRange()
            since = reader.wordRange()
            announced = reader.wordRange()
            drafted = reader.wordRange()
            signedFirst = reader.wordRange()
            signedLast = reader.wordRange()
            inForceSince = reader.wordRange()
            termEnd = reader.wordRange()
        }
    }
}

extension RegisterRows {
    private mutating func addUndated(_ reader: inout ByteReader) -> Bool {
        var isOfParty = wantedParty == nil
        var left = reader.number()
        while left > 0, reader.isSound {
            let party = reader.range(at: reader.number())
            if isWantedParty(party, reader.bytes) { isOfParty = true }
            left -= 1
        }
        if wantedState == nil, isOfParty { undated += 1 }
        return reader.isSound
    }

    private func isWantedParty(_ party: Range<Int>, _ bytes: [UInt8]) -> Bool {
        wantedParty.map { bytes[party].elementsEqual($0) } ?? true
    }

    /// Reads over the tracks; whether one of them is of the party that is asked for.
    private func passTracks(_ reader: inout ByteReader) -> Bool {
        var isOfParty = wantedParty == nil
        var left = reader.number()
        while left > 0, reader.isSound {
            if isOfParty {
                reader.skipNumbers(7)
            } else {
                isOfParty = isWantedParty(reader.range(at: reader.number()), reader.bytes)
                reader.skipNumbers(6)
            }
            left -= 1
        }
        return isOfParty
    }

    private func isWanted(_ words: Words, _ bytes: [UInt8]) -> Bool {
        guard let wantedState else { return true }
        return [words.state, words.possibleState].contains { word in
            word.map { bytes[$0].elementsEqual(wantedState) } ?? false
        }
    }

    private mutating func count(
        _ existence: RegisterEntry.Existence,
        _ words: Words,
        _ bytes: [UInt8]
    ) {
        agreements.add(isDefinite: existence == .definite)
        let isSettled = existence == .definite && words.possibleState == nil
        for state in [words.state, words.possibleState] {
            guard let state else { continue }
            let found = states.number(of: state, in: bytes)
            if found.isNew { stateCounts.append(UncertainCount()) }
            stateCounts[found.number].add(isDefinite: isSettled)
        }
    }

    private mutating func writeTracks(_ reader: inout ByteReader) {
        let count = reader.number()
        bytes.append(number: UInt64(count))
        for _ in 0..<count {
            let party = parties.number(of: reader.range(at: reader.number()), in: reader.bytes)
            bytes.append(number: UInt64(party.number))
            let state = reader.range(at: reader.number())
            bytes.append(number: UInt64(state.count))
            bytes.append(contentsOf: reader.bytes[state])
            bytes.append(reader.byte())
            for _ in 0..<3 { write(reader.wordRange(), of: reader.bytes) }
            bytes.append(number: UInt64(reader.number()))
        }
    }

    private mutating func write(_ marks: EventMarks) {
        bytes.append(number: UInt64(marks.gapCount))
        let text = marks.text
        guard !text.isEmpty else { return bytes.append(0) }
        write(text)
    }

    private mutating func write(_ text: Range<Int>?, of source: [UInt8]) {
        guard let text else { return bytes.append(0) }
        bytes.append(number: UInt64(text.count + 1))
        bytes.append(contentsOf: source[text])
    }

    /// Writes what stands for a name: why it is hidden, the kind, or the tag.
    private mutating func write(
        _ description: Range<Int>?,
        or tag: Range<Int>,
        _ kind: Range<Int>?,
        of source: [UInt8]
    ) {
        guard !chooser.messages.isPlain, let description else {
            return write(description ?? tag, of: source)
        }
        let stored = String(decoding: source[description], as: UTF8.self)
        let kind = kind.map { String(decoding: source[$0], as: UTF8.self) }
        if let kind, stored == EntityName.agreementKind(kind, in: .plain) {
            write(EntityName.agreementKind(kind, in: chooser.messages))
        } else {
            write(chooser.messages.word(stored))
        }
    }

    private mutating func write(_ text: String) {
        bytes.append(number: UInt64(text.utf8.count + 1))
        bytes.append(contentsOf: text.utf8)
    }

    /// Writes a name and, in parentheses, how it sounds.
    private mutating func write(_ text: Range<Int>, _ sound: Range<Int>, of source: [UInt8]) {
        bytes.append(number: UInt64(text.count + sound.count + 4))
        bytes.append(contentsOf: source[text])
        bytes.append(contentsOf: " (".utf8)
        bytes.append(contentsOf: source[sound])
        bytes.append(UInt8(ascii: ")"))
    }
}

/// What the report says of all agreements together.
extension RegisterRows {
    /// The rows with the names of their parties.
    ///
    /// - `stored`: visits what stored readings say of the names of some parties.
    /// - `name`: the name of a party by its history.
    mutating func table(
        stored: RegisterReadings.Names?,
        name: (Tag) throws -> String
    ) throws -> RegisterTable {
        var names = [String?](repeating: nil, count: parties.list.count)
        var open = Array(names.indices)
        if let stored {
            let tags = open.map { parties.list.string($0) }
            open = try stored(tags) { number, record in
                let found = PartyName.text(in: record, chooser: &chooser, of: tags[number])
                names[number] = found
                return found != nil
            }
        }
        for number in open {
            let text = parties.list.string(number)
            names[number] = try Tag(text).map(name) ?? text
        }
        var list = TextList()
        for number in names.indices { list.append(names[number] ?? parties.list.string(number)) }
        return RegisterTable(bytes: bytes, starts: starts, parties: parties.list, names: list)
    }

    /// How many agreements there are, and how many in each state.
    var totals: JSONObject {
        var totals = JSONObject([
            ("agreements", agreements.json), ("existenceUndated", .integer(undated)),
        ])
        for (number, count) in stateCounts.enumerated() {
            totals[states.list.string(number)] = count.json
        }
        return totals
    }
}
