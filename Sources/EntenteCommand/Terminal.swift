import Foundation

/// What is known of the terminal, if there is one.
enum Terminal {
    /// Whether standard error is watched by a person.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// The columns of the terminal that standard output goes to; `nil` when it goes elsewhere.
    ///
    /// COLUMNS wins over what the terminal says of itself.
    static var width: Int? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        if let text = Setting.columns, let width = Int(text), width > 0 { return width }
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }
}
