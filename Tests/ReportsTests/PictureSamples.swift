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

    static let unlabelled = SpanChart(spans.lanes, now: spans.now)

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

    static let all: [(name: String, content: Picture.Content)] = [
        ("spans", .spans(spans)), ("unlabelled spans", .spans(unlabelled)),
        ("heat map", .heatMap(heatMap)), ("stages", .stages(stages)),
        ("network", .network(network)), ("radar", .radar(radar)),
        ("sparklines", .series(series(.sparklines))), ("stacked", .series(series(.stacked))),
        ("bars", .bars(bars)),
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
