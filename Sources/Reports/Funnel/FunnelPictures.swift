import CanonicalJSON

/// The stages of the funnel, how long each took, and what became of those that went no further.
struct FunnelPictures {
    private let figures: FunnelFigures
    private let reported: [JSONValue]
    private let messages: Messages

    init(of figures: FunnelFigures, reported: [JSONValue], in messages: Messages) {
        self.figures = figures
        self.reported = reported
        self.messages = messages
    }

    var pictures: [Picture] {
        let title = messages.title(of: .partnershipFunnel)
        var pictures = [Picture(title, .stages(stages))]
        let spreads = FunnelStage.allCases.compactMap { stage in
            StageLag.spread(figures[stage].lags, of: messages.word(stage.title))
        }
        if !spreads.isEmpty {
            let chart = BoxChart(spreads, unit: messages.text(.days))
            pictures.append(Picture(messages.text(.daysFromStage), .boxes(chart)))
        }
        if let losses {
            pictures.append(Picture(messages.text(.whatBecame), .flows(losses)))
        }
        return pictures
    }

    private var stages: StageChart {
        let cell = CellText(in: messages)
        return StageChart(
            FunnelStage.allCases.map { stage in
                let own = figures[stage].count
                let note: String? =
                    if let before = stage.earlier.first {
                        Share(own, of: figures[before].count, isPart: false)
                            .flatMap { cell.text($0.json) }.map { "\($0) %" }
                    } else {
                        cell.text(.array(reported))
                    }
                return StageChart.Stage(
                    messages.word(stage.title),
                    definite: own.definite,
                    possible: own.possible,
                    note: note
                )
            }
        )
    }

    /// From each stage to what became of those at it: they went on, wait, or were dropped for a
    /// reason.
    private var losses: FlowChart? {
        let stages = FunnelStage.allCases.dropLast().filter { figures[$0].count.possible > 0 }
        guard !stages.isEmpty else { return nil }
        let outcomes = stages.map { self.outcomes(of: figures[$0]) }
        let order = [messages.text(.wentOn), messages.text(.stillOpen)]
        let reasons = Set(outcomes.joined().map(\.name)).subtracting(order).sorted()
        let names = (order + reasons).filter { name in
            outcomes.contains { $0.contains { $0.name == name } }
        }
        var flows: [FlowChart.Flow] = []
        var ends = names.map { _ in ValueRange(0) }
        for (from, list) in outcomes.enumerated() {
            for outcome in list {
                guard let to = names.firstIndex(of: outcome.name) else { continue }
                flows.append(FlowChart.Flow(after: 0, from: from, to: to, outcome.value))
                ends[to] = ValueRange(
                    ends[to].low + outcome.value.low,
                    ends[to].high + outcome.value.high
                )
            }
        }
        let left = stages.map {
            FlowChart.Block(messages.word($0.title), ValueRange(figures[$0].count))
        }
        let right = zip(names, ends).map { FlowChart.Block($0, $1) }
        return FlowChart(
            [
                FlowChart.Column(messages.text(.stage), left),
                FlowChart.Column(messages.text(.whatBecame), right),
            ],
            flows: flows
        )
    }

    private func outcomes(
        of figures: FunnelFigures.Figures
    ) -> [(name: String, value: ValueRange)] {
        let (all, open, dropped) = (figures.count, figures.open, figures.dropped)
        // Those that neither wait nor were dropped went on.
        let onward = ValueRange(
            Double(max(0, all.definite - open.possible - dropped.possible)),
            Double(max(0, all.possible - open.definite - dropped.definite))
        )
        let rest = [
            (messages.text(.wentOn), onward), (messages.text(.stillOpen), ValueRange(open)),
        ]
        let reasons = figures.reasons.map { reason in
            let words = messages.text(.dropped, ["reason": messages.word(reason.key)])
            return (words, ValueRange(reason.value))
        }
        return (rest + reasons).filter { $0.1.high > 0 }.map { (name: $0.0, value: $0.1) }
    }
}
