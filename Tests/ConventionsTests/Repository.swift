import Foundation

/// The files of the project.
enum Repository {
    /// The top folder.
    static let top = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The paths of files under some folders, from the top, sorted; hidden ones are left out.
    static func paths(under folders: [String], ending: String) throws -> [String] {
        var found: [String] = []
        for folder in folders {
            let place = top.appending(path: folder).path
            let below = try FileManager.default.subpathsOfDirectory(atPath: place)
            let shown = below.filter { !$0.hasPrefix(".") && !$0.contains("/.") }
            found += shown.filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }
        }
        return found.sorted()
    }

    /// The paths of files in the top folder itself.
    static func topPaths(ending: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: top.path)
            .filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted()
    }

    /// The text of a file.
    static func text(of path: String) throws -> String {
        try String(contentsOf: top.appending(path: path), encoding: .utf8)
    }

    /// Whether there is something at a path.
    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: top.appending(path: path).path)
    }

    /// Every Swift file under `Sources`, `Tests` and `Tools`, read once.
    static let swiftFiles: [SourceFile] = {
        let found = try? paths(under: ["Sources", "Tests", "Tools"], ending: ".swift")
        return (found ?? []).compactMap { path in
            (try? text(of: path)).map { SourceFile(path: path, text: $0) }
        }
    }()

    /// Every Swift file under `Sources`.
    static var sources: [SourceFile] { swiftFiles.filter { $0.path.hasPrefix("Sources/") } }
}
