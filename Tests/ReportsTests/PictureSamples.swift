import CanonicalJSON
import EDTF
import Reports

/// A picture of each kind, with names that are long, foreign or hostile.
enum PictureSamples {
    static let names = [
        "<script>alert(1)</script>", "\"quoted\" & 'so' ]]> <!-- x", "\u{202E}sdrawkcab\u{2066}",
        "zero\u{0}bell\u{7}escape\u{1B}[31m\u{FFFE}", "ศูนย์ European Cluster Observatory ช่วยเหลือ",
        "中关村发展集团股份有限公司与莫斯科创新集群基金会合作协议书", "شركة التعاون بين المجموعات الأوروبية",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "Соглашение о сотрудничестве между фондом «Московский инновационный кластер» и группой",
        "", "x",
    ]

    static func day(_ text: String) -> Instant {
        Instant(rfc3339: "\(text)T00:00:00Z") ?? Instant(microseconds: 0)
    }

    static let spans = SpanChart(
        names.enumerated().map { index, name in
            SpanChart.Lane(
                name,
                [
                    SpanChart.Bar(
                        earliest: day("2019-0\(index % 9 + 1)-01"),
                        definiteStart: day("2020-01-01"),
                        definiteEnd: day("2020-06-01"),
                        latest: index % 3 == 0 ? nil : day("2021-01-01"),
                        tone: SpanChart.Bar.Tone.allCases[index % 8],
                        label: name
                    ),
                    SpanChart.Bar(earliest: nil, latest: day("2020-02-02"), label: name),
                    SpanChart.Bar(
                        earliest: day("2021-02-02"),
                        definiteStart: day("2021-02-02"),
                        definiteEnd: day("2021-02-02"),
                        latest: day("2021-02-02"),
                        label: name
                    ),
                ]
            )
        },
        now: day("2022-01-01"),
        isLabelled: true
    )

    static let unlabelled = SpanChart(
        spans.lanes,
        now: spans.now,
        recordings: ["2026-01-10", "2026-01-10", "2026-03-01", "2026-03-02"].map { day($0) }
    )

    static let heatMap = HeatMap(
        rows: names,
        columns: names,
        cells: names.indices.map { row in
            names.indices.map { column in
                row == column ? nil : HeatMap.Cell(Double(row * column), "\(row)–\(row * column)")
            }
        }
    )

    static let stages = StageChart(
        names.enumerated().map { index, name in
            StageChart.Stage(name, definite: 20 - index, possible: 25 - index, note: name)
        }
    )

    static let network = NetworkChart(
        nodes: names.enumerated().map { NetworkChart.Node($1, group: names[$0 % 3]) },
        edges: names.indices.map { index in
            NetworkChart.Edge(
                from: index,
                to: (index * 3 + 1) % names.count,
                weight: Double(index),
                isTentative: index % 2 == 0
            )
        }
    )

    static let radar = RadarChart(
        axes: names,
        series: [
            RadarChart.Series("Morava", names.indices.map { Double($0) / 10 }),
            RadarChart.Series(names[0], names.indices.map { $0 % 4 == 0 ? nil : 0.5 }),
        ]
    )

    static func series(_ form: SeriesChart.Form) -> SeriesChart {
        SeriesChart(
            periods: (2016...2023).flatMap {
                ["\($0)-01-01/\($0)-06-30", "\($0)-07-01/\($0)-12-31"]
            },
            series: names.prefix(7).enumerated().map { index, name in
                SeriesChart.Series(
                    name,
                    (0..<16).map { $0 % 5 == index % 5 ? nil : Double($0 * index) / 3 }
                )
            },
            form: form
        )
    }

    static let bars = BarChart(
        names.enumerated().map { index, name in
            BarChart.Item(name, value: Double(index) * 7 - 20, text: "\(index * 7 - 20) %")
        }
    )

    static let tornado = TornadoChart(
        names.enumerated().map { index, name in
            TornadoChart.Item(
                name,
                left: ValueRange(Double(index), Double(index + index % 3)),
                right: ValueRange(Double(3 * index))
            )
        },
        left: names[8],
        right: names[4]
    )

    static let flows = FlowChart(
        (0..<5).map { column in
            FlowChart.Column(
                names[column],
                names.dropFirst(column).map { FlowChart.Block($0, ValueRange(3, 5)) }
            )
        },
        flows: (0..<5).flatMap { column in
            (0..<12).map { index in
                FlowChart.Flow(
                    after: column,
                    from: index,
                    to: (index * 5) % 7,
                    ValueRange(Double(index % 3), 2)
                )
            }
        }
    )

    static let boxes = BoxChart(
        names.enumerated().map { index, name in
            let start = Double(index * 40)
            return BoxChart.Item(
                name,
                count: index + 1,
                least: BoxChart.Figure(start, start + 10),
                lower: BoxChart.Figure(start + 20, start + 30),
                median: BoxChart.Figure(start + 35.5, start + 90),
                upper: BoxChart.Figure(start + 80, start + 200),
                greatest: BoxChart.Figure(start + 100, index % 2 == 0 ? nil : 900)
            )
        },
        unit: names[3]
    )

    static let chord = NetworkChart(nodes: network.nodes, edges: network.edges, form: .chord)

    static let uncertain = SeriesChart(
        periods: (2016...2023).flatMap { ["\($0)-H1", "\($0)-H2"] },
        series: names.prefix(3).enumerated().map { index, name in
            SeriesChart.Series(
                name,
                ranges: (0..<16).map { place in
                    place % 7 == 6 ? nil : ValueRange(Double(place), Double(place * (index + 1)))
                }
            )
        },
        form: .lines
    )

    static func uncertain(_ form: SeriesChart.Form) -> SeriesChart {
        SeriesChart(periods: uncertain.periods, series: uncertain.series, form: form)
    }

    static let lights = HeatMap(
        rows: names,
        columns: names,
        cells: names.indices.map { row in
            names.indices.map { column in
                row == column
                    ? nil
                    : HeatMap.Cell(
                        Double(row * column % 10) / 10,
                        "\(row * column % 10)",
                        isSure: column % 3 > 0
                    )
            }
        },
        form: .lights(fair: 0.4, good: 0.7, unsure: names[8])
    )

    static let bubbles = NetworkChart(
        nodes: network.nodes.enumerated().map { index, node in
            NetworkChart.Node(
                node.label,
                group: node.group,
                size: ValueRange(Double(index), Double(index + index % 3))
            )
        },
        edges: network.edges
    )

    static let all: [(name: String, content: Picture.Content)] = [
        ("spans", .spans(spans)), ("unlabelled spans", .spans(unlabelled)),
        ("heat map", .heatMap(heatMap)), ("stages", .stages(stages)),
        ("network", .network(network)), ("radar", .radar(radar)),
        ("sparklines", .series(series(.sparklines))), ("stacked", .series(series(.stacked))),
        ("bars", .bars(bars)), ("tornado", .tornado(tornado)), ("flows", .flows(flows)),
        ("boxes", .boxes(boxes)), ("chord", .network(chord)),
        ("lines", .series(uncertain)), ("uncertain columns", .series(uncertain(.stacked))),
        ("areas", .series(uncertain(.areas))), ("panels", .series(series(.panels))),
        ("uncertain panels", .series(uncertain(.panels))),
        ("slopes", .series(series(.slopes))), ("uncertain slopes", .series(uncertain(.slopes))),
        ("lights", .heatMap(lights)), ("bubbles", .network(bubbles)),
    ]

    /// A report of some pictures and of rows with the same names.
    static func report(_ contents: [Picture.Content], rows: [String] = names) -> Report {
        Report(
            name: "sample",
            title: names[0],
            basis: RenderingSample.basis,
            columns: [Report.Column("name", names[1]), Report.Column("n", "Count", .number)],
            rows: rows.enumerated().map { ["name": .string($1), "n": .integer($0)] },
            totals: ["<b>": .string(names[0])],
            gaps: [.string(names[0])],
            disputes: [.string(names[1])],
            pictures: contents.map { Picture(names[0], $0) }
        )
    }
}
