/// Input lines that tests append.
enum Line {
    /// A party with a name; `more` are further members of the envelope, each with a comma behind.
    static func party(_ id: String, name: String = "A cluster", more: String = "") -> String {
        #"{"id":"reg-\#(id)","type":"party.registered","occurred":"2020-01-10",\#(more)"#
            + #""data":{"party":"party:\#(id)","kind":"cluster","#
            + #""names":[{"text":"\#(name)","lang":"en"}]}}"#
    }

    /// A person with a name.
    static func person(_ id: String, name: String) -> String {
        #"{"id":"reg-\#(id)","type":"person.registered","occurred":"2020-01-10","#
            + #""data":{"person":"person:\#(id)","names":[{"text":"\#(name)","lang":"cs"}]}}"#
    }

    /// Parties numbered from a first to a last one, a line each.
    static func parties(_ numbers: ClosedRange<Int>, prefix: String = "p") -> [String] {
        numbers.map { party("\(prefix)\($0)") }
    }
}
