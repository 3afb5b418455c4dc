/// What the families of the workload share: the clock, chance, and who can be named.
struct WorkloadStory {
    private static let stepInMilliseconds = 30_000
    private static let gatheringReferences = SkewedChoice(among: 300, flatness: 5)
    private static let parties = SkewedChoice(among: Workload.partyCount, flatness: 40)

    var random: SeededRandom
    var event = WorkloadEvent()

    /// The time of the event that is made, in milliseconds since 1970.
    private(set) var now = WorkloadTime.start

    /// How many gatherings were announced so far.
    var gatheringCount = 0

    /// How many persons were registered so far.
    var personCount = 0

    /// Until when each party is booked, in milliseconds since 1970, by its number.
    private var bookedUntil = [Int](repeating: 0, count: Workload.partyCount + 1)

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    /// Lets some time pass.
    mutating func goOn() {
        now += 1 + random.below(2 * Self.stepInMilliseconds)
    }

    /// A party, some far more often than others, and none of those given.
    mutating func party(besides others: WorkloadTag...) -> WorkloadTag {
        var number = Self.parties.choose(&random) + 1
        while others.contains(WorkloadTag(.party, number)) {
            number = number % Workload.partyCount + 1
        }
        return WorkloadTag(.party, number)
    }

    /// Books some parties for a meeting of 20 minutes, at the first moment from one on at which all
    /// of them are free.
    mutating func book(_ parties: [WorkloadTag], from moment: Int) -> Int {
        let start = parties.reduce(moment) { max($0, bookedUntil[$1.number]) }
        // The start is written without its milliseconds.
        for party in parties { bookedUntil[party.number] = start + 21 * 60 * WorkloadTime.second }
        return start
    }

    /// Two different parties.
    mutating func twoParties() -> [WorkloadTag] {
        let one = party()
        return [one, party(besides: one)]
    }

    /// A gathering that an event came out of, as more than half of them do.
    mutating func gatheringReference() -> WorkloadTag? {
        guard gatheringCount > 0, random.chance(550) else { return nil }
        let rank = Self.gatheringReferences.choose(&random)
        return WorkloadTag(.gathering, rank % gatheringCount + 1)
    }

    /// How exactly a writer knew the time.
    mutating func precision() -> WorkloadTime.Precision {
        switch random.below(10) {
        case ..<5: .second
        case ..<6: .zoned
        default: .day
        }
    }

    /// A moment three to ninety days ago.
    mutating func longAgo() -> Int {
        now - WorkloadTime.day * 3 - random.below(WorkloadTime.day * 87)
    }

    /// A person registered not long ago.
    mutating func person() -> WorkloadTag? {
        guard personCount > 0 else { return nil }
        return WorkloadTag(.person, personCount - random.below(min(personCount, 200)))
    }
}
