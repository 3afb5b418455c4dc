import Foundation
import PackagePlugin

/// Compiles the files under `Schemas/` into the target that applies this plugin.
@main
struct EmbedSchemas: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let schemas = context.package.directoryURL.appending(path: "Schemas")
            .resolvingSymlinksInPath()
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedSchemas.swift")
        let files = FileManager.default
            .enumerator(at: schemas, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }
            .filter { $0.pathExtension == "json" }
            .sorted { $0.path < $1.path }
        return [
            .buildCommand(
                displayName: "Embedding the schema catalogue",
                executable: try context.tool(named: "embed-schemas").url,
                arguments: [schemas.path, output.path],
                inputFiles: files ?? [],
                outputFiles: [output]
            )
        ]
    }
}
