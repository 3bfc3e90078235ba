"""Old memos of different layouts, each as an office might have it, and the data that comes out of them."""

from __future__ import annotations

import datetime as dt

import pytest
from old_memos import Grid, bring_in, word, workbook

MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.")
STATUSES = ("ยังไม่ดำเนินการ", "อยู่ระหว่างดำเนินการ", "แล้วเสร็จ")


def test_groups_months_and_a_result_table_in_other_words() -> None:
    """A letter head in a table, groups with numbers within numbers, ticked months, and a head printed on each page."""
    head = ["ลำดับที่", "มาตรการ/กิจกรรม", "ผลการดำเนินงาน", "", "", "เอกสาร/หลักฐาน", "หมายเหตุ"]
    below = ["", "", *STATUSES, "", ""]
    plan = Grid(
        [
            ["ที่", "มาตรการ", "ขั้นตอน", "ระยะเวลาดำเนินการ (พ.ศ. ๒๕๖๓ - ๒๕๖๔)", *[""] * 5, "ผู้รับผิดชอบ", "งบประมาณ"],
            ["", "", "", *MONTHS, "", ""],
            ["๑. ด้านการใช้ทรัพย์สินของราชการ", *[""] * 10],
            ["๑.๑", "จัดทำแนวทางการใช้ทรัพย์สิน", "๑. แต่งตั้งคณะทำงาน\n๒. จัดทำแนวทาง\n๓. เผยแพร่", *"✓✓✓", "", "", "",
             "สำนักปลัด/กองคลัง", "๕๐,๐๐๐.-"],
            ["๑.๒", "อบรมเจ้าหน้าที่พัสดุ", "- จัดอบรม\n- ประเมินผล", "", "", "✓", "", "✓", "✓", "กองคลัง\nกองช่าง",
             "ไม่ใช้งบประมาณ"],
            ["๒. ด้านการให้บริการ", *[""] * 10],
            ["๒.๑", "เพิ่มช่องทาง E-Service", "พัฒนาเว็บไซต์", "/", "", "", "", "", "/", "กองคลัง", "1,200,000.50 บาท"],
        ],
        [(0, 3, 0, 8), *((0, column, 1, column) for column in (0, 1, 2, 9, 10)), (2, 0, 2, 10), (5, 0, 5, 10)],
    )  # fmt: skip
    result = Grid(
        [
            head,
            below,
            ["๑.๑", "จัดทำแนวทางการใช้ทรัพย์สินของราชการ", "", "", "✓", "https://nongbua.example.go.th/a", "-"],
            head,
            below,
            ["๑.๒", "การอบรมเจ้าหน้าที่พัสดุ", "", "✓", "", "", "เลื่อนเป็นเดือนพฤษภาคม"],
            ["๒.๑", "เพิ่มช่องทาง E - Service", "√", "", "", "", ""],
        ],
        [(0, 2, 0, 4), (0, 0, 1, 0), (0, 1, 1, 1), (0, 5, 1, 5), (0, 6, 1, 6), (3, 2, 3, 4)],
    )
    made = bring_in(
        word(
            "บันทึกข้อความ",
            Grid(
                [
                    ["ส่วนราชการ", "สำนักปลัด องค์การบริหารส่วนตำบลหนองบัว อำเภอเมือง จังหวัดเลย  โทร. ๐ ๔๒๘๑ ๑๒๓๔"],
                    ["ที่ ลย ๗๑๔๐๑/๑๒๓", "วันที่  ๕ เมษายน ๒๕๖๔"],
                    ["เรื่อง", "รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๔"],
                ]
            ),
            "เรียน  นายกองค์การบริหารส่วนตำบลหนองบัว",
            "แผนการดำเนินงานตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
            plan,
            "ผลการดำเนินการ ณ วันที่ ๓๑ มีนาคม ๒๕๖๔",
            result,
            "จึงเรียนมาเพื่อโปรดทราบและพิจารณา",
            "(ลงชื่อ)..............................................ผู้รายงาน",
            "       (นางสาวสมใจ  ใจดี)",
            "นักวิเคราะห์นโยบายและแผนชำนาญการ",
            "วันที่ ........../.........../...........",
            "ความเห็นของปลัดองค์การบริหารส่วนตำบล",
            "(ลงชื่อ)",
            "(นายสมชาย รักไทย)",
            "ปลัดองค์การบริหารส่วนตำบลหนองบัว",
        )
    )
    assert made.plan["agency"] == {
        "name": "องค์การบริหารส่วนตำบลหนองบัว",
        "district": "อำเภอเมือง",
        "province": "จังหวัดเลย",
    }
    assert made.plan["fiscal_year"] == "2564"
    memo = made.plan["memo"]
    assert (memo["phone"], memo["number"], memo["section"]) == ("0 4281 1234", "ลย 71401/123", "สำนักปลัด")
    assert memo["signed_by"] == {"name": "(นางสาวสมใจ ใจดี)", "position": "นักวิเคราะห์นโยบายและแผนชำนาญการ"}
    assert [each["of"] for each in memo["opinions"]] == ["ปลัดองค์การบริหารส่วนตำบล"]
    assert made.column("code") == ["1.1", "1.2", "2.1"]
    assert made.column("group") == [*["1. ด้านการใช้ทรัพย์สินของราชการ"] * 2, "2. ด้านการให้บริการ"]
    assert made.column("steps") == [
        ["แต่งตั้งคณะทำงาน", "จัดทำแนวทาง", "เผยแพร่"],
        ["จัดอบรม", "ประเมินผล"],
        ["พัฒนาเว็บไซต์"],
    ]
    assert made.column("period") == [
        "ต.ค. 2563 - ธ.ค. 2563",
        "ธ.ค. 2563, ก.พ. 2564 - มี.ค. 2564",
        "ต.ค. 2563, มี.ค. 2564",
    ]
    assert made.column("budget") == ["50000", "ไม่ใช้งบประมาณ", "1200000.50"]
    assert made.column("responsible") == [["สำนักปลัด", "กองคลัง"], ["กองคลัง", "กองช่าง"], ["กองคลัง"]]
    assert made.history == {
        "m01": [{"date": "2564-03-31", "status": "done", "evidence": [{"url": "https://nongbua.example.go.th/a"}]}],
        "m02": [{"date": "2564-03-31", "status": "in-progress", "note": "เลื่อนเป็นเดือนพฤษภาคม"}],
        "m03": [{"date": "2564-03-31", "status": "not-started"}],
    }
    assert "another table has for มาตรการ: 'จัดทำแนวทางการใช้ทรัพย์สินของราชการ'" in made.doubts
    assert "# วันที่ ........../.........../..........." in made.plan_text


def test_one_table_with_plan_and_result() -> None:
    """Rows merged into one measure, percentages, statuses in the words of the result, and no letter around it."""
    head = ["มาตรการ", "วิธีดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา", "งบประมาณ\n(บาท)", "ผลการดำเนินการ", "ร้อยละ",
            "ปัญหา/อุปสรรค", "ข้อเสนอแนะ"]  # fmt: skip
    table = Grid(
        [
            head,
            ["๑. มาตรการเผยแพร่ข้อมูล", "• กำหนดผู้รับผิดชอบ", "กลุ่มบริหารงานทั่วไป", "ต.ค. ๖๔ – มี.ค. ๖๕", "-",
             "ดำเนินการแล้ว", "๑๐๐", "-", "-"],
            ["", "• จัดทำประกาศ", *[""] * 7],
            ["๒. มาตรการป้องกันการรับสินบน", "ประกาศ No Gift Policy", "ฝ่ายบุคคล, งานการเงิน", "ตลอดปีงบประมาณ", "๕,๐๐๐",
             "อยู่ระหว่างดำเนินการ โดยได้จัดทำร่างประกาศแล้ว", "๕๐%", "บุคลากรยังไม่เข้าใจ", "จัดอบรมเพิ่มเติม"],
            ["๓. มาตรการจัดการเรื่องร้องเรียน", "จัดทำคู่มือ", "ฝ่ายบุคคล", "๑ ต.ค. ๒๕๖๔ - ๓๐ ก.ย. ๒๕๖๕", "ไม่ใช้งบประมาณ",
             "ยังไม่ได้ดำเนินการ", "๐", "ขาดบุคลากร", ""],
        ],
        [(1, column, 2, column) for column in (0, 2, 3, 4, 5, 6)],
    )  # fmt: skip
    made = bring_in(
        word(
            "แบบรายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
            "ประจำปีงบประมาณ พ.ศ. ๒๕๖๕",
            "โรงเรียนบ้านดอนยาง อำเภอเมือง จังหวัดสกลนคร",
            "ข้อมูล ณ วันที่ ๓๐ กันยายน ๒๕๖๕",
            table,
            "ลงชื่อ.................................ผู้รายงาน",
            "(นายครูใหญ่ ตั้งใจ)",
            "ตำแหน่ง ผู้อำนวยการโรงเรียนบ้านดอนยาง",
        )
    )
    assert made.plan["title"] == "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
    assert made.plan["agency"]["name"] == "โรงเรียนบ้านดอนยาง"
    assert made.plan["fiscal_year"] == "2565"
    assert made.plan["memo"]["signed_by"]["position"] == "ผู้อำนวยการโรงเรียนบ้านดอนยาง"
    assert made.column("steps") == [["กำหนดผู้รับผิดชอบ", "จัดทำประกาศ"], ["ประกาศ No Gift Policy"], ["จัดทำคู่มือ"]]
    assert made.column("budget") == [None, "5000", "ไม่ใช้งบประมาณ"]
    assert made.column("period")[2] == {"from": "2564-10-01", "to": "2565-09-30"}
    assert made.statuses() == ["done", "in-progress", "not-started"]
    assert made.history["m02"][0]["result"] == "อยู่ระหว่างดำเนินการ โดยได้จัดทำร่างประกาศแล้ว"
    assert made.history["m02"][0]["remedy"] == "จัดอบรมเพิ่มเติม"
    assert "not found in the source: เรียน" in made.doubts


LIST = """ลำดับ,มาตรการ,ขั้นตอนการดำเนินการ,หน่วยงานที่รับผิดชอบ,กำหนดแล้วเสร็จ,สถานะ,หลักฐาน
1,ประกาศเจตนารมณ์สุจริต,"1) จัดทำร่าง
2) เสนอผู้บริหารลงนาม",กองการเจ้าหน้าที่ / สำนักปลัด,31 ม.ค. 2566,ดำเนินการแล้วเสร็จ,ประกาศลงวันที่ 15 ม.ค. 2566
2,อบรมผลประโยชน์ทับซ้อน,จัดอบรม,กองการเจ้าหน้าที่,31/03/2566,กำลังดำเนินการ,-
3,สำรวจความพึงพอใจ,สำรวจออนไลน์,กองแผน,ก.ย. 66,ยังไม่ดำเนินการ,
4,ปรับปรุงเว็บไซต์,ปรับปรุง,,,ยกเลิก,
"""


@pytest.mark.parametrize("encoding", ["cp874", "utf-8-sig", "utf-8", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_comma_separated_values(encoding: str, separator: str) -> None:
    """Whatever the encoding and the separator, the same comes out; the old encoding is a doubt."""
    made = bring_in(LIST.replace(",", separator).encode(encoding), dt.date(2023, 3, 31))
    assert made.statuses() == ["done", "in-progress", "not-started", "cancelled"]
    assert made.column("steps")[0] == ["จัดทำร่าง", "เสนอผู้บริหารลงนาม"]
    assert made.column("period") == [{"to": "2566-01-31"}, {"to": "2566-03-31"}, "ก.ย. 66", None]
    assert made.plan["units"] == ["กองการเจ้าหน้าที่", "สำนักปลัด", "กองแผน"]
    assert any("TIS-620" in said for said in made.doubts) is (encoding == "cp874")
    assert made.plan["agency"]["name"] == "(ชื่อหน่วยงาน)"


def test_a_sheet_saved_as_text() -> None:
    """Titles above a head of two rows without merged cells, an empty row, a sum and a name below."""
    text = (
        "แผนมาตรการส่งเสริมความโปร่งใส เทศบาลเมืองทดสอบ,,,,,,\nปีงบประมาณ พ.ศ. 2567,,,,,,\n"
        "ที่,มาตรการ,ผลการดำเนินงาน,,,ผู้รับผิดชอบ,งบประมาณ (บาท)\n,,ยังไม่ดำเนินการ,อยู่ระหว่างดำเนินการ,ดำเนินการแล้ว,,\n"
        '1,มาตรการ ก,,,/,กองคลัง,"10,000"\n2,มาตรการ ข,,/,,กองช่าง,-\n'
        '3,มาตรการ ค,/,,,กองช่าง และ กองคลัง,"ใช้งบประมาณ 5,000 บาท"\n,,,,,,\n,,,,รวม,,"15,000"\n'
        "ผู้รายงาน นายทดสอบ ระบบ,,,,,,\n"
    )
    made = bring_in(text.encode("utf-8-sig"), dt.date(2024, 3, 31))
    assert made.column("title") == ["มาตรการ ก", "มาตรการ ข", "มาตรการ ค"]
    assert made.statuses() == ["done", "in-progress", "not-started"]
    assert made.column("budget") == ["10000", None, "5000"]
    assert made.column("responsible")[2] == ["กองช่าง", "กองคลัง"]
    assert made.plan["agency"]["name"] == "เทศบาลเมืองทดสอบ"
    assert made.plan["fiscal_year"] == "2567"
    assert made.plan["memo"]["signed_by"]["name"] == "นายทดสอบ ระบบ"
    assert "# รวม 15,000" in made.plan_text


def test_a_workbook_of_two_sheets() -> None:
    """Merged titles and heads, groups, numbers, and fractions for percentages."""
    pytest.importorskip("python_calamine")
    plan = [
        ["แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", *[""] * 5],
        ["องค์การบริหารส่วนจังหวัดตัวอย่าง", *[""] * 5],
        [""] * 6,
        ["ลำดับ", "โครงการ/กิจกรรม", "วัตถุประสงค์", "งบประมาณ", "", "ผู้รับผิดชอบ"],
        ["", "", "", "ตั้งไว้", "เบิกจ่าย", ""],
        ["มิติที่ ๑ สร้างสังคมที่ไม่ทนต่อการทุจริต", *[""] * 5],
        [1.0, "อบรมคุณธรรม", "เพื่อสร้างจิตสำนึก", 20000.0, 15000.5, "สำนักปลัด"],
        [2.0, "ค่ายเยาวชน", "เพื่อปลูกฝัง", 0.0, 0.0, "กองการศึกษา"],
        ["มิติที่ ๒ บริหารราชการเพื่อป้องกันการทุจริต", *[""] * 5],
        [3.0, "จัดทำคู่มือ", "", "ไม่ใช้งบ", "", "สำนักปลัด\nกองคลัง"],
    ]
    result = [
        ["โครงการ/กิจกรรม", "ผลการดำเนินงาน", "ร้อยละความก้าวหน้า"],
        ["อบรมคุณธรรม", "อบรมแล้ว ๒ รุ่น", 1.0],
        ["ค่ายเยาวชน", "เตรียมการ", 0.25],
        ["จัดทำคู่มือ", "", 0.0],
    ]
    merged = ["A1:F1", "A2:F2", "D4:E4", "A6:F6", "A9:F9", "A4:A5", "B4:B5", "C4:C5", "F4:F5"]
    made = bring_in(workbook({"แผน": plan, "ผล": result}, {"แผน": merged}), dt.date(2023, 3, 31))
    assert made.plan["title"] == "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2566"
    assert made.column("group") == [
        "มิติที่ 1 สร้างสังคมที่ไม่ทนต่อการทุจริต",
        "มิติที่ 1 สร้างสังคมที่ไม่ทนต่อการทุจริต",
        "มิติที่ 2 บริหารราชการเพื่อป้องกันการทุจริต",
    ]
    assert made.column("budget") == ["20000", "0", "ไม่ใช้งบประมาณ"]
    assert made.plan["columns"] == [{"name": "column_1", "heading": "วัตถุประสงค์"}]
    assert made.column("column_1") == ["เพื่อสร้างจิตสำนึก", "เพื่อปลูกฝัง", None]
    assert [entries[0].get("progress") for entries in made.history.values()] == ["100", "25", "0"]
    assert [entries[0].get("spent") for entries in made.history.values()] == ["15000.5", "0", None]
    assert "sheet ผล: fractions are taken for percentages" in made.doubts


def test_a_letter_whose_results_are_sentences() -> None:
    """Issues over several measures, signatures beside each other, results in sentences, and the ITA score."""
    plan = Grid(
        [
            ["ประเด็นการประเมิน", "มาตรการ/แนวทาง", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "การกำกับติดตาม"],
            ["การปฏิบัติหน้าที่", "กำหนดมาตรฐานการให้บริการ", "จัดทำคู่มือ", "ทุกกอง", "ม.ค. - มี.ค. ๒๕๖๖", "รายงานผู้บริหาร"],
            ["", "ประชาสัมพันธ์ช่องทางติดต่อ", "ประชาสัมพันธ์ผ่าน Facebook", "สำนักปลัด", "ตลอดปี", ""],
            ["การใช้งบประมาณ", "เผยแพร่แผนจัดซื้อจัดจ้าง", "เผยแพร่แผน", "กองคลัง", "ทุกไตรมาส", ""],
        ],
        [(1, 0, 2, 0), (1, 5, 3, 5)],
    )
    result = Grid(
        [
            ["ที่", "มาตรการ", "ผลการดำเนินการ"],
            ["๑", "กำหนดมาตรฐานการให้บริการ", "จัดทำคู่มือแล้วเสร็จ และเผยแพร่บนเว็บไซต์"],
            ["๒", "ประชาสัมพันธ์ช่องทางการติดต่อ", "ดำเนินการแล้ว จำนวน ๑๒ ครั้ง"],
            ["๓", "เผยแพร่แผนจัดซื้อจัดจ้าง", "ได้รับจัดสรรงบประมาณ"],
        ]
    )
    made = bring_in(
        word(
            "ส่วนราชการ  งานการเจ้าหน้าที่ สำนักปลัดเทศบาล เทศบาลตำบลทุ่งทอง  โทร ๐๔๔-๑๒๓๔๕๖",
            "ที่  นม ๕๔๖๐๑/๔๕                              วันที่  ๓๐  กันยายน  ๒๕๖๖",
            "เรื่อง  รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปี พ.ศ. ๒๕๖๖",
            "เรียน  นายกเทศมนตรีตำบลทุ่งทอง",
            "ตามที่ งานการเจ้าหน้าที่ ได้จัดทำมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ จากผลการประเมิน ITA ประจำปีงบประมาณ"
            " พ.ศ. ๒๕๖๕ ได้คะแนน ๘๗.๕๖ คะแนน อยู่ในระดับ A นั้น",
            plan,
            "๓. ผลการดำเนินการ",
            result,
            Grid([["(นางสาวมาลี ดีงาม)\nนักทรัพยากรบุคคลชำนาญการ", "(นายสมศักดิ์ แสนดี)\nหัวหน้าสำนักปลัด"]]),
        )
    )
    assert made.plan["assessment"] == {"fiscal_year": "2565", "score": "87.56", "level": "A"}
    assert made.plan["monitoring"] == {"text": "รายงานผู้บริหาร"}
    assert made.column("issue") == ["การปฏิบัติหน้าที่", "การปฏิบัติหน้าที่", "การใช้งบประมาณ"]
    memo = made.plan["memo"]
    assert (memo["phone"], memo["section"]) == ("044-123456", "งานการเจ้าหน้าที่")
    assert memo["signed_by"] == {"name": "(นางสาวมาลี ดีงาม)", "position": "นักทรัพยากรบุคคลชำนาญการ"}
    assert [each["name"] for each in memo["opinions"]] == ["(นายสมศักดิ์ แสนดี)"]
    assert made.statuses() == ["done", "done", None]
    assert [entries[0]["result"] for entries in made.history.values()] == [
        "จัดทำคู่มือแล้วเสร็จ และเผยแพร่บนเว็บไซต์",
        "ดำเนินการแล้ว จำนวน 12 ครั้ง",
    ]
    assert "no status was read, so this is no entry: m03: result: ได้รับจัดสรรงบประมาณ" in made.doubts


def test_boxes_to_tick() -> None:
    """Of boxes in one cell the ticked one counts, in whatever way it is ticked."""
    rows = [
        ["ลำดับ", "มาตรการ", "การดำเนินการ", "สถานะ"],
        ["1", "มาตรการที่ ๑ ส่งเสริม", "จัดประชุม", "☑ ดำเนินการแล้ว\n☐ อยู่ระหว่างดำเนินการ\n☐ ยังไม่ดำเนินการ"],
        ["2", "มาตรการที่ ๒ ลดขั้นตอน", "ออกประกาศ", "( ) ดำเนินการแล้ว (✓) อยู่ระหว่างดำเนินการ ( ) ยังไม่ดำเนินการ"],
        ["3", "มาตรการที่ ๓", "-", "☐ ดำเนินการแล้ว ☐ อยู่ระหว่างดำเนินการ ☐ ยังไม่ดำเนินการ"],
    ]
    made = bring_in(word("ผลการดำเนินการตามมาตรการ ณ วันที่ ๓๑ มี.ค. ๖๔", Grid(rows)))
    assert made.statuses() == ["done", "in-progress", None]
    assert made.history["m01"][0]["date"] == "2564-03-31"
    assert any("สถานะ is not read: '☐ ดำเนินการแล้ว" in said for said in made.doubts)


def test_tables_of_several_units() -> None:
    """Tables with one head under lines of their own are groups; a result speaks of each measure once."""
    head = ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"]
    made = bring_in(
        word(
            "๑. สำนักปลัด",
            Grid([head, ["อบรมเจ้าหน้าที่พัสดุ", "อบรม", "สำนักปลัด"]]),
            "๒. กองคลัง",
            Grid([head, ["อบรมเจ้าหน้าที่การเงิน", "อบรม", "กองคลัง"], ["อบรมเจ้าหน้าที่พัสดุ", "อบรม ๒", "กองคลัง"]]),
            "ผลการดำเนินการ ณ วันที่ ๓๐ ก.ย. ๒๕๖๗",
            Grid(
                [
                    ["มาตรการ", "สถานะ"],
                    ["อบรมเจ้าหน้าที่พัสดุ", "เสร็จสิ้น"],
                    ["อบรมเจ้าหน้าที่การเงิน", "ยังไม่ได้เริ่ม"],
                    ["อบรมเจ้าหน้าที่พัสดุ", "ดำเนินการต่อเนื่อง"],
                ]
            ),
        )
    )
    assert made.column("group") == ["1. สำนักปลัด", "2. กองคลัง", "2. กองคลัง"]
    assert made.statuses() == ["done", "not-started", "in-progress"]


def test_a_status_for_each_step() -> None:
    """Where the steps of one measure stand differently, it is in progress, and each step's status is a comment."""
    rows = [
        ["ที่", "มาตรการ", "ขั้นตอน", *STATUSES, "ผู้รับผิดชอบ"],
        ["1", "การให้บริการ", "จัดทำคู่มือ", "", "", "✓", "ฝ่ายบริหาร"],
        ["", "", "เผยแพร่คู่มือ", "", "✓", "", ""],
        ["2", "การจัดซื้อ", "ประกาศแผน", "", "", "✓ เว็บไซต์", "พัสดุ"],
    ]
    made = bring_in(word("ณ วันที่ 31 มีนาคม 2567", Grid(rows, [(1, 0, 2, 0), (1, 1, 2, 1), (1, 6, 2, 6)])))
    assert made.column("steps") == [["จัดทำคู่มือ", "เผยแพร่คู่มือ"], ["ประกาศแผน"]]
    assert made.statuses() == ["in-progress", "done"]
    assert "row by row: จัดทำคู่มือ: แล้วเสร็จ; เผยแพร่คู่มือ: อยู่ระหว่างดำเนินการ" in made.doubts


def test_numbers_within_numbers_without_merged_cells() -> None:
    """A row with a number and a name alone heads the rows whose numbers lie within its own."""
    text = (
        "ที่,มาตรการ,วิธีดำเนินการ,ผู้รับผิดชอบ,ผล\n1,ด้านบุคคล,,,\n1.1,ประกาศเกณฑ์,จัดทำ,กจ.,ดำเนินการแล้ว\n"
        "1.2,ประเมินผล,ประเมิน,กจ.,ยังไม่ดำเนินการ\n2,ด้านพัสดุ,,,\n2.1,เผยแพร่,เผยแพร่,พด.,อยู่ระหว่างดำเนินการ\n"
    )
    made = bring_in(text.encode(), dt.date(2024, 3, 31))
    assert made.column("group") == ["1 ด้านบุคคล", "1 ด้านบุคคล", "2 ด้านพัสดุ"]
    assert made.column("code") == ["1.1", "1.2", "2.1"]
    assert made.statuses() == ["done", "not-started", "in-progress"]
