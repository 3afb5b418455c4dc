/// How far the making of a report is.
package enum ReportProgress: Sendable {
    /// Readings are stored for this and later questions: so many agreements of all.
    case storing(done: Int, total: Int)

    /// Histories are read: so many until now. How many it will be nobody knows before.
    case reading(histories: Int)
}
