import Foundation

/// Writes one Swift file that holds every file of a folder as a raw string.
///
/// Called by the build with the folder, how its files end, the name of the list and the file to
/// write. Order is that of the paths' UTF-8 bytes, which is the order a digest is taken in.
@main
enum EmbedFilesTool {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5 else {
            let usage = "usage: embed-files FOLDER ENDING NAME OUTPUT\n"
            FileHandle.standardError.write(Data(usage.utf8))
            exit(64)
        }
        let folder = URL(filePath: arguments[1]).resolvingSymlinksInPath()
        var entries: [(path: String, text: String)] = []
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        for case let file as URL in found ?? .init() where file.pathExtension == arguments[2] {
            let place = file.resolvingSymlinksInPath().path
            let path = String(place.dropFirst(folder.path.count + 1))
            entries.append((path, try String(contentsOf: file, encoding: .utf8)))
        }
        entries.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        let output = URL(filePath: arguments[4])
        let text = source(of: entries, from: folder.lastPathComponent, named: arguments[3])
        // A file that is written anew has the build compile again what holds it.
        if (try? String(contentsOf: output, encoding: .utf8)) == text { return }
        try text.write(to: output, atomically: true, encoding: .utf8)
    }

    private static func source(
        of entries: [(path: String, text: String)],
        from folder: String,
        named name: String
    ) -> String {
        var lines = [
            "// Written by the build from \(folder)/; not to be edited.",
            "",
            "/// The files of \(folder)/ that the binary carries, in the order of their paths.",
            "let \(name): [(path: String, text: String)] = [",
        ]
        for entry in entries {
            let rows = entry.text.split(separator: "\n", omittingEmptySubsequences: false)
            lines.append("    (\"\(entry.path)\", ####\"\"\"")
            lines += rows.map(String.init)
            lines.append("\"\"\"####),")
        }
        lines += [
            "]",
            "",
            "/// The digest of the files above, as the catalogue of types takes it.",
            "let \(name)Digest = \"\(digest(of: entries))\"",
            "",
        ]
        return lines.joined(separator: "\n")
    }

    /// SHA-256 over the RFC 8785 form of `[[path, SHA-256 of the file in hex], …]`.
    private static func digest(of entries: [(path: String, text: String)]) -> String {
        let rows = entries.map { "[\"\($0.path)\",\"\(SHA256.hex(of: Array($0.text.utf8)))\"]" }
        return SHA256.hex(of: Array("[\(rows.joined(separator: ","))]".utf8))
    }
}
