import CanonicalJSON
import Collaboration
import EDTF
import Events

/// The figures of each stage of the funnel.
struct FunnelFigures {
    /// The figures of one stage.
    struct Figures {
        var count = UncertainCount()
        var unlinked = UncertainCount()
        var open = UncertainCount()
        var dropped = UncertainCount()
        var reasons: [String: UncertainCount] = [:]
        var lags: [StageLag] = []
        var waits: [StageWait] = []
        var evidence = RowEvidence()
    }

    private var stages: [FunnelStage: Figures] = [:]

    /// How many came how far from each gathering.
    private(set) var atGathering: [Tag: [FunnelStage: UncertainCount]] = [:]

    private let asOf: Instant
    private let gathering: Tag?
    private let period: ReportPeriod?
    private var opportunities: [Tag: FunnelItem] = [:]

    init(
        of reading: FunnelReading,
        at gathering: Tag?,
        in period: ReportPeriod?,
        asOf: AsOf
    ) {
        self.asOf = asOf.instant
        self.gathering = gathering
        self.period = period
        for item in reading.opportunities { opportunities[item.tag] = item }
        for item in reading.meetings { count(item, from: .meeting, to: .meeting) }
        for item in reading.opportunities { count(item, from: .opportunity, to: .qualified) }
        for item in reading.agreements { count(item, from: .agreement, to: .fulfilled) }
    }

    subscript(_ stage: FunnelStage) -> Figures { stages[stage] ?? Figures() }

    private mutating func count(_ item: FunnelItem, from start: FunnelStage, to end: FunnelStage) {
        guard !item.contacts.isEmpty else { return countUnlinked(item) }
        let contacts = item.contacts.filter { contact in
            gathering.map(contact.gatherings.contains) ?? true
        }
        guard let origin = contacts.first else { return }
        let inside = period?.visibility(from: origin.first, to: origin.last) ?? .definite
        guard inside.counts else { return }
        let gatherings = contacts.reduce(into: Set<Tag>()) { $0.formUnion($1.gatherings) }
        let own = FunnelStage.allCases.filter { stage in
            (start.rawValue...end.rawValue).contains(stage.rawValue)
        }
        for (stage, next) in zip(own, own.dropFirst()) {
            guard let wait = wait(of: item, at: stage, for: next) else { continue }
            change(next) { $0.waits.append(wait) }
        }
        for stage in own {
            guard let step = item.steps[stage] else { continue }
            let reached = Visibility.both(step.visibility, inside)
            for gathering in gatherings {
                atGathering[gathering, default: [:]][stage, default: UncertainCount()].add(reached)
            }
            let lag = lag(of: item, to: stage, from: origin)
            change(stage) { figures in
                figures.count.add(reached)
                figures.evidence.note("n", step.positions)
                if let lag { figures.lags.append(lag) }
                Self.countRest(of: item, at: stage, reached, in: &figures)
            }
        }
    }

    /// Counts whether it is still at a stage, or went no further.
    private static func countRest(
        of item: FunnelItem,
        at stage: FunnelStage,
        _ reached: Visibility,
        in figures: inout Figures
    ) {
        guard stage != .fulfilled else { return }
        let waits = Visibility.both(reached, item.visibility(after: stage).negated)
        let ended = item.end?.visibility ?? .absent
        figures.open.add(.both(waits, ended.negated))
        let dropped = Visibility.both(waits, ended)
        guard let end = item.end, dropped.counts else { return }
        figures.dropped.add(dropped)
        figures.reasons[end.reason, default: UncertainCount()].add(dropped)
        figures.evidence.note("dropped", [end.fact.position])
    }

    /// Counts something that nothing led to, as far as is known; its own date says its period.
    private mutating func countUnlinked(_ item: FunnelItem) {
        guard gathering == nil else { return }
        for (stage, step) in item.steps {
            let bounds = step.fact?.bounds
            let inside = period?.visibility(from: bounds?.earliest, to: bounds?.latest)
            change(stage) { figures in
                figures.unlinked.add(.both(step.visibility, inside ?? .definite))
                figures.evidence.note("unlinked", step.positions)
            }
        }
    }

    /// The time from the last known stage before; `nil` when nothing says when a stage was reached.
    private func lag(
        of item: FunnelItem,
        to stage: FunnelStage,
        from origin: Contact
    ) -> StageLag? {
        guard stage != .meeting, let fact = item.steps[stage]?.fact else { return nil }
        let opportunity = item.opportunity.flatMap { opportunities[$0] }
        let before = stage.earlier.lazy.compactMap { earlier in
            item.steps[earlier]?.fact ?? opportunity?.steps[earlier]?.fact
        }.first
        let start =
            before.map { ($0.bounds.earliest, $0.bounds.latest) }
            ?? (origin.first, origin.last)
        return StageLag(from: start, to: (fact.bounds.earliest, fact.bounds.latest))
    }

    /// How long something waits for its next stage; `nil` when it is not sure that it began to, or
    /// not known when it stopped.
    private func wait(
        of item: FunnelItem,
        at stage: FunnelStage,
        for next: FunnelStage
    ) -> StageWait? {
        guard let begun = item.steps[stage], begun.visibility == .definite,
            let start = begun.fact?.bounds
        else { return nil }
        let from = (start.earliest, Optional(start.latest))
        if let reached = item.steps[next] {
            guard reached.visibility == .definite, let end = reached.fact?.bounds else {
                return nil
            }
            return StageWait(
                lag: StageLag(from: from, to: (end.earliest, end.latest)),
                isOver: true
            )
        }
        let last = item.end?.bounds
        let to = (last.map { $0.earliest } ?? asOf, last.map { $0.latest } ?? asOf)
        return StageWait(lag: StageLag(from: from, to: to), isOver: false)
    }

    private mutating func change(_ stage: FunnelStage, _ body: (inout Figures) -> Void) {
        body(&stages[stage, default: Figures()])
    }
}
