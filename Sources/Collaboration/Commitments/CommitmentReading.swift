package import CanonicalJSON
package import EDTF
package import Events

/// One commitment at a valid date.
package struct CommitmentReading: Sendable {
    /// Whether the due date has passed while the commitment is open.
    package enum Overdue: String, Sendable {
        /// The latest due instant has passed.
        case yes
        /// The earliest has; the latest has not.
        case possibly
        /// It is not due yet, has no due date, or is closed.
        case no
    }

    /// The commitment.
    package let commitment: Tag

    /// Whether it definitely was planned by the date, or only possibly.
    package let isDefinite: Bool

    /// The state by the events that count.
    package let state: String

    /// The state with possible events, when they would change it.
    package let possibleState: String?

    /// The event behind the state.
    package let since: Fact

    /// Whether it is overdue.
    package let overdue: Overdue

    /// The event that set the due date last.
    package let dueSetter: Fact?

    /// Who carries it out, in the order assigned.
    package let executors: [Tag]

    /// The last known progress in percent, and the event that reported it.
    package let progress: Fact?

    /// How often the due date was moved.
    package let reschedules: Int

    /// When it is due, by the event that said so last.
    package let deadline: Deadline?

    private let plans: [Fact]
    private let named: Tag?

    /// Reads a commitment; `nil` when nothing of it had happened by the date.
    package init?(of standing: Standing, asOf: AsOf) {
        self.init(standing.entity, View(of: standing, asOf: asOf), asOf: asOf)
    }

    /// Reads a commitment at the date of a view.
    init?(_ commitment: Tag, _ view: View, asOf: AsOf) {
        guard view.existsDefinitely || view.existsPossibly else { return nil }
        let facts = view.existsDefinitely ? view.definite : view.conceivable
        guard let fold = Self.fold(facts) else { return nil }
        let conceivable =
            view.existsDefinitely && view.possible.isEmpty
            ? fold.state : Self.fold(view.conceivable)?.state
        self.commitment = commitment
        isDefinite = view.existsDefinitely
        state = fold.state
        possibleState = conceivable == fold.state ? nil : conceivable
        since = fold.setter
        named = facts.last { $0.hasTag(.agreement) }?.tag(.agreement)
        plans = view.known.filter { $0.type == Self.plan }
        let dated = facts.filter { Self.dating.contains($0.type) && $0.has(.due) }
        dueSetter = dated.last
        reschedules = facts.count { $0.type == Self.reschedule }
        executors = Self.executors(facts)
        progress = facts.last { $0.percentDone != nil }
        deadline = dated.last.flatMap(Deadline.init(setBy:))
        overdue = Self.overdue(state: fold.state, due: deadline, asOf: asOf)
    }

    /// What is promised, as a list of texts.
    package var title: JSONValue? { plans.last { $0.has(.title) }?.value(.title) }

    /// The agreement it stands under.
    package var agreement: Tag? { plans.last.map { $0.tag(.agreement) } ?? named }

    /// What kind of activity it is.
    package var kind: String? { plans.last?.text(.kind) }

    /// The due date.
    package var due: ImpreciseDate? { dueSetter?.date(.dueDate) }

    /// Whether it still waits to be done.
    package var isOpen: Bool { Self.open.contains(state) }

    /// Whether it waits to be done whatever the possible events turn out to be.
    package var staysOpen: Bool { isOpen && possibleState.map(Self.open.contains) ?? true }

    /// Whether it may still wait to be done: it is open, or would be by the possible events.
    package var mayBeOpen: Bool { isOpen || possibleState.map(Self.open.contains) ?? false }

    private static let plan: EventType = "commitment.planned"
    private static let reschedule: EventType = "commitment.rescheduled"
    private static let assignment: EventType = "commitment.assigned"
    private static let release: EventType = "commitment.unassigned"

    private static let open: Set<String> = ["planned", "assigned", "running"]

    /// Types that may set the due date.
    private static let dating: Set<EventType> = [
        "commitment.planned", "commitment.rescheduled", "commitment.reopened",
    ]

    /// Who was assigned, and not taken away again in that role.
    private static func executors(_ facts: [Fact]) -> [Tag] {
        let releases = facts.filter { $0.type == release }
        let standing = facts.filter { fact in
            fact.type == assignment
                && !releases.contains { release in
                    release.hasTheSameTag(as: fact, at: .executor)
                        && (!release.has(.role) || release.saysTheSame(as: fact, at: .role))
                        && fact.replaysBefore(release)
                }
        }
        return standing.flatMap { $0.tags(.executor) }
    }

    /// One occurrence of a series, done or missed, does not close the series.
    private static func fold(_ facts: [Fact]) -> StateFold? {
        StateFold(facts.filter { !$0.has(.occurrence) }, over: .commitments)
            ?? StateFold(facts, over: .commitments)
    }

    private static func overdue(state: String, due: Deadline?, asOf: AsOf) -> Overdue {
        guard open.contains(state), let due, !due.isSeries, let latest = due.latest else {
            return .no
        }
        if latest < asOf.instant { return .yes }
        // Only a one-of set with both ends finite says that it may have been due before its end.
        if due.isOneOfASet, let earliest = due.earliest, earliest < asOf.instant {
            return .possibly
        }
        return .no
    }
}
