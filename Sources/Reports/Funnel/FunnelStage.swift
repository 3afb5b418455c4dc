import Collaboration
import EDTF
import Events

/// How far something came, from a meeting to a promise that was kept.
enum FunnelStage: Int, CaseIterable {
    case meeting = 1
    case opportunity
    case qualified
    case agreement
    case signed
    case inForce
    case fulfilled

    /// What a person reads; also the words of the column.
    var title: String {
        switch self {
        case .meeting: "meeting held"
        case .opportunity: "opportunity identified"
        case .qualified: "opportunity qualified"
        case .agreement: "agreement announced or drafted"
        case .signed: "agreement signed"
        case .inForce: "agreement in force"
        case .fulfilled: "first commitment fulfilled"
        }
    }

    /// The stages behind it.
    var later: [FunnelStage] { Self.allCases.filter { $0.rawValue > rawValue } }

    /// The stages before it, the nearest first.
    var earlier: [FunnelStage] { Self.allCases.reversed().filter { $0.rawValue < rawValue } }
}

/// A meeting, an opportunity or an agreement on its way through the stages.
struct FunnelItem {
    /// How surely a stage was reached, and by which events.
    struct Step {
        let visibility: Visibility

        /// The event that took it there; `nil` when only a later stage shows that it was.
        let fact: Fact?

        /// The events behind it.
        let positions: [Position]

        /// What one event shows.
        init(_ event: CountedFact) {
            visibility = event.visibility
            fact = event.fact
            positions = [event.fact.position]
        }

        /// What several events show together.
        init(_ visibility: Visibility, at fact: Fact?, by positions: [Position]) {
            self.visibility = visibility
            self.fact = fact
            self.positions = positions
        }
    }

    /// That it goes no further.
    struct End {
        let visibility: Visibility
        let reason: String

        /// The event that shows it.
        let fact: Fact

        /// When that is so.
        let bounds: Bounds
    }

    let tag: Tag

    /// The stages that it reached or may have.
    var steps: [FunnelStage: Step] = [:]

    /// Where it comes from: meetings, gatherings, visits and the like, the earliest first.
    var contacts: [Contact] = []

    /// The opportunity that it comes from, if it is an agreement.
    var opportunity: Tag?

    /// What ended it, if something did.
    var end: End?

    /// Whether something else came of it.
    var successor: Visibility = .absent

    /// How surely it came as far as a stage.
    func visibility(at stage: FunnelStage) -> Visibility { steps[stage]?.visibility ?? .absent }

    /// How surely it came further than a stage.
    func visibility(after stage: FunnelStage) -> Visibility {
        stage.later.reduce(successor) { .surer($0, visibility(at: $1)) }
    }

    /// Notes a stage, and that the stages of `passed` lie behind it.
    mutating func reach(_ stage: FunnelStage, _ step: Step, passing passed: [FunnelStage] = []) {
        guard step.visibility.counts else { return }
        steps[stage] = step
        for earlier in passed {
            let known = steps[earlier]
            let surest = Visibility.surer(known?.visibility ?? .absent, step.visibility)
            if surest != known?.visibility {
                steps[earlier] = Step(
                    surest,
                    at: known?.fact,
                    by: (known?.positions ?? []) + step.positions
                )
            }
        }
    }
}

extension Visibility {
    /// How it counts that something is not so.
    var negated: Visibility {
        switch self {
        case .definite: .absent
        case .possible: .possible
        case .undated, .absent: .definite
        }
    }
}
