import CanonicalJSON
import Collaboration
import EDTF
import Events

/// What an indicator measures, by the definition that holds at a date.
struct IndicatorDefinition {
    let indicator: Tag

    /// What a value is counted in.
    let unit: String?

    /// `higher-better`, `lower-better` or `neutral`.
    let direction: String?

    /// The part of a scoreboard it belongs to.
    let dimension: String?

    /// The part of that part.
    let subDimension: String?

    private static let types: Set<EventType> = ["indicator.defined", "indicator.redefined"]

    /// The last definition that is valid from no later than the date.
    init?(of indicator: Tag, in view: View) {
        let definitions = view.known.filter { Self.types.contains($0.type) }
            .sorted { $0.position < $1.position }
        let valid = definitions.filter { definition in
            !(definition.date("validFrom")?.definitely(after: view.asOf.instant) ?? false)
        }
        guard let last = valid.last ?? definitions.last else { return nil }
        self.indicator = indicator
        unit = last.text("unit")
        direction = last.text("direction")
        dimension = last.text("dimension")
        subDimension = last.text("subDimension")
    }
}
