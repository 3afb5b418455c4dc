import FoundationEssentials

/// What the environment says; an empty variable says nothing.
enum Setting {
    /// The ledger to use when --ledger is not given.
    static var ledger: String? { value("ENTENTE_LEDGER") }

    /// Who records when neither the event nor --by says so.
    static var by: String? { value("ENTENTE_BY") }

    /// The columns of the terminal.
    static var columns: String? { value("COLUMNS") }

    /// Read once: every look at it makes a dictionary of the whole environment.
    private static let environment = ProcessInfo.processInfo.environment

    private static func value(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
