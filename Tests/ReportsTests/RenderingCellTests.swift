import CanonicalJSON
import Reports
import Testing

struct `The text of a cell` {
    @Test(
        arguments: [
            ("text", "text"), ("", ""), (true, "yes"), (false, "no"),
            (7, "7"), (-3, "-3"), (0.25, "0.25"), (12.0, "12"),
            (["a", "b"], "a; b"), (["a", .null, 3], "a; –; 3"),
        ] as [(JSONValue, String)]
    )
    func `is plain for a scalar and a list`(value: JSONValue, text: String) {
        #expect(value.displayText == text)
    }

    @Test(arguments: [.null, [], [:]] as [JSONValue])
    func `is absent where there is nothing to show`(value: JSONValue) {
        #expect(value.displayText == nil)
    }

    @Test(
        arguments: [
            (["definite": 2, "possible": 2], "2"),
            (["definite": 2, "possible": 5], "2–5"),
            (["definite": 0, "possible": 1], "0–1"),
        ] as [(JSONValue, String)]
    )
    func `gives a count its two ends`(value: JSONValue, text: String) {
        #expect(value.displayText == text)
    }

    @Test(
        arguments: [
            (["value": 90, "qualifier": "over", "unit": "meetings"], "> 90 meetings"),
            (["value": 80, "qualifier": "approx", "unit": "meetings"], "≈ 80 meetings"),
            (["value": 2000, "qualifier": "expected"], "≈ 2000 expected"),
            (
                ["value": 2000, "qualifier": "expected", "unit": "visitors"],
                "≈ 2000 visitors expected"
            ),
            (["value": 13, "qualifier": "exact", "unit": "firms"], "13 firms"),
            (["value": 13, "unit": "firms"], "13 firms"),
            (["value": 5, "qualifier": "at-least"], "≥ 5"),
            (["value": 5, "qualifier": "at-most"], "≤ 5"),
            (["low": 10, "high": 20, "unit": "firms"], "10–20 firms"),
            (["low": 10], "≥ 10"), (["high": 20], "≤ 20"),
            (["qualifier": "unquantified", "unit": "firms"], "some firms"),
            (["value": 7, "qualifier": "exact", "unit": "firms", "side": "bg"], "7 firms (bg)"),
            (["value": 7, "qualifier": "nearly"], "nearly 7"),
        ] as [(JSONValue, String)]
    )
    func `says how exact a quantity is`(value: JSONValue, text: String) {
        #expect(value.displayText == text)
    }

    @Test func `puts the state of a party behind it`() {
        let parties: JSONValue = [
            ["party": "party:a", "state": "signatory", "signed": "2019-04"],
            ["party": "party:b", "state": "bound"],
        ]
        #expect(parties.displayText == "party:a (signatory); party:b (bound)")
    }

    @Test(
        arguments: [
            (["b": 1, "a": "x"], "a: x, b: 1"),
            (["value": 1, "position": 4], "position: 4, value: 1"),
            (["unit": "firms"], "unit: firms"),
            (["who": ["name": "x", "age": .null]], "who: (age: –, name: x)"),
            (["tags": ["a", "b"], "since": 3], "since: 3, tags: (a; b)"),
            ([["a": 1], ["a": 2]], "a: 1; a: 2"),
        ] as [(JSONValue, String)]
    )
    func `writes any other object as pairs`(value: JSONValue, text: String) {
        #expect(value.displayText == text)
    }

    @Test func `loses a null member of a row`() {
        let report = RenderingSample.column([.null, "x"])
        #expect(report.rows == [JSONObject(), ["value": "x"]])
    }
}
