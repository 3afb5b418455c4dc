import Foundation

/// What is known of the terminal, if there is one.
enum Terminal {
    /// Whether standard error is watched by a person.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether standard input is a keyboard.
    static var isTypedInto: Bool { isatty(STDIN_FILENO) == 1 }

    /// The columns of the terminal that standard output goes to; `nil` when it goes elsewhere.
    ///
    /// COLUMNS wins over what the terminal says of itself.
    static var width: Int? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        if let text = Setting.columns, let width = Int(text), width > 0 { return width }
        return widthOfItself
    }

    /// What `stty` says of the controlling terminal: rows and columns.
    private static var widthOfItself: Int? {
        let stty = Process()
        stty.executableURL = URL(filePath: "/bin/stty")
        stty.arguments = ["-F", "/dev/tty", "size"]
        let answer = Pipe()
        stty.standardOutput = answer
        stty.standardError = FileHandle.nullDevice
        guard (try? stty.run()) != nil else { return nil }
        let said = try? answer.fileHandleForReading.readToEnd()
        stty.waitUntilExit()
        let words = String(decoding: said ?? Data(), as: UTF8.self).split(
            whereSeparator: \.isWhitespace
        )
        guard words.count == 2, let width = Int(words[1]), width > 0 else { return nil }
        return width
    }
}
