/// Agreements of the workload, from the first draft to what was promised under them.
struct AgreementFamily {
    /// One agreement in the middle of its life.
    private struct Agreement {
        let tag: WorkloadTag
        let commitment: WorkloadTag
        let parties: [WorkloadTag]
        let gathering: WorkloadTag?
        let revisions: Int
        let askedCount: Int
        let fulfilments: Int
        var step = 0
        var planned = 0

        var version: Int { revisions + 1 }
        var length: Int {
            3 + revisions + 2 * askedCount + parties.count + fulfilments
        }

        /// Whom of the others the event is known to as well.
        func others(than party: WorkloadTag) -> [WorkloadTag] { parties.filter { $0 != party } }
    }

    private var live: [Agreement] = []
    private var count = 0

    private static let width = 400

    mutating func next(in story: inout WorkloadStory) {
        let slot = story.random.below(Self.width)
        while live.count <= slot { live.append(make(&story)) }
        if live[slot].step == live[slot].length { live[slot] = make(&story) }
        Self.advance(&live[slot], &story)
        live[slot].step += 1
    }

    private mutating func make(_ story: inout WorkloadStory) -> Agreement {
        count += 1
        var parties = story.twoParties()
        if story.random.chance(150) {
            parties.append(story.party(besides: parties[0], parties[1]))
        }
        return Agreement(
            tag: WorkloadTag(.agreement, count),
            commitment: WorkloadTag(.commitment, count),
            parties: parties,
            gathering: story.gatheringReference(),
            revisions: story.random.below(3),
            askedCount: story.random.chance(700) ? 1 : 2,
            fulfilments: 1 + story.random.below(6)
        )
    }

    private static func advance(_ agreement: inout Agreement, _ story: inout WorkloadStory) {
        var step = agreement.step
        if step == 0 { return draft(agreement, &story) }
        step -= 1
        if step < agreement.revisions { return revise(agreement, step + 2, &story) }
        step -= agreement.revisions
        if step < 2 * agreement.askedCount {
            let party = agreement.parties[step / 2]
            return step.isMultiple(of: 2)
                ? submit(agreement, party, &story) : approve(agreement, party, &story)
        }
        step -= 2 * agreement.askedCount
        if step == 0 { return fix(agreement, &story) }
        step -= 1
        if step < agreement.parties.count {
            return sign(agreement, agreement.parties[step], &story)
        }
        step -= agreement.parties.count
        if step == 0 { return plan(&agreement, &story) }
        fulfil(agreement, step - 1, &story)
    }

    private static func draft(_ agreement: Agreement, _ story: inout WorkloadStory) {
        let occurred = story.random.chance(100) ? story.longAgo() : story.now
        begin("agreement.drafted", story.precision(), occurred: occurred, &story)
        story.event.tag("agreement", agreement.tag)
        story.event.json("kind", story.random.chance(500) ? "\"mou\"" : "\"framework\"")
        story.event.json("version", "1")
        story.event.tagList("parties", agreement.parties)
        story.event.json("languages", "[\"en\"]")
        story.event.json("binding", "\"no\"")
        story.event.json("term", #"{"rule":"fixed","duration":"P3Y","renewal":"tacit"}"#)
        story.event.json("entryRule", #"{"rule":"on-signature"}"#)
        if let gathering = agreement.gathering {
            story.event.tagList("origins", [gathering])
        }
        story.event.end(text: "title", &story.random)
    }

    private static func revise(
        _ agreement: Agreement,
        _ version: Int,
        _ story: inout WorkloadStory
    ) {
        let by = agreement.parties[version % agreement.parties.count]
        begin("agreement.revised", story.precision(), added: agreement.others(than: by), &story)
        story.event.tag("agreement", agreement.tag)
        story.event.json("version", "\(version)")
        story.event.tag("by", by)
        story.event.end(text: "changes", &story.random)
    }

    private static func submit(
        _ agreement: Agreement,
        _ party: WorkloadTag,
        _ story: inout WorkloadStory
    ) {
        let others = agreement.others(than: party)
        begin("agreement.submitted-for-approval", .day, added: others, &story)
        question(agreement, party, &story)
        story.event.date("deadline", story.now + 30 * WorkloadTime.day, as: .day)
        story.event.end(source: nil, &story.random)
    }

    private static func approve(
        _ agreement: Agreement,
        _ party: WorkloadTag,
        _ story: inout WorkloadStory
    ) {
        begin("agreement.approved", .day, &story)
        question(agreement, party, &story)
        story.event.json("decision", "\"\(1 + story.random.below(90))/2015\"")
        story.event.json("vote", #"{"for":7,"against":0,"abstain":1}"#)
        if let gathering = agreement.gathering { story.event.tag("gathering", gathering) }
        story.event.end(text: "conditions", &story.random)
    }

    private static func question(
        _ agreement: Agreement,
        _ party: WorkloadTag,
        _ story: inout WorkloadStory
    ) {
        story.event.tag("agreement", agreement.tag)
        story.event.json("version", "\(agreement.version)")
        story.event.tag("party", party)
        story.event.tag("organ", WorkloadTag(.organ, party.number))
    }

    private static func fix(_ agreement: Agreement, _ story: inout WorkloadStory) {
        begin("agreement.text-fixed", story.precision(), added: agreement.parties, &story)
        story.event.tag("agreement", agreement.tag)
        story.event.json("version", "\(agreement.version)")
        story.event.json("languages", "[\"en\",\"zh-Hans\"]")
        if let gathering = agreement.gathering { story.event.tag("gathering", gathering) }
        story.event.end(source: nil, &story.random)
    }

    /// A few signatures name who signed, and in what capacity, which is personal.
    private static func sign(
        _ agreement: Agreement,
        _ party: WorkloadTag,
        _ story: inout WorkloadStory
    ) {
        let signatory = story.random.chance(50) ? story.person() : nil
        begin(
            "agreement.signed",
            story.precision(),
            added: agreement.others(than: party),
            &story
        )
        story.event.tag("agreement", agreement.tag)
        story.event.tag("party", party)
        story.event.json("version", "\(agreement.version)")
        story.event.json("modality", "\"in-person\"")
        story.event.place(&story.random)
        if let gathering = agreement.gathering { story.event.tag("gathering", gathering) }
        guard let signatory else { return story.event.end(source: nil, &story.random) }
        story.event.tag("signatory", signatory)
        story.event.title("capacity", words: 3, &story.random)
        story.event.end(source: nil, &story.random)
    }

    private static func plan(_ agreement: inout Agreement, _ story: inout WorkloadStory) {
        agreement.planned = story.now
        begin("commitment.planned", story.precision(), &story)
        story.event.tag("commitment", agreement.commitment)
        story.event.title("title", words: 4, &story.random)
        story.event.json("kind", "\"training\"")
        story.event.tag("agreement", agreement.tag)
        let due =
            agreement.fulfilments == 1
            ? #"{"kind":"by","edtf":"[..2031-12-31]"}"# : #"{"kind":"recurring","duration":"P1M"}"#
        story.event.json("due", due)
        story.event.tagList("beneficiaries", agreement.parties)
        story.event.end(text: "aim", &story.random)
    }

    private static func fulfil(
        _ agreement: Agreement,
        _ occurrence: Int,
        _ story: inout WorkloadStory
    ) {
        let party = agreement.parties[occurrence % agreement.parties.count]
        begin(
            "commitment.fulfilled",
            story.precision(),
            added: agreement.others(than: party),
            &story
        )
        story.event.tag("commitment", agreement.commitment)
        story.event.tag("agreement", agreement.tag)
        if agreement.fulfilments > 1 {
            story.event.month("occurrence", occurrence, after: agreement.planned)
        }
        story.event.tagList("confirmedBy", [party])
        story.event.end(text: "result", &story.random)
    }

    private static func begin(
        _ type: String,
        _ precision: WorkloadTime.Precision,
        occurred: Int? = nil,
        added: [WorkloadTag] = [],
        _ story: inout WorkloadStory
    ) {
        story.event.begin(
            type,
            now: story.now,
            occurred: occurred ?? story.now,
            as: precision,
            added: added,
            &story.random
        )
    }
}
