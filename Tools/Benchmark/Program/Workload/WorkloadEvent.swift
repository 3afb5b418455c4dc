/// The line of one event while it is written, and its tags.
///
/// The last text is as long as it takes to bring the line to its length, so lines are as long as
/// those of a ledger at work whatever their type.
struct WorkloadEvent {
    /// The line, without a line feed.
    private(set) var line: [UInt8] = []

    /// The tags the ledger will give the event; not sorted, and maybe one twice.
    private(set) var tags: [WorkloadTag] = []

    private var target = 0
    private var language = WorkloadWords.languages[0]

    /// Begins a line.
    ///
    /// - `now`: when it is recorded in the story; its id tells so.
    /// - `occurred`: when it happened.
    mutating func begin(
        _ type: String,
        now: Int,
        occurred: Int,
        as precision: WorkloadTime.Precision,
        attested: Bool = false,
        added: [WorkloadTag] = [],
        _ random: inout SeededRandom
    ) {
        line.removeAll(keepingCapacity: true)
        tags.removeAll(keepingCapacity: true)
        target = 480 + random.below(140)
        language = WorkloadWords.languages[random.below(WorkloadWords.languages.count)]
        line += "{\"id\":\"".utf8
        appendID(now, &random)
        line += "\",\"type\":\"".utf8
        line += type.utf8
        line += "\",\"occurred\":\"".utf8
        WorkloadTime(occurred).append(as: precision, to: &line)
        line += "\",\"by\":\"".utf8
        WorkloadTag(.person, -1 - random.below(64)).append(to: &line)
        line += attested ? "\",\"mode\":\"attested\"".utf8 : "\"".utf8
        if !added.isEmpty {
            line += ",".utf8
            tagList("added", added)
        }
        line += ",\"data\":{".utf8
    }

    /// A member of the payload that holds a tag.
    mutating func tag(_ name: String, _ tag: WorkloadTag) {
        open(name)
        quote(tag)
    }

    /// A member of the payload that lists tags.
    mutating func tagList(_ name: String, _ list: [WorkloadTag]) {
        open(name)
        line.append(UInt8(ascii: "["))
        for (index, tag) in list.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            quote(tag)
        }
        line.append(UInt8(ascii: "]"))
    }

    /// A member of the payload that is JSON already.
    mutating func json(_ name: String, _ value: String) {
        open(name)
        line += value.utf8
    }

    /// A member of the payload that holds a date.
    mutating func date(_ name: String, _ time: Int, as precision: WorkloadTime.Precision) {
        open(name)
        line.append(UInt8(ascii: "\""))
        WorkloadTime(time).append(as: precision, to: &line)
        line.append(UInt8(ascii: "\""))
    }

    /// A member of the payload that holds a month, counted from another.
    mutating func month(_ name: String, _ count: Int, after time: Int) {
        open(name)
        line.append(UInt8(ascii: "\""))
        WorkloadTime(time).appendMonth(after: count, to: &line)
        line.append(UInt8(ascii: "\""))
    }

    /// A member of the payload that holds a short text in the event's language.
    mutating func title(_ name: String, words: Int, _ random: inout SeededRandom) {
        open(name)
        line += "[{\"text\":\"".utf8
        for index in 0..<words {
            if index > 0 { line.append(UInt8(ascii: " ")) }
            language.append(to: &line, &random)
        }
        endText()
    }

    /// Ends the line with a text in the payload.
    mutating func end(text name: String, _ random: inout SeededRandom) {
        open(name)
        line += "[{\"text\":\"".utf8
        fill(upTo: target - 18 - language.tag.utf8.count, &random)
        endText()
        line += "}}".utf8
    }

    /// Ends the line with the source it is taken from.
    mutating func end(source published: Int?, _ random: inout SeededRandom) {
        line += "},\"source\":{\"publisher\":\"".utf8
        line += WorkloadWords.places[random.below(WorkloadWords.places.count)].name.utf8
        line += " Intake\",\"language\":\"".utf8
        line += language.tag.utf8
        if let published {
            line += "\",\"published\":\"".utf8
            WorkloadTime(published).append(as: .day, to: &line)
        }
        line += "\",\"title\":\"".utf8
        fill(upTo: target - 3, &random)
        line += "\"}}".utf8
    }

    /// The member of the payload that lists an identifier somebody else gave.
    mutating func identifiers(_ tag: WorkloadTag) {
        open("identifiers")
        line += "[{\"scheme\":\"eccp\",\"id\":\"o-".utf8
        line.append(tag.number, digits: tag.kind.digitCount)
        line += "\"}]".utf8
        tags.append(tag)
    }

    /// A member of the payload that names a place as written.
    mutating func place(_ random: inout SeededRandom) {
        let place = WorkloadWords.places[random.below(WorkloadWords.places.count)]
        open("placeNames")
        line += "[{\"text\":\"".utf8
        line += place.name.utf8
        line += "\",\"lang\":\"".utf8
        line += place.lang.utf8
        line += "\"}],\"country\":\"".utf8
        line += place.country.utf8
        line.append(UInt8(ascii: "\""))
    }

    private mutating func open(_ name: String) {
        let last = line[line.count - 1]
        if last != UInt8(ascii: "{"), last != UInt8(ascii: ",") { line.append(UInt8(ascii: ",")) }
        line.append(UInt8(ascii: "\""))
        line += name.utf8
        line += "\":".utf8
    }

    private mutating func quote(_ tag: WorkloadTag) {
        line.append(UInt8(ascii: "\""))
        tag.append(to: &line)
        line.append(UInt8(ascii: "\""))
        tags.append(tag)
    }

    private mutating func fill(upTo end: Int, _ random: inout SeededRandom) {
        repeat {
            language.append(to: &line, &random)
            line.append(UInt8(ascii: " "))
        } while line.count < end
        line.removeLast()
    }

    private mutating func endText() {
        line += "\",\"lang\":\"".utf8
        line += language.tag.utf8
        line += "\"}]".utf8
    }

    /// A UUIDv7: the time of the story, then random bits.
    private mutating func appendID(_ now: Int, _ random: inout SeededRandom) {
        let time = UInt64(now)
        line.append(hex: time >> 16, digits: 8)
        line.append(UInt8(ascii: "-"))
        line.append(hex: time, digits: 4)
        line += "-7".utf8
        let bits = random.next()
        line.append(hex: bits >> 52, digits: 3)
        line.append(UInt8(ascii: "-"))
        line.append(hex: 0x8000 | (bits >> 36) & 0x3FFF, digits: 4)
        line.append(UInt8(ascii: "-"))
        line.append(hex: random.next() >> 16, digits: 12)
    }
}
