import CanonicalJSON

extension KindsLedger {
    /// Three parties of three countries, and what they did together from 2019 to 2020.
    ///
    /// - `x` (a, b) in force since 2019-04-01, to 2020-09-30
    /// - `y` (a, c) in force since 2020-03-01
    /// - `z` (b, c) in force since 2020-05-06, terminated on 2020-12-01
    static func cooperation() -> KindsLedger {
        var ledger = KindsLedger()
        ledger.register("a", "CZ", "CZ064", sector: "28")
        ledger.register("b", "TW", "TW-HSQ", sector: "26")
        ledger.register("c", "DE", "DED2", sector: "28")
        ledger.register("d", "CZ", "CZ064", sector: nil)
        ledger.agree("x", "a", "b", signed: "2019-03-01", inForce: "2019-04-01", end: "2020-09-30")
        ledger.agree("y", "a", "c", signed: "2020-02-01", inForce: "2020-03-01")
        ledger.agree("z", "b", "c", signed: "2020-05-05", inForce: "2020-05-06")
        ledger.add(
            "agreement.terminated",
            "2020-12-01",
            ["agreement": "agreement:z", "ground": "mutual"]
        )
        ledger.meet("1", "a", "b", "2020-02-10")
        ledger.meet("2", "a", "c", "2020-03-10")
        ledger.meet("3", "a", "b", "[2020-06-20..2020-07-05]")
        ledger.promise("1", under: "x", by: "a", planned: "2020-01-15", due: "2020-06-30")
        ledger.add(
            "commitment.fulfilled",
            "2020-06-01",
            ["commitment": "commitment:1", "agreement": "agreement:x", "evidence": ["document:1"]]
        )
        ledger.promise("2", under: "y", by: "c", planned: "2020-02-15", due: "2020-12-31")
        return ledger
    }

    private mutating func register(
        _ id: String,
        _ country: String,
        _ region: String,
        sector: String?
    ) {
        var data: JSONObject = [
            "party": .string("party:\(id)"), "kind": "cluster",
            "names": [["text": .string("Cluster \(id)"), "lang": "en"]],
            "country": .string(country), "region": .string(region),
        ]
        if let sector { data["sectors"] = [["scheme": "nace-2", "code": .string(sector)]] }
        add("party.registered", "2018-01-01", .object(data))
    }

    /// An agreement of two parties, signed by both on one day.
    mutating func agree(
        _ id: String,
        _ one: String,
        _ other: String,
        signed: String,
        inForce: String,
        end: String? = nil
    ) {
        let agreement = JSONValue.string("agreement:\(id)")
        var data: JSONObject = [
            "agreement": agreement, "kind": "mou",
            "parties": [.string("party:\(one)"), .string("party:\(other)")],
        ]
        if let end { data["term"] = ["rule": "fixed", "end": .string(end)] }
        add("agreement.described", signed, .object(data))
        for party in [one, other] {
            let data: JSONValue = ["agreement": agreement, "party": .string("party:\(party)")]
            add("agreement.signed", signed, data)
        }
        add("agreement.entered-into-force", inForce, ["agreement": agreement])
    }

    /// A meeting of two parties.
    mutating func meet(_ id: String, _ one: String, _ other: String, _ date: String) {
        add(
            "meeting.held",
            date,
            [
                "meeting": .string("meeting:\(id)"),
                "participants": [.string("party:\(one)"), .string("party:\(other)")],
            ]
        )
    }

    private mutating func promise(
        _ id: String,
        under agreement: String,
        by party: String,
        planned: String,
        due: String
    ) {
        let commitment = JSONValue.string("commitment:\(id)")
        add(
            "commitment.planned",
            planned,
            [
                "commitment": commitment, "kind": "research",
                "title": [["text": .string("Task \(id)"), "lang": "en"]],
                "agreement": .string("agreement:\(agreement)"),
                "due": ["kind": "by", "edtf": .string(due)],
            ]
        )
        add(
            "commitment.assigned",
            planned,
            [
                "commitment": commitment, "agreement": .string("agreement:\(agreement)"),
                "executor": [.string("party:\(party)")], "role": "lead",
            ]
        )
    }

    /// A barrier between two countries.
    mutating func hinder(
        _ id: String,
        _ category: String,
        _ countries: [JSONValue],
        _ date: String,
        severity: Int? = nil
    ) {
        var data: JSONObject = [
            "barrier": .string("barrier:\(id)"), "category": .string(category),
            "text": [["text": "It is hard.", "lang": "en"]], "countries": .array(countries),
        ]
        data["severity"] = severity.map { .integer($0) }
        add("barrier.reported", date, .object(data))
    }

    /// A measure against a barrier.
    mutating func ease(_ id: String, _ date: String, severity: Int? = nil) {
        var data: JSONObject = [
            "barrier": .string("barrier:\(id)"),
            "measure": [["text": "A course.", "lang": "en"]],
        ]
        data["severity"] = severity.map { .integer($0) }
        add("barrier.eased", date, .object(data))
    }

    /// Four barriers: two of trust, two of language, both of which were eased.
    static func barriers() -> KindsLedger {
        var ledger = cooperation()
        ledger.hinder("1", "trust", ["CZ", "TW"], "2020-02-10", severity: 4)
        ledger.hinder("2", "trust", ["CZ", "DE"], "2020-03", severity: 2)
        ledger.hinder("3", "language", ["CZ", "TW"], "2019-05", severity: 3)
        ledger.hinder("4", "language", ["CZ", "DE"], "2019-06")
        ledger.ease("3", "2020-04", severity: 1)
        ledger.ease("4", "2020-05")
        return ledger
    }

    /// Defines an indicator.
    mutating func define(
        _ id: String,
        unit: String,
        direction: String = "higher-better",
        dimension: String? = nil
    ) {
        var data: JSONObject = [
            "indicator": .string("indicator:\(id)"), "unit": .string(unit),
            "names": [["text": .string("Indicator \(id)"), "lang": "en"]],
            "direction": .string(direction),
        ]
        data["dimension"] = dimension.map { .string($0) }
        add("indicator.defined", "2018-01-01", .object(data))
    }

    /// Observes a value of an indicator in a region.
    mutating func observe(
        _ id: String,
        _ region: String,
        sector: String? = nil,
        _ value: Double,
        in period: String = "2019",
        on date: String = "2020-03-01"
    ) {
        var data: JSONObject = [
            "indicator": .string("indicator:\(id)"), "region": .string(region),
            "period": .string(period), "value": .number(value),
        ]
        if let sector { data["sector"] = ["scheme": "nace-2", "code": .string(sector)] }
        add("indicator.observed", date, .object(data))
    }
}
