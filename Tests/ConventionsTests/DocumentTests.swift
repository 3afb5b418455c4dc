import Foundation
import Testing

@Suite struct `Documents` {
    private func paths() throws -> [String] {
        let folders = ["Documentation", "Schemas", "Sources", "Tests", "Tools"]
        return try Repository.topPaths(ending: ".md")
            + Repository.paths(under: folders, ending: ".md")
            .filter { !$0.hasPrefix("Tests/JSONSchemaTests/Suite/") }
    }

    /// The lines outside fenced code.
    private func prose(_ path: String) throws -> [Substring] {
        var isCode = false
        return try Repository.text(of: path).split(separator: "\n").filter { line in
            guard line.drop(while: { $0 == " " }).hasPrefix("```") else { return !isCode }
            isCode.toggle()
            return false
        }
    }

    @Test func `have one title each, at the top`() throws {
        let wrong = try paths().filter { path in
            let lines = try prose(path)
            return lines.filter { $0.hasPrefix("# ") }.count != 1
                || lines.first?.hasPrefix("# ") != true
        }
        #expect(wrong == [])
    }

    @Test func `have no dead link within the project`() throws {
        var dead: [String] = []
        for path in try paths() {
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            for line in try prose(path) {
                for match in line.matches(of: /\]\(([^)\s]+)[^)]*\)/) {
                    let link = String(match.1)
                    let isElsewhere = link.contains("://") || link.hasPrefix("mailto:")
                    guard !isElsewhere, !link.hasPrefix("#") else { continue }
                    let file = link.split(separator: "#").first.map(String.init) ?? ""
                    let target = folder.isEmpty ? file : "\(folder)/\(file)"
                    if !Repository.has(target) { dead.append("\(path): \(link)") }
                }
            }
        }
        #expect(dead == [])
    }

    @Test func `link to every decision from their list`() throws {
        let decisions = try Repository.paths(under: ["Documentation/Decisions"], ending: ".md")
            .filter { !$0.hasSuffix("README.md") }
        let list = try Repository.text(of: "Documentation/Decisions/README.md")
        let unlisted = decisions.filter { path in
            !list.contains("(\(path.split(separator: "/").last ?? ""))")
        }
        #expect(unlisted == [])
    }
}
