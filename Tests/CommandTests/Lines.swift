/// Input lines that tests append.
enum Lines {
    /// A party with a name.
    static func party(_ id: String, name: String = "A cluster") -> String {
        #"{"id":"reg-\#(id)","type":"party.registered","occurred":"2020-01-10","#
            + #""data":{"party":"party:\#(id)","kind":"cluster","#
            + #""names":[{"text":"\#(name)","lang":"en"}]}}"#
    }

    /// The draft of an agreement between two parties.
    static let draft =
        #"{"id":"draft","type":"agreement.drafted","occurred":"2020-03-28","data":"#
        + #"{"agreement":"agreement:one","kind":"mou","version":1,"#
        + #""title":[{"text":"On robots","lang":"en"}],"parties":["party:a","party:b"]}}"#

    /// Two parties and the draft of their agreement.
    static let story =
        [party("a"), party("b", name: "B cluster"), draft]
        .joined(separator: "\n") + "\n"
}
