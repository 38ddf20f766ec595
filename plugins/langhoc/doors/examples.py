"""A small, whole record of each kind, to copy from; together they are a catalogue without a fault.

What they tell of is imaginary, and written in Vietnamese, as records are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from langhoc.model import KINDS
from langhoc.reading.front_matter import ENDING
from langhoc.reading.nodes import to_data
from langhoc.reading.records import read_group, read_value
from langhoc.reading.source import decode


@dataclass(frozen=True, slots=True)
class Example:
    """A file, by its path from the catalogue's folder, and all of its text."""

    file: str
    text: str


EXAMPLES: dict[str, Example] = {
    "area": Example(
        "data/areas.yml",
        """\
- id: tinh-mau
  title: {vi: Tỉnh Mẫu, en: Sample Province}
  type: province
- id: xa-mau
  title: {vi: Xã Mẫu, en: Sample Commune}
  type: commune
  parent: tinh-mau
  former_units: [Xã Mẫu Đông, Xã Mẫu Tây]
  near: [Chợ Mẫu]
""",
    ),
    "topic": Example(
        "data/topics.yml",
        """\
- id: vi-tinh
  title: {vi: Vi tính, en: Computing}
  also: [tin học, máy tính]
""",
    ),
    "audience": Example(
        "data/audiences.yml",
        """\
- id: cong-nhan
  title: {vi: Công nhân rảnh buổi tối, en: Workers free in the evening}
""",
    ),
    "centre": Example(
        "data/centres/nha-van-hoa-xa-mau.yml",
        """\
title: Nhà văn hóa Xã Mẫu
type: culture_house
summary: Có phòng đọc sách và các lớp buổi tối, ngay cạnh chợ Mẫu.
area: xa-mau
address: 12 đường Chợ Mẫu, ấp 1
near: [Chợ Mẫu]
hours:
  openings:
    - {days: [mon, tue, wed, thu, fri], opens: "07:30", closes: "11:30"}
    - {days: [mon, tue, wed, thu, fri], opens: "13:30", closes: "20:30"}
amenities: [wifi, reading_room]
contacts:
  - {role: Ban quản lý nhà văn hóa, phone: "1022"}
sources:
  - {title: Bảng giờ mở cửa, place: Cổng nhà văn hóa, seen_on: 2026-11-21}
checked_on: 2026-11-21
""",
    ),
    "library": Example(
        "data/libraries/thu-vien-xa-mau.yml",
        """\
title: Thư viện Xã Mẫu
type: public
area: xa-mau
borrowing: {card: Ai cũng được làm thẻ, fee: 0, most: 2, days: 14}
sources:
  - {title: Nội quy thư viện, place: Thư viện Xã Mẫu, date: 2026-09-01}
checked_on: 2026-11-21
""",
    ),
    "classroom": Example(
        "data/classrooms/phong-hoc-ket-noi-xa-mau.yml",
        """\
title: Phòng học kết nối Xã Mẫu
area: xa-mau
part_of: nha-van-hoa-xa-mau
equipment: [máy quay, màn hình lớn, loa]
bandwidth: cáp quang 150 Mbit/s
platforms: [Zoom]
sources:
  - {title: Biên bản bàn giao phòng học, place: Văn phòng Xã Mẫu, date: 2026-08-20}
checked_on: 2026-11-21
""",
    ),
    "offer": Example(
        "data/offers/vi-tinh-buoi-toi-xa-mau.yml",
        """\
title: Vi tính buổi tối cho người mới
type: class
summary: Mở máy, gõ chữ, gửi thư, tìm việc trên mạng.
places: [nha-van-hoa-xa-mau]
topics: [vi-tinh]
audiences: [cong-nhan]
level: beginner
cost: {amount: 0}
sessions:
  - {days: [tue, thu], from: "18:30", to: "20:00"}
enrolment: {state: open}
contacts:
  - {role: Ban quản lý nhà văn hóa, phone: "1022"}
sources:
  - {title: Thông báo mở lớp, place: Bảng tin nhà văn hóa, date: 2026-11-02}
checked_on: 2026-11-21
""",
    ),
    "event": Example(
        "data/events/ngay-hoi-doc-sach-xa-mau-2027.yml",
        """\
title: Ngày hội đọc sách Xã Mẫu
type: festival
summary: Đổi sách cũ, kể chuyện cho trẻ em, làm thẻ thư viện.
starts_on: 2027-04-21
from: "08:00"
to: "11:00"
places: [nha-van-hoa-xa-mau]
area: xa-mau
cost: {amount: 0}
how_to_join: Cứ đến, không cần ghi tên trước.
contacts:
  - {role: Ban quản lý nhà văn hóa, phone: "1022"}
sources:
  - {title: Kế hoạch ngày hội, place: Văn phòng Xã Mẫu, date: 2026-11-10}
checked_on: 2026-11-21
""",
    ),
    "story": Example(
        "data/stories/co-hoa-hoc-vi-tinh.md",
        """\
---
title: Cô Hoa học vi tính ở tuổi 62
subject: person
called: cô Hoa
basis: consent
consent:
  given_on: 2026-11-20
  by: Người được kể
  scope: [site, copies]
area: xa-mau
offers: [vi-tinh-buoi-toi-xa-mau]
sources:
  - {title: Lời kể của người trong chuyện, place: Văn phòng Xã Mẫu, date: 2026-11-20}
checked_on: 2026-11-21
---

Cô Hoa bán hàng ở chợ Mẫu, ngày trước không dám cầm con chuột máy tính.

Sau ba tháng học buổi tối, cô tự gọi hình cho con đang làm xa.
""",
    ),
    "programme": Example(
        "data/programmes/tiep-suc-den-truong-xa-mau.yml",
        """\
title: Tiếp sức đến trường Xã Mẫu
type: scholarship
organisers: [hoi-khuyen-hoc-xa-mau]
area: xa-mau
apply:
  who: Học sinh hộ nghèo trong xã
  amount: 1500000
  number: 20
  papers: Đơn có nhà trường xác nhận
  where: Văn phòng hội khuyến học
  deadline: 2026-12-15
how_to_give: Gọi chi hội khuyến học của ấp.
sources:
  - {title: Thông báo học bổng, place: Bảng tin Xã Mẫu, date: 2026-11-05}
checked_on: 2026-11-21
""",
    ),
    "organisation": Example(
        "data/organisations/hoi-khuyen-hoc-xa-mau.yml",
        """\
title: Hội Khuyến học Xã Mẫu
type: education_association
area: xa-mau
contacts:
  - {role: Văn phòng hội, phone: "1022", calling_hours: Giờ hành chính}
sources:
  - {title: Bảng phân công trực, place: Văn phòng Xã Mẫu, seen_on: 2026-11-21}
checked_on: 2026-11-21
""",
    ),
    "model": Example(
        "data/models/ap-hoc-tap-xa-mau.yml",
        """\
title: Ấp học tập
subject: community
levels:
  - {title: Đạt, points: 80}
recognitions:
  - {year: 2025, area: xa-mau, count: 5, of: 8}
sources:
  - {title: Hướng dẫn chấm điểm, place: Văn phòng Xã Mẫu, date: 2025-03-01}
checked_on: 2026-11-21
""",
    ),
    "resource": Example(
        "data/resources/so-tay-vi-tinh.yml",
        """\
title: Sổ tay vi tính cho người mới
type: guide
library: thu-vien-xa-mau
language: vi
licence: CC BY 4.0
files:
  - {url: "https://example.org/so-tay-vi-tinh.pdf", type: PDF, bytes: 820000}
topics: [vi-tinh]
sources:
  - {title: Thư mục thư viện, place: Thư viện Xã Mẫu, seen_on: 2026-11-21}
checked_on: 2026-11-21
""",
    ),
    "indicator": Example(
        "data/indicators/so-lop-buoi-toi.yml",
        """\
title: Số lớp học buổi tối
measure: stock
unit: lớp
about: [vi-tinh]
series:
  - {when: 2025, value: 7, area: xa-mau}
  - {when: 2026, value: 12, area: xa-mau}
sources:
  - {title: Báo cáo khuyến học năm, place: Văn phòng Xã Mẫu, date: 2026-11-15}
checked_on: 2026-11-21
""",
    ),
}


def example_data(kind: str, language: str) -> dict[str, Any]:
    """The example of a kind as files hold it; of a list's kind its last record."""
    data = example_file(kind, language)
    return dict(data[-1] if KINDS[kind].is_list else data)


@cache
def example_file(kind: str, language: str) -> Any:
    """What the file of the example holds; texts without a language are in `language`."""
    file = EXAMPLES[kind]
    source, _problems = decode(file.text.encode(), file.file)
    assert source is not None
    written = read_group(source, language)[0] if file.file.endswith(ENDING) else read_value(source)[0]
    assert written is not None
    return to_data(written.node)
