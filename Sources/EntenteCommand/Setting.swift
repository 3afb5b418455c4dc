import Entente
import FoundationEssentials

/// What the environment says; an empty variable says nothing.
enum Setting {
    /// The ledger to use when --ledger is not given.
    static var ledger: String? { value("ENTENTE_LEDGER") }

    /// Who records when neither the event nor --by says so.
    static var by: String? { value("ENTENTE_BY") }

    /// The columns of the terminal.
    static var columns: String? { value("COLUMNS") }

    /// The variables as the system gave them to the process, each with a zero byte behind it;
    /// `nil` where the system does not show them.
    ///
    /// Foundation makes a dictionary of the whole environment, which takes many times as long.
    private static let given: [UInt8]? = {
        let bytes = try? FileStream(reading: "/proc/self/environ").contents()
        return bytes.flatMap { $0.isEmpty ? nil : $0 }
    }()

    private static func value(_ name: String) -> String? {
        let value = given.map { find(name, in: $0) } ?? ProcessInfo.processInfo.environment[name]
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The value of a variable; of several under one name the last.
    private static func find(_ name: String, in variables: [UInt8]) -> String? {
        let start = Array("\(name)=".utf8)
        var found: String?
        var rest = variables[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0) ?? rest.endIndex
            if rest[..<end].starts(with: start) {
                found = String(decoding: rest[..<end].dropFirst(start.count), as: UTF8.self)
            }
            rest = rest[end...].dropFirst()
        }
        return found
    }
}
