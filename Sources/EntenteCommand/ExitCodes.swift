import ArgumentParser
import Entente
import Reports

/// What the program's exit codes mean: those of sysexits(3), and 1 for findings.
enum ExitCodes {
    /// A question was answered with "no": an audit found something.
    static let findings: Int32 = 1

    /// The command line itself is wrong.
    static let usage: Int32 = 64

    /// What was given was refused.
    static let refused: Int32 = 65

    /// No such ledger, entity, event or input file.
    static let notFound: Int32 = 66

    /// Somebody who is needed cannot be reached.
    static let unavailable: Int32 = 69

    /// The program's own fault.
    static let fault: Int32 = 70

    /// Something cannot be made, or exists already.
    static let cannotCreate: Int32 = 73

    /// Reading or writing failed.
    static let inputOutput: Int32 = 74

    /// Somebody was faster, or a clock is behind: read, decide again, retry.
    static let conflict: Int32 = 75

    /// The system does not let us.
    static let notPermitted: Int32 = 77

    /// The ledger is damaged or of another format.
    static let damaged: Int32 = 78

    /// As a shell counts a process that a broken pipe ended.
    static let brokenPipe: Int32 = 141

    /// The code that an error ends the program with.
    static func code(for error: any Error) -> Int32 {
        switch error {
        case let error as Refusal: error.code == .conflict ? conflict : refused
        case let error as LedgerError: code(for: error.kind)
        case ReportError.unknownEntity, ReportError.unknownRow: notFound
        case is ReportError, is ValidationError: usage
        case is BrokenPipe: brokenPipe
        default: fault
        }
    }

    /// What an error is called on standard error.
    static func words(for error: any Error) -> String {
        switch error {
        case is Refusal, is LedgerError, is ReportError: "\(error)"
        default:
            "internal error: \(error); this is a fault of the program, so please report it with "
                + "the command that led here"
        }
    }

    private static func code(for kind: LedgerError.Kind) -> Int32 {
        switch kind {
        case .usage: usage
        case .refused: refused
        case .notFound: notFound
        case .cannotCreate: cannotCreate
        case .io: inputOutput
        case .unavailable: unavailable
        case .conflict: conflict
        case .notPermitted: notPermitted
        case .damaged: damaged
        }
    }
}
