/// How the shapes of drawings look, on light and on dark paper.
///
/// The colours are those of Okabe and Ito, which people with every kind of colour vision tell
/// apart. Rules stand with plain colours, and again for dark paper: programs that know neither
/// variables nor media still draw the light ones.
enum SVGStyle {
    /// The style sheet; everything it says is about elements within `class="drawing"`.
    static let sheet: String = {
        var lines = [
            """
            .drawing text { font: 12px system-ui, "Noto Sans", "Noto Sans Thai", "Noto Sans CJK SC", \
            "Noto Sans CJK TC", sans-serif; }
            """,
            ".drawing .heading { font-size: 16px; font-weight: 600; }",
            ".drawing .strong { font-weight: 600; }",
            ".drawing .rule { stroke-width: 1; fill: none; }",
            ".drawing .middle { stroke-width: 3; }",
            ".drawing .now { stroke-width: 1.5; stroke-dasharray: 5 3; }",
            ".drawing .hatch { stroke-width: 2; }",
            ".drawing .possible { stroke-width: 1; stroke-dasharray: 3 2; }",
            ".drawing .solid.late, .drawing .solid.possibly-late { stroke-width: 1.5; }",
            ".drawing .solid.possibly-late { stroke-dasharray: 3 2; }",
            ".drawing .curve { fill: none; stroke-width: 2; }",
            ".drawing .arc, .drawing .ring { fill: none; }",
            ".drawing .arc { stroke-opacity: .65; }",
            ".drawing .tentative { stroke-dasharray: 5 4; }",
            ".drawing .ribbon { fill-opacity: .55; }",
        ]
        for (index, dashes) in dashes.enumerated() {
            lines.append(".drawing .curve.c\(index) { stroke-dasharray: \(dashes); }")
        }
        lines += rules.map { rule in rule.css(rule.light) }
        lines.append("@media (prefers-color-scheme: dark) {")
        lines += rules.filter { $0.light != $0.dark }.map { rule in rule.css(rule.dark) }
        lines.append("}")
        return lines.joined(separator: "\n") + "\n"
    }()

    /// How many series have a colour and dashes of their own.
    static let seriesCount = series.count

    /// The class of the colour of a series.
    static func series(_ index: Int) -> String { "c\(index % seriesCount)" }

    /// How many shades a grid has.
    static let shadeCount = shades.count

    private struct Rule {
        let selector: String
        let property: String
        let light: String
        let dark: String

        func css(_ value: String) -> String { ".drawing \(selector) { \(property): \(value); }" }
    }

    private static let paper = (light: "#ffffff", dark: "#16181c")
    private static let ink = (light: "#1a1a1a", dark: "#ececec")
    private static let soft = (light: "#5c5c5c", dark: "#a8a8a8")
    private static let faint = (light: "#d8d8d8", dark: "#3c4046")

    /// Dashes that tell series apart without colour.
    private static let dashes = ["none", "7 3", "2 3", "9 3 2 3", "4 2", "12 4", "1 2", "6 2 2 2"]

    private static let series: [(light: String, dark: String, isDark: Bool)] = [
        ("#0072b2", "#0072b2", true), ("#e69f00", "#e69f00", false),
        ("#009e73", "#009e73", false), ("#cc79a7", "#cc79a7", false),
        ("#56b4e9", "#56b4e9", false), ("#d55e00", "#d55e00", false),
        ("#f0e442", "#f0e442", false), ("#8a8a8a", "#8a8a8a", false),
    ]

    private static let shades: [(light: String, dark: String, lightInk: String, darkInk: String)] =
        [
            ("#eef4fa", "#1c2733", "#1a1a1a", "#ffffff"),
            ("#c6dcef", "#1f3d57", "#1a1a1a", "#ffffff"),
            ("#94c3e3", "#1f5680", "#1a1a1a", "#ffffff"),
            ("#5ba3d3", "#56b4e9", "#111111", "#111111"),
            ("#0072b2", "#a9dcf8", "#ffffff", "#111111"),
        ]

    /// What each tone is drawn in.
    private static let tones: [(String, light: String, dark: String)] = [
        ("neutral", "#0072b2", "#4a9fd4"), ("preparing", "#56b4e9", "#56b4e9"),
        ("active", "#009e73", "#009e73"), ("paused", "#e69f00", "#e69f00"),
        ("ended", "#6f6f6f", "#9a9a9a"), ("good", "#009e73", "#009e73"),
        ("late", "#d55e00", "#d55e00"), ("possibly-late", "#e69f00", "#e69f00"),
    ]

    private static let rules: [Rule] = {
        var rules = [
            Rule(selector: "text", property: "fill", light: ink.light, dark: ink.dark),
            Rule(selector: ".soft", property: "fill", light: soft.light, dark: soft.dark),
            Rule(selector: ".paper", property: "fill", light: paper.light, dark: paper.dark),
            Rule(selector: ".rule", property: "stroke", light: faint.light, dark: faint.dark),
            Rule(selector: ".axis", property: "stroke", light: soft.light, dark: soft.dark),
            Rule(selector: ".band", property: "fill", light: "#f6f6f6", dark: "#1d2026"),
            Rule(selector: ".now", property: "stroke", light: "#b00040", dark: "#ff7aa2"),
            Rule(selector: ".now-text", property: "fill", light: "#b00040", dark: "#ff7aa2"),
            Rule(selector: ".arc", property: "stroke", light: "#0072b2", dark: "#56b4e9"),
            Rule(selector: ".dot", property: "fill", light: ink.light, dark: ink.dark),
            Rule(selector: ".middle", property: "stroke", light: ink.light, dark: ink.dark),
            Rule(selector: ".solid.good", property: "stroke", light: ink.light, dark: ink.dark),
            Rule(selector: ".solid.late", property: "stroke", light: ink.light, dark: ink.dark),
            Rule(
                selector: ".solid.possibly-late",
                property: "stroke",
                light: ink.light,
                dark: ink.dark
            ),
        ]
        for tone in tones {
            for (part, property) in [
                ("solid", "fill"), ("hatch", "stroke"), ("possible", "stroke"),
            ] {
                rules.append(
                    Rule(
                        selector: ".\(part).\(tone.0)",
                        property: property,
                        light: tone.light,
                        dark: tone.dark
                    )
                )
            }
        }
        return rules + seriesRules + shadeRules
    }()

    private static var seriesRules: [Rule] {
        series.enumerated().flatMap { index, colour in
            [
                Rule(
                    selector: ".block.c\(index)",
                    property: "fill",
                    light: colour.light,
                    dark: colour.dark
                ),
                Rule(
                    selector: ".curve.c\(index)",
                    property: "stroke",
                    light: colour.light,
                    dark: colour.dark
                ),
                Rule(
                    selector: "text.c\(index)",
                    property: "fill",
                    light: colour.isDark ? "#ffffff" : "#111111",
                    dark: colour.isDark ? "#ffffff" : "#111111"
                ),
            ]
        }
    }

    private static var shadeRules: [Rule] {
        shades.enumerated().flatMap { index, shade in
            [
                Rule(
                    selector: ".shade\(index)",
                    property: "fill",
                    light: shade.light,
                    dark: shade.dark
                ),
                Rule(
                    selector: "text.on\(index)",
                    property: "fill",
                    light: shade.lightInk,
                    dark: shade.darkInk
                ),
            ]
        }
    }
}
