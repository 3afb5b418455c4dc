import Collaboration
import Events

extension ReportParameter {
    /// The one entity that an audit is about.
    static let entity = ReportParameter(
        "of",
        "Shows only this entity, by its tag; all when left out.",
        example: "agreement:morava-hsinchu"
    )
}

extension KnownHistory {
    /// Refuses an entity that no event names.
    func requireEntity(of arguments: ReportArguments) throws {
        if let tag = try arguments.tags("of").first {
            try require(tag, as: "of", of: arguments.report)
        }
    }

    /// The entity that is asked for, or all that have a history, family by family.
    func entities(of arguments: ReportArguments) throws -> [Tag] {
        let asked = try arguments.tags("of")
        guard asked.isEmpty else { return asked }
        return try source.judge.rulebook.families.flatMap { try source.entities($0.kind) }
    }
}
