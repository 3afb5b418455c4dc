import Glibc

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

    private static var widthOfItself: Int? {
        var size = winsize()
        // SAFETY: the call fills in the structure it is given, and keeps nothing.
        let code = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
        return code == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    }
}
