import ArgumentParser
import Entente
import Reports

extension Report.Format: ExpressibleByArgument {}

/// In which form a report is printed, and where to.
struct ReportForm: ParsableArguments {
    @Option(help: "The form.")
    var format: Report.Format = .text

    @Flag(help: "The same as --format json.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Write to this file instead of standard output, in place of what it holds.",
            valueName: "file"
        )
    )
    var output: String?

    var isJSON: Bool { json || format == .json }

    /// The form that was asked for by either option.
    var chosen: Report.Format { isJSON ? .json : format }

    /// Checks that every report has the form; `what` is what is to be shown in it.
    func requireCommon(of what: String) throws {
        guard !chosen.isCommon else { return }
        let common = Report.Format.allCases.filter(\.isCommon).map(\.rawValue)
        throw ValidationError(
            "\(what) has no form \(chosen.rawValue); ask for \(common.joined(separator: ", "))"
        )
    }

    /// Prints a report; a terminal's width counts only there.
    func show(_ report: Report) throws {
        let width = output == nil ? Terminal.width : nil
        try write { stream in
            try report.write(as: chosen, width: width) { try stream.write($0) }
        }
    }

    /// Writes bytes to the file, or else to standard output.
    func write(_ bytes: [UInt8]) throws {
        try write { try $0.write(bytes) }
    }

    /// Writes pieces to the file, or else to standard output, as they come.
    private func write(_ body: (FileStream) throws -> Void) throws {
        guard let output else { return try body(.standardOutput) }
        do {
            try DurableFile.write(to: output, .shared, body)
        } catch let error as LedgerError {
            throw LedgerError(
                .cannotCreate,
                "the file \(output) cannot be written: \(error)"
            )
        }
    }
}

/// Which ledger a report is about, when, for whom, and how it is printed.
struct ReportOptions: ParsableArguments {
    @OptionGroup var location: LedgerLocation
    @OptionGroup var basis: BasisOptions
    @OptionGroup var language: LanguageOption
    @OptionGroup var form: ReportForm

    var isJSON: Bool { form.isJSON }

    /// The valid date and the knowledge that were asked for.
    var point: BasisPoint {
        BasisPoint(asOf: basis.validDate, knownAt: basis.knowledge.knownAt)
    }

    /// Makes a report and prints it.
    func show(_ kind: ReportKind, _ parameters: [String: [String]]) throws {
        try form.show(try report(kind, parameters, from: location.openToRead()))
    }

    /// Makes a report, and tells who waits on a terminal how far it is.
    func report(
        _ kind: ReportKind,
        _ parameters: [String: [String]],
        from ledger: Ledger
    ) throws -> Report {
        let point = point
        let progress = Progress("report")
        let report = try ledger.report(
            kind,
            asOf: point.asOf,
            knownAt: point.knownAt,
            parameters: parameters,
            languages: language.list,
            as: form.chosen
        ) { progress.update($0.words) }
        progress.finish()
        return report
    }
}

extension ReportProgress {
    /// What a person who waits is told.
    fileprivate var words: String {
        switch self {
        case .storing(let done, let total): "\(done) of \(total) agreements"
        case .reading(let histories): "\(histories) histories read"
        }
    }
}
