import ArgumentParser
import Entente
import Reports

extension Report.Format: ExpressibleByArgument {}

/// In which form a report is printed, and where to.
struct ReportOptions: ParsableArguments {
    @OptionGroup var location: LedgerLocation
    @OptionGroup var basis: BasisOptions
    @OptionGroup var language: LanguageOption

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

    /// Makes a report and prints it.
    func show(_ kind: ReportKind, _ parameters: [String: [String]]) throws {
        let form = isJSON ? .json : format
        let messages = form.isForPeople ? Messages(for: language.list) : .plain
        let progress = Progress("report")
        let report = try location.openToRead().report(
            kind,
            asOf: basis.validDate,
            knownAt: basis.knowledge.knownAt,
            parameters: parameters,
            languages: language.list,
            messages: messages
        ) { progress.update($0.words) }
        progress.finish()
        let width = output == nil ? Terminal.width : nil
        let bytes = report.localized(messages).renderedBytes(as: form, width: width)
        guard let output else {
            let standard = Output()
            try standard.write(bytes)
            return try standard.flush()
        }
        do {
            try DurableFile.write(bytes, to: output)
        } catch let error as LedgerError {
            throw LedgerError(
                .cannotCreate,
                "the file \(output) cannot be written: \(error)"
            )
        }
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
