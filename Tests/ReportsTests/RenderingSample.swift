import CanonicalJSON
import Reports

/// A register with Bulgarian, Russian, Thai and Han text and every special form of a value.
enum RenderingSample {
    static let register = Report(
        name: "agreement-register",
        title: "Agreement register",
        basis: basis,
        columns: [
            Report.Column("agreement", "Agreement", minimumWidth: 9),
            Report.Column("title", "Title"),
            Report.Column("parties", "Parties"),
            Report.Column("binding", "Binding"),
            Report.Column("meetings", "Meetings", alignment: .trailing),
            Report.Column("overdue", "Overdue", alignment: .trailing),
        ],
        rows: [knowledgeCity, moscow, observatory],
        totals: ["agreements": count(2, 3), "meetings": 7, "share": 0.25],
        gaps: [
            "no draft known: agreement:mik-zgc",
            [
                "rule": "no-approval-known", "since": 12,
                "tags": ["agreement:mik-zgc", "party:mik"],
            ],
        ],
        disputes: ["signing date of agreement:mik-zgc: 2019-04-24 or 2019-04-25"]
    )

    static let basis: JSONValue = [
        "origin": "entente.example/clusters",
        "asOf": "2022-01-01",
        "knownAt": [
            "size": 57,
            "root": "3f2a9c01b2d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e",
            "recorded": "2022-01-02T10:00:00.000000Z",
        ],
        "parameters": ["lang": "bg", "kind": ["memorandum", "agreement"]],
        "version": 1,
    ]

    /// A report of one column named `value`, with one row for each value.
    static func column(
        _ values: [JSONValue],
        alignment: Report.Column.Alignment = .leading
    ) -> Report {
        Report(
            name: "sample",
            title: "Sample",
            basis: [:],
            columns: [Report.Column("value", "Value", alignment: alignment)],
            rows: values.map { ["value": $0] }
        )
    }

    static func count(_ definite: Int, _ possible: Int) -> JSONValue {
        ["definite": .number(Double(definite)), "possible": .number(Double(possible))]
    }

    private static let knowledgeCity: JSONObject = [
        "agreement": "agreement:ksgz-taipei",
        "title": "Меморандум за разбирателство – Клъстер София град на знанието (КСГЗ)",
        "parties": [
            ["party": "party:ksgz", "state": "negotiating"],
            ["party": "party:taipei-science-cluster", "state": "negotiating"],
        ],
        "binding": false,
        "meetings": ["value": 90, "qualifier": "over", "unit": "meetings"],
        "overdue": 0,
    ]

    private static let moscow: JSONObject = [
        "agreement": "agreement:mik-zgc",
        "title": "Соглашение о сотрудничестве «Чжунгуаньцунь» | 中关村发展集团股份有限公司",
        "parties": [
            ["party": "party:mik-fund", "state": "signatory", "signed": "2019-04"],
            ["party": "party:zgc-group", "state": "signatory", "signed": "2019-04"],
        ],
        "binding": true,
        "meetings": count(2, 5),
        "overdue": count(1, 1),
    ]

    private static let observatory: JSONObject = [
        "agreement": "agreement:eco",
        "title": "ศูนย์ European Cluster\u{A0}Observatory ช่วยเหลือให้ SMEs สามารถเข้าถึง cluster เหล่านี้",
        "parties": .null,
        "meetings": ["value": 2000, "qualifier": "expected"],
    ]
}
