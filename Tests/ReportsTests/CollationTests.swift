import Reports
import Testing

/// Names in the order of a language.
struct `The order of names` {
    /// Lists in their right order.
    struct Order: Sendable, CustomTestStringConvertible {
        let language: String
        let names: [String]
        let source: String

        var testDescription: String { "\(language): \(source)" }
    }

    private static let published = [
        Order(
            language: "en",
            names: ["role", "roles", "rule"],
            source: "UTS #10, table 1, level 1"
        ),
        Order(
            language: "en",
            names: ["role", "rôle", "roles"],
            source: "UTS #10, table 1, level 2"
        ),
        Order(
            language: "en",
            names: ["role", "Role", "rôle"],
            source: "UTS #10, table 1, level 3"
        ),
        Order(
            language: "fr",
            names: ["cote", "coté", "côte", "côté"],
            source: "UTS #10, table 4, normal accent ordering, as CLDR has for fr"
        ),
        Order(
            language: "de",
            names: ["Göbel", "Goethe", "Goldmann", "Göthe", "Götz"],
            source: "DIN 5007-1"
        ),
        Order(
            language: "ru",
            names:
                "А Б В Г Д Е Ё Ж З И Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ъ Ы Ь Э Ю Я"
                .split(separator: " ").map(String.init),
            source: "the Russian alphabet"
        ),
        Order(
            language: "bg",
            names:
                "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ь ю я"
                .split(separator: " ").map(String.init),
            source: "the Bulgarian alphabet"
        ),
        Order(
            language: "zh-Hans",
            names: ["阿", "北京", "成都", "广州", "上海", "中国", "遵义"],
            source: "by pinyin"
        ),
        Order(
            language: "zh-Hans",
            names: ["妈", "麻", "马", "骂"],
            source: "by tone"
        ),
        Order(
            language: "zh-Hant",
            names: ["一", "丁", "中", "台", "國", "新", "臺"],
            source: "by radical and stroke"
        ),
    ]

    /// As `Unicode::Collate::Locale` 1.31 of Perl sorts them (UCA 13, variables not ignored); the
    /// reader's script first, as CLDR has it.
    private static let computed = [
        Order(
            language: "de",
            names: split(
                #"""
                "Klaster"|«Кластер»|(Anhang)|10 Years|2 Seas|A B|A-B|A/B|ab|aB|AB|\#
                AEI Cluster|Aerospace Valley|Aérospatiale|ArbeitgeberHub|Arzt|\#
                Ärztehaus|Da Nang|Đà Nẵng|Éire|Elan|élan|Île-de-France|Izmir|İzmir|\#
                Kluster|Kluster & Co|Kluster, Co|Lodz|Łódź|Lyon|Nandu|Ñandú|Oeuvre|\#
                œuvre|Øresund|Oslo|Skoda|Škoda|Strasse|Straße|Strassen|Zab|Ząb|Zug|\#
                Zürich|Αθήνα|Ελλάδα|Ελλάς|Ґанок|Гора|Ёж|Елка|Ёлка|Ель|Иван|Ижевск|\#
                Їжак|Ірпінь|Йогурт|Йод|Софийски|София|Шум|Щит|Ъгъл|Юг|Ямбол|กรรม|\#
                กรุงเทพ|กา|ก่า|ก้า|กาง|การ|การ์ด|เก่ง|เกาะ|แก้ว|โก|ไก่|ขอนแก่น|\#
                คลัสเตอร์|เครือข่าย|ชลบุรี|เชียงใหม่|นาม|นำ|น้ำ|สภา|สมาคม|สำนักงาน|\#
                หอการค้า|อำเภอ
                """#
            ),
            source: "computed"
        ),
        Order(
            language: "ru",
            names: split(
                #"""
                "Klaster"|«Кластер»|(Anhang)|10 Years|2 Seas|Ґанок|Гора|Ёж|Елка|Ёлка|\#
                Ель|Иван|Ижевск|Їжак|Ірпінь|Йогурт|Йод|Софийски|София|Шум|Щит|Ъгъл|Юг|\#
                Ямбол|A B|A-B|A/B|ab|aB|AB|AEI Cluster|Aerospace Valley|Aérospatiale|\#
                ArbeitgeberHub|Arzt|Ärztehaus|Da Nang|Đà Nẵng|Éire|Elan|élan|\#
                Île-de-France|Izmir|İzmir|Kluster|Kluster & Co|Kluster, Co|Lodz|Łódź|\#
                Lyon|Nandu|Ñandú|Oeuvre|œuvre|Øresund|Oslo|Skoda|Škoda|Strasse|Straße|\#
                Strassen|Zab|Ząb|Zug|Zürich|Αθήνα|Ελλάδα|Ελλάς|กรรม|กรุงเทพ|กา|ก่า|\#
                ก้า|กาง|การ|การ์ด|เก่ง|เกาะ|แก้ว|โก|ไก่|ขอนแก่น|คลัสเตอร์|เครือข่าย|\#
                ชลบุรี|เชียงใหม่|นาม|นำ|น้ำ|สภา|สมาคม|สำนักงาน|หอการค้า|อำเภอ
                """#
            ),
            source: "computed"
        ),
        Order(
            language: "th",
            names: split(
                #"""
                10 Years|2 Seas|กรรม|กรุงเทพ|กา|ก่า|ก้า|กาง|การ|การ์ด|เก่ง|เกาะ|แก้ว|\#
                โก|ไก่|ขอนแก่น|คลัสเตอร์|เครือข่าย|ชลบุรี|เชียงใหม่|นาม|นำ|น้ำ|สภา|\#
                สมาคม|สำนักงาน|หอการค้า|อำเภอ|ab|aB|A B|A-B|A/B|AB|AEI Cluster|\#
                Aerospace Valley|Aérospatiale|(Anhang)|ArbeitgeberHub|Arzt|Ärztehaus|\#
                Da Nang|Đà Nẵng|Éire|Elan|élan|Île-de-France|Izmir|İzmir|"Klaster"|\#
                Kluster|Kluster & Co|Kluster, Co|Lodz|Łódź|Lyon|Nandu|Ñandú|Oeuvre|\#
                œuvre|Øresund|Oslo|Skoda|Škoda|Strasse|Straße|Strassen|Zab|Ząb|Zug|\#
                Zürich|Αθήνα|Ελλάδα|Ελλάς|Ґанок|Гора|Ёж|Елка|Ёлка|Ель|Иван|Ижевск|\#
                Їжак|Ірпінь|Йогурт|Йод|«Кластер»|Софийски|София|Шум|Щит|Ъгъл|Юг|Ямбол
                """#
            ),
            source: "computed"
        ),
    ]

    private static func split(_ names: String) -> [String] {
        names.split(separator: "|").map(String.init)
    }

    @Test(arguments: published + computed)
    func `is the published one`(order: Order) {
        let collation = Collation(for: order.language)
        let sorted = order.names.reversed().map { (key: collation.key(of: $0), name: $0) }
            .sorted { $0.key < $1.key }.map(\.name)
        #expect(sorted == order.names)
    }
}
