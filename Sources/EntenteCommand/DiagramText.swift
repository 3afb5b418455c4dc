import Collaboration

/// A state diagram as Mermaid, and as lines for a terminal.
struct DiagramText {
    private let family: Family
    private let diagram: StateDiagram

    init(_ family: Family) {
        self.family = family
        diagram = StateDiagram(of: family)
    }

    /// A Mermaid `stateDiagram-v2`, without the fence.
    var mermaid: String {
        var lines = ["stateDiagram-v2"]
        for way in ways {
            lines.append("  \(Self.name(way.from)) --> \(Self.name(way.to)): \(way.label)")
        }
        lines += diagram.finalStates.map { "  \(Self.name($0)) --> [*]" }
        return lines.joined(separator: "\n")
    }

    /// One line a way, grouped by where it leads from.
    var text: String {
        let width = ways.map { ($0.from ?? Self.beginning).count }.max() ?? 0
        var last: String??
        return ways.map { way in
            let from = last == .some(way.from) ? "" : way.from ?? Self.beginning
            last = .some(way.from)
            return "  \(from.padded(to: width)) → \(way.to): \(way.label)"
        }
        .joined(separator: "\n")
    }

    private static let beginning = "(beginning)"

    /// Transitions with the same ends, as one.
    private var ways: [(from: String?, to: String, label: String)] {
        var ways: [(from: String?, to: String, label: String)] = []
        for transition in diagram.transitions {
            let cause = transition.isAttested ? transition.cause + " (attested)" : transition.cause
            let verb = cause.split(separator: ".", maxSplits: 1).last.map(String.init) ?? cause
            let place = ways.firstIndex { $0.from == transition.from && $0.to == transition.to }
            if let place {
                ways[place].label += ", " + verb
            } else {
                ways.append((transition.from, transition.to, verb))
            }
        }
        return ways
    }

    /// A Mermaid identifier; `-` would be read as an arrow.
    private static func name(_ state: String?) -> String {
        state?.replacing("-", with: "_") ?? "[*]"
    }
}
