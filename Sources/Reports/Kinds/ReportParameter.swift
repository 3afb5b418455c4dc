/// One thing a report may be told beside its basis.
package struct ReportParameter: Sendable, Hashable {
    /// The word before the `=`.
    package let name: String

    /// What it does, as one sentence.
    package let description: String

    /// Whether the report cannot be made without it.
    package let isRequired: Bool

    /// How often it may stand.
    package let limit: Int

    /// A value that can be copied.
    package let example: String

    init(
        _ name: String,
        _ description: String,
        isRequired: Bool = false,
        limit: Int = 1,
        example: String
    ) {
        self.name = name
        self.description = description
        self.isRequired = isRequired
        self.limit = limit
        self.example = example
    }
}
