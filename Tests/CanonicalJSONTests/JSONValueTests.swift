import CanonicalJSON
import Testing

struct `A JSON value` {
    @Test func `gives only what it is`() {
        #expect(JSONValue.null.isNull)
        #expect((true as JSONValue).bool == true)
        #expect((1.5 as JSONValue).number == 1.5)
        #expect(("a" as JSONValue).string == "a")
        #expect(([1] as JSONValue).array == [1])
        #expect((["a": 1] as JSONValue).object?.keys == ["a"])

        for value in [.null, true, 1, "a", [], [:]] as [JSONValue] {
            let answers = [
                value.isNull, value.bool != nil, value.number != nil, value.string != nil,
                value.array != nil, value.object != nil,
            ]
            #expect(answers.count { $0 } == 1)
        }
    }

    @Test(
        arguments: [
            (7, 7), (-7, -7), (0, 0), (-0.0, 0), (9_007_199_254_740_991, 9_007_199_254_740_991),
            (0.5, nil), (-0x1p63, .min), (0x1p63, nil), (1e300, nil), (.infinity, nil), (.nan, nil),
        ] as [(Double, Int64?)]
    )
    func `is an integer when it has no fraction`(_ number: Double, _ integer: Int64?) {
        #expect(JSONValue.number(number).integer == integer)
    }

    @Test func `is made of any whole number below 2^53`() async {
        #expect(JSONValue.integer(UInt64(9_007_199_254_740_991)).integer == 9_007_199_254_740_991)
        #expect(JSONValue.integer(Int8(-3)) == -3)
        await #expect(processExitsWith: .failure) { _ = JSONValue.integer(UInt64(1) << 53) }
    }

    @Test func `answers keys and indexes it does not have with nil`() {
        let value: JSONValue = ["a": [1, 2]]
        #expect(value["a"]?[1] == 2)
        #expect(value["b"] == nil)
        #expect(value[0] == nil)
        #expect(value["a"]?[2] == nil)
        #expect(value["a"]?[-1] == nil)
        #expect(value["a"]?["0"] == nil)
    }

    @Test func `is equal by bytes and not by appearance`() {
        #expect(JSONValue.string("\u{E9}") != JSONValue.string("e\u{301}"))
        #expect(JSONValue.string("\u{1EA5}") != JSONValue.string("\u{E2}\u{301}"))
        #expect((["\u{E9}": 1] as JSONValue) != ["e\u{301}": 1])
        #expect(([["\u{E9}"]] as JSONValue) != [["e\u{301}"]])
        #expect((["b": 1, "a": 2] as JSONValue) == ["a": 2, "b": 1])
        #expect(JSONValue.number(0) == JSONValue.number(-0.0))
        #expect(JSONValue.bool(true) != 1)
        #expect(JSONValue.null != false)
        #expect(Set<JSONValue>(["\u{E9}", "e\u{301}", "\u{E9}", 0, -0.0]).count == 3)
    }

    @Test func `is laid out for people with two spaces a level`() {
        let value: JSONValue = [
            "b": [1, [], ["x": .null]], "a": "line\nfeed", "c": [:], "d": [[true, false]],
        ]
        let expected = #"""
            {
              "a": "line\nfeed",
              "b": [
                1,
                [],
                {
                  "x": null
                }
              ],
              "c": {},
              "d": [
                [
                  true,
                  false
                ]
              ]
            }
            """#
        #expect(value.prettyPrinted() == expected)
        #expect(JSONValue.number(1e21).prettyPrinted() == "1e+21")
    }
}

struct `A JSON object` {
    @Test(arguments: [0, 1, 2, 23, 24, 25, 60])
    func `members in any order are those set one after the other`(count: Int) {
        for _ in 0..<20 {
            // Few names for many members, so that some come twice.
            let members = (0..<count).map { number in
                (String(Int.random(in: 0...count)), JSONValue.integer(number))
            }
            var one = JSONObject()
            for (key, value) in members { one[key] = value }
            #expect(JSONObject(members) == one, "\(members)")
        }
    }

    @Test func `keeps the last of several members under one key`() {
        let object = JSONObject([("b", 1), ("a", 2), ("b", 3), ("a", 4), ("b", 5)])
        #expect(object.keys == ["a", "b"])
        #expect(object.members.map(\.value) == [4, 5])
    }

    @Test func `stays in canonical order while members come and go`() {
        var object = JSONObject()
        #expect(object.isEmpty)
        for key in ["m", "\u{FB33}", "", "\u{1F602}", "z", "\u{E9}", "e\u{301}", "a"] {
            object[key] = .string(key)
        }
        let order = ["", "a", "e\u{301}", "m", "z", "\u{E9}", "\u{1F602}", "\u{FB33}"]
        #expect(object.members.map(\.key).elementsEqual(order) { $0.utf8.elementsEqual($1.utf8) })
        #expect(object.count == 8)

        object["m"] = nil
        object["not there"] = nil
        object["z"] = 26
        #expect(object.count == 7)
        #expect(object["m"] == nil)
        #expect(object["z"] == 26)
        #expect(object["\u{E9}"] == .string("\u{E9}"))
        #expect(object["e\u{301}"] == .string("e\u{301}"))
    }

    @Test func `orders keys as their UTF-16 code units do`() {
        let scalars: [Unicode.Scalar] = [
            "\u{0}", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{CFFF}", "\u{D000}", "\u{D7FF}",
            "\u{E000}", "\u{EFFF}", "\u{F000}", "\u{FFFF}", "\u{10000}", "\u{1F602}",
            "\u{3FFFF}", "\u{40000}", "\u{10FFFF}",
        ]
        let ends = [""] + scalars.map { String($0) }
        let keys = ends.flatMap { first in ends.map { first + $0 } }
        let object = JSONObject(keys.map { ($0, .null) })
        let units = object.keys.map { Array($0.utf16) }
        #expect(zip(units, units.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
        #expect(object.count == Set(keys.map { Array($0.utf16) }).count)
    }
}
