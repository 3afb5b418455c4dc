import CanonicalJSON
import Collaboration
import EDTF
import Events

/// The ties between all parties at the basis, from one pass over meetings, opportunities,
/// agreements and commitments.
///
/// Every two that an event brings together get a tie, so an event with n parties costs n²; it names
/// 250 at most.
struct NetworkTies {
    private(set) var ties: [PartyPair: NetworkTie] = [:]
    private(set) var marks: HistoryMarks
    private let history: KnownHistory
    private let weights: TieWeights

    /// The parties of each agreement that counts.
    private var parties: [Tag: [Tag]] = [:]

    init(weighed weights: TieWeights, over history: KnownHistory) throws {
        self.history = history
        self.weights = weights
        marks = HistoryMarks(over: history)
        for tag in try history.source.entities("meeting") { try addMeeting(tag) }
        for tag in try history.source.entities("opportunity") { try addOpportunity(tag) }
        for tag in try history.source.entities("agreement") { try addAgreement(tag) }
        for tag in try history.source.entities("commitment") { try addCommitment(tag) }
        ties = ties.filter { $0.value.countsAny }
    }

    private mutating func addMeeting(_ tag: Tag) throws {
        guard let meeting = try MeetingReading(of: tag, in: history),
            let held = meeting.held, held.visibility.counts
        else { return }
        for event in meeting.events { _ = try marks.inspect(event.fact) }
        let added = weights.meeting * weights.rest(since: held.fact.bounds.latest)
        for pair in PartyPair.all(among: meeting.participants) {
            change(pair) { tie in
                tie.count(.meetings, held.visibility, by: [held.fact])
                tie.add(added, if: held.visibility)
            }
        }
    }

    private mutating func addOpportunity(_ tag: Tag) throws {
        let view = View(of: try history.standing(of: tag), asOf: history.asOf)
        let seen = view.counted.first { $0.fact.type == OpportunityType.identified }
        guard let seen, seen.visibility.counts else { return }
        for event in view.counted { _ = try marks.inspect(event.fact) }
        let added = weights.opportunity * weights.rest(since: seen.fact.bounds.latest)
        for pair in PartyPair.all(among: try history.successors(of: seen.fact.tags("parties"))) {
            change(pair) { tie in
                tie.count(.opportunities, seen.visibility, by: [seen.fact])
                tie.add(added, if: seen.visibility)
            }
        }
    }

    private mutating func addAgreement(_ tag: Tag) throws {
        let view = View(of: try history.standing(of: tag), asOf: history.asOf)
        guard let reading = AgreementReading(tag, view) else { return }
        let events = view.counted
        for event in events { _ = try marks.inspect(event.fact) }
        let tracks = try reading.tracks.filter { $0.state != "removed" }.map { track in
            (party: try history.successor(of: track.party), bound: Visibility(track.bound))
        }
        parties[tag] = tracks.map(\.party)
        let bound = Dictionary(
            tracks.map { ($0.party, $0.bound) },
            uniquingKeysWith: Visibility.surer
        )
        let signatures = try AgreementSignatures(events, reading, successor: history.successor)
        let existence: Visibility = reading.isDefinite ? .definite : .possible
        let opening = events.first { $0.fact.axis == .occurred && $0.visibility.counts }
        let entries = events.filter { $0.fact.type == AgreementType.enteredIntoForce }.map(\.fact)
        for pair in PartyPair.all(among: tracks.map(\.party)) {
            let signed = signatures.both(pair)
            let inForce = Visibility.both(
                bound[pair.first] ?? .absent,
                bound[pair.second] ?? .absent
            )
            let added = signed.last.map {
                weights.signature * weights.rest(since: $0.bounds.latest)
            }
            change(pair) { tie in
                tie.count(.agreements, existence, by: [opening?.fact].compactMap(\.self))
                tie.count(.signed, signed.visibility, by: signed.facts)
                tie.count(.inForce, inForce, by: entries)
                tie.add(added ?? 0, if: signed.visibility)
            }
        }
    }

    /// A commitment is shared by every two who carry it out, and by every two parties to the
    /// agreement that it stands under; an executor is not tied to a party because of it.
    private mutating func addCommitment(_ tag: Tag) throws {
        let standing = try history.standing(of: tag)
        guard let reading = CommitmentReading(of: standing, asOf: history.asOf) else { return }
        let view = View(of: standing, asOf: history.asOf)
        for event in view.counted { _ = try marks.inspect(event.fact) }
        let agreed = reading.agreement.flatMap { parties[$0] } ?? []
        let executors = try history.successors(of: reading.executors)
        let pairs = Set(PartyPair.all(among: executors) + PartyPair.all(among: agreed))
        let existence: Visibility = reading.isDefinite ? .definite : .possible
        let open: Visibility =
            reading.staysOpen ? .definite : reading.mayBeOpen ? .possible : .absent
        let done: Visibility =
            reading.state == "fulfilled"
            ? reading.possibleState == nil ? .definite : .possible
            : reading.possibleState == "fulfilled" ? .possible : .absent
        let plan = view.counted.first { $0.visibility.counts }.map(\.fact)
        let fulfilment = view.counted.last {
            $0.fact.type == CommitmentType.fulfilled && $0.visibility.counts
        }?.fact
        let added = weights.fulfilment * weights.rest(since: reading.since.bounds.latest)
        for pair in pairs {
            change(pair) { tie in
                tie.count(
                    .commitmentsOpen,
                    .both(open, existence),
                    by: [plan].compactMap(\.self)
                )
                tie.count(
                    .commitmentsDone,
                    .both(done, existence),
                    by: [fulfilment].compactMap(\.self)
                )
                tie.add(added, if: .both(done, existence))
            }
        }
    }

    private mutating func change(_ pair: PartyPair, _ body: (inout NetworkTie) -> Void) {
        body(&ties[pair, default: NetworkTie()])
    }
}

extension Visibility {
    /// How it counts that a party is bound.
    init(_ bound: PartyTrack.Bound) {
        switch bound {
        case .yes: self = .definite
        case .possibly: self = .possible
        case .no: self = .absent
        }
    }
}
