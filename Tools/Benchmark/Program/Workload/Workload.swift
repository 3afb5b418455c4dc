/// A made-up history of collaboration, event by event: the same for everybody with the same seed.
///
/// Every event is valid under the schemas and the rules when the lines are appended in order. The
/// first events register 1,500 parties; then agreements, meetings and gatherings go through their
/// lives side by side, a few hundred at a time, so that the events of one lie near each other.
/// Parties and gatherings are named as unevenly as in life. Two events in a hundred happened days
/// or weeks before they are recorded. A shorter run is the beginning of a longer one, and memory
/// does not grow with the count.
package struct Workload {
    /// How many parties there are.
    package static let partyCount = 1_500

    private var story: WorkloadStory
    private var agreements = AgreementFamily()
    private var meetings = MeetingFamily()
    private var gatherings = GatheringFamily()
    private var count = 0
    private var findingCount = 0
    private var visitCount = 0
    private var documentCount = 0

    /// Starts a history.
    package init(seed: UInt64) {
        story = WorkloadStory(seed: seed)
    }

    /// The line of the event made last, without a line feed.
    package var line: [UInt8] { story.event.line }

    /// The tags the ledger gives the event made last, sorted.
    package var tags: [WorkloadTag] {
        var sorted: [WorkloadTag] = []
        sorted.reserveCapacity(story.event.tags.count)
        for tag in story.event.tags.sorted() where sorted.last != tag { sorted.append(tag) }
        return sorted
    }

    /// Makes the next event.
    package mutating func next() {
        story.goOn()
        count += 1
        guard count > Self.partyCount else { return registerParty(count) }
        switch story.random.below(1_000) {
        case ..<478: agreements.next(in: &story)
        case ..<718: meetings.next(in: &story)
        case ..<969: gatherings.next(in: &story)
        case ..<979: recordFinding()
        case ..<987: makeVisit()
        case ..<994: registerDocument()
        default: registerPerson()
        }
    }

    private mutating func registerParty(_ number: Int) {
        story.event.begin(
            "party.registered",
            now: story.now,
            occurred: story.now,
            as: .day,
            &story.random
        )
        story.event.tag("party", WorkloadTag(.party, number))
        story.event.json("kind", story.random.chance(600) ? "\"cluster\"" : "\"company\"")
        story.event.title("names", words: 4, &story.random)
        let identifier = WorkloadTag(.identifier, number)
        story.event.identifiers(identifier)
        story.event.place(&story.random)
        if number > 20, story.random.chance(300) {
            story.event.tag("parent", WorkloadTag(.party, 1 + story.random.below(20)))
        }
        story.event.end(text: "description", &story.random)
    }

    private mutating func registerPerson() {
        story.personCount += 1
        story.event.begin(
            "person.registered",
            now: story.now,
            occurred: story.now,
            as: .day,
            &story.random
        )
        story.event.tag("person", WorkloadTag(.person, story.personCount))
        let name = WorkloadWords.names[story.random.below(WorkloadWords.names.count)]
        story.event.json("names", "[{\"text\":\"\(name)\",\"lang\":\"und\",\"kind\":\"official\"}]")
        story.event.end(source: nil, &story.random)
    }

    private mutating func registerDocument() {
        documentCount += 1
        story.event.begin(
            "document.registered",
            now: story.now,
            occurred: story.now,
            as: story.precision(),
            &story.random
        )
        story.event.tag("document", WorkloadTag(.document, documentCount))
        story.event.json("kind", "\"report\"")
        story.event.json("language", "\"en\"")
        story.event.date("published", story.now - story.random.below(WorkloadTime.day), as: .day)
        story.event.tagList("about", story.twoParties())
        story.event.end(text: "title", &story.random)
    }

    private mutating func recordFinding() {
        findingCount += 1
        let isLate = story.random.chance(120)
        let occurred = isLate ? story.longAgo() : story.now
        let precision: WorkloadTime.Precision =
            isLate && story.random.chance(500) ? .month : story.precision()
        story.event.begin(
            "finding.recorded",
            now: story.now,
            occurred: occurred,
            as: precision,
            &story.random
        )
        story.event.tag("finding", WorkloadTag(.finding, findingCount))
        story.event.json("kind", "\"opportunity\"")
        story.event.tagList("parties", story.twoParties())
        if let gathering = story.gatheringReference() { story.event.tag("gathering", gathering) }
        story.event.end(text: "text", &story.random)
    }

    /// Visits are known from what others write of them.
    private mutating func makeVisit() {
        visitCount += 1
        let occurred = story.random.chance(120) ? story.longAgo() : story.now
        story.event.begin(
            "visit.made",
            now: story.now,
            occurred: occurred,
            as: .day,
            attested: true,
            &story.random
        )
        story.event.tag("visit", WorkloadTag(.visit, visitCount))
        let parties = story.twoParties()
        story.event.tagList("hosts", [parties[0]])
        story.event.tagList("visitors", [parties[1]])
        if let gathering = story.gatheringReference() { story.event.tag("gathering", gathering) }
        story.event.place(&story.random)
        story.event.end(source: occurred + story.random.below(WorkloadTime.day), &story.random)
    }
}
