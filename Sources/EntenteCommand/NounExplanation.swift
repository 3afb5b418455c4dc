import CanonicalJSON
import Collaboration
import Entente
import Events

/// The types of one noun and the states they lead through.
struct NounExplanation {
    private let noun: String
    private let types: [CompiledType]
    private let families: [Family]

    init(_ noun: String, types: [CompiledType]) {
        self.noun = noun
        self.types = types
        families = Rulebook.standard.families.filter { family in
            family.rows.contains { $0.type.noun == noun } && !family.states.isEmpty
        }
    }

    /// The shape scripts read: `{"noun","types","states","transitions","diagrams"}`.
    var json: JSONValue {
        let types = types.map { type -> JSONValue in
            ["type": .string(type.type.text), "title": .string(type.title)]
        }
        let transitions = moves.map { row -> JSONValue in
            [
                "type": .string(row.type.text), "to": .string(row.state ?? ""),
                "from": .array(row.from.map(JSONValue.string)),
            ]
        }
        return [
            "noun": .string(noun), "types": .array(types),
            "states": .array(families.flatMap(\.states).map(JSONValue.string)),
            "transitions": .array(transitions),
            "diagrams": .array(
                families.map { family in
                    ["of": .string(family.kind), "mermaid": .string(DiagramText(family).mermaid)]
                }
            ),
        ]
    }

    /// For people.
    var text: String {
        let width = types.map(\.type.text.count).max() ?? 0
        var blocks = [types.map { $0.type.text.padded(to: width) + "  " + $0.title }]
        for family in families {
            blocks.append(["states of \(family.kind): " + family.states.joined(separator: ", ")])
        }
        for family in families where StateDiagram(of: family).transitions.count > 1 {
            blocks.append([DiagramText(family).text])
        }
        blocks.append(["`entente explain TYPE` tells more of each"])
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var moves: [Family.Row] {
        families.flatMap(\.rows).filter { $0.state != nil }
    }
}
