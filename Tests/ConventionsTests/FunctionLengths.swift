/// The functions of a file and how many lines each takes, from its name to its closing brace.
///
/// Functions, initialisers, deinitialisers and subscripts count; one without a body does not.
struct FunctionLengths {
    private(set) var all: [(line: Int, length: Int)] = []

    init(_ code: [Substring]) {
        for (index, line) in code.enumerated() where Self.begins(line) {
            guard let end = Self.end(of: index, in: code) else { continue }
            all.append((line: index + 1, length: end - index + 1))
        }
    }

    private static func begins(_ line: Substring) -> Bool {
        let words = line.split { !$0.isLetter && $0 != "@" && $0 != "_" }.map(String.init)
        let word = words.first { !modifiers.contains($0) && !$0.hasPrefix("@") }
        guard let first = line.first(where: { $0 != " " }), first.isLetter || first == "@" else {
            return false
        }
        return ["func", "init", "deinit", "subscript"].contains(word)
    }

    private static let modifiers: Set<String> = [
        "public", "package", "internal", "private", "fileprivate", "static", "class", "final",
        "override", "mutating", "nonmutating", "consuming", "borrowing", "convenience", "required",
        "nonisolated", "prefix", "postfix", "infix", "unsafe", "set", "indirect",
    ]

    /// The line on which the body closes; `nil` when there is none.
    private static func end(of start: Int, in code: [Substring]) -> Int? {
        var round = 0
        var curly = 0
        for (index, line) in code.enumerated().dropFirst(start) {
            // A protocol's requirement ends where the next declaration or the protocol does.
            if index > start, curly == 0, round == 0, begins(line) { return nil }
            for character in line {
                switch character {
                case "(", "[": round += 1
                case ")", "]": round -= 1
                case "{": curly += 1
                case "}":
                    curly -= 1
                    if curly < 0 { return nil }
                    if curly == 0, round == 0 { return index }
                default: break
                }
            }
            if curly == 0, round == 0, line.allSatisfy({ $0 == " " }) { return nil }
        }
        return nil
    }
}
