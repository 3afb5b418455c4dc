import Events

extension Family {
    /// Digital platforms.
    static let platforms = Family(
        "platform",
        states: ["registered", "launched", "retired"],
        rows: [
            Row(
                "platform.registered",
                "platform",
                state: "registered",
                describes: true,
                rules: [
                    .once(
                        "platform-registered-once",
                        ["platform.registered"],
                        "a platform is registered once"
                    )
                ]
            ),
            Row(
                "platform.launched",
                "platform",
                state: "launched",
                describes: true,
                rules: [
                    .once(
                        "platform-launched-once",
                        ["platform.launched"],
                        "a platform is launched once"
                    ),
                    .never(
                        "launched-before-retired",
                        after: ["platform.retired"],
                        "the platform is not retired before"
                    ),
                ]
            ),
            Row(
                "platform.retired",
                "platform",
                state: "retired",
                rules: [
                    .needs(
                        "platform-known",
                        ["platform.registered", "platform.launched"],
                        weight: .contradiction,
                        "the platform is registered or launched"
                    ),
                    .once(
                        "platform-retired-once",
                        ["platform.retired"],
                        "a platform is retired once"
                    ),
                ]
            ),
        ]
    )

    /// Liaison offices.
    static let offices = Family(
        "office",
        states: ["open", "closed"],
        rows: [
            Row(
                "liaison-office.opened",
                "office",
                state: "open",
                describes: true,
                rules: [
                    .once("office-opened-once", ["liaison-office.opened"], "an office opens once")
                ]
            ),
            Row(
                "liaison-office.head-appointed",
                "office",
                rules: [
                    officeOpened,
                    .never(
                        "office-not-closed",
                        after: ["liaison-office.closed"],
                        "the office is not closed before"
                    ),
                ]
            ),
            Row(
                "liaison-office.closed",
                "office",
                state: "closed",
                rules: [
                    officeOpened,
                    .once("office-closed-once", ["liaison-office.closed"], "an office closes once"),
                ]
            ),
        ]
    )

    private static let officeOpened = Rule.needs(
        "office-opened",
        ["liaison-office.opened"],
        weight: .contradiction,
        "the office is open"
    )
}
