/// Gatherings of the workload: announced, joined by about 150, concluded.
struct GatheringFamily {
    /// One gathering.
    private struct Gathering {
        let tag: WorkloadTag
        let host: WorkloadTag
        let announced: Int
        var expected: Int
        var concluded = 0

        /// One bit a party: a party joins once.
        var joined = [UInt64](repeating: 0, count: Workload.partyCount / 64 + 1)
    }

    private var live: [Gathering?] = Array(repeating: nil, count: width)

    /// The last ones concluded, oldest first; some who came are recorded only now.
    private var past: [Gathering] = []

    private static let width = 20
    private static let pastWidth = 40

    mutating func next(in story: inout WorkloadStory) {
        if past.count == Self.pastWidth, story.random.chance(40) {
            let slot = story.random.below(Self.pastWidth / 2)
            let length = past[slot].concluded - past[slot].announced
            // Written to the second, and what happens within one goes by the order of recording.
            let occurred = min(
                past[slot].announced + story.random.below(length),
                past[slot].concluded - WorkloadTime.second
            )
            return Self.join(&past[slot], occurred: occurred, &story)
        }
        let slot = story.random.below(Self.width)
        guard var gathering = live[slot] else {
            live[slot] = announce(&story)
            return
        }
        if gathering.expected > 0 {
            live[slot] = nil
            Self.join(&gathering, occurred: story.now, &story)
            gathering.expected -= 1
            live[slot] = gathering
        } else {
            live[slot] = nil
            gathering.concluded = story.now
            Self.conclude(gathering, &story)
            past.append(gathering)
            if past.count > Self.pastWidth { past.removeFirst() }
        }
    }

    private mutating func announce(_ story: inout WorkloadStory) -> Gathering {
        story.gatheringCount += 1
        let gathering = Gathering(
            tag: WorkloadTag(.gathering, story.gatheringCount),
            host: story.party(),
            announced: story.now,
            expected: 100 + story.random.below(101)
        )
        story.event.begin(
            "gathering.announced",
            now: story.now,
            occurred: story.now,
            as: .second,
            added: [gathering.host],
            &story.random
        )
        story.event.tag("gathering", gathering.tag)
        story.event.title("names", words: 5, &story.random)
        story.event.json("kind", "\"matchmaking\"")
        story.event.date("when", story.now, as: .day)
        story.event.place(&story.random)
        story.event.end(text: "objectives", &story.random)
        return gathering
    }

    private static func join(
        _ gathering: inout Gathering,
        occurred: Int,
        _ story: inout WorkloadStory
    ) {
        var number = story.party(besides: gathering.host).number
        while gathering.joined[number / 64] & 1 << UInt64(number % 64) != 0 {
            number = number % Workload.partyCount + 1
        }
        gathering.joined[number / 64] |= 1 << UInt64(number % 64)
        let party = WorkloadTag(.party, number)
        var added = [gathering.host]
        if story.random.chance(600) {
            added.append(story.party(besides: gathering.host, party))
        }
        let precision = story.precision()
        story.event.begin(
            "gathering.joined",
            now: story.now,
            occurred: occurred,
            as: precision,
            added: added,
            &story.random
        )
        story.event.tag("gathering", gathering.tag)
        story.event.tag("party", party)
        story.event.json("role", "\"participant\"")
        story.event.json("side", story.random.chance(500) ? "\"europe\"" : "\"asia\"")
        story.event.end(text: "capacity", &story.random)
    }

    private static func conclude(_ gathering: Gathering, _ story: inout WorkloadStory) {
        story.event.begin(
            "gathering.concluded",
            now: story.now,
            occurred: story.now,
            as: .second,
            attested: true,
            added: [gathering.host],
            &story.random
        )
        story.event.tag("gathering", gathering.tag)
        story.event.title("summary", words: 6, &story.random)
        story.event.end(source: story.now + WorkloadTime.day, &story.random)
    }
}
