/// Meetings of the workload, from the request to what came of them.
struct MeetingFamily {
    /// One meeting in the middle of its life.
    private struct Meeting {
        let tag: WorkloadTag
        let from: WorkloadTag
        let asked: [WorkloadTag]
        let gathering: WorkloadTag?
        let schedules: Int
        var step = 0

        var length: Int { 2 + asked.count + schedules }
    }

    private var live: [Meeting] = []
    private var count = 0

    private static let width = 300

    mutating func next(in story: inout WorkloadStory) {
        let slot = story.random.below(Self.width)
        while live.count <= slot { live.append(make(&story)) }
        if live[slot].step == live[slot].length { live[slot] = make(&story) }
        Self.advance(live[slot], &story)
        live[slot].step += 1
    }

    private mutating func make(_ story: inout WorkloadStory) -> Meeting {
        count += 1
        let from = story.party()
        var asked = [story.party(besides: from)]
        if story.random.chance(450) { asked.append(story.party(besides: from, asked[0])) }
        return Meeting(
            tag: WorkloadTag(.meeting, count),
            from: from,
            asked: asked,
            gathering: story.gatheringReference(),
            schedules: story.random.chance(700) ? 1 : 2
        )
    }

    private static func advance(_ meeting: Meeting, _ story: inout WorkloadStory) {
        var step = meeting.step
        if step == 0 { return request(meeting, &story) }
        step -= 1
        if step < meeting.asked.count { return accept(meeting, meeting.asked[step], &story) }
        step -= meeting.asked.count
        step < meeting.schedules ? schedule(meeting, &story) : hold(meeting, &story)
    }

    private static func request(_ meeting: Meeting, _ story: inout WorkloadStory) {
        let occurred = story.random.chance(80) ? story.longAgo() : story.now
        begin("meeting.requested", meeting, occurred: occurred, &story)
        story.event.tag("from", meeting.from)
        story.event.tagList("to", meeting.asked)
        ending(meeting, "message", &story)
    }

    private static func accept(
        _ meeting: Meeting,
        _ party: WorkloadTag,
        _ story: inout WorkloadStory
    ) {
        let added = [meeting.from] + (meeting.gathering.map { [$0] } ?? [])
        begin("meeting.accepted", meeting, added: added, &story)
        story.event.tag("by", party)
        story.event.end(source: nil, &story.random)
    }

    private static func schedule(_ meeting: Meeting, _ story: inout WorkloadStory) {
        begin("meeting.scheduled", meeting, &story)
        let participants = [meeting.from] + meeting.asked
        let start = story.book(participants, from: story.now + 7 * WorkloadTime.day)
        story.event.date("when", start, as: .second)
        story.event.tagList("participants", participants)
        story.event.json("format", "\"c2c\"")
        if let gathering = meeting.gathering { story.event.tag("gathering", gathering) }
        story.event.json("duration", "\"PT20M\"")
        story.event.place(&story.random)
        story.event.end(source: nil, &story.random)
    }

    private static func hold(_ meeting: Meeting, _ story: inout WorkloadStory) {
        begin("meeting.held", meeting, &story)
        story.event.tagList("participants", [meeting.from] + meeting.asked)
        ending(meeting, "summary", &story)
    }

    private static func begin(
        _ type: String,
        _ meeting: Meeting,
        occurred: Int? = nil,
        added: [WorkloadTag] = [],
        _ story: inout WorkloadStory
    ) {
        let precision = story.precision()
        story.event.begin(
            type,
            now: story.now,
            occurred: occurred ?? story.now,
            as: precision,
            added: added,
            &story.random
        )
        story.event.tag("meeting", meeting.tag)
    }

    private static func ending(_ meeting: Meeting, _ text: String, _ story: inout WorkloadStory) {
        story.event.json("format", "\"c2c\"")
        if let gathering = meeting.gathering { story.event.tag("gathering", gathering) }
        story.event.end(text: text, &story.random)
    }
}
