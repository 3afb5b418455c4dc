/// A Swift file, as written and with its strings or comments blanked out.
struct SourceFile: Sendable {
    let path: String

    /// The lines as written.
    let lines: [Substring]

    /// The lines with blanks for what stands in strings and comments.
    let code: [Substring]

    /// The lines with blanks for what stands in strings.
    let words: [Substring]

    init(path: String, text: String) {
        self.path = path
        let masked = SourceMask(text)
        lines = Self.lines(of: text)
        code = Self.lines(of: masked.code)
        words = Self.lines(of: masked.words)
    }

    /// The target the file belongs to: the folder under `Sources` or `Tests`.
    var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// Where a text stands in the code, as `path:line`.
    func places(of text: String, in part: KeyPath<SourceFile, [Substring]> = \.code) -> [String] {
        self[keyPath: part].enumerated().filter { $0.element.contains(text) }
            .map { "\(path):\($0.offset + 1)" }
    }

    /// Where a function is longer than a limit, with its length.
    func functions(over limit: Int) -> [String] {
        FunctionLengths(code).all.filter { $0.length > limit }
            .map { "\(path):\($0.line) has \($0.length) lines" }
    }

    private static func lines(of text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
