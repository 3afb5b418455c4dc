import Foundation
import PackagePlugin

/// Compiles the files of a folder into the target that applies this plugin.
@main
struct EmbedFiles: BuildToolPlugin {
    /// What a target carries: a folder, how its files end, and the name of the list in Swift.
    private static let contents = [
        "Entente": (folder: "Schemas", ending: "json", name: "embeddedSchemas"),
        "Reports": (folder: "Messages", ending: "po", name: "embeddedMessages"),
    ]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let content = Self.contents[target.name] else { return [] }
        let folder = context.package.directoryURL.appending(path: content.folder)
            .resolvingSymlinksInPath()
        let output = context.pluginWorkDirectoryURL.appending(path: "\(content.name).swift")
        let files = FileManager.default
            .enumerator(at: folder, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }
            .filter { $0.pathExtension == content.ending }
            .sorted { $0.path < $1.path }
        return [
            .buildCommand(
                displayName: "Embedding \(content.folder)",
                executable: try context.tool(named: "embed-files").url,
                arguments: [folder.path, content.ending, content.name, output.path],
                inputFiles: files ?? [],
                outputFiles: [output]
            )
        ]
    }
}
